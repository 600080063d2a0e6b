"""A tool: its name, arguments, effect on the organisation's data and required permissions."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.actions import Actions
from recruit.domain.agent.arguments import Argument, schema
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.colleagues import Colleagues
from recruit.domain.agent.result_schemas import Schema
from recruit.domain.agent.revisions import Revising
from recruit.domain.agent.stage_moves import StageMoves
from recruit.domain.applications.service import ApplicationService
from recruit.domain.candidates.duplicates import Duplicates
from recruit.domain.candidates.merging import Merging
from recruit.domain.candidates.service import CandidateService
from recruit.domain.extraction.intake import Intake
from recruit.domain.imports.service import Importing
from recruit.domain.inbox.service import InboxService
from recruit.domain.jobs.service import JobService
from recruit.domain.matching.service import MatchService
from recruit.domain.notes.service import NoteService
from recruit.domain.pipelines.stages import StageService
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.reports.service import ReportService
from recruit.domain.search.service import Searching
from recruit.domain.tags.service import TagService
from recruit.domain.tasks.service import TaskService
from recruit.domain.timeline.service import TimelineService
from recruit.ports.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The services that tools call."""

    jobs: JobService
    candidates: CandidateService
    applications: ApplicationService
    matching: MatchService
    searching: Searching
    revising: Revising
    intake: Intake
    duplicates: Duplicates
    merging: Merging
    importing: Importing
    erasing: Erasing
    colleagues: Colleagues
    moves: StageMoves
    stages: StageService
    notes: NoteService
    tags: TagService
    tasks: TaskService
    inbox: InboxService
    timeline: TimelineService
    reports: ReportService
    actions: Actions
    clock: Clock


class Effect(StrEnum):
    """The effect of a tool on data."""

    READS = "reads"
    WRITES = "writes"
    DESTROYS = "destroys"
    """The effect can't be undone, so the tool always asks first."""


Run: TypeAlias = Callable[[Services, Caller, Arguments], Awaitable[Outcome]]
Facts: TypeAlias = Mapping[str, Mapping[str, str]]
"""Known facts by thing, in words: {"candidate #5": {"name": "Ann Lee", "applications": "none"}}."""


class Question(NamedTuple):
    """A confirmation question, and the facts that it rests on. A yes is valid as long as they hold."""

    text: str
    facts: Facts


Asks: TypeAlias = Callable[[Services, Caller, Arguments], Awaitable[Question | None]]
"""Returns the confirmation question of a call; None if the call needs no confirmation."""


Overwrites: TypeAlias = Callable[[Services, Caller, Arguments], Awaitable[Facts]]
"""Returns the current values that a call would overwrite. A yes to a proposed call is valid as long as they hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool of the agent. `run` raises from the core's error tree.

    The tool requires `permission` and each permission of `also`: an API key may have one without the other.

    `result` holds the properties of a result, as JSON Schema. A model may rephrase a result that `is_rephrasable`;
    scores, reasons, drafts and changes keep the tool's own text.

    A tool that takes files is not `in_chat`. Every other tool has an `example`, a sentence that calls it. If it writes,
    it also has `verbs`, separated by spaces: a write that a model calls for is run without confirmation only if the
    user's message contains one of them. `asks_first` tells users that the tool asks before it writes.
    """

    name: str
    title: str
    description: str
    arguments: Sequence[Argument]
    run: Run
    permission: Permission
    result: Schema
    effect: Effect = Effect.READS
    idempotent: bool = True
    asks: Asks | None = None
    overwrites: Overwrites | None = None
    asks_first: bool = False
    in_chat: bool = True
    example: str = ""
    verbs: str = ""
    is_rephrasable: bool = False
    also: AbstractSet[Permission] = frozenset()

    @property
    def schema(self) -> dict[str, Any]:
        """Return the arguments as JSON Schema."""
        return schema(self.arguments)

    def lacking(self, actor: Actor) -> Permission | None:
        """Return the first required permission that the actor lacks; None if the actor may use the tool."""
        needed = [self.permission, *sorted(self.also)]
        return next((one for one in needed if not actor.has_permission(one)), None)

    def recorded_arguments(self, arguments: Arguments) -> dict[str, Any]:
        """Return the arguments as actions store them: without files, which are stored elsewhere or not at all."""
        files = {one.name for one in self.arguments if one.is_file}
        return {name: f"({len(value)} characters)" if name in files else value for name, value in arguments.items()}
