"""The policy against the oracle: lists, levels, pages and totals over random worlds."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub import access
from permissions.models import EffectiveRight, GroupMember, TenantGrant
from tests.permissions import rights_world as w
from tests.permissions.rights_oracle import World
from tests.sample.tracked import Part, Thing

APPLIES_TO = ("thing", "@plant", "part", "@master", "*")
ROLES = ("operator", "engineer", "admin")
few = st.integers(0, 2)
grants = st.sets(st.tuples(st.integers(0, 9), st.sampled_from("ug"), few, st.integers(1, 4)), max_size=12)
wide = st.dictionaries(
    st.tuples(st.sampled_from(APPLIES_TO), st.sampled_from([None, *ROLES, 0, 1, 2])), st.integers(0, 4), max_size=4
)
members = st.sets(st.tuples(few, few), max_size=6)


@pytest.fixture
def plant(db, monkeypatch):
    """Tenants, users, groups and objects; grants are what varies."""
    w.register(monkeypatch)
    home, other, catalogue = w.tenant(), w.tenant(), w.tenant(public_catalogue=True)
    users = [w.user(home) for _ in range(3)]
    groups = [w.group(home) for _ in range(3)]
    objects = [*w.things(home, 6), *w.things(home, 4, Part)]
    strangers = [made for where in (other, catalogue) for model in (Thing, Part) for made in w.things(where, 2, model)]
    world = World(groups_of_kind={"thing": "plant", "part": "master"}, catalogues={catalogue.pk})
    world.tenant_of = {(made.kind(), made.pk): made.tenant_id for made in [*objects, *strangers]}
    for made in list(TenantGrant.objects.filter(tenant=home)):
        made.delete()
    return home, users, groups, objects, world


@given(grants=grants, wide=wide, members=members, roles=st.tuples(*[st.sampled_from(ROLES)] * 3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_policy_equals_the_oracle(plant, grants, wide, members, roles):
    home, users, groups, objects, world = plant
    with transaction.atomic():
        world.grants, world.tenant_wide, world.groups_of_user = set(), [], {}
        world.roles = {made.pk: role for made, role in zip(users, roles, strict=True)}
        for who, where in members:
            GroupMember(tenant=home, group=groups[where], user=users[who]).save()
            world.groups_of_user.setdefault(users[who].pk, set()).add(groups[where].pk)
        for number, holder, who, right in sorted(grants):
            made, key = objects[number], (users if holder == "u" else groups)[who]
            w.grant(made, right, **({"user": key} if holder == "u" else {"group": key}))
            named = "user" if holder == "u" else "group"
            world.grants.add(((made.kind(), made.pk), (named, key.pk), right))
        for (applies_to, holder), right in wide.items():
            role = holder if isinstance(holder, str) else None
            group = groups[holder] if isinstance(holder, int) else None
            w.tenant_grant(home, applies_to, right, role=role, group=group)
            world.tenant_wide.append((home.pk, applies_to, role, group and group.pk, right))
        for who, role in zip(users, roles, strict=True):
            w.judge(world, w.principal(who, home, role), (Thing, Part))
        transaction.set_rollback(True)


def test_object_of_another_tenant_is_never_reached(plant):
    home, users, _groups, _objects, world = plant
    foreign = [
        Thing.objects.get(pk=key)
        for (kind, key), owner in world.tenant_of.items()
        if kind == "thing" and owner != home.pk
    ]
    for made in foreign:
        w.grant(made, "permit", user=users[0])
    admin = w.principal(users[0], home, "admin")
    assert w.listed(admin, Thing) == []
    assert w.paged(admin, Thing, limit=9) == []
    assert w.total(admin, Thing) == 0
    assert [w.level(admin, made) for made in foreign] == [0] * len(foreign)


def test_revocation_holds_at_once(plant):
    home, users, _groups, objects, _world = plant
    who = w.principal(users[0], home)
    given = w.grant(objects[0], "update", user=users[0])
    assert w.level(who, objects[0]) == access.UPDATE
    assert w.total(who, Thing) == 1
    given.delete()
    assert w.level(who, objects[0]) == access.NONE
    assert w.listed(who, Thing) == []
    assert w.paged(who, Thing, limit=9) == []
    assert w.total(who, Thing) == 0


def test_membership_in_a_group_holds_at_once(plant, django_assert_num_queries):
    home, users, groups, objects, _world = plant
    for made in objects[:3]:
        w.grant(made, "delete", group=groups[0])
    assert w.listed(w.principal(users[0], home), Thing) == []
    joined = GroupMember(tenant=home, group=groups[0], user=users[0])
    joined.save()
    assert w.total(w.principal(users[0], home), Thing) == 3
    joined.delete()
    assert w.total(w.principal(users[0], home), Thing) == 0


def test_level_of_one_object_takes_one_query_in_a_request(plant, django_assert_num_queries):
    from hub import context

    home, users, _groups, objects, _world = plant
    who = w.principal(users[0], home)
    with context.acting(who):
        with django_assert_num_queries(1):
            w.POLICY.reach(who, "thing")
        with django_assert_num_queries(1):
            w.level(who, objects[0])


def test_admin_needs_no_rows(plant, django_assert_num_queries):
    home, users, _groups, objects, _world = plant
    w.tenant_grant(home, "*", access.PERMIT, role="admin")
    who = w.principal(users[0], home, "admin")
    with django_assert_num_queries(1):
        assert w.level(who, objects[0]) == access.PERMIT
    assert w.paged(who, Thing, limit=9) is None


def test_groups_beyond_a_few_are_counted_and_paged_alike(plant):
    home, users, _groups, objects, _world = plant
    for number in range(12):
        w.grant(objects[number % 6], "read", group=w.group(home, users[0]))
    who = w.principal(users[0], home)
    assert [key for key, _level in w.paged(who, Thing, limit=2)] == [made.pk for made in objects[:6]]
    assert w.total(who, Thing) == 6


def test_creator_owns_what_he_makes(plant):
    home, users, _groups, _objects, _world = plant
    who = w.principal(users[0], home)
    made = w.things(home, 3)
    w.POLICY.created(who, made)
    assert {w.level(who, thing) for thing in made} == {access.PERMIT}
    assert w.total(who, Thing) == 3


@pytest.mark.services("postgresql")  # on SQLite sets are written row by row
def test_owning_many_takes_few_statements(plant, django_assert_max_num_queries):
    home, users, _groups, _objects, _world = plant
    made = w.things(home, 50)
    with django_assert_max_num_queries(6):
        w.POLICY.created(w.principal(users[0], home), made)


def test_deleted_object_leaves_no_rights_behind(plant):
    home, users, _groups, objects, _world = plant
    who = w.principal(users[0], home)
    w.grant(objects[0], "read", user=users[0])
    w.POLICY.removed([objects[0]])
    assert w.paged(who, Thing, limit=9) == []
    assert w.total(who, Thing) == 0
    assert w.POLICY.levels(who, "thing", [(objects[0].pk, home.pk)]) == {objects[0].pk: 0}


def test_what_was_held_on_a_deleted_object_is_remembered(plant):
    home, users, _groups, objects, _world = plant
    w.grant(objects[0], "update", user=users[0])
    rows = [(objects[0].pk, home.pk)]
    for _again in range(2):
        w.POLICY.removed([objects[0]])
        assert w.POLICY.levels_when_deleted(w.principal(users[0], home), "thing", rows) == {objects[0].pk: 2}
        assert w.POLICY.levels_when_deleted(w.principal(users[1], home), "thing", rows) == {objects[0].pk: 0}
        w.grant(objects[0], "update", user=users[0])


def test_removing_a_holder_takes_its_rights_and_no_others(plant):
    home, users, groups, objects, _world = plant
    GroupMember(tenant=home, group=groups[0], user=users[0]).save()
    for thing in objects[:3]:
        w.grant(thing, "read", group=groups[0])
    w.grant(objects[2], "update", group=groups[1])
    w.grant(objects[2], "delete", user=users[1])
    who = w.principal(users[0], home)
    groups[0].delete()
    assert w.total(who, Thing) == 0
    assert w.listed(who, Thing) == []
    users[1].delete()
    left = EffectiveRight.objects.values_list("subject", "object_id", "level")
    assert list(left) == [(-groups[1].pk, objects[2].pk, access.UPDATE)]
