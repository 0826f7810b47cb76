"""What users, tenants and client applications can do beside being resources: the caller itself, look-ups, members."""

from __future__ import annotations

import secrets
from typing import Any

from dialects.base import Operation
from hub import access, errors
from hub.hal.reference import parse_key

from . import asking, describing
from .joining import named
from .operations import Operations, answer_list, canonical
from .resource import Body
from .tables.people import API_KEY, CLIENT_APPLICATION, TECHNICAL_USER, TENANT, USER
from .view import NetilionView

OPERATORS_MATTER = "Tenants are made and removed by the platform operator."
MEMBERS_STAY = "Members are managed by the commands of the hub; here their role can be changed."


def refusing(detail: str) -> Operation:
    """What nobody may do here."""

    def run(view: NetilionView, **keys: str) -> Any:
        raise errors.Forbidden(detail)

    return Operation(run=run, described=describing.said(f"Refused: {detail}", TENANT, status=403))


# -- users ------------------------------------------------------------------------------------------------------------


def _current(view: NetilionView) -> Any:
    question = asking.of_one(USER, view.request.query_params)
    reply = view.ask("GET", canonical(USER, view.principal.user_id), query=question.query, conditions=True)
    return view.one(USER, reply, question)


def _lookup(view: NetilionView) -> Any:
    """The user with an address; 404 when there is none."""
    query = view.request.query_params
    asking.of_one(USER, query, beside=["email"])
    if "email" not in query:
        raise errors.BadParameter("email", "Name the address to look for.", "required")
    found = view.ask("GET", canonical(USER), query={"email": query["email"].replace("*", "")}).data["users"]
    if not found:
        raise errors.NotFoundProblem()
    return view.told(view.teller().item(USER, found[0]))


def _reset_password(view: NetilionView, key: str) -> Any:
    """A new password, told this once."""
    password = secrets.token_urlsafe(18)
    view.ask("PATCH", canonical(USER, key), body={"password": password})
    return view.told({"password": password})


CURRENT_USER: Operations = {
    "GET": Operation(run=_current, described=describing.said("The caller", USER, gives=describing.ref("User")))
}
LOOKUP: Operations = {
    "GET": Operation(
        run=_lookup,
        described=describing.said(
            "The user with an address",
            USER,
            query=describing.asking_for("email", paged=False),
            required=frozenset({"email"}),
            gives=describing.ref("User"),
        ),
    )
}
PASSWORD_RESET: Operations = {
    "POST": Operation(
        run=_reset_password,
        described=describing.said(
            "A new password of a technical user, told this once",
            TECHNICAL_USER,
            gives={"type": "object", "properties": {"password": describing.TEXT}},
        ),
    )
}


# -- tenants ----------------------------------------------------------------------------------------------------------


def _own_tenant(view: NetilionView, key: str) -> None:
    """Members are those of the caller's tenant; nobody sees into another one."""
    if view.ask("GET", canonical(TENANT, key)).data["id"] != view.principal.tenant_id:
        raise errors.NotFoundProblem()


def _members(role: str) -> Operation:
    def run(view: NetilionView, key: str) -> Any:
        _own_tenant(view, key)
        return answer_list(view, USER, canonical(USER), {"role": role} if role else {})

    return Operation(run=run, described=describing.many(USER, TENANT))


def _named_users(view: NetilionView, plural: str) -> list[Body]:
    """The users that a body names by id or by address; unknown ones are its fault."""
    found: list[Body] = []
    for place, one in enumerate(named(view, plural, "users")):
        one = one if isinstance(one, dict) else {}
        query = {"id": one["id"]} if parse_key(one.get("id")) else {"email": one.get("email") or "?"}
        users = view.ask("GET", canonical(USER), query=query).data["users"]
        if len(users) != 1:
            raise errors.ValidationProblem(
                [errors.field_error(("users", place), "not_found", "There is no such user.")]
            )
        found += users
    return found


def _naming(plural: str) -> describing.Schema:
    one = {"type": "object", "properties": {"id": describing.NUMBER, "email": describing.TEXT}}
    return {"type": "object", "properties": {plural: {"type": "array", "items": one}}, "required": [plural]}


def _admins(method: str) -> Operation:
    """Admins are users with that role; who is none any more keeps writing as an engineer."""

    def run(view: NetilionView, key: str) -> Any:
        _own_tenant(view, key)
        view.names = {"users": "admins"}
        wanted = {user["id"] for user in _named_users(view, "admins")}
        held = {user["id"] for user in view.all_items(canonical(USER), "users", role=access.ADMIN)}
        for number in sorted(wanted - held if method != "DELETE" else ()):
            view.ask("PATCH", canonical(USER, number), body={"role": access.ADMIN})
        gone = {"POST": set(), "DELETE": wanted & held, "PATCH": held - wanted}[method]
        for number in sorted(gone):
            view.ask("PATCH", canonical(USER, number), body={"role": access.ENGINEER})
        return view.nothing()

    does = {"POST": "Make users admins", "PATCH": "Replace the admins", "DELETE": "Let users be admins no longer"}
    told = describing.said(does[method], TENANT, takes=_naming("admins"), status=204)
    return Operation(run=run, described=told)


