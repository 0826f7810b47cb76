"""Which of Netilion's calls answer here, and which do not: the list of the latter is explicit and only shrinks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dialects.netilion.routes import ROUTES
from tests.architecture.tree import ROOT

PAGE = ROOT / "docs" / "netilion.md"
#: Calls that are not answered, by path.
UNANSWERED = {}
#: What the page calls the areas, by first segments.
AREAS = {
    "Assets": "asset assets",
    "Nodes": "node nodes",
    "Instrumentations": "instrumentation instrumentations",
    "Systems": "systems",
    "Products and companies": "product products companies",
    "Documents and attachments": "document documents attachments",
    "Events": "event events",
    "Health conditions": "health_conditions",
    "Software": "software softwares",
    "Units": "units",
    "Search": "search",
    "Rights": "permissions permission_requests permission_inheritances owners",
    "Users, groups and tenants": "users usergroups tenants",
    "Applications and keys": "client_applications technical_users api_keys",
}


def pattern(path: str) -> str:
    """A path with ``{}`` for each of its ids and keys."""
    return re.sub(r"<[^>]*>|\{[^}]*\}", "{}", path)


def calls() -> set[tuple[str, str]]:
    """(method, path) of all calls that clients know."""
    lines = (Path(__file__).parent / "calls.txt").read_text().splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {(method, path) for path, *methods in rows for method in methods}


def answered() -> set[tuple[str, str]]:
    return {(method, pattern(route)) for route, operations in ROUTES.items() for method in operations}


def missing() -> set[tuple[str, str]]:
    return {(method, path) for path, methods in UNANSWERED.items() for method in methods.split()}


def test_all_calls_are_answered_but_the_listed_ones():
    assert sorted(calls() - answered()) == sorted(missing())


def test_nothing_is_listed_that_is_no_call():
    assert missing() <= calls()


@pytest.mark.parametrize("area", AREAS)
def test_the_page_tells_how_many_are_answered(area):
    known = {call for call in calls() if call[1].partition("/")[0] in AREAS[area].split()}
    row = f"| {area} | {len(known)} | {len(known & answered())} |"
    assert row in PAGE.read_text(encoding="utf-8").splitlines()


def test_every_call_belongs_to_an_area():
    areas = {segment for segments in AREAS.values() for segment in segments.split()}
    assert {path.partition("/")[0] for _method, path in calls()} == areas


def test_the_page_names_each_path_that_is_not_answered():
    told = [pattern(path) for path in re.findall(r"`/([^`]*)`", PAGE.read_text(encoding="utf-8"))]
    assert [path for path in UNANSWERED if not any(path.startswith(start) for start in told)] == []
