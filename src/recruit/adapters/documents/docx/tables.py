"""DOCX tables: format of each cell, and hidden rows, cells and tables."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from recruit.adapters.documents import markup
from recruit.adapters.documents.content import row_text
from recruit.adapters.documents.docx import geometry, run_style
from recruit.adapters.documents.docx.context import Context, Table
from recruit.adapters.documents.docx.geometry import NO_ROOM, OUTSIDE, Room
from recruit.adapters.documents.docx.names import TWIPS, W, is_on, measure, value
from recruit.adapters.documents.docx.table_formats import TableFormats
from recruit.adapters.documents.text_style import HIDDEN, TINIEST

if TYPE_CHECKING:
    from recruit.adapters.documents.docx.reader import Part

_AROUND = frozenset({f"{W}{name}" for name in "sdt sdtContent customXml ins moveTo".split()})


def readers(part: "Part") -> Mapping[str, Callable[[markup.Element, Context], list[str]]]:
    """Return the reader of each table element, by tag."""
    reader = _Tables(part)
    return {f"{W}tbl": reader.table, f"{W}tr": reader.row, f"{W}tc": reader.cell}


class _Tables:
    def __init__(self, part: "Part") -> None:
        self._part = part
        self._document = part.document

    def table(self, element: markup.Element, context: Context) -> list[str]:
        settings = element.find(f"{W}tblPr")
        named = table_look = None
        is_fixed = False
        if settings is not None:
            named, table_look = value(settings.find(f"{W}tblStyle")), settings.find(f"{W}tblLook")
            layout = settings.find(f"{W}tblLayout")
            is_fixed = layout is not None and layout.get(f"{W}type") == "fixed"
            context = context.concealed(self._concealment(element, settings))
        formats = TableFormats(self._document.styles.table(named), table_look, sum(1 for _ in _own(element, "tr")))
        return self._part.children(element, replace(context, table=Table(formats, is_fixed)))

    def _concealment(self, element: markup.Element, settings: markup.Element) -> str | None:
        widths = [measure(column.get(f"{W}w"), TWIPS) or 0.0 for column in element.iterfind(f"{W}tblGrid/{W}gridCol")]
        width = sum(widths) or None
        floating = settings.find(f"{W}tblpPr")
        if floating is not None:
            attributes = {str(name).removeprefix(W): str(text) for name, text in floating.attrib.items()}
            names, anchors = ("tblpX", "tblpY"), ("horzAnchor", "vertAnchor")
            return geometry.placed(attributes, self._document.page, width, None, names, anchors)
        indent = settings.find(f"{W}tblInd")
        start = None if indent is None else measure(indent.get(f"{W}w"), TWIPS)
        page = self._document.page
        return OUTSIDE if start is not None and page.excludes(page.left + start, width) else None

    def row(self, element: markup.Element, context: Context) -> list[str]:
        settings, table = element.find(f"{W}trPr"), context.table
        height = None
        if settings is not None:
            if settings.find(f"{W}del") is not None:
                return []
            hidden = settings.find(f"{W}hidden")
            context = context.concealed(HIDDEN if is_on(hidden) else None)
            height_setting = settings.find(f"{W}trHeight")
            if height_setting is not None and height_setting.get(f"{W}hRule") == "exact":
                height = measure(value(height_setting), TWIPS)
                context = context.concealed(NO_ROOM if height is not None and height < TINIEST else None)
        if table is not None:
            table.row += 1
            table.column, table.columns = 0, sum(1 for _ in _own(element, "tc"))
        return self._cells(element, context, height)

    def _cells(self, element: markup.Element, context: Context, height: float | None) -> list[str]:
        outer = context.room
        start = outer.used if outer else 0.0
        end, cells = start, []
        for child in element:
            if outer:
                outer.used = start
            inner = context if height is None else replace(context, room=Room(height))
            if outer and outer.is_full:
                inner = inner.concealed(NO_ROOM)
            cells.append("".join(self._part.children((child,), inner)).strip())
            if outer:
                end = max(end, outer.used if height is None else start + height)
        if outer:
            outer.used = end
        return [row_text(cells), "\n"]

    def cell(self, element: markup.Element, context: Context) -> list[str]:
        settings, table = element.find(f"{W}tcPr"), context.table
        concealment = paint = None
        found = context.format
        if settings is not None:
            if settings.find(f"{W}cellDel") is not None:
                return []
            paint = self._document.theme.shading(settings.find(f"{W}shd"))
        if table is not None:
            concealment = None if settings is None else _cell_concealment(settings, table)
            found = table.formats.at(table.row, table.column, table.columns)
            table.column += 1
            paint = found.background if paint is None else paint
        background = run_style.background_over(paint, context.background)
        inner = replace(context, background=background, format=found)
        return self._part.children(element, inner.concealed(concealment))


def _cell_concealment(settings: markup.Element, table: Table) -> str | None:
    """Return why the content of a cell is invisible, or None."""
    merge = settings.find(f"{W}vMerge")
    if merge is None:
        table.merged.discard(table.column)
    elif value(merge) == "restart":
        table.merged.add(table.column)
    elif table.column in table.merged:
        return HIDDEN  # of vertically merged cells, Word shows the content of the top one
    width = settings.find(f"{W}tcW")
    if table.is_fixed and width is not None and width.get(f"{W}type") == "dxa":
        points = measure(width.get(f"{W}w"), TWIPS)
        return NO_ROOM if points is not None and points < TINIEST else None
    return None


def _own(element: markup.Element, name: str) -> Iterator[markup.Element]:
    """Yield the rows of a table, or the cells of a row, including those in content controls and tracked changes."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _AROUND:
            yield from _own(child, name)
