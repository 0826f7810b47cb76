"""Why not: true answers, in order, without names."""

import pytest

from hub import access
from permissions.models import TenantGrant
from permissions.rules import inheritance
from permissions.rules.explaining import Need, lacking
from tests.permissions import rights_world as w
from tests.sample.tracked import Thing

UPDATE = Need("update", access.UPDATE, "engineer", "write")
DELETE = Need("delete", access.DELETE, "engineer", "write")
PERMISSIONS = Need("permissions", access.PERMIT)


@pytest.fixture
def plant(db, monkeypatch):
    w.register(monkeypatch)
    home = w.tenant()
    return home, w.user(home), w.things(home, 2)


def told(who, thing, *needs):
    level = w.level(who, thing)
    rows = lacking(principal=who, kind="thing", object_id=thing.pk, tenant_id=thing.tenant_id, level=level, needs=needs)
    return [(row["relation"], row["lacking"], row["needs"], row["detail"]) for row in rows]


def test_right_is_told_with_where_it_comes_from(plant):
    home, user, (thing, _other) = plant
    w.grant(thing, "update", user=user)
    assert told(w.principal(user, home), thing, UPDATE, DELETE, PERMISSIONS) == [
        ("delete", "right", "delete", "You hold update, granted to you."),
        ("permissions", "right", "permit", "Only a holder of permit may grant."),
    ]


def test_right_of_a_group_is_told_without_its_name(plant):
    home, user, (thing, _other) = plant
    w.grant(thing, "read", group=w.group(home, user))
    assert told(w.principal(user, home), thing, UPDATE)[0][3] == "You hold read, granted to a group of yours."


def test_right_on_the_whole_kind_is_told(plant):
    home, user, (thing, _other) = plant
    TenantGrant(tenant=home, applies_to="thing", right=access.READ).save()
    assert told(w.principal(user, home), thing, UPDATE)[0][3] == "You hold read, as on everything of this kind."


def test_inherited_right_is_told_with_its_kind(plant, monkeypatch):
    flow = access.Flow(source="thing", target="thing", via="sample.Thing", source_key="parent_id", target_key="id")
    monkeypatch.setattr(access, "FLOWS", [flow])
    home, user, (thing, child) = plant
    child = Thing.objects.get(pk=child.pk)
    child.parent = thing
    child.save()
    inheritance.rebuild(home.pk, "thing", [child.pk])
    w.grant(thing, "update", user=user)
    assert told(w.principal(user, home), child, DELETE)[0][3] == "You hold update, inherited from a thing."


def test_role_and_scope_are_told_before_the_right(plant):
    home, user, (thing, _other) = plant
    w.grant(thing, "read", user=user)
    who = w.principal(user, home, "operator", scopes=frozenset({"read"}))
    assert [row[1:3] for row in told(who, thing, UPDATE)] == [
        ("role", "engineer"),
        ("scope", "write"),
        ("right", "update"),
    ]


def test_nothing_is_lacking_where_all_is_held(plant):
    home, user, (thing, _other) = plant
    w.grant(thing, "permit", user=user)
    assert told(w.principal(user, home), thing, UPDATE, DELETE, PERMISSIONS) == []
