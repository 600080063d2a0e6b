"""Optical character recognition (OCR) of scanned pages with tesseract, if it is installed."""

import time
from functools import cache

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from numpy.typing import NDArray

from recruit.adapters.documents import external_programs
from recruit.adapters.documents.external_programs import Tools
from recruit.adapters.documents.pdf.canvas import Canvas

PIXELS_PER_POINT = 200 / 72
SECONDS = 8.0
MOST_PAGES = 6
MOST_LANGUAGES = 3
MOST_LISTED = 10
Grey = NDArray[np.uint8]

DARK = 128
LEAST_INK = 0.02
"""Smallest bounding box of the ink, as a fraction of the page; less is a rule, a stain or a page number."""

NEEDS = (
    "This PDF is a scan, whose text can be read only where tesseract is installed on the server: install tesseract "
    "there (the package tesseract-ocr), or upload a PDF, DOCX or TXT with real text."
)
UNREADABLE = (
    "This PDF is a scan in which no text could be recognised: scan it again more sharply, or upload a PDF, DOCX or TXT "
    "with real text."
)


class Ocr:
    """Text recognition for the pages of one document, until its time limit is reached."""

    def __init__(self, installed: Tools) -> None:
        self._program = installed.get("tesseract")
        self._deadline = time.monotonic() + SECONDS
        self._pages = 0
        self.recognised: list[int] = []
        self.left_out: list[int] = []

    def text(self, page: pdfium.PdfPage, number: int) -> str:
        """Return the text of page `number`, empty if it can't be read. Either case is recorded for the warnings."""
        if self._program and self._pages < MOST_PAGES and time.monotonic() < self._deadline:
            self._pages += 1
            picture = _picture(page)
            languages = _languages(self._program)
            command = (self._program, "stdin", "stdout", *(("-l", languages) if languages else ()), "--dpi", "200")
            printed = external_programs.run(command, picture, self._deadline - time.monotonic())
            if printed is not None:
                self.recognised.append(number)
                return printed.decode("utf-8", "replace")
        self.left_out.append(number)
        return ""

    def refusal(self) -> str | None:
        """Return why a document that consists of pictures can't be used, or None if it has no pictures."""
        if not self.left_out:
            return UNREADABLE if self.recognised else None
        return UNREADABLE if self._program else NEEDS

    def warnings(self) -> list[str]:
        """Return warnings for the uploader about recognised and skipped pages."""
        notes = []
        if self.recognised:
            notes.append(f"The text of {_pages(self.recognised)} was recognised from a picture and may have faults.")
        if self.left_out:
            why = "" if self._program else ", since tesseract is not installed on the server"
            notes.append(f"The picture on {_pages(self.left_out)} was not read{why}.")
        return notes


def has_ink(page: pdfium.PdfPage) -> bool:
    """Return whether enough is drawn on a page for it to be a scan."""
    marked = np.argwhere((Canvas(page, 0.25).draw()[..., :3] < DARK).any(axis=2))
    if not len(marked):
        return False
    height, width = marked.max(axis=0) - marked.min(axis=0) + 1
    return bool(height * width * 16 >= LEAST_INK * np.prod(page.get_size()))


def _picture(page: pdfium.PdfPage) -> bytes:
    """Return a page as a portable grey map (PGM)."""
    pixels = Canvas(page, PIXELS_PER_POINT).draw()
    grey: Grey = (pixels[..., :3] @ np.array([0.11, 0.59, 0.30])).astype(np.uint8)
    height, width = grey.shape
    return f"P5 {width} {height} 255\n".encode() + grey.tobytes()


@cache
def _languages(program: str) -> str:
    """Return up to MOST_LANGUAGES installed languages of tesseract, English first, such as "eng+deu"."""
    printed = external_programs.run((program, "--list-langs"), None, 2.0) or b""
    names = [name for name in printed.decode("ascii", "replace").split("\n")[1:] if name and name != "osd"]
    return "+".join(sorted(names, key=lambda name: name != "eng")[:MOST_LANGUAGES])


def _pages(numbers: list[int]) -> str:
    listed = ", ".join(map(str, numbers[:MOST_LISTED]))
    return f"page {listed}" if len(numbers) == 1 else f"pages {listed}{' …' if len(numbers) > MOST_LISTED else ''}"
