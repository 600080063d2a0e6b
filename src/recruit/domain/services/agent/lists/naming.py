"""Places, firms, skills and occupations that a list is narrowed by, and how many are wanted."""

from collections.abc import Iterator

from recruit.domain.services.agent.common_words import COMMON
from recruit.domain.services.agent.filters import title_of
from recruit.domain.services.agent.learned import narrowing
from recruit.domain.services.agent.learned.kinds import NUMBERS, STOPS
from recruit.domain.services.agent.learned.linking import LEVELS
from recruit.domain.services.agent.learned.occupation_words import occupation
from recruit.domain.services.agent.learned.targets import Part
from recruit.domain.services.agent.learned.words import keys
from recruit.domain.services.agent.lists import words
from recruit.domain.services.agent.lists.country_names import CONTINENTS, names
from recruit.domain.services.agent.lists.phrases import Phrases, fits
from recruit.domain.services.extraction import gazetteer
from recruit.domain.services.extraction.titles import is_head

BEFORE = 5
"""Words between a negation and what it turns round: "who don't live in Berlin"."""

LONGEST_COUNTRY = 3
SHORTEST_TITLE = 4
MOST_LISTED = 100


def places(said: Phrases, part: Part) -> dict[str, str]:
    """Take a place that the list is of, and one that it isn't of."""
    found: dict[str, str] = {}
    spans = sorted({*_countries(part), *part.linked.places}, key=lambda span: (span[0], -span[1]))
    for start, end in spans:
        if said.has_taken(start, end):
            continue
        name = "not_location" if (against := _negation(said, start)) is not None else "location"
        if name not in found:
            found[name] = part.linked.text(start, end)
            said.mark(start, end)
            if against is not None:
                said.mark(against, against + 1)
    return found


def _countries(part: Part) -> Iterator[tuple[int, int]]:
    for start in range(len(part.words)):
        for length in range(min(LONGEST_COUNTRY, len(part.words) - start), 0, -1):
            text = part.linked.text(start, start + length)
            short = len(text) <= 2 and not text.isupper()  # noqa: PLR2004 - "us" is no country
            named = gazetteer.folded(text) in {*names(), *CONTINENTS} or (
                part.words[start].capital and gazetteer.country(text)
            )
            if named and not short and not text.isdigit():
                yield start, start + length
                break


def _negation(said: Phrases, place: int) -> int | None:
    """Return where a word stands that turns round what is at a place, with nothing but fillers between them."""
    for before in range(place - 1, max(-1, place - 1 - BEFORE), -1):
        key = said.words[before].key
        if key in words.NOT and not said.taken[before]:
            return before
        if said.taken[before]:
            return None
    return None


def known_companies(said: Phrases, part: Part) -> dict[str, str]:
    """Take a firm that some of the organisation's candidates work for: "Lakeside Hospital" is no place."""
    for phrase, written in sorted(part.directory.companies.items(), key=lambda one: -len(one[0])):
        if span := _span(said, " ".join(phrase)):
            said.mark(*span)
            return {"company": written}
    return {}


def companies(said: Phrases, part: Part) -> dict[str, str]:
    """Take the name of a firm by where it stands: "who works at Acme"."""
    taken = [part.linked.text(place, place + 1) for place, is_taken in enumerate(said.taken) if is_taken]
    firm = narrowing.company(part, taken)
    span = _span(said, firm) if firm else None
    if firm is None or span is None:
        return {}
    said.mark(*span)
    return {"company": firm}


def skills(said: Phrases, part: Part) -> dict[str, str]:
    """Take a skill that is asked for, and one that isn't wanted."""
    found: dict[str, str] = {}
    for name in narrowing.skill_names(part):
        span = _span(said, name)
        if span is None or _is_trade(part, name) or name.lower() in STOPS:
            continue
        against = _negation(said, span[0])
        kind = "skill" if against is None else "not_skill"
        if kind not in found:
            found[kind] = name
            said.mark(*span)
            if against is not None:
                said.mark(against, against + 1)
    return found


def _is_trade(part: Part, name: str) -> bool:
    """Tell an occupation from a skill: "Salesforce" is one where a job asks for it."""
    return keys(name) not in part.directory.skills and all(occupation(word) for word in keys(name))


def _span(said: Phrases, text: str) -> tuple[int, int] | None:
    """Return the words that are a text and aren't taken."""
    wanted = keys(text)
    listed = [word.key for word in said.words]
    for start in range(len(listed) - len(wanted) + 1):
        end = start + len(wanted)
        if tuple(listed[start:end]) == wanted and not said.has_taken(start, end):
            return start, end
    return None


def titles(said: Phrases, part: Part) -> dict[str, str]:
    """Take the occupation that is named, with the words beside it that titles of the organisation have."""
    place = next((at for at in range(len(said.words)) if _names_trade(said, at)), None)
    if place is None:
        return {}
    start, end = place, place + 1
    titled = {key for person in part.directory.people for key in keys(person.current_title or "")} | set(
        part.directory.titles
    )
    while start > 0 and _belongs(said, start - 1, titled):
        start -= 1
    while end < len(said.words) and _belongs(said, end, titled):
        end += 1
    said.mark(start, end)
    text = part.linked.text(start, end)
    return {"title": title_of(text) or text}


def _names_trade(said: Phrases, place: int) -> bool:
    word = said.words[place]
    if said.taken[place] or not word.key.isalpha() or len(word.key) < SHORTEST_TITLE:
        return False
    if occupation(word.key):
        return True
    return is_head(word.key) and word.key not in COMMON and word.key not in STOPS and not _is_noun(word.key)


def _is_noun(key: str) -> bool:
    """Tell a noun for what lists are of."""
    return any(fits(nouns, key) for nouns in (words.CANDIDATES, words.JOBS, words.APPLICATIONS))


def _belongs(said: Phrases, place: int, titled: set[str]) -> bool:
    key = said.words[place].key
    return (
        not said.taken[place]
        and key not in STOPS
        and (key in titled or key in LEVELS or occupation(key) is not None)
        and key[0].isalpha()
        and not _is_noun(key)
    )


def limits(said: Phrases) -> dict[str, int]:
    """Take how many are wanted."""
    for place in said.left():
        word = said.words[place]
        value = word.number if word.number is not None else NUMBERS.get(word.key, 0)
        if 1 < value <= MOST_LISTED:
            said.mark(place, place + 1)
            return {"limit": value}
    said.take("top|best|first|beste[nrsm]?|erste[nr]?|meilleure?s?|mejor(?:es)?|melhor(?:es)?|miglior[ei]?")
    return {}
