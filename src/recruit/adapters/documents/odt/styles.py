"""Styles of an ODT, each resolved once: its own properties override those of its parent."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from recruit.adapters.documents import markup
from recruit.adapters.documents.odt.names import DRAW, FO, LOEXT, STYLE, TABLE, TEXT, points, share

Properties: TypeAlias = Mapping[tuple[str, str], str]
"""(kind, attribute) → value, such as ("text", the name of fo:color) → "#ffffff"."""

DEFAULT: Final = "Standard"
"""Default paragraph style and default master page."""

IMAGE: Final = "background-image"
MASTER: Final = ("style", f"{STYLE}master-page-name")
SIZE: Final = ("text", f"{FO}font-size")
COLOURS: Final = tuple(("text", name) for name in (f"{FO}color", f"{STYLE}use-window-font-color", f"{LOEXT}opacity"))
"""Colour properties. A style that sets one of them resets the others."""

_RELATIVE = ("text", f"{STYLE}font-size-rel")
USUAL_SIZE: Final = 12.0

_KINDS = {
    f"{STYLE}{kind}-properties": kind
    for kind in ("text", "paragraph", "table", "table-row", "table-column", "table-cell", "section", "graphic")
}
_KNOWN = frozenset(
    {
        *(f"{FO}{name}" for name in ("color", "background-color", "font-size", "letter-spacing", "line-height")),
        *(f"{FO}{name}" for name in ("margin-left", "margin-right", "text-indent", "text-align")),
        *(f"{STYLE}{name}" for name in ("use-window-font-color", "text-scale", "text-position", "font-size-rel")),
        *(f"{STYLE}{name}" for name in ("row-height", "column-width", "width", "text-outline")),
        *(f"{STYLE}{name}" for name in ("horizontal-pos", "horizontal-rel", "vertical-pos", "vertical-rel")),
        *(f"{DRAW}{name}" for name in ("fill", "fill-color", "opacity")),
        f"{LOEXT}opacity", f"{TEXT}display", f"{TABLE}display", f"{TABLE}align",
    }
)  # fmt: skip


class Styles:
    """Styles by family and name. Automatic styles belong to the part that refers to them."""

    def __init__(self, roots: Iterable[markup.Element | None]) -> None:
        self._styles: dict[tuple[str, str], markup.Element] = {}
        self._defaults: dict[str, Properties] = {}
        self._resolved: dict[tuple[str, str], Properties] = {}
        for root in roots:
            for style in () if root is None else root.iter(f"{STYLE}style"):
                self._styles[style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")] = style
            for style in () if root is None else root.iter(f"{STYLE}default-style"):
                self._defaults[style.get(f"{STYLE}family", "")] = _over({}, style)

    def of(self, family: str, name: str | None) -> Properties:
        """Return the properties of a style, or the family's defaults if no style has that name."""
        chain: dict[tuple[str, str], None] = {}
        key = family, name or ""
        while key in self._styles and key not in self._resolved and key not in chain:
            chain[key] = None
            key = family, self._styles[key].get(f"{STYLE}parent-style-name", "")
        found = self._resolved.get(key, self._defaults.get(family, {}))
        for key in reversed(chain):
            found = self._resolved[key] = _over(found, self._styles[key])
        return found


def _over(parent: Properties, style: markup.Element) -> Properties:
    found = {**parent}
    if master := style.get(f"{STYLE}master-page-name"):
        found[MASTER] = master
    for settings in style:
        if kind := _KINDS.get(str(settings.tag)):
            own = {(kind, str(name)): str(value) for name, value in settings.attrib.items() if name in _KNOWN}
            if not own.keys().isdisjoint(COLOURS):
                found = {key: value for key, value in found.items() if key not in COLOURS}
            found.update(own)
            if (image := settings.find(f"{STYLE}{IMAGE}")) is not None:
                found[kind, IMAGE] = "yes" if image.attrib or len(image) else ""
    return _with_size(found, parent)


def _with_size(found: dict[tuple[str, str], str], parent: Properties) -> Properties:
    """Convert a font size that is relative to the parent's, by percentage or difference, to an absolute one."""
    of_parent = points(parent.get(SIZE))
    if (part := share(found.get(SIZE))) is not None and of_parent is not None:
        found[SIZE] = f"{of_parent * part:.4f}pt"
    if (difference := points(found.pop(_RELATIVE, None))) is not None:
        found[SIZE] = f"{max((of_parent or USUAL_SIZE) + difference, 0.0):.4f}pt"
    return found
