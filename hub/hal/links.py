"""Links of a resource as one table: relation, place, method and the right it takes.

The serializer and the compiled read path both read this table, so that no link is written twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from hub import access
from hub.registry import Entry, camel, subs

CURIES = [{"name": "hub", "href": "/docs/relations/{rel}", "templated": True}]


@dataclass(frozen=True, slots=True)
class LinkSpec:
    """One link that hangs on a resource; ``level`` is the object right it takes, ``changes`` whether scope and role
    must allow changes too. An absent ``method`` means GET. With ``where`` it is there only on rows whose column of that
    name is not empty; ``otherwise`` says what is lacking on others."""

    relation: str
    suffix: str
    method: str = ""
    level: int = access.READ
    changes: bool = False
    role: str = access.OPERATOR
    where: str = ""
    otherwise: Any = ""

    def at(self, href: str) -> dict[str, Any]:
        """The link object on the resource that stands at ``href``."""
        link: dict[str, Any] = {"href": href + self.suffix}
        if self.method:
            link["method"] = self.method
        return link


def relation_of(path: str) -> str:
    """The relation of a nested path: ``alternativeWorkplaces`` stays, ``a/b`` is joined in camel case."""
    head, *tail = path.split("/")
    return head + "".join(part[:1].upper() + part[1:] for part in tail)


@cache
def table(entry: Entry) -> tuple[LinkSpec, ...]:
    """All links of one resource of ``entry`` beside ``self``, references and state transitions."""
    specs = [LinkSpec(relation_of(child.name), f"/{child.name}", role=child.role) for child in entry.nested]
    for sub in subs(entry):
        specs.append(LinkSpec(sub.relation, sub.suffix))
        if not sub.always:  # where there is none yet, this is how one comes to be
            relation = f"update{sub.relation[:1].upper()}{sub.relation[1:]}"
            specs.append(LinkSpec(relation, sub.suffix, "PUT", access.UPDATE, True))
    specs += entry.further
    if entry.files is not None:
        specs.append(LinkSpec("download", "/download", where="file_key"))
    if "history" in entry.actions:
        specs.append(LinkSpec("history", "/history"))
    if "update" in entry.actions:
        specs.append(LinkSpec("update", "", "PATCH", access.UPDATE, True))
        specs.append(LinkSpec("replace", "", "PUT", access.UPDATE, True))
    if "delete" in entry.actions:
        specs.append(LinkSpec("delete", "", "DELETE", entry.removal, True))
    if "permissions" in entry.actions:
        specs.append(LinkSpec("permissions", "/permissions", level=access.PERMIT))
    return tuple(specs)


def state_relation(entry: Entry) -> str:
    """``updateToolAssemblyOrderState``."""
    assert entry.states is not None
    return entry.states.relation or f"update{camel('x_' + entry.name)[1:]}State"


def reference(target: Entry | None, key: Any, title: str | None, embeddable: bool = True) -> dict[str, Any]:
    """The link object of a reference to the resource with id ``key``."""
    link: dict[str, Any] = {"href": target.of(key) if target else str(key)}
    if title:
        link["title"] = title
    link["embeddable"] = embeddable
    return link


def title(*parts: Any) -> str:
    """A resource's title out of its title columns; empty ones are left out."""
    return " ".join(str(part) for part in parts if part not in (None, ""))


def actions_mark(level: int, may_write: bool) -> str:
    """The set of actions offered, as the letters that stand in an ETag (``udp``, ``r`` for none)."""
    mark = ""
    if may_write:
        mark += ("u" if level >= access.UPDATE else "") + ("d" if level >= access.DELETE else "")
    return mark + ("p" if level >= access.PERMIT else "") or "r"
