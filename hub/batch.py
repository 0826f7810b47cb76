"""A batch of changes to one kind: found, locked, checked and written together, with the effect of one by one.

Rows are locked in the order of their ids, so that two batches never wait for each other in a circle.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hub import access, context, errors, guarding, linking, store, writing
from hub.hal.reference import parse_key
from hub.language import DEFAULT_LANGUAGE
from hub.registry import Entry, Nested
from hub.uniqueness import unique_errors

Error = dict[str, Any]


@dataclass(slots=True)
class Element:
    """One element: where it stands in the body, its key and version as given, its values, and what is wrong with it."""

    at: str
    key: Any
    version: int | None
    values: dict[str, Any]
    errors: list[Error] = field(default_factory=list)
    instance: Any = None
    changed: set[str] = field(default_factory=set)
    links: list[tuple[Nested, list[Any]]] = field(default_factory=list)
    refusal: str = ""

    def refuse(self, code: str, detail: str, member: str = "", refusal: str = "invalid") -> None:
        self.refusal = self.refusal or refusal
        self.errors.append({"pointer": self.at + (f"/{member}" if member else ""), "code": code, "detail": detail})

    def result(self) -> dict[str, Any]:
        """What a dry run tells about it."""
        outcome = "changed" if self.changed or self.links else "unchanged"
        if self.errors:
            outcome = self.refusal or "invalid"
        key = self.instance.pk if self.instance is not None else self.key
        return {"pointer": self.at, "id": key, "result": outcome, "errors": self.errors}


class Batch:
    """Changes to several resources of one kind by the current principal.

    ``holder`` is the kind whose rows are named and locked and whose rights count, ``member`` is where an element names
    its row.
    """

    member = "id"

    def __init__(self, entry: Entry, elements: Sequence[Element]) -> None:
        self.entry, self.holder, self.elements = entry, entry, elements
        self.principal = context.current().principal

    def check(self) -> None:
        """Find and lock the rows, then collect on each element what stands against it."""
        self._find()
        self._check_rights()
        for element in self.elements:
            if element.instance is not None and not element.errors:
                self._assign(element)
        self._check_unique()

    def write(self) -> None:
        """Write what changed, set-based: rows, history, outbox. Call only when no element has errors."""
        changed = [element for element in self.elements if element.changed]
        with guarding.constraints(self.entry):
            written = store.current().update_many(self.entry.model, self._changes(changed), locked=True)
        if len(written) != len(changed):
            raise errors.Conflict("stale")
        moved = [element.instance for element in changed if access.moves_rights(self.entry.model, element.changed)]
        access.provider().related(moved)
        for element in self.elements:
            self._try(element, lambda: self._settle_links(element))  # noqa: B023 - called at once
        self._check_trees(changed)
        wrong = [error for element in self.elements for error in element.errors]
        if wrong:
            raise errors.ValidationProblem(wrong, bulk=True)

    def _settle_links(self, element: Element) -> None:
        for child, targets in element.links:
            linking.relink(self.entry, element.instance, child, targets)
        if (element.changed or element.links) and self.entry.rules.written is not None:
            self.entry.rules.written(element.instance, "update")

    def _check_trees(self, changed: list[Element]) -> None:
        """Two elements together may bend a tree into a circle that neither sees alone: look again at what stands."""
        own = {f.name for f in self.entry.model._meta.concrete_fields if f.related_model is self.entry.model}
        rule = self.entry.rules.change
        for element in changed:
            names = element.changed & own
            if names and rule is not None:
                fresh = self.entry.model.objects.get(pk=element.instance.pk)
                self._try(element, lambda: rule(fresh, names))  # noqa: B023 - called at once

    def _changes(self, elements: Sequence[Element]) -> list[dict[str, Any]]:
        """What ``update_many`` takes for ``elements``."""
        attnames = {field.name: field.attname for field in self.entry.model._meta.concrete_fields}
        rows = []
        for element in elements:
            instance = element.instance
            row = {"id": instance.pk, "version": instance.version}
            for name in element.changed:
                row[attnames[name]] = getattr(instance, attnames[name])
            rows.append(row)
        return rows

    def _find(self) -> None:
        keys = [parse_key(element.key) for element in self.elements]
        rows = self._rows({key for key in keys if key is not None})
        counts = Counter([rows[key].pk for key in keys if key in rows])
        twice = {key for key, count in counts.items() if count > 1}
        for element, key in zip(self.elements, keys, strict=True):
            if element.errors and any(error["pointer"] == element.at for error in element.errors):
                continue  # it is no object at all
            if element.key is None:
                element.refuse("required", _("This field is required."), self.member)
            elif key is None or key not in rows:
                element.refuse("not_found", _("There is no such {name}.").format(name=self._word), self.member)
            elif rows[key].pk in twice:
                element.refuse("duplicate", _("This one stands in the list twice."), self.member)
            else:
                element.instance = rows[key]

    def _rows(self, keys: set[Any]) -> dict[Any, Any]:
        """The rows that ``keys`` name, locked, by id and by UUID."""
        rows: dict[Any, Any] = {}
        for column, kind in (("pk", int), ("uuid", uuid.UUID)):
            wanted = sorted({key for key in keys if isinstance(key, kind)})
            if wanted:
                found = self.holder.model.objects.filter(**{f"{column}__one_of": wanted}).order_by("pk")
                for row in self._read(found.select_for_update()):
                    rows[row.pk] = rows[row.uuid] = row
                if self.principal is not None and not rows.keys() >= set(wanted):
                    # What may be read, but is not of this tenant, cannot be locked where the database has policies.
                    for row in self._read(found.exclude(tenant_id=self.principal.tenant_id)):
                        rows[row.pk] = rows[row.uuid] = row
        return rows

    def _read(self, found: Any) -> Any:
        """The rows of the queryset ``found``, as far as they are needed."""
        return found

    @property
    def _word(self) -> str:
        return self.holder.name.replace("_", " ")

    def _check_rights(self) -> None:
        if self.principal is None:
            return
        rows = [(e.instance.pk, e.instance.tenant_id) for e in self.elements if e.instance is not None]
        levels = access.provider().levels(self.principal, self.holder.name, rows)
        may_change = access.may_change(self.principal, self.holder)
        for element in self.elements:
            if element.instance is None:
                continue
            held = levels.get(element.instance.pk, access.NONE)
            if held < access.READ:
                element.instance = None
                element.refuse("not_found", _("There is no such {name}.").format(name=self._word), self.member)
            elif held < access.UPDATE or not may_change:
                element.refuse("forbidden", _("You may not change this."), refusal="forbidden")

    def _assign(self, element: Element) -> None:
        if self._is_overtaken(element):
            return
        values, links = linking.split(self.entry, element.values)
        element.links = [(child, rows) for child, rows in links if linking.differs(element.instance, child, rows)]
        element.changed = writing.assign(self.entry, element.instance, values, DEFAULT_LANGUAGE)
        if element.changed and self.entry.rules.change is not None:
            self._try(element, lambda: self.entry.rules.change(element.instance, element.changed))  # type: ignore[misc]
        if element.changed:
            self._try(element, lambda: guarding.check_moves(self.entry, element.instance, element.changed))

    @staticmethod
    def _is_overtaken(element: Element) -> bool:
        """The element was made for another version, and is refused."""
        if element.version is None or element.version == element.instance.version:
            return False
        detail = _("It has version {version} now.").format(version=element.instance.version)
        element.refuse("conflict", detail, "version", refusal="conflict")
        return True

    def _try(self, element: Element, rule: Callable[[], Any]) -> None:
        try:
            rule()
        except errors.Problem as problem:
            self._take_over(element, problem)

    @staticmethod
    def _take_over(element: Element, problem: errors.Problem) -> None:
        for error in problem.errors or [{"pointer": "#", "code": problem.code, "detail": problem.detail}]:
            member = str(error.get("pointer", "#")).removeprefix("#").lstrip("/")
            refusal = "conflict" if problem.status_code == 409 else "invalid"
            element.refuse(error["code"], error["detail"], member, refusal=refusal)

    def _check_unique(self) -> None:
        ready = [element for element in self.elements if element.changed and not element.errors]
        if not ready:
            return
        changed = set().union(*(element.changed for element in ready))
        for place, member, detail in unique_errors(self.entry, [element.instance for element in ready], changed):
            ready[place].refuse("unique", detail, member, refusal="conflict")
