"""A stranger with a key and one URL: everything else is found by following links."""

from __future__ import annotations

import pytest

from tests.factories import Api

ENTRY_POINT = "/api/v1/"


class Visitor:
    """Follows links and types nothing: every path it asks was given by an answer, or is the entry point."""

    def __init__(self, key):
        self.api = Api(key)

    def enter(self):
        return self.api.get(ENTRY_POINT).ok()

    def follow(self, page, relation, body=None, status=200):
        return self.api.follow(page["_links"][relation], body).ok(status)

    def collection(self, relation):
        return self.follow(self.enter(), relation)


@pytest.fixture
def ada(plants):
    return Visitor(plants.here.keys["engineer"])


@pytest.fixture
def otto(plants):
    return Visitor(plants.here.keys["operator"])


def made(visitor):
    """A manufacturer, its product and an asset of it, made by following links."""
    maker = visitor.follow(visitor.collection("manufacturers"), "create", {"name": "Endress+Hauser"}, 201)
    reference = {"href": maker["_links"]["self"]["href"]}
    body = {"product_code": "FTL51", "name": "Liquiphant", "_links": {"manufacturer": reference}}
    product = visitor.follow(visitor.collection("products"), "create", body, 201)
    body = {"serial_number": "J200FE0AC", "product": {"href": product["_links"]["self"]["href"]}}
    return maker, product, visitor.follow(visitor.collection("assets"), "create", body, 201)


def test_the_entry_point_says_who_and_where(ada, plants):
    page = ada.enter()
    assert page["version"] == "1.0"
    assert page["role"] == "engineer"
    assert page["user"] == {"id": plants.here.users["engineer"].pk, "name": "engineer of Kiel"}
    assert page["tenant"]["name"] == "Kiel"
    assert {"self", "curies", "service-desc", "service-doc", "assets", "asset_statuses"} <= set(page["_links"])


def test_a_first_conversation(ada):
    maker, product, asset = made(ada)
    assert ada.follow(asset, "product")["id"] == product["id"]
    assert ada.follow(asset, "manufacturer")["id"] == maker["id"]
    first = ada.follow(asset, "update", {"description": "Tank 3"})
    second = ada.follow(first, "update", {"description": "Tank 4", "production_date": "2016-06"})
    history = ada.follow(second, "history")
    versions = history["_embedded"]["history"]
    assert [version["version"] for version in versions] == [3, 2, 1]
    assert [version["event"] for version in versions] == ["update", "update", "create"]
    assert {"field": "description", "old": "Tank 3", "new": "Tank 4"} in versions[0]["changes"]
    assert ada.follow(versions[1], "self")["description"] == "Tank 3"
    then = ada.api.get(second["_links"]["self"]["href"], {"as_of": first["updated_at"]}).ok()
    assert (then["description"], then["production_date"]) == ("Tank 3", None)
    assert not {name for name, link in then["_links"].items() if isinstance(link, dict) and "method" in link}
    assert ada.follow(versions[1], "restore")["description"] == "Tank 3"


def test_a_search_and_its_pages_are_followed(ada):
    made(ada)
    found = ada.follow(ada.collection("assets"), "search", {"serial_number": "j200*"})
    assert [item["serial_number"] for item in found["_embedded"]["assets"]] == ["J200FE0AC"]
    assert ada.follow(found, "last", {"serial_number": "j200*"})["pagination"]["total_count"] == 1


def test_what_a_role_forbids_is_not_offered_and_refused(ada, otto):
    maker, _product, _asset = made(ada)
    offered = otto.collection("manufacturers")
    assert not {"create", "update"} & set(offered["_links"])
    (seen,) = [item for item in offered["_embedded"]["manufacturers"] if item["id"] == maker["id"]]
    assert not {"update", "replace", "delete", "permissions"} & set(seen["_links"])
    for relation in ("update", "replace", "delete"):
        otto.api.follow(maker["_links"][relation], {"name": "Mine"}).problem(403, "forbidden")
    explained = otto.api.get(seen["_links"]["self"]["href"], {"explain": "actions"}).ok()["_explain"]
    assert {row["relation"] for row in explained if row["lacking"] == "role"} >= {"update", "replace", "delete"}
    assert ada.follow(maker, "self")["name"] == "Endress+Hauser"


def test_what_is_the_owners_is_shared_by_following_permissions(ada, otto, plants):
    _maker, _product, asset = made(ada)
    assert otto.collection("assets")["_embedded"]["assets"] == []
    grants = ada.follow(asset, "permissions")
    body = {"right": "read", "user": {"id": plants.here.users["operator"].pk}}
    grant = ada.follow(grants, "create", body, 201)
    (seen,) = otto.collection("assets")["_embedded"]["assets"]
    assert seen["id"] == asset["id"]
    assert "update" not in seen["_links"]
    assert ada.api.follow(grant["_links"]["delete"]).status == 204
    assert otto.collection("assets")["_embedded"]["assets"] == []


def test_what_is_removed_is_gone_and_its_history_stays(ada):
    _maker, product, asset = made(ada)
    ada.api.follow(product["_links"]["delete"]).problem(409, "in-use")
    assert ada.api.follow(asset["_links"]["delete"]).status == 204
    ada.api.follow(asset["_links"]["self"]).problem(404)
    events = [row["event"] for row in ada.follow(asset, "history")["_embedded"]["history"]]
    assert events == ["delete", "create"]
