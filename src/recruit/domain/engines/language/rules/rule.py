"""Rules: a pattern, its tool, and the mapping from slots to arguments."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from operator import itemgetter
from typing import Any, TypeAlias

from recruit.domain.engines.language import mentions
from recruit.domain.engines.language.mentions import text_of
from recruit.domain.engines.language.patterns import Found, Pattern
from recruit.domain.engines.language.requests import Kind, Named, Request, Wish
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.typos import nearest
from recruit.domain.engines.language.vocabulary import NOUNS

Build: TypeAlias = Callable[[Found, str], Mapping[str, Any] | None]
"""Makes arguments of a match in a message; returns None if they make no sense."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern for a tool. Slots are read by their kinds, or by `build`; `given` are constant arguments."""

    pattern: Pattern
    tool: str
    build: Build
    given: Mapping[str, Any] = field(default_factory=dict)

    def read(self, tokens: Sequence[Token], message: str) -> Wish | None:
        """Return the request of some tokens if the rule matches."""
        found = self.pattern.match(tokens)
        arguments = None if found is None else self.build(found, message)
        if arguments is None or any(_is_misspelt(value) for value in arguments.values()):
            return None
        return Request(self.tool, {**arguments, **self.given}, text_of(tokens, message))


class Table:
    """An ordered list of rules, indexed by the first word of a clause. `tools` are the tools that they name."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.tools = frozenset(rule.tool for rule in rules)
        self._any: list[tuple[int, Rule]] = []
        self._by_first: defaultdict[str, list[tuple[int, Rule]]] = defaultdict(list)
        for place, rule in enumerate(rules):
            if rule.pattern.firsts is None:
                self._any.append((place, rule))
            else:
                for word in rule.pattern.firsts:
                    self._by_first[word].append((place, rule))

    def read(self, tokens: Sequence[Token], message: str) -> Wish | None:
        """Return the request of the first rule that matches."""
        found = self._by_first.get(tokens[0].text, []) if tokens else []
        for _, rule in merge(found, self._any, key=itemgetter(0)):
            wish = rule.read(tokens, message)
            if wish is not None:
                return wish
        return None


def rules(tool: str, lines: str, build: Build | None = None, **given: Any) -> list[Rule]:
    """Return a rule for each line."""
    patterns = (Pattern(line.strip()) for line in lines.splitlines() if line.strip())
    return [Rule(pattern, tool, build or by_kind, given) for pattern in patterns]


def _is_misspelt(value: object) -> bool:
    """Tell whether a name is a misspelt noun of the grammar: "list candiates" asks for no person of that name."""
    return isinstance(value, Named) and value.name.islower() and nearest(value.name) in NOUNS


def by_kind(found: Found, message: str) -> dict[str, Any]:
    """Read slots by their kinds: {job} is the job_id, {person} the candidate_id, {number} the limit."""
    arguments: dict[str, Any] = {}
    if "job" in found:
        arguments["job_id"] = mentions.job(found["job"], message)
    if "title" in found:
        arguments["job_id"] = Named(Kind.JOB, text_of(found["title"], message))
    if "person" in found:
        arguments["candidate_id"] = mentions.person(found["person"], message)
    if "stage" in found:
        arguments["status"] = mentions.stage(found["stage"])
    if "number" in found:
        arguments["limit"] = mentions.number(found["number"])
    return arguments
