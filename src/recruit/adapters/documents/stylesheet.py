"""As much of CSS as it takes to see what a page hides: declarations, and rules for tags, classes and ids."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

MOST_RULES = 2_000
LONGEST = 200_000
"""Characters of style sheets."""

Declarations: TypeAlias = Mapping[str, str]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}@;]{1,500})\{([^{}]{0,5000})\}")
_AT_BLOCK = re.compile(r"@[^{};]{0,500}\{(?:[^{}]{0,5000}\{[^{}]{0,5000}\}){0,200}[^{}]{0,5000}\}")
_ON_SCREENS = re.compile(
    r"@media\s+(?:only\s+)?(?:all|screen)\s*\{((?:[^{}]{0,5000}\{[^{}]{0,5000}\}){0,200}[^{}]{0,5000})\}"
)
"""Rules that hold wherever a page is read; those of other blocks may or may not."""
_SELECTOR = re.compile(r"([a-z][a-z0-9]{0,20})?([.#][\w-]{1,100})?", re.IGNORECASE)


def declarations(style: str) -> Declarations:
    """Return property → value of "color: red; margin: 0", in lower case and without spaces around."""
    parts = (declaration.partition(":") for declaration in style[:5_000].split(";"))
    return {
        name.strip().lower(): value.replace("!important", "").strip().lower() for name, colon, value in parts if colon
    }


class StyleSheet:
    """The rules of a page whose selectors are a tag, a class, an id, or a tag with one of these."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        for source in sources:
            plain = _AT_BLOCK.sub("", _ON_SCREENS.sub(r"\1", _COMMENT.sub("", source[:LONGEST])))
            for found in list(_RULE.finditer(plain))[:MOST_RULES]:
                for key in _keys(found[1]):
                    self._rules.setdefault(key, {}).update(declarations(found[2]))

    def of(self, tag: str, classes: Sequence[str], identity: str | None) -> Declarations:
        """Return what the rules say of an element, the more special ones last."""
        if not self._rules:
            return {}
        marks = ["", *(f".{name}" for name in classes), *([f"#{identity}"] if identity else [])]
        keys = [key for mark in marks for key in (("", mark), (tag, mark))]
        return {name: value for key in keys for name, value in self._rules.get(key, {}).items()}


def _keys(selectors: str) -> Iterator[tuple[str, str]]:
    for selector in selectors.split(","):
        found = _SELECTOR.fullmatch(selector.strip())
        if found and found.group():
            yield (found[1] or "").lower(), found[2] or ""
