"""Rules for requests that would change several things at once. They are proposed and need confirmation.

Each line is a pattern (see `patterns`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from recruit.domain.engines.language import mentions
from recruit.domain.engines.language.mentions import text_of
from recruit.domain.engines.language.patterns import Found
from recruit.domain.engines.language.requests import Bulk, Kind, Missing, Request, Shown, Wish
from recruit.domain.engines.language.rules.rule import Build, Rule, Table, rules
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.words import CLASSES

VERBS = frozenset(
    phrase.split()[0]
    for kind in ("CLOSE", "PAUSE", "REOPEN", "DELETE", "CLONE", "MOVE", "REJECT", "ADD", "OPEN", "MATCHING", "PREPARE")
    for phrase in CLASSES[kind].split("|")
) | {"hire", "summarize", "summarise", "compare", "create", "offer"}


@dataclass(frozen=True, slots=True)
class BulkRule(Rule):
    """A rule that makes several calls of its tool."""

    def read(self, tokens: Sequence[Token], message: str) -> Wish | None:
        """Return the calls of some tokens if the rule matches."""
        wish = Rule.read(self, tokens, message)
        return Bulk(wish.arguments, wish.heard) if isinstance(wish, Request) else None


def _all_of_job(found: Found, message: str) -> dict[str, Any]:
    if "job" in found:
        return {"job_id": mentions.job(found["job"], message)}
    return {"job_id": Missing(Kind.JOB, "reject all candidates for job 5")}


def _people(found: Found, message: str) -> dict[str, Any] | None:
    if any(found[name][0].text in VERBS for name in found.slots if name[:-1] == "person" and name != "person1"):
        return None  # "reject John and hire Jane" are two requests
    people = [mentions.person(found[name], message) for name in sorted(found.slots) if name[:-1] == "person"]
    job = {"job_id": mentions.job(found["job"], message)} if "job" in found else {}
    reason = {"reason": text_of(found["value"], message)} if "value" in found else {}
    return {"candidate_ids": people, **job, **reason}


def _shown(found: Found, message: str) -> dict[str, Any]:
    return {**(_people(found, message) or {}), "candidate_ids": Shown(Kind.CANDIDATE)}


_LINES: list[tuple[str, Build]] = [
    (
        """
        REJECT (all|every|everyone|everybody|anyone|the rest) [of] [the|our] [other|open|remaining] [CANDIDATES|APPLICATIONS] [(for|of|in|from|on|to) {job}]
        REJECT [the] [other|remaining] APPLICATIONS [(for|of|in|from|on|to) {job}]
        """,
        _all_of_job,
    ),
    (
        """
        REJECT {person1} and {person2} [(for|from|on) {job}] [BECAUSE {value}]
        REJECT {person1} , {person2} [,] and {person3} [(for|from|on) {job}] [BECAUSE {value}]
        """,
        _people,
    ),
    (
        "REJECT (them all|all of them|these|those|both|both of them|all of these) [CANDIDATES] [(for|from|on) {job}]",
        _shown,
    ),
]

BULK = Table(
    [
        BulkRule(rule.pattern, rule.tool, rule.build)
        for lines, build in _LINES
        for rule in rules("reject_application", lines, build)
    ]
)
