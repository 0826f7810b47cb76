"""The document of the dialect: of all its paths, valid, open to anybody, and true."""

import json

import pytest
from django.test import Client as Browser
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from dialects.netilion.routes import ROUTES
from tests.dialects.netilion.test_coverage import pattern


@pytest.fixture(scope="module")
def document():
    answer = Browser().get("/v1/openapi.json")
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_the_document_is_valid(document):
    validate_schema(document)


def test_every_path_and_method_stands_in_it(document):
    told = {(method.upper(), pattern(path)) for path, item in document["paths"].items() for method in item}
    assert told == {(method, pattern(f"/{route}")) for route, operations in ROUTES.items() for method in operations}


def test_each_operation_says_what_it_does(document):
    mute = [
        f"{method} {path}"
        for path, item in document["paths"].items()
        for method, told in item.items()
        if told["summary"].startswith(method.upper())
    ]
    assert mute == []


def test_the_entry_point_links_it(netilion):
    assert netilion.get("/v1")["links"]["service-desc"] == {"href": "http://testserver/v1/openapi.json"}


def test_answers_are_as_the_document_says(netilion, document):
    node = netilion.post("nodes", {"name": "Hall"})
    for path, found in {"/nodes/{key}": node, "/nodes": netilion.get("nodes")}.items():
        schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        Draft202012Validator({**schema, "components": document["components"]}).validate(found)
    refused = netilion.ask("GET", "nodes?colour=red")
    assert refused.status == 400
    Draft202012Validator(document["components"]["schemas"]["Error"]).validate(refused.json)


def test_lists_say_what_they_can_be_asked(document):
    names = {one["name"] for one in document["paths"]["/assets"]["get"]["parameters"]}
    assert {"serial_number", "production_date_from", "node_id", "permission", "include", "per_page"} <= names
