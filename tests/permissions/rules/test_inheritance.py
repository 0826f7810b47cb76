"""The effective rights follow grants and flows, compared with the oracle on random graphs."""

import threading

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub import access
from hub.models import totals
from permissions.models import EffectiveRight, Grant, GroupMember, TenantGrant
from permissions.rules import inheritance
from tests.permissions import rights_world as w
from tests.permissions.rights_oracle import World
from tests.sample.tracked import Part, Thing, ThingPart

FLOWS = (
    access.Flow(source="thing", target="thing", via="sample.Thing", source_key="parent_id", target_key="id"),
    access.Flow(
        source="thing", target="part", via="sample.ThingPart", source_key="thing_id", target_key="part_id",
        ceiling=access.UPDATE,
    ),
)  # fmt: skip


@pytest.fixture
def flows(monkeypatch):
    monkeypatch.setattr(access, "FLOWS", list(FLOWS))


@pytest.fixture
def plant(db, monkeypatch):
    w.register(monkeypatch)
    home = w.tenant()
    for made in list(TenantGrant.objects.filter(tenant=home)):
        made.delete()
    users = [w.user(home) for _ in range(2)]
    groups = [w.group(home, users[0]), w.group(home, users[0], users[1])]
    return home, users, groups, w.things(home, 8), w.things(home, 3, Part)


def world_of(home, users, groups, *objects):
    """The oracle's view of what stands in the database."""
    world = World(groups_of_kind={"thing": "plant", "part": "master"}, roles=dict.fromkeys((u.pk for u in users), "x"))
    world.tenant_of = {(made.kind(), made.pk): home.pk for made in objects}
    for member in GroupMember.objects.filter(tenant=home):
        world.groups_of_user.setdefault(member.user_id, set()).add(member.group_id)
    for made in Grant.objects.filter(tenant=home):
        holder = ("user", made.user_id) if made.user_id else ("group", made.group_id)
        world.grants.add(((made.object_kind, made.object_id), holder, made.right))
    if access.FLOWS:
        for key, parent in Thing.objects.exclude(parent=None).values_list("pk", "parent_id"):
            world.parents.setdefault(("thing", key), set()).add((("thing", parent), access.PERMIT))
        for thing, part in ThingPart.objects.values_list("thing_id", "part_id"):
            world.parents.setdefault(("part", part), set()).add((("thing", thing), access.UPDATE))
    return world


def put(child, parent):
    """Hang a thing under another, or under none."""
    child = Thing.objects.get(pk=child.pk)
    child.parent = parent
    child.save()
    inheritance.rebuild(child.tenant_id, "thing", [child.pk])


def join(thing, part):
    ThingPart(tenant_id=thing.tenant_id, thing=thing, part=part).save()
    inheritance.rebuild(part.tenant_id, "part", [part.pk])


def part_from(link):
    link.delete()
    inheritance.rebuild(link.tenant_id, "part", [link.part_id])


step = st.one_of(
    st.tuples(st.just("grant"), st.integers(0, 10), st.integers(0, 3), st.integers(1, 4)),
    st.tuples(st.just("revoke"), st.integers(0, 99)),
    st.tuples(st.just("put"), st.integers(1, 7), st.integers(-1, 6)),
    st.tuples(st.just("join"), st.integers(0, 7), st.integers(0, 2)),
    st.tuples(st.just("part"), st.integers(0, 99)),
)


def act(step, plant):
    _home, users, groups, things, parts = plant
    name, *values = step
    if name == "grant":
        thing, holder, right = (*things, *parts)[values[0]], values[1], values[2]
        who = {"user": users[holder]} if holder < 2 else {"group": groups[holder - 2]}
        if not Grant.objects.filter(object_kind=thing.kind(), object_id=thing.pk, right=right, **who).exists():
            w.grant(thing, right, **who)
    elif name == "put" and values[1] < values[0]:
        put(things[values[0]], None if values[1] < 0 else things[values[1]])
    elif name == "join" and not ThingPart.objects.filter(thing=things[values[0]], part=parts[values[1]]).exists():
        join(things[values[0]], parts[values[1]])
    elif name in ("revoke", "part"):
        rows = list((Grant if name == "revoke" else ThingPart).objects.order_by("pk"))
        if rows:
            row = rows[values[0] % len(rows)]
            row.delete() if name == "revoke" else part_from(row)


@given(steps=st.lists(step, min_size=1, max_size=14))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_inherited_rights_equal_the_oracle(plant, flows, steps):
    home, users, groups, things, parts = plant
    with transaction.atomic():
        for number in range(1, 6):
            put(things[number], things[number - 1])  # six levels deep
        for one in steps:
            act(one, plant)
        world = world_of(home, users, groups, *things, *parts)
        for who in users:
            w.judge(world, w.principal(who, home), (Thing, Part))
        transaction.set_rollback(True)


