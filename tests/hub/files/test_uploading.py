"""Bringing files: what is taken, what is refused, and that nothing stays behind of what was refused."""

from __future__ import annotations

import hashlib
import io

import pytest
from django.core.files.storage import default_storage
from django.test.client import BOUNDARY, MULTIPART_CONTENT

from tests.factories import Answer
from tests.hub.files.samples import HTML, PDF, SVG, gif, jpeg, kept, png, sent

PATH = "/api/v1/attachments"


# -- taken ------------------------------------------------------------------------------------------------------------


def test_a_file_is_kept_as_it_came(api, document):
    before = kept()
    members = {
        "content_author": "Ada",
        "content_version": "1.2",
        "content_date": "2016-06",
        "remarks": "x",
        "languages": "en,de",
    }
    answer = sent(api, PATH, PDF, "Maße (1).pdf", "application/pdf", document=document["id"], **members)
    made = answer.ok(201)
    assert answer.headers["Location"] == f"{PATH}/{made['id']}"
    assert {name: made[name] for name in members} == {**members, "languages": ["en", "de"]}
    assert made["type"] == "file"
    assert made["href"] == ""
    assert made["file_name"] == "Maße (1).pdf"
    assert made["content_type"] == "application/pdf"
    assert made["size"] == len(PDF)
    assert made["fingerprint"] == hashlib.sha256(PDF).hexdigest()
    assert made["_links"]["download"] == {"href": f"{PATH}/{made['id']}/download"}
    assert "download_href" not in made
    assert api.get(f"{PATH}/{made['id']}", accept="application/json").ok()["download_href"].endswith("/download")
    (key,) = kept() - before
    assert default_storage.open(key).read() == PDF
    assert "Ma" not in key


def test_a_document_takes_files_where_it_stands(api, document):
    href = f"/api/v1/documents/{document['id']}/attachments"
    assert api.get(href).links["create"] == {"href": href, "method": "POST"}
    made = sent(api, href, b"text", "a.txt").ok(201)
    assert made["_links"]["document"]["href"] == f"/api/v1/documents/{document['id']}"
    assert api.get(href).ids("attachments") == [made["id"]]
    link = api.post(href, {"href": "https://example.com/a.pdf"}).ok(201)
    assert (link["type"], link["href"], link["size"]) == ("link", "https://example.com/a.pdf", None)
    assert "download" not in link["_links"]
    several = api.post(href, {"attachments": [{"href": "https://example.com/1"}, {"href": "https://example.com/2"}]})
    assert len(several.ok(201)["_embedded"]["attachments"]) == 2
    other = api.post("documents", {"name": "other", "status": document["_links"]["status"]}).ok(201)
    conflict = api.post(href, {"href": "https://example.com", "document": {"id": other["id"]}})
    assert conflict.errors() == [("#/document", "conflict")]
    included = api.get(f"documents/{document['id']}?include=attachments").ok()["_embedded"]["attachments"]
    assert len(included) == 4


@pytest.mark.parametrize(
    "reference",
    ["{id}", "{uuid}", "/api/v1/documents/{id}", '{{"id": {id}}}', '{{"href": "/api/v1/documents/{uuid}"}}'],
)
def test_a_form_names_its_document_in_every_spelling(api, document, reference):
    text = reference.format(id=document["id"], uuid=document["uuid"])
    assert (
        sent(api, PATH, b"x", "a.txt", document=text)
        .ok(201)["_links"]["document"]["href"]
        .endswith(str(document["id"]))
    )


@pytest.mark.parametrize(
    ("holder", "kind"),
    [("assets", "asset"), ("nodes", "node"), ("products", "product"), ("instrumentations", "instrumentation")],
)
def test_things_of_the_plant_take_pictures(world, api, holder, kind):
    href = f"/api/v1/{holder}/{world.here.sample(kind)['id']}/pictures"
    made = sent(api, href, png(640, 480), "a.png", "image/png", part="image").ok(201)
    assert (made["width"], made["height"], made["content_type"]) == (640, 480, "image/png")
    assert made["_links"][kind]["href"] == href.removesuffix("/pictures")
    assert [
        sent(api, href, content, name, part="image").status for content, name in ((gif(), "a.gif"), (jpeg(), "a.jpg"))
    ] == [201, 201]
    assert len(api.get(href).ids("pictures")) == 3
    assert api.get(f"pictures/{made['id']}").ok() == made


def test_a_file_takes_the_place_of_another(api, document):
    first = sent(api, PATH, b"first", "a.txt", document=document["id"], remarks="kept").ok(201)
    href = f"{PATH}/{first['id']}"
    second = sent(api, href, PDF, "b.pdf", method="PATCH").ok()
    assert (second["file_name"], second["remarks"], second["size"]) == ("b.pdf", "kept", len(PDF))
    third = sent(api, href, b"third", "c.txt", method="PUT", document=document["id"]).ok()
    assert (third["file_name"], third["remarks"]) == ("c.txt", "")
    link = api.patch(href, {"href": "https://example.com"}).ok()
    assert (link["type"], link["file_name"], link["fingerprint"], link["size"]) == ("link", "", "", None)
    assert sent(api, href, b"again", "d.txt", method="PATCH").ok()["href"] == ""
    assert [row["version"] for row in api.get(f"{href}/history").items("history")] == [5, 4, 3, 2, 1]


