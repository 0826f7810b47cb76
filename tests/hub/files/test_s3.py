"""Files in an S3-compatible service: the same API, the bytes elsewhere."""

from __future__ import annotations

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage
from moto.server import ThreadedMotoServer

from config.settings.files import refuse_plain_store, storage
from hub import health
from hub.files import keeping
from tests.hub.files.samples import PDF, kept, sent

PATH = "/api/v1/attachments"


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint, monkeypatch, settings, tmp_path):
    """A bucket, in which the hub keeps its files below a prefix."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    made = boto3.resource("s3", endpoint_url=endpoint, region_name="eu-central-1").Bucket("plant")
    made.create(CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    url = f"s3://plant/hub?endpoint={endpoint}&region=eu-central-1"
    settings.FILES_URL = url
    settings.STORAGES = {**settings.STORAGES, "default": storage(url, tmp_path)}
    yield made
    made.objects.all().delete()
    made.delete()


def test_files_go_to_the_service_and_come_back(world, bucket):
    api, document = world.here.engineer, world.here.make("document")
    content = PDF + b"x" * 2_000_000
    made = sent(api, PATH, content, "a.pdf", document=document["id"]).ok(201)
    (stored,) = bucket.objects.all()
    assert stored.key.startswith("hub/")
    assert stored.size == len(content)
    href = made["_links"]["download"]["href"]
    assert api.get(href).content == content
    assert api.get(href, range="bytes=-4").content == b"xxxx"
    sent(api, PATH, b"", "a.txt", document=document["id"]).problem(400)
    assert len(list(bucket.objects.all())) == 1


def test_orphans_are_found_there_too(bucket, db):
    bucket.put_object(Key="hub/aa/" + "a" * 32, Body=b"x")
    assert list(keeping.orphans(24)) == []
    assert list(keeping.orphans(-1)) == ["aa/" + "a" * 32]
    keeping.discard("aa/" + "a" * 32)
    assert kept() == set()


def test_bytes_that_are_gone_are_404(world, bucket):
    api = world.here.engineer
    made = sent(api, PATH, PDF, "a.pdf", document=world.here.make("document")["id"]).ok(201)
    bucket.objects.all().delete()
    api.get(made["_links"]["download"]["href"]).problem(404)


def test_the_service_is_checked(bucket):
    assert health.check_files() == "S3-compatible service"
    assert list(bucket.objects.all()) == []


def test_a_service_that_is_away_is_no_service(settings, monkeypatch, tmp_path):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    url = "s3://plant?endpoint=http://127.0.0.1:1"
    settings.STORAGES = {**settings.STORAGES, "default": storage(url, tmp_path)}
    assert not health.outcome("files", health.check_files).ok


def test_a_directory_is_the_default(tmp_path):
    assert storage("", tmp_path)["OPTIONS"]["location"] == tmp_path
    assert str(storage("file:///srv/hub%20files", tmp_path)["OPTIONS"]["location"]) == "/srv/hub files"
    assert default_storage.exists("nothing") is False


@pytest.mark.parametrize("url", ["ftp://x/y", "s3://", "s3://bucket?surprise=1"])
def test_other_addresses_are_refused(url, tmp_path):
    with pytest.raises(ImproperlyConfigured):
        storage(url, tmp_path)


def test_production_speaks_to_other_machines_with_tls_only():
    refuse_plain_store("")
    refuse_plain_store("s3://bucket")
    refuse_plain_store("s3://bucket?endpoint=https://minio.example")
    refuse_plain_store("s3://bucket?endpoint=http://127.0.0.1:9000")
    with pytest.raises(ImproperlyConfigured):
        refuse_plain_store("s3://bucket?endpoint=http://minio.example:9000")
