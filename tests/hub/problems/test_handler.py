"""Exceptions of every origin become problems, with the right status, headers and words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core import exceptions as django
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.db.models import ProtectedError
from django.http import Http404
from django.test import RequestFactory
from rest_framework import exceptions as drf
from rest_framework.renderers import BrowsableAPIRenderer

from hub import errors
from hub.hal import media
from hub.problems import handler
from tests.hub.wire import call, factory, get, post, problem

ORIGINS = [
    (Http404("No Asset matches the given query."), 404, "not-found"),
    (drf.NotFound(), 404, "not-found"),
    (django.PermissionDenied(), 403, "forbidden"),
    (drf.PermissionDenied(), 403, "forbidden"),
    (drf.NotAuthenticated(), 403, "forbidden"),
    (drf.MethodNotAllowed("PUT"), 405, "method-not-allowed"),
    (drf.UnsupportedMediaType("text/x"), 415, "unsupported-media-type"),
    (drf.ParseError(), 400, "malformed"),
    (drf.Throttled(wait=7), 429, "too-many-requests"),
    (RequestDataTooBig(), 413, "too-large"),
    (SuspiciousOperation("secret"), 400, "bad-request"),
    (django.TooManyFieldsSent(), 400, "bad-request"),
    (ProtectedError("secret", set()), 409, "in-use"),
    (errors.PreconditionFailed(), 412, "precondition-failed"),
    (errors.QuotaUsedUp(), 410, "quota"),
    (errors.GatewayTimeout(), 504, "timeout"),
]


@pytest.mark.parametrize("exc, status, slug", ORIGINS, ids=[type(exc).__name__ for exc, _, _ in ORIGINS])
def test_every_origin_has_its_problem(exc: Exception, status: int, slug: str) -> None:
    body = problem(get(problem=exc), status)
    assert body["type"] == f"/docs/problems/{slug}"
    assert (body["instance"], body["request_id"]) == ("/api/v1/things", "test-request")
    assert "secret" not in json.dumps(body)


def test_foreign_and_never_existing_look_the_same() -> None:
    assert get(problem=Http404("Asset 4")).content == get(problem=drf.NotFound("Asset 5")).content


def test_an_unknown_exception_shows_nothing_but_the_request_id(caplog: pytest.LogCaptureFixture) -> None:
    body = problem(get(problem=ValueError("password=hunter2")), 500)
    assert body["request_id"] == "test-request"
    assert "hunter2" not in json.dumps(body)
    assert [record.name for record in caplog.records] == ["hub.errors"]


def test_validation_errors_of_a_serializer_are_counted_and_pointed_at() -> None:
    exc = drf.ValidationError({"name": drf.ErrorDetail("Blank.", "blank"), "_links": {"product": ["Gone."]}})
    body = problem(post(b'{"product": 4}', problem=exc), 400)
    assert body["title"] == "The body has errors."
    assert body["detail"] == "2 fields need attention."
    assert [error["pointer"] for error in body["errors"]] == ["#/name", "#/product"]


def test_only_unique_errors_are_a_conflict() -> None:
    exc = drf.ValidationError({"serial_number": drf.ErrorDetail("Taken.", "unique")})
    assert problem(get(problem=exc), 409)["type"] == "/docs/problems/unique"


def test_waiting_times_are_whole_seconds() -> None:
    assert get(problem=drf.Throttled(wait=6.2)).headers["Retry-After"] == "7"
    assert get(problem=drf.Throttled(wait=6)).headers["Retry-After"] == "6"
    assert get(problem=errors.Unavailable(3)).headers["Retry-After"] == "3"


def test_a_challenge_and_further_members_come_through() -> None:
    exc = errors.Problem(
        slug="forbidden", extra={"needs": "write"}, headers={"WWW-Authenticate": 'Bearer scope="write"'}
    )
    response = get(problem=exc)
    assert response.headers["WWW-Authenticate"] == 'Bearer scope="write"'
    assert problem(response, 403)["needs"] == "write"


def test_a_problem_is_problem_json_whatever_was_asked_for() -> None:
    for accept in ("application/json", "application/hal+json", "application/prs.hal-forms+json"):
        assert problem(get(accept, problem=Http404()), 404)


def test_a_browser_sees_the_problem_in_the_browsable_api() -> None:
    response = get("text/html", problem=Http404(), renderer_classes=(media.HalRenderer, BrowsableAPIRenderer))
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")
    assert b"/docs/problems/not-found" in response.content


def test_a_dialect_may_write_its_own_shape() -> None:
    def shape(body: dict[str, Any]) -> dict[str, Any]:
        return {"errors": [{"type": body["type"].rpartition("/")[2]}]}

    response = get("application/json", problem=Http404(), problem_shape=shape)
    assert response.content == b'{"errors":[{"type":"not-found"}]}'
    assert response.headers["Content-Type"] == "application/json"


def test_problems_are_not_cached() -> None:
    assert get(problem=Http404()).headers["Cache-Control"] == "no-store"


def test_a_database_that_is_locked_is_503_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    exc = OperationalError("database is locked")
    exc.__cause__ = _sqlite_error("SQLITE_BUSY")
    response = get(problem=exc)
    assert problem(response, 503)
    assert response.headers["Retry-After"] == "1"
    assert len(caplog.records) == 1


def _sqlite_error(name: str) -> Exception:
    cause = Exception()
    cause.sqlite_errorname = name  # type: ignore[attr-defined]
    return cause


PAGES = [
    (handler.bad_request, 400, "bad-request"),
    (handler.permission_denied, 403, "forbidden"),
    (handler.not_found, 404, "not-found"),
]


@pytest.mark.parametrize("page, status, slug", PAGES)
def test_djangos_own_pages_are_problems(page: Any, status: int, slug: str) -> None:
    response = page(RequestFactory().get("/nowhere"), Exception("secret"))
    assert problem(response, status)["type"] == f"/docs/problems/{slug}"


def test_djangos_500_and_csrf_pages_are_problems() -> None:
    request = RequestFactory().get("/")
    assert problem(handler.server_error(request), 500)
    assert problem(handler.csrf_failure(request, "reason"), 403)["type"] == "/docs/problems/csrf"


def test_a_browser_gets_a_page_with_escaped_words() -> None:
    request = RequestFactory().get("/<script>", headers={"Accept": "text/html"})
    request.request_id = "<b>"  # type: ignore[attr-defined]
    response = handler.not_found(request)
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")
    assert b"<b>" not in response.content
    assert b"&lt;b&gt;" in response.content


def test_the_view_sees_an_ordinary_request() -> None:
    assert call(factory.get("/")).status_code == 200
