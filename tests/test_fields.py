"""Jobs, candidates and applications have the same fields in the model, the HTTP API, the tables and the agent."""

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
    ("details", "request_body"),
    [(JobDetails, JobIn), (CandidateDetails, CandidateIn), (ApplicationDetails, ApplicationIn)],
)
def test_a_request_has_the_fields_of_the_details(details: type[object], request_body: type[Struct]) -> None:
    assert names(request_body) == {*names(details), "external_ids"}


@pytest.mark.parametrize(
    ("details", "patch"),
    [(JobDetails, JobPatch), (CandidateDetails, CandidatePatch), (ApplicationDetails, ApplicationPatch)],
)
def test_a_patch_has_the_same_fields_except_for_the_ids_of_an_application(
    details: type[object], patch: type[Struct]
) -> None:
    assert names(patch) == {*names(details), "external_ids"} - {"job_id", "candidate_id"}


@pytest.mark.parametrize(
    ("entity", "response", "table"),
    [(Job, JobOut, jobs), (Candidate, CandidateOut, candidates), (Application, ApplicationOut, applications)],
)
def test_responses_and_tables_have_the_fields_of_the_entity(
    entity: type[object], response: type[Struct], table: Table
) -> None:
    stored = names(entity) - {"skills"}  # a candidate's skills are in the table of profiles
    assert names(response) == stored - {"reason_id", "move_note"}  # the history of an application has these
    assert {column.key for column in entity_columns(table)} == stored


def test_the_agent_has_the_same_fields() -> None:
    assert {one.name for one in JOB_FIELDS} - AMENDS == names(JobDetails)
    assert {one.name for one in TOOLS["create_candidate"].arguments} == names(CandidateDetails)


def test_the_single_line_fields_are_the_expected_ones() -> None:
    assert set(JOB_LINES) == {
        *("department", "location", "employment_type", "remote_option", "currency", "status"),
        *("required_skills", "nice_to_have_skills"),
    }
    assert set(CANDIDATE_LINES) == {"headline", "location", "current_title", "current_company"}
    assert set(APPLICATION_LINES) == {"status", "source"}
