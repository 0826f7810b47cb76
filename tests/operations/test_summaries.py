"""What is computed out of what was recorded: quantities, times, and the overall equipment efficiency."""

from __future__ import annotations

import pytest

REPORT = "reports/overallEquipmentEfficiency"
DAY = "2026-02-01T"


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def workplace(plant):
    return plant.make("workplace")


@pytest.fixture
def operation(plant, workplace):
    operation = plant.make("operation")
    href = operation["_links"]["self"]["href"]
    plant.engineer.patch(f"{href}/specification", {"target_time_per_unit": 180_000, "target_quantity": 100}).ok()
    codes = {
        row["code"]: row["id"] for row in plant.engineer.get("masterData/operatingStates").items("operating_states")
    }
    here = {"workplace": {"id": workplace["id"]}, "operation": {"id": operation["id"]}}
    for code, start, end in (
        ("SETUP", "06:00", "07:00"),
        ("PRODUCTION", "07:00", "13:00"),
        ("MALFUNCTION", "13:00", "14:00"),
        ("BREAK", "14:00", "15:00"),
    ):
        state = {"operating_state": {"id": codes[code]}, "start_date": f"{DAY}{start}Z", "end_date": f"{DAY}{end}Z"}
        plant.engineer.post("recordedOperatingStates", {**here, **state}).ok(201)
    types = {row["code"]: row["id"] for row in plant.engineer.get("masterData/qualityTypes").items("quality_types")}
    for code, amount in (("YIELD", 80), ("YIELD", 10), ("SCRAP", 6), ("REWORK", 4)):
        made = {"quality_type": {"id": types[code]}, "quantity": amount, "booking_time": f"{DAY}12:00:00Z"}
        plant.engineer.post("recordedOutputQuantities", {**here, **made}).ok(201)
    return operation


def test_quantities_of_an_operation(plant, operation, workplace):
    answer = plant.engineer.get(f"{operation['_links']['self']['href']}/quantitySummary").ok()
    assert answer["total_quantity"] == 100
    assert answer["quality_rate"] == pytest.approx(0.9)
    assert answer["time_per_unit"] == 6 * 3_600_000 / 100
    element = answer["elements"][0]
    assert element["workplace"]["id"] == workplace["id"]
    assert element["quantities"] == {"yield": 90, "scrap": 6, "rework": 4, "uncategorized": 0}


def test_times_of_an_operation(plant, operation):
    answer = plant.engineer.get(f"{operation['_links']['self']['href']}/operatingStateSummary").ok()
    assert answer["production_time"] == 6 * 3_600_000
    assert {one["code"]: one["duration"] for one in answer["elements"]}["MALFUNCTION"] == 3_600_000


def test_times_of_a_workplace(plant, operation, workplace):
    href = f"{workplace['_links']['self']['href']}/operatingStateSummary"
    answer = plant.engineer.get(href, {"start_date": f"{DAY}07:30:00Z", "end_date": f"{DAY}13:30:00Z"}).ok()
    assert answer["production_time"] == 5.5 * 3_600_000
    assert answer["malfunction_time"] == 0.5 * 3_600_000
    assert answer["availability"] == pytest.approx(5.5 / 6)


def test_efficiency_is_the_product_of_three_ratios(plant, operation, workplace):
    query = {"start_date": f"{DAY}00:00:00Z", "end_date": "2026-02-02T00:00:00+00:00", "workplace_id": workplace["id"]}
    answer = plant.engineer.get(REPORT, query).ok()
    assert answer["availability"] == pytest.approx(6 / 8)
    assert answer["performance"] == pytest.approx(100 * 3 / 360)
    assert answer["quality"] == pytest.approx(0.9)
    assert answer["oee"] == pytest.approx(0.75 * (300 / 360) * 0.9)
    named = {**query, "workplace_number": workplace["number"]}
    del named["workplace_id"]
    assert plant.engineer.get(REPORT, named).ok()["oee"] == answer["oee"]
    uuid = {**query, "workplace_id": workplace["uuid"]}
    assert plant.engineer.get(REPORT, uuid).ok()["oee"] == answer["oee"]


def test_nothing_recorded_is_no_figure(plant, workplace, plants):
    query = {"start_date": f"{DAY}00:00:00Z", "workplace_id": workplace["id"]}
    answer = plant.engineer.get(REPORT, query).ok()
    assert [answer[name] for name in ("oee", "availability", "performance", "quality")] == [None] * 4
    assert plants.there.engineer.get(REPORT, query).ok()["oee"] is None


