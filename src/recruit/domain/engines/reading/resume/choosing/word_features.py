"""Features of words that don't depend on the page around them."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache

from recruit.domain.engines.reading.resume import companies, line_parts
from recruit.domain.engines.reading.resume.choosing import title_vocabulary
from recruit.domain.engines.reading.resume.choosing.candidates import true_features
from recruit.domain.engines.reading.resume.education import has_degree, is_school
from recruit.domain.engines.reading.text import lines, places, titles

_SIZES = (1, 2, 3, 4, 9)
"""Bounds of the buckets for the number of words."""


@lru_cache(lines.CACHED)
def of(text: str) -> Sequence[str]:
    """Return the features of a piece."""
    return tuple(_features(text))


def _features(text: str) -> Iterator[str]:
    words = text.split()
    points = line_parts.title_points(text)
    yield f"points{points}"
    known = title_vocabulary.share(text)
    yield f"known{round(known * 4)}"
    firm, legal, place = companies.is_company(text), bool(companies.LEGAL.search(text)), places.is_place(text)
    if points and firm:
        yield "points&firm"
    tail = text.partition(", ")[2]
    yield from true_features(
        ("tailfirm", bool(tail) and companies.is_company(tail)),
        ("tailplace", bool(tail) and places.is_place(tail)),
        ("tailtitle", bool(tail) and line_parts.title_points(tail) > 0),
        ("firm", firm),
        ("legal", legal),
        ("place", place),
        ("unit", companies.is_unit(text)),
        ("aside", line_parts.is_aside(text)),
        ("duties", companies.describes_duties(text)),
        ("maybefirm", companies.may_be_company(text)),
        ("degree", has_degree(text)),
        ("school", is_school(text)),
        ("head", titles.has_head(text)),
        ("ledbytitle", "," in text and line_parts.title_points(text.partition(",")[0]) > 0),
    )
    yield from _shape_features(text, words)


def _shape_features(text: str, words: list[str]) -> Iterator[str]:
    yield f"words{bisect(_SIZES, len(words))}"
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        yield "noletters"
        return
    if text.isupper():
        yield "capitals"
    small = sum(word[0].islower() for word in words)
    yield "allsmall" if small == len(words) else "mixed" if small else "titlecase"
    if text[0].islower():
        yield "startssmall"
    if text.endswith("."):
        yield "stop"
    if any(map(str.isdigit, text)):
        yield "digits"
    if "," in text:
        yield "comma"
    if "(" in text:
        yield "paren"
    if any(mark in text for mark in '"«“'):
        yield "quote"
    if "@" in text or "://" in text:
        yield "address"
