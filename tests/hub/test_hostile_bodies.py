"""Hostile whole bodies on every kind of endpoint that takes one: 400, 413 or 415, nothing written, one line each."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hub.hostile import VALUES, Siege, wrong_with

DEEP = 100_000
BODIES: dict[str, bytes] = {
    "a list": b"[]",
    "a text": b'"x"',
    "null": b"null",
    "a number": b"-0",
    "a key twice": b'{"name": "a", "name": "b"}',
    "NaN": b'{"name": NaN}',
    "Infinity": b'{"name": -Infinity}',
    "1e400": b'{"name": 1e400}',
    "10^400": b'{"name": 1' + b"0" * 400 + b"}",
    "NUL": b'{"name": "a\\u0000"}',
    "half a surrogate pair": b'{"name": "\\ud800"}',
    "NUL in a name": b'{"\\u0000": 1}',
    "no UTF-8": b'{"name": "\xff"}',
    "UTF-16": '{"name": "x"}'.encode("utf-16"),
    "deep lists": b'{"name": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep objects": b'{"name": ' * DEEP + b"1" + b"}" * DEEP,
    "half": b'{"name": "x"',
    "a form": b"name=x",
    "nothing but spaces": b"  \n ",
    "an unknown member": b'{"no_such_member": 1}',
    "too many members": json.dumps({f"m{n}": n for n in range(5_001)}).encode(),
    "a long text": b'{"name": "' + b"x" * 100_001 + b'"}',
}
PATHS = (
    *("assets", "nodes", "events", "operations", "tools/assemblyOrders", "users", "permissions", "tenant_permissions"),
    *("assets/search", "nodes/search", "assets/update", "operations/update", "operations/forecastResults/update"),
    *("assets/{asset}/permissions", "nodes/{node}/assets", "assets/{asset}/specifications", "asset/statuses"),
)
ELEMENTS = ("assets", "nodes", "events", "operations", "asset_statuses", "tool_assembly_orders", "units", "documents")


@pytest.fixture
def paths(world: Any) -> list[str]:
    plant = world.here
    keys = {"asset": plant.make("asset")["id"], "node": plant.make("node")["id"]}
    return [path.format(**keys) for path in PATHS]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_no_body_breaks_an_endpoint(world: Any, paths: list[str], body: bytes) -> None:
    siege = Siege(world.here.admin)
    for path in paths:
        method = "PATCH" if path.endswith("specifications") else "POST"
        assert siege.ask(method, path, raw=body).status in (400, 413), path
    siege.held()


@pytest.mark.parametrize("elements", [None, {}, "x", 1, [None], ["x"], [[]], [1], [{}], [{"id": None}], [{"id": "x"}],
                                      [{"id": 10**25}], [{"id": 1.5}], [{"id": -1}], [{"id": 1}] * 2, [{"id": True}]])  # fmt: skip
def test_no_elements_break_a_bulk_change(world: Any, elements: Any) -> None:
    siege = Siege(world.here.admin)
    for name in ELEMENTS:
        path = {"asset_statuses": "asset/statuses", "tool_assembly_orders": "tools/assemblyOrders"}.get(name, name)
        assert siege.ask("POST", f"{path}/update", {name: elements}).status == 400
        assert siege.ask("POST", path, {name: elements}).status in (400, 409)
        siege.ask("POST", f"{path}/update?dry_run=true", {name: elements})
        siege.ask("POST", f"{path}/update", {name: [], "more": 1})
    siege.held()


def test_too_many_elements_are_too_large(world: Any) -> None:
    many = {"units": [{"id": 1, "name": "x"}] * 5_001}
    assert Siege(world.here.admin).ask("POST", "units/update", many).problem(413)["limit"] == 5_000


@pytest.mark.parametrize("path, limit", [("units", 1), ("units/search", 16), ("units/update", 16)])
def test_a_body_over_the_limit_is_too_large(world: Any, path: str, limit: int) -> None:
    body = b'{"name": "' + b"x" * (limit * 1_000_000) + b'"}'
    assert Siege(world.here.admin).ask("POST", path, raw=body).problem(413, "too-large")["limit"] == limit * 1_000_000
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": BytesIO(body), "wsgi.input_terminated": True}
    environment = {
        **chunked,
        "CONTENT_TYPE": "application/json",
        "REQUEST_METHOD": "POST",
        "PATH_INFO": f"/api/v1/{path}",
    }
    response = Client(headers={"X-API-Key": world.here.keys["admin"]}).request(**environment)
    assert (response.status_code, response.json()["type"]) == (413, "/docs/problems/too-large")


@pytest.mark.parametrize(
    "body, type",
    [
        (b"", "multipart/form-data"),
        (b"", "multipart/form-data; boundary="),
        (b"--x", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"--x--\r\n", 'multipart/form-data; boundary="x'),
        (b"--x\r\n\r\nabc", "multipart/form-data; boundary=\xe9"),
        (b"--x\r\n" * 5_000, "multipart/form-data; boundary=x"),
        (b"--" + b"b" * 300 + b"--\r\n", "multipart/form-data; boundary=" + "b" * 300),
        (b'--x\r\nContent-Disposition: form-data; name="file"; filename="\x00../a.png"\r\n\r\nabc\r\n--x--\r\n', "multipart/form-data; boundary=x"),
        (b'--x\r\nContent-Disposition: form-data; name="document"\r\n\r\n{"id": NaN}\r\n--x--\r\n', "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b'--x\r\nContent-Disposition: form-data; name="file"\r\nContent-Disposition: x\r\n\r\n\r\n--x--', "multipart/form-data; boundary=x"),
    ],
)  # fmt: skip
def test_no_form_breaks_an_upload(world: Any, body: bytes, type: str) -> None:
    siege = Siege(world.here.engineer)
    for path in ("attachments", "pictures"):
        assert siege.ask("POST", path, raw=body, type=type).status in (400, 413, 415)
    siege.held()


def test_each_request_is_one_line(world: Any, caplog: Any, capsys: Any) -> None:
    caplog.set_level("INFO")
    siege = Siege(world.here.engineer)
    capsys.readouterr()
    for body in BODIES.values():
        siege.ask("POST", "assets", raw=body)
    lines = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["status"] in (400, 413) for line in lines] == [True] * len(BODIES)
    assert not [record for record in caplog.records if record.name != "hub.request"]
    siege.held()


MEMBERS = ("name", "type", "parent", "description", "hidden", "id", "_links", "_embedded", "tenant", "version", "x")
ANY = st.sampled_from(VALUES) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def test_no_combination_of_members_breaks_a_creation(world: Any) -> None:
    plant = world.here
    good, href = plant.body("node"), plant.make("node")["_links"]["self"]["href"]

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.dictionaries(st.sampled_from(MEMBERS), ANY, min_size=1, max_size=4), st.booleans())
    def hold(members: dict[str, Any], anew: bool) -> None:
        found = plant.engineer.post("nodes", {**good, **members}) if anew else plant.engineer.patch(href, members)
        assert not wrong_with(found), found

    hold()
