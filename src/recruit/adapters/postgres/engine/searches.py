"""Conditions and parameters of searches."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, or_

from recruit.adapters.postgres.engine.columns import CASE_IGNORED
from recruit.adapters.postgres.engine.pages import contains_pattern
from recruit.domain.search.model import ApplicationSearch, CandidateSearch, JobSearch
from recruit.domain.shared.records import field_values


def contains_conditions(columns: dict[str, list[Any]], names: frozenset[str]) -> list[ColumnElement[bool]]:
    """Return a condition for each criterion in `names`: one of its `columns` contains the text, case ignored."""
    return [or_(*(matches_pattern(one, name) for one in columns[name])) for name in columns if name in names]


def matches_pattern(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return the condition that a column matches the LIKE pattern in the parameter of that name, case ignored."""
    return column.collate(CASE_IGNORED).ilike(bindparam(name), escape="\\")


def matches_skill(text: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a text matches the regular expression in `skill`, case ignored."""
    return text.collate(CASE_IGNORED).op("~*")(bindparam("skill", type_=Text))


def filter_parameters(job_id: int | None, candidate_id: int | None, status: str | None = None) -> dict[str, object]:
    """Return the parameters of a list's filters that are set."""
    filters = {"job_id": job_id, "candidate_id": candidate_id, "status": status}
    return {name: criteria for name, criteria in filters.items() if criteria is not None}


def criteria_parameters(criteria: JobSearch | CandidateSearch | ApplicationSearch) -> dict[str, Any]:
    """Return the parameters of a search's criteria that are set."""
    return {name: value for name, value in field_values(criteria).items() if value is not None}


EXACT_CRITERIA = frozenset(["status", "skill", "since", "until"])


def like_patterns(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for the statement: texts to search for become LIKE patterns."""
    return {name: value if name in EXACT_CRITERIA else contains_pattern(value) for name, value in parameters.items()}
