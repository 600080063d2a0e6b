"""Where an order begins: its verb stands first, or last as infinitives do in German and Dutch."""

from dataclasses import dataclass, replace
from unicodedata import decomposition

from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists.phrases import compiled, fits
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.misspellings import meant
from recruit.domain.engines.language.orders.words import Action


@dataclass(frozen=True, slots=True)
class Verb:
    """An order's verb and where it stands in the message; `second` is the part that it needs behind it.

    `points`: "him" or "her" is a part of the word; `is_denied`: the order is not to be carried out.
    """

    action: Action
    start: int
    end: int
    second: str | None = None
    points: bool = False
    is_last: bool = False
    is_denied: bool = False


def first_verb(part: Part) -> Verb | None:
    """Return the verb that a part begins with, behind words like "please" and "then"."""
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
    """Return the verb at a place inside of a part: an order that nothing parts from the one before."""
    return None if part.linked.tags[place] else _verb_at(part, place, denied=False)


def last_verb(part: Part) -> Verb | None:
    """Return the infinitive that a part ends with."""
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
    """Tell words that are nothing but courtesies."""
    return all(_leads(key) for key in part.keys)


def _leads(key: str) -> bool:
    return fits(words.AFTER_JOINTS, key) or fits(words.ASKING, key) or not key[0].isalnum()


def _denies(part: Part, place: int) -> int:
    """Return the length of a negation at a place."""
    found = compiled(words.NEGATIONS).match("".join(f"{word.key} " for word in part.linked.words[place : part.end]))
    return len(found[0].split()) if found else 0


def _misspelt_at(part: Part, place: int, *, denied: bool) -> Verb | None:
    """Return the verb that a word is with one letter wrong: "rejct Ann". What it orders is proposed."""
    if place >= part.end or part.linked.tags[place]:
        return None
    verb = meant(part.linked.words[place].key, words.FIRST)
    return _verb_at(part, place, denied=denied, instead=verb) if verb else None


def _verb_at(part: Part, place: int, *, denied: bool, instead: str | None = None) -> Verb | None:
    """Return the verb at a place, of which `instead` is the first word in place of the message's own."""
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
    """Tell a verb of what somebody did by the accent that folding takes away: "refusé" is no "refuse"."""
    word = part.linked.words[place]
    return bool(decomposition(part.linked.message[word.end - 1]))
