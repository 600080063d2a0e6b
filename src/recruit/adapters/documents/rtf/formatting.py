"""Current formatting during the reading of RTF, and whether text at the current position is visible."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from recruit.adapters.documents.docx.formatting import Paragraph
from recruit.adapters.documents.docx.geometry import Page
from recruit.adapters.documents.docx.names import TWIPS
from recruit.adapters.documents.rtf import boxes, group_state
from recruit.adapters.documents.rtf.boxes import Row, Shape
from recruit.adapters.documents.rtf.group_state import HEADERS, MOST_FALLBACKS, NO_SHADE, PAGE_WORDS, State
from recruit.adapters.documents.text_style import LOWEST_LINE, WHITE, Colour, TextStyle

_SHADES = {
    **dict.fromkeys(("cb", "chcbpat"), ("shade", "back")), "chcfpat": ("shade", "fore"), "chshdng": ("shade", "share"),
    "cbpat": ("paragraph_shade", "back"), "cfpat": ("paragraph_shade", "fore"), "shading": ("paragraph_shade", "share"),
    "clcbpat": ("cell", "back"), "clcfpat": ("cell", "fore"), "clshdng": ("cell", "share"),
}  # fmt: skip
"""Background that each control word changes, and the part of it."""


class Formatting:
    """State of the current group, with the page, the table row and the shape that contain it."""

    def __init__(self) -> None:
        self.state = State()
        self.shape = Shape()
        self._page = Page()
        self._row = Row()
        self._colours: list[Colour | None] = []
        self._pending_colour: dict[str, int] = {}
        self._evaluated_state: State | None = None
        self._evaluated_at: tuple[int, Row] | None = None
        self._reason: str | None = None
        self._words = self._word_handlers()

    def add_colours(self, count: int) -> None:
        """Add the next colours of the colour table."""
        self._colours += [self._colour() for _ in range(count)]

    def begin_group(self, destination: str) -> None:
        """Begin a group with this destination."""
        self.state = replace(self.state, destination=destination)
        if destination == "shp":
            self.shape = Shape()
        elif destination == "shptxt":
            concealment = self.state.concealment or self.shape.concealment(self._page)
            self.state = State(
                concealment=concealment, in_shape=True, shape=self.shape.background, destination=destination,
                font=self.state.font, fallback=self.state.fallback,
            )  # fmt: skip

    def end_cell_or_row(self, word: str) -> None:
        """Move on to the next cell or row if the mark ends one."""
        if word == "cell":
            self._row.cell += 1
        elif word == "row":
            self._row.cell, self._row.is_over = 0, True

    def _word_handlers(self) -> Mapping[str, Callable[[int | None], None]]:
        def component(part: str) -> Callable[[int | None], None]:
            return lambda number: self._pending_colour.update({part: min(max(number or 0, 0), 255)})

        return {
            "f": lambda number: self._change(font=number),
            "uc": lambda number: self._change(fallback=min(max(number or 0, 0), MOST_FALLBACKS)),
            "cf": self._set_colour,
            "red": component("red"),
            "green": component("green"),
            "blue": component("blue"),
            "plain": lambda _: self._change(text_style=TextStyle(), highlight=None, shade=NO_SHADE),
            "pard": self._reset_paragraph,
            "trowd": self._start_row,
            "intbl": self._resume_row,
            "trrh": self._row_height,
            "trleft": self._row_start,
            "cellx": lambda number: self._row.end_cell((number or 0) / TWIPS),
            **dict.fromkeys(("clmrg", "clvmrg"), lambda _: self._row.merge()),
            "highlight": self._set_highlight,
            **{word: self._shading(*of) for word, of in _SHADES.items()},
        }

    def apply(self, word: str, number: int | None) -> None:
        """Apply a control word that changes the formatting or the position of text."""
        if word in self._words:
            self._words[word](number)
        elif word in group_state.CHARACTER_WORDS:
            self._change(text_style=group_state.CHARACTER_WORDS[word](self.state.text_style, number))
        elif word in group_state.PARAGRAPH_WORDS:
            self._set_paragraph(group_state.PARAGRAPH_WORDS[word](self.state.paragraph, number or 0))
        elif word in boxes.SHAPE_WORDS:
            self.shape.apply(word, number)
        elif word in PAGE_WORDS and number:
            self._page = PAGE_WORDS[word](self._page, number / TWIPS)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)

    def _set_paragraph(self, paragraph: Paragraph) -> None:
        self.state = self.state.with_paragraph(paragraph, self._page)

    @property
    def hidden_reason(self) -> str | None:
        """Reason why text is invisible at the current position, or None. Evaluated again only after changes."""
        cell = (-1 if self._row.is_over else self._row.cell), self._row
        if self.state is not self._evaluated_state or cell != self._evaluated_at:
            self._evaluated_state, self._evaluated_at = self.state, cell
            self._reason = self._evaluate(self.state, self._row)
        return self._reason

    def _evaluate(self, state: State, row: Row) -> str | None:
        is_cell = not row.is_over and not state.in_shape and state.destination not in HEADERS
        reason = state.concealment or state.line_concealment or (row.concealment(self._page) if is_cell else None)
        if reason:
            return reason
        outer = state.shape if state.in_shape else (row.background if is_cell else None) or WHITE
        background = state.highlight or state.shade.colour or state.paragraph_shade.colour or outer
        line = state.paragraph.get("line")
        if line is None and state.paragraph.get("multiple", 1.0) < LOWEST_LINE:
            line = 0.0
        if is_cell and row.height is not None:
            line = row.height if line is None else min(line, row.height)
        return replace(state.text_style, background=background, line=line).hidden_reason

    def _colour(self) -> Colour | None:
        pending, self._pending_colour = self._pending_colour, {}
        return (pending.get("red", 0), pending.get("green", 0), pending.get("blue", 0)) if pending else None

    def _table_colour(self, number: int | None) -> Colour | None:
        return self._colours[number] if number is not None and 0 <= number < len(self._colours) else None

    def _set_colour(self, number: int | None) -> None:
        self._change(text_style=replace(self.state.text_style, colour=self._table_colour(number)))

    def _set_highlight(self, number: int | None) -> None:
        self._change(highlight=self._table_colour(number) if number else None)

    def _shading(self, of: str, part: str) -> Callable[[int | None], None]:
        def take(number: int | None) -> None:
            new_value: Any = (number or 0) if part == "share" else self._table_colour(number) if number else None
            if of == "cell":
                self._row.pending = replace(self._row.pending, **{part: new_value})
            else:
                self._change(**{of: replace(getattr(self.state, of), **{part: new_value})})

        return take

    def _reset_paragraph(self, _number: int | None) -> None:
        self._change(paragraph_shade=NO_SHADE)
        self._set_paragraph({})

    def _start_row(self, _number: int | None) -> None:
        self._row = Row()

    def _resume_row(self, _number: int | None) -> None:
        self._row.is_over = False  # a row with the same cells as the row before may omit their definition

    def _row_height(self, number: int | None) -> None:
        self._row.height = -number / TWIPS if number is not None and number < 0 else None

    def _row_start(self, number: int | None) -> None:
        self._row.start = (number or 0) / TWIPS
