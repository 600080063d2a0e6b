"""Annotations of a page: links, whose addresses are written after their text, and others that cover or add text."""

import ctypes
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from recruit.adapters.documents import links
from recruit.adapters.documents.pdf.canvas import Canvas
from recruit.adapters.documents.pdf.characters import Characters

SKETCH = 0.05
"""Pixels per point of a rendering that only makes pdfium generate missing appearances of annotations."""

MOST_LINKS = 100
MOST_ANNOTATIONS = 1_000
NOT_ON_SCREEN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW

Link: TypeAlias = tuple[tuple[float, float, float, float], str]
"""Left, bottom, right, top in points, and an address."""


def addresses(
    found: Iterable[Link], characters: Characters, hidden: Mapping[int, str]
) -> tuple[Mapping[int, str], list[str]]:
    """Return texts to append to characters, by index, and the addresses of links without visible text."""
    suffixes: dict[int, str] = {}
    bare: list[str] = []
    centres = (characters.boxes[:, :2] + characters.boxes[:, 2:]) / 2
    text = "".join(characters.texts)
    for (left, bottom, right, top), address in found:
        if links.contains_address(text, address):
            continue
        text += address
        inside = (centres > (left, bottom)).all(axis=1) & (centres < (right, top)).all(axis=1)
        covered = [index for index in np.flatnonzero(inside).tolist() if index not in hidden]
        if any(letter.isalnum() for index in covered for letter in characters.texts[index]):
            suffixes[covered[-1]] = f" ({address})"
        else:
            bare.append(address)
    return suffixes, bare


def links_of(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[Link]:
    """Yield the links of a page that have a web or mail address."""
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
    """Return a page with its annotations flattened into its content, and the links that it had before.

    Form fields without an appearance get one if the forms of `document` are initialised.
    """
    page = document[number]
    links_found = list(links_of(document, page))
    if _has_drawn(page):
        Canvas(page, SKETCH).draw(pdfium_c.FPDF_ANNOT)  # generates missing appearances of squares, circles and marks
        if pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS:
            page.close()
            page = document[number]
    return page, links_found


def _has_drawn(page: pdfium.PdfPage) -> bool:
    """Return whether a page has annotations other than plain links.

    Annotations that aren't shown on screens are marked as hidden, so that flattening leaves them out.
    """
    found = False
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        flags = pdfium_c.FPDFAnnot_GetFlags(annotation)
        if flags & NOT_ON_SCREEN:
            pdfium_c.FPDFAnnot_SetFlags(annotation, flags | pdfium_c.FPDF_ANNOT_FLAG_HIDDEN)
        elif pdfium_c.FPDFAnnot_GetSubtype(annotation) != pdfium_c.FPDF_ANNOT_LINK:
            found = True
        else:
            found = found or bool(pdfium_c.FPDFAnnot_HasKey(annotation, b"AP"))
        pdfium_c.FPDFPage_CloseAnnot(annotation)
    return found
