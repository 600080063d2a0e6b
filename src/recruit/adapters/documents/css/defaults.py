"""Default declarations of browsers: hidden elements, default colours, and presentational attributes."""

import re
from collections.abc import Iterator
from typing import Final

from recruit.adapters.documents import markup
from recruit.adapters.documents.css.declarations import Declaration
from recruit.adapters.documents.css.properties import longhands

HIDDEN: Final = frozenset(
    "annotation annotation-xml area base basefont datalist link meta noembed noframes param rp title".split()
)
"""Elements that are hidden unless a style sheet shows them."""

_FIELD: Final = (("color", "fieldtext"), ("background-color", "field"), ("font-size", "13.3px"))
OWN_COLOURS: Final = {
    "a": (("color", "linktext"),),
    "mark": (("color", "black"), ("background-color", "yellow")),
    **dict.fromkeys(("input", "select", "textarea"), _FIELD),
    "button": (("color", "buttontext"), ("background-color", "buttonface"), ("font-size", "13.3px")),
}

SPECIAL: Final = HIDDEN | {"dialog", *OWN_COLOURS} - {"a"}

DRAWN: Final = frozenset("circle ellipse foreignobject g path polygon rect svg text textpath tspan".split())
PRESENTATION: Final = frozenset(
    "clip-path display fill fill-opacity filter font-size mask opacity stroke visibility".split()
)
"""Elements of drawings, and their attributes that are declarations."""

_GONE = Declaration("display", "none")
_SKIPPED = Declaration("content-visibility", "hidden")
_BARE_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)


def of(element: markup.Element, tag: str) -> tuple[Declaration, ...]:
    """Return the default declarations of an element."""
    return tuple(_of(element, tag)) if tag in SPECIAL or element.attrib else ()


def _of(element: markup.Element, tag: str) -> Iterator[Declaration]:
    attributes = element.attrib
    hidden = attributes.get("hidden")
    if tag in HIDDEN or (tag == "dialog" and "open" not in attributes) or "popover" in attributes:
        yield _GONE
    elif hidden is not None:
        yield _SKIPPED if hidden.strip().lower() == "until-found" else _GONE
    if tag != "a" or "href" in attributes:
        yield from (Declaration(name, value) for name, value in OWN_COLOURS.get(tag, ()))
    inked = attributes.get("text" if tag == "body" else "color") if tag in {"body", "font"} else None
    for name, value in (("color", inked), ("background-color", attributes.get("bgcolor"))):
        if value:
            bare = _BARE_HEX.fullmatch(value.strip())
            yield Declaration(name, f"#{bare[1].lower()}" if bare else value.strip().lower())
    yield from _directed(tag, attributes.get("dir", "").strip().lower())
    if "background" in attributes:
        yield Declaration("background-image", "url()")
    if tag in DRAWN:
        for name in PRESENTATION & set(map(str, attributes)):
            for longhand, value in longhands(name, str(attributes[name]).strip().lower()):
                yield Declaration(longhand, value)


def _directed(tag: str, direction: str) -> Iterator[Declaration]:
    if direction in {"ltr", "rtl"}:
        yield Declaration("direction", direction)
        yield from [Declaration("unicode-bidi", "bidi-override")] if tag == "bdo" else []
