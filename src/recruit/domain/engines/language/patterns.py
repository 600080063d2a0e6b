"""Patterns of commands, one a line, with slots.

    pattern = { word | CLASS | "{" slot "}" | "(" pattern { "|" pattern } ")" | "[" pattern { "|" pattern } "]" } ;
    [x]     = x or nothing ;
    CLASS   = one of the words or phrases of that name in `words` ;
    slot    = a thing, or text, of one of the kinds in `slots`; its name may have a digit behind it ;

A pattern matches a whole clause. Words are compared in the form of tokens: lower case, without marks. Slots have few
words, so matching takes bounded time. A pattern is compiled when a clause first begins with one of its first words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TypeAlias

from recruit.domain.engines.language.phrases import listed
from recruit.domain.engines.language.slots import SLOTS, either, line, marked, phrase
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.words import CLASSES

MOST_TOKENS = 40
"""Longest clause that a pattern may match, in tokens. The rules for notes and new jobs read texts of any length."""

_PIECE = re.compile(r"\{(\w+)\}|([A-Z][A-Z_]+)|([()\[\]|])|([^\s()\[\]|{}]+)")

Span: TypeAlias = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Found:
    """A match: the tokens of each slot that is filled."""

    slots: Mapping[str, Span]

    def __contains__(self, name: str) -> bool:
        return name in self.slots

    def __getitem__(self, name: str) -> Span:
        return self.slots[name]


class Pattern:
    """A pattern. `firsts` holds its possible first words; None for any."""

    def __init__(self, text: str) -> None:
        part = _Compiler(text).alternatives()
        self.firsts = None if part.empty else part.firsts
        self._source = part.expression

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile(self._source)

    def match(self, tokens: Sequence[Token]) -> Found | None:
        """Return the match if all of `tokens` fit; otherwise None."""
        if self.firsts is not None and tokens and tokens[0].text not in self.firsts:
            return None
        found = self._expression.fullmatch(line(tokens))
        if found is None:
            return None
        starts = accumulate((len(marked(token.text)) for token in tokens), initial=0)
        places = {start: place for place, start in enumerate(starts)}
        return Found(
            {
                name: tokens[places[found.start(name)] : places[found.end(name)]]
                for name, text in found.groupdict().items()
                if text is not None
            }
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern: its expression, its possible first words (None for any), and whether it may be empty."""

    expression: str = ""
    firsts: frozenset[str] | None = field(default_factory=frozenset)
    empty: bool = True

    def then(self, other: "_Part") -> "_Part":
        """Return the sequence of this part and another."""
        firsts = self.firsts
        if self.empty:
            firsts = None if firsts is None or other.firsts is None else firsts | other.firsts
        return _Part(self.expression + other.expression, firsts, self.empty and other.empty)

    def either(self, other: "_Part") -> "_Part":
        """Return the alternation of two parts."""
        firsts = None if self.firsts is None or other.firsts is None else self.firsts | other.firsts
        return _Part(f"{self.expression}|{other.expression}", firsts, self.empty or other.empty)


class _Compiler:
    """Parses a pattern from left to right."""

    def __init__(self, text: str) -> None:
        self._pieces = [piece.groups() for piece in _PIECE.finditer(text)]
        self._place = 0

    def alternatives(self) -> _Part:
        """Parse `pattern { "|" pattern }`."""
        part = self._sequence()
        while self._mark() == "|":
            self._place += 1
            part = part.either(self._sequence())
        return part

    def _sequence(self) -> _Part:
        part = _Part()
        while self._place < len(self._pieces) and self._mark() not in {"|", ")", "]"}:
            part = part.then(self._piece())
        return part

    def _piece(self) -> _Part:
        slot, group, mark, word = self._pieces[self._place]
        self._place += 1
        if mark:
            inner = self.alternatives()
            self._place += 1
            optional = mark == "["
            return _Part(f"(?:{inner.expression}){'?' * optional}", inner.firsts, optional or inner.empty)
        if slot:
            return _Part(f"(?P<{slot}>{SLOTS[slot.rstrip('0123456789')]})", None, empty=False)
        phrases = CLASSES[group] if group else word
        firsts = frozenset(one.split()[0] for one in listed(phrases))
        return _Part(either(phrases) if group else phrase(word), firsts, empty=False)

    def _mark(self) -> str | None:
        return self._pieces[self._place][2] if self._place < len(self._pieces) else None
