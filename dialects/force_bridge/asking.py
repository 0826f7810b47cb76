"""What a FORCE Bridge client asks, as the canonical API is asked: filters, what to embed, which page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from hub import errors
from hub.filters.filterset import check_parameters, refuse
from hub.hal.reference import parse_key

from .paging import OFFSETS, PAGING, Page, page_of
from .resource import Body, Resource, needed
from .values import zoned


@dataclass
class Question:
    """Canonical parameters (of a search: the body beside them), the relations to embed, the page, and the vendor's
    names of what is called otherwise."""

    query: Body = field(default_factory=dict)
    body: Body | None = None
    embed: list[str] = field(default_factory=list)
    page: Page | None = None
    names: dict[str, str] = field(default_factory=dict)

    def include(self, resource: Resource, *, linked: bool = False) -> Body:
        """The canonical parameters with what the members (``linked``: and the links) and the embedded resources are
        made of."""
        names = needed(resource, self.embed, linked=linked)
        return {**self.query, **({"include": ",".join(names)} if names else {})}


def check(given: QueryDict, allowed: Iterable[str]) -> None:
    """400 for parameters that nobody knows here, or that are given twice; ``embed`` may be."""
    once = given.copy()
    if "embed" in once:
        once["embed"] = ",".join(given.getlist("embed"))
    allowed = list(allowed)
    refuse(check_parameters(once, (), allowed), allowed)


def embedded(resource: Resource, given: QueryDict, beside: Iterable[str] = ()) -> list[str]:
    """The relations of a resource that the query wants embedded; those ``beside`` its own are seen to elsewhere."""
    beside = [*beside]
    return [name for name in chosen([*resource.embeds, *beside], given) if name not in beside]


def chosen(embeddable: Iterable[str], given: QueryDict) -> list[str]:
    """The names of what the query wants embedded, separated by commas or one by one."""
    known = sorted(embeddable)
    names = [name.strip() for text in given.getlist("embed") for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            text = _("{name} cannot be embedded here; these can: {known}.")
            detail = text.format(name=name[:128], known=", ".join(known) or "-")
            raise errors.BadParameter("embed", detail, "not_embeddable", embeddable=known)
    return list(dict.fromkeys(names))


def of_one(resource: Resource, given: QueryDict, further: Iterable[str] = (), beside: Iterable[str] = ()) -> Question:
    """The question about one resource: what to embed. ``further`` are parameters, ``beside`` relations that the
    operation sees to. Clients send an empty ``embed`` too."""
    check(given, ["embed", *further])
    return Question(embed=embedded(resource, given, beside))


def of_list(
    view: Any, resource: Resource, given: QueryDict, further: Iterable[str] = (), beside: Iterable[str] = ()
) -> Question:
    """The question of a list."""
    paging = PAGING if resource.timeline is not None else OFFSETS
    question = of_one(resource, given, [*resource.filters, *paging, *further], beside)
    for name in given.keys() & resource.filters.keys():
        found = _filter(view, resource, resource.filters[name], str(given[name]))
        question.names.update(dict.fromkeys(found, name))
        question.query |= found
    question.page = page_of(given, resource.timeline)
    return question


def of_search(view: Any, resource: Resource, given: QueryDict, sent: Any) -> Question:
    """The question of a search: its filters stand in the body, page and embedded relations in the query."""
    paging = PAGING if resource.timeline is not None else OFFSETS
    question = of_one(resource, given, paging)
    question.page, question.body = page_of(given, resource.timeline), {}
    unknown = [name for name in sent if name not in resource.searched]
    if unknown:
        known = resource.searched
        found = [errors.field_error([name], "unknown", errors.did_you_mean(name, known)) for name in unknown]
        raise errors.ValidationProblem(found)
    for name, value in sent.items():
        target = resource.searched[name]
        if value is None:
            continue
        if target == "uuid" and _are_ids(value):
            target = "id"
        question.names[target] = name
        question.body[target] = zoned(value)
    return question


def _are_ids(value: Any) -> bool:
    """Whether the hub's own ids are named instead of UUIDs."""
    values = value if isinstance(value, list) else [value]
    return bool(values) and all(isinstance(one, int) for one in values)


def _filter(view: Any, resource: Resource, target: Any, value: str) -> Mapping[str, Any]:
    if callable(target):
        found: Mapping[str, Any] = target(view, value)
        return found
    known = resource.entry.filterset.base_filters.get(target)
    moments = known is not None and known.kind.schema.get("format") == "date-time"
    return {target: zoned(value) if moments else value}


def flag(given: QueryDict, name: str) -> None:
    """A parameter that is true or false, where it is given."""
    if given.get(name, "true").lower() not in ("true", "false"):
        raise errors.BadParameter(name, "Expected true or false.")


def key_of_code(text: str) -> bool:
    """Whether ``text`` is no key but the code of a row."""
    return parse_key(text) is None and "*" not in text
