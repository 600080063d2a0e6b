"""Colours in DOCX: hexadecimal digits, names of the theme, and DrawingML colours with modifications and opacity."""

import colorsys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final, TypeAlias

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx.names import W14, A, W, drawing_attribute
from recruit.adapters.documents.text_style import WHITE, Colour, from_hex, mixed


class Special(Enum):
    """Special values in place of a colour."""

    AUTOMATIC = "black or white, in contrast to the background"
    NONE = "transparent"
    UNKNOWN = "a picture or a pattern"


Paint: TypeAlias = Colour | Special
BLACK: Final[Colour] = (0, 0, 0)
HIGHLIGHTS: Final[Mapping[str, Colour]] = {
    "black": BLACK, "blue": (0, 0, 255), "cyan": (0, 255, 255), "green": (0, 255, 0), "magenta": (255, 0, 255),
    "red": (255, 0, 0), "yellow": (255, 255, 0), "white": WHITE, "darkBlue": (0, 0, 128), "darkCyan": (0, 128, 128),
    "darkGreen": (0, 128, 0), "darkMagenta": (128, 0, 128), "darkRed": (128, 0, 0), "darkYellow": (128, 128, 0),
    "darkGray": (128, 128, 128), "lightGray": (192, 192, 192),
}  # fmt: skip
_PRESETS: Final = {**HIGHLIGHTS, "snow": (255, 250, 250), "ivory": (255, 255, 240), "ghostWhite": (248, 248, 255),
                   "whiteSmoke": (245, 245, 245), "mintCream": (245, 255, 250),
                   "azure": (240, 255, 255)}  # fmt: skip
_MAPPING: Final = {
    "bg1": "lt1", "tx1": "dk1", "t1": "dk1", "bg2": "lt2", "tx2": "dk2", "t2": "dk2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink", "background1": "lt1", "background2": "lt2", "text1": "dk1", "text2": "dk2",
    "light1": "lt1", "light2": "lt2", "dark1": "dk1", "dark2": "dk2",
}  # fmt: skip
_ALIASES: Final = {"background1": "bg1", "text1": "t1", "background2": "bg2", "text2": "t2", "tx1": "t1", "tx2": "t2"}
_SHADES: Final = {"solid": 1.0, "clear": 0.0, "nil": 0.0}
_STRIPES = 0.5
"""Approximate share of the first colour in a pattern that isn't a percentage."""

_WHOLE: Final = 100_000


@dataclass(frozen=True, slots=True)
class Fill:
    """Fill of letters: one colour, the colours of a gradient, or none for a picture or an unknown fill."""

    colours: tuple[Colour, ...] = ()
    opacity: float = 1.0


