"""A tenant admin asks the request log: by every member, in ranges, by page and cursor; nobody else does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils.http import urlencode

from hub import request_log
from hub.models import RequestLog

LOG = "/api/v1/request_log"


@pytest.fixture
def rows(world: Any) -> dict[str, RequestLog]:
    """Three requests of a fixed hour, and one of another tenant."""
    request_log.forget()
    start = datetime(2026, 3, 1, 12, tzinfo=UTC)
    common = {"tenant_id": world.here.tenant.pk, "credential": "api_key", "address": "192.0.2.7", "user_id": 3}
    made = {
        "read": {
            "method": "GET",
            "path": "/api/v1/assets/Ünit",
            "status": 200,
            "duration_ms": 1.5,
            "request_id": "A-1",
        },
        "refused": {
            "method": "POST",
            "path": "/api/v1/assets",
            "status": 400,
            "problem": "validation",
            "duration_ms": 9.0,
        },
        "slow": {"method": "GET", "path": "/api/v1/nodes", "status": 504, "problem": "timeout", "duration_ms": 5000.0},
        "foreign": {"method": "GET", "path": "/api/v1/nodes", "status": 200, "tenant_id": world.there.tenant.pk},
    }
    made["refused"] |= {"client_id": 8, "client_name": "erp", "user_id": None}
    made["slow"] |= {"api_key_id": 9, "api_key_name": "gate", "address": "2001:db8::1", "credential": "bearer"}
    found = {}
    for place, (name, values) in enumerate(made.items()):
        values = {"at": start + timedelta(minutes=place), "request_id": name, "duration_ms": 1.0, **common, **values}
        found[name] = RequestLog(**values)
        found[name].save()
    return found


def names(rows: dict[str, RequestLog], answer: Any) -> set[str]:
    """Which of the rows answered."""
    by_id = {row.pk: name for name, row in rows.items()}
    return {by_id[key] for key in answer.ids("request_log")}


@pytest.mark.parametrize(
    "query, expected",
    [
        ({"method": "get"}, {"read", "slow"}),
        ({"path": "/API/v1/assets*"}, {"read", "refused"}),
        ({"path": "*üNIT"}, {"read"}),
        ({"status": "400,504"}, {"refused", "slow"}),
        ({"status_from": 500}, {"slow"}),
        ({"problem": "validation"}, {"refused"}),
        ({"problem": "*"}, {"refused", "slow"}),
        ({"duration_ms_from": 5, "duration_ms_to": 100}, {"refused"}),
        ({"credential": "BEARER"}, {"slow"}),
        ({"request_id": "a-1"}, {"read"}),
        ({"address": "2001:DB8::1"}, {"slow"}),
        ({"at_from": "2026-03-01T12:01:00Z"}, {"refused", "slow"}),
        ({"user_id": "3"}, {"read", "slow"}),
        ({"user_id": "null"}, {"refused"}),
        ({"client_id": "8,9"}, {"refused"}),
        ({"api_key_id": "!null"}, {"slow"}),
    ],
)
def test_the_log_is_found_by_every_member(world: Any, rows: Any, query: Any, expected: set[str]) -> None:
    query = {"at_to": "2026-03-01T13:00:00Z", **query}
    assert names(rows, world.here.admin.get(LOG, query)) == expected


def test_the_log_is_searched_with_lists(world: Any, rows: Any) -> None:
    body = {"at_to": "2026-03-01T13:00:00Z", "status": [400, 504], "method": ["POST", "PUT"], "client_id": [8]}
    assert names(rows, world.here.admin.post(f"{LOG}/search", body)) == {"refused"}


def test_the_log_says_where_it_can_be_asked(world: Any) -> None:
    find = world.here.admin.get(LOG).links["find"]["href"]
    for name in (
        "method",
        "path",
        "status_from",
        "problem",
        "duration_ms_to",
        "request_id",
        "address",
        "at_from",
        "user_id",
    ):
        assert name in find
    assert "include" not in find
    assert world.here.admin.get(LOG, {"include": "user"}).errors() == [("include", "unknown")]


def test_the_log_pages_by_cursor_in_any_order(world: Any, rows: Any) -> None:
    query = {"at_to": "2026-03-01T13:00:00Z", "order_by": "-duration_ms", "per_page": 1, "after": ""}
    seen, href = [], f"{LOG}?{urlencode(query)}"
    while href:
        body = world.here.admin.get(href, accept="application/json").ok()
        seen += [row["duration_ms"] for row in body["request_log"]]
        href = body["pagination"].get("next")
    assert seen == [5000.0, 9.0, 1.5]


def test_the_log_is_for_admins_of_the_tenant(world: Any, rows: Any) -> None:
    for api in (world.here.engineer, world.here.operator):
        api.get(LOG).problem(403)
        api.get(f"{LOG}/{rows['read'].pk}").problem(403)
    assert world.here.admin.get(f"{LOG}/{rows['read'].pk}").ok()["path"] == "/api/v1/assets/Ünit"
    world.here.admin.get(f"{LOG}/{rows['foreign'].pk}").problem(404)
    for method in ("PUT", "PATCH", "DELETE"):
        world.here.admin.ask(method, f"{LOG}/{rows['read'].pk}", {"status": 200}).problem(405)


def test_rows_written_in_batches_are_found_like_others(world: Any) -> None:
    request_log.forget()
    world.here.admin.get("assets", {"serial_number": "x"}, x_request_id="Mixed-Case-7").ok()
    assert request_log.flush() == 1
    assert len(world.here.admin.get(LOG, {"request_id": "mixed-CASE-7"}).items("request_log")) == 1
