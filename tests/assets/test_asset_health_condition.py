"""Asset health condition: what every resource promises."""

import pytest

from tests.contracts.suites import BulkContract, WholeContract

pytestmark = pytest.mark.django_db


class TestAssetHealthCondition(WholeContract, BulkContract):
    kind = "asset_health_condition"


def test_conditions_are_linked_by_reference_and_by_channel(world):
    here = world.here
    asset, condition = here.make("asset"), here.make("health_condition")
    href = asset["_links"]["self"]["href"]
    body = {"health_conditions": [{"id": condition["id"]}]}
    assert here.engineer.post(f"{href}/health_conditions", body).status == 204
    assert here.engineer.get(f"{href}/health_conditions").ids("health_conditions") == [condition["id"]]
    here.make(
        "asset_health_condition", asset={"id": asset["id"]}, health_condition=body["health_conditions"][0], channel="1"
    )
    rows = here.engineer.get(f"{href}/asset_health_conditions").items("asset_health_conditions")
    assert [row["channel"] for row in rows] == ["", "1"]
    assert here.colleague.get(f"/api/v1/asset/health_conditions/{rows[1]['id']}").status == 404
    assert here.engineer.get("health_conditions", {"asset_id": asset["id"]}).ids("health_conditions") == [
        condition["id"]
    ]
    assert here.engineer.delete(f"{href}/health_conditions", body).status == 204
    assert here.engineer.get(f"{href}/asset_health_conditions").items("asset_health_conditions") == []
