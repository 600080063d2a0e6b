"""Check of replacement text (ActualText; ISO 32000-1, 14.9.4) against the drawn glyphs.

Programs write it for ligatures, hyphens and scripts whose glyphs don't determine the text. pdfium returns it instead of
the glyphs, so the text of a page may differ from its appearance.
"""

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

MOST_OBJECTS = 20_000
DEEPEST = 4
LONGEST = 2_000
"""Limit in bytes of a text that is compared."""

LETTERS_OF_A_GLYPH = 3
FEW = 2
AGREEING = 0.75
"""Smallest fraction of the glyphs' letters that must occur in their replacement text."""

KEY = b"ActualText"

Replaced: TypeAlias = tuple[str, ctypes.c_void_p, ctypes.c_void_p]
"""A replacement text, the object that it replaces, and the mark that holds it."""


def of(page: pdfium.PdfPage) -> list[Replaced]:
    """Return the replacement texts of a page with their objects."""
    count = min(pdfium_c.FPDFPage_CountObjects(page), MOST_OBJECTS)
    return list(_marked([pdfium_c.FPDFPage_GetObject(page, index) for index in range(count)], DEEPEST))


def agree_with_glyphs(page: pdfium.PdfPage, found: Sequence[Replaced]) -> bool:
    """Return whether the drawn glyphs agree with the replacement texts. Removes the texts from the open page."""
    for _, drawn, mark in found:
        pdfium_c.FPDFPageObjMark_RemoveParam(drawn, mark, KEY)
    with closing(page.get_textpage()) as textpage:
        return all(
            _agree(replacement, "".join(_text(drawn, textpage) for _, drawn, _ in group))
            for replacement, group in groupby(found, key=itemgetter(0))
        )


def _marked(objects: Sequence[ctypes.c_void_p], depth: int) -> Iterator[Replaced]:
    for each in objects:
        for index in range(pdfium_c.FPDFPageObj_CountMarks(each)):
            mark = pdfium_c.FPDFPageObj_GetMark(each, index)
            if pdfium_c.FPDFPageObjMark_GetParamValueType(mark, KEY) == pdfium_c.FPDF_OBJECT_STRING:
                yield _replacement_text(mark), each, mark
        if depth and pdfium_c.FPDFPageObj_GetType(each) == pdfium_c.FPDF_PAGEOBJ_FORM:
            count = min(pdfium_c.FPDFFormObj_CountObjects(each), MOST_OBJECTS)
            yield from _marked([pdfium_c.FPDFFormObj_GetObject(each, index) for index in range(count)], depth - 1)


def _replacement_text(mark: ctypes.c_void_p) -> str:
    buffer, size = (pdfium_c.FPDF_WCHAR * (LONGEST // 2))(), ctypes.c_ulong()
    pdfium_c.FPDFPageObjMark_GetParamStringValue(mark, KEY, buffer, LONGEST, size)
    return bytes(buffer)[: max(0, min(size.value, LONGEST) - 2)].decode("utf-16-le", "replace")


def _text(drawn: ctypes.c_void_p, textpage: pdfium.PdfTextPage) -> str:
    if pdfium_c.FPDFPageObj_GetType(drawn) != pdfium_c.FPDF_PAGEOBJ_TEXT:
        return ""
    buffer = (pdfium_c.FPDF_WCHAR * (LONGEST // 2))()
    size = pdfium_c.FPDFTextObj_GetText(drawn, textpage, buffer, LONGEST)
    return bytes(buffer)[: max(0, min(size, LONGEST) - 2)].decode("utf-16-le", "replace")


def _agree(replacement: str, drawn: str) -> bool:
    """Return whether the texts have most letters in common, with an allowance for drawn glyphs that aren't letters."""
    letters, shown = _letters(replacement), _letters(drawn)
    shared = (Counter(letters) & Counter(shown)).total()
    others = sum(not (character.isalnum() or character.isspace()) for character in drawn)
    allowed = FEW + (1 - AGREEING) * len(shown) + LETTERS_OF_A_GLYPH * others
    return shared >= AGREEING * len(shown) and len(letters) - shared <= allowed


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))
