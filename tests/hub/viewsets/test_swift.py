"""The straight way to read bodies gives what the serializer gives, or leaves it to that."""

from __future__ import annotations

import pytest

from hub import context, registry
from hub.viewsets.bodies import read_one
from hub.viewsets.swift import Swift


@pytest.fixture
def serializer(plants):
    plants.here.make("workplace")
    with context.acting(plants.here.principal("engineer")):
        yield registry.find_sub("planning_result").viewset.serializer_class(context={})


def bodies(plants):
    plan = {"workplace": {"id": plants.here.sample("workplace")["id"]}, "start_date": "2026-03-01T06:00:00Z"}
    plan["end_date"] = "2026-03-01T07:00:00.5+01:00"
    usual = [plan, {**plan, "fixed": True}, {**plan, "setup_start_date": None, "id": 5, "operation": {"id": 1}}]
    unusual = [
        {**plan, "surprise": 1},
        {**plan, "_links": {}},
        {**plan, "end_date": "never"},
        {**plan, "workplace": {"id": 987654321}},
        {**plan, "workplace": None},
        {"workplace": plan["workplace"]},
        {**plan, "tenant": {"id": 1}},
        [],
        5,
        None,
    ]
    return usual, unusual


def test_what_is_usual_is_read_alike(plants, serializer):
    swift = Swift(serializer)
    for body in bodies(plants)[0]:
        values, wrong = read_one(serializer, body)
        assert wrong == []
        assert swift.read(body) == values
        assert list(swift.read(body)) == list(values)


def test_what_is_unusual_or_wrong_is_left_to_the_serializer(plants, serializer):
    swift = Swift(serializer)
    assert [swift.read(body) for body in bodies(plants)[1]] == [None] * 10


def test_a_serializer_with_rules_of_its_own_reads_itself(plants, serializer):
    class Own(type(serializer)):
        def validate_fixed(self, value):
            return not value

    assert not Swift(Own(context={})).usable
    assert not Swift(type(serializer)(context={}, partial=True)).usable
    assert Swift(serializer).usable
