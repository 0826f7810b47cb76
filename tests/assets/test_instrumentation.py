"""Instrumentation: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestInstrumentation(PlantContract):
    kind = "instrumentation"


def test_links_that_came_and_went_are_remembered(world):
    here = world.here
    place, asset, hidden = here.make("instrumentation"), here.make("asset"), here.make("asset")
    href = f"{place['_links']['self']['href']}/assets"
    for one in (asset, hidden):
        here.engineer.post(href, {"assets": [{"id": one["id"]}]})
    here.engineer.delete(href, {"assets": [{"id": asset["id"]}]})
    answer = here.engineer.follow(here.engineer.get(href).links["history"])
    assert [(row["event"], row["_links"]["asset"]["href"].rpartition("/")[2]) for row in answer.items("history")] == [
        ("delete", str(asset["id"])),
        ("create", str(hidden["id"])),
        ("create", str(asset["id"])),
    ]
    assert answer.items("history")[0]["user"]["name"] == here.users["engineer"].name
    assert len(here.engineer.get(f"{href}/history", {"event": "delete"}).items("history")) == 1
    assert len(here.engineer.get(f"{href}/history", {"asset_id": hidden["id"]}).items("history")) == 1
    assert here.engineer.get(f"{href}/history", {"order_by": "tag"}).status == 400
    assert here.engineer.get(f"{href}/history", {"surprise": 1}).errors() == [("surprise", "unknown")]
    assert here.colleague.get(f"{href}/history").status == 404


def test_links_to_what_may_not_be_read_are_not_told(world):
    here = world.here
    place, asset = here.make("instrumentation"), here.make("asset")
    href = place["_links"]["self"]["href"]
    here.engineer.post(f"{href}/assets", {"assets": [{"id": asset["id"]}]})
    here.engineer.post(f"{href}/permissions", {"right": "read", "user": {"id": here.users["colleague"].pk}})
    assert len(here.colleague.get(f"{href}/assets/history").items("history")) == 1
    here.engineer.delete(f"{href}/assets", {"assets": [{"id": asset["id"]}]})
    assert here.colleague.get(f"{href}/assets/history").items("history") == []
