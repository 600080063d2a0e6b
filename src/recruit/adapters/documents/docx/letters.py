"""Look of text from resolved properties. Of several fills of letters, the most visible one counts."""

from collections.abc import Iterable

from recruit.adapters.documents.docx.colours import Ink, Paint, Special, over
from recruit.adapters.documents.docx.formatting import Paragraph, Run
from recruit.adapters.documents.docx.geometry import Room
from recruit.adapters.documents.text_style import LOWEST_LINE, TINIEST, USUAL_SIZE, WHITE, Colour, TextStyle

FAINTEST = 0.08
"""Smallest opacity of letters that can be told from their background."""

RAISED = 0.65
"""Size of superscripts and subscripts, as a fraction of the font size."""

USUAL_LINE = 1.2
"""Default line height, as a multiple of the font size."""


def behind(paint: Paint | None, background: Colour | None) -> Colour | None:
    """Return the background that results from putting a possibly filled object on `background`."""
    if paint is Special.UNKNOWN:
        return None
    return paint if isinstance(paint, tuple) else background


def look(run: Run, lines: Paragraph, background: Colour | None, room: Room | None) -> TextStyle:
    """Return the look of letters with these run and paragraph properties."""
    background = behind(run.get("highlight"), behind(run.get("shade"), background))
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
        line=_line(lines, size, room),
    )


def _size(run: Run) -> float:
    """Return the font size; complex scripts have a separate one (17.3.2.7, 17.3.2.30)."""
    is_complex = run.get("complex", False) or run.get("rtl", False)
    size = run.get("complex_size", USUAL_SIZE) if is_complex else run.get("size", USUAL_SIZE)
    return size * RAISED if run.get("small", False) else size


def _line(lines: Paragraph, size: float, room: Room | None) -> float | None:
    line = lines.get("line")
    multiple = lines.get("multiple", 1.0)
    if line is None and multiple < LOWEST_LINE:
        line = multiple * USUAL_LINE * size
    if room is not None:
        line = room.height if line is None else min(line, room.height)
    return line


def _colour(run: Run, background: Colour | None) -> Colour | None:
    """Return the colour of letters, or None for one that is visible on any background."""
    declared = run.get("colour")
    plain = declared if isinstance(declared, tuple) else None
    inks = _inks(run)
    if not inks:
        return plain
    seen = [colour for ink in inks for colour in _seen(ink, background)]
    if run.get("ink") is None:
        seen.append(plain)
    if None in seen:
        return None
    before = WHITE if background is None else background
    return max((colour for colour in seen if colour), key=lambda colour: _distance(colour, before), default=before)


def _inks(run: Run) -> list[Ink]:
    return [ink for ink in (run.get("ink"), run.get("outline")) if ink is not None]


def _is_clear(run: Run) -> bool:
    return run.get("ink") is not None and all(ink.opacity < FAINTEST for ink in _inks(run))


def _seen(ink: Ink, background: Colour | None) -> Iterable[Colour | None]:
    if ink.opacity < FAINTEST:
        return ()
    before = WHITE if background is None else background
    return [over(colour, before, ink.opacity) for colour in ink.colours] or [None]


def _distance(colour: Colour, other: Colour) -> int:
    return max(abs(one - another) for one, another in zip(colour, other, strict=True))
