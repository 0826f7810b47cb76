"""Refusals: always status, code and message; whatever is sent, and wherever it is refused."""

from __future__ import annotations

import json

import pytest
from django.test import Client as Browser

from dialects.force_bridge import errors
from hub.problems.catalogue import PROBLEMS
from tests.dialects.force_bridge.conftest import BASE

SHAPE = {"status", "code", "message"}


def shape(answer, status):
    assert answer.status_code == status, answer.content
    body = json.loads(answer.content)
    assert set(body) == SHAPE
    assert body["status"] == status
    return body


def test_nobody_is_told_how_to_log_in(db):
    answer = Browser().get(f"{BASE}/operations")
    assert shape(answer, 401)["code"] == "1100401000"
    assert "Bearer" in answer["WWW-Authenticate"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "nowhere", 404, "0000404000"),
        ("GET", "tools/assemblyOrders/x", 404, "2202404000"),
        ("GET", "workplaces/00000000000000000000000000000000", 404, "1200404000"),
        ("PATCH", "operations", 405, "1100405000"),
        ("DELETE", "productionOrders", 405, "1000405000"),
        ("GET", "operations?colour=red", 400, "0002400002"),
        ("GET", "operations?limit=5&limit=6", 400, "0002400003"),
        ("POST", "tools/1/edges/2/3/4", 404, "2201404000"),
        ("GET", "operations/%00", 404, "1100404000"),
        ("GET", "operations?operationNumber=%00", 400, "0002400003"),
        ("GET", "operations?" + "x" * 9000, 414, "0002414000"),
    ],
)
def test_codes_tell_domain_status_and_kind(force, method, path, status, code):
    assert force.refused(method, path, status)[0] == code


def test_media_types_are_refused_in_shape(force):
    force.refused("GET", "operations", 406, Accept="text/csv")
    force.refused("POST", "tools", 415, b"<tool/>", type="application/xml")
    force.refused("POST", "tools", 400, b"{", type="application/json")
    force.refused("POST", "tools", 400, b'{"a": 1, "a": 2}', type="application/json")
    force.refused("POST", "tools", 413, b'"' + b"x" * 1_100_000 + b'"')


def test_what_is_missing_comes_before_what_is_wrong(force):
    force.refused("GET", f"operations/{'0' * 32}/specification?colour=red", 404)
    force.refused("PUT", f"operations/{'0' * 32}/forecastResult", 404, b"<x/>", type="application/xml")
    force.refused("POST", f"tools/{'0' * 32}/edges", 404, b"{")


def test_plain_http_is_refused_in_shape(settings, db):
    settings.SECURE_SSL_REDIRECT = True
    shape(Browser().post(f"{BASE}/tools", "{}", "application/json"), 403)


@pytest.mark.parametrize(
    "body",
    [b"[]", b"7", b'"x"', b"null", b"[[[[1]]]]", b'{"": []}', b'{"properties": 7}', b'{"number": {"a": []}}'],
)
@pytest.mark.parametrize(
    "path", ["tools", "operations", "operations/search", "tools/assemblyOrders", "commands", "commands/bulk"]
)
def test_bodies_of_any_kind_are_answered(force, path, body):
    answer = force.ask("POST", path, body)
    assert answer.status in (200, 202, 400), answer
    if answer.status == 400:
        assert set(answer.json) == SHAPE


@pytest.mark.parametrize("value", ["", "null", "*", "%F0%9F%92%A9", "1" * 40, "-1", "0", "a,b,c", "2026-01-01", "'"])
def test_parameters_of_any_kind_are_answered(force, value):
    for path, names in {
        "operations": ("workplaceId", "operationPhaseId", "isInProgress", "startDate", "productionOrderId"),
        "staffMembers/shifts": ("staffMemberId", "firstName", "shiftTypeId"),
        "masterData/operatingStates": ("workplaceStateId", "timeBase"),
        "machines": ("workplaceNumber",),
    }.items():
        for name in names:
            answer = force.ask("GET", f"{path}?{name}={value}")
            assert answer.status in (200, 400), answer


def test_every_problem_has_a_code_of_its_own():
    codes = [(kind.status, errors.NUMBERS.get(slug, 0)) for slug, kind in PROBLEMS.items()]
    assert len(set(codes)) == len(codes)


def test_a_conflict_and_a_row_in_use_are_told(force):
    force.post("materials", {"number": "M-1"})
    assert force.refused("POST", "materials", 409, {"number": "m-1"})[0] == "1300409001"


def test_a_retry_with_its_key_is_answered_once(force):
    first = force.ask("POST", "materials", {"number": "M-3"}, Idempotency_Key="a-key")
    again = force.ask("POST", "materials", {"number": "M-3"}, Idempotency_Key="a-key")
    assert (first.status, again.status) == (201, 201)
    assert first.json == again.json


def test_conditional_reads_answer_304(force):
    first = force.ask("GET", "operations")
    assert force.ask("GET", "operations", If_None_Match=first.headers["ETag"]).status == 304
    material = force.ask("GET", first.json["_embedded"]["operations"][0]["_links"]["productionOrder"]["href"])
    assert force.ask("GET", "operations", If_None_Match='"other"').status == 200
    assert material.headers["ETag"]


def test_a_change_can_be_bound_to_what_was_read(force, planned):
    path = f"operations/{planned[0]['properties']['id']}"
    read = force.ask("GET", path)
    assert force.ask("GET", path, If_None_Match=read.headers["ETag"]).status == 304
    assert force.ask("GET", path, Accept="application/json").headers["ETag"] != read.headers["ETag"]
    body = {"workplaceId": force.listed("workplaces")[0]["id"]}
    assert force.ask("POST", f"{path}/SETUP", body, If_Match=read.headers["ETag"]).status == 200
    assert force.refused("POST", f"{path}/PROCESSING", 412, body, If_Match=read.headers["ETag"])[0] == "1100412000"


def test_head_answers_like_get(force):
    answer = force.ask("HEAD", "operations")
    assert (answer.status, answer.content) == (200, b"")


def test_a_revision_that_is_none_is_refused_in_shape(force):
    force.refused("GET", "/ffwebservices/api/v9/operations", 404)
