"""Tenants, users, groups, and what programs log in with."""

from __future__ import annotations

import secrets
from typing import Any

from ..resource import Body, Resource, declare


def _disabled(item: Body) -> bool:
    return not item["is_active"]


def _enabled(value: Any) -> Body:
    """The vendor says who is locked out, the hub who is let in."""
    return {"is_active": not (value is True or str(value).lower() == "true")}


def _address(item: Body) -> str:
    """Clients insist on an e-mail address; a machine may have none and is known by its name."""
    return str(item["email"] or item["name"])


def named_by_email(body: Body) -> None:
    """A technical user is known by its address, and writes unless somebody says otherwise."""
    body.setdefault("name", body.get("email"))
    body.update(technical=True, role=body.get("role", "engineer"))


TENANT = Resource(
    kind="tenant",
    path="tenants",
    plural="tenants",
    members="id name description public",
    sources={"public": "public_catalogue"},
    filters="name",
    asked={"public": "public_catalogue"},
)
USER = Resource(
    kind="user",
    path="users",
    plural="users",
    members="id email first_name last_name disabled confirmed_at created_at updated_at",
    made={"email": _address, "disabled": _disabled, "confirmed_at": lambda item: item["created_at"]},
    taken={"disabled": _enabled},
    filters="email first_name last_name created_at created_at_from created_at_to "
    "updated_at updated_at_from updated_at_to",
    includes={"usergroups": "groups"},
    lists="usergroups",
    links="usergroups specifications",
)
TECHNICAL_USER = Resource(
    kind="user",
    path="technical_users",
    plural="technical_users",
    members="id email disabled password",
    made={"email": _address, "disabled": _disabled, "password": lambda item: item.get("password")},
    taken={"disabled": _enabled, "email": lambda value: {"email": value}},
    completed=named_by_email,
    filters="email",
    always={"technical": "true"},
    links="usergroups",
)
USERGROUP = Resource(
    kind="group",
    path="usergroups",
    plural="usergroups",
    members="id name description",
    filters="name",
    links="users",
)


def _scheme(value: Any) -> Body:
    """Keys go with a name and a password; those of OAuth are the client applications themselves."""
    return {} if value in (None, "any", "basic_auth") else {"authentication_type": value}


def with_name(body: Body) -> None:
    """The hub knows keys by names of their own."""
    if not body.get("name"):
        body["name"] = f"key {secrets.token_hex(4)}"


API_KEY = Resource(
    kind="api_key",
    path="api_keys",
    plural="api_keys",
    members="id api_key valid_from valid_until disabled authentication_type description",
    sources={"valid_until": "expires_at", "description": "name"},
    made={
        "api_key": lambda item: item.get("key") or item["prefix"],
        "valid_from": lambda item: item["created_at"],
        "disabled": lambda item: item["revoked_at"] is not None,
        "authentication_type": lambda item: "basic_auth",
    },
    taken={
        "disabled": lambda value: {} if _enabled(value)["is_active"] else {"revoked": True},
        "authentication_type": _scheme,
    },
    completed=with_name,
    asked={
        "api_key": "prefix",
        **{f"valid_from{end}": f"created_at{end}" for end in ("", "_from", "_to")},
        **{f"valid_until{end}": f"expires_at{end}" for end in ("", "_from", "_to")},
    },
    orders={"valid_from": "created_at", "valid_until": "expires_at"},
)
CLIENT_APPLICATION = Resource(
    kind="client",
    path="client_applications",
    plural="client_applications",
    members="id name redirect_uris is_insider can_send_mails technical_user contact_person api_key api_secret",
    sources={"technical_user": "user", "api_key": "client_id"},
    made={
        "is_insider": lambda item: False,
        "can_send_mails": lambda item: False,
        "contact_person": lambda item: None,
        "api_secret": lambda item: item.get("client_secret"),
    },
    defaults={"grant": "password"},
    filters="name",
    asked={"contact_person_id": "user_id"},
    includes={"technical_user": "user"},
    links="api_keys technical_users webhooks",
)

declare(TENANT, USER, USERGROUP, API_KEY, CLIENT_APPLICATION)
