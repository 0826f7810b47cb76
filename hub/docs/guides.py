"""The guides: the Markdown files of the repository's ``docs`` folder, as pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_LINK = re.compile(r'href="(?![a-z]+:|/|#)(?:\./)?([\w./-]+?)\.md(#[\w-]+)?"')


@dataclass(frozen=True, slots=True)
class Guide:
    """One file: where it stands, and what its first heading says."""

    slug: str
    title: str
    path: Path

    @property
    def group(self) -> str:
        return self.slug.rpartition("/")[0].capitalize()


@lru_cache(maxsize=1)
def guides() -> dict[str, Guide]:
    """All guides by slug; those of the top come first."""
    home = Path(settings.BASE_DIR) / "docs"
    paths = sorted(home.rglob("*.md"), key=lambda path: (len(path.parts), path.name)) if home.is_dir() else []
    found = {}
    for path in paths:
        slug = path.relative_to(home).with_suffix("").as_posix()
        heading = re.search(r"^# (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        found[slug] = Guide(slug, heading[1] if heading else slug, path)
    return found


def grouped() -> list[tuple[str, list[Guide]]]:
    """The guides by folder."""
    groups: dict[str, list[Guide]] = {}
    for guide in guides().values():
        groups.setdefault(guide.group, []).append(guide)
    return list(groups.items())


@lru_cache(maxsize=64)
def html(guide: Guide) -> SafeString:
    """The guide as HTML; raw HTML in it is shown, not obeyed. Links between guides lead to their pages."""
    text = MarkdownIt("commonmark", {"html": False}).enable("table").render(guide.path.read_text(encoding="utf-8"))
    folder = guide.slug.rpartition("/")[0]
    base = f"/docs/guides/{folder}/" if folder else "/docs/guides/"
    return mark_safe(_LINK.sub(lambda match: f'href="{base}{match[1]}{match[2] or ""}"', text))  # noqa: S308
