"""Filters and paths (RFC 7644, 3.4.2.2 and 3.5.2): parsing, and evaluation on resources as they are sent."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeAlias

from recruit.entrypoints.http.scim.errors import ScimError
from recruit.entrypoints.http.scim.schemas import Attribute, Kind

LONGEST = 2000
"""Maximum length of a filter in characters."""

DEEPEST = 20
"""Maximum depth of parentheses in a filter."""

MOST_COMPARISONS = 50
"""Maximum number of comparisons in a filter."""

Resource: TypeAlias = Mapping[str, Any]
TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[()\[\]]|[^\s()\[\]"]+)')
NAME = re.compile(r"\$?[A-Za-z][\w$-]*")
ORDERED = {"gt", "ge", "lt", "le"}
TEXTUAL = {"co", "sw", "ew"}
OPERATORS = {"eq", "ne", *ORDERED, *TEXTUAL}


@dataclass(frozen=True, slots=True)
class Target:
    """An attribute of a resource, and one of its sub-attributes, None without it."""

    attribute: Attribute
    sub: Attribute | None = None

    @property
    def compared(self) -> Attribute:
        """The attribute whose values are compared: of a complex one with several values, `value`."""
        return self.sub or self.attribute.sub_attribute("value") or self.attribute

    def values(self, resource: Resource) -> Iterator[Any]:
        """Yield the values that a resource has there."""
        found, compared = resource.get(self.attribute.name), self.compared
        for each in found if isinstance(found, list) else [found]:
            value = each if compared is self.attribute or each is None else each.get(compared.name)
            if value is not None:
                yield value


@dataclass(frozen=True, slots=True)
class Comparison:
    """`target operator value`; `pr` has no value."""

    target: Target
    operator: str
    value: Any = None

    def matches(self, resource: Resource) -> bool:
        """Return whether a resource has such a value."""
        found = list(self.target.values(resource))
        if self.operator == "pr":
            return bool(found)
        if self.value is None:
            return bool(found) == (self.operator == "ne")
        if self.operator == "ne":
            return not any(self._compare("eq", one) for one in found)
        return any(self._compare(self.operator, one) for one in found)

    def _compare(self, operator: str, found: Any) -> bool:
        attribute = self.target.compared
        left, right = _comparable(attribute, found), _comparable(attribute, self.value)
        return COMPARE[operator](left, right)


@dataclass(frozen=True, slots=True)
class All:
    """`left and right`."""

    left: "Filter"
    right: "Filter"

    def matches(self, resource: Resource) -> bool:
        """Return whether both match."""
        return self.left.matches(resource) and self.right.matches(resource)


@dataclass(frozen=True, slots=True)
class Either:
    """`left or right`."""

    left: "Filter"
    right: "Filter"

    def matches(self, resource: Resource) -> bool:
        """Return whether one matches."""
        return self.left.matches(resource) or self.right.matches(resource)


@dataclass(frozen=True, slots=True)
class Not:
    """`not (inner)`."""

    inner: "Filter"

    def matches(self, resource: Resource) -> bool:
        """Return whether the inner filter doesn't match."""
        return not self.inner.matches(resource)


@dataclass(frozen=True, slots=True)
class Element:
    """`attribute[inner]`: one of the attribute's values matches."""

    attribute: Attribute
    inner: "Filter"

    def matches(self, resource: Resource) -> bool:
        """Return whether one of the values matches."""
        found = resource.get(self.attribute.name)
        values = found if isinstance(found, list) else [found]
        return any(self.inner.matches(each) for each in values if isinstance(each, dict))


Filter: TypeAlias = Comparison | All | Either | Not | Element


UNSAID = {
    "type": Attribute(name="type", description=""),
    "primary": Attribute(name="primary", description="", type="boolean"),
    "display": Attribute(name="display", description=""),
}
"""Sub-attributes of the standard that filters may name, although not all attributes have them here."""


class Path(NamedTuple):
    """The path of a PATCH operation: an attribute, a filter of its values, and a sub-attribute."""

    attribute: Attribute
    filter: Filter | None = None
    sub: Attribute | None = None


COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda left, right: left == right,
    "co": lambda left, right: right in left,
    "sw": lambda left, right: left.startswith(right),
    "ew": lambda left, right: left.endswith(right),
    "gt": lambda left, right: left > right,
    "ge": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "le": lambda left, right: left <= right,
}


def parse_filter(kind: Kind, text: str) -> Filter:
    """Return the filter of a list. Raises ScimError."""
    parser = _Parser(kind, text, "invalidFilter")
    found = parser.alternatives()
    parser.expect_end()
    return found


def parse_path(kind: Kind, text: str) -> Path | None:
    """Return the path of an operation, None for one that isn't kept here. Raises ScimError."""
    return _Parser(kind, text, "invalidPath").path()


def equalities(found: Filter) -> Iterator[tuple[str, str]]:
    """Yield attributes and the values that every resource has that the filter matches."""
    match found:
        case All(left, right):
            yield from equalities(left)
            yield from equalities(right)
        case Comparison(Target(attribute, None), "eq", str(value)) if not attribute.sub:
            yield attribute.name, value


def comparisons(found: Filter) -> int:
    """Return the number of comparisons in a filter."""
    match found:
        case All(left, right) | Either(left, right):
            return comparisons(left) + comparisons(right)
        case Not(inner) | Element(_, inner):
            return comparisons(inner)
        case Comparison():
            return 1


def reads(found: Filter, name: str) -> bool:
    """Return whether a filter reads an attribute."""
    match found:
        case All(left, right) | Either(left, right):
            return reads(left, name) or reads(right, name)
        case Not(inner):
            return reads(inner, name)
        case Element(attribute, _):
            return attribute.name == name
        case Comparison(target, _, _):
            return target.attribute.name == name


