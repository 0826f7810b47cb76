"""Manufacturing variant: what every resource promises, and what it takes."""

from tests.contracts.suites import BulkContract, WholeContract


class TestManufacturingVariant(WholeContract, BulkContract):
    kind = "manufacturing_variant"


def test_a_variant_is_made_with_its_workplaces_and_tools(plants):
    plant = plants.here
    operation, place, tool = (plant.make(kind) for kind in ("operation", "workplace", "tool"))
    href = operation["_links"]["manufacturingVariants"]["href"]
    body = {"workplaces": [{"id": place["id"]}], "tools": [{"id": tool["id"]}], "processing_time": 60_000}
    made = plant.engineer.post(href, body).ok(201)
    found = plant.engineer.get(href, {"include": "workplaces,tools"}).items("manufacturing_variants")[0]
    assert [one["id"] for one in found["_embedded"]["workplaces"]] == [place["id"]]
    assert [one["id"] for one in found["_embedded"]["tools"]] == [tool["id"]]
    other = plant.make("tool")
    assert plant.engineer.get(href, {"tool_id": other["id"]}).ids("manufacturing_variants") == []
    assert plant.engineer.get(href, {"tool_id": tool["id"]}).ids("manufacturing_variants") == [made["id"]]
    refused = plant.engineer.post(href, {"quality_rate": 1.5, "processing_time": -1})
    assert set(refused.errors()) == {("#/quality_rate", "max_value"), ("#/processing_time", "min_value")}
    assert "create" not in plant.operator.get(href).links
    assert plants.there.engineer.get(made["_links"]["self"]["href"]).status == 404
