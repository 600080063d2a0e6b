"""CSS custom properties: bounded substitution of var() and attr()."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import tinycss2

from recruit.adapters.documents.css.lengths import split

MOST_SUBSTITUTIONS: Final = 50_000
"""Limit of substitutions in a document."""

MOST_VARIABLES: Final = 1_000
"""Limit of variables of an element."""

LONGEST: Final = 2_000
DEEPEST: Final = 10

Variables: TypeAlias = Mapping[str, str]
Attribute: TypeAlias = Callable[[str], str | None]
"""Returns an attribute of the styled element."""


class Invalid(Exception):
    """A value is invalid or exceeds a limit."""


class Substitution:
    """Substitutes var() and attr() in the values of one document."""

    def __init__(self) -> None:
        self._remaining = MOST_SUBSTITUTIONS
        self._met_unknown = False

    @property
    def is_partial(self) -> bool:
        """Whether some values couldn't be evaluated."""
        return self._remaining < 0 or self._met_unknown

    def value(self, value: str, variables: Variables, attribute: Attribute) -> str | None:
        """Return a value with its variables substituted, or None if it is invalid."""
        if self._remaining < 0:
            return None
        try:
            return " ".join(self._text(value, variables, attribute, 0).split())
        except (Invalid, RecursionError):
            return None

    def inherited(self, declared: Variables, parent: Variables, attribute: Attribute) -> Variables:
        """Return the variables of an element: its own, and those of its parent."""
        if not declared or len(declared) + len(parent) > MOST_VARIABLES:
            return parent
        kept = {name: value for name, value in declared.items() if value not in {"inherit", "unset"}}
        raw = {**parent, **kept}
        values = {name: self.value(value, raw, attribute) for name, value in kept.items() if value != "initial"}
        known = {name: value for name, value in values.items() if value is not None}
        return {**{name: value for name, value in parent.items() if name not in kept}, **known}

    def _text(self, value: str, variables: Variables, attribute: Attribute, depth: int) -> str:
        if "(" not in value:
            return value
        self._remaining -= 1
        if self._remaining < 0 or depth > DEEPEST or len(value) > LONGEST:
            raise Invalid
        return self._of(tinycss2.parse_component_value_list(value, skip_comments=True), variables, attribute, depth)

    def _of(self, tokens: Sequence[Any], variables: Variables, attribute: Attribute, depth: int) -> str:
        parts: list[str] = []
        length = 0
        for token in tokens:
            parts.append(self._one(token, variables, attribute, depth))
            length += len(parts[-1])
            if length > LONGEST:
                raise Invalid
        return "".join(parts)

    def _one(self, token: Any, variables: Variables, attribute: Attribute, depth: int) -> str:
        if token.type == "() block":
            return f"({self._of(token.content, variables, attribute, depth)})"
        if token.type != "function":
            return str(token.serialize())
        if token.lower_name == "if" or token.lower_name.startswith("--"):
            self._met_unknown = True
            raise Invalid
        if token.lower_name not in {"var", "attr", "env"}:
            return f"{token.name}({self._of(token.arguments, variables, attribute, depth)})"
        self._remaining -= 1
        if self._remaining < 0:
            raise Invalid
        first, *fallback = [*split(token.arguments)] or [[]]
        name = next((each.value for each in first if each.type == "ident"), "")
        known = {"var": variables.get, "attr": attribute}.get(token.lower_name)
        try:
            found = known(name) if known else None
        except ValueError:  # an invalid name of an attribute
            found = None
        if found is not None:
            return self._text(found, variables, attribute, depth + 1)
        if not fallback:
            raise Invalid
        return ",".join(self._of(part, variables, attribute, depth) for part in fallback)