def test_right_on_a_root_reaches_six_levels_and_leaves_with_the_subtree(plant, flows):
    home, users, _groups, things, _parts = plant
    for number in range(1, 6):
        put(things[number], things[number - 1])
    w.grant(things[0], "read", user=users[0])
    who = w.principal(users[0], home)
    assert w.listed(who, Thing) == [made.pk for made in things[:6]]
    put(things[3], things[7])
    assert w.listed(who, Thing) == [made.pk for made in things[:3]]
    assert w.total(who, Thing) == 3


def test_deleting_a_parent_takes_what_flowed_from_it(plant, flows):
    home, users, _groups, things, _parts = plant
    put(things[1], things[0])
    w.grant(things[0], "read", user=users[0])
    w.POLICY.removed([things[0]])
    who = w.principal(users[0], home)
    assert w.listed(who, Thing) == []
    assert w.total(who, Thing) == 0


def test_new_object_takes_in_the_rights_of_its_parent(plant, flows):
    home, users, _groups, things, _parts = plant
    w.grant(things[0], "delete", user=users[0])
    child = Thing(tenant=home, name="child", parent=things[0])
    child.save()
    w.POLICY.created(w.principal(users[1], home), [child])
    assert w.level(w.principal(users[0], home), child) == access.DELETE
    assert w.level(w.principal(users[1], home), child) == access.PERMIT


def test_totals_equal_the_rows_after_any_change(plant, flows):
    home, _users, groups, things, _parts = plant
    put(things[1], things[0])
    first = w.grant(things[0], "read", group=groups[0])
    w.grant(things[0], "update", group=groups[0])
    first.delete()
    w.grant(things[5], "read", group=groups[0])
    rows = EffectiveRight.objects.filter(subject=-groups[0].pk, kind="thing").count()
    assert totals.read(home.pk, "thing", str(-groups[0].pk)) == rows == 3


def test_circle_is_reported_and_does_not_hang(plant, flows, monkeypatch):
    monkeypatch.setattr(inheritance, "LONGEST_CHAIN", 20)
    _home, users, _groups, things, _parts = plant
    put(things[1], things[0])
    put(things[0], things[1])
    w.grant(things[0], "read", user=users[0])
    assert EffectiveRight.objects.filter(kind="thing").count() == 2


@pytest.mark.django_db(transaction=True)
def test_changes_at_once_leave_the_rights_that_the_grants_amount_to(monkeypatch):
    w.register(monkeypatch)
    home = w.tenant()
    users = [w.user(home) for _ in range(4)]
    things = w.things(home, 3)
    old = [w.grant(thing, "update", user=who) for thing in things for who in users]
    begin, failed = threading.Barrier(len(old)), []

    def change(number):
        try:
            begin.wait(10)
            with transaction.atomic():
                if number % 2:
                    old[number].delete()
                w.grant(things[number // 4], "read", user=users[(number + 1) % 4])
        except Exception as exc:
            failed.append(exc)
        finally:
            connection.close()

    threads = [threading.Thread(target=change, args=[number]) for number in range(len(old))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    amount = {}
    for row in Grant.objects.all():
        key = (row.subject, row.object_id)
        amount[key] = max(amount.get(key, 0), row.right)
    rows = EffectiveRight.objects.filter(kind="thing").values_list("subject", "object_id", "level")
    assert {(subject, thing): level for subject, thing, level in rows} == amount
    for who in users:
        assert totals.read(home.pk, "thing", str(who.pk)) == sum(subject == who.pk for subject, _thing in amount)


@pytest.mark.services("postgresql")
@pytest.mark.django_db(transaction=True)
def test_new_objects_with_links_are_made_side_by_side(monkeypatch, flows):
    """Each takes in rights of the same thing, and none waits for another to commit."""
    w.register(monkeypatch)
    home = w.tenant()
    (thing,) = w.things(home, 1)
    user = w.user(home)
    w.grant(thing, "update", user=user)
    who, meeting, failed = w.principal(w.user(home), home), threading.Barrier(3), []

    def make(number):
        try:
            with transaction.atomic():
                part = Part(tenant=home, name=f"part {number}")
                part.save()
                w.POLICY.created(who, [part])
                meeting.wait(5)
                join(thing, part)
                meeting.wait(5)
        except Exception as exc:
            failed.append(exc)
        finally:
            connection.close()

    threads = [threading.Thread(target=make, args=[number]) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(w.listed(w.principal(user, home), Part, access.UPDATE)) == 3
