"""Queries of the lists of candidates and jobs: the parameters as clients send them, and the criteria that they mean."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from recruit.domain.engines.skills.catalog import names_of
from recruit.domain.search.model import CandidateSearch, JobSearch, Sort
from recruit.domain.search.text_query import TextQuery
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.periods import check_period
from recruit.domain.shared.single_line import to_nfc
from recruit.domain.tags.model import TagFilter


class TagMatch(StrEnum):
    """Which of the wanted tags a candidate must have."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


FIELD_OF = {TagMatch.ALL: "all_of", TagMatch.ANY: "any_of", TagMatch.NONE: "none_of"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateQuery:
    """The parameters of the list of candidates. A parameter that is None or empty doesn't filter. `tag` has ids."""

    q: str | None = None
    stage: str | None = None
    job_id: int | None = None
    source: str | None = None
    years_min: int | None = None
    years_max: int | None = None
    tag: tuple[int, ...] = ()
    tag_match: TagMatch = TagMatch.ALL
    skill: tuple[str, ...] = ()
    title: str | None = None
    location: str | None = None
    company: str | None = None
    text: str | None = None
    created_since: datetime | None = None
    created_until: datetime | None = None
    changed_since: datetime | None = None
    changed_until: datetime | None = None
    sort: Sort = Sort.ID

    def criteria(self, *, in_documents: bool) -> CandidateSearch:
        """Return the criteria. `in_documents` means that text in documents counts. Raises Invalid as `check` does."""
        return CandidateSearch(
            query=_part(self.q),
            stage=_part(self.stage),
            job_id=self.job_id,
            source=_part(self.source),
            years_min=self.years_min,
            years_max=self.years_max,
            tagged=TagFilter(**{FIELD_OF[self.tag_match]: self.tag}),
            title=_part(self.title),
            location=_part(self.location),
            company=_part(self.company),
            words=_words(self.text),
            in_documents=in_documents,
            **_shared(self),
        )

    def check(self) -> None:
        """Raise Invalid for a period that ends before it begins, and for an order by score without a job."""
        _check(self)

    def to_json(self) -> dict[str, Any]:
        """Return the parameters that filter or sort, as JSON values."""
        return _to_json(self)

    @property
    def reads_applications(self) -> bool:
        """Whether applications filter."""
        return (self.stage, self.job_id, self.source) != (None, None, None)

    @property
    def is_name_filter(self) -> bool:
        """Whether nothing but the name filters, in ascending id."""
        return _differs_only_in(self, "q")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobQuery:
    """The parameters of the list of jobs. A parameter that is None or empty doesn't filter."""

    q: str | None = None
    status_filter: str | None = None
    skill: tuple[str, ...] = ()
    title: str | None = None
    location: str | None = None
    department: str | None = None
    text: str | None = None
    created_since: datetime | None = None
    created_until: datetime | None = None
    changed_since: datetime | None = None
    changed_until: datetime | None = None
    sort: Sort = Sort.ID

    def criteria(self) -> JobSearch:
        """Return the criteria. Raises Invalid as `check` does."""
        return JobSearch(
            query=_part(self.q),
            status=self.status_filter and to_nfc(self.status_filter),
            title=_part(self.title),
            location=_part(self.location),
            department=_part(self.department),
            words=_words(self.text),
            **_shared(self),
        )

    def check(self) -> None:
        """Raise Invalid for a period that ends before it begins, and for an order by score without a job."""
        _check(self)

    def to_json(self) -> dict[str, Any]:
        """Return the parameters that filter or sort, as JSON values."""
        return _to_json(self)

    @property
    def is_name_filter(self) -> bool:
        """Whether nothing but title and status filter, in ascending id."""
        return _differs_only_in(self, "q", "status_filter")


Query = TypeVar("Query", CandidateQuery, JobQuery)

TIMES = ("created_since", "created_until", "changed_since", "changed_until")


def from_json(kind: type[Query], values: Mapping[str, Any]) -> Query:
    """Return the query that `to_json` returned these values of."""
    parameters = dict(values)
    for name in TIMES:
        if name in parameters:
            parameters[name] = datetime.fromisoformat(parameters[name])
    for name in ("skill", "tag"):
        if name in parameters:
            parameters[name] = tuple(parameters[name])
    if "tag_match" in parameters:
        parameters["tag_match"] = TagMatch(parameters["tag_match"])
    if "sort" in parameters:
        parameters["sort"] = Sort(parameters["sort"])
    return kind(**parameters)


def _to_json(query: CandidateQuery | JobQuery) -> dict[str, Any]:
    values = ((one.name, getattr(query, one.name)) for one in fields(query) if getattr(query, one.name) != one.default)
    return {name: _plain(value) for name, value in values}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


SCORE_WITHOUT_JOB = "sort=score takes candidates and job_id: a score is that of a candidate for a job"


def _check(query: CandidateQuery | JobQuery) -> None:
    if query.sort is Sort.SCORE and (isinstance(query, JobQuery) or query.job_id is None):
        raise Invalid(SCORE_WITHOUT_JOB)
    check_period(query.created_since, query.created_until)
    check_period(query.changed_since, query.changed_until)


def _shared(query: CandidateQuery | JobQuery) -> dict[str, Any]:
    _check(query)
    return {
        "skills": tuple(tuple(names_of(to_nfc(skill))) for skill in query.skill),
        "since": query.created_since,
        "until": query.created_until,
        "changed_since": query.changed_since,
        "changed_until": query.changed_until,
    }


def _differs_only_in(query: Any, *names: str) -> bool:
    values, defaults = _others(query.__class__, names)
    return bool(values(query) == defaults)


@cache
def _others(kind: Any, names: tuple[str, ...]) -> tuple[Callable[[Any], Any], tuple[Any, ...]]:
    """Return, for a kind of query, a function that returns the values of the other fields, and their defaults."""
    others = [one for one in fields(kind) if one.name not in names]
    return attrgetter(*(one.name for one in others)), tuple(one.default for one in others)


def _part(text: str | None) -> str | None:
    return to_nfc(text) if text else None


def _words(text: str | None) -> TextQuery | None:
    return TextQuery.parse(text) if text and not text.isspace() else None
