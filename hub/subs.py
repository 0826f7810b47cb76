"""The one way in for what hangs on a resource: written and removed under the right of what it hangs on.

There is nothing to own: whoever may change the resource may change this. The resource itself gets no new version.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from hub import access, errors, store, writing
from hub.guarding import check_version, constraints, lock, require
from hub.language import DEFAULT_LANGUAGE
from hub.recording import plan_of
from hub.registry import Sub

Values = dict[str, Any]


def find(sub: Sub, key: int) -> Any:
    """The row that hangs on the resource ``key``, or None."""
    return sub.model.objects.filter(pk=key).first()


def blank(sub: Sub, owner: Any) -> Any:
    """What there is before anything was written, or after it was removed: it has the last version there was."""
    return made_for(sub, owner, store.current().last_version(plan_of(sub.model), owner.pk))


def made_for(sub: Sub, owner: Any, version: int) -> Any:
    """An unwritten row for ``owner``, of which ``version`` was the last."""
    made = sub.model(pk=owner.pk, tenant_id=owner.tenant_id, version=version, **{f"{sub.key}_id": owner.pk})
    if isinstance(owner, models.Model):
        setattr(made, sub.key, owner)
    return made


def write(
    sub: Sub, key: int, values: Values, *, partial: bool = False, if_version: int | None = None
) -> tuple[Any, bool]:
    """Write ``values`` to what hangs on the resource ``key``, which comes to be when it is not there; with ``partial``
    they are merged into what is. Returns it and whether it was new. Nothing changed writes nothing."""
    with transaction.atomic():
        owner = lock(sub.holder, key)
        require(sub.holder, owner, access.UPDATE)
        instance = sub.model.objects.select_for_update().filter(pk=key).first()
        new = instance is None
        instance = blank(sub, owner) if new else instance
        check_version(instance, if_version)
        if sub.settle is not None:
            values = sub.settle(instance, values, partial)
        changed = assign(sub, instance, values, new=new)
        if not changed:
            return instance, False
        if new:
            if sub.rules.create is not None:
                sub.rules.create(instance)
        elif sub.rules.change is not None:
            sub.rules.change(instance, changed)
        with constraints(sub):
            instance.save(force_insert=new, force_update=not new)
        written(sub, instance, "create" if new else "update")
        return instance, new


def remove(sub: Sub, key: int, *, if_version: int | None = None) -> None:
    """Take away what hangs on the resource ``key``; 404 when there is nothing, unless there always is something."""
    with transaction.atomic():
        owner = lock(sub.holder, key)
        require(sub.holder, owner, access.UPDATE)
        instance = sub.model.objects.select_for_update().filter(pk=key).first()
        if instance is None and not sub.always:
            raise errors.NotFoundProblem()
        check_version(instance if instance is not None else blank(sub, owner), if_version)
        if instance is None:
            return
        if sub.rules.delete is not None:
            sub.rules.delete(instance)
        written(sub, instance, "delete")
        instance.delete()


def assign(sub: Sub, instance: Any, values: Values, *, new: bool) -> set[str]:
    """Put ``values`` on the row; the names of the members that differ now. A new one differs in itself, unless there
    always is one."""
    if not new or sub.always:
        return writing.assign(sub, instance, values, DEFAULT_LANGUAGE)
    for name, value in values.items():
        setattr(instance, name, value)
    return {*values, sub.key}


def written(sub: Sub, instance: Any, event: str) -> None:
    """Run the rule for what has been written."""
    if sub.rules.written is not None:
        sub.rules.written(instance, event)
