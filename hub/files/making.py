"""Making resources of bytes at hand: demo data and imports, under the same rules as a form."""

from __future__ import annotations

from typing import Any

from hub import writing
from hub.files import keeping
from hub.files.upload import made_of
from hub.registry import Entry


def make(entry: Entry, content: bytes, name: str, **values: Any) -> Any:
    """A new resource that holds ``content`` under ``name``; to be called in a transaction."""
    upload = made_of(content, name)
    try:
        row = writing.create(entry, {**values, **entry.serializer().described(upload)})
        keeping.put([upload])
        return row
    except BaseException:
        keeping.take_back([upload])
        raise
    finally:
        upload.close()
