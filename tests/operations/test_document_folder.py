"""Document folder: what every resource promises, and that it hands no rights on."""

from tests.contracts.suites import PlantContract


class TestDocumentFolder(PlantContract):
    kind = "document_folder"


def test_what_is_in_a_folder_keeps_its_own_rights(plants):
    plant = plants.here
    document = {"id": plant.make("document")["id"]}
    folder = plant.make("document_folder")
    place = f"{folder['_links']['self']['href']}/documents"
    assert plant.engineer.post(place, {"documents": [document]}).status == 204
    assert plant.engineer.get(place).ids("documents") == [document["id"]]
    assert plant.operator.get(folder["_links"]["self"]["href"]).status == 200
    assert plant.operator.get(place).ids("documents") == []
    folders = plant.engineer.get(f"documents/{document['id']}/folders")
    assert folders.ids("document_folders") == [folder["id"]]
    assert plant.engineer.get("document/folders", {"document_id": document["id"]}).ids("document_folders")
