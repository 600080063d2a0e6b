"""CSS properties that affect visibility: shorthands, aliases, and valid values."""

import re
from collections.abc import Iterator
from typing import Final

from recruit.adapters.documents.css.colours import paint
from recruit.adapters.documents.css.lengths import four_sides, pixels, share, words

SIDES: Final = ("top", "right", "bottom", "left")
LOGICAL: Final = {"block-start": "top", "inline-end": "right", "block-end": "bottom", "inline-start": "left"}
"""Physical sides of logical ones in left-to-right text."""

KEYWORDS: Final = {
    "visibility": frozenset({"visible", "hidden", "collapse"}),
    "position": frozenset({"static", "relative", "absolute", "fixed", "sticky", "-webkit-sticky"}),
    "direction": frozenset({"ltr", "rtl"}),
    "unicode-bidi": frozenset("normal embed isolate bidi-override isolate-override plaintext".split()),
    "content-visibility": frozenset({"visible", "hidden", "auto"}),
    "backface-visibility": frozenset({"visible", "hidden"}),
    "display": frozenset(
        "none contents block inline flow flow-root flex inline-flex grid inline-grid inline-block table inline-table "
        "table-row table-row-group table-header-group table-footer-group table-cell table-caption table-column "
        "table-column-group list-item ruby ruby-base ruby-text ruby-base-container ruby-text-container math "
        "run-in -webkit-box -webkit-inline-box -webkit-flex -webkit-inline-flex".split()
    ),
    **dict.fromkeys(("overflow-x", "overflow-y"), frozenset("visible hidden clip auto scroll overlay".split())),
}
WIDE: Final = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
COLOURS: Final = frozenset({"color", "background-color", "-webkit-text-fill-color"})
SHARES: Final = frozenset({"opacity"})
SIZES: Final = frozenset({"width", "height", "max-width", "max-height", "min-width", "min-height"})
LENGTHS: Final = frozenset(
    [*SIDES, *SIZES, "text-indent", "letter-spacing", "word-spacing", "font-size"]
    + [f"{box}-{side}" for box in ("margin", "padding") for side in SIDES]
)
TRANSFORMS: Final = frozenset({"transform", "translate", "scale", "rotate"})
PREFIXED: Final = frozenset(
    "transform filter clip-path mask mask-image mask-size mask-position mask-repeat mask-composite background-clip "
    "animation animation-name opacity animation-fill-mode backdrop-filter "
    "animation-duration animation-delay animation-iteration-count backface-visibility".split()
)
"""Properties that browsers also support with the prefix -webkit-."""

FLOWING: Final = frozenset({"auto-flow", "dense"})
OTHERS: Final = frozenset(
    "all font-size-adjust mix-blend-mode line-height background-image background-clip filter clip clip-path "
    "mask-image mask-size mask-position mask-repeat mask-mode mask-composite zoom z-index content offset-path "
    "-webkit-text-security -webkit-text-stroke text-shadow contain isolation grid-template-rows "
    "grid-template-columns grid-auto-rows grid-auto-columns grid-area backdrop-filter float text-align box-shadow "
    "fill fill-opacity stroke outline border border-width border-color border-top border-right border-bottom "
    "border-left border-top-width border-bottom-width animation animation-name animation-fill-mode "
    "animation-duration animation-delay animation-iteration-count animation-play-state".split()
)
SHORTHANDS: Final = frozenset("margin padding inset overflow background font mask grid grid-template".split())
RELEVANT: Final = LENGTHS | COLOURS | SHARES | TRANSFORMS | OTHERS | frozenset(KEYWORDS) | SHORTHANDS

_FONT_SIZE = re.compile(
    r"(?:^|\s)(0|\d{0,5}(?:\.\d{1,6})?(?:[a-z]{2,4}|%)|calc\([^/]{1,60}\)|(?:xx?-)?(?:small|large)|medium)(?:\s?/\s?(\S+))?\s"
)
_WORD = re.compile(r"-?[a-z][a-z-]*")
_NUMBER = re.compile(r"[+-]?[\d.]+")
_FUNCTION = re.compile(r"none|url\(.*|-?[a-z][a-z0-9-]*\(.*", re.DOTALL)
_PICTURE = re.compile(r"url\(|image-set\(|image\(|element\(|gradient\(")
_BOX = re.compile(r"(inset|margin|padding)-(block|inline)")
_LOGICAL_SIDE = re.compile(r"(inset|margin|padding)-(block-start|block-end|inline-start|inline-end)")


