"""A résumé as a profile: skills, languages, education, positions and contacts, each as written in the text.

skill    = a known skill other than a spoken language, with the first line that names it; addresses name no skills, and
           neither do sentences that deny skills or wish for them
position = a role found by `recruit.domain.engines.reading.resume.job_history`

`spoken_languages`, `education` and `contacts` give the grammars of the others. All are in the order of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from recruit.domain.candidates.model.profile import MOST, Position, Profile, Skill
from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.resume import contacts, education, job_history, missing_skills, spoken_languages
from recruit.domain.engines.reading.text import lines, skills
from recruit.domain.engines.reading.text.phrases import PhraseMatch
from recruit.domain.shared.limits import LONGEST_TEXT

LONGEST_QUOTE = 200
_WORD = re.compile(r"[^\s|,;<>()]+")
_ADDRESS = re.compile(r"\w@\w|://|^www\.|\.(?:com|org|io|net)/", re.IGNORECASE)
_PIECE = re.compile(r"^[@/.]|\.(?:com|org|io|net)$", re.IGNORECASE)


def read_profile(text: str, roles: Sequence[job_history.Role] | None = None) -> Profile:
    """Return the profile of a résumé; `roles` are its roles, if already found.

    Never raises; missing information is empty.
    """
    text = field_limits.clean(text)[:LONGEST_TEXT]
    split = lines.split(text)
    return Profile(
        skills=tuple(_skills(text)),
        languages=tuple(spoken_languages.find(split)),
        education=tuple(islice(education.find(split), MOST)),
        positions=tuple(map(_position, (job_history.find(split) if roles is None else roles)[:MOST])),
        contacts=contacts.find(text, split),
    )


def _skills(text: str) -> Iterator[Skill]:
    seen: set[str] = set()
    addresses = [word.span() for word in _WORD.finditer(text) if _ADDRESS.search(word[0])]
    for found in skills.find(missing_skills.without_missing_skills(text)):
        if skills.is_spoken_language(found.name):
            continue
        if len(seen) == MOST:
            return
        if found.name not in seen and not _is_in_address(text, found, addresses):
            seen.add(found.name)
            yield Skill(found.name, _quote(text, found.start, found.end))


def _is_in_address(text: str, found: PhraseMatch, addresses: Sequence[tuple[int, int]]) -> bool:
    """Whether a mention is part of an address, as names are: "ruby.jones@…", "linkedin.com/in/jane-java"."""
    place = bisect_right(addresses, (found.start, len(text)))
    around = text[max(0, found.start - 1) : found.start] + text[found.end : found.end + len(".com")]
    return bool(_PIECE.search(around)) or (place > 0 and found.start < addresses[place - 1][1])


def _quote(text: str, start: int, end: int) -> str:
    """Return the line around a mention, at most `LONGEST_QUOTE` characters of it."""
    floor, ceiling = max(0, start - LONGEST_QUOTE), end + LONGEST_QUOTE
    first = max(text.rfind("\n", floor, start) + 1, floor)
    last = text.find("\n", end, ceiling)
    line = text[first : ceiling if last < 0 else last]
    if len(line) > LONGEST_QUOTE:
        begin = max(0, start - first - LONGEST_QUOTE // 2)
        line = line[begin : begin + LONGEST_QUOTE]
    return lines.without_bullet(" ".join(line.split()))


def _position(role: job_history.Role) -> Position:
    span = role.span
    return Position(
        field_limits.field(role.title),
        field_limits.field(role.company),
        span.start if span else None,
        span.end if span else None,
        goes_on=span is not None and span.last is None,
    )
