"""Serializing resources that hold a file: the part that brings it, checked by content, and what is kept about it."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from hub import errors, registry
from hub.fields.number import IntegerField
from hub.fields.text import TextField
from hub.files import images, types
from hub.files.model import NO_FILE, Kind
from hub.files.upload import Upload
from hub.hal.serializer import HalSerializer

LONGEST_HREF = 2000


def checked(upload: Upload, *, only: frozenset[str] = frozenset(), refused: frozenset[str] = frozenset()) -> str:
    """The type of ``upload``; 415 for types that are not taken here, a validation error for a file that lies."""
    kind, lie = types.tell(upload.head, upload.name, upload.announced)
    names = types.names_of(kind, upload.name, upload.announced)
    if names & refused:
        raise errors.UnsupportedMedia(_("Files of this type are not taken here."))
    if not upload.size:
        raise serializers.ValidationError([_("The file is empty.")], code="empty_file")
    if lie is not None:
        raise serializers.ValidationError([lie], code="wrong_type")
    if only and kind not in only:
        listed = ", ".join(sorted(only))
        raise errors.UnsupportedMedia(_("Only these types are taken here: {types}.").format(types=listed))
    if kind.startswith("image/") and images.carries_markup(upload.file, svg=kind == types.SVG):
        raise serializers.ValidationError([_("The picture carries something that browsers run.")], code="wrong_type")
    return kind


def measured(upload: Upload, kind: str) -> tuple[int, int]:
    """Width and height of a picture."""
    try:
        width, height = images.dimensions(upload.file, kind)
    except images.NotAnImage as exc:
        raise serializers.ValidationError([_("The picture is damaged.")], code="wrong_type") from exc
    if width * height > settings.HUB_PICTURE_PIXELS:
        text = _("At most {most} pixels.").format(most=settings.HUB_PICTURE_PIXELS)
        raise serializers.ValidationError([text], code="too_many_pixels")
    return width, height


class FileField(serializers.Field[Any, Any, Any, Any]):
    """The part of a form that brings the file; in JSON there is none."""

    in_forms_only = True
    default_error_messages = {"invalid": _("Send the file as a part of a form (multipart/form-data).")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "write_only": True, "required": False})

    def to_internal_value(self, data: Any) -> Upload:
        if not isinstance(data, Upload):
            self.fail("invalid")
        return data


class HrefField(TextField):
    """The address of something elsewhere: http or https, without credentials."""

    default_error_messages = {"invalid_href": _("Expected an address that begins with https:// or http://.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "allow_blank": True, "max_length": LONGEST_HREF, **kwargs})

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if text:
            self._check(text)
        return text

    def _check(self, text: str) -> None:
        try:
            parts = urlsplit(text)
            sound = parts.scheme in ("http", "https") and parts.hostname and not (parts.username or parts.password)
        except ValueError:
            sound = None
        if not sound or any(char.isspace() or not char.isprintable() for char in text):
            self.fail("invalid_href")


class DownloadField(serializers.CharField):
    """Where the file is sent from, in plain JSON; HAL has the link ``download``."""

    plain_only = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "read_only": True, "source": "*", "allow_null": True})

    @staticmethod
    def columns(_source: str) -> tuple[str, str]:
        return "id", "file_key"

    def render(self, key: int, file_key: str) -> str | None:
        serializer: Any = self.parent
        entry = registry.of_model(serializer.Meta.model)
        return f"{entry.of(key)}/download" if file_key and entry is not None else None

    def to_representation(self, value: Any) -> Any:
        return self.render(value.pk, value.file_key)


class FileSerializer(HalSerializer):
    """Base of the serializers of resources that hold a file. ``described`` adds what a kind keeps besides."""

    href = HrefField()
    file_name = serializers.CharField(read_only=True)
    content_type = serializers.CharField(read_only=True)
    fingerprint = serializers.CharField(read_only=True)
    size = IntegerField(read_only=True, allow_null=True)
    download_href = DownloadField()

    @property
    def files(self) -> registry.Files:
        entry = registry.of_model(self.Meta.model)
        assert entry is not None
        assert entry.files is not None
        return entry.files

    def to_internal_value(self, data: Any) -> Any:
        part, found = self.files.part, {}
        values: dict[str, Any] = {}
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as problem:
            found = dict(cast(Any, problem.detail))
        if part not in found and "href" not in found and isinstance(data, dict):
            self._settle(part, data, values, found)
        if found:
            raise serializers.ValidationError(found)
        return values

    def _settle(self, part: str, data: dict[str, Any], values: dict[str, Any], found: dict[str, Any]) -> None:
        """A file or a link, not both; a new one needs one of them."""
        upload, href = values.pop(part, data.get(part)), values.get("href", data.get("href"))
        if upload is not None and href:
            text = _("Give a file or a href, not both.")
            found[part] = [serializers.ErrorDetail(str(text), code="conflict")]
        elif upload is not None:
            try:
                values.update(self.described(upload))
            except serializers.ValidationError as problem:
                found[part] = problem.detail
        elif href:
            values.update(NO_FILE, type=Kind.LINK)
        elif self._makes_new:
            text = _("Give a file (in a form) or a href.")
            found[part] = [serializers.ErrorDetail(str(text), code="required")]

    @property
    def _makes_new(self) -> bool:
        view = self.context.get("view")
        return not self.partial and getattr(view, "action", "") != "update"

    def described(self, upload: Upload) -> dict[str, Any]:
        """The columns of a file that has passed; from here on a resource holds it."""
        refused: frozenset[str] = getattr(self.context.get("view"), "refused_types", frozenset())
        kind = checked(upload, only=self.files.types, refused=refused)
        upload.taken = True
        return {
            "type": Kind.FILE,
            "href": "",
            "file_key": upload.key,
            "file_name": upload.name,
            "content_type": kind,
            "size": upload.size,
            "fingerprint": upload.fingerprint,
        }
