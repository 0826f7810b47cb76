"""Setup transition rule: what every resource promises; the transitions of a group that follow from its rules."""

import pytest

from tests.contracts.suites import BulkContract, WholeContract


class TestSetupTransitionRule(WholeContract, BulkContract):
    kind = "setup_transition_rule"


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def group(plant):
    return plant.make("workplace_group")


def add(plant, group, before, after, **values):
    body = {"predecessor_conditions": before, "successor_conditions": after, **values}
    return plant.engineer.post(group["_links"]["setupTransitionRules"]["href"], body)


def transitions(plant, group, **query):
    found = plant.engineer.get(group["_links"]["setupTransitions"]["href"], query).ok()
    return [
        (one["predecessor_material"]["number"], one["successor_material"]["number"], one["setup_time"])
        for one in found["elements"]
    ]


@pytest.fixture
def made(plant, group):
    """Two operations of the group: a red and narrow material, a white and wide one."""
    place = plant.make("workplace", capacity_group={"id": group["id"]})
    for number, color, width, time in (("RED", "red", "20", 1000), ("WHITE", "White", "40.0", 3000)):
        material = {"id": plant.make("material", number=number)["id"]}
        operation = plant.make("operation", material=material, target_workplace={"id": place["id"]})
        href = operation["_links"]["self"]["href"]
        plant.engineer.put(f"{href}/specification", {"target_setup_time": time}).ok()
        elements = [
            {"name": "Color", "identifier": "COL", "value": color},
            {"name": "width", "identifier": "W", "value": width, "unit": "mm"},
        ]
        plant.engineer.put(f"{href}/materialCharacteristics", {"elements": elements}).ok()
    return operation


def test_what_is_wrong_with_a_rule_is_told(plant, group):
    assert add(plant, group, "1", "", setup_time=-1).status == 400
    wrong = add(plant, group, "red", "color==white", criterion="MATERIAL_CHARACTERISTICS")
    assert wrong.errors() == [("#/predecessor_conditions", "invalid")]
    assert add(plant, group, "1,,2", "3").errors() == [("#/predecessor_conditions", "invalid")]


def test_numbers_give_the_time_and_the_latest_rule_counts(plants, plant, group):
    assert transitions(plant, group) == []
    add(plant, group, "1,materialNumber==2", "3", setup_time=500).ok(201)
    rule = add(plant, group, "2", "3", setup_time=700).ok(201)
    assert transitions(plant, group) == [("1", "3", 500), ("2", "3", 700)]
    assert transitions(plant, group, predecessor_material="2") == [("2", "3", 700)]
    assert transitions(plant, group, successor_material="1") == []
    plant.engineer.delete(rule["_links"]["self"]["href"])
    assert transitions(plant, group, predecessor_material="2") == [("2", "3", 500)]
    href = group["_links"]["setupTransitions"]["href"]
    assert plants.there.engineer.get(href).status == 404
    assert plant.engineer.get(href, {"surprise": 1}).errors() == [("surprise", "unknown")]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("color==red", "color==white", [("RED", "WHITE", 3500)]),
        ("COL==white;width=ge=40", "w=lt=40", [("WHITE", "RED", 1500)]),
        ("color==red,color==white", "color!=red", [("RED", "WHITE", 3500), ("WHITE", "WHITE", 3500)]),
        ("size==1", "color==red", []),
        ("color=gt=1", "color==red", []),
    ],
)
def test_characteristics_add_to_what_the_successor_wants(plant, group, made, before, after, expected):
    values = {"criterion": "MATERIAL_CHARACTERISTICS", "setup_time_increment": 500}
    add(plant, group, before, after, **values).ok(201)
    assert transitions(plant, group) == expected


def test_increments_add_up_and_a_time_of_numbers_goes_before(plant, group, made):
    values = {"criterion": "MATERIAL_CHARACTERISTICS", "setup_time_increment": 500}
    add(plant, group, "color==red", "color==white", **values).ok(201)
    add(plant, group, "width=lt=30", "width=gt=30", **values).ok(201)
    assert transitions(plant, group) == [("RED", "WHITE", 4000)]
    add(plant, group, "RED", "WHITE", setup_time=1).ok(201)
    assert transitions(plant, group) == [("RED", "WHITE", 1)]


def test_what_is_done_does_not_count(plant, group, made):
    values = {"criterion": "MATERIAL_CHARACTERISTICS", "setup_time_increment": 500}
    add(plant, group, "color==red", "color==white", **values).ok(201)
    plant.engineer.post(f"{made['_links']['self']['href']}/CLOSED").ok()
    assert transitions(plant, group) == []


def test_too_many_are_asked_for_one_by_one(plant, group):
    many = ",".join(f"{number}" for number in range(105))
    add(plant, group, many, many, setup_time=1).ok(201)
    refused = plant.engineer.get(group["_links"]["setupTransitions"]["href"])
    assert refused.errors() == [("predecessor_material", "required")]
    assert len(transitions(plant, group, predecessor_material="7")) == 105
