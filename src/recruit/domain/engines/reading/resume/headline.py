"""Extraction of the headline, the line under the name that gives the occupation.

headline = the rest of the name's line, if it contains an occupation noun; else one of the next lines, or the start of
           one, that contains one; else the next line of other short words, with the word on the line below appended if
           that is an occupation noun

An address, a place, a sentence, a heading, and a job with its dates aren't headlines.
"""

import re
from collections.abc import Iterator, Sequence

from recruit.domain.engines.reading.resume import name_lines, sections
from recruit.domain.engines.reading.text import dates, lines, places, titles

LINES_BELOW = 6
FIRST_LINES = 3
SHORTEST, LONGEST = 3, 150

LABELS = frozenset(
    "headline, post applied for, position applied for, position sought, applying for, desired position, beruf, "
    "angestrebte position, cargo pretendido, puesto deseado".split(", ")
)
_SEPARATOR = re.compile(r"\s{0,3}[|•·✉☎⌂\t§]\s{0,3}|\s{3,}")
_CONTACT_DETAILS = re.compile(
    r"@|https?://|www\.|\+?\d[\d ().-]{6,}|linkedin|github|\w\.(?:com|org|io|dev)\b|\w\.net/|"
    r"\b(?:e-?mail|phone|tel|telefon|telefono|teléfono|mobile?|cell|address|adresse|anschrift)\b\s{0,2}[:.+(\d]",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b\d{1,2} (?:years? old|ans|años|anos|jahre|anni)\b|\b(?:date of birth|d\.?o\.?b|born|nationality|geboren|"
    r"né[e]? le|nacido|casad[oa]|solteir[oa]|solter[oa]|married|single|marital|permis|driving licen[cs]e)\b|\d{4,}",
    re.IGNORECASE,
)
_LETTERS_APART = re.compile(r"(?:\w ){3}")


def find(split: Sequence[str], name: str, name_line: int | None) -> str | None:
    """Return the headline, or None; without a name, a title in the first lines."""
    if value := next(lines.labelled(split[: 2 * LINES_BELOW], LABELS), None):
        return value
    if name_line is None:
        return next((line for line in split[:FIRST_LINES] if _is_short_words(line) and titles.has_head(line)), None)
    after_name = name_lines.rest(split[name_line])
    if titles.has_head(after_name) and (words := _headline_start(after_name)):
        return words
    below = list(_below(split, name, name_line))
    if len(below) > 1 and _may_be_headline(below[0]) and " " not in below[1] and titles.is_head(below[1]):
        return f"{below[0]} {below[1]}"  # wrapped before the last word
    return next(filter(None, map(_headline_start, below)), None) or next(filter(_may_be_headline, below[:2]), None)


def is_personal(line: str) -> bool:
    """Whether a line is about age, family or driving licence."""
    return bool(_PERSONAL.search(line))


def _below(split: Sequence[str], name: str, name_line: int) -> Iterator[str]:
    near = split[name_line + 1 : name_line + 2 + LINES_BELOW]
    for line, following in zip(near[:LINES_BELOW], [*near[1:], ""], strict=False):
        if sections.heading(line) is not None or any(next(dates.spans(each), None) for each in (line, following)):
            return
        if name.casefold() not in line.casefold():
            yield line


def _headline_start(line: str) -> str | None:
    """Return the start of a line, up to contact details or a place, if it contains an occupation noun, or None."""
    if lines.is_bullet(line) or len(line) > 2 * LONGEST:
        return None
    kept: list[str] = []
    for part in _SEPARATOR.split(line):
        if _CONTACT_DETAILS.search(part) or (kept and (places.written(part) or places.is_place(part))):
            break
        kept.append(part)
    words = line if len(kept) == len(_SEPARATOR.split(line)) else " | ".join(kept)
    return words if kept and titles.has_head(kept[0]) and _is_short_words(words) else None


def _may_be_headline(line: str) -> bool:
    return (
        _is_short_words(line)
        and not lines.is_bullet(line)
        and not _PERSONAL.search(line)
        and not line[0].isdigit()
        and not places.written(line)
        and places.find(line) is None
    )


def _is_short_words(line: str) -> bool:
    return (
        SHORTEST <= len(line) <= LONGEST
        and not line.endswith(".")
        and ":" not in line
        and not _CONTACT_DETAILS.search(line)
        and not _LETTERS_APART.match(line)
        and (titles.has_head(line) or not places.written(line))
    )
