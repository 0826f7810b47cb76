"""The store on this machine: a directory, where a file is whole and on the disk before the change that names it
commits."""

from __future__ import annotations

import os
from typing import Any

from django.core.files.storage import FileSystemStorage


class DirectoryStore(FileSystemStorage):
    """Django's, with files that survive a power cut."""

    def _save(self, name: str, content: Any) -> str:
        kept: str = super()._save(name, content)  # type: ignore[misc]
        with open(self.path(kept), "rb") as file:
            os.fsync(file.fileno())
        return kept
