"""In maintenance everything but health is 503 with Retry-After, in the error shape of its mount."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hub.maintenance import SECONDS

pytestmark = pytest.mark.django_db
PATHS = ("/api/v1/", "/api/v1/assets", "/docs/", "/oauth/token", "/admin/", "/nowhere")


@pytest.mark.parametrize("path", PATHS)
def test_everything_is_unavailable_before_it_is_read(client: Client, settings: Any, path: str) -> None:
    settings.MAINTENANCE = "on"
    answer = client.post(path, "no json", "text/plain", headers={"X-API-Key": "none"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == str(SECONDS)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["request_id"] == answer.headers["X-Request-ID"]


def test_health_goes_on(client: Client, settings: Any) -> None:
    settings.MAINTENANCE = "on"
    assert client.get("/livez").status_code == 200
    assert client.get("/readyz").status_code != 503


def test_dialects_tell_it_in_their_own_words(client: Client, settings: Any) -> None:
    settings.MAINTENANCE = "on"
    for path, member in (("/v1/assets", "errors"), ("/ffwebservices/api/v3/operations", "message")):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(SECONDS))
        assert member in answer.json()


@pytest.mark.parametrize(("named", "told"), [("on", SECONDS), ("60", 60), ("True", SECONDS), ("soon", SECONDS)])
def test_seconds_can_be_named(client: Client, settings: Any, named: str, told: int) -> None:
    settings.MAINTENANCE = named
    assert client.get("/api/v1/").headers["Retry-After"] == str(told)


@pytest.mark.parametrize("named", ["off", "", "0", "false"])
def test_no_maintenance_is_no_obstacle(client: Client, settings: Any, named: str) -> None:
    settings.MAINTENANCE = named
    assert client.get("/api/v1/").status_code == 401


def test_a_file_begins_and_ends_it(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.MAINTENANCE_FILE = str(tmp_path / "maintenance")
    assert client.get("/api/v1/").status_code == 401
    for text, told in (("", SECONDS), ("90\n", 90), ("-1", SECONDS), ("9" * 30, SECONDS)):
        Path(settings.MAINTENANCE_FILE).write_text(text)
        answer = client.get("/api/v1/")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(told))
    Path(settings.MAINTENANCE_FILE).unlink()
    assert client.get("/api/v1/").status_code == 401
