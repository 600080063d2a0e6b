"""Limits on the fields of jobs and candidates, applied to the output of the rules and of language models."""

import re
from collections.abc import Iterable

from recruit.domain.shared.limits import LARGEST_INTEGER, LONGEST_TEXT
from recruit.domain.shared.single_line import on_one_line

LONGEST_FIELD = 200
LONGEST_SKILL = 100
MOST_SKILLS = 100
LONGEST_WORD = 100

NOTES = "\n\nAdditional recruiter notes: "

_UNWANTED = re.compile("[\0\ud800-\udfff]")


def clean(text: str | None) -> str:
    """Return `text` without NUL and lone surrogates, stripped; "" for None."""
    return _UNWANTED.sub("", text or "").strip()


def cut(text: str, limit: int) -> str:
    """Return at most `limit` characters of `text`, cut at the end of a word if possible."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    if not text[limit].isspace():
        start = max(0, limit - LONGEST_WORD)
        space = max(head.rfind(" ", start), head.rfind("\n", start))
        head = head[:space] if space > 0 else head
    return head.rstrip()


def field(value: str | None) -> str | None:
    """Return a short field on one line, at most `LONGEST_FIELD` characters, or None if it is empty."""
    words = on_one_line(clean(value))
    return cut(words, LONGEST_FIELD).strip(" ,;:|·•–—-") or None


def with_notes(text: str, notes: str) -> str:
    """Return a long field: the text followed by the recruiter's notes, with the text cut so that the notes fit."""
    addition = NOTES + notes if notes else ""
    addition = cut(addition, LONGEST_TEXT)
    return (cut(text, LONGEST_TEXT - len(addition)) + addition).strip()


def number(value: float | None) -> int | None:
    """Return the value rounded to an integer, or None if it is outside 0 to `LARGEST_INTEGER`."""
    return round(value) if value is not None and 0 <= value <= LARGEST_INTEGER else None


def salary(low: float | None, high: float | None) -> tuple[int | None, int | None]:
    """Return a salary range with its bounds in ascending order; bounds that don't fit are None."""
    least, most = number(low), number(high)
    if least is not None and most is not None and least > most:
        return most, least
    return least, most


def skills(names: Iterable[str]) -> tuple[str, ...]:
    """Return at most `MOST_SKILLS` names in order, without case-insensitive duplicates and names that are too long."""
    kept: dict[str, str] = {}
    for name in names:
        if len(kept) == MOST_SKILLS:
            break
        text = on_one_line(clean(name))
        if text and len(text) <= LONGEST_SKILL:
            kept.setdefault(text.casefold(), text)
    return tuple(kept.values())
