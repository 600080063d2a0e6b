"""Visible words of a page with their places, in the reading order of its text."""

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]

from recruit.adapters.documents.answers import Word
from recruit.adapters.documents.pdf.canvas import Canvas
from recruit.adapters.documents.pdf.characters import Characters
from recruit.adapters.documents.pdf.runs import Run

DIGITS = 5
"""Decimal places of a fraction of the page: a hundredth of a point on most pages."""


def placed(page: pdfium.PdfPage, number: int, characters: Characters, lines: Iterable[Sequence[Run]]) -> Iterator[Word]:
    """Yield the words and the single signs of a page's lines. Addresses of links aren't drawn and are left out."""
    found = list(_words(characters.texts, lines))
    if not found:
        return
    boxes = [characters.boxes[indexes] for _, indexes in found]
    outlines = np.array([(*box[:, :2].min(axis=0), *box[:, 2:].max(axis=0)) for box in boxes])
    places = Canvas(page, 1.0).fractions(outlines).clip(0.0, 1.0).round(DIGITS)
    for (text, _), (left, top, right, bottom) in zip(found, places.tolist(), strict=True):
        yield Word(text, number, left, top, right, bottom)


def _words(texts: Sequence[str], lines: Iterable[Sequence[Run]]) -> Iterator[tuple[str, list[int]]]:
    """Yield the text of each word, followed by the white space after it, and the indexes of its characters."""
    for line in lines:
        word, indexes = "", list[int]()
        for run in line:
            for at, (piece, index) in enumerate(run.pieces):
                space = "\t" if at == 0 else " " if piece.startswith(" ") else ""
                if word and (space or not (_is_of_word(word[-1]) and _is_of_word(texts[index][0]))):
                    yield word + space, indexes
                    word, indexes = "", []
                word += texts[index]
                indexes.append(index)
        if word:
            yield f"{word}\n", indexes


def _is_of_word(letter: str) -> bool:
    """Return whether a character is a part of a word, rather than a sign that stands alone."""
    return letter.isalnum() or letter == "_" or category(letter) in {"Mn", "Mc", "Cf"}
