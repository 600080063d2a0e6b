"""Text in drawings: shapes of DrawingML and VML, WordArt, and SmartArt."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx import run_style, shapes, vml
from recruit.adapters.documents.docx.context import Context
from recruit.adapters.documents.docx.formatting import Run
from recruit.adapters.documents.docx.names import DIAGRAM, GROUP, WP, WPS, A, R, V, W, measure

if TYPE_CHECKING:
    from recruit.adapters.documents.docx.reader import Part

HUNDREDTHS: Final = 100.0
_NODES = frozenset({None, "node", "asst"})


def readers(part: "Part") -> Mapping[str, Callable[[markup.Element, Context], list[str]]]:
    """Return the reader of each drawing element, by tag."""
    reader = _Drawings(part)
    return {
        f"{WP}anchor": reader.drawing,
        f"{WP}inline": reader.drawing,
        f"{GROUP}wgp": reader.group,
        f"{GROUP}grpSp": reader.group,
        f"{WPS}wsp": reader.shape,
        f"{W}pict": reader.picture,
        f"{W}object": reader.picture,
        vml.GROUP: reader.vml_group,
        **dict.fromkeys(vml.SHAPES, reader.vml_shape),
        f"{V}textpath": reader.wordart,
        f"{DIAGRAM}relIds": reader.diagram,
        f"{A}p": reader.paragraph,
        f"{A}r": reader.run,
    }


class _Drawings:
    def __init__(self, part: "Part") -> None:
        self._part = part
        self._page = part.document.page
        self._theme = part.document.theme

    def drawing(self, element: markup.Element, context: Context) -> list[str]:
        concealment, extent = shapes.of_drawing(element, self._page, in_cell=context.table is not None)
        self._part.backdrops.add(element)
        inner = replace(context.in_drawing(element), extent=extent)
        return self._part.children(element, inner.concealed(concealment))

    def group(self, element: markup.Element, context: Context) -> list[str]:
        return self._part.children(element, replace(context, extent=shapes.of_group(element, context.extent)))

    def shape(self, element: markup.Element, context: Context) -> list[str]:
        shape = shapes.of_shape(element, context.extent, self._theme, self._page)
        return self._part.children(element, context.in_shape(shape))

    def picture(self, element: markup.Element, context: Context) -> list[str]:
        return self._part.children(element, context.in_drawing(element))

    def vml_group(self, element: markup.Element, context: Context) -> list[str]:
        shape = self._vml(element, context)
        inner = replace(context.concealed(shape.concealment), units=vml.of_group(element, context.units))
        return self._part.children(element, inner)

    def vml_shape(self, element: markup.Element, context: Context) -> list[str]:
        return self._part.children(element, context.in_shape(self._vml(element, context)))

    def _vml(self, element: markup.Element, context: Context) -> shapes.Shape:
        return vml.of_shape(element, context.units, self._page, in_cell=context.table is not None)

    def wordart(self, element: markup.Element, context: Context) -> list[str]:
        text, paint = vml.wordart(element)
        colour = paint if isinstance(paint, tuple) and not vml.is_outlined(element) else None
        text_style = replace(context.text_style, colour=colour, background=context.background)
        visible = self._part.visible(text, replace(context, text_style=text_style))
        return ["\n", *visible, "\n"] if visible else []

    def diagram(self, element: markup.Element, context: Context) -> list[str]:
        relation = self._part.relations.get(element.get(f"{R}dm", ""))
        root = None if relation is None else self._part.document.package.xml(relation.target)
        if root is None:
            return []
        points = [point for point in root.iter(f"{DIAGRAM}pt") if point.get("type") in _NODES]
        inner = replace(context, background=None)  # the shapes of a layout are filled
        return ["\n", *self._part.children(points, inner)]

    def paragraph(self, element: markup.Element, context: Context) -> list[str]:
        return [*self._part.children(element, context), "\n"]

    def run(self, element: markup.Element, context: Context) -> list[str]:
        settings = element.find(f"{A}rPr")
        run = Run()
        if settings is not None:
            run["fill"] = self._theme.first_fill(settings)
            if line := settings.find(f"{A}ln"):
                run["outline"] = self._theme.first_fill(line)
            if size := measure(settings.get("sz"), HUNDREDTHS):
                run["size"] = size
            if spacing := measure(settings.get("spc"), HUNDREDTHS):
                run["spacing"] = spacing
        background = run_style.background_over(context.shape, context.background)
        text_style = replace(run_style.text_style(run, {}, background, context.room), hidden=context.text_style.hidden)
        return self._part.children(element, replace(context, text_style=text_style))
