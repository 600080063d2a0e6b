"""What lies on a page: links, whose addresses are written behind their words, and forms that were filled in."""

import ctypes
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from recruit.adapters.documents import links
from recruit.adapters.documents.pdf.characters import Characters

MOST_LINKS = 100
MOST_ANNOTATIONS = 1_000
FILLED_IN = frozenset({pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT})

Link: TypeAlias = tuple[tuple[float, float, float, float], str]
"""Left, bottom, right, top in points, and an address."""


def addresses(
    found: Iterable[Link], characters: Characters, hidden: Mapping[int, str]
) -> tuple[Mapping[int, str], list[str]]:
    """Return texts to write behind single characters, and the addresses that lie on no visible text."""
    suffixes: dict[int, str] = {}
    bare: list[str] = []
    centres = (characters.boxes[:, :2] + characters.boxes[:, 2:]) / 2
    said = "".join(characters.texts)
    for (left, bottom, right, top), address in found:
        if links.says(said, address):
            continue
        said += address
        inside = (centres > (left, bottom)).all(axis=1) & (centres < (right, top)).all(axis=1)
        covered = [index for index in np.flatnonzero(inside).tolist() if index not in hidden]
        if any(letter.isalnum() for index in covered for letter in characters.texts[index]):
            suffixes[covered[-1]] = f" ({address})"
        else:
            bare.append(address)
    return suffixes, bare


def links_of(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[Link]:
    """Yield the links of a page that lead anywhere."""
    position, link, box = ctypes.c_int(0), pdfium_c.FPDF_LINK(), pdfium_c.FS_RECTF()
    buffer = ctypes.create_string_buffer(links.LONGEST_ADDRESS)
    for _ in range(MOST_LINKS):
        if not pdfium_c.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium_c.FPDFLink_GetAction(link)
        size = pdfium_c.FPDFAction_GetURIPath(document, action, buffer, len(buffer)) if action else 0
        if not 0 < size <= len(buffer) or not pdfium_c.FPDFLink_GetAnnotRect(link, box):
            continue
        if address := links.target(buffer.value.decode("utf-8", "replace")):
            yield (box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)), address


def opened(document: pdfium.PdfDocument, number: int) -> tuple[pdfium.PdfPage, list[Link]]:
    """Open a page, with what was typed into its forms made a part of it, and the links that it had before that."""
    page = document[number]
    links_found = list(links_of(document, page))
    if _is_filled_in(page) and pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS:
        page.close()
        page = document[number]
    return page, links_found


def _is_filled_in(page: pdfium.PdfPage) -> bool:
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind in FILLED_IN:
            return True
    return False
