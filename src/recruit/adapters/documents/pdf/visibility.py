"""Detection of a page's invisible characters.

A page is rendered with and without its text. A word that leaves no trace in the difference is invisible, whatever the
reason: drawn in the background colour, transparent, in render mode 3, clipped, off the page, or covered. Overlapping
words are removed in turn, so that each is judged alone.
"""

import ctypes
from collections.abc import Iterator, Mapping

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]
from numpy.typing import NDArray

from recruit.adapters.documents.pdf import shapes, stacks
from recruit.adapters.documents.pdf.canvas import Boxes, Canvas, Pixels, differ, sums
from recruit.adapters.documents.pdf.characters import Characters, Words, words_of
from recruit.adapters.documents.pdf.overlaps import MOST_LAYERS, layers
from recruit.adapters.documents.text_style import SAME_COLOUR, TINIEST, TINY, WHITE_TEXT

PIXELS_PER_POINT = 1.0
FAINTEST = 20
"""Smallest visible difference between a pixel and its background, of 255. Light grey on white has 40."""

LEAST_INK = 0.5
"""Number of pixels per letter that must differ."""

NARROW_PAGE = 400.0
"""Width in points. On narrower pages, which a reader enlarges, smaller text is readable."""

INVISIBLE, TRANSPARENT, COVERED = "invisible text", "transparent text", "covered text"
OUTSIDE, STACKED = "text off the page", "letters on one another"

_INVISIBLE_MODES = frozenset({pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP})


def hidden(page: pdfium.PdfPage, characters: Characters) -> Mapping[int, str]:
    """Return the reason for each invisible character, by index. Invisible text may stay removed from the page."""
    if not len(characters):
        return {}
    words = words_of(characters)
    reasons = dict(_invisible_words(page, characters, words))
    candidates = [word for word, reason in reasons.items() if reason in {INVISIBLE, TRANSPARENT}]
    for word in shapes.words_on_shapes(page, characters, words, candidates):
        del reasons[word]
    reasons.update(dict.fromkeys(stacks.unreadable(characters, words, reasons).tolist(), STACKED))
    if not reasons:
        return {}
    found: dict[int, str] = {}
    last = None
    for word, (start, end) in enumerate(zip(words.starts.tolist(), words.ends.tolist(), strict=True)):
        if any(letter.isalnum() for text in characters.texts[start:end] for letter in text):
            last = reasons.get(word)  # punctuation leaves too little ink and gets the result of the word before it
        if last is not None:
            found.update(dict.fromkeys(range(start, end), last))
    return found


def _invisible_words(page: pdfium.PdfPage, characters: Characters, words: Words) -> Iterator[tuple[int, str]]:
    narrowness = max(1.0, NARROW_PAGE / max(1.0, min(page.get_size())))
    canvas = Canvas(page, PIXELS_PER_POINT * narrowness)
    boxes = canvas.pixels(words.boxes)
    visible, background = _visible_words(canvas, characters, words, boxes)
    tiniest = TINIEST / narrowness
    width, height = (words.boxes[:, 2:] - words.boxes[:, :2]).T
    size = np.where(characters.turns[words.starts] % 2, width, height)
    tiny = size * np.minimum(characters.widths[words.objects], 1.0) < tiniest
    for word in np.flatnonzero(~visible | tiny):
        if reason := TINY if tiny[word] else _reason(characters, words, int(word), background, boxes[word]):
            yield int(word), reason


def _visible_words(
    canvas: Canvas, characters: Characters, words: Words, boxes: Boxes
) -> tuple[NDArray[np.bool_], Pixels]:
    """Return for each word whether the page looks different without it, and a rendering without text."""
    whole = canvas.draw()
    layer_of = layers(boxes, words.objects)
    count = int(layer_of.max()) + 1
    visible = np.zeros(len(boxes), bool)
    least = LEAST_INK * (words.ends - words.starts)
    for layer in range(min(count, MOST_LAYERS)):
        background = canvas.without(characters.handles[number] for number in np.flatnonzero(layer_of == layer))
        mine = layer_of[words.objects] == layer
        visible[mine] = sums(differ(whole, background, FAINTEST), boxes[mine]) > least[mine]
    if count > 1:  # white letters over black ones leave a trace, but an unreadable one
        background = canvas.without(characters.handles)
        for word in np.flatnonzero(visible):
            handle = characters.handles[words.objects[word]]
            filled = pdfium_c.FPDFTextObj_GetTextRenderMode(handle) == pdfium_c.FPDF_TEXTRENDERMODE_FILL
            visible[word] = not (filled and _same_colour(handle, _background_of(background, boxes[word])))
    return visible, background


def _background_of(background: Pixels, box: NDArray[np.intp]) -> Pixels:
    left, top, right, bottom = box
    return background[top:bottom, left:right, :3].reshape(-1, 3)


def _colour(handle: ctypes.c_void_p) -> tuple[NDArray[np.int16], int]:
    """Return the colour (blue, green, red) and the opacity of a text object, 0..255."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium_c.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
    return np.array([blue.value, green.value, red.value], np.int16), alpha.value


def _same_colour(handle: ctypes.c_void_p, pixels: Pixels) -> bool:
    return bool(pixels.size) and bool(np.abs(np.median(pixels, axis=0) - _colour(handle)[0]).max() <= FAINTEST)


def _reason(characters: Characters, words: Words, word: int, background: Pixels, box: NDArray[np.intp]) -> str | None:
    """Return why a word without a trace is invisible, or None if its font may merely be missing on this machine."""
    handle = characters.handles[words.objects[word]]
    pixels = _background_of(background, box)
    if not pixels.size:
        return OUTSIDE
    if pdfium_c.FPDFTextObj_GetTextRenderMode(handle) in _INVISIBLE_MODES:
        return INVISIBLE
    colour, opacity = _colour(handle)
    if opacity <= FAINTEST:
        return TRANSPARENT
    if _same_colour(handle, pixels):
        return WHITE_TEXT if colour.min() >= 255 - FAINTEST else SAME_COLOUR
    text = "".join(characters.texts[words.starts[word] : words.ends[word]])
    embedded = pdfium_c.FPDFFont_GetIsEmbedded(pdfium_c.FPDFTextObj_GetFont(handle))
    return COVERED if embedded or text.isascii() else None
