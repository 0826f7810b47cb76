"""restnavigator, a HAL client in Python, follows links, pages and templates."""

import pytest
import requests
from restnavigator import Navigator

pytestmark = [pytest.mark.services, pytest.mark.slow]


@pytest.fixture
def entry(demo):
    origin, key = demo
    session = requests.Session()
    session.headers["X-API-Key"] = key
    return Navigator.hal(f"{origin}/api/v1/", session=session)


@pytest.fixture
def assets(entry):
    """The first two assets: the entry point's link is a template of all filters."""
    return entry.links()["assets"](per_page=2)


def test_restnavigator_follows_links_from_the_entry_point(assets):
    first = assets.embedded()["assets"][0]
    assert first["product"]()["product_code"]


def test_restnavigator_pages_through_a_collection(assets):
    total, seen, page = assets()["pagination"]["total_count"], [], assets
    while True:
        seen += [item()["id"] for item in page.embedded()["assets"]]
        if "next" not in page.links():
            break
        page = page.next()
    assert len(set(seen)) == len(seen) == total


def test_restnavigator_expands_the_find_template(assets):
    serial = assets.embedded()["assets"][0]()["serial_number"]
    found = assets.links()["find"](serial_number=serial)
    assert found()["pagination"]["total_count"] == 1
