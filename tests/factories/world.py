"""Two plants that know nothing of each other, each with people of every role and keys to act as them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from hub import access, registry
from hub.models import Tenant
from permissions.models import Membership, User
from permissions.rules import accounts, credentials
from tests.factories.api import Api
from tests.factories.bodies import Bodies
from tests.factories.production import MADE


@dataclass
class Plant:
    """One tenant: its users by name, their keys, and resources made on demand."""

    name: str
    tenant: Tenant
    users: dict[str, User] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    samples: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def build(cls, name: str) -> Plant:
        """A tenant with an admin, two engineers and an operator, and keys that may only read."""
        plant = cls(name, accounts.tenant_create(name=name))
        for who, role in (("admin", "admin"), ("engineer", "engineer"), ("colleague", "engineer"), ("operator",) * 2):
            user, _password = accounts.user_create(name=f"{who} of {name}", tenant=plant.tenant, role=role)
            plant.users[who] = user
            plant.keys[who] = plant.key(who)
        plant.keys["reader"] = plant.key("engineer", scopes="read")
        return plant

    def key(self, who: str, **values: Any) -> str:
        """The text of a new key that acts as ``who``."""
        name = f"{who} {len(self.keys)} {values.get('scopes', '')}".strip()
        _key, text = credentials.key_create(name=name, tenant=self.tenant, user=self.users[who], **values)
        return text

    def api(self, who: str, **options: Any) -> Api:
        """The API as ``who`` sees it."""
        return Api(self.keys[who], **options)

    @cached_property
    def admin(self) -> Api:
        return self.api("admin")

    @cached_property
    def engineer(self) -> Api:
        return self.api("engineer")

    @cached_property
    def colleague(self) -> Api:
        return self.api("colleague")

    @cached_property
    def operator(self) -> Api:
        return self.api("operator")

    @cached_property
    def reader(self) -> Api:
        """An engineer whose key has the scope ``read`` only."""
        return self.api("reader")

    def maker(self, kind: str) -> Api:
        """The least of those who may make this kind, who then owns what it made."""
        return self.admin if registry.get(kind).writer == access.ADMIN else self.engineer

    def principal(self, who: str) -> access.Principal:
        """``who`` for calls below the API."""
        user = self.users[who]
        return access.Principal(
            tenant_id=self.tenant.pk,
            tenant_name=self.tenant.name,
            tenant_uuid=self.tenant.uuid,
            user_id=user.pk,
            user_name=user.name,
            role=Membership.objects.get(tenant=self.tenant, user=user).role,
            scopes=frozenset({"read", "write"}),
            credential="session",
        )

    # -- resources --------------------------------------------------------------------------------------------------

    def body(self, kind: str, *, full: bool = False, **values: Any) -> dict[str, Any]:
        """A valid body of ``kind``."""
        return Bodies(self).body(kind, full=full, **values)

    def make(self, kind: str, *, full: bool = False, by: Api | None = None, **values: Any) -> dict[str, Any]:
        """A new resource of ``kind`` as its creation answers it."""
        if kind in MADE:
            return MADE[kind](self, values)
        entry = registry.get(kind)
        body = self.body(kind, full=full, **values)
        answer = (by or self.maker(kind)).post(entry.href, body)
        made: dict[str, Any] = answer.ok(entry.viewset.created_status)
        return made

    def sample(self, kind: str) -> dict[str, Any]:
        """One resource of ``kind``, the same at every call; a tenant is its own."""
        if kind == "tenant":
            return {"id": self.tenant.pk, "uuid": str(self.tenant.uuid)}
        if kind == "user":
            return {"id": self.users["engineer"].pk, "uuid": str(self.users["engineer"].uuid)}
        if kind not in self.samples:
            self.samples[kind] = self.make(kind)
        return self.samples[kind]

    def grant(self, kind: str, right: str, **holder: Any) -> dict[str, Any]:
        """A tenant-wide grant for one kind: what all members (or a role, or a group) hold on every object of it."""
        body = {"applies_to": kind, "right": right, **holder}
        made: dict[str, Any] = self.admin.post("tenant_permissions", body).ok(201)
        return made


@dataclass
class World:
    """Two plants, and somebody without any credential."""

    here: Plant
    there: Plant

    @classmethod
    def build(cls) -> World:
        return cls(Plant.build("Kiel"), Plant.build("Foreign works"))

    def again(self) -> World:
        """The same world with memories of its own, so that what one test made is unknown to the next."""
        return World(*(replace(plant, samples=dict(plant.samples)) for plant in (self.here, self.there)))

    @cached_property
    def nobody(self) -> Api:
        return Api()
