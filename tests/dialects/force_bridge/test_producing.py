"""What is made at the moment, variants, free fields, and what sums and records can be asked for."""

from __future__ import annotations

import pytest

HOUR = 3_600_000


@pytest.fixture
def key(running):
    return running["properties"]["id"]


@pytest.fixture
def place(running):
    return running["properties"]["currentWorkplace"]["id"]


def test_the_ways_to_make_an_operation(force, running, key):
    found = force.follow(running["_links"]["manufacturingVariants"])
    first, second = found["properties"]["elements"]
    assert [one["number"] for one in first["workplaces"]] == ["TURN-1"]
    assert [one["identifier1"] for one in first["tools"]] == ["T-0001"]
    assert second["tools"] == []
    assert first["additionalConditions"] is None
    assert (first["forecast"]["qualityRate"], first["forecast"]["processingTime"]) == (0.97, 5 * HOUR)
    assert force.get(f"operations/{key}/manufacturingVariants", limit=1)["pagination"]["total"] == 2
    whole = force.get(f"operations/{key}", embed="manufacturingVariants,userFields")["_embedded"]
    assert whole["manufacturingVariants"]["properties"]["elements"] == [first, second]
    assert whole["userFields"]["properties"]["elements"] == [{"position": 1, "value": "Deburr by hand"}]
    force.refused("GET", f"operations/{'0' * 32}/manufacturingVariants", 404)


@pytest.mark.parametrize("owner", ["operations", "workplaces"])
def test_user_fields(force, stranger, key, place, owner):
    path = f"{owner}/{key if owner == 'operations' else place}/userFields"
    found = force.get(path)
    assert [one["position"] for one in found["properties"]["elements"]] == [1]
    assert found["pagination"]["total"] == 1
    assert force.get(path, offset=1)["properties"]["elements"] == []
    force.refused("GET", f"{path}?colour=red", 400)
    stranger.refused("GET", path, 404)


def test_what_is_made_at_the_moment(force, key, place):
    path = f"operations/{key}/currentProductionData"
    found = force.get(path)["properties"]
    assert (found["workplace"]["id"], found["operationPhaseId"], found["strokes"]) == (place, "PROCESSING", None)
    times = ["executionTime", "setupTime", "processingTime", "productionTime"]
    assert [one["name"] for one in found["operationTimes"]] == times
    for query in ("MALFUNCTION,SETUP", "MALFUNCTION&additionalOperationTime=SETUP"):
        more = force.get(f"{path}?additionalOperationTime={query}")["properties"]["operationTimes"]
        assert more[4:] == [
            {"name": "MALFUNCTION", "duration": HOUR // 4},
            {"name": "SETUP", "duration": HOUR // 2},
        ]
    assert "additionalOperationTime" in force.refused("GET", f"{path}?additionalOperationTime=LUNCH", 400)[1]


def test_sums_and_records_of_some_states(force, key, place):
    for owner in (f"operations/{key}", f"workplaces/{place}"):
        for query, codes in (
            ({"timeBase": "MALFUNCTION"}, {"MALFUNCTION"}),
            ({"workplaceStateId": "DOWNTIME"}, {"SETUP", "MALFUNCTION"}),
            ({"operatingStateClassId": "TECHNICAL"}, {"MALFUNCTION"}),
        ):
            for path, member in (("operatingStateSummary", "elements"), ("recordedOperatingStates", "elements")):
                elements = force.get(f"{owner}/{path}", **query)["properties"][member]
                assert {one["operatingState"]["code"] for one in elements} == codes, (owner, path, query)
        for path in ("operatingStateSummary", "recordedOperatingStates"):
            assert "timeBase" in force.refused("GET", f"{owner}/{path}?timeBase=LUNCH", 400)[1]
    found = force.get(f"operations/{key}/recordedOutputQuantities", qualityTypeId="SCRAP")["properties"]["elements"]
    assert [one["quantity"] for one in found] == [2]


def test_sums_and_records_of_a_shift(force, place):
    shift = force.listed("workplaces/shifts", workplaceNumber="TURN-1")[0]["id"]
    other = force.listed("workplaces/shifts", workplaceNumber="MILL-1")[0]["id"]
    path = f"workplaces/{place}"
    assert force.get(f"{path}/quantitySummary", shiftId=shift)["properties"]["totalQuantity"] == 45
    assert force.get(f"{path}/quantitySummary", materialNumber="nothing")["properties"]["totalQuantity"] == 0
    times = force.get(f"{path}/operatingStateSummary", shiftId=shift)["properties"]
    assert times["productionTime"] == 7.25 * HOUR
    assert force.get(f"{path}/recordedOutputQuantities", shiftId=shift)["pagination"]["total"] == 3
    assert force.get(f"{path}/recordedOperatingStates", shiftId=other)["pagination"]["total"] == 0
    assert "shiftId" in force.refused("GET", f"{path}/quantitySummary?shiftId={other}", 400)[1]
