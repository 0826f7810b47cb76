"""What happens to rights when objects come and go: the creator owns, and with an object its grants go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from hub import access, store
from hub.access import Principal
from permissions.models.grant import Grant
from permissions.rules import inheritance, kinds


def owner_record(*, principal: Principal, instances: Sequence[Any]) -> None:
    """The creator of these new objects (all of one kind) holds ``permit`` on them; few statements for any number."""
    if not instances:
        return
    kind = kinds.of(instances[0])
    if not kinds.grantable(kind):
        return
    grants = [
        Grant(
            tenant_id=instance.tenant_id,
            object_kind=kind,
            object_id=instance.pk,
            right=access.PERMIT,
            user_id=principal.user_id,
        )
        for instance in instances
    ]
    store.current().insert_many(Grant, grants)
    for tenant_id, ids in _by_tenant(instances).items():
        inheritance.rebuild(tenant_id, kind, ids, fresh=True)


def objects_forget(*, instances: Sequence[Any]) -> None:
    """Rights on objects that are about to be deleted end, and their grants are taken back."""
    for kind in {kinds.of(instance) for instance in instances}:
        concerned = [instance for instance in instances if kinds.of(instance) == kind]
        if not kinds.grantable(kind):
            continue
        for tenant_id, ids in _by_tenant(concerned).items():
            inheritance.clear(tenant_id, kind, ids)
            with inheritance.settled():
                Grant.objects.filter(tenant_id=tenant_id, object_kind=kind, object_id__in=ids).delete()


def _by_tenant(instances: Sequence[Any]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for instance in instances:
        found[instance.tenant_id].append(instance.pk)
    return found
