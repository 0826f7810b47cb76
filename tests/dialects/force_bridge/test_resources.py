"""Resources: their shape, how they are created, read, replaced and removed, and what may be embedded in them."""

from __future__ import annotations

import re

import pytest

from operations.models import Operation, ProductionResource
from tests.dialects.force_bridge.conftest import BASE, Force

HERE = f"http://testserver{BASE}"
HEX = re.compile(r"[0-9A-F]{32}")


@pytest.fixture
def order(force: Force):
    return force.post("productionOrders", {"number": "PO-1", "description": "Ten flanges", "split": None})


@pytest.fixture
def operation(force: Force, order):
    body = {"number": "0010", "productionOrderId": order["properties"]["id"], "description": "Turn"}
    return force.post("operations", body)


def test_hal_has_three_members_and_nothing_else(force, running):
    assert set(force.get(f"operations/{running['properties']['id']}")) == {"properties", "_links", "_embedded"}
    assert set(force.get("operations")) == {"properties", "pagination", "_links", "_embedded"}


def test_ids_are_upper_case_hex_and_states_are_words(running):
    found = running["properties"]
    assert HEX.fullmatch(found["id"])
    assert HEX.fullmatch(found["productionOrder"]["id"])
    assert HEX.fullmatch(found["erpContextId"])
    assert found["operationPhaseId"] == "PROCESSING"


@pytest.mark.parametrize(
    "form", [str.lower, str.upper, lambda text: re.sub("(.{8})(.{4})(.{4})(.{4})", r"\1-\2-\3-\4-", text)]
)
def test_ids_are_taken_in_any_form(force, running, form):
    found = running["properties"]
    assert force.get(f"operations/{form(found['id'])}")["properties"]["id"] == found["id"]
    place = form(found["currentWorkplace"]["id"])
    assert force.listed("operations", workplaceId=place, isInProgress="true")[0]["id"] == found["id"]


