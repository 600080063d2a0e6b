"""Years of experience stated in a text.

claim = number "+"? "years" (up to seven words) "experience", "total experience:" number, "experience of" number
        "years" or "25-year career", in seven languages and with number words; in the introduction of a résumé, any
        number of years that isn't an age
"""

import re

from recruit.domain.engines.reading.resume import sections
from recruit.domain.engines.reading.text.dates import MOST_YEARS
from recruit.domain.engines.reading.text.lazy_patterns import Lazy, alternatives
from recruit.domain.engines.reading.text.number_words import VALUE_OF

LONGEST_HEADING = 60

_WORDS = alternatives(VALUE_OF)
_COUNT = rf"(?<![\w.,$€£-])(?P<count>\d{{1,2}}(?:[.,]\d{{1,2}})?|{_WORDS})"
_YEARS = r"(?:years?|yrs?|jahren?|ans|années|años|anni|anos|jaar|år|lat|roku)"
_EXPERIENCE = (
    r"(?:experience|expertise|leadership|exp\b\.?|(?:\w{3,12})?erfahrung|(?:berufs)?praxis|expérience|pratique|métier|"
    r"experiencia|trayectoria|esperienza|experiência|(?:werk)?ervaring|erfarenhet|doświadczenia|career|carrera|"
    r"carrière|carriera|carreira|laufbahn|loopbaan)"
)
_YEARS_OF_EXPERIENCE = Lazy(
    rf"{_COUNT}\s?\+?\s{{0,2}}(?:plus\s)?{_YEARS}\b['’]?(?:\s[^\s.;]{{1,24}}){{0,7}}?\s{{1,2}}(?:d['’])?{_EXPERIENCE}\b",
    re.IGNORECASE,
)
_STATED_AFTER = Lazy(
    r"\b(?:years of|total(?: work| it| professional)?|overall) experience\s?(?:\(years\)|\(in years\))?\s?(?:of|:|-|–)"
    r"\s{0,2}"
    rf"(?:over |more than |about )?{_COUNT}(?![\w.])",
    re.IGNORECASE,
)
_OVER = (
    r"(?:(?:over|about|more than|almost|nearly|über|mehr als|rund|fast|knapp|plus de|près de|más de|casi|più di|oltre|"
    r"circa|mais de|quase|meer dan|ruim|bijna)\s)?"
)
_REVERSED = Lazy(
    rf"\b{_EXPERIENCE}(?:\s[^\W\d]{{1,14}}){{0,3}}?\s(?:of|spanning|von|de|d['’]|di|van|seit|desde hace|da|:)\s?{_OVER}"
    rf"{_COUNT}\s?\+?\s(?:{_YEARS})\b",
    re.IGNORECASE,
)
_LONG = Lazy(
    rf"{_COUNT}[ -]year(?:[ -]old)?(?=\s(?:[\w-]+\s)?(?:career|veteran|professional|track record))", re.IGNORECASE
)
_QUARTER = Lazy(r"\bquarter[ -](?:of a[ -])?century\b", re.IGNORECASE)
_CLAIMED = Lazy(
    rf"{_COUNT}\s?\+?\s?(?:years?|yrs?)\b(?!['’]?\s(?:old|ago|degree|program|warranty|notice))|\b(?:seit|mit|depuis|"
    rf"avec|desde hace|hace|con|tras|da|com|há|con|sinds|al|met|na|dopo|apporte|for|of)\s(?:nunmehr\s|schon\s|"
    rf"bereits\s)?{_OVER}{_COUNT.replace('count', 'foreign')}\s?\+?\s(?:jahren?|ans|années|años|anni|anos|jaar)\b|"
    rf"{_COUNT.replace('count', 'opening')}\s?\+?\s(?:jahre|ans|années|años|anni|anos|jaar)\s(?:in der|in|im|als|en|"
    rf"dans|comme|como|de|di|nel|nella|come|na|no|em|bij)\s(?!alt)",
    re.IGNORECASE,
)
_QUARTER_CENTURY = 25


def stated_years(text: str) -> int | None:
    """Return the first stated number of years of experience, rounded down, or None."""
    found = next((claim for claim in _YEARS_OF_EXPERIENCE.finditer(text) if not _ends_in_heading(text, claim)), None)
    for other in (_STATED_AFTER.search(text), _REVERSED.search(text)):
        if other and (found is None or other.start() < found.start()):
            found = other
    return _count(found)


def claimed_years(summary: str) -> int | None:
    """Return the first number of years in an introduction, where the word "experience" is optional, or None."""
    if _QUARTER.search(summary):
        return _QUARTER_CENTURY
    return _count(_LONG.search(summary) or _CLAIMED.search(summary))


def _ends_in_heading(text: str, claim: re.Match[str]) -> bool:
    """Whether an apparent "years … experience" runs into the heading of the next section."""
    first = text.rfind("\n", claim.start(), claim.end()) + 1
    last = text.find("\n", claim.end(), claim.end() + LONGEST_HEADING)
    return (
        first > 0 and sections.heading(text[first : last if last >= 0 else claim.end() + LONGEST_HEADING]) is not None
    )


def _count(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    word = next(found[name] for name in ("count", "foreign", "opening") if found.groupdict().get(name)).lower()
    value = VALUE_OF[word] if word in VALUE_OF else int(float(word.replace(",", ".")))
    return value if value <= MOST_YEARS else None
