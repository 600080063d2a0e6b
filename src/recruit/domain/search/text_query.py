"""Text queries: words, phrases, alternatives and exclusions, as web search engines read them."""

import re
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
    def pattern(self) -> str:
        """The regular expression of the term in a searchable text."""
        return " " + " ".join(map(re.escape, self.words)) + ("" if self.is_prefix else " ")


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
        return cls(tuple((Term(tuple(found)),) for name in names if (found := words(name))))

    @cached_property
    def has_phrases(self) -> bool:
        """Whether the order of words matters."""
        return any(term.is_phrase for terms in self.alternatives for term in terms)

    @cached_property
    def pattern(self) -> str:
        """The regular expression, for Python and PostgreSQL, that searchable texts match that meet the query."""
        if not self.alternatives:
            return r"^(?!)"
        found = ("".join(map(_look, terms)) for terms in self.alternatives)
        return f"^(?:{'|'.join(found)})"

    def word_condition(self, *, with_exclusions: bool = True) -> str:
        """Return the query as PostgreSQL's `tsquery`, without the order of words: texts that meet the query match it.

        It is empty if no text meets the query. Without exclusions, texts match it whatever excluded words they have.
        """
        alternatives = (
            " & ".join(_of_words(term, with_exclusions=with_exclusions) for term in terms)
            for terms in self.alternatives
        )
        return " | ".join(f"({terms})" for terms in alternatives)


def _look(term: Term) -> str:
    return f"(?{'!' if term.is_excluded else '='}.*{term.pattern})"


def _of_words(term: Term, *, with_exclusions: bool) -> str:
    if term.is_excluded and (term.is_phrase or not with_exclusions):
        return f"!'{NO_WORD}'"
    last = len(term.words) - 1
    found = (f"'{word}'{':*' if term.is_prefix and place == last else ''}" for place, word in enumerate(term.words))
    return ("!" if term.is_excluded else "") + " & ".join(found)


NO_WORD = "@"
"""A lexeme that no text has: words consist of letters and digits."""
