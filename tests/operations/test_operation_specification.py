"""The specification of an operation: there always is one, empty at first."""


def test_it_is_empty_until_it_is_written(plants):
    plant = plants.here
    href = f"{plant.make('operation')['_links']['self']['href']}/specification"
    assert plant.engineer.get(href).ok()["target_quantity"] is None
    body = {"target_quantity": 12.5, "target_time_per_unit": 180_000, "quantity_unit": "pcs"}
    assert plant.engineer.put(href, body).ok()["target_time_per_unit"] == 180_000
    assert plant.engineer.patch(href, {"target_quantity": 13}).ok()["quantity_unit"] == "pcs"
    assert [row["version"] for row in plant.engineer.get(f"{href}/history").items("history")] == [2, 1]


def test_what_cannot_be_is_refused(plants):
    plant = plants.here
    href = f"{plant.make('operation')['_links']['self']['href']}/specification"
    dates = {"target_start_date": "2026-03-02T00:00:00Z", "target_end_date": "2026-03-01T00:00:00Z"}
    assert plant.engineer.put(href, dates).errors() == [("#/target_end_date", "before_start")]
    assert plant.engineer.put(href, {"target_setup_time": -1}).errors()[0][0] == "#/target_setup_time"
    assert plant.operator.put(href, {"target_quantity": 1}).status == 403
