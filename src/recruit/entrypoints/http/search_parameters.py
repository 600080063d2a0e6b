"""Query parameters of the lists of candidates and jobs that filter and sort."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypeAlias

from litestar.params import QueryParameter

from recruit.domain.search.model import Sort
from recruit.domain.search.queries import TagMatch
from recruit.domain.shared.limits import MOST_YEARS
from recruit.entrypoints.http.field_types import WITHOUT_NUL, Moment, Skill, Years

MOST_SKILLS, MOST_TAGS = 10, 20
LONGEST_TEXT_QUERY = 500


def _part(of: str) -> Any:
    return QueryParameter(max_length=200, pattern=WITHOUT_NUL, description=f"A part of {of}, case ignored.")


def _time(event: str) -> Any:
    return QueryParameter(description=f"{event} this time, such as 2026-01-31T09:00:00Z.")


def _years(bound: str) -> Any:
    return QueryParameter(ge=0, le=MOST_YEARS, description=f"Only candidates with {bound} so many years of experience.")


Stage: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        max_length=50,
        pattern=WITHOUT_NUL,
        description="Only candidates with an application of this status, for the job `job_id` if it is given.",
    ),
]
AppliedFor: TypeAlias = Annotated[
    int | None, QueryParameter(description="Only candidates with an application for this job.")
]
Source: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        max_length=50,
        pattern=WITHOUT_NUL,
        description="Only candidates with an application from this source, such as referral: the one that `stage` and "
        "`job_id` are about, if they are given.",
    ),
]
YearsMin: TypeAlias = Annotated[int | None, _years("at least")]
YearsMax: TypeAlias = Annotated[int | None, _years("at most")]
TagIds: TypeAlias = Annotated[
    list[int] | None,
    QueryParameter(max_items=MOST_TAGS, description="The id of a tag. Repeated, `tag_match` says which count."),
]
Matching: TypeAlias = Annotated[
    TagMatch, QueryParameter(description="Whether candidates need all of the tags, any of them, or none.")
]
SkillNames: TypeAlias = Annotated[
    list[Skill] | None,
    QueryParameter(max_items=MOST_SKILLS, description="A skill by any of its names. Repeated, all are required."),
]
Title: TypeAlias = Annotated[str | None, _part("the title or the headline")]
JobTitle: TypeAlias = Annotated[str | None, _part("the title")]
Location: TypeAlias = Annotated[str | None, _part("the location")]
JobLocation: TypeAlias = Annotated[str | None, _part("the location or the remote option")]
Company: TypeAlias = Annotated[str | None, _part("the current company")]
Department: TypeAlias = Annotated[str | None, _part("the department")]
CreatedSince: TypeAlias = Annotated[datetime | None, _time("Created not before")]
CreatedUntil: TypeAlias = Annotated[datetime | None, _time("Created before")]
ChangedSince: TypeAlias = Annotated[datetime | None, _time("Last changed not before")]
ChangedUntil: TypeAlias = Annotated[datetime | None, _time("Last changed before")]
EmailFilter: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        max_length=254, pattern=WITHOUT_NUL, description="Only candidates with this e-mail address, case ignored."
    ),
]
PhoneFilter: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        max_length=50,
        pattern=WITHOUT_NUL,
        description="Only candidates with this phone number. The last nine digits are compared, so that 2125550100 and "
        "(212) 555-0100 find +1 212 555 0100.",
    ),
]
TextQuery: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        max_length=LONGEST_TEXT_QUERY,
        pattern=WITHOUT_NUL,
        description='Words anywhere in the record and what belongs to it. All are required; "quoted words" are a '
        "phrase, `or` separates alternatives, -word excludes, begin* finds longer words. Case and accents are ignored.",
    ),
]
Sorting: TypeAlias = Annotated[
    Sort,
    QueryParameter(
        description="The order: by id, newest first, by name or title, by last activity, latest first, or, of "
        "candidates with `job_id`, by score for that job, highest first."
    ),
]

KINDS: Mapping[str, Any] = {
    "job_id": int,
    "years_min": Years,
    "years_max": Years,
    "created_since": Moment,
    "created_until": Moment,
    "changed_since": Moment,
    "changed_until": Moment,
}
"""Parameters whose values are checked more strictly than Litestar does: see `check_query`."""
