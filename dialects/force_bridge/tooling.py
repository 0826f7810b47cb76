"""Tools and what belongs to them: made in one go, edges below a tool, lists of characteristics; commands, one or
several.
"""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from hub import errors

from . import asking, describe
from .operations import Operations, answer_list, answer_one, canonical, made_one
from .resource import Body, Resource
from .tables.staff import COMMAND
from .tables.tools import EDGE, EDGE_CHARACTERISTICS, LOCATION, TOOL, TOOL_CHARACTERISTICS
from .view import ForceView


def _create(view: ForceView) -> Any:
    """A tool, with its location and its characteristics where the body has them: all or nothing."""
    view.about(TOOL)

    def body() -> Any:
        sent = view.sent
        asking.check(view.request.query_params, ())
        return TOOL.body(sent)

    made = view.ask("POST", canonical(TOOL), body=body).data
    sent = view.sent.get("properties") if isinstance(view.sent.get("properties"), dict) else view.sent
    if sent.get("location") is not None:
        view.names = {**LOCATION.spoken, "": "location"}
        view.ask("PUT", canonical(TOOL, made["id"], "location"), body=LOCATION.body(sent["location"]))
    if sent.get("characteristics") is not None:
        view.names = {"elements": "characteristics"}
        view.ask("PUT", canonical(TOOL, made["id"], "characteristics"), body=listed(sent["characteristics"]))
    return made_one(view, TOOL, made)


def listed(sent: Any) -> Body:
    """The canonical body of a list of characteristics: bare, or as ``elements``."""
    if isinstance(sent, dict):
        sent = sent.get("properties", sent)
        sent = sent.get("elements") if isinstance(sent, dict) else sent
    if not isinstance(sent, list):
        raise errors.ValidationProblem([errors.field_error("elements", "invalid", "Expected a list.")])
    return {"elements": [_characteristic(one) for one in sent]}


def _characteristic(given: Any) -> Any:
    """What the hub knows of an element; a unit may be null."""
    if not isinstance(given, dict):
        return given
    names = ("name", "identifier", "value", "unit")
    return {name: given[name] for name in names if name in given and not (name == "unit" and given[name] is None)}


# -- edges ------------------------------------------------------------------------------------------------------------


def _edge(view: ForceView, key: str, edge: str) -> Body:
    """The edge of this tool; 404 when it is another one's."""
    tool = view.ask("GET", canonical(TOOL, key)).data
    found: Body = view.ask("GET", canonical(EDGE, edge)).data
    if found["tool"]["id"] != tool["id"]:
        raise errors.NotFoundProblem()
    return found


def _edges(view: ForceView, key: str) -> Any:
    wanted = view.after(lambda: asking.of_list(view, EDGE, view.request.query_params))
    view.ask("GET", canonical(TOOL, key))
    wanted()
    return answer_list(view, EDGE, canonical(TOOL, key, "edges"))


def _create_edge(view: ForceView, key: str) -> Any:
    view.about(EDGE)

    def body() -> Any:
        sent = view.sent
        asking.check(view.request.query_params, ())
        return EDGE.body(sent)

    return made_one(view, EDGE, view.ask("POST", canonical(TOOL, key, "edges"), body=body).data)


def _read_edge(view: ForceView, key: str, edge: str) -> Any:
    return answer_one(view, EDGE, canonical(EDGE, _edge(view, key, edge)["id"]))


def _replace_edge(view: ForceView, key: str, edge: str) -> Any:
    row = _edge(view, key, edge)
    view.about(EDGE)

    def body() -> Any:
        sent = view.sent
        asking.check(view.request.query_params, ())
        found = EDGE.body(sent)
        return {**found, "tool": {"id": row["tool"]["id"]}} if isinstance(found, dict) else found

    view.ask("PUT", canonical(EDGE, row["id"]), body=body, conditions=True)
    return answer_one(view, EDGE, canonical(EDGE, row["id"]))


# -- characteristics --------------------------------------------------------------------------------------------------


def _characteristics(view: ForceView, resource: Resource, path: str) -> Any:
    return answer_one(view, resource, path, at=view.here, further="limit offset")


def _replace_characteristics(view: ForceView, resource: Resource, path: str) -> Any:
    def body() -> Body:
        sent = view.sent
        asking.check(view.request.query_params, ())
        return listed(sent)

    view.ask("PUT", path, body=body, conditions=True)
    return answer_one(view, resource, path, at=view.here)


def _of_tool(key: str) -> str:
    return canonical(TOOL, key, "characteristics")


def _of_edge(view: ForceView, key: str, edge: str) -> str:
    return canonical(EDGE, _edge(view, key, edge)["id"], "characteristics")


# -- commands ---------------------------------------------------------------------------------------------------------


def _commands(view: ForceView) -> Any:
    """Several commands, all or none: 202 with what tells how they go."""
    view.names = {**COMMAND.spoken}

    def body() -> Body:
        sent = view.sent
        asking.check(view.request.query_params, ["async"])
        given = sent.get("commands") if isinstance(sent, dict) else sent
        if not isinstance(given, list):
            detail = "Expected an object with the member commands, a list."
            raise errors.ValidationProblem([errors.field_error("commands", "required", detail)])
        return {"commands": [COMMAND.body(one) for one in given]}

    made = view.ask("POST", canonical(COMMAND), body=body).data["commands"]
    # What was just made offers no links yet.
    items = [view.teller.single(COMMAND, item) for item in made]
    return view.told({"_embedded": {"commands": items}}, status=202)


# -- the paths --------------------------------------------------------------------------------------------------------

TOOLS: Operations = {"POST": Operation(run=_create, described=lambda: describe.creating(TOOL, 201))}
EDGES: Operations = {
    "GET": Operation(run=_edges, described=lambda: describe.listing(EDGE, "Edges of a tool")),
    "POST": Operation(run=_create_edge, described=lambda: describe.creating(EDGE, 201)),
}
ONE_EDGE: Operations = {
    "GET": Operation(run=_read_edge, described=lambda: describe.reading(EDGE, TOOL)),
    "PUT": Operation(run=_replace_edge, described=lambda: describe.replacing(EDGE, TOOL)),
}
OF_TOOL: Operations = {
    "GET": Operation(
        run=lambda view, key: _characteristics(view, TOOL_CHARACTERISTICS, _of_tool(key)),
        described=lambda: describe.reading(TOOL_CHARACTERISTICS, TOOL),
    ),
    "PUT": Operation(
        run=lambda view, key: _replace_characteristics(view, TOOL_CHARACTERISTICS, _of_tool(key)),
        described=lambda: describe.replacing(TOOL_CHARACTERISTICS, TOOL),
    ),
}
OF_EDGE: Operations = {
    "GET": Operation(
        run=lambda view, key, edge: _characteristics(view, EDGE_CHARACTERISTICS, _of_edge(view, key, edge)),
        described=lambda: describe.reading(EDGE_CHARACTERISTICS, EDGE),
    ),
    "PUT": Operation(
        run=lambda view, key, edge: _replace_characteristics(view, EDGE_CHARACTERISTICS, _of_edge(view, key, edge)),
        described=lambda: describe.replacing(EDGE_CHARACTERISTICS, EDGE),
    ),
}
COMMANDS: Operations = {
    "POST": Operation(run=_commands, described=lambda: describe.creating(COMMAND, 202)),
}
