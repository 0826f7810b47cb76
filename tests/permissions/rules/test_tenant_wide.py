"""Tenant-wide grants: what a tenant starts with, and how an admin changes it."""

import pytest

from hub import access, errors
from hub.context import acting
from permissions.models import TenantGrant
from permissions.rules.tenant_wide import tenant_grant_check
from tests.permissions import rights_world as w
from tests.sample.tracked import Part


@pytest.fixture
def plant(db, monkeypatch):
    w.register(monkeypatch)
    home = w.tenant()
    return home, w.user(home), w.things(home, 1)[0], w.things(home, 1, Part)[0]


def change(home, applies_to, right, **holder):
    row = TenantGrant.objects.get(tenant=home, applies_to=applies_to, **holder)
    row.right = right
    row.save()


def test_new_tenant_starts_with_its_rows(plant):
    home, *_rest = plant
    rows = TenantGrant.objects.filter(tenant=home).values_list("applies_to", "right", "role")
    assert set(rows) == {
        ("@master", 3, None),
        ("@production", 3, None),
        ("@shopfloor", 3, None),
        ("user", 1, None),
        ("group", 1, None),
        ("*", 4, "admin"),
    }


def test_members_delete_master_data_and_see_no_plant_data(plant):
    home, user, thing, part = plant
    who = w.principal(user, home)
    assert (w.level(who, part), w.level(who, thing)) == (access.DELETE, access.NONE)


def test_admin_holds_permit_on_everything(plant):
    home, user, thing, part = plant
    who = w.principal(user, home, "admin")
    assert (w.level(who, part), w.level(who, thing)) == (access.PERMIT, access.PERMIT)


def test_row_can_be_lowered_and_removed(plant):
    home, user, _thing, part = plant
    who = w.principal(user, home)
    change(home, "@master", access.READ)
    assert w.level(who, part) == access.READ
    TenantGrant.objects.get(tenant=home, applies_to="@master").delete()
    assert w.level(who, part) == access.NONE


def test_kind_takes_back_what_its_group_gives(plant):
    home, user, _thing, part = plant
    w.tenant_grant(home, "part", access.NONE)
    assert w.level(w.principal(user, home), part) == access.NONE


def test_group_holds_more_than_everybody(plant):
    home, user, _thing, part = plant
    w.tenant_grant(home, "part", access.READ)
    masters = w.group(home, user)
    w.tenant_grant(home, "part", access.DELETE, group=masters)
    assert w.level(w.principal(user, home), part) == access.DELETE
    assert w.level(w.principal(w.user(home), home), part) == access.READ


def test_kind_that_comes_later_is_covered(plant, monkeypatch):
    from permissions.rules import kinds

    home, user, *_rest = plant
    monkeypatch.setattr(kinds, "group_of", lambda kind: "production")
    assert w.POLICY.reach(w.principal(user, home), "order_of_tomorrow").everywhere == access.DELETE


def test_administration_stays_with_administrators(plant):
    home, user, *_rest = plant
    change(home, "*", access.NONE, role="admin")
    w.tenant_grant(home, "*", access.DELETE)
    assert w.POLICY.reach(w.principal(user, home, "admin"), "user").everywhere == access.PERMIT
    assert w.POLICY.reach(w.principal(user, home), "user").everywhere == access.READ


def test_change_counts_within_the_request_that_made_it(plant):
    home, user, thing, _part = plant
    who = w.principal(user, home)
    with acting(who):
        assert w.level(who, thing) == access.NONE
        w.tenant_grant(home, "thing", access.UPDATE)
        assert w.level(who, thing) == access.UPDATE


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"applies_to": "nonsense"}, "#/applies_to"),
        ({"applies_to": "@nonsense"}, "#/applies_to"),
        ({"applies_to": "user", "right": access.UPDATE}, "#/right"),
        ({"applies_to": "@identity", "right": access.PERMIT}, "#/right"),
    ],
)
def test_row_that_means_nothing_or_gives_administration_away_is_refused(plant, values, pointer):
    row = TenantGrant(**{"tenant": plant[0], "right": access.READ, **values})
    with pytest.raises(errors.ValidationProblem) as caught:
        tenant_grant_check(row)
    assert [error["pointer"] for error in caught.value.errors] == [pointer]


def test_group_of_another_tenant_is_refused(plant):
    row = TenantGrant(tenant=plant[0], applies_to="thing", right=access.READ, group=w.group(w.tenant()))
    with pytest.raises(errors.ValidationProblem) as caught:
        tenant_grant_check(row)
    assert [error["pointer"] for error in caught.value.errors] == ["#/group"]
