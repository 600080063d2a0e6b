"""Reader of the text of a DOCX (ECMA-376): headers, the document, its notes and footers, in this order.

Each paragraph is a line. The cells of a table row are on one line if each is a single line, else on separate lines.
Tracked changes count as accepted. Text that Word doesn't show (`Context.hidden_reason`) is left out and reported.
"""

from collections.abc import Callable, Iterable, Mapping

from recruit.adapters.documents import archive, markup
from recruit.adapters.documents.content import Content, HiddenText
from recruit.adapters.documents.docx import backdrops, drawings, fields, geometry, run_style, tables
from recruit.adapters.documents.docx.context import Context
from recruit.adapters.documents.docx.document import Document
from recruit.adapters.documents.docx.fields import Fields
from recruit.adapters.documents.docx.formatting import Paragraph, Run
from recruit.adapters.documents.docx.geometry import NO_ROOM, OUTSIDE
from recruit.adapters.documents.docx.names import MC, OFF, UNDERSTOOD, A, M, R, W, value
from recruit.adapters.documents.docx.package import Package
from recruit.adapters.documents.links import with_address
from recruit.adapters.documents.text_style import HIDDEN, USUAL_SIZE
from recruit.adapters.documents.unicode_hiding import END, LEFT_TO_RIGHT, RIGHT_TO_LEFT

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
    texts = [Part(document, name, root, hidden_text).text() for name, root in document.headers_or_footers("header")]
    body = Part(document, document.package.main, document.root, hidden_text)
    texts.append(body.text())
    for kind in ("footnote", "endnote"):
        texts += [Part(document, name, root, hidden_text).text() for name, root in document.notes(kind, body.notes)]
    return texts + [
        Part(document, name, root, hidden_text).text() for name, root in document.headers_or_footers("footer")
    ]


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
        self._is_outside = False
        self._read: Mapping[str, Callable[[markup.Element, Context], list[str]]] = {
            f"{W}p": self._paragraph,
            f"{W}r": self._run,
            f"{M}r": self._run,
            f"{W}txbxContent": self._text_box,
            f"{W}bdo": self._direction_override,
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
        return "".join(self.children(self._root, Context(background=self.document.background)))

    def children(self, elements: Iterable[markup.Element], context: Context) -> list[str]:
        """Return the text of elements, in pieces."""
        pieces: list[str] = []
        for child in elements:
            tag = child.tag
            if tag in _TEXTS:
                pieces += self.visible(child.text or "", context)
            elif tag in _MARKS:
                pieces.append(self._mark(_MARKS[tag], context))
            elif tag in self._read:
                pieces += self._read[tag](child, context)
            elif tag not in _LEFT_OUT and isinstance(tag, str) and tag.startswith(UNDERSTOOD):
                pieces += self.children(child, context)
        return pieces

    def visible(self, text: str, context: Context) -> list[str]:
        """Return a text as a list if it is visible in its context; else report it and return an empty list."""
        of_position = OUTSIDE if self._is_outside else None if self._fields.are_visible else HIDDEN
        if reason := context.hidden_reason or of_position:
            self._hidden_text.add(reason, text)
            return []
        self._fields.add_text(text)
        return [text]

    def _mark(self, mark: str, context: Context) -> str:
        if mark == "\t" and context.paragraph.get("tab", 0.0) > self.document.page.width:
            self._is_outside = True
        return mark

    def _paragraph(self, element: markup.Element, context: Context) -> list[str]:
        settings = element.find(f"{W}pPr")
        name = None if settings is None else value(settings.find(f"{W}pStyle"))
        paragraph = self.document.styles.paragraph(name, context.format)
        if settings is not None:
            paragraph = {**paragraph, **self.document.formatting.paragraph(settings)}
        background = run_style.background_over(paragraph.get("shade"), context.background)
        run = self.document.styles.run(context.format, name, None)
        text_style = run_style.text_style(run, paragraph, background, context.room)
        inner = context.in_paragraph(background, text_style, paragraph, name)
        inner = inner.concealed(self._concealment(paragraph, context))
        self.backdrops.pass_paragraph()
        was_outside, self._is_outside = self._is_outside, False
        pieces = self.children(element, inner)
        self._is_outside = was_outside
        if context.room is not None:
            context.room.take(sum(map(len, pieces)), run.get("size", USUAL_SIZE), paragraph.get("line"))
        pieces.append("\n")
        return pieces

    def _concealment(self, paragraph: Paragraph, context: Context) -> str | None:
        if context.room is not None and context.room.is_full:
            return NO_ROOM
        frame = paragraph.get("frame")
        if frame is not None and (reason := geometry.of_frame(frame, self.document.page)):
            return reason
        return self.document.page.line_concealment(paragraph)

    def _run(self, element: markup.Element, context: Context) -> list[str]:
        settings = element.find(f"{W}rPr")
        background = None if self.backdrops.are_behind else context.background
        if settings is None and background == context.background:
            return self.children(element, context)
        name = None if settings is None else value(settings.find(f"{W}rStyle"))
        inherited = self.document.styles.run(context.format, context.style, name)
        run: Run = {**inherited, **self.document.formatting.run(settings)}
        text_style = run_style.text_style(run, context.paragraph, background, context.room)
        return self.children(element, context.in_run(text_style))

    def _text_box(self, element: markup.Element, context: Context) -> list[str]:
        concealment = context.concealment or (HIDDEN if context.text_style.hidden else None)
        background = run_style.background_over(context.shape, self.backdrops.behind_box(context))
        inner = Context(background, concealment, context.room)
        return ["\n", *self.children(element, inner), "\n"]

    def _hyperlink(self, element: markup.Element, context: Context) -> list[str]:
        text = "".join(self.children(element, context))
        relation = self.relations.get(element.get(f"{R}id", ""))
        return [text if relation is None or not text.strip() else with_address(text, relation.target)]

    def _direction_override(self, element: markup.Element, context: Context) -> list[str]:
        mark = RIGHT_TO_LEFT if value(element) == "rtl" else LEFT_TO_RIGHT
        return [mark, *self.children(element, context), END]

    def _field(self, element: markup.Element, context: Context) -> list[str]:
        text = self._fields.process(element)
        return self.visible(text, context) if text else []

    def _instruction(self, element: markup.Element, _context: Context) -> list[str]:
        self._fields.add_instruction(element.text or "")
        return []

    def _symbol(self, element: markup.Element, context: Context) -> list[str]:
        try:
            number = int(element.get(f"{W}char", ""), 16) & 0xFF
        except ValueError:
            return []
        is_drawn = element.get(f"{W}font", "").startswith("Wingdings")
        return self.visible(_BOXES[number], context) if is_drawn and number in _BOXES else []

    def _note(self, element: markup.Element, context: Context) -> list[str]:
        if not context.hidden_reason:
            kind = str(element.tag).removeprefix(W).removesuffix("Reference")
            self.notes.append((kind, element.get(f"{W}id", "")))
        return []

    def _alternatives(self, element: markup.Element, context: Context) -> list[str]:
        """Read the first choice that Word understands, or else the fallback."""
        for choice in element:
            if choice.tag == f"{MC}Fallback" or (choice.tag == f"{MC}Choice" and _is_understood(choice)):
                return self.children(choice, context)
        return []

    def _phantom(self, element: markup.Element, context: Context) -> list[str]:
        show = element.find(f"{M}phantPr/{M}show")
        is_hidden = show is not None and show.get(f"{M}val") in OFF
        return self.children(element, context.concealed(HIDDEN if is_hidden else None))

    def _fraction(self, element: markup.Element, context: Context) -> list[str]:
        above, below = (self.children(element.findall(f"{M}{name}"), context) for name in ("num", "den"))
        return [*above, "/", *below] if above and below else above + below


def _is_understood(choice: markup.Element) -> bool:
    required = (choice.get("Requires") or "").split()
    return all(f"{{{choice.nsmap.get(name, '')}}}" in UNDERSTOOD for name in required)
