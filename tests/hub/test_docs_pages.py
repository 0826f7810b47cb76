"""The pages for people: the way to everything, and nothing from elsewhere."""

from __future__ import annotations

import json
import re

import pytest

from hub.docs import guides, relations
from hub.hal.media import HAL
from hub.openapi import slicing
from tests.contracts.hal import link_objects
from tests.hub.pages import Page

PLACES = [
    "/",
    "/docs/",
    "/docs/operations/assets",
    "/docs/relations",
    "/docs/relations/assets",
    "/docs/relations/update",
    "/docs/guides",
    "/docs/guides/using",
    "/docs/guides/decisions/0001-layers",
    "/docs/problems",
    "/docs/problems/validation",
]


@pytest.mark.parametrize("place", PLACES)
def test_every_page_is_sound(client, place):
    page = Page(client.get(place))
    assert page.status == 200
    page.sound()


@pytest.mark.parametrize("place", PLACES)
def test_what_a_page_loads_is_there(client, place):
    for address in Page(client.get(place)).loaded:
        assert client.get(address).status_code == 200, address


def test_the_landing_page_leads_everywhere(client):
    page = Page(client.get("/"))
    ways = {"/api/v1/", "/docs/", "/admin/", "/readyz", "/api/v1/openapi.json", "/login?next=/"}
    assert ways <= page.hrefs
    assert "http://testserver/api/v1/" in page.text


@pytest.mark.django_db
def test_all_links_of_the_pages_lead_somewhere(client):
    seen, waiting = set(), ["/", "/docs/"]
    while waiting:
        place = waiting.pop()
        if place in seen or not place.startswith("/"):
            continue
        seen.add(place)
        response = client.get(place)
        assert response.status_code in (200, 302, 401), place
        if place.startswith(("/docs", "/?")) or place == "/":
            waiting += [href.partition("#")[0] for href in Page(response).hrefs]
    assert len(seen) > 50


def test_the_docs_keep_their_slash(client):
    for place in ("/docs", "/docs/"):
        assert Page(client.get(place)).all("div", id="swagger-ui")


def test_the_page_says_who_is_logged_in(client, world):
    client.force_login(world.here.users["engineer"])
    page = Page(client.get("/"))
    assert "engineer of Kiel" in page.words
    assert page.all("form", action="/logout")


def test_the_docs_show_one_resource_at_a_time(client):
    page = Page(client.get("/docs/operations/assets"))
    (place,) = page.all("div", id="swagger-ui")
    part = client.get(place["data-document"]).json()
    assert {tag["name"] for tag in part["tags"]} == {"Assets"}
    assert "/api/v1/assets/{id}" in part["paths"]
    assert "/api/v1/products" not in part["paths"]
    assert len(part["components"]["schemas"]) < 120


def test_the_parts_of_the_docs_are_the_whole(client):
    whole = client.get("/api/v1/openapi.json").json()
    found = {}
    for names in slicing.topics().values():
        for name in names:
            part = client.get(f"/docs/operations/{name}.json").json()
            found |= part["paths"]
            text = json.dumps(part)
            for reference in set(re.findall(r'"#/components/(\w+)/([^"]+)"', text)):
                assert reference[1] in part["components"][reference[0]], (name, reference)
    assert found == whole["paths"]


def test_there_are_no_docs_of_what_is_not_there(client):
    assert client.get("/docs/operations/nonsense").status_code == 404
    assert client.get("/docs/operations/nonsense.json").status_code == 404


# -- link relations ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_relation_of_every_answer_has_its_page(client, world):
    """The curie of a document resolves whatever relation it has."""
    api, asset, product = world.here.admin, world.here.make("asset"), world.here.make("product")
    api.patch(f"assets/{asset['id']}", {"description": "later"}).ok()
    places = ["", f"assets/{asset['id']}/history/1", f"products/{product['id']}/categories", "assets?per_page=1&page=1"]
    places += [link["href"].partition("{")[0] for _name, link in link_objects(api.get("").links)]
    names = set()
    for place in places:
        answer = api.get(place)
        if answer.headers["Content-Type"] != HAL:
            continue
        documents = [answer.json]
        for items in answer.json.get("_embedded", {}).values():
            documents += items
        for document in documents:
            names |= set(document["_links"]) | set(document.get("_embedded", ()))
    assert {"update", "restore", "link", "assets", "product", "find", "service-desc", "asset_statuses"} <= names
    for name in names:
        assert client.get(f"/docs/relations/{name}").status_code == 200, name


def test_a_relation_tells_meaning_method_right_and_place(client):
    page = Page(client.get("/docs/relations/replace"))
    assert "PUT /api/v1/assets/{id}" in page.words
    assert "right update, role engineer" in page.words
    page = Page(client.get("/docs/relations/link"))
    assert "POST /api/v1/products/{id}/categories" in page.words
    assert "asset" in Page(client.get("/docs/relations/product")).words


def test_an_unknown_relation_is_404(client):
    assert client.get("/docs/relations/nonsense").status_code == 404


def test_every_relation_says_something():
    for relation in relations.catalogue().values():
        assert len(relation.meaning) > 10, relation.name
        assert relation.uses or relation.group in ("General", "Collections"), relation.name


# -- guides -----------------------------------------------------------------------------------------------------------


def test_every_file_of_the_docs_is_a_guide(client):
    index = Page(client.get("/docs/guides"))
    assert {"running", "using"} <= set(guides.guides())
    for slug, guide in guides.guides().items():
        assert f"/docs/guides/{slug}" in index.hrefs
        page = Page(client.get(f"/docs/guides/{slug}"))
        assert page.status == 200
        assert re.sub("[`*]", "", guide.title) in page.text.replace("<code>", "").replace("</code>", "")


def test_no_other_file_is_served(client):
    for slug in ("../README", "%2e%2e/README", "nonsense"):
        assert client.get(f"/docs/guides/{slug}").status_code == 404


def test_markup_in_a_guide_is_shown_and_not_obeyed(tmp_path):
    path = tmp_path / "x.md"
    path.write_text("# X\n\n<script>alert(1)</script> [a](other.md#part) [b](javascript:alert(1))")
    html = guides.html(guides.Guide("folder/x", "X", path))
    assert "<script>" not in html
    assert 'href="/docs/guides/folder/other#part"' in html
    assert 'href="javascript' not in html
