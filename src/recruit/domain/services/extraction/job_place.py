"""The location of a job.

location = label, else a place in the first line, else a city in the lines below it, else a city in a sentence about
           where, else any city of a short text, or any country of a short text about remote work
"""

import re
from collections.abc import Iterator
from itertools import islice

from recruit.domain.services.extraction import arrangements, job_labels, job_title, lines, places

SHORT_TEXT = 1_200
LONGEST_PLACE = 80
MOST_MENTIONS = 50
"""Sentences about where that are looked at: a posting has a few."""

_WHERE = re.compile(
    r"\b(?:based|located|locations?|offices?|headquarter\w{0,3}|hq|on-?site|hybrid|position is|role is)\b",
    re.IGNORECASE,
)
BEFORE, AFTER = 40, 60
_STOP = re.compile(r"\n|[.;]\s")
_ASIDE = re.compile(r"\s?\([^)]{0,80}\)?$")
_MORE = re.compile(r"[;|]|\s[–—-]\s|\bor\b")


def find(text: str) -> str | None:
    """Return the location that a text gives."""
    return _labelled(text) or _in_heading(text) or _in_sentence(text) or _anywhere(text)


def _labelled(text: str) -> str | None:
    for value in lines.labelled(lines.split(text), job_labels.LOCATION):
        if place := places.find(value) or _as_written(value):
            return place
    return None


def _as_written(value: str) -> str | None:
    """Return a label's value without asides, unless it says how people work and not where."""
    words = _ASIDE.sub("", _MORE.split(value, maxsplit=1)[0].strip()).strip()
    if len(words) > LONGEST_PLACE or not words[:1].isalpha() or arrangements.remote_option(words, free=True):
        return None
    return words


def _in_heading(text: str) -> str | None:
    first, *others = job_title.heading(text) or [""]
    return places.find(first) or next(filter(None, map(places.city, others)), None)


def _in_sentence(text: str) -> str | None:
    return next(filter(None, map(places.city, islice(_about_where(text), MOST_MENTIONS))), None)


def _about_where(text: str) -> Iterator[str]:
    for found in _WHERE.finditer(text):
        before = text[max(0, found.start() - BEFORE) : found.start()]
        after = text[found.end() : found.end() + AFTER]
        yield f"{_STOP.split(before)[-1]} {_STOP.split(after, maxsplit=1)[0]}"


def _anywhere(text: str) -> str | None:
    if len(text) > SHORT_TEXT:
        return None
    return places.city(text) or (places.country(text) if arrangements.remote_option(text) else None)
