"""Search statements for jobs, candidates and applications, one for each set of criteria."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Text, bindparam, exists, func, or_, select

from recruit.adapters.postgres.engine.pages import literally, search, when
from recruit.adapters.postgres.statements import Statement, told
from recruit.adapters.postgres.tables import CASE_IGNORED, applications, candidates, jobs
from recruit.domain.search.model import ApplicationSearch, CandidateSearch, JobSearch
from recruit.domain.shared.records import values

JOB_PARTS = {"query": [jobs.c.title], "location": [jobs.c.location, jobs.c.remote_option]}
CANDIDATE_PARTS = {
    "query": [candidates.c.full_name],
    "title": [candidates.c.current_title, candidates.c.headline],
    "location": [candidates.c.location],
    "company": [candidates.c.current_company],
    "text": [candidates.c.notes],
}


@cache
def of_jobs(names: frozenset[str]) -> Statement:
    """Select the total and a page of jobs."""
    conditions = [jobs.c.org_id == bindparam("org_id"), *_parts(JOB_PARTS, names), *when(jobs.c.created_at, names)]
    if "status" in names:
        conditions.append(jobs.c.status == bindparam("status"))
    if "skill" in names:
        skill = func.jsonb_array_elements_text(jobs.c.required_skills.concat(jobs.c.nice_to_have_skills))
        listed = exists(
            select(1).select_from(skill.table_valued("name")).where(_named(skill.table_valued("name").c.name))
        )
        conditions.append(or_(_named(jobs.c.title), listed))
    return search(jobs, conditions)


@cache
def of_candidates(names: frozenset[str]) -> Statement:
    """Select the total and a page of candidates."""
    conditions = [
        candidates.c.org_id == bindparam("org_id"),
        *_parts(CANDIDATE_PARTS, names),
        *when(candidates.c.created_at, names),
    ]
    if "skill" in names:
        columns = (candidates.c.current_title, candidates.c.headline, candidates.c.notes)
        conditions.append(or_(*(_named(column) for column in columns)))
    return search(candidates, conditions)


@cache
def of_applications(names: frozenset[str]) -> Statement:
    """Select the total and a page of applications."""
    return search(applications, _applications(names))


@cache
def counts(names: frozenset[str]) -> Statement:
    """Count applications by status, ordered by the lowest application id of each status."""
    status = applications.c.status
    return Statement(
        select(status, func.count().label("number"))
        .where(*_applications(names))
        .group_by(status)
        .order_by(func.min(applications.c.id))
    )


@cache
def waiting(names: frozenset[str]) -> Statement:
    """Select applications whose status isn't in `settled`, and the time of its last change, oldest first."""
    return Statement(
        select(*told(applications), applications.c.status_since)
        .where(*_applications(names), applications.c.status != func.all(bindparam("settled")))
        .order_by(applications.c.status_since, applications.c.id)
        .limit(bindparam("limit", type_=BigInteger))
    )


def _applications(names: frozenset[str]) -> list[ColumnElement[bool]]:
    equal = (applications.c[name] == bindparam(name) for name in sorted(names - {"since", "until"}))
    came = applications.c.status_since if "status" in names else applications.c.created_at
    return [applications.c.org_id == bindparam("org_id"), *equal, *when(came, names)]


def _parts(columns: dict[str, list[Any]], names: frozenset[str]) -> list[ColumnElement[bool]]:
    return [or_(*(part_of(one, name) for one in columns[name])) for name in columns if name in names]


def part_of(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return the condition that a column matches the LIKE pattern in the parameter of that name, case ignored."""
    return column.collate(CASE_IGNORED).ilike(bindparam(name), escape="\\")


def _named(text: ColumnElement[Any]) -> ColumnElement[bool]:
    return text.collate(CASE_IGNORED).op("~*")(bindparam("skill", type_=Text))


def concerning(job_id: int | None, candidate_id: int | None, status: str | None = None) -> dict[str, object]:
    """Return the parameters of a list's filters that are set."""
    given = {"job_id": job_id, "candidate_id": candidate_id, "status": status}
    return {name: wanted for name, wanted in given.items() if wanted is not None}


def parameters_of(wanted: JobSearch | CandidateSearch | ApplicationSearch) -> dict[str, Any]:
    """Return the parameters of a search's criteria that are set."""
    return {name: value for name, value in values(wanted).items() if value is not None}


_AS_GIVEN = frozenset(["status", "skill", "since", "until"])


def patterns_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for the statement: texts to search for become LIKE patterns."""
    return {name: value if name in _AS_GIVEN else literally(value) for name, value in given.items()}
