"""Users of the tenant: who they are, and their role here."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from hub import access
from hub.access import ADMIN
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet
from permissions.api.fields import home_tenant
from permissions.models import GroupMember, User
from permissions.rules import accounts


class UserSerializer(HalSerializer):
    """The shape of a user; ``password`` goes in only, and comes out once when the hub made it up."""

    role = serializers.ChoiceField(choices=access.ROLES)
    password = serializers.CharField(
        write_only=True,
        required=False,
        allow_null=True,
        max_length=200,
        trim_whitespace=False,
        style={"input_type": "password"},
    )

    class Meta:
        model = User
        fields = [
            "id",
            "uuid",
            "name",
            "email",
            "first_name",
            "last_name",
            "technical",
            "is_active",
            "role",
            "password",
            "tenant",
            "created_at",
            "updated_at",
        ]


class UserFilter(ResourceFilterSet):
    """What users can be asked for."""

    class Meta:
        model = User
        fields = [
            *("id", "uuid", "name", "email", "first_name", "last_name", "technical", "is_active"),
            *("role", "tenant"),
            *("created_at", "updated_at"),
        ]


def user_make(values: dict[str, Any]) -> tuple[User, dict[str, Any]]:
    """A new user of the caller's tenant; a password that the hub made up is shown once."""
    given = values.pop("password", None)
    is_active = values.pop("is_active", True)
    tenant = home_tenant(values)
    user, password = accounts.user_create(tenant=tenant, password=given, **values)
    if not is_active:
        accounts.user_deactivate(user=user)
    return user, {} if given else {"password": password}


def user_take(user: User, values: dict[str, Any]) -> bool:
    """The password stands beside what is seen of a user."""
    password = values.pop("password", None)
    if not password:
        return False
    accounts.password_set(user=user, password=password, chosen=True)
    return True


def user_change(user: User, changed: set[str]) -> None:
    """The membership at home follows the role; being locked out takes the tokens back."""
    if "role" in changed:
        accounts.role_keep(user=user)
    if "is_active" in changed and not user.is_active:
        accounts.tokens_revoke(user=user)


def user_written(user: User, event: str) -> None:
    """Who comes back is a member again; the password and all it opened are gone."""
    if event == "restore":
        accounts.role_keep(user=user)


class UserViewSet(ResourceViewSet):
    """Users; an admin makes and changes them."""

    entry = Entry(
        model=User,
        path="users",
        group="identity",
        writer=ADMIN,
        rules=Rules(make=user_make, take=user_take, change=user_change, written=user_written),
        nested=(
            Nested(
                name="groups",
                target="group",
                through=lambda: GroupMember,
                keys=("user", "group"),
                child_level=access.UPDATE,
            ),
        ),
        actions=frozenset({"create", "update", "delete", "history", "search"}),
    )
    serializer_class = UserSerializer
    filterset_class = UserFilter
    secret_fields = ("password",)
