"""Selector matching with a bounded number of steps."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

import cssselect2
from cssselect2 import ElementWrapper
from tinycss2 import ast

from recruit.adapters.documents import markup
from recruit.adapters.documents.css.lengths import split

MOST_STEPS: Final = 200_000
"""Limit of elements and selectors visited for one document. A page of 1,000 elements with Bootstrap takes 30,000."""

STEPS_OF_A_CHILD: Final = 10
"""Cost of visiting a child, which is wrapped again each time that a selector looks into its parent."""

LONGEST: Final = 300
"""Limit of component values of a selector."""

NEVER: Final = frozenset(
    "popover-open modal fullscreen autofill placeholder-shown indeterminate invalid out-of-range blank default "
    "picture-in-picture target-current -webkit-autofill state host host-context required active-view-transition".split()
)
ALWAYS: Final = frozenset("defined read-only optional dir valid in-range".split())
"""Pseudo-classes that match no element of a page without interaction, or every one except form fields."""

PSEUDO_ELEMENTS: Final = frozenset(
    "backdrop cue part slotted view-transition details-content highlight grammar-error scroll-marker scroll-button "
    "column checkmark picker picker-icon".split()
)


PARTS: Final = frozenset({None, "before", "after", "first-line"})
"""Pseudo-elements whose rules are kept; None stands for the element itself."""


class NotEvaluated(Exception):
    """A selector isn't supported, or matching exceeds the document's limit of steps."""


class Node(ElementWrapper):  # type: ignore[misc] # the library ships no types
    """Element wrapper for the selector library that counts the steps of matching."""

    steps_left = 0
    folds_names = False

    @classmethod
    def of(cls, root: markup.Element, *, folds_names: bool) -> "Node":
        """Wrap the root of a document. With `folds_names`, classes and ids are case-insensitive."""
        node: Node = cls.from_html_root(root)
        node.steps_left = MOST_STEPS
        node.folds_names = folds_names
        return node

    @cached_property
    def classes(self) -> set[str]:
        """Classes, in lower case if they are case-insensitive."""
        written = self.etree_element.get("class") or ""
        return set((written.lower() if self._root.folds_names else written).split())

    @cached_property
    def id(self) -> str | None:
        """Id, in lower case if it is case-insensitive."""
        written: str | None = self.etree_element.get("id")
        return written.lower() if written and self._root.folds_names else written

    def spend(self, steps: int) -> None:
        """Count steps. Raises NotEvaluated beyond the limit."""
        self._root.spend_here(steps)

    def spend_here(self, steps: int) -> None:
        """Count steps at the root, which stores the remaining number. Raises NotEvaluated beyond the limit."""
        self.steps_left -= steps
        if self.steps_left < 0:
            raise NotEvaluated

    @cached_property
    def _root(self) -> "Node":
        return self if self.parent is None else self.parent._root  # noqa: SLF001 - of the same class

    @property
    def ancestors(self) -> Iterator["Node"]:
        """Yield the ancestors, the nearest first."""
        root, node = self._root, self.parent
        while node is not None:
            root.spend_here(1)
            yield node
            node = node.parent

    @property
    def previous_siblings(self) -> Iterator["Node"]:
        """Yield the siblings before this one, the nearest first."""
        root, node = self._root, self.previous
        while node is not None:
            root.spend_here(1)
            yield node
            node = node.previous

    @property
    def etree_siblings(self) -> list[markup.Element]:
        """Children of the parent. Each counts as a step, because selectors iterate over them."""
        self.spend(len(self._siblings))
        return self._siblings

    @etree_siblings.setter
    def etree_siblings(self, siblings: list[markup.Element]) -> None:
        self._siblings = siblings

    def iter_children(self) -> Iterator["Node"]:
        """Yield the children, for selectors that look into an element, and count the steps."""
        for child in super().iter_children():
            self.spend(STEPS_OF_A_CHILD)
            yield child

    def children(self) -> Iterator["Node"]:
        """Yield the children without counting steps, for the reader, which visits each element once."""
        return super().iter_children()  # type: ignore[no-any-return]


class Names:
    """Classes and ids of a document. A selector with any others can't match."""

    def __init__(self, root: markup.Element, *, folds: bool) -> None:
        self.folds = folds
        self._classes = {self.name(name) for element in root.iter() for name in (element.get("class") or "").split()}
        self._ids = {self.name(identity) for element in root.iter() if (identity := element.get("id"))}

    def name(self, written: str) -> str:
        """Return a class or an id in the form used for comparison."""
        return written.lower() if self.folds else written

    def may_match(self, selector: Sequence[Any]) -> bool:
        """Return whether all classes and ids in a selector, outside brackets, exist in the document."""
        dotted = False
        for token in selector:
            if (dotted and token.type == "ident" and self.name(token.value) not in self._classes) or (
                token.type == "hash" and self.name(token.value) not in self._ids
            ):
                return False
            dotted = token.type == "literal" and token.value == "."
        return True


def compiled(prelude: Sequence[Any], names: Names, namespaces: Mapping[str | None, str]) -> list[Any] | None:
    """Return the selectors of a list that may match, or None for an invalid list, which browsers ignore.

    Raises NotEvaluated for a list that isn't supported.
    """
    result: list[Any] = []
    for tokens in split(prelude):
        if len(tokens) > LONGEST:
            raise NotEvaluated
        if _has_foreign_pseudo_element(tokens):
            continue
        try:
            found = cssselect2.compile_selector_list(_with_supported_names(tokens, names), namespaces)
        except (cssselect2.SelectorError, NotImplementedError, AttributeError) as error:
            if error.args[:1] == ("Unknown pseudo-class",) and not str(error.args[-1]).startswith("-"):
                raise NotEvaluated from None
            return None
        except (SyntaxError, RecursionError, MemoryError):
            raise NotEvaluated from None
        if names.may_match(tokens):
            result += [each for each in found if each.pseudo_element in PARTS and not each.never_matches]
    return result


def _has_foreign_pseudo_element(tokens: Sequence[Any]) -> bool:
    for one, other, name in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if one == ":" and other == ":":
            word = _word(name)
            return word.startswith("-webkit-") or word in PSEUDO_ELEMENTS
    return False


def _with_supported_names(tokens: Sequence[Any], names: Names) -> list[Any]:
    """Replace pseudo-classes that the library doesn't support by equivalents that it does."""
    result: list[Any] = []
    for token in tokens:
        after_colon = bool(result) and result[-1] == ":"
        if token.type == "ident" and after_colon and token.lower_value in NEVER:
            result.append(ast.IdentToken(token.source_line, token.source_column, "hover"))
        elif token.type in {"ident", "function"} and after_colon and _word(token) in ALWAYS:
            any_ = [ast.LiteralToken(token.source_line, token.source_column, "*")]
            result.append(ast.FunctionBlock(token.source_line, token.source_column, "is", any_))
        elif token.type == "function" and after_colon:
            inner = _with_supported_names(token.arguments, names)
            result.append(ast.FunctionBlock(token.source_line, token.source_column, token.name, inner))
        elif names.folds and (token.type == "hash" or (token.type == "ident" and result and result[-1] == ".")):
            result.append(_folded(token))
        else:
            result.append(token)
    return result


def _folded(token: Any) -> Any:
    kind = ast.IdentToken if token.type == "ident" else ast.HashToken
    more = () if token.type == "ident" else (token.is_identifier,)
    return kind(token.source_line, token.source_column, token.value.lower(), *more)


def _word(token: Any) -> str:
    return str(getattr(token, "lower_name", getattr(token, "lower_value", "")))
