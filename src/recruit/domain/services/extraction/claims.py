"""Years of experience that a text claims.

claim = number "+"? "years" (up to seven words) "experience", "total experience:" number, or the same in German, French,
        Spanish, Italian, Portuguese and Dutch; in a text that introduces a person, any number of years
"""

import re

from recruit.domain.services.extraction import sections
from recruit.domain.services.extraction.dates import MOST_YEARS

LONGEST_HEADING = 60

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_COUNT = (
    rf"(?<![\w.,$€£-])(?P<count>\d{{1,2}}(?:[.,]\d{{1,2}})?|{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})"
)
_YEARS = r"(?:years?|yrs?|jahren?|ans|années|años|anni|anos|jaar)"
_EXPERIENCE = (
    r"(?:experience|expertise|leadership|exp\b\.?|(?:berufs)?erfahrung|expérience|experiencia|esperienza|experiência|"
    r"(?:werk)?ervaring)"
)
_STATED = re.compile(
    rf"{_COUNT}\s?\+?\s{{0,2}}(?:plus\s)?{_YEARS}\b['’]?(?:\s[^\s.;]{{1,24}}){{0,7}}?\s{{1,2}}(?:d['’])?{_EXPERIENCE}\b",
    re.IGNORECASE,
)
_STATED_AFTER = re.compile(
    r"\b(?:years of|total(?: work| it| professional)?|overall) experience\s?(?:\(years\)|\(in years\))?\s?(?:of|:|-|–)"
    r"\s{0,2}"
    rf"(?:over |more than |about )?{_COUNT}(?![\w.])",
    re.IGNORECASE,
)
_CLAIMED = re.compile(rf"{_COUNT}\s?\+?\s?(?:years?|yrs?)\b(?!\s(?:old|ago|degree|program|warranty))", re.IGNORECASE)


def stated_years(text: str) -> int | None:
    """Return the first number of years of experience that a text claims, rounded down."""
    found = next((claim for claim in _STATED.finditer(text) if not _ends_in_heading(text, claim)), None)
    other = _STATED_AFTER.search(text)
    if other and (found is None or other.start() < found.start()):
        found = other
    return _count(found)


def claimed_years(summary: str) -> int | None:
    """Return the first number of years in a text that introduces a person, where experience goes without saying."""
    return _count(_CLAIMED.search(summary))


def _ends_in_heading(text: str, claim: re.Match[str]) -> bool:
    """Whether what looks like "years … experience" runs into the heading of the next section."""
    first = text.rfind("\n", claim.start(), claim.end()) + 1
    last = text.find("\n", claim.end(), claim.end() + LONGEST_HEADING)
    return (
        first > 0 and sections.heading(text[first : last if last >= 0 else claim.end() + LONGEST_HEADING]) is not None
    )


def _count(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    word = found["count"].lower()
    value = _NUMBER_WORDS.index(word) + 1 if word in _NUMBER_WORDS else int(float(word.replace(",", ".")))
    return value if value <= MOST_YEARS else None
