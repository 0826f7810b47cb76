"""Bytes in the store: put there before the change commits, taken away again when it does not.

The store is Django's default storage. Bytes are never overwritten: what replaces them has another key, and versions
keep the old ones readable. ``purge_files`` removes what no version names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from django.apps import apps
from django.core.files.storage import default_storage

from hub import errors
from hub.files.model import StoredFile
from hub.files.upload import Upload

logger = structlog.get_logger("hub.files")
#: So many keys are compared with the database at once.
AT_ONCE = 1000


def put(uploads: Iterable[Upload]) -> None:
    """Store the uploads that resources hold now; called in the transaction that made them do."""
    for upload in uploads:
        if upload.taken and not upload.stored:
            upload.stored = True  # from here on there may be something to take away
            name = default_storage.save(upload.key, upload)
            if name != upload.key:
                default_storage.delete(name)
                raise RuntimeError("The store keeps files under other names.")


def take_back(uploads: Iterable[Upload]) -> None:
    """Remove what ``put`` stored: the change was refused."""
    for upload in uploads:
        if upload.stored:
            upload.stored = False
            discard(upload.key)


def discard(key: str) -> None:
    """Remove bytes; a failure leaves an orphan, which is told and purged later."""
    try:
        default_storage.delete(key)
    except Exception as exc:  # whatever the store's library raises
        logger.warning("file_not_removed", key=key, error=str(exc).strip())


def opened(key: str) -> Any:
    """The bytes as an open file; 404 when the store has lost them."""
    try:
        file = default_storage.open(key, "rb")
        file.seek(0)  # some stores look only now
    except (FileNotFoundError, OSError) as exc:
        logger.error("file_missing", key=key, error=str(exc).strip())
        raise errors.NotFoundProblem() from exc
    return file


# -- orphans ----------------------------------------------------------------------------------------------------------


def orphans(hours: int) -> Iterator[str]:
    """Keys in the store, older than ``hours``, that no row and no version names."""
    before = datetime.now(UTC) - timedelta(hours=hours)
    batch: list[str] = []
    for key in _keys():
        batch.append(key)
        if len(batch) >= AT_ONCE:
            yield from _old(_unnamed(batch), before)
            batch = []
    yield from _old(_unnamed(batch), before)


def _keys() -> Iterator[str]:
    folders, _files = default_storage.listdir("")
    for folder in sorted(folders):
        if len(folder) == 2:
            _folders, files = default_storage.listdir(folder)
            yield from (f"{folder}/{name}" for name in sorted(files))


def _unnamed(keys: list[str]) -> list[str]:
    left = set(keys)
    for model in apps.get_models():
        if issubclass(model, StoredFile):
            for rows in (model.objects, model.history):
                left -= set(rows.filter(file_key__in=left).values_list("file_key", flat=True))
    return sorted(left)


def _old(keys: Iterable[str], before: datetime) -> Iterator[str]:
    for key in keys:
        try:
            if default_storage.get_modified_time(key) < before:
                yield key
        except FileNotFoundError:
            continue
