"""States and phases that something is in, or that a transition names, stay and keep their codes."""

import pytest

from hub import registry
from operations.rules.machines import STATES
from operations.rules.state import HOLDERS

FIRST = {"operation": "RELEASED", "tool_assembly_order": "REQUESTED", "tool": "AVAILABLE", "machine": "DOWNTIME",
         "staff_member": "SIGNED_OFF", "command": "REQUESTED", "shift": "PLANNED"}  # fmt: skip


@pytest.fixture
def plant(world):
    return world.here


def own_state(plant, machine):
    """A state of the tenant's own, where a new thing can go."""
    kind = STATES[machine].kind()
    made = plant.make(kind, code="OWN", by=plant.admin)
    edge = {"machine": machine, "from_state": FIRST[machine], "to_state": "OWN"}
    transition = plant.admin.post("masterData/stateTransitions", edge).ok(201)
    return f"{registry.get(kind).href}/{made['id']}", f"masterData/stateTransitions/{transition['id']}"


@pytest.mark.parametrize("machine", STATES)
def test_a_state_in_use_stays_and_keeps_its_code(plant, machine):
    state, transition = own_state(plant, machine)
    plant.admin.delete(state).problem(409, "in-use")
    plant.admin.patch(state, {"code": "OTHER"}).problem(409, "in-use")
    kind = HOLDERS[machine][0][0].kind()
    thing = registry.get(kind).of(plant.make(kind)["id"])
    plant.engineer.post(
        f"{thing}/OWN", {"workplace": plant.sample("workplace")} if machine == "operation" else None
    ).ok()
    plant.admin.delete(transition).ok(204)
    plant.admin.delete(state).problem(409, "in-use")
    plant.admin.patch(state, {"code": "OTHER"}).problem(409, "in-use")
    plural = registry.get(STATES[machine].kind()).plural
    bulk = {plural: [{"id": int(state.rpartition("/")[2]), "code": "OTHER"}]}
    plant.admin.post(f"{state.rpartition('/')[0]}/update", bulk).problem(400)
    assert plant.admin.patch(state, {"name": "Our own"}).ok()["code"] == "OWN"


@pytest.mark.parametrize("machine", STATES)
def test_a_state_that_nothing_holds_goes(plant, machine):
    state, transition = own_state(plant, machine)
    plant.admin.delete(transition).ok(204)
    plant.admin.patch(state, {"code": "OTHER"}).ok()
    plant.admin.delete(state).ok(204)


def test_another_tenant_has_states_of_its_own(world):
    state, transition = own_state(world.here, "tool")
    own_state(world.there, "tool")
    world.here.admin.delete(transition).ok(204)
    world.here.admin.delete(state).ok(204)


def test_every_machine_is_held_by_something():
    assert set(HOLDERS) == set(STATES) == set(FIRST)
