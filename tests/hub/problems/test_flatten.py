"""Errors of serializers, however nested, as a flat list of pointers."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError as ModelError
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.serializers import as_serializer_error

from hub.problems.flatten import flatten

NOT_FOUND = [ErrorDetail("There is no such product.", code="does_not_exist")]


class Part(serializers.Serializer[Any]):
    tag = serializers.CharField(max_length=3)


class Thing(serializers.Serializer[Any]):
    name = serializers.CharField()
    count = serializers.IntegerField(allow_null=False)
    parts = Part(many=True, required=False)
    words = serializers.ListField(child=serializers.CharField(), required=False)

    def validate(self, attrs: Any) -> Any:
        raise serializers.ValidationError("Not like this.", code="strange")


def found(data: Any) -> list[tuple[str, str]]:
    serializer = Thing(data=data)
    assert not serializer.is_valid()
    return [(error["pointer"], error["code"]) for error in flatten(serializer.errors, data)]


def test_all_fields_are_told_at_once() -> None:
    assert found({"name": "", "count": None}) == [("#/name", "blank"), ("#/count", "null")]
    assert found({}) == [("#/name", "required"), ("#/count", "required")]


def test_lists_of_objects_are_numbered() -> None:
    data = {"name": "x", "count": "y", "parts": [{"tag": "ok"}, {"tag": "too long"}, {}], "words": ["a", ""]}
    assert found(data) == [
        ("#/count", "invalid"),
        ("#/parts/1/tag", "max_length"),
        ("#/parts/2/tag", "required"),
        ("#/words/1", "blank"),
    ]


def test_errors_of_the_whole_point_at_the_whole() -> None:
    assert found({"name": "x", "count": 1}) == [("#", "strange")]
    assert found([]) == [("#", "invalid")]
    assert found({"name": "x", "count": 1, "parts": {}}) == [("#/parts", "invalid")]


def test_a_reference_is_pointed_at_where_the_client_put_it() -> None:
    detail = {"_links": {"product": NOT_FOUND}}
    at_top, as_link, absent = {"product": {"id": 9}}, {"_links": {"product": {"href": "/x/9"}}}, {"_links": {}}
    assert [error["pointer"] for error in flatten(detail, at_top)] == ["#/product"]
    assert [error["pointer"] for error in flatten(detail, as_link)] == ["#/_links/product"]
    assert [error["pointer"] for error in flatten(detail, absent)] == ["#/product"]
    assert [error["pointer"] for error in flatten(detail, None)] == ["#/product"]


def test_references_of_many_are_pointed_at_one_by_one() -> None:
    detail = {"assets": [{}, {"_links": {"product": NOT_FOUND}}, {"_links": {"status": NOT_FOUND}}]}
    sent = {"assets": [{}, {"product": 1}, {"_links": {"status": {"href": "/x"}}}]}
    pointers = ["#/assets/1/product", "#/assets/2/_links/status"]
    assert [error["pointer"] for error in flatten(detail, sent)] == pointers


def test_links_that_are_no_object_are_pointed_at_themselves() -> None:
    detail = {"_links": [ErrorDetail("Expected an object of links.", code="invalid")]}
    assert [error["pointer"] for error in flatten(detail, {"_links": 5})] == ["#/_links"]


@pytest.mark.parametrize(
    "code, expected", [("does_not_exist", "not_found"), ("unknown", "unknown"), ("unique", "unique")]
)
def test_codes_are_the_contracts(code: str, expected: str) -> None:
    assert flatten({"a": [ErrorDetail("x", code=code)]})[0]["code"] == expected


def test_errors_of_models_come_out_alike() -> None:
    exc = ModelError({"name": ModelError("Bad.", code="invalid"), "__all__": ModelError("No.", code="unique_together")})
    got = [(error["pointer"], error["code"]) for error in flatten(as_serializer_error(exc))]
    assert got == [("#/name", "invalid"), ("#", "unique")]
