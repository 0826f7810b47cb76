"""Which language a caller gets, and what a translated text is."""

from __future__ import annotations

import pytest

from hub import language
from hub.errors import BadHeader

ACCEPTED = [
    (None, "en-GB"),
    ("", "en-GB"),
    ("de-DE", "de-DE"),
    ("de", "de-DE"),
    ("de-AT,en;q=0.5", "de-DE"),
    ("DE-de", "de-DE"),
    ("en-US,en;q=0.9", "en-US"),
    ("en", "en-GB"),
    ("zh", "zh-CN"),
    ("zh-Hans-CN", "zh-CN"),
    ("fr", "en-GB"),
    ("fr-FR, de;q=0.8, en-GB;q=0.9", "en-GB"),
    ("fr;q=1, de;q=0.2", "de-DE"),
    ("*", "en-GB"),
    ("de;q=0", "en-GB"),
    ("de;q=nonsense, zh;q=0.1", "zh-CN"),
    ("de;q=2, zh;q=0.1", "zh-CN"),
    (";;;,,,", "en-GB"),
    ("x" * 100_000 + ",de", "en-GB"),
    ("\ud800, de", "de-DE"),
]


@pytest.mark.parametrize("header, expected", ACCEPTED, ids=[str(header)[:30] for header, _ in ACCEPTED])
def test_accept_language_chooses_or_falls_back(header: str | None, expected: str) -> None:
    assert language.best(header) == expected


def test_a_translated_text_falls_back_to_the_column() -> None:
    translations = {"de-DE": {"name": "Ausfall", "description": None}, "zh-CN": {}}
    assert language.translated(translations, "de-DE", "name", "Failure") == "Ausfall"
    assert language.translated(translations, "de-DE", "description", "x") == "x"
    assert language.translated(translations, "zh-CN", "name", "Failure") == "Failure"
    assert language.translated(translations, "en-US", "name", "Failure") == "Failure"
    assert language.translated(translations, "en-GB", "name", "Failure") == "Failure"
    assert language.translated(None, "de-DE", "name", "Failure") == "Failure"


def test_content_language_names_one_language() -> None:
    assert language.content_language(None) == "en-GB"
    assert language.content_language(" de-de ") == "de-DE"
    assert language.content_language("zh") == "zh-CN"


@pytest.mark.parametrize("header", ["fr", "de-DE, en-GB", "*", "x" * 1000])
def test_another_content_language_is_refused(header: str) -> None:
    with pytest.raises(BadHeader) as caught:
        language.content_language(header)
    assert caught.value.errors[0]["header"] == "Content-Language"
