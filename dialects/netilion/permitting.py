"""Permissions: ``permission_type``, ``assignable`` and ``permitable`` instead of right, holder and object."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from hub import access, errors, registry
from hub.hal.reference import parse_key
from hub.viewsets.locating import locate

from . import asking, describing
from .operations import Operations, canonical
from .resource import Body, Resource, declare
from .view import NetilionView

#: Vendor's names of kinds that are not the kind in other letters.
KINDS = {"Usergroup": "group", "ClientApplication": "client", "APIKey": "api_key"}
NAMES = {kind: name for name, kind in KINDS.items()}
HOLDERS = {"user": "user", "usergroup": "group"}


def kind_of(name: Any) -> str:
    """``HealthCondition`` -> ``health_condition``."""
    text = str(name)
    return KINDS.get(text) or "".join("_" + letter.lower() if letter.isupper() else letter for letter in text).strip(
        "_"
    )


def name_of(kind: str) -> str:
    """``health_condition`` -> ``HealthCondition``."""
    return NAMES.get(kind) or "".join(part.capitalize() for part in kind.split("_"))


def _assignable(item: Body) -> Body:
    group = item.get("group")
    return {"id": (group or item["user"])["id"], "type": "Usergroup" if group else "User"}


PERMISSION = Resource(
    kind="permission",
    path="permissions",
    plural="permissions",
    members="permission_type assignable permitable id",
    made={
        "permission_type": lambda item: f"can_{item['right']}",
        "assignable": _assignable,
        "permitable": lambda item: {"id": item["object"]["id"], "type": name_of(item["object"]["kind"])},
    },
    sources={"permission_type": "right", "permitable": "object", "assignable": "user"},
    asked={
        "permission_type": lambda value: {"right": _rights(value)},
        "permitable_type": lambda value: {"object_kind": ",".join(kind_of(name) for name in value.split(","))},
        "permitable_id": "object_id",
    },
)
declare(PERMISSION)


def _rights(value: Any) -> str:
    return ",".join(str(name).strip().removeprefix("can_") for name in str(value).split(","))


def _list(view: NetilionView) -> Any:
    """Whom an id of an assignable means depends on its type: without one, it is a user's."""
    given = view.request.query_params.copy()
    holder = HOLDERS.get(str(given.pop("assignable_type", ["user"])[0]).lower(), "user")
    asked = {}
    if "assignable_id" in given:
        asked[f"{holder}_id"] = given.pop("assignable_id")[0]
    elif "assignable_type" in view.request.query_params:
        asked[f"{holder}_id"] = "!null"
    given.pop("include", None)  # both sides stand in the item by id and type
    question = asking.of_list(PERMISSION, given)
    view.about(PERMISSION, question)
    data = view.ask("GET", canonical(PERMISSION), query={**question.query, **asked}).data
    teller = view.teller()
    return view.listed(
        "permissions", [teller.item(PERMISSION, item) for item in data["permissions"]], data["pagination"]
    )


def _create(view: NetilionView) -> Any:
    """One type makes one permission, a list of types a list of them; all or none."""
    view.about(PERMISSION)
    types = view.sent.get("permission_type")
    names = types if isinstance(types, list) else [types]
    made = [view.ask("POST", canonical(PERMISSION), body=_body(view.sent, name)).data for name in names]
    teller = view.teller()
    items = [teller.item(PERMISSION, item) for item in made]
    return view.told(items if isinstance(types, list) else items[0], status=201)


def _body(sent: Body, name: Any) -> Body:
    assignable, permitable = (sent.get(member) for member in ("assignable", "permitable"))
    wrong = [
        errors.field_error(canonical_name, "required", f"Expected an object with id and type: {member}.")
        for member, canonical_name, value in (("assignable", "user", assignable), ("permitable", "object", permitable))
        if not isinstance(value, dict)
    ]
    if wrong:
        raise errors.ValidationProblem(wrong)
    assert isinstance(assignable, dict)
    assert isinstance(permitable, dict)
    holder = HOLDERS.get(str(assignable.get("type", "User")).lower())
    if holder is None:
        raise errors.ValidationProblem([errors.field_error("user", "invalid", "The types are User and Usergroup.")])
    found: Body = {
        "object": {"kind": kind_of(permitable.get("type")), "id": permitable.get("id")},
        holder: {"id": assignable.get("id")},
    }
    return {**found, "right": _rights(name)} if name is not None else found


