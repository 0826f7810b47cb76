"""Paging: by offset, and by moments and ids; searches page the same way, with POST."""

from __future__ import annotations

import pytest

from tests.dialects.force_bridge.conftest import Force


@pytest.fixture
def many(force: Force):
    order = force.post("productionOrders", {"number": "PO-MANY"})["properties"]["id"]
    for number in range(5):
        force.post("operations", {"number": f"9{number}", "productionOrderId": order})
    return order


def numbers(page, key="operations"):
    return [item["properties"]["number"] for item in page["_embedded"][key]]


def test_offsets_lead_through_a_collection(force):
    first = force.get("workplaces", limit=3)
    assert first["pagination"] == {
        "offset": 0,
        "limit": 3,
        "count": 3,
        "total": 5,
        "firstIdentifier": None,
        "lastIdentifier": None,
    }
    assert "prev" not in first["_links"]
    second = force.follow(first["_links"]["next"])
    assert numbers(first, "workplaces") == ["TURN-1", "MILL-1", "ASSY-1"]
    assert numbers(second, "workplaces") == ["R_WPL_04", "G550-1071"]
    assert "next" not in second["_links"]
    assert force.follow(second["_links"]["prev"]) == force.follow(second["_links"]["first"])
    assert force.follow(first["_links"]["last"])["pagination"]["offset"] == 3


def test_any_offset_will_do(force):
    assert numbers(force.get("workplaces", limit=2, offset=1), "workplaces") == ["MILL-1", "ASSY-1"]


def test_an_offset_past_the_end_is_empty(force):
    found = force.get("workplaces", offset=10**30)
    assert found["_embedded"] == {"workplaces": []}
    assert found["pagination"]["total"] == 5


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "offset=-1", "limit=", "offset=1.5"])
def test_pages_that_are_none_are_refused(force, query):
    assert force.refused("GET", f"workplaces?{query}", 400)[0] == "0002400003"


def test_newest_come_first_and_links_lead_on(force, many):
    page = force.get("operations", productionOrderId=many, limit=2)
    assert page["pagination"]["offset"] is None
    assert page["pagination"]["total"] == 5
    seen = numbers(page)
    while "next" in page["_links"]:
        page = force.follow(page["_links"]["next"])
        seen += numbers(page)
    assert seen == ["94", "93", "92", "91", "90"]
    back = numbers(page)
    while "prev" in page["_links"]:
        page = force.follow(page["_links"]["prev"])
        back = numbers(page) + back
    assert back == seen


def test_a_page_tells_its_ends(force, many):
    page = force.get("operations", productionOrderId=many, limit=2)
    ends = [page["pagination"][name] for name in ("firstIdentifier", "lastIdentifier")]
    assert [end["identifier"] for end in ends] == [item["properties"]["id"] for item in page["_embedded"]["operations"]]
    assert all(end["timestamp"].endswith("Z") for end in ends)


def test_the_last_page_is_asked_backwards(force, many):
    first = force.get("operations", productionOrderId=many, limit=2)
    last = force.follow(first["_links"]["last"])
    assert numbers(last) == ["91", "90"]
    assert "next" not in last["_links"]


def test_a_moment_alone_begins_a_page(force, many):
    page = force.get("operations", productionOrderId=many, limit=1)
    moment = page["pagination"]["firstIdentifier"]["timestamp"]
    assert len(numbers(force.get("operations", productionOrderId=many, paginationTimestamp=moment))) == 5
    earlier = "2001-01-01T00:00:00.000+0100"
    assert numbers(force.get("operations", productionOrderId=many, paginationTimestamp=earlier)) == []


def test_stays_are_paged_by_when_they_began(force, running):
    path = f"operations/{running['properties']['id']}/recordedOperatingStates"
    page = force.get(path, limit=3)
    elements = page["properties"]["elements"]
    assert [one["operatingState"]["code"] for one in elements] == ["PRODUCTION", "MALFUNCTION", "PRODUCTION"]
    assert elements[0]["timePeriod"]["duration"] is None
    assert elements[1]["timePeriod"]["duration"] == 900_000
    rest = force.follow(page["_links"]["next"])["properties"]["elements"]
    assert [one["operatingState"]["code"] for one in rest] == ["SETUP"]


def test_an_element_that_is_gone_is_replaced_by_its_moment(force, many):
    page = force.get("operations", productionOrderId=many, limit=1)
    href = page["_links"]["next"]["href"]
    gone = href.replace(page["pagination"]["lastIdentifier"]["identifier"], "0" * 31 + "1")
    assert force.ask("GET", gone).status == 200
    force.refused("GET", f"operations?paginationIdentifier={'0' * 31}1", 400)


@pytest.mark.parametrize(
    "query", ["paginationDirection=UP", "paginationTimestamp=now", "paginationIdentifier=x", "offset=1"]
)
def test_moments_that_are_none_are_refused(force, query):
    force.refused("GET", f"operations?{query}", 400)


# -- searches ---------------------------------------------------------------------------------------------------------


def test_a_search_takes_lists_and_its_pages_are_posted(force, many):
    body = {"operationNumbers": ["91", "92", "93"], "productionOrderIds": [many], "materialNumbers": None}
    page = force.post("operations/search?limit=2", body, 200)
    assert numbers(page) == ["93", "92"]
    assert page["_links"]["next"]["method"] == "POST"
    assert numbers(force.follow(page["_links"]["next"], body)) == ["91"]


def test_a_search_needs_the_scope_read_only(reader, many):
    assert numbers(reader.post("operations/search", {"phaseIds": ["PROCESSING"]}, 200)) == ["0010"]


def test_a_search_finds_orders_by_hundreds_of_numbers(force, many):
    wanted = [f"NO-{number}" for number in range(500)] + ["po-many"]
    found = force.post("productionOrders/search", {"productionOrderNumbers": wanted}, 200)
    assert numbers(found, "productionOrders") == ["PO-MANY"]


def test_too_many_numbers_and_unknown_members_are_refused(force):
    body = {"operationNumbers": [str(number) for number in range(10_001)]}
    assert "operationNumbers" in force.refused("POST", "operations/search", 400, body)[1]
    assert "operationNumber" in force.refused("POST", "operations/search", 400, {"operationNumbr": ["1"]})[1]


def test_a_search_embeds(force):
    found = force.post("operations/search?embed=specification", {"isInProgress": True}, 200)
    assert found["_embedded"]["operations"][0]["_embedded"]["specification"]["properties"]["targetQuantity"] == 100


def test_nothing_found_keeps_its_key(force):
    assert force.post("operations/search", {"operationNumbers": []}, 200)["_embedded"] == {"operations": []}
