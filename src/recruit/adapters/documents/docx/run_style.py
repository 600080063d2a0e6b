"""Text style of a run from its resolved properties. Of several fills of letters, the most visible one counts."""

from collections.abc import Iterable

from recruit.adapters.documents.docx.colours import Fill, Paint, Special
from recruit.adapters.documents.docx.formatting import Paragraph, Run
from recruit.adapters.documents.docx.geometry import Room
from recruit.adapters.documents.text_style import LOWEST_LINE, TINIEST, USUAL_SIZE, WHITE, Colour, TextStyle, mixed

FAINTEST = 0.08
"""Smallest opacity of letters that can be told from their background."""

RAISED = 0.65
"""Size of superscripts and subscripts, as a fraction of the font size."""

USUAL_LINE = 1.2
"""Default line height, as a multiple of the font size."""


def background_over(paint: Paint | None, background: Colour | None) -> Colour | None:
    """Return the background of text in an object that is painted, or not, over `background`."""
    if paint is Special.UNKNOWN:
        return None
    return paint if isinstance(paint, tuple) else background


def text_style(run: Run, paragraph: Paragraph, background: Colour | None, room: Room | None) -> TextStyle:
    """Return the style of text with these run and paragraph properties."""
    background = background_over(run.get("highlight"), background_over(run.get("shade"), background))
    size = _size(run)
    scale = run.get("scale", 1.0) or 1.0
    if run.get("fitted", TINIEST) < TINIEST:
        scale = min(scale, run["fitted"] / size)
    return TextStyle(
        run.get("vanish", False) or run.get("web", False),
        _colour(run, background),
        size,
        background,
        _is_clear(run),
        scale=scale,
        spacing=run.get("spacing", 0.0),
        raised=run.get("raised", 0.0),
        line=_line(paragraph, size, room),
    )


def _size(run: Run) -> float:
    """Return the font size; complex scripts have a separate one (17.3.2.7, 17.3.2.30)."""
    is_complex = run.get("complex", False) or run.get("rtl", False)
    size = run.get("complex_size", USUAL_SIZE) if is_complex else run.get("size", USUAL_SIZE)
    return size * RAISED if run.get("small", False) else size


def _line(paragraph: Paragraph, size: float, room: Room | None) -> float | None:
    line = paragraph.get("line")
    multiple = paragraph.get("multiple", 1.0)
    if line is None and multiple < LOWEST_LINE:
        line = multiple * USUAL_LINE * size
    if room is not None:
        line = room.height if line is None else min(line, room.height)
    return line


def _colour(run: Run, background: Colour | None) -> Colour | None:
    """Return the colour of letters, or None for one that is visible on any background."""
    declared = run.get("colour")
    plain = declared if isinstance(declared, tuple) else None
    fills = _fills(run)
    if not fills:
        return plain
    visible = [colour for fill in fills for colour in _visible_colours(fill, background)]
    if run.get("fill") is None:
        visible.append(plain)
    if None in visible:
        return None
    behind = WHITE if background is None else background
    return max((colour for colour in visible if colour), key=lambda colour: _distance(colour, behind), default=behind)


def _fills(run: Run) -> list[Fill]:
    return [fill for fill in (run.get("fill"), run.get("outline")) if fill is not None]


def _is_clear(run: Run) -> bool:
    return run.get("fill") is not None and all(fill.opacity < FAINTEST for fill in _fills(run))


def _visible_colours(fill: Fill, background: Colour | None) -> Iterable[Colour | None]:
    if fill.opacity < FAINTEST:
        return ()
    behind = WHITE if background is None else background
    return [mixed(colour, behind, min(max(fill.opacity, 0.0), 1.0)) for colour in fill.colours] or [None]


def _distance(colour: Colour, other: Colour) -> int:
    return max(abs(one - another) for one, another in zip(colour, other, strict=True))
