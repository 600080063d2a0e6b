"""Differences of two texts by words. What is equal is shortened to the words around each difference."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

CONTEXT = 80
"""Characters of equal text that are kept on either side of a difference."""

SHORT = 80
"""Characters up to which two texts are shown beside each other."""

MOST_PARTS = 1000
"""Lines, or words of two different passages, that are compared: the time grows with their square."""

MOST_PAIRS = 10_000
"""Pairs of equal lines, and then of equal words, that are compared in a text: repeated ones take the most time."""

ALIKE = 0.4
"""Fraction of their words that two passages have in common at least. Others replace one another as a whole."""

SAME, REMOVED, ADDED = "same", "removed", "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of two texts: in both (SAME), only in the former (REMOVED) or only in the latter (ADDED)."""

    change: str
    text: str


def is_long(*texts: str) -> bool:
    """Return whether one of some texts is too long to be shown beside another one."""
    return any(len(text) > SHORT for text in texts)


def text_difference(before: str, after: str) -> list[Piece]:
    """Return the pieces of two texts in order, with equal text shortened."""
    lines = [re.split(r"(?=\n)", text) for text in (before, after)]
    found = [
        Piece(change, "".join(piece.text for piece in same))
        for change, same in groupby(filter(lambda piece: piece.text, _pieces(*lines)), key=lambda piece: piece.change)
    ]
    last = len(found) - 1
    return [
        Piece(SAME, _shortened(one.text, is_first=place == 0, is_last=place == last)) if one.change == SAME else one
        for place, one in enumerate(found)
    ]


def _pieces(
    before: Sequence[str], after: Sequence[str], *, most_pairs: int = MOST_PAIRS, by_words: bool = False
) -> Iterator[Piece]:
    """Yield the pieces of two sequences of lines, or of words."""
    counts = Counter(before)
    if len(before) + len(after) > MOST_PARTS or sum(counts[part] for part in after) > most_pairs:
        yield from _replaced(before, after)
        return
    changes = SequenceMatcher(None, before, after).get_opcodes()
    for kind, start, end, start_after, end_after in changes:
        removed, added = before[start:end], after[start_after:end_after]
        if kind == "equal":
            yield Piece(SAME, "".join(removed))
        elif by_words or kind != "replace":
            yield from _replaced(removed, added)
        else:
            old, new = (re.findall(r"\S+\s*|^\s+", "".join(part)) for part in (removed, added))
            alike = SequenceMatcher(None, old, new).quick_ratio() >= ALIKE
            share = most_pairs // len(changes)
            yield from _pieces(old, new, most_pairs=share, by_words=True) if alike else _replaced(removed, added)


def _replaced(removed: Sequence[str], added: Sequence[str]) -> Iterator[Piece]:
    """Yield what is removed and what is added. Line breaks before it aren't marked."""
    for change, parts in ((REMOVED, removed), (ADDED, added)):
        text = "".join(parts)
        words = text.lstrip()
        if text:
            yield Piece(SAME, text[: len(text) - len(words)])
            yield Piece(change, words)


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Return equal text without what is far from the differences before and after it."""
    head = "" if is_first else text[:CONTEXT].rpartition(" ")[0]
    tail = "" if is_last else text[-CONTEXT:].partition(" ")[2]
    return text if len(text) <= 2 * CONTEXT else f"{head} … {tail}"
