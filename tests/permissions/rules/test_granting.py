"""Who may grant and take back, to whom, on what."""

from dataclasses import replace

import pytest
from django.db import transaction

from hub import access, errors, writing
from hub.context import acting
from permissions.models import Grant, Membership
from permissions.rules.granting import grant_create, grant_delete
from tests.permissions import rights_world as w
from tests.sample.tracked import Part, Thing


@pytest.fixture
def plant(db, monkeypatch):
    """A thing that its owner made, a colleague, and a stranger of another tenant."""
    w.register(monkeypatch)
    home = w.tenant()
    owner, colleague = w.user(home), w.user(home)
    (thing,) = w.things(home, 1)
    w.POLICY.created(w.principal(owner, home), [thing])
    return home, owner, colleague, thing


def given(plant, who=None, right="read", **holder):
    home, owner, colleague, thing = plant
    who = who or w.principal(owner, home)
    holder = holder or {"user_id": colleague.pk}
    with transaction.atomic():
        return grant_create(principal=who, object_kind="thing", object_id=thing.pk, right=right, **holder)


def codes(caught):
    return [(error["pointer"], error["code"]) for error in caught.value.errors]


def test_holder_of_permit_grants(plant):
    home, _owner, colleague, thing = plant
    made = given(plant, right="update")
    assert w.level(w.principal(colleague, home), thing) == access.UPDATE
    assert made.history.count() == 1
    assert made.tenant_id == home.pk


def test_rights_are_cumulative(plant):
    home, _owner, colleague, thing = plant
    given(plant, right="delete")
    given(plant, right="read")
    assert w.listed(w.principal(colleague, home), Thing, access.UPDATE) == [thing.pk]


@pytest.mark.parametrize("right", ["read", "update", "delete"])
def test_lower_right_does_not_grant(plant, right):
    home, owner, colleague, _thing = plant
    given(plant, right=right)
    with pytest.raises(errors.Forbidden):
        given(plant, w.principal(colleague, home), user_id=owner.pk)


def test_who_cannot_read_is_told_nothing(plant):
    home, owner, colleague, _thing = plant
    with pytest.raises(errors.NotFoundProblem):
        given(plant, w.principal(colleague, home), user_id=owner.pk)


@pytest.mark.parametrize("change", [{"role": "operator"}, {"scopes": frozenset({"read"})}])
def test_role_and_scope_must_allow_it(plant, change):
    home, owner, _colleague, _thing = plant
    with pytest.raises(errors.Forbidden):
        given(plant, replace(w.principal(owner, home), **change))


def test_admin_grants_on_everything_of_his_tenant_only(plant):
    home, _owner, colleague, _thing = plant
    other = w.tenant()
    given(plant, w.principal(w.user(home, "admin"), home, "admin"))
    with pytest.raises(errors.NotFoundProblem):
        given(plant, w.principal(w.user(other, "admin"), other, "admin"), "update", user_id=colleague.pk)


def test_grantee_is_a_member_of_the_tenant(plant):
    other = w.tenant()
    stranger, strangers = w.user(other), w.group(other)
    with pytest.raises(errors.ValidationProblem) as caught:
        given(plant, user_id=stranger.pk)
    assert codes(caught) == [("#/user", "not_found")]
    assert caught.value.status_code == 400
    with pytest.raises(errors.ValidationProblem) as caught:
        given(plant, group_id=strangers.pk)
    assert codes(caught) == [("#/group", "not_found")]
    assert Grant.objects.filter(object_id=plant[3].pk, object_kind="thing").count() == 1


def test_guest_of_another_home_can_be_granted(plant):
    home, _owner, _colleague, thing = plant
    guest = w.user(w.tenant())
    Membership(tenant=home, user=guest, role="engineer").save()
    given(plant, user_id=guest.pk)
    assert w.level(w.principal(guest, home), thing) == access.READ


@pytest.mark.parametrize("holder", [{"user_id": None}, {"user_id": 1, "group_id": 1}])
def test_one_holder_is_named(plant, holder):
    with pytest.raises(errors.ValidationProblem) as caught:
        given(plant, **holder)
    assert codes(caught) == [("#/user", "invalid")]


