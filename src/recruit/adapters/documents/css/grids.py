"""Grids whose rows or columns have no size, and what that leaves to see of what is in them."""

from recruit.adapters.documents.css.clipping import SMALLEST, hides_overflow, is_padded
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import USUAL, pixels, words


def is_folded(outer: Style, style: Style) -> bool:
    """Whether an element that shows nothing outside its box is in a row or a column without size."""
    if not hides_overflow(style) or "grid" not in outer.get("display", ""):
        return False
    return any(map(_is_nothing, _rows(outer))) or _all_nothing(_columns(outer))


def is_empty(style: Style) -> bool:
    """Whether an element that shows nothing outside its box is as high as its rows, and these are nothing."""
    if "grid" not in style.get("display", "") or not hides_overflow(style) or is_padded(style, USUAL):
        return False
    sizes = (pixels(style.get(name)) or 0.0 for name in ("height", "min-height"))
    return max(sizes) <= SMALLEST and _all_nothing(_rows(style))


def _rows(style: Style) -> list[str]:
    return _tracks(style, "rows")


def _columns(style: Style) -> list[str]:
    return _tracks(style, "columns")


def _tracks(style: Style, axis: str) -> list[str]:
    """Return the sizes that a grid has along an axis: those that it names, or those of all others."""
    named = style.get(f"grid-template-{axis}", "none")
    value = style.get(f"grid-auto-{axis}", "") if named == "none" else named
    return [track for track in words(value) if not track.startswith(("[", '"'))]


def _all_nothing(tracks: list[str]) -> bool:
    return bool(tracks) and all(map(_is_nothing, tracks))


def _is_nothing(track: str) -> bool:
    """Whether a row or a column can have no size, however much is in it."""
    name, bracket, arguments = track.removesuffix(")").partition("(")
    if bracket and name in {"minmax", "repeat", "fit-content"}:
        inner = words(arguments)
        return _all_nothing(inner[-1:] if name == "minmax" else inner[1:] if name == "repeat" else inner)
    size = pixels(track.removesuffix("fr") if track.endswith("fr") else track)
    return size is not None and size <= (0 if track.endswith("fr") else SMALLEST)
