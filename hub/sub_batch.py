"""A batch of what hangs on resources of one kind: each element replaces one or makes it, as one PUT would."""

from __future__ import annotations

from typing import Any

from hub import errors, store, subs
from hub.batch import Batch, Element
from hub.guarding import constraints
from hub.recording import plan_of
from hub.registry import Sub


class SubBatch(Batch):
    """Each element names what it hangs on; that is locked, and what hangs on it written."""

    entry: Sub

    def __init__(self, entry: Sub, elements: list[Element]) -> None:
        super().__init__(entry, elements)
        self.holder, self.member = entry.holder, entry.key
        self.new: set[int] = set()

    def _read(self, found: Any) -> Any:
        """Of what they hang on, identity and tenant are enough."""
        return found.values_list("pk", "uuid", "tenant_id", named=True)

    def _check_rights(self) -> None:
        super()._check_rights()
        found = [element for element in self.elements if element.instance is not None]
        keys = [element.instance.pk for element in found]
        # Whoever writes one has locked what it hangs on, as this has: one lock for both is enough.
        rows = {row.pk: row for row in self.entry.model.objects.filter(pk__one_of=keys or [0])}
        self.new = set(keys) - set(rows)
        versions = store.current().last_versions(plan_of(self.entry.model), sorted(self.new))
        for element in found:
            owner = element.instance
            element.instance = rows.get(owner.pk) or subs.made_for(self.entry, owner, versions.get(owner.pk, 0))

    def _assign(self, element: Element) -> None:
        if self._is_overtaken(element):
            return
        new = element.instance.pk in self.new
        self._try(element, lambda: self._settle(element))
        if element.errors:
            return
        element.changed = subs.assign(self.entry, element.instance, element.values, new=new)
        create, change = self.entry.rules.create, self.entry.rules.change
        if new and element.changed and create is not None:
            self._try(element, lambda: create(element.instance))
        elif element.changed and not new and change is not None:
            self._try(element, lambda: change(element.instance, element.changed))

    def _settle(self, element: Element) -> None:
        if self.entry.settle is not None:
            element.values = self.entry.settle(element.instance, element.values, False)

    def write(self) -> None:
        """Write new ones and changed ones, each as a set."""
        changed = [element for element in self.elements if element.changed]
        made = [element.instance for element in changed if element.instance.pk in self.new]
        kept = [element for element in changed if element.instance.pk not in self.new]
        with constraints(self.entry):
            store.current().insert_many(self.entry.model, made)
            changes = [self._row(element) for element in kept]
            written = store.current().update_many(self.entry.model, changes, locked=True)
        if len(written) != len(kept):
            raise errors.Conflict("stale")
        for element in changed:
            subs.written(self.entry, element.instance, "create" if element.instance.pk in self.new else "update")
