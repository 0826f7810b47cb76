"""What is booked at machines goes to the operation in progress at their workplace, begun last."""

import pytest

BOOKINGS = ("strokes", "counterIncrease", "quantitiesWithQualityDetails")


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def workplace(plant):
    return plant.make("workplace")


@pytest.fixture
def machine(plant, workplace):
    return plant.make("machine", workplace={"id": workplace["id"]})


def href(resource):
    return resource["_links"]["self"]["href"]


def begin(plant, workplace, phase="PROCESSING"):
    operation = plant.make("operation")
    plant.engineer.post(f"{href(operation)}/{phase}", {"workplace": {"id": workplace["id"]}}).ok()
    return operation


def current(plant, machine):
    link = plant.engineer.get(href(machine)).links.get("current_operation")
    return None if link is None else link["href"]


def test_a_machine_knows_what_was_begun_last_at_its_workplace(plant, workplace, machine):
    assert current(plant, machine) is None
    first = begin(plant, workplace, "SETUP")
    assert current(plant, machine) == href(first)
    second = begin(plant, workplace)
    assert current(plant, machine) == href(second)
    plant.engineer.post(f"{href(second)}/COMPLETED").ok()
    assert current(plant, machine) == href(first)
    other = plant.make("workplace")
    plant.engineer.post(f"{href(first)}/PROCESSING", {"workplace": {"id": other["id"]}}).ok()
    assert current(plant, machine) is None
    plant.engineer.patch(href(machine), {"workplace": {"id": other["id"]}}).ok()
    assert current(plant, machine) == href(first)
    assert plant.engineer.delete(href(first)).problem(409, "in-use")


def test_bookings_are_offered_while_something_is_in_progress(plant, workplace, machine):
    assert not {*BOOKINGS} & set(plant.engineer.get(href(machine)).links)
    explained = plant.engineer.get(href(machine), {"explain": "actions"}).ok()["_explain"]
    assert {one["relation"] for one in explained if one["needs"] == "current_operation"} == {*BOOKINGS}
    for name, body in (("strokes", {"strokes": 1}), ("counterIncrease", {"count": 1})):
        problem = plant.engineer.post(f"{href(machine)}/{name}", body).problem(409)
        assert (problem["code"], "in progress" in problem["detail"]) == ("nothing_in_progress", True)
    begin(plant, workplace)
    links = plant.engineer.get(href(machine)).links
    assert links["strokes"] == {"href": f"{href(machine)}/strokes", "method": "POST"}
    assert {*BOOKINGS} <= set(links)
    for who in (plant.operator, plant.reader):
        assert not {*BOOKINGS} & set(who.get(href(machine)).links)
        assert who.post(f"{href(machine)}/strokes", {"strokes": 1}).status == 403


def test_strokes_make_as_many_as_a_cycle_does(plants, plant, workplace, machine):
    operation = begin(plant, workplace)
    made = plant.engineer.post(f"{href(machine)}/strokes", {"strokes": 3})
    assert made.headers["Location"] == href(made.ok(201))
    links = made.json["_links"]
    assert made.json["quantity"] == 3
    assert (links["operation"]["href"], links["workplace"]["href"]) == (href(operation), href(workplace))
    assert plant.engineer.get(links["quality_type"]["href"]).ok()["code"] == "YIELD"
    plant.engineer.put(f"{href(operation)}/specification", {"units_per_machine_cycle": 4}).ok()
    assert plant.engineer.post(f"{href(machine)}/strokes", {"strokes": 3}).ok(201)["quantity"] == 12
    assert plant.engineer.post(f"{href(machine)}/counterIncrease", {"count": 5}).ok(201)["quantity"] == 5
    summary = plant.engineer.get(f"{href(operation)}/quantitySummary").ok()
    assert summary["total_quantity"] == 20
    assert plants.there.engineer.post(f"{href(machine)}/strokes", {"strokes": 3}).status == 404


def test_a_quantity_with_a_detail_has_the_type_of_the_detail(plant, workplace, machine):
    begin(plant, workplace)
    detail = plant.make("quality_detail")
    body = {"quantity": 1.5, "quality_detail": {"id": detail["id"]}, "remark": "scratched"}
    made = plant.engineer.post(f"{href(machine)}/quantitiesWithQualityDetails", body).ok(201)
    assert (made["quantity"], made["remark"]) == (1.5, "scratched")
    assert made["_links"]["quality_type"]["href"] == detail["_links"]["quality_type"]["href"]
    body["quality_detail"] = {"id": 987654321}
    refused = plant.engineer.post(f"{href(machine)}/quantitiesWithQualityDetails", body)
    assert refused.errors() == [("#/quality_detail", "not_found")]


@pytest.mark.parametrize(
    ("name", "body", "error"),
    [
        ("strokes", {}, ("#/strokes", "required")),
        ("strokes", {"strokes": -1}, ("#/strokes", "min_value")),
        ("strokes", {"strokes": 2**63}, ("#/strokes", "out_of_range")),
        ("strokes", {"strokes": 1, "surprise": 1}, ("#/surprise", "unknown")),
        ("counterIncrease", {"count": "many"}, ("#/count", "invalid")),
        ("counterIncrease", {"count": None}, ("#/count", "null")),
        ("quantitiesWithQualityDetails", {"quantity": 1}, ("#/quality_detail", "required")),
    ],
)
def test_what_is_wrong_with_a_booking_is_told_and_nothing_booked(plant, workplace, machine, name, body, error):
    begin(plant, workplace)
    assert plant.engineer.post(f"{href(machine)}/{name}", body).errors() == [error]
    assert plant.engineer.get("recordedOutputQuantities").ids("recorded_output_quantities") == []


def test_more_than_can_be_counted_is_refused(plant, workplace, machine):
    operation = begin(plant, workplace)
    plant.engineer.put(f"{href(operation)}/specification", {"units_per_machine_cycle": 1e308}).ok()
    refused = plant.engineer.post(f"{href(machine)}/strokes", {"strokes": 2**62})
    assert refused.errors() == [("#/strokes", "invalid")]


def test_a_retry_books_once(plant, workplace, machine):
    begin(plant, workplace)
    for _ in range(2):
        plant.engineer.post(f"{href(machine)}/strokes", {"strokes": 1}, idempotency_key="once").ok(201)
    assert len(plant.engineer.get("recordedOutputQuantities").ids("recorded_output_quantities")) == 1
