"""Conditional formats of tables: the parts of a table style that apply to a cell (ECMA-376 part 1, 17.7.6)."""

from collections.abc import Iterable, Sequence
from typing import Final

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx.colours import Special
from recruit.adapters.documents.docx.names import W, value
from recruit.adapters.documents.docx.styles import Format, Style

WHOLE: Final = "wholeTable"
FLAGS: Final = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


class TableFormats:
    """Formats of one table's cells. The position of a cell determines the parts of the style that apply."""

    def __init__(self, style: Style, table_look: markup.Element | None, rows: int) -> None:
        if table_look is None and any(isinstance(part.background, tuple) for part in style.parts.values()):
            style = Style(
                Format(background=Special.UNKNOWN).over(style.format)
            )  # programs differ in the parts that apply
        self._style = style
        self._rows = rows
        self._flags = _flags(table_look)
        self._known: dict[Sequence[str], Format] = {}

    def at(self, row: int, column: int, columns: int) -> Format:
        """Return the format of a cell. `row` and `column` count from 0; `columns` is the number of cells in the row."""
        if not self._style.parts:
            return self._style.format
        parts = tuple(part for part in self._parts(row, column, columns) if part in self._style.parts)
        if parts not in self._known:
            found = self._style.format
            for part in parts:
                found = self._style.parts[part].over(found)
            self._known[parts] = found
        return self._known[parts]

    def _parts(self, row: int, column: int, columns: int) -> Iterable[str]:
        """Yield the parts that contain a cell, in increasing precedence of their formats (17.7.6)."""
        first_row, last_row = row == 0 and "firstRow" in self._flags, row == self._rows - 1 and "lastRow" in self._flags
        first = column == 0 and "firstColumn" in self._flags
        last = column == columns - 1 and "lastColumn" in self._flags
        yield WHOLE
        if "noVBand" not in self._flags and not first and not last:
            band = (column - ("firstColumn" in self._flags)) // self._style.columns_in_band
            yield "band2Vert" if band % 2 else "band1Vert"
        if "noHBand" not in self._flags and not first_row and not last_row:
            band = (row - ("firstRow" in self._flags)) // self._style.rows_in_band
            yield "band2Horz" if band % 2 else "band1Horz"
        vertical = "n" if first_row else "s" if last_row else ""
        sideways = "w" if first else "e" if last else ""
        if sideways:
            yield "firstCol" if first else "lastCol"
        if vertical:
            yield "firstRow" if first_row else "lastRow"
        if vertical and sideways:
            yield f"{vertical}{sideways}Cell"


def _flags(table_look: markup.Element | None) -> frozenset[str]:
    if table_look is None:
        return frozenset({"noHBand", "noVBand"})
    try:
        bits = int(value(table_look) or "0", 16)
    except ValueError:
        bits = 0
    flags = {name: table_look.get(f"{W}{name}") for name in FLAGS}
    return frozenset(
        name
        for name, bit in FLAGS.items()
        if (bool(bits & bit) if flags[name] is None else flags[name] in {"1", "true", "on"})
    )
