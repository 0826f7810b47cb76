"""Rules of tenants, users and memberships: who may exist under which name, with which role, and how passwords change.

API, admin and commands come through here. Refusals are problems that name the field.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub import access
from hub.errors import ValidationProblem, field_error
from hub.fields.folded import fold, storable
from hub.models.tenant import Tenant
from permissions.models import AccessToken, Group, GroupMember, Membership, RefreshToken, User
from permissions.rules.tenant_wide import defaults_make

NAME_TAKEN = _("This name exists already.")
NAME_MISSING = _("A name is needed.")
NAME_BAD = _("A name has at most %(limit)d characters, and none that cannot be seen.")
NAME_COLON = _("A user name has no colon: HTTP Basic could not carry it.")
ROLE_UNKNOWN = _("The role is operator, engineer or admin.")
IS_OPERATOR = _("The platform operator has no role in a tenant.")
ONE_TENANT = _("A technical user belongs to one tenant only.")
MEMBER_ALREADY = _("This user is a member of the tenant already.")
NOT_A_MEMBER = _("This user is no member of the tenant.")


def refusal(field: str, code: str, detail: Any) -> ValidationProblem:
    """The problem about one field; ``raise refusal(...)``."""
    return ValidationProblem([field_error(field, code, detail)])


def checked_name(name: str, *, limit: int = 150, field: str = "name") -> str:
    """The name as it is stored: without blanks around it; refused when empty, too long or not printable."""
    name = name.strip() if storable(name) else ""
    if not name:
        raise refusal(field, "blank", NAME_MISSING)
    if len(name) > limit or not name.isprintable():
        raise refusal(field, "invalid", NAME_BAD % {"limit": limit})
    return name


def checked_role(role: str) -> str:
    """One of the three roles."""
    if role not in access.ROLES:
        raise refusal("role", "invalid", ROLE_UNKNOWN)
    return role


def new_password() -> str:
    """A password nobody chose: 144 random bits."""
    return secrets.token_urlsafe(18)


@transaction.atomic
def tenant_create(*, name: str, description: str = "", public_catalogue: bool = False) -> Tenant:
    """A new tenant, with the grants every tenant starts with; its name is unique in the whole hub."""
    name = checked_name(name, limit=128)
    if Tenant.objects.filter(name_folded=fold(name)).exists():
        raise refusal("name", "unique", NAME_TAKEN)
    tenant = Tenant(name=name, description=description, public_catalogue=public_catalogue)
    tenant.save()
    defaults_make(tenant_id=tenant.pk)
    return tenant


@transaction.atomic
def user_create(
    *,
    name: str,
    tenant: Tenant,
    role: str,
    technical: bool = False,
    password: str | None = None,
    email: str = "",
    first_name: str = "",
    last_name: str = "",
) -> tuple[User, str]:
    """A new user at home in ``tenant``, with its password (made up when none is given), told this once."""
    name, role = checked_name(name), checked_role(role)
    if ":" in name:
        raise refusal("name", "invalid", NAME_COLON)
    if name_taken(name):
        raise refusal("name", "unique", NAME_TAKEN)
    password = new_password() if password is None else password
    user = User(
        name=name,
        tenant=tenant,
        technical=technical,
        password=make_password(password),
        role=role,
        email=email,
        first_name=first_name,
        last_name=last_name,
    )
    user.save()
    Membership(tenant=tenant, user=user, role=role).save()
    return user, password


def name_taken(name: str) -> bool:
    """Whether a user of this name exists anywhere in the hub, letter case aside."""
    return User.objects.filter(name_folded=fold(name)).exists()


@transaction.atomic
def acting_user_create(*, name: str, tenant: Tenant, role: str) -> User:
    """The technical user that a client or key of that name acts as; it cannot log in by itself.

    User names are unique in the whole hub: where the name is taken, the tenant's name is added, then a number.
    """
    base = name.replace(":", " ")
    names = [base, f"{base}@{tenant.name}"[:150]]
    number = 2
    while name_taken(names[0]):
        names.pop(0)
        if not names:
            names = [f"{base[:100]}@{tenant.name[:40]}-{number}"]
            number += 1
    role = checked_role(role)
    user = User(name=names[0], tenant=tenant, technical=True, password=make_password(None), role=role)
    user.save()
    Membership(tenant=tenant, user=user, role=role).save()
    return user


@transaction.atomic
def member_add(*, user: User, tenant: Tenant, role: str) -> Membership:
    """Let a person act in a further tenant."""
    role = checked_role(role)
    if user.is_superuser:
        raise refusal("user", "invalid", IS_OPERATOR)
    if Membership.objects.filter(user=user, tenant=tenant).exists():
        raise refusal("user", "unique", MEMBER_ALREADY)
    if user.technical and user.tenant_id != tenant.pk:
        raise refusal("user", "invalid", ONE_TENANT)
    membership = Membership(tenant=tenant, user=user, role=role)
    membership.save()
    return membership


@transaction.atomic
def role_set(*, user: User, tenant: Tenant, role: str) -> Membership:
    """Give a member another role."""
    membership = Membership.objects.filter(user=user, tenant=tenant).first()
    if membership is None:
        raise refusal("user", "invalid", NOT_A_MEMBER)
    membership.role = checked_role(role)
    membership.save()
    if user.tenant_id == tenant.pk:
        user.role = membership.role
        user.save()
    return membership


def role_keep(*, user: User) -> None:
    """Make the membership at home what the user's role says; there is one again for a user who came back."""
    membership = Membership.objects.filter(user=user, tenant_id=user.tenant_id).first()
    if membership is None:
        membership = Membership(user=user, tenant=user.tenant)  # type: ignore[misc]
    membership.role = checked_role(user.role)
    membership.save()


@transaction.atomic
def member_remove(*, user: User, tenant: Tenant) -> None:
    """End a membership, and with it the places in the tenant's groups. The user stays."""
    GroupMember.objects.filter(user=user, tenant=tenant).delete()
    Membership.objects.filter(user=user, tenant=tenant).delete()


@transaction.atomic
def group_member_add(*, group: Group, user: User) -> GroupMember:
    """Put a member of the group's tenant into the group; nothing happens when it is in already."""
    if not Membership.objects.filter(user=user, tenant_id=group.tenant_id).exists():
        raise refusal("user", "invalid", NOT_A_MEMBER)
    known = GroupMember.objects.filter(group=group, user=user).first()
    if known is not None:
        return known
    member = GroupMember(tenant_id=group.tenant_id, group=group, user=user)
    member.save()
    return member


@transaction.atomic
def password_set(*, user: User, password: str | None = None, chosen: bool = False) -> str:
    """A new password (made up when none is given), returned this once; what was opened with the old one is closed.

    ``chosen`` by a person means that it must stand the checks of weak passwords.
    """
    if password is None:
        password = new_password()
    elif chosen:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise ValidationProblem([field_error("password", "invalid", text) for text in error.messages]) from error
    user.password = make_password(password)
    user.save()
    tokens_revoke(user=user)
    return password


def tokens_revoke(*, user: User) -> None:
    """Take back the OAuth2 tokens that stand for ``user``; sessions and login tokens end with the old password."""
    AccessToken.objects.filter(user=user).delete()
    RefreshToken.objects.filter(user=user, revoked__isnull=True).update(revoked=timezone.now())


@transaction.atomic
def user_deactivate(*, user: User) -> None:
    """Let a user in no more, through any door; what it did stays."""
    user.is_active = False
    user.save()
    tokens_revoke(user=user)
