"""Conditions and parameters of searches."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam

from recruit.adapters.postgres.engine.columns import CASE_IGNORED
from recruit.adapters.postgres.engine.pages import contains_pattern
from recruit.domain.search.model import CandidateSearch, JobSearch, are_words, name_pattern
from recruit.domain.search.text_query import NO_WORD, TextQuery
from recruit.domain.search.words import words
from recruit.domain.shared.records import field_values, given


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

    `search` narrows a search for words or skills by the index of words. `phrase` or `text_pattern` is there if that
    doesn't suffice for the words, with `fields_only` if text in documents doesn't count. Parameters of skills for which
    it doesn't suffice begin with `SKILL_TEXT` if they match the searchable text, and with `SKILL` if they match fields.
    """
    values = {name: value for name, value in given(field_values(criteria)).items() if name not in OTHER}
    values |= {name: contains_pattern(value) for name, value in values.items() if name in parts}
    conditions = []
    for place, names in enumerate(criteria.skills):
        query = TextQuery.any_name(names)
        if all(map(words, names)):
            conditions.append(query.word_condition())
        if not are_words(names):
            values[f"{SKILL}{place}"] = name_pattern(names)
        elif query.has_phrases:
            values[f"{SKILL_TEXT}{place}"] = [f"%{term.text}%" for (term,) in query.alternatives]
    if criteria.words is not None:
        marks = MARKS if getattr(criteria, "in_documents", True) else MARKS[:-1]
        conditions.append(criteria.words.word_condition(marks) or repr(NO_WORD))
        if criteria.words.has_phrases:
            phrase = criteria.words.phrase
            values |= {"phrase": f"%{phrase.text}%"} if phrase else {"text_pattern": criteria.words.pattern}
            if marks != MARKS:
                values["fields_only"] = True
    if conditions:
        values["search"] = " & ".join([f"'{NO_WORD}{org_id}'", *(f"({one})" for one in conditions)])
    return values


MARKS = ("", "~", "^")
"""What the words of skills, other fields and documents begin with in the index, to be searched for in some of them."""

SKILL, SKILL_TEXT = "skill_", "text_of_skill_"
OTHER = frozenset(["skills", "words", "in_documents", "tagged"])
"""Criteria that aren't parameters themselves."""
