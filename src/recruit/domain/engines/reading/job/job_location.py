"""Extraction of a job's location.

location = the likeliest of several candidates, one of which comes from rules: a label's value, else the best-scored
           town of the text, else a country or region if the text is short or about remote work

A town's score depends on its size, its context (a preposition, "office", a region, punctuation) and its position: first
lines and short texts name the place of work, the rest of a long text also names other places.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from recruit.domain.engines.reading.job import (
    denied_requirements,
    field_labels,
    job_title,
    remote_policies,
    town_scores,
    towns,
    work_arrangements,
)
from recruit.domain.engines.reading.job.choosing import choice
from recruit.domain.engines.reading.job.choosing.choice import CandidateSpan
from recruit.domain.engines.reading.job.choosing.place_candidates import candidates
from recruit.domain.engines.reading.job.location_words import ELSEWHERE_BEFORE, INSTITUTION_BEFORE
from recruit.domain.engines.reading.log_linear import load_models
from recruit.domain.engines.reading.text import gazetteer, lines, places
from recruit.domain.engines.reading.text.language_detection import detect_language
from recruit.domain.engines.skills import catalog

SHORT_TEXT = 1_200
LONGEST_PLACE = 80
LEAST_SCORE = 2.8
LEAST_SCORE_LONG = 3.5
"""Minimum scores of a town, in a short text and in a long one."""

_PARENTHESIS = re.compile(r"\s?\([^)]{3,80}\)?$")
_VALUE_END = re.compile(
    r"[;|]|\s[–—-]\s(?=\D)|\bor\b|,?\s(?:con|with|mit|avec|com|met|and surrounding|plus|visits)\s|\.\s"
)
_POSTCODE = re.compile(
    r"^(?:[A-Z]{1,2}-)?\d{4,5}\s+(?=[A-ZÀ-Ý])|,?\s(?:[A-Z]{1,2}\d[A-Z\d]?(?:\s\d[A-Z]{2})?|\d{5}(?:-\d{4})?)$"
)
_MUNICIPALITY = re.compile(
    r"^(?:ville de|city of|stadt|gemeinde|gemeente|comune di|raum|großraum|region)\s(?=[A-ZÀ-Ý])", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s?[|•·]\s?|\s[–—-]\s")
_ARRANGEMENT = re.compile(
    r"^(?:on[ -]?site|hybrid\w*|remote|vor ort|presencial|présentiel|in sede|ibrid\w+|híbrid\w+)\b", re.IGNORECASE
)


@lru_cache(maxsize=job_title.TEXTS_KEPT)
def find(text: str) -> str | None:
    """Return the location that a text gives, or None. "Not in Paris" gives none."""
    text = denied_requirements.without_denied_places(text)
    title = job_title.find(text)
    title_offsets = (title.start, title.end) if title else (0, 0)
    rule_place = _rule_place(text, title_offsets)
    best = choice.best(candidates(text, rule_place, title_offsets), load_models("job_fields")["location"])
    words = _MUNICIPALITY.sub("", best.words)
    if rule_place is None and (
        _is_elsewhere(text[max(0, best.start - 60) : best.start])
        or catalog.canonical_name(words)
        or choice.is_in_requirements(text, best.start)
    ):
        return None
    if rule_place and rule_place.casefold().startswith(f"{words.casefold()}, "):
        return rule_place  # the gazetteer's region is included
    if rule_place and words.isupper() and places.country(words) == places.country(rule_place):
        return rule_place  # the full name of a country code: "US"
    nickname = places.nickname(words)
    if nickname and ", " in nickname and towns.is_paid_in_europe(text):
        nickname = None
    return nickname or words or None


def _is_elsewhere(before: str) -> bool:
    """Whether the text before a place marks it as another place than the place of work."""
    return bool(ELSEWHERE_BEFORE.search(before)) and not INSTITUTION_BEFORE.search(before)


def find_candidates(text: str, title_offsets: tuple[int, int]) -> Sequence[CandidateSpan]:
    """Return the location candidates of a text, with its title at offsets `title_offsets`; the last is "no location"."""
    return candidates(text, _rule_place(text, title_offsets), title_offsets)


def _rule_place(text: str, title_offsets: tuple[int, int]) -> str | None:
    """Return the place found by the rules alone, or None."""
    return _labelled(text) or _town(text, title_offsets) or _unlisted_place(text) or _country_or_region(text)


def country(text: str) -> str | None:
    """Return the ISO 3166 code of the country of a text's location, or None if the gazetteer doesn't know it."""
    place = find(text)
    if place is None:
        return None
    if places.is_area(place) and (code := gazetteer.country(places.country(place) or "")):
        return code  # before the towns: "España" is also a town of the Philippines
    first, _, rest = place.partition(", ")
    if rest in places.STATE_CODES:
        known = gazetteer.town(first, rest)
        return known.country if known else "US"
    known = gazetteer.town(first)
    if known and known.country == "US" and detect_language(text) != "en":
        return None
    return known.country if known else gazetteer.country(place)


def _labelled(text: str) -> str | None:
    split = lines.split(text)
    for labels in (field_labels.LOCATION - field_labels.AREA, field_labels.AREA):
        for value in lines.labelled(split, labels):
            if place := _labelled_place(value):
                return place
    return None


def _labelled_place(value: str) -> str | None:
    """Return the place named by a label's value: a known town with its region, else the value as written, or None."""
    parts = [part.strip() for part in _VALUE_END.split(value[:200]) if part and part.strip()]
    parts = [part for part in parts if not _ARRANGEMENT.match(part)]
    if not parts:
        return None
    first = parts[0]
    if known := towns.best(first, LEAST_SCORE - 1, title_offsets=(0, 0)):
        written = _POSTCODE.sub("", _PARENTHESIS.sub("", first)).strip(" ,")
        return written if places.is_place(written) and "," not in written else known
    return places.find(first) or _as_written(first)


