"""Events that lose what they happened to, as Netilion's clients know it."""

import pytest


@pytest.fixture
def asset(netilion):
    maker = netilion.post("companies", {"name": "Maker"})
    product = netilion.post("products", {"product_code": "P-1", "name": "Product", "manufacturer": {"id": maker["id"]}})
    return netilion.post("assets", {"serial_number": "S-0001", "product": {"id": product["id"]}})


@pytest.fixture
def place(netilion):
    return netilion.post("instrumentations", {"tag": "F-112"})


@pytest.fixture
def event(netilion, asset, place):
    one = {"name": "Repair", "assets": [{"id": asset["id"]}], "instrumentations": [{"id": place["id"]}]}
    return netilion.post("events", one)


def test_an_event_is_gone_with_the_last_of_what_it_happened_to(netilion, event, asset, place):
    path = f"events/{event['id']}"
    netilion.delete(f"{path}/assets", {"assets": [{"id": asset["id"]}]})
    assert netilion.get(f"{path}/instrumentations")["pagination"]["total_count"] == 1
    netilion.delete(f"{path}/instrumentations", {"instrumentations": [{"id": place["id"]}]})
    assert netilion.ask("GET", path).status == 404


def test_an_event_is_gone_when_the_last_asset_lets_it_go(netilion, event, asset, place):
    body = {"events": [{"id": event["id"]}]}
    netilion.delete(f"assets/{asset['id']}/events", body)
    assert netilion.get(f"instrumentations/{place['id']}/events")["pagination"]["total_count"] == 1
    netilion.delete(f"instrumentations/{place['id']}/events", body)
    assert netilion.ask("GET", f"events/{event['id']}").status == 404


def test_an_event_is_gone_with_the_last_asset_itself(netilion, event, asset, place):
    netilion.delete(f"assets/{asset['id']}")
    assert netilion.get(f"instrumentations/{place['id']}/events")["pagination"]["total_count"] == 1
    netilion.delete(f"instrumentations/{place['id']}")
    assert netilion.ask("GET", f"events/{event['id']}").status == 404


def test_an_asset_that_cannot_go_keeps_its_events(netilion, event, asset, place):
    netilion.delete(f"events/{event['id']}/instrumentations", {"instrumentations": [{"id": place["id"]}]})
    product = {"id": netilion.get(f"assets/{asset['id']}")["product"]["id"]}
    netilion.post("assets", {"serial_number": "S-0002", "product": product, "parent": {"id": asset["id"]}})
    assert netilion.ask("DELETE", f"assets/{asset['id']}").status == 409
    assert netilion.get(f"assets/{asset['id']}/events")["pagination"]["total_count"] == 1


def test_who_may_not_delete_the_event_takes_nothing_away(site, netilion, event, asset, place):
    netilion.delete(f"events/{event['id']}/instrumentations", {"instrumentations": [{"id": place["id"]}]})
    permitable = {"id": event["id"], "type": "Event"}
    for one, kind in ((permitable, "can_update"), ({"id": asset["id"], "type": "Asset"}, "can_permit")):
        assignable = {"id": site.users["other"].pk, "type": "User"}
        netilion.post("permissions", {"permission_type": kind, "assignable": assignable, "permitable": one})
    other = site.speaks("other")
    answer = other.ask("DELETE", f"assets/{asset['id']}/events", {"events": [{"id": event["id"]}]})
    assert other.refused(answer, 403)[0][0] == "access_denied"
    assert netilion.get(f"events/{event['id']}/assets")["pagination"]["total_count"] == 1


def test_unknown_events_are_named_by_their_place(netilion, event, asset):
    body = {"events": [{"id": event["id"]}, {"id": 99999}]}
    answer = netilion.ask("DELETE", f"assets/{asset['id']}/events", body)
    assert netilion.refused(answer, 400) == [("association_not_found", "events")]
    assert netilion.get(f"assets/{asset['id']}/events")["pagination"]["total_count"] == 1
