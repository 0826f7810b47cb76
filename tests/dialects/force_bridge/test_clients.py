"""What the vendor's own Java client asks and reads: parameters that it always sends, names under which it looks."""

from __future__ import annotations

import pytest

from operations.models import Operation, ProductionResource
from tests.dialects.force_bridge.conftest import Force

#: What it wants embedded when it is asked for all of an operation; it sends the last comma too.
ALL = (
    "productionOrder,description,operationPhase,plannedCapacityGroup,plannedWorkplace,productionResourcesAndTools,"
    "scheduledDates,specification,targetCapacityGroup,targetWorkplace,erpContext,"
)


@pytest.fixture
def order(force: Force, running):
    return running["properties"]["productionOrder"]["id"]


def key_of(running):
    return running["properties"]["id"]


def test_the_first_request_has_an_empty_authorization(force):
    assert force.ask("GET", "workplaces", Authorization="").status == 401


def test_an_operation_is_read_with_all_that_belongs_to_it(force, running):
    found = force.get(f"operations/{key_of(running)}", embed=ALL)
    inside = found["_embedded"]
    assert inside["operationPhase"]["properties"]["id"] == "PROCESSING"
    assert set(inside["operationPhase"]["properties"]) == {"id", "description", "shortDescription", "code", "color"}
    assert "plannedWorkplace" not in found["_links"]


def test_a_planned_operation_links_and_embeds_its_place_and_group(force):
    place = force.listed("workplaces", workplaceNumber="TURN-1")[0]["id"]
    for one in force.get("operations", embed="plannedWorkplace,plannedCapacityGroup")["_embedded"]["operations"]:
        if "plannedWorkplace" in one["_links"]:
            inside = one["_embedded"]
            assert inside["plannedWorkplace"]["properties"]["id"] in one["_links"]["plannedWorkplace"]["href"]
            assert ("plannedCapacityGroup" in inside) == (inside["plannedWorkplace"]["properties"]["id"] == place)
    assert any("plannedWorkplace" in one["_links"] for one in force.get("operations")["_embedded"]["operations"])


def test_an_empty_embed_is_taken(force, running):
    for path in ("operations", f"operations/{key_of(running)}", f"operations/{key_of(running)}/scheduledDates"):
        assert force.ask("GET", f"{path}?embed=").status == 200
    force.refused("GET", f"operations/{key_of(running)}/scheduledDates?embed=colour", 400)


def test_items_link_the_collection_that_they_are_of(force, running):
    assert running["_links"]["operations"]["href"].endswith("/v3/operations")
    place = force.get("workplaces")["_embedded"]["workplaces"][0]
    assert place["_links"]["workplaces"]["href"].endswith("/v3/workplaces")


def test_operations_at_a_workplace_are_a_list_of_links(force, running):
    found = force.get("workplaces", embed="currentOperations")["_embedded"]["workplaces"]
    links = {one["properties"]["number"]: one["_links"]["currentOperations"] for one in found}
    assert [link["href"] for link in links["TURN-1"]] == [running["_links"]["self"]["href"]]
    assert links["MILL-1"] == []
    inside = next(one for one in found if one["properties"]["number"] == "TURN-1")["_embedded"]["currentOperations"]
    assert len(inside) == len(links["TURN-1"])


def test_what_is_embedded_has_no_members_that_the_client_refuses(force, running, order):
    inside = force.get(f"operations/{key_of(running)}", embed="productionOrder")["_embedded"]["productionOrder"]
    assert "productionOrderStateId" not in inside["properties"]
    assert force.get(f"productionOrders/{order}")["properties"]["productionOrderStateId"] == "STARTED"


