"""Lines of a generated function that makes links: as objects, or written as JSON text at once.

The text is what the JSON writer makes of the objects, at half the cost; it is for answers that nobody looks into before
they are sent. Both come from the same table of links.
"""

from __future__ import annotations

from typing import Any

import orjson
from django.db import models

from hub.hal import links as link_table
from hub.hal.plan import Link, Plan, model_fields
from hub.registry import Entry


class Source:
    """Lines of one generated function and the objects that it names."""

    def __init__(self, entry: Entry, columns: tuple[str, ...], translating: bool) -> None:
        self.index = {name: place for place, name in enumerate(columns)}
        self.fields = dict(zip(columns, model_fields(entry, columns), strict=True))
        self.translating = translating
        self.names: dict[str, Any] = {
            "CURIES": link_table.CURIES,
            "TITLE": link_table.title,
            "JSON": as_json,
            "FRAGMENT": orjson.Fragment,
        }
        self.before: list[str] = []
        self.lines: list[str] = []

    def bind(self, thing: Any) -> str:
        name = f"N{len(self.names)}"
        self.names[name] = thing
        return name

    def kept(self) -> str:
        """The name of a dict that lives as long as one call."""
        name = f"k{len(self.before)}"
        self.before.append(f" {name} = {{}}")
        return name

    def at(self, column: str) -> str:
        return f"c{self.index[column]}"

    def is_text(self, column: str) -> bool:
        return isinstance(self.fields[column], (models.CharField, models.TextField))

    def translated(self, translations: str, field: str, value: str) -> str:
        return f"TR({self.at(translations)}, {field!r}, {value})"


def as_json(text: str) -> str:
    """``text`` as a JSON string."""
    return orjson.dumps(text).decode()


def _literal(text: str) -> str:
    """``text`` as it stands within an f-string."""
    return text.replace("{", "{{").replace("}", "}}")


def _title(source: Source, link: Link) -> str:
    parts = []
    for path in link.titles:
        field = path.rpartition("__")[2]
        text = source.at(path)
        if source.translating and link.translations and link.target and field in link.target.translatable:
            text = source.translated(link.translations, field, text)
        parts.append(text)
    if len(parts) == 1 and source.is_text(link.titles[0]):
        return f"{parts[0]} or ''"
    return f"TITLE({', '.join(parts)})"


def _hal_reference(source: Source, link: Link) -> None:
    prefix = (link.target.href if link.target else "") + "/"
    key, kept, place = source.at(link.column), source.kept(), f"L[{link.name!r}]"
    both = f"'href': {prefix!r} + str({key})"
    source.lines += [f"  if {key} is not None:", f"   x = {kept}.get({key})", "   if x is None:"]
    if link.titles:
        source.lines.append(f"    t = {_title(source, link)}")
        both = f"{{{both}, 'title': t, 'embeddable': True}} if t else {{{both}, 'embeddable': True}}"
    else:
        both = f"{{{both}, 'embeddable': True}}"
    source.lines += [f"    x = {kept}[{key}] = {both}", f"   {place} = x"]


def link_objects(source: Source, plan: Plan, *, references: bool = True) -> None:
    behind = f" + {plan.entry.suffix!r}" if plan.entry.suffix else ""
    source.lines.append(f"  h = {plan.entry.href + '/'!r} + str({source.at('id')}){behind}")
    source.lines.append("  L = {'self': {'href': h}, 'curies': CURIES}")
    for link in plan.links if references else ():
        _hal_reference(source, link)
    for tests, specs in _by_tests(source, plan.entry):
        source.lines += [f"  if {tests}:"] if tests else []
        source.lines += [f"  {' ' if tests else ''}{_object(spec)}" for spec in specs]
    if plan.entry.states is not None:
        state = source.at(plan.entry.states.field)
        relation = link_table.state_relation(plan.entry)
        source.lines.append(f"  S = {_reachable(plan.entry, state)}")
        source.lines.append(
            f"  if S: L[{relation!r}] = [{{'href': h + '/' + c, 'method': 'POST', 'name': c, 'title': t,"
            " 'embeddable': False} for c, t in S]"
        )


def _reachable(entry: Entry, state: str) -> str:
    """The states that this caller can move the row to."""
    assert entry.states is not None
    return f"targets.get({state}) if level >= {entry.states.level} and may_write and targets else None"


