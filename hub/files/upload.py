"""A file on its way in: written to a nameless temporary file while size, first bytes and checksum are taken.

The file vanishes with the request, whatever happens to the process. Setting: ``HUB_UPLOAD_LIMIT`` (bytes of one file).
"""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from hub import errors
from hub.files import names, types

IN_MEMORY = 1 << 19


class FileTooLarge(errors.TooLarge, RequestDataTooBig):
    """413: a file of a form is over the limit; the rest of the body is not read."""


class Upload(UploadedFile):
    """A file as it came: ``name`` as it is kept, ``head``, ``size``, ``fingerprint`` (SHA-256), and the ``key`` it will
    be kept under. ``taken`` says that a resource holds it now, ``stored`` that its bytes are in the store."""

    def __init__(self, file: Any, name: str, announced: str, size: int, head: bytes, fingerprint: str) -> None:
        super().__init__(file=file, name=name, content_type=announced, size=size)
        self.announced, self.head, self.fingerprint = announced, head, fingerprint
        random = secrets.token_hex(16)
        self.key = f"{random[:2]}/{random}"
        self.taken = self.stored = False

    def _set_name(self, name: str | None) -> None:
        self._name = names.kept(name)

    name = property(lambda self: self._name, _set_name)  # type: ignore[assignment]


class UploadHandler(FileUploadHandler):
    """The one handler of uploads (``FILE_UPLOAD_HANDLERS``), for API and admin alike."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._size, self._head, self._digest = 0, b"", hashlib.sha256()
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._size += len(raw_data)
        if self._size > settings.HUB_UPLOAD_LIMIT:
            self._file.close()
            raise FileTooLarge(settings.HUB_UPLOAD_LIMIT)
        if len(self._head) < types.HEAD:
            self._head += raw_data[: types.HEAD - len(self._head)]
        self._digest.update(raw_data)
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> Upload:
        self._file.seek(0)
        announced = self.content_type or ""
        return Upload(self._file, self.file_name or "", announced, self._size, self._head, self._digest.hexdigest())

    def upload_interrupted(self) -> None:
        file = getattr(self, "_file", None)
        if file is not None:
            file.close()


def made_of(content: bytes, name: str, announced: str = "") -> Upload:
    """An upload of bytes at hand (demo data, imports)."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the upload
    file.write(content)
    file.seek(0)
    return Upload(file, name, announced, len(content), content[: types.HEAD], hashlib.sha256(content).hexdigest())
