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
from recruit.domain.engines.language.requests import Kind, Named, Request
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.typos import nearest
from recruit.domain.engines.language.vocabulary import NOUNS

Build: TypeAlias = Callable[[Found, str], Mapping[str, Any] | None]
"""Makes arguments of a match in a message; returns None if they make no sense."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern for a tool. `build` makes arguments of the slots; `given` are constant arguments."""

    pattern: Pattern
    tool: str
    build: Build
    given: Mapping[str, Any] = field(default_factory=dict)

    def read(self, tokens: Sequence[Token], message: str) -> Request | None:
        """Return the request of a clause if the rule matches it."""
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

    def read(self, tokens: Sequence[Token], message: str) -> Request | None:
        """Return the request of the first rule that matches a clause."""
        found = self._by_first.get(tokens[0].text, []) if tokens else []
        candidates = merge(found, self._any, key=itemgetter(0))
        return next(filter(None, (rule.read(tokens, message) for _, rule in candidates)), None)


def _is_misspelt(value: object) -> bool:
    """Tell whether a name is a misspelt noun of the grammar: "list candiates" asks for no person of that name."""
    return isinstance(value, Named) and value.name.islower() and nearest(value.name) in NOUNS


def by_kind(found: Found, message: str) -> dict[str, Any]:
    """Read slots by their kinds: {job} is the job_id, {person} the candidate_id, {number} the limit."""
    arguments = job_of(found, message)
    if "title" in found:
        arguments["job_id"] = Named(Kind.JOB, text_of(found["title"], message))
    if "person" in found:
        arguments["candidate_id"] = mentions.person(found["person"], message)
    if "stage" in found:
        arguments["status"] = mentions.stage(found["stage"])
    if "number" in found:
        arguments["limit"] = mentions.number(found["number"])
    return arguments


def job_of(found: Found, message: str) -> dict[str, Any]:
    """Return the job_id of the slot {job}; empty if the slot is not filled."""
    return {"job_id": mentions.job(found["job"], message)} if "job" in found else {}


def people(found: Found, message: str) -> list[Any]:
    """Return the candidates of the slots {person1}, {person2} and so on."""
    return [mentions.person(found[name], message) for name in sorted(found.slots) if name[:-1] == "person"]


def rules(tool: str, build: Build = by_kind, **given: Any) -> Callable[[str], list[Rule]]:
    """Return a function that takes patterns, one a line, and returns a rule for `tool` of each."""

    def read(lines: str) -> list[Rule]:
        patterns = (Pattern(line.strip()) for line in lines.splitlines() if line.strip())
        return [Rule(pattern, tool, build, given) for pattern in patterns]

    return read
