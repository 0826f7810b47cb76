"""Fifty writers at once on a real server with SQLite: no failure but "later", and nothing that was told is lost."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

#: A server process of its own with fifty clients takes its time: with the tests that need services.
pytestmark = [pytest.mark.services(), pytest.mark.slow]

WRITERS, EACH = 50, 4
HOME = Path(__file__).parents[2]

#: In one process, because each takes seconds to start.
PREPARE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("create_tenant", "Kiel", "--json")
call_command("create_api_key", "gate", "--tenant", "Kiel", "--role", "engineer", "--json")
"""


class Hub:
    """A hub of its own: an empty database file, one process, plain http on loopback."""

    def __init__(self, folder: Path) -> None:
        services = ("DATABASE_URL", "DATABASE_OWNER_URL", "CACHE_URL", "BROKER_URL", "DJANGO_SETTINGS_MODULE")
        self.environment = {name: value for name, value in os.environ.items() if name not in services}
        self.environment |= {
            "DATABASE_URL": f"sqlite:///{folder / 'hub.sqlite3'}",
            "SECRET_KEY": "for this test alone, and long enough for it" * 2,
            "FILES_DIR": str(folder),
            "ALLOW_HTTP": "on",
            "RATE_LIMITS": "off",
            "LOG_LEVEL": "ERROR",
            "REQUEST_LOG_THREAD": "on",
        }
        prepared = subprocess.run(
            [sys.executable, "-c", PREPARE], cwd=HOME, env=self.environment, capture_output=True, check=True
        )
        self.key = json.loads(prepared.stdout.splitlines()[-1])["key"]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        serve = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(serve, cwd=HOME, env=self.environment, stdout=subprocess.PIPE)

    def wait(self) -> None:
        """Until it listens."""
        assert self.process.stdout is not None
        while b"is up at" not in (line := self.process.stdout.readline()):
            assert line or self.process.poll() is None, "The server did not start."

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, dict[str, str], Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"X-API-Key": self.key, "Content-Type": "application/json", "Accept": "application/json"}
        connection.request(method, f"/api/v1/{path}", json.dumps(body) if body is not None else None, headers)
        response = connection.getresponse()
        text = response.read()
        connection.close()
        return (
            response.status,
            {name.lower(): value for name, value in response.getheaders()},
            json.loads(text or "null"),
        )


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    hub = Hub(tmp_path_factory.mktemp("hub"))
    try:
        hub.wait()
        yield hub
    finally:
        hub.process.terminate()
        hub.process.wait(20)


def together(hub: Hub, ask: Any) -> list[tuple[int, int, dict[str, str], Any]]:
    """(writer, status, headers, body) of ``EACH`` requests of ``WRITERS`` that begin at one moment."""
    found: list[tuple[int, int, dict[str, str], Any]] = []
    begin = threading.Barrier(WRITERS)

    def write(number: int) -> None:
        begin.wait(30)
        for turn in range(EACH):
            found.append((number, *ask(number, turn)))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(found) == WRITERS * EACH
    for _number, status, headers, body in found:
        assert status < 500 or (status == 503 and headers["retry-after"]), (status, body)
    return found


def test_all_that_was_made_is_there(hub: Hub) -> None:
    began = time.monotonic()
    answers = together(hub, lambda number, turn: hub.ask("POST", "units", {"code": f"u{number}-{turn}", "name": "U"}))
    assert set(Counter(status for _n, status, _h, _b in answers)) <= {201, 503}
    made = {body["id"] for _n, status, _h, body in answers if status == 201}
    assert len(made) > WRITERS
    seen, href = set(), "units?per_page=100&code=u*&after="
    while href:
        _status, _headers, page = hub.ask("GET", href.removeprefix("/api/v1/"))
        seen |= {unit["id"] for unit in page["units"]}
        href = page["pagination"].get("next", "")
    assert made <= seen
    assert time.monotonic() - began < 60


def test_each_change_of_one_thing_is_a_version_of_it(hub: Hub) -> None:
    _status, _headers, unit = hub.ask("POST", "units", {"code": "shared", "name": "U"})
    place = f"units/{unit['id']}"
    answers = together(hub, lambda number, turn: hub.ask("PATCH", place, {"name": f"{number}-{turn}"}))
    changed = [body for _n, status, _h, body in answers if status == 200]
    _status, _headers, history = hub.ask("GET", f"{place}/history?per_page=1")
    assert history["pagination"]["total_count"] == 1 + len(changed)
    assert history["history"][0]["version"] == 1 + len(changed)
    _status, _headers, now = hub.ask("GET", place)
    assert now["name"] in {body["name"] for body in changed}
