"""Query parameters that several list endpoints share."""

from datetime import datetime
from typing import Annotated, TypeAlias

from litestar.params import QueryParameter

from recruit.entrypoints.http.field_types import CURSOR, SORTED_CURSOR, WITHOUT_NUL

Skip: TypeAlias = Annotated[int, QueryParameter(ge=0, description="How many rows to leave out.")]
Limit: TypeAlias = Annotated[int, QueryParameter(ge=1, le=100, description="How many rows to return.")]
Cursor: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        pattern=CURSOR,
        description="Where the page starts, from the Link header of the page before. Unlike skip it neither slows down "
        "nor shifts while rows are added or removed. Send one of both.",
    ),
]
SortedCursor: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        pattern=SORTED_CURSOR,
        description="Where the page starts, from the Link header of the page before, with the same sort. Unlike skip "
        "it neither slows down nor shifts while rows are added or removed. Send one of both.",
    ),
]
Query: TypeAlias = Annotated[
    str | None,
    QueryParameter(max_length=200, pattern=WITHOUT_NUL, description="A part of the name, case ignored."),
]
OfJob: TypeAlias = Annotated[int | None, QueryParameter(description="Only those of this job.")]
OfCandidate: TypeAlias = Annotated[int | None, QueryParameter(description="Only those of this candidate.")]
Since: TypeAlias = Annotated[
    datetime | None, QueryParameter(description="Not before this time, such as 2026-01-31T09:00:00Z.")
]
Until: TypeAlias = Annotated[
    datetime | None, QueryParameter(description="Before this time, such as 2026-01-31T09:00:00Z.")
]
