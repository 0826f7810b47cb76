"""Hostile paths, ids and methods on real endpoints: 404 or 405, and nothing happens."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from config import urls
from hub import registry
from tests.hub.hostile import KEYS, TEXTS, Siege

assert urls.routes  # with them all kinds are known
BEHIND = ("", "/history", "/history/1", "/permissions", "/history/1/restore", "/AVAILABLE")
METHODS = ("PUT", "PATCH", "DELETE", "POST", "TRACE", "CONNECT", "PROPFIND", "FOO", "get", "G\u00c4T")
KINDS = ("asset", "node", "operation", "tool_assembly_order", "user", "permission", "asset_status")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_id_is_not_found_whatever_is_done_with_it(world: Any, kind: str) -> None:
    entry, siege = registry.get(kind), Siege(world.here.admin)
    for turn, key in enumerate(KEYS):
        path = f"{entry.href}/{key}"
        assert siege.ask("GET", path).status == 404, key
        for method in ("PATCH", "PUT", "DELETE"):
            assert siege.ask(method, path, {}).status in (404, 405), key
        behind = BEHIND[turn % len(BEHIND)]
        assert siege.ask("GET", path + behind).status in (404, 405), key + behind
        assert siege.ask("POST", path + (behind or "/permissions"), {}).status in (404, 405), key
    siege.held()


def test_states_and_versions_that_are_none_are_not_found(world: Any) -> None:
    plant = world.here
    siege = Siege(plant.engineer)
    href = registry.get("tool_assembly_order").of(plant.make("tool_assembly_order")["id"])
    for text in [*[text for text in TEXTS if 0 < len(text) < 1_000], "available", "AVAILABLE "]:
        state = quote(text, safe="", errors="surrogatepass")
        assert siege.ask("POST", f"{href}/{state}").status in (200, 404, 405, 409), text
        assert siege.ask("GET", f"{href}/history/{state}").status in (200, 404), text
        assert siege.ask("POST", f"{href}/history/{state}/restore").status in (404, 405), text
    siege.held()


@pytest.mark.parametrize("method", METHODS)
def test_methods_that_do_not_stand_here_are_told_which_do(world: Any, method: str) -> None:
    plant = world.here
    siege, asset = Siege(plant.admin), plant.make("asset")["id"]
    paths = {
        "": {"GET"},
        "assets": {"GET", "POST"},
        "assets/search": {"POST"},
        "assets/update": {"POST"},
        f"assets/{asset}/history": {"GET"},
        f"assets/{asset}/history/1/restore": {"POST"},
        "request_log": {"GET"},
        "openapi.json": {"GET"},
    }
    for path, allowed in paths.items():
        if method.upper() in allowed:
            continue
        answer = siege.ask(method, path, {})
        assert answer.status == 405, (method, path)
        assert allowed <= {name.strip() for name in answer.headers["Allow"].split(",")}
    siege.held()


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/api/v1/%61ssets%2F1",
            "/api/v1/assets/%2e%2e/units",
            "/api/v1/..%2fassets",
            "/api/v1/assets%00",
            "/api/v1/%",
        ),
        *("/api/v1/assets;x=1", "/api/v1/assets.json", "/api/v1/Assets", "/api/v2/", "/api/", "/api/v1/.", "/api/v1/*"),
        *(
            "/api/v1/\xe9",
            "/api/v1/%ED%A0%80",
            "/api/v1/" + "x" * 5_000,
            "/api/v1/" + "a/" * 2_000,
            "/.env",
            "/.git/config",
        ),
        *(
            "/static/../config/settings/base.py",
            "/static/%2e%2e/manage.py",
            "/docs/problems/..%2f..",
            "/docs/relations/\x7f",
        ),
    ],
)
def test_addresses_of_nothing_are_problems(world: Any, path: str) -> None:
    siege = Siege(world.here.admin)
    assert siege.ask("GET", path).status in (404, 414)
    assert siege.ask("POST", path, {}).status in (404, 405, 414)
    siege.held()


def test_slashes_too_many_do_not_matter(world: Any) -> None:
    for path in ("/api/v1//assets", "/api/v1/assets/", "/api//v1///assets//", "/api/v1/assets/%2F"):
        assert world.here.engineer.get(path).status == 200
