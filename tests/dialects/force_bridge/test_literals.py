"""Literals: the texts of master data in all languages, as a collection and by id."""

from __future__ import annotations

import pytest


def test_a_text_is_told_in_all_languages_that_it_has(force):
    state = force.get("masterData/operationPhases/SETUP")
    found = force.follow(state["_links"]["shortDescription"])
    assert found["properties"]["translations"] == [
        {"language": "en-GB", "translation": "Setup"},
        {"language": "de-DE", "translation": "Rüsten"},
        {"language": "zh-CN", "translation": "调试"},
    ]
    assert found["_links"]["self"]["href"].endswith(f"/literals/{found['properties']['id']}")
    embedded = force.get("masterData/operationPhases/SETUP", embed="description,shortDescription")["_embedded"]
    assert embedded["shortDescription"]["properties"] == found["properties"]
    assert embedded["description"]["properties"]["translations"] == found["properties"]["translations"]
    assert embedded["description"]["properties"]["id"] != found["properties"]["id"]


def test_what_is_in_no_language_is_told_in_that_of_the_caller(force):
    workplace = force.get("workplaces", workplaceNumber="TURN-1")["_embedded"]["workplaces"][0]
    link = workplace["_links"]["description"]["href"]
    for language in ("de-DE", "en-GB"):
        told = force.ask("GET", link, Accept_Language=language).ok()["properties"]
        assert told["translations"] == [{"language": language, "translation": "Turning centre ST-20"}]


def test_the_collection_pages_through_all_kinds(force):
    whole, offset, told = [], 0, None
    while told is None or "next" in told["_links"]:
        told = force.get("literals", limit=37, offset=offset)
        whole += [one["properties"]["id"] for one in told["_embedded"]["literals"]]
        offset += 37
    assert len(whole) == len(set(whole)) == told["pagination"]["total"]
    assert len(whole) > 100
    for one in whole[::25]:
        assert force.get(f"literals/{one}")["properties"]["id"] == one


def test_the_collection_is_asked_by_type_code_and_relation(force):
    found = force.listed("literals", type="operationPhases", identifier1="SET*", identifier2="description")
    assert [one["translations"][0]["translation"] for one in found] == ["Setup"]
    assert len(force.listed("literals", type="operationPhases", identifier1="SETUP")) == 2
    for nothing in ({"type": "dragons"}, {"identifier3": "x"}, {"identifier2": "colour"}):
        assert force.get("literals", **nothing)["pagination"]["total"] == 0
    force.refused("GET", "literals?colour=red", 400)


def test_a_page_costs_as_many_questions_whatever_is_on_it(force, django_assert_max_num_queries):
    with django_assert_max_num_queries(75):
        force.get("literals", limit=100)
    with django_assert_max_num_queries(75):
        force.get("literals", limit=100, offset=40)


@pytest.mark.parametrize("key", ["dragon", "0", "F" * 32, "0197f0a15b7c8c3e9d4e2f6a1b8c9d0e"])
def test_what_is_no_literal_is_not_found(force, key):
    assert force.refused("GET", f"literals/{key}", 404)


def test_a_text_is_told_to_those_who_may_read_what_it_describes(force, stranger):
    order = force.post("productionOrders", {"number": "PO-9", "description": "Secret flanges"})
    link = order["_links"]["description"]["href"]
    assert force.get(link)["properties"]["translations"][0]["translation"] == "Secret flanges"
    stranger.refused("GET", link, 404)
