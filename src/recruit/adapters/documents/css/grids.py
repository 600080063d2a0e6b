"""Elements hidden in grid rows or columns without size."""

from recruit.adapters.documents.css.clipping import SMALLEST, hides_overflow, is_padded
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import USUAL, pixels, words


def is_in_empty_track(outer: Style, style: Style) -> bool:
    """Return whether an element that hides its overflow is in a grid row or column without size."""
    if not hides_overflow(style) or "grid" not in outer.get("display", ""):
        return False
    return any(map(_is_empty_track, _tracks(outer, "rows"))) or _are_empty(_tracks(outer, "columns"))


def is_empty(style: Style) -> bool:
    """Return whether an element that hides its overflow is a grid whose rows have no height."""
    if "grid" not in style.get("display", "") or not hides_overflow(style) or is_padded(style, USUAL):
        return False
    sizes = (pixels(style.get(name)) or 0.0 for name in ("height", "min-height"))
    return max(sizes) <= SMALLEST and _are_empty(_tracks(style, "rows"))


def _tracks(style: Style, axis: str) -> list[str]:
    """Return the track sizes of a grid along an axis: those of its template, or else the automatic ones."""
    named = style.get(f"grid-template-{axis}", "none")
    value = style.get(f"grid-auto-{axis}", "") if named == "none" else named
    return [track for track in words(value) if not track.startswith(("[", '"'))]


def _are_empty(tracks: list[str]) -> bool:
    return bool(tracks) and all(map(_is_empty_track, tracks))


def _is_empty_track(track: str) -> bool:
    """Return whether a row or a column has no size, regardless of its content."""
    name, bracket, arguments = track.removesuffix(")").partition("(")
    if bracket and name in {"minmax", "repeat", "fit-content"}:
        inner = words(arguments)
        return _are_empty(inner[-1:] if name == "minmax" else inner[1:] if name == "repeat" else inner)
    size = pixels(track.removesuffix("fr") if track.endswith("fr") else track)
    return size is not None and size <= (0 if track.endswith("fr") else SMALLEST)
