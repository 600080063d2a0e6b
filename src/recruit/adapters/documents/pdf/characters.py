"""The characters of a page, as pdfium finds them in its content streams."""

import ctypes
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]
from numpy.typing import NDArray

ASCENT, DESCENT = 0.78, 0.22
"""Ems over and under the base line. Fonts lie about theirs, or say nothing."""

SMALLEST_SHARE, USUAL_SHARE = 0.4, 0.85
"""Of the height that pdfium gives for a character. Below the first a nominal size is beyond reason, as those of fonts
with a scale of their own are, and the second is taken for it."""

_REPLACED = {0x02: "-", 0xAD: "-", 0xFFFE: "-"} | {
    code: ligature
    for first in (0x0B, 0x1B)
    for code, ligature in enumerate(("ff", "fi", "fl", "ffi", "ffl"), first)
    if code != 0x0D  # noqa: PLR2004 - a carriage return, which some programs do write
}
"""Hyphens: what pdfium makes of one at the end of a line, and what some fonts call theirs. Ligatures: where TeX's
encodings OT1 and T1 have them, which shows through in files that don't say what their characters mean."""


Meanings = Mapping[int, Mapping[int, str]]
NOTHING: Meanings = {}


@dataclass(frozen=True, slots=True)
class Characters:
    """Parallel sequences of one page, in the order of its content.

    `boxes`    (n, 4) left, bottom, right, top in points: as wide as the advance, an em high around the base line
    `turns`    (n,) quarter turns counter-clockwise of the direction of writing
    `objects`  (n,) index into `handles`, the text objects that drew them
    `spaced`   (n,) whether white space of the file comes before
    `widths`   parallel to `handles`: how wide letters are drawn beside what their font has, 1.0 for most
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


def read(textpage: pdfium.PdfTextPage, most: int, meanings: Meanings = NOTHING) -> Characters:
    """Return the first `most` characters that aren't white space; what pdfium only infers isn't among them.

    `meanings` are the letters of codes that pdfium takes for characters, by the address of their font.
    """
    texts, spaced, objects, boxes = [], [], [], []
    handles: dict[int, tuple[int, ctypes.c_void_p, int, float, float]] = {}
    box, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    into, into_x, into_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    raw, space = textpage.raw, False
    for index in range(min(textpage.count_chars(), most)):
        handle = pdfium_c.FPDFText_GetTextObject(raw, index)
        if not handle:
            continue
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        text = _REPLACED.get(code) or (chr(code) if ord(" ") < code <= sys.maxunicode else "")
        if meanings and (letters := meanings.get(font_of(handle))) is not None:
            text = letters.get(code, text)
        if not text or text.isspace():
            space = True
            continue
        address = ctypes.addressof(handle.contents)
        if address not in handles:
            handles[address] = (len(handles), handle, *_shape(raw, index))
        pdfium_c.FPDFText_GetLooseCharBox(raw, index, into)
        pdfium_c.FPDFText_GetCharOrigin(raw, index, into_x, into_y)
        boxes.append((box.left, box.bottom, box.right, box.top, x.value, y.value))
        texts.append(text)
        spaced.append(space)
        objects.append(handles[address][0])
        space = False
    return _assembled(texts, boxes, objects, spaced, [shape[1:] for shape in handles.values()])


def advances(textpage: pdfium.PdfTextPage, most: int) -> dict[int, dict[int, float]]:
    """Return how wide each code of each font is on a page, by the font's address."""
    found: dict[int, dict[int, float]] = {}
    box = pdfium_c.FS_RECTF()
    for index in range(min(textpage.count_chars(), most)):
        handle = pdfium_c.FPDFText_GetTextObject(textpage.raw, index)
        if handle and pdfium_c.FPDFText_GetLooseCharBox(textpage.raw, index, box):
            size = _shape(textpage.raw, index)[1] or 1.0
            code = pdfium_c.FPDFText_GetUnicode(textpage.raw, index)
            found.setdefault(font_of(handle), {}).setdefault(code, (box.right - box.left) / size)
    return found


def font_of(handle: ctypes.c_void_p) -> int:
    """Return the address of the font that a text object is drawn with."""
    font = pdfium_c.FPDFTextObj_GetFont(handle)
    return ctypes.addressof(font.contents) if font else 0


def _assembled(
    texts: list[str],
    boxes: Sequence[Sequence[float]],
    objects: list[int],
    spaced: list[bool],
    drawn_by: list[tuple[ctypes.c_void_p, int, float, float]],
) -> Characters:
    """Return characters from their boxes and origins, and the handles and shapes of what drew them."""
    of_object = np.array(objects, np.int32)
    turns = np.array([turn for _, turn, _, _ in drawn_by], np.int8)[of_object]
    ems = np.array([em for _, _, em, _ in drawn_by], np.float64)[of_object]
    widths = np.array([width for *_, width in drawn_by], np.float64)
    placed = _on_baselines(np.array(boxes, np.float64).reshape(-1, 6), turns, ems)
    return Characters(texts, placed, turns, of_object, spaced, [handle for handle, *_ in drawn_by], widths)


def _shape(textpage: ctypes.c_void_p, index: int) -> tuple[int, float, float]:
    """Return the quarter turns, the size in points and the width beside its height of a character's writing."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(textpage, index, matrix)
    turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    height = math.hypot(matrix.c, matrix.d)
    width = math.hypot(matrix.a, matrix.b) / height if height else 1.0
    return turn, abs(pdfium_c.FPDFText_GetFontSize(textpage, index)) * height, width


def _on_baselines(boxes: NDArray[np.float64], turns: NDArray[np.int8], ems: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return boxes with the height of their fonts, from boxes and origins, instead of what fonts say of themselves."""
    sides, origins = boxes[:, :4].copy(), boxes[:, 4:]
    upright = turns % 2 == 0
    heights = np.where(upright, sides[:, 3] - sides[:, 1], sides[:, 2] - sides[:, 0])
    ems = np.where(ems < SMALLEST_SHARE * heights, USUAL_SHARE * heights, ems)
    usual = (turns == 0) | (turns == 3)  # noqa: PLR2004 - writing downwards has its letters' heads to the right
    before, behind = np.where(usual, DESCENT, ASCENT) * ems, np.where(usual, ASCENT, DESCENT) * ems
    for axis, which in ((1, upright), (0, ~upright)):
        sides[which, axis] = (origins[:, axis] - before)[which]
        sides[which, axis + 2] = (origins[:, axis] + behind)[which]
    return sides
