"""Documents with their files, and the folders that they are in."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from hub import past, registry
from hub.fields import timestamp

from ..resource import Action, Body, Relation, Resource, Timeline, brief, declare
from ..values import moment
from .master import DOCUMENT_STATES
from .operations import WORKPLACE

TAG = "Documents"
#: Where an item holds its first and its latest version, once those were looked up.
ENDS = "_ends"


def file_of(item: Body) -> Body | None:
    """The file of a document: the one that came last, where there are several."""
    files = [one for one in item.get("attachments") or () if one.get("type") == "file"]
    return max(files, key=lambda one: int(one["id"])) if files else None


def _ends(kind: str, items: list[Body]) -> None:
    found = past.ends(registry.get(kind), (item["id"] for item in items)) if items else {}
    for item in items:
        item[ENDS] = found.get(item["id"], (None, None))


def _learn_folders(items: list[Body]) -> None:
    _ends("document_folder", items)


def _learn_documents(items: list[Body]) -> None:
    """Who made and changed documents and their files: two questions for all."""
    _ends("document", items)
    _ends("attachment", [file for item in items if (file := file_of(item)) is not None])


def _who(version: Any) -> str | None:
    """The person or the program that made a version."""
    return None if version is None else version.history_client_name or version.history_user_name


def creator(item: Body) -> str | None:
    return _who(item.get(ENDS, (None, None))[0])


def _last(item: Body) -> Body:
    """What of a document was changed last: itself or its file."""
    file = file_of(item)
    return item if file is None or _changed(file) < _changed(item) else file


def _changed(item: Body) -> Any:
    when = item["updated_at"]
    return timestamp.parse(when) if isinstance(when, str) else when


def editor(item: Body) -> str | None:
    return _who(_last(item).get(ENDS, (None, None))[1])


def _name(item: Body) -> PurePosixPath:
    """The name of the file, or of a document without one."""
    file = file_of(item)
    return PurePosixPath("./" + (file["file_name"] if file is not None else item["name"]).replace("/", "_"))


def _version(item: Body) -> int:
    """How often the file was brought; 1 before it was."""
    file = file_of(item)
    version = file.get(ENDS, (None, None))[1] if file is not None else None
    return version.version if version is not None else 1


def _stem(item: Body) -> str:
    return str(item["name"]) if file_of(item) is None else _name(item).stem


def _extension(item: Body) -> str:
    return "" if file_of(item) is None else _name(item).suffix[1:]


_NOTHING = ("lastTransferToMachine", "lastTransferedFromWorkplaceId", "lastTransferedToWorkplaceId")
DOCUMENT = Resource(
    name="documents",
    kind="document",
    path="fileRepository/documents",
    key="documents",
    tag=TAG,
    members="id name extension size creator creationDate editor lastChangedDate lastTransferToMachine "
    "lastTransferedFromWorkplaceId lastTransferedToWorkplaceId numberOfMachineTransfers documentStateId version "
    "origin type",
    made={
        "name": _stem,
        "extension": _extension,
        "size": lambda item: (file_of(item) or {}).get("size") or 0,
        "creator": creator,
        "creationDate": lambda item: moment(item["created_at"]),
        "editor": editor,
        "lastChangedDate": lambda item: moment(_last(item)["updated_at"]),
        **dict.fromkeys((*_NOTHING, "origin"), lambda item: None),
        "numberOfMachineTransfers": lambda item: 0,
        "documentStateId": lambda item: DOCUMENT_STATES.ident(item["status"]),
        "version": _version,
        "type": lambda item: _extension(item).lower() or None,
    },
    given="name description",
    needs=("attachments", "status", "folders"),
    relations=(
        *(
            Relation(name=name, source="status", include="status", to="documentStates")
            for name in ("documentState", "ncState")
        ),
        Relation(name="documentFolders", include="folders", to="folders", many="list"),
        Relation(name="file", at="/file"),
    ),
    actions=(
        Action(name="updateDocumentFile", when=("update",), method="PUT", suffix="/file"),
        Action(name="deleteDocument", when=("delete",), method="DELETE"),
    ),
    timeline=Timeline(),
    domain="0000",
    learns=_learn_documents,
)
FOLDER = Resource(
    name="folders",
    kind="document_folder",
    path="fileRepository/folders",
    key="folders",
    tag=TAG,
    members="id name creator creationDate editor lastChangeDate workplace material",
    made={
        "creator": creator,
        "creationDate": lambda item: moment(item["created_at"]),
        "editor": lambda item: _who(item.get(ENDS, (None, None))[1]),
        "lastChangeDate": lambda item: moment(item["updated_at"]),
        "workplace": brief("workplace", "workplaces", WORKPLACE),
        "material": brief("material", "materials", "id number description type"),
    },
    given="workplaceId materialId",
    needs=("workplace", "material"),
    relations=(
        Relation(name="workplace", source="workplace", include="workplace", to="workplaces"),
        Relation(name="material", source="material", include="material", to="materials"),
        Relation(name="documents", at="/documents"),
        # A folder is in no state; clients ask for it all the same.
        Relation(name="ncState", source="state", shaped=lambda item: None),
    ),
    actions=(
        Action(name="createDocument", when=("update",), suffix="/documents"),
        Action(name="deleteFolder", when=("delete",), method="DELETE"),
    ),
    filters={"name": "name", "materialNumber": "material_number", "workplaceNumber": "workplace_number"},
    collected=(Action(name="createFolder", when=("create",)),),
    timeline=Timeline(),
    domain="0000",
    learns=_learn_folders,
)
declare(DOCUMENT, FOLDER)