def test_components_name_a_material_and_their_operation(force, running):
    path = f"operations/{key_of(running)}/components"
    plain = force.get(path, limit=3, offset=0)
    assert [set(one) for one in plain["properties"]["elements"]] == [{"material", "quantity", "quantityUnit"}]
    assert set(plain["properties"]["elements"][0]["material"]) == {"number", "description", "type"}
    assert plain["_links"]["operation"]["embeddable"] is True
    whole = force.get(path, embed="operation,")
    assert whole["_embedded"]["operation"]["properties"] == running["properties"]
    assert whole["_links"]["operation"]["embeddable"] is False
    assert force.follow(whole["_links"]["operation"])["properties"] == running["properties"]
    assert "operation" in force.refused("GET", f"{path}?embed=material", 400)[1]


def test_other_workplaces_stand_under_their_own_name(force, running):
    found = force.get(f"operations/{key_of(running)}/alternativeWorkplaces")
    assert found["_embedded"] == {"alternativeWorkplaces": []}
    assert "createWorkplace" not in found["_links"]


def test_resources_embed_their_description(force, running):
    made = Operation.objects.get(uuid=key_of(running))
    ProductionResource(tenant_id=made.tenant_id, operation=made, number="R-1", description="Gauge").save()
    path = f"operations/{key_of(running)}/productionResourcesAndTools"
    one = force.get(path, embed="description", limit=3)["_embedded"]["productionResourcesAndTools"][0]
    assert one["_embedded"]["description"]["properties"]["translations"] == [
        {"language": "en-GB", "translation": "Gauge"}
    ]
    link = force.get(path)["_embedded"]["productionResourcesAndTools"][0]["_links"]["description"]
    assert link["embeddable"] is True
    assert force.follow(link)["properties"] == one["_embedded"]["description"]["properties"]


def test_recorded_states_are_found_by_their_kind(force, running):
    path = f"operations/{key_of(running)}/recordedOperatingStates"
    codes = [
        {one["operatingState"]["code"] for one in force.get(path, **query)["properties"]["elements"]}
        for query in ({"timeBase": "SETUP"}, {"workplaceStateId": "PRODUCTION"}, {"operatingStateClassId": "NONE"})
    ]
    assert codes == [{"SETUP"}, {"PRODUCTION"}, set()]
    assert "timeBase" in force.refused("GET", f"{path}?timeBase=LUNCH", 400)[1]
    place = running["properties"]["currentWorkplace"]["id"]
    assert force.get(f"workplaces/{place}/recordedOperatingStates", timeBase="MALFUNCTION")["pagination"]["total"] == 1


def test_recorded_quantities_are_found_by_quality(force, running):
    path = f"operations/{key_of(running)}/recordedOutputQuantities"
    found = force.get(path, qualityTypeId="SCRAP")["properties"]["elements"]
    assert [(one["qualityTypeId"], one["quantity"]) for one in found] == [("SCRAP", 2)]


def test_orders_are_searched_by_the_days_on_which_they_were_made(force, order):
    def found(**body):
        return [
            one["properties"]["id"]
            for one in force.post("productionOrders/search", body, 200)["_embedded"]["productionOrders"]
        ]

    assert found(actualStartDateFrom="2020-01-01T00:00:00.000+0100") == [order]
    assert found(actualStartDateFrom="2999-01-01T00:00:00.000Z") == []
    assert found(actualEndDateUntil="2999-01-01T00:00:00.000Z") == []


def test_dates_of_an_order_are_paged(force, order):
    path = f"productionOrders/{order}/scheduledDates"
    found = force.get(path, limit=2)
    assert (len(found["properties"]["elements"]), found["pagination"]["total"]) == (2, 3)
    rest = force.follow(found["_links"]["next"])
    assert len(rest["properties"]["elements"]) == 1
    assert rest["_links"]["productionOrder"]["href"].endswith(order)


def test_a_sequence_tells_whose_operations_they_are(force, order):
    for one in force.get(f"productionOrders/{order}/operationSequence")["properties"]["elements"]:
        assert one["operation"]["productionOrder"]["id"] == order
        assert one["operation"]["erpContextId"]


