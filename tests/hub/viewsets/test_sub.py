"""What hangs on a resource: one thing of its own versions, under the right of the resource, or many written at once."""

import types

import pytest
from django.urls import include, path

from config import urls
from hub import errors, registry
from hub.filters import filterset_for
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules, Sub
from hub.router import in_order, resource, sub
from hub.viewsets.resource import ResourceViewSet
from hub.viewsets.sub import SubViewSet
from tests.sample.tracked import Part, Result, Thing

pytestmark = pytest.mark.django_db
GOOD = {"part": {"id": 0}, "start": "2026-01-01T00:00:00Z", "amount": 5}


def no_negative(result, *_changed):
    if (result.amount or 0) < 0:
        raise errors.ValidationProblem([errors.field_error("amount", "min_value", "Not below zero.")])


def view_sets():
    class PartSerializer(HalSerializer):
        class Meta:
            model = Part
            fields = ["id", "name"]

    class ThingSerializer(HalSerializer):
        class Meta:
            model = Thing
            fields = ["id", "name", "part"]

    class ResultSerializer(HalSerializer):
        class Meta:
            model = Result
            fields = ["start", "amount", "part", "thing"]

    class PartViewSet(ResourceViewSet):
        """Parts."""

        entry = Entry(model=Part, path="sample/parts")
        serializer_class, filterset_class = PartSerializer, filterset_for(Part)

    class ThingViewSet(ResourceViewSet):
        """Things."""

        entry = Entry(model=Thing, path="sample/things", group="plant")
        serializer_class, filterset_class = ThingSerializer, filterset_for(Thing, ["name"])

    class ResultViewSet(SubViewSet):
        """Results."""

        entry = Sub(
            model=Result,
            owner="thing",
            key="thing",
            path="lastResult",
            plural="last_results",
            actions=frozenset({"update", "delete", "history", "bulk"}),
            rules=Rules(create=no_negative, change=no_negative),
        )
        serializer_class = ResultSerializer

    return [*resource(PartViewSet), *resource(ThingViewSet), *sub(ResultViewSet)]


@pytest.fixture
def plant(world, monkeypatch, settings):
    """The first plant, with routes to things, parts and results."""
    monkeypatch.setattr(registry, "_entries", dict(registry._entries))
    monkeypatch.setattr(registry, "_subs", dict(registry._subs))
    module = types.ModuleType("sample_urls")
    module.urlpatterns = [*urls.urlpatterns, path("api/v1/", include(in_order(view_sets())))]
    settings.ROOT_URLCONF = module
    return world.here


@pytest.fixture
def things(plant):
    return [plant.make("thing") for _number in range(3)]


@pytest.fixture
def good(plant):
    return {**GOOD, "part": {"id": plant.make("part")["id"]}}


def test_there_is_none_at_first(plant, things, good):
    href = f"sample/things/{things[0]['id']}/lastResult"
    assert plant.engineer.get(href).status == 404
    assert plant.engineer.delete(href).status == 404
    links = plant.engineer.get(things[0]["_links"]["self"]["href"]).links
    assert "lastResult" not in links
    assert links["updateLastResult"]["method"] == "PUT"
    assert links["updateLastResult"]["href"].endswith(href)
    assert plant.engineer.put(href, good, if_match="*").status == 412
    assert set(plant.engineer.patch(href, {"amount": 1}).errors()) == {("#/start", "required"), ("#/part", "required")}
    assert plant.engineer.get(f"{href}/history").items("history") == []


def test_put_makes_replaces_and_delete_takes_away(plant, things, good):
    href = f"/api/v1/sample/things/{things[0]['id']}/lastResult"
    made = plant.engineer.put(href, good)
    body = made.ok(201)
    assert made.headers["Location"] == href == body["_links"]["self"]["href"]
    assert body["amount"] == 5
    assert plant.engineer.get(things[0]["_links"]["self"]["href"]).links["lastResult"]["href"] == href
    assert {"part", "thing", "update", "replace", "delete", "history"} <= set(body["_links"])
    again = plant.engineer.put(href, good)
    assert again.ok()
    assert again.headers["ETag"] == made.headers["ETag"]
    assert plant.engineer.put(href, {name: good[name] for name in ("part", "start")}).ok()["amount"] is None
    assert plant.engineer.patch(href, {"amount": 7}, if_match=made.headers["ETag"]).status == 412
    assert plant.engineer.patch(href, {"amount": -7}).errors() == [("#/amount", "min_value")]
    assert plant.engineer.patch(href, {"amount": 7}).ok()["amount"] == 7
    assert plant.engineer.delete(href).status == 204
    assert plant.engineer.get(href).status == 404
    assert plant.engineer.put(href, good).status == 201
    rows = plant.engineer.get(f"{href}/history").items("history")
    assert [(row["version"], row["event"]) for row in rows] == [
        (5, "create"),
        (4, "delete"),
        (3, "update"),
        (2, "update"),
        (1, "create"),
    ]