def test_time_without_a_product_is_no_efficiency(plant, operation, workplace):
    query = {"start_date": f"{DAY}07:00:00Z", "end_date": f"{DAY}11:00:00Z", "workplace_id": workplace["id"]}
    answer = plant.engineer.get(REPORT, query).ok()
    figures = [answer[name] for name in ("oee", "availability", "performance", "quality")]
    assert figures == [0.0, 1.0, 0.0, None]


def test_quantities_and_states_are_reported(plant, operation, workplace):
    query = {"start_date": f"{DAY}00:00:00Z", "end_date": f"{DAY}23:00:00Z", "workplace_id": workplace["id"]}
    root = plant.engineer.get("/api/v1/").links
    made = plant.engineer.get(root["totalQuantity"]["href"].partition("{")[0], query).ok()
    assert (made["total_quantity"], made["yield"], made["quality_rate"]) == (100, 90, 0.9)
    hits = plant.engineer.get(root["hitListOperatingStatesWorkplace"]["href"].partition("{")[0], query).ok()
    assert hits["total_duration"] == 9 * 3_600_000
    assert hits["elements"][0]["code"] == "PRODUCTION"
    assert hits["elements"][0]["proportion"] == pytest.approx(6 / 9)
    assert plant.engineer.get("reports/totalQuantity", {"workplace_id": 1}).errors() == [("start_date", "required")]


def test_a_report_says_what_it_needs(plant, workplace):
    for query, wrong in (
        ({"workplace_id": 1}, ("start_date", "required")),
        (
            {"start_date": f"{DAY}00:00:00Z", "workplace_id": 1, "workplace_number": "A"},
            ("workplace_number", "invalid"),
        ),
        ({"start_date": "yesterday", "workplace_id": 1}, ("start_date", "invalid")),
        ({"start_date": f"{DAY}00:00:00Z", "workplace_id": "x"}, ("workplace_id", "invalid")),
        ({"start_date": f"{DAY}00:00:00Z", "workplace_id": 1, "surprise": 1}, ("surprise", "unknown")),
    ):
        assert plant.engineer.get(REPORT, query).errors() == [wrong]


def test_a_workplace_shows_what_was_recorded_last(plant, workplace):
    def shown():
        return plant.engineer.get(workplace["_links"]["self"]["href"]).links["operating_state"]["title"]

    def record(code, start):
        found = plant.engineer.get("masterData/operatingStates", {"code": code}).ids("operating_states")[0]
        body = {"workplace": {"id": workplace["id"]}, "operating_state": {"id": found}, "start_date": start}
        return plant.engineer.post("recordedOperatingStates", body).ok(201)

    assert shown() == "Undefined"
    first = record("SETUP", f"{DAY}06:00:00Z")
    assert shown() == "Setup"
    record("PRODUCTION", f"{DAY}07:00:00Z")
    assert shown() == "Production"
    assert plant.engineer.get(first["_links"]["self"]["href"]).ok()["end_date"] == f"{DAY}07:00:00Z"


def test_the_entry_point_leads_to_the_report(plant):
    link = plant.engineer.get("/api/v1/").links["overallEquipmentEfficiency"]
    assert link["templated"] is True
    assert link["href"].startswith(f"/api/v1/{REPORT}{{?start_date,end_date,workplace_id")
    assert plant.engineer.get("/docs/relations/overallEquipmentEfficiency").status == 200


def test_a_summary_tells_of_the_states_that_are_asked_for(plant, operation, workplace):
    states = {one["code"]: one for one in plant.engineer.get("masterData/operatingStates").items("operating_states")}
    of = {name: states["MALFUNCTION"]["_links"][name]["href"] for name in ("operating_state_class", "workplace_state")}
    keys = {name: int(href.rpartition("/")[2]) for name, href in of.items()}

    def codes(resource, **query):
        href = f"{resource['_links']['self']['href']}/operatingStateSummary"
        answer = plant.engineer.get(href, query).ok()
        assert answer["production_time"] == 6 * 3_600_000, "the sums stay whole"
        return {one["code"] for one in answer["elements"]}

    for resource in (operation, workplace):
        assert codes(resource, time_base="SETUP") == {"SETUP"}
        assert codes(resource, time_base="setup,malfunction") == {"SETUP", "MALFUNCTION"}
        assert codes(resource, operating_state_class_id=keys["operating_state_class"]) == {"MALFUNCTION"}
        assert codes(resource, workplace_state_id=keys["workplace_state"]) == {"SETUP", "MALFUNCTION", "BREAK"}
        href = f"{resource['_links']['self']['href']}/operatingStateSummary"
        assert plant.engineer.get(href, {"time_base": "LUNCH"}).errors() == [("time_base", "invalid")]
        assert plant.engineer.get(href, {"workplace_state_id": "x"}).errors() == [("workplace_state_id", "invalid")]
    assert plant.engineer.get(href, {"shift": 1}).errors() == [("shift", "unknown")]
    listed = f"{operation['_links']['self']['href']}/recordedOperatingStates"
    found = plant.engineer.get(listed, {"time_base": "MALFUNCTION"}).items("recorded_operating_states")
    assert len(found) == 1
    for name, key in keys.items():
        rows = plant.engineer.get(listed, {f"{name}_id": key}).items("recorded_operating_states")
        assert found[0] in rows


