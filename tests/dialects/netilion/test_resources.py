"""Resources: created, read, listed, changed and removed as Netilion's clients do it."""

import pytest

from tests.dialects.netilion.conftest import Netilion

BASE = "http://testserver/v1"


@pytest.fixture
def company(netilion: Netilion):
    return netilion.post("companies", {"name": "Endress+Hauser"})


@pytest.fixture
def product(netilion: Netilion, company):
    body = {"product_code": "FTL51", "name": "Liquiphant", "manufacturer": {"id": company["id"]}}
    return netilion.post("products", body)


@pytest.fixture
def asset(netilion: Netilion, product):
    return netilion.post("assets", {"serial_number": "A1B2", "product": {"id": product["id"]}})


def test_an_asset_is_flat_with_references_and_links(netilion, asset, product):
    assert asset["product"] == {"id": product["id"], "href": f"{BASE}/products/{product['id']}"}
    assert asset["status"] == {"id": 1, "href": f"{BASE}/asset/statuses/1"}
    assert asset["links"]["nodes"] == {"href": f"{BASE}/assets/{asset['id']}/nodes"}
    assert not {"_links", "_embedded", "uuid"} & set(asset)
    assert netilion.get(f"assets/{asset['id']}") == asset


def test_creating_tells_where(netilion, product):
    answer = netilion.ask("POST", "assets", {"serial_number": "X1", "product": {"id": product["id"]}})
    assert answer.headers["Location"] == f"{BASE}/assets/{answer.ok(201)['id']}"


def test_a_change_answers_nothing(netilion, asset):
    assert netilion.patch(f"assets/{asset['id']}", {"description": "moved", "parent": None}) is None
    assert netilion.get(f"assets/{asset['id']}")["description"] == "moved"


def test_removing_answers_nothing(netilion, asset):
    netilion.delete(f"assets/{asset['id']}")
    assert netilion.ask("GET", f"assets/{asset['id']}").status == 404


def test_unknown_members_are_ignored(netilion, product):
    made = netilion.post("assets", {"serial_number": "Z9", "product": {"id": product["id"]}, "colour": "red", "id": 7})
    assert made["serial_number"] == "Z9"


def test_included_references_are_whole_and_keep_their_href(netilion, asset, company, product):
    found = netilion.get(f"assets/{asset['id']}", include="product,product.manufacturer,status")
    assert found["product"]["product_code"] == "FTL51"
    assert found["product"]["href"] == f"{BASE}/products/{product['id']}"
    assert found["product"]["manufacturer"]["name"] == "Endress+Hauser"
    assert found["product"]["manufacturer"]["href"] == f"{BASE}/companies/{company['id']}"
    assert found["status"]["code"] == "undefined"


def test_to_many_relations_come_as_items_with_a_count(netilion, asset):
    tag = netilion.post("instrumentations", {"tag": "F-112"})
    netilion.post(f"instrumentations/{tag['id']}/assets", {"assets": [{"id": asset["id"]}]}, 204)
    found = netilion.get("instrumentations", include="assets,assets.product")["instrumentations"]
    assert found[0]["assets"]["total_count"] == 1
    assert found[0]["assets"]["items"][0]["product"]["name"] == "Liquiphant"


def test_pages_have_absolute_urls_that_keep_the_question(netilion, product):
    for number in range(5):
        netilion.post("assets", {"serial_number": f"PAGE{number}", "product": {"id": product["id"]}})
    answer = netilion.ask("GET", "assets?serial_number=page*&include=status&per_page=2&page=2")
    body = answer.ok()
    assert [item["serial_number"] for item in body["assets"]] == ["PAGE2", "PAGE3"]
    figures = body["pagination"]
    assert {name: figures[name] for name in ("total_count", "page_count", "per_page", "page")} == {
        "total_count": 5,
        "page_count": 3,
        "per_page": 2,
        "page": 2,
    }
    assert figures["next"] == f"{BASE}/assets?serial_number=page*&include=status&page=3&per_page=2"
    assert {"first", "prev", "next", "last"} <= set(figures)
    assert f'<{figures["next"]}>; rel="next"' in answer.headers["Link"]
    assert answer.headers["X-Total-Count"] == "5"
    last = netilion.ask("GET", figures["last"].removeprefix("http://testserver")).ok()
    assert "next" not in last["pagination"]


def test_too_large_pages_are_clamped(netilion):
    assert netilion.get("assets", per_page=300)["pagination"]["per_page"] == 100
    assert netilion.get("assets", include_total_count="false")["pagination"]["total_count"] == 0


def test_double_and_trailing_slashes_are_served(netilion, asset):
    assert netilion.ask("GET", f"/v1//assets/{asset['id']}/").ok()["id"] == asset["id"]


def test_order(netilion, product):
    for serial in ("B2", "C3", "A1"):
        netilion.post("assets", {"serial_number": serial, "product": {"id": product["id"]}})
    found = netilion.get("assets", order_by="-serial_number")["assets"]
    assert [item["serial_number"] for item in found] == ["C3", "B2", "A1"]


def test_missing_types_and_statuses_are_undefined(netilion, asset):
    node = netilion.post("nodes", {"name": "Hall", "hidden": "true"})
    assert (node["type"]["id"], node["hidden"]) == (1, True)
    tag = netilion.post("instrumentations", {"tag": "T-1"})
    assert (tag["type"]["id"], tag["status"]["id"]) == (1, 1)
    document = netilion.post("documents", {"name": "Manual"})
    assert (document["status"]["id"], document["classification"]["id"]) == (1, 1)
    event = netilion.post("events", {"name": "Repair", "assets": [{"id": asset["id"]}]})
    assert (event["type"]["id"], event["status"]["id"]) == (1, 1)
    assert event["links"]["assets"] == {"href": f"{BASE}/events/{event['id']}/assets"}


