"""Text queries: words, phrases, alternatives and exclusions, as web search engines read them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from recruit.domain.search.words import words

_PART = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_OR = "or"


@dataclass(frozen=True)
class Term:
    """Words that occur in a text one after another, or, for an excluded term, that don't.

    `is_prefix` means that the last word may be the beginning of a longer one.
    """

    words: tuple[str, ...]
    is_excluded: bool = False
    is_prefix: bool = False

    @property
    def is_phrase(self) -> bool:
        """Whether the order of the words matters."""
        return len(self.words) > 1

    @property
    def text(self) -> str:
        """The part of a searchable text that the term is."""
        return " " + " ".join(self.words) + ("" if self.is_prefix else " ")


@dataclass(frozen=True)
class TextQuery:
    """Alternatives, of which a text meets one: all terms of it. Without alternatives no text meets the query.

    The grammar: words are all required; `"in quotes"` is a phrase; `or` separates alternatives; `-word` and `-"phrase"`
    exclude; `begin*` matches longer words, too. Other characters separate words: `front-end` is a phrase.
    """

    alternatives: tuple[tuple[Term, ...], ...]

    @classmethod
    def parse(cls, text: str) -> "TextQuery":
        """Return the query that a text is. Every text is one."""
        alternatives: list[list[Term]] = [[]]
        for sign, quoted, bare in _PART.findall(text):
            if bare.lower() == _OR and not sign:
                alternatives.append([])
            elif found := words(quoted or bare):
                is_prefix = bare.endswith("*")
                alternatives[-1].append(Term(tuple(found), is_excluded=bool(sign), is_prefix=is_prefix))
        return cls(tuple(tuple(terms) for terms in alternatives if terms))

    @classmethod
    def any_name(cls, names: tuple[str, ...]) -> "TextQuery":
        """Return the query for texts with one of these names."""
        spelled = dict.fromkeys(tuple(found) for name in names if (found := words(name)))
        alone = {one[0] for one in spelled if len(one) == 1}  # a text with a longer name has the short one, too
        return cls(tuple((Term(one),) for one in spelled if len(one) == 1 or alone.isdisjoint(one)))

    @cached_property
    def has_phrases(self) -> bool:
        """Whether the order of words matters."""
        return any(term.is_phrase for terms in self.alternatives for term in terms)

    @cached_property
    def phrase(self) -> Term | None:
        """The phrase whose order of words decides, if it is the only one that every text has to have."""
        phrases = [term for terms in self.alternatives for term in terms if term.is_phrase]
        is_only_one = len(self.alternatives) == len(phrases) == 1
        return phrases[0] if is_only_one and not phrases[0].is_excluded else None

    @cached_property
    def pattern(self) -> str:
        """The regular expression, for Python and PostgreSQL, that searchable texts match that meet the query."""
        if not self.alternatives:
            return r"^(?!)"
        found = ("".join(map(_look, terms)) for terms in self.alternatives)
        return f"^(?:{'|'.join(found)})"

    def word_condition(self, marks: Sequence[str] = ("",)) -> str:
        """Return the query as PostgreSQL's `tsquery`, without the order of words: texts that meet the query match it.

        It is empty if no text meets the query. A word counts where it begins with one of the marks.
        """
        alternatives = (" & ".join(_of_words(term, marks) for term in terms) for terms in self.alternatives)
        return " | ".join(f"({terms})" for terms in alternatives)


def _look(term: Term) -> str:
    return f"(?{'!' if term.is_excluded else '='}.*{re.escape(term.text)})"


def _of_words(term: Term, marks: Sequence[str]) -> str:
    if term.is_excluded and term.is_phrase:
        return f"!'{NO_WORD}'"
    last = len(term.words) - 1
    found = (
        " | ".join(f"'{mark}{word}'{':*' if term.is_prefix and place == last else ''}" for mark in marks)
        for place, word in enumerate(term.words)
    )
    return ("!" if term.is_excluded else "") + " & ".join(f"({either})" for either in found)


NO_WORD = "@"
"""A lexeme that no text has: words consist of letters and digits."""