def test_a_summary_of_a_shift(plant, operation, workplace):
    period = {"start_date": f"{DAY}12:30:00Z", "end_date": f"{DAY}14:00:00Z"}
    shift = plant.make("workplace_shift", workplace={"id": workplace["id"]}, **period)
    href = workplace["_links"]["self"]["href"]
    times = plant.engineer.get(f"{href}/operatingStateSummary", {"shift_id": shift["id"]}).ok()
    assert (times["production_time"], times["malfunction_time"]) == (1_800_000, 3_600_000)
    cut = {"shift_id": shift["uuid"], "end_date": f"{DAY}13:00:00Z"}
    assert plant.engineer.get(f"{href}/operatingStateSummary", cut).ok()["malfunction_time"] == 0
    assert plant.engineer.get(f"{href}/quantitySummary", {"shift_id": shift["id"]}).ok()["total_quantity"] == 0
    states = plant.engineer.get(f"{href}/recordedOperatingStates", {"shift_id": shift["id"]})
    assert len(states.items("recorded_operating_states")) == 2
    early = plant.make(
        "workplace_shift",
        workplace={"id": workplace["id"]},
        start_date=f"{DAY}06:00:00Z",
        end_date=f"{DAY}12:00:00Z",
    )
    made = plant.engineer.get(f"{href}/recordedOutputQuantities", {"shift_id": early["id"]})
    assert len(made.items("recorded_output_quantities")) == 4
    foreign = plant.make("workplace_shift")
    for key, code in ((foreign["id"], "not_found"), (987_654_321, "not_found"), ("x", "invalid")):
        query = {"shift_id": key}
        assert plant.engineer.get(f"{href}/operatingStateSummary", query).errors() == [("shift_id", code)]
    assert (
        plant.engineer.get(f"{href}/recordedOperatingStates", {"shift_id": foreign["id"]}).ok()["pagination"][
            "total_count"
        ]
        == 0
    )


def test_quantities_of_a_material(plant, operation, workplace):
    material = plant.make("material")
    plant.engineer.patch(operation["_links"]["self"]["href"], {"material": {"id": material["id"]}}).ok()
    href = f"{workplace['_links']['self']['href']}/quantitySummary"
    assert plant.engineer.get(href, {"material_number": material["number"]}).ok()["total_quantity"] == 100
    assert plant.engineer.get(href, {"material_number": "none"}).ok()["total_quantity"] == 0


def test_what_is_made_at_the_moment(plants, plant, operation, workplace):
    self = operation["_links"]["self"]["href"]
    href = operation["_links"]["currentProductionData"]["href"]
    found = plant.engineer.get(href).ok()
    assert (found["workplace"], found["strokes"], found["phase"]) == (None, None, "RELEASED")
    assert {one["name"]: one["duration"] for one in found["operation_times"]} == {
        "execution_time": 0,
        "setup_time": 0,
        "processing_time": 0,
        "production_time": 6 * 3_600_000,
    }
    plant.engineer.post(f"{self}/PROCESSING", {"workplace": {"id": workplace["id"]}}).ok()
    found = plant.engineer.get(href, {"additional_operation_time": "MALFUNCTION,break"}).ok()
    assert (found["workplace"]["id"], found["phase"]) == (workplace["id"], "PROCESSING")
    assert found["operation_times"][4:] == [
        {"name": "MALFUNCTION", "duration": 3_600_000},
        {"name": "break", "duration": 3_600_000},
    ]
    refused = plant.engineer.get(href, {"additional_operation_time": "LUNCH"})
    assert refused.errors() == [("additional_operation_time", "not_found")]
    assert plants.there.engineer.get(href).status == 404
