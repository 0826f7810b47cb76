"""User fields of operations and workplaces: a list in one document, each position once."""

import pytest

FIELDS = [{"position": 1, "value": "blue"}, {"position": 3, "value": ""}]


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.mark.parametrize("kind", ["operation", "workplace"])
def test_they_are_replaced_as_a_whole(plants, plant, kind):
    href = f"{plant.make(kind)['_links']['self']['href']}/userFields"
    assert plant.engineer.get(href).ok()["elements"] == []
    assert plant.engineer.put(href, {"elements": FIELDS[::-1]}).ok()["elements"] == FIELDS
    assert len(plant.engineer.get(f"{href}/history").items("history")) == 1
    assert plant.operator.put(href, {"elements": []}).status == 403
    assert "replace" not in plant.operator.get(href).links
    assert plants.there.engineer.get(href).status == 404
    owner = plant.engineer.get(href.removesuffix("/userFields"), {"include": "userFields"}).ok()
    assert owner["_embedded"]["userFields"]["elements"] == FIELDS


@pytest.mark.parametrize(
    "elements, wrong",
    [
        ([{"position": 1}], [("/0/value", "required")]),
        (
            [{"position": 1, "value": "a"}, {"position": 1, "value": "b"}],
            [(f"/{n}/position", "duplicate") for n in (0, 1)],
        ),
        ([{"position": -1, "value": "a"}], [("/0/position", "min_value")]),
        ([{"position": "x", "value": 5}], [("/0/position", "invalid"), ("/0/value", "invalid")]),
        ([{"position": 1, "value": "a", "colour": "red"}], [("/0/colour", "unknown")]),
        ("x", [("", "invalid")]),
        ([{"position": n, "value": "a"} for n in range(101)], [("", "too_many")]),
    ],
)
def test_each_bad_element_is_named(plant, elements, wrong):
    href = f"{plant.make('operation')['_links']['self']['href']}/userFields"
    errors = plant.engineer.put(href, {"elements": elements}).errors()
    assert errors == [(f"#/elements{place}", code) for place, code in wrong]
