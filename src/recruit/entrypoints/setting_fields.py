"""Settings as dataclass fields. Each field declares the setting's name, default, parser and formatter."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeAlias

from recruit.domain.shared.errors import ConfigurationError

Parser: TypeAlias = Callable[[str, str], Any]
"""Parser: takes a setting's name and text, and returns its value. Raises ConfigurationError that names the setting."""

OFF = "off"
UNITS = ("", "K", "M", "G", "T")
SIZE = re.compile(rf"(\d+) ?([{''.join(UNITS)}]?)(?:i?B)?", re.IGNORECASE)
ADDRESS = re.compile(r"\[?([^\[\]/@?#]+?)\]?:(\d{1,5})")
PORTS = range(65_536)
"""Port 0 selects any free port."""


@dataclass(frozen=True, slots=True)
class SettingDeclaration:
    """Declaration of a setting: its name in the environment, its parser and its formatter."""

    name: str
    parse: Parser
    format: Callable[[Any], str]


def setting(
    name: str,
    parse: Parser,
    format_: Callable[[Any], str] = str,
    *,
    default: Any = None,
    factory: Callable[[], Any] | None = None,
    secret: bool = False,
) -> Any:
    """Declare a dataclass field as a setting. A `secret` setting is left out of the object's repr."""
    metadata = {"setting": SettingDeclaration(name, parse, format_)}
    if factory is not None:
        return field(default_factory=factory, repr=not secret, metadata=metadata)
    return field(default=default, repr=not secret, metadata=metadata)


def declared_settings(settings: Any) -> Mapping[str, tuple["Field[Any]", SettingDeclaration]]:
    """Return the fields of a dataclass that are settings, keyed by their names in the environment."""
    found = [(field_, field_.metadata["setting"]) for field_ in fields(settings) if "setting" in field_.metadata]
    return {setting.name: (field_, setting) for field_, setting in found}


def parse_settings(classes: Sequence[Any], options: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the settings in `options` by field, for each dataclass. Raises ConfigurationError with all faults."""
    faults: list[str] = []
    values: list[dict[str, Any]] = []
    for class_ in classes:
        parsed: dict[str, Any] = {}
        for name in declared_settings(class_).keys() & options.keys():
            field_, setting = declared_settings(class_)[name]
            try:
                parsed[field_.name] = setting.parse(name, options[name])
            except ConfigurationError as error:
                faults.append(str(error))
        values.append(parsed)
    if faults:
        raise ConfigurationError("; ".join(sorted(faults)))
    return values


def format_settings(values: Any) -> dict[str, str]:
    """Return every setting of a dataclass as text, keyed by its name in the environment."""
    return {
        name: setting.format(getattr(values, field_.name))
        for name, (field_, setting) in declared_settings(values).items()
    }


def parse_text(_: str, text: str) -> str:
    """Return the text unchanged."""
    return text


def parse_path(_: str, text: str) -> Path:
    """Parse a path. The result is absolute, with `~` expanded."""
    return Path(text).expanduser().absolute()


def integer_parser(allowed: range) -> Parser:
    """Return a parser of integers in `allowed`."""

    def parse(name: str, text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) not in allowed:
            raise ConfigurationError(f"{name} is {text!r}: give a whole number from {allowed[0]} to {allowed[-1]}")
        return int(text)

    return parse


def number_parser(least: float, most: float) -> Parser:
    """Return a parser of numbers from `least` to `most`."""

    def parse(name: str, text: str) -> float:
        value = _parse_float(text)
        if not least <= value <= most:
            raise ConfigurationError(f"{name} is {text!r}: give a number from {least} to {most}")
        return value

    return parse


def parse_hours(name: str, text: str) -> float:
    """Parse a number of hours, above 0 and below a million (about a century)."""
    value = _parse_float(text)
    if not 0 < value < 1e6:  # noqa: PLR2004 - also refuses infinity and not-a-number
        raise ConfigurationError(f"{name} is {text!r}: give a number of hours above 0, such as 24")
    return value


def parse_days(name: str, text: str) -> float | None:
    """Parse a number of days, above 0 and below 100,000 (about 270 years). "off" is None."""
    if text.lower() == OFF:
        return None
    value = _parse_float(text)
    if not 0 < value < 1e5:  # noqa: PLR2004 - also refuses infinity and not-a-number
        raise ConfigurationError(f"{name} is {text!r}: give a number of days above 0, such as 730, or {OFF}")
    return value


def parse_size(name: str, text: str) -> int:
    """Parse a size, such as 512MiB, into bytes. Units are powers of 1024."""
    found = SIZE.fullmatch(text.strip())
    if found is None:
        raise ConfigurationError(f"{name} is {text!r}: give a size such as 512MiB or 1GiB")
    return int(found[1]) * int(1024 ** UNITS.index(found[2].upper()))


def url_parser(example: str) -> Parser:
    """Return a parser of URLs that select an adapter."""

    def parse(name: str, text: str) -> str:
        if ":" not in text:
            raise ConfigurationError(f"{name} is {text!r}: give NAME: or NAME:…, such as {example}")
        return text

    return parse


def parse_address(name: str, text: str) -> tuple[str, int] | None:
    """Parse HOST:PORT. "off" is None."""
    if text.lower() == OFF:
        return None
    found = ADDRESS.fullmatch(text)
    if found is None or int(found[2]) not in PORTS:
        raise ConfigurationError(f"{name} is {text!r}: give HOST:PORT, such as 127.0.0.1:9464, or {OFF}")
    return found[1], int(found[2])


def choice_parser(*choices: str) -> Parser:
    """Return a parser that accepts one of `choices`, in any case."""

    def parse(name: str, text: str) -> str:
        if text.lower() not in choices:
            raise ConfigurationError(f"{name} is {text.lower()!r}: give one of {', '.join(choices)}")
        return text.lower()

    return parse


def switch_parser(on: str, off: str) -> tuple[Parser, Callable[[bool], str]]:
    """Return a parser and a formatter of booleans that are written as the words `on` and `off`."""
    parse_choice = choice_parser(on, off)
    return (lambda name, text: parse_choice(name, text) == on), (lambda value: on if value else off)


def list_parser(parse_item: Parser) -> tuple[Parser, Callable[[Sequence[str]], str]]:
    """Return a parser and a formatter of comma-separated lists, whose items `parse_item` parses."""
    return (
        lambda name, text: tuple(parse_item(name, one.strip()) for one in text.split(",") if one.strip()),
        ",".join,
    )


def or_off_formatter(format_: Callable[[Any], str]) -> Callable[[Any], str]:
    """Return a formatter that shows None as "off" and any other value with `format_`."""
    return lambda value: OFF if value is None else format_(value)


def decimal(value: float) -> str:
    """Format a number without trailing zeros."""
    return f"{value:g}"


def _parse_float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return -1
