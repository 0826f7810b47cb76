"""Operation: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestOperation(PlantContract):
    kind = "operation"


def test_what_keeps_from_a_transition_is_explained(world):
    plant = world.here
    href = plant.make("operation")["_links"]["self"]["href"]
    told = plant.operator.get(href, {"explain": "actions"}).ok()["_explain"]
    assert ("setOperationPhase", "role", "engineer") in [
        (row["relation"], row["lacking"], row["needs"]) for row in told
    ]
    plant.engineer.post(f"{href}/CLOSED").ok()
    answer = plant.engineer.get(href, {"explain": "actions"})
    assert "setOperationPhase" not in answer.links
    (row,) = (row for row in answer.ok()["_explain"] if row["relation"] == "setOperationPhase")
    assert (row["lacking"], row["detail"]) == ("state", "CLOSED is final.")
    assert "RELEASED" in row["needs"].split(", ")
