"""By links and forms alone: a production order, an operation of it from its first to its last phase, and a tool
assembly order for it.

The client below knows names of relations, states to avoid, and how to fill in a form; it knows no path.
"""

from __future__ import annotations

import pytest

FORMS = "application/prs.hal-forms+json"
MOVES = {"operations": "setOperationPhase", "toolAssemblyOrders": "updateToolAssemblyOrderState"}


class Client:
    """Goes where links lead, and fills in what forms demand."""

    def __init__(self, api):
        self.api = api
        self.root = api.get("/api/v1/", accept=FORMS).ok()

    def see(self, link):
        return self.api.follow(link, accept=FORMS).ok()

    def submit(self, template, **known):
        """Send the form: what is known, and something for all else that it demands."""
        body = {name: known[name] for field in template["properties"] if (name := field["name"]) in known}
        for field in template["properties"]:
            if field.get("required") and field["name"] not in body:
                body[field["name"]] = self.value(field)
        sent = self.api.ask(template["method"], template["target"], body, accept=FORMS)
        assert sent.status in (200, 201), sent
        return sent.json

    def value(self, field):
        """Something that the field takes: for a reference the first that there is to choose, made when there is none."""
        if "link" not in field.get("options", {}):
            return f"{field['prompt']} 1"
        there = self.see(field["options"]["link"])
        (items,) = there["_embedded"].values()
        one = items[0] if items else self.submit(there["_templates"]["create"])
        return {"id": one[field["options"]["valueField"]]}

    def make(self, relation, **known):
        return self.submit(self.see(self.root["_links"][relation])["_templates"]["create"], **known)

    def drive(self, thing, relation, avoid=()):
        """Enter offered states that are new until none is offered; returns the thing and the states."""
        states = []
        while relation in thing["_links"]:
            offered = [link["name"] for link in thing["_links"][relation]]
            name = next(name for name in offered if name not in {*states, *avoid})
            thing = self.submit(thing["_templates"][f"{relation}.{name}"])
            states.append(name)
        return thing, states


@pytest.fixture
def client(plants):
    return Client(plants.here.engineer)


def test_all_is_made_and_brought_to_its_end(client):
    client.make("workplaces")
    order = client.make("productionOrders", number="PO-7")
    operation = client.make("operations", production_order={"id": order["id"]}, number="0010")
    assert operation["phase"] == "RELEASED"
    job = client.make("toolAssemblyOrders", operation={"id": operation["id"]})
    assert job["_links"]["operation"]["href"] == operation["_links"]["self"]["href"]

    job, states = client.drive(job, MOVES["toolAssemblyOrders"], avoid=["UNAVAILABLE"])
    assert states == ["INITIATED", "ASSEMBLED", "PRESETTING", "AVAILABLE", "RELEASED", "COMPLETED"]
    assert client.see(job["_links"]["self"])["state"] == "COMPLETED"

    operation, phases = client.drive(operation, MOVES["operations"], avoid=["RELEASED"])
    assert phases[-1] == "CLOSED"
    assert client.see(order["_links"]["self"])["state"] == "CLOSED"


def test_an_operation_goes_the_usual_way(client):
    client.make("workplaces")
    operation = client.make("operations")
    late = ["CLOSED", "RELEASED", "TRAINING", "INTERRUPTED", "WAITING_BEFORE_PROCESSING", "WAITING_AFTER_PROCESSING"]
    phases = []
    for avoid in (late, late, late, late, late[1:]):
        offered = [link["name"] for link in operation["_links"][MOVES["operations"]]]
        name = next(name for name in offered if name not in {*avoid, *phases})
        operation = client.submit(operation["_templates"][f"{MOVES['operations']}.{name}"])
        phases.append(name)
    assert phases == ["DISPATCHED", "SETUP", "PROCESSING", "COMPLETED", "CLOSED"]
    assert MOVES["operations"] not in operation["_links"]
    stays = client.see(operation["_links"]["recordedOperationPhases"])["_embedded"]["recorded_operation_phases"]
    assert [stay["phase"] for stay in stays] == phases
    places = [stay["_links"].get("workplace", {}).get("href") for stay in stays]
    assert places[0] is None
    assert places[1] == places[2] is not None


def test_a_form_demands_a_workplace_where_the_phase_does(client):
    operation = client.make("operations")
    templates = operation["_templates"]

    def demanded(phase):
        return [one["name"] for one in templates[f"setOperationPhase.{phase}"]["properties"] if one.get("required")]

    assert demanded("SETUP") == demanded("PROCESSING") == ["workplace"]
    assert demanded("DISPATCHED") == []
    plan = client.see(client.root["_links"]["operations"])["_templates"]["updatePlanningResults"]
    assert plan["properties"][0]["placeholder"] == '[{"operation": {"id": 1}}]'
