"""Current formatting during the reading of RTF, and whether text at the current position is visible."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from recruit.adapters.documents.docx.formatting import Paragraph
from recruit.adapters.documents.docx.geometry import Page
from recruit.adapters.documents.rtf import boxes, group_state
from recruit.adapters.documents.rtf.boxes import Row, Shape
from recruit.adapters.documents.rtf.group_state import HEADERS, LETTERS, LINES, NO_SHADE, State
from recruit.adapters.documents.text_style import LOWEST_LINE, WHITE, Colour, TextStyle

_SHADES = {
    **dict.fromkeys(("cb", "chcbpat"), ("shade", "back")), "chcfpat": ("shade", "fore"), "chshdng": ("shade", "share"),
    "cbpat": ("lined", "back"), "cfpat": ("lined", "fore"), "shading": ("lined", "share"),
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
        self._mixed: dict[str, int] = {}
        self._judged: State | None = None
        self._judged_at: tuple[int, Row] | None = None
        self._reason: str | None = None
        self._words = self._changing()

    def add_colours(self, count: int) -> None:
        """Add the next colours of the colour table."""
        self._colours += [self._colour() for _ in range(count)]

    def begin(self, destination: str) -> None:
        """Begin a group with this destination."""
        self.state = replace(self.state, destination=destination)
        if destination == "shp":
            self.shape = Shape()
        elif destination == "shptxt":
            gone = self.state.gone or self.shape.gone(self._page)
            self.state = State(
                gone=gone, in_shape=True, shape=self.shape.background, destination=destination,
                font=self.state.font, fallback=self.state.fallback,
            )  # fmt: skip

    def pass_mark(self, word: str) -> None:
        """Move on to the next cell or row if the mark ends one."""
        if word == "cell":
            self._row.cell += 1
        elif word == "row":
            self._row.cell, self._row.is_over = 0, True

    def _changing(self) -> Mapping[str, Callable[[int | None], None]]:
        def mix(part: str) -> Callable[[int | None], None]:
            return lambda number: self._mixed.update({part: min(max(number or 0, 0), 255)})

        return {
            "f": lambda number: self._change(font=number),
            "uc": lambda number: self._change(fallback=min(max(number or 0, 0), group_state.MOST_FALLBACKS)),
            "cf": self._foreground,
            "red": mix("red"),
            "green": mix("green"),
            "blue": mix("blue"),
            "plain": lambda _: self._change(look=TextStyle(), marked=None, shade=NO_SHADE),
            "pard": lambda _: self._restart_lines(),
            "trowd": lambda _: self._start_row(),
            "intbl": lambda _: self._resume_row(),
            "trrh": self._row_height,
            "trleft": self._row_start,
            "cellx": lambda number: self._row.end_cell((number or 0) / group_state.TWIPS),
            **dict.fromkeys(("clmrg", "clvmrg"), lambda _: self._row.merge()),
            "highlight": self._mark,
            **{word: self._shading(*of) for word, of in _SHADES.items()},
        }

    def take(self, word: str, number: int | None) -> None:
        """Apply a control word that changes the look or the position of text."""
        if word in self._words:
            self._words[word](number)
        elif word in LETTERS:
            self._change(look=LETTERS[word](self.state.look, number))
        elif word in LINES:
            self._set(LINES[word](self.state.lines, number or 0))
        elif word in boxes.SHAPE_WORDS:
            self.shape.take(word, number)
        elif word in group_state.PAGE and number:
            self._page = group_state.PAGE[word](self._page, number / group_state.TWIPS)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)

    def _set(self, lines: Paragraph) -> None:
        self.state = self.state.set_in(lines, self._page)

    @property
    def hidden_reason(self) -> str | None:
        """Reason why text is invisible at the current position, or None. Evaluated again only after changes."""
        place = (-1 if self._row.is_over else self._row.cell), self._row
        if self.state is not self._judged or place != self._judged_at:
            self._judged, self._judged_at = self.state, place
            self._reason = self._judge(self.state, self._row)
        return self._reason

    def _judge(self, state: State, row: Row) -> str | None:
        is_cell = not row.is_over and not state.in_shape and state.destination not in HEADERS
        reason = state.gone or state.misplaced or (row.gone(self._page) if is_cell else None)
        if reason:
            return reason
        background = state.shape if state.in_shape else (row.background if is_cell else None) or WHITE
        background = state.marked or state.shade.colour or state.lined.colour or background
        line = state.lines.get("line")
        if line is None and state.lines.get("multiple", 1.0) < LOWEST_LINE:
            line = 0.0
        if is_cell and row.height is not None:
            line = row.height if line is None else min(line, row.height)
        return replace(state.look, background=background, line=line).hidden_reason

    def _colour(self) -> Colour | None:
        mixed, self._mixed = self._mixed, {}
        return (mixed.get("red", 0), mixed.get("green", 0), mixed.get("blue", 0)) if mixed else None

    def _known(self, number: int | None) -> Colour | None:
        return self._colours[number] if number is not None and 0 <= number < len(self._colours) else None

    def _foreground(self, number: int | None) -> None:
        self._change(look=replace(self.state.look, colour=self._known(number)))

    def _mark(self, number: int | None) -> None:
        self._change(marked=self._known(number) if number else None)

    def _shading(self, of: str, part: str) -> Callable[[int | None], None]:
        def take(number: int | None) -> None:
            new_value: Any = (number or 0) if part == "share" else self._known(number) if number else None
            if of == "cell":
                self._row.pending = replace(self._row.pending, **{part: new_value})
            else:
                self._change(**{of: replace(getattr(self.state, of), **{part: new_value})})

        return take

    def _restart_lines(self) -> None:
        self._change(lined=NO_SHADE)
        self._set({})

    def _start_row(self) -> None:
        self._row = Row()

    def _resume_row(self) -> None:
        self._row.is_over = False  # a row with the same cells as the row before may omit their definition

    def _row_height(self, number: int | None) -> None:
        self._row.height = -number / group_state.TWIPS if number is not None and number < 0 else None

    def _row_start(self, number: int | None) -> None:
        self._row.start = (number or 0) / group_state.TWIPS
