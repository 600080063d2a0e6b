"""Settings as fields of dataclasses, each declared once: its name, its default, how its text is read and shown."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeAlias

from recruit.domain.shared.errors import ConfigurationError

Read: TypeAlias = Callable[[str, str], Any]
"""Makes a value of a setting's name and its text. Raises ConfigurationError, naming the setting."""

OFF = "off"
UNITS = ("", "K", "M", "G", "T")
SIZE = re.compile(rf"(\d+) ?([{''.join(UNITS)}]?)(?:i?B)?", re.IGNORECASE)
ADDRESS = re.compile(r"\[?([^\[\]/@?#]+?)\]?:(\d{1,5})")
PORTS = range(65_536)
"""0 takes any free one."""


@dataclass(frozen=True, slots=True)
class Declared:
    """The name of a setting in the environment, how its text is read, and how its value is shown as text."""

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
    """Declare a dataclass's field as a setting. What is `secret` isn't in the object's repr."""
    metadata = {"setting": Declared(name, read, show)}
    if factory is not None:
        return field(default_factory=factory, repr=not secret, metadata=metadata)
    return field(default=default, repr=not secret, metadata=metadata)


def declared(of: Any) -> Mapping[str, tuple["Field[Any]", Declared]]:
    """Return the fields of a dataclass that are settings, by their names in the environment."""
    found = [(one, one.metadata["setting"]) for one in fields(of) if "setting" in one.metadata]
    return {setting.name: (one, setting) for one, setting in found}


def given(of: Sequence[Any], options: Mapping[str, str]) -> list[dict[str, Any]]:
    """Read and check those settings of some dataclasses that are set, and return the values of each by fields.

    Raises ConfigurationError, naming all that can't work.
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
    """Return every setting of a dataclass by its name in the environment, as text."""
    return {name: setting.show(getattr(values, one.name)) for name, (one, setting) in declared(values).items()}


def text(_: str, given: str) -> str:
    """Take a text as it is."""
    return given


def path(_: str, given: str) -> Path:
    """Read the path of a file."""
    return Path(given).expanduser().absolute()


def whole_number(allowed: range) -> Read:
    """Return what reads a whole number."""

    def read(name: str, given: str) -> int:
        if not given.isascii() or not given.isdigit() or int(given) not in allowed:
            raise ConfigurationError(f"{name} is {given!r}: give a whole number from {allowed[0]} to {allowed[-1]}")
        return int(given)

    return read


def number(least: float, most: float) -> Read:
    """Return what reads a number."""

    def read(name: str, given: str) -> float:
        value = _float(given)
        if not least <= value <= most:
            raise ConfigurationError(f"{name} is {given!r}: give a number from {least} to {most}")
        return value

    return read


def hours(name: str, given: str) -> float:
    """Read hours, up to a century."""
    value = _float(given)
    if not 0 < value < 1e6:  # noqa: PLR2004 - also refuses infinity and not-a-number
        raise ConfigurationError(f"{name} is {given!r}: give a number of hours above 0, such as 24")
    return value


def days(name: str, given: str) -> float | None:
    """Read days, up to some centuries, or none."""
    if given.lower() == OFF:
        return None
    value = _float(given)
    if not 0 < value < 1e5:  # noqa: PLR2004 - also refuses infinity and not-a-number
        raise ConfigurationError(f"{name} is {given!r}: give a number of days above 0, such as 730, or {OFF}")
    return value


def size(name: str, given: str) -> int:
    """Read a number of bytes."""
    found = SIZE.fullmatch(given.strip())
    if found is None:
        raise ConfigurationError(f"{name} is {given!r}: give a size such as 512MiB or 1GiB")
    return int(found[1]) * int(1024 ** UNITS.index(found[2].upper()))


def url(example: str) -> Read:
    """Return what reads the URL that chooses an adapter."""

    def read(name: str, given: str) -> str:
        if ":" not in given:
            raise ConfigurationError(f"{name} is {given!r}: give NAME: or NAME:…, such as {example}")
        return given

    return read


def address(name: str, given: str) -> tuple[str, int] | None:
    """Read a host and a port, or none."""
    if given.lower() == OFF:
        return None
    found = ADDRESS.fullmatch(given)
    if found is None or int(found[2]) not in PORTS:
        raise ConfigurationError(f"{name} is {given!r}: give HOST:PORT, such as 127.0.0.1:9464, or {OFF}")
    return found[1], int(found[2])


def choice(*choices: str) -> Read:
    """Return what reads one of some words."""

    def read(name: str, given: str) -> str:
        if given.lower() not in choices:
            raise ConfigurationError(f"{name} is {given.lower()!r}: give one of {', '.join(choices)}")
        return given.lower()

    return read


def switch(on: str, off: str) -> tuple[Read, Callable[[bool], str]]:
    """Return what reads one of two words, and shows it."""
    one_of = choice(on, off)
    return (lambda name, given: one_of(name, given) == on), (lambda value: on if value else off)


def listed(read: Read) -> tuple[Read, Callable[[Sequence[str]], str]]:
    """Return what reads texts with commas between them, and shows them."""
    return (
        lambda name, given: tuple(read(name, one.strip()) for one in given.split(",") if one.strip()),
        ",".join,
    )


def or_off(show: Callable[[Any], str]) -> Callable[[Any], str]:
    """Return what shows a value, and none."""
    return lambda value: OFF if value is None else show(value)


def decimal(value: float) -> str:
    """Show a number without what it doesn't need."""
    return f"{value:g}"


def _float(given: str) -> float:
    try:
        return float(given)
    except ValueError:
        return -1