def canonical(name: str) -> str:
    """Return the canonical name of a property: without a vendor prefix, and physical instead of logical."""
    if name.startswith("-webkit-") and name[len("-webkit-") :] in PREFIXED:
        return name[len("-webkit-") :]
    if "block" not in name and "inline" not in name:
        return name
    if found := _LOGICAL_SIDE.fullmatch(name):
        side = LOGICAL[found[2]]
        return side if found[1] == "inset" else f"{found[1]}-{side}"
    for logical, physical in (("inline-size", "width"), ("block-size", "height")):
        if name in {logical, f"max-{logical}", f"min-{logical}"}:
            return name.replace(logical, physical)
    return {"overflow-inline": "overflow-x", "overflow-block": "overflow-y"}.get(name, name)


def is_relevant(name: str) -> bool:
    """Return whether a property, given by its canonical name, can affect visibility."""
    return name in RELEVANT or name.startswith("--") or _BOX.fullmatch(name) is not None


def longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield the valid declarations to which one declaration expands."""
    for longhand, part in _expanded(name, value):
        if is_valid(longhand, part):
            yield longhand, part


def is_valid(name: str, value: str) -> bool:  # noqa: PLR0911 - one return per kind
    """Return whether browsers accept a value. An invalid value leaves an earlier declaration in force."""
    if value in WIDE:
        return True
    if name in KEYWORDS:
        return all(word in KEYWORDS[name] for word in value.split())
    if name in COLOURS:
        return _is_colour(value)
    if name in SHARES:
        return share(value) is not None
    if name in LENGTHS:
        return pixels(value) is not None or _WORD.fullmatch(value) is not None or "(" in value
    if name in {"clip", "clip-path", "filter", "transform", "mask-image"}:
        return _FUNCTION.fullmatch(value) is not None
    return True


def is_unitless(name: str, value: str) -> bool:
    """Return whether a length has no unit. Only pages without a document type may omit it."""
    return name in LENGTHS and _NUMBER.fullmatch(value) is not None and bool(value.strip("+-0."))


def _expanded(name: str, value: str) -> Iterator[tuple[str, str]]:
    match name:
        case "margin" | "padding":
            for side, part in zip(SIDES, four_sides(words(value)), strict=False):
                yield f"{name}-{side}", part
        case "inset":
            yield from zip(SIDES, four_sides(words(value)), strict=False)
        case "overflow":
            across, *down = value.split() or [""]
            yield from (("overflow-x", across), ("overflow-y", down[0] if down else across))
        case "background":
            yield from _background(value)
        case "font":
            yield from _font(value)
        case "grid" | "grid-template":
            yield from _grid(name, value)
        case "mask":
            yield "mask-image", value
        case _ if found := _BOX.fullmatch(name):
            yield from _pair(found[1], found[2], value)
        case _:
            yield name, value


def _pair(box: str, axis: str, value: str) -> Iterator[tuple[str, str]]:
    start, *end = words(value) or [""]
    sides = ("top", "bottom") if axis == "block" else ("left", "right")
    for side, part in zip(sides, (start, end[0] if end else start), strict=True):
        yield side if box == "inset" else f"{box}-{side}", part


def _grid(name: str, value: str) -> Iterator[tuple[str, str]]:
    for axis, tracks in zip(("rows", "columns"), value.partition("/")[::2], strict=True):
        parts = words(tracks)
        flows = name == "grid" and not FLOWING.isdisjoint(parts)
        kept = " ".join(part for part in parts if not flows or part not in FLOWING)
        yield f"grid-{'auto' if flows else 'template'}-{axis}", kept or "none"


def _is_colour(value: str) -> bool:
    return value == "currentcolor" or paint(value) is not None


def _background(value: str) -> Iterator[tuple[str, str]]:
    if value in WIDE:
        yield from (("background-color", value), ("background-image", value))
        return
    parts = words(value)
    yield "background-color", next(filter(_is_colour, parts), "transparent")
    yield "background-image", value if _PICTURE.search(value) else "none"
    yield "background-clip", "text" if "text" in parts else "border-box"


def _font(value: str) -> Iterator[tuple[str, str]]:
    if value in WIDE:
        yield from (("font-size", value), ("line-height", value))
    elif found := _FONT_SIZE.search(value):
        yield from (("font-size", found[1]), ("line-height", found[2] or "normal"))
