"""A small plant for tests of rights: two tenants and a catalogue, three users, three groups, things and parts."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hub import access, registry, store
from hub.access import Principal
from hub.models import Tenant
from hub.registry import Entry
from permissions.models import Grant, Group, GroupMember, Membership, TenantGrant, User
from permissions.rules.policy import Policy
from tests.permissions.rights_oracle import World
from tests.sample.tracked import Part, Thing

POLICY = Policy()
names = (f"n{number}" for number in itertools.count())


def register(monkeypatch):
    """Things are plant data, parts master data; both are known to the registry for the length of a test."""
    for model, group in ((Thing, "plant"), (Part, "master"), (Grant, "identity"), (User, "identity")):
        entry = Entry(model=model, path=f"tests/{model.kind()}", group=group)
        monkeypatch.setitem(registry._entries, model.kind(), entry)


def tenant(**values):
    made = Tenant(name=next(names), **values)
    made.save()
    return made


def user(home, role="engineer"):
    made = User(name=next(names), tenant_id=home.pk)
    made.save()
    Membership(tenant_id=home.pk, user=made, role=role).save()
    return made


def group(home, *members):
    made = Group(tenant_id=home.pk, name=next(names))
    made.save()
    for member in members:
        GroupMember(tenant_id=home.pk, group=made, user=member).save()
    return made


def things(home, number, model=Thing):
    return store.current().insert_many(model, [model(tenant_id=home.pk, name=next(names)) for _ in range(number)])


def principal(who, home, role="engineer", **values):
    groups = tuple(GroupMember.objects.filter(user=who, tenant_id=home.pk).values_list("group_id", flat=True))
    made = Principal(
        tenant_id=home.pk,
        tenant_name=home.name,
        user_id=who.pk,
        user_name=who.name,
        role=role,
        scopes=frozenset({"read", "write"}),
        credential="bearer",
        group_ids=groups,
    )
    return replace(made, **values)


def grant(thing, right, *, user=None, group=None):
    made = Grant(
        tenant_id=thing.tenant_id,
        object_kind=thing.kind(),
        object_id=thing.pk,
        right=access.LEVELS.get(right, right),
        user=user,
        group=group,
    )
    made.save()
    return made


def tenant_grant(home, applies_to, right, *, role=None, group=None):
    made = TenantGrant(tenant_id=home.pk, applies_to=applies_to, right=right, role=role, group=group)
    made.save()
    return made


def level(who, thing):
    return POLICY.levels(who, thing.kind(), [(thing.pk, thing.tenant_id)])[thing.pk]


def listed(who, model, level=access.READ):
    return sorted(POLICY.narrow(model.objects.all(), who, model.kind(), level).values_list("pk", flat=True))


def paged(who, model, *, limit, descending=False, by_cursor=True):
    """(id, level) of all pages, driven from the rights; None when they do not drive."""
    reach, found, after = POLICY.reach(who, model.kind()), [], None
    while True:
        place = {"after": after, "offset": 0} if by_cursor else {"after": None, "offset": len(found)}
        source = POLICY.page_source(reach, who.tenant_id, model.kind(), limit=limit, descending=descending, **place)
        if source is None:
            return None
        rows = store.current().fetch(*source)
        found += [(row[0], row[1]) for row in rows]
        if len(rows) < limit:
            return found
        after = rows[-1][0]


def total(who, model):
    return POLICY.total(POLICY.reach(who, model.kind()), who.tenant_id, model.kind())


def judge(world: World, who, models):
    """Everything the policy says to ``who`` equals what the oracle says."""
    for model in models:
        kind = model.kind()
        rows = [(key, world.tenant_of[(name, key)]) for name, key in world.tenant_of if name == kind]
        expected = {key: world.level(who.user_id, who.tenant_id, (kind, key)) for key, _tenant in rows}
        assert POLICY.levels(who, kind, rows) == expected
        for right in access.NAMES:
            assert listed(who, model, right) == world.visible(who.user_id, who.tenant_id, kind, right)
        visible = [(key, expected[key]) for key in sorted(expected) if expected[key]]
        everywhere = world.everywhere(who.user_id, who.tenant_id, kind)
        for limit, descending, by_cursor in ((2, False, True), (3, True, True), (2, False, False), (50, True, False)):
            found = paged(who, model, limit=limit, descending=descending, by_cursor=by_cursor)
            assert found == (None if everywhere else sorted(visible, reverse=descending))
        assert total(who, model) == (None if everywhere else len(visible))
