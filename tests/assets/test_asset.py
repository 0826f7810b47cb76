"""Assets: what every resource promises, and that manufacturer and serial number know them."""

import pytest

from tests.contracts.suites import PlantContract


class TestAsset(PlantContract):
    kind = "asset"
    thorough = True


@pytest.fixture
def plant(plants):
    return plants.here


def serial(plant, number, product=None, **values):
    product = product or plant.sample("product")
    return plant.engineer.post("assets", {"serial_number": number, "product": {"id": product["id"]}, **values})


def test_a_serial_number_is_unique_for_its_manufacturer_whatever_its_case(plant):
    serial(plant, "J2-Straße").ok(201)
    other_product = plant.make("product", manufacturer={"id": plant.sample("manufacturer")["id"]})
    for again in ("J2-Straße", "j2-STRASSE", " J2-straße "):
        assert serial(plant, again).errors(409) == [("#/serial_number", "unique")]
        assert serial(plant, again, other_product).errors(409) == [("#/serial_number", "unique")]
    other_maker = plant.make("product", manufacturer={"id": plant.make("manufacturer")["id"]})
    serial(plant, "J2-Straße", other_maker).ok(201)


def test_another_plant_may_have_the_same_serial_number(plants):
    serial(plants.here, "J2").ok(201)
    serial(plants.there, "J2").ok(201)


def test_the_manufacturer_is_that_of_the_product(plant):
    makers = [plant.make("manufacturer") for _ in range(2)]
    products = [plant.make("product", manufacturer={"id": maker["id"]}) for maker in makers]
    made = serial(plant, "J2", products[0], manufacturer={"id": makers[1]["id"]}).ok(201)
    assert made["_links"]["manufacturer"]["href"] == makers[0]["_links"]["self"]["href"]
    href = made["_links"]["self"]["href"]
    moved = plant.engineer.patch(href, {"product": {"id": products[1]["id"]}})
    assert moved.links["manufacturer"]["href"] == makers[1]["_links"]["self"]["href"]
    (version, _first) = plant.engineer.get(f"{href}/history").items("history")
    assert {change["field"] for change in version["changes"]} == {"product", "manufacturer"}
    bulk = {"assets": [{"id": made["id"], "product": {"id": products[0]["id"]}}]}
    assert plant.engineer.post("assets/update", bulk).status == 204
    assert plant.engineer.get(href).links["manufacturer"]["href"] == makers[0]["_links"]["self"]["href"]


def test_moving_to_a_maker_that_has_the_serial_number_is_refused(plant):
    products = [plant.make("product", manufacturer={"id": plant.make("manufacturer")["id"]}) for _ in range(2)]
    made = [serial(plant, "J2", product).ok(201) for product in products]
    answer = plant.engineer.patch(f"assets/{made[0]['id']}", {"product": {"id": products[1]["id"]}})
    assert answer.errors(409) == [("#/serial_number", "unique")]


@pytest.mark.parametrize("date", ["2016", "2016-06", "2016-06-13", "0001", "9999-12-31", None])
def test_a_production_date_keeps_its_precision(plant, date):
    made = serial(plant, "J2", production_date=date).ok(201)
    assert made["production_date"] == date
    assert plant.engineer.get(f"assets/{made['id']}").ok()["production_date"] == date


@pytest.mark.parametrize(
    "date",
    ["2016-13", "2016-02-30", "16", "2016-6", "2016-06-13T00:00:00Z", "2016-W05", "", "2016-", 2016, "0000", "now"],
)
def test_other_dates_are_refused(plant, date):
    assert serial(plant, "J2", production_date=date).errors() == [("#/production_date", "invalid")]


def test_dates_are_found_by_precision_and_by_range(plant):
    for date in ("2016", "2016-06", "2016-06-13", "2017-01"):
        serial(plant, f"J-{date}", production_date=date).ok(201)

    def found(**query):
        answer = plant.engineer.get("assets", {"serial_number": "J-*", "order_by": "production_date", **query})
        return [item["production_date"] for item in answer.items("assets")]

    assert found(production_date="2016-06") == ["2016-06"]
    assert found(production_date="2016") == ["2016"]
    assert found(production_date_from="2016-06", production_date_to="2016-06") == ["2016-06", "2016-06-13"]
    assert found(production_date_from="2016", production_date_to="2016") == ["2016", "2016-06", "2016-06-13"]
    assert found(production_date_from="2016-06-02") == ["2016-06-13", "2017-01"]


def test_nothing_stands_below_itself(plant):
    first = serial(plant, "J1").ok(201)
    second = serial(plant, "J2", parent={"id": first["id"]}).ok(201)
    for parent in (first, second):
        answer = plant.engineer.patch(f"assets/{first['id']}", {"parent": {"id": parent["id"]}})
        assert answer.errors() == [("#/parent", "cycle")]


def test_a_restored_asset_has_the_manufacturer_its_product_has_now(plant):
    makers = [plant.make("manufacturer") for _ in range(2)]
    product = plant.make("product", manufacturer={"id": makers[0]["id"]})
    made = serial(plant, "J2", product).ok(201)
    href = made["_links"]["self"]["href"]
    assert plant.engineer.delete(href).status == 204
    plant.engineer.patch(f"products/{product['id']}", {"manufacturer": {"id": makers[1]["id"]}}).ok()
    restored = plant.engineer.post(f"{href}/history/1/restore")
    assert restored.links["manufacturer"]["href"] == makers[1]["_links"]["self"]["href"]
