"""Manufacturing variant rule: what every resource promises, and what may stand in it."""

import pytest

from tests.contracts.suites import BulkContract, WholeContract


class TestManufacturingVariantRule(WholeContract, BulkContract):
    kind = "manufacturing_variant_rule"


@pytest.fixture
def group(plants):
    return plants.here.make("workplace_group")


def rules(group):
    return group["_links"]["manufacturingVariantRules"]["href"]


def test_it_names_workplaces_and_tools_and_tells_the_delay(plants, group):
    plant = plants.here
    workplace, tool = plant.make("workplace"), plant.make("tool")
    body = {
        "conditions": "0815, materialNumber==0816",
        "workplaces": [{"id": workplace["id"]}],
        "tools": [{"id": tool["id"]}],
        "process_availability": 0.5,
        "performance": 0.8,
        "quality_rate": 0.5,
    }
    made = plant.engineer.post(rules(group), body).ok(201)
    assert made["delay_factor"] == pytest.approx(5)
    self = made["_links"]["self"]["href"]
    told = plant.engineer.get(self, {"include": "workplaces,tools"}).ok()["_embedded"]
    assert [one["id"] for one in told["workplaces"]] == [workplace["id"]]
    assert [one["id"] for one in told["tools"]] == [tool["id"]]
    assert plant.engineer.patch(self, {"performance": 0}).ok()["delay_factor"] is None
    assert plant.engineer.patch(self, {"performance": 1.1}).errors()[0][0] == "#/performance"
    found = [{"material_number": "*0816*"}, {"workplace_id": workplace["id"]}, {"tool_id": tool["id"]}]
    for query in found:
        assert plant.engineer.get(rules(group), query).ids("manufacturing_variant_rules") == [made["id"]]
    assert plant.engineer.get(rules(group), {"material_number": "9*"}).ids("manufacturing_variant_rules") == []


@pytest.mark.parametrize("text", ["color", "color==", "==red", "a==b;", "a<b", "a==b,,c==d"])
def test_conditions_on_characteristics_are_checked(plants, group, text):
    body = {"criterion": "MATERIAL_CHARACTERISTICS", "conditions": text}
    assert plants.here.engineer.post(rules(group), body).errors() == [("#/conditions", "invalid")]


def test_numbers_of_materials_are_checked(plants, group):
    assert plants.here.engineer.post(rules(group), {"conditions": "1,,2"}).errors() == [("#/conditions", "invalid")]
    long = {"criterion": "MATERIAL_CHARACTERISTICS", "conditions": " " * 500}
    assert plants.here.engineer.post(rules(group), long).status == 400
