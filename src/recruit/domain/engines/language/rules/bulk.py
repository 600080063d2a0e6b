"""Rules for requests that would change several things at once. They are proposed and need confirmation.

Each line is a pattern (see `patterns`).
"""

from collections.abc import Sequence
from typing import Any

from recruit.domain.engines.language.mentions import text_of
from recruit.domain.engines.language.patterns import Found
from recruit.domain.engines.language.phrases import listed
from recruit.domain.engines.language.requests import Bulk, Kind, Missing, Shown
from recruit.domain.engines.language.rules.rule import Table, job_of, people, rules
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.words import CLASSES

VERBS = frozenset(
    phrase.split()[0]
    for kind in ("CLOSE", "PAUSE", "REOPEN", "DELETE", "CLONE", "MOVE", "REJECT", "ADD", "OPEN", "MATCHING", "PREPARE")
    for phrase in listed(CLASSES[kind])
) | {"hire", "summarize", "summarise", "compare", "create", "offer"}


def _all_of_job(found: Found, message: str) -> dict[str, Any]:
    return job_of(found, message) or {"job_id": Missing(Kind.JOB, "reject all candidates for job 5")}


def _people(found: Found, message: str) -> dict[str, Any] | None:
    if any(found[name][0].text in VERBS for name in found.slots if name[:-1] == "person" and name != "person1"):
        return None  # "reject John and hire Jane" are two requests
    reason = {"reason": text_of(found["value"], message)} if "value" in found else {}
    return {"candidate_ids": people(found, message), **job_of(found, message), **reason}


def _shown(found: Found, message: str) -> dict[str, Any]:
    return {**(_people(found, message) or {}), "candidate_ids": Shown(Kind.CANDIDATE)}


_RULES = Table(
    [
        *rules("reject_application", _all_of_job)("""
            REJECT (all|every|everyone|everybody|anyone|the rest) [of] [the|our] [other|open|remaining] [CANDIDATES|APPLICATIONS] [(for|of|in|from|on|to) {job}]
            REJECT [the] [other|remaining] APPLICATIONS [(for|of|in|from|on|to) {job}]
        """),
        *rules("reject_application", _people)("""
            REJECT {person1} and {person2} [(for|from|on) {job}] [BECAUSE {value}]
            REJECT {person1} , {person2} [,] and {person3} [(for|from|on) {job}] [BECAUSE {value}]
        """),
        *rules("reject_application", _shown)(
            "REJECT (them all|all of them|these|those|both|both of them|all of these) [CANDIDATES] [(for|from|on) {job}]"
        ),
    ]
)


def read_bulk(tokens: Sequence[Token], message: str) -> Bulk | None:
    """Return the bulk rejection that a clause orders; None for anything else."""
    request = _RULES.read(tokens, message)
    return Bulk(request.arguments, request.text) if request else None
