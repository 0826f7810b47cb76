"""The admin of every resource: made from its registry entry, under the same rules, tenant and rights as the API.

Forms are tried through the one write path first, so that every refusal appears at its field; then it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpResponseRedirect
from simple_history.admin import SimpleHistoryAdmin

from hub import access, errors, registry, writing
from hub.fields.folded import FoldedCharField
from hub.models import Resource, Tenant
from hub.registry import Entry

KEPT = ("id", "uuid", "version", "created_at", "updated_at")


class TriedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form whose values have been through the write path once, without effect, before it counts as valid."""

    admin: Any
    request: Any

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        try:
            with transaction.atomic():
                self.admin.write(self.request, self.instance, self.values())
                transaction.set_rollback(True)
        except errors.Problem as problem:
            self._take_over(problem)
        finally:
            if self.instance.pk is not None and self.instance._state.adding:
                self.instance.pk = None

    def values(self) -> dict[str, Any]:
        """What was entered, as the write path takes it."""
        found = {name: value for name, value in self.cleaned_data.items() if name in self.fields}
        if "of_tenant" in found:
            found["tenant"] = found.pop("of_tenant")
        return found

    def _take_over(self, problem: errors.Problem) -> None:
        for error in problem.errors:
            name = str(error.get("pointer", "#")).removeprefix("#").strip("/").partition("/")[0]
            self.add_error(name if name in self.fields else None, str(error["detail"]))
        if not problem.errors:
            self.add_error(None, str(problem.detail))


