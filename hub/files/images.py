"""Width and height of pictures, read from their headers; nothing is ever decoded.

A picture whose structure does not lead to its end, or that carries markup, is refused: it could be something else too.
"""

from __future__ import annotations

import os
import re
import struct
from typing import Any, BinaryIO

from hub.files.types import GIF, JPEG, PNG

TYPES = frozenset({GIF, JPEG, PNG})
_MARKUP = re.compile(rb"<script|<html[\s>]|<!doctype html|<\?php\s|<iframe", re.IGNORECASE)
_RUN_IN_SVG = re.compile(rb"<script|<html|<iframe|<foreignobject|javascript:|[\s\"'/]on[a-z]{3,20}\s*=", re.IGNORECASE)
_CHUNK, _LONGEST_MARK = 1 << 20, 40
#: JPEG: start of frame, all kinds but the tables (C4, C8, CC).
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


class NotAnImage(ValueError):
    """The file does not have the structure of the picture that it begins as."""


def dimensions(file: Any, kind: str) -> tuple[int, int]:
    """(width, height) in pixels; raises ``NotAnImage``."""
    try:
        file.seek(0)
        found = {PNG: _png, GIF: _gif, JPEG: _jpeg}[kind](file)
    except (struct.error, KeyError) as exc:
        raise NotAnImage(kind) from exc
    finally:
        file.seek(0)
    if not all(found):
        raise NotAnImage(kind)
    return found


def carries_markup(file: Any, *, svg: bool = False) -> bool:
    """Whether the bytes hold what a browser might run; in SVG, which is markup, whatever is more than drawing."""
    pattern = _RUN_IN_SVG if svg else _MARKUP
    file.seek(0)
    rest = b""
    try:
        while chunk := file.read(_CHUNK):
            if pattern.search(rest + chunk):
                return True
            rest = chunk[-_LONGEST_MARK:]
    finally:
        file.seek(0)
    return False


def _unpack(form: str, file: BinaryIO) -> tuple[int, ...]:
    return struct.unpack(form, file.read(struct.calcsize(form)))


def _png(file: BinaryIO) -> tuple[int, int]:
    end = file.seek(0, os.SEEK_END)
    place, size = 8, (0, 0)
    while place + 12 <= end:
        file.seek(place)
        length, name = _unpack(">I4s", file)
        if place == 8:
            if name != b"IHDR" or length != 13:
                raise NotAnImage(PNG)
            size = _unpack(">II", file)  # type: ignore[assignment]
        place += 12 + length
        if name == b"IEND":
            if place != end:
                raise NotAnImage(PNG)
            return size
    raise NotAnImage(PNG)


def _gif(file: BinaryIO) -> tuple[int, int]:
    file.seek(6)
    width, height = _unpack("<HH", file)
    file.seek(-1, os.SEEK_END)
    if file.read(1) not in (b"\x3b", b"\x00"):
        raise NotAnImage(GIF)
    return width, height


def _jpeg(file: BinaryIO) -> tuple[int, int]:
    file.seek(2)
    while True:
        start, mark = _unpack(">BB", file)
        while mark == 0xFF:
            (mark,) = _unpack(">B", file)
        if start != 0xFF or mark in (0xD9, 0xDA):
            raise NotAnImage(JPEG)
        if mark == 0x01 or 0xD0 <= mark <= 0xD8:
            continue
        (length,) = _unpack(">H", file)
        if mark in _FRAMES:
            _precision, height, width = _unpack(">BHH", file)
            return width, height
        file.seek(length - 2, os.SEEK_CUR)
