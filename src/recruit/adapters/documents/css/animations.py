"""Final state of animated elements, or their state during an endless animation."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import tinycss2

from recruit.adapters.documents.css import declarations
from recruit.adapters.documents.css.concealment import conceals
from recruit.adapters.documents.css.declarations import Declaration

LONG: Final = 60.0
"""Duration in seconds from which an animation counts as the permanent state of the page."""

FIRST, LAST = 0.0, 100.0

Frames: TypeAlias = Mapping[float, Sequence[Declaration]]
"""Declarations by percentage of the animation."""

_PARTS = ("name", "duration", "fill-mode", "iteration-count", "play-state", "delay")
_TIME = re.compile(r"(\d{0,9}(?:\.\d{1,6})?)(m?s)")
_STEP = re.compile(r"(from)|(to)|(\d{1,3}(?:\.\d{1,6})?)%")


def frames(content: Sequence[Any]) -> Frames:
    """Return the frames in a block of @keyframes."""
    found: dict[float, Sequence[Declaration]] = {}
    for rule in tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        contents = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        declared = tuple(declarations.of(contents))
        for step in declarations.text(rule.prelude).lower().split(","):
            if at := _STEP.fullmatch(step.strip()):
                found[FIRST if at[1] else LAST if at[2] else float(at[3])] = declared
    return found


def lasting(style: Mapping[str, str], keyframes: Mapping[str, Frames]) -> Sequence[Declaration]:
    """Return the declarations of an animation that stay in force; most animations leave none."""
    if not keyframes or not any(name.startswith("animation") for name in style):
        return ()
    words = [*style.get("animation", "").split(), *(style.get(f"animation-{part}", "") for part in _PARTS)]
    declared = next((keyframes[word] for word in words if word in keyframes), None)
    if not declared:
        return ()
    times = [_seconds(word) for word in words]
    if "paused" in words or (any(time >= LONG for time in times) and not {"backwards", "both"}.isdisjoint(words)):
        return declared.get(FIRST, ())
    if "forwards" in words or "both" in words:
        return declared.get(FIRST if "reverse" in words else LAST, ())
    runs_on = "infinite" in words or any(time >= LONG for time in times)
    return declared.get(FIRST, ()) if runs_on and _always_hides(declared) else ()


def _always_hides(declared: Frames) -> bool:
    styles = [{each.name: each.value for each in frame} for frame in declared.values()]
    ends = declared.keys() >= {FIRST, LAST}
    return ends and all(conceals(style) or style.get("visibility") == "hidden" for style in styles)


def _seconds(word: str) -> float:
    found = _TIME.fullmatch(word)
    return float(found[1] or 0) / (1000 if found[2] == "ms" else 1) if found else 0.0