def test_moments_have_milliseconds_and_nulls_are_told(running):
    found = running["properties"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", found["startDate"])
    assert found["endDate"] is None
    assert found["split"] is None


def test_links_have_method_address_and_flag(force, running):
    for relation, found in running["_links"].items():
        for link in found if isinstance(found, list) else [found]:
            assert {"method", "href", "embeddable"} <= set(link), relation
            assert link["href"].startswith(HERE)


@pytest.mark.parametrize("version", ["v1", "v2", "v3"])
def test_all_revisions_are_served_under_their_own_name(force, version):
    found = force.ask("GET", f"/ffwebservices/api/{version}/").ok()
    assert found["_links"]["operations"]["href"] == f"http://testserver/ffwebservices/api/{version}/operations"
    assert force.ask("GET", found["_links"]["operations"]["href"] + "/").ok()["pagination"]["total"] == 6


def test_an_order_is_made_and_told_whole(force, order):
    found = order["properties"]
    assert (found["number"], found["split"], found["material"]) == ("PO-1", None, None)
    assert order["_links"]["self"]["href"] == f"{HERE}/productionOrders/{found['id']}"
    assert force.get(f"productionOrders/{found['id']}")["properties"] == found


def test_creating_tells_where(force):
    answer = force.ask("POST", "materials", {"number": "M-1"})
    assert answer.headers["Location"] == answer.ok(201)["_links"]["self"]["href"]


def test_members_that_nobody_knows_are_ignored(force):
    made = force.post("materials", {"number": "M-2", "colour": "red", "id": "7"})
    assert made["properties"]["number"] == "M-2"


def test_times_come_in_with_any_zone(force):
    body = {
        "number": "PO-9",
        "basicStartDate": "2026-01-01T10:00:00.000+0100",
        "basicEndDate": "2026-01-02T10:00:00+00:00",
    }
    made = force.post("productionOrders", body)
    found = force.get(f"productionOrders/{made['properties']['id']}/specification")["properties"]
    assert found["basicStartDate"] == "2026-01-01T09:00:00.000Z"
    assert found["basicEndDate"] == "2026-01-02T10:00:00.000Z"


def test_priority_is_a_text(force):
    made = force.post("productionOrders", {"number": "PO-8", "priority": "3", "targetQuantity": 5})
    found = force.get(f"productionOrders/{made['properties']['id']}/specification")["properties"]
    assert (found["priority"], found["targetQuantity"]) == ("3", 5)


# -- embedding --------------------------------------------------------------------------------------------------------


def test_embedded_resources_are_whole_and_their_links_say_so(force, running):
    key = running["properties"]["id"]
    found = force.get(f"operations/{key}", embed="productionOrder,specification,")
    assert found["_links"]["self"]["href"].endswith("?embed=productionOrder,specification")
    assert found["_links"]["productionOrder"]["embeddable"] is False
    inside = found["_embedded"]["productionOrder"]
    assert set(inside) == {"properties", "_links", "_embedded"}
    assert inside["properties"]["number"] == "PO-4711"
    assert inside["_links"]["erpContext"]["embeddable"] is True
    assert found["_embedded"]["specification"]["properties"]["targetQuantity"] == 100


def test_embed_may_be_repeated(force):
    found = force.ask("GET", "operations?embed=productionOrder&embed=currentWorkplace&isInProgress=true").ok()
    assert set(found["_embedded"]["operations"][0]["_embedded"]) == {"productionOrder", "currentWorkplace"}


def test_embedded_collections_have_their_own_pagination(force, running):
    found = force.get(f"operations/{running['properties']['id']}", embed="components,alternativeWorkplaces")[
        "_embedded"
    ]
    assert found["components"]["pagination"]["total"] == 1
    assert found["components"]["properties"]["elements"][0]["material"]["number"] == "BAR-30"
    assert found["alternativeWorkplaces"]["_embedded"] == {"alternativeWorkplaces": []}


def test_the_operations_of_an_order_are_a_bare_list(force, running):
    order = running["properties"]["productionOrder"]["id"]
    found = force.get(f"productionOrders/{order}", embed="operations")["_embedded"]["operations"]
    assert {one["properties"]["productionOrder"]["id"] for one in found} == {order}
    assert len(found) == 3


def test_everything_embeddable_can_be_embedded_at_once(force, running):
    names = [name for name, link in running["_links"].items() if isinstance(link, dict) and link["embeddable"]]
    assert len(names) > 12
    found = force.get(f"operations/{running['properties']['id']}", embed=",".join(names))
    assert set(found["_embedded"]) == set(names)


def test_plain_json_embeds_without_links(force):
    answer = force.ask("GET", "operations?embed=productionOrder", Accept="application/json")
    assert b"_links" not in answer.content
    assert all(set(one) == {"properties", "_embedded"} for one in answer.json["_embedded"]["operations"])


def test_embedding_costs_the_same_for_many(force, order, django_assert_max_num_queries):
    for number in range(20):
        force.post("operations", {"number": f"{number}", "productionOrderId": order["properties"]["id"]})
    with django_assert_max_num_queries(60):
        found = force.get("operations", embed="productionOrder,specification,planningResult,components")
    assert found["pagination"]["count"] == 26


def test_an_unknown_name_is_refused_with_those_that_are_known(force):
    code, message = force.refused("GET", "operations?embed=nothing", 400)
    assert code.startswith("0002400")
    assert "productionOrder" in message


# -- master data ------------------------------------------------------------------------------------------------------


def test_states_are_found_by_their_word(force):
    found = force.get("masterData/operationPhases/PROCESSING")
    assert found["properties"]["id"] == "PROCESSING"
    assert found["_links"]["self"]["href"] == f"{HERE}/masterData/operationPhases/PROCESSING"
    assert force.ask("GET", "masterData/operationPhases/*").status == 404


def test_operating_states_are_found_by_the_state_of_the_workplace(force):
    found = force.listed("masterData/operatingStates", workplaceStateId="PRODUCTION")
    assert [one["code"] for one in found] == ["PRODUCTION"]
    assert force.listed("masterData/operatingStates", workplaceStateId="NOTHING") == []


def test_master_data_speaks_the_callers_language(force):
    answer = force.ask("GET", "masterData/operationPhases/SETUP", Accept_Language="de-DE")
    assert answer.json["properties"]["description"] == "Rüsten"
    literal = force.ask("GET", "masterData/operationPhases/SETUP/description", Accept_Language="de-DE").json
    assert {"language": "de-DE", "translation": "Rüsten"} in literal["properties"]["translations"]


def test_every_link_of_the_index_leads_to_a_list(force):
    links = force.get("masterData")["_links"]
    for name, link in links.items():
        if name != "self":
            assert force.follow(link)["pagination"]["total"] >= 0


# -- what hangs on operations and orders ------------------------------------------------------------------------------


def test_a_planning_result_comes_and_goes_with_its_links(force, operation):
    key = operation["properties"]["id"]
    assert "planningResult" not in operation["_links"]
    assert "deletePlanningResult" not in operation["_links"]
    place = force.listed("workplaces")[0]["id"]
    body = {"workplaceId": place, "startDate": "2026-03-01T06:00:00.000Z", "endDate": "2026-03-01T08:00:00.000+0100"}
    force.refused("PUT", f"operations/{key}/planningResult", 400, body | {"endDate": "2026-02-01T06:00:00.000Z"})
    made = force.follow(operation["_links"]["updatePlanningResult"], body | {"endDate": "2026-03-01T08:00:00.000Z"})
    assert made["properties"]["operationId"] == key
    assert made["properties"]["workplaceId"] == place
    assert made["properties"]["fixed"] is False
    links = force.get(f"operations/{key}")["_links"]
    assert links["planningResult"]["embeddable"] is True
    force.follow(links["deletePlanningResult"])
    force.refused("GET", f"operations/{key}/planningResult", 404)


def test_dates_of_an_order_are_those_of_its_operations(force, operation, order):
    key = operation["properties"]["id"]
    path = f"productionOrders/{order['properties']['id']}/scheduledDates"
    dates = {"scheduledStartDate": "2026-03-01T06:00:00.000Z", "scheduledEndDate": "2026-03-02T06:00:00.000Z"}
    found = force.put(path, {"elements": [{"operationId": key, "scheduledDates": dates}]})["properties"]
    assert found["scheduledEndDate"] == "2026-03-02T06:00:00.000Z"
    assert found["elements"][0]["operationId"] == key
    assert (
        force.get(f"operations/{key}/scheduledDates")["properties"]["scheduledStartDate"] == dates["scheduledStartDate"]
    )


def test_dates_of_a_foreign_operation_are_refused(force, order, running):
    path = f"productionOrders/{order['properties']['id']}/scheduledDates"
    body = {"elements": [{"operationId": running["properties"]["id"], "scheduledDates": {}}]}
    _code, message = force.refused("PUT", path, 400, body)
    assert "elements[0].operationId" in message


def test_embedded_collections_tell_how_many_there_are_in_all(force, operation):
    key = operation["properties"]["id"]
    made = Operation.objects.get(uuid=key)
    for number in range(101):
        ProductionResource(tenant_id=made.tenant_id, operation=made, number=f"R{number}").save()
    found = force.get(f"operations/{key}", embed="productionResourcesAndTools")["_embedded"]
    figures = found["productionResourcesAndTools"]["pagination"]
    assert (figures["count"], figures["total"]) == (100, 101)