def _remove(view: NetilionView, key: str) -> Any:
    """``?all=true``: whatever the holder has on the object."""
    query = view.request.query_params
    asking.of_one(PERMISSION, query, beside=["all"])
    path = canonical(PERMISSION, key)
    if query.get("all", "false").lower() != "true":
        view.ask("DELETE", path)
        return view.nothing()
    item = view.ask("GET", path).data
    holder = "group" if item.get("group") else "user"
    asked = {
        "object_kind": item["object"]["kind"],
        "object_id": item["object"]["id"],
        f"{holder}_id": item[holder]["id"],
    }
    for one in view.all_items(canonical(PERMISSION), "permissions", **asked):
        view.ask("DELETE", canonical(PERMISSION, one["id"]))
    return view.nothing()


def _read(view: NetilionView, key: str) -> Any:
    return view.one(PERMISSION, view.ask("GET", canonical(PERMISSION, key), conditions=True))


def access_rights(view: NetilionView) -> Any:
    """``GET /users/current/access_rights``: what the caller may do with an object, all told."""
    query = view.request.query_params
    asking.of_one(PERMISSION, query, beside=["permitable_id", "permitable_type"])
    missing = [name for name in ("permitable_id", "permitable_type") if name not in query]
    if missing:
        raise errors.ValidationProblem([errors.parameter_error(name, "required", "Needed.") for name in missing])
    entry = registry.find(kind_of(query["permitable_type"]))
    level = access.NONE
    if entry is not None and parse_key(query["permitable_id"]) is not None:
        try:
            level = locate(entry, str(query["permitable_id"]), view.principal).level
        except errors.NotFoundProblem:
            level = access.NONE
        if not access.may_change(view.principal, entry):
            level = min(level, access.READ)
    return view.told({f"can_{name}": level >= needed for name, needed in access.LEVELS.items()})


# -- owners -----------------------------------------------------------------------------------------------------------


def _owner(view: NetilionView) -> tuple[Body, list[Body]]:
    """The grant that makes the user of the body an owner, and what of it there is already."""
    view.about(PERMISSION)
    body = _body(view.sent, "permit")
    holder = next(name for name in ("user", "group") if name in body)
    asked = {"right": "permit", "object_kind": body["object"]["kind"], "object_id": body["object"]["id"]}
    asked[f"{holder}_id"] = body[holder]["id"]
    if any(parse_key(asked[name]) is None for name in ("object_id", f"{holder}_id")):
        return body, []
    return body, list(view.ask("GET", canonical(PERMISSION), query=asked).data["permissions"])


def _own(view: NetilionView) -> Any:
    """Who owns may permit, on the object and on all below it; 204 also when it was so already."""
    body, held = _owner(view)
    if not held:
        view.ask("POST", canonical(PERMISSION), body=body)
    return view.nothing()


def _disown(view: NetilionView) -> Any:
    """One who is no owner cannot lose it: 404."""
    _body_of, held = _owner(view)
    if not held:
        raise errors.NotFoundProblem()
    for one in held:
        view.ask("DELETE", canonical(PERMISSION, one["id"]))
    return view.nothing()


SIDE: describing.Schema = {"type": "object", "properties": {"id": describing.NUMBER, "type": describing.TEXT}}
OWNING: describing.Schema = {
    "type": "object",
    "properties": {"assignable": SIDE, "permitable": SIDE},
    "required": ["assignable", "permitable"],
}
_types = {"anyOf": [describing.TEXT, {"type": "array", "items": describing.TEXT}]}
PERMITTING = {**OWNING, "properties": {"permission_type": _types, **OWNING["properties"]}}


def _said(summary: str, **more: Any) -> describing.Told:
    return describing.said(summary, PERMISSION, **more)


OWNERS: Operations = {
    "POST": Operation(run=_own, described=_said("Make a user an owner of an object", takes=OWNING, status=204)),
    "DELETE": Operation(run=_disown, described=_said("Take an owner from an object", takes=OWNING, status=204)),
}
ASKED = ("permission_type", "assignable_id", "assignable_type", "permitable_id", "permitable_type", "order_by")
COLLECTION: Operations = {
    "GET": Operation(
        run=_list,
        described=_said(
            "The permissions that the caller may see",
            query=describing.asking_for(*ASKED, "include"),
            gives=describing.page(PERMISSION),
        ),
    ),
    "POST": Operation(
        run=_create, described=_said("Permit: one type, or a list", takes=PERMITTING, gives={}, status=201)
    ),
}
SINGLE: Operations = {
    "GET": Operation(run=_read, described=describing.one(PERMISSION)),
    "DELETE": Operation(
        run=_remove, described=_said("Take a permission back", query={"all": describing.FLAG}, status=204)
    ),
}
RIGHTS: Operations = {
    "GET": Operation(
        run=access_rights,
        described=_said(
            "What the caller may do with an object",
            query=describing.asking_for("permitable_id", "permitable_type", paged=False),
            required=frozenset({"permitable_id", "permitable_type"}),
            gives={"type": "object", "properties": dict.fromkeys(map("can_{}".format, access.LEVELS), describing.FLAG)},
        ),
    )
}
