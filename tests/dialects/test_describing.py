"""The document of a dialect: made from its routes, and valid OpenAPI."""

from __future__ import annotations

import json

from django.test import RequestFactory
from drf_spectacular.validation import validate_schema

from dialects.base import Operation
from dialects.describing import About, Description, document, view

THING = {"type": "object", "properties": {"name": {"type": "string"}}}
ROUTES = {
    "": {"GET": Operation(run=lambda view: None)},
    "things": {
        "GET": Operation(
            run=lambda view: None,
            described=lambda: Description(
                summary="All things", query={"name": {"type": "string", "description": "Its name."}}, gives=THING
            ),
        )
    },
    "things/<segment:key>/parts/<segment:part>": {"DELETE": Operation(run=lambda view, key, part: None)},
}
ABOUT = About(
    title="Things",
    base="/things-api",
    text="A small one.",
    routes=ROUTES,
    refusal={"type": "object"},
    doors={"bearer": {"type": "http", "scheme": "bearer"}},
)


def test_the_document_is_valid():
    validate_schema(document(ABOUT))


def test_every_route_and_method_stands_in_it():
    paths = document(ABOUT)["paths"]
    assert {path: set(item) for path, item in paths.items()} == {
        "/": {"get"},
        "/things": {"get"},
        "/things/{key}/parts/{part}": {"delete"},
    }


def test_what_an_operation_says_stands_in_it():
    found = document(ABOUT)["paths"]["/things"]["get"]
    assert found["summary"] == "All things"
    assert found["parameters"] == [
        {
            "name": "name",
            "in": "query",
            "required": False,
            "schema": {"type": "string"},
            "description": "Its name.",
        }
    ]
    assert found["responses"]["200"]["content"]["application/json"]["schema"] == THING


def test_keys_of_a_path_are_parameters_and_can_be_missing():
    found = document(ABOUT)["paths"]["/things/{key}/parts/{part}"]["delete"]
    assert [one["name"] for one in found["parameters"]] == ["key", "part"]
    assert "404" in found["responses"]


def test_the_document_is_sent_to_anybody_with_a_validator():
    answer = view(ABOUT)(RequestFactory().get("/things-api/openapi.json"))
    assert answer["Content-Type"] == "application/vnd.oai.openapi+json"
    assert json.loads(answer.content)["info"]["title"] == "Things"
    again = RequestFactory().get("/things-api/openapi.json", headers={"If-None-Match": answer["ETag"]})
    assert view(ABOUT)(again).status_code == 304