def test_bytes_of_earlier_versions_stay_readable(api, document):
    href = f"{PATH}/{sent(api, PATH, b'first', 'a.txt', document=document['id']).ok(201)['id']}"
    sent(api, href, b"second", "b.txt", method="PATCH").ok()
    old = api.get(f"{href}/history/1").ok()
    assert old["file_name"] == "a.txt"
    assert old["_links"]["download"] == {"href": f"{href}/download?version=1"}
    assert api.get(old["_links"]["download"]["href"]).content == b"first"
    assert api.get(f"{href}/download").content == b"second"
    assert api.delete(href).status == 204
    api.get(f"{href}/download").problem(404)
    assert api.get(f"{href}/download?version=2").content == b"second"
    api.post(f"{href}/history/1/restore").ok()
    assert api.get(f"{href}/download").content == b"first"
    api.get(f"{href}/download?version=99").problem(404)
    api.get(f"{href}/download?version=x").problem(404)


def test_a_change_without_a_file_leaves_the_file(api, document):
    made = sent(api, PATH, PDF, "a.pdf", document=document["id"]).ok(201)
    href = f"{PATH}/{made['id']}"
    assert api.patch(href, {"remarks": "new"}).ok()["fingerprint"] == made["fingerprint"]
    whole = api.get(href, accept="application/json").ok()
    assert (
        api.put(href, {**whole, "remarks": "put"}, accept="application/json").ok()["fingerprint"] == made["fingerprint"]
    )
    assert api.patch(href, {"href": "", "file_name": "ignored", "size": 1}).ok()["file_name"] == "a.pdf"
    assert api.get(f"{href}/download").content == PDF


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\x.dll",
        "a%00b",
        "x" * 300 + ".txt",
        "photo\u202egnp.txt",
        "CON",
        ".htaccess",
        "漢字🙂.txt",
    ],
)
def test_hostile_names_stay_in_the_database(api, document, name):
    before = kept()
    made = sent(api, PATH, b"text", name, document=document["id"]).ok(201)
    (key,) = kept() - before
    assert all(part.isalnum() for part in key.split("/"))
    assert len(made["file_name"]) <= 255
    assert not set(made["file_name"]) & set("/\\\0\u202e")
    header = api.get(f"{PATH}/{made['id']}/download").headers["Content-Disposition"]
    assert header.isascii()
    assert header.startswith("attachment; filename=")
    assert ".." not in header


def test_an_idempotent_upload_is_kept_once(api, document):
    before = kept()
    answers = [
        sent(api, PATH, PDF, "a.pdf", document=document["id"], headers={"Idempotency_Key": "k1"}) for _ in range(2)
    ]
    assert answers[0].ok(201) == answers[1].ok(201)
    assert answers[1].headers["Idempotent-Replayed"] == "true"
    assert len(kept() - before) == 1
    other = sent(api, PATH, PDF + b" ", "a.pdf", document=document["id"], headers={"Idempotency_Key": "k1"})
    other.problem(422)
    assert len(kept() - before) == 1


# -- refused ----------------------------------------------------------------------------------------------------------


def test_an_empty_file_is_refused(refused):
    assert refused(b"", "a.txt") == [("#/file", "empty_file")]


def test_a_file_over_the_limit_is_refused(refused, settings):
    settings.HUB_UPLOAD_LIMIT = 1000
    assert refused(b"x" * 1001, "a.txt", status=413) == []
    assert refused(b"x" * 500_000, "a.txt", status=413) == []


def test_a_file_of_just_the_limit_is_taken(api, document, settings):
    settings.HUB_UPLOAD_LIMIT = 1000
    sent(api, PATH, b"x" * 1000, "a.txt", document=document["id"]).ok(201)


@pytest.mark.parametrize(
    ("name", "type", "content"),
    [
        ("a.png", "image/png", HTML),
        ("a.pdf", "", HTML),
        ("a.txt", "", PDF),
        ("a.dwg", "", b"hello"),
        ("a", "application/pdf", b"hello"),
        ("a.png", "", png(text=b"<script>alert(1)</script>")),
        ("a.svg", "", SVG.replace(b"<path", b"<script>1</script><path")),
    ],
)
def test_a_file_that_lies_about_its_type_is_refused(refused, name, type, content):
    assert refused(content, name, type) == [("#/file", "wrong_type")]


