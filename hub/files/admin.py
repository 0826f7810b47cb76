"""Resources with files in the admin: a file is chosen in the form, checked as in the API, and kept with the row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from rest_framework.exceptions import ValidationError

from hub import errors
from hub.admin import HubModelAdmin, TriedForm, register
from hub.files import keeping
from hub.files.model import NO_FILE, Kind
from hub.registry import Entry

SHOWN = ("type", "download", "content_type", "size", "fingerprint")


class FileForm(TriedForm):
    """A form with a file; ``href`` and the file exclude each other."""

    def clean(self) -> Any:
        found = super().clean()
        files = self.admin.entry.files
        upload = self.cleaned_data.get(files.part)
        if upload and not self.errors:
            try:
                self.described = self.admin.entry.serializer().described(upload)
            except ValidationError as problem:
                self.add_error(files.part, [str(detail) for detail in problem.detail])
            except errors.Problem as problem:
                self.add_error(files.part, str(problem.detail))
        return found

    def values(self) -> dict[str, Any]:
        found = super().values()
        if found.pop(self.admin.entry.files.part, None):
            return {**found, **self.described}
        return {**found, **NO_FILE, "type": Kind.LINK} if found.get("href") else found


class FileAdmin(HubModelAdmin):
    """One resource kind that holds files."""

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        """The file first, as it is what matters."""
        part = self.entry.files.part if self.entry.files is not None else ""
        return sorted(super().get_fields(request, obj), key=lambda name: name != part)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Iterable[str]:  # type: ignore[override]
        return [*super().get_readonly_fields(request, obj), *(SHOWN if obj is not None else ())]

    def download(self, obj: Any) -> Any:
        """The file, for who is logged in here."""
        if not obj.file_key:
            return "-"
        return format_html('<a href="{}/download">{}</a>', self.entry.of(obj.pk), obj.file_name)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        keeping.put(request.FILES.values())

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except BaseException:
            keeping.take_back(request.FILES.values())
            raise


def register_files(entry: Entry) -> None:
    """Put a resource that holds a file into the admin."""
    assert entry.files is not None
    members = {entry.files.part: forms.FileField(required=False)}
    form = type("FileForm", (FileForm,), members)
    register(entry, base=FileAdmin, form=form)
