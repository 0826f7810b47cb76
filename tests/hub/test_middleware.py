"""What every request and answer passes through: id, language, transport, address, slashes, chunked bodies."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from hub import context
from hub.middleware import MAX_PARAMETERS, RequestIdentity, RequestLimits, TransportSecurity, settle_path, ulid
from tests.hub.wire import problem

factory = RequestFactory()


def ok(request: Any) -> HttpResponse:
    return HttpResponse("ok")


def through(middleware: Any, request: Any, view: Any = ok) -> Any:
    return middleware(view)(request)


# -- identity ---------------------------------------------------------------------------------------------------------


def test_request_ids_are_ulids_that_sort_by_time() -> None:
    ids = [ulid() for _ in range(100)]
    assert len(set(ids)) == 100
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{26}", one) for one in ids)
    assert "01JX000000" < ids[0] < "01Z"


def test_an_answer_carries_id_version_language_and_safety() -> None:
    headers = through(RequestIdentity, factory.get("/x")).headers
    assert re.fullmatch("[0-9A-Z]{26}", headers["X-Request-ID"])
    assert headers["API-Version"] == "1.0"
    assert headers["Content-Language"] == "en-GB"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_sane_given_id_is_kept() -> None:
    assert through(RequestIdentity, factory.get("/", headers={"X-Request-ID": "trace-1.2"})).headers[
        "X-Request-ID"
    ] == ("trace-1.2")


@pytest.mark.parametrize("given", ["", " ", "a b", "a\r\nSet-Cookie: x", "ü", "x" * 129, "a\x00", "<script>"])
def test_any_other_given_id_is_replaced(given: str) -> None:
    request = factory.get("/")
    request.META["HTTP_X_REQUEST_ID"] = given
    assert through(RequestIdentity, request).headers["X-Request-ID"] != given


def test_id_and_language_are_known_to_everything_below() -> None:
    seen: list[Any] = []

    def view(request: Any) -> HttpResponse:
        seen.extend([context.current().request_id, context.current().language, translation.get_language()])
        return HttpResponse()

    response = through(RequestIdentity, factory.get("/", headers={"Accept-Language": "de"}), view)
    assert seen == [response.headers["X-Request-ID"], "de-DE", "de"]
    assert response.headers["Content-Language"] == "de-DE"
    assert context.current().request_id == ""
    assert translation.get_language() != "de"


def test_a_views_own_version_and_language_stand() -> None:
    def view(request: Any) -> HttpResponse:
        return HttpResponse(headers={"API-Version": "2.0", "Content-Language": "zh-CN"})

    headers = through(RequestIdentity, factory.get("/"), view).headers
    assert (headers["API-Version"], headers["Content-Language"]) == ("2.0", "zh-CN")


# -- transport --------------------------------------------------------------------------------------------------------


@pytest.fixture
def https_only(settings: Any) -> Any:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^livez$"]
    return settings


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.usefixtures("https_only")
def test_reads_over_http_are_redirected(method: str) -> None:
    response = through(TransportSecurity, factory.generic(method, "/api/v1/assets?page=2"))
    assert (response.status_code, response.headers["Location"]) == (301, "https://testserver/api/v1/assets?page=2")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.usefixtures("https_only")
def test_anything_else_over_http_is_refused_unread(method: str) -> None:
    request = factory.generic(method, "/api/v1/assets", b'{"a": 1}', "application/json")
    assert problem(through(TransportSecurity, request), 403)["type"] == "/docs/problems/insecure-transport"
    assert not request._read_started


@pytest.mark.usefixtures("https_only")
def test_https_and_probes_pass() -> None:
    assert through(TransportSecurity, factory.post("/api/v1/assets", secure=True)).content == b"ok"
    assert through(TransportSecurity, factory.get("/livez")).content == b"ok"


def test_a_proxy_is_believed_only_when_trusted(https_only: Any) -> None:
    def forwarded() -> Any:
        return factory.post("/x", headers={"X-Forwarded-Proto": "https"})

    assert through(TransportSecurity, forwarded()).status_code == 403
    https_only.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert through(TransportSecurity, forwarded()).content == b"ok"


def test_http_passes_where_it_is_allowed() -> None:
    assert through(TransportSecurity, factory.post("/x")).content == b"ok"


# -- address ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["/" + "a" * 8192, "/a?q=" + "b" * 8192, "/" + "a" * 5000 + "?q=" + "b" * 5000])
def test_an_address_over_8_kb_is_414(target: str) -> None:
    assert problem(through(RequestLimits, factory.get(target)), 414)["limit"] == 8192


def test_more_than_100_parameters_are_400() -> None:
    def query(count: int) -> str:
        return "/a?" + "&".join(f"p{n}={n}" for n in range(count))

    assert through(RequestLimits, factory.get(query(MAX_PARAMETERS))).content == b"ok"
    assert problem(through(RequestLimits, factory.get(query(MAX_PARAMETERS + 1))), 400)
    assert problem(through(RequestLimits, factory.get(query(700))), 400)


@pytest.mark.parametrize("query, name", [("a=1&name=x%00y", "name"), ("na%00me=1", "na\ufffdme"), ("%00", "\ufffd")])
def test_nul_in_the_query_is_400_naming_the_parameter(query: str, name: str) -> None:
    body = problem(through(RequestLimits, factory.get("/a?" + query)), 400)
    assert [error["parameter"] for error in body["errors"]] == [name]


def test_nul_in_the_path_is_404() -> None:
    assert problem(through(RequestLimits, factory.get("/api/v1/assets/4%00")), 404)


PATHS = [
    ("/api/v1/assets", "/api/v1/assets"),
    ("/api/v1/assets/", "/api/v1/assets"),
    ("//api///v1//assets//42//", "/api/v1/assets/42"),
    ("/v1//assets", "/v1/assets"),
    ("/oauth/token/", "/oauth/token"),
    ("/ffwebservices//api/v3/", "/ffwebservices/api/v3"),
    ("/api/v1/", "/api/v1/"),
    ("/api/v1", "/api/v1/"),
    ("//api//v1", "/api/v1/"),
    ("/docs/", "/docs/"),
    ("/docs", "/docs/"),
    ("/docs/problems/validation/", "/docs/problems/validation"),
    ("/", "/"),
    ("/admin/", "/admin/"),
    ("/admin/assets//x/", "/admin/assets//x/"),
    ("/static/a/", "/static/a/"),
    ("/apix/", "/apix/"),
]


@pytest.mark.parametrize("path, expected", PATHS)
def test_slashes_do_not_count_where_the_api_stands(path: str, expected: str) -> None:
    request = factory.get("/")
    request.path = request.path_info = path
    settle_path(request)
    assert (request.path_info, request.path) == (expected, expected)


def test_a_script_name_stays_in_front() -> None:
    request = factory.get("/", SCRIPT_NAME="/hub")
    request.path, request.path_info = "/hub/api/v1//assets/", "/api/v1//assets/"
    settle_path(request)
    assert (request.path_info, request.path) == ("/api/v1/assets", "/hub/api/v1/assets")


# -- chunked bodies ---------------------------------------------------------------------------------------------------


class Trickle(io.RawIOBase):
    """A stream that gives a few bytes at a time, like a slow client."""

    def __init__(self, body: bytes) -> None:
        self.body = io.BytesIO(body)

    def read(self, size: int = -1) -> bytes:
        return self.body.read(min(size, 7) if size >= 0 else 7)


def chunked(body: bytes, **environment: Any) -> Any:
    request = factory.generic("POST", "/x", b"", "application/json", HTTP_TRANSFER_ENCODING="chunked", **environment)
    request.META.pop("CONTENT_LENGTH", None)
    request.META["wsgi.input"] = Trickle(body)
    return request


def test_a_chunked_body_is_read_to_its_end() -> None:
    request = chunked(b'{"a": "' + b"x" * 1000 + b'"}', **{"wsgi.input_terminated": True})
    assert (
        through(RequestLimits, request, lambda given: HttpResponse(given.body)).content
        == b'{"a": "' + b"x" * 1000 + b'"}'
    )


def test_a_chunked_body_is_not_read_far_over_the_limit(settings: Any) -> None:
    settings.HUB_BODY_LIMIT_LARGE = 100
    request = chunked(b"x" * 1000, **{"wsgi.input_terminated": True})
    through(RequestLimits, request)
    assert len(request.body) == 101


def test_a_chunked_body_without_an_end_is_411() -> None:
    assert problem(through(RequestLimits, chunked(b"{}")), 411)


@pytest.mark.parametrize(
    "headers", [{f"X-{n}": "y" for n in range(101)}, {"X-Long": "y" * 16_384}, {"Cookie": "a" * 17_000}]
)
def test_headers_that_are_too_many_or_too_long_are_431(headers: dict[str, str]) -> None:
    found = problem(through(RequestLimits, factory.get("/api/v1/", headers=headers)), 431)
    assert found["limit"] == 16_384


def test_headers_within_the_limits_pass() -> None:
    headers = {f"X-{n}": "y" * 100 for n in range(90)}
    assert through(RequestLimits, factory.get("/api/v1/", headers=headers)).status_code == 200


def test_a_page_that_knows_no_such_method_answers_a_problem() -> None:
    from django.http import HttpResponseNotAllowed

    response = through(RequestLimits, factory.post("/docs/"), lambda request: HttpResponseNotAllowed(["GET", "HEAD"]))
    assert problem(response, 405)["detail"]
    assert response.headers["Allow"] == "GET, HEAD"
