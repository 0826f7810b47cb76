"""Reads the curl lines of a page and sends what they say; knows the few options that the pages use."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx

LINE = re.compile(r"^\$ (curl .*?)\s+# (\d{3})\b", re.MULTILINE)
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Call:
    """One curl line and the status that the page promises."""

    text: str
    status: int
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    form: list[str] = field(default_factory=list)
    user: str | None = None
    url: str = ""

    def send(self) -> httpx.Response:
        auth = tuple(self.user.split(":", 1)) if self.user else None
        content = "&".join(self.data) if self.data else None
        headers = dict(self.headers)
        if self.data and "Content-Type" not in headers:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            content = urlencode([tuple(part.split("=", 1)) for part in self.data])
        if self.form:
            return httpx.request(self.method, self.url, headers=headers, files=self.parts(), auth=auth, timeout=30)
        return httpx.request(self.method, self.url, headers=headers, content=content, auth=auth, timeout=30)

    def parts(self) -> list[tuple[str, tuple[str | None, bytes]]]:
        """The parts of a form: texts, and files of this repository."""
        found: list[tuple[str, tuple[str | None, bytes]]] = []
        for part in self.form:
            name, value = part.split("=", 1)
            path, _semicolon, other = value.removeprefix("@").partition(";filename=")
            is_file = value.startswith("@")
            content = (ROOT / path).read_bytes() if is_file else value.encode()
            found.append((name, ((other or Path(path).name) if is_file else None, content)))
        return found


def calls(page: str, values: dict[str, str]) -> list[Call]:
    """The curl lines of a page with ``$NAME`` filled in."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [read(line, int(status), values) for line, status in LINE.findall(text)]


def read(line: str, status: int, values: dict[str, str]) -> Call:
    filled = re.sub(r"\$([A-Z_]+)", lambda found: values[found.group(1)], line)
    call = Call(line, status)
    words = iter(shlex.split(filled)[1:])
    for word in words:
        if word == "-H":
            name, _colon, value = next(words).partition(":")
            call.headers[name.strip()] = value.strip()
        elif word == "-d":
            call.data.append(next(words))
        elif word == "-F":
            call.form.append(next(words))
        elif word == "-X":
            call.method = next(words)
        elif word == "-u":
            call.user = next(words)
        elif word not in ("-g", "-OJ"):
            call.url = word
    if (call.data or call.form) and "-X" not in line:
        call.method = "POST"
    return call
