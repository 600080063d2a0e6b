"""Occupations as texts, the input of `background` and `concepts`: their names and descriptions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.gazetteers.labels import entry, labels, last_words
from tools.gazetteers.sources import Described


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation: its names, the preferred one first, and the text of names and description."""

    labels: tuple[str, ...]
    text: str


def gather(described: Described, handbook: Mapping[str, Sequence[str]]) -> list[Occupation]:
    """Return the occupations of ESCO, then those of the handbook."""
    entries = [entry(text) for text in described.occupations]
    ends = last_words(entries, (title for titles in handbook.values() for title in titles))
    found = [Occupation(labels(item, ends), f"{' '.join(item.words)} {item.description}") for item in entries]
    for name, titles in handbook.items():
        names = tuple(dict.fromkeys([name.lower(), *titles]))
        found.append(Occupation(names, " ".join(names)))
    return found
