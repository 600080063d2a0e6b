"""Kinds of tool arguments, with the API's bounds: each as JSON Schema, and as a validator of values.

    arguments = { name : kind } ;
    kind      = Integer | Text | Url | Date | Choice | Boolean | ListOf | OneOrMore | MapOf | Object ;

A validator takes a value from a user, a model or another program. It returns the clean value or reports every error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from recruit.domain.shared.blank_text import is_blank


class InvalidArguments(ValueError):
    """Invalid arguments. `errors` are sentences that state the valid values."""

    def __init__(self, errors: Sequence[str]) -> None:
        super().__init__(" ".join(errors))
        self.errors = errors


class ArgumentKind(Protocol):
    """A kind of value."""

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        ...

    def clean(self, name: str, value: object) -> Any:
        """Return the clean value. Raises InvalidArguments."""
        ...


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number, also as digits. Ids have no bounds: one out of range matches nothing."""

    least: int | None = None
    most: int | None = None

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        bounds = {"minimum": self.least, "maximum": self.most}
        return {"type": "integer", **{name: bound for name, bound in bounds.items() if bound is not None}}

    def clean(self, name: str, value: object) -> int:
        """Return the number."""
        number = _integer(value)
        if number is None:
            raise InvalidArguments([f"{name} should be a whole number."])
        if (self.least is not None and number < self.least) or (self.most is not None and number > self.most):
            raise InvalidArguments([f"{name} should be from {self.least} to {self.most}."])
        return number


@dataclass(frozen=True, slots=True)
class Text:
    """Text without NUL, of at most `most` characters, and not blank unless that is allowed."""

    most: int = 200
    may_be_blank: bool = False

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        return {"type": "string", "maxLength": self.most, **({} if self.may_be_blank else {"minLength": 1})}

    def clean(self, name: str, value: object) -> str:
        """Return the text."""
        if not isinstance(value, str):
            raise InvalidArguments([f"{name} should be text."])
        if "\0" in value or (not value.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in value)):
            raise InvalidArguments([f"{name} should be text without NUL characters or halves of surrogate pairs."])
        if is_blank(value) and not self.may_be_blank:
            raise InvalidArguments([f"{name} should not be blank."])
        if len(value) > self.most:
            raise InvalidArguments([f"{name} should have at most {self.most} characters."])
        return value


@dataclass(frozen=True, slots=True)
class Url:
    """An http or https URL."""

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        return {"type": "string", "maxLength": 200, "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://\S+$"}

    def clean(self, name: str, value: object) -> str:
        """Return the URL."""
        text = Text().clean(name, value)
        scheme, mark, rest = text.partition("://")
        if scheme.lower() not in {"http", "https"} or not mark or not rest or len(text.split()) > 1:
            raise InvalidArguments([f"{name} should be an http or https URL."])
        return text


