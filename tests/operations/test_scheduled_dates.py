"""The scheduled dates of an operation, one by one and many at once; operations that wait are found by them."""

WEEK = {"scheduled_start_date": "2026-03-02T00:00:00Z", "scheduled_end_date": "2026-03-06T00:00:00Z"}


def test_they_are_put_and_found_by(plants):
    plant = plants.here
    operation, other = plant.make("operation"), plant.make("operation")
    plant.engineer.put(f"{operation['_links']['self']['href']}/scheduledDates", WEEK).ok()

    def found(**query):
        return set(plant.engineer.get("operations", query).ids("operations"))

    both = {operation["id"], other["id"]}
    assert found(start_date="2026-03-05T00:00:00Z") >= both
    assert operation["id"] not in found(start_date="2026-03-07T00:00:00Z")
    assert operation["id"] not in found(end_date="2026-03-01T00:00:00Z")
    assert other["id"] in found(end_date="2026-03-01T00:00:00Z")


def test_many_are_written_at_once(plants):
    plant = plants.here
    operations = [plant.make("operation") for _ in range(2)]
    elements = [{"operation": {"id": one["id"]}, **WEEK} for one in operations]
    body = {"scheduled_dates": elements}
    assert plant.engineer.post("operations/scheduledDates/update", body).status == 204
    elements[1]["scheduled_end_date"] = "2026-03-01T00:00:00Z"
    errors = plant.engineer.post("operations/scheduledDates/update", body).errors()
    assert errors == [("#/scheduled_dates/1/scheduled_end_date", "before_start")]
