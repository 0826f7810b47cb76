"""How the description words things: names of resources, relations and rights."""

from __future__ import annotations

import re

from hub.access import NAMES
from hub.hal.links import LinkSpec
from hub.registry import Entry


def words(name: str) -> str:
    """``asset_status`` -> ``asset status``."""
    return name.replace("_", " ")


def a(name: str) -> str:
    return f"{'an' if name[:1] in 'aeio' else 'a'} {words(name)}"


def doc(entry: Entry) -> str:
    return " ".join((entry.viewset.__doc__ or "").split())


def says(entry: Entry, spec: LinkSpec) -> str:
    """What a link does and what it takes, in a sentence."""
    takes = [f"the right {NAMES[spec.level]}"] if spec.level > 1 else []
    if spec.changes:
        takes.append(f"the role {entry.writer}")
    what = spec.method or f"Its {relation_words(spec.relation)}"
    return f"{what}; takes {' and '.join(takes)}." if takes else f"{what}."


def relation_words(relation: str) -> str:
    """``alternativeWorkplaces`` -> ``alternative workplaces``."""
    return re.sub("[A-Z]", lambda letter: " " + letter[0].lower(), relation).replace("_", " ")
