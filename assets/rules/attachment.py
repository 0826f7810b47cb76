"""What may happen to attachments."""

from __future__ import annotations

from assets.models import Attachment
from hub.files.rules import file_check


def attachment_create(attachment: Attachment) -> None:
    """An attachment is a file or a link."""
    file_check(attachment, "file")


def attachment_change(attachment: Attachment, changed: set[str]) -> None:
    """It stays one of them."""
    file_check(attachment, "file")
