"""Confidence of a résumé's fields, and the minimum confidence of a value."""

from collections.abc import Iterator, Mapping
from functools import cache

from recruit.data import arrays, lines
from recruit.domain.candidates.model.profile import ReadField
from recruit.domain.engines.reading.log_linear import load_models
from recruit.domain.engines.reading.resume.choosing.fields import RULED, Choice

LEAST = {"full_name": 0.4, "headline": 0.25, "location": 0.25, "current_title": 0.25, "current_company": 0.25}
"""Minimum confidence by field; below it the field stays empty and the value becomes a suggestion."""

LABELLED = 0.97
"""Confidence in a title or company labelled as current."""

LINKED = 0.99
"""Confidence in addresses, which are found by rules only."""

DIGITS = 2


def judged(field: str, choice: Choice) -> ReadField:
    """Return a choice with its confidence; a choice below the minimum has no value."""
    if choice.value is None:
        return ReadField(field, None, 0.0, tuple(choice.others))
    model = load_models("resume_fields")[field]
    sure = RULED if choice.known else model.confidence(choice.probability, agreed=choice.agreed)
    sure = round(sure, DIGITS)
    if sure < LEAST[field]:
        return ReadField(field, None, sure, (choice.value, *choice.others[:-1]))
    return ReadField(field, choice.value, sure, tuple(choice.others))


def of_years(value: int | None, how: str) -> Iterator[ReadField]:
    """Yield the years of experience with the confidence of their source."""
    if value is not None:
        yield ReadField("experience_years", str(value), round(_years_right()[how], DIGITS))


@cache
def _years_right() -> Mapping[str, float]:
    """Return the share of right years of experience by their source."""
    table = arrays("resume_fields")
    return dict(zip(lines(table["years_from"]), table["years_right"].tolist(), strict=True))


def of_links(linkedin: str | None, github: str | None, website: str | None) -> Iterator[ReadField]:
    """Yield the addresses that were found."""
    for field, value in (("linkedin_url", linkedin), ("github_url", github), ("website_url", website)):
        if value:
            yield ReadField(field, value, LINKED)
