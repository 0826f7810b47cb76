"""The demo plant behind a real socket, for clients of others."""

import json
from io import StringIO

import pytest
from django.core.management import call_command


@pytest.fixture
def demo(transactional_db, live_server):
    """Origin of the server and an API key of the demo plant."""
    out = StringIO()
    call_command("seed_demo", "--json", stdout=out)
    return live_server.url, json.loads(out.getvalue())["api_keys"][0]["key"]
