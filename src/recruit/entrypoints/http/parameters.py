"""Query parameters that several lists have."""

from typing import Annotated, TypeAlias

from litestar.params import QueryParameter

from recruit.entrypoints.http.fields import WITHOUT_NUL

Skip: TypeAlias = Annotated[int, QueryParameter(ge=0, description="How many rows to leave out.")]
Limit: TypeAlias = Annotated[int, QueryParameter(ge=1, le=100, description="How many rows to return.")]
Query: TypeAlias = Annotated[
    str | None,
    QueryParameter(max_length=200, pattern=WITHOUT_NUL, description="A part of the name, case ignored."),
]
OfJob: TypeAlias = Annotated[int | None, QueryParameter(description="Only those of this job.")]
OfCandidate: TypeAlias = Annotated[int | None, QueryParameter(description="Only those of this candidate.")]
