"""Cascade: selection of the declarations that apply to an element (CSS Cascading and Inheritance 5, 6)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, Final

from recruit.adapters.documents.css import animations, declarations
from recruit.adapters.documents.css.declarations import Declaration, Style
from recruit.adapters.documents.css.properties import is_unitless, longhands
from recruit.adapters.documents.css.selectors import Node, NotEvaluated
from recruit.adapters.documents.css.sheet import Layer, Rule, Sheet
from recruit.adapters.documents.css.variables import Substitution, Variables

INITIAL: Final = {"color": "canvastext", "visibility": "visible", "font-size": "medium", "display": "inline",
                  "letter-spacing": "normal", "word-spacing": "normal", "text-indent": "0",
                  "-webkit-text-fill-color": "currentcolor", "-webkit-text-security": "none"}  # fmt: skip
"""Initial values that differ from the absence of a declaration."""

NOTHING: Final[Style] = {}
MOST_DECLARED: Final = 1_000_000
EACH: Final = 10
"""Cost of a declaration in characters. Style attributes and declarations of a page share the MOST_DECLARED budget."""

MOST_CACHED: Final = 2_000


@dataclass(frozen=True, slots=True)
class _Match:
    """A selector with its rule, and their position in the cascade."""

    test: Any
    layer: Layer
    specificity: tuple[int, int, int]
    order: int
    rule: Rule


class Cascade:
    """Computes the styles of one page's elements. `is_partial` if some of them couldn't be evaluated."""

    def __init__(self, sheet: Sheet, *, quirky: bool) -> None:
        self.variables: Variables = sheet.variables
        """Initial values of registered variables."""

        self._sheet = sheet
        self._matches: dict[str | None, dict[str, list[_Match]]] = {None: {}}
        self._substitution = Substitution()
        self._cached: dict[tuple[object, ...], Style] = {}
        self._gave_up = False
        self._remaining = MOST_DECLARED
        self._orders = count()
        self._quirky = quirky
        for rule in sheet.rules:
            for selector in rule.selectors:
                self._add(selector, rule)

    @property
    def is_partial(self) -> bool:
        """Whether some of the page's style wasn't evaluated."""
        return self._gave_up or self._remaining < 0 or self._sheet.is_partial or self._substitution.is_partial

    @property
    def has_parts(self) -> bool:
        """Whether there are declarations for generated elements or first lines."""
        return len(self._matches) > 1

    def of_part(self, node: Node, part: str, parent: Style, variables: Variables) -> tuple[Style, Variables]:
        """Return the style and the variables of a part of an element: "before", "after" or "first-line"."""
        if part not in self._matches or not (matched := self._matched(node, part)):
            return NOTHING, variables
        return self._styled(node, (matched, "", ()), parent, variables)

    def of(
        self, node: Node, base: Sequence[Declaration], parent: Style, variables: Variables
    ) -> tuple[Style, Variables]:
        """Return the style and the variables of an element. `base` is declared before all rules."""
        matched = self._matched(node, None)
        written = node.etree_element.get("style")
        if not (matched or written or base):
            return NOTHING, variables
        return self._styled(node, (matched, written, base), parent, variables)

    def _styled(
        self,
        node: Node,
        declared: tuple[list[_Match], str | None, Sequence[Declaration]],
        parent: Style,
        variables: Variables,
    ) -> tuple[Style, Variables]:
        matched, written, base = declared
        key = (tuple(match.order for match in matched), written, *base)
        if (known := self._cached.get(key)) is not None:
            return known, variables
        inline = declarations.of_attribute(written) if written and self._spend(len(written)) else ()
        normal, important = _in_order(matched, base, inline)
        if not self._spend(EACH * (len(normal) + len(important))):
            return {}, variables
        attribute = node.etree_element.get
        own = {each.name: each.value for each in (*normal, *important) if each.name.startswith("--")}
        variables = self._substitution.inherited(own, variables, attribute)
        replaced = partial(self._substitution.value, variables=variables, attribute=attribute)
        resolver = _Resolver(replaced, parent, base, quirky=self._quirky)
        resolver.apply(normal)
        resolver.apply(animations.lasting({**resolver.style, **resolver.preview(important)}, self._sheet.keyframes))
        resolver.apply(important)
        if not own and not resolver.depends and len(self._cached) < MOST_CACHED:
            self._cached[key] = resolver.style
        return resolver.style, variables

    def _spend(self, characters: int) -> bool:
        """Spend a number of characters of the budget, and return whether it sufficed."""
        self._remaining -= characters
        return self._remaining >= 0

    def _add(self, selector: Any, rule: Rule) -> None:
        key = f"#{selector.id}" if selector.id else f".{selector.class_name}" if selector.class_name else "*"
        if key == "*" and selector.local_name:
            key = selector.lower_local_name
        match = _Match(selector.test, rule.layer, selector.specificity, next(self._orders), rule)
        self._matches.setdefault(selector.pseudo_element, {}).setdefault(key, []).append(match)

    def _matched(self, node: Node, part: str | None) -> list[_Match]:
        if not (matches := self._matches.get(part)):
            return []
        keys = ["*", node.local_name, *(f".{name}" for name in node.classes)]
        if node.id:
            keys.append(f"#{node.id}")
        found: list[_Match] = []
        try:
            for key in keys:
                if candidates := matches.get(key):
                    node.spend(len(candidates))
                    found += [match for match in candidates if _holds(match, node)]
        except (NotEvaluated, RecursionError):
            self._gave_up = True
            self._matches = {None: {}}
            return []
        found.sort(key=lambda match: (match.layer, match.specificity, match.order))
        return found


def _holds(match: _Match, node: Node) -> bool:
    try:
        return bool(match.test(node))
    except ValueError:  # an invalid name of an attribute
        return False


def _in_order(
    matched: Sequence[_Match], base: Sequence[Declaration], inline: Sequence[Declaration]
) -> tuple[list[Declaration], list[Declaration]]:
    """Return the normal and the important declarations, in increasing precedence."""
    normal = [each for match in matched for each in match.rule.declarations if not each.important]
    reversed_ = sorted(
        matched, key=lambda match: (tuple(-part for part in match.layer), match.specificity, match.order)
    )
    important = [each for match in reversed_ for each in match.rule.declarations if each.important]
    return (
        [*base, *normal, *(each for each in inline if not each.important)],
        [*important, *(each for each in inline if each.important)],
    )


class _Resolver:
    """Applies declarations one after another."""

    def __init__(
        self, replaced: Callable[[str], str | None], parent: Style, base: Iterable[Declaration], *, quirky: bool
    ) -> None:
        self.style: dict[str, str] = {}
        self.depends = False
        self._replaced = replaced
        self._quirky = quirky
        self._parent = parent
        self._base = {each.name: each.value for each in base}

    def apply(self, declared: Iterable[Declaration]) -> None:
        """Apply declarations, which override earlier ones."""
        for each in declared:
            if each.depends:
                self._substituted(each)
            elif not each.name.startswith("--"):
                self._set(each.name, each.value)

    def preview(self, declared: Iterable[Declaration]) -> Style:
        """Return the style of plain declarations without applying them."""
        return {each.name: each.value for each in declared if not each.depends}

    def _substituted(self, declared: Declaration) -> None:
        self.depends = True
        value = self._replaced(declared.value)
        expanded = list(longhands(declared.name, value.lower())) if value is not None else []
        for name, part in expanded or [(declared.name, "unset")]:
            self._set(name, part)

    def _set(self, name: str, value: str) -> None:
        if name == "all":
            self.style.clear()
            self.style.update(self._base if value.startswith("revert") else {"display": "inline"})
        elif value == "inherit" and name in self._parent:
            self.depends = True
            self.style[name] = self._parent[name]
        elif value == "initial" and name in INITIAL:
            self.style[name] = INITIAL[name]
        elif value == "revert" and name in self._base:
            self.style[name] = self._base[name]
        elif value in {"inherit", "initial", "unset", "revert"}:
            self.depends |= value == "inherit"
            self.style.pop(name, None)
        elif value != "revert-layer" and (self._quirky or name not in self.style or not is_unitless(name, value)):
            self.style[name] = value
