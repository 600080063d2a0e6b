"""Elements that lie over others: text under an opaque one can't be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.adapters.documents import markup
from recruit.adapters.documents.css import boxes, filters, grounds
from recruit.adapters.documents.css.appearance import Appearance, is_stacked
from recruit.adapters.documents.css.boxes import Box
from recruit.adapters.documents.css.colours import paint
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.grounds import OPAQUE
from recruit.adapters.documents.css.lengths import pixels, words

MOST_COMPARED = 100_000
"""Boxes that the children of one element are compared with; of more covers only the last, which lie on top, count."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Whether the text of an element itself is covered, and which of its children are, by number."""

    own: bool = False
    children: frozenset[int] = frozenset()
    is_partial: bool = False


NOTHING = Covered()


def covered(
    looks: Sequence[Appearance],
    elements: Sequence[markup.Element | None],
    inside: Appearance,
    text: str | None,
) -> Covered:
    """Return what of an element is covered by one of its children.

    None stands for a generated element; `text` is what comes before all children. A cover without text over a whole
    page is one that a script was meant to take away.
    """
    covers = [at for at, look in enumerate(looks) if look.style and _may_cover(look)]
    placed = inside.style.get("position", "static") != "static"
    covers = [at for at in covers if placed or not _is_out_of_flow(looks[at]) or _has_text(elements[at])]
    if not covers:
        return NOTHING
    known = covers[-max(1, MOST_COMPARED // len(looks)) :]
    letters = sum(len((each or "").strip()) for each in (text, *(one.tail for one in elements if one is not None)))
    found, whole = boxes.places(looks, elements, inside, letters)
    areas = {at: _area(looks[at].style, found[at].area) for at in known}
    hidden = {
        at
        for over in known
        for at, look in enumerate(looks)
        if at != over
        and _is_above(looks[over], over, look, at)
        and (areas[over].contains(found[at].text) or _share_a_cell(looks[at], looks[over], inside))
    }
    own = any(areas[over].contains(whole) for over in known)
    return Covered(own, frozenset(hidden), len(known) < len(covers))


def _may_cover(look: Appearance) -> bool:
    """Whether nothing is seen through an element, and it is drawn after text that stays in its place."""
    style = look.style
    return (
        (style.get("position", "static") != "static" or is_stacked(style) or "grid-area" in style)
        and not style.get("z-index", "").startswith("-")
        and not (look.is_gone or look.is_invisible)
        and look.opacity >= OPAQUE
        and (_is_filled(style) or _is_framed(style))
    )


def _area(style: Style, area: Box) -> Box:
    """Return what an element covers: its box, or the borders and the shadow around it."""
    return (area if _is_filled(style) else boxes.framed(style, area)).wider(_frame(style))


def _is_filled(style: Style) -> bool:
    return grounds.is_filled(style) or filters.hides_what_is_behind(style)


def _is_framed(style: Style) -> bool:
    colours = [found for word in boxes.borders(style) if (found := paint(word)) is not None]
    return _frame(style) > 0 or any(colour.opacity >= OPAQUE for colour in colours)


def _frame(style: Style) -> float:
    """Return how far a shadow without blur or an outline reaches around an element."""
    shadow = words(style.get("box-shadow", ""))
    lengths = [size for word in shadow if (size := pixels(word)) is not None]
    spread = lengths[3] if len(lengths) > len("xyb") and "inset" not in shadow else 0.0
    outline = [pixels(word) or 0.0 for word in words(style.get("outline", ""))]
    return max([spread, *outline])


def _is_above(over: Appearance, its_place: int, look: Appearance, place: int) -> bool:
    """Whether one child is drawn after another."""
    lies_flat = look.style.get("position", "static") == "static" and not is_stacked(look.style)
    if lies_flat and "grid-area" not in over.style:
        return True
    return (_height(over), its_place) > (_height(look), place)


def _share_a_cell(under: Appearance, over: Appearance, inside: Appearance) -> bool:
    """Whether two children are in one cell of a grid, which each fills."""
    area = over.style.get("grid-area", "auto")
    return "grid" in inside.style.get("display", "") and area != "auto" and under.style.get("grid-area") == area


def _is_out_of_flow(look: Appearance) -> bool:
    return look.style.get("position") in {"absolute", "fixed"}


def _has_text(element: markup.Element | None) -> bool:
    return element is not None and any(map(str.strip, map(str, element.itertext())))


def _height(look: Appearance) -> float:
    return pixels(look.style.get("z-index")) or 0.0
