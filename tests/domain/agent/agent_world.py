"""A recruiter agent on real services, with fakes for files, the clock and the language model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.matching.matching_world import matching_over
from recruit.adapters.compute.inline import InlineCompute
from recruit.domain.agent.revisions import Revising
from recruit.domain.agent.service import RecruiterAgent, recruiter_agent
from recruit.domain.applications.service import ApplicationService
from recruit.domain.candidates.merging import Merging
from recruit.domain.candidates.service import CandidateService
from recruit.domain.extraction.intake import Intake
from recruit.domain.extraction.service import Extraction
from recruit.domain.imports.service import Importing
from recruit.domain.jobs.service import JobService
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.shared.errors import Invalid
from recruit.ports.documents import DecodedText, Document, Word
from recruit.ports.language import ChatMessage, ToolDefinition
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation, no_mail


class PlainText:
    """A document reader that decodes UTF-8."""

    async def read(self, data: bytes) -> Document:
        if not data:
            raise Invalid("The file is empty")
        return Document(data.decode(), "txt")

    async def layout(self, data: bytes) -> Sequence[Word]:  # noqa: ARG002 - the port names it
        raise Invalid("This file isn't a PDF")

    async def decode(self, data: bytes) -> DecodedText:
        return DecodedText(data.decode(), "utf-8", is_certain=True)

    @property
    def tools(self) -> Mapping[str, str | None]:
        return {}


class NoModel:
    """A language model that never answers."""

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> None:
        pass

    async def chat(self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], seconds: float) -> None:
        pass


class StoppedClock:
    """A clock that stands at noon until `passes` moves it."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 1, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def passes(self, time: timedelta) -> None:
        """Move the clock forward."""
        self._now += time


@dataclass(frozen=True)
class Office:
    """An organisation, its services and its agent."""

    organisation: Organisation
    jobs: JobService
    candidates: CandidateService
    applications: ApplicationService
    agent: RecruiterAgent
    clock: StoppedClock

    async def say(self, message: str) -> str:
        """Send a message and return the reply."""
        return (await self.agent.chat(self.organisation.actor, message)).text


async def new_office(storage: Storage) -> Office:
    """Set up an agent for a new organisation."""
    clock, model = StoppedClock(), NoModel()
    jobs, candidates, applications = JobService(storage), CandidateService(storage), ApplicationService(storage)
    intake = Intake(storage, jobs, candidates, PlainText(), Extraction(model, clock, InlineCompute()), clock)
    revising = Revising(storage, lambda _: None)
    importing = Importing(storage, PlainText(), InlineCompute(), clock, lambda _: None)
    matching = matching_over(storage, clock=clock)
    merging, erasing = Merging(storage, clock), Erasing(storage, clock, matching.evict)
    agent = recruiter_agent(
        storage,
        jobs,
        candidates,
        applications,
        matching,
        intake,
        revising,
        merging,
        importing,
        erasing,
        clock,
        model,
        no_mail(clock),
    )
    return Office(await new_organisation(storage), jobs, candidates, applications, agent, clock)