def test_any_type_is_taken_pages_and_scripts_too(api, document):
    for name, content in (("a.html", HTML), ("a.js", b"alert(1)"), ("a.php", b"<?php"), ("a.exe", b"MZ\0")):
        made = sent(api, PATH, content, name, document=document["id"]).ok(201)
        answer = api.get(f"{PATH}/{made['id']}/download")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (PDF, "a.pdf", 415, None),
        (SVG, "a.svg", 415, None),
        (HTML, "a.png", 400, "wrong_type"),
        (png()[:-3], "a.png", 400, "wrong_type"),
        (png(after=b"x"), "a.png", 400, "wrong_type"),
        (png(10_000, 4_001), "a.png", 400, "too_many_pixels"),
        (b"", "a.png", 400, "empty_file"),
        (png(text=b"<?php x"), "a.png", 400, "wrong_type"),
    ],
)
def test_what_is_no_picture_is_refused(world, api, content, name, status, code):
    before = kept()
    href = f"/api/v1/assets/{world.here.sample('asset')['id']}/pictures"
    found = sent(api, href, content, name, part="image").problem(status)
    assert [(error["pointer"], error["code"]) for error in found.get("errors", [])] == (
        [("#/image", code)] if code else []
    )
    assert kept() == before
    assert api.get(href).ids("pictures") == []


def test_everything_wrong_is_told_at_once(refused):
    found = refused(b"", "a.txt", document="987654321", content_date="soon", surprise="1")
    assert set(found) >= {("#/document", "not_found"), ("#/surprise", "unknown"), ("#/content_date", "invalid")}


def test_a_file_and_a_link_exclude_each_other(refused):
    assert refused(PDF, "a.pdf", href="https://example.com") == [("#/file", "conflict")]


def test_neither_file_nor_link_is_not_enough(api, document):
    assert api.post(PATH, {"document": document["id"]}).errors() == [("#/file", "required")]
    assert api.post(PATH, {"document": document["id"], "file": "x"}).errors() == [("#/file", "invalid")]
    assert api.post(PATH, {"document": document["id"], "href": ""}).errors() == [("#/file", "required")]
    made = api.post(PATH, {"document": document["id"], "href": "https://example.com"}).ok(201)
    assert api.patch(f"{PATH}/{made['id']}", {"href": ""}).errors() == [("#/href", "required")]


@pytest.mark.parametrize(
    "href",
    [
        "x",
        "ftp://a/b",
        "javascript:alert(1)",
        "//a",
        "https://",
        "http://u:p@a/",
        "https://a b/",
        "https://[",
        "file:///etc/passwd",
        "https://a/" + "x" * 2000,
    ],
)
def test_a_link_is_an_address_of_the_web(api, document, href):
    assert [place for place, _code in api.post(PATH, {"document": document["id"], "href": href}).errors()] == ["#/href"]


def raw(api, body, path=PATH, type=MULTIPART_CONTENT, **headers):
    return Answer(api.client.generic("POST", path, body, type, headers=headers))


def form(document, *, end=b"--" + BOUNDARY.encode() + b"--\r\n", content=b"some bytes"):
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="document"\r\n\r\n{document["id"]}\r\n'
    file = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    return head.encode() + file.encode() + content + b"\r\n" + end


def test_a_form_that_breaks_off_is_refused(api, document):
    before, whole = kept(), form(document)
    assert raw(api, whole).status == 201
    end = len(whole)
    for length in (end - 4, end - 10, end - len(BOUNDARY), end - len(BOUNDARY) - 12, end // 2, 30):
        raw(api, whole[:length]).problem(400)
    assert len(kept() - before) == 1


@pytest.mark.parametrize(
    "type",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + "x" * 300,
        "multipart/form-data; boundary=ü",
    ],
)
def test_a_form_without_a_boundary_is_refused(api, document, type):
    raw(api, form(document), type=type).problem(415 if len(type) > 256 else 400)


def test_a_form_is_415_where_no_file_is_taken(api):
    for path in ("/api/v1/assets", f"{PATH}/search", f"{PATH}/update", "/api/v1/documents"):
        raw(api, b"x", path).problem(415)
    raw(api, b"x", type="multipart/mixed; boundary=x").problem(415)


def test_members_given_twice_and_second_files_are_refused(api, document):
    file = form(document, end=b"")
    twice = raw(api, file + form(document))
    assert set(twice.errors()) == {("#/document", "duplicate"), ("#/file", "duplicate")}
    second = file.replace(b'name="file"', b'name="other"')
    assert ("#/other", "unknown") in raw(
        api, second + form(document).partition(b"\r\n" + b"--")[2].join([b"--", b""])
    ).errors()


def test_a_long_form_is_refused_before_it_is_read(api, document, settings):
    settings.HUB_UPLOAD_LIMIT = 1000

    class Unread(io.BytesIO):
        def read(self, *_args):
            raise AssertionError("read")

    environment = {"wsgi.input": Unread(), "CONTENT_LENGTH": "300000000", "CONTENT_TYPE": MULTIPART_CONTENT}
    answer = Answer(api.client.post(PATH, **environment))
    answer.problem(413)


def test_the_rest_of_a_file_over_the_limit_is_not_read(api, document, settings):
    settings.HUB_UPLOAD_LIMIT = 100_000
    whole = form(document, content=b"x" * 350_000)
    assert len(whole) < settings.HUB_UPLOAD_LIMIT + 256_000
    stream = io.BytesIO(whole)
    environment = {"wsgi.input": stream, "CONTENT_LENGTH": str(len(whole)), "CONTENT_TYPE": MULTIPART_CONTENT}
    Answer(api.client.post(PATH, **environment)).problem(413)
    assert stream.tell() < 200_000
