"""Reading JSON strictly: one object, UTF-8, no key twice, numbers and nesting within limits, no NUL, no lone surrogate.

orjson reads and a flat walk checks; only what looks suspicious is read a second time, slowly, to say what is wrong and
where.
"""

from __future__ import annotations

import json
import re
from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _

from hub.errors import Error, Malformed, TooLarge, ValidationProblem, field_error

MAX_DEPTH = 32
MAX_KEYS = 5_000
MAX_STRING = 100_000
MAX_INTEGER = 2**63 - 1
#: Objects and arrays in one body: each costs some 60 bytes of memory for two of text.
MAX_CONTAINERS = 200_000
MAX_ERRORS = 100
# Possessive and content with an open end: linear whatever it reads.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_KEY_END = re.compile(rb'"\s*:')
_ESCAPED_NUL = b"\\u0000"
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))

NOT_AN_OBJECT = _("Expected an object.")
NOT_UTF8 = _("The body is not UTF-8.")
TOO_DEEP = _("The body is nested more than %(depth)d deep.")
NOT_JSON = _("The body is not JSON: see line %(line)d, column %(column)d.")
DUPLICATE = _("This key stands twice in one object.")
TOO_MANY_KEYS = _("An object may have at most %(keys)d keys.")
TOO_MANY_CONTAINERS = _("A body may have at most %(containers)d objects and lists.")
TOO_LONG = _("A string may have at most %(length)d characters.")
OUT_OF_RANGE = _("This number is out of range.")
NUL = _("The NUL character is not allowed.")
SURROGATE = _("Half of a surrogate pair is not allowed.")


def read_object(body: bytes) -> dict[str, Any]:
    """The object that ``body`` holds; raises a 400 problem that points at whatever is wrong."""
    if _containers(body) > MAX_CONTAINERS and _containers(_STRING.sub(b"", body)) > MAX_CONTAINERS:
        raise TooLarge(MAX_CONTAINERS, TOO_MANY_CONTAINERS % {"containers": MAX_CONTAINERS})
    try:
        data = orjson.loads(body)
    except orjson.JSONDecodeError:
        return _explain(body)
    if not isinstance(data, dict) or _suspicious(data, body):
        return _explain(body)
    return data


def _containers(body: bytes) -> int:
    return body.count(b"[") + body.count(b"{")


def _suspicious(root: dict[str, Any], body: bytes) -> bool:
    """Whether anything may be wrong; errs on the side of yes."""
    if _ESCAPED_NUL in body:
        return True
    long_strings = len(body) > MAX_STRING and (b'\\"' in body or max(map(len, body.split(b'"'))) > MAX_STRING)
    keys, stack = 0, [(root, 1)]
    while stack:
        node, depth = stack.pop()
        if depth > MAX_DEPTH:
            return True
        if type(node) is dict:
            if len(node) > MAX_KEYS or (long_strings and any(len(key) > MAX_STRING for key in node)):
                return True
            keys += len(node)
            values: Any = node.values()
        else:
            values = node
        depth += 1
        for value in values:
            kind = type(value)
            if kind is str:
                if long_strings and len(value) > MAX_STRING:
                    return True
            elif kind is dict or kind is list:
                stack.append((value, depth))
            elif (kind is int and value > MAX_INTEGER) or (kind is float and not -MAX_INTEGER < value < MAX_INTEGER):
                return True
    # orjson keeps the last of two equal keys: then there are fewer keys than ends of keys. Text may hold such an end
    # too, which costs a second reading and nothing else.
    return keys != _key_ends(body)


def _key_ends(body: bytes) -> int:
    if any(space in body for space in (b" :", b"\n:", b"\t:", b"\r:")):
        return len(_KEY_END.findall(body))
    return body.count(b'":')


class _Pairs(list[Any]):
    """An object as its pairs, so that keys given twice are still there."""


class _OutOfRange(float):
    """A number that no field can hold."""


