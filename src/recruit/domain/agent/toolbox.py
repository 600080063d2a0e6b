"""The composition of the agent: its tools, and the services that they call."""

from recruit.domain.agent.actions import Actions
from recruit.domain.agent.conversations import Conversations
from recruit.domain.agent.dialogue.dialogue import Dialogue
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.revisions import Revising
from recruit.domain.agent.service import RecruiterAgent
from recruit.domain.agent.tool import Services
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.applications.service import ApplicationService
from recruit.domain.candidates.duplicates import Duplicates
from recruit.domain.candidates.merging import Merging
from recruit.domain.candidates.service import CandidateService
from recruit.domain.extraction.intake import Intake
from recruit.domain.imports.service import Importing
from recruit.domain.jobs.service import JobService
from recruit.domain.matching.service import MatchService
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.search.service import Searching
from recruit.ports.clock import Clock
from recruit.ports.language import LanguageModel
from recruit.ports.storage import Storage


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
) -> RecruiterAgent:
    """Return the agent over the registry of all tools."""
    searching = Searching(storage)
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
        actions=Actions(storage, revising, clock),
        clock=clock,
    )
    registry = Registry(TOOLS, services)
    return RecruiterAgent(registry, searching, Conversations(storage, clock), Dialogue(registry, model, clock), clock)
