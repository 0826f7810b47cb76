"""Pictures of the things of the plant."""

from hub import registry
from tests.contracts.suites import BulkContract, WholeContract


class TestPicture(WholeContract, BulkContract):
    """What pictures promise as resources; here links to pictures elsewhere, of an asset."""

    kind = "picture"
    change = {"width": 640}

    def references(self):
        """A picture is of one thing: of several, none can be given beside another."""
        yield "asset", registry.get("asset")

    def required(self):
        """None by itself: one of several, which the tests below try."""
        return set()

    def test_put_demands_what_is_required(self):
        assert self.unchanged(lambda: self.api.put(self.href, {})).errors() == [("#/asset", "required")]

    def test_an_unknown_member_is_refused_with_all_else(self):
        assert set(self.refused_creation({"href": "https://example.com/1.png", "surprise": 1})) == {
            ("#/surprise", "unknown"),
            ("#/asset", "required"),
        }

    def test_keys_twice_are_refused(self):
        assert self.refused_creation(raw=b'{"width": 1, "width": 2}') == [("#/width", "duplicate")]

    def test_a_picture_is_of_one_thing(self):
        node = self.here.sample("node")
        assert self.refused_creation({"href": "https://example.com/1.png"}) == [("#/asset", "required")]
        assert self.refused_creation({**self.body(), "node": {"id": node["id"]}}) == [("#/node", "conflict")]
        moved = self.api.patch(self.of(self.make()), {"asset": None, "node": {"id": node["id"]}}).ok()
        assert "asset" not in moved["_links"]
        assert moved["_links"]["node"]["href"] == f"/api/v1/nodes/{node['id']}"

    def test_null_is_taken_exactly_where_it_is_a_value(self):
        for name in ("width", "height"):
            assert self.api.patch(self.href, {name: None}, accept="application/json").ok()[name] is None
        assert self.api.patch(self.href, {"asset": None}).errors() == [("#/asset", "required")]
        assert self.api.patch(self.href, {"node": None}).ok()["id"] == self.one["id"]
        assert self.api.patch(self.href, {"href": None}).errors() == [("#/href", "null")]
