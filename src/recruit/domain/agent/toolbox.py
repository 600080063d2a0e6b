"""The composition of the agent: the table of all tools, and the services that they call."""

from recruit.domain.agent.actions import Actions
from recruit.domain.agent.conversations import Conversations
from recruit.domain.agent.dialogue.dialogue import Dialogue
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.revisions import Revising
from recruit.domain.agent.service import RecruiterAgent
from recruit.domain.agent.tools.applications import ApplicationTools, application_tools
from recruit.domain.agent.tools.candidates import CandidateTools, candidate_tools
from recruit.domain.agent.tools.comparing import Comparing
from recruit.domain.agent.tools.drafts import DraftTools, draft_tools
from recruit.domain.agent.tools.duplicates import DuplicateTools, duplicate_tools
from recruit.domain.agent.tools.erasing import ErasureTools, erasure_tools
from recruit.domain.agent.tools.files import FileTools, file_tools
from recruit.domain.agent.tools.imports import ImportTools, import_tools
from recruit.domain.agent.tools.jobs import JobTools, job_tools
from recruit.domain.agent.tools.matching import MatchingTools, matching_tools
from recruit.domain.agent.tools.undoing import UndoTools, undo_tools
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
    searching, actions = Searching(storage), Actions(storage, revising, clock)
    tools = [
        *job_tools(JobTools(jobs, searching, revising, intake)),
        *candidate_tools(CandidateTools(candidates, searching, revising), Comparing(jobs, candidates, matching)),
        *duplicate_tools(DuplicateTools(candidates, searching, Duplicates(storage), merging)),
        *file_tools(FileTools(intake)),
        *import_tools(ImportTools(importing)),
        *erasure_tools(ErasureTools(candidates, searching, erasing)),
        *application_tools(ApplicationTools(jobs, candidates, applications, searching, revising, clock)),
        *matching_tools(MatchingTools(jobs, matching, searching)),
        *draft_tools(DraftTools(jobs, candidates)),
        *undo_tools(UndoTools(actions)),
    ]
    registry = Registry(tools, actions)
    return RecruiterAgent(registry, searching, Conversations(storage, clock), Dialogue(registry, model, clock), clock)
