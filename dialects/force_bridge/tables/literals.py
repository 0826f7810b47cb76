"""Texts that stand apart from what they describe: FORCE Bridge knows them as literals with their translations.

The id of a literal is the UUID of what it describes with another version in it, one for each relation.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hub import context
from hub.language import DEFAULT_LANGUAGE, SUPPORTED

from ..resource import Body, Relation
from ..values import hexed

#: Where an item holds its texts in all languages, once they were looked up.
TEXTS = "_texts"
#: The version of the UUIDs of things, and what it becomes for each relation.
OWN, VERSIONS = "7", {"description": "8", "shortDescription": "9"}
_PLACE = 12


def text(name: str, *members: str) -> Relation:
    """The relation to the text of the first of ``members`` that has one."""
    return Relation(name=name, literal=members)


def literal_id(uuid: Any, relation: str) -> str:
    """The id of the literal that ``relation`` leads to."""
    return _with_version(hexed(uuid) or "", VERSIONS[relation])


def owner_of(ident: str) -> tuple[UUID, str] | None:
    """The UUID of what a literal describes, and the relation; None where it is the id of no literal."""
    try:
        digits = UUID(ident).hex
    except ValueError:
        return None
    relation = next((name for name, version in VERSIONS.items() if version == digits[_PLACE]), None)
    return (UUID(_with_version(digits, OWN)), relation) if relation is not None else None


def _with_version(digits: str, version: str) -> str:
    return digits[:_PLACE] + version + digits[_PLACE + 1 :]


def literal(item: Body, relation: Relation) -> Body:
    """The id, and the text in every language in which it was written; one that is in no language in particular is told
    in the caller's."""
    found = next((told for member in relation.literal if (told := _translations(item, member))), {})
    translations = [{"language": language, "translation": text} for language, text in found.items()]
    return {"id": literal_id(item["uuid"], relation.name), "translations": translations}


def _translations(item: Body, member: str) -> dict[str, str]:
    texts = item.get(TEXTS) or {}
    if member not in texts:
        return {context.current().language: item[member]} if item.get(member) else {}
    found = {DEFAULT_LANGUAGE: texts[member]}
    found |= {
        language: (texts["translations"] or {}).get(language, {}).get(member)
        for language in SUPPORTED
        if language != DEFAULT_LANGUAGE
    }
    return {language: one for language, one in found.items() if one}


DESCRIPTION = text("description", "description")
