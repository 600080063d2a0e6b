"""Tools about candidates."""

from collections.abc import Mapping, Sequence
from functools import partial

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import LARGEST, Argument, Several, Text, Url, Whole
from recruit.domain.agent.listings import candidate_list
from recruit.domain.agent.outcome import Outcome, Write
from recruit.domain.agent.revisions import Revising, difference
from recruit.domain.agent.summaries import candidate_created, candidate_summary, note_added
from recruit.domain.agent.tool import Arguments, Caller, Effect, Question, Tool
from recruit.domain.agent.tools.candidate_sieve import of_people
from recruit.domain.agent.tools.common import (
    LONG,
    MOST_LISTED,
    SHORT,
    candidate_data,
    candidate_ref,
    created,
    deletion,
    limit,
    of_candidate,
    of_job,
    optional,
)
from recruit.domain.agent.tools.comparing import Comparing
from recruit.domain.agent.tools.counting import applications_by
from recruit.domain.agent.tools.facts import candidate_facts
from recruit.domain.agent.tools.sieves import PEOPLE_ORDERS, came, excepted, of_whom, ordered, without_applications
from recruit.domain.agent.tools.sifting import FEW, sift
from recruit.domain.agent.wording import one_line
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.candidates.service import CandidateService
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import Searching

MOST_COMPARED = 5


class CandidateTools:
    """The tools' functions for candidates."""

    def __init__(self, candidates: CandidateService, searching: Searching, revising: Revising) -> None:
        self._candidates = candidates
        self._searching = searching
        self._revising = revising

    async def find(self, caller: Caller, arguments: Arguments) -> Outcome:
        """List candidates."""
        applied: Mapping[int, int] = {}
        if arguments.get("without_applications"):
            applied = await applications_by(self._searching, caller.actor, "candidate_id")
        most = arguments.get("limit", FEW if arguments.get("order") else MOST_LISTED)
        fetch = partial(self._searching.candidates, caller.actor)
        found = await sift(fetch, of_people(arguments, applied), most)
        return Outcome(
            text=candidate_list(found, {**arguments, "limit": None}),
            data={"items": [candidate_data(one) for one in found.items], "total": found.total},
            shown=[candidate_ref(one.id) for one in found.items],
        )

    async def get(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Show a candidate."""
        candidate = await self._candidates.get(caller.actor, arguments["candidate_id"])
        return Outcome(
            text=candidate_summary(candidate), data=candidate_data(candidate), shown=[candidate_ref(candidate.id)]
        )

    async def create(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Create a candidate."""
        candidate = await self._candidates.create(caller.actor, CandidateDetails(**arguments))
        return Outcome(
            text=candidate_created(candidate),
            data=candidate_data(candidate),
            shown=[candidate_ref(candidate.id)],
            writes=[created("candidate", candidate)],
        )

    async def note(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Add a note."""
        revision = await self._revising.note(caller.actor, arguments["candidate_id"], arguments["note"])
        before, after = difference(revision.before, revision.after)
        candidate: Candidate = revision.after
        return Outcome(
            text=note_added(candidate, arguments["note"]),
            data=candidate_data(candidate),
            shown=[candidate_ref(candidate.id)],
            writes=[Write(kind="candidate", id=candidate.id, before=before, after=after)],
        )

    async def delete(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Delete a candidate with their applications."""
        candidate = await self._candidates.get(caller.actor, arguments["candidate_id"])
        await self._candidates.remove(caller.actor, candidate.id)
        return Outcome(
            text=f"I've deleted candidate #{candidate.id}: {one_line(candidate.full_name)}.",
            data={"id": candidate.id},
            writes=[Write(kind="candidate", id=candidate.id, before={}, after=None)],
        )

    async def asks_to_delete(self, caller: Caller, arguments: Arguments) -> Question:
        """Return the question before a candidate is deleted."""
        candidate = await self._candidates.get(caller.actor, arguments["candidate_id"])
        standing = await self._searching.standing(caller.actor, ApplicationSearch(candidate_id=candidate.id))
        text = deletion(f"candidate #{candidate.id} ({one_line(candidate.full_name)})", standing)
        return Question(text, await candidate_facts(self._searching, caller.actor, candidate))


def candidate_tools(do: CandidateTools, comparing: Comparing) -> Sequence[Tool]:
    """Return the entries of the registry."""
    note = Argument(name="note", kind=Text(10_000), description="What to write down.", required=True)
    several = Several(Whole(), 2, MOST_COMPARED)
    return [
        Tool(
            name="find_candidates",
            title="Find candidates",
            description="List candidates, all or those who fit what is given.",
            arguments=[
                optional("query", Text(), "A part of the name."),
                *of_whom(),
                optional("text", Text(), "A part of the notes, which hold the résumé."),
                excepted("candidate"),
                without_applications(),
                *came(),
                ordered(PEOPLE_ORDERS),
                limit(),
            ],
            run=do.find,
            permission=Permission.READ_CANDIDATES,
        ),
        Tool(
            name="get_candidate",
            title="Show a candidate",
            description="Show all that is known of one candidate.",
            arguments=[of_candidate()],
            run=do.get,
            permission=Permission.READ_CANDIDATES,
        ),
        Tool(
            name="summarize_candidate",
            title="Summarize a candidate",
            description="Summarize one candidate.",
            arguments=[of_candidate()],
            run=do.get,
            permission=Permission.READ_CANDIDATES,
        ),
        Tool(
            name="compare_candidates",
            title="Compare candidates",
            description="Put candidates side by side, with their scores for a job where one is given.",
            arguments=[
                Argument(name="candidate_ids", kind=several, description="Their ids.", required=True),
                of_job(required=False),
            ],
            run=comparing.compare,
            permission=Permission.READ_CANDIDATES,
        ),
        Tool(
            name="create_candidate",
            title="Add a candidate",
            description="Add a candidate.",
            arguments=[
                Argument(name="full_name", kind=Text(), description="The candidate's name.", required=True),
                *(optional(name, SHORT) for name in ("headline", "location", "current_title", "current_company")),
                optional("experience_years", Whole(0, LARGEST)),
                *(optional(name, Url()) for name in ("linkedin_url", "github_url", "website_url")),
                optional("notes", LONG),
            ],
            run=do.create,
            permission=Permission.WRITE_CANDIDATES,
            effect=Effect.WRITES,
            idempotent=False,
        ),
        Tool(
            name="add_note",
            title="Add a note",
            description="Add a note at the end of a candidate's notes.",
            arguments=[of_candidate(), note],
            run=do.note,
            permission=Permission.NOTE_CANDIDATES,
            effect=Effect.WRITES,
            idempotent=False,
        ),
        Tool(
            name="delete_candidate",
            title="Delete a candidate",
            description="Delete a candidate with their applications, for good; asks first.",
            arguments=[of_candidate()],
            run=do.delete,
            permission=Permission.DELETE_CANDIDATES,
            also=frozenset({Permission.READ_CANDIDATES, Permission.READ_APPLICATIONS}),
            asks=do.asks_to_delete,
            effect=Effect.DESTROYS,
        ),
    ]
