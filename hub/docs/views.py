"""The pages themselves."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hub.docs import guides, relations
from hub.docs.page import page
from hub.openapi import slicing


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """``/``: the way to everything."""
    return page(request, "landing", {"origin": f"{request.scheme}://{request.get_host()}"})


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """``/docs/``: the operations to try out, and the way to the other pages."""
    return operations(request, slicing.START)


@require_safe
def operations(request: HttpRequest, name: str) -> HttpResponse:
    """``/docs/operations/{plural}``: the operations of one resource."""
    if slicing.part(name) is None:
        raise Http404
    topics = [
        (group.capitalize(), [(one, slicing.tag_of(one)) for one in names]) for group, names in slicing.topics().items()
    ]
    return page(request, "docs", {"name": name, "title": slicing.tag_of(name), "topics": topics}, loose=True)


@require_safe
def relation_index(request: HttpRequest) -> HttpResponse:
    """``/docs/relations``"""
    return page(request, "relations", {"groups": relations.grouped()})


@require_safe
def relation(request: HttpRequest, rel: str) -> HttpResponse:
    """``/docs/relations/{rel}``: where the curie of a link leads."""
    found = relations.catalogue().get(rel)
    if found is None:
        raise Http404
    return page(request, "relation", {"relation": found})


@require_safe
def guide_index(request: HttpRequest) -> HttpResponse:
    """``/docs/guides``"""
    return page(request, "guides", {"groups": guides.grouped()})


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """``/docs/guides/{slug}``"""
    found = guides.guides().get(slug)
    if found is None:
        raise Http404
    return page(request, "guide", {"guide": found, "html": guides.html(found)})
