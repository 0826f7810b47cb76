"""Small files of many types, true and false."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import Answer, Api


def png(width: int = 2, height: int = 3, *, after: bytes = b"", text: bytes = b"") -> bytes:
    """A whole PNG; ``text`` stands in a comment, ``after`` behind the end."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = zlib.compress(b"".join(b"\0" + b"\x10\x20\x30" * min(width, 4) for _row in range(min(height, 4))))
    comment = chunk(b"tEXt", b"Comment\0" + text) if text else b""
    return b"\x89PNG\r\n\x1a\n" + head + comment + chunk(b"IDAT", rows) + chunk(b"IEND", b"") + after


def gif(width: int = 4, height: int = 5) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0" + b"\0" * 6 + b"\x3b"


def jpeg(width: int = 6, height: int = 7) -> bytes:
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xda\x00\x02\xff\xd9"
    )


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x")
    return buffer.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n"
XML = b'<?xml version="1.0"?>\n<plant><node/></plant>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><path d="M0 0"/></svg>'
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
STEP = b"ISO-10303-21;\nHEADER;\nENDSEC;\nEND-ISO-10303-21;\n"
DXF = b"  0\r\nSECTION\r\n  2\r\nHEADER\r\n  0\r\nEOF\r\n"
DWG = b"AC1032\0\0\0\0\0\0\0\0"


def sent(api: Api, path: str, content: bytes, name: str = "x.bin", type: str = "", **options: Any) -> Answer:
    """The answer to a form with one file; ``fields`` are the other members, ``part`` names that of the file."""
    headers = {key.replace("_", "-"): value for key, value in options.pop("headers", {}).items()}
    method, part = options.pop("method", "POST"), options.pop("part", "file")
    body = {part: SimpleUploadedFile("x", content, type or None), **options}
    body[part].name = name if "/" not in name and "\\" not in name else "x"
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    raw = encode_multipart(BOUNDARY, body)
    if body[part].name != name:
        raw = raw.replace(b'filename="x"', b'filename="' + name.encode() + b'"')
    path = path if path.startswith("/") else f"/api/v1/{path}"
    return Answer(api.client.generic(method, path, raw, MULTIPART_CONTENT, headers=headers))


def kept() -> set[str]:
    """The keys of all files in the store."""
    folders = [name for name in default_storage.listdir("")[0] if len(name) == 2]
    return {f"{folder}/{name}" for folder in folders for name in default_storage.listdir(folder)[1]}
