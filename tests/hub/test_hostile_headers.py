"""Hostile headers on real endpoints: refused by name, or without effect."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import Api
from tests.hub.hostile import Siege

#: header -> values; none of them may be more than a refusal, and what is legal is honoured.
HEADERS: dict[str, tuple[str, ...]] = {
    "Accept": (
        *("", "x", "application/json;q=0", "application/json;q=2", ";;;,,", "text/*", "application/*;q=NaN", "*/json"),
        *(
            "a" * 3_000,
            'application/json;charset="',
            "application/xml",
            "\xff",
            "application/hal+json;q=1e400",
            "*",
            "/",
        ),
        *("application/hal+json;q=", "application/hal+json;q=-1", "text/html;q=abc", "application/json,," * 100),
    ),
    "Accept-Language": (
        *("xx", "*", "de;q=x", "a" * 4_000, ",,,", ";q=1", "de-\xff", "de;q=1e400", "en;q=-1", "../../de", "de_DE", ""),
        *("de" + ",en;q=0.1" * 500, "zh-Hans-CN-x-private", "\x00", "x-default", "i-klingon"),
    ),
    "If-None-Match": ("*", '""', "x", 'W/"x"', '"', "a" * 4_000, ",\xff", '"1", "2",' * 300),
    "If-Modified-Since": (
        *("x", "", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 0000 00:00:00 GMT"),
        *("Mon, 99 Foo 99999999999 99:99:99 GMT", "Mon, 30 Feb 2026 00:00:00 GMT", "9" * 400, "2026-01-01T00:00:00Z"),
    ),
    "If-Match": ("x", '""', '"', 'W/"1-1"', "a" * 4_000, ",,,", '"1-99999999999999999999"', "\xe9", '"-"', '"1-1'),
    "Content-Language": ("xx", "de,en", "*", "de;q=1", "\xff", "../de", "a" * 2_000, "de-DE-x", "1"),
    "Idempotency-Key": ("", " ", "x" * 256, "x" * 5_000, "\xe9", "a\tb", "\x00"),
    "X-Tenant": ("", "0", "-1", "x", "1" * 30, "\xb2", "1.0", "1,2", "\xe9", "987654321", "g" * 32, "0" * 32, " 1 2"),
    "X-Request-ID": ("\xe9", "x" * 200, "a b", "", "<script>", "a\tb"),
    "Range": ("bytes=0-0", "bytes=-1", "bytes=9-1", "bytes=abc", "bytes=" + "0-1," * 500, "items=0-1"),
    "Content-Encoding": ("gzip", "deflate", "x"),
    "Cookie": ("sessionid=x", "sessionid=\xe9; csrftoken", "a" * 3_000, ";;;=", "sessionid=" + "a" * 4_000),
    "Origin": ("null", "http://evil.example", "\xe9", "*", "http://evil.example, http://b"),
    "X-Forwarded-For": ("x", "\xe9", "1.2.3.4, 5", "a" * 3_000),
    "X-HTTP-Method-Override": ("DELETE",),
    "Forwarded": ("for=x;;=",),
}
DOORS: dict[str, tuple[str, ...]] = {
    "Authorization": (
        *(
            "Bearer",
            "Bearer ",
            "Bearer x",
            "Bearer \xe9",
            "bearer  x y",
            "Bearer " + "x" * 5_000,
            "Bearer a.b.c",
            "Token x",
            "x",
        ),
        *(
            "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOjF9.",
            "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x",
            "Bearer ..",
            "Digest x",
            "\xff",
        ),
        *(
            "Basic",
            "Basic x",
            "Basic Og==",
            "Basic YTpi",
            "Basic YQ==",
            "Basic /////w==",
            "Basic AAAA",
            "Basic " + "A" * 4_000,
        ),
        *("Basic 7aCAOng=", "Basic eDoAeA==", "Basic !!!!", "Basic YTpi YTpi", "Negotiate x", "AWS4-HMAC-SHA256 x"),
    ),
    "X-API-Key": (
        "x",
        "",
        "sk_prod_",
        "sk_prod_0000000000_" + "0" * 48,
        "\xe9",
        "a" * 4_000,
        "sk_prod_\xff_x",
        "a,b",
        " ",
    ),
    "Api-Key": ("x", "\xe9", "sk__"),
    "EAPI-ELCLV2": ("x", "\xe9"),
}


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_breaks_a_request(world: Any, header: str) -> None:
    plant = world.here
    siege = Siege(plant.engineer)
    asset = f"assets/{plant.make('asset')['id']}"
    name = header.lower().replace("-", "_")
    for turn, value in enumerate(HEADERS[header]):
        for method, path, body in (
            ("GET", asset, None),
            ("GET", "assets?per_page=1", None),
            ("PATCH", asset, {"description": f"{turn}"}),
            ("POST", "assets/search", {}),
        ):
            siege.ask(method, path, body, **{name: value})
        siege.ask("POST", "units", plant.body("unit"), **{name: value})
    siege.held()


@pytest.mark.parametrize("header", DOORS)
def test_no_credential_that_is_none_opens_a_door_or_breaks_it(world: Any, header: str) -> None:
    siege = Siege(Api())
    for value in DOORS[header]:
        answer = siege.ask("GET", "assets", **{header.lower().replace("-", "_"): value})
        assert answer.status == 401, value
        assert answer.headers["WWW-Authenticate"]
    siege.held()


def test_bad_headers_of_a_change_are_named(world: Any) -> None:
    plant = world.here
    asset = f"assets/{plant.make('asset')['id']}"
    api = plant.engineer
    assert api.patch(asset, {"description": "x"}, content_language="fr").errors()[0][0] == "Content-Language"
    assert api.post("units", plant.body("unit"), idempotency_key="x" * 256).errors()[0][0] == "Idempotency-Key"
    for tag in ("x", '"', 'W/"1-1"', '"987654321-1"'):
        api.patch(asset, {"description": "y"}, if_match=tag).problem(412)


@pytest.mark.parametrize(
    "type",
    [
        *(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "x",
            "/",
        ),
        *("application/", "application/json, application/json", "application/octet-stream", "multipart/form-data"),
        *(
            "application/jsonx",
            "application/problem+json",
            "image/png",
            "a" * 3_000,
            "\xff",
            "application/json-patch+json",
        ),
    ],
)
def test_bodies_of_other_types_are_not_read(world: Any, type: str) -> None:
    siege = Siege(world.here.engineer)
    for path in ("units", "assets/search", "assets/update"):
        assert siege.ask("POST", path, {"name": "x"}, type=type).status == 415, path
    siege.held()


@pytest.mark.parametrize(
    "type", ["application/json; charset=utf-8", "Application/JSON", "application/hal+json;profile=x"]
)
def test_parameters_of_a_known_type_do_not_matter(world: Any, type: str) -> None:
    assert world.here.engineer.post("units", world.here.body("unit"), type=type).status == 201
