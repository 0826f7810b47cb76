"""Names of files: kept as they came, safe when they go."""

import re

import pytest

from hub.files import names

HOSTILE = [
    "../../etc/passwd",
    "..\\..\\windows\\system32\\x.dll",
    "a\0b.txt",
    "a\r\nSet-Cookie: x=1.txt",
    "photo\u202egnp.exe",
    "x" * 300 + ".pdf",
    "CON",
    "con.txt",
    "lpt1.pdf",
    'a"; filename="evil.html',
    "a%2F..%2Fb",
    "file.txt.",
    "file.txt ",
    ".htaccess",
    "C:autoexec.bat",
    "a:b<c>d|e?f*.txt",
    "..",
    "",
    "/",
    "\u200b\u200b",
    "漢字🙂.txt",
    "Maße.pdf",
]


@pytest.mark.parametrize("name", HOSTILE, ids=repr)
def test_a_name_is_safe_to_save_under(name):
    safe = names.safe(name)
    assert 0 < len(safe) <= 256
    assert not set(safe) & set('/\\<>:"|?*%\0\r\n')
    assert safe not in (".", "..")
    assert safe == safe.strip(". ")
    assert safe.isprintable()
    assert safe.partition(".")[0].lower() not in ("con", "lpt1")


@pytest.mark.parametrize("name", HOSTILE, ids=repr)
def test_a_header_holds_the_name_and_nothing_else(name):
    header = names.disposition(name)
    assert header.isascii()
    assert re.fullmatch(r'attachment; filename="[^"\\/\r\n]+"(; filename\*=UTF-8\'\'[\w.~%-]+)?', header), header


def test_names_are_kept_as_they_are_as_far_as_they_can_be_seen():
    assert names.kept("Maße (neu) 5%.pdf") == "Maße (neu) 5%.pdf"
    assert names.kept("dir/Plan.dwg") == "Plan.dwg"
    assert names.kept("a\u202eb.txt") == "ab.txt"
    assert len(names.kept("x" * 300 + ".pdf")) == 255
    assert names.kept("x" * 300 + ".pdf").endswith("x.pdf")


def test_a_name_beyond_ascii_stands_whole_beside_a_plain_one():
    assert names.disposition("Maße.pdf") == "attachment; filename=\"Mae.pdf\"; filename*=UTF-8''Ma%C3%9Fe.pdf"
    assert names.disposition("漢字.txt").startswith('attachment; filename="file.txt"; ')
    assert names.disposition("a.txt") == 'attachment; filename="a.txt"'