@pytest.mark.parametrize("right", ["own", 0, 5, "none"])
def test_unknown_right_is_refused(plant, right):
    with pytest.raises(errors.ValidationProblem) as caught:
        given(plant, right=right)
    assert codes(caught) == [("#/right", "invalid")]


def test_same_grant_again_is_a_conflict(plant):
    given(plant)
    with pytest.raises(errors.ValidationProblem) as caught:
        given(plant)
    assert codes(caught) == [("#/right", "unique")]
    assert caught.value.status_code == 409


def test_object_that_is_gone_or_of_no_kind_is_not_found(plant):
    home, owner, colleague, thing = plant
    for kind, key in (("thing", thing.pk + 999), ("things", thing.pk)):
        with pytest.raises(errors.NotFoundProblem):
            grant_create(
                principal=w.principal(owner, home), object_kind=kind, object_id=key, right="read", user_id=colleague.pk
            )


def test_accounts_cannot_be_granted(plant):
    home, owner, colleague, _thing = plant
    admin = w.principal(owner, home, "admin")
    with pytest.raises(errors.Forbidden):
        grant_create(principal=admin, object_kind="user", object_id=owner.pk, right="update", user_id=colleague.pk)


def test_row_of_a_catalogue_cannot_be_granted_from_outside(plant):
    home, owner, colleague, _thing = plant
    (part,) = w.things(w.tenant(public_catalogue=True), 1, Part)
    with pytest.raises(errors.Forbidden):
        grant_create(
            principal=w.principal(owner, home, "admin"), object_kind="part", object_id=part.pk, right="read",
            user_id=colleague.pk,
        )  # fmt: skip


def test_grant_is_taken_back_at_once(plant):
    home, owner, colleague, thing = plant
    made = given(plant)
    grant_delete(principal=w.principal(owner, home), grant=made)
    assert w.level(w.principal(colleague, home), thing) == access.NONE


def test_holder_without_permit_takes_nothing_back(plant):
    home, _owner, colleague, _thing = plant
    made = given(plant, right="delete")
    with pytest.raises(errors.Forbidden):
        grant_delete(principal=w.principal(colleague, home), grant=made)


def test_last_holder_may_give_up_because_the_admin_stays(plant):
    home, owner, _colleague, thing = plant
    grant_delete(principal=w.principal(owner, home), grant=Grant.objects.get(object_id=thing.pk))
    assert w.level(w.principal(owner, home), thing) == access.NONE
    assert w.level(w.principal(owner, home, "admin"), thing) == access.PERMIT


def test_grants_are_seen_by_their_holder_and_by_who_may_grant(plant):
    home, owner, colleague, _thing = plant
    given(plant)
    (other,) = w.things(home, 1)
    w.POLICY.created(w.principal(w.user(home), home), [other])
    for who, levels in ((owner, [3, 3]), (colleague, [1])):
        seen = w.principal(who, home)
        rows = w.paged(seen, Grant, limit=1)
        assert [level for _key, level in rows] == levels
        assert w.listed(seen, Grant) == [key for key, _level in rows]
        assert w.listed(seen, Grant, access.DELETE) == [key for key, level in rows if level == 3]
        assert w.total(seen, Grant) == len(rows)
        assert w.POLICY.levels(seen, "permission", [(key, home.pk) for key, _level in rows]) == dict(rows)
    admin = w.principal(owner, home, "admin")
    assert w.listed(admin, Grant) == sorted(Grant.objects.filter(tenant=home).values_list("pk", flat=True))


def test_deleting_an_object_takes_its_grants_with_their_history(plant):
    home, owner, _colleague, thing = plant
    from hub import registry

    made = given(plant)
    with acting(w.principal(owner, home)):
        writing.delete(registry.get("thing"), thing.pk)
    assert not Grant.objects.filter(object_kind="thing", object_id=thing.pk).exists()
    assert Grant.history.filter(id=made.pk, history_type="-", history_user_id=owner.pk).count() == 1
