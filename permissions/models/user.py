"""Who logs in: a person or a machine, known by one name in the whole hub."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from hub import access
from hub.fields.folded import FoldedCharField, FoldedEmailField, fold
from hub.models.guard import GuardedManager
from hub.models.resource import Resource
from permissions.models.membership import ROLE_CHOICES


class UserManager(GuardedManager):
    """Finds users by name, whatever its letter case; makes the platform operator."""

    use_in_migrations = False

    def get_by_natural_key(self, name: str) -> User:
        return self.get(name_folded=fold(name))

    def create_superuser(self, name: str, password: str | None = None, **extra: Any) -> User:
        """The platform operator: manages all tenants in the admin, has no role in the API (contract, section 7)."""
        user = self.model(name=name, is_superuser=True, **extra)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser, Resource):  # type: ignore[django-manager-missing]
    """A person or a machine account; its roles stand in its memberships."""

    # A login is no change of the user: no column that it would write.
    last_login = None

    tenant = models.ForeignKey(  # type: ignore[assignment]
        "hub.Tenant",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
        verbose_name="home tenant",
    )
    name = FoldedCharField(max_length=150, unique=True)
    email = FoldedEmailField(max_length=254, blank=True, default="")
    first_name = FoldedCharField(max_length=100, blank=True, default="")
    last_name = FoldedCharField(max_length=100, blank=True, default="")
    technical = models.BooleanField(default=False, help_text="A machine account: may use Basic and the password grant.")
    is_active = models.BooleanField("active", default=True)
    #: At home; what the user is elsewhere stands in its memberships, which decide.
    role = models.CharField(max_length=16, choices=ROLE_CHOICES, blank=True, default="")
    is_superuser = models.BooleanField("platform operator", default=False, editable=False)

    objects = UserManager()  # type: ignore[misc]

    USERNAME_FIELD = "name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    row_policy = False
    unique_everywhere = frozenset({"uuid", "name"})
    history_excluded = frozenset({"password"})

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["name_folded"], name="user_name_unique"),
            models.CheckConstraint(
                condition=models.Q(is_superuser=True) | models.Q(tenant__isnull=False), name="user_has_home_tenant"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @cached_property
    def roles(self) -> dict[int, str]:
        """The role held in each tenant, by tenant id; one query."""
        return dict(self.memberships.values_list("tenant_id", "role"))

    @property
    def is_staff(self) -> bool:
        """May open the admin: the platform operator, and admins of a tenant."""
        return bool(self.is_active and (self.is_superuser or access.ADMIN in self.roles.values()))

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """What an admin may do in detail is decided by the hub's own rights, not by Django's permissions."""
        return self.is_staff

    def has_perms(self, perm_list: Any, obj: Any = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff
