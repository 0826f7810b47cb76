"""Reports in the vendor's shapes: elements with ids, pages, and what they are about embedded."""

from __future__ import annotations

import pytest

PERIOD = {"startDate": "2026-06-15T00:00:00Z", "endDate": "2026-06-16T00:00:00Z"}


def test_states_by_material(force):
    found = force.get("reports/hitListOperatingStatesMaterial", **PERIOD, embed="materials,operatingStates")
    first = found["properties"]["elements"][0]
    assert set(first) == {
        *("operatingStateId", "materialId", "duration", "frequency"),
        *("durationPercentage", "absoluteDurationPercentage"),
    }
    assert sum(one["frequency"] for one in found["properties"]["elements"]) == pytest.approx(1)
    assert sum(one["durationPercentage"] for one in found["properties"]["elements"]) == pytest.approx(1)
    materials = {one["properties"]["id"] for one in found["_embedded"]["materials"]}
    states = {one["properties"]["id"] for one in found["_embedded"]["operatingStates"]}
    assert materials == {first["materialId"]}
    assert {one["operatingStateId"] for one in found["properties"]["elements"]} == states
    assert found["pagination"]["total"] == len(found["properties"]["elements"])


def test_quantities_by_detail_of_quality(force):
    for name, member, key in (
        ("qualityDetailsMaterial", "materialId", "materials"),
        ("qualityDetailsWorkplace", "workplaceId", "workplaces"),
    ):
        found = force.get(f"reports/{name}", **PERIOD, embed=f"{key},qualityTypes,qualityDetails")
        elements = found["properties"]["elements"]
        assert {one["qualityTypeId"]: one["quantity"] for one in elements} == {"YIELD": 42, "SCRAP": 2, "REWORK": 1}
        assert all(one[member] == found["_embedded"][key][0]["properties"]["id"] for one in elements)
        assert {one["properties"]["id"] for one in found["_embedded"]["qualityTypes"]} == {"YIELD", "SCRAP", "REWORK"}
        assert found["_embedded"]["qualityDetails"] == []


def test_a_page_of_a_report(force):
    found = force.get("reports/qualityDetailsMaterial", **PERIOD, limit=2)
    assert (found["pagination"]["count"], found["pagination"]["total"]) == (2, 3)
    rest = force.follow(found["_links"]["next"])
    assert rest["pagination"]["offset"] == 2
    assert len(rest["properties"]["elements"]) == 1
    for name in ("hitListOperatingStatesWorkplace", "totalQuantity"):
        found = force.get(f"reports/{name}", **PERIOD, workplaceNumber="TURN-1", limit=1, offset=0)
        assert found["pagination"]["count"] == 1


def test_process_efficiency_of_an_order(force, running):
    order = running["properties"]["productionOrder"]["id"]
    material = running["properties"]["productionOrder"]["material"]["number"]
    for asked in ({"orderId": order}, {"productionOrderId": order}, {"materialNumber": material}):
        found = force.get("reports/overallProcessEfficiency", **PERIOD, **asked)["properties"]
        assert found["quality"] == pytest.approx(42 / 45)
        assert {"ope", "processAvailability", "setupReduction", "schedulingEfficiency", "productionProcessRatio"} < set(
            found
        )
    force.refused(
        "GET",
        f"reports/overallProcessEfficiency?startDate=2026-06-15T00:00:00Z&orderId={order}&productionOrderId={order}",
        400,
    )


def test_what_a_report_refuses(force):
    start = "startDate=2026-06-15T00:00:00Z"
    for query in ("", f"{start}&embed=dragons", f"{start}&materialId=x", f"{start}&limit=0", f"{start}&colour=red"):
        force.refused("GET", f"reports/qualityDetailsMaterial?{query}", 400)


def test_the_entry_point_leads_to_all_reports(force):
    links = force.get("")["_links"]
    assert "materialNumber" in links["overallProcessEfficiency"]["href"]
    assert "workplaceNumber" in links["qualityDetailsWorkplace"]["href"]


def test_another_tenant_sees_nothing(stranger):
    for name in ("qualityDetailsMaterial", "qualityDetailsWorkplace", "hitListOperatingStatesMaterial"):
        assert stranger.get(f"reports/{name}", **PERIOD)["properties"]["elements"] == []
