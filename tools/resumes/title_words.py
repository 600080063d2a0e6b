"""The table `title_words`: head nouns of titles of occupations, from ESCO's labels in seven languages.

A head is the last word of a label before a preposition in English, German and Dutch, else the first word.
"""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LEADING = ("fr", "es", "pt", "it")
TRAILING = ("en", "de", "nl")
OFTEN = 2
"""Minimum labels with a head of the table."""

SHORTEST = 3
_JOINING = frozenset(
    "of in for and at on with to für im der und mit zur zum des am an bei van voor aan op met en".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ASIDE = re.compile(r"\(.*?\)")


def table(folder: Path) -> dict[str, NDArray[np.generic]]:
    """Return the arrays that `recruit.domain.engines.reading.resume.choosing.title_vocabulary` reads."""
    found: set[str] = set()
    for language in (*LEADING, *TRAILING):
        counts = Counter(_heads(folder / f"esco1.0.8_occupation_labels_{language}.tsv.gz", language))
        found |= {word for word, count in counts.items() if count >= OFTEN and len(word) >= SHORTEST}
    return {"words": np.frombuffer("\n".join(sorted(found)).encode(), np.uint8)}


def _heads(path: Path, language: str) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for label in row["label"].split("/"):
                words = [word.casefold() for word in _WORD.findall(_ASIDE.sub("", label))]
                if not words:
                    continue
                end = next((place for place, word in enumerate(words) if word in _JOINING), len(words))
                yield words[0] if language in LEADING else words[max(end, 1) - 1]
