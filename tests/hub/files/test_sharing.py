"""Who may bring, change and fetch files: whoever may do that to what they hang on."""

from __future__ import annotations

import io

from django.test.client import MULTIPART_CONTENT

from tests.factories import Answer
from tests.hub.files.samples import PDF, png, sent

PATH = "/api/v1/attachments"


class Untouched(io.BytesIO):
    """A body that nobody may read."""

    def read(self, *_args):
        raise AssertionError("The body was read.")


def unread(api, path, method="POST"):
    """The answer to a form that is refused before it is read."""
    environment = {"wsgi.input": Untouched(), "CONTENT_LENGTH": "1000", "CONTENT_TYPE": MULTIPART_CONTENT}
    return Answer(api.client.generic(method, path, **environment))


def test_who_may_not_bring_a_file_is_told_before_it_is_read(world, api, document):
    made = sent(api, PATH, PDF, "a.pdf", document=document["id"]).ok(201)
    one, under = f"{PATH}/{made['id']}", f"/api/v1/documents/{document['id']}/attachments"
    for caller in (world.here.operator, world.here.reader):
        unread(caller, PATH).problem(403)
    for caller in (world.here.colleague, world.there.engineer, world.there.admin):
        unread(caller, under).problem(404)
        unread(caller, one, "PATCH").problem(404)
        unread(caller, one, "PUT").problem(404)
    unread(world.nobody, PATH).problem(401)
    world.here.grant("document", "read")
    unread(world.here.colleague, under).problem(403)
    unread(world.here.colleague, one, "PATCH").problem(403)


def test_a_document_of_others_is_not_there(world, refused):
    foreign = world.there.make("document")
    assert refused(PDF, "a.pdf", document=foreign["id"]) == [("#/document", "not_found")]
    unread_one = world.here.make("document", by=world.here.admin)
    assert refused(PDF, "a.pdf", document=unread_one["id"]) == [("#/document", "not_found")]
    world.here.grant("document", "read")
    assert refused(PDF, "a.pdf", document=unread_one["id"], status=403) == []


def test_update_on_the_document_is_enough_for_all(world, api, document):
    made = sent(api, PATH, PDF, "a.pdf", document=document["id"]).ok(201)
    href, colleague = f"{PATH}/{made['id']}", world.here.colleague
    colleague.get(href).problem(404)
    assert colleague.get(PATH).ok()["pagination"]["total_count"] == 0
    grant = {"right": "read", "user": {"id": world.here.users["colleague"].pk}}
    granted = api.post(f"/api/v1/documents/{document['id']}/permissions", grant).ok(201)
    assert set(colleague.get(href).links) & {"update", "replace", "delete", "download"} == {"download"}
    assert colleague.get(PATH).ids("attachments") == [made["id"]]
    colleague.patch(href, {"remarks": "x"}).problem(403)
    colleague.delete(href).problem(403)
    lacking = {row["relation"]: row["needs"] for row in colleague.get(f"{href}?explain=actions").ok()["_explain"]}
    assert lacking == {"update": "update", "replace": "update", "delete": "update"}
    assert api.delete(f"/api/v1/permissions/{granted['id']}").status == 204
    colleague.get(f"{href}/download").problem(404)
    api.post(f"/api/v1/documents/{document['id']}/permissions", {**grant, "right": "update"}).ok(201)
    assert {"update", "replace", "delete", "download"} <= set(colleague.get(href).links)
    assert "permissions" not in colleague.get(href).links
    own = sent(colleague, f"/api/v1/documents/{document['id']}/attachments", b"x", "a.txt").ok(201)
    assert colleague.delete(href).status == 204
    assert api.delete(f"{PATH}/{own['id']}").status == 204


def test_a_document_takes_its_attachments_along(api, document):
    made = sent(api, PATH, PDF, "a.pdf", document=document["id"]).ok(201)
    assert api.delete(f"documents/{document['id']}").status == 204
    api.get(f"{PATH}/{made['id']}").problem(404)
    rows = api.get(f"{PATH}/{made['id']}/history").items("history")
    assert [row["event"] for row in rows] == ["delete", "create"]
    assert api.get(f"{PATH}/{made['id']}/download?version=1").content == PDF


def test_attachments_cannot_be_granted_by_themselves(world, api, document):
    made = sent(api, PATH, PDF, "a.pdf", document=document["id"]).ok(201)
    api.get(f"{PATH}/{made['id']}/permissions").problem(404)
    grant = {"right": "read", "user": {"id": world.here.users["colleague"].pk}}
    assert api.post("permissions", {**grant, "object": {"href": f"{PATH}/{made['id']}"}}).status in (400, 403)
    assert world.here.admin.post("tenant_permissions", {"applies_to": "attachment", "right": "read"}).status == 400


def test_an_attachment_moves_where_both_documents_may_be_changed(world, api, document):
    made = sent(api, PATH, PDF, "a.pdf", document=document["id"]).ok(201)
    theirs = world.here.make("document", by=world.here.admin)
    world.here.grant("document", "read")
    api.patch(f"{PATH}/{made['id']}", {"document": theirs["id"]}).problem(403)
    other = world.here.make("document")
    moved = api.patch(f"{PATH}/{made['id']}", {"document": other["id"]}).ok()
    assert moved["_links"]["document"]["href"] == f"/api/v1/documents/{other['id']}"


def test_a_catalogue_shows_the_pictures_of_what_it_shows(world):
    there = world.there
    there.tenant.public_catalogue = True
    there.tenant.save()
    shown, hidden = (
        sent(there.engineer, f"/api/v1/{holder}/{there.sample(kind)['id']}/pictures", png(), "a.png", part="image").ok(
            201
        )
        for holder, kind in (("products", "product"), ("assets", "asset"))
    )
    for caller in (world.here.admin, world.here.engineer, world.here.operator):
        assert caller.get("pictures").ids("pictures") == [shown["id"]]
        assert caller.get("pictures", {"type": "file"}).ids("pictures") == [shown["id"]]
        assert caller.get(f"pictures/{shown['id']}/download").content == png()
        assert not {"update", "delete"} & set(caller.get(f"pictures/{shown['id']}").links)
        caller.get(f"pictures/{hidden['id']}").problem(404)
        caller.delete(f"pictures/{shown['id']}").problem(403)
    unread(world.here.admin, f"/api/v1/products/{there.sample('product')['id']}/pictures").problem(403)
