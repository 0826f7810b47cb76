"""Files over Netilion's wire: forms whose parts have no types, downloads, and all files of a document in one."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from typing import Any

from django.http import FileResponse

from dialects.base import Operation
from hub import access, errors
from hub.files import keeping
from hub.files.upload import Upload
from hub.viewsets.uploads import UploadMixin

from . import asking, describing
from .operations import Operations, canonical, create, listing, reading, removing
from .resource import Body, Resource
from .tables.files import ATTACHMENT, PICTURE
from .tables.plant import DOCUMENT
from .view import NETILION, NetilionView

#: So many files of a document are sent together.
MOST_TOGETHER = 25
LONGEST_TYPE = 200


class FilesView(UploadMixin, NetilionView):
    """A path where files are brought or sent."""

    refused_types = NETILION.refused_types

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

    @property
    def sent(self) -> Body:
        """The body; a part "type" that comes as a file of its own says what the file is."""
        body = dict(super().sent)
        told = body.pop("type", None)
        if isinstance(told, Upload):
            told = told.read(LONGEST_TYPE).decode("ascii", "replace")
        for upload in body.values():
            if isinstance(upload, Upload) and isinstance(told, str) and not upload.announced:
                upload.announced = told.strip()
        return body


# -- attachments ------------------------------------------------------------------------------------------------------


def holding(resource: Resource) -> dict[str, Operations]:
    """The paths of files that are resources by themselves: brought in forms, sent as they are, or links elsewhere."""

    def change(view: NetilionView, key: str) -> Any:
        view.about(resource)
        view.ask("PATCH", canonical(resource, key), body=resource.body(view.sent, new=False), conditions=True)
        return view.nothing()

    def change_link(view: NetilionView, key: str) -> Any:
        """The one change that answers the whole."""
        view.about(resource)
        body = resource.body(view.sent, new=False)
        return view.one(resource, view.ask("PATCH", canonical(resource, key), body=body, conditions=True))

    def download(view: NetilionView, key: str) -> Any:
        """Always sent as a download, whatever ``disposition`` says."""
        asking.of_one(resource, view.request.query_params, beside=["disposition"])
        return view.ask("GET", canonical(resource, key, "download"), conditions=True).response

    def add(view: NetilionView) -> Any:
        return create(view, resource)

    one = f"{resource.path}/<segment:key>"
    told = describing.changed(resource)
    single = {"PATCH": Operation(run=change, forms=True, described=told), "DELETE": removing(resource)}
    fetched = describing.said("The file itself, always as a download", resource)
    return {
        resource.path: {
            "GET": listing(resource),
            "POST": Operation(run=add, forms=True, described=describing.made(resource)),
        },
        one: {"GET": reading(resource), **single},
        f"{resource.path}/links": {"POST": Operation(run=add, described=describing.made(resource))},
        f"{resource.path}/links/<segment:key>": {
            "PATCH": Operation(run=change_link, described=describing.changed_whole(resource))
        },
        f"{one}/download": {"GET": Operation(run=download, sends=True, described=fetched)},
    }


def _download_all(view: NetilionView, key: str) -> Any:
    """``GET /documents/{id}/download``: one file as it is, several in a zip; links are passed over."""
    query = view.request.query_params
    asking.of_one(DOCUMENT, query, beside=["attachment_id"])
    asked: Body = {"type": "file", "per_page": MOST_TOGETHER}
    if "attachment_id" in query:
        asked["id"] = query["attachment_id"]
    found = view.ask("GET", canonical(DOCUMENT, key, "attachments"), query=asked).data["attachments"]
    if not found:
        raise errors.NotFoundProblem()
    if len(found) == 1:
        return view.ask("GET", canonical(ATTACHMENT, found[0]["id"], "download")).response
    archive: Any = tempfile.SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115 - closed with the answer
    keys = dict(
        ATTACHMENT.entry.model.objects.filter(pk__in=[item["id"] for item in found]).values_list("pk", "file_key")
    )
    names: set[str] = set()
    with zipfile.ZipFile(archive, "w") as packed:
        for item in found:
            name = item["file_name"] if item["file_name"] not in names else f"{item['id']}-{item['file_name']}"
            names.add(name)
            with packed.open(name, "w") as entry, keeping.opened(keys[item["id"]]) as content:
                shutil.copyfileobj(content, entry)
    archive.seek(0)
    return FileResponse(archive, as_attachment=True, filename=f"document-{key}.zip", content_type="application/zip")


DOWNLOAD_ALL: Operations = {
    "GET": Operation(
        run=_download_all,
        sends=True,
        described=describing.said("The file of a document, or its files in one archive", DOCUMENT),
    )
}


# -- pictures ---------------------------------------------------------------------------------------------------------


def _picture(view: NetilionView, owner: Resource, key: str, number: str, **options: Any) -> Any:
    """One picture, if it is of that thing."""
    thing = view.ask("GET", canonical(owner, key)).data
    reply = view.ask("GET", canonical(PICTURE, number), **options)
    if reply.data is not None and (reply.data[owner.kind] or {}).get("id") != thing["id"]:
        raise errors.NotFoundProblem()
    return reply


def _add_picture(owner: Resource) -> Operation:
    def run(view: NetilionView, key: str) -> Any:
        view.about(PICTURE)
        body = PICTURE.body(view.sent, new=True)
        return view.one(PICTURE, view.ask("POST", canonical(owner, key, "pictures"), body=body), status=201)

    return Operation(run=run, forms=True, described=describing.made(PICTURE))


def picturing(owner: Resource) -> dict[str, Operations]:
    """The operations of the pictures of ``owner``, by path below one of it, the listing aside."""

    def read(view: NetilionView, key: str, number: str) -> Any:
        return view.one(PICTURE, _picture(view, owner, key, number, conditions=True))

    def change(view: NetilionView, key: str, number: str) -> Any:
        _picture(view, owner, key, number)
        view.about(PICTURE)
        body = PICTURE.body(view.sent, new=False)
        return view.one(PICTURE, view.ask("PATCH", canonical(PICTURE, number), body=body))

    def remove(view: NetilionView, key: str, number: str) -> Any:
        _picture(view, owner, key, number)
        view.ask("DELETE", canonical(PICTURE, number))
        return view.nothing()

    def download(view: NetilionView, key: str, number: str) -> Any:
        _picture(view, owner, key, number)
        return view.ask("GET", canonical(PICTURE, number, "download"), conditions=True).response

    one, whole = "pictures/<segment:number>", describing.changed_whole(PICTURE)
    fetched = describing.said("The picture itself, always as a download", owner)
    return {
        "pictures": {"POST": _add_picture(owner)},
        "pictures/links": {"POST": _add_picture(owner)},
        "pictures/links/<segment:number>": {"PATCH": Operation(run=change, described=whole)},
        one: {
            "GET": Operation(run=read, described=describing.one(PICTURE, owner)),
            "PATCH": Operation(run=change, forms=True, described=whole),
            "DELETE": Operation(run=remove, described=describing.removed(PICTURE)),
        },
        f"{one}/download": {"GET": Operation(run=download, sends=True, described=fetched)},
    }
