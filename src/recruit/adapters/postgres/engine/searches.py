"""Conditions and parameters of searches."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, or_

from recruit.adapters.postgres.engine.columns import CASE_IGNORED
from recruit.adapters.postgres.engine.pages import literally
from recruit.domain.search.model import ApplicationSearch, CandidateSearch, JobSearch
from recruit.domain.shared.records import values


def parts(columns: dict[str, list[Any]], names: frozenset[str]) -> list[ColumnElement[bool]]:
    """Return a condition for each criterion in `names`: one of its `columns` contains the text, case ignored."""
    return [or_(*(part_of(one, name) for one in columns[name])) for name in columns if name in names]


def part_of(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return the condition that a column matches the LIKE pattern in the parameter of that name, case ignored."""
    return column.collate(CASE_IGNORED).ilike(bindparam(name), escape="\\")


def names_skill(text: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a text matches the regular expression in `skill`, case ignored."""
    return text.collate(CASE_IGNORED).op("~*")(bindparam("skill", type_=Text))


def concerning(job_id: int | None, candidate_id: int | None, status: str | None = None) -> dict[str, object]:
    """Return the parameters of a list's filters that are set."""
    given = {"job_id": job_id, "candidate_id": candidate_id, "status": status}
    return {name: wanted for name, wanted in given.items() if wanted is not None}


def parameters_of(wanted: JobSearch | CandidateSearch | ApplicationSearch) -> dict[str, Any]:
    """Return the parameters of a search's criteria that are set."""
    return {name: value for name, value in values(wanted).items() if value is not None}


AS_GIVEN = frozenset(["status", "skill", "since", "until"])


def patterns_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for the statement: texts to search for become LIKE patterns."""
    return {name: value if name in AS_GIVEN else literally(value) for name, value in given.items()}
