"""Which of FORCE Bridge's calls answer here, and which do not: the page names every one that is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drf_spectacular.validation import validate_schema

from dialects.describing import document
from dialects.force_bridge.routes import ROUTES
from dialects.force_bridge.urls import ABOUT
from tests.architecture.tree import ROOT

PAGE = ROOT / "docs" / "force-bridge.md"
#: What the page calls the areas, by first segments.
AREAS = {
    "Entry point": "-",
    "Production orders": "productionOrders erpData",
    "Operations": "operations",
    "Workplaces and machines": "workplaces workplaceGroups machines",
    "Tools": "tools",
    "Staff members": "staffMembers",
    "Master data": "masterData materials erpContexts literals",
    "Reports": "reports",
    "Commands": "commands activities",
    "Events": "callbacks events",
    "Devices": "devices",
    "Documents": "fileRepository",
    "Tickets": "tickets",
}


def pattern(path: str) -> str:
    """A path with ``{}`` for each of its ids."""
    return re.sub(r"<[^>]*>|\{[^}]*\}", "{}", path) or "-"


def calls() -> set[tuple[str, str]]:
    """(method, path) of all calls that clients know."""
    lines = (Path(__file__).parent / "calls.txt").read_text().splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {(method, path) for path, *methods in rows for method in methods}


def answered() -> set[tuple[str, str]]:
    return {(method, pattern(route)) for route, operations in ROUTES.items() for method in operations}


def area_of(path: str) -> str:
    return next(area for area, segments in AREAS.items() if path.partition("/")[0] in segments.split())


def told_missing() -> set[tuple[str, str]]:
    """The calls that the page says are missing: ``GET POST /callbacks``."""
    text = PAGE.read_text(encoding="utf-8").partition("Not answered")[2].partition("## Licence")[0]
    found = re.findall(r"`((?:GET|POST|PUT|DELETE)(?: (?:GET|POST|PUT|DELETE))*) /([^`]*)`", text)
    return {(method, pattern(path)) for methods, path in found for method in methods.split()}


def test_every_missing_call_stands_on_the_page_and_no_other():
    assert sorted(told_missing()) == sorted(calls() - answered())


@pytest.mark.parametrize("area", AREAS)
def test_the_page_tells_how_many_are_answered(area):
    known = {call for call in calls() if area_of(call[1]) == area}
    row = f"| {area} | {len(known)} | {len(known & answered())} |"
    assert row in PAGE.read_text(encoding="utf-8").splitlines(), row


def test_the_page_names_title_licence_and_source():
    text = PAGE.read_text(encoding="utf-8")
    for needed in (
        "FORCE Bridge API",
        "CC BY 3.0",
        "https://docs.forcebridge.io/api/",
        "creativecommons.org/licenses/by/3.0",
    ):
        assert needed in text


# -- the document -----------------------------------------------------------------------------------------------------


def test_the_document_is_valid_and_knows_every_path():
    found = document(ABOUT)
    validate_schema(found)
    assert len(found["paths"]) == len(ROUTES)
    assert sum(len(item) for item in found["paths"].values()) == sum(map(len, ROUTES.values()))


def test_every_operation_is_described():
    for route, operations in ROUTES.items():
        for method, operation in operations.items():
            assert operation.described is not None, f"{method} {route}"
            assert operation.described().summary, f"{method} {route}"


def test_the_document_is_served_to_anybody_and_linked(client, force):
    link = force.get("")["_links"]["service-desc"]
    answer = client.get(link["href"])
    assert answer.status_code == 200
    assert answer.json()["info"]["title"] == "FORCE Bridge API"
    assert answer.json()["paths"]["/operations/{key}"]["get"]["parameters"][1]["name"] == "embed"


def test_the_schemas_hold_what_is_answered(force, running):
    schema = document(ABOUT)["components"]["schemas"]["operations"]["properties"]["properties"]
    assert set(schema["properties"]) == set(running["properties"])
