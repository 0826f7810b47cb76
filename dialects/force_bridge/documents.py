"""The file repository: folders, documents, and the file of each, over the hub's documents and attachments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dialects.base import Operation
from dialects.describing import Description
from hub import access, errors
from hub.files.upload import Upload
from hub.viewsets.uploads import UploadMixin

from . import asking, describe
from .operations import Operations, answer_one, canonical, listing, made_one, nested, reading, removing
from .resource import Body, needed
from .tables.documents import DOCUMENT, FOLDER, TAG, file_of
from .tables.orders import MATERIAL
from .telling import actions, link
from .view import ForceView

#: What a document is called until a file gives it a name.
UNNAMED = "untitled"
#: The code of the status of documents that are new.
NEW = "draft"
ATTACHMENTS = "attachments"
#: Members that the vendor's clients send besides; who did it follows from the login.
IGNORED = ("editor",)


class FilesView(UploadMixin, ForceView):
    """Where the file of a document is brought and sent."""

    @property
    def takes_forms(self) -> bool:
        operation = self.operation
        return operation is not None and operation.forms

    def perform_content_negotiation(self, request: Any, force: bool = False) -> Any:
        operation = self.operations.get(str(request.method))
        return super().perform_content_negotiation(request, force=force or bool(operation and operation.sends))

    def _admit(self, **kwargs: Any) -> None:
        """Before a form is read: whoever may change nothing brings no files."""
        if not self.principal.may_write:
            raise errors.Forbidden(extra={"needs": access.ENGINEER})
        self.ask("GET", canonical(DOCUMENT, kwargs["key"]))


def _contents(view: ForceView) -> Any:
    """``GET /fileRepository``: where folders and documents are."""
    asking.check(view.request.query_params, ())
    links: Body = {"self": link(view.here)}
    if view.hal:
        links |= {name: link(f"{view.here}/{name}") for name in ("folders", "documents")}
        offered = view.ask("GET", canonical(FOLDER), query={"per_page": 1}).data.get("_links", {})
        links |= actions(FOLDER.collected, offered, f"{view.here}/folders")
    return view.told(view.teller.shape({}, links))


# -- folders ----------------------------------------------------------------------------------------------------------


def _create_folder(view: ForceView) -> Any:
    """A folder for a material, known by its number, or for a workplace."""
    view.about(FOLDER)
    view.names |= {"material": "materialNumber"}

    def body() -> Any:
        sent = view.sent
        asking.check(view.request.query_params, ())
        found = FOLDER.body(sent)
        if not isinstance(found, dict):
            return found
        members = sent["properties"] if isinstance(sent.get("properties"), dict) else sent
        number = members.get("materialNumber")
        return found if number is None else {**found, "material": _material(view, number)}

    return made_one(view, FOLDER, view.ask("POST", canonical(FOLDER), body=body).data)


def _material(view: ForceView, number: Any) -> Body:
    if isinstance(number, str) and "*" not in number:
        found = view.ask("GET", canonical(MATERIAL), query={"number": number, "per_page": 1}).data["materials"]
        if found:
            return {"id": found[0]["id"]}
    raise errors.ValidationProblem([errors.field_error("material", "not_found", _("There is no such material."))])


# -- documents --------------------------------------------------------------------------------------------------------


def _create_document(view: ForceView, key: str) -> Any:
    """A document in a folder, new and without a file."""
    folder = view.ask("GET", canonical(FOLDER, key)).data
    view.about(DOCUMENT)

    def body() -> Any:
        sent = view.sent
        asking.check(view.request.query_params, ())
        found = DOCUMENT.body(sent if sent not in (None, "") else {})
        if not isinstance(found, dict):
            return found
        status = view.id_of_code("document/statuses", "document_statuses", NEW)
        return {**found, "name": found.get("name") or UNNAMED, "status": {"id": status}}

    made = view.ask("POST", canonical(DOCUMENT), body=body).data
    within = {"documents": [{"id": made["id"]}]}
    view.ask("POST", canonical(FOLDER, folder["id"], "documents"), body=within)
    return made_one(view, DOCUMENT, made)


def _whole(view: ForceView, key: str) -> Body:
    found: Body = view.ask("GET", canonical(DOCUMENT, key), query={"include": ",".join(needed(DOCUMENT))}).data
    return found


def _send(view: ForceView, key: str) -> Any:
    """``GET …/file``: as it is, as a download."""
    wanted = view.after(lambda: asking.check(view.request.query_params, ()))
    file = file_of(_whole(view, key))
    wanted()
    if file is None:
        raise errors.NotFoundProblem()
    return view.ask("GET", f"{ATTACHMENTS}/{file['id']}/download", conditions=True).response


def _bring(view: ForceView, key: str) -> Any:
    """``PUT …/file``: the file, or another version of it; answers the document."""
    given = view.request.query_params
    wanted = view.after(lambda: asking.check(given, ("fileName", *IGNORED)))
    document = _whole(view, key)
    wanted()
    sent = view.sent if isinstance(view.sent, dict) else {}
    upload = sent.get("file")
    if not isinstance(upload, Upload):
        raise errors.ValidationProblem([errors.field_error("file", "required", _("Bring a file."))])
    name = given.get("fileName") or sent.get("fileName")
    if isinstance(name, str) and name.strip():
        upload.name = name.strip()
    file = file_of(document)
    if file is None:
        body = {"file": upload, "document": {"id": document["id"]}}
        view.ask("POST", ATTACHMENTS, body=body)
    else:
        view.ask("PATCH", f"{ATTACHMENTS}/{file['id']}", body={"file": upload})
    if document["name"] == UNNAMED:
        view.ask("PATCH", canonical(DOCUMENT, document["id"]), body={"name": str(upload.name)[:200]})
    return answer_one(view, DOCUMENT, canonical(DOCUMENT, document["id"]), further=f"fileName {' '.join(IGNORED)}")


# -- the paths --------------------------------------------------------------------------------------------------------

_FORM = {
    "type": "object",
    "properties": {"file": {"type": "string", "format": "binary"}, "fileName": {"type": "string"}},
    "required": ["file"],
}


def _said(summary: str, **more: Any) -> Any:
    return lambda: Description(summary=summary, tag=TAG, **more)


_NAME = {"fileName": {"type": "string", "description": "What the file is called here."}}
_DOCUMENT = {"$ref": f"#/components/schemas/{DOCUMENT.name}"}
_ONE = "<segment:key>"
PATHS: dict[str, Operations] = {
    "fileRepository": {
        "GET": Operation(run=_contents, described=_said("Folders and documents", gives=describe.single({})))
    },
    FOLDER.path: {
        "GET": listing(FOLDER),
        "POST": Operation(run=_create_folder, described=lambda: describe.creating(FOLDER, 201)),
    },
    f"{FOLDER.path}/{_ONE}": {"GET": reading(FOLDER), "DELETE": removing(FOLDER)},
    f"{FOLDER.path}/{_ONE}/documents": {
        "GET": nested(FOLDER, "documents", DOCUMENT),
        "POST": Operation(run=_create_document, described=lambda: describe.creating(DOCUMENT, 201)),
    },
    DOCUMENT.path: {"GET": listing(DOCUMENT)},
    f"{DOCUMENT.path}/{_ONE}": {"GET": reading(DOCUMENT), "DELETE": removing(DOCUMENT)},
    f"{DOCUMENT.path}/{_ONE}/file": {
        "GET": Operation(run=_send, sends=True, described=_said("The file of a document, as a download")),
        "PUT": Operation(
            run=_bring,
            forms=True,
            described=_said(
                "Bring the file of a document, or another version of it", query=_NAME, takes=_FORM, gives=_DOCUMENT
            ),
        ),
    },
}
