"""What no honest client sends, and how every answer to it must look."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from hub.models import Outbox
from tests.factories import Answer, Api

#: Every how many-th pair of a place and a value is tried, on some kinds of each sort; ``HOSTILE=1`` tries each on all.
EVERY = int(os.environ.get("HOSTILE", "80"))
SORTS = {"asset", "asset_status", "attachment", "event", "node", "operation", "tool_assembly_order", "user"}
SORTS |= {"health_condition", "permission", "tenant_permission", "recorded_output_quantity", "request_log"}
HUGE = 10**400

TEXTS: list[str] = [
    *(
        "",
        " ",
        "\t",
        "\n",
        "\r\nX-Evil: 1",
        "x",
        "\x00",
        "a\x00b",
        "\x7f",
        "\x1b[31m",
        "\ufeff",
        "\uffff",
        "\U0010ffff",
    ),
    *("\ud800", "x\udfff", "\udc00\ud800", "😀", "👩‍👩‍👧", "\u202e\u2066gnp.exe", "مصنع", "İıßﬁ", "Ⅷ٣１", "é" * 200),
    *("x" * 129, "x" * 256, "x" * 257, "x" * 5_000, "x" * 99_999, "x" * 100_001),
    *("' OR 1=1 --", '"; DROP TABLE assets;', "%", "_", "*", "**", "%s%n", "{0}", "{{7*7}}", "${x}", "\\", '"', "`"),
    *(
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "..\\..",
        "javascript:alert(1)",
        "http://[",
        "https://u:p@host/",
    ),
    *("file:///etc/passwd", "a@b", "null", "!null", "undefined", "true", "False", "None", "[]", "{}", "=1+1", "@cmd"),
]
DATES: list[str] = [
    *("0000", "0000-01-01", "0001-01-01", "9999-12-31", "9999-13", "9999-13-01", "10000-01-01", "-2026-01-01"),
    *("+12026-01-01", "2026-02-30", "2026-00", "2026-1-1", "2026-W05", "2026-W05-1", "2026-123", "20160101", "2016"),
    *("2016-06", "2026-06-31T24:00Z", "2026-06-30T24:00:00Z", "2026-06-30T23:59:60Z", "2026-06-30T25:00Z"),
    *("2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00+99:99", "2026-01-01T00:00:00+24:00"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-01-01T00:00:00.1234567Z", "2026-01-01T00Z"),
    *("2026-01-01T00:00:00z", "2026-01-01T00:00:00 Z", "２０２６-01-01", "2026-01-01T00:00:00Z\n", "now", "today"),
]
FIGURES: list[str] = [
    *(
        "-0",
        "1e400",
        "1e-400",
        "1e999999999",
        "NaN",
        "Infinity",
        "-Infinity",
        "sNaN",
        "0x10",
        "1_000",
        "1,5",
        ".5",
        "1.",
    ),
    *(
        "-",
        "+",
        ".",
        "٣",
        "١٫٥",
        "²",
        " 1",
        "1 ",
        "9" * 25,
        "9" * 400,
        "9" * 10_000,
        "0." + "9" * 10_000,
        "--1",
        "1e1e1",
    ),
]
NUMBERS: list[Any] = [
    *(0, -1, 1, 1.0, -0.0, 1.5, 0.1, 2**31, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 10**25, HUGE, -HUGE),
    *(1e308, -1e308, 5e-324, 12345.678901234567),
]
REFERENCES: list[Any] = [
    *({"id": value} for value in (None, 0, -1, 987_654_321, 2**63 - 1, 10**25, 1.0, 1.5, True, "1", "x", "", [1], {})),
    *({"uuid": value} for value in (None, 1, "", "x", "0" * 32, "0197f0a1-5b7c-7c3e-9d4e-2f6a1b8c9d0e", "g" * 32, [])),
    *(
        {"href": value}
        for value in (None, 1, "", "/", "//", "/api/v1/", "/api/v1/assets", "/api/v1/assets/", "http://[::1")
    ),
    *(
        {"href": value}
        for value in ("/api/v1/units/1", "/api/v1/assets/1?x=1#y", "/api/v1/assets/../units/1", "/api/v1/assets/%31")
    ),
    *(
        {"href": value}
        for value in (
            "http://evil.example/api/v1/units/1",
            "//evil.example/api/v1/units/1",
            "javascript:alert(1)",
            "data:,x",
        )
    ),
    *(
        {"href": value}
        for value in ("/api/v1/assets/\x00", "/api/v1/assets/\ud800", "/v1/assets/1", "/api/v1/assets/" + "9" * 25)
    ),
    *({}, {"name": "x"}, {"id": 1, "uuid": "x"}, {"id": 1, "href": "/api/v1/units/2"}, {"id": 1, "unknown": 2}),
    *([{"id": 1}, {"id": 1}], [{"id": 1}] * 101, [{}], [None], [[]], ["1"], 987_654_321, "987654321"),
]
VALUES: list[Any] = [
    *(None, True, False, [], {}, [[]], {"": ""}, {"a": {"b": []}}, [1, "x", None], {"__proto__": 1}, {"de": "x"}),
    *TEXTS,
    *DATES,
    *FIGURES,
    *NUMBERS,
    *REFERENCES,
]
#: As ids in paths, percent-encoded where they must be.
KEYS: list[str] = [
    *(
        "0",
        "-1",
        "+1",
        "01",
        "1.0",
        "1e3",
        "1_0",
        "x",
        "null",
        "987654321",
        "9223372036854775807",
        "9223372036854775808",
    ),
    *("9" * 25, "9" * 400, "%31x", "%D9%A3", "%C2%B2", "%EF%BC%91", "1%00", "%00", "1%0A", "1%0D%0A", "%20", "1%20"),
    *(
        "%ED%A0%80",
        "%FF",
        "%C0%80",
        "%2E%2E",
        "..%2F..%2Fetc",
        "%5C",
        "1;x=1",
        "1,2",
        "*",
        "%2A",
        "'--",
    ),
    *(
        "0" * 31,
        "0" * 32,
        "0" * 33,
        "g" * 32,
        "00000000-0000-0000-0000-000000000000",
        "{1}",
        "%7Bid%7D",
        "%F0%9F%98%80",
    ),
]


def tried(kinds: list[str]) -> list[str]:
    """The kinds that take part."""
    return [kind for kind in kinds if kind in SORTS or EVERY == 1]


def some(items: list[Any], turn: int) -> Iterator[Any]:
    """Every so many of ``items``, others at each turn."""
    return iter(items[turn % EVERY :: EVERY])


def wrong_with(answer: Answer) -> str:
    """What is wrong with an answer to hostile input; nothing when it is a good refusal, or took what is legal."""
    if answer.status >= 500:
        return "fails"
    if "X-Request-ID" not in answer.headers or "API-Version" not in answer.headers:
        return "has no request id or version"
    if answer.status < 400:
        return ""
    if answer.headers["Content-Type"] != "application/problem+json":
        return "is no problem"
    body = answer.json
    if not {"type", "title", "status", "detail", "instance", "request_id"} <= set(body):
        return "lacks members"
    if body["status"] != answer.status or body["request_id"] != answer.headers["X-Request-ID"]:
        return "contradicts itself"
    told = body.get("errors", [])
    if not all(one.get("code") and one.get("detail") and {"pointer", "parameter", "header"} & set(one) for one in told):
        return "tells errors without place, code or text"
    return ""


class Siege:
    """Sends hostile requests and keeps what went wrong: bad answers, and refusals that wrote."""

    def __init__(self, api: Api) -> None:
        self.api, self.wrong, self.sent = api, [], 0
        api.client.raise_request_exception = False

    def ask(self, method: str, path: str, body: Any = None, **options: Any) -> Answer:
        before = Outbox.objects.count()
        answer = self.api.ask(method, path, body, **options)
        self.sent += 1
        found = wrong_with(answer)
        if answer.status >= 400 and Outbox.objects.count() != before:
            found += " wrote"
        if found:
            what = f"{method} {path[:200]} {str(body)[:300]!r} {options}"[:800]
            self.wrong.append(f"{what} {found}: {answer}".encode("utf-8", "backslashreplace").decode())
        return answer

    def held(self) -> None:
        """All of it was answered well."""
        assert self.sent
        assert not self.wrong, f"{len(self.wrong)} of {self.sent}\n" + "\n".join(self.wrong[:20])
