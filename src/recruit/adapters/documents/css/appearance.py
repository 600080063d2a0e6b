"""Appearance of text on a page, from the declarations of its element and its ancestors."""

from dataclasses import dataclass, field, replace
from typing import Final

from recruit.adapters.documents.css import backgrounds, clipping, filters, grids, transforms
from recruit.adapters.documents.css.colours import Paint, paint
from recruit.adapters.documents.css.concealment import FAINTEST, conceals
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import USUAL, Units, pixels, share, words
from recruit.adapters.documents.css.variables import Variables
from recruit.adapters.documents.text_style import HIDDEN, WHITE, Colour, TextStyle
from recruit.adapters.documents.unicode_hiding import LEFT_TO_RIGHT, RIGHT_TO_LEFT

POINTS_OF_A_PIXEL: Final = 0.75
FONT_SIZES: Final = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0,
                     "xx-large": 32.0, "xxx-large": 48.0}  # fmt: skip
STEPS: Final = {"larger": 1.2, "smaller": 1 / 1.2}
TIGHTEST: Final = -0.4
"""Letter spacing at which letters lie on one another, as a fraction of the font size."""

FAR_LEFT: Final = -900.0
"""Word spacing in pixels at which only the first word is on the page."""

BLACK: Final = Paint((0, 0, 0))
SIDES: Final = frozenset({"ltr", "rtl"})


