"""What a file is, told by its first bytes; and whether its name and its announced type agree with that.

Any type may be kept. What cannot be told is ``application/octet-stream``, and then the name may say what it is, unless
it claims a type that would have been recognised.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

UNKNOWN, TEXT = "application/octet-stream", "text/plain"
HTML, XHTML, XML, SVG = "text/html", "application/xhtml+xml", "application/xml", "image/svg+xml"
ZIP, OLE = "application/zip", "application/x-ole-storage"
PDF, PNG, JPEG, GIF, WEBP = "application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"
STEP, DXF, DWG = "model/step", "image/vnd.dxf", "image/vnd.dwg"
PHP, FLASH, FLV, SCRIPT = "application/x-php", "application/x-shockwave-flash", "video/x-flv", "text/javascript"
#: What browsers run. The hub keeps them like anything else and sends them as downloads; a view may refuse them.
SCRIPTS = frozenset({HTML, XHTML, PHP, FLASH, FLV, SCRIPT})
#: So many bytes are enough to tell.
HEAD = 8192

#: (place, first bytes, type); the first that fits counts.
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (0, b"\xff\xd8\xff", JPEG),
    (0, b"GIF87a", GIF),
    (0, b"GIF89a", GIF),
    (8, b"WEBP", WEBP),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (0, b"AutoCAD Binary DXF", DXF),
    (0, b"ISO-10303-21;", STEP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (257, b"ustar", "application/x-tar"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (0, b"OggS", "application/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"FWS", FLASH),
    (0, b"CWS", FLASH),
    (0, b"ZWS", FLASH),
    (0, b"FLV\x01", FLV),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"MZ", "application/vnd.microsoft.portable-executable"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.presentation"),
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_ENDINGS = ("odt", "ods", "odp", "docx", "xlsx", "pptx")
_OFFICE = frozenset(kind for _mark, kind in _ZIPPED)
_MARKUP = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<script[\s>]|<iframe[\s>]", re.IGNORECASE)
_DXF = re.compile(rb"\s*(999\r?\n[^\r\n]*\r?\n\s*)*0\r?\nSECTION\r?\n")
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")


class _Claim(NamedTuple):
    """What the end of a name (or an announced type) says: how it is told, and what the content may turn out to be."""

    type: str
    found: frozenset[str]


def _claim(kind: str, *found: str) -> _Claim:
    return _Claim(kind, frozenset(found or (kind,)))


_TEXTUAL = (TEXT, XML, SVG, HTML, XHTML, PHP)
_BY_NAME: dict[str, _Claim] = {
    "pdf": _claim(PDF),
    "png": _claim(PNG),
    **dict.fromkeys(("jpg", "jpeg", "jpe"), _claim(JPEG)),
    "gif": _claim(GIF),
    "webp": _claim(WEBP),
    **dict.fromkeys(("tif", "tiff"), _claim("image/tiff")),
    "bmp": _claim("image/bmp"),
    "svg": _claim(SVG),
    **dict.fromkeys(("xml", "xsd", "xsl"), _claim(XML, XML, SVG, XHTML)),
    **dict.fromkeys(("html", "htm"), _claim(HTML, HTML, XHTML, TEXT, XML)),
    **dict.fromkeys(("xhtml", "xht"), _claim(XHTML, XHTML, HTML, XML)),
    "zip": _claim(ZIP, ZIP, *_OFFICE),
    **{end: _claim(kind, kind, ZIP) for end, kind in zip(_ENDINGS, (kind for _mark, kind in _ZIPPED), strict=True)},
    "doc": _claim("application/msword", OLE),
    "xls": _claim("application/vnd.ms-excel", OLE),
    "ppt": _claim("application/vnd.ms-powerpoint", OLE),
    "rtf": _claim("application/rtf"),
    "gz": _claim("application/gzip"),
    "7z": _claim("application/x-7z-compressed"),
    "rar": _claim("application/vnd.rar"),
    "tar": _claim("application/x-tar"),
    "dwg": _claim(DWG),
    "dxf": _claim(DXF),
    **dict.fromkeys(("step", "stp"), _claim(STEP)),
    "mp4": _claim("video/mp4"),
    "exe": _claim("application/vnd.microsoft.portable-executable"),
    "swf": _claim(FLASH),
    "flv": _claim(FLV),
    **dict.fromkeys(("js", "mjs"), _claim(SCRIPT, *_TEXTUAL)),
    **dict.fromkeys(("php", "phtml"), _claim(PHP, *_TEXTUAL)),
    "json": _claim("application/json", TEXT),
    "csv": _claim("text/csv", TEXT),
    **dict.fromkeys(("txt", "log", "md", "ini"), _claim(TEXT, *_TEXTUAL)),
}
_BY_TYPE: dict[str, _Claim] = {
    claim.type: claim for claim in _BY_NAME.values() if claim.type not in (TEXT, "text/csv", "application/json")
} | {
    "image/jpg": _claim(JPEG),
    "image/pjpeg": _claim(JPEG),
    "text/xml": _BY_NAME["xml"],
    "application/x-zip-compressed": _BY_NAME["zip"],
    "application/javascript": _BY_NAME["js"],
    "application/x-javascript": _BY_NAME["js"],
    "application/x-httpd-php": _BY_NAME["php"],
    "text/php": _BY_NAME["php"],
}


def by_content(head: bytes) -> str:
    """The type that the first bytes tell; ``UNKNOWN`` when they tell none."""
    for place, mark, kind in _SIGNATURES:
        if head.startswith(mark, place) and (kind != WEBP or head.startswith(b"RIFF")):
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for mark, kind in _ZIPPED if mark in head), ZIP)
    if head.startswith(b"AC10") and head[4:6].isdigit():
        return DWG
    if b"%PDF-" in head[:1024]:
        return PDF
    return _textual(head)


def _textual(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    start = head.lstrip()[:256].lower()
    if _CONTROLS.search(head):
        return UNKNOWN
    if start.startswith(b"<?php"):
        return PHP
    if _DXF.match(head):
        return DXF
    if start.startswith(b"<"):
        return _marked_up(head, start)
    return TEXT if _is_text(head) else UNKNOWN


def _marked_up(head: bytes, start: bytes) -> str:
    lowered = head.lower()
    if b"http://www.w3.org/1999/xhtml" in lowered and b"<html" in lowered:
        return XHTML
    if re.search(rb"<svg[\s>]", lowered) and (start.startswith((b"<?xml", b"<svg", b"<!doctype svg", b"<!--"))):
        return SVG
    if _MARKUP.search(head):
        return HTML
    return XML if start.startswith((b"<?xml", b"<!")) or re.match(rb"<[a-z_][\w.:-]*[\s/>]", start) else TEXT


def _is_text(head: bytes) -> bool:
    try:
        head.decode()
    except UnicodeDecodeError as exc:
        # The last letter may be cut off; other 8-bit texts are known by having no control characters.
        return exc.start >= len(head) - 4 or sum(byte >= 0x80 for byte in head) < len(head) * 0.3
    return True


def ending(name: str) -> str:
    """What follows the last dot of a name, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def tell(head: bytes, name: str, announced: str = "") -> tuple[str, str | None]:
    """The type of a file, and why its name or announced type are refused (None: they agree with the content)."""
    found = by_content(head)
    announced = announced.partition(";")[0].strip().lower()
    for claim, said in ((_BY_NAME.get(ending(name)), f".{ending(name)}"), (_BY_TYPE.get(announced), announced)):
        if claim is not None and found not in claim.found:
            return found, _("The content is not what {said} says; it is {found}.").format(said=said, found=found)
    named = _BY_NAME.get(ending(name))
    return (named.type if named is not None and _narrower(named.type, found) else found), None


def _narrower(named: str, found: str) -> bool:
    """The name says more than the content could."""
    return found in (TEXT, ZIP, OLE, UNKNOWN) and named not in (ZIP, HTML)


def names_of(found: str, name: str, announced: str = "") -> frozenset[str]:
    """Everything that a file may count as: by content, by name and by what was announced."""
    claims = (_BY_NAME.get(ending(name)), _BY_TYPE.get(announced.partition(";")[0].strip().lower()))
    return frozenset({found, *(claim.type for claim in claims if claim is not None)})
