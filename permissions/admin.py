"""The admin of users, groups, clients, keys and grants; tokens and codes are nobody's to look at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin

from hub import access, registry, writing
from hub.admin import TriedForm, register
from permissions.models import AccessToken, AuthorizationCode, Client, IDToken, Membership, RefreshToken
from permissions.models.client import GRANTS

# The toolkit registers its models itself, for every tenant at once and with columns that the hub has not.
for model in (Client, AccessToken, RefreshToken, AuthorizationCode, IDToken):
    if admin.site.is_registered(model):
        admin.site.unregister(model)

ROLES = [(role, role) for role in access.ROLES]


class UserForm(TriedForm):
    """A user with role and password."""

    role = forms.ChoiceField(choices=ROLES)
    password = forms.CharField(
        required=False, strip=False, help_text="Empty: a new user gets one made up, an old one keeps his."
    )

    class Meta:
        fields = ["name", "email", "technical", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            principal = self.request.principal
            tenant_id = principal.tenant_id if principal is not None else self.instance.tenant_id
            held = Membership.objects.filter(user=self.instance, tenant_id=tenant_id).first()
            self.fields["role"].initial = held.role if held is not None else None

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "password" or value}


class ActingForm(TriedForm):
    """A machine login: it acts as a user that is named, or as one of its own with a role."""

    role = forms.ChoiceField(choices=[("", "---"), *ROLES], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "user" in self.fields:
            self.fields["user"].required = False

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name not in ("user", "role") or value}


class ClientForm(ActingForm):
    """A client; its secret is shown once, after saving."""

    authorization_grant_type = forms.ChoiceField(choices=[(grant, grant) for grant in GRANTS], label="Grant")

    class Meta:
        fields = ["name", "authorization_grant_type", "scopes", "redirect_uris", "allowed_origins", "is_active", "user"]


class ApiKeyForm(ActingForm):
    """A key; its text is shown once, after saving."""

    class Meta:
        fields = ["name", "scopes", "expires_at", "user"]


class WebhookForm(TriedForm):
    """A webhook; its secret is shown once, after saving."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "user" in self.fields:
            self.fields["user"].required = False

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "user" or value}


def _answered(state: str, label: str) -> Any:
    """An action on requests: the answer to all that are chosen."""

    @admin.action(description=label)
    def run(model_admin: Any, request: Any, queryset: Any) -> None:
        for one in queryset:
            writing.transition(model_admin.entry, one.pk, state, {})

    run.__name__ = state
    return run


register(registry.get("user"), form=UserForm, list_display=["name", "email", "technical", "is_active", "tenant"])
register(registry.get("group"))
register(
    registry.get("client"), form=ClientForm, list_display=["name", "client_id", "authorization_grant_type", "user"]
)
register(registry.get("api_key"), form=ApiKeyForm, list_display=["name", "prefix", "user", "expires_at", "revoked_at"])
register(registry.get("permission"), list_display=["__str__", "user", "group", "tenant", "created_at"])
register(registry.get("tenant_permission"), list_display=["applies_to", "right", "role", "group", "tenant"])
register(registry.get("webhook"), form=WebhookForm, list_display=["name", "url", "format", "enabled", "user", "tenant"])
register(registry.get("external_event"))
register(
    registry.get("permission_request"),
    list_display=["__str__", "user", "message", "state", "answered_by", "created_at"],
    list_filter=["state"],
    # Asked for where one is refused; here it is answered.
    has_add_permission=lambda _admin, _request: False,
    actions=[_answered("accepted", "Accept: make the grant"), _answered("rejected", "Reject")],
)
