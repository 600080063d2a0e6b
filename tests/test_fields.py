"""Jobs, candidates and applications have the same fields in the model, on the wire, in the tables and in the agent."""

from dataclasses import fields, is_dataclass

import pytest
from msgspec import Struct
from msgspec.structs import fields as struct_fields
from sqlalchemy import Table

from recruit.adapters.postgres.engine.statement import entity_columns
from recruit.adapters.postgres.tables import applications, candidates, jobs
from recruit.domain.agent.tools.support.job_changes import AMENDS, JOB_FIELDS
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.applications.service import SINGLE_LINE_FIELDS as APPLICATION_LINES
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.candidates.service import SINGLE_LINE_FIELDS as CANDIDATE_LINES
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.jobs.service import SINGLE_LINE_FIELDS as JOB_LINES
from recruit.entrypoints.http.applications import ApplicationIn, ApplicationOut, ApplicationPatch
from recruit.entrypoints.http.candidates import CandidateIn, CandidateOut, CandidatePatch
from recruit.entrypoints.http.jobs import JobIn, JobOut, JobPatch


def names(kind: type[object]) -> set[str]:
    if issubclass(kind, Struct):
        return {field.name for field in struct_fields(kind)}
    assert is_dataclass(kind)
    return {field.name for field in fields(kind)}


@pytest.mark.parametrize(
    ("details", "taken"), [(JobDetails, JobIn), (CandidateDetails, CandidateIn), (ApplicationDetails, ApplicationIn)]
)
def test_a_request_takes_the_fields_that_a_recruiter_sets(details: type[object], taken: type[Struct]) -> None:
    assert names(taken) == names(details)


@pytest.mark.parametrize(
    ("details", "patch"),
    [(JobDetails, JobPatch), (CandidateDetails, CandidatePatch), (ApplicationDetails, ApplicationPatch)],
)
def test_a_patch_takes_the_same_fields_but_for_the_pair_of_an_application(
    details: type[object], patch: type[Struct]
) -> None:
    assert names(patch) == names(details) - {"job_id", "candidate_id"}


@pytest.mark.parametrize(
    ("entity", "shown", "table"),
    [(Job, JobOut, jobs), (Candidate, CandidateOut, candidates), (Application, ApplicationOut, applications)],
)
def test_a_response_and_a_row_have_the_fields_of_the_entity(
    entity: type[object], shown: type[Struct], table: Table
) -> None:
    stored = names(entity) - {"skills"}  # those of a candidate's profile, which has a table of its own
    assert names(shown) == stored
    assert {column.key for column in entity_columns(table)} == stored


def test_the_agent_sets_the_same_fields() -> None:
    assert {one.name for one in JOB_FIELDS} - AMENDS == names(JobDetails)
    assert {one.name for one in TOOLS["create_candidate"].arguments} == names(CandidateDetails)


def test_texts_on_one_line_are_those_of_the_model() -> None:
    assert set(JOB_LINES) == {
        *("department", "location", "employment_type", "remote_option", "currency", "status"),
        *("required_skills", "nice_to_have_skills"),
    }
    assert set(CANDIDATE_LINES) == {"headline", "location", "current_title", "current_company"}
    assert set(APPLICATION_LINES) == {"status", "source"}
