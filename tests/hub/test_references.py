"""A reference names one thing, by a link of this hub, an id or a UUID; what contradicts itself names nothing."""

from __future__ import annotations

from typing import Any

import pytest

WRONG: list[Any] = [
    {"uuid": 1},
    {"uuid": "1"},
    {"href": 1},
    {"href": "1"},
    {"id": 1, "href": "/api/v1/manufacturers/987654321"},
    {"href": "http://evil.example/api/v1/manufacturers/{id}"},
    {"href": "http://testserver@evil.example/api/v1/manufacturers/{id}"},
    {"href": "//testserver/api/v1/manufacturers/{id}"},
    {"href": "/api/v1/units/{id}"},
    {"id": "{id}", "uuid": "0197f0a1-5b7c-7c3e-9d4e-2f6a1b8c9d0e"},
]


def filled(reference: dict[str, Any], key: int) -> dict[str, Any]:
    return {
        name: value.replace("{id}", str(key)) if isinstance(value, str) else value for name, value in reference.items()
    }


@pytest.mark.parametrize("reference", WRONG, ids=str)
def test_a_reference_that_contradicts_itself_or_leads_elsewhere_is_refused(world: Any, reference: Any) -> None:
    plant = world.here
    given = filled(reference, plant.sample("manufacturer")["id"])
    answer = plant.engineer.post("products", {"product_code": "P 1", "manufacturer": given})
    assert answer.errors() == [("#/manufacturer", "not_found")]


@pytest.mark.parametrize("origin", ["", "http://testserver", "https://testserver:8000"])
def test_a_reference_may_say_all_it_knows(world: Any, origin: str) -> None:
    plant = world.here
    made = plant.sample("manufacturer")
    given = {"id": made["id"], "uuid": made["uuid"], "href": f"{origin}/api/v1/manufacturers/{made['id']}"}
    product = plant.make("product", manufacturer=given)
    assert product["_links"]["manufacturer"]["href"] == f"/api/v1/manufacturers/{made['id']}"
    by_uuid = plant.engineer.post(
        "assets", {"serial_number": "S", "product": {"href": f"/api/v1/products/{product['uuid']}"}}
    )
    assert by_uuid.ok(201)["_links"]["product"]["href"] == f"/api/v1/products/{product['id']}"


def test_a_list_of_references_is_as_strict(world: Any) -> None:
    plant = world.here
    asset = plant.make("asset")
    wrong = [{"id": asset["id"], "uuid": "0197f0a1-5b7c-7c3e-9d4e-2f6a1b8c9d0e"}, {"uuid": asset["id"]}]
    errors = plant.engineer.post("events", plant.body("event", assets=wrong)).errors()
    assert errors == [("#/assets/0", "not_found"), ("#/assets/1", "not_found")]
