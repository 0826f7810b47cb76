"""Message catalogues without GNU gettext: collect the messages of the code, keep the .po files in step, make the .mo.

Knows ``_``, ``gettext``, ``ngettext`` and their lazy forms with literal texts, and ``{% translate %}`` in templates.
No contexts, no fuzzy entries.
"""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

Key = tuple[str, str]  # (text, plural text or "")
Catalogue = dict[Key, list[str]]  # its translation, one text for each plural form

HEADER: Key = ("", "")
PLURALS = {"de": "nplurals=2; plural=(n != 1);", "zh_Hans": "nplurals=1; plural=0;"}
_SINGLE = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
_PLURAL = frozenset({"ngettext", "ngettext_lazy"})
_TEMPLATE = re.compile(r"""{%\s*trans(?:late)?\s+(?:"([^"]+)"|'([^']+)')""")
_ENTRY = re.compile(r'^(msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*"(.*)"$')


def collect(roots: Iterable[Path]) -> list[Key]:
    """All messages in the Python files and templates below ``roots``, sorted."""
    found: set[Key] = set()
    for root in roots:
        for path in root.rglob("*.py"):
            if "migrations" not in path.parts:
                found.update(_messages(ast.parse(path.read_text(encoding="utf-8"))))
        for path in root.rglob("*.html"):
            found.update((a or b, "") for a, b in _TEMPLATE.findall(path.read_text(encoding="utf-8")))
    return sorted(found)


def _messages(tree: ast.AST) -> Iterator[Key]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in _SINGLE and texts:
            yield texts[0], ""
        elif name in _PLURAL and len(texts) == 2:
            yield texts[0], texts[1]


def read(path: Path) -> Catalogue:
    """The entries of a .po file; empty when there is none."""
    catalogue: Catalogue = {}
    parts: dict[str, str] = {}
    field = ""
    for line in [*(path.read_text(encoding="utf-8").splitlines() if path.exists() else ()), ""]:
        match = _ENTRY.match(line.strip())
        if match is None:
            if "msgid" in parts and not line.startswith("#"):
                _keep(catalogue, parts)
                parts = {}
            continue
        field = match[1] or field
        parts[field] = parts.get(field, "") + _unquoted(match[2])
    return catalogue


def _keep(catalogue: Catalogue, parts: dict[str, str]) -> None:
    strings = [parts[name] for name in sorted(parts) if name.startswith("msgstr")]
    catalogue[parts["msgid"], parts.get("msgid_plural", "")] = strings


def updated(catalogue: Catalogue, keys: Iterable[Key], locale: str) -> Catalogue:
    """The catalogue with exactly ``keys``; new ones have empty translations."""
    forms = 2 if "nplurals=2" in PLURALS[locale] else 1
    header = f"Language: {locale}\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: {PLURALS[locale]}\n"
    result: Catalogue = {HEADER: [header]}
    for key in keys:
        result[key] = catalogue.get(key) or [""] * (forms if key[1] else 1)
    return result


def po(catalogue: Catalogue) -> str:
    """The text of a .po file."""
    blocks = []
    for (text, plural), strings in catalogue.items():
        lines = [f"msgid {_quoted(text)}"]
        if plural:
            lines.append(f"msgid_plural {_quoted(plural)}")
            lines += [f"msgstr[{place}] {_quoted(string)}" for place, string in enumerate(strings)]
        else:
            lines.append(f"msgstr {_quoted(strings[0])}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def mo(catalogue: Catalogue) -> bytes:
    """The bytes of a .mo file (GNU gettext manual, chapter 10.3); messages without a translation are left out."""
    pairs = sorted(
        ("\0".join(filter(None, key)).encode(), "\0".join(strings).encode())
        for key, strings in catalogue.items()
        if all(strings)
    )
    start = 28 + 16 * len(pairs)
    tables: list[list[int]] = [[], []]
    data = b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += [len(pair[side]), start + len(data)]
            data += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1]) + data


def missing(catalogue: Catalogue) -> list[str]:
    """The texts without a translation."""
    return [text for (text, _plural), strings in catalogue.items() if not all(strings)]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def _unquoted(text: str) -> str:
    plain = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
    return re.sub(r"\\(.)", lambda match: plain.get(match[1], match[1]), text)
