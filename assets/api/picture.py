"""Pictures of assets, nodes, instrumentations and products."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from assets.models import Picture
from assets.models.picture import HOLDERS
from assets.rules.picture import picture_change, picture_create
from hub.fields.number import IntegerField
from hub.files import images
from hub.files.fields import FileField, FileSerializer, measured
from hub.files.upload import Upload
from hub.filters import ResourceFilterSet
from hub.registry import ALL_ACTIONS, Entry, Files, Rules
from hub.viewsets.resource import ResourceViewSet


class PictureSerializer(FileSerializer):
    """The shape of a picture. Width and height of a file are read from it; those of a link are taken as given."""

    image = FileField()
    width = IntegerField(required=False, allow_null=True, min_value=1, max_value=1_000_000)
    height = IntegerField(required=False, allow_null=True, min_value=1, max_value=1_000_000)

    class Meta:
        model = Picture
        fields = [
            "id",
            "uuid",
            "type",
            "image",
            "href",
            "file_name",
            "content_type",
            "size",
            "fingerprint",
            "width",
            "height",
            *HOLDERS,
            "download_href",
            "tenant",
            "created_at",
            "updated_at",
        ]

    def _settle(self, part: str, data: dict[str, Any], values: dict[str, Any], found: dict[str, Any]) -> None:
        super()._settle(part, data, values, found)
        links = data.get("_links")
        given = {**data, **(links if isinstance(links, dict) else {})}
        if self._makes_new and not any(given.get(name) for name in HOLDERS):
            text = _("Name the one thing that it is a picture of.")
            found[HOLDERS[0]] = [serializers.ErrorDetail(str(text), code="required")]

    def described(self, upload: Upload) -> dict[str, Any]:
        found = super().described(upload)
        width, height = measured(upload, found["content_type"])
        return {**found, "width": width, "height": height}


class PictureFilter(ResourceFilterSet):
    """What pictures can be asked for."""

    class Meta:
        model = Picture


class PictureViewSet(ResourceViewSet):
    """Pictures, and links to pictures elsewhere. They share the right of what they show."""

    entry = Entry(
        model=Picture,
        path="pictures",
        group="plant",
        title=("file_name",),
        rules=Rules(create=picture_create, change=picture_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=HOLDERS,
        files=Files(part="image", types=images.TYPES),
    )
    serializer_class = PictureSerializer
    filterset_class = PictureFilter
