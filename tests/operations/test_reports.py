"""Reports by material, by order and by detail of quality."""

from __future__ import annotations

import pytest

DAY = "2026-02-01T"
HOUR = 3_600_000
PERIOD = {"start_date": f"{DAY}00:00:00Z", "end_date": "2026-02-02T00:00:00Z"}


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def workplace(plant):
    return plant.make("workplace")


def codes(plant, path, plural):
    return {row["code"]: {"id": row["id"]} for row in plant.engineer.get(path).items(plural)}


@pytest.fixture
def detail(plant):
    scrap = codes(plant, "masterData/qualityTypes", "quality_types")["SCRAP"]
    return plant.make("quality_detail", quality_type=scrap, code="SCRATCHED")


@pytest.fixture
def operation(plant, workplace, detail):
    """Half an hour of setup and six hours of work, one of which it stood; a hundred pieces, six of them scratched."""
    operation = plant.make("operation", material={"id": plant.make("material")["id"]})
    href = operation["_links"]["self"]["href"]
    wanted = {"target_time_per_unit": 180_000, "target_setup_time": 2 * HOUR}
    plant.engineer.patch(f"{href}/specification", wanted).ok()
    here = {"workplace": {"id": workplace["id"]}, "operation": {"id": operation["id"]}}
    states = codes(plant, "masterData/operatingStates", "operating_states")
    for code, start, end in (("SETUP", 6, 7), ("PRODUCTION", 7, 12), ("MALFUNCTION", 12, 13)):
        stay = {"start_date": f"{DAY}{start:02}:00:00Z", "end_date": f"{DAY}{end:02}:00:00Z"}
        plant.engineer.post("recordedOperatingStates", {**here, **stay, "operating_state": states[code]}).ok(201)
    types = codes(plant, "masterData/qualityTypes", "quality_types")
    for code, amount, more in (("YIELD", 94, {}), ("SCRAP", 6, {"quality_detail": {"id": detail["id"]}})):
        made = {**here, "quality_type": types[code], "quantity": amount, "booking_time": f"{DAY}12:30:00Z", **more}
        plant.engineer.post("recordedOutputQuantities", made).ok(201)
    return operation


@pytest.fixture
def stays(operation, workplace):
    """The same in phases, with an hour between setup and work."""
    from operations.models import Operation, RecordedOperationPhase

    row = Operation.objects.get(pk=operation["id"])
    for phase, start, end in (("SETUP", 6, 7), ("PROCESSING", 8, 14)):
        stay = {"start_date": f"{DAY}{start:02}:00:00Z", "end_date": f"{DAY}{end:02}:00:00Z"}
        RecordedOperationPhase(
            tenant=row.tenant, operation=row, workplace_id=workplace["id"], phase=phase, **stay
        ).save()
    return operation


def test_states_are_listed_by_the_material_that_was_made(plant, operation):
    root = plant.engineer.get("/api/v1/").links["hitListOperatingStatesMaterial"]["href"].partition("{")[0]
    number = plant.engineer.get(operation["_links"]["material"]["href"]).ok()["number"]
    for query in ({"material_number": number}, {"material_id": operation_material(operation)}, {}):
        found = plant.engineer.get(root, {**PERIOD, **query}).ok()
        assert found["total_duration"] == 7 * HOUR
        first = found["elements"][0]
        assert (first["code"], first["duration"], first["frequency"]) == ("PRODUCTION", 5 * HOUR, 1)
        assert first["proportion"] == pytest.approx(5 / 7)
        assert first["frequency_proportion"] == pytest.approx(1 / 3)
        assert first["material"]["href"] == operation["_links"]["material"]["href"]
    other = {"material_id": plant.make("material")["id"]}
    assert plant.engineer.get(root, {**PERIOD, **other}).ok()["elements"] == []


def operation_material(operation):
    return operation["_links"]["material"]["href"].rpartition("/")[2]


