"""Pages for people: what a problem type means (``/docs/problems/<slug>``), and a refusal shown in a browser."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.docs.page import guard, page
from hub.problems.catalogue import PROBLEMS

# By hand and not from a template: it must hold when next to nothing else does.
_PAGE = (
    '<!doctype html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>{}</title><link rel="stylesheet" href="/static/hub/hub.css"></head>'
    '<body><main class="alone">{}</main></body></html>'
)


@require_safe
def problem_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The documentation of one problem type."""
    kind = PROBLEMS.get(slug)
    if kind is None:
        raise Http404
    return page(request, "problem", {"slug": slug, "kind": kind})


@require_safe
def problem_index(request: HttpRequest) -> HttpResponse:
    """All problem types."""
    return page(request, "problems", {"problems": list(PROBLEMS.items())})


def problem_html(body: dict[str, Any], headers: dict[str, str]) -> HttpResponse:
    """A refusal as a page, for a browser."""
    content = format_html(
        '<p class="status">{}</p><h1>{}</h1><p class="lead">{}</p><p><a class="button" href="{}">{}</a> '
        '<a class="button" href="/">Plant Hub</a></p><p class="hint"><code>{}</code></p>',
        body["status"],
        body["title"],
        body["detail"],
        body["type"],
        _("What does this mean?"),
        body["request_id"] or "",
    )
    response = _html(body["title"], content, status=body["status"])
    for name, value in headers.items():
        response[name] = value
    return response


def _html(title: str, body: SafeString, status: int = 200) -> HttpResponse:
    response = HttpResponse(format_html(_PAGE, get_language() or "en", title, body), status=status)
    guard(response)
    return response
