"""Tools about duplicate candidates."""

from collections.abc import Sequence

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Whole
from recruit.domain.agent.outcome import Outcome, Write
from recruit.domain.agent.tool import Arguments, Caller, Effect, Question, Tool
from recruit.domain.agent.tools.common import MOST_LISTED, candidate_data, candidate_ref, limit, of_candidate
from recruit.domain.agent.tools.facts import candidate_facts
from recruit.domain.agent.wording import aside, bullets, count, one_line, paragraphs, role
from recruit.domain.candidates.duplicates import Duplicates, Suspect
from recruit.domain.candidates.merging import Merging
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.service import CandidateService
from recruit.domain.search.model import CandidateSearch
from recruit.domain.search.service import Searching
from recruit.domain.shared.pages import Window

MOST_COMPARED = 200
"""Most candidates compared with all others if none is named."""


class DuplicateTools:
    """The tools' functions for duplicates."""

    def __init__(
        self, candidates: CandidateService, searching: Searching, duplicates: Duplicates, merging: Merging
    ) -> None:
        self._candidates = candidates
        self._searching = searching
        self._duplicates = duplicates
        self._merging = merging

    async def find(self, caller: Caller, arguments: Arguments) -> Outcome:
        """List the possible duplicates of a candidate, or all pairs of possible duplicates."""
        if "candidate_id" not in arguments:
            return await self._all(caller, arguments.get("limit", MOST_LISTED))
        candidate_id = arguments["candidate_id"]
        window = Window(limit=arguments.get("limit", MOST_LISTED))
        found = await self._duplicates.of(caller.actor, candidate_id, window)
        told = count(found.total, "candidate") if found.total else "No candidate"
        return Outcome(
            text=paragraphs(
                f"{told} may be the same person as candidate #{candidate_id}{':' if found.total else '.'}",
                bullets(map(_suspect, found.items)),
            ),
            data={
                "items": [
                    {**candidate_data(one.candidate), "confidence": one.confidence.value, "reasons": list(one.reasons)}
                    for one in found.items
                ],
                "total": found.total,
            },
            shown=[candidate_ref(one.candidate.id) for one in found.items],
        )

    async def _all(self, caller: Caller, limit: int) -> Outcome:
        """List the pairs of possible duplicates among the first candidates."""
        page = await self._searching.candidates(caller.actor, Window(limit=MOST_COMPARED), CandidateSearch())
        pairs: list[tuple[Candidate, Suspect]] = []
        for one in page.items:
            found = await self._duplicates.of(caller.actor, one.id, Window(limit=MOST_LISTED))
            pairs += [(one, suspect) for suspect in found.items if suspect.candidate.id > one.id]
        told = f"{count(len(pairs), 'pair')} of candidates may be one person:" if pairs else "I found no duplicates."
        read = f" I compared the first {MOST_COMPARED} of {page.total}." if page.total > MOST_COMPARED else ""
        lines = [
            f"Candidate #{one.id}: {one_line(one.full_name)}, and {_suspect(other)}" for one, other in pairs[:limit]
        ]
        ids = [(one.id, other.candidate.id) for one, other in pairs[:limit]]
        return Outcome(
            text=paragraphs(f"{told}{read}", bullets(lines)),
            data={"items": [{"candidate_ids": list(pair)} for pair in ids], "total": len(pairs)},
            shown=[candidate_ref(one) for pair in ids for one in pair],
        )

    async def merge(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Merge two candidates into one."""
        kept_id, from_id = arguments["candidate_id"], arguments["from_id"]
        merged = await self._merging.merge(caller.actor, kept_id, from_id)
        return Outcome(
            text=f"I've merged candidate #{from_id} into candidate #{kept_id}: {one_line(merged.full_name)}.",
            data=candidate_data(merged),
            shown=[candidate_ref(kept_id)],
            writes=[Write(kind="candidate", id=from_id, before={}, after=None)],
        )

    async def asks_to_merge(self, caller: Caller, arguments: Arguments) -> Question:
        """Return the question before two candidates are merged."""
        kept, other = [
            await self._candidates.get(caller.actor, arguments[name]) for name in ("candidate_id", "from_id")
        ]
        text = (
            f"I would merge candidate #{other.id} ({one_line(other.full_name)}) into candidate #{kept.id} "
            f"({one_line(kept.full_name)}) and remove #{other.id}, and that can't be undone. Shall I do it?"
        )
        facts = [await candidate_facts(self._searching, caller.actor, one) for one in (kept, other)]
        return Question(text, {**facts[0], **facts[1]})


def _suspect(one: Suspect) -> str:
    reasons = " ".join(map(one_line, one.reasons))
    name = one_line(one.candidate.full_name)
    return f"Candidate #{one.candidate.id}: {name}{aside(role(one.candidate), one.confidence.value)}. {reasons}"


def duplicate_tools(do: DuplicateTools) -> Sequence[Tool]:
    """Return the entries of the registry."""
    return [
        Tool(
            name="find_duplicates",
            title="Find duplicates",
            description="List candidates who may be the same person as one, or as one another, with the reasons.",
            arguments=[of_candidate(required=False), limit()],
            run=do.find,
            permission=Permission.READ_CANDIDATES,
        ),
        Tool(
            name="merge_candidates",
            title="Merge candidates",
            description="Give all that belongs to one candidate to another and remove the first, for good; asks first.",
            arguments=[
                of_candidate(description="The id of the candidate who stays."),
                Argument(
                    name="from_id",
                    kind=Whole(),
                    description="The id of the candidate who is merged into the other and removed.",
                    required=True,
                ),
            ],
            run=do.merge,
            permission=Permission.DELETE_CANDIDATES,
            also=frozenset({Permission.READ_CANDIDATES}),
            asks=do.asks_to_merge,
            effect=Effect.DESTROYS,
        ),
    ]
