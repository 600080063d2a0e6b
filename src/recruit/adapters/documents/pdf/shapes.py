"""Invisible text that says what shapes show.

Some programs draw letters as shapes, with transparent text over them to be selected. That is seen, where the text made
opaque covers the shapes and nothing else.
"""

from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]
from numpy.typing import NDArray

from recruit.adapters.documents.pdf.canvas import Canvas, differ
from recruit.adapters.documents.pdf.characters import Characters
from recruit.adapters.documents.pdf.words import Words

PIXELS_PER_POINT = 2.5
LETTERS_ON_SHAPES = 0.95
SHAPES_UNDER_LETTERS = 0.6
"""Shares of pixels. Shapes may be bolder; words that differ share seven tenths at most of the first."""

CLEARLY = 255 // 3
"""How far a colour is from another that it is drawn on."""

SAME_LINE = 2.0
"""Points."""


def drawn(page: pdfium.PdfPage, characters: Characters, words: Words, doubted: list[int]) -> Iterator[int]:
    """Yield the doubted words whose letters lie on shapes of just their form."""
    if not doubted:
        return
    handles = [characters.handles[number] for number in sorted(set(words.objects[doubted].tolist()))]
    canvas = Canvas(page, PIXELS_PER_POINT)
    ground = canvas.without(handles)
    for handle in handles:
        pdfium_c.FPDFTextObj_SetTextRenderMode(handle, pdfium_c.FPDF_TEXTRENDERMODE_FILL)
        pdfium_c.FPDFPageObj_SetFillColor(handle, 255, 0, 255, 255)  # magenta, which no ground is likely to be
    letters = differ(canvas.draw(), ground, CLEARLY)
    for handle in handles:
        pdfium_c.FPDFPageObj_SetIsActive(handle, 0)  # whoever draws the page again must not see what people don't
    boxes = dict(zip(doubted, canvas.pixels(words.boxes[doubted]), strict=True))
    for group in _groups(characters, words, doubted):
        left, top = np.min([boxes[word][:2] for word in group], axis=0)
        right, bottom = np.max([boxes[word][2:] for word in group], axis=0)
        if _same_form(letters[top:bottom, left:right], ground[top:bottom, left:right, :3].astype(np.int16)):
            yield from group


def _groups(characters: Characters, words: Words, doubted: list[int]) -> Iterator[list[int]]:
    """Yield the doubted words in groups that have no white space inside: some programs draw letter by letter."""
    group: list[int] = []
    for word in doubted:
        if group and not (
            word == group[-1] + 1
            and not characters.spaced[int(words.starts[word])]
            and abs(words.boxes[word, 1] - words.boxes[group[-1], 1]) < SAME_LINE
        ):
            yield group
            group = []
        group.append(word)
    yield group


def _same_form(letters: NDArray[np.bool_], ground: NDArray[np.int16]) -> bool:
    if not letters.any():
        return False
    shapes = np.abs(ground - np.median(ground.reshape(-1, 3), axis=0)).max(axis=2) > CLEARLY
    return bool(
        (letters & _wider(shapes)).sum() >= LETTERS_ON_SHAPES * letters.sum()
        and (shapes & _wider(letters)).sum() >= SHAPES_UNDER_LETTERS * shapes.sum() > 0
    )


def _wider(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return a mask that is a pixel larger on every side."""
    wide = mask.copy()
    wide[1:] |= mask[:-1]
    wide[:-1] |= mask[1:]
    wide[:, 1:] |= mask[:, :-1]
    wide[:, :-1] |= mask[:, 1:]
    return wide
