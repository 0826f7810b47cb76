"""The view behind every path of the Netilion dialect: what operations need of a request, and how they answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from dialects.base import Dialect, DialectView
from dialects.calling import Reply, call
from dialects.parsing import AnyJsonParser
from hub import access
from hub.errors import ValidationProblem, field_error
from hub.files import types
from hub.hal.media import PlainJsonRenderer
from hub.viewsets.answers import answer, nothing

from . import errors
from .asking import Question
from .embedding import with_values
from .resource import MOUNT, Body, Resource
from .telling import Teller

NETILION = Dialect(
    name="Netilion",
    mount=MOUNT,
    # A key goes along with a name and a password; a token tells its client by itself.
    credentials={"bearer": (), "basic": ("api_key_id",)},
    statuses=errors.STATUSES,
    refused_types=frozenset({types.HTML, types.XHTML, types.SCRIPT, types.FLASH, types.FLV, types.PHP}),
)
KEY_AND_USER = _("Send a bearer token, or an API key together with name and password.")
#: Headers of a canonical answer that hold here too.
KEPT = ("ETag", "Last-Modified", "Content-Language")


class NetilionView(DialectView):
    """One path."""

    dialect = NETILION
    renderer_classes = (PlainJsonRenderer,)
    parser_classes = (AnyJsonParser,)
    secret_fields = ("api_key", "api_secret", "secret", "password")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        #: The vendor's names of what refusals are about, and which of them are references.
        self.names: dict[str, str] = {}
        self.references: frozenset[str] = frozenset()

    def refuse_credential(self, request: Request, principal: access.Principal) -> None:
        request.refused_door = "no key" if principal.credential == "basic" else "other"  # type: ignore[attr-defined]
        raise AuthenticationFailed(KEY_AND_USER)

    def problem_shape(self, body: Body) -> Body:
        """The refusal in the vendor's words."""
        door = getattr(self.request, "refused_door", "")
        return errors.shaped(body, self.names, self.references, door)

    # -- asking -----------------------------------------------------------------------------------------------------

    @cached_property
    def base(self) -> str:
        """The absolute URL of the mount."""
        return f"{self.request.scheme}://{self.request.get_host()}{MOUNT}"

    def about(self, resource: Resource, question: Question | None = None) -> None:
        """Refusals are about members and parameters of ``resource`` from now on."""
        self.names = {**resource.spoken, **(question.names if question else {})}
        self.references = frozenset(resource.references)

    def ask(self, method: str, path: str, **options: Any) -> Reply:
        """What a canonical view answers."""
        return call(self, method, path, **options)

    def all_items(self, path: str, plural: str, **query: Any) -> list[Body]:
        """Every item of a canonical collection, page by page."""
        found: list[Body] = []
        after: str | None = ""
        while after is not None:
            data = self.ask("GET", path, query={**query, "per_page": 100, "after": after}).data
            found += data[plural]
            after = _parameter(data["pagination"].get("next"), "after")
        return found

    @property
    def sent(self) -> Body:
        """The body, an object."""
        if self.sent_list is not None:
            raise ValidationProblem([field_error("#", "invalid", _("Expected an object."))])
        return self.request.data if isinstance(self.request.data, dict) else {}

    @property
    def sent_list(self) -> list[Any] | None:
        """The body, where it is a list."""
        data = self.request.data
        found = data.get("") if isinstance(data, dict) else None
        return found if isinstance(found, list) else None

    # -- answering --------------------------------------------------------------------------------------------------

    def teller(self, question: Question | None = None) -> Teller:
        return Teller(self.base, question.keys if question else None)

    def told(self, data: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Any:
        """``data`` as JSON; what comes without a validator gets one of its body."""
        headers = headers or {}
        return answer(self.request, data, status=status, headers=headers, tagged="ETag" not in headers)

    def one(self, resource: Resource, reply: Reply, question: Question | None = None, *, status: int = 200) -> Any:
        """One resource out of a canonical answer, or its 304."""
        if reply.data is None:
            return reply.response
        item = self.teller(question).item(resource, reply.data)
        if question is not None:
            with_values(self, resource, question, [reply.data], [item])
        headers = {name: reply.headers[name] for name in KEPT if name in reply.headers}
        if status == 201:
            headers["Location"] = resource.place(self.base, reply.data)
        return self.told(item, status=status, headers=headers)

    def nothing(self) -> Any:
        return nothing()

    def pagination(self, figures: Body) -> tuple[Body, dict[str, str]]:
        """The numbers of a page with the URLs of those around it, and the headers that say the same."""
        numbers = {name: figures[name] for name in ("total_count", "page_count", "per_page", "page")}
        pages: dict[str, str] = {
            relation: self._page(_parameter(figures[relation], "page"), numbers["per_page"])
            for relation in ("prev", "next", "first", "last")
            if relation in figures
        }
        headers = {
            "Link": ", ".join(f'<{href}>; rel="{relation}"' for relation, href in pages.items()),
            "X-Total-Count": str(numbers["total_count"]),
            "X-Per-Page": str(numbers["per_page"]),
            "X-Page": str(numbers["page"]),
        }
        return {**numbers, **pages}, headers

    def listed(self, plural: str, items: list[Any], figures: Body) -> Any:
        """A page: its items, its numbers, and the URLs of the pages around it."""
        pagination, headers = self.pagination(figures)
        return self.told({plural: items, "pagination": pagination}, headers=headers)

    def _page(self, number: str | None, size: int) -> str:
        """The URL of another page, with everything else that was asked."""
        query = [(name, value) for name, value in self.request.query_params.items() if name not in ("page", "per_page")]
        asked = urlencode([*query, ("page", number or 1), ("per_page", size)], safe="*,:!")
        path = self.request.path.removeprefix(MOUNT)
        return f"{self.base}{path}?{asked}"


def _parameter(href: str | None, name: str) -> str | None:
    found = parse_qs(urlsplit(href or "").query, keep_blank_values=True).get(name)
    return found[0] if found else None
