"""PDF reader on top of pdfium."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import groupby, islice
from operator import itemgetter

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from recruit.adapters.documents.answers import Word
from recruit.adapters.documents.content import Content, HiddenText
from recruit.adapters.documents.external_programs import Tools
from recruit.adapters.documents.normalisation import MOST_CHARACTERS
from recruit.adapters.documents.pdf import (
    actual_text,
    annotations,
    characters,
    hyphens,
    layout,
    ocr,
    run_builder,
    type3,
    visibility,
    words,
)
from recruit.adapters.documents.pdf.characters import Characters
from recruit.adapters.documents.pdf.ocr import Ocr
from recruit.domain.shared.errors import Invalid

MOST_PAGES = 50
MOST_WORDS = 40_000
SECONDS = 7.0
"""Time in seconds after which no further page is begun: partial text is better than an error."""

FEWEST_CHARACTERS = 10
"""A page with fewer characters, such as a stamp or a page number, may be a scan."""

PROTECTED = "This PDF is protected by a password: save it without one and upload it again."
DAMAGED = "This PDF is damaged: export it again, or save it as DOCX or TXT, and upload the new file."
NO_TEXT = "This PDF has no text in it: upload a PDF, DOCX or TXT with text instead."


def read(data: bytes, installed: Tools) -> Content:
    """Return the visible text of the first 50 pages. Raises Invalid."""
    with _opened(data) as document:
        return _Reading(document, installed, type3.fonts(data)).content()


def placed_words(data: bytes) -> list[Word]:
    """Return the visible words of the first 50 pages with their places, at most MOST_WORDS. Raises Invalid."""
    with _opened(data) as document:
        return list(islice(_Reading(document, {}, type3.fonts(data)).words(), MOST_WORDS))


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Yield a document. Raises Invalid if it can't be read."""
    try:
        with pdfium.PdfDocument(data) as document:
            document.init_forms()  # so that the values of form fields are drawn
            yield document
    except pdfium.PdfiumError as error:
        protected = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
        raise Invalid(PROTECTED if protected else DAMAGED) from None


class _Reading:
    def __init__(self, document: pdfium.PdfDocument, installed: Tools, type3_fonts: Sequence[type3.Font]) -> None:
        self._document = document
        self._type3_fonts = type3_fonts
        self._ocr = Ocr(installed)
        self._hidden_text = HiddenText()
        self._links: list[str] = []
        self._length = 0
        self._read = 0
        self._deadline = time.monotonic() + SECONDS

    def content(self) -> Content:
        count = len(self._document)
        text = "\n\n".join(self._pages(min(count, MOST_PAGES)))
        if not text.strip():
            raise Invalid(self._ocr.refusal() or NO_TEXT)
        text = hyphens.joined(text, typeset=hyphens.are_typesetters(self._document))
        warnings = self._ocr.warnings()
        if self._read < count:
            warnings.append(f"Only the first {self._read} of its {count} pages were read.")
        return Content("\n".join((text, *self._links)), self._hidden_text, count, tuple(warnings))

    def words(self) -> Iterator[Word]:
        """Yield the visible words with their places."""
        for number in range(min(len(self._document), MOST_PAGES)):
            with self._opened_page(number) as (page, textpage, _):
                found = characters.read(textpage, MOST_CHARACTERS, self._font_letters(textpage))
                hidden = visibility.hidden(page, found)
                for runs in run_builder.runs_of(found, hidden, {}):
                    yield from words.placed(page, number + 1, found, layout.lines(runs))
            if time.monotonic() > self._deadline:
                return

    def _pages(self, count: int) -> Iterator[str]:
        for number in range(count):
            with self._opened_page(number) as (page, textpage, links):
                text = self._page(page, textpage, links, number + 1)
            self._length += len(text)
            self._read = number + 1
            yield text
            if self._length > MOST_CHARACTERS or time.monotonic() > self._deadline:
                return

    @contextmanager
    def _opened_page(self, number: int) -> Iterator[tuple[pdfium.PdfPage, pdfium.PdfTextPage, list[annotations.Link]]]:
        """Yield a page whose text is what its glyphs show, its text, and its links."""
        page, links = annotations.opened(self._document, number)
        if (replaced := actual_text.of(page)) and actual_text.agree_with_glyphs(page, replaced):
            page.close()
            page = self._document[number]
        with closing(page), closing(page.get_textpage()) as textpage:
            yield page, textpage, links

    def _page(
        self, page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, links: list[annotations.Link], number: int
    ) -> str:
        found = characters.read(textpage, MOST_CHARACTERS, self._font_letters(textpage))
        hidden = visibility.hidden(page, found)
        if len(found) - len(hidden) < FEWEST_CHARACTERS and ocr.has_ink(page):
            recognised = self._ocr.text(page, number)
            if recognised.strip():
                return recognised  # the page may hold an invisible layer of recognised text, which isn't trusted
        self._report(found, hidden)
        suffixes, bare = annotations.addresses(links, found, hidden)
        self._links += [address for address in bare if address not in self._links]
        return "\n".join(map(layout.text, run_builder.runs_of(found, hidden, suffixes)))

    def _font_letters(self, textpage: pdfium.PdfTextPage) -> characters.FontLetters:
        """Return the letters of fonts that declare them by glyph names only."""
        if not self._type3_fonts:
            return characters.NOTHING
        drawn = characters.advances(textpage, MOST_CHARACTERS)
        identified = ((font, type3.identify(self._type3_fonts, widths)) for font, widths in drawn.items())
        return {font: found.letters for font, found in identified if found}

    def _report(self, found: Characters, hidden: Mapping[int, str]) -> None:
        for reason, pieces in groupby(hidden.items(), key=itemgetter(1)):
            text = "".join(f"{' ' * found.spaced[index]}{found.texts[index]}" for index, _ in pieces)
            self._hidden_text.add(reason, text)
