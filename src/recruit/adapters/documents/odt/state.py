"""Formatting state at a position in an ODT: text style, background, and visibility of text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from recruit.adapters.documents.docx.formatting import Paragraph
from recruit.adapters.documents.docx.geometry import Page
from recruit.adapters.documents.odt.names import DRAW, FO, LOEXT, STYLE, TEXT, points, share
from recruit.adapters.documents.odt.styles import IMAGE, SIZE, USUAL_SIZE, Properties
from recruit.adapters.documents.text_style import LOWEST_LINE, WHITE, Colour, TextStyle, from_hex

FAINTEST: Final = 0.1
"""Smallest opacity of readable text."""


@dataclass(frozen=True, slots=True)
class State:
    """The formatting at a position in the document.

    `highlight` is the background of the characters, `background` that of the paragraph, cell or page; None is unknown.
    `concealment` is the reason why the element and its content are invisible, `columns` that of each table column.
    """

    text_style: TextStyle = field(default_factory=TextStyle)
    background: Colour | None = WHITE
    highlight: Colour | None = None
    concealment: str | None = None
    columns: tuple[str | None, ...] = ()
    in_paragraph: bool = False

    @property
    def hidden_reason(self) -> str | None:
        """Reason why text is invisible here, or None."""
        return self.concealment or replace(self.text_style, background=self.highlight or self.background).hidden_reason

    def concealed(self, reason: str | None) -> "State":
        """Return this state, with everything in it invisible if there is a reason."""
        return replace(self, concealment=self.concealment or reason) if reason else self

    def with_background(self, properties: Properties, kind: str) -> "State":
        """Return this state with the background from properties of this kind."""
        if properties.get((kind, IMAGE)):
            return replace(self, background=None)
        background = from_hex(properties.get((kind, f"{FO}background-color"), "").strip())
        return replace(self, background=background, highlight=None) if background else self

    def with_text(self, properties: Properties) -> "State":
        """Return this state with the text properties applied."""
        state = self
        for key, change in _TEXT_PROPERTIES.items() if properties else ():
            if (value := properties.get(key)) is not None:
                state = change(state, value.strip())
        return state

    def with_paragraph(self, properties: Properties, page: Page) -> "State":
        """Return this state with the paragraph properties applied."""
        value = {name: properties.get(("paragraph", f"{FO}{name}")) for name in ("line-height", *_SIDES, "text-align")}
        state = replace(self, text_style=replace(self.text_style, line=_line(value["line-height"])))
        paragraph: Paragraph = {"align": value["text-align"] or "left"}
        for name, side in _SIDES.items():
            if (length := points(value[name])) is not None:
                paragraph[side] = length  # type: ignore[literal-required]
        return state.concealed(page.line_concealment(paragraph)).with_background(properties, "paragraph")

    def in_shape(self, properties: Properties, *, clear: Colour | None, is_filled: bool) -> "State":
        """Return this state inside a shape. `clear` is the background without fill; `is_filled` is the default fill."""
        fill = properties.get(("graphic", f"{DRAW}fill"))
        colour = properties.get(("graphic", f"{DRAW}fill-color"))
        if fill is None:
            colour = colour if is_filled else properties.get(("graphic", f"{FO}background-color"))
            fill = "solid" if from_hex(colour) or is_filled else "none"
        if properties.get(("graphic", IMAGE)):
            fill = "bitmap"
        background = clear if fill == "none" else from_hex(colour) if fill == "solid" else None
        if (opacity := share(properties.get(("graphic", f"{DRAW}opacity")))) is not None and opacity < 1:
            background = None
        return replace(self, background=background, highlight=None)


_SIDES: Final = {"margin-left": "left", "margin-right": "right", "text-indent": "first"}
_Change = Callable[[State, str], State]


def _line(height: str | None) -> float | None:
    part = share(height)
    return points(height) if part is None else 0.0 if part < LOWEST_LINE else None


def _with_style(state: State, **changes: object) -> State:
    return replace(state, text_style=replace(state.text_style, **changes))  # type: ignore[arg-type]


def _coloured(state: State, value: str) -> State:
    colour = from_hex(value)
    return _with_style(state, colour=colour) if colour else state


def _sized(state: State, value: str) -> State:
    size, part = points(value), share(value)
    if part is not None:
        size = part * (USUAL_SIZE if state.text_style.size is None else state.text_style.size)
    return state if size is None else _with_style(state, size=size)


def _scaled(state: State, value: str) -> State:
    part = share(value)
    return state if part is None else _with_style(state, scale=part)


def _raised(state: State, value: str) -> State:
    height, _, smaller = value.partition(" ")
    size, part = USUAL_SIZE if state.text_style.size is None else state.text_style.size, share(smaller)
    raised = (share(height) or 0.0) * size
    return _with_style(state, raised=raised, size=size if part is None else size * part)


def _opaque(state: State, value: str) -> State:
    """Hide text with a low opacity. Automatic colours are excepted: LibreOffice writes them as transparent."""
    part = share(value)
    is_clear = part is not None and part < FAINTEST and state.text_style.colour is not None
    return _with_style(state, hidden=True) if is_clear else state


_TEXT_PROPERTIES: Final[Mapping[tuple[str, str], _Change]] = {
    ("text", f"{TEXT}display"): lambda state, value: _with_style(state, hidden=value != "true"),
    ("text", f"{FO}color"): _coloured,
    ("text", f"{STYLE}use-window-font-color"): lambda state, value: (
        _with_style(state, colour=None) if value == "true" else state
    ),
    ("text", f"{LOEXT}opacity"): _opaque,
    ("text", f"{FO}background-color"): lambda state, value: replace(state, highlight=from_hex(value)),
    SIZE: _sized,
    ("text", f"{STYLE}text-scale"): _scaled,
    ("text", f"{FO}letter-spacing"): lambda state, value: _with_style(state, spacing=points(value) or 0.0),
    ("text", f"{STYLE}text-position"): _raised,
}
"""Text properties in order of application: a position reduces the size that was set before it."""
