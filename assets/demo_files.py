"""The files of the demo plant, made here: a page of a manual, and a picture."""

from __future__ import annotations

import struct
import zlib


def manual(*lines: str) -> bytes:
    """A PDF of one page."""
    text = "BT /F1 14 Tf 20 TL 60 760 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = f"/MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 {font} >> >>"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {page} >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = (
        f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    )
    return content + end.encode()


def picture(width: int = 320, height: int = 200) -> bytes:
    """A PNG: a machine as seen by who has never seen one."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            body = 40 < x < 280 and 70 < y < 170
            window = 70 < x < 170 and 90 < y < 145
            rows += b"\x9f\xc5\xe8" if window else b"\x37\x47\x4f" if body else b"\xec\xef\xf1"
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
