"""Rules of tenants, users, memberships and groups."""

import pytest

from hub.errors import ValidationProblem
from permissions.models import Group, GroupMember, Membership, TenantGrant, User
from permissions.rules import accounts
from tests.permissions.door_world import PASSWORD, ask, basic


def codes(caught):
    return [(error["pointer"], error["code"]) for error in caught.value.errors]


def test_tenant_begins_with_its_grants(db):
    tenant = accounts.tenant_create(name=" Kiel ")
    assert tenant.name == "Kiel"
    assert TenantGrant.objects.filter(tenant=tenant).exists()


@pytest.mark.parametrize("name", ["Kiel", "KIEL", "kiel "])
def test_tenant_name_is_taken_in_any_letter_case(world, name):
    with pytest.raises(ValidationProblem) as caught:
        accounts.tenant_create(name=name)
    assert codes(caught) == [("#/name", "unique")]
    assert caught.value.status_code == 409


@pytest.mark.parametrize("name", ["", "  ", "a\0b", "a\nb", "x" * 151, "\ud800", "\u200b"])
def test_bad_names_are_refused(world, name):
    with pytest.raises(ValidationProblem) as caught:
        accounts.user_create(name=name, tenant=world.tenant, role="operator")
    assert caught.value.status_code == 400
    assert User.objects.count() == 2


def test_user_name_has_no_colon(world):
    with pytest.raises(ValidationProblem):
        accounts.user_create(name="a:b", tenant=world.tenant, role="operator")


def test_user_gets_a_password_nobody_chose(world):
    user, password = accounts.user_create(name="new", tenant=world.tenant, role="operator", technical=True)
    assert len(password) >= 20
    assert ask(authorization=basic("new", password)).status_code == 200
    assert password not in str(User.objects.values().get(pk=user.pk))


def test_user_is_a_member_of_the_home_tenant(world):
    membership = Membership.objects.get(user=world.ada)
    assert (membership.tenant, membership.role) == (world.tenant, "engineer")


def test_unknown_role_is_refused(world):
    with pytest.raises(ValidationProblem) as caught:
        accounts.user_create(name="new", tenant=world.tenant, role="root")
    assert codes(caught) == [("#/role", "invalid")]


def test_history_of_a_user_keeps_no_password(world):
    assert "password" not in [field.name for field in User.history.model._meta.fields]
    accounts.password_set(user=world.ada, password="another one")
    assert User.history.filter(id=world.ada.pk).count() == 2


def test_machine_belongs_to_one_tenant(world):
    lyon = accounts.tenant_create(name="Lyon")
    with pytest.raises(ValidationProblem):
        accounts.member_add(user=world.scada, tenant=lyon, role="operator")


def test_person_may_be_a_member_of_several(world):
    lyon = accounts.tenant_create(name="Lyon")
    accounts.member_add(user=world.ada, tenant=lyon, role="operator")
    with pytest.raises(ValidationProblem) as caught:
        accounts.member_add(user=world.ada, tenant=lyon, role="admin")
    assert codes(caught) == [("#/user", "unique")]


def test_platform_operator_is_no_member(world):
    root = User.objects.create_superuser("root", PASSWORD)
    assert root.tenant is None
    with pytest.raises(ValidationProblem):
        accounts.member_add(user=root, tenant=world.tenant, role="admin")


def test_only_the_platform_operator_has_no_home(world):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        User(name="homeless", password="x").save()


def test_role_is_changed_with_history(world):
    membership = accounts.role_set(user=world.ada, tenant=world.tenant, role="admin")
    assert (membership.role, membership.version) == ("admin", 2)


def test_leaving_a_tenant_leaves_its_groups(world):
    group = Group(tenant=world.tenant, name="north")
    group.save()
    accounts.group_member_add(group=group, user=world.ada)
    accounts.group_member_add(group=group, user=world.ada)
    assert GroupMember.objects.count() == 1
    accounts.member_remove(user=world.ada, tenant=world.tenant)
    assert GroupMember.objects.count() == Membership.objects.filter(user=world.ada).count() == 0
    assert User.objects.filter(name="ada").exists()


def test_group_takes_members_of_its_tenant_only(world):
    lyon = accounts.tenant_create(name="Lyon")
    group = Group(tenant=lyon, name="north")
    group.save()
    with pytest.raises(ValidationProblem):
        accounts.group_member_add(group=group, user=world.ada)


def test_chosen_password_must_stand_the_checks(world):
    for weak in ("short", "password123", "ada"):
        with pytest.raises(ValidationProblem) as caught:
            accounts.password_set(user=world.ada, password=weak, chosen=True)
        assert caught.value.errors[0]["pointer"] == "#/password"


def test_acting_users_of_one_name_get_names_of_their_own(world):
    lyon = accounts.tenant_create(name="Lyon")
    names = [
        accounts.acting_user_create(name="furnace", tenant=tenant, role="operator").name
        for tenant in (world.tenant, lyon, lyon, lyon)
    ]
    assert names == ["furnace", "furnace@Lyon", "furnace@Lyon-2", "furnace@Lyon-3"]


def test_acting_user_cannot_log_in(world):
    user = accounts.acting_user_create(name="furnace", tenant=world.tenant, role="operator")
    assert not user.has_usable_password()


def test_names_are_found_in_any_letter_case(world):
    assert User.objects.get_by_natural_key("ADA") == world.ada
