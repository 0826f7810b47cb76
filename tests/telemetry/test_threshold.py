"""Thresholds: what all resources promise, and that each is for one place."""

from hub import registry
from tests.contracts.suites import BulkContract, WholeContract


class TestThreshold(WholeContract, BulkContract):
    """What thresholds promise as resources; here those of an instrumentation."""

    kind = "threshold"

    def references(self):
        """A threshold is for one place: of two, none can be given beside the other."""
        yield "instrumentation", registry.get("instrumentation")
        yield "unit", registry.get("unit")

    def test_null_is_taken_exactly_where_it_is_a_value(self):
        """The place cannot be taken away without another one."""
        assert self.api.patch(self.href, {"description": None}).ok()["description"] is None
        assert self.api.patch(self.href, {"instrumentation": None}).errors() == [("#/instrumentation", "required")]
        for name in ("name", "key", "value", "tolerance", "threshold_type", "notification"):
            assert self.api.patch(self.href, {name: None}).errors() == [(f"#/{name}", "null")]

    def test_a_threshold_is_for_one_place(self):
        system = self.here.sample("system")
        body = {name: value for name, value in self.body().items() if name != "instrumentation"}
        assert self.refused_creation(body) == [("#/instrumentation", "required")]
        assert self.refused_creation({**self.body(), "system": {"id": system["id"]}}) == [("#/system", "conflict")]
        moved = self.api.patch(self.of(self.make()), {"instrumentation": None, "system": {"id": system["id"]}}).ok()
        assert moved["_links"]["system"]["href"] == f"/api/v1/systems/{system['id']}"

    def test_a_threshold_is_set_below_its_place(self):
        place = self.here.sample("instrumentation")
        href = f"/api/v1/instrumentations/{place['id']}/thresholds"
        body = {"name": "High", "key": "flow", "value": 12, "threshold_type": "high"}
        made = self.api.post(href, body).ok(201)
        assert (made["tolerance"], made["notification"], made["_links"]["unit"]["href"]) == (
            0,
            False,
            "/api/v1/units/1",
        )
        assert self.api.get(href).ids("thresholds")[-1] == made["id"]
        assert self.here.colleague.get(href).status == 404

    def test_a_tolerance_is_not_negative(self):
        assert self.refused_creation(self.body(tolerance=-1)) == [("#/tolerance", "min_value")]
