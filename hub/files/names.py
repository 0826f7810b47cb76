"""Names of files: kept as they came in the database only, made safe for every system when a file is sent."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

LONGEST = 255
_UNSAFE = re.compile(r'[<>:"/\\|?*%]')
#: Names that Windows takes for devices.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_FALLBACK = "file"


def kept(name: str | None) -> str:
    """A name as it is kept: the last segment, without characters that nobody can see, of bounded length."""
    name = unicodedata.normalize("NFC", name or "")
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(char for char in name if char.isprintable()).strip()
    return _shortened(name) if name.strip(". ") else _FALLBACK


def _shortened(name: str) -> str:
    stem, dot, end = name.rpartition(".")
    if len(name) <= LONGEST or not dot or len(end) > 20:
        return name[:LONGEST]
    return stem[: LONGEST - len(end) - 1] + dot + end


def safe(name: str) -> str:
    """A name that any system can save under."""
    name = _UNSAFE.sub("_", kept(name)).rstrip(". ").lstrip(". ") or _FALLBACK
    return f"_{name}" if _DEVICES.match(name) else name


def disposition(name: str) -> str:
    """``Content-Disposition`` of a download (RFC 6266): the name in ASCII, and whole where that is not the same."""
    name = safe(name)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    if not plain.strip("._ ") or plain.startswith("."):
        plain = _FALLBACK + ("." + plain.rpartition(".")[2] if "." in plain else "")
    header = f'attachment; filename="{plain}"'
    if plain != name:
        header += f"; filename*=UTF-8''{quote(name, safe='')}"
    return header
