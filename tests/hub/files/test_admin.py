"""Files through the admin: the same rules as through the API."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assets.models import Attachment, Picture
from tests.hub.files.samples import HTML, PDF, kept, png

ADD = "/admin/assets/attachment/add/"


@pytest.fixture
def admin(world):
    client = Client()
    client.force_login(world.here.users["admin"])
    return client


def post(client, path, **values):
    return client.post(
        path, {"href": "", "content_author": "", "content_version": "", "remarks": "", "languages": "", **values}
    )


def test_a_file_is_kept_with_its_row(world, admin):
    document = world.here.make("document", by=world.here.admin)
    assert b'name="file"' in admin.get(ADD).content
    answer = post(admin, ADD, document=document["id"], file=SimpleUploadedFile("Plan.pdf", PDF))
    assert answer.status_code == 302, answer.content
    (row,) = Attachment.objects.all()
    assert (row.file_name, row.content_type, row.size) == ("Plan.pdf", "application/pdf", len(PDF))
    assert default_storage.open(row.file_key).read() == PDF
    page = admin.get(f"/admin/assets/attachment/{row.pk}/change/").content.decode()
    assert f"/api/v1/attachments/{row.pk}/download" in page
    answer = post(admin, f"/admin/assets/attachment/{row.pk}/change/", document=document["id"], remarks="new")
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.remarks, row.file_name, row.version) == ("new", "Plan.pdf", 2)


@pytest.mark.parametrize(("name", "content"), [("a.pdf", HTML), ("a.txt", b""), ("a.png", PDF)])
def test_what_the_api_refuses_is_refused(world, admin, name, content):
    before, document = kept(), world.here.make("document", by=world.here.admin)
    answer = post(admin, ADD, document=document["id"], file=SimpleUploadedFile(name, content))
    assert answer.status_code == 200
    assert b"errorlist" in answer.content
    assert not Attachment.objects.exists()
    assert kept() == before


def test_neither_file_nor_link_is_refused(world, admin):
    document = world.here.make("document", by=world.here.admin)
    assert post(admin, ADD, document=document["id"]).status_code == 200
    assert post(admin, ADD, document=document["id"], href="https://example.com").status_code == 302
    assert Attachment.objects.get().type == "link"


def test_a_file_over_the_limit_is_413(world, admin, settings):
    settings.HUB_UPLOAD_LIMIT = 1000
    document = world.here.make("document", by=world.here.admin)
    answer = post(admin, ADD, document=document["id"], file=SimpleUploadedFile("a.txt", b"x" * 1001))
    assert answer.status_code == 413


def test_pictures_are_measured(world, admin):
    asset = world.here.make("asset", by=world.here.admin)
    values = {"asset": asset["id"], "image": SimpleUploadedFile("a.png", png(20, 30)), "href": ""}
    assert admin.post("/admin/assets/picture/add/", values).status_code == 302
    row = Picture.objects.get()
    assert (row.width, row.height, row.asset_id) == (20, 30, asset["id"])
