"""The request log for tenant admins: who asked for what, and how it ended. Nobody can change it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from hub import errors, filters
from hub.access import ADMIN, may_use
from hub.filters import HubFilter, values
from hub.hal.links import CURIES
from hub.hal.plan import HAL
from hub.models import RequestLog
from hub.registry import Entry
from hub.viewsets import keyset, paging
from hub.viewsets.answers import answer
from hub.viewsets.collection import CollectionMixin

PAGING = ("page", "per_page", "after", "order_by")
MEMBERS = (
    "id",
    "at",
    "method",
    "path",
    "status",
    "problem",
    "duration_ms",
    "credential",
    "request_id",
    "address",
)


@extend_schema_field({"$ref": "#/components/schemas/Who"})
class Who(serializers.JSONField):
    """Somebody by id and name."""


class RequestLogSerializer(serializers.ModelSerializer[RequestLog]):
    """The shape of one logged request; ``user``, ``client`` and ``api_key`` are ``{id, name}`` or null."""

    user = Who(read_only=True, allow_null=True)
    client = Who(read_only=True, allow_null=True)
    api_key = Who(read_only=True, allow_null=True)

    class Meta:
        model = RequestLog
        fields = [*MEMBERS, "user", "client", "api_key"]
        read_only_fields = MEMBERS


class RequestLogFilter(filters.ResourceFilterSet):
    """What the request log can be asked for: every member, ``user``, ``client`` and ``api_key`` by id."""

    user_id = HubFilter("user_id", kind=values.INTEGER, commas=True)
    client_id = HubFilter("client_id", kind=values.INTEGER, commas=True)
    api_key_id = HubFilter("api_key_id", kind=values.INTEGER, commas=True)

    class Meta:
        model = RequestLog
        fields = list(MEMBERS)


class RequestLogViewSet(CollectionMixin):
    """The request log of the caller's tenant, newest first."""

    entry = Entry(
        model=RequestLog,
        path="request_log",
        plural="request_log",
        group="platform",
        reader=ADMIN,
        writer=ADMIN,
        actions=frozenset({"search"}),
    )
    serializer_class = RequestLogSerializer
    filterset_class = RequestLogFilter
    queryset = RequestLog.objects.none()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        self._check()
        return self._page(RequestLogFilter.from_query(request.query_params, request, reserved=PAGING), None)

    def search(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        self._check()
        filters.refuse_unknown(request.query_params, PAGING)
        return self._page(RequestLogFilter.from_body(request.data, request), request.data)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        self._check()
        filters.refuse_unknown(request.query_params, ())
        key = kwargs["key"]
        found = self._rows().filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
        if found is None:
            raise errors.NotFoundProblem()
        return answer(request, self._item(found), tagged=True)

    def _check(self) -> None:
        if not may_use(self.principal, self.entry):
            raise errors.Forbidden(extra={"needs": ADMIN})

    def _rows(self) -> QuerySet[RequestLog]:
        return RequestLog.objects.filter(tenant_id=self.principal.tenant_id)

    def _page(self, question: Any, body: Any) -> Any:
        query = self.request.query_params
        order = filters.ordering(RequestLogFilter, query.get("order_by") or "-id")
        wanted = self._page_request(query, body, order)
        rows = question.apply(self._rows())
        total = rows.count()
        ordered = rows.order_by(*keyset.expressions(order))
        if wanted.after is not None:
            ordered = keyset.after(ordered, order, wanted.after)
        found = [] if wanted.beyond else list(ordered[wanted.offset : wanted.offset + wanted.size + 1])
        shown = found[: wanted.size]
        more = len(found) > wanted.size and wanted.after is not None
        last = keyset.plain([getattr(shown[-1], name) for name in keyset.columns(order)]) if more else []
        page = paging.Page(
            [self._item(row) for row in shown], total, wanted, paging.cursor(wanted.fingerprint, last) if more else None
        )
        return self._answer(self.entry, page, searched=body is not None, extra={})

    def collection_links(self, entry: Entry) -> dict[str, Any]:
        template = filters.templated([*PAGING, *RequestLogFilter.parameters()])
        return {**super().collection_links(entry), "find": {"href": f"{entry.href}{template}", "templated": True}}

    def _item(self, row: RequestLog) -> dict[str, Any]:
        item: dict[str, Any] = {name: getattr(row, name) for name in MEMBERS}
        for prefix in ("user", "client", "api_key"):
            key = getattr(row, f"{prefix}_id")
            item[prefix] = None if key is None else {"id": key, "name": getattr(row, f"{prefix}_name")}
        if self.media == HAL:
            return {"_links": {"self": {"href": self.entry.of(row.pk)}, "curies": CURIES}, **item}
        return item
