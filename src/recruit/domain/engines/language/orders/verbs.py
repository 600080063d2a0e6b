"""Verbs of orders: at the beginning, or at the end, as German and Dutch infinitives are."""

from dataclasses import dataclass, replace
from unicodedata import decomposition

from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists.phrases import compiled, fits, match_length, spaced
from recruit.domain.engines.language.negation_words import BEHIND_VERB, OF_ORDER
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.misspellings import corrected_verb
from recruit.domain.engines.language.orders.words import Action


@dataclass(frozen=True, slots=True)
class Verb:
    """An order's verb and its span in the message. `particle` is the one that it needs.

    `has_pronoun`: the word includes "him" or "her". `is_last`: the verb is at the end. `is_negated`: the order is negated.
    """

    action: Action
    start: int
    end: int
    particle: str | None = None
    has_pronoun: bool = False
    is_last: bool = False
    is_negated: bool = False


def first_verb(part: Part) -> Verb | None:
    """Return the verb at the beginning of a part, after words like "please" and "then"."""
    index, negated = part.start, False
    while index < part.end:
        length = match_length(OF_ORDER, part.keys[index - part.start :])
        if not length and not _is_introductory(part.linked.words[index].key):
            break
        negated = negated or length > 0
        index += max(length, 1)
    verb = _verb_at(part, index, negated=negated) or _misspelt_at(part, index, negated=negated)
    if verb is None:
        return None
    negated = negated or any(fits(BEHIND_VERB, key) for key in part.keys[verb.end - part.start :])
    return replace(verb, is_negated=negated)


def verb_inside(part: Part, index: int) -> Verb | None:
    """Return the verb at a position inside a part: an order without a separator before it."""
    return None if part.linked.tags[index] else _verb_at(part, index, negated=False)


def last_verb(part: Part) -> Verb | None:
    """Return the infinitive at the end of a part."""
    index = part.end - 1
    while index > part.start and (part.linked.words[index].is_mark or part.linked.words[index].key in _AFTER_VERB):
        index -= 1
    if index <= part.start:
        return None
    key = part.linked.words[index].key
    negated = any(match_length(OF_ORDER, part.keys[at:]) for at in range(index - part.start))
    key = key if part.linked.tags[index] else corrected_verb(key, words.FINAL_VERBS) or key
    found = [action for action, table in words.FINAL_VERBS.items() if fits(table, key)]
    return Verb(found[0], index, index + 1, is_last=True, is_negated=negated) if found else None


_AFTER_VERB = frozenset("bitte please alsjeblieft alstublieft".split())


def is_courteous(part: Part) -> bool:
    """Tell whether words are only courtesies."""
    return all(_is_introductory(key) for key in part.keys)


def _is_introductory(key: str) -> bool:
    return words.is_courtesy(key) or not key[0].isalnum()


def _misspelt_at(part: Part, index: int, *, negated: bool) -> Verb | None:
    """Return the verb that a word with one wrong letter stands for: "rejct Ann"."""
    if index >= part.end or part.linked.tags[index]:
        return None
    verb = corrected_verb(part.linked.words[index].key, words.INITIAL_VERBS)
    return _verb_at(part, index, negated=negated, instead=verb) if verb else None


def _verb_at(part: Part, index: int, *, negated: bool, instead: str | None = None) -> Verb | None:
    """Return the verb at a position. `instead` replaces the message's own first word."""
    first, *others = part.keys[index - part.start :] or [""]
    first = instead or first
    text = spaced([first, *others])
    longest: Verb | None = None
    for tables in (words.INITIAL_VERBS, words.PRONOUN_VERBS, words.NEGATED_VERBS if negated else {}):
        for action, table in tables.items():
            found = compiled(table).match(text)
            end = index + len(found[0].split()) if found else index
            if end > (longest.end if longest else index) and not _reports_past(part, end - 1):
                longest = Verb(action, index, end, words.PARTICLES.get(first), tables is words.PRONOUN_VERBS)
    return longest


def _reports_past(part: Part, index: int) -> bool:
    """Tell whether a verb reports a past action, by the accent that folding removes: "refusé" isn't "refuse"."""
    word = part.linked.words[index]
    return bool(decomposition(part.linked.message[word.end - 1]))