def _by_tests(source: Source, entry: Entry) -> list[tuple[str, list[link_table.LinkSpec]]]:
    """The links of the table in their order, those under one condition together."""
    found: list[tuple[str, list[link_table.LinkSpec]]] = []
    for spec in link_table.table(entry):
        tests = [f"level >= {spec.level}"] if spec.level > 1 else []
        tests += ["may_write"] if spec.changes else []
        tests += [source.at(spec.where)] if spec.where else []
        condition = " and ".join(tests)
        if not found or found[-1][0] != condition:
            found.append((condition, []))
        found[-1][1].append(spec)
    return found


def _object(spec: link_table.LinkSpec) -> str:
    suffix = f" + {spec.suffix!r}" if spec.suffix else ""
    method = f", 'method': {spec.method!r}" if spec.method else ""
    return f"L[{spec.relation!r}] = {{'href': h{suffix}{method}}}"


def plain_reference(source: Source, link: Link) -> str:
    """Sets a name to the reference and gives that name."""
    prefix = (link.target.href if link.target else "") + "/"
    key, kept, name = source.at(link.column), source.kept(), f"p{source.index[link.column]}"
    shown = f"{{'id': {key}, 'uuid': {source.at(link.uuid)}, 'href': {prefix!r} + str({key})}}"
    source.lines += [
        f"  {name} = None",
        f"  if {key} is not None:",
        f"   {name} = {kept}.get({key})",
        f"   if {name} is None: {name} = {kept}[{key}] = {shown}",
    ]
    return name


# -- written at once --------------------------------------------------------------------------------------------------


def link_text(source: Source, plan: Plan) -> None:
    """The same as ``link_objects``, with ``L`` a piece of JSON."""
    source.lines.append(f"  h = f'{plan.entry.href}/{{{source.at('id')}}}{plan.entry.suffix}'")
    pieces = ['{{"self":{{"href":"{h}"}},"curies":' + _literal(orjson.dumps(link_table.CURIES).decode())]
    pieces += [_text_of_reference(source, link) for link in plan.links]
    for place, (tests, specs) in enumerate(_by_tests(source, plan.entry)):
        text = "".join(_text_of(spec) for spec in specs)
        if tests:
            source.lines.append(f"  u{place} = f'{text}' if {tests} else ''")
        pieces.append(f"{{u{place}}}" if tests else text)
    if plan.entry.states is not None:
        pieces.append(_text_of_states(source, plan.entry))
    source.lines.append(f"  L = FRAGMENT(f'{''.join(pieces)}}}}}')")


def _text_of(spec: link_table.LinkSpec) -> str:
    method = f',"method":"{spec.method}"' if spec.method else ""
    return f',"{spec.relation}":{{{{"href":"{{h}}{spec.suffix}"{method}}}}}'


def _text_of_reference(source: Source, link: Link) -> str:
    prefix = (link.target.href if link.target else "") + "/"
    key, kept, name = source.at(link.column), source.kept(), f"l{source.index[link.column]}"
    begin, end = f',"{link.name}":{{{{"href":"{prefix}{{{key}}}"', ',"embeddable":true}}'
    source.lines += [f"  {name} = {kept}.get({key}) if {key} is not None else ''", f"  if {name} is None:"]
    if link.titles:
        source.lines += [
            f"   t = {_title(source, link)}",
            "   t = f',\"title\":{JSON(t)}' if t else ''",
            f"   {name} = {kept}[{key}] = f'{begin}{{t}}{end}'",
        ]
    else:
        source.lines.append(f"   {name} = {kept}[{key}] = f'{begin}{end}'")
    return f"{{{name}}}"


def _text_of_states(source: Source, entry: Entry) -> str:
    assert entry.states is not None
    state, relation = source.at(entry.states.field), link_table.state_relation(entry)
    one = '{{"href":"{h}/{JSON(c)[1:-1]}","method":"POST","name":{JSON(c)},"title":{JSON(t)},"embeddable":false}}'
    source.lines += [
        f"  S = {_reachable(entry, state)}",
        f"  s = ','.join([f'{one}' for c, t in S]) if S else ''",
        f"  s = f',\"{relation}\":[{{s}}]' if s else ''",
    ]
    return "{s}"
