"""The services that tools call."""

from dataclasses import dataclass

from recruit.domain.agent.actions import Actions
from recruit.domain.agent.revisions import Revising
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
    actions: Actions
    clock: Clock
