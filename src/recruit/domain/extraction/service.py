"""Extraction service: reads a job or a candidate from a text and a recruiter's notes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.job import job_fields
from recruit.domain.engines.reading.resume import digest, job_history, reading_order, resume_fields
from recruit.domain.engines.reading.resume.profile import read_profile
from recruit.domain.engines.reading.text import lines
from recruit.domain.extraction import excerpt, grounding, model_schemas
from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.errors import Unavailable
from recruit.ports.clock import Clock
from recruit.ports.compute import Compute
from recruit.ports.language import LanguageModel

T = TypeVar("T")

MOST_ON_EVENT_LOOP = 1_000
"""Characters up to which rules run on the event loop: some tens of milliseconds at most."""

MODEL_READS = 40_000
"""Maximum characters sent to a model: about ten thousand tokens, which every model accepts and answers in time."""


class Extraction:
    """Extracts jobs and candidates from texts.

    Rules always read the text. The answer of a language model, if one is configured, takes precedence for fields that
    are grounded in the text. If the model is unavailable or slow, the result of the rules is used.
    """

    def __init__(self, language: LanguageModel, clock: Clock, compute: Compute) -> None:
        """Use `compute` for texts that would block the event loop."""
        self._language = language
        self._clock = clock
        self._compute = compute

    async def job(self, text: str, *, notes: str | None = None) -> JobDetails:
        """Return the job that a text describes. Notes fill missing fields and are appended to the description.

        Never fails because of a text's content: without a recognisable title, the beginning of the text becomes one.
        """
        text, notes = field_limits.clean(text), field_limits.clean(notes)
        rules = await self._read(job_fields.read, text)
        if notes:
            rules = job_fields.complete(rules, notes)
        document = field_limits.with_notes(text, notes)
        answer = await self._ask(
            model_schemas.JOB, model_schemas.JOB_INSTRUCTIONS, excerpt.job_excerpt(document, MODEL_READS)
        )
        job = rules if answer is None else grounding.ground_job(answer, document, rules)
        return replace(job, description=document or None)

    async def resume(self, text: str, *, notes: str | None = None) -> tuple[CandidateDetails, Profile]:
        """Return the candidate and the profile of a résumé.

        The candidate's notes are a digest of the text, followed by the recruiter's notes. A name that isn't found is
        "Unknown Candidate".
        """
        text, notes = field_limits.clean(text), field_limits.clean(notes)
        today = self._clock.now().date()
        rules, profile = await self._read(read_resume, text, today)
        read = excerpt.resume_excerpt(text, MODEL_READS)
        answer = await self._ask(model_schemas.CANDIDATE, model_schemas.CANDIDATE_INSTRUCTIONS, read)
        candidate = rules if answer is None else grounding.ground_candidate(answer, text, rules, today)
        return replace(candidate, notes=field_limits.with_notes(rules.notes or "", notes)), profile

    async def profile(self, text: str) -> Profile:
        """Return the profile of a résumé."""
        return (await self._read(read_resume, field_limits.clean(text), self._clock.now().date()))[1]

    async def _read(self, rules: Callable[..., T], text: str, *others: object) -> T:
        """Return the result of rules on a text, computed in another process unless the text is short."""
        if len(text) <= MOST_ON_EVENT_LOOP:
            return rules(text, *others)
        return await self._compute.in_process(rules, text, *others)

    async def _ask(self, schema: Mapping[str, Any], instructions: str, document: str) -> Mapping[str, Any] | None:
        try:
            return await self._language.fill(schema, instructions, document)
        except Unavailable:
            return None


def read_resume(text: str, today: date) -> tuple[CandidateDetails, Profile]:
    """Return the candidate and the profile that rules find in a résumé. The candidate's notes are its digest."""
    text = reading_order.restore_reading_order(text)
    listed = job_history.find(lines.split(text))
    details, fields = resume_fields.extract_with_confidence(text, today, listed)
    profile = replace(read_profile(text, listed), fields=fields)
    return replace(details, notes=digest.digest(text)), profile
