"""Correction of misspelt grammar words. A capitalised word inside a sentence is never changed, as it may be a name.

The distance is Damerau's: a letter added, left out or replaced, or two neighbours swapped (Damerau, "A technique for
computer detection and correction of spelling errors", 1964). Words of up to three letters are hardly corrected, longer
ones may have one error, and those of eight letters and more two. If two words are equally near, none is chosen.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from recruit.domain.engines.language.clauses import Clause, clauses
from recruit.domain.engines.language.common_words import COMMON, CORRECTED

SHORTEST, LONG = 4, 8
_SWAPPED = {"jbo": "job", "ojb": "job", "sho": "show", "shw": "show", "lst": "list", "lis": "list", "fnd": "find"}
"""Unambiguous misspellings of short words."""

MOST_CLAUSES = 20


def corrections(message: str) -> Iterator[Sequence[Clause]]:
    """Yield the clauses of `message` with each clause's first word corrected, and then with all words corrected."""
    found = list(islice(clauses(message), MOST_CLAUSES))
    for most in (1, None):
        changed = [_corrected(clause, most) for clause in found]
        if changed != found:
            yield changed


def _corrected(clause: Clause, most: int | None) -> Clause:
    tokens = list(clause.tokens)
    changed = 0
    for place, token in enumerate(tokens):
        if most is not None and changed >= most:
            break
        correction = nearest(token.text) if token.text.isalpha() and (place == 0 or not token.capital) else None
        if correction:
            tokens[place] = token._replace(text=correction)
            changed += 1
    return Clause(clause.opening, tokens)


@lru_cache(maxsize=4096)
def nearest(word: str) -> str | None:
    """Return the grammar word that `word` is a misspelling of; None if there is none, or several."""
    if word in COMMON or word in CORRECTED:
        return None
    if len(word) < SHORTEST:
        return _SWAPPED.get(word)
    most = 2 if len(word) >= LONG else 1
    near = [(distance(word, known, most), known) for known in CORRECTED if abs(len(known) - len(word)) <= most]
    near = sorted(pair for pair in near if pair[0] <= most)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]


def distance(left: str, right: str, most: int) -> int:
    """Return the distance of two words, or a number above `most` if it is larger."""
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        current = [row]
        for column, other in enumerate(right, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, last = last, current
    return last[-1]
