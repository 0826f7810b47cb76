"""Holds answers and bodies against the OpenAPI document: everything in them must be described."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from hub.openapi.generator import document

HOME = "urn:hub"
Schema = dict[str, Any]


@lru_cache(maxsize=1)
def known() -> tuple[dict[str, Any], Registry[Any]]:
    """The document with all objects closed, so that members nobody described are found."""
    closed = _closed(document())
    return closed, Registry().with_resource(HOME, DRAFT202012.create_resource(closed))


def _closed(node: Any, within: str = "") -> Any:
    if isinstance(node, list):
        return [_closed(item, within) for item in node]
    if not isinstance(node, dict):
        return node
    found = {name: _closed(value, name) for name, value in node.items()}
    if "$ref" in found and "/schemas/" in str(found["$ref"]) and within != "allOf":
        found["unevaluatedProperties"] = False
    return found


def paths() -> dict[str, Any]:
    found: dict[str, Any] = known()[0]["paths"]
    return found


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """(path, method, operation) of all there are."""
    return [
        (path, method, operation)
        for path, item in paths().items()
        for method, operation in item.items()
        if method != "parameters"
    ]


def part(node: dict[str, Any]) -> dict[str, Any]:
    """What a reference stands for."""
    while "$ref" in node and "/schemas/" not in node["$ref"]:
        whole: Any = known()[0]
        for name in node["$ref"].removeprefix("#/").split("/"):
            whole = whole[name]
        node = whole
    return node


def path_of(address: str) -> str:
    """The described path that ``address`` is one of; the one with the fewest placeholders."""
    plain = address.partition("?")[0]
    fitting = [path for path in paths() if re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), plain)]
    assert fitting, f"{plain} is not described"
    return min(fitting, key=lambda path: path.count("{"))


def check(schema: Schema, value: Any) -> None:
    """``value`` is as ``schema`` says, and nothing more."""
    whole = {"$id": f"{HOME}:check", "allOf": [_absolute(schema)], "unevaluatedProperties": False}
    validator = Draft202012Validator(whole, registry=known()[1])
    errors = sorted(validator.iter_errors(value), key=lambda error: error.json_path)
    assert not errors, [f"{error.json_path}: {error.message[:300]}" for error in errors[:3]]


def _absolute(node: Any) -> Any:
    if isinstance(node, list):
        return [_absolute(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {name: HOME + value if name == "$ref" else _absolute(value) for name, value in node.items()}


def check_answer(method: str, address: str, answer: Any) -> None:
    """The answer is one that the operation behind ``address`` is described to give: status, type, shape, headers."""
    operation = paths()[path_of(address)][method.lower()]
    assert str(answer.status) in operation["responses"], (method, address, answer)
    described = part(operation["responses"][str(answer.status)])
    for name in described.get("headers", {}):
        if name in ("ETag", "X-Total-Count") and answer.status == 200 and method == "GET" and "explain" not in address:
            assert name in answer.headers, (name, address)
    if not answer.content:
        assert "content" not in described
        return
    media = answer.headers["Content-Type"]
    assert media in described["content"], (media, address)
    check(described["content"][media]["schema"], answer.json)


def check_body(method: str, address: str, body: Any, media: str = "application/json") -> None:
    """The body is one that the operation is described to take."""
    operation = paths()[path_of(address)][method.lower()]
    check(part(operation["requestBody"])["content"][media]["schema"], body)
