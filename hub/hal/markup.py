"""JSON as HTML: every link can be clicked, a templated one has a form for its variables, an action has a button.

What is added stands in elements marked ``data-extra`` and shows its words by style sheet, so that the text of the page
is the JSON and nothing else.
"""

from __future__ import annotations

from typing import Any

import orjson
import uritemplate
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hub.hal.forms import PAGES

STEP = "  "
#: Members beside ``href`` whose text is an address.
ADDRESSES = frozenset({"first", "prev", "next", "last", "type", "instance"})
Links = dict[str, Any]


def text(value: Any) -> str:
    return orjson.dumps(value).decode()


def is_address(value: Any) -> bool:
    """Only addresses here and plain web addresses are made links; never a script."""
    if not isinstance(value, str):
        return False
    return (value.startswith("/") and not value.startswith("//")) or value.startswith(("http://", "https://"))


class Markup:
    """Writes one document. ``opened`` are the action links that have a form on the page: (method, href) to its id."""

    def __init__(self, opened: dict[tuple[str, str], str]) -> None:
        self.opened = opened

    def document(self, data: Any) -> SafeString:
        return mark_safe("".join(self._value(data, "", "", "")))  # noqa: S308 - every part was escaped

    def _value(self, value: Any, indent: str, name: str, owner: str) -> tuple[str, str]:
        """The JSON of ``value``, and what is added behind it."""
        if isinstance(value, dict):
            if isinstance(value.get("href"), str):
                return self._link(value), self._extra(value, name, owner)
            return self._object(value, indent), ""
        if isinstance(value, list):
            return self._list(value, indent, name, owner), ""
        return self._plain(value, name), ""

    def _object(self, value: dict[str, Any], indent: str) -> str:
        owner = _self(value)
        lines = []
        for name, member in value.items():
            if name == "_links" and isinstance(member, dict):
                shown = self._links(member, indent + STEP, owner), ""
            else:
                shown = self._value(member, indent + STEP, name, "")
            lines.append((f"{_key(name)}: {shown[0]}", shown[1]))
        return _block("{}", lines, indent)

    def _links(self, links: Links, indent: str, owner: str) -> str:
        lines = []
        for name, link in links.items():
            shown, extra = self._value(link, indent + STEP, name, owner)
            lines.append((f"{_key(name)}: {shown}", extra))
        return _block("{}", lines, indent)

    def _list(self, value: list[Any], indent: str, name: str, owner: str) -> str:
        return _block("[]", [self._value(item, indent + STEP, name, owner) for item in value], indent)

    def _plain(self, value: Any, name: str) -> str:
        if name in ADDRESSES and is_address(value):
            return _anchor(value, value)
        kind = "s" if isinstance(value, str) else "n"
        return format_html('<span class="{}">{}</span>', kind, text(value))

    # -- links ------------------------------------------------------------------------------------------------------

    def _link(self, link: Links) -> str:
        """A link object on one line."""
        parts = []
        for name, value in link.items():
            shown = self._href(link) if name == "href" else self._value(value, "", "", "")[0]
            parts.append(f"{_key(name)}: {shown}")
        return "{" + ", ".join(parts) + "}"

    @staticmethod
    def _href(link: Links) -> str:
        href = link["href"]
        if link.get("method", "GET") != "GET" or not is_address(href):
            return format_html('<span class="s">{}</span>', text(href))
        return _anchor(href, uritemplate.expand(href, {}) if link.get("templated") else href)

    def _extra(self, link: Links, relation: str, owner: str) -> str:
        """What one can do about a link besides clicking it."""
        method = link.get("method", "GET")
        if link.get("templated") and method == "GET":
            return _template_form(link["href"])
        if method == "GET" or relation in PAGES or not is_address(link["href"]):
            return ""
        form = self.opened.get((method, link["href"]))
        label = f"{method} {link.get('name', relation)}"
        if form is not None:
            return format_html(
                '<button type="button" data-extra data-opens="{}" data-label="{}" aria-label="{}"></button>',
                form,
                method,
                label,
            )
        if method == "DELETE" or relation == "restore" or "name" in link:
            return format_html(
                '<button type="button" data-extra data-method="{}" data-href="{}" data-label="{}" aria-label="{}">'
                "</button>",
                method,
                link["href"],
                method,
                label,
            )
        if owner:
            return format_html(
                '<a class="button" data-extra href="{}#{}" data-label="{}" aria-label="{}"></a>',
                owner,
                relation,
                method,
                label,
            )
        return ""


def _block(brackets: str, lines: list[tuple[str, str]], indent: str) -> str:
    """Lines between brackets; a comma stands before what is added to a line."""
    if not lines:
        return brackets
    last = len(lines) - 1
    rows = (
        f"{indent}{STEP}{shown}{',' if place < last else ''}{extra}\n" for place, (shown, extra) in enumerate(lines)
    )
    return f"{brackets[0]}\n{''.join(rows)}{indent}{brackets[1]}"


def _self(value: dict[str, Any]) -> str:
    link = value.get("_links", {}).get("self") if isinstance(value.get("_links"), dict) else None
    href = link.get("href") if isinstance(link, dict) else None
    return str(href) if is_address(href) else ""


def _key(name: str) -> str:
    return format_html('<span class="k">{}</span>', text(name))


def _anchor(shown: str, href: str) -> str:
    return format_html('"<a href="{}" rel="noreferrer">{}</a>"', href, text(shown)[1:-1])


def _template_form(template: str) -> str:
    """A form that fills in the variables of a URI template."""
    fields = format_html_join(
        "",
        '<label class="field" data-label="{0}"><input name="{0}" aria-label="{0}" autocomplete="off"></label>',
        ((name,) for name in uritemplate.variables(template)),
    )
    return format_html(
        '<details data-extra><summary data-label="{}" aria-label="{}"></summary><form class="template"'
        ' data-template="{}"><div class="fields">{}</div><button data-label="GET" aria-label="GET"></button>'
        "</form></details>",
        "{…}",
        "variables",
        conditional_escape(template),
        fields,
    )
