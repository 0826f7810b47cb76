"""Figures for Prometheus at /metrics: requests by method and status, their duration, this process.

Open to this machine only, or to whoever holds METRICS_TOKEN when that is set.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Histogram, generate_latest

from hub import errors
from hub.health import read_only
from hub.problems.handler import problem_response

LOOPBACK = {"127.0.0.1", "::1"}
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}

REQUESTS = Counter("hub_requests_total", "Requests answered", ["method", "status"])
SECONDS = Histogram(
    "hub_request_seconds",
    "Time from first middleware to answer",
    ["method"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60),
)


class RequestMetrics:
    """Middleware that counts and times every request, refused ones too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        # An invented method must not make a new time series.
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(method, response.status_code).inc()
        SECONDS.labels(method).observe(time.perf_counter() - start)
        return response


@read_only
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures in Prometheus' text format; 404 to whoever may not see them."""
    if not _may_see(request):
        return problem_response(errors.NotFoundProblem(), request)
    return HttpResponse(
        generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )


def _may_see(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        return constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}")
    # What a proxy on this machine passes on comes from elsewhere.
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not forwarded