def _explain(body: bytes) -> dict[str, Any]:
    """The second reading: the data when nothing is wrong after all, else the problem."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed(NOT_UTF8) from None
    if _too_deep(body):
        raise Malformed(TOO_DEEP % {"depth": MAX_DEPTH})
    try:
        data = json.loads(
            text, object_pairs_hook=_Pairs, parse_constant=_constant, parse_int=_integer, parse_float=_float
        )
    except json.JSONDecodeError as exc:
        raise Malformed(NOT_JSON % {"line": exc.lineno, "column": exc.colno}) from None
    except _Constant as exc:
        raise Malformed(NOT_JSON % exc.place(text)) from None
    if not isinstance(data, _Pairs):
        raise ValidationProblem([field_error("#", "invalid", NOT_AN_OBJECT)], slug="malformed")
    errors: list[Error] = []
    plain = _plain_object(data, None, errors)
    if errors:
        raise ValidationProblem(errors)
    return plain


def _too_deep(body: bytes) -> bool:
    """Whether brackets nest deeper than allowed. Takes away one level at a time, never recurses."""
    brackets = _STRING.sub(b"", body).translate(None, _NOT_BRACKETS)
    for _level in range(MAX_DEPTH):
        if not brackets:
            return False
        shorter = re.sub(rb"\[\]|\{\}", b"", brackets)
        if len(shorter) == len(brackets):
            # Not balanced, so not JSON; deep only if enough of it opens.
            return _containers(brackets) > MAX_DEPTH
        brackets = shorter
    return bool(brackets)


class _Constant(ValueError):
    """NaN, Infinity or -Infinity, which are not JSON."""

    def place(self, text: str) -> dict[str, int]:
        at = max(text.find(str(self)), 0)
        return {"line": text.count("\n", 0, at) + 1, "column": at - text.rfind("\n", 0, at)}


def _constant(name: str) -> Any:
    raise _Constant(name)


def _integer(digits: str) -> Any:
    if len(digits) > 20:
        return _OutOfRange()
    value = int(digits)
    return value if -MAX_INTEGER - 1 <= value <= MAX_INTEGER else _OutOfRange()


def _float(digits: str) -> float:
    value = float(digits)
    return _OutOfRange() if value in (float("inf"), float("-inf")) else value


_FINE = frozenset({int, float, bool, type(None)})
_Path = tuple[Any, object] | None  # (path of the parent, key)


def _plain(value: Any, path: _Path, errors: list[Error]) -> Any:
    """The value with its objects as dicts; collects what is wrong. At most MAX_DEPTH deep by now."""
    if isinstance(value, _Pairs):
        return _plain_object(value, path, errors)
    if isinstance(value, list):
        return [
            item if type(item) in _FINE else _plain(item, (path, place), errors) for place, item in enumerate(value)
        ]
    if isinstance(value, str):
        _check_text(value, path, errors)
    elif isinstance(value, _OutOfRange):
        _add(errors, path, "out_of_range", OUT_OF_RANGE)
    return value


def _plain_object(pairs: _Pairs, path: _Path, errors: list[Error]) -> dict[str, Any]:
    if len(pairs) > MAX_KEYS:
        _add(errors, path, "too_many", TOO_MANY_KEYS % {"keys": MAX_KEYS})
        return {}
    result: dict[str, Any] = {}
    for key, item in pairs:
        here = (path, key)
        if key in result:
            _add(errors, here, "duplicate", DUPLICATE)
        _check_text(key, here, errors)
        result[key] = item if type(item) in _FINE else _plain(item, here, errors)
    return result


def _check_text(text: str, path: _Path, errors: list[Error]) -> None:
    if len(text) > MAX_STRING:
        _add(errors, path, "max_length", TOO_LONG % {"length": MAX_STRING})
    if "\0" in text:
        _add(errors, path, "invalid", NUL)
    if not text.isascii() and _SURROGATE.search(text):
        _add(errors, path, "invalid", SURROGATE)


def _add(errors: list[Error], path: _Path, code: str, detail: Any) -> None:
    if len(errors) >= MAX_ERRORS:
        return
    parts: list[object] = []
    while path is not None:
        path, key = path
        parts.append(key)
    errors.append(field_error(parts[::-1], code, detail))
