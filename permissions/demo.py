"""The people and programs of the demo plant; their secrets are the same at every run."""

from __future__ import annotations

from typing import Any

from hub import access
from hub.fields.folded import fold
from hub.management.commands.seed_demo import secret
from hub.models import Tenant
from permissions.authentication.api_key import MARK, key_hash
from permissions.models import ApiKey, Client, Grant, Group, Membership, User
from permissions.rules import accounts, credentials
from permissions.rules.granting import grant_create

TENANT = "Demo Plant"
#: name, role, technical
USERS = [
    ("alice", access.ADMIN, False),
    ("ada", access.ENGINEER, False),
    ("otto", access.OPERATOR, False),
    ("scada", access.ENGINEER, True),
]


def seed(told: dict[str, Any]) -> None:
    """Tenant, users, a group, a client and a key for each role."""
    tenant = Tenant.objects.filter(name_folded=fold(TENANT)).first() or accounts.tenant_create(
        name=TENANT, description="A small plant to try the hub on."
    )
    told["tenant"] = {"id": tenant.pk, "uuid": str(tenant.uuid), "name": tenant.name}
    told["users"] = [_user(tenant, *row) for row in USERS]
    told["clients"] = [_client(tenant)]
    told["api_keys"] = [_key(tenant, name, role) for name, role, technical in USERS if not technical]
    # The engineer's key first: it is the one for a first conversation.
    told["api_keys"].sort(key=lambda key: key["role"] != access.ENGINEER)
    _group(tenant)
    told["_acting"] = {name: acting(tenant, name) for name, _role, _technical in USERS}


def acting(tenant: Tenant, name: str) -> access.Principal:
    """The principal that a demo user is."""
    user = User.objects.get(name_folded=fold(name))
    role = Membership.objects.get(tenant=tenant, user=user).role
    return access.Principal(
        tenant_id=tenant.pk,
        tenant_name=tenant.name,
        user_id=user.pk,
        user_name=user.name,
        role=role,
        scopes=frozenset({"read", "write"}),
        credential="session",
        tenant_uuid=tenant.uuid,
    )


def _user(tenant: Tenant, name: str, role: str, technical: bool) -> dict[str, Any]:
    password = secret(f"password of {name}", 16)
    if not accounts.name_taken(name):
        accounts.user_create(name=name, tenant=tenant, role=role, technical=technical, password=password)
    return {"name": name, "password": password, "role": role}


def _client(tenant: Tenant) -> dict[str, Any]:
    name, client_secret = "erp-bridge", secret("secret of erp-bridge")
    if not Client.objects.filter(tenant=tenant, name_folded=fold(name)).exists():
        client, _made_up = credentials.client_create(
            name=name, tenant=tenant, grant=Client.GRANT_CLIENT_CREDENTIALS, role=access.ENGINEER
        )
        client.client_id, client.client_secret = name, credentials.secret_hash(client_secret)
        client.save()
    return {"client_id": name, "client_secret": client_secret}


def _key(tenant: Tenant, user_name: str, role: str) -> dict[str, Any]:
    name, prefix = f"demo-{user_name}", secret(f"prefix of {user_name}", 10)
    text = f"{MARK}{prefix}_{secret(f'key of {user_name}', 64)}"
    if not ApiKey.objects.filter(tenant=tenant, name_folded=fold(name)).exists():
        user = User.objects.get(name_folded=fold(user_name))
        ApiKey(
            tenant=tenant, name=name, user=user, prefix=prefix, secret_hash=key_hash(text), scopes="read write"
        ).save()
    return {"key": text, "user": user_name, "role": role}


def share(told: dict[str, Any]) -> None:
    """The program may read what the apps made for it: ``_shared`` of what they told."""
    bridge = Client.objects.get(tenant_id=told["tenant"]["id"], name_folded="erp-bridge").user
    for kind, key in told.get("_shared", ()):
        known = Grant.objects.filter(object_kind=kind, object_id=key, user=bridge)
        if not known.exists():
            grant_create(principal=None, object_kind=kind, object_id=key, right=access.READ, user_id=bridge.pk)


def _group(tenant: Tenant) -> None:
    group = Group.objects.filter(tenant=tenant, name_folded="maintenance").first()
    if group is None:
        group = Group(tenant=tenant, name="Maintenance", description="Who repairs and calibrates.")
        group.save()
        accounts.group_member_add(group=group, user=User.objects.get(name_folded="otto"))
