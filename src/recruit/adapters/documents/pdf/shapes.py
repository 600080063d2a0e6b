"""Detection of invisible text over letters that are drawn as shapes.

Some programs draw letters as shapes, with transparent, selectable text over them. Such text counts as visible if, made
opaque, it covers the shapes and nothing else.
"""

from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]
from numpy.typing import NDArray

from recruit.adapters.documents.pdf.canvas import Canvas, differ
from recruit.adapters.documents.pdf.characters import Characters, Words

PIXELS_PER_POINT = 2.5
LETTERS_ON_SHAPES = 0.95
SHAPES_UNDER_LETTERS = 0.6
"""Smallest fractions of shared pixels. Shapes may be bolder than letters; different words reach 0.7 of the first."""

CLEARLY = 255 // 3
"""Smallest difference between a colour and its background."""

SAME_LINE = 2.0
"""Largest vertical distance of words in one line, in points."""


def words_on_shapes(page: pdfium.PdfPage, characters: Characters, words: Words, candidates: list[int]) -> Iterator[int]:
    """Yield the candidate words whose letters lie on shapes of the same form."""
    if not candidates:
        return
    handles = [characters.handles[number] for number in sorted(set(words.objects[candidates].tolist()))]
    canvas = Canvas(page, PIXELS_PER_POINT)
    background = canvas.without(handles)
    for handle in handles:
        pdfium_c.FPDFTextObj_SetTextRenderMode(handle, pdfium_c.FPDF_TEXTRENDERMODE_FILL)
        pdfium_c.FPDFPageObj_SetFillColor(handle, 255, 0, 255, 255)  # magenta, an unlikely background
    letters = differ(canvas.draw(), background, CLEARLY)
    for handle in handles:
        pdfium_c.FPDFPageObj_SetIsActive(handle, 0)  # later renderings must not show invisible text
    boxes = dict(zip(candidates, canvas.pixels(words.boxes[candidates]), strict=True))
    for group in _groups(characters, words, candidates):
        left, top = np.min([boxes[word][:2] for word in group], axis=0)
        right, bottom = np.max([boxes[word][2:] for word in group], axis=0)
        if _same_form(letters[top:bottom, left:right], background[top:bottom, left:right, :3].astype(np.int16)):
            yield from group


def _groups(characters: Characters, words: Words, candidates: list[int]) -> Iterator[list[int]]:
    """Yield the candidate words in groups without white space inside: some programs draw each letter separately."""
    group: list[int] = []
    for word in candidates:
        if group and not (
            word == group[-1] + 1
            and not characters.spaced[int(words.starts[word])]
            and abs(words.boxes[word, 1] - words.boxes[group[-1], 1]) < SAME_LINE
        ):
            yield group
            group = []
        group.append(word)
    yield group


def _same_form(letters: NDArray[np.bool_], background: NDArray[np.int16]) -> bool:
    if not letters.any():
        return False
    shapes = np.abs(background - np.median(background.reshape(-1, 3), axis=0)).max(axis=2) > CLEARLY
    return bool(
        (letters & _wider(shapes)).sum() >= LETTERS_ON_SHAPES * letters.sum()
        and (shapes & _wider(letters)).sum() >= SHAPES_UNDER_LETTERS * shapes.sum() > 0
    )


def _wider(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return a mask dilated by one pixel on every side."""
    wide = mask.copy()
    wide[1:] |= mask[:-1]
    wide[:-1] |= mask[1:]
    wide[:, 1:] |= mask[:, :-1]
    wide[:, :-1] |= mask[:, 1:]
    return wide
