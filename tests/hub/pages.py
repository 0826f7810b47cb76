"""Reads a page as a browser does: its JSON, links, buttons, forms and what it loads."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "link", "input", "img", "br", "hr"}


class Page(HTMLParser):
    """One page."""

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.status = response.status_code
        self.headers = response.headers
        assert response.headers["Content-Type"].startswith("text/html"), response.headers["Content-Type"]
        self.text = response.content.decode()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._json: list[str] = []
        self.words: list[str] = []
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())
        inside = any(tag == "pre" and attrs.get("class") == "json" for tag, attrs in self._open)
        if inside and not any("data-extra" in attrs for _tag, attrs in self._open):
            self._json.append(data)

    @property
    def json(self) -> Any:
        """The document that the page shows."""
        return json.loads("".join(self._json))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        names = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            attrs
            for found, attrs in self.elements
            if found == tag and all(attrs.get(name) == value for name, value in names.items())
        ]

    @property
    def hrefs(self) -> set[str]:
        return {str(attrs["href"]) for attrs in self.all("a")}

    @property
    def loaded(self) -> set[str]:
        """Everything that the browser fetches for the page."""
        found = {attrs.get("src") for _tag, attrs in self.elements if attrs.get("src")}
        return {str(address) for address in found | {attrs.get("href") for attrs in self.all("link")}}

    def sound(self) -> None:
        """What every page must be: in a language, with one heading and a title, labelled, nothing from elsewhere."""
        assert self.all("html")[0]["lang"]
        assert len(self.all("h1")) == 1
        assert len(self.all("title")) == 1
        assert all(address.startswith("/static/") for address in self.loaded), self.loaded
        assert "Content-Security-Policy" in self.headers
        inline = [attrs for tag, attrs in self.elements if tag == "script" and not attrs.get("src")]
        assert inline == []
        assert [attrs for _tag, attrs in self.elements if "style" in attrs or "onclick" in attrs] == []
        labelled = {attrs.get("for") for attrs in self.all("label")}
        for tag in ("input", "select", "textarea"):
            for attrs in self.all(tag):
                if attrs.get("type") != "hidden":
                    assert attrs.get("id") in labelled or attrs.get("aria-label"), attrs
        identities = [attrs["id"] for _tag, attrs in self.elements if "id" in attrs]
        assert len(identities) == len(set(identities)), "an id stands once"
