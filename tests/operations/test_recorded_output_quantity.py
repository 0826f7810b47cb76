"""Recorded output quantity: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestRecordedOutputQuantity(PlantContract):
    kind = "recorded_output_quantity"


def test_detail_and_type_agree_also_after_a_change(world):
    plant = world.here
    types = [plant.make("quality_type", by=plant.admin)["id"] for _ in range(2)]
    detail = plant.make("quality_detail", by=plant.admin, quality_type={"id": types[0]})["id"]
    body = {"quality_type": {"id": types[0]}, "quality_detail": {"id": detail}}
    href = plant.make("recorded_output_quantity", **body)["_links"]["self"]["href"]
    wrong = {"quality_type": {"id": types[1]}}
    assert plant.engineer.patch(href, wrong).errors() == [("#/quality_detail", "invalid")]
    plant.admin.patch(f"masterData/qualityDetails/{detail}", wrong).problem(409, "in-use")
    plant.engineer.patch(href, {**wrong, "quality_detail": None}).ok()
    plant.admin.patch(f"masterData/qualityDetails/{detail}", wrong).ok()


def test_quantities_can_be_summed_up(world):
    plant = world.here
    operation = plant.make("operation")["id"]
    for quantity, status in ((1e308, 400), (1.1e15, 400), (1e15, 201), (1e15, 201)):
        body = plant.body("recorded_output_quantity", operation={"id": operation}, quantity=quantity)
        answer = plant.engineer.post("recordedOutputQuantities", body)
        assert answer.status == status
        assert status == 201 or answer.errors() == [("#/quantity", "max_value")]
    assert plant.engineer.get(f"operations/{operation}/quantitySummary").ok()["total_quantity"] == 2e15
