"""The description of the API is true: every route is in it, and every answer is as it says."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import yaml
from django.urls import get_resolver

from hub.hal.media import HAL, HAL_FORMS, JSON
from hub.openapi.components import pascal
from hub.openapi.schema import served
from tests.hub import described

KINDS = [entry.name for entry in served()]
READ = {entry.name: entry for entry in served()}
MADE = [name for name in KINDS if "create" in READ[name].actions]
MEDIA = [HAL, JSON, HAL_FORMS]


def routes():
    """(path, method) of every route of the API, as the description spells them."""
    found = set()
    for pattern in _patterns(get_resolver().url_patterns, ""):
        route, view = pattern
        for method in getattr(view, "actions", {}):
            if method != "head":
                found.add((re.sub(r"<\w+:(\w+)>", r"{\1}", route).replace("{key}", "{id}"), method))
    return found


def _patterns(patterns, prefix):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern.url_patterns, route)
        elif route.startswith("api/v1/"):
            yield f"/{route}", pattern.callback


# -- the document -----------------------------------------------------------------------------------------------------


def test_every_route_is_described_and_nothing_else():
    assert {(path, method) for path, method, _operation in described.operations()} - {
        ("/api/auth/login", "post")
    } == routes()


def test_operation_ids_are_unique_words():
    names = Counter(operation["operationId"] for _path, _method, operation in described.operations())
    assert [name for name, count in names.items() if count > 1] == []
    assert [name for name in names if not re.fullmatch("[a-z][a-z0-9_]*", name)] == []


def test_operation_ids_are_stable():
    """Clients are generated from them: they are never renamed."""
    known = {operation["operationId"]: (method, path) for path, method, operation in described.operations()}
    assert known["list_assets"] == ("get", "/api/v1/assets")
    assert known["create_asset"] == ("post", "/api/v1/assets")
    assert known["get_asset"] == ("get", "/api/v1/assets/{id}")
    assert known["update_asset"] == ("patch", "/api/v1/assets/{id}")
    assert known["replace_asset"] == ("put", "/api/v1/assets/{id}")
    assert known["bulk_update_assets"] == ("post", "/api/v1/assets/update")
    assert known["list_categories_of_product"] == ("get", "/api/v1/products/{id}/categories")
    assert known["link_categories_to_product"] == ("post", "/api/v1/products/{id}/categories")
    assert known["restore_asset"] == ("post", "/api/v1/assets/{id}/history/{version}/restore")


def test_a_link_is_described_as_an_object():
    links = described.known()[0]["components"]["schemas"]["Link"]
    assert links["required"] == ["href"]
    assert {"href", "method", "templated", "name", "title", "embeddable"} <= set(links["properties"])


def test_every_operation_tells_its_refusals_as_problems():
    for path, method, operation in described.operations():
        refused = {status: described.part(answer) for status, answer in operation["responses"].items() if status > "4"}
        assert {"401", "406", "429", "503", "504"} <= set(refused), (method, path)
        assert all(list(answer["content"]) == ["application/problem+json"] for answer in refused.values())


def test_the_doors_are_described():
    whole = described.known()[0]
    schemes = whole["components"]["securitySchemes"]
    assert set(schemes["oauth2"]["flows"]) == {"clientCredentials", "authorizationCode", "password"}
    headers = {scheme["name"] for scheme in schemes.values() if scheme.get("in") == "header"}
    assert headers == {"X-API-Key", "Api-Key", "EAPI-ELCLV2"}
    assert {scheme.get("scheme") for scheme in schemes.values()} >= {"bearer", "basic"}
    assert {"oauth2": ["read"]} in whole["security"]
    assert {"oauth2": ["write"]} in described.paths()["/api/v1/assets"]["post"]["security"]
    assert "security" not in described.paths()["/api/v1/assets/search"]["post"], "a search only reads"
    assert described.paths()["/api/auth/login"]["post"]["security"] == []


def test_collections_tell_everything_they_can_be_asked():
    for entry in served():
        found = [described.part(parameter) for parameter in described.paths()[entry.href]["get"]["parameters"]]
        names = {parameter["name"] for parameter in found if parameter["in"] == "query"}
        assert {"page", "per_page", "after", "order_by", *entry.filterset.parameters()} <= names, entry.name


# -- as it is served --------------------------------------------------------------------------------------------------


def test_the_description_is_public_and_the_same_in_both_forms(client):
    as_json, as_yaml = client.get("/api/v1/openapi.json"), client.get("/api/v1/openapi.yaml")
    assert as_json.headers["Content-Type"] == "application/vnd.oai.openapi+json"
    assert as_yaml.headers["Content-Type"] == "application/vnd.oai.openapi"
    assert as_json.json() == yaml.load(as_yaml.content, Loader=yaml.CSafeLoader)
    assert as_json.json()["openapi"].startswith("3.1.")


def test_who_holds_the_description_is_answered_304(client):
    tag = client.get("/api/v1/openapi.json").headers["ETag"]
    assert client.get("/api/v1/openapi.json", headers={"If-None-Match": tag}).status_code == 304
    assert client.post("/api/v1/openapi.json").status_code == 405


def there_already(kind):
    """Whether every plant has one, or can make one; others come about by what is done to something else."""
    return kind in MADE or kind in ("tenant", "user")


# -- against the API --------------------------------------------------------------------------------------------------


@pytest.fixture
def one(world):
    """Makes one resource of a kind with all its members set."""
    return lambda kind: world.here.make(kind, full=True) if kind in MADE else world.here.sample(kind)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if there_already(kind)])
def test_resources_are_as_described(world, one, kind):
    entry, made, api = READ[kind], one(kind), world.here.admin
    places = [entry.of(made["id"]), f"{entry.of(made['id'])}?explain=actions", f"{entry.href}?per_page=2"]
    if "history" in entry.actions:
        places += [f"{entry.of(made['id'])}/history", f"{entry.of(made['id'])}/history/1"]
    if "permissions" in entry.actions:
        places.append(f"{entry.of(made['id'])}/permissions")
    for place in places:
        for media in MEDIA:
            described.check_answer("GET", place, api.get(place, accept=media))


@pytest.mark.parametrize("kind", MADE)
def test_bodies_and_what_is_made_are_as_described(world, kind):
    entry, api = READ[kind], world.here.maker(kind)
    body = world.here.body(kind, full=True)
    described.check_body("POST", entry.href, body)
    answer = api.post(entry.href, body)
    described.check_answer("POST", entry.href, answer)
    if "update" in entry.actions:
        whole = api.get(entry.of(answer.json["id"]), accept=JSON).json
        described.check_body("PATCH", entry.of(answer.json["id"]), whole)
        changed = api.patch(entry.of(answer.json["id"]), whole)
        assert changed.status == 200, "what was read can be sent back"
        described.check_answer("PATCH", entry.of(answer.json["id"]), changed)


def test_a_representation_can_be_sent_back_in_hal(world):
    made = world.here.make("asset", full=True)
    href = f"/api/v1/assets/{made['id']}"
    described.check_body("PATCH", href, made, HAL)
    described.check_answer("PATCH", href, world.here.engineer.patch(href, made))


def test_included_resources_are_as_described(world):
    world.here.make("asset", full=True)
    for media in (HAL, JSON):
        answer = world.here.admin.get("assets?include=product.manufacturer,status,assets", accept=media)
        described.check_answer("GET", "/api/v1/assets", answer)


def test_searches_bulks_and_links_are_as_described(world):
    api, asset, product = world.here.engineer, world.here.make("asset"), world.here.make("product")
    category = world.here.make("product_category")
    search = {"serial_number": ["x*", None], "product_id": [1, 2], "created_at_from": "2026-01-01T00:00:00Z"}
    bulk = {"assets": [{"id": asset["id"], "description": "x", "version": 1}]}
    several = {"manufacturers": [{"name": "described one"}, {"name": "described two"}]}
    links = {"product_categories": [{"id": category["id"]}]}
    for method, place, body in (
        ("POST", "/api/v1/assets/search", search),
        ("POST", "/api/v1/assets/update?dry_run=true", bulk),
        ("POST", "/api/v1/assets/update", bulk),
        ("POST", "/api/v1/manufacturers", several),
        ("POST", f"/api/v1/products/{product['id']}/categories", links),
        ("DELETE", f"/api/v1/products/{product['id']}/categories", links),
    ):
        described.check_body(method, place, body)
        described.check_answer(method, place, api.ask(method, place, body))


def test_restoring_is_as_described(world):
    asset, api = world.here.make("asset"), world.here.engineer
    href = f"/api/v1/assets/{asset['id']}"
    api.patch(href, {"description": "later"}).ok()
    for query in ("?dry_run=true", ""):
        place = f"{href}/history/1/restore"
        described.check_answer("POST", place, api.post(place + query))


def test_refusals_are_as_described(world):
    api, asset = world.here.engineer, world.here.make("asset")
    href = f"/api/v1/assets/{asset['id']}"
    refusals = [
        ("GET", "/api/v1/assets?nonsense=1", api.get("assets?nonsense=1")),
        ("GET", href, world.nobody.get(href)),
        ("GET", href, world.there.engineer.get(href)),
        ("GET", href, api.get(href, accept="image/png")),
        ("POST", "/api/v1/assets", api.post("assets", {"serial_number": "", "product": {"id": 999}})),
        ("POST", "/api/v1/assets", api.post("assets", raw=b"<x/>", type="text/xml")),
        ("POST", "/api/v1/assets", world.here.operator.post("assets", {})),
        ("PATCH", href, api.patch(href, {"description": "y"}, if_match='"1-99"')),
    ]
    assert [answer.status for _method, _place, answer in refusals] == [400, 401, 404, 406, 400, 415, 403, 412]
    for method, place, answer in refusals:
        described.check_answer(method, place, answer)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not there_already(kind)])
def test_collections_of_what_comes_about_are_as_described(world, kind):
    for media in MEDIA:
        described.check_answer("GET", READ[kind].href, world.here.admin.get(READ[kind].href, accept=media))


@pytest.mark.parametrize("media", [HAL, JSON])
def test_the_entry_point_and_the_request_log_are_as_described(world, media):
    for place in ("/api/v1/", "/api/v1/request_log?per_page=1"):
        described.check_answer("GET", place, world.here.admin.get(place, accept=media))


def test_secrets_are_described_where_they_are_shown(world):
    body = {"name": "described", "scopes": ["read"], "role": "operator"}
    answer = world.here.admin.post("api_keys", body)
    assert answer.ok(201)["key"]
    described.check_answer("POST", "/api/v1/api_keys", answer)
    assert "key" not in described.known()[0]["components"]["schemas"][pascal("api_key")]["properties"]