def _add_users(view: NetilionView, key: str) -> Any:
    """Who is in already stays; others are let in by the platform operator."""
    _own_tenant(view, key)
    _named_users(view, "users")
    return view.nothing()


TENANT_ADMINS: Operations = {
    "GET": _members(access.ADMIN),
    **{name: _admins(name) for name in ("POST", "PATCH", "DELETE")},
}
TENANT_USERS: Operations = {
    "GET": _members(""),
    "POST": Operation(
        run=_add_users, described=describing.said("Name members", TENANT, takes=_naming("users"), status=204)
    ),
    "PATCH": refusing(MEMBERS_STAY),
    "DELETE": refusing(MEMBERS_STAY),
}


# -- client applications ----------------------------------------------------------------------------------------------


def _own_application(view: NetilionView) -> Body:
    """The application that the caller came with, as far as anybody may know it."""
    principal = view.principal
    if principal.client_id is None:
        raise errors.NotFoundProblem()
    if access.may_use(principal, CLIENT_APPLICATION.entry):
        data: Body = view.ask("GET", canonical(CLIENT_APPLICATION, principal.client_id)).data
        return view.teller().item(CLIENT_APPLICATION, data)
    return {"id": principal.client_id, "name": principal.client_name, "redirect_uris": []}


def _application(view: NetilionView, key: str = "") -> Any:
    """``current``, and one by its id; who is no admin knows his own only."""
    if key and (access.may_use(view.principal, CLIENT_APPLICATION.entry) or key != str(view.principal.client_id)):
        question = asking.of_one(CLIENT_APPLICATION, view.request.query_params)
        path = canonical(CLIENT_APPLICATION, key)
        return view.one(CLIENT_APPLICATION, view.ask("GET", path, query=question.query, conditions=True), question)
    return view.told(_own_application(view))


def _applications(view: NetilionView) -> Any:
    if access.may_use(view.principal, CLIENT_APPLICATION.entry):
        return answer_list(view, CLIENT_APPLICATION, canonical(CLIENT_APPLICATION))
    asking.of_list(CLIENT_APPLICATION, view.request.query_params)
    items = [_own_application(view)] if view.principal.client_id is not None else []
    figures = {"total_count": len(items), "page_count": len(items), "per_page": 25, "page": 1}
    return view.listed(CLIENT_APPLICATION.plural, items, figures)


def _acting_user(view: NetilionView, key: str) -> int:
    """The technical user of an application."""
    return int(view.ask("GET", canonical(CLIENT_APPLICATION, key)).data["user"]["id"])


def _keys_of(view: NetilionView, key: str) -> Any:
    return answer_list(view, API_KEY, canonical(API_KEY), {"user_id": _acting_user(view, key)})


def _users_of(view: NetilionView, key: str) -> Any:
    """The one that it acts as, and those that were made for it."""
    ids = {_acting_user(view, key)}
    ids |= {item["id"] for item in view.all_items(canonical(CLIENT_APPLICATION, key, "users"), "users")}
    return answer_list(view, TECHNICAL_USER, canonical(USER), {"id": ",".join(map(str, sorted(ids)))})


def _new_user_of(view: NetilionView, key: str) -> Any:
    """A further technical user of an application; its password is told this once."""
    asking.of_one(TECHNICAL_USER, view.request.query_params)
    view.about(TECHNICAL_USER)
    application = view.ask("GET", canonical(CLIENT_APPLICATION, key)).data
    body = TECHNICAL_USER.body(view.sent, new=True)
    if not body.get("name"):
        body["name"] = f"{application['name'].replace(':', ' ')[:100]} {secrets.token_hex(4)}"
    made = view.ask("POST", canonical(USER), body=body)
    view.ask("POST", canonical(CLIENT_APPLICATION, key, "users"), body={"users": [{"id": made.data["id"]}]})
    return view.one(TECHNICAL_USER, made, status=201)


def _new_key(view: NetilionView) -> Any:
    """A key acts as the user of the application it is made for."""
    view.about(API_KEY)
    body = API_KEY.body(view.sent, new=True)
    application = view.sent.get("client_application")
    if isinstance(application, dict) and application.get("id") is not None:
        body["user"] = {"id": _acting_user(view, str(application["id"]))}
    return view.one(API_KEY, view.ask("POST", canonical(API_KEY), body=body), status=201)


ONE_APPLICATION = Operation(run=_application, described=describing.one(CLIENT_APPLICATION))
CURRENT_APPLICATION: Operations = {"GET": ONE_APPLICATION}
APPLICATIONS = Operation(run=_applications, described=describing.many(CLIENT_APPLICATION))
APPLICATION_KEYS: Operations = {"GET": Operation(run=_keys_of, described=describing.many(API_KEY, CLIENT_APPLICATION))}
APPLICATION_USERS: Operations = {
    "GET": Operation(run=_users_of, described=describing.many(TECHNICAL_USER, CLIENT_APPLICATION)),
    "POST": Operation(
        run=_new_user_of,
        described=describing.said(
            "A further technical user of an application; its password is told this once",
            CLIENT_APPLICATION,
            takes={"type": "object", "properties": {"email": describing.TEXT, "disabled": describing.FLAG}},
            gives=describing.ref("TechnicalUser"),
            status=201,
        ),
    ),
}
NEW_KEY = Operation(run=_new_key, described=describing.made(API_KEY))
