"""What every resource that holds a file has in its row; the bytes lie in the store under ``file_key``."""

from __future__ import annotations

from typing import Any

from django.db import models

from hub.fields.folded import FoldedCharField, FoldedTextField
from hub.models import Resource


class Kind(models.TextChoices):
    """A file that the hub keeps, or the address of something elsewhere, which the hub never fetches."""

    FILE = "file", "File"
    LINK = "link", "Link"


class StoredFile(Resource):
    """A resource that is a file or a link."""

    type = models.CharField(max_length=4, choices=Kind.choices, default=Kind.FILE, editable=False)
    href = FoldedTextField(blank=True, default="")
    file_key = models.CharField(max_length=40, blank=True, default="", editable=False)
    file_name = FoldedCharField(max_length=255, blank=True, default="", editable=False)
    content_type = FoldedCharField(max_length=100, blank=True, default="", editable=False)
    size = models.BigIntegerField(null=True, blank=True, editable=False)
    #: SHA-256 of the bytes.
    fingerprint = FoldedCharField(max_length=64, blank=True, default="", editable=False)

    class Meta(Resource.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.file_name or self.href


#: The columns of a file, as they are where there is none.
NO_FILE: dict[str, Any] = {"file_key": "", "file_name": "", "content_type": "", "size": None, "fingerprint": ""}
