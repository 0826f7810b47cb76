"""The past over HTTP: ``/history``, ``/history/{version}``, ``?as_of=`` and the way back (``restore``).

Who may read a resource may read its past; a deleted one keeps its history for those who could read it at that moment.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from hub import access, errors, filters, past, restoring
from hub.fields.timestamp import TimestampField
from hub.hal.links import CURIES
from hub.hal.plan import HAL
from hub.registry import Entry
from hub.viewsets import paging
from hub.viewsets.answers import answer
from hub.viewsets.bulk import flag
from hub.viewsets.collection import CollectionMixin
from hub.viewsets.include import Includes, include_parameter
from hub.viewsets.locating import if_match, key_filter, locate


class HistoryMixin(CollectionMixin):
    """Versions of one resource."""

    @property
    def holder(self) -> Entry:
        """Whose rights count: its own, or of what it hangs on."""
        return self.entry

    def history(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The versions, newest first, each with what it changed."""
        query = request.query_params
        key, level = self._find(kwargs["key"])
        filters.refuse_unknown(query, ("page", "per_page"))
        wanted = paging.page_request(query, b"history")
        rows = past.versions(self.entry, key)
        total = rows.count()
        shown = [] if wanted.beyond else list(rows[wanted.offset : wanted.offset + wanted.size + 1])
        items = self._items(key, shown, wanted.size, level)
        page = paging.Page(items, total, wanted)
        links = page.links(request.path, query)
        data: dict[str, Any] = {"pagination": {**page.figures(), **links}}
        if self.media == HAL:
            self_link = {"self": {"href": request.get_full_path()}, "curies": CURIES}
            hrefs = {relation: {"href": href} for relation, href in links.items()}
            data = {"_links": {**self_link, **hrefs}, "_embedded": {"history": items}, **data}
        else:
            data = {"history": items, **data}
        return answer(request, data, headers=page.headers(links), tagged=True)

    def version(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The whole representation as it was in one version."""
        query = request.query_params
        key, level = self._find(kwargs["key"])
        row = self._version(key, kwargs["version"])
        filters.refuse_unknown(query, ("include", "embed"))
        data = self._state(row, include_parameter(query), row.history_date)
        if self.media == HAL:
            href = self._href(key, row.version)
            data["_links"]["self"] = {"href": href}
            if self._restorable(row, level):
                data["_links"]["restore"] = {"href": f"{href}/restore", "method": "POST"}
        return answer(request, data, tagged=True)

    def restore(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Write the resource back to a version, as a new one; ``dry_run=true`` lists the conflicts only."""
        key, level = self._find(kwargs["key"])
        row = self._version(key, kwargs["version"])
        if not access.may_change(self.principal, self.entry) or level < access.UPDATE:
            raise errors.Forbidden(extra={"needs": "update"})
        if row.event == "delete":
            raise errors.NotFoundProblem()
        filters.refuse_unknown(request.query_params, ("dry_run",))
        if flag(request.query_params.get("dry_run")):
            return answer(request, {"conflicts": restoring.conflicts(self.entry, row)})
        restoring.restore(self.entry, row, if_version=self._demanded(key))
        return self.representation(self._fresh(key))  # type: ignore[attr-defined]

    def past(self, request: Request, key: str) -> Any:
        """``?as_of=``: the representation of that moment."""
        query = request.query_params
        number, _level = self._find(key)
        filters.refuse_unknown(query, ("as_of", "include", "embed", "explain"))
        if "explain" in query:
            raise errors.BadParameter("explain", _("The past offers no actions."))
        moment = _moment(query["as_of"])
        row = self._then(number, moment)
        if row is None:
            raise errors.NotFoundProblem()
        data = self._state(row, include_parameter(query), moment)
        if self.media == HAL:
            data["_links"]["self"] = {"href": request.get_full_path()}
        return answer(request, data, tagged=True)

    def _demanded(self, key: int) -> int | None:
        """The version that If-Match insists on; what is gone has none."""
        header = self.request.headers.get("If-Match")
        if header is None:
            return None
        try:
            version = if_match(header, self._fresh(key))  # type: ignore[attr-defined]
        except errors.NotFoundProblem as exc:
            raise errors.PreconditionFailed() from exc
        if version == 0:
            raise errors.PreconditionFailed()
        return version

    # -- steps ------------------------------------------------------------------------------------------------------

    def _find(self, text: str) -> tuple[int, int]:
        """Id and level of a resource that lives, or of one that is gone for whom could read it then."""
        try:
            located = locate(self.holder, text, self.principal)
            return located.id, located.level
        except errors.NotFoundProblem:
            if not access.may_use(self.principal, self.holder):
                raise
            name, value = next(iter(key_filter(self.holder, text).items()))
            row = past.find_deleted(self.holder, "id" if name == "pk" else name, value)
            if row is None:
                raise
            rows = [(row.id, row.tenant_id)]
            level = access.provider().levels_when_deleted(self.principal, self.holder.name, rows).get(row.id, 0)
            if level < access.READ:
                raise
            return row.id, level

    def _then(self, key: int, moment: datetime) -> Any:
        return past.at_moment(self.entry, key, moment)

    def _version(self, key: int, text: str) -> Any:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
        row = past.at_version(self.entry, key, number)
        if row is None:
            raise errors.NotFoundProblem()
        return row

    def _href(self, key: int, version: int) -> str:
        return f"{self.entry.of(key)}/history/{version}"

    def _restorable(self, row: Any, level: int) -> bool:
        changeable = "update" in self.entry.actions and access.may_change(self.principal, self.entry)
        return changeable and level >= access.UPDATE and row.event != "delete"

    def _items(self, key: int, rows: list[Any], size: int, level: int) -> list[dict[str, Any]]:
        """One item per version; the row after the last shown only tells what that one changed."""
        items, told = [], []
        for place, row in enumerate(rows[:size]):
            before = rows[place + 1] if place + 1 < len(rows) else None
            found = past.changes(self.entry, row, before)
            told += found
            item: dict[str, Any] = {}
            if self.media == HAL:
                href = self._href(key, row.version)
                item["_links"] = {"self": {"href": href}}
                if self._restorable(row, level):
                    item["_links"]["restore"] = {"href": f"{href}/restore", "method": "POST"}
            items.append({**item, **who(row), "changes": found})
        past.name_references(self.entry, told)
        return items

    def _state(self, row: Any, include: str, moment: datetime) -> dict[str, Any]:
        tree = Includes(self.entry, include).tree
        settings: dict[str, Any] = {"media": self.media, "language": self.language, "moment": moment}
        whole = past.representation(self.entry, row, **settings)
        inner = past.embedded(self.entry, row, tree, **settings, may_read=self._may_read)
        return past.attach(whole, inner, self.media)

    def _may_read(self, target: Any, keys: list[int]) -> set[int]:
        return {row[0] for row, _level in self.reader(target).by_ids(keys)}


def who(row: Any) -> dict[str, Any]:
    """Version and event of a row of history, and whose doing it was."""

    def named(prefix: str) -> dict[str, Any] | None:
        key = getattr(row, f"history_{prefix}_id")
        return None if key is None else {"id": key, "name": getattr(row, f"history_{prefix}_name")}

    return {
        "version": row.version,
        "event": row.event,
        "changed_at": row.history_date,
        "user": named("user"),
        "client": named("client"),
        "api_key": named("api_key"),
        "request_id": row.history_request_id,
    }


def _moment(text: str) -> datetime:
    try:
        moment: datetime = TimestampField().run_validation(text.replace(" ", "+"))
    except serializers.ValidationError as exc:
        raise errors.BadParameter("as_of", _("Expected a timestamp with a zone.")) from exc
    if moment > datetime.now(UTC):
        raise errors.BadParameter("as_of", _("This moment lies in the future."))
    return moment
