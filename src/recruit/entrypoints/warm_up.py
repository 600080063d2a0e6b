"""Warm-up: the tables, patterns, indexes and processes of first rankings and readings, loaded after a start."""

import asyncio
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.pair import overlap, score_pair
from recruit.domain.engines.ranking.reasons import reason
from recruit.domain.engines.ranking.requirements import requirements
from recruit.domain.engines.reading.job import job_fields
from recruit.domain.extraction.service import read_resume
from recruit.domain.jobs.model import Job
from recruit.domain.matching.direction import CANDIDATES, JOBS
from recruit.domain.matching.model import Direction
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.tenancy import on_behalf_of

if TYPE_CHECKING:
    from recruit.entrypoints.services import Services  # computing processes import this module, and not the services

DELAY_SECONDS = 3.0
"""Time after a start in which the requests that waited for it have the processor."""

MOST_ORGANISATIONS = 20
"""Organisations whose candidates are loaded: an index of 100,000 takes about four seconds of processor time."""

JOB_TEXT = """Senior Data Engineer (m/f/d)
Berlin, full-time, remote or hybrid, salary EUR 70,000 - 85,000 per year
You have 5+ years of experience with Python and SQL. AWS is a plus. Fluent English required.
"""
RESUME_TEXT = """Jane Doe
Data Engineer
jane.doe@example.com | +1 212 555 0100 | Berlin
Experience
2019 - 2024 Data Engineer, Example Inc.
Built pipelines with Python and SQL
Education
2015 - 2018 BSc Computer Science, Example University
Skills
Python, SQL, AWS
Languages
English (fluent), German
"""


async def warm_up(services: "Services") -> None:
    """Load what the first ranking and the first reading of this process and its computing processes need."""
    await asyncio.sleep(DELAY_SECONDS)
    with suppress(Unavailable):
        await services.compute.in_thread(load)
        await services.compute.in_process(load_ranking)
        await services.document_compute.in_process(load_reading)
        for org_id in (await services.storage.organisations())[:MOST_ORGANISATIONS]:
            with on_behalf_of(org_id):
                await services.matching.load(org_id)


def load() -> None:
    """Load what ranking and reading need."""
    load_ranking()
    load_reading()


def load_ranking() -> None:
    """Rank an example."""
    job = Job(
        id=1,
        org_id=1,
        created_by_user_id=1,
        title="Data Engineer",
        description=JOB_TEXT,
        required_skills=("Python", "AWS"),
    )
    candidate = Candidate(id=1, org_id=1, full_name="Jane Doe", current_title="Data Engineer", notes=RESUME_TEXT)
    query = JOBS.decode(JOBS.features([job])[0].data)
    profile = CANDIDATES.decode(CANDIDATES.features([candidate])[0].data)
    found = score_pair(query, profile, None)
    reason(job, candidate, profile, overlap(query, profile), found.components, Direction.CANDIDATES_FOR_JOB)
    requirements(job, candidate)


def load_reading() -> None:
    """Read an example of a job and of a résumé."""
    job_fields.read(JOB_TEXT)
    read_resume(RESUME_TEXT, date(2024, 1, 1))
