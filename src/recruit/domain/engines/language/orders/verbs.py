"""Verbs of orders: at the beginning, or at the end, as German and Dutch infinitives are."""

from dataclasses import dataclass, replace
from unicodedata import decomposition

from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists.phrases import compiled, fits
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.misspellings import meant
from recruit.domain.engines.language.orders.words import Action


@dataclass(frozen=True, slots=True)
class Verb:
    """An order's verb and its position in the message. `second` is the particle that it needs.

    `points`: the word includes "him" or "her". `is_denied`: the order is negated.
    """

    action: Action
    start: int
    end: int
    second: str | None = None
    points: bool = False
    is_last: bool = False
    is_denied: bool = False


def first_verb(part: Part) -> Verb | None:
    """Return the verb at the beginning of a part, after words like "please" and "then"."""
    place, denied = part.start, False
    while place < part.end and (denies := _denies(part, place)) + _leads(part.linked.words[place].key):
        denied = denied or denies > 0
        place += max(denies, 1)
    verb = _verb_at(part, place, denied=denied) or _misspelt_at(part, place, denied=denied)
    behind = verb is not None and any(
        fits(words.NEGATIONS_BEHIND, part.linked.words[at].key) for at in range(verb.end, part.end)
    )
    return replace(verb, is_denied=True) if verb and (denied or behind) else verb


def verb_inside(part: Part, place: int) -> Verb | None:
    """Return the verb at a position inside a part: an order without a joint before it."""
    return None if part.linked.tags[place] else _verb_at(part, place, denied=False)


def last_verb(part: Part) -> Verb | None:
    """Return the infinitive at the end of a part."""
    place = part.end - 1
    while place > part.start and (part.linked.words[place].is_mark or part.linked.words[place].key in _BEHIND):
        place -= 1
    if place <= part.start:
        return None
    key = part.linked.words[place].key
    denied = any(_denies(part, at) for at in range(part.start, place))
    key = key if part.linked.tags[place] else meant(key, words.LAST) or key
    found = [action for action, table in words.LAST.items() if fits(table, key)]
    return Verb(found[0], place, place + 1, is_last=True, is_denied=denied) if found else None


_BEHIND = frozenset("bitte please alsjeblieft alstublieft".split())


def is_courteous(part: Part) -> bool:
    """Tell whether words are only courtesies."""
    return all(_leads(key) for key in part.keys)


def _leads(key: str) -> bool:
    return fits(words.AFTER_JOINTS, key) or fits(words.ASKING, key) or not key[0].isalnum()


def _denies(part: Part, place: int) -> int:
    """Return the length of a negation at a position."""
    found = compiled(words.NEGATIONS).match("".join(f"{word.key} " for word in part.linked.words[place : part.end]))
    return len(found[0].split()) if found else 0


def _misspelt_at(part: Part, place: int, *, denied: bool) -> Verb | None:
    """Return the verb that a word is with one wrong letter: "rejct Ann". Its order is proposed."""
    if place >= part.end or part.linked.tags[place]:
        return None
    verb = meant(part.linked.words[place].key, words.FIRST)
    return _verb_at(part, place, denied=denied, instead=verb) if verb else None


def _verb_at(part: Part, place: int, *, denied: bool, instead: str | None = None) -> Verb | None:
    """Return the verb at a position. `instead` replaces the message's own first word."""
    said = [word.key for word in part.linked.words[place : part.end]]
    first = instead or (said[0] if said else "")
    text = "".join(f"{key} " for key in [first, *said[1:]])
    longest: Verb | None = None
    for points, tables in ((False, words.FIRST), (True, words.POINTING), *([(False, words.DENIED)] if denied else [])):
        for action, table in tables.items():
            found = compiled(table).match(text)
            end = place + len(found[0].split()) if found else place
            if found and (longest is None or end > longest.end) and not _is_told(part, end - 1):
                second = words.PARTICLES.get(first)
                longest = Verb(action, place, end, second, points)
    return longest


def _is_told(part: Part, place: int) -> bool:
    """Tell whether a verb reports a past action, by the accent that folding removes: "refusé" isn't "refuse"."""
    word = part.linked.words[place]
    return bool(decomposition(part.linked.message[word.end - 1]))
