"""Extraction of the spoken languages in a résumé.

language = its name in a section of languages or after such a label, or anywhere beside a word such as "fluent"
level    = such a word after it, before the next language, else directly before it
"""

import re
from collections.abc import Iterator, Sequence

from recruit.domain.candidates.model.profile import Language
from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.resume import sections
from recruit.domain.engines.reading.text import lines
from recruit.domain.engines.reading.text.language_names import LANGUAGES, LEVEL

LONGEST_LINE = 400
LONGEST_QUOTE = 200
LEVEL_REACH = 30

_HEADING = re.compile(
    r"languages?|sprachen?|sprach\w+|langues?|idiomas?|lingue|talen|taal\w+|linguistic\w*|limbi", re.IGNORECASE
)
_LABEL = re.compile(r"(?:languages?(?: known| spoken)?|sprachen|langues|idiomas|lingue|talen)\s?[:–-]", re.IGNORECASE)
_PROGRAMMING = re.compile(r"program|coding|script", re.IGNORECASE)
_LEVEL = re.compile(rf"\b(?:{LEVEL})\b", re.IGNORECASE)
_LEVEL_BEFORE = re.compile(rf"\b(?:{LEVEL})\W{{1,3}}(?:in |of )?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def find(split: Sequence[str]) -> Iterator[Language]:
    """Yield the languages in order, without duplicates."""
    seen: set[str] = set()
    for line, listed in _language_lines(split):
        for word in _WORD.finditer(line[:LONGEST_LINE]):
            name = LANGUAGES.get(word.group().casefold())
            if name is None or name in seen or not (listed or word.group()[0].isupper()):
                continue
            level = _level(line, word)
            if listed or level:
                seen.add(name)
                yield Language(name, level, field_limits.cut(line, LONGEST_QUOTE))


def _language_lines(split: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it lists languages."""
    for _, title, body in sections.titled_sections(split):
        about = bool(_HEADING.search(title)) and not _PROGRAMMING.search(title)
        for line in body:
            yield line, about or bool(_LABEL.match(lines.without_bullet(line[:LONGEST_LINE])))


def _level(line: str, language: re.Match[str]) -> str | None:
    """Return the level after a language and before the next one, else the one directly before it, or None."""
    behind = line[language.end() : language.end() + LEVEL_REACH]
    following = next((word for word in _WORD.finditer(behind) if word.group().casefold() in LANGUAGES), None)
    found = _LEVEL.search(behind[: following.start()] if following else behind)
    if found is None:
        before = line[max(0, language.start() - LEVEL_REACH) : language.start()]
        found = _LEVEL_BEFORE.search(before)
    return " ".join(re.findall(r"[\w+-]+", found.group())) if found else None
