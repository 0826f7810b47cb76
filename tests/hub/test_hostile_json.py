"""Bodies that break naive servers: each is a 4xx problem, none reaches the view."""

from __future__ import annotations

import json

import pytest

from hub.hal import strict
from tests.hub.wire import post, problem

DEEP = 100_000

NOT_OBJECTS = {
    "a list": b"[]",
    "a list of objects": b'[{"name": "x"}]',
    "a string": b'"x"',
    "null": b"null",
    "true": b"true",
    "a number": b"42",
}
NOT_JSON = {
    "spaces": b"   ",
    "a word": b"hello",
    "a form": b"name=x&serial=y",
    "XML": b"<name>x</name>",
    "an open object": b'{"name": "x"',
    "a trailing comma": b'{"name": "x",}',
    "two objects": b'{"a": 1}{"b": 2}',
    "something after the object": b'{"a": 1} x',
    "single quotes": b"{'name': 'x'}",
    "a comment": b'{"name": "x" /* why */}',
    "a leading zero": b'{"a": 01}',
    "a plus sign": b'{"a": +1}',
    "a bare decimal point": b'{"a": .5}',
    "hexadecimal": b'{"a": 0x10}',
    "an unquoted key": b'{name: "x"}',
    "NaN": b'{"a": NaN}',
    "Infinity": b'{"a": Infinity}',
    "minus Infinity": b'{"a": [1, -Infinity]}',
    "a raw NUL in a string": b'{"a": "x\x00"}',
    "a raw NUL between tokens": b'{"a"\x00: 1}',
    "a raw newline in a string": b'{"a": "x\ny"}',
    "a broken escape": b'{"a": "\\x41"}',
    "a broken unicode escape": b'{"a": "\\u00g0"}',
    "an undefined": b'{"a": undefined}',
    "a byte order mark": b'\xef\xbb\xbf{"a": 1}',
}
NOT_UTF8 = {
    "latin-1": b'{"a": "\xe4"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "UTF-16 without a mark": '{"a": "x"}'.encode("utf-16-le"),
    "UTF-32": '{"a": 1}'.encode("utf-32"),
    "an encoded surrogate": b'{"a": "\xed\xa0\x80"}',
    "an overlong NUL": b'{"a": "\xc0\x80"}',
    "a lone continuation byte": b'{"a": "\x80"}',
    "a character beyond Unicode": b'{"a": "\xf4\x90\x80\x80"}',
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
}
DEEPLY_NESTED = {
    "lists": b'{"a": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "objects": b'{"a": ' * DEEP + b"1" + b"}" * DEEP,
    "lists never closed": b'{"a": ' + b"[" * DEEP,
    "objects never closed": b'{"a": ' * DEEP,
    "one level too many": b'{"a": ' + b"[" * 32 + b"]" * 32 + b"}",
    "objects and lists in turn": b'{"a": [' * 17 + b"]}" * 17,
    "deep after much that is flat": b'{"b": [' + b"[]," * 5000 + b"[" * 40 + b"]" * 40 + b"]}",
    "with brackets in strings": b'{"a": "]]]", "b": ' + b'["[",' * 40 + b"1" + b"]" * 40 + b"}",
}
#: What is wrong, the body, the pointer, the code
POINTED = [
    ("a key twice", b'{"a": 1, "a": 1}', "#/a", "duplicate"),
    ("a key twice, spaced", b'{"a" : 1, "a": 2}', "#/a", "duplicate"),
    ("a key twice, once escaped", b'{"a": 1, "\\u0061": 2}', "#/a", "duplicate"),
    ("a key twice inside", b'{"x": [{"b": {"c": 1, "c": 2}}]}', "#/x/0/b/c", "duplicate"),
    ("a key twice beside text like a key", b'{"a": "\\":", "b": 1, "b": 2}', "#/b", "duplicate"),
    ("an empty key twice", b'{"": 1, "": 2}', "#/", "duplicate"),
    ("NUL", b'{"a": "x\\u0000y"}', "#/a", "invalid"),
    ("NUL in a list", b'{"a": ["x", "\\u0000"]}', "#/a/1", "invalid"),
    ("NUL in a key", b'{"a\\u0000": 1}', "#/a%00", "invalid"),
    ("NUL in a key inside", b'{"specifications": {"a\\u0000b": {"value": 1}}}', "#/specifications/a%00b", "invalid"),
    ("a high surrogate", b'{"a": "\\ud800"}', "#/a", "invalid"),
    ("a low surrogate", b'{"a": "x\\udc00y"}', "#/a", "invalid"),
    ("surrogates in the wrong order", b'{"a": "\\udc00\\ud800"}', "#/a", "invalid"),
    ("a surrogate in a key", b'{"\\ud800": 1}', "#/?", "invalid"),
    ("a surrogate deep inside", b'{"a": [{"b": {"c": "\\uDFFF"}}]}', "#/a/0/b/c", "invalid"),
    ("1e400", b'{"a": 1e400}', "#/a", "out_of_range"),
    ("-1e400", b'{"a": [-1e400]}', "#/a/0", "out_of_range"),
    ("2^63", b'{"a": 9223372036854775808}', "#/a", "out_of_range"),
    ("-2^63-1", b'{"a": -9223372036854775809}', "#/a", "out_of_range"),
    ("2^64", b'{"a": 18446744073709551616}', "#/a", "out_of_range"),
    ("25 digits", b'{"product": {"id": 1234567890123456789012345}}', "#/product/id", "out_of_range"),
    ("5,000 digits", b'{"a": ' + b"9" * 5000 + b"}", "#/a", "out_of_range"),
    ("a string over the limit", b'{"a": "' + b"x" * 100_001 + b'"}', "#/a", "max_length"),
    ("a key over the limit", b'{"' + b"k" * 100_001 + b'": 1}', "#/" + "k" * 128, "max_length"),
    ("too many keys", json.dumps({"a": {str(n): 1 for n in range(5001)}}).encode(), "#/a", "too_many"),
]
GOOD = {
    "an empty object": (b"{}", {}),
    "spaces around": (b' \r\n\t{"a":\n1} ', {"a": 1}),
    "the greatest integers": (
        b'{"a": [9223372036854775807, -9223372036854775808]}',
        {"a": [9223372036854775807, -9223372036854775808]},
    ),
    "a float beyond the integers": (b'{"a": 1e19}', {"a": 1e19}),
    "the smallest float": (b'{"a": 1e-400}', {"a": 0.0}),
    "a surrogate pair": (b'{"a": "\\ud83d\\ude00"}', {"a": "\U0001f600"}),
    "an escaped backslash before u0000": (b'{"a": "\\\\u0000"}', {"a": "\\u0000"}),
    "text that looks like keys": (b'{"a": "\\"b\\": 1, \\"b\\" : 2", "c": "x"}', {"a": '"b": 1, "b" : 2', "c": "x"}),
    "nesting at the limit": (b'{"a": ' + b"[" * 31 + b"]" * 31 + b"}", None),
    "a string at the limit": (b'{"a": "' + b"x" * 100_000 + b'"}', None),
    "keys at the limit": (json.dumps({"a": {str(n): 1 for n in range(5000)}}).encode(), None),
    "equal keys in different objects": (b'{"a": {"x": 1}, "b": {"x": 1}}', {"a": {"x": 1}, "b": {"x": 1}}),
}


@pytest.mark.parametrize("body", NOT_OBJECTS.values(), ids=NOT_OBJECTS)
def test_a_body_that_is_no_object_is_refused(body: bytes) -> None:
    found = problem(post(body), 400)
    assert found["errors"] == [{"pointer": "#", "code": "invalid", "detail": "Expected an object."}]


@pytest.mark.parametrize("body", [*NOT_JSON.values(), *NOT_UTF8.values()], ids=[*NOT_JSON, *NOT_UTF8])
def test_a_body_that_is_not_json_in_utf8_is_malformed(body: bytes) -> None:
    assert problem(post(body), 400)["type"] == "/docs/problems/malformed"


@pytest.mark.parametrize("body", DEEPLY_NESTED.values(), ids=DEEPLY_NESTED)
def test_deep_nesting_is_refused_without_recursion(body: bytes) -> None:
    found = problem(post(body), 400)
    assert found["detail"] == "The body is nested more than 32 deep."


@pytest.mark.parametrize("body, pointer, code", [case[1:] for case in POINTED], ids=[case[0] for case in POINTED])
def test_a_bad_value_is_pointed_at(body: bytes, pointer: str, code: str) -> None:
    found = problem(post(body), 400)
    assert found["type"] == "/docs/problems/validation"
    assert [(error["pointer"], error["code"]) for error in found["errors"]] == [(pointer, code)]


def test_all_bad_values_are_told_at_once() -> None:
    found = problem(post(b'{"a": "\\u0000", "b": 1e400, "c": {"d": 1, "d": 2}}'), 400)
    assert [error["pointer"] for error in found["errors"]] == ["#/a", "#/b", "#/c/d"]
    assert found["detail"] == "3 fields need attention."


def test_the_list_of_bad_values_is_bounded() -> None:
    body = b'{"a": [' + b",".join([b"1e400"] * 10_000) + b"]}"
    assert len(problem(post(body), 400)["errors"]) == strict.MAX_ERRORS


def test_too_many_containers_are_too_large() -> None:
    body = b'{"a": [' + b",".join([b"[]"] * 200_001) + b"]}"
    assert problem(post(body), 413)["limit"] == strict.MAX_CONTAINERS


def test_brackets_in_text_are_no_containers() -> None:
    body = json.dumps({"a": ["[" * 90_000] * 3}).encode()
    assert post(body).status_code == 201


@pytest.mark.parametrize("body, expected", GOOD.values(), ids=GOOD)
def test_good_bodies_pass_as_they_are(body: bytes, expected: object) -> None:
    response = post(body)
    assert response.status_code == 201, response.content
    assert expected is None or json.loads(response.content) == expected


@pytest.mark.parametrize("content_type", ["application/json", "application/hal+json", "text/plain", ""])
def test_an_empty_body_is_an_empty_object(content_type: str) -> None:
    response = post(b"", content_type)
    assert (response.status_code, response.content) == (201, b"{}")