@dataclass(frozen=True, slots=True)
class Date:
    """A date in ISO 8601 format: 2026-01-31."""

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        return {"type": "string", "format": "date"}

    def clean(self, name: str, value: object) -> str:
        """Return the date."""
        text = Text(10).clean(name, value)
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise InvalidArguments([f"{name} should be a day such as 2026-01-31."]) from None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a set of words."""

    words: Sequence[str]

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        return {"type": "string", "enum": list(self.words)}

    def clean(self, name: str, value: object) -> str:
        """Return the word."""
        if value not in self.words:
            raise InvalidArguments([f"{name} should be one of {', '.join(self.words)}."])
        return str(value)


@dataclass(frozen=True, slots=True)
class Boolean:
    """A Boolean."""

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        return {"type": "boolean"}

    def clean(self, name: str, value: object) -> bool:
        """Return the value."""
        if not isinstance(value, bool):
            raise InvalidArguments([f"{name} should be true or false."])
        return value


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of `least` to `most` distinct values of one kind."""

    of: ArgumentKind
    least: int = 0
    most: int = 100

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        return {"type": "array", "items": self.of.schema(), "minItems": self.least, "maxItems": self.most}

    def clean(self, name: str, value: object) -> list[Any]:
        """Return the values."""
        given = [value] if isinstance(value, str | int) else value
        if not isinstance(given, Sequence):
            raise InvalidArguments([f"{name} should be a list."])
        values = list(dict.fromkeys(self.of.clean(f"{name}[{place}]", one) for place, one in enumerate(given)))
        if not self.least <= len(values) <= self.most:
            raise InvalidArguments([f"{name} should have {self.least} to {self.most} different values."])
        return values


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """A value of one kind, or a list of up to `most` alternatives. A list of one becomes the value itself."""

    of: ArgumentKind
    most: int = 10

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        several = {"type": "array", "items": self.of.schema(), "minItems": 1, "maxItems": self.most}
        return {"anyOf": [self.of.schema(), several]}

    def clean(self, name: str, value: object) -> Any:
        """Return the value, or the list of values."""
        if not isinstance(value, list | tuple):
            return self.of.clean(name, value)
        values = ListOf(self.of, 1, self.most).clean(name, value)
        return values if len(values) > 1 else values[0]


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping of up to `most` values of one kind. The keys are the caller's own, of up to `longest` characters."""

    of: ArgumentKind
    most: int
    longest: int

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        names = {"maxLength": self.longest}
        return {
            "type": "object",
            "additionalProperties": self.of.schema(),
            "propertyNames": names,
            "maxProperties": self.most,
        }

    def clean(self, name: str, value: object) -> dict[str, Any]:
        """Return the values by key."""
        if not isinstance(value, Mapping):
            raise InvalidArguments([f"{name} should be an object."])
        if len(value) > self.most:
            raise InvalidArguments([f"{name} should have at most {self.most} names."])
        named = Text(self.longest, may_be_blank=True)
        return {
            named.clean(f"a name in {name}", key): self.of.clean(f"{name}.{key}", one) for key, one in value.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of a tool. Null is the same as absent, unless `nullable`: it then clears a field.

    Of an argument that `is_file`, only the length is recorded.
    """

    name: str
    kind: ArgumentKind
    description: str = ""
    required: bool = False
    nullable: bool = False
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Object:
    """An object with arguments of its own."""

    arguments: Sequence[Argument]

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        return schema(self.arguments)

    def clean(self, name: str, value: object) -> dict[str, Any]:
        """Return the given fields."""
        if not isinstance(value, Mapping):
            raise InvalidArguments([f"{name} should be an object."])
        return clean(self.arguments, value, f"{name}.")


def schema(arguments: Sequence[Argument]) -> dict[str, Any]:
    """Return the arguments as the JSON Schema of one object."""
    return {
        "type": "object",
        "properties": {one.name: _property(one) for one in arguments},
        "required": [one.name for one in arguments if one.required],
        "additionalProperties": False,
    }


def clean(arguments: Sequence[Argument], given: Mapping[str, object], within: str = "") -> dict[str, Any]:
    """Return the given arguments, clean, in the order of their declaration. Raise InvalidArguments with every error."""
    values: dict[str, Any] = {}
    known = {one.name for one in arguments}
    names = ", ".join(sorted(known)) or "none"
    errors = [f"{within}{name} is not known; known are {names}." for name in given if name not in known]
    for one in arguments:
        value = given.get(one.name)
        if one.name in given and (value is not None or one.nullable):
            try:
                values[one.name] = None if value is None else one.kind.clean(f"{within}{one.name}", value)
            except InvalidArguments as error:
                errors += error.errors
        elif one.required:
            errors.append(f"{within}{one.name} is missing.")
    if errors:
        raise InvalidArguments(errors)
    return values


def _property(argument: Argument) -> dict[str, Any]:
    found = argument.kind.schema()
    if argument.nullable:
        found["type"] = [found["type"], "null"]
    return found | ({"description": argument.description} if argument.description else {})


def _integer(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and len(value) <= 1000 and value.strip().removeprefix("-").isascii():  # noqa: PLR2004
        digits = value.strip()
        return int(digits) if digits.removeprefix("-").isdigit() else None
    return None
