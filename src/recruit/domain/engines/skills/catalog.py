"""The skill catalog: look-up of skills by any of their names, such as "k8s" or "Python 3.11 (primary)".

The key of a known skill is its display name, such as "PostgreSQL". The key of any other skill is its stems.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from recruit.domain.engines.ranking.terms import terms
from recruit.domain.engines.skills.context import is_language, is_skill
from recruit.domain.engines.skills.table import Name, Table, shipped
from recruit.domain.engines.skills.words import joined, key, singular, unversioned, words

LONGEST_NAME = 200
"""Maximum characters read of an entered name."""

NAMES_CACHED = 50_000

_ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FILLER_BEFORE = re.compile(
    r"^(?:\d{1,2}\+? ?(?:years?|yrs?)(?: of)?|(?:very )?(?:strong|solid|good|excellent|deep|proven|advanced|basic|"
    r"intermediate|expert|hands-on|working|practical|professional|general|some|prior|previous)|experienced?|knowledge|"
    r"proficien(?:cy|t)|familiar(?:ity)?|expertise|understanding|background|skill(?:s|ed)?|ability|certified|"
    r"certification|in|with|of|using|the|a|an) ",
    re.IGNORECASE,
)
_FILLER_AFTER = re.compile(
    r"[ :,-]+(?:experience|knowledge|skills?|proficiency|expertise|expert|advanced|intermediate|beginner|basics?|"
    r"fundamentals|certifi(?:ed|cates?|cations?)|programming|coding|scripting|development|developer|engineer|language|"
    r"framework|library|libraries|database|platform|software|tools?|required|preferred|fluent|native|"
    r"\d{1,2}\+? ?(?:years?|yrs?)|v?\.? ?\d+(?:\.[\dx]+)*\+?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A known skill, and its position in a text: text[start:end]."""

    skill: str
    start: int
    end: int


@lru_cache(maxsize=NAMES_CACHED)
def canonical_name(name: str) -> str | None:
    """Return the known skill that the whole of `name` means, in any spelling, or None."""
    return next((skill for form in _possible_names(name[:LONGEST_NAME]) if (skill := _named(form))), None)


@lru_cache(maxsize=NAMES_CACHED)
def canonical(name: str) -> str:
    """Return the key of a skill by its entered name; "" for a name of only white space."""
    if skill := canonical_name(name):
        return skill
    name = name[:LONGEST_NAME]
    *_, bare = _possible_names(name)
    return " ".join(terms(bare.replace("-", " "))) or " ".join(name.casefold().split())


def names_of(skill: str) -> list[str]:
    """Return all names of a skill, the given one first."""
    skill = " ".join(skill.split())
    wanted = canonical(skill)
    others = [name.written for name in shipped().names.values() if name.skill == wanted]
    return list(dict.fromkeys([skill, wanted, *others]))


def find(text: str) -> Sequence[Mention]:
    """Return the mentions of known skills in a text, in order, the longest at each word, without overlaps."""
    found = list(words(text))
    mentions = []
    position = 0
    while position < len(found):
        if (first := _first(found[position][0])) is None:
            position += 1
            continue
        length, name = _longest(text, found, position, first)
        start, end = found[position][1], found[position + length - 1][2]
        if name and _is_mention(name, text, start, end):
            mentions.append(Mention(name.skill, start, end))
        position += length
    return mentions


def kind(skill: str) -> str | None:
    """Return the kind of a known skill, one of `table.KINDS`, or None for an unknown skill."""
    return shipped().kinds.get(skill)


@lru_cache(maxsize=NAMES_CACHED)
def implied(skill: str) -> frozenset[str]:
    """Return the skills that this skill implies, directly or transitively, without itself."""
    table = shipped()
    reached: set[str] = set()
    ahead = [skill]
    while ahead:
        new = set(table.implied.get(ahead.pop(), ())) - reached
        reached |= new
        ahead += new
    return frozenset(reached - {skill})


def implying(skill: str) -> frozenset[str]:
    """Return the known skills that imply this skill, directly or transitively."""
    return _implying().get(skill, frozenset())


@cache
def _implying() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for held in shipped().implied:
        for skill in implied(held):
            found[skill].add(held)
    return {skill: frozenset(held) for skill, held in found.items()}


def _possible_names(name: str) -> Iterator[str]:
    """Yield possible skill names in an entered name: the whole name first, the shortest form last."""
    name = " ".join(name.split())
    yield name
    bare = " ".join(_ASIDE.sub(" ", name).split())
    yield bare
    yield from (aside[1] for aside in _ASIDE.finditer(name))
    before = ""
    while bare != before:
        before = bare
        for filler in (_FILLER_AFTER, _FILLER_BEFORE):
            bare = filler.sub("", bare).strip() or bare
            yield bare


def _named(form: str) -> str | None:
    table = shipped()
    phrase = key(form)
    last = phrase.rpartition(" ")[2]
    versionless = phrase.removesuffix(last) + unversioned(last)
    for variant in (phrase, singular(phrase), phrase.replace(" ", ""), versionless):
        if (name := table.get(variant)) and name.skill:
            return name.skill
    return None


@lru_cache(maxsize=NAMES_CACHED)
def _first(word: str) -> str | None:
    """Return the form of the word with which names begin, or None if no name begins with it."""
    return next((form for form in (word, singular(word), unversioned(word)) if form in shipped().longest), None)


def _longest(text: str, found: Sequence[tuple[str, int, int]], position: int, word: str) -> tuple[int, Name | None]:
    """Return the number of words of the longest name at a position, and that name; (1, None) for no name."""
    table = shipped()
    end = found[position][2]
    name = _get(table, word)
    length, phrase = 1, word
    for count, (following, start, after) in enumerate(found[position + 1 : position + table.longest.get(word, 1)], 2):
        if not joined(text, end, start):
            break
        phrase, end = f"{phrase} {following}", after
        if longer := _get(table, phrase):
            length, name = count, longer
    return length, name


def _get(table: Table, phrase: str) -> Name | None:
    return table.get(phrase) or table.get(singular(phrase))


def _is_mention(name: Name, text: str, start: int, end: int) -> bool:
    spoken = kind(name.skill) == "spoken"
    return is_skill(name, text, start, end) and (not spoken or is_language(text, start, end))
