"""A batch of what hangs on resources of one kind: each element replaces one or makes it, as one PUT would."""

from __future__ import annotations

from typing import Any, NamedTuple

from hub import errors, recording, store, subs
from hub.batch import Batch, Element
from hub.guarding import constraints
from hub.recording import plan_of
from hub.registry import Sub

#: What no body changes and no rule looks at.
_NOT_CHANGED = frozenset({"uuid", "created_at", "updated_at", "translations"})


class Owner(NamedTuple):
    """What an element hangs on, as far as it is needed."""

    pk: int
    tenant_id: int
    uuid: Any = None


class SubBatch(Batch):
    """Each element names what it hangs on; that is locked, and what hangs on it written."""

    entry: Sub

    def __init__(self, entry: Sub, elements: list[Element]) -> None:
        super().__init__(entry, elements)
        self.holder, self.member = entry.holder, entry.key
        self.new: set[int] = set()

    def _rows(self, keys: set[Any]) -> dict[Any, Any]:
        """Of what they hang on, identity and tenant are enough."""
        if all(type(key) is int for key in keys):
            locked = store.current().lock_rows(self.holder.model, keys)
            if len(locked) == len(keys):
                return {key: Owner(key, tenant) for key, (_version, tenant) in locked.items()}
        return super()._rows(keys)

    def _read(self, found: Any) -> Any:
        return [Owner(*row) for row in found.values_list("pk", "tenant_id", "uuid")]

    def _check_rights(self) -> None:
        super()._check_rights()
        found = [element for element in self.elements if element.instance is not None]
        keys = [element.instance.pk for element in found]
        # Whoever writes one has locked what it hangs on, as this has: one lock for both is enough.
        rows = recording.by_ids(self.entry.model, keys, but=_NOT_CHANGED)
        self.new = set(keys) - set(rows)
        versions = store.current().last_versions(plan_of(self.entry.model), sorted(self.new))
        for element in found:
            owner = element.instance
            element.instance = rows.get(owner.pk) or subs.made_for(self.entry, owner, versions.get(owner.pk, 0))

    def _assign(self, element: Element) -> None:
        if self._is_overtaken(element):
            return
        new = element.instance.pk in self.new
        if self.entry.settle is not None:
            self._try(element, lambda: self._settle(element))
            if element.errors:
                return
        element.changed = subs.assign(self.entry, element.instance, element.values, new=new)
        if not element.changed:
            return
        rules = self.entry.rules
        try:
            if new and rules.create is not None:
                rules.create(element.instance)
            elif not new and rules.change is not None:
                rules.change(element.instance, element.changed)
        except errors.Problem as problem:
            self._take_over(element, problem)

    def _settle(self, element: Element) -> None:
        assert self.entry.settle is not None
        element.values = self.entry.settle(element.instance, element.values, False)

    def write(self) -> None:
        """Write new ones and changed ones, each as a set."""
        changed = [element for element in self.elements if element.changed]
        made = [element.instance for element in changed if element.instance.pk in self.new]
        kept = [element for element in changed if element.instance.pk not in self.new]
        with constraints(self.entry):
            store.current().insert_many(self.entry.model, made)
            written = store.current().update_many(self.entry.model, self._changes(kept), locked=True)
        if len(written) != len(kept):
            raise errors.Conflict("stale")
        for element in changed if self.entry.rules.written is not None else ():
            subs.written(self.entry, element.instance, "create" if element.instance.pk in self.new else "update")