class Theme:
    """Colours of a theme by name."""

    def __init__(self, roots: Callable[[], tuple[markup.Element | None, markup.Element | None]]) -> None:
        """Store the function that returns the theme and the w:clrSchemeMapping; most documents need neither."""
        self._roots = roots

    @cached_property
    def _colours(self) -> Mapping[str, Colour]:
        root, _ = self._roots()
        scheme = None if root is None else root.find(f".//{A}clrScheme")
        colours: dict[str, Colour] = {"lt1": WHITE, "dk1": BLACK}
        for slot in () if scheme is None else scheme:
            colour = next((found for choice in slot if (found := _stated(choice))), None)
            if isinstance(slot.tag, str) and colour:
                colours[slot.tag.removeprefix(A)] = colour
        return colours

    @cached_property
    def _mapped(self) -> Mapping[str, str]:
        _, mapping = self._roots()
        attributes = [] if mapping is None else mapping.attrib.items()
        return {str(name).removeprefix(W): str(target) for name, target in attributes}

    def named(self, name: str) -> Colour | None:
        """Return the colour of a name, or None."""
        name = self._mapped.get(_ALIASES.get(name, name), name)
        return self._colours.get(_MAPPING.get(name, name))

    def of_word(self, element: markup.Element, digits: str = "val", theme: str = "theme") -> Paint | None:
        """Return the colour from an element's attributes: those with prefix `theme`, or else `digits`."""
        name = element.get(f"{W}{theme}Color" if theme == "theme" else f"{W}{theme}")
        if name and (found := self.named(name)):
            tint, shade = _byte(element.get(f"{W}{theme}Tint")), _byte(element.get(f"{W}{theme}Shade"))
            return _lightened(_lightened(found, shade, 0.0), tint, 1.0 - tint)
        given = element.get(f"{W}{digits}")
        return Special.AUTOMATIC if given == "auto" else from_hex(given)

    def shading(self, element: markup.Element | None) -> Paint | None:
        """Return the background of a w:shd."""
        if element is None:
            return None
        pattern = element.get(f"{W}val") or "clear"
        digits = pattern.removeprefix("pct")
        share = (
            int(digits) / 100 if digits.isdecimal() and len(digits) < len("1000") else _SHADES.get(pattern, _STRIPES)
        )
        fill = self.of_word(element, "fill", "themeFill")
        if pattern == "nil" or (not share and not isinstance(fill, tuple)):
            return Special.NONE
        front = self.of_word(element, "color")
        return mixed(front if isinstance(front, tuple) else BLACK, fill if isinstance(fill, tuple) else WHITE, share)

    def fill(self, element: markup.Element | None) -> Fill | None:
        """Return the fill of an element of DrawingML or of Word's extensions, or None for another element."""
        if element is None or not isinstance(element.tag, str):
            return None
        kind = element.tag.rpartition("}")[2]
        if kind == "noFill":
            return Fill((), 0.0)
        if kind not in {"solidFill", "gradFill", "pattFill"}:
            return Fill() if kind == "blipFill" else None
        return self.fill_of_colours(element)

    def fill_of_colours(self, element: markup.Element) -> Fill:
        """Return the colours in an element, with the highest of their opacities."""
        found = [self._painted(choice) for choice in element.iter() if str(choice.tag).endswith("Clr")]
        colours = tuple(colour for colour, _ in found if colour)
        unknown = len(colours) < len(found) or not found
        return Fill(() if unknown else colours, max((opacity for _, opacity in found), default=1.0))

    def first_fill(self, parent: markup.Element | None) -> Fill | None:
        """Return the first fill in an element, or None."""
        return None if parent is None else next((fill for child in parent if (fill := self.fill(child))), None)

    def _painted(self, element: markup.Element) -> tuple[Colour | None, float]:
        name = str(element.tag).rpartition("}")[2]
        colour = self.named(drawing_attribute(element, "val") or "") if name == "schemeClr" else _stated(element)
        opacity = 1.0
        for change in element:
            if not isinstance(change.tag, str):
                continue
            kind, amount = change.tag.rpartition("}")[2], _share(drawing_attribute(change, "val"))
            if kind == "alpha":
                opacity = 1.0 - amount if change.tag.startswith(W14) else amount
            elif colour and kind in {"lumMod", "shade"}:
                colour = _lightened(colour, amount, 0.0)
            elif colour and kind == "lumOff":
                colour = _lightened(colour, 1.0, amount)
            elif colour and kind == "tint":
                colour = _lightened(colour, amount, 1.0 - amount)
        return colour, opacity


def _stated(element: markup.Element) -> Colour | None:
    name, value = str(element.tag).rpartition("}")[2], drawing_attribute(element, "val")
    if name == "sysClr":
        return from_hex(drawing_attribute(element, "lastClr")) or (WHITE if value == "window" else BLACK)
    if name == "prstClr":
        return _PRESETS.get(value or "")
    if name == "scrgbClr":
        red, green, blue = (round(255 * min(max(_share(drawing_attribute(element, part)), 0.0), 1.0)) for part in "rgb")
        return red, green, blue
    return from_hex(value) if name == "srgbClr" else None


def _share(text: str | None) -> float:
    """Return a number in thousandths of a percent, or a percentage, as a fraction."""
    try:
        return float(text.removesuffix("%")) / 100 if text and text.endswith("%") else float(text or _WHOLE) / _WHOLE
    except ValueError:
        return 1.0


def _byte(text: str | None) -> float:
    try:
        return min(int(text or "FF", 16), 255) / 255
    except ValueError:
        return 1.0


def _lightened(colour: Colour, factor: float, added: float) -> Colour:
    if factor == 1.0 and not added:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = min(max(light * factor + added, 0.0), 1.0)
    red, green, blue = (round(255 * part) for part in colorsys.hls_to_rgb(hue, light, saturation))
    return red, green, blue
