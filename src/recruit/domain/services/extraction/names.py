"""The name of a person at the head of a résumé.

name  = 2 to 5 words, each of letters with inner apostrophes, hyphens or dots and a capital first, one of them perhaps
        in parentheses; particles such as "van" may be small
where = label, else one of the first lines, alone or before a comma, bar or dash

A heading, a place, a title of a job, an address or a sentence is no name.
"""

import re
from collections.abc import Sequence

from recruit.domain.services.extraction import lines, places, sections, titles
from recruit.domain.services.extraction.sections import Section

UNKNOWN = "Unknown Candidate"
FIRST_LINES = 8
LONGEST_NAME = 60
LABELS = frozenset({"name", "full name", "candidate name", "candidate", "nombre", "nom"})

_PART = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?")
_PARTICLES = frozenset("van von der den de del della da di dos du la le bin ibn al el y e ten ter zu bint".split())
_DOCUMENT = re.compile(
    r"^(?:curriculum vitae|r[ée]sum[ée]|cv|lebenslauf|name)\b(?: of)?\W{0,3}|\W{0,3}\b(?:curriculum vitae|"
    r"r[ée]sum[ée]|cv)$",
    re.IGNORECASE,
)
_END = re.compile(r",\s|\s[|–—-]\s|[|•·\t]|\s{3,}")
_NOT_A_NAME = frozenset(
    "resume résumé curriculum vitae cv profile summary skills experience education contact page confidential phone "
    "email address university college school institute department company inc ltd llc gmbh of the and for to in with "
    "at on senior junior software web full stack front end backend frontend data science machine learning project "
    "business technologies technology systems solutions services limited private applied position personal statement "
    "objective development management administration marketing sales support design street road avenue hr".split()
)
FEWEST, MOST = 2, 5


def find(split: Sequence[str]) -> tuple[str, int] | None:
    """Return the name and the number of the line it stands on."""
    head = split[:FIRST_LINES]
    for value in lines.labelled(head, LABELS):
        if name := _name(value):
            return name, next((number for number, line in enumerate(head) if value in line), 0)
    for number, line in enumerate(head):
        heading = sections.heading(line)
        if heading in {Section.EXPERIENCE, Section.EDUCATION}:
            return None
        if heading is None and (name := _name(line)):
            return name, number
    return None


def rest(line: str) -> str:
    """Return what follows the name on its line."""
    line = _DOCUMENT.sub("", line.strip())
    end = _END.search(line)
    return line[end.end() :].strip() if end else ""


def _name(line: str) -> str | None:
    if len(line) > 4 * LONGEST_NAME:
        return None
    words = _DOCUMENT.sub("", line.strip())
    words = _END.split(words, maxsplit=1)[0].strip() if words else ""
    if not words or len(words) > LONGEST_NAME or places.is_place(words) or titles.has_head(words):
        return None
    parts = [part.strip('()"“”') for part in words.split()]
    if not FEWEST <= len(parts) <= MOST or not all(map(_is_part, parts)) or len(parts[0]) + len(parts[1]) < MOST - 1:
        return None
    return words.title() if words.isupper() and all(len(part.rstrip(".")) > 1 for part in parts) else words


def _is_part(part: str) -> bool:
    low = part.casefold()
    return bool(_PART.fullmatch(part)) and low not in _NOT_A_NAME and (part[0].isupper() or low in _PARTICLES)
