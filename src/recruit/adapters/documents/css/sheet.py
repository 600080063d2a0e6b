"""Style sheets as a flat list of rules: nested rules are expanded, rules of unmet conditions are left out."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final, TypeAlias

import tinycss2

from recruit.adapters.documents.css import addresses, animations, conditions, declarations, nesting, selectors
from recruit.adapters.documents.css.animations import Frames
from recruit.adapters.documents.css.declarations import Declaration
from recruit.adapters.documents.css.lengths import split
from recruit.adapters.documents.css.selectors import Names, NotEvaluated

LONGEST: Final = 300_000
"""Limit in characters of all style sheets of a page. Bootstrap 5 as shipped has 230,000."""

MOST_RULES: Final = 2_000
"""Limit of rules whose names occur in the page."""

DEEPEST: Final = 8
CONDITIONS: Final[Mapping[str, Callable[[Sequence[Any]], bool | None]]] = {
    "media": conditions.media,
    "supports": conditions.supports,
    "container": conditions.container,
}
XHTML: Final = "http://www.w3.org/1999/xhtml"

Layer: TypeAlias = tuple[float, ...]
UNLAYERED: Final = math.inf
"""Layer of unlayered rules, which take precedence over all layers."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Rule with compiled selectors, its declarations and its cascade layer."""

    selectors: Sequence[Any]
    declarations: Sequence[Declaration]
    layer: Layer


@dataclass(frozen=True, slots=True)
class RuleContext:
    """Context of a rule: the selectors that enclose it, its layer, and the nesting depth of blocks."""

    parents: Sequence[Any] | None = None
    layer: Layer = ()
    depth: int = 0


class Sheet:
    """Rules of all style sheets of a page, its keyframes, and its variables with initial values."""

    def __init__(self, names: Names) -> None:
        self.rules: list[Rule] = []
        self.keyframes: dict[str, Frames] = {}
        self.variables: dict[str, str] = {}
        self.is_partial = False
        self.has_foreign_sheets = False
        self._names = names
        self._namespaces: dict[str | None, str] = {}
        self._layers: dict[Layer, dict[str, int]] = {}
        self._unnamed = count()
        self._remaining = LONGEST

    def add(self, source: str, context: RuleContext = RuleContext()) -> None:
        """Add the rules of one source text."""
        self.is_partial |= len(source) > self._remaining
        allowed = source[: self._remaining]
        self._remaining -= len(allowed)
        try:
            self._rules(tinycss2.parse_stylesheet(allowed, skip_comments=True, skip_whitespace=True), context)
        except RecursionError:
            self.is_partial = True

    def add_linked(self, address: str, context: RuleContext = RuleContext()) -> None:
        """Add a linked sheet if its address is a data: address. Other sheets aren't fetched."""
        if (source := addresses.embedded(address)) is not None:
            self.add(source, context)
        else:
            self.has_foreign_sheets |= not addresses.is_of_fonts(address)

    def _rules(self, items: Iterable[Any], context: RuleContext) -> None:
        if context.depth > DEEPEST:
            self.is_partial = True
            return
        for item in items:
            if item.type == "at-rule":
                self._at_rule(item, context)
            elif item.type == "qualified-rule":
                self._style(item, context)

    def _style(self, item: Any, context: RuleContext) -> None:
        prelude = item.prelude if context.parents is None else list(nesting.expanded(item.prelude, context.parents))
        is_heavy = context.parents is not None and nesting.weight(prelude) > nesting.HEAVIEST
        if is_heavy or len(self.rules) >= MOST_RULES:
            self.is_partial = True
            return
        has_blocks = any(token.type == "{} block" for token in item.content)
        if has_blocks or any(map(self._names.may_match, split(prelude))):
            self._block(item.content, replace(context, parents=prelude, depth=context.depth + 1))

    def _block(self, content: Sequence[Any], context: RuleContext) -> None:
        if context.parents is None:
            self._rules(tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True), context)
            return
        contents = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        if declared := tuple(declarations.of(contents)):
            self._append(context.parents, declared, context)
        self._rules(contents, context)

    def _append(self, prelude: Sequence[Any], declared: Sequence[Declaration], context: RuleContext) -> None:
        try:
            found = selectors.compiled(prelude, self._names, self._namespaces)
        except NotEvaluated:
            self.is_partial = True
            return
        if found:
            self.rules.append(Rule(found, declared, (*context.layer, UNLAYERED)))

    def _at_rule(self, item: Any, context: RuleContext) -> None:
        inner = replace(context, depth=context.depth + 1)
        match item.lower_at_keyword:
            case "layer":
                self._layer(item, inner)
            case "import":
                self._import(item.prelude, inner)
            case "namespace":
                self._namespace(item.prelude)
            case "media" | "supports" | "container" as condition if item.content is not None:
                holds = CONDITIONS[condition](item.prelude)
                self.is_partial |= holds is None
                if holds:
                    self._block(item.content, inner)
            case "scope" if item.content is not None:
                self._scope(item, inner)
            case "keyframes" | "-webkit-keyframes" if item.content is not None:
                self.keyframes[declarations.text(item.prelude).strip("\"'").lower()] = animations.frames(item.content)
            case "property" if item.content is not None:
                contents = tinycss2.parse_blocks_contents(item.content, skip_whitespace=True)
                first = [each for each in contents if getattr(each, "lower_name", "") == "initial-value"]
                self.variables.update(
                    {declarations.text(item.prelude): declarations.text(each.value) for each in first}
                )

    def _layer(self, item: Any, context: RuleContext) -> None:
        named = [declarations.text(part) for part in split(item.prelude)] or [f" {next(self._unnamed)}"]
        paths = [self._path(context.layer, name.strip()) for name in named]
        if item.content is not None:
            self._block(item.content, replace(context, layer=paths[0]))

    def _path(self, layer: Layer, name: str) -> Layer:
        """Return the layer of a dotted name within another layer. Layers are ordered by first occurrence."""
        for part in name.split("."):
            known = self._layers.setdefault(layer, {})
            layer = (*layer, known.setdefault(part, len(known)))
        return layer

    def _scope(self, item: Any, context: RuleContext) -> None:
        roots = [token for token in item.prelude if token.type == "() block"]
        if any(token.type == "ident" for token in item.prelude):
            self.is_partial = True
        else:
            self._block(item.content, replace(context, parents=roots[0].content) if roots else context)

    def _import(self, prelude: Sequence[Any], context: RuleContext) -> None:
        source, *rest = [token for token in prelude if token.type != "whitespace"] or [None]
        layered = [
            token for token in rest if getattr(token, "lower_value", getattr(token, "lower_name", "")) == "layer"
        ]
        rest = [token for token in rest if token not in layered]
        address = addresses.of_token(source)
        if address is None or not conditions.media([token for token in rest if token.type != "function"]):
            return
        if layered:
            name = declarations.text(getattr(layered[0], "arguments", ())) or f" {next(self._unnamed)}"
            context = replace(context, layer=self._path(context.layer, name))
        self.add_linked(address, context)

    def _namespace(self, prelude: Sequence[Any]) -> None:
        tokens = [token for token in prelude if token.type != "whitespace"]
        prefix = getattr(tokens[0], "value", None) if len(tokens) > 1 else None
        address = addresses.of_token(tokens[-1]) if tokens else None
        if address is not None:
            self._namespaces[prefix] = "" if address == XHTML else address
