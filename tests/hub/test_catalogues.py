"""Messages of the code, catalogues and compiled catalogues are in step, and a German client reads German."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from hub import catalogues
from hub.middleware import RequestIdentity
from tests.hub.wire import Echo, problem

HOME = Path(settings.LOCALE_PATHS[0])
#: The modules that speak to every client.
WIRE = ("errors.py", "idempotency.py", "language.py", "middleware.py", "problems", "hal")
SPECIMEN = """
from x import gettext_lazy as _
a = _("Hello")
b = ngettext("%d apple", "%d apples", 3)
c = _("two " "parts") % {}
d = other("not this")
e = _(variable)
"""


def catalogue(locale: str) -> catalogues.Catalogue:
    return catalogues.read(HOME / locale / "LC_MESSAGES" / "django.po")


@pytest.mark.parametrize("locale", catalogues.PLURALS)
def test_the_compiled_catalogue_is_that_of_the_text(locale: str) -> None:
    compiled = (HOME / locale / "LC_MESSAGES" / "django.mo").read_bytes()
    assert compiled == catalogues.mo(catalogue(locale))


@pytest.mark.parametrize("locale", catalogues.PLURALS)
def test_every_message_of_the_wire_is_translated(locale: str, tmp_path: Path) -> None:
    hub = HOME.parent / "hub"
    for name in WIRE:
        for path in [hub / name] if name.endswith(".py") else sorted((hub / name).rglob("*.py")):
            (tmp_path / str(path.relative_to(hub)).replace("/", "_")).write_text(path.read_text())
    known = catalogue(locale)
    assert [key for key in catalogues.collect([tmp_path]) if not all(known.get(key, [""]))] == []


@pytest.mark.parametrize("locale", catalogues.PLURALS)
def test_translations_keep_the_places_of_values(locale: str) -> None:
    places = re.compile(r"%\(\w+\)[sd]|%d|%s|\{\w*\}")
    for (text, _plural), strings in catalogue(locale).items():
        for string in filter(None, strings):
            assert sorted(places.findall(string)) == sorted(places.findall(text)), text


def test_messages_are_found_in_code_and_templates(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(SPECIMEN)
    (tmp_path / "page.html").write_text("{% translate \"Page\" %} {% trans 'Old' %} {% translate variable %}")
    assert catalogues.collect([tmp_path]) == [
        ("%d apple", "%d apples"),
        ("Hello", ""),
        ("Old", ""),
        ("Page", ""),
        ("two parts", ""),
    ]


def test_what_is_written_can_be_read_and_used(tmp_path: Path) -> None:
    keys = [("%d apple", "%d apples"), ('A "quoted"\nline\\', ""), ("New", "")]
    known: catalogues.Catalogue = {
        keys[0]: ["%d Apfel", "%d Äpfel"],
        keys[1]: ['Eine "zitierte"\nZeile\\'],
        ("Old", ""): ["x"],
    }
    written = catalogues.updated(known, keys, "de")
    path = tmp_path / "django.po"
    path.write_text(catalogues.po(written))
    assert catalogues.read(path) == written
    assert catalogues.missing(written) == ["New"]
    used = gettext.GNUTranslations(io.BytesIO(catalogues.mo(written)))
    assert used.ngettext("%d apple", "%d apples", 2) == "%d Äpfel"
    assert used.gettext('A "quoted"\nline\\') == 'Eine "zitierte"\nZeile\\'
    assert used.gettext("New") == "New"


WORDS = [
    ("en-GB", "The body has errors.", "1 field needs attention.", "Expected an object."),
    ("de-DE", "Der Inhalt hat Fehler.", "1 Feld ist zu berichtigen.", "Erwartet wird ein Objekt."),
    ("zh-CN", "请求体有错误。", "有 1 个字段需要更正。", "应为对象。"),
]


@pytest.mark.parametrize("language, title, detail, message", WORDS)
def test_a_client_reads_problems_in_its_language(language: str, title: str, detail: str, message: str) -> None:
    def view(request: Any) -> HttpResponse:
        response: Any = Echo.as_view()(request)
        return response.render()  # type: ignore[no-any-return]

    request = RequestFactory().generic(
        "POST", "/api/v1/things", b'{"a": 1, "a": 2}', "application/json", headers={"Accept-Language": language}
    )
    response = RequestIdentity(view)(request)
    body = problem(response, 400)
    assert (body["title"], body["detail"]) == (title, detail)
    assert response.headers["Content-Language"] == language
    request = RequestFactory().generic("POST", "/", b"[]", "application/json", headers={"Accept-Language": language})
    assert problem(RequestIdentity(view)(request), 400)["errors"][0]["detail"] == message
