"""What hangs on a resource in the admin: changed and taken away there, never added, under the right of the resource."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model

from hub import errors, registry, subs
from hub.admin import HubModelAdmin, register
from hub.fields import timestamp
from hub.registry import Sub
from hub.viewsets.bodies import read_one


class SubAdmin(HubModelAdmin):
    """One kind of sub-resource. What is entered goes through its serializer, as a body would."""

    entry: Sub

    def has_add_permission(self, request: Any) -> bool:
        """It comes to be through the API, where it is known what it hangs on."""
        return False

    def write(self, request: Any, obj: Any, values: dict[str, Any]) -> Any:
        body = {name: _sent(value) for name, value in values.items()}
        found, wrong = read_one(self.entry.serializer(partial=True), body)
        if wrong:
            raise errors.ValidationProblem(wrong)
        return subs.write(self.entry, obj.pk, found)[0]  # not merged: what stands in the form is all of it

    def delete_model(self, request: Any, obj: Any) -> None:
        subs.remove(self.entry, obj.pk)

    def delete_queryset(self, request: Any, queryset: Any) -> None:
        for obj in queryset:
            subs.remove(self.entry, obj.pk)


def _sent(value: Any) -> Any:
    """A value of a form as a body would have it."""
    if isinstance(value, Model):
        return {"id": value.pk}
    return timestamp.render(value) if isinstance(value, datetime) else value


def register_subs(label: str) -> None:
    """Put what hangs on the resources of an app into the admin."""
    for sub in registry.all_subs():
        if sub.model._meta.app_label == label:
            register(sub, base=SubAdmin)
