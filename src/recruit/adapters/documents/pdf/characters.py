"""Characters and words of a page, as pdfium extracts them from its content streams."""

import ctypes
import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]
from numpy.typing import NDArray

ASCENT, DESCENT = 0.78, 0.22
"""Heights above and below the baseline, in ems. The values in fonts are often wrong or missing."""

SMALLEST_SHARE, USUAL_SHARE = 0.4, 0.85
"""Fractions of the height that pdfium gives for a character. A nominal size below the first is implausible, as in
fonts with their own scale, and is replaced by the second."""

_SIDES = "left", "bottom", "right", "top"

_REPLACED = {0x02: "-", 0xAD: "-", 0xFFFE: "-"} | {
    code: ligature
    for first in (0x0B, 0x1B)
    for code, ligature in enumerate(("ff", "fi", "fl", "ffi", "ffl"), first)
    if code != 0x0D  # noqa: PLR2004 - a carriage return, which some programs write
}
"""Replacements of codes. Hyphens: pdfium's code for one at the end of a line, and codes of some fonts. Ligatures: their
codes in TeX's encodings OT1 and T1, which remain in files without a Unicode mapping."""


def _by_address(function: object, result: type, *arguments: type) -> Callable[..., Any]:
    """Return a function of pdfium that takes and returns addresses as integers.

    Calls for every character take two thirds of the time without objects for pointers.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value)  # type: ignore[arg-type]


_text_object = _by_address(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_unicode = _by_address(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_loose_box = _by_address(
    pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_HIGH, _LOW, _LAST = 0xD800, 0xDC00, 0xDFFF
"""UTF-16: the first high surrogate, the first low one, and the last."""

FontLetters = Mapping[int, Mapping[int, str]]
NOTHING: FontLetters = {}


@dataclass(frozen=True, slots=True)
class Characters:
    """Characters of one page as parallel sequences, in content order.

    `boxes`    (n, 4) left, bottom, right, top in points: as wide as the advance, one em high around the baseline
    `turns`    (n,) writing direction in counter-clockwise quarter turns
    `objects`  (n,) index into `handles`, the text objects that drew them
    `spaced`   (n,) whether the file has white space before the character
    `widths`   parallel to `handles`: width of letters relative to their font, usually 1.0
    """

    texts: list[str]
    boxes: NDArray[np.float64]
    turns: NDArray[np.int8]
    objects: NDArray[np.int32]
    spaced: list[bool]
    handles: list[ctypes.c_void_p]
    widths: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.texts)


def read(textpage: pdfium.PdfTextPage, most: int, font_letters: FontLetters = NOTHING) -> Characters:
    """Return those of a page's first `most` characters that aren't white space, without the ones that pdfium infers.

    `font_letters` maps the address of a font to the letters of its codes, where pdfium takes the codes for characters.
    """
    texts, spaced, objects, indexes = [], [], [], []
    handles: dict[int, tuple[int, ctypes.c_void_p, int, float, float]] = {}
    count = min(textpage.count_chars(), most)
    boxes = np.empty(count, pdfium_c.FS_RECTF)
    into, size = boxes.ctypes.data, boxes.itemsize
    raw, space = ctypes.addressof(textpage.raw.contents), False
    for index in range(count):
        address = _text_object(raw, index)
        if not address:
            continue
        code = _unicode(raw, index)
        if _HIGH <= code <= _LAST:  # pdfium gives the surrogates of a pair as two characters
            low = _unicode(raw, index + 1) - _LOW
            if code >= _LOW or not 0 <= low <= _LAST - _LOW:
                continue
            code = 0x10000 + ((code - _HIGH) << 10 | low)
        text = _REPLACED.get(code) or (chr(code) if ord(" ") < code <= sys.maxunicode else "")
        if font_letters and (letters := font_letters.get(font_of(_handle(address)))) is not None:
            text = letters.get(code, text)
        if not text or text.isspace():
            space = True
            continue
        if address not in handles:
            handles[address] = (len(handles), _handle(address), *_shape(textpage.raw, index))
        _loose_box(raw, index, into + size * index)
        indexes.append(index)
        texts.append(text)
        spaced.append(space)
        objects.append(handles[address][0])
        space = False
    drawn_by = [shape[1:] for shape in handles.values()]
    chosen, of_object = np.array(indexes, np.intp), np.array(objects, np.int32)
    sides = np.stack([boxes[side][chosen] for side in _SIDES], axis=1).astype(np.float64)
    turns = np.array([turn for _, turn, _, _ in drawn_by], np.int8)[of_object]
    ems = np.array([em for _, _, em, _ in drawn_by], np.float64)[of_object]
    widths = np.array([width for *_, width in drawn_by], np.float64)
    origins = _origins(textpage.raw, chosen, sides, of_object, turns)
    placed = _on_baselines(sides, origins, turns, ems)
    return Characters(texts, placed, turns, of_object, spaced, [handle for handle, *_ in drawn_by], widths)


def advances(textpage: pdfium.PdfTextPage, most: int) -> dict[int, dict[int, float]]:
    """Return the advance width in ems of each code of each font on a page, by the font's address."""
    found: dict[int, dict[int, float]] = {}
    box = pdfium_c.FS_RECTF()
    for index in range(min(textpage.count_chars(), most)):
        handle = pdfium_c.FPDFText_GetTextObject(textpage.raw, index)
        if handle and pdfium_c.FPDFText_GetLooseCharBox(textpage.raw, index, box):
            size = _shape(textpage.raw, index)[1] or 1.0
            code = pdfium_c.FPDFText_GetUnicode(textpage.raw, index)
            found.setdefault(font_of(handle), {}).setdefault(code, (box.right - box.left) / size)
    return found


