"""Words planted in one plant are never heard in the other: not by links, search, includes, filters, history or errors."""

from __future__ import annotations

import json
import re

import pytest
from rest_framework import serializers

from hub import registry
from hub.filters import orders
from hub.hal.reference import Reference
from hub.viewsets.include import embeddable
from tests.factories.bodies import texts, writable

CANARY = "Kanarienvogel"
MOST_STEPS = 1500


@pytest.fixture
def planted(plants):
    """Both plants have one of each kind; in the other one every text holds the canary's name."""
    there = plants.there
    there.admin.patch(f"tenants/{there.tenant.pk}", {"name": f"{CANARY} works", "description": CANARY}).ok()
    foreign = {}
    for entry in registry.entries():
        if "create" in entry.actions and entry.name not in ("permission", "tenant_permission"):
            words = {name: f"{CANARY} {entry.name} {name}"[: field.max_length] for name, field in plain_texts(entry)}
            body = there.body(entry.name, full=True)
            body.update({name: word for name, word in words.items() if isinstance(body.get(name), str)})
            answer = there.maker(entry.name).post(entry.href, body)
            if answer.status == 201:
                foreign[entry.name] = answer.json
                there.samples.setdefault(entry.name, answer.json)
            plants.here.make(entry.name)
    assert len(foreign) > 20
    return plants, foreign


def plain_texts(entry):
    return [(name, field) for name, field in texts(entry).items() if isinstance(field, serializers.CharField)]


def silent(answer, where):
    assert CANARY.lower() not in answer.content.decode().lower(), where
    assert CANARY.lower() not in json.dumps(dict(answer.headers)).lower(), where
    assert answer.status < 500, where
    return answer


def links_of(value):
    """Every href anywhere in a body, with its method."""
    if isinstance(value, dict):
        if isinstance(value.get("href"), str):
            yield value["href"], value.get("method", "GET")
        for inner in value.values():
            yield from links_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from links_of(inner)


@pytest.mark.parametrize("who", ["admin", "operator"])
def test_no_link_leads_to_a_foreign_word(planted, who):
    plants, _foreign = planted
    caller = getattr(plants.here, who)
    waiting, seen, shapes = ["/api/v1/"], set(), {}
    while waiting and len(seen) < MOST_STEPS:
        path = waiting.pop()
        answer = silent(caller.get(path), path)
        seen.add(path)
        if answer.headers.get("Content-Type", "").startswith("application/hal+json"):
            for href, method in links_of(answer.json):
                href = href.partition("{")[0]
                shape = re.sub(r"\d+", "N", href)
                wanted = method == "GET" and href.startswith("/api/v1/") and shapes.get(shape, 0) < 4
                if wanted and href not in seen and href not in waiting:
                    shapes[shape] = shapes.get(shape, 0) + 1
                    waiting.append(href)
    assert len(seen) > (60 if who == "admin" else 30)


def test_no_collection_tells_a_foreign_word_in_any_way_of_asking(planted):
    plants, _foreign = planted
    for entry in registry.entries():
        for media in ("application/hal+json", "application/json"):
            silent(plants.here.admin.get(entry.href, {"per_page": 100}, accept=media), entry.name)
        names = list(embeddable(entry)) if hasattr(entry.serializer, "links_serializer_class") else []
        for name in names:
            silent(plants.here.admin.get(entry.href, {"include": name, "per_page": 100}), (entry.name, name))
        for name in orders(entry.filterset):
            silent(plants.here.admin.get(entry.href, {"order_by": f"-{name}", "per_page": 100}), (entry.name, name))


def test_no_filter_finds_a_foreign_word(planted):
    plants, foreign = planted
    for entry in registry.entries():
        total = plants.here.admin.get(entry.href).ok()["pagination"]["total_count"]
        for name in (name for name, _field in plain_texts(entry) if name in entry.filterset.parameters()):
            for pattern in (f"{CANARY}*", f"*{CANARY[2:-2]}*"):
                found = plants.here.admin.get(entry.href, {name: pattern})
                assert found.ok()["pagination"]["total_count"] == 0, (entry.name, name)
                assert plants.here.admin.post(f"{entry.href}/search", {name: pattern}).ids(entry.plural) == []
        for name in entry.filterset.parameters():
            target = foreign.get(name.removesuffix("_id")) if name.endswith("_id") else None
            if target is not None:
                for key in (target["id"], target["uuid"]):
                    found = plants.here.admin.get(entry.href, {name: key})
                    if entry.name == "request_log" and found.status == 400:
                        continue  # who asked is kept as a plain number there
                    assert found.ok()["pagination"]["total_count"] == 0, (entry.name, name)
        assert plants.here.admin.get(entry.href).ok()["pagination"]["total_count"] >= total


def test_no_way_to_a_foreign_resource_tells_its_words(planted):
    plants, foreign = planted
    for kind, one in foreign.items():
        href = registry.get(kind).of(one["id"])
        ways = [("GET", ""), ("GET", "/history"), ("GET", "/history/1"), ("POST", "/history/1/restore"), ("PUT", "")]
        ways += [("PATCH", ""), ("DELETE", ""), ("GET", "/permissions"), ("GET", "?include=tenant")]
        ways += [("GET", f"/{child.name}") for child in registry.get(kind).nested]
        for method, suffix in ways:
            for caller in (plants.here.admin, plants.here.reader):
                answer = silent(caller.ask(method, href + suffix, {}), (method, href + suffix))
                assert answer.status in (403, 404, 405), (method, href + suffix, answer)


def test_no_error_tells_a_foreign_word(planted):
    plants, foreign = planted
    for entry in registry.entries():
        if "create" not in entry.actions:
            continue
        api, body = plants.here.maker(entry.name), plants.here.body(entry.name)
        for name, field in writable(entry).items():
            target = foreign.get(field.entry.name) if isinstance(field, Reference) and field.entry else None
            if target is not None:
                answer = silent(api.post(entry.href, {**body, name: {"id": target["id"]}}), (entry.name, name))
                assert answer.status == 400
        if "bulk" in entry.actions and entry.name in foreign:
            element = {"id": foreign[entry.name]["id"]}
            answer = silent(api.post(f"{entry.href}/update", {entry.plural: [element]}), entry.name)
            assert answer.errors() == [(f"#/{entry.plural}/0/id", "not_found")]


def test_a_value_that_is_taken_elsewhere_is_free_here(planted):
    """Otherwise the refusal would tell that another plant has it. User names are unique in the whole hub by contract."""
    plants, foreign = planted
    for kind, one in foreign.items():
        entry = registry.get(kind)
        words = {name: one[name] for name, _field in plain_texts(entry) if isinstance(one.get(name), str) and one[name]}
        if kind not in ("user", "client", "api_key", "state_transition"):
            body = {**plants.here.body(kind, full=True), **words}
            assert plants.here.maker(kind).post(entry.href, body).status == 201, kind


def test_nothing_was_changed_over_there(planted):
    plants, foreign = planted
    for kind, one in foreign.items():
        found = plants.there.admin.get(f"{registry.get(kind).of(one['id'])}/history")
        assert len(found.items("history")) == 1, kind
