"""What tests of files start from: a caller, a document, and a store that is left as it was."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from hub.models import Outbox
from tests.hub.files.samples import kept, sent

PATH = "/api/v1/attachments"


@pytest.fixture
def api(world):
    return world.here.engineer


@pytest.fixture
def document(world):
    return world.here.make("document")


@pytest.fixture(autouse=True)
def _nothing_stays_behind():
    """Whatever a test brings goes with it; the store begins and ends as it was."""
    before = kept()
    yield
    for key in kept() - before:
        default_storage.delete(key)


@pytest.fixture
def refused(api, document):
    """Sends a file that must be refused, and looks that nothing came of it; the errors."""

    def send(content, name="x.bin", type="", *, status=400, path=PATH, **options):
        before = kept(), api.get(PATH).ok()["pagination"]["total_count"], Outbox.objects.count()
        answer = sent(api, path, content, name, type, **{"document": document["id"], **options})
        found = answer.problem(status)
        assert (kept(), api.get(PATH).ok()["pagination"]["total_count"], Outbox.objects.count()) == before
        return [(error["pointer"], error["code"]) for error in found.get("errors", [])]

    return send