def _handle(address: int) -> ctypes.c_void_p:
    """Return the handle of the text object at an address."""
    handle: ctypes.c_void_p = ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT)
    return handle


def font_of(handle: ctypes.c_void_p) -> int:
    """Return the address of a text object's font, or 0 if it has none."""
    font = pdfium_c.FPDFTextObj_GetFont(handle)
    return ctypes.addressof(font.contents) if font else 0


def _origins(
    textpage: ctypes.c_void_p,
    indexes: NDArray[np.intp],
    sides: NDArray[np.float64],
    objects: NDArray[np.int32],
    turns: NDArray[np.int8],
) -> NDArray[np.float64]:
    """Return the origins of characters, or those of other characters on the same baseline.

    Characters of one object are on one baseline if pdfium gives them the same height above and below it.
    """
    _, first = np.unique(objects, return_index=True)
    first = first[objects]
    heights = np.where(turns[:, None] % 2, sides[:, 0::2], sides[:, 1::2])
    source = np.where((heights == heights[first]).all(axis=1), first, np.arange(len(indexes)))
    asked, place = np.unique(source, return_inverse=True)
    x, y = ctypes.c_double(), ctypes.c_double()
    origins = np.empty((len(asked), 2))
    for number, index in enumerate(indexes[asked].tolist()):
        pdfium_c.FPDFText_GetCharOrigin(textpage, index, x, y)
        origins[number] = x.value, y.value
    return origins[place]


def _shape(textpage: ctypes.c_void_p, index: int) -> tuple[int, float, float]:
    """Return the quarter turns, the size in points and the width-to-height ratio of a character's text matrix."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(textpage, index, matrix)
    turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    height = math.hypot(matrix.c, matrix.d)
    width = math.hypot(matrix.a, matrix.b) / height if height else 1.0
    return turn, abs(pdfium_c.FPDFText_GetFontSize(textpage, index)) * height, width


def _on_baselines(
    sides: NDArray[np.float64], origins: NDArray[np.float64], turns: NDArray[np.int8], ems: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return boxes with one em of height around the baseline, instead of the heights that fonts declare."""
    sides, upright = sides.copy(), turns % 2 == 0
    heights = np.where(upright, sides[:, 3] - sides[:, 1], sides[:, 2] - sides[:, 0])
    ems = np.where(ems < SMALLEST_SHARE * heights, USUAL_SHARE * heights, ems)
    usual = (turns == 0) | (turns == 3)  # noqa: PLR2004 - the tops of letters that are written downwards point right
    low_side, high_side = np.where(usual, DESCENT, ASCENT) * ems, np.where(usual, ASCENT, DESCENT) * ems
    for axis, which in ((1, upright), (0, ~upright)):
        sides[which, axis] = (origins[:, axis] - low_side)[which]
        sides[which, axis + 2] = (origins[:, axis] + high_side)[which]
    return sides


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a page as parallel arrays.

    A word is a sequence of characters that one text object draws without white space. Visibility is judged by word.
    """

    starts: NDArray[np.intp]
    ends: NDArray[np.intp]
    boxes: NDArray[np.float64]
    objects: NDArray[np.int32]


def words_of(characters: Characters) -> Words:
    """Return the words of a page. There must be at least one character."""
    objects = characters.objects
    begins = np.array(characters.spaced) | (np.diff(objects, prepend=-1) != 0)
    begins[0] = True
    starts = np.flatnonzero(begins)
    low = np.minimum.reduceat(characters.boxes[:, :2], starts)
    high = np.maximum.reduceat(characters.boxes[:, 2:], starts)
    return Words(starts, np.append(starts[1:], len(characters)), np.hstack([low, high]), objects[starts])
