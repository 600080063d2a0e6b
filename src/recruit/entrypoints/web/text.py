"""The console's texts in the reader's language. An English text is its own key in the catalogues of `locales`."""

import json
import re
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from litestar.types import Scope

from recruit.domain.pipelines.model import BUILT_IN
from recruit.entrypoints.http.cookies import cookies_of
from recruit.entrypoints.http.headers import header

LANGUAGES = ("en", "de")
"""The languages that have a catalogue. The first one is the default."""

PSEUDO = "en-XA"
"""A language for tests, in which every text is marked. A text that isn't marked was never looked up."""

LANGUAGE_COOKIE = "recruit-language"
"""Cookie with the language that a user has chosen."""

LANGUAGE: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])
_GERMAN = str.maketrans(",.", ".,")
"""English separators of numbers → German ones."""

PHRASES = frozenset({"error", "kind", "pages", "reason", "status", "visibility"})
"""Values of texts that are phrases of services themselves."""

_VALUE = re.compile(r"\{(\w+)\}")
_CUT_LIST = re.compile(r"(.+) and ([0-9]+) more", re.DOTALL)
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+")
_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z0-9])")
_RANGE = re.compile(r"\s*([A-Za-z-]+|\*)\s*(?:;\s*q=([01](?:\.\d*)?))?\s*")


def t(text: str, /, **values: object) -> str:
    """Return a text in the reader's language, with `{name}` replaced by the value of that name.

    `n` selects between the singular and the plural of texts that have both.
    """
    language = LANGUAGE.get()
    found = catalogue(language).get(text, text)
    if not isinstance(found, str):
        found = found["one" if values.get("n") == 1 else "other"]
    texts = {name: number(value) if isinstance(value, int) else str(value) for name, value in values.items()}
    found = _VALUE.sub(lambda name: texts.get(name[1], name[0]), found)  # at once: a value may hold "{name}" itself
    return f"[{found}]" if language == PSEUDO else found


def stage_name(text: str) -> str:
    """Return the name of a stage in the reader's language if it is a built-in one, by its name or its key."""
    return next((t(one.name) for one in BUILT_IN if text in {one.name, one.key}), text)


def number(value: float) -> str:
    """Return a number with the language's separators between thousands and before decimals."""
    return _with_separators(f"{value:,}")


def decimal(value: float) -> str:
    """Return a number with one decimal place and the language's separators."""
    return _with_separators(f"{value:,.1f}")


def _with_separators(english: str) -> str:
    return english.translate(_GERMAN) if LANGUAGE.get() == "de" else english


def day(at: datetime) -> str:
    """Return the day of an aware time, for readers without scripts: these show the reader's own format and zone."""
    return f"{at.astimezone(UTC):{'%d.%m.%Y' if LANGUAGE.get() == 'de' else '%Y-%m-%d'}}"


def said(text: str) -> str:
    """Return what a service says, which is English, in the reader's language, as far as the catalogue has it.

    The messages of schemas, which speak to programs, have plainer words in the English catalogue, too. A text of
    several sentences is translated sentence by sentence, unless only the whole is known. Others stay as they are.
    """
    if text in catalogue(LANGUAGES[0]):
        return t(text)
    sentences = _SENTENCES.split(text)
    parts = [_said(sentence) for sentence in sentences]
    if None in parts and (whole := _said(text)):  # a value has the end of a sentence in it
        return whole
    return " ".join(part or sentence for part, sentence in zip(parts, sentences, strict=True))


def _said(text: str) -> str | None:
    if text in catalogue(LANGUAGES[0]):
        return t(text)
    for pattern, template in _templates():
        if found := pattern.fullmatch(text):
            return t(template, **{name: _value(name, value) for name, value in found.groupdict().items()})
    return None


def _value(name: str, text: str) -> str:
    """Return a value of what a service says: a phrase in the reader's language, or a number with its separators."""
    if name in PHRASES:
        return said(text)
    if found := _CUT_LIST.fullmatch(text):
        return t("{names} and {n} more", names=found[1], n=int(found[2]))
    return number(int(text.replace(",", ""))) if _THOUSANDS.fullmatch(text) else text


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Return the English catalogue's texts with values, as patterns, the longest first, as it says most.

    A value at the beginning is a single word.
    """
    found = []
    for text, own in sorted(catalogue(LANGUAGES[0]).items(), key=lambda item: -len(item[0])):
        if isinstance(own, str) and "{" in text:
            pattern = re.sub(r"^\\{(\w+)\\}", r"(?P<\1>\\w+)", re.escape(text))
            pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", pattern)
            found.append((re.compile(pattern, re.DOTALL), text))
    return found


@cache
def catalogue(language: str) -> Mapping[str, str | Mapping[str, str]]:
    """Return a language's texts by their English text. One with `one` and `other` has a singular and a plural."""
    file = files("recruit.entrypoints.web") / "locales" / f"{'en' if language == PSEUDO else language}.json"
    found: Mapping[str, str | Mapping[str, str]] = json.loads(file.read_text("utf-8"))
    return found


def choose_language(scope: Scope) -> None:
    """Set the language of a request: the one that the user has chosen, otherwise the best that the browser names."""
    chosen = cookies_of(scope).get(LANGUAGE_COOKIE)
    accepted = (header(scope, b"accept-language") or b"").decode("latin-1")
    LANGUAGE.set(chosen if chosen in {*LANGUAGES, PSEUDO} else preferred(accepted))


def preferred(accept_language: str) -> str:
    """Return the best available language for an Accept-Language header (RFC 9110, 12.5.4)."""
    ranges = filter(None, map(_RANGE.fullmatch, accept_language.split(",")))
    wanted = [(float(one[2] or 1), one[1].partition("-")[0].lower()) for one in ranges]
    for quality, language in sorted(wanted, key=lambda one: -one[0]):
        if quality > 0 and language in LANGUAGES:
            return language
    return LANGUAGES[0]
