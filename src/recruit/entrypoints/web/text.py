"""The console's texts in the reader's language. An English text is its own key in the catalogues of `locales`."""

import json
import re
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

from recruit.domain.pipelines.model import BUILT_IN

LANGUAGES = ("en", "de")
"""The languages that have a catalogue. The first one is the default."""

PSEUDO = "en-XA"
"""A language for tests, in which every text is marked. A text that isn't marked was never looked up."""

LANGUAGE: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])
_GERMAN = str.maketrans(",.", ".,")
_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")
_RANGE = re.compile(r"\s*([A-Za-z-]+|\*)\s*(?:;\s*q=([01](?:\.\d*)?))?\s*")


def t(text: str, /, **values: object) -> str:
    """Return a text in the reader's language, with `{name}` replaced by the value of that name.

    `n` selects between the singular and the plural of texts that have both.
    """
    language = LANGUAGE.get()
    found = catalogue(language).get(text, text)
    if not isinstance(found, str):
        found = found["one" if values.get("n") == 1 else "other"]
    for name, value in values.items():
        found = found.replace(f"{{{name}}}", number(value) if isinstance(value, int) else str(value))
    return f"[{found}]" if language == PSEUDO else found


def stage_name(text: str) -> str:
    """Return the name of a stage in the reader's language if it is a built-in one, by its name or its key."""
    return next((t(one.name) for one in BUILT_IN if text in {one.name, one.key}), text)


def number(value: float) -> str:
    """Return a number with the language's separators between thousands and before decimals."""
    return f"{value:,}".translate(_GERMAN if LANGUAGE.get() == "de" else {})


def said(text: str) -> str:
    """Return what a service says, which is English, in the reader's language, as far as the catalogue has it.

    The messages of schemas, which speak to programs, have plainer words in the English catalogue, too. A text of
    several sentences is translated sentence by sentence. Others stay as they are.
    """
    if text in catalogue(LANGUAGES[0]):
        return t(text)
    return " ".join(map(_said, _SENTENCES.split(text)))


def _said(text: str) -> str:
    if text in catalogue(LANGUAGES[0]):
        return t(text)
    for pattern, template in _templates():
        if found := pattern.fullmatch(text):
            return t(template, **found.groupdict())
    return text


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Return the English catalogue's texts with values, as patterns. Values at the beginning would match too much."""
    return [
        (re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(text)), re.DOTALL), text)
        for text, own in catalogue(LANGUAGES[0]).items()
        if isinstance(own, str) and "{" in text[1:] and not text.startswith("{")
    ]


@cache
def catalogue(language: str) -> Mapping[str, str | Mapping[str, str]]:
    """Return a language's texts by their English text. One with `one` and `other` has a singular and a plural."""
    file = files("recruit.entrypoints.web") / "locales" / f"{'en' if language == PSEUDO else language}.json"
    found: Mapping[str, str | Mapping[str, str]] = json.loads(file.read_text("utf-8"))
    return found


def preferred(accept_language: str) -> str:
    """Return the best available language for an Accept-Language header (RFC 9110, 12.5.4)."""
    ranges = filter(None, map(_RANGE.fullmatch, accept_language.split(",")))
    wanted = [(float(one[2] or 1), one[1].partition("-")[0].lower()) for one in ranges]
    for quality, language in sorted(wanted, key=lambda one: -one[0]):
        if quality > 0 and language in LANGUAGES:
            return language
    return LANGUAGES[0]
