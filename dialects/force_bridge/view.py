"""The view behind every path of FORCE Bridge: what operations need of a request, and how they answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from dialects.base import Dialect, DialectView
from dialects.calling import Reply, call
from dialects.parsing import AnyJsonParser
from hub import access, errors
from hub.hal.media import HalRenderer, PlainJsonRenderer
from hub.viewsets.answers import answer, conditional, not_modified, nothing, shape_of
from hub.viewsets.paging import Window

from . import errors as refusals
from .asking import Question
from .paging import Found, Page
from .resource import Body, Resource, Timeline
from .tables.literals import TEXTS
from .telling import Teller, actions, link

MOUNT = "/ffwebservices/api/"
FORCE_BRIDGE = Dialect(name="FORCE Bridge", mount=MOUNT, credentials={"bearer": ()})
#: Headers of a canonical answer that hold here too.
KEPT = ("ETag", "Last-Modified", "Content-Language")
#: What page links are called.
TITLES = {
    "self": _("The current page"),
    "first": _("First page"),
    "prev": _("Previous page"),
    "next": _("Next page"),
    "last": _("Last page"),
}
_VERSION = re.compile(r"^/ffwebservices/api/v[0-9]+")


class ForceView(DialectView):
    """One path."""

    dialect = FORCE_BRIDGE
    renderer_classes = (HalRenderer, PlainJsonRenderer)
    parser_classes = (AnyJsonParser,)
    secret_fields = ("secret",)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        #: The vendor's names of what refusals are about.
        self.names: dict[str, str] = {}

    def refuse_credential(self, request: Request, principal: access.Principal) -> None:
        raise AuthenticationFailed(_("Send a bearer token."))

    def problem_shape(self, body: Body) -> Body:
        """The refusal in the vendor's words."""
        return refusals.shaped(body, self.names)

    # -- asking -----------------------------------------------------------------------------------------------------

    @cached_property
    def base(self) -> str:
        """The absolute URL of the mount in the version that is asked for."""
        found = _VERSION.match(self.request.path)
        return f"{self.request.scheme}://{self.request.get_host()}{found.group() if found else MOUNT + 'v3'}"

    @property
    def here(self) -> str:
        """The absolute URL of what is asked for, without its query."""
        return self.base + _VERSION.sub("", self.request.path)

    @property
    def hal(self) -> bool:
        return shape_of(self.request) == "hal"

    @property
    def sent(self) -> Any:
        """The body: an object, or the list that is all of it."""
        data = self.request.data
        return data[""] if isinstance(data, dict) and set(data) == {""} else data

    def about(self, resource: Resource, question: Question | None = None) -> None:
        """Refusals are about members and parameters of ``resource`` from now on."""
        self.names = {**self.names, **resource.spoken, **(question.names if question else {})}

    def ask(self, method: str, path: str, **options: Any) -> Reply:
        """What a canonical view answers; with its links, where links are told."""
        return call(self, method, path, linked=self.hal, **options)

    def id_of_code(self, path: str, plural: str, code: str) -> int:
        """The id of the row of master data with a code; 0, which nothing has, where there is none."""
        if "*" in code:
            return 0
        found = self.ask("GET", path, query={"code": code, "per_page": 1}).data[plural]
        return int(found[0]["id"]) if found else 0

    def ids_of(self, path: str, parameter: str, **query: str) -> Body:
        """The parameter that names whatever a canonical collection holds for ``query``: at most 100."""
        data = self.ask("GET", path, query={**query, "per_page": 100}).data
        items = next(value for name, value in data.items() if name not in ("pagination", "_links"))
        return {parameter: ",".join(str(item["id"]) for item in items) or "0"}

    def fetch(
        self, resource: Resource, path: str, question: Question, page: Page, timeline: Timeline | None
    ) -> tuple[Found, Body]:
        """A page of the canonical collection at ``path``, and the links that it offers."""
        row = self._row(resource, page) if timeline is not None else None
        window: Window = page.window(timeline, row)
        query = question.include(resource, linked=self.hal)
        if question.body is None:
            data = self.ask("GET", path, query=query, window=window).data
        else:
            data = self.ask("POST", f"{path}/search", query=query, body=question.body, window=window).data
        items = data[resource.entry.plural]
        if page.backwards:
            items = items[::-1]
        found = Found(page, timeline, items, data["pagination"]["total_count"], "next" in data["pagination"])
        return found, data.get("_links", {})

    @staticmethod
    def learn(resource: Resource, items: list[Body], names: Iterable[str] = ()) -> None:
        """Put beside ``items`` what their members are made of besides, and their texts in all languages where the
        relations ``names`` tell them."""
        if resource.learns is not None:
            resource.learns(items)
        wanted = {one for name in names for one in resource.embeds[name].literal}
        columns = sorted(wanted & {*resource.entry.translatable})
        if columns and items:
            rows = resource.entry.model.objects.filter(pk__in=[item["id"] for item in items])
            texts = {row["pk"]: row for row in rows.values("pk", "translations", *columns)}
            for item in items:
                item[TEXTS] = texts.get(item["id"])

    def _row(self, resource: Resource, page: Page) -> Body | None:
        """The element that a page begins behind; where it is gone its moment will do."""
        if page.identifier is None:
            return None
        try:
            found: Body = self.ask("GET", f"{resource.entry.path}/{page.identifier}").data
        except errors.NotFoundProblem:
            if page.since is None:
                raise errors.BadParameter("paginationIdentifier", _("There is no such element.")) from None
            return None
        return found

    def after(self, check: Callable[[], Any]) -> Callable[[], Any]:
        """``check`` without its refusal, which is raised by what is returned: what is not there is 404 first."""
        try:
            found = check()
        except errors.Problem as problem:
            wrong = problem

            def refuse() -> Any:
                raise wrong

            return refuse
        return lambda: found

    # -- answering --------------------------------------------------------------------------------------------------

    @cached_property
    def teller(self) -> Teller:
        rows: dict[str, dict[str, Body]] = {}

        def rows_of(resource: Resource) -> dict[str, Body]:
            if resource.name not in rows:
                rows[resource.name] = self._coded(resource)
            return rows[resource.name]

        return Teller(self.base, hal=self.hal, count=self._count, rows=rows_of)

    def _coded(self, resource: Resource) -> dict[str, Body]:
        """Rows of master data by their codes: all of them, since states are few."""
        query = Question().include(resource)
        data = self.ask("GET", resource.entry.path, query={**query, "per_page": 100}).data
        return {row["code"]: row for row in data[resource.entry.plural]}

    def _count(self, path: str) -> int:
        """How many a canonical collection holds."""
        data = self.ask("GET", path, query={"per_page": 1}).data
        return int(data["pagination"]["total_count"])

    def told(self, data: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Any:
        """``data`` as JSON; what comes without a validator gets one of its body."""
        headers = headers or {}
        tagged = "ETag" not in headers and self.request.method in ("GET", "HEAD")
        return answer(self.request, data, status=status, headers=headers, tagged=tagged)

    def composed(self, data: Any, etag: str, *, headers: Mapping[str, str], status: int = 200) -> Any:
        """``data`` made of several resources: its validator begins with the ``etag`` of the first, by which a change
        can be made for that version only, and ends with one of the body."""
        response = answer(self.request, data, status=status, headers=headers)
        own = f'{etag[:-1]}-{hashlib.sha256(response.content).hexdigest()[:16]}"'
        response.headers["ETag"] = own
        return (not_modified(self.request, own, None) if conditional(self.request) else None) or response

    def listed(self, resource: Resource, found: Found, offered: Body, question: Question) -> Any:
        """A page of resources."""
        self.learn(resource, found.items, question.embed)
        items = [self.teller.single(resource, item, embed=question.embed) for item in found.items]
        links = self.page_links(found) | actions(resource.collected, offered, self.here) if self.hal else {}
        return self.told(self.teller.collection(resource, items, found.figures(), links))

    def page_links(self, found: Found) -> Body:
        """The links of a page to those around it; those of a search are posts."""
        asked = str(self.request.method)
        method = asked if asked == "POST" else "GET"
        hrefs = found.hrefs(self.here, self.request.query_params)
        return {relation: link(href, method, title=str(TITLES[relation])) for relation, href in hrefs.items()}

    def elements(
        self,
        found: Found,
        elements: list[Body],
        figures: Body | None = None,
        embedded: Body | None = None,
        **links: Body,
    ) -> Any:
        """A page of what has no place of its own: ``properties.elements``, beside other ``figures``."""
        around = {**self.page_links(found), **links} if self.hal else {}
        told = self.teller.shape({**(figures or {}), "elements": elements}, around, embedded)
        return self.told({"pagination": found.figures(), **told})

    def nothing(self) -> Any:
        return nothing()


def parameter(href: str | None, name: str) -> str | None:
    """A parameter of the query of an address."""
    found = parse_qs(urlsplit(href or "").query, keep_blank_values=True).get(name)
    return found[0] if found else None


def absent(view: ForceView, **_keys: str) -> Any:
    """Nothing stands here, whatever the method."""
    raise errors.NotFoundProblem()
