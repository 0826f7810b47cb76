"""Which bodies are taken: media type, charset, size."""

from __future__ import annotations

import io
from typing import Any

import pytest

from hub.hal.parsers import body_limit
from hub.viewsets.base import HubViewSet
from tests.hub.wire import call, factory, post, problem

TAKEN = [
    "application/json",
    "application/hal+json",
    "APPLICATION/JSON",
    "application/json; charset=utf-8",
    'application/json; charset="UTF-8"',
    "application/hal+json;profile=x;charset=utf8",
]
REFUSED = [
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/vnd.api+json",
    "application/json2",
    "application/json, text/plain",
    "nonsense",
    "",
    "application/json; charset=foo",
    "application/json; charset=latin-1",
    "application/json; charset=utf-16",
    "application/json; charset=bz2_codec",
    "application/json;" + "x" * 1000,
]


@pytest.mark.parametrize("content_type", TAKEN)
def test_json_in_utf8_is_taken(content_type: str) -> None:
    assert post(b'{"a":1}', content_type).status_code == 201


@pytest.mark.parametrize("content_type", REFUSED)
def test_everything_else_is_415(content_type: str) -> None:
    assert problem(post(b'{"a":1}', content_type), 415)["type"] == "/docs/problems/unsupported-media-type"


def test_a_body_at_the_limit_is_taken(settings: Any) -> None:
    settings.HUB_BODY_LIMIT = 20
    assert post(b'{"a":"' + b"x" * 12 + b'"}').status_code == 201


def test_a_body_over_the_limit_is_413_by_its_length_alone(settings: Any) -> None:
    settings.HUB_BODY_LIMIT = 20
    request = factory.generic("POST", "/", b"", "application/json", CONTENT_LENGTH="21")
    request._stream = _Unreadable()
    assert problem(call(request), 413)["limit"] == 20


def test_a_view_may_allow_more(settings: Any) -> None:
    settings.HUB_BODY_LIMIT = 20
    body = b'{"a":"' + b"x" * 100 + b'"}'
    assert post(body, body_limit=200).status_code == 201
    assert problem(post(body, body_limit=100), 413)["limit"] == 100


def test_search_and_bulk_changes_take_large_bodies(settings: Any) -> None:
    view = HubViewSet()
    for action, limit in [("create", settings.HUB_BODY_LIMIT), ("search", 16_000_000), ("bulk_update", 16_000_000)]:
        view.action = action
        assert body_limit(view) == limit


def test_a_body_longer_than_announced_is_caught_while_it_is_read(settings: Any) -> None:
    settings.HUB_BODY_LIMIT = 20
    request = factory.generic("POST", "/", b'{"a":"' + b"x" * 100 + b'"}', "application/json")
    request.META["CONTENT_LENGTH"] = "1"
    assert problem(call(request), 413)["limit"] == 20


@pytest.mark.parametrize("length", ["-1", "1e3", "x", "\u00b2"])
def test_a_content_length_that_is_none_is_refused(length: str) -> None:
    request = factory.generic("POST", "/", b"{}", "application/json")
    request.META["CONTENT_LENGTH"] = length
    response = call(request)
    assert response.status_code in (201, 400)
    assert response.status_code == 400 or response.content == b"{}"


class _Unreadable(io.RawIOBase):
    def read(self, size: int = -1) -> Any:
        raise AssertionError("The body was read.")
