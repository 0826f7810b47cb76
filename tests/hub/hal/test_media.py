"""Which representation a caller gets for an Accept header, and how data becomes JSON."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy
from rest_framework.renderers import BrowsableAPIRenderer

from hub.hal import media
from tests.hub.wire import get, problem

OFFERED = (media.HAL, media.JSON, media.HAL_FORMS, media.HTML)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"

CASES = [
    ("", media.HAL),
    ("*/*", media.HAL),
    (" , ", media.HAL),
    ("application/*", media.HAL),
    ("application/hal+json", media.HAL),
    ("APPLICATION/HAL+JSON", media.HAL),
    ("application/json", media.JSON),
    ("application/json, text/plain, */*", media.JSON),
    ("application/json;indent=4", media.JSON),
    ("application/prs.hal-forms+json", media.HAL_FORMS),
    ("application/prs.hal-forms+json, application/hal+json;q=0.9, application/json;q=0.7", media.HAL_FORMS),
    ("application/json;q=0.5, application/hal+json;q=0.4", media.JSON),
    ("application/hal+json;q=0.1, */*;q=0.9", media.JSON),
    ("application/hal+json;q=0, */*", media.JSON),
    ("application/json;q=0.8, application/hal+json ; q=0.9", media.HAL),
    ("text/html", media.HTML),
    ("text/*", media.HTML),
    (BROWSER, media.HTML),
    ("application/problem+json, application/json", media.JSON),
    ("nonsense, application/json", media.JSON),
    ("application/json;q=nonsense, application/hal+json;q=0.1", media.HAL),
]
NOTHING = [
    "text/csv",
    "image/*",
    "application/xml",
    "nonsense",
    "*",
    "*/json",
    "application/json;q=0",
    "*/*;q=0",
    "/",
    ";;;",
]


@pytest.mark.parametrize("accept, expected", CASES, ids=[accept[:60] or "none" for accept, _ in CASES])
def test_accept_chooses(accept: str, expected: str) -> None:
    place = media.preferred(accept, OFFERED)
    assert place is not None
    assert OFFERED[place] == expected


@pytest.mark.parametrize("accept", NOTHING)
def test_what_is_not_offered_is_406(accept: str) -> None:
    assert problem(get(accept), 406)["type"] == "/docs/problems/not-acceptable"


def test_no_accept_at_all_gets_hal() -> None:
    response = get()
    assert response.headers["Content-Type"] == "application/hal+json"
    assert response.content == b'{"shape":"hal"}'


def test_parameters_of_the_media_type_are_not_echoed() -> None:
    response = get('application/json; indent=4; x="<script>"')
    assert response.headers["Content-Type"] == "application/json"
    assert response.content == b'{"shape":"json"}'


def test_a_format_in_the_query_chooses_nothing() -> None:
    from tests.hub.wire import call, factory

    assert call(factory.get("/x?format=json")).headers["Content-Type"] == "application/hal+json"


def test_a_very_long_accept_header_is_cut_not_parsed() -> None:
    assert problem(get("x/y," * 100_000), 406)


def test_a_browser_gets_the_browsable_form_and_problems_as_a_page_in_it() -> None:
    renderers = (media.HalRenderer, BrowsableAPIRenderer)
    assert media.wants_html(BROWSER)
    assert not media.wants_html("*/*")
    response = get("text/html", renderer_classes=renderers, problem=None)
    assert response.headers["Content-Type"].startswith("text/html")


def test_json_is_compact_and_speaks_the_contracts_times() -> None:
    key = uuid.UUID(int=5)
    data = {
        "at": datetime(2026, 6, 18, 7, 20, 30, tzinfo=UTC),
        "fine": datetime(2026, 6, 18, 7, 20, 30, 1, tzinfo=UTC),
        "elsewhere": datetime(2026, 6, 18, 9, 20, 30, tzinfo=timezone(timedelta(hours=2))).astimezone(UTC),
        "uuid": key,
        "exact": Decimal("1.10"),
        "lazy": gettext_lazy("Not found."),
        "set": {1},
        "text": "äü",
    }
    assert media.dumps(data).decode() == (
        '{"at":"2026-06-18T07:20:30Z","fine":"2026-06-18T07:20:30.000001Z","elsewhere":"2026-06-18T07:20:30Z",'
        f'"uuid":"{key}","exact":"1.10","lazy":"Not found.","set":[1],"text":"äü"}}'
    )


def test_integers_of_any_size_can_be_sent_back() -> None:
    assert media.dumps({"a": [10**23, True], "at": datetime(2026, 1, 1, tzinfo=UTC)}) == (
        b'{"a":[100000000000000000000000,true],"at":"2026-01-01T00:00:00Z"}'
    )


def test_bytes_pass_the_renderer_unchanged() -> None:
    assert media.HalRenderer().render(b'{"a": 1}') == b'{"a": 1}'
    assert media.HalRenderer().render(None) == b""
    assert json.loads(media.HalRenderer().render({"a": [1]}, None, {"indent": 4})) == {"a": [1]}


def test_what_json_cannot_hold_is_our_mistake() -> None:
    with pytest.raises(TypeError):
        media.dumps({"a": object()})
