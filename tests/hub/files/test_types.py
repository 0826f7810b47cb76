"""What a file is, told by its first bytes, and files that lie about it."""

import pytest

from hub.files import types
from tests.hub.files.samples import DWG, DXF, HTML, PDF, STEP, SVG, XML, gif, jpeg, png, zipped

OFFICE = "application/vnd.openxmlformats-officedocument."


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PDF", b"\n\n" + PDF, "application/pdf"),
        ("a.png", png(), "image/png"),
        ("a.jpeg", jpeg(), "image/jpeg"),
        ("a.gif", gif(), "image/gif"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        ("a.tif", b"II*\0\x08\0\0\0", "image/tiff"),
        ("a.svg", SVG, "image/svg+xml"),
        ("a.svg", b'<?xml version="1.0"?>\n<!-- x --><svg></svg>', "image/svg+xml"),
        ("a.xml", XML, "application/xml"),
        ("a.xml", b"\xef\xbb\xbf" + XML, "application/xml"),
        ("a.html", HTML, "text/html"),
        ("a.zip", zipped("a.txt"), "application/zip"),
        ("a.docx", zipped("[Content_Types].xml", "word/document.xml"), OFFICE + "wordprocessingml.document"),
        ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), OFFICE + "spreadsheetml.sheet"),
        ("a.odt", zipped("mimetype", "content.xml"), "application/vnd.oasis.opendocument.text"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, "application/vnd.ms-excel"),
        ("a.dwg", DWG, "image/vnd.dwg"),
        ("a.dxf", DXF, "image/vnd.dxf"),
        ("a.stp", STEP, "model/step"),
        ("a.json", b'{"a": 1}', "application/json"),
        ("a.csv", b"a;b\n1;2\n", "text/csv"),
        ("a.txt", "Maße ±5 µm\n".encode(), "text/plain"),
        ("a.txt", "Maße\n".encode("latin-1"), "text/plain"),
        ("a.txt", "Maße\n".encode("utf-16"), "text/plain"),
        ("notes", b"no ending", "text/plain"),
        ("a.xyz", b"\x00\x01\x02", "application/octet-stream"),
        ("a", b"\x00", "application/octet-stream"),
        ("a.js", b"alert(1)", "text/javascript"),
        ("a.php", b"<?php echo 1;", "application/x-php"),
        ("a.swf", b"CWS\x09", "application/x-shockwave-flash"),
    ],
)
def test_a_true_file_is_told(name, content, found):
    assert types.tell(content, name) == (found, None)


@pytest.mark.parametrize(
    ("name", "announced", "content"),
    [
        ("a.png", "", HTML),
        ("a.png", "", PDF),
        ("a.jpg", "", png()),
        ("a.pdf", "", HTML),
        ("a.pdf", "", b"MZ\x90\0"),
        ("a.pdf", "", b"plain text"),
        ("a.pdf", "", zipped("a")),
        ("a.txt", "", PDF),
        ("a.csv", "", b"\x7fELF"),
        ("a.json", "", b"\x00\x01"),
        ("a.xml", "", HTML),
        ("a.svg", "", HTML),
        ("a.docx", "", PDF),
        ("a.dwg", "", b"not a drawing"),
        ("a.step", "", b"nor this"),
        ("a", "image/png", HTML),
        ("a", "application/pdf", b"text"),
        ("a.bin", "image/jpeg; charset=x", gif()),
        ("a.pdf", "image/png", PDF),
        ("a.tar.gz", "", PDF),
    ],
)
def test_a_file_that_lies_is_found_out(name, announced, content):
    assert types.tell(content, name, announced)[1]


@pytest.mark.parametrize("announced", ["", "application/octet-stream", "application/pdf", "text/plain", "x", "a/b;c"])
def test_an_announcement_that_says_nothing_is_no_lie(announced):
    assert types.tell(PDF, "a.pdf", announced) == ("application/pdf", None)


def test_scripts_are_known_by_content_name_and_announcement():
    for content, name, announced in (
        (HTML, "a.txt", ""),
        (b"x", "a.js", ""),
        (b"x", "a", "application/javascript"),
        (b"<?php", "a.txt", ""),
        (b"FLV\x01", "a.flv", ""),
    ):
        found, _lie = types.tell(content, name, announced)
        assert types.names_of(found, name, announced) & types.SCRIPTS, (name, announced)
    assert not types.names_of("application/pdf", "a.pdf", "application/pdf") & types.SCRIPTS
