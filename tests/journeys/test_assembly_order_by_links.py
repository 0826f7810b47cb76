"""By links alone: from the entry point to an operation, a tool assembly order, and that to its last state."""

from __future__ import annotations

import pytest

ROOT = "/api/v1/"
RELATION = "updateToolAssemblyOrderState"


class Walk:
    """A client that knows relations and no paths."""

    def __init__(self, api):
        self.api = api
        self.links = api.get(ROOT).links

    def collection(self, relation):
        return self.api.follow(self.links[relation]).ok()

    def create(self, relation, **body):
        return self.api.follow(self.collection(relation)["_links"]["create"], body).ok(201)


@pytest.fixture
def walk(plants):
    return Walk(plants.here.engineer)


@pytest.fixture
def order(walk):
    made = walk.create("productionOrders", number="PO-1")
    operation = walk.create("operations", number="0010", production_order=made["_links"]["self"])
    return walk.create("toolAssemblyOrders", operation=operation["_links"]["self"])


def test_an_order_is_led_to_its_last_state(walk, order):
    seen = [order["state"]]
    while RELATION in order["_links"]:
        # The last state is the one that nothing leads away from; until then any state that is new will do.
        offered = order["_links"][RELATION]
        assert all(link["method"] == "POST" and link["embeddable"] is False for link in offered)
        link = next(link for link in offered if link["name"] not in {*seen, "UNAVAILABLE"})
        order = walk.api.follow(link).ok()
        assert order["state"] == link["name"]
        seen.append(order["state"])
    assert seen[0] == "REQUESTED"
    assert seen[-1] == "COMPLETED"
    history = walk.api.follow(order["_links"]["history"]).items("history")
    assert [row["version"] for row in history] == list(range(len(seen), 0, -1))
    changes = [change["new"] for row in history for change in row["changes"] if change["field"] == "state"]
    assert changes[::-1] == seen


def test_every_offered_state_can_be_entered_and_no_other(walk, order):
    href = order["_links"]["self"]["href"]
    for _step in range(12):
        offered = [link["name"] for link in order["_links"].get(RELATION, [])]
        for state in ("INITIATED", "ASSEMBLED", "PRESETTING", "AVAILABLE", "RELEASED", "COMPLETED"):
            if state not in {*offered, order["state"]}:
                problem = walk.api.post(f"{href}/{state}").problem(409, "illegal-transition")
                assert problem["legal"] == offered
        if not offered:
            break
        order = walk.api.post(f"{href}/{offered[0]}").ok()
    assert order["state"] == "COMPLETED"
