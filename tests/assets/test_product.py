"""Products: what every resource promises, and that their manufacturer is fixed once there are assets."""

import pytest

from tests.contracts.suites import PlantContract


class TestProduct(PlantContract):
    kind = "product"


@pytest.fixture
def plant(plants):
    return plants.here


def test_a_code_is_unique_for_its_manufacturer(plant):
    made = plant.make("product", product_code="FTL51")
    body = plant.body("product", product_code="ftl51")
    assert plant.engineer.post("products", body).errors(409) == [("#/product_code", "unique")]
    other = {"manufacturer": {"id": plant.make("manufacturer")["id"]}}
    plant.make("product", product_code="FTL51", **other)
    assert plant.engineer.patch(f"products/{made['id']}", other).errors(409) == [("#/product_code", "unique")]


def test_the_manufacturer_is_fixed_once_there_are_assets(plant):
    product, other = plant.make("product"), {"manufacturer": {"id": plant.make("manufacturer")["id"]}}
    href = product["_links"]["self"]["href"]
    plant.engineer.patch(href, other).ok()
    asset = plant.make("asset", product={"id": product["id"]})
    before = {"manufacturer": {"id": plant.sample("manufacturer")["id"]}}
    problem = plant.engineer.patch(href, before).problem(409, "in-use")
    assert problem["code"] == "in_use"
    plant.engineer.put(href, plant.body("product", **before)).problem(409, "in-use")
    errors = plant.engineer.post("products/update", {"products": [{"id": product["id"], **before}]}).errors(400)
    assert [place for place, _code in errors] == ["#/products/0"]
    plant.engineer.patch(href, other).ok()
    assert plant.engineer.delete(asset["_links"]["self"]["href"]).status == 204
    plant.engineer.patch(href, before).ok()


def test_restoring_obeys_the_same_rule(plant):
    product, other = plant.make("product"), {"manufacturer": {"id": plant.make("manufacturer")["id"]}}
    href = product["_links"]["self"]["href"]
    plant.engineer.patch(href, other).ok()
    plant.make("asset", product={"id": product["id"]})
    dry = plant.engineer.post(f"{href}/history/1/restore?dry_run=true").ok()
    assert [conflict["code"] for conflict in dry["conflicts"]] == ["in_use"]
    assert plant.engineer.post(f"{href}/history/1/restore").errors(409) == [("#", "in_use")]
    assert len(plant.engineer.get(f"{href}/history").items("history")) == 2


def test_a_product_has_categories(plant):
    product, category = plant.make("product"), plant.make("product_category")
    href = f"products/{product['id']}/categories"
    assert plant.engineer.post(href, {"product_categories": [{"id": category["id"]}]}).status == 204
    assert plant.engineer.get(f"product/categories/{category['id']}/products").ids("products") == [product["id"]]


def test_its_texts_are_translated(plant):
    href = plant.make("product", name="Level switch")["_links"]["self"]["href"]
    plant.engineer.patch(href, {"name": "Grenzschalter"}, content_language="de-DE").ok()
    assert plant.engineer.get(href, accept_language="de").ok()["name"] == "Grenzschalter"
    assert plant.engineer.get(href).ok()["name"] == "Level switch"
    asset = plant.make("asset", product={"id": int(href.rpartition("/")[2])})
    link = plant.engineer.get(asset["_links"]["self"]["href"], accept_language="de-DE").links["product"]
    assert "Grenzschalter" in link["title"]
