"""The base view set of what hangs on a resource: ``GET/PUT/PATCH/DELETE {resource}/{id}/{name}``, its history, and many
at once where its entry says so.

Reading takes the right to read the resource, changing that to change it. ETag and Last-Modified are its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.request import Request

from hub import access, errors, filters, past, store, subs
from hub.batch import Element
from hub.hal.reference import Resolver, key_of
from hub.recording import plan_of
from hub.registry import Entry, Sub
from hub.sub_batch import SubBatch
from hub.viewsets.answers import answer, not_modified, nothing, shape_of, validators
from hub.viewsets.bodies import defaults, prime, read_one, replacement
from hub.viewsets.bulk import carry_out, elements_of, flag, version_of
from hub.viewsets.history import HistoryMixin
from hub.viewsets.include import Includes, include_parameter
from hub.viewsets.locating import Located, etag, if_match, locate
from hub.viewsets.swift import Swift

SINGLE = ("include", "embed", "as_of")


class SubViewSet(HistoryMixin):
    """One sub-resource over HTTP, as its entry describes it; or several of one shape, ``kinds`` with their serializers
    and, where they are listed, filter sets.

    ``asked`` are query parameters of its own, each with what it asks for and its schema.
    """

    entry: Sub
    kinds: tuple[tuple[Any, ...], ...] = ()
    filterset_class: Any = None
    lookup_field = "key"
    asked: dict[str, tuple[str, dict[str, Any]]] = {}

    @classmethod
    def each(cls) -> list[type[SubViewSet]]:
        """The view set of each kind."""
        same = {"__doc__": cls.__doc__, "__module__": cls.__module__}
        names = ("entry", "serializer_class", "filterset_class")
        members: list[dict[str, Any]] = [{**dict(zip(names, parts, strict=False)), **same} for parts in cls.kinds]
        return [type(cls.__name__, (cls,), one) for one in members] or [cls]

    @property
    def holder(self) -> Entry:
        return self.entry.holder

    def get_queryset(self) -> Any:
        return self.entry.model.objects.none()

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "resolver": Resolver()}

    # -- reading ----------------------------------------------------------------------------------------------------

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """What hangs on the resource; 304 before anything is rendered; ``as_of`` reads the past."""
        query = request.query_params
        if "as_of" in query:
            return self.past(request, kwargs["key"])
        located, row = self.located(kwargs["key"])
        if row is None and not self.entry.always:
            raise errors.NotFoundProblem()
        filters.refuse_unknown(query, (*SINGLE, *self.asked))
        Includes(self.entry, include_parameter(query), limits=self.include_limits)
        unchanged = not_modified(request, etag(located, self.reader(), shape_of(request)), located.updated_at)
        return unchanged or self.representation(located, include=include_parameter(query))

    def located(self, key: str, level: int = access.READ) -> tuple[Located, Any]:
        """Where it is (id and level are those of what it hangs on, the version is its own), and its row if any."""
        holder = locate(self.holder, key, self.principal, level)
        row = self.entry.model.objects.filter(pk=holder.id).values_list("version", "updated_at").first()
        version, updated_at = row or (store.current().last_version(plan_of(self.entry.model), holder.id), None)
        return Located(holder.id, holder.uuid, version, holder.tenant_id, updated_at, holder.level), row

    def representation(self, located: Located, *, status: int = 200, include: str = "", **headers: str) -> Any:
        """Its representation with its validators."""
        includes = Includes(self.entry, include, limits=self.include_limits)
        reader = self.reader()
        rows = reader.by_ids([located.id]) or reader.blanks([located.id])
        items = reader.render_all(rows)
        includes.fill(self, reader, items, [row for row, _level in rows])
        found = validators(etag(located, reader, shape_of(self.request)), located.updated_at)
        return answer(self.request, self.shown(items[0]), status=status, headers={**found, **headers})

    def shown(self, item: dict[str, Any]) -> dict[str, Any]:
        """``item`` as the query asks for it."""
        return item

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """All of them that the caller may read, with figures of those that were asked for."""
        if not access.may_use(self.principal, self.holder):
            raise errors.Forbidden(_("This takes the role {role}.").format(role=self.holder.reader))
        return self.collection(self.entry, base=self.entry.model.objects.all())

    # -- changing ---------------------------------------------------------------------------------------------------

    def update(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """PUT: all of it anew; 201 where it came to be."""
        return self._change(request, kwargs["key"], partial=False)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """PATCH: only the members given."""
        return self._change(request, kwargs["key"], partial=True)

    def _change(self, request: Request, key: str, *, partial: bool) -> Any:
        located, row = self.located(key, access.UPDATE)
        serializer = self.get_serializer(partial=partial and (row is not None or self.entry.always))
        prime(serializer, [request.data])
        filters.refuse_unknown(request.query_params, ())
        values, wrong = read_one(serializer, request.data)
        if wrong:
            raise errors.ValidationProblem(wrong)
        if not partial:
            values = replacement(self.entry, serializer, values)
        version = self._if_match(request, located, row)
        _instance, new = subs.write(self.entry, located.id, values, partial=partial, if_version=version)
        fresh, _row = self.located(str(located.id))
        if new and not self.entry.always:
            return self.representation(fresh, status=201, Location=self.entry.of(fresh.id))
        return self.representation(fresh)

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Take it away (204); what it hung on stays."""
        located, row = self.located(kwargs["key"], access.UPDATE)
        if row is None and not self.entry.always:
            raise errors.NotFoundProblem()
        filters.refuse_unknown(request.query_params, ())
        subs.remove(self.entry, located.id, if_version=self._if_match(request, located, row))
        return nothing()

    def bulk_update(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Many at once, each element as a PUT: 204 when all were written, 400 with a pointer to each bad element."""
        if not access.may_change(self.principal, self.holder):
            raise errors.Forbidden(extra={"needs": self.holder.writer})
        body = request.data
        filters.refuse_unknown(request.query_params, ("dry_run",))
        dry_run = flag(request.query_params.get("dry_run"))
        bodies = elements_of(self.entry, body)
        serializer = self.get_serializer()
        prime(serializer, bodies)
        swift, rest = Swift(serializer), defaults(self.entry, serializer)
        elements = [self._element(serializer, swift, rest, body, place) for place, body in enumerate(bodies)]
        return carry_out(request, SubBatch(self.entry, elements), dry_run=dry_run)

    def _element(
        self, serializer: Any, swift: Swift, rest: Callable[[], dict[str, Any]], body: Any, place: int
    ) -> Element:
        at = f"#/{self.entry.plural}/{place}"
        if not isinstance(body, dict):
            return Element(at, None, None, {}, [{"pointer": at, "code": "invalid", "detail": _("Expected an object.")}])
        wrong: list[dict[str, Any]] = []
        found = swift.read(body)
        if found is None:
            found, wrong = read_one(serializer, body, at=at)
        values = rest()
        values.update(found)
        version = version_of(body, at, wrong) if "version" in body else None
        named = body.get(self.entry.key)
        if named is None and isinstance(body.get("_links"), dict):
            named = body["_links"].get(self.entry.key)
        key = None if named is None else key_of(self.holder, named) or "?"
        return Element(at, str(key) if isinstance(key, UUID) else key, version, values, wrong)

    def _if_match(self, request: Request, located: Located, row: Any) -> int | None:
        """The version that If-Match insists on; what was never written has version 0."""
        header = request.headers.get("If-Match")
        if header is None:
            return None
        found = if_match(header, located)
        wild = found is None
        if (wild and row is None and not self.entry.always) or (found == 0 and f'"{located.id}-0-' not in header):
            raise errors.PreconditionFailed()
        if found is not None and found != located.version:
            raise errors.PreconditionFailed()
        return found

    # -- the past ---------------------------------------------------------------------------------------------------

    def _then(self, key: int, moment: datetime) -> Any:
        """Its history row at ``moment``; a blank where there always is one and its resource was there."""
        row = past.at_moment(self.entry, key, moment)
        if row is not None or not self.entry.always:
            return row
        holder = past.at_moment(self.holder, key, moment)
        return None if holder is None else past.blank(self.entry, holder)

    def _fresh(self, key: int) -> Located:
        return self.located(str(key))[0]

    def _state(self, row: Any, include: str, moment: datetime) -> dict[str, Any]:
        return self.shown(super()._state(row, include, moment))
