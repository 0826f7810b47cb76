"""Looking for things of the plant, and the keys that their specifications have."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(world):
    return world.here


def found(api, **query):
    return [(row["type"], row["id"]) for row in api.get("search", query, accept="application/json").ok()["results"]]


def specify(api, thing, **entries):
    body = {"specifications": entries}
    api.patch(f"{thing['_links']['self']['href']}/specifications", body).ok()


def test_things_are_found_by_a_part_of_a_name_in_any_case(here):
    asset, tag = here.make("asset", serial_number="XQZ-0815"), here.make("instrumentation", tag="F-xqz")
    node = here.make("node", name="Hall of the xQz")
    assert found(here.engineer, q="xqz") == [
        ("asset", asset["id"]),
        ("instrumentation", tag["id"]),
        ("node", node["id"]),
    ]
    assert found(here.engineer, q="xqz*") == [("asset", asset["id"])]
    assert found(here.engineer, q="xqz", scope="nodes") == [("node", node["id"])]
    assert found(here.colleague, q="xqz") == []


def test_assets_are_found_by_their_product_and_its_maker(here):
    maker = here.make("manufacturer", name="Quuxworks")
    product = here.make("product", product_code="QX 1", name="Frobnicator", manufacturer={"id": maker["id"]})
    asset = here.make("asset", product={"id": product["id"]})
    for text in ("quuxw", "qx 1", "FROBNI"):
        assert found(here.engineer, q=text) == [("asset", asset["id"])]


def test_specifications_are_looked_at_as_far_as_people_see_them(here):
    asset = here.make("asset")
    specify(here.engineer, asset, colour={"value": "wxyvermilion"}, place={"value": "wxyattic", "ui_visible": True})
    assert found(here.engineer, q="wxyverm") == []
    assert found(here.engineer, q="wxyatt") == [("asset", asset["id"])]
    specify(here.engineer, asset, place={"ui_visible": False})
    assert found(here.engineer, q="wxyatt") == []


def test_what_is_found_is_linked_and_paged(here):
    nodes = [here.make("node", name=f"Plugh {number}") for number in range(3)]
    page = here.engineer.get("search", {"q": "plugh", "per_page": 2, "page": 2})
    assert page.ok()["pagination"]["total_count"] == 3
    assert [item["_links"]["self"]["href"] for item in page.ok()["_embedded"]["results"]] == [
        f"/api/v1/nodes/{nodes[2]['id']}"
    ]
    assert page.links["prev"]["href"] == "/api/v1/search?q=plugh&per_page=2&page=1"
    assert here.engineer.get("search", {"q": "plugh", "page": 9}).ok()["_embedded"]["results"] == []


def test_a_search_may_be_about_a_node_and_all_below_it(here):
    site, other = here.make("node", name="Zork site"), here.make("node", name="Zork other")
    hall = here.make("node", name="Zork hall", parent={"id": site["id"]})
    asset = here.make("asset", serial_number="ZORK-1")
    here.engineer.post(f"{hall['_links']['self']['href']}/assets", {"assets": [{"id": asset["id"]}]})
    wanted = [("asset", asset["id"]), ("node", site["id"]), ("node", hall["id"])]
    assert found(here.engineer, q="zork", node_id=site["id"]) == wanted
    assert found(here.engineer, q="zork", node_id=other["id"]) == [("node", other["id"])]
    assert found(here.engineer, q="zork", node_id=999999) == []


def test_filters_of_products_find_assets_only(here):
    asset, node = here.make("asset", serial_number="GRUE-1"), here.make("node", name="Grue")
    assert len(found(here.engineer, q="grue")) == 2
    maker = here.sample("manufacturer")["id"]
    assert found(here.engineer, q="grue", manufacturer_id=maker) in ([("asset", asset["id"])], [])
    assert ("node", node["id"]) not in found(here.engineer, q="grue", product_status_id="null")


@pytest.mark.parametrize(
    "query",
    [{}, {"q": " "}, {"q": "x" * 201}, {"q": "x", "scope": "walls"}, {"q": "x", "node_id": "y"}, {"q": "x", "z": 1}],
)
def test_bad_questions_are_refused(here, query):
    assert here.engineer.get("search", query).status == 400


def test_hidden_nodes_are_not_found(here):
    here.make("node", name="Xyzzy", hidden=True)
    assert found(here.engineer, q="xyzzy") == []


def test_the_keys_of_specifications_are_told(here):
    one, other = here.make("node"), here.make("node")
    specify(here.engineer, one, Farbe={"value": "blau", "ui_visible": True}, height={"value": "3"})
    specify(here.engineer, other, height={"value": "4"})
    href = "node/specification_keys"
    assert here.engineer.get(href).ok()["specification_keys"] == ["Farbe", "height"]
    assert here.engineer.get(href, {"key": "HEI*"}).ok()["specification_keys"] == ["height"]
    assert here.engineer.get(href, {"ui_visible": "true"}).ok()["specification_keys"] == ["Farbe"]
    assert here.colleague.get(href).ok()["specification_keys"] == []
    assert here.engineer.get(href, {"ui_visible": "perhaps"}).status == 400


def test_the_entry_point_links_search_and_keys(here):
    links = here.engineer.get("").links
    assert links["search"]["href"].startswith("/api/v1/search{?q,")
    assert links["assetSpecificationKeys"]["href"] == "/api/v1/asset/specification_keys{?key,ui_visible}"
