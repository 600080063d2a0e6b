"""Recognition of company names.

firm = short capitalised words; a legal form, or a noun such as "University", "Bank", "Studio" at the start, at the end
       or before "of", marks it as a company
unit = "Department of …", "Faculty of …"
duty = a line that begins with a verb, or most of whose words are lower-case

A place after a company isn't part of its name, but "Bank of New York" is a whole name.
"""

import re
from functools import lru_cache
from itertools import pairwise

from recruit.domain.engines.reading.resume.company_words import DUTY_VERBS, LEGAL_FORMS, ORGANISATIONS
from recruit.domain.engines.reading.text import gazetteer, lines, places

LONGEST_PART = 110
LARGE = 500_000
"""Minimum population of a city that is removed from the end of a company's name."""

SHORTEST_NAME = 4
FEWEST_WORDS = 4
"""Minimum words of a line that counts as a description of duties by its share of lower-case words."""

EDGE = " \t,;:|•·–—-()/→*_#<>[]"
OUTER = " \t,;:|•·–—-/→*_#<>"
MOST_PLACES = 3
"""Maximum number of places after a company: city, region and country."""

WORD = re.compile(r"[^\W\d_][\w'’.&-]*")
ASIDE = re.compile(r"\s?[(\[][^)\]]{0,80}[)\]]?$")
LEGAL = re.compile(rf"(?:^|[\s,]){LEGAL_FORMS}(?=$|[\s,)])", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|@|^\+?[\d ().-]{7,}$")
_UNIT = re.compile(
    r"(?:department|dept\.?|faculty|division|school of|institute of|abteilung|lehrstuhl|faculté|département|facultad|"
    r"departamento|dipartimento|faculteit|afdeling)\b",
    re.IGNORECASE,
)
FUNCTION_WORDS = frozenset(
    "of and the for de la le les du des del della di da do dos das der die und für fur van von den y e et en in im zu "
    "zur am an a at to on l d al el sur with by &".split()
)


@lru_cache(lines.CACHED)
def is_company(part: str) -> bool:
    """Whether a part contains a legal form or a noun typical of company names."""
    if LEGAL.search(part):
        return True
    words = [word.group().casefold() for word in WORD.finditer(ASIDE.sub("", part))]
    within = any(word in ORGANISATIONS and following in FUNCTION_WORDS for word, following in pairwise(words))
    return len(words) > 1 and (within or not ORGANISATIONS.isdisjoint({words[0], words[-1]}))


def is_unit(part: str) -> bool:
    """Whether a part is a department of a company, used only if the company isn't named."""
    return bool(_UNIT.match(part))


@lru_cache(lines.CACHED)
def may_be_company(part: str) -> bool:
    """Whether a part may be a company name: short capitalised words."""
    bare = part.strip(EDGE)
    return (
        1 < len(bare) <= LONGEST_PART
        and not _ADDRESS.search(bare)
        and any(letter.isalpha() for letter in bare)
        and (bare[0].isdigit() or not bare[0].isascii() or "." in bare[:-1] or any(map(str.isupper, bare)))
        and not bare.endswith(":")
        and not describes_duties(bare)
    )


@lru_cache(lines.CACHED)
def company_name(part: str) -> str | None:
    """Return a company's name without the place or parenthesis after it, or None."""
    name = ASIDE.sub("", part).strip()
    for _ in range(MOST_PLACES):
        head, comma, tail = name.rpartition(", ")
        if not comma or not (places.is_place(tail.strip(EDGE)) and not LEGAL.fullmatch(tail.strip())):
            break
        name = head
    return tidy(_without_city(name)) or tidy(part)


def _without_city(name: str) -> str:
    """Drop a large city that follows a name without punctuation: "Acme New York", but not "Bank of New York"."""
    words = name.split(" ")
    for length in (2, 1):
        rest = words[:-length]
        tail = " ".join(words[-length:])
        known = gazetteer.city(tail)
        large = places.is_city(tail) and (known is None or known.people >= LARGE)
        if rest and large and rest[-1].casefold() not in FUNCTION_WORDS:
            whole = len(rest) > 1 or (len(rest[0]) >= SHORTEST_NAME and rest[0].casefold() not in ORGANISATIONS)
            return " ".join(rest) if whole and len(rest[-1]) > 1 else name
    return name


@lru_cache(lines.CACHED)
def describes_duties(line: str) -> bool:
    """Whether a line describes duties: it begins with a verb, or most of its words are lower-case."""
    words = [word.group() for word in WORD.finditer(line)]
    if not words:
        return False
    begins = words[0].casefold() in DUTY_VERBS or (words[0].endswith("ing") and words[1:2] and words[1][0].islower())
    if begins and len(words) > 1 and not is_company(line):
        return True
    small = sum(word[0].islower() and word not in FUNCTION_WORDS for word in words)
    return len(words) >= FEWEST_WORDS and small * 2 > len(words)


def tidy(part: str | None) -> str | None:
    """Return the words of a part without surrounding punctuation, or None."""
    words = " ".join((part or "").split()).strip(OUTER)
    if words.count("(") != words.count(")"):
        words = words.strip("() ")
    return words if words and len(words) <= LONGEST_PART else None