@dataclass(frozen=True, slots=True)
class Appearance:
    """Inherited appearance of an element's text. `style` holds the element's own declarations."""

    style: Style = field(default_factory=dict)
    variables: Variables = field(default_factory=dict)
    units: Units = USUAL
    foreground: Paint = BLACK
    fill: Paint | None = None
    outline: Paint | None = None
    current: Paint | None = None
    """Value of "currentcolor" in a drawing, where "fill" colours text. None outside drawings."""
    background: Colour | None = WHITE
    opacity: float = 1.0
    scale: float = 1.0
    letter_spacing: float = 0.0
    word_spacing: float = 0.0
    is_invisible: bool = False
    is_disguised: bool = False
    is_concealed: bool = False
    is_leftward: bool = False
    """Whether text without a direction of its own runs from right to left."""
    is_over_background: bool = False
    """Whether an opaque background lies behind, which would hide an element with a negative z-index."""
    tints: tuple[filters.Tint, ...] = ()
    """Effects of filters on its colours, the innermost first."""
    background_tints: tuple[filters.Tint, ...] = ()
    """Effects of filters on its background, which may lie outside some of the filters."""
    without_picture: Colour | None = None
    """Background without the background picture; None if there is no picture or the colour is unknown."""
    clip_box: clipping.ClipBox = clipping.EVERYWHERE

    @property
    def override(self) -> str:
        """Direction override mark (UAX 9) that precedes the text, or "" without an override."""
        is_turned = self.style.get("unicode-bidi", "").endswith("override")
        return (RIGHT_TO_LEFT if self.is_leftward else LEFT_TO_RIGHT) if is_turned else ""

    @property
    def hidden_reason(self) -> str | None:
        """Reason why text with this appearance is invisible, or None."""
        foreground = self.fill or self.foreground
        spaced_out = self.letter_spacing < TIGHTEST * self.units.em or self.word_spacing <= FAR_LEFT
        is_clear = foreground.opacity * self.opacity < FAINTEST
        size = self.units.em * self.scale * POINTS_OF_A_PIXEL
        background = filters.tinted(self.background, self.background_tints)
        is_hidden = self.is_invisible or self.is_disguised or spaced_out
        text_style = TextStyle(is_hidden, None, size, background, self.is_concealed)
        if (reason := text_style.hidden_reason) is not None:
            return reason
        if foreground is BLACK and background is WHITE and not (is_clear or self.tints):
            return None  # shortcut for most text
        if self.outline is not None and not replace(text_style, colour=self._drawn(self.outline)).hidden_reason:
            return None
        return HIDDEN if is_clear else replace(text_style, colour=self._drawn(foreground)).hidden_reason

    def _drawn(self, letters: Paint) -> Colour | None:
        return filters.tinted(letters.over(self.background), self.tints)

    @property
    def needs_picture(self) -> bool:
        """Whether text with this appearance is visible only if a picture is loaded."""
        if self.background is not None or self.without_picture is None or self.hidden_reason:
            return False
        return replace(self, background=self.without_picture).hidden_reason is not None

    def styled(self, style: Style, variables: Variables, *, is_root: bool, is_page: bool) -> "Appearance":
        """Return the appearance of an element in this one. `is_page` if its background is that of the whole page."""
        units = self._units(style, is_root=is_root)
        stacks = is_stacked(style)
        is_behind = style.get("position", "static") != "static" and style.get("z-index", "").startswith("-")
        changed = replace(
            self,
            style=style,
            variables=variables,
            units=units,
            opacity=self.opacity * _factor(style.get("opacity")) * filters.opacity(style),
            scale=self.scale * _scale(style, units),
            tints=filters.tints(style) + self.tints,
            letter_spacing=_spacing(style.get("letter-spacing"), units, self.letter_spacing),
            word_spacing=_spacing(style.get("word-spacing"), units, self.word_spacing),
            is_leftward=style["direction"] == "rtl" if style.get("direction") in SIDES else self.is_leftward,
            is_invisible=style["visibility"] != "visible" if "visibility" in style else self.is_invisible,
            is_disguised=style.get("-webkit-text-security", "none") != "none" or self.is_disguised,
        )
        concealed = self.is_concealed or changed.opacity < FAINTEST or conceals(style, units)
        concealed = concealed or filters.blends_away(style, self.background) or (is_behind and self.is_over_background)
        clip_box = self.clip_box.inside(style, units)
        concealed = concealed or clip_box.is_outside or grids.is_in_empty_track(self.style, style)
        changed = replace(changed, is_concealed=concealed, clip_box=clip_box)
        changed = changed._with_foreground(style)._with_background(style)  # noqa: SLF001 - of the same class
        fills = not is_page and not stacks and backgrounds.is_opaque(style)
        return replace(changed, is_over_background=fills or (self.is_over_background and not stacks))

    def _units(self, style: Style, *, is_root: bool) -> Units:
        size = style.get("font-size")
        if size is None:
            return replace(self.units, root=self.units.em) if is_root else self.units
        parent = self.units.em
        named = FONT_SIZES.get(size) or STEPS.get(size, 0.0) * parent
        em = named or pixels(size, replace(self.units, percent=parent / 100))
        em = parent if em is None or em < 0 else em
        return Units(em, em if is_root else self.units.root)

    def _with_foreground(self, style: Style) -> "Appearance":
        if self.current is not None:
            return self._with_fill_and_stroke(style)
        foreground = paint(style.get("color", "")) or self.foreground
        if style.get("mix-blend-mode") in filters.SWAPPING:
            foreground = Paint(self.background if filters.is_dark(foreground.colour) else None)
        filled = style.get("-webkit-text-fill-color")
        fill = self.fill if filled is None else paint(filled)
        outline = self.outline
        for name in ("-webkit-text-stroke", "text-shadow"):
            if name in style:
                parts = words(style[name])
                found = next((known for part in parts if (known := paint(part)) is not None), foreground)
                outline = found if any((pixels(part) or 0.0) > 0 for part in parts) else None
        return replace(self, foreground=foreground, fill=fill, outline=outline)

    def _with_fill_and_stroke(self, style: Style) -> "Appearance":
        """Return this appearance in a drawing with its fill and stroke applied."""
        fill = self._drawing_paint(style.get("fill"), self.foreground)
        stroke = self._drawing_paint(style.get("stroke"), None)
        amount = _factor(style.get("fill-opacity"))
        if fill is not None and amount < 1:
            fill = replace(fill, opacity=fill.opacity * amount)
        outline = stroke if "stroke" in style else self.outline
        return replace(self, foreground=fill or self.foreground, outline=outline)

    def _drawing_paint(self, value: str | None, inherited: Paint | None) -> Paint | None:
        if value is None or value in {"inherit", "unset"}:
            return inherited
        if value == "none":
            return replace(BLACK, opacity=0.0) if inherited else None
        if value == "currentcolor":
            return self.current
        return Paint(None) if value.startswith("url(") else paint(value) or inherited

    def _with_background(self, style: Style) -> "Appearance":
        declared = style.get("background-color")
        colour = self.foreground if declared == "currentcolor" else paint(declared or "")
        image = style.get("background-image", "none")
        stops = backgrounds.gradient(image)
        fallback = None
        if image != "none":
            if "url(" in image:
                fallback = self.background if colour is None else colour.over(self.background)
            colour = stops[0] if backgrounds.is_uniform(stops) and "url(" not in image else Paint(None)
        if (shadow := backgrounds.inset_shadow(style, self.units)) is not None:
            colour = Paint(shadow.over(colour.colour if colour else self.background))
        if style.get("background-clip") == "text":
            return self if colour is None else replace(self, foreground=colour, fill=None)
        if colour is None or colour.opacity < FAINTEST:
            return self
        background = colour.over(self.background)
        return replace(self, background=background, background_tints=self.tints, without_picture=fallback)


def _factor(amount: str | None) -> float:
    found = share(amount) if amount else None
    return 1.0 if found is None else min(1.0, max(0.0, found))


def _scale(style: Style, units: Units) -> float:
    matrix = transforms.of(style, units)
    zoom = share(style["zoom"]) if "zoom" in style else None
    return (1.0 if matrix is None else transforms.narrowest(matrix)) * (1.0 if zoom is None else zoom)


def _spacing(value: str | None, units: Units, inherited: float) -> float:
    if value is None:
        return inherited
    return pixels(value, replace(units, percent=units.em / 100)) or 0.0


def is_stacked(style: Style) -> bool:
    """Return whether an element starts a stacking context.

    It is then drawn after text in the normal flow, with its children above its background.
    """
    position = style.get("position", "static")
    layered = position != "static" and style.get("z-index", "auto") != "auto"
    return (
        layered
        or position in {"fixed", "sticky"}
        or _factor(style.get("opacity")) < 1
        or style.get("isolation") == "isolate"
        or any(style.get(name, "none") != "none" for name in ("transform", "filter", "clip-path"))
        or "contain" in style
    )
