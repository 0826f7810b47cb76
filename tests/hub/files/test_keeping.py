"""No orphans: what a refused or failing change has put into the store is taken away, and what is left is purged."""

from __future__ import annotations

import asyncio
import json
import os
from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import sync_to_async
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connections, transaction
from django.test import AsyncClient

from assets.models import Attachment
from hub.files import keeping
from tests.factories import Api, Plant
from tests.hub.files.samples import PDF, kept, sent

PATH = "/api/v1/attachments"


@pytest.fixture
def plant(transactional_db):
    """A plant whose requests commit."""
    return Plant.build("Kiel")


@pytest.fixture
def api(plant):
    return Api(plant.keys["engineer"], raises=False)


@pytest.fixture
def document(plant):
    return plant.make("document")


def test_bytes_are_there_once_the_change_is(api, document):
    before = kept()
    made = sent(api, PATH, PDF, "a.pdf", document=document["id"]).ok(201)
    assert len(kept() - before) == 1
    assert api.get(made["_links"]["download"]["href"]).content == PDF


def test_a_change_that_does_not_commit_leaves_no_bytes(api, document, monkeypatch):
    before, put = kept(), keeping.put

    def put_and_break(uploads):
        put(uploads)
        assert len(kept() - before) == 1
        transaction.on_commit(lambda: None)
        raise RuntimeError("after the bytes")

    monkeypatch.setattr(keeping, "put", put_and_break)
    sent(api, PATH, PDF, "a.pdf", document=document["id"]).problem(500)
    assert kept() == before
    assert not Attachment.objects.exists()


def test_a_store_that_fails_refuses_the_change(api, document, monkeypatch):
    before = kept()

    def full(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    sent(api, PATH, PDF, "a.pdf", document=document["id"]).problem(500)
    assert kept() == before
    assert not Attachment.objects.exists()


def test_a_precondition_that_fails_leaves_no_bytes(api, document):
    made = sent(api, PATH, PDF, "a.pdf", document=document["id"]).ok(201)
    before = kept()
    href = f"{PATH}/{made['id']}"
    sent(api, href, b"new", "b.txt", method="PATCH", headers={"If_Match": '"1-99"'}).problem(412)
    assert kept() == before


def old(key, hours=25):
    moment = (datetime.now(UTC) - timedelta(hours=hours)).timestamp()
    os.utime(default_storage.path(key), (moment, moment))


def test_purging_removes_what_nothing_names(api, document, capsys):
    call_command("purge_files", "--hours", "0")  # what other tests left
    capsys.readouterr()
    before = kept()
    made = sent(api, PATH, b"first", "a.txt", document=document["id"]).ok(201)
    sent(api, f"{PATH}/{made['id']}", b"second", "a.txt", method="PATCH").ok()
    gone = sent(api, PATH, b"gone", "a.txt", document=document["id"]).ok(201)
    assert api.delete(f"{PATH}/{gone['id']}").status == 204
    named = kept() - before
    assert len(named) == 3
    young = default_storage.save("aa/" + "a" * 32, ContentFile(b"x"))
    orphan = default_storage.save("bb/" + "b" * 32, ContentFile(b"x"))
    for key in named | {orphan}:
        old(key)
    call_command("purge_files", "--json", "--dry-run")
    assert json.loads(capsys.readouterr().out) == {"files": 1, "removed": False}
    call_command("purge_files", "--json")
    assert json.loads(capsys.readouterr().out) == {"files": 1, "removed": True}
    assert kept() - before == named | {young}
    call_command("purge_files", "--hours", "0")
    assert capsys.readouterr().out == "1 files removed.\n"
    assert kept() - before == named


def test_a_store_that_fails_to_remove_leaves_an_orphan_to_purging(monkeypatch):
    def broken(*_args):
        raise OSError("away")

    monkeypatch.setattr(default_storage, "delete", broken)
    keeping.discard("aa/x")


def test_a_download_streams_under_asgi(plant, api, document):
    made = sent(api, PATH, PDF, "a.pdf", document=document["id"]).ok(201)
    href, headers = made["_links"]["download"]["href"], {"X-API-Key": plant.keys["engineer"]}

    async def ask():
        response = await AsyncClient().get(href, headers=headers)
        assert response.status_code == 200, response.content
        assert response.is_async
        content = b"".join([piece async for piece in response.streaming_content])
        await sync_to_async(connections.close_all)()
        return content

    assert asyncio.run(ask()) == PDF
