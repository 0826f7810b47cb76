"""The one way in: create, change, delete and transition of a registered resource, for every door.

Each function checks the caller's right, runs the stem's rules, locks the row, and writes row, version, history, outbox
and rights in one transaction. The caller is the principal of the current context; without one the hub itself acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from hub import access, context, errors, linking
from hub.guarding import check_moves, check_version, constraints, lock, require
from hub.language import DEFAULT_LANGUAGE
from hub.registry import Entry
from hub.uniqueness import unique_errors

Values = dict[str, Any]


def create(entry: Entry, values: Values) -> Any:
    """Write one new resource; the creator owns it. Raises a validation problem or a conflict."""
    return create_many(entry, [values])[0]


def create_many(entry: Entry, batch: Sequence[Values], *, pointer: str | None = None) -> list[Any]:
    """Write several new resources or none. ``pointer`` is the name of the list in the body, for errors in a batch."""
    principal = context.current().principal
    if principal is not None and not access.may_change(principal, entry):
        raise errors.Forbidden(_("Your role or scope does not let you create this."))
    if entry.rules.make is not None:
        return _make_many(entry, batch)
    with transaction.atomic():
        instances, joined = _drafts(entry, batch, pointer)
        _refuse_repeated(entry, instances, None, pointer)
        with constraints(entry):
            for instance in instances:
                instance.save(force_insert=True)
        if principal is not None:
            access.provider().created(principal, instances)
        for instance, links in zip(instances, joined, strict=True):
            for child, targets in links:
                linking.join(instance, child, targets)
            _written(entry, instance, "create")
    return instances


def _drafts(entry: Entry, batch: Sequence[Values], pointer: str | None) -> tuple[list[Any], list[Any]]:
    """What is to be made, checked by the rules, and the links of each; all that is refused is told by its place."""
    principal = context.current().principal
    instances, joined = [], []
    wrong: list[errors.Error] = []
    for place, values in enumerate(batch):
        own, links = linking.split(entry, values)
        joined.append(links)
        instance = entry.model(**own)
        if principal is not None:
            instance.tenant_id = principal.tenant_id
        try:
            if entry.rules.create is not None:
                entry.rules.create(instance)
            check_moves(entry, instance, None)
        except errors.ValidationProblem as problem:
            if pointer is None:
                raise
            wrong += _below(f"#/{pointer}/{place}", problem)
        instances.append(instance)
    if wrong:
        raise errors.ValidationProblem(wrong, bulk=True)
    return instances, joined


def _below(at: str, problem: errors.Problem) -> list[errors.Error]:
    """The errors of one element, pointing to where it stands in the body."""
    return [
        {**error, "pointer": at + str(error.get("pointer", "#")).removeprefix("#")} for error in problem.errors or ()
    ]


def _make_many(entry: Entry, batch: Sequence[Values]) -> list[Any]:
    """New instances of a kind that makes its own; what is shown once stands in ``secrets`` of each."""
    assert entry.rules.make is not None
    instances = []
    with transaction.atomic():
        for values in batch:
            with constraints(entry):
                instance, instance_secrets = entry.rules.make(dict(values))
            instance.secrets = instance_secrets
            instances.append(instance)
    return instances


def change(
    entry: Entry,
    key: int,
    values: Values,
    *,
    language: str = DEFAULT_LANGUAGE,
    if_version: int | None = None,
    locked: Any = None,
) -> tuple[Any, bool]:
    """Change members of one resource; returns it and whether anything changed. Nothing changed writes nothing."""
    with transaction.atomic():
        instance = locked if locked is not None else lock(entry, key)
        require(entry, instance, access.UPDATE)
        check_version(instance, if_version)
        values, links = linking.split(entry, values)
        taken = entry.rules.take is not None and entry.rules.take(instance, values)
        for child, targets in links:
            taken = linking.relink(entry, instance, child, targets) or taken
        changed = assign(entry, instance, values, language)
        if not changed:
            if taken and links:
                _written(entry, instance, "update")
            return instance, taken
        if entry.rules.change is not None:
            entry.rules.change(instance, changed)
        check_moves(entry, instance, changed)
        _refuse_repeated(entry, [instance], changed, None)
        with constraints(entry):
            instance.save(force_update=True)
        _written(entry, instance, "update")
        return instance, True


def delete(entry: Entry, key: int, *, if_version: int | None = None) -> None:
    """Remove one resource; refused (``in_use``) while something still refers to it."""
    with transaction.atomic():
        instance = lock(entry, key)
        require(entry, instance, entry.removal)
        check_version(instance, if_version)
        if entry.rules.delete is not None:
            entry.rules.delete(instance)
        _written(entry, instance, "delete")
        access.provider().removed([instance])
        try:
            instance.delete()
        except (models.ProtectedError, models.RestrictedError) as exc:
            raise errors.InUse() from exc


def transition(entry: Entry, key: int, code: str, values: Values, *, if_version: int | None = None) -> Any:
    """Move a resource to the state ``code``: repeating the current one does nothing, an illegal one is a conflict."""
    machine = entry.states
    assert machine is not None
    with transaction.atomic():
        instance = lock(entry, key)
        require(entry, instance, machine.level)
        check_version(instance, if_version)
        state = getattr(instance, machine.field)
        if code == state:
            return instance
        legal = [target for target, _title in machine.targets(state, instance.tenant_id)]
        if code not in legal:
            raise errors.IllegalTransition(state, legal)
        if machine.enter is not None:
            machine.enter(instance, code, values)
        setattr(instance, machine.field, code)
        instance.save(force_update=True)
        _written(entry, instance, "update")
        return instance


# -- the steps --------------------------------------------------------------------------------------------------------


def assign(entry: Entry, instance: Any, values: Values, language: str) -> set[str]:
    """Put ``values`` on the instance; returns the names of the members that differ now."""
    plain, translations = _translated(entry, values, language)
    changed = set()
    model: Any = type(instance)
    keys = _keys(model)
    for name, value in plain.items():
        key = keys.get(name)
        if key is None:
            differs = getattr(instance, name) != value
        else:  # by its key: the row referred to is not read for that
            differs = getattr(instance, key) != (None if value is None else value.pk)
        if differs:
            setattr(instance, name, value)
            changed.add(name)
    if translations:
        before = dict(instance.translations or {})
        after = {**before, language: {**before.get(language, {}), **translations}}
        if after != before:
            instance.translations = after
            changed.add("translations")
    return changed


@cache
def _keys(model: Any) -> dict[str, str]:
    """The columns of foreign keys by name."""
    return {field.name: field.attname for field in model._meta.concrete_fields if field.is_relation}


def _translated(entry: Entry, values: Values, language: str) -> tuple[Values, Values]:
    """Values of translatable members go to the translation when the body is in another language."""
    if language == DEFAULT_LANGUAGE or not entry.translatable:
        return values, {}
    translations = {name: value for name, value in values.items() if name in entry.translatable}
    return {name: value for name, value in values.items() if name not in translations}, translations


def _refuse_repeated(entry: Entry, instances: Sequence[Any], changed: set[str] | None, pointer: str | None) -> None:
    found = unique_errors(entry, instances, changed)
    if not found:
        return
    prefix = (lambda place: f"#/{pointer}/{place}") if pointer else (lambda place: "#")
    raise errors.ValidationProblem(
        [{"pointer": f"{prefix(place)}/{name}", "code": "unique", "detail": detail} for place, name, detail in found],
        bulk=pointer is not None,
    )


def _written(entry: Entry, instance: Any, event: str) -> None:
    if entry.rules.written is not None:
        entry.rules.written(instance, event)
