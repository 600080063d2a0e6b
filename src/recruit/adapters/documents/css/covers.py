"""Elements that lie over others: text under an opaque one can't be seen."""

from collections.abc import Sequence
from typing import Final

from recruit.adapters.documents import markup
from recruit.adapters.documents.css.appearance import OPAQUE, Appearance, is_opaque
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import HEIGHT, Units, pixels

_OF_A_HUNDRED: Final = Units(percent=HEIGHT / 100)
"""Sizes in per cent as if of a box as high as the screen."""


def is_cover(look: Appearance) -> bool:
    """Whether an element fills the box that it is placed in, and lets nothing through."""
    style = look.style
    return (
        style.get("position") in {"absolute", "fixed"}
        and not style.get("z-index", "").startswith("-")
        and not (look.is_gone or look.is_invisible)
        and look.opacity >= OPAQUE
        and is_opaque(style)
        and _spans(style, "top", "bottom", "height")
        and _spans(style, "left", "right", "width")
    )


def covered(looks: Sequence[Appearance], elements: Sequence[markup.Element], inside: Appearance) -> set[int] | None:
    """Return which of the children of an element are covered by one of them, None for none at all.

    A cover without text over a whole page is one that a script was meant to take away.
    """
    found = [at for at, look in enumerate(looks) if look.style.get("position", "static") != "static" and is_cover(look)]
    placed = inside.style.get("position", "static") != "static"
    found = [at for at in found if placed or any(map(str.strip, map(str, elements[at].itertext())))]
    if not found:
        return None
    top = max(_height(looks[at]) for at in found)
    return {
        at
        for at, look in enumerate(looks)
        if at not in found
        and (look.style.get("position", "static") == "static" or (_height(look), at) < (top, found[-1]))
    }


def _height(look: Appearance) -> float:
    return pixels(look.style.get("z-index")) or 0.0


def _spans(style: Style, start: str, end: str, size: str) -> bool:
    """Whether an element reaches from one side of its box to the other."""
    near, far = (pixels(style.get(side), _OF_A_HUNDRED) for side in (start, end))
    if near is not None and far is not None:
        return near <= 0 and far <= 0
    sizes = [pixels(style.get(name), _OF_A_HUNDRED) for name in (size, f"min-{size}")]
    return (near is None or near <= 0) and any(found is not None and found >= HEIGHT for found in sizes)
