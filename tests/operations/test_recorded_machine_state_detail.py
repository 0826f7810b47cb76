"""Recorded machine state detail: what a resource promises that only comes out of something else; states are recorded, and
corrected afterwards.
"""

import pytest

from tests.contracts.suites import (
    ConditionalContract,
    CursorContract,
    HalContract,
    HistoryContract,
    NestedContract,
    PageContract,
    ReadContract,
    RightsContract,
    SearchContract,
    TenantContract,
)


class TestRecordedMachineStateDetail(
    ReadContract,
    HalContract,
    PageContract,
    CursorContract,
    SearchContract,
    ConditionalContract,
    HistoryContract,
    NestedContract,
    RightsContract,
    TenantContract,
):
    kind = "recorded_machine_state_detail"


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def machine(plant):
    return plant.make("machine", workplace={"id": plant.make("workplace")["id"]})


@pytest.fixture
def details(plant):
    """Standard ones by code."""
    found = plant.engineer.get("masterData/machineStateDetails", {"per_page": 100}).items("machine_state_details")
    return {one["code"]: {"id": one["id"]} for one in found}


def href(resource):
    return resource["_links"]["self"]["href"]


def records(plant, machine):
    found = plant.engineer.get(f"{href(machine)}/recordedMachineStateDetails", {"include": "details"})
    return sorted(found.items("recorded_machine_state_details"), key=lambda record: record["start_date"])


def codes(plant, machine):
    return [[one["code"] for one in record["_embedded"]["details"]] for record in records(plant, machine)]


def test_each_change_of_state_is_recorded_with_its_reasons(plant, machine, details):
    because = {"details": [details["BREAK"], details["NO_STAFF"]], "remark": "lunch"}
    assert plant.engineer.post(f"{href(machine)}/PRODUCTION", because).errors() == [
        ("#/details/0", "invalid"),
        ("#/details/1", "invalid"),
    ]
    assert plant.engineer.post(f"{href(machine)}/PRODUCTION", {"surprise": 1}).errors() == [("#/surprise", "unknown")]
    plant.engineer.post(f"{href(machine)}/PRODUCTION").ok()
    plant.engineer.post(f"{href(machine)}/DOWNTIME", because).ok()
    plant.engineer.post(f"{href(machine)}/DOWNTIME", because).ok()
    first, second = records(plant, machine)
    assert [first["state"], second["state"]] == ["PRODUCTION", "DOWNTIME"]
    assert first["end_date"] == second["start_date"]
    assert (second["end_date"], second["remark"]) == (None, "lunch")
    assert codes(plant, machine) == [[], ["NO_STAFF", "BREAK"]]
    place = plant.engineer.get(f"{machine['_links']['workplace']['href']}/recordedMachineStateDetails")
    assert place.ids("recorded_machine_state_details") == [first["id"], second["id"]]
    found = {"machine_state_detail_id": details["BREAK"]["id"]}
    assert plant.engineer.get("recordedMachineStateDetails", found).ids("recorded_machine_state_details") == [
        second["id"]
    ]


def correct(plant, machine, **body):
    return plant.engineer.post(plant.engineer.get(href(machine)).links["correctMachineState"]["href"], body)


@pytest.fixture
def stopped(plant, machine):
    """It produced, and stands."""
    for state in ("PRODUCTION", "DOWNTIME"):
        plant.engineer.post(f"{href(machine)}/{state}").ok()
    return records(plant, machine)[1]


def test_a_record_is_given_other_reasons(plant, machine, details, stopped):
    told = correct(plant, machine, start_date=stopped["start_date"], details=[details["BREAK"]], remark="x").ok()
    assert (told["id"], told["remark"], told["end_date"]) == (stopped["id"], "x", None)
    correct(plant, machine, start_date=stopped["start_date"], details=[details["NO_ORDER"]]).ok()
    assert codes(plant, machine) == [[], ["NO_ORDER"]]
    assert records(plant, machine)[1]["remark"] == "x"
    history = plant.engineer.get(f"{href(stopped)}/details/history").ok()["_embedded"]["history"]
    assert [one["event"] for one in history] == ["create", "delete", "create"]


def test_a_part_of_a_record_is_given_other_reasons(plant, machine, details, stopped):
    day = stopped["start_date"][:10]
    tomorrow = f"{int(day[:4]) + 1}{day[4:]}"
    correct(plant, machine, start_date=stopped["start_date"], details=[details["BREAK"]]).ok()
    middle = correct(
        plant,
        machine,
        start_date=f"{tomorrow}T06:00:00Z",
        end_date=f"{tomorrow}T08:00:00Z",
        details=[details["MALFUNCTION"]],
    ).ok()
    assert (middle["start_date"], middle["end_date"]) == (f"{tomorrow}T06:00:00Z", f"{tomorrow}T08:00:00Z")
    assert codes(plant, machine) == [[], ["BREAK"], ["MALFUNCTION"], ["BREAK"]]
    ends = [(record["start_date"], record["end_date"]) for record in records(plant, machine)[1:]]
    assert ends == [
        (stopped["start_date"], middle["start_date"]),
        (middle["start_date"], middle["end_date"]),
        (middle["end_date"], None),
    ]


def test_what_cannot_be_corrected_is_refused_and_nothing_written(plants, plant, machine, details, stopped):
    before = codes(plant, machine)
    ask = {"start_date": stopped["start_date"], "details": [details["BREAK"]]}
    refused = {
        ("#/start_date", "not_found"): {**ask, "start_date": "2020-01-01T00:00:00Z"},
        ("#/end_date", "before_start"): {**ask, "end_date": stopped["start_date"]},
        ("#/details/0", "invalid"): {**ask, "details": [details["PRODUCTION"]]},
        ("#/details", "required"): {"start_date": stopped["start_date"]},
    }
    for error, body in refused.items():
        assert correct(plant, machine, **body).errors() == [error]
    produced = records(plant, machine)[0]["start_date"]
    late = {**ask, "start_date": produced, "details": [], "end_date": "2999-01-01T00:00:00Z"}
    assert correct(plant, machine, **late).errors() == [("#/end_date", "invalid")]
    path = f"{href(machine)}/recordedMachineStateDetails/update"
    assert plant.operator.post(path, ask).status == 403
    assert plants.there.engineer.post(path, ask).status == 404
    assert "correctMachineState" not in plant.operator.get(href(machine)).links
    assert codes(plant, machine) == before


def test_details_say_whether_they_may_be_changed_and_split(plant, machine, stopped):
    fixed = plant.make("machine_state_detail", machine_state=None, is_splittable=False)
    later = {"start_date": "2999-01-01T00:00:00Z", "details": []}
    correct(plant, machine, start_date=stopped["start_date"], details=[{"id": fixed["id"]}]).ok()
    assert correct(plant, machine, **later).problem(409)["code"] == "not_splittable"
    plant.engineer.patch(href(fixed), {"is_recordable": False}).ok()
    again = {"start_date": stopped["start_date"], "details": []}
    assert correct(plant, machine, **again).problem(409)["code"] == "not_recordable"
