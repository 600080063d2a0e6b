"""Reader of the parts of an ODT."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from recruit.adapters.documents import archive, markup
from recruit.adapters.documents.archive import Archive
from recruit.adapters.documents.content import PROTECTED, Content, HiddenText, row_text
from recruit.adapters.documents.docx.geometry import Page
from recruit.adapters.documents.links import with_address
from recruit.adapters.documents.odt import visibility
from recruit.adapters.documents.odt.names import DRAW, HREF, MANIFEST, OFFICE, STYLE, SVG, TABLE, TEXT, hides, points
from recruit.adapters.documents.odt.pages import Pages
from recruit.adapters.documents.odt.state import State
from recruit.adapters.documents.odt.styles import DEFAULT, Styles
from recruit.adapters.documents.text_style import HIDDEN, Colour
from recruit.domain.shared.errors import Invalid

CONTENT: Final = "content.xml"
MOST_SPACES: Final = 200

_LEFT_OUT = frozenset(
    {
        *(f"{TEXT}{name}" for name in ("tracked-changes", "sequence-decls", "number", "script")),
        *(f"{TEXT}{name}-source" for name in ("table-of-content", "illustration-index", "table-index", "object-index")),
        *(f"{TEXT}{name}-source" for name in ("user-index", "alphabetical-index", "bibliography")),
        *(f"{OFFICE}{name}" for name in ("annotation", "forms", "meta", "dde-source", "binary-data")),
        *(f"{DRAW}{name}" for name in ("image", "object", "object-ole", "applet", "plugin", "floating-frame")),
        f"{SVG}title", f"{SVG}desc", f"{TABLE}title", f"{TABLE}desc",
    }
)  # fmt: skip
_STRUCTURE = frozenset(
    f"{TEXT}{name}" for name in "note-body list list-item list-header bookmark reference-mark toc-mark".split()
)
"""Elements without own text that may be in a paragraph."""

_HEADINGS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_SPACES = re.compile(r"[ \t\r\n]+")


def read(data: bytes) -> Content:
    """Return the visible text. Raises Invalid."""
    hidden_text = HiddenText()
    with archive.opened(data) as parts:
        _refuse_protected(parts)
        content, styles_part = parts.xml(CONTENT), parts.xml("styles.xml")
        common = None if styles_part is None else styles_part.find(f"{OFFICE}styles")
        body_styles = Styles([common, content])
        body = [] if content is None else content.findall(f"{OFFICE}body")
        pages = Pages.of(styles_part, body, body_styles)
        header_styles = Styles([styles_part])
        backdrops = visibility.backdrops(body, body_styles)
        backdrops += visibility.backdrops((*pages.headers, *pages.footers), header_styles)
        header = _Part(header_styles, pages.page, pages.header_background, hidden_text, backdrops)
        text = _Part(body_styles, pages.page, pages.background, hidden_text, backdrops)
        texts = [*map(header.text, pages.headers), *map(text.text, body), *map(header.text, pages.footers)]
    return Content("\n".join(dict.fromkeys(texts)), hidden_text)


def _refuse_protected(parts: Archive) -> None:
    manifest = parts.xml("META-INF/manifest.xml")
    if manifest is not None and manifest.find(f".//{MANIFEST}encryption-data") is not None:
        raise Invalid(PROTECTED)


class _Part:
    """Reader of one kind of content: the text, or headers and footers.

    libxml2 limits the nesting of its elements to 256 levels.
    """

    def __init__(
        self,
        styles: Styles,
        page: Page,
        background: Colour | None,
        hidden_text: HiddenText,
        backdrops: Sequence[visibility.Size],
    ) -> None:
        self._styles = styles
        self._page = page
        self._start = State(background=background).with_text(styles.of("paragraph", None))
        self._backdrops = backdrops
        self._hidden_text = hidden_text
        self._read: Mapping[str, Callable[[markup.Element, State], list[str]]] = {
            **dict.fromkeys(_HEADINGS, self._paragraph),
            **dict.fromkeys((f"{TEXT}span", f"{TEXT}ruby-text"), self._span),
            f"{TEXT}a": self._link,
            f"{TEXT}section": self._section,
            f"{TEXT}hidden-text": self._condition,
            f"{TABLE}table": self._table,
            f"{TABLE}table-row": self._row,
            visibility.FRAME: self._frame,
            **dict.fromkeys(visibility.SHAPES, self._shape),
            f"{TEXT}s": self._spaces,
            f"{TEXT}tab": lambda *_: ["\t"],
            f"{TEXT}line-break": lambda *_: ["\n"],
        }

    def text(self, element: markup.Element) -> str:
        return "".join(self._content(element, self._start))

    def _content(self, element: markup.Element, state: State) -> list[str]:
        pieces = self._visible(element.text, state)
        for child in element:
            pieces += self._element(child, state)
            pieces += self._visible(child.tail, state)
        return pieces

    def _visible(self, text: str | None, state: State) -> list[str]:
        if not text or not state.in_paragraph:
            return []
        if reason := state.hidden_reason:
            self._hidden_text.add(reason, text)
            return []
        return [_SPACES.sub(" ", text)]

    def _element(self, element: markup.Element, state: State) -> list[str]:
        tag = element.tag
        if tag in _LEFT_OUT or not isinstance(tag, str):
            return []
        if element.get(f"{TEXT}display") == "none":
            state = state.concealed(HIDDEN)
        return self._read.get(tag, self._other)(element, state)

    def _other(self, element: markup.Element, state: State) -> list[str]:
        is_text = element.tag not in _STRUCTURE and not str(element.tag).startswith((DRAW, OFFICE, TABLE))
        return self._content(element, state if is_text else replace(state, in_paragraph=False))

    def _paragraph(self, element: markup.Element, state: State) -> list[str]:
        properties = self._styles.of("paragraph", element.get(f"{TEXT}style-name", DEFAULT))
        is_hidden = any(map(_is_met, element.iter(f"{TEXT}hidden-paragraph")))
        state = state.with_text(properties).with_paragraph(properties, self._page)
        state = state.concealed(HIDDEN if is_hidden else None)
        return [*self._content(element, replace(state, in_paragraph=True)), "\n"]

    def _span(self, element: markup.Element, state: State) -> list[str]:
        properties = self._styles.of("text", element.get(f"{TEXT}style-name"))
        return self._content(element, state.with_text(properties))

    def _link(self, element: markup.Element, state: State) -> list[str]:
        return [with_address("".join(self._span(element, state)), element.get(HREF))]

    def _condition(self, element: markup.Element, state: State) -> list[str]:
        return self._content(element, state.concealed(HIDDEN if _is_met(element) else None))

    def _section(self, element: markup.Element, state: State) -> list[str]:
        properties = self._styles.of("section", element.get(f"{TEXT}style-name"))
        is_hidden = element.get(f"{TEXT}display") == "condition" and _is_met(element)
        state = state.with_background(properties, "section")
        return self._content(element, state.concealed(HIDDEN if is_hidden else None))

    def _table(self, element: markup.Element, state: State) -> list[str]:
        properties = self._styles.of("table", element.get(f"{TABLE}style-name"))
        columns = visibility.of_columns(element, self._styles)
        state = state.with_background(properties, "table").concealed(visibility.of_table(properties, self._page))
        return self._content(element, replace(state, columns=columns, in_paragraph=False))

    def _row(self, element: markup.Element, state: State) -> list[str]:
        properties = self._styles.of("table-row", element.get(f"{TABLE}style-name"))
        height = points(properties.get(("table-row", f"{STYLE}row-height")))
        state = state.with_background(properties, "table-row").concealed(visibility.of_row(element, height))
        cells, at = [], 0
        for cell in element.iterchildren(visibility.CELL, visibility.COVERED):
            cells.append("".join(self._cell(cell, state, at)).strip())
            at += visibility.repeated(cell, "columns-repeated")
        return [row_text(cells), "\n"]

    def _cell(self, element: markup.Element, state: State, at: int) -> list[str]:
        properties = self._styles.of("table-cell", element.get(f"{TABLE}style-name"))
        reason = visibility.of_cell(element, state.columns, at)
        return self._content(element, state.with_background(properties, "table-cell").concealed(reason))

    def _frame(self, element: markup.Element, state: State) -> list[str]:
        """Read a frame with a text box. Of the alternatives in a frame, programs show the first supported one."""
        shown = next((child for child in element if f"{DRAW}" in str(child.tag)), None)
        if shown is None or shown.tag != f"{DRAW}text-box":
            return []
        return self._drawn(element, shown, state, is_filled=False)

    def _shape(self, element: markup.Element, state: State) -> list[str]:
        return self._drawn(element, element, state, is_filled=True)

    def _drawn(self, element: markup.Element, box: markup.Element, state: State, *, is_filled: bool) -> list[str]:
        properties = self._styles.of("graphic", element.get(f"{DRAW}style-name"))
        state = state.concealed(visibility.of_drawing(element, properties, self._page))
        around = replace(self._start, concealment=state.concealment)
        clear = None if visibility.may_lie_on(element, self._backdrops) else state.background
        text_properties = self._styles.of("paragraph", element.get(f"{DRAW}text-style-name"))
        inside = around.in_shape(properties, clear=clear, is_filled=is_filled)
        inside = inside.with_text(properties).with_text(text_properties)
        return ["\n", *self._content(box, inside), "\n"]

    def _spaces(self, element: markup.Element, _state: State) -> list[str]:
        count = element.get(f"{TEXT}c", "1")
        return [" " * min(int(count) if count.isascii() and count.isdecimal() else 1, MOST_SPACES)]


def _is_met(element: markup.Element) -> bool:
    return hides(element.get(f"{TEXT}condition"), element.get(f"{TEXT}is-hidden"))
