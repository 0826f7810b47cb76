"""Sending files: whole, in part, not at all; and the headers that keep a browser from running them."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.storage import default_storage

from tests.factories import undone
from tests.hub.files.samples import HTML, PDF, kept, png, sent

PATH = "/api/v1/attachments"


@pytest.fixture
def made(world, api):
    return sent(api, PATH, PDF, "Plan.pdf", document=world.here.make("document")["id"]).ok(201)


@pytest.fixture
def href(made):
    return made["_links"]["download"]["href"]


def test_a_download_has_safe_headers(api, href):
    answer = api.get(href)
    assert (answer.status, answer.content) == (200, PDF)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Length"] == str(len(PDF))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Plan.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["ETag"] == f'"{hashlib.sha256(PDF).hexdigest()}"'
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_pages_and_pictures_are_downloads_too(world, api):
    document, asset = world.here.make("document"), world.here.sample("asset")
    page = sent(api, PATH, HTML, "a.html", document=document["id"]).ok(201)
    picture = sent(api, f"/api/v1/assets/{asset['id']}/pictures", png(), "a.png", part="image").ok(201)
    for made in (page, picture):
        answer = api.get(made["_links"]["download"]["href"])
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert api.get(f"{page['_links']['download']['href']}?disposition=inline").errors() == [("disposition", "unknown")]


def test_who_has_it_is_answered_304_when_still_allowed(world, api, href):
    tag = api.get(href).headers["ETag"]
    for given in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        answer = api.get(href, if_none_match=given)
        assert (answer.status, answer.content) == (304, b"")
        assert answer.headers["ETag"] == tag
    assert api.get(href, if_none_match='"x"').status == 200
    world.here.colleague.get(href, if_none_match=tag).problem(404)


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [
        ("bytes=0-3", 0, 4),
        ("bytes=4-", 4, None),
        ("bytes=-5", -5, None),
        ("bytes=0-99999", 0, None),
        ("bytes=-99999", 0, None),
    ],
)
def test_a_part_can_be_asked_for(api, href, wanted, start, end):
    answer = api.get(href, range=wanted)
    part = PDF[start:end]
    assert (answer.status, answer.content) == (206, part)
    first = start % len(PDF)
    assert answer.headers["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(PDF)}"
    assert answer.headers["Content-Length"] == str(len(part))


@pytest.mark.parametrize(
    "wanted", ["bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=a-b", "bytes=1" + "0" * 30 + "-", "x"]
)
def test_what_is_no_part_is_answered_whole(api, href, wanted):
    answer = api.get(href, range=wanted)
    assert (answer.status, answer.content) == (200, PDF)


@pytest.mark.parametrize("wanted", ["bytes=99999-", f"bytes={len(PDF)}-", "bytes=5-4", "bytes=-0"])
def test_a_part_beyond_the_end_is_416(api, href, wanted):
    answer = api.get(href, range=wanted)
    answer.problem(416, "range-not-satisfiable")
    assert answer.headers["Content-Range"] == f"bytes */{len(PDF)}"


def test_a_part_of_another_file_is_answered_whole(api, href):
    tag = api.get(href).headers["ETag"]
    assert api.get(href, range="bytes=0-3", if_range=tag).status == 206
    assert api.get(href, range="bytes=0-3", if_range='"other"').content == PDF


def test_head_tells_without_sending(api, href):
    answer = api.ask("HEAD", href)
    assert (answer.status, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(PDF))


@pytest.mark.parametrize("accept", ["*/*", "application/pdf", "text/html", "image/png", "application/json"])
def test_the_file_comes_whatever_is_accepted(api, href, accept):
    assert api.get(href, accept=accept).headers["Content-Type"] == "application/pdf"


def test_only_who_may_read_the_document_gets_its_files(world, api, made, href):
    for caller in (world.here.colleague, world.here.operator, world.there.engineer, world.there.admin):
        caller.get(href).problem(404)
    world.nobody.get(href).problem(401)
    assert world.here.admin.get(href).status == 200
    with undone():
        world.here.grant("document", "read")
        assert world.here.operator.get(href).content == PDF
    world.here.operator.get(href).problem(404)


def test_a_link_has_nothing_to_download(world, api):
    made = api.post(PATH, {"document": world.here.make("document")["id"], "href": "https://example.com"}).ok(201)
    api.get(f"{PATH}/{made['id']}/download").problem(404)
    rows = api.get(f"{PATH}/{made['id']}?explain=actions").ok()["_explain"]
    assert [(row["relation"], row["lacking"], row["needs"]) for row in rows] == [("download", "state", "file")]


def test_bytes_that_the_store_has_lost_are_404_and_told(api, made, href, caplog):
    for key in kept():
        if default_storage.open(key).read() == PDF:
            default_storage.delete(key)
    api.get(href).problem(404)
