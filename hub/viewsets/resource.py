"""The base view set of every resource: list, create, read, replace, change, remove.

A view set of a resource is assignments only: ``entry``, ``serializer_class``, ``filterset_class``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request

from hub import access, errors, filters, language, writing
from hub.hal.links import CURIES
from hub.hal.plan import HAL
from hub.hal.reference import Resolver
from hub.registry import Entry
from hub.viewsets.answers import answer, conditional, not_modified, nothing, shape_of, validators
from hub.viewsets.bodies import list_of, prime, read_many, read_one, replacement
from hub.viewsets.bulk import BulkMixin
from hub.viewsets.collection import CollectionMixin
from hub.viewsets.explain import explanation
from hub.viewsets.history import HistoryMixin
from hub.viewsets.include import Includes, include_parameter
from hub.viewsets.joined import JoinedMixin
from hub.viewsets.locating import Located, etag, if_match, locate
from hub.viewsets.rights import RightsMixin
from hub.viewsets.transition import TransitionMixin
from hub.viewsets.uploads import UploadMixin

SINGLE = ("include", "embed", "as_of", "explain")


class ResourceViewSet(UploadMixin, BulkMixin, JoinedMixin, HistoryMixin, RightsMixin, TransitionMixin, CollectionMixin):
    """One resource kind over HTTP, as its entry in the registry describes it."""

    entry: Entry
    lookup_field = "key"
    #: 202 where what is made is only asked for; the resource tells how it goes.
    created_status = 201

    def get_queryset(self) -> Any:
        """All rows of the own tenant; what the caller may read is narrowed by the reader."""
        principal = getattr(self, "principal", None)
        queryset = self.entry.model.objects.all()
        if principal is None:
            return queryset.none()
        return access.provider().narrow(queryset, principal, self.entry.name)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "resolver": Resolver()}

    # -- the collection ---------------------------------------------------------------------------------------------

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        self.check_kind()
        return self.collection(self.entry)

    def search(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The same collection, its filters in the body; nothing is created."""
        self.check_kind()
        return self.collection(self.entry, body=request.data)

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """One new resource (201, Location), or several at once, all or nothing."""
        self.check_kind()
        if not access.may_change(self.principal, self.entry):
            raise errors.Forbidden(extra={"needs": self.entry.writer})
        body = request.data
        filters.refuse_unknown(request.query_params, ())
        return self.make(body)

    def make(self, body: Any) -> Any:
        """Create what ``body`` describes, one or several."""
        several = list_of(self.entry.plural, body)
        if several is not None:
            return self._create_several(several)
        serializer = self.get_serializer()
        prime(serializer, [body])
        values, wrong = read_one(serializer, body)
        if wrong:
            raise errors.ValidationProblem(wrong)
        instance = writing.create(self.entry, values)
        headers = {"Location": self.entry.of(instance.pk)}
        return self.representation(
            self._fresh(instance.pk), status=self.created_status, headers=headers, extra=self.secrets(instance)
        )

    def _create_several(self, several: Sequence[Any]) -> Any:
        plural = self.entry.plural
        values = read_many(self.get_serializer(), several, plural)
        instances = writing.create_many(self.entry, values, pointer=plural)
        reader = self.reader()
        items = reader.render_all(reader.by_ids([instance.pk for instance in instances]))
        for item, instance in zip(items, instances, strict=True):
            item.update(self.secrets(instance))
        if self.media != HAL:
            return answer(self.request, {plural: items}, status=self.created_status)
        links = {"self": {"href": self.entry.href}, "curies": CURIES, **self.collection_links(self.entry)}
        return answer(self.request, {"_links": links, "_embedded": {plural: items}}, status=self.created_status)

    # -- one resource -----------------------------------------------------------------------------------------------

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The resource as this caller may see it; 304 before anything is rendered; ``as_of`` reads the past."""
        query = request.query_params
        if "as_of" in query:
            return self.past(request, kwargs["key"])
        wrong = self._wrong(query) if query else None
        if wrong is None and conditional(request) and "explain" not in query:
            located = locate(self.entry, kwargs["key"], self.principal)
            unchanged = not_modified(request, etag(located, self.reader(), shape_of(request)), located.updated_at)
            if unchanged is not None:
                return unchanged
        located = locate(self.entry, kwargs["key"], self.principal, whole=self.reader())
        if wrong is not None:
            raise wrong
        return self.representation(located, include=include_parameter(query), explain=query.get("explain"))

    def _wrong(self, query: Any) -> errors.Problem | None:
        """What is wrong with the query, to be told once it is sure that the resource is there."""
        try:
            filters.refuse_unknown(query, SINGLE)
            Includes(self.entry, include_parameter(query), limits=self.include_limits)
        except errors.Problem as problem:
            return problem
        return None

    def update(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """PUT: the whole resource anew; optional members left out get their default."""
        return self._change(request, kwargs["key"], partial=False)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """PATCH: only the members given; a translation with ``Content-Language``."""
        return self._change(request, kwargs["key"], partial=True)

    def _change(self, request: Request, key: str, *, partial: bool) -> Any:
        located = locate(self.entry, key, self.principal, access.UPDATE)
        serializer = self.get_serializer(partial=partial)
        prime(serializer, [request.data], written=located.id)
        filters.refuse_unknown(request.query_params, ())
        written_in = language.content_language(request.headers.get("Content-Language"))
        values, wrong = read_one(serializer, request.data)
        if wrong:
            raise errors.ValidationProblem(wrong)
        if not partial:
            values = replacement(self.entry, serializer, values)
        version = if_match(request.headers.get("If-Match"), located)
        instance, _changed = writing.change(self.entry, located.id, values, language=written_in, if_version=version)
        return self.representation(self._fresh(instance.pk), extra=self.secrets(instance))

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Remove it: 204, or 409 while something refers to it."""
        located = locate(self.entry, kwargs["key"], self.principal, self.entry.removal)
        filters.refuse_unknown(request.query_params, ())
        writing.delete(self.entry, located.id, if_version=if_match(request.headers.get("If-Match"), located))
        return nothing()

    # -- shared -----------------------------------------------------------------------------------------------------

    def check_kind(self) -> None:
        """403 for a kind that the caller's role does not reach at all."""
        if not access.may_use(self.principal, self.entry):
            raise errors.Forbidden(_("This takes the role {role}.").format(role=self.entry.reader))

    def secrets(self, instance: Any) -> dict[str, Any]:
        """Members shown once: when they are made."""
        return dict(getattr(instance, "secrets", {}))

    def _fresh(self, pk: int) -> Located:
        return locate(self.entry, str(pk), self.principal, whole=self.reader())

    def representation(
        self,
        located: Located,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
        include: str = "",
        explain: str | None = None,
        extra: dict[str, Any] | None = None,
    ) -> Any:
        """The resource with its validators."""
        includes = Includes(self.entry, include, limits=self.include_limits)
        reader = self.reader()
        rows = [(located.row, located.level)] if located.row is not None else reader.by_ids([located.id])
        if not rows:
            raise errors.NotFoundProblem()
        items = reader.render_all(rows)
        includes.fill(self, reader, items, [row for row, _level in rows])
        item = {**items[0], **(extra or {})}
        if explain is not None:
            item["_explain"] = explanation(self.entry, self.principal, located, explain)
            return answer(self.request, item, status=status)
        found = validators(etag(located, reader, shape_of(self.request)), located.updated_at)
        return answer(self.request, item, status=status, headers={**found, **(headers or {})})
