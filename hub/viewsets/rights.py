"""Who holds what on one resource: ``GET/POST {object}/permissions``, for those who hold ``permit`` on it.

Grants are resources of their own (``permission``); their rules live with them.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from rest_framework.request import Request

from hub import access, errors, filters, registry, writing
from hub.hal.reference import Resolver
from hub.viewsets.answers import answer
from hub.viewsets.bodies import prime, read_one
from hub.viewsets.collection import CollectionMixin
from hub.viewsets.locating import locate


class RightsMixin(CollectionMixin):
    """The grants that hold for one resource: its own, and those it inherits (``inherited``; ``object`` tells from
    where). Of the inherited ones the caller sees those that it may see at all.
    """

    def permissions_list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        located = locate(self.entry, kwargs["key"], self.principal, access.PERMIT)
        grants = registry.get("permission")
        holding = Q()
        for kind, ids in access.provider().origins(self.entry.name, located.id).items():
            holding |= Q(object_kind=kind, object_id__in=ids)
        base = grants.model.objects.filter(holding)
        self.mark = lambda item: item.update(inherited=not self._is_own(item, located.id))
        href = f"{self.entry.of(located.id)}/permissions"
        may_grant = access.may_change(self.principal, grants)
        extra = {"create": {"href": href, "method": "POST"}} if may_grant else {}
        return self.collection(grants, base=base, **extra)

    def _is_own(self, item: dict[str, Any], key: int) -> bool:
        return item["object"]["kind"] == self.entry.name and item["object"]["id"] == key

    def permissions_create(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """201 with the grant that was made."""
        located = locate(self.entry, kwargs["key"], self.principal, access.PERMIT)
        grants = registry.get("permission")
        if not access.may_change(self.principal, grants):
            raise errors.Forbidden(extra={"needs": grants.writer})
        serializer = grants.serializer(context={**self.get_serializer_context(), "resolver": Resolver()})
        prime(serializer, [request.data])
        filters.refuse_unknown(request.query_params, ())
        values, wrong = read_one(serializer, request.data)
        if wrong:
            raise errors.ValidationProblem(wrong)
        values.update(object_kind=self.entry.name, object_id=located.id)
        grant = writing.create(grants, values)
        reader = self.reader(grants)
        items = reader.render_all(reader.by_ids([grant.pk]))
        return answer(request, items[0], status=201, headers={"Location": grants.of(grant.pk)})
