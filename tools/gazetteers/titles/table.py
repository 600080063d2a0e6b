"""The table `occupations`: known titles as words, the mixes of their codes, and the vectors of occupations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.occupations.meaning import MIXED, SHARE_STEPS, SIZE, quantised
from recruit.domain.engines.occupations.title_index import IDF_STEPS, TitleIndex
from recruit.domain.engines.occupations.title_words import LEVEL_ROOTS, title_words
from tools.gazetteers.text import joined
from tools.gazetteers.titles import sources
from tools.gazetteers.titles.mixing import groups, mixes
from tools.gazetteers.titles.sources import Occupation, Title
from tools.gazetteers.titles.vectors import vectors

MODERN = Path(__file__).with_name("modern.txt")
MOST_WORDS = 12
"""Maximum words of a title. A longer one is a description."""

OF_LEVEL = 0.2
"""Factor on the weight of a word of seniority."""

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Indexed:
    """Titles, ordered by owner.

    `words`: all words, ascending. `idf`: of each word. `sizes`: number of words of each title. `entries`: the word
    numbers of all titles in sequence. `owners`: the owner of each title.
    """

    words: Sequence[str]
    idf: NDArray[np.uint8]
    sizes: NDArray[np.uint8]
    entries: NDArray[np.uint16]
    owners: Sequence[int]


def make(folder: Path, modern: Path = MODERN) -> Arrays:
    """Return the arrays that `recruit.domain.engines.occupations.meaning` reads."""
    base = sources.occupations(folder)
    numbers = {key: number for number, key in enumerate(base)}
    own = [title for title in sources.base_titles(folder) if title.code in numbers]
    other = list(sources.other_titles(folder))
    indexed = index((title.text, numbers[title.code]) for title in own)
    nearest = TitleIndex(list(indexed.words), indexed.idf, indexed.sizes, indexed.entries)
    found = mixes(other, nearest, indexed.owners, groups(base))
    written = written_by_hand(base, modern)
    codes = {code: len(base) + number for number, code in enumerate([*sorted(found), *written])}
    every = [(title.text, numbers[title.code]) for title in own]
    every += [(title.text, codes[title.code]) for title in other if title.code in codes]
    every += [(text, codes[code]) for code, (titles, _) in written.items() for text in titles]
    mixed = [found[code] for code in sorted(found)] + [mix for _, mix in written.values()]
    return {
        **arrays(index(every), len(base) + len(codes)),
        **packed(mixed, len(written)),
        "vectors": quantised(vectors(base, _english(own, folder), SIZE)),
        "names": joined(one.name.lower() for one in base.values() if one.isco),
    }


def written_by_hand(base: Mapping[str, Occupation], modern: Path) -> dict[str, tuple[Sequence[str], dict[int, float]]]:
    """Return the titles of each line of the hand-written list, and the shares of the occupations that it names."""
    names: dict[str, int] = {}
    for number, one in enumerate(base.values()):
        names.setdefault(one.name.lower(), number)
    return {
        f"line {line:03}": (titles, {names[name.lower()]: 1 / len(meant) for name in meant})
        for line, (titles, meant) in enumerate(sources.modern_titles(modern))
    }


def index(titles: Iterable[tuple[str, int]]) -> Indexed:
    """Index titles, each with its owner. Of an owner's titles with the same words, one is kept."""
    bags: defaultdict[int, dict[frozenset[str], tuple[str, ...]]] = defaultdict(dict)
    for text, owner in titles:
        roots = tuple(title_words(text))
        if 0 < len(roots) <= MOST_WORDS:
            bags[owner].setdefault(frozenset(roots), roots)
    kept = [(owner, roots) for owner in sorted(bags) for roots in sorted(bags[owner].values())]
    counts = Counter(root for _, roots in kept for root in roots)
    words = sorted(counts)
    numbers = {word: number for number, word in enumerate(words)}
    return Indexed(
        words,
        np.array([_idf(word, counts[word] / len(kept)) for word in words], np.uint8),
        np.array([len(roots) for _, roots in kept], np.uint8),
        np.array([numbers[root] for _, roots in kept for root in sorted(roots)], np.uint16),
        [owner for owner, _ in kept],
    )


def arrays(indexed: Indexed, owners: int) -> Arrays:
    """Return the arrays of an index."""
    return {
        "words": joined(indexed.words),
        "idf": indexed.idf,
        "sizes": indexed.sizes,
        "entries": indexed.entries,
        "counts": np.bincount(np.array(indexed.owners), minlength=owners).astype(np.uint16),
    }


def packed(mixed: Sequence[Mapping[int, float]], by_hand: int) -> Arrays:
    """Return the mixes as arrays of MIXED columns, and the number of hand-written ones, which are the last."""
    places, shares = np.zeros((len(mixed), MIXED), np.uint16), np.zeros((len(mixed), MIXED), np.uint8)
    for row, mix in enumerate(mixed):
        for column, (place, share) in enumerate(mix.items()):
            places[row, column], shares[row, column] = place, max(1, round(SHARE_STEPS * share))
    return {"places": places, "shares": shares, "by_hand": np.array(by_hand, np.uint32)}


def _idf(word: str, share: float) -> int:
    """Return the idf of a word, lower for a word of seniority, in units of 1/IDF_STEPS."""
    return max(1, min(255, round(IDF_STEPS * log(1 + 1 / share) * (OF_LEVEL if word in LEVEL_ROOTS else 1.0))))


def _english(own: Iterable[Title], folder: Path) -> Mapping[str, Sequence[str]]:
    """Return the English titles of each occupation."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in sources.rows(folder, "esco1.2.1_occupation_labels_en"):
        found[row["conceptUri"].removeprefix(sources.PREFIX)].append(row["label"])
    for title in own:
        if title.code[0].isdigit():
            found[title.code].append(title.text)
    return found
