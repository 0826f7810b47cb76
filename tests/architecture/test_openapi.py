"""config/openapi.yaml is what the code says: machines read it, and a change of the API shows in its diff."""

import difflib

import pytest
from django.core.management import call_command

from tests.architecture.tree import ROOT

DOCUMENT = ROOT / "config" / "openapi.yaml"


@pytest.mark.skipif(not DOCUMENT.exists(), reason="no document yet: make openapi")
@pytest.mark.django_db
def test_openapi_document_is_in_step(tmp_path):
    now = tmp_path / "openapi.yaml"
    call_command("spectacular", "--file", str(now), "--fail-on-warn", "--validate")
    kept, generated = DOCUMENT.read_text().splitlines(), now.read_text().splitlines()
    assert list(difflib.unified_diff(kept, generated, "kept", "generated", lineterm="", n=1))[:40] == [], "make openapi"