def test_hidden_nodes_are_listed_for_who_asks(netilion):
    netilion.post("nodes", {"name": "Seen"})
    netilion.post("nodes", {"name": "Unseen", "hidden": "true"})
    assert [node["name"] for node in netilion.get("nodes")["nodes"]] == ["Seen"]
    assert len(netilion.get("nodes", include="hidden")["nodes"]) == 2
    assert [node["name"] for node in netilion.get("nodes", name="unseen", include="hidden,type")["nodes"]] == ["Unseen"]


def test_own_statuses_get_a_code(netilion):
    status = netilion.post("asset/statuses", {"name": "Out of service"})
    assert status["code"] == "out_of_service"
    assert netilion.get("asset/statuses", code="out_of_service")["asset_statuses"] == [status]


def test_a_translation_is_written_and_read(netilion, product):
    answer = netilion.ask(
        "PATCH", f"products/{product['id']}", {"name": "Füllstandgrenzschalter"}, content_language="de"
    )
    assert answer.status == 204
    german = netilion.ask("GET", f"products/{product['id']}", accept_language="de").ok()
    assert german["name"] == "Füllstandgrenzschalter"
    assert netilion.get(f"products/{product['id']}")["name"] == "Liquiphant"


def test_conditional_reads(netilion, asset):
    first = netilion.ask("GET", f"assets/{asset['id']}")
    again = netilion.ask("GET", f"assets/{asset['id']}", if_none_match=first.headers["ETag"])
    assert (again.status, again.content) == (304, b"")
    assert "Last-Modified" in first.headers
    listed = netilion.ask("GET", "assets")
    assert netilion.ask("GET", "assets", if_none_match=listed.headers["ETag"]).status == 304
    changed = netilion.ask("PATCH", f"assets/{asset['id']}", {"description": "x"}, if_match='"9-9"')
    assert changed.status == 412


def test_partial_dates_keep_their_precision(netilion, product):
    body = {"serial_number": "D1", "product": {"id": product["id"]}, "production_date": "2016-06"}
    assert netilion.post("assets", body)["production_date"] == "2016-06"
    netilion.post("assets", {**body, "serial_number": "D2", "production_date": "2016-06-13"})
    assert [item["serial_number"] for item in netilion.get("assets", production_date="2016-06")["assets"]] == ["D1"]
    between = netilion.get("assets", production_date_from="2016-06-01", production_date_to="2016-06-30")
    assert len(between["assets"]) == 2


def test_links_are_added_replaced_and_removed(netilion, asset):
    nodes = [netilion.post("nodes", {"name": name})["id"] for name in ("One", "Two", "Three")]
    path = f"assets/{asset['id']}/nodes"
    netilion.post(path, {"nodes": [{"id": nodes[0]}, {"id": nodes[1]}]}, 204)
    netilion.post(path, {"nodes": [{"id": nodes[0]}]}, 204)
    netilion.patch(path, {"nodes": [{"id": nodes[1]}, {"id": nodes[2]}]})
    assert [node["id"] for node in netilion.get(path)["nodes"]] == nodes[1:]
    netilion.delete(path, {"nodes": [{"id": nodes[1]}]})
    assert [node["name"] for node in netilion.get(path)["nodes"]] == ["Three"]
    assert [one["id"] for one in netilion.get(f"nodes/{nodes[2]}/assets")["assets"]] == [asset["id"]]
    netilion.patch(path, {"nodes": []})
    assert netilion.get(path)["nodes"] == []


def test_replacing_links_is_all_or_nothing(netilion, asset):
    node = netilion.post("nodes", {"name": "Kept"})["id"]
    path = f"assets/{asset['id']}/nodes"
    netilion.post(path, {"nodes": [{"id": node}]}, 204)
    answer = netilion.ask("PATCH", path, {"nodes": [{"id": 999999}]})
    assert netilion.refused(answer, 400) == [("association_not_found", "nodes")]
    assert len(netilion.get(path)["nodes"]) == 1


def test_an_event_is_made_below_an_asset(netilion, asset):
    event = netilion.post(f"assets/{asset['id']}/events", {"name": "Calibration", "type": {"id": 2}})
    assert [one["id"] for one in netilion.get(f"events/{event['id']}/assets")["assets"]] == [asset["id"]]
    assert [one["name"] for one in netilion.get(f"assets/{asset['id']}/events")["events"]] == ["Calibration"]


def test_status_of_an_asset_and_what_could_be_chosen(netilion, asset):
    assert netilion.get(f"assets/{asset['id']}/status")["code"] == "undefined"
    options = netilion.get(f"assets/{asset['id']}/status-options", code="act*")
    assert [one["code"] for one in options["asset_statuses"]] == ["active"]


def test_products_of_a_company(netilion, company, product):
    assert [one["id"] for one in netilion.get(f"companies/{company['id']}/products")["products"]] == [product["id"]]


def test_instrumentations_are_searched_by_a_body(netilion):
    netilion.post("instrumentations", {"tag": "S-1"})
    found = netilion.post("instrumentations/search", {"tag": "s-*"}, 200)
    assert [one["tag"] for one in found["instrumentations"]] == ["S-1"]


def test_units_by_code(netilion):
    found = netilion.get("units", code="percent")["units"]
    assert [(one["code"], one["symbol"]) for one in found] == [("percent", "%")]
    assert netilion.get(f"units/{found[0]['id']}")["name"] == "Percent"


def test_the_index_names_what_stands_here(netilion):
    assert netilion.ask("GET", "/v1/").ok()["links"]["asset_statuses"] == {"href": f"{BASE}/asset/statuses"}
