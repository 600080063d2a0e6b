"""Conditions and parameters of searches."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, or_

from recruit.adapters.postgres.engine.columns import CASE_IGNORED
from recruit.adapters.postgres.engine.pages import contains_pattern
from recruit.domain.search.model import CandidateSearch, JobSearch, name_pattern
from recruit.domain.search.text_query import NO_WORD, TextQuery
from recruit.domain.search.words import words
from recruit.domain.shared.records import field_values, given


def contains_conditions(columns: dict[str, list[Any]], names: frozenset[str]) -> list[ColumnElement[bool]]:
    """Return a condition for each criterion in `names`: one of its `columns` contains the text, case ignored."""
    return [or_(*(matches_pattern(one, name) for one in columns[name])) for name in columns if name in names]


def matches_pattern(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return the condition that a column matches the LIKE pattern in the parameter of that name, case ignored."""
    return column.collate(CASE_IGNORED).ilike(bindparam(name), escape="\\")


def matches_skill(text: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return the condition that a text matches the regular expression in the parameter of that name, case ignored."""
    return text.collate(CASE_IGNORED).op("~*")(bindparam(name, type_=Text))


def skill_parameters(names: frozenset[str]) -> list[str]:
    """Return the names of the parameters with regular expressions of skills."""
    return sorted(name for name in names if name.startswith(SKILL))


def filter_parameters(job_id: int | None, candidate_id: int | None, status: str | None = None) -> dict[str, object]:
    """Return the parameters of a list's filters that are set."""
    return given({"job_id": job_id, "candidate_id": candidate_id, "status": status})


def search_parameters(criteria: JobSearch | CandidateSearch, parts: Collection[str], org_id: int) -> dict[str, Any]:
    """Return the parameters of a search's criteria that are set. `parts` are criteria that are substrings.

    `search` narrows a search for words or skills by the index of words. `text_pattern` is there if that doesn't suffice
    for the words, and `fields_only` if text in documents doesn't count.
    """
    values = {name: value for name, value in given(field_values(criteria)).items() if name not in OTHER}
    values |= {name: contains_pattern(value) for name, value in values.items() if name in parts}
    values |= {f"{SKILL}{place}": name_pattern(names) for place, names in enumerate(criteria.skills)}
    queries = [TextQuery.any_name(names) for names in criteria.skills if all(map(words, names))]
    with_exclusions = getattr(criteria, "in_documents", True)
    if criteria.words is not None:
        queries.append(criteria.words)
        if criteria.words.has_phrases or not with_exclusions:
            values["text_pattern"] = criteria.words.pattern
        if not with_exclusions:
            values["fields_only"] = True
    if queries:
        values["search"] = search_setting(org_id, queries, with_exclusions=with_exclusions)
    return values


SKILL = "skill_"
OTHER = frozenset(["skills", "words", "in_documents", "tagged"])
"""Criteria that aren't parameters themselves."""


def search_setting(org_id: int, queries: Iterable[TextQuery], *, with_exclusions: bool = True) -> str:
    """Return the words of a search as a `tsquery`: texts of the organisation that meet all queries match it."""
    found = (f"({one.word_condition(with_exclusions=with_exclusions) or repr(NO_WORD)})" for one in queries)
    return " & ".join([f"'{NO_WORD}{org_id}'", *found])
