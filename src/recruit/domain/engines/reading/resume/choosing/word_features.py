"""Features of words that don't depend on the page around them."""

from bisect import bisect
from collections.abc import Iterator

from recruit.domain.engines.reading.resume import companies
from recruit.domain.engines.reading.resume.choosing import cached
from recruit.domain.engines.reading.resume.choosing.candidates import true_features
from recruit.domain.engines.reading.resume.education import has_degree, is_school

_SIZES = (1, 2, 3, 4, 9)
"""Bounds of the buckets for the number of words."""


def of(text: str) -> list[str]:
    """Return the features of a piece."""
    return list(_features(text))


def _features(text: str) -> Iterator[str]:
    words = text.split()
    points = cached.title_points(text)
    yield f"points{points}"
    known = cached.share(text)
    yield f"known{round(known * 4)}"
    firm, legal, place = cached.is_company(text), bool(companies.LEGAL.search(text)), cached.is_place(text)
    if points and firm:
        yield "points&firm"
    tail = text.partition(", ")[2]
    yield from true_features(
        ("tailfirm", bool(tail) and cached.is_company(tail)),
        ("tailplace", bool(tail) and cached.is_place(tail)),
        ("tailtitle", bool(tail) and cached.title_points(tail) > 0),
        ("firm", firm),
        ("legal", legal),
        ("place", place),
        ("unit", companies.is_unit(text)),
        ("aside", cached.is_aside(text)),
        ("duties", cached.describes_duties(text)),
        ("maybefirm", cached.may_be_company(text)),
        ("degree", has_degree(text)),
        ("school", is_school(text)),
        ("head", cached.has_head(text)),
        ("ledbytitle", "," in text and cached.title_points(text.partition(",")[0]) > 0),
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
