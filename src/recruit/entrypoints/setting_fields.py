"""Settings as dataclass fields. Each field declares the setting's name, default, parser and formatter."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeAlias

from recruit.domain.shared.errors import ConfigurationError

Read: TypeAlias = Callable[[str, str], Any]
"""Parser: takes a setting's name and text, and returns its value. Raises ConfigurationError that names the setting."""

OFF = "off"
UNITS = ("", "K", "M", "G", "T")
SIZE = re.compile(rf"(\d+) ?([{''.join(UNITS)}]?)(?:i?B)?", re.IGNORECASE)
ADDRESS = re.compile(r"\[?([^\[\]/@?#]+?)\]?:(\d{1,5})")
PORTS = range(65_536)
"""Port 0 selects any free port."""


@dataclass(frozen=True, slots=True)
class Declared:
    """Declaration of a setting: its name in the environment, its parser and its formatter."""

    name: str
    read: Read
    show: Callable[[Any], str]


def setting(
    name: str,
    read: Read,
    show: Callable[[Any], str] = str,
    *,
    default: Any = None,
    factory: Callable[[], Any] | None = None,
    secret: bool = False,
) -> Any:
    """Declare a dataclass field as a setting. A `secret` setting is left out of the object's repr."""
    metadata = {"setting": Declared(name, read, show)}
    if factory is not None:
        return field(default_factory=factory, repr=not secret, metadata=metadata)
    return field(default=default, repr=not secret, metadata=metadata)


def declared(of: Any) -> Mapping[str, tuple["Field[Any]", Declared]]:
    """Return the fields of a dataclass that are settings, keyed by their names in the environment."""
    found = [(one, one.metadata["setting"]) for one in fields(of) if "setting" in one.metadata]
    return {setting.name: (one, setting) for one, setting in found}


def given(of: Sequence[Any], options: Mapping[str, str]) -> list[dict[str, Any]]:
    """Parse the settings in `options` that the dataclasses declare.

    Return one dict of field names to values for each dataclass. Raises ConfigurationError that lists all invalid
    settings.
    """
    faults: list[str] = []
    values: list[dict[str, Any]] = []
    for kind in of:
        read: dict[str, Any] = {}
        for name in declared(kind).keys() & options.keys():
            one, setting = declared(kind)[name]
            try:
                read[one.name] = setting.read(name, options[name])
            except ConfigurationError as error:
                faults.append(str(error))
        values.append(read)
    if faults:
        raise ConfigurationError("; ".join(sorted(faults)))
    return values


def shown(values: Any) -> dict[str, str]:
    """Return every setting of a dataclass as text, keyed by its name in the environment."""
    return {name: setting.show(getattr(values, one.name)) for name, (one, setting) in declared(values).items()}


def text(_: str, given: str) -> str:
    """Return the text unchanged."""
    return given


def path(_: str, given: str) -> Path:
    """Parse a path. The result is absolute, with `~` expanded."""
    return Path(given).expanduser().absolute()


def whole_number(allowed: range) -> Read:
    """Return a parser of integers in `allowed`."""

    def read(name: str, given: str) -> int:
        if not given.isascii() or not given.isdigit() or int(given) not in allowed:
            raise ConfigurationError(f"{name} is {given!r}: give a whole number from {allowed[0]} to {allowed[-1]}")
        return int(given)

    return read


def number(least: float, most: float) -> Read:
    """Return a parser of numbers from `least` to `most`."""

    def read(name: str, given: str) -> float:
        value = _float(given)
        if not least <= value <= most:
            raise ConfigurationError(f"{name} is {given!r}: give a number from {least} to {most}")
        return value

    return read


def hours(name: str, given: str) -> float:
    """Parse a number of hours, above 0 and below a million (about a century)."""
    value = _float(given)
    if not 0 < value < 1e6:  # noqa: PLR2004 - also refuses infinity and not-a-number
        raise ConfigurationError(f"{name} is {given!r}: give a number of hours above 0, such as 24")
    return value


def days(name: str, given: str) -> float | None:
    """Parse a number of days, above 0 and below 100,000 (about 270 years). "off" is None."""
    if given.lower() == OFF:
        return None
    value = _float(given)
    if not 0 < value < 1e5:  # noqa: PLR2004 - also refuses infinity and not-a-number
        raise ConfigurationError(f"{name} is {given!r}: give a number of days above 0, such as 730, or {OFF}")
    return value


def size(name: str, given: str) -> int:
    """Parse a size, such as 512MiB, into bytes. Units are powers of 1024."""
    found = SIZE.fullmatch(given.strip())
    if found is None:
        raise ConfigurationError(f"{name} is {given!r}: give a size such as 512MiB or 1GiB")
    return int(found[1]) * int(1024 ** UNITS.index(found[2].upper()))


def url(example: str) -> Read:
    """Return a parser of URLs that select an adapter."""

    def read(name: str, given: str) -> str:
        if ":" not in given:
            raise ConfigurationError(f"{name} is {given!r}: give NAME: or NAME:…, such as {example}")
        return given

    return read


def address(name: str, given: str) -> tuple[str, int] | None:
    """Parse HOST:PORT. "off" is None."""
    if given.lower() == OFF:
        return None
    found = ADDRESS.fullmatch(given)
    if found is None or int(found[2]) not in PORTS:
        raise ConfigurationError(f"{name} is {given!r}: give HOST:PORT, such as 127.0.0.1:9464, or {OFF}")
    return found[1], int(found[2])


def choice(*choices: str) -> Read:
    """Return a parser that accepts one of `choices`, in any case."""

    def read(name: str, given: str) -> str:
        if given.lower() not in choices:
            raise ConfigurationError(f"{name} is {given.lower()!r}: give one of {', '.join(choices)}")
        return given.lower()

    return read


def switch(on: str, off: str) -> tuple[Read, Callable[[bool], str]]:
    """Return a parser and a formatter of booleans that are written as the words `on` and `off`."""
    one_of = choice(on, off)
    return (lambda name, given: one_of(name, given) == on), (lambda value: on if value else off)


def listed(read: Read) -> tuple[Read, Callable[[Sequence[str]], str]]:
    """Return a parser and a formatter of comma-separated lists, whose items `read` parses."""
    return (
        lambda name, given: tuple(read(name, one.strip()) for one in given.split(",") if one.strip()),
        ",".join,
    )


def or_off(show: Callable[[Any], str]) -> Callable[[Any], str]:
    """Return a formatter that shows None as "off" and any other value with `show`."""
    return lambda value: OFF if value is None else show(value)


def decimal(value: float) -> str:
    """Format a number without trailing zeros."""
    return f"{value:g}"


def _float(given: str) -> float:
    try:
        return float(given)
    except ValueError:
        return -1
