"""Elements covered by opaque elements, which hide their text."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.adapters.documents import markup
from recruit.adapters.documents.css import backgrounds, boxes, filters
from recruit.adapters.documents.css.appearance import Appearance, is_stacked
from recruit.adapters.documents.css.backgrounds import OPAQUE
from recruit.adapters.documents.css.boxes import Box
from recruit.adapters.documents.css.colours import paint
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import pixels, words

MOST_COMPARED = 100_000
"""Limit of comparisons for the children of one element. Beyond it, only the last covers, which are on top, count."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Whether an element's own text is covered, and the indices of its covered children."""

    own: bool = False
    children: frozenset[int] = frozenset()
    is_partial: bool = False


NOTHING = Covered()


def covered(
    appearances: Sequence[Appearance], elements: Sequence[markup.Element | None], inside: Appearance, text: str | None
) -> Covered:
    """Return which of an element's text and children are covered by one of its children.

    None in `elements` stands for a generated element. `text` is the text before the first child. A cover without text
    over a whole page is ignored: a script is meant to remove it.
    """
    is_positioned = inside.style.get("position", "static") != "static"
    covers = [
        index
        for index, (appearance, element) in enumerate(zip(appearances, elements, strict=True))
        if appearance.style and _may_cover(appearance)
        if is_positioned or appearance.style.get("position") not in {"absolute", "fixed"} or _has_text(element)
    ]
    if not covers:
        return NOTHING
    known = covers[-max(1, MOST_COMPARED // len(appearances)) :]
    letters = sum(len((each or "").strip()) for each in (text, *(one.tail for one in elements if one is not None)))
    found, whole = boxes.layout(appearances, elements, inside, letters)
    areas = {index: _area(appearances[index].style, found[index].area) for index in known}
    hidden = {
        index
        for over in known
        for index, appearance in enumerate(appearances)
        if index != over
        and _is_above(appearances[over], over, appearance, index)
        and (areas[over].contains(found[index].text) or _share_a_cell(appearances[index], appearances[over], inside))
    }
    own = any(areas[over].contains(whole) for over in known)
    return Covered(own, frozenset(hidden), len(known) < len(covers))


def _may_cover(appearance: Appearance) -> bool:
    """Return whether an element is opaque and drawn after text in the normal flow."""
    style = appearance.style
    return (
        (style.get("position", "static") != "static" or is_stacked(style) or "grid-area" in style)
        and not style.get("z-index", "").startswith("-")
        and not (appearance.is_concealed or appearance.is_invisible)
        and appearance.opacity >= OPAQUE
        and (_is_filled(style) or _is_framed(style))
    )


def _area(style: Style, area: Box) -> Box:
    """Return the area that an element covers: its box, or its borders, with the shadow around them."""
    return (area if _is_filled(style) else boxes.framed(style, area)).wider(_frame(style))


def _is_filled(style: Style) -> bool:
    return backgrounds.is_filled(style) or filters.hides_what_is_behind(style)


def _is_framed(style: Style) -> bool:
    colours = [found for word in boxes.borders(style) if (found := paint(word)) is not None]
    return _frame(style) > 0 or any(colour.opacity >= OPAQUE for colour in colours)


def _frame(style: Style) -> float:
    """Return the extent of a shadow's spread or an outline around an element."""
    shadow = words(style.get("box-shadow", ""))
    lengths = [size for word in shadow if (size := pixels(word)) is not None]
    spread = lengths[3] if len(lengths) > len("xyb") and "inset" not in shadow else 0.0
    outline = [pixels(word) or 0.0 for word in words(style.get("outline", ""))]
    return max([spread, *outline])


def _is_above(over: Appearance, over_index: int, appearance: Appearance, index: int) -> bool:
    """Return whether the first child is drawn after the second."""
    lies_flat = appearance.style.get("position", "static") == "static" and not is_stacked(appearance.style)
    if lies_flat and "grid-area" not in over.style:
        return True
    return (_z_index(over), over_index) > (_z_index(appearance), index)


def _share_a_cell(under: Appearance, over: Appearance, inside: Appearance) -> bool:
    """Return whether two children fill the same cell of a grid."""
    area = over.style.get("grid-area", "auto")
    return "grid" in inside.style.get("display", "") and area != "auto" and under.style.get("grid-area") == area


def _has_text(element: markup.Element | None) -> bool:
    return element is not None and any(map(str.strip, map(str, element.itertext())))


def _z_index(appearance: Appearance) -> float:
    return pixels(appearance.style.get("z-index")) or 0.0
