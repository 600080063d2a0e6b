"""Tool find_duplicates: find duplicates."""

from dataclasses import asdict

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import CANDIDATE, INTEGER, TEXT, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import MOST_LISTED, candidate_argument, candidate_ref, limit_argument
from recruit.domain.agent.wording import bracketed, bullets, candidate_heading, count, one_line, paragraphs, role
from recruit.domain.candidates.duplicates import PossibleDuplicate
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.search.model import CandidateSearch
from recruit.domain.shared.pages import Window

_DUPLICATE = {**CANDIDATE, "properties": {**CANDIDATE["properties"], "confidence": TEXT, "reasons": list_of(TEXT)}}

MOST_COMPARED = 200
"""Most candidates compared with all others if none is named."""


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List the possible duplicates of a candidate, or all pairs of possible duplicates."""
    if "candidate_id" not in arguments:
        return await _all(services, caller, arguments.get("limit", MOST_LISTED))
    candidate_id = arguments["candidate_id"]
    window = Window(limit=arguments.get("limit", MOST_LISTED))
    found = await services.duplicates.find(caller.actor, candidate_id, window)
    heading = count(found.total, "candidate") if found.total else "No candidate"
    return Outcome(
        text=paragraphs(
            f"{heading} may be the same person as candidate #{candidate_id}{':' if found.total else '.'}",
            bullets(map(_duplicate_text, found.items)),
        ),
        data={
            "items": [
                {**asdict(one.candidate), "confidence": one.confidence.value, "reasons": list(one.reasons)}
                for one in found.items
            ],
            "total": found.total,
        },
        shown=[candidate_ref(one.candidate.id) for one in found.items],
    )


async def _all(services: Services, caller: Caller, limit: int) -> Outcome:
    """List the pairs of possible duplicates among the first candidates."""
    page = await services.searching.candidates(caller.actor, Window(limit=MOST_COMPARED), CandidateSearch())
    pairs: list[tuple[Candidate, PossibleDuplicate]] = []
    for one in page.items:
        found = await services.duplicates.find(caller.actor, one.id, Window(limit=MOST_LISTED))
        pairs += [(one, suspect) for suspect in found.items if suspect.candidate.id > one.id]
    heading = f"{count(len(pairs), 'pair')} of candidates may be one person:" if pairs else "I found no duplicates."
    read = f" I compared the first {MOST_COMPARED} of {page.total}." if page.total > MOST_COMPARED else ""
    lines = [f"{candidate_heading(one)}, and {_duplicate_text(other)}" for one, other in pairs[:limit]]
    ids = [(one.id, other.candidate.id) for one, other in pairs[:limit]]
    return Outcome(
        text=paragraphs(f"{heading}{read}", bullets(lines)),
        data={"items": [{"candidate_ids": list(pair)} for pair in ids], "total": len(pairs)},
        shown=[candidate_ref(one) for pair in ids for one in pair],
    )


def _duplicate_text(one: PossibleDuplicate) -> str:
    reasons = " ".join(map(one_line, one.reasons))
    details = bracketed(role(one.candidate), one.confidence.value)
    return f"{candidate_heading(one.candidate)}{details}. {reasons}"


TOOL = Tool(
    name="find_duplicates",
    title="Find duplicates",
    description="List candidates who may be the same person as one, or as one another, with the reasons.",
    arguments=[candidate_argument(required=False), limit_argument()],
    run=run,
    permission=Permission.READ_CANDIDATES,
    example="find duplicates of candidate 3",
    result={"items": list_of(_DUPLICATE), "total": INTEGER},
)
