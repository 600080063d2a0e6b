"""Reader of the text of a DOCX (ECMA-376): headers, the document, its notes and footers, in this order.

Each paragraph is a line. The cells of a table row are on one line if each is a single line, else on separate lines.
Tracked changes count as accepted. Text that Word doesn't show is left out and reported; `Place.hidden_text` decides.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from recruit.adapters.documents import archive, markup
from recruit.adapters.documents.content import Content, HiddenText
from recruit.adapters.documents.docx import backdrops, drawings, fields, geometry, letters, tables
from recruit.adapters.documents.docx.document import Document
from recruit.adapters.documents.docx.fields import Fields
from recruit.adapters.documents.docx.formatting import Paragraph, Run
from recruit.adapters.documents.docx.geometry import NO_ROOM, OUTSIDE
from recruit.adapters.documents.docx.names import MC, OFF, UNDERSTOOD, A, M, R, W, value
from recruit.adapters.documents.docx.package import Package
from recruit.adapters.documents.docx.place import Place
from recruit.adapters.documents.links import with_address
from recruit.adapters.documents.text_style import USUAL_SIZE
from recruit.adapters.documents.unicode_hiding import END, LEFT_TO_RIGHT, RIGHT_TO_LEFT

HIDDEN: Final = "hidden text"
_LEFT_OUT = frozenset(
    {
        f"{W}{name}"
        for name in "del delText moveFrom pPr rPr sectPr sdtPr sdtEndPr trPr tcPr tblPr tblPrEx tblGrid".split()
    }
)
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t", f"{A}br": "\n"}
_TEXTS = frozenset({f"{W}t", f"{M}t", f"{A}t"})
_BOXES = {0xA8: fields.BOX, 0x6F: fields.BOX, 0xFE: fields.CHECKED, 0xFD: fields.CHECKED, 0x78: fields.CHECKED}
"""Wingdings symbols that represent check boxes."""


def read(data: bytes) -> Content:
    """Return the visible text. Raises Invalid."""
    hidden_text = HiddenText()
    with archive.opened(data) as parts:
        texts = _texts(Document(Package(parts)), hidden_text)
    return Content("\n".join(dict.fromkeys(texts)), hidden_text)  # headers of first, even and odd pages may be the same


def _texts(document: Document, hidden_text: HiddenText) -> list[str]:
    texts = [Part(document, name, root, hidden_text).text() for name, root in document.edges("header")]
    body = Part(document, document.package.main, document.root, hidden_text)
    texts.append(body.text())
    for kind in ("footnote", "endnote"):
        texts += [Part(document, name, root, hidden_text).text() for name, root in document.notes(kind, body.notes)]
    return texts + [Part(document, name, root, hidden_text).text() for name, root in document.edges("footer")]


class Part:
    """Reader of one part. libxml2 limits the nesting of its elements to 256 levels."""

    def __init__(self, document: Document, name: str, root: markup.Element, hidden_text: HiddenText) -> None:
        self.document = document
        self.relations = document.package.relations(name)
        self.notes: list[tuple[str, str]] = []
        self._root = root
        self._hidden_text = hidden_text
        self._fields = Fields(root)
        self.backdrops = backdrops.Backdrops(root, document)
        self._is_beyond = False
        self._read: Mapping[str, Callable[[markup.Element, Place], list[str]]] = {
            f"{W}p": self._paragraph,
            f"{W}r": self._run,
            f"{M}r": self._run,
            f"{W}txbxContent": self._text_box,
            f"{W}bdo": self._turned,
            f"{W}hyperlink": self._hyperlink,
            f"{W}fldChar": self._field,
            f"{W}instrText": self._instruction,
            f"{W}sym": self._symbol,
            f"{W}footnoteReference": self._note,
            f"{W}endnoteReference": self._note,
            f"{MC}AlternateContent": self._alternatives,
            f"{M}phant": self._phantom,
            f"{M}f": self._fraction,
            **tables.readers(self),
            **drawings.readers(self),
        }

    def text(self) -> str:
        """Return the text of the part."""
        return "".join(self.children(self._root, Place(background=self.document.background)))

    def children(self, elements: Iterable[markup.Element], place: Place) -> list[str]:
        """Return the text of elements, in pieces."""
        pieces: list[str] = []
        for child in elements:
            tag = child.tag
            if tag in _TEXTS:
                pieces += self.seen(child.text or "", place)
            elif tag in _MARKS:
                pieces.append(self._mark(_MARKS[tag], place))
            elif tag in self._read:
                pieces += self._read[tag](child, place)
            elif tag not in _LEFT_OUT and isinstance(tag, str) and tag.startswith(UNDERSTOOD):
                pieces += self.children(child, place)
        return pieces

    def seen(self, text: str, place: Place) -> list[str]:
        """Return a text as a list if it is visible at its place; else report it and return an empty list."""
        reason = (
            place.hidden_reason or (OUTSIDE if self._is_beyond else None) or (None if self._fields.show else HIDDEN)
        )
        if reason:
            self._hidden_text.add(reason, text)
            return []
        self._fields.write(text)
        return [text]

    def _mark(self, mark: str, place: Place) -> str:
        if mark == "\t" and place.lines.get("tab", 0.0) > self.document.page.width:
            self._is_beyond = True
        return mark

    def _paragraph(self, element: markup.Element, place: Place) -> list[str]:
        settings = element.find(f"{W}pPr")
        name = None if settings is None else value(settings.find(f"{W}pStyle"))
        lines = self.document.styles.paragraph(name, place.format)
        if settings is not None:
            lines = {**lines, **self.document.formatting.paragraph(settings)}
        background = letters.behind(lines.get("shade"), place.background)
        run = self.document.styles.run(place.format, name, None)
        look = letters.look(run, lines, background, place.room)
        inner = place.of_lines(background, look, lines, name).without(self._gone(lines, place))
        self.backdrops.pass_paragraph()
        was_beyond, self._is_beyond = self._is_beyond, False
        pieces = self.children(element, inner)
        self._is_beyond = was_beyond
        if place.room is not None:
            place.room.take(sum(map(len, pieces)), run.get("size", USUAL_SIZE), lines.get("line"))
        pieces.append("\n")
        return pieces

    def _gone(self, lines: Paragraph, place: Place) -> str | None:
        if place.room is not None and place.room.is_full:
            return NO_ROOM
        frame = lines.get("frame")
        if frame is not None and (reason := geometry.of_frame(frame, self.document.page)):
            return reason
        return geometry.why_lines_lack(lines, self.document.page)

    def _run(self, element: markup.Element, place: Place) -> list[str]:
        settings = element.find(f"{W}rPr")
        background = None if self.backdrops.are_behind else place.background
        if settings is None and background == place.background:
            return self.children(element, place)
        name = None if settings is None else value(settings.find(f"{W}rStyle"))
        run: Run = {
            **self.document.styles.run(place.format, place.style, name),
            **self.document.formatting.run(settings),
        }
        look = letters.look(run, place.lines, background, place.room)
        return self.children(element, place.of_run(look))

    def _text_box(self, element: markup.Element, place: Place) -> list[str]:
        gone = place.gone or (HIDDEN if place.look.hidden else None)
        background = letters.behind(place.shape, self.backdrops.behind_box(place))
        inner = Place(background, gone, place.room)
        return ["\n", *self.children(element, inner), "\n"]

    def _hyperlink(self, element: markup.Element, place: Place) -> list[str]:
        text = "".join(self.children(element, place))
        relation = self.relations.get(element.get(f"{R}id", ""))
        return [text if relation is None or not text.strip() else with_address(text, relation.target)]

    def _turned(self, element: markup.Element, place: Place) -> list[str]:
        mark = RIGHT_TO_LEFT if value(element) == "rtl" else LEFT_TO_RIGHT
        return [mark, *self.children(element, place), END]

    def _field(self, element: markup.Element, place: Place) -> list[str]:
        text = self._fields.follow(element)
        return self.seen(text, place) if text else []

    def _instruction(self, element: markup.Element, _place: Place) -> list[str]:
        self._fields.instruct(element.text or "")
        return []

    def _symbol(self, element: markup.Element, place: Place) -> list[str]:
        try:
            number = int(element.get(f"{W}char", ""), 16) & 0xFF
        except ValueError:
            return []
        is_drawn = element.get(f"{W}font", "").startswith("Wingdings")
        return self.seen(_BOXES[number], place) if is_drawn and number in _BOXES else []

    def _note(self, element: markup.Element, place: Place) -> list[str]:
        if not place.hidden_reason:
            kind = str(element.tag).removeprefix(W).removesuffix("Reference")
            self.notes.append((kind, element.get(f"{W}id", "")))
        return []

    def _alternatives(self, element: markup.Element, place: Place) -> list[str]:
        """Read the first choice that Word understands, or else the fallback."""
        for choice in element:
            if choice.tag == f"{MC}Fallback" or (choice.tag == f"{MC}Choice" and _is_understood(choice)):
                return self.children(choice, place)
        return []

    def _phantom(self, element: markup.Element, place: Place) -> list[str]:
        show = element.find(f"{M}phantPr/{M}show")
        return self.children(
            element, place.without(HIDDEN if show is not None and show.get(f"{M}val") in OFF else None)
        )

    def _fraction(self, element: markup.Element, place: Place) -> list[str]:
        above, below = (self.children(element.findall(f"{M}{name}"), place) for name in ("num", "den"))
        return [*above, "/", *below] if above and below else above + below


def _is_understood(choice: markup.Element) -> bool:
    required = (choice.get("Requires") or "").split()
    return all(f"{{{choice.nsmap.get(name, '')}}}" in UNDERSTOOD for name in required)
