"""Characteristics of tools, edges and of what an operation makes: a list in one document."""

import pytest

ELEMENTS = [{"name": "Diameter", "identifier": "DC", "value": "12.5", "unit": "mm"}]


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.mark.parametrize(
    "kind, name",
    [("tool", "characteristics"), ("tool_edge", "characteristics"), ("operation", "materialCharacteristics")],
)
def test_the_list_is_replaced_as_a_whole(plant, kind, name):
    href = f"{plant.make(kind)['_links']['self']['href']}/{name}"
    assert plant.engineer.get(href).ok()["elements"] == []
    assert plant.engineer.put(href, {"elements": ELEMENTS}).ok()["elements"] == ELEMENTS
    assert plant.engineer.put(href, {"elements": []}).ok()["elements"] == []
    assert len(plant.engineer.get(f"{href}/history").items("history")) == 2


@pytest.mark.parametrize(
    "elements, wrong",
    [
        ([{"name": "Diameter", "identifier": "DC"}, 5], [("/0/value", "required"), ("/1", "invalid")]),
        ([{**ELEMENTS[0], "surprise": 1}], [("/0/surprise", "unknown")]),
        ([{**ELEMENTS[0], "value": 12.5}], [("/0/value", "invalid")]),
        ({}, [("", "invalid")]),
        ([ELEMENTS[0]] * 1001, [("", "too_many")]),
    ],
)
def test_each_bad_element_is_named(plant, elements, wrong):
    href = f"{plant.make('tool')['_links']['self']['href']}/characteristics"
    errors = plant.engineer.put(href, {"elements": elements}).errors()
    assert errors == [(f"#/elements{place}", code) for place, code in wrong]