def test_an_operation_without_a_material_makes_that_of_its_order(plant, workplace):
    order = plant.make("production_order", material={"id": plant.make("material")["id"]})
    operation = plant.make("operation", production_order={"id": order["id"]})
    kind = codes(plant, "masterData/qualityTypes", "quality_types")["YIELD"]
    made = {"operation": {"id": operation["id"]}, "quality_type": kind, "quantity": 3}
    plant.engineer.post("recordedOutputQuantities", {**made, "booking_time": f"{DAY}12:00:00Z"}).ok(201)
    query = {**PERIOD, "material_id": operation_material(order)}
    elements = plant.engineer.get("reports/qualityDetailsMaterial", query).ok()["elements"]
    assert [(one["code"], one["quantity"], one["quality_detail"]) for one in elements] == [("YIELD", 3, None)]


def test_quantities_are_listed_by_detail(plant, operation, workplace, detail):
    for path, by, query in (
        ("reports/qualityDetailsWorkplace", "workplace", {"workplace_number": workplace["number"]}),
        ("reports/qualityDetailsWorkplace", "workplace", {"material_id": operation_material(operation)}),
        ("reports/qualityDetailsMaterial", "material", {"material_id": operation_material(operation)}),
    ):
        found = plant.engineer.get(path, {**PERIOD, **query}).ok()
        assert found["total_quantity"] == 100
        good, bad = found["elements"]
        assert (good["code"], good["quantity"], good["quality_detail"]) == ("YIELD", 94, None)
        assert (bad["code"], bad["quantity"], bad["quality_detail"]["id"]) == ("SCRAP", 6, detail["id"])
        assert bad[by]["id"]


def test_process_efficiency_is_the_product_of_three_ratios(plant, stays):
    query = {**PERIOD, "production_order_id": stays["_links"]["production_order"]["href"].rpartition("/")[2]}
    found = plant.engineer.get("reports/overallProcessEfficiency", query).ok()
    assert found["process_availability"] == pytest.approx(5 / 6)
    assert found["performance"] == 1.0  # 100 pieces were to take five hours
    assert found["quality"] == pytest.approx(0.94)
    assert found["ope"] == pytest.approx(5 / 6 * 0.94)
    assert found["setup_reduction"] == pytest.approx(0.5)
    assert found["scheduling_efficiency"] == pytest.approx(7 / 8)
    assert found["production_process_ratio"] == pytest.approx(5 / 8)


def test_nothing_recorded_is_no_figure(plant, operation, plants):
    early = {"start_date": "2020-01-01T00:00:00Z", "end_date": "2020-01-02T00:00:00Z"}
    names = ("ope", "process_availability", "performance", "quality", "setup_reduction", "scheduling_efficiency")
    for api, query in ((plant.engineer, early), (plants.there.engineer, PERIOD)):
        found = api.get("reports/overallProcessEfficiency", query).ok()
        assert [found[name] for name in names] == [None] * len(names)
        for name in ("hitListOperatingStatesMaterial", "qualityDetailsMaterial", "qualityDetailsWorkplace"):
            assert api.get(f"reports/{name}", query).ok()["elements"] == []


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"start_date": None}, ("start_date", "required")),
        ({"material_id": "x"}, ("material_id", "invalid")),
        ({"material_id": "1", "material_number": "1"}, ("material_number", "conflict")),
        ({"end_date": "2020-01-01T00:00:00Z"}, ("end_date", "before_start")),
        ({"workplace_id": "1"}, ("workplace_id", "unknown")),
    ],
)
def test_a_report_says_what_is_wrong(plant, query, wrong):
    asked = {name: value for name, value in {**PERIOD, **query}.items() if value is not None}
    for name in ("hitListOperatingStatesMaterial", "qualityDetailsMaterial", "overallProcessEfficiency"):
        assert plant.engineer.get(f"reports/{name}", asked).errors() == [wrong]


def test_a_report_costs_as_many_questions_for_many_materials(plant, operation, django_assert_max_num_queries):
    kind = codes(plant, "masterData/qualityTypes", "quality_types")["YIELD"]
    for number in range(3):
        other = plant.make("operation", material={"id": plant.make("material", number=f"M{number}")["id"]})
        made = {"operation": {"id": other["id"]}, "quality_type": kind, "quantity": 1}
        plant.engineer.post("recordedOutputQuantities", {**made, "booking_time": f"{DAY}12:00:00Z"}).ok(201)
    for name in ("hitListOperatingStatesMaterial", "qualityDetailsMaterial", "overallProcessEfficiency"):
        with django_assert_max_num_queries(11):
            plant.engineer.get(f"reports/{name}", PERIOD).ok()
