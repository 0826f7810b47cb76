"""Parts that belong to no resource: links, pagination, versions, problems of a batch, HAL-FORMS templates."""

from __future__ import annotations

from collections.abc import Callable

from hub.openapi.components import HREF, ID, MOMENT, NUMBER, TEXT, UUID, Components, Schema, nullable, several, thing

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def link(parts: Components) -> Schema:
    """One HAL link object."""
    return parts.ref("Link", _link)


def _link() -> Schema:
    return thing(
        {
            "href": {**HREF, "description": "An absolute path, or a URI template when templated is true."},
            "method": {"type": "string", "enum": METHODS, "description": "The method to use; absent means GET."},
            "templated": {"type": "boolean"},
            "name": TEXT,
            "title": TEXT,
            "type": TEXT,
            "embeddable": {"type": "boolean", "description": "Whether include can put the linked resource in."},
        },
        ["href"],
        description="A link. An action link is present exactly when the caller may follow it now.",
    )


def curies(parts: Components) -> Schema:
    return {**several(link(parts)), "description": "Where relations are documented."}


def collection_links(parts: Components) -> Schema:
    """The ``_links`` of any collection."""

    def build() -> Schema:
        says = {
            "self": "This page.",
            "first": "The first page.",
            "prev": "The page before.",
            "next": "The page after.",
            "last": "The last page.",
            "find": "The collection with everything it can be asked, as a template.",
            "search": "The same filters in a body.",
            "create": "Make one, or several at once.",
            "update": "Change many in one transaction.",
            "link": "Link what exists already.",
            "unlink": "Take links away.",
        }
        links: dict[str, Schema] = {name: {**link(parts), "description": text} for name, text in says.items()}
        return thing({"self": links.pop("self"), "curies": curies(parts), **links}, ["self"])

    return parts.ref("CollectionLinks", build)


def pagination(parts: Components) -> Schema:
    return parts.ref(
        "Pagination",
        lambda: thing(
            {
                "total_count": NUMBER,
                "page_count": NUMBER,
                "per_page": NUMBER,
                "page": {**NUMBER, "description": "Absent when paging by cursor."},
                **dict.fromkeys(("first", "prev", "next", "last"), HREF),
            },
            ["total_count", "page_count", "per_page"],
        ),
    )


def reference(parts: Components) -> Schema:
    """How a reference stands in plain JSON, and the whole resource in its place when it is included."""
    members = {"id": ID, "uuid": UUID, "href": HREF}
    return parts.ref("Reference", lambda: thing(members, ["id"], additionalProperties=True))


def embedded(parts: Components) -> Schema:
    """A resource within another one."""
    links = thing({"self": link(parts)}, ["self"], additionalProperties=True)
    return parts.ref("Embedded", lambda: thing({"_links": links}, ["_links"], additionalProperties=True))


def reference_input(parts: Components) -> Schema:
    """How a reference may be given."""

    def build() -> Schema:
        members = {"id": {"anyOf": [ID, TEXT]}, "uuid": TEXT, "href": HREF}
        whole = thing(members, anyOf=[{"required": [name]} for name in members])
        return {
            "description": "A resource by id, by UUID or by link, bare or as the member of an object.",
            "anyOf": [whole, ID, TEXT],
            "examples": [{"id": 4}, {"uuid": "0197f0a1-5b7c-7c3e-9d4e-2f6a1b8c9d0e"}, {"href": "/api/v1/products/4"}],
        }

    return parts.ref("ReferenceInput", build)


def who(parts: Components) -> Schema:
    return nullable(parts.ref("Who", lambda: thing({"id": ID, "name": TEXT}, ["id", "name"])))


def version(parts: Components, *, hal: bool) -> Schema:
    """One entry of a history."""

    def build() -> Schema:
        change = thing({"field": TEXT, "old": {}, "new": {}}, ["field", "old", "new"])
        members: dict[str, Schema] = {
            "version": {**NUMBER, "minimum": 1},
            "event": {"type": "string", "enum": ["create", "update", "delete"]},
            "changed_at": MOMENT,
            "user": who(parts),
            "client": who(parts),
            "api_key": who(parts),
            "request_id": {"type": ["string", "null"]},
            "changes": several(change),
        }
        required = list(members)
        if hal:
            members = {"_links": thing({"self": link(parts), "restore": link(parts)}, ["self"]), **members}
            required.insert(0, "_links")
        return thing(members, required)

    return parts.ref("Version" if hal else "VersionPlain", build)


def history(parts: Components, *, hal: bool) -> Schema:
    def build() -> Schema:
        items = several(version(parts, hal=hal))
        if not hal:
            return thing({"history": items, "pagination": pagination(parts)}, ["history", "pagination"])
        members = {
            "_links": collection_links(parts),
            "_embedded": thing({"history": items}, ["history"]),
            "pagination": pagination(parts),
        }
        return thing(members, list(members))

    return parts.ref("History" if hal else "HistoryPlain", build)


def error(parts: Components) -> Schema:
    """One thing that is wrong."""
    build: Callable[[], Schema] = lambda: thing(  # noqa: E731
        {
            "pointer": {**TEXT, "description": "The member of the body, as a JSON pointer in a URI fragment."},
            "parameter": {**TEXT, "description": "The query parameter."},
            "header": {**TEXT, "description": "The header."},
            "code": TEXT,
            "detail": TEXT,
        },
        ["code", "detail"],
    )
    return parts.ref("Error", build)


def dry_run(parts: Components) -> Schema:
    """What a bulk update would do."""
    outcome = {"type": "string", "enum": ["changed", "unchanged", "conflict", "forbidden", "invalid"]}
    result = thing({"pointer": TEXT, "id": {}, "result": outcome, "errors": several(error(parts))}, ["result"])
    return parts.ref("DryRun", lambda: thing({"results": several(result)}, ["results"]))


def conflicts(parts: Components) -> Schema:
    """What stands against restoring a version."""
    return parts.ref("Conflicts", lambda: thing({"conflicts": several(error(parts))}, ["conflicts"]))


def explanation(parts: Components) -> Schema:
    """Why an action is not offered."""
    lacking = {"type": "string", "enum": ["right", "role", "scope", "state"]}
    row = {"relation": TEXT, "lacking": lacking, "needs": TEXT, "detail": TEXT}
    return parts.ref("Explanation", lambda: thing(row, ["relation", "lacking", "needs"]))


def templates(parts: Components) -> Schema:
    """The ``_templates`` of HAL-FORMS."""

    def build() -> Schema:
        prompt: Schema = {"name": TEXT, "prompt": TEXT, "type": TEXT, "value": {}, "placeholder": TEXT, "regex": TEXT}
        flags: Schema = {name: {"type": "boolean"} for name in ("required", "readOnly", "nullable", "json")}
        bounds: Schema = {name: {"type": "number"} for name in ("min", "max", "minLength", "maxLength", "step")}
        options = thing(
            {
                "inline": several({}),
                "link": link(parts),
                "promptField": TEXT,
                "valueField": TEXT,
                "selectedValues": several({}),
                "minItems": NUMBER,
                "maxItems": NUMBER,
            }
        )
        members = {**prompt, **flags, **bounds, "options": options}
        form = {
            "title": TEXT,
            "method": {"type": "string", "enum": METHODS},
            "target": HREF,
            "contentType": TEXT,
            "properties": several(thing(members, ["name"])),
        }
        return {
            "type": "object",
            "description": "One form for each action offered, by relation; default is the one that is meant most.",
            "additionalProperties": thing(form, ["method", "target"]),
        }

    return parts.ref("Templates", build)