class HubModelAdmin(SimpleHistoryAdmin):
    """One resource kind in the admin. ``entry`` is its registry entry."""

    form = TriedForm
    entry: Entry
    list_per_page = 50
    show_full_result_count = False
    save_as_continue = False

    # -- who may what -------------------------------------------------------------------------------------------------

    def get_queryset(self, request: Any) -> Any:
        queryset = self.model._default_manager.all()
        ordering = self.get_ordering(request)
        if request.principal is not None:
            queryset = access.provider().narrow(queryset, request.principal, self.entry.right_kind)
        return queryset.order_by(*ordering) if ordering else queryset.order_by("pk")

    def has_module_permission(self, request: Any) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return self._may(request, obj, access.READ)

    def has_add_permission(self, request: Any) -> bool:
        return "create" in self.entry.actions and self._may(request, None, access.UPDATE)

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return "update" in self.entry.actions and self._may(request, obj, access.UPDATE)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return "delete" in self.entry.actions and self._may(request, obj, self.entry.removal)

    def _may(self, request: Any, obj: Any, level: int) -> bool:
        principal = getattr(request, "principal", None)
        if principal is None:
            return bool(request.user.is_superuser)
        if not access.may_use(principal, self.entry):
            return False
        if level > access.READ and not access.may_change(principal, self.entry):
            return False
        if obj is None or obj.pk is None:
            return True
        rows = [(obj.pk, obj.tenant_id)]
        return access.provider().levels(principal, self.entry.right_kind, rows).get(obj.pk, 0) >= level

    # -- forms --------------------------------------------------------------------------------------------------------

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        members: dict[str, Any] = {"admin": self, "request": request}
        if request.principal is None and obj is None and self.entry.model is not Tenant:
            members["of_tenant"] = forms.ModelChoiceField(Tenant.objects.filter(public_catalogue=False), label="Tenant")
        kwargs["form"] = type(self.form.__name__, (self.form,), members)
        return super().get_form(request, obj, change=change, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        target = registry.of_model(db_field.related_model)
        queryset = db_field.related_model._default_manager.all()
        if target is not None and request.principal is not None:
            queryset = access.provider().narrow(queryset, request.principal, target.name)
        kwargs.setdefault("queryset", queryset)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Iterable[str]:  # type: ignore[override]
        return [name for name in KEPT if obj is not None]

    # -- writing ------------------------------------------------------------------------------------------------------

    def write(self, request: Any, obj: Any, values: dict[str, Any]) -> Any:
        """Through the one write path; returns the instance as it is written."""
        if obj.pk is None or obj._state.adding:
            return writing.create(self.entry, values)
        return writing.change(self.entry, obj.pk, values)[0]

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        written = self.write(request, obj, form.values())
        obj.__dict__.update(written.__dict__)
        for name, value in getattr(written, "secrets", {}).items():
            self.message_user(request, f"{name}: {value} (shown this once)", messages.WARNING)

    def delete_model(self, request: Any, obj: Any) -> None:
        writing.delete(self.entry, obj.pk)

    def delete_queryset(self, request: Any, queryset: Any) -> None:
        for obj in queryset:
            writing.delete(self.entry, obj.pk)

    def delete_view(self, request: Any, object_id: str, extra_context: Any = None) -> Any:
        try:
            with transaction.atomic():
                return super().delete_view(request, object_id, extra_context)
        except errors.Problem as problem:
            self.message_user(request, str(problem.detail), messages.ERROR)
            return HttpResponseRedirect(request.path)

    def response_action(self, request: Any, queryset: Any) -> Any:
        try:
            with transaction.atomic():
                return super().response_action(request, queryset)
        except errors.Problem as problem:
            self.message_user(request, str(problem.detail), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


def register(entry: Entry, *, base: type[HubModelAdmin] = HubModelAdmin, **members: Any) -> None:
    """Put ``entry`` into the admin; ``members`` override what follows from the entry."""
    model = entry.model
    names = [field.name for field in model._meta.fields]
    folded = [field.name for field in model._meta.fields if isinstance(field, FoldedCharField)]
    keys = [field.name for field in model._meta.fields if _is_reference(field)]
    searchable = [field for field in keys if _searchable(model._meta.get_field(field).related_model)]
    defaults: dict[str, Any] = {
        "entry": entry,
        "list_display": ["__str__", *[name for name in folded[1:] if name in names], *keys, "tenant", "updated_at"],
        "list_select_related": [*keys, "tenant"],
        "search_fields": [f"{name}_folded" for name in folded],
        "autocomplete_fields": searchable,
        "list_filter": [],
    }
    admin.site.register(model, type(f"{model.__name__}Admin", (base,), {**defaults, **members}))


def _is_reference(field: models.Field[Any, Any]) -> bool:
    return bool(field.is_relation and field.editable and issubclass(field.related_model, Resource))  # type: ignore[arg-type]


def _searchable(model: Any) -> bool:
    entry = registry.of_model(model)
    return entry is not None and any(isinstance(field, FoldedCharField) for field in model._meta.fields)


def register_app(label: str, *, but: Iterable[str] = ()) -> None:
    """Put every resource of an app into the admin, those named aside."""
    skipped = set(but)
    for entry in registry.entries():
        if entry.model._meta.app_label == label and entry.name not in skipped:
            register(entry)


class RequestLogAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The request log, to look at only."""

    list_display = ["at", "method", "path", "status", "problem", "user_name", "api_key_name", "client_name", "address"]
    list_filter = ["status", "method"]
    search_fields = ["path", "request_id", "user_name"]
    show_full_result_count = False

    def get_queryset(self, request: Any) -> Any:
        queryset = super().get_queryset(request)
        return queryset if request.principal is None else queryset.filter(tenant_id=request.principal.tenant_id)

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return bool(request.user.is_staff)

    def has_module_permission(self, request: Any) -> bool:
        return bool(request.user.is_staff)

    def has_add_permission(self, request: Any) -> bool:
        return False

    has_change_permission = has_delete_permission = lambda self, request, obj=None: False  # type: ignore[assignment]


class TenantAdmin(HubModelAdmin):
    """Tenants: the platform operator makes them, their admins rename them."""

    def has_add_permission(self, request: Any) -> bool:
        return request.principal is None and bool(request.user.is_superuser)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Iterable[str]:  # type: ignore[override]
        return [*super().get_readonly_fields(request, obj), *(["public_catalogue"] if request.principal else [])]


def _register_own() -> None:
    entry = registry.get("tenant")
    members = {"list_display": ["name", "id", "public_catalogue", "updated_at"], "search_fields": ["name_folded"]}
    admin.site.register(Tenant, type("TenantAdmin", (TenantAdmin,), {"entry": entry, **members}))
    admin.site.register(registry.get("request_log").model, RequestLogAdmin)


_register_own()
