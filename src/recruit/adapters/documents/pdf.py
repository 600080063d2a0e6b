"""PDF through pdfium, page by page, in the order in which the pages' text was written."""

import ctypes
from collections.abc import Iterator
from contextlib import closing

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from recruit.adapters.documents.tidy import MOST_CHARACTERS
from recruit.domain.model.errors import Invalid

MOST_PAGES = 50
MOST_LINKS = 100
LONGEST_LINK = 1_000

HYPHENS = str.maketrans("\ufffe\xad", "--")
"""pdfium writes U+FFFE for a hyphen at the end of a line, which it joins with the next; some fonts use U+00AD."""

PROTECTED = "This PDF is protected by a password: save it without one and upload it again."
DAMAGED = "This PDF is damaged: export it again, or save it as DOCX or TXT, and upload the new file."
NO_TEXT = "This PDF has no text in it, so it is probably a scan: upload a PDF, DOCX or TXT with real text instead."


def read(data: bytes) -> str:
    """Return the text of the first 50 pages, then the addresses that they link to. Raises Invalid."""
    try:
        with pdfium.PdfDocument(data) as document:
            return "\n".join(_parts(document))
    except pdfium.PdfiumError as error:
        protected = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
        raise Invalid(PROTECTED if protected else DAMAGED) from None


def _parts(document: pdfium.PdfDocument) -> Iterator[str]:
    links: dict[str, None] = {}
    length, seen = 0, False
    for number in range(min(len(document), MOST_PAGES)):
        with closing(document[number]) as page, closing(page.get_textpage()) as textpage:
            text = textpage.get_text_range(0, min(textpage.count_chars(), MOST_CHARACTERS), errors="ignore")
            links.update(dict.fromkeys(_links(document, page)))
        yield text.translate(HYPHENS)
        length += len(text)
        seen = seen or bool(text.strip())
        if length > MOST_CHARACTERS:
            return
    if seen:  # a scan with a link on it is still a scan
        yield from links


def _links(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[str]:
    """Yield the web addresses of a page's link annotations."""
    position, link = ctypes.c_int(0), pdfium_c.FPDF_LINK()
    for _ in range(MOST_LINKS):
        if not pdfium_c.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium_c.FPDFLink_GetAction(link)
        buffer = ctypes.create_string_buffer(LONGEST_LINK)
        size = pdfium_c.FPDFAction_GetURIPath(document, action, buffer, LONGEST_LINK) if action else 0
        if size <= LONGEST_LINK and buffer.value.startswith((b"http://", b"https://")):
            yield buffer.value.decode("utf-8", "replace")
