"""The table of skills and the parser of its file, `skills.txt`, whose header documents the notation."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from importlib.resources import files

from recruit.domain.engines.skills.words import key, singular

KINDS = frozenset({"tools", "fields", "areas", "soft", "spoken"})

SHORTEST_TOGETHER = 5
"""Minimum letters of a name that may be written without its spaces: "M&A" isn't "MA"."""

_HEADING = re.compile(r"\[(\w+): [^\]]+\]")
_ENTRY = re.compile(r"(?P<name>[^=>]+?)(?: = (?P<others>[^=>]+?))?(?: > (?P<implied>[^=>]+?))?")
_AND = re.compile(r"\band \b")


class NameContext(IntEnum):
    """The contexts in which a name counts as a mention in a text, from its marks in the table.

    ALWAYS: anywhere. AS_WRITTEN: in its own case, or as LISTED. LISTED: in a list, or before a word such as
    "developer". WHOLE: never.
    """

    ALWAYS = 0
    AS_WRITTEN = 1
    LISTED = 2
    WHOLE = 3


_MARKS = {"": NameContext.ALWAYS, "!": NameContext.AS_WRITTEN, "!!": NameContext.LISTED, "?": NameContext.WHOLE}


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a skill: the skill ("" for a phrase that only looks like one), its spelling, and where it counts."""

    skill: str
    written: str
    context: NameContext


@dataclass(frozen=True, slots=True)
class Table:
    """The table of skills.

    `names`: names by key, as given. `derived`: names by keys derived from the given ones. `kinds`: the kind of each
    skill. `implied`: the skills that each skill implies directly. `longest`: words of the longest name by first word.
    """

    names: dict[str, Name] = field(default_factory=dict)
    derived: dict[str, Name] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    implied: dict[str, tuple[str, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def get(self, phrase: str) -> Name | None:
        """Return the name with this key."""
        return self.names.get(phrase) or self.derived.get(phrase)


@cache
def shipped() -> Table:
    """Return the table that is part of the package."""
    return parse((files("recruit.data") / "skills.txt").read_text(encoding="utf-8"))


def parse(text: str) -> Table:
    """Parse a table. Raise ValueError, with the number of the line, for a violation of the notation."""
    table, kind = Table(), ""
    for number, line in enumerate(text.splitlines(), 1):
        try:
            if heading := _HEADING.fullmatch(line):
                kind = _check_kind(heading[1])
            elif line.startswith("- "):
                _add_look_alikes(table, line[2:])
            elif line and not line.startswith("#"):
                _add_skill(table, line, kind)
        except ValueError as error:
            raise ValueError(f"skills, line {number}: {error}") from error
    if unknown := {skill for implied in table.implied.values() for skill in implied} - table.kinds.keys():
        raise ValueError(f"skills that are implied and not there: {', '.join(sorted(unknown))}")
    _index(table)
    return table


def _check_kind(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"{kind} is no kind of skill")
    return kind


def _add_look_alikes(table: Table, phrases: str) -> None:
    for phrase in phrases.split(", "):
        _add_name(table, key(phrase), Name("", phrase, NameContext.ALWAYS))


def _add_skill(table: Table, line: str, kind: str) -> None:
    entry = _ENTRY.fullmatch(line)
    if entry is None or not kind:
        raise ValueError(f"neither a heading nor a skill: {line}")
    skill = entry["name"].rstrip("!?")
    if skill in table.kinds:
        raise ValueError(f"{skill} is there twice")
    table.kinds[skill] = _check_kind(kind)
    if entry["implied"]:
        table.implied[skill] = tuple(entry["implied"].split(", "))
    for marked in (entry["name"], *(entry["others"].split(", ") if entry["others"] else ())):
        written = marked.rstrip("!?")
        _add_name(table, key(written), Name(skill, written, _context(marked[len(written) :])))


def _context(marks: str) -> NameContext:
    if marks not in _MARKS:
        raise ValueError(f"{marks} is no mark")
    return _MARKS[marks]


def _add_name(table: Table, phrase: str, name: Name) -> None:
    if not phrase:
        raise ValueError("a name without letters")
    other = table.names.setdefault(phrase, name)
    if other.skill != name.skill:
        raise ValueError(f"{name.written} belongs to {name.skill or 'no skill'} and to {other.skill or 'no skill'}")


def _index(table: Table) -> None:
    """Add the derived keys that no name has already, and the maximum length of names by first word."""
    for phrase, name in table.names.items():
        for variant in _variants(phrase, name):
            if variant not in table.names:
                table.derived.setdefault(variant, name)
    for names in (table.names, table.derived):
        _measure(table.longest, names)


def _variants(phrase: str, name: Name) -> Iterator[str]:
    if " & " in name.written:
        yield key(name.written.replace("&", "and"))
    if " and " in phrase:
        yield _AND.sub("", phrase)
    # Without its plural or its spaces, an everyday word would be another everyday word.
    if name.context is NameContext.ALWAYS:
        yield singular(phrase)
        if len(together := phrase.replace(" ", "")) >= SHORTEST_TOGETHER:
            yield together


def _measure(longest: dict[str, int], names: Mapping[str, Name]) -> None:
    for phrase in names:
        first, _, rest = phrase.partition(" ")
        longest[first] = max(longest.get(first, 0), rest.count(" ") + 2 if rest else 1)
