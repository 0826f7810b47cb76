"""Inheritance of permissions: told of each object from which rights flow on; always on, and nobody turns it off."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dialects.base import Operation
from hub import access, errors
from hub.hal.reference import parse_key
from hub.viewsets.paging import Window

from . import asking, describing, ranges
from .operations import Operations
from .permitting import PERMISSION, kind_of, name_of
from .resource import Body, Resource, of_kind
from .view import NetilionView

PLURAL = "permission_inheritances"
#: The kinds from which rights flow on. A row is known by the number of its object, the place of its kind here, and the
#: right.
KINDS = ("node", "instrumentation", "asset", "system")
TYPES = tuple(f"can_{name}" for name in access.LEVELS)
ASKED = ("permission_type", "permission_inheritable_id", "permission_inheritable_type")


def _always() -> errors.Forbidden:
    return errors.Forbidden(_("Rights always reach everything below; nobody turns that off."))


def _one_of_types() -> str:
    return _("Expected one of %(names)s.") % {"names": ", ".join(TYPES)}


def _row(kind: str, number: int, right: str) -> Body:
    place = KINDS.index(kind) * len(TYPES) + TYPES.index(right)
    return {
        "id": number * len(KINDS) * len(TYPES) + place,
        "permission_type": right,
        "inheritance": True,
        "permission_inheritable": {"id": number, "type": name_of(kind)},
    }


def _of(kind: str) -> Resource:
    found = of_kind(kind)
    assert found is not None
    return found


def _list(view: NetilionView) -> Any:
    """Objects that the caller may read, kind by kind, each with its rights; a page may end within one object."""
    given = view.request.query_params
    asking.only(given, [*ASKED, *asking.PAGING])
    if given.get("order_by", "id") != "id":
        raise errors.BadParameter("order_by", _("There is one order here."))
    rights = _rights(given.get("permission_type", ""))
    number, size = ranges.wanted(given)
    rows: list[Body] = []
    total = 0
    for kind in _kinds(given.get("permission_inheritable_type", "")):
        begun, within = divmod(max((number - 1) * size - total, 0), len(rights))
        objects, count = _objects(view, kind, begun, size + 1)
        found = [_row(kind, one, right) for one in objects for right in rights]
        rows += found[within : within + size - len(rows)]
        total += count * len(rights)
    return ranges.told(view, PLURAL, rows, total, number, size)


def _rights(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if any(name not in TYPES for name in names):
        raise errors.BadParameter("permission_type", _one_of_types())
    return [name for name in TYPES if not names or name in names]


def _kinds(text: str) -> list[str]:
    names = [kind_of(name.strip()) for name in text.split(",") if name.strip()]
    return [kind for kind in KINDS if not names or kind in names]


def _objects(view: NetilionView, kind: str, offset: int, most: int) -> tuple[list[int], int]:
    """The numbers of the objects of a kind from the given one on, and how many there are."""
    query: Body = {}
    if "permission_inheritable_id" in view.request.query_params:
        view.names = {"id": "permission_inheritable_id"}
        query["id"] = view.request.query_params["permission_inheritable_id"]
    resource = _of(kind)
    data = view.ask("GET", resource.entry.path, query=query, window=Window(most, offset)).data
    return [item["id"] for item in data[resource.entry.plural]], data["pagination"]["total_count"]


def _found(view: NetilionView, key: str) -> Body:
    """The row of a number, if the caller may read its object."""
    number = parse_key(key)
    if not isinstance(number, int):
        raise errors.NotFoundProblem()
    number, place = divmod(number, len(KINDS) * len(TYPES))
    kind, right = KINDS[place // len(TYPES)], TYPES[place % len(TYPES)]
    view.ask("GET", f"{_of(kind).entry.path}/{number}")
    return _row(kind, number, right)


def _read(view: NetilionView, key: str) -> Any:
    asking.only(view.request.query_params, [])
    return view.told(_found(view, key))


def _set(view: NetilionView) -> Any:
    """That rights are handed down is so already; that they are not cannot be."""
    asking.only(view.request.query_params, [])
    body = view.sent
    right, wanted, of = (body.get(name) for name in ("permission_type", "inheritance", "permission_inheritable"))
    of = of if isinstance(of, dict) else {}
    kind, number = kind_of(of.get("type")), parse_key(of.get("id"))
    wrong = []
    if right not in TYPES:
        wrong.append(errors.field_error("permission_type", "invalid", _one_of_types()))
    if str(wanted).lower() not in ("true", "false"):
        wrong.append(errors.field_error("inheritance", "invalid", _("Expected true or false.")))
    if kind not in KINDS or not isinstance(number, int):
        wrong.append(errors.field_error("permission_inheritable", "not_found", _("There is no such object.")))
    if wrong:
        raise errors.ValidationProblem(wrong)
    assert isinstance(number, int)
    try:
        view.ask("GET", f"{_of(kind).entry.path}/{number}/permissions")
    except errors.NotFoundProblem as problem:
        missing = errors.field_error("permission_inheritable", "not_found", _("There is no such object."))
        raise errors.ValidationProblem([missing]) from problem
    if str(wanted).lower() == "false":
        raise _always()
    return view.told(_row(kind, number, str(right)), status=201)


def _remove(view: NetilionView, key: str) -> Any:
    _found(view, key)
    raise _always()


_flag, _side = describing.FLAG, {"type": "object", "properties": {"id": describing.NUMBER, "type": describing.TEXT}}
_members = {
    "permission_type": {**describing.TEXT, "enum": [*TYPES]},
    "inheritance": _flag,
    "permission_inheritable": _side,
}
SENT: describing.Schema = {"type": "object", "properties": _members, "required": [*_members]}
ROW: describing.Schema = {**SENT, "properties": {"id": describing.NUMBER, **_members}}
ROWS: describing.Schema = {
    "type": "object",
    "properties": {PLURAL: {"type": "array", "items": ROW}, "pagination": describing.ref("Pagination")},
    "required": [PLURAL],
}


def _said(summary: str, **more: Any) -> describing.Told:
    return describing.said(summary, PERMISSION, **more)


COLLECTION: Operations = {
    "GET": Operation(
        run=_list,
        described=_said(
            "From which objects rights flow on", query=describing.asking_for(*ASKED, "order_by"), gives=ROWS
        ),
    ),
    "POST": Operation(
        run=_set,
        described=_said("That rights flow on, as they always do; off is refused", takes=SENT, gives=ROW, status=201),
    ),
}
SINGLE: Operations = {
    "GET": Operation(run=_read, described=_said("That a right flows on from an object", gives=ROW)),
    "DELETE": Operation(run=_remove, described=_said("Refused: rights always flow on", status=403)),
}
