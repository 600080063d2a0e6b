"""Line charts as SVG: panels in two columns with logarithmic axes and one legend."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 400, 300
"""Size of one panel, in pixels."""

LEFT, RIGHT, TOP, BOTTOM = 64, 20, 40, 50
"""Margins of a panel, in pixels."""

TITLE, LEGEND = 40, 20
"""Height of the title, and of one row of the legend, in pixels."""

COLUMNS = 2
MARGIN = 20.0

COLOURS = {
    "recruit": ("#1558b0", "", 3),
    "recruit, first match": ("#1558b0", "7 4", 2),
    "usual program": ("#d1600a", "", 2.5),
    "usual program, first match": ("#d1600a", "7 4", 2),
    "asyncpg alone": ("#2a8a57", "2 3", 2),
    "Litestar, constant bytes": ("#8a4fb5", "8 3 2 3", 2),
    "bare ASGI": ("#6b7280", "5 4", 2),
}
"""Name of a line → colour, dashes and width. Dashes distinguish lines without colour."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Lines by name, over an x axis with a tick at each measured value. All values are above 0."""

    title: str
    x: str
    y: str
    lines: Mapping[str, Sequence[Point]]

    def names(self) -> list[str]:
        """Return the names of lines that have points."""
        return [name for name, points in self.lines.items() if points]


class Axis:
    """Map values to pixels on a logarithmic scale, with padding at both ends."""

    def __init__(self, values: Sequence[float], first: float, last: float, room: float = 0.06) -> None:
        low, high = math.log10(min(values)), math.log10(max(values))
        span = max(high - low, 0.3)
        self._low, self._span = low - room * span, span * (1 + 2 * room)
        self._first, self._last = first, last

    def place(self, value: float) -> float:
        """Return the pixel of a value."""
        return self._first + (math.log10(value) - self._low) / self._span * (self._last - self._first)

    def ticks(self) -> list[float]:
        """Return round values in the range: powers of ten, and 2 and 5 times these on up to three decades."""
        high = self._low + self._span
        tens = range(math.floor(self._low), math.ceil(high) + 1)
        steps = (1,) if self._span > 3 else (1, 2, 5)  # noqa: PLR2004 - decades
        ticks = [step * 10.0**ten for ten in tens for step in steps]
        return [tick for tick in ticks if self._low <= math.log10(tick) <= high]


def chart(title: str, panels: Sequence[Panel]) -> str:
    """Return a complete SVG document."""
    rows = math.ceil(len(panels) / COLUMNS)
    width = WIDTH * min(COLUMNS, len(panels))
    legend = _legend(list(dict.fromkeys(name for panel in panels for name in panel.names())), width)
    top = TITLE + LEGEND * len(legend)
    height = top + HEIGHT * rows
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        '<g font-family="system-ui, Helvetica, Arial, sans-serif" font-size="12" fill="#1f2328">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        _text(MARGIN, 28, title, 'font-size="16" font-weight="600"'),
        *(part for row in legend for part in row),
    ]
    for place, panel in enumerate(panels):
        row, column = divmod(place, COLUMNS)
        parts += [f'<g transform="translate({column * WIDTH} {top + row * HEIGHT})">', *_panel(panel), "</g>"]
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _legend(names: Sequence[str], width: int) -> list[list[str]]:
    """Return the rows of the legend, each name with a sample of its line."""
    rows: list[list[str]] = [[]]
    x = MARGIN
    for name in names:
        needed = 58 + 6.6 * len(name)
        if x + needed > width:
            rows.append([])
            x = MARGIN
        y = TITLE + LEGEND * len(rows) - 8
        rows[-1] += [f'<path d="M{x:.0f} {y - 4}h28" fill="none" {_stroke(name)}/>', _text(x + 34, y, name)]
        x += needed
    return rows


def _panel(panel: Panel) -> Iterator[str]:
    points = [point for line in panel.lines.values() for point in line]
    marks = sorted({x for x, _ in points})
    across = Axis(marks, LEFT, WIDTH - RIGHT)
    up = Axis([y for _, y in points], HEIGHT - BOTTOM, TOP)
    yield _text(LEFT, TOP - 14, panel.title, 'font-weight="600"')
    for tick in up.ticks():
        y = up.place(tick)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#d8dee4"/>'
        yield _text(LEFT - 8, y + 4, f"{tick:,g}", 'text-anchor="end"')
    for mark in marks:
        x = across.place(mark)
        yield f'<path d="M{x:.1f} {HEIGHT - BOTTOM}v5" stroke="#57606a"/>'
        yield _text(x, HEIGHT - BOTTOM + 18, f"{mark:,g}", 'text-anchor="middle"')
    yield f'<path d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}" fill="none" stroke="#57606a"/>'
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 36, panel.x, 'text-anchor="middle" fill="#57606a"')
    middle = (TOP + HEIGHT - BOTTOM) / 2
    turned = f'text-anchor="middle" fill="#57606a" transform="rotate(-90 16 {middle})"'
    yield _text(16, middle, panel.y, turned)
    for name in reversed(panel.names()):
        yield from _line(name, [(across.place(x), up.place(y)) for x, y in panel.lines[name]])


def _line(name: str, places: Sequence[Point]) -> Iterator[str]:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    yield f'<path d="M{path}" fill="none" stroke-linejoin="round" {_stroke(name)}/>'
    colour = COLOURS[name][0]
    yield "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places)


def _stroke(name: str) -> str:
    colour, dashes, width = COLOURS[name]
    return f'stroke="{colour}" stroke-width="{width}"' + (f' stroke-dasharray="{dashes}"' if dashes else "")


def _text(x: float, y: float, text: str, look: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(text)}</text>'