class _Parser:
    """A recursive descent through the tokens of a filter or a path. Parentheses are limited, so that it ends."""

    def __init__(self, kind: Kind, text: str, scim_type: str) -> None:
        self._kind = kind
        self._scim_type = scim_type
        self._within: Attribute | None = None
        self._depth = self._comparisons = 0
        self._place = 0
        self._tokens: list[str] = []
        if len(text) > LONGEST:
            raise self._refused(f"longer than {LONGEST} characters")
        end = 0
        while end < len(text.rstrip()):
            token = TOKEN.match(text, end)
            if token is None:
                raise self._refused("a text in it doesn't end")
            self._tokens.append(token[1])
            end = token.end()

    def path(self) -> Path | None:
        """Return a path: an attribute, with a filter in brackets or a sub-attribute or both."""
        name = self._take()
        local = self._kind.local(name)
        if local is None or local.partition(".")[0].lower() in self._kind.not_kept:
            return None
        target = self._target(name)
        if self._peek() != "[":
            self.expect_end()
            return Path(target.attribute, None, target.sub)
        if target.sub is not None or not target.attribute.multi or not target.attribute.sub:
            raise self._refused(f"{name} takes no filter")
        found = self._element(target.attribute)
        sub = None
        if (rest := self._peek()) is not None:
            sub = target.attribute.sub_attribute(rest.removeprefix(".")) if rest.startswith(".") else None
            if sub is None and rest != ".display":
                raise self._refused(f"there is no {rest!r}")
            self._take()
            if sub is None:
                return None
        self.expect_end()
        return Path(target.attribute, found.inner, sub)

    def alternatives(self) -> Filter:
        """Return filters that are joined by `or`."""
        found = self._conjunction()
        while (self._peek() or "").lower() == "or":
            self._take()
            found = Either(found, self._conjunction())
        return found

    def expect_end(self) -> None:
        """Raise ScimError if there is more."""
        if (rest := self._peek()) is not None:
            raise self._refused(f"{rest!r} isn't expected")

    def _conjunction(self) -> Filter:
        found = self._term()
        while (self._peek() or "").lower() == "and":
            self._take()
            found = All(found, self._term())
        return found

    def _term(self) -> Filter:
        token = self._take()
        if token == "(":  # noqa: S105 - not a secret
            return self._inside(")")
        if token.lower() == "not":
            if self._take() != "(":
                raise self._refused("not takes a filter in parentheses")
            return Not(self._inside(")"))
        target = self._target(token)
        if self._peek() == "[":
            return self._element(target.attribute)
        return self._comparison(target)

    def _inside(self, end: str) -> Filter:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._refused(f"more than {DEEPEST} levels deep")
        found = self.alternatives()
        if self._take() != end:
            raise self._refused(f"{end!r} is missing")
        self._depth -= 1
        return found

    def _element(self, attribute: Attribute) -> Element:
        if self._within is not None or not attribute.sub:
            raise self._refused(f"{attribute.name} takes no filter")
        self._take()
        self._within = attribute
        found = self._inside("]")
        self._within = None
        return Element(attribute, found)

    def _comparison(self, target: Target) -> Comparison:
        self._comparisons += 1
        if self._comparisons > MOST_COMPARISONS:
            raise self._refused(f"more than {MOST_COMPARISONS} comparisons")
        operator, kind = self._take().lower(), target.compared.type
        if operator == "pr":
            return Comparison(target, operator)
        if operator not in OPERATORS:
            raise self._refused(f"{operator!r} is no operator")
        value = self._value()
        if value is None and operator in {"eq", "ne"}:
            return Comparison(target, operator)
        if kind == "boolean" and isinstance(value, str) and value.lower() in {"true", "false"}:
            value = value.lower() == "true"
        if kind == "complex" or isinstance(value, bool) != (kind == "boolean"):
            raise self._refused(f"{target.compared.name} can't be compared with {value!r}")
        if not isinstance(value, str | bool) or (kind == "boolean" and operator not in {"eq", "ne"}):
            raise self._refused(f"{target.compared.name} can't be compared so")
        if kind == "dateTime" and operator in TEXTUAL:
            raise self._refused(f"{target.compared.name} is a time, which has no {operator}")
        if kind == "dateTime" and not isinstance(_comparable(target.compared, value), datetime):
            raise self._refused(f"{value!r} is no time")
        return Comparison(target, operator, value)

    def _value(self) -> Any:
        token = self._take()
        try:
            value = json.loads(token)
            value.encode() if isinstance(value, str) else None  # half a surrogate pair is no text
        except ValueError as error:
            raise self._refused(f"{token!r} is no value: texts are in double quotes") from error
        if isinstance(value, str) and "\0" in value:  # no storage accepts it
            raise self._refused("a text in it has a NUL character")
        return value

    def _target(self, name: str) -> Target:
        local = self._kind.local(name)
        parts = (local or "").split(".")
        if not all(map(NAME.fullmatch, parts)) or len(parts) > 2:  # noqa: PLR2004 - an attribute and a sub-attribute
            raise self._refused(f"{name!r} is no attribute")
        if self._within is not None:
            attribute = self._within.sub_attribute(parts[0]) or UNSAID.get(parts[0].lower())
        else:
            attribute = self._kind.attribute(parts[0])
        if attribute is None and self._scim_type == "invalidFilter" and parts[0].lower() in self._kind.not_kept:
            attribute = Attribute(name=parts[0], description="")
            parts = parts[:1]
        if attribute is None:
            raise self._refused(f"there is no attribute {name!r}")
        sub = attribute.sub_attribute(parts[1]) if parts[1:] else None
        if parts[1:] and sub is None:
            raise self._refused(f"there is no attribute {name!r}")
        return Target(attribute, sub)

    def _peek(self) -> str | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _take(self) -> str:
        token = self._peek()
        if token is None:
            raise self._refused("it ends too early")
        self._place += 1
        return token

    def _refused(self, reason: str) -> ScimError:
        what = "filter" if self._scim_type == "invalidFilter" else "path"
        return ScimError(400, f"The {what} can't be read: {reason}", self._scim_type)


def _comparable(attribute: Attribute, value: Any) -> Any:
    """Return a value in the form in which it is compared."""
    if attribute.type == "dateTime":
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return value
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return value.lower() if isinstance(value, str) and not attribute.case_exact else value
