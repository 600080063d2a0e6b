"""Correction of verbs of orders with one wrong letter.

A typo keeps the first letter or swaps the first two. A different last letter makes another form of a verb, and so does
a longer word that begins with one ("rejected"). In short words a letter is swapped, added or left out; a replaced
letter would make another word ("fire", "hire").
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from recruit.domain.engines.language.common_words import COMMON
from recruit.domain.engines.language.lists.phrases import fits
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.words import Action
from recruit.domain.engines.language.typos import distance

SHORTEST, SHORTEST_REPLACED = 4, 6
"""Shortest word that may be misspelt, and shortest word in which a letter may be replaced, in letters."""


_CORRECT_WORDS = frozenset(
    "hier ihre suit sede sete anda pass sagte sagten zitten sitzen satzen chiedere chiusa chiusi paar vroeg roepen "
    "clojure entwurf mestre suspensa pausierten fichar verset refus meti".split()
)
"""Correct words with another meaning that resemble a verb."""


def corrected_verb(key: str, tables: Mapping[Action, str]) -> str | None:
    """Return the verb in the tables that a word misspells; None if there is none, or several actions match."""
    return _corrected_verb(key, tuple(tables.items()))


@lru_cache(maxsize=4096)
def _corrected_verb(key: str, tables: tuple[tuple[Action, str], ...]) -> str | None:
    if len(key) < SHORTEST or not key.isalpha() or key in COMMON | _CORRECT_WORDS or _is_known(key):
        return None
    near = [(action, verb) for action, table in tables for verb in _verbs(table) if _is_typo(key, verb)]
    return near[0][1] if len({action for action, _ in near}) == 1 else None


def _is_known(key: str) -> bool:
    """Tell whether a word is in the grammar of orders, and so isn't misspelt."""
    tables = (*words.INITIAL_VERBS.values(), *words.FINAL_VERBS.values(), *words.PRONOUN_VERBS.values())
    others = (words.FILLERS, words.AFTER_SEPARATORS, words.NOTE_HEAD, words.STAGE_NOUNS, words.MESSAGES)
    return any(fits(table, key) for table in (*tables, *others))


@lru_cache(maxsize=64)
def _verbs(table: str) -> tuple[str, ...]:
    return tuple(verb for verb in re.findall(r"(?<=[(|:])[a-z]+(?=[|)])", table) if len(verb) >= SHORTEST)


def _is_typo(key: str, verb: str) -> bool:
    if key.startswith(verb) or distance(key, verb, 1) != 1:
        return False
    if sorted(key) == sorted(verb):
        return True
    if len(key) == len(verb):
        return len(verb) >= SHORTEST_REPLACED and (key[0], key[-1]) == (verb[0], verb[-1])
    return key[0] == verb[0]
