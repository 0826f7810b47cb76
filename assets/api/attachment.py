"""Attachments: the files of documents."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from assets.models import Attachment
from assets.rules.attachment import attachment_change, attachment_create
from hub.files.fields import FileField, FileSerializer
from hub.filters import ResourceFilterSet, TextFilter
from hub.registry import ALL_ACTIONS, Entry, Files, Rules
from hub.viewsets.resource import ResourceViewSet

MOST_LANGUAGES = 9
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")


class LanguagesField(serializers.ListField):
    """Language tags: a list, or in a form one text with commas; stored as one text with blanks between."""

    child = serializers.CharField(max_length=20)
    default_error_messages = {"tag": _("Expected at most {most} language tags such as en or de-CH.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    @staticmethod
    def columns(source: str) -> tuple[str]:
        return (source,)

    @staticmethod
    def render(text: str | None) -> list[str]:
        return (text or "").split()

    def to_representation(self, data: Any) -> list[str]:
        return self.render(data)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, str):
            data = [tag for tag in re.split(r"[,\s]+", data) if tag]
        tags = super().to_internal_value(data)
        if len(tags) > MOST_LANGUAGES or not all(_TAG.fullmatch(tag) for tag in tags):
            self.fail("tag", most=MOST_LANGUAGES)
        return " ".join(dict.fromkeys(tags)) or None


class AttachmentSerializer(FileSerializer):
    """The shape of an attachment."""

    file = FileField()
    languages = LanguagesField()

    class Meta:
        model = Attachment
        fields = [
            "id",
            "uuid",
            "type",
            "file",
            "href",
            "file_name",
            "content_type",
            "size",
            "fingerprint",
            "content_author",
            "content_version",
            "content_date",
            "remarks",
            "languages",
            "document",
            "download_href",
            "tenant",
            "created_at",
            "updated_at",
        ]


class LanguagesFilter(TextFilter):
    """Any of the languages, among others too."""

    order = ()

    def among(self, given: list[str]) -> Q:
        return super().among([pattern for tag in given for pattern in (tag, f"{tag} *", f"* {tag}", f"* {tag} *")])


class AttachmentFilter(ResourceFilterSet):
    """What attachments can be asked for."""

    languages = LanguagesFilter("languages", commas=True)

    class Meta:
        model = Attachment


class AttachmentViewSet(ResourceViewSet):
    """Files of documents, and links to files elsewhere. They share the right of their document."""

    entry = Entry(
        model=Attachment,
        path="attachments",
        group="plant",
        title=("file_name",),
        rules=Rules(create=attachment_create, change=attachment_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("document",),
        files=Files(),
    )
    serializer_class = AttachmentSerializer
    filterset_class = AttachmentFilter