def _as_written(value: str) -> str | None:
    """Return a label's value without parentheses, or None if it is a work arrangement rather than a place."""
    words = _POSTCODE.sub("", _PARENTHESIS.sub("", value.strip())).strip(" ,")
    if len(words) > LONGEST_PLACE or not words[:1].isalpha() or work_arrangements.remote_option(words, free=True):
        return None
    if work_arrangements.employment_type(words, free=True) or not words[:1].isupper():
        return None
    return words


def _town(text: str, title_offsets: tuple[int, int]) -> str | None:
    least_score = LEAST_SCORE if len(text) <= SHORT_TEXT else LEAST_SCORE_LONG
    return _remote_area(text) or towns.best(text, least_score, title_offsets)


def _unlisted_place(text: str) -> str | None:
    """Return a place missing from the gazetteer: beside its region in the first lines, or after "in" in a note."""
    for line in job_title.heading(text):
        for part in _SEPARATOR.split(line):
            if (written := places.written(part)) and not job_title.has_head(part):
                return written
    return towns.unknown(text) if len(text) <= town_scores.SHORT_TEXT else None


def _remote_area(text: str) -> str | None:
    """Return the place in a heading about remote work, such as "Remote (US)"; later towns are the company's."""
    for line in job_title.heading(text):
        if work_arrangements.remote_option(line) == remote_policies.REMOTE and (area := towns.country(line)):
            return towns.best(line, LEAST_SCORE_LONG, (0, 0)) or area
    return None


def _country_or_region(text: str) -> str | None:
    """Return the country or region of a short text, or of the first lines of a text about remote work, or None."""
    if len(text) > SHORT_TEXT:
        first = "\n".join(job_title.heading(text))
        return towns.country(first) if work_arrangements.remote_option(first) else None
    return towns.country(text, anywhere=work_arrangements.remote_option(text) is not None)
