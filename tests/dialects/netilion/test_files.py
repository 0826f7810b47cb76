"""Attachments and pictures: what is taken, what is refused, how files are sent."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

PDF = b"%PDF-1.4 made up"


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def document(netilion):
    return netilion.post("documents", {"name": "Manual"})


def send(speaker, document, name="manual.pdf", content=PDF, method="POST", path="attachments", **members):
    form = {"document_id": document["id"], "file": SimpleUploadedFile(name, content, ""), **members}
    return speaker.ask(method, path, encode_multipart(BOUNDARY, form), type=MULTIPART_CONTENT)


def test_a_file_is_kept_and_sent_as_a_download(netilion, document):
    made = send(netilion, document, remarks="first").ok(201)
    assert made["type"] == "file"
    assert made["download_href"] == f"http://testserver/v1/attachments/{made['id']}/download"
    answer = netilion.browser.get(f"/v1/attachments/{made['id']}/download?disposition=inline")
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    again = netilion.browser.get(made["download_href"], headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    part = netilion.browser.get(made["download_href"], headers={"Range": "bytes=0-3"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"%PDF")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<!DOCTYPE html><html></html>"),
        ("page.xhtml", b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'),
        ("script.js", b"alert(1)"),
        ("shell.php", b"<?php echo 1;"),
        ("film.swf", b"FWS\x0a rest"),
    ],
)
def test_scripts_are_not_taken_here(netilion, document, name, content):
    answer = send(netilion, document, name, content)
    assert netilion.refused(answer, 415) == [("wrong_format", None)]
    assert netilion.get("attachments")["attachments"] == []


def test_bad_uploads_store_nothing(netilion, document, tmp_path):
    for name, content in (("empty.pdf", b""), ("lie.pdf", b"\x89PNG\r\n\x1a\n")):
        assert send(netilion, document, name, content).status == 400
    answer = send(netilion, {"id": 999999})
    assert netilion.refused(answer, 400) == [("association_not_found", "document")]
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_who_cannot_see_the_document_attaches_nothing(site, document):
    other = site.speaks("other")
    assert other.refused(send(other, document), 400) == [("association_not_found", "document")]
    guest = site.speaks("guest")
    assert guest.refused(send(guest, document), 403) == [("access_denied", None)]


def test_files_come_with_their_documents(netilion, document):
    made = send(netilion, document).ok(201)
    found = netilion.get("documents", include="attachments")["documents"][0]
    assert [one["id"] for one in found["attachments"]] == [made["id"]]
    assert found["attachments"][0]["download_href"] == made["download_href"]
    assert found["links"]["attachments"]["href"].endswith(f"/documents/{document['id']}/attachments")


def test_all_files_of_a_document_come_in_one(netilion, document):
    path = f"/v1/documents/{document['id']}/download"
    assert netilion.ask("GET", path).status == 404
    first = send(netilion, document).ok(201)
    netilion.post("attachments/links", {"href": "https://example.com", "document": {"id": document["id"]}})
    assert b"".join(netilion.browser.get(path).streaming_content) == PDF
    send(netilion, document, "notes.txt", b"notes").ok(201)
    send(netilion, document, "notes.txt", b"more").ok(201)
    answer = netilion.browser.get(path)
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert len(packed.namelist()) == 3
    assert packed.read("manual.pdf") == PDF
    one = netilion.browser.get(f"{path}?attachment_id={first['id']}")
    assert one.headers["Content-Type"] == "application/pdf"


def test_links_are_changed_and_told(netilion, document):
    made = netilion.post("attachments/links", {"href": "https://a.example", "document": {"id": document["id"]}})
    changed = netilion.patch(f"attachments/links/{made['id']}", {"href": "https://b.example"}, 200)
    assert (changed["type"], changed["download_href"]) == ("link", "https://b.example")


def test_pictures_stand_below_what_they_show(netilion):
    node = netilion.post("nodes", {"name": "Hall"})
    other = netilion.post("nodes", {"name": "Other"})
    path = f"nodes/{node['id']}/pictures"
    made = netilion.post(f"{path}/links", {"href": "https://example.com/p.png", "width": 10, "height": 20})
    assert (made["type"], made["width"], made["download_href"]) == ("link", 10, "https://example.com/p.png")
    assert [one["id"] for one in netilion.get(path, width_from=5)["pictures"]] == [made["id"]]
    assert netilion.get(f"{path}/{made['id']}") == made
    assert netilion.ask("GET", f"nodes/{other['id']}/pictures/{made['id']}").status == 404
    changed = netilion.patch(f"{path}/links/{made['id']}", {"href": "https://example.com/q.png"}, 200)
    assert changed["download_href"] == "https://example.com/q.png"
    assert netilion.get(f"nodes/{node['id']}", include="pictures")["pictures"][0]["id"] == made["id"]
    netilion.delete(f"{path}/{made['id']}")
    assert netilion.get(path)["pictures"] == []
