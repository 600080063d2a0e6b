"""Text in drawings: shapes of DrawingML and VML, WordArt, and SmartArt."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx import letters, shapes, vml
from recruit.adapters.documents.docx.formatting import Run
from recruit.adapters.documents.docx.names import DIAGRAM, GROUP, WP, WPS, A, R, V, W, measure
from recruit.adapters.documents.docx.place import Place
from recruit.adapters.documents.text_style import TextStyle

if TYPE_CHECKING:
    from recruit.adapters.documents.docx.reader import Part

HUNDREDTHS: Final = 100.0
_NODES = frozenset({None, "node", "asst"})


def readers(part: "Part") -> Mapping[str, Callable[[markup.Element, Place], list[str]]]:
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
        vml.GROUP: reader.old_group,
        **dict.fromkeys(vml.SHAPES, reader.old_shape),
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

    def drawing(self, element: markup.Element, place: Place) -> list[str]:
        gone, extent = shapes.of_drawing(element, self._page, in_cell=place.table is not None)
        self._part.backdrops.add(element)
        inner = replace(place, drawing=element, extent=extent, look=TextStyle(place.look.hidden)).without(gone)
        return self._part.children(element, inner)

    def group(self, element: markup.Element, place: Place) -> list[str]:
        return self._part.children(element, replace(place, extent=shapes.of_group(element, place.extent)))

    def shape(self, element: markup.Element, place: Place) -> list[str]:
        return self._part.children(
            element, place.inside(shapes.of_shape(element, place.extent, self._theme, self._page))
        )

    def picture(self, element: markup.Element, place: Place) -> list[str]:
        return self._part.children(element, replace(place, drawing=element, look=TextStyle(place.look.hidden)))

    def old_group(self, element: markup.Element, place: Place) -> list[str]:
        shape = vml.of_shape(element, place.units, self._page, in_cell=place.table is not None)
        inner = replace(place.without(shape.gone), units=vml.of_group(element, place.units))
        return self._part.children(element, inner)

    def old_shape(self, element: markup.Element, place: Place) -> list[str]:
        return self._part.children(
            element, place.inside(vml.of_shape(element, place.units, self._page, in_cell=place.table is not None))
        )

    def wordart(self, element: markup.Element, place: Place) -> list[str]:
        text, paint = vml.wordart(element)
        colour = paint if isinstance(paint, tuple) and not vml.is_outlined(element) else None
        seen = self._part.seen(
            text, replace(place, look=replace(place.look, colour=colour, background=place.background))
        )
        return ["\n", *seen, "\n"] if seen else []

    def diagram(self, element: markup.Element, place: Place) -> list[str]:
        relation = self._part.relations.get(element.get(f"{R}dm", ""))
        root = None if relation is None else self._part.document.package.xml(relation.target)
        if root is None:
            return []
        points = [point for point in root.iter(f"{DIAGRAM}pt") if point.get("type") in _NODES]
        inner = replace(place, background=None)  # the shapes of a layout are filled
        return ["\n", *self._part.children(points, inner)]

    def paragraph(self, element: markup.Element, place: Place) -> list[str]:
        return [*self._part.children(element, place), "\n"]

    def run(self, element: markup.Element, place: Place) -> list[str]:
        settings = element.find(f"{A}rPr")
        run = Run()
        if settings is not None:
            run["ink"] = self._theme.filling(settings)
            if line := settings.find(f"{A}ln"):
                run["outline"] = self._theme.filling(line)
            if size := measure(settings.get("sz"), HUNDREDTHS):
                run["size"] = size
            if spacing := measure(settings.get("spc"), HUNDREDTHS):
                run["spacing"] = spacing
        background = letters.behind(place.shape, place.background)
        look = replace(letters.look(run, {}, background, place.room), hidden=place.look.hidden)
        return self._part.children(element, replace(place, look=look))
