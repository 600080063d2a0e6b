"""The recruiter agent: a grammar in front of the tools, and a language model for messages it doesn't understand."""

from dataclasses import dataclass

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent import replies
from recruit.domain.agent.actions import Actions
from recruit.domain.agent.calls import Caller, Watch, ignore_call
from recruit.domain.agent.colleagues import Colleagues
from recruit.domain.agent.conversations import Conversations
from recruit.domain.agent.dialogue.dialogue import Dialogue
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.revisions import Revising
from recruit.domain.agent.stage_moves import StageMoves
from recruit.domain.agent.tool import Services
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.agent.turns import Turns
from recruit.domain.applications.service import ApplicationService
from recruit.domain.audit.service import Auditing
from recruit.domain.candidates.duplicates import Duplicates
from recruit.domain.candidates.merging import Merging
from recruit.domain.candidates.service import CandidateService
from recruit.domain.engines.language.memory import Memory
from recruit.domain.extraction.intake import Intake
from recruit.domain.imports.service import Importing
from recruit.domain.inbox.service import InboxService
from recruit.domain.jobs.service import JobService
from recruit.domain.mail.service import MailQueue
from recruit.domain.matching.service import MatchService
from recruit.domain.notes.service import NoteService
from recruit.domain.pipelines.stages import StageService
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.reports.service import ReportService
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import NotFound
from recruit.domain.tags.service import TagService
from recruit.domain.tasks.service import TaskService
from recruit.domain.timeline.service import TimelineService
from recruit.ports.clock import Clock
from recruit.ports.language import LanguageModel
from recruit.ports.storage import Storage


@dataclass(frozen=True, slots=True)
class Reply:
    """The agent's answer, and the id of its conversation."""

    text: str
    conversation_id: int


class RecruiterAgent:
    """Runs the request of a message with the rights of its sender, and stores the conversation."""

    def __init__(
        self,
        registry: Registry,
        searching: Searching,
        conversations: Conversations,
        actions: Actions,
        dialogue: Dialogue,
        clock: Clock,
    ) -> None:
        self.registry = registry
        self.conversations = conversations
        self.actions = actions
        self._turns = Turns(registry, searching, dialogue, clock)

    async def chat(
        self, actor: Actor, message: str, conversation_id: int | None = None, watch: Watch = ignore_call
    ) -> Reply:
        """Run the request of `message` and return the reply.

        A message that isn't understood changes nothing and is answered with help. Begin a conversation if
        `conversation_id` is None. Call `watch` at the start and the end of each tool call. Raise NotFound for a
        conversation that isn't the user's. If the turn erased a person, the reply may be in another
        conversation.
        """
        conversation = await self.conversations.open(actor, conversation_id)
        memory = Memory.of(conversation.state)
        caller = Caller(actor, conversation.id, watch)
        turn = await self._turns.take(caller, memory, message, begins=conversation_id is None)
        try:
            await self.conversations.keep(actor, conversation.id, message, turn.text, turn.tools, memory.state())
        except NotFound:
            if not turn.has_erased:
                raise
            # Erasing removes each conversation that names the person. This turn's other calls may name them, too.
            conversation = await self.conversations.open(actor, None)
            await self.conversations.keep(actor, conversation.id, message, replies.ERASED, [], {})
        return Reply(turn.text, conversation.id)


def recruiter_agent(
    storage: Storage,
    jobs: JobService,
    candidates: CandidateService,
    applications: ApplicationService,
    matching: MatchService,
    intake: Intake,
    revising: Revising,
    merging: Merging,
    importing: Importing,
    erasing: Erasing,
    clock: Clock,
    model: LanguageModel,
    mail: MailQueue,
) -> RecruiterAgent:
    """Return the agent over the registry of all tools."""
    searching, actions = Searching(storage, Auditing(storage), matching), Actions(storage, revising, clock)
    services = Services(
        jobs=jobs,
        candidates=candidates,
        applications=applications,
        matching=matching,
        searching=searching,
        revising=revising,
        intake=intake,
        duplicates=Duplicates(storage),
        merging=merging,
        importing=importing,
        erasing=erasing,
        colleagues=Colleagues(storage),
        moves=StageMoves(storage),
        stages=StageService(storage),
        notes=NoteService(storage, clock, mail),
        tags=TagService(storage),
        tasks=TaskService(storage, clock, mail),
        inbox=InboxService(storage),
        timeline=TimelineService(storage, Auditing(storage), clock),
        reports=ReportService(storage),
        actions=actions,
        clock=clock,
    )
    registry = Registry(TOOLS, services)
    conversations, dialogue = Conversations(storage, clock), Dialogue(registry, model, clock)
    return RecruiterAgent(registry, searching, conversations, actions, dialogue, clock)
