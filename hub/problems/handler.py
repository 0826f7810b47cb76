"""Exceptions become problems: the handler of the API views, Django's own error pages, and answers of middlewares.

``EXCEPTION_HANDLER`` names ``problem_handler``, ``CSRF_FAILURE_VIEW`` names ``csrf_failure``, ``config.urls`` sets
``handler400/403/404/500``. A view may have ``problem_shape(body) -> body``, the error shape of a dialect.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation, ValidationError
from django.core.signals import got_request_exception
from django.db import Error as DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.urls import get_resolver
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.views import set_rollback

from hub import errors
from hub.hal import media
from hub.problems import database, pages
from hub.problems.catalogue import BY_STATUS, PROBLEMS
from hub.problems.flatten import flatten

logger = structlog.get_logger("hub.errors")

Shape = Callable[[dict[str, Any]], dict[str, Any]]
#: Mounts (paths with a slash at the end) whose refusals look otherwise, also those that no view gives.
shapes: dict[str, Shape] = {}

UNREADABLE = _("The body could not be read to its end.")
HOST = _("This host name is not served here.")


# -- which problem ----------------------------------------------------------------------------------------------------


def problem_of(exc: BaseException, request: Any = None) -> errors.Problem:
    """The problem that stands for ``exc``; whatever is not known is ``internal`` and shows nothing."""
    if isinstance(exc, errors.Problem):
        return exc
    if isinstance(exc, exceptions.ValidationError):
        return errors.ValidationProblem(flatten(exc.detail, _sent(request)))
    if isinstance(exc, ValidationError):
        return errors.ValidationProblem(flatten(as_serializer_error(exc), _sent(request)))
    if isinstance(exc, (Http404, exceptions.NotFound)):
        return errors.NotFoundProblem()
    if isinstance(exc, exceptions.APIException):
        return _of_api_exception(exc)
    if isinstance(exc, PermissionDenied):
        return errors.Forbidden()
    return _of_django(exc) or errors.Problem()


def _of_api_exception(exc: exceptions.APIException) -> errors.Problem:
    if isinstance(exc, exceptions.ParseError):
        return errors.Malformed(str(exc.detail))
    headers = dict(getattr(exc, "headers", None) or {})
    challenge = getattr(exc, "auth_header", None)
    if challenge:
        headers["WWW-Authenticate"] = challenge
    slug = BY_STATUS.get(exc.status_code, "internal")
    own_words = isinstance(exc.detail, str) and str(exc.detail) != str(exc.default_detail)
    detail = str(exc.detail) if own_words else None
    problem = errors.Problem(detail, slug=slug, status=exc.status_code, headers=headers)
    problem.wait = getattr(exc, "wait", None)
    return problem


def _of_django(exc: BaseException) -> errors.Problem | None:
    if isinstance(exc, RequestDataTooBig):
        return errors.TooLarge()
    if isinstance(exc, (UnreadablePostError, MultiPartParserError)):
        return errors.BadRequest(UNREADABLE)
    if isinstance(exc, SuspiciousOperation):
        return errors.BadRequest(HOST if type(exc).__name__ == "DisallowedHost" else None)
    if isinstance(exc, DatabaseError):
        return database.problem_of(exc)
    return None


def _sent(request: Any) -> Any:
    """The body as parsed, if it was."""
    data = getattr(request, "_full_data", None)
    return data if isinstance(data, dict) else None


# -- how it is written ------------------------------------------------------------------------------------------------


def body_of(problem: errors.Problem, request: Any) -> dict[str, Any]:
    """The members of the problem (RFC 9457), texts in the language of the request."""
    body: dict[str, Any] = {
        "type": f"/docs/problems/{problem.slug}",
        "title": str(problem.title),
        "status": problem.status_code,
        "detail": str(problem.detail),
        "instance": getattr(request, "path", None),
        "request_id": getattr(request, "request_id", None),
    }
    body.update(problem.extra)
    if problem.errors:
        body["errors"] = [{**error, "detail": str(error["detail"])} for error in problem.errors]
    return body


def headers_of(problem: errors.Problem) -> dict[str, str]:
    headers = {"Cache-Control": "no-store", **problem.headers}
    if problem.wait is not None:
        headers.setdefault("Retry-After", str(max(1, ceil(problem.wait))))
    return headers


def problem_handler(exc: Exception, context: dict[str, Any]) -> Response:
    """The exception handler of Django REST framework. Transactions end in the scope that the exception left."""
    request, view = context.get("request"), context.get("view")
    problem = problem_of(exc, request)
    _log(problem, exc, request)
    set_rollback()
    body = body_of(problem, request)
    shape = getattr(view, "problem_shape", None)
    if shape is not None:
        body = shape(body)
    elif request is not None and getattr(getattr(request, "accepted_renderer", None), "format", None) != "api":
        request.accepted_renderer = media.ProblemRenderer()
        request.accepted_media_type = media.PROBLEM
    response = Response(body, status=problem.status_code, headers=headers_of(problem))
    return _mark(response, problem)


def problem_response(problem: errors.Problem, request: HttpRequest) -> HttpResponse:
    """The answer of a middleware or an error page: problem+json, or a page for a browser."""
    body = body_of(problem, request)
    get_resolver().urlconf_module  # noqa: B018 - mounts tell their shapes when they are routed, perhaps not before this
    shape = next((shape for mount, shape in shapes.items() if f"{request.path}/".startswith(mount)), None)
    if shape is not None:
        content = media.dumps(shape(body))
        response = HttpResponse(
            content, status=problem.status_code, content_type=media.JSON, headers=headers_of(problem)
        )
        return _mark(response, problem)
    if media.wants_html(request.META.get("HTTP_ACCEPT", "")):
        return _mark(pages.problem_html(body, headers_of(problem)), problem)
    response = HttpResponse(
        media.dumps(body), status=problem.status_code, content_type=media.PROBLEM, headers=headers_of(problem)
    )
    return _mark(response, problem)


def _mark(response: Any, problem: errors.Problem) -> Any:
    response.problem = problem.slug
    # The request log writes the one line about a refusal; Django would add another.
    response._has_been_logged = True
    return response


def _log(problem: errors.Problem, exc: Exception, request: Any) -> None:
    request_id = getattr(request, "request_id", None)
    if problem.slug == "internal":
        logger.error("internal_error", request_id=request_id, exc_info=exc)
        got_request_exception.send(sender=problem_handler, request=getattr(request, "_request", request))
    elif isinstance(exc, DatabaseError) and problem.status_code >= 500:
        logger.warning("database", request_id=request_id, problem=problem.slug, error=str(exc).strip())


# -- Django's own pages -----------------------------------------------------------------------------------------------


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """handler400"""
    problem = problem_of(exception or SuspiciousOperation())
    return problem_response(problem if problem.status_code < 500 else errors.BadRequest(), request)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """handler403"""
    return problem_response(errors.Forbidden(), request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """handler404; also a view for the end of a URL list, so that DEBUG answers problems too."""
    return problem_response(errors.NotFoundProblem(), request)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """handler500; Django logs the traceback itself."""
    response = problem_response(errors.Problem(), request)
    del response._has_been_logged  # type: ignore[attr-defined]
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """CSRF_FAILURE_VIEW"""
    return problem_response(errors.Problem(slug="csrf"), request)


assert set(BY_STATUS.values()) <= set(PROBLEMS)
