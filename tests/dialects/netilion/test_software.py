"""Software and its files, as Netilion's clients know them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

BASE = "http://testserver/v1"


@pytest.fixture
def software(netilion):
    return netilion.post("softwares", {"version_number": "01.06.zz", "name": "Firmware", "type": {"id": 2}})


@pytest.fixture
def asset(netilion):
    maker = netilion.post("companies", {"name": "Maker"})
    product = netilion.post("products", {"product_code": "P-1", "name": "Product", "manufacturer": {"id": maker["id"]}})
    return netilion.post("assets", {"serial_number": "S-0001", "product": {"id": product["id"]}})


def test_software_is_told_with_its_type_and_links(netilion, software):
    assert software["software_type"] == {"id": 2, "href": f"{BASE}/software/types/2"}
    assert software["links"] == {"software_attachments": {"href": f"{BASE}/softwares/{software['id']}/attachments"}}
    assert netilion.get("softwares", software_type_id=2)["softwares"] == [software]
    assert netilion.post("softwares", {"version_number": "1"})["software_type"]["id"] == 1


def test_software_is_changed_and_removed(netilion, software):
    path = f"softwares/{software['id']}"
    netilion.patch(path, {"version_number": "01.07", "type": {"id": 3}})
    changed = netilion.get(path)
    assert (changed["version_number"], changed["software_type"]["id"]) == ("01.07", 3)
    netilion.delete(path)
    assert netilion.ask("GET", path).status == 404


def test_bad_software_names_what_is_bad(netilion, software):
    assert netilion.refused(netilion.ask("POST", "softwares", {"name": "x"}), 400) == [("blank", "version_number")]
    same = {"version_number": "01.06.ZZ", "name": "firmware", "type": {"id": 2}}
    assert netilion.refused(netilion.ask("POST", "softwares", same), 400)[0][0] == "taken"
    body = {"version_number": "2", "type": {"id": 99999}}
    assert netilion.refused(netilion.ask("POST", "softwares", body), 400) == [
        ("association_not_found", "software_type")
    ]


@pytest.mark.parametrize("owner", ["assets", "products"])
def test_software_is_linked_to_assets_and_products(netilion, software, asset, owner):
    key = asset["id"] if owner == "assets" else asset["product"]["id"]
    path, other = f"{owner}/{key}/softwares", netilion.post("softwares", {"version_number": "2"})
    netilion.post(path, {"softwares": [{"id": software["id"]}]}, 204)
    assert netilion.get(path)["softwares"] == [software]
    netilion.patch(path, {"softwares": [{"id": other["id"]}]})
    assert [one["id"] for one in netilion.get(path)["softwares"]] == [other["id"]]
    netilion.delete(path, {"softwares": [{"id": other["id"]}]})
    assert netilion.get(path)["softwares"] == []


def upload(netilion, path, method="POST", **parts):
    data = encode_multipart(BOUNDARY, parts)
    return netilion.ask(method, path, data, type=MULTIPART_CONTENT)


def test_a_file_of_a_software_is_brought_and_fetched(netilion, software):
    file = SimpleUploadedFile("notes.txt", b"what is new", "text/plain")
    made = upload(netilion, "software/attachments", software_id=software["id"], remarks="first", file=file).ok(201)
    assert (made["file_name"], made["remarks"]) == ("notes.txt", "first")
    assert made["software"] == {"id": software["id"], "href": f"{BASE}/softwares/{software['id']}"}
    assert made["download_href"] == f"{BASE}/software/attachments/{made['id']}/download"
    sent = netilion.browser.get(f"/v1/software/attachments/{made['id']}/download")
    assert b"".join(sent) == b"what is new"
    other = SimpleUploadedFile("other.txt", b"something else", "text/plain")
    assert upload(netilion, f"software/attachments/{made['id']}", "PATCH", file=other).status == 204
    found = netilion.get(f"softwares/{software['id']}/attachments", file_name="other*")
    assert [one["id"] for one in found["software_attachments"]] == [made["id"]]
    netilion.delete(f"software/attachments/{made['id']}")


def test_a_file_of_a_software_may_be_elsewhere(netilion, software):
    body = {"href": "https://example.com/a.zip", "software": {"id": software["id"]}}
    made = netilion.post("software/attachments/links", body)
    assert (made["type"], made["download_href"]) == ("link", "https://example.com/a.zip")
    changed = netilion.ask("PATCH", f"software/attachments/links/{made['id']}", {**body, "remarks": "r"}).ok(200)
    assert changed["remarks"] == "r"
