"""What PostgreSQL refuses, in the core's terms: named constraints become domain errors here and nowhere else."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import asyncpg

from recruit.domain.model.errors import Duplicate, Invalid, NotFound, RecruitError, Refused, Unavailable
from recruit.domain.model.job import SALARY_RANGE

Values = Mapping[str, object]

CONSTRAINTS: Mapping[str, Callable[[Values], RecruitError]] = {
    "credentials_pkey": lambda _: Duplicate("Email already registered"),
    "jobs_created_by_fkey": lambda _: Refused(),
    "imports_created_by_fkey": lambda _: Refused(),
    "candidates_org_fkey": lambda _: Refused(),
    "jobs_salary_range": lambda _: Invalid(SALARY_RANGE),
    "applications_pair_key": lambda _: Duplicate("Application already exists for this job and candidate"),
    "applications_job_fkey": lambda values: NotFound("job", _number(values["new_job_id"])),
    "applications_candidate_fkey": lambda values: NotFound("candidate", _number(values["new_candidate_id"])),
    "documents_candidate_fkey": lambda values: NotFound("candidate", _number(values["new_candidate_id"])),
}

SHARD = re.compile(r"_\d+$")
"""On a distributed table a constraint's name ends with the number of the shard that refused."""

PASSING = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.TransactionRollbackError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # what asyncpg raises when the server dies in the middle of an answer
)
"""States of the server or of the way to it that a later request may not meet."""


@contextmanager
def constraints(values: Values) -> Iterator[None]:
    """Turn a broken constraint into its domain error."""
    try:
        yield
    except asyncpg.IntegrityConstraintViolationError as error:
        name = SHARD.sub("", error.constraint_name or "")
        if name not in CONSTRAINTS:
            raise
        raise CONSTRAINTS[name](values) from error


@contextmanager
def availability() -> Iterator[None]:
    """Turn a server that is down, full or out of reach into Unavailable."""
    try:
        yield
    except PASSING as error:
        raise Unavailable("The database is not available; try again") from error


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
