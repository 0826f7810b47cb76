"""Texts that stand apart from what they describe: FORCE Bridge knows them as literals with their translations."""

from __future__ import annotations

from collections.abc import Callable

from hub import context

from ..resource import Body, Relation
from ..values import hexed


def literal(source: str) -> Callable[[Body], Body]:
    """The text of a member in the caller's language, as the one translation of it."""

    def made(item: Body) -> Body:
        text = item.get(source)
        translations = [{"language": context.current().language, "translation": text}] if text else []
        return {"id": hexed(item["uuid"]), "translations": translations}

    return made


DESCRIPTION = Relation(name="description", at="/description", shaped=literal("description"))