def test_pages_have_titles(force):
    links = force.get("tools", limit=1)["_links"]
    assert [links[name]["title"] for name in ("self", "first", "next", "last")] == [
        *("The current page", "First page", "Next page", "Last page"),
    ]
    told = force.ask("GET", "tools", Accept_Language="de-DE").json["_links"]
    assert told["first"]["title"] == "Erste Seite"


def test_the_licence_is_a_text(force):
    found = force.get("")["properties"]
    assert all(isinstance(found[name], str) for name in ("title", "version", "license"))
    assert "Creative Commons Attribution 3.0" in found["license"]


def test_the_dashboard_asks_for_the_efficiency_of_the_whole_plant(force):
    """It sends when the operation began, whose last colon and zone it leaves as they are, and names no workplace."""
    found = force.ask("GET", "reports/overallEquipmentEfficiency?startDate=2026-06-15T06%3A00:00.000Z").ok()[
        "properties"
    ]
    assert all(0 <= found[name] <= 1 for name in ("oee", "quality", "performance", "availability"))


def test_reports_are_paged_and_told_with_their_workplaces(force):
    query = {"startDate": "2026-06-15T06:00:00.000Z", "endDate": "2026-06-15T10:00:00.000+0000"}
    found = force.get("reports/totalQuantity", **query, limit=1, offset=0, embed="workplaces,materials")
    assert found["pagination"]["total"] == 1
    one = found["properties"]["elements"][0]
    assert [one[f"{kind}Quantity"] for kind in ("total", "yield", "scrap", "rework")] == [45, 42, 2, 1]
    assert [place["properties"]["id"] for place in found["_embedded"]["workplaces"]] == [one["workplaceId"]]
    hits = force.get("reports/hitListOperatingStatesWorkplace", **query, limit=2, embed="")
    assert (hits["pagination"]["count"], hits["pagination"]["total"]) == (2, 3)
    first = hits["properties"]["elements"][0]
    assert first["operatingStateId"] == first["operatingState"]["id"]
    assert first["frequency"] == 0.5
    assert 0 < first["durationPercentage"] < 1
    rest = force.follow(hits["_links"]["next"])["properties"]["elements"]
    assert len(rest) == 1
    assert "embed" in force.refused("GET", f"reports/totalQuantity?startDate={query['startDate']}&embed=tools", 400)[1]


def test_summaries_are_paged(force, running):
    for path in ("quantitySummary", "operatingStateSummary"):
        found = force.get(f"operations/{key_of(running)}/{path}", limit=1, offset=0)
        assert found["pagination"]["count"] == len(found["properties"]["elements"]) == 1
        assert force.follow(found["_links"]["first"])["pagination"] == found["pagination"]
        assert force.follow(found["_links"]["operation"])["properties"] == running["properties"]


def test_shifts_tell_how_they_lie_in_time(force):
    one = force.listed("workplaces/shifts", "shifts")[0]
    assert (one["timePeriod"]["duration"], one["breaks"], one["isWorkingShift"]) == (28_800_000, [], True)
    assert one["associatedDay"] == "2026-06-15T00:00:00.000Z"
    told = force.listed("staffMembers/shifts", "shifts")[0]["shift"]
    assert set(told) == {"timePeriod", "associatedDay", "breaks"}
    place = force.listed("workplaces", workplaceNumber="TURN-1")[0]["id"]
    times = force.get(f"workplaces/{place}/scheduledOperatingTimes")["properties"]["elements"]
    assert times[0]["duration"] == 28_800_000


def test_a_place_in_a_magazine_may_be_a_number(force):
    tool = force.listed("tools")[0]["id"]
    place = force.listed("workplaces")[0]["id"]
    body = {"workplaceId": place, "magazineNumber": 0, "magazinePlace": 12}
    found = force.put(f"tools/{tool}/location", body)["properties"]
    assert (found["magazineNumber"], found["magazinePlace"], found["geoCoordinates"]) == ("0", "12", None)
    force.refused("PUT", f"tools/{tool}/location", 400, {**body, "magazinePlace": True})
