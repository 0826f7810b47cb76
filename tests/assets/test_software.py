"""Software: what every resource promises, and what it runs on."""

import pytest

from tests.contracts.suites import PlantContract

pytestmark = pytest.mark.django_db


class TestSoftware(PlantContract):
    kind = "software"

    def unique_texts(self):
        """Versions are, of one name; names are not."""
        return ["version_number"]


def test_software_is_installed_by_who_may_change_the_asset(world):
    here = world.here
    asset, software = here.make("asset"), here.make("software")
    href, body = asset["_links"]["self"]["href"], {"softwares": [{"id": software["id"]}]}
    assert here.engineer.post(f"{href}/softwares", body).status == 204
    assert here.engineer.get("softwares", {"asset_id": asset["id"]}).ids("softwares") == [software["id"]]
    assert here.engineer.get(f"{software['_links']['self']['href']}/assets").ids("assets") == [asset["id"]]
    assert here.colleague.post(f"{href}/softwares", body).status == 404
    assert here.colleague.get(f"{software['_links']['self']['href']}/assets").ids("assets") == []


def test_software_that_runs_somewhere_stays(world):
    here = world.here
    asset, software = here.make("asset"), here.make("software")
    href, body = software["_links"]["self"]["href"], {"softwares": [{"id": software["id"]}]}
    here.engineer.post(f"{asset['_links']['self']['href']}/softwares", body)
    assert here.engineer.delete(href).problem(409)["type"].endswith("in-use")
    here.engineer.delete(f"{asset['_links']['self']['href']}/softwares", body)
    assert here.engineer.delete(href).status == 204


def test_a_version_is_known_once(world):
    software = world.here.make("software", name="Firmware", version_number="01.02.zz")
    body = {"name": "firmware", "version_number": "01.02.ZZ", "_links": {"type": software["_links"]["type"]}}
    assert world.here.engineer.post("softwares", body).status == 409
    assert world.here.engineer.post("softwares", {**body, "version_number": "01.03"}).status == 201