def test_it_is_embedded_where_it_is(plant, things, good):
    plant.engineer.put(f"sample/things/{things[0]['id']}/lastResult", good).ok(201)
    items = plant.engineer.get("sample/things", {"include": "lastResult.part"}).items("things")
    assert ["_embedded" in item for item in items] == [True, False, False]
    assert items[0]["_embedded"]["lastResult"]["_embedded"]["part"]["id"] == good["part"]["id"]


def bulk(plant, elements, query="", by=None):
    path = f"sample/things/lastResults/update{query}"
    return (by or plant.engineer).post(path, {"last_results": elements})


def test_many_are_put_in_one_go(plant, things, good):
    first, second, third = ({"thing": {"id": thing["id"]}} for thing in things)
    for thing in things[1:]:
        plant.engineer.put(f"sample/things/{thing['id']}/lastResult", {**good, "amount": 1}).ok(201)
    answer = bulk(plant, [{**first, **good}, {**second, **good}, {**third, **good, "amount": 1}], "?dry_run=true")
    assert [row["result"] for row in answer.ok()["results"]] == ["changed", "changed", "unchanged"]
    assert bulk(plant, [{**first, **good}, {**second, **good}, {**third, **good, "amount": 1}]).status == 204
    found = [plant.engineer.get(f"sample/things/{thing['id']}/lastResult") for thing in things]
    assert [(one.ok()["amount"], one.headers["ETag"].split("-")[1]) for one in found] == [(5, "1"), (5, "2"), (1, "1")]
    plant.engineer.delete(f"sample/things/{things[0]['id']}/lastResult")
    assert bulk(plant, [{"thing": things[0]["_links"]["self"]["href"], **good}]).status == 204
    assert "-3-" in plant.engineer.get(f"sample/things/{things[0]['id']}/lastResult").headers["ETag"]


def test_one_bad_element_refuses_all(plant, world, things, good):
    first, second, third = ({"thing": {"id": thing["id"]}} for thing in things)
    elements = [
        {**first, **good},
        {**second, **good, "amount": -1},
        {**third, "amount": 1},
        good,
        {"thing": {"id": 10**12}, **good},
        {**first, **good, "surprise": 1},
        7,
    ]
    assert set(bulk(plant, elements).errors()) == {
        ("#/last_results/0/thing", "duplicate"),
        ("#/last_results/1/amount", "min_value"),
        ("#/last_results/2/start", "required"),
        ("#/last_results/2/part", "required"),
        ("#/last_results/3/thing", "required"),
        ("#/last_results/4/thing", "not_found"),
        ("#/last_results/5/thing", "duplicate"),
        ("#/last_results/5/surprise", "unknown"),
        ("#/last_results/6", "invalid"),
    }
    versioned = [{**first, **good, "version": 4}]
    assert bulk(plant, versioned).errors() == [("#/last_results/0/version", "conflict")]
    assert bulk(plant, [{**first, **good}], by=plant.colleague).errors() == [("#/last_results/0/thing", "not_found")]
    assert not Result.objects.exists()


def test_the_right_is_that_of_the_thing(plant, things, good):
    href = f"sample/things/{things[0]['id']}/lastResult"
    plant.engineer.put(href, good).ok(201)
    assert plant.colleague.get(href).status == 404
    grants = f"{things[0]['_links']['self']['href']}/permissions"
    plant.engineer.post(grants, {"right": "read", "user": {"id": plant.users["colleague"].pk}}).ok(201)
    assert plant.colleague.get(href).ok()
    assert plant.colleague.put(href, good).status == 403
    element = {"thing": {"id": things[0]["id"]}, **good, "amount": 9}
    assert bulk(plant, [element], by=plant.colleague).errors() == [("#/last_results/0", "forbidden")]
