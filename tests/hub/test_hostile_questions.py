"""Hostile queries, searches, pages, orders, includes and cursors on every collection."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import urls
from hub import registry
from tests.hub.hostile import DATES, FIGURES, NUMBERS, TEXTS, VALUES, Siege, some, tried

assert urls.routes  # with them all kinds are known
ALL = [entry.name for entry in registry.entries()]
KINDS = tried(ALL)
ASKED = [
    *(text for text in (*TEXTS, *DATES, *FIGURES) if len(text) < 6_000),
    *(str(number) for number in NUMBERS),
    *("1,2,3", "1,,2", ",", ",1", "1," * 150, "null,1", "!null,null", "[1]", "1..2", "a*b*c*", "*" * 200, "*" * 300),
    *("(", "a{1,99999}", "[a-z", "\\d+", "^$", "1+", "x+", "+", "1+,2", "0" * 32, "g" * 32, "1 OR 1=1", "1;--", "%27"),
]
PAGES = ("0", "-1", "x", "", " ", "1.0", "1e3", "+1", "٣", "²", "1" * 101, "0x1", "1,2", "null", "1\x00")
ORDERS = (
    *("", ",", "-", "--name", "unknown", "name desc", "id;drop table", "?", "pk", "tenant__name", "-tenant__secret"),
    *("id,id", "id,-id", "id,created_at,updated_at,uuid", "password", "translations", "version", "*", "\x00", "😀"),
)
INCLUDES = (
    *("unknown", ",", ".", "..", "product.", ".product", "product..product", "a.b.c.d", "parent.parent.parent.parent"),
    *("*", "password", "permissions", "history", "\x00", "a" * 300, ",".join(f"a{n}" for n in range(60))),
)
CURSORS = (
    *(
        "x",
        "=",
        "====",
        "AAAA",
        "é",
        "%00",
        "bnVsbA",
        "e30",
        "WzFd",
        "WzEsMl0",
        "W251bGwsbnVsbF0",
        "WyIiLFtdXQ",
        "a" * 4_000,
    ),
    *("WyIwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAiLFsxXV0", "-", "_", "WyLDqSIsWzFdXQ"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_of_a_filter_breaks_a_query(world: Any, kind: str) -> None:
    entry, siege = registry.get(kind), Siege(world.here.admin)
    for turn, name in enumerate(entry.filterset.parameters()):
        for text in some(ASKED, turn):
            siege.ask("GET", f"{entry.href}?{name}={quote(text, errors='surrogatepass')}")
    siege.held()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "search" in registry.get(kind).actions])
def test_no_value_of_a_filter_breaks_a_search(world: Any, kind: str) -> None:
    entry, siege = registry.get(kind), Siege(world.here.admin)
    for turn, name in enumerate(entry.filterset.parameters()):
        for value in some(VALUES, turn + 3):
            siege.ask("POST", f"{entry.href}/search", {name: value})
            siege.ask("POST", f"{entry.href}/search", {name: [value, value, None]})
    siege.held()


@pytest.mark.parametrize("kind", ["asset", "tool_assembly_order", "request_log"])
def test_odd_pages_orders_includes_and_cursors_are_refused_by_name(world: Any, kind: str) -> None:
    api, href = world.here.admin, registry.get(kind).href
    siege = Siege(api)
    cases = {
        "page": PAGES,
        "per_page": (*PAGES, "101", "9" * 25),
        "order_by": ORDERS,
        "include": INCLUDES,
        "after": CURSORS,
    }
    for name, values in cases.items():
        for value in values:
            answer = siege.ask("GET", f"{href}?{name}={quote(value)}")
            legal = (name == "include" and not value.strip(",")) or (name == "order_by" and answer.status == 200)
            assert legal or answer.errors()[0][0] == name, (name, value, answer)
    siege.held()


@pytest.mark.parametrize("kind", ALL)
def test_a_page_beyond_all_is_empty_and_not_asked_of_the_database(world: Any, kind: str) -> None:
    api, href = world.here.admin, registry.get(kind).href
    for path in (f"{href}?page=1" + "0" * 23, f"{href}?page=1{'0' * 23}&order_by=-created_at&per_page=1"):
        if kind == "request_log" and "created_at" in path:
            continue
        with CaptureQueriesContext(connection) as seen:
            answer = api.get(path, accept="application/json")
        assert answer.items(registry.get(kind).plural) == []
        assert answer.json["pagination"]["page"] == 10**23
        assert not [query["sql"] for query in seen if "0" * 12 in query["sql"]]


def test_many_parameters_are_refused(world: Any) -> None:
    siege = Siege(world.here.engineer)
    for query in ("&".join(f"a{n}=1" for n in range(700)), "a=1&" * 90, "&" * 300, "=&" * 20, "id=1&" * 30):
        answer = siege.ask("GET", f"assets?{query}")
        assert answer.status == 400
    assert siege.ask("GET", "assets?" + "&".join(f"name{n}=1" for n in range(21))).status == 400
    assert siege.ask("GET", "assets?serial_number=" + "x" * 9_000).status == 414
    siege.held()


def test_a_cursor_of_another_question_kind_or_hand_is_refused(world: Any) -> None:
    plant = world.here
    for _ in range(2):
        plant.make("asset", full=True), plant.make("unit")
    api = plant.engineer
    mine = api.get("assets?after=&per_page=1", accept="application/json").ok()["pagination"]["next"]
    cursor = mine.partition("after=")[2].partition("&")[0]
    assert api.get(mine).status == 200
    for path in ("units?per_page=1&", "assets?per_page=1&order_by=-id&", "assets?per_page=1&serial_number=x&"):
        assert api.get(f"{path}after={cursor}").errors() == [("after", "invalid")]
    for forged in (cursor[:-1], cursor + "A", cursor[1:], cursor.swapcase(), cursor * 2):
        assert api.get(f"assets?per_page=1&after={quote(forged)}").errors() == [("after", "invalid")]


def test_every_moment_that_cannot_be_read_is_refused(world: Any) -> None:
    plant = world.here
    siege, href = Siege(plant.engineer), registry.get("asset").of(plant.make("asset")["id"])
    for text in [text for text in (*DATES, *TEXTS) if len(text) < 3_000]:
        for query in (f"as_of={quote(text, errors='surrogatepass')}",):
            assert siege.ask("GET", f"{href}?{query}").status in (400, 404)
    for text in [text for text in TEXTS if len(text) < 1_000]:
        assert siege.ask("GET", f"{href}?explain={quote(text, errors='surrogatepass')}").status == 400
    siege.held()
