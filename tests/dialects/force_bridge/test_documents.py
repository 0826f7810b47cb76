"""The file repository: folders, documents in them, and their files."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT, encode_multipart

BOUNDARY = "BoUnDaRyStRiNg"
PROGRAM = b"%\nO0001\nG21 G90\nM30\n%\n"


def bring(client, document, content, name, **fields):
    """PUT the file of a document as the vendor's clients do."""
    parts = {"file": SimpleUploadedFile(name, content, "application/octet-stream"), **fields}
    place = f"{document['_links']['self']['href']}/file"
    return client.ask("PUT", place, encode_multipart(BOUNDARY, parts), type=MULTIPART_CONTENT)


@pytest.fixture
def folder(force):
    body = {"name": "Turning of shafts", "materialNumber": "SH-0815", "creator": "SYSTEM"}
    return force.post("fileRepository/folders", body)


@pytest.fixture
def document(force, folder):
    return force.post(f"fileRepository/folders/{folder['properties']['id']}/documents", {"type": "txt"})


def test_the_way_in(force, reader):
    found = force.follow(force.get("")["_links"]["fileRepository"])
    assert {"folders", "documents", "createFolder"} <= set(found["_links"])
    assert "createFolder" not in reader.get("fileRepository")["_links"]


def test_a_folder_is_for_a_material_or_a_workplace(force, folder):
    told = folder["properties"]
    assert (told["name"], told["creator"], told["editor"]) == ("Turning of shafts", "erp-bridge", "erp-bridge")
    assert (told["material"]["number"], told["workplace"]) == ("SH-0815", None)
    assert {"createDocument", "deleteFolder", "material", "documents"} <= set(folder["_links"])
    assert force.get(folder["_links"]["self"]["href"], embed="ncState")["properties"] == told
    for query, wanted in (
        ({"materialNumber": "SH-0815"}, ["Turning of shafts"]),
        ({"workplaceNumber": "TURN-1"}, ["Production of FL-2040"]),
        ({"name": "turning*"}, ["Turning of shafts"]),
    ):
        assert [one["name"] for one in force.listed("fileRepository/folders", **query)] == wanted
    assert force.listed("fileRepository/folders")[0]["name"] == "Turning of shafts"
    _code, message = force.refused("POST", "fileRepository/folders", 400, {"name": "x", "materialNumber": "none"})
    assert "materialNumber" in message
    force.refused("POST", "fileRepository/folders", 400, {})


def test_a_document_is_new_and_in_its_folder(force, folder, document):
    told = document["properties"]
    assert (told["documentStateId"], told["size"], told["version"], told["extension"]) == ("NEW", 0, 1, "")
    assert told["creator"] == told["editor"] == "erp-bridge"
    within = force.follow(folder["_links"]["documents"])["_embedded"]["documents"]
    assert [one["properties"]["id"] for one in within] == [told["id"]]
    links = document["_links"]
    assert [one["href"] for one in links["documentFolders"]] == [folder["_links"]["self"]["href"]]
    assert force.follow(links["documentState"])["properties"]["id"] == "NEW"
    found = force.get(links["self"]["href"], embed="ncState,documentFolders")["_embedded"]
    assert found["ncState"]["properties"]["id"] == "NEW"
    assert [one["properties"]["name"] for one in found["documentFolders"]] == ["Turning of shafts"]
    force.refused("GET", f"{links['self']['href']}/file", 404)


def test_a_file_is_brought_and_sent_as_it_is(force, document):
    told = bring(force, document, PROGRAM, "o1.nc", fileName="O0001.nc", editor="SYSTEM").ok()["properties"]
    assert (told["name"], told["extension"], told["size"], told["version"]) == ("O0001", "nc", len(PROGRAM), 1)
    sent = force.ask("GET", f"{document['_links']['self']['href']}/file")
    assert sent.status == 200
    assert sent.content == PROGRAM
    assert "attachment" in sent.headers["Content-Disposition"]
    again = bring(force, document, PROGRAM + b"\n", "O0001.nc").ok()["properties"]
    assert (again["version"], again["size"]) == (2, len(PROGRAM) + 1)
    assert again["creationDate"] == told["creationDate"]


def test_what_is_no_file_is_refused(force, reader, operator, document):
    place = f"{document['_links']['self']['href']}/file"
    force.refused("PUT", place, 400, {"file": "text"})
    assert force.ask("PUT", place, encode_multipart(BOUNDARY, {"fileName": "x"}), type=MULTIPART_CONTENT).status == 400
    assert force.ask("PUT", place, b"x", type="text/plain").status == 415
    assert bring(reader, document, PROGRAM, "x.nc").status == 403
    assert bring(operator, document, PROGRAM, "x.nc").status == 403
    assert force.get(document["_links"]["self"]["href"])["properties"]["size"] == 0


def test_what_is_in_a_folder_keeps_its_own_rights(force, operator, stranger, folder, document):
    place = folder["_links"]["self"]["href"]
    seen = operator.get(place)
    assert not {"createDocument", "deleteFolder"} & set(seen["_links"])
    assert operator.get(f"{place}/documents")["pagination"]["total"] == 0
    operator.refused("GET", document["_links"]["self"]["href"], 404)
    operator.refused("POST", f"{place}/documents", 403, {})
    for one in (place, document["_links"]["self"]["href"]):
        stranger.refused("GET", one, 404)
        stranger.refused("DELETE", one, 404)
    stranger.refused("POST", f"{place}/documents", 404, {})


def test_a_folder_goes_and_its_documents_stay(force, folder, document):
    force.delete(folder["_links"]["self"]["href"])
    assert force.get(document["_links"]["self"]["href"])["_links"]["documentFolders"] == []
    force.delete(document["_links"]["self"]["href"])
    force.refused("GET", document["_links"]["self"]["href"], 404)


def test_documents_are_paged_by_moments(force, folder):
    for _number in range(3):
        force.post(f"fileRepository/folders/{folder['properties']['id']}/documents", {})
    first = force.get("fileRepository/documents", limit=2)
    assert first["pagination"]["offset"] is None
    second = force.follow(first["_links"]["next"])
    ids = [one["properties"]["id"] for page in (first, second) for one in page["_embedded"]["documents"]]
    assert len(set(ids)) == len(ids) == 4
    manual = force.get("fileRepository/documents")["_embedded"]["documents"][-1]["properties"]
    assert (manual["name"], manual["extension"], manual["documentStateId"]) == ("BA-0042", "pdf", "RELEASED")


def test_a_page_costs_as_many_questions_for_many_documents(force, folder, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        force.get("fileRepository/documents")
    with django_assert_max_num_queries(18):
        force.get("fileRepository/folders")
