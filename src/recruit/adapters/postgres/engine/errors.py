"""Translation of PostgreSQL's errors. Named constraints become domain errors here and nowhere else."""

import errno
import os
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

import asyncpg

from recruit.domain.accounts.model.second_factors import APP_EXISTS, PASSKEY_EXISTS
from recruit.domain.directory.model import USER_NAME_TAKEN
from recruit.domain.external_ids.model import ExternalId, taken
from recruit.domain.jobs.model import SALARY_RANGE
from recruit.domain.pipelines.model import STAGE_GONE, STAGE_USED
from recruit.domain.shared.errors import Duplicate, Invalid, NotFound, RecruitError, Refused, Unavailable
from recruit.domain.tags.model import TAG_NAME_TAKEN
from recruit.domain.team.model import OWNER_TAKEN

Values = Mapping[str, object]

CONSTRAINTS: Mapping[str, Callable[[Values], RecruitError]] = {
    "credentials_pkey": lambda _: Duplicate("Email already registered"),
    "directory_accounts_name_key": lambda _: Duplicate(USER_NAME_TAKEN),
    "directory_accounts_user_key": lambda _: Duplicate(USER_NAME_TAKEN),
    "identities_subject_key": lambda _: Duplicate("Another identity is linked"),
    "identities_user_key": lambda _: Duplicate("Another identity is linked"),
    "invitations_email_key": lambda _: Duplicate("Somebody else has invited that address at this moment: try again"),
    "second_factors_user_fkey": lambda _: Refused(),
    "second_factors_totp_key": lambda _: Duplicate(APP_EXISTS),
    "second_factors_credential_key": lambda _: Duplicate(PASSKEY_EXISTS),
    "jobs_created_by_fkey": lambda _: Refused(),
    "imports_created_by_fkey": lambda _: Refused(),
    "candidates_org_fkey": lambda _: Refused(),
    "conversations_user_fkey": lambda _: Refused(),
    "actions_org_fkey": lambda _: Refused(),
    "keyed_requests_user_fkey": lambda _: Refused(),
    "keyed_requests_pkey": lambda _: Duplicate("Another request has this key"),
    "messages_conversation_fkey": lambda values: NotFound("conversation", _number(values["new_conversation_id"])),
    "jobs_salary_range": lambda _: Invalid(SALARY_RANGE),
    "applications_pair_key": lambda _: Duplicate("Application already exists for this job and candidate"),
    "applications_job_fkey": lambda values: NotFound("job", _number(values["new_job_id"])),
    "applications_candidate_fkey": lambda values: NotFound("candidate", _number(values["new_candidate_id"])),
    "applications_reason_fkey": lambda values: NotFound("rejection reason", _number(values.get("new_reason_id"))),
    "applications_stage_fkey": lambda values: Invalid(STAGE_GONE if "new_status" in values else STAGE_USED),
    "stages_job_fkey": lambda values: NotFound("job", _number(values.get("new_job_id", values.get("job_id")))),
    "pipeline_templates_name_key": lambda _: Duplicate("Another pipeline template has that name"),
    "pipeline_templates_default_idx": lambda _: Duplicate(
        "Another template has become the default at this moment: try again"
    ),
    "rejection_reasons_name_key": lambda _: Duplicate("Another rejection reason has that name"),
    "notes_candidate_fkey": lambda values: NotFound("candidate", _number(values["new_candidate_id"])),
    "notes_application_fkey": lambda values: NotFound("application", _number(values["new_application_id"])),
    "notes_author_fkey": lambda _: Refused(),
    "tags_org_fkey": lambda _: Refused(),
    "tags_name_key": lambda _: Duplicate(TAG_NAME_TAKEN),
    "candidate_tags_candidate_fkey": lambda values: NotFound("candidate", _number(values["new_candidate_id"])),
    "candidate_tags_tag_fkey": lambda values: NotFound("tag", _number(values["new_tag_id"])),
    "tasks_org_fkey": lambda _: Refused(),
    "tasks_assignee_fkey": lambda values: NotFound("user", _number(values["new_assignee_user_id"])),
    "tasks_candidate_fkey": lambda values: NotFound("candidate", _number(values["new_candidate_id"])),
    "tasks_job_fkey": lambda values: NotFound("job", _number(values["new_job_id"])),
    "tasks_application_fkey": lambda values: NotFound("application", _number(values["new_application_id"])),
    "external_ids_value_key": lambda values: Duplicate(
        taken(str(values["new_kind"]), ExternalId(str(values["new_system"]), str(values["new_value"])))
    ),
    "demo_records_job_fkey": lambda values: NotFound("job", _number(values["new_job_id"])),
    "demo_records_candidate_fkey": lambda values: NotFound("candidate", _number(values["new_candidate_id"])),
    "demo_records_tag_fkey": lambda values: NotFound("tag", _number(values["new_tag_id"])),
    "demo_records_reason_fkey": lambda values: NotFound("rejection reason", _number(values["new_reason_id"])),
    "team_members_job_fkey": lambda values: NotFound("job", _number(values["new_job_id"])),
    "team_members_user_fkey": lambda values: NotFound("user", _number(values["new_user_id"])),
    "team_members_owner_key": lambda _: Duplicate(OWNER_TAKEN),
    "password_links_user_fkey": lambda values: NotFound("user", _number(values["new_user_id"])),
    "outgoing_mail_user_fkey": lambda values: NotFound("user", _number(values["new_user_id"])),
    "webhooks_created_by_fkey": lambda _: Refused(),
    "webhook_deliveries_webhook_fkey": lambda values: NotFound("webhook", _number(values["new_webhook_id"])),
    "documents_candidate_fkey": lambda values: NotFound("candidate", _number(values["new_candidate_id"])),
}

SHARD_SUFFIX = re.compile(r"_\d+$")
"""On a distributed table a constraint's name ends with the number of the shard."""

STALE_STATEMENT_ERRORS = (asyncpg.InvalidCachedStatementError, asyncpg.InvalidSQLStatementNameError)
"""A prepared statement is no longer valid: tables have changed, or a pooler has dropped it."""

NOT_AVAILABLE = "The database is not available; try again"
DISK_FULL = (
    "The server's disk is full: until there is room again, everything can be read and deleted, and nothing can be "
    "added or changed"
)
TEMPORARY_ERRORS = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InsufficientResourcesError,  # the disk is full, or there are no connections left
    asyncpg.PostgresSystemError,  # the disk fails
    asyncpg.OperatorInterventionError,
    asyncpg.TransactionRollbackError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.UndefinedTableError,  # a restore is under way
    asyncpg.UndefinedColumnError,  # the tables were migrated back to an earlier version
    asyncpg.InterfaceError,
    *STALE_STATEMENT_ERRORS,
    asyncpg.InternalClientError,  # raised by asyncpg when the server dies while it answers
)
"""Temporary states of the server or the network, which a later request may not meet."""

PERMISSION_DENIED = os.strerror(errno.EACCES)
"""In an error about one of the server's files, which has the same code as a table that a role may not read."""

WORKER_LOST = re.compile(
    "failure on connection marked as essential|could not commit transaction for shard|failed to prepare transaction"
    "|server closed the connection|could not (?:receive data from|send data to) server|no connection to the server|SSL "
)
"""In the internal errors that Citus raises when it loses a worker in a transaction: its own messages, and libpq's."""


class translated:  # noqa: N801 - reads as `with translated(…):`
    """Context manager that turns asyncpg's errors into domain errors. A class: a generator takes six times as long.

    A violated constraint raises its domain error, made from the statement's `values`. A server that is down, full or
    unreachable raises Unavailable.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Values = MappingProxyType({})) -> None:
        self._values = values

    def __enter__(self) -> None:
        """Enter the block."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Raise the domain error in place of asyncpg's."""
        if error is None:
            return
        if isinstance(error, asyncpg.IntegrityConstraintViolationError):
            if (name := _constraint_of(error)) is not None:
                raise CONSTRAINTS[name](self._values) from error
        elif isinstance(error, asyncpg.InsufficientPrivilegeError) and PERMISSION_DENIED in str(error):
            raise Unavailable(NOT_AVAILABLE) from Unavailable(f"PostgreSQL can't use its files: {error}")
        elif isinstance(error, TEMPORARY_ERRORS) or (
            isinstance(error, asyncpg.InternalServerError) and WORKER_LOST.match(str(error))
        ):
            raise Unavailable(NOT_AVAILABLE) from error


def _constraint_of(error: asyncpg.IntegrityConstraintViolationError) -> str | None:
    """Return the name of the violated constraint among `CONSTRAINTS`, or None.

    Errors of a cluster's workers arrive without the field that has it, so it is looked for in the message.
    """
    named = [error.constraint_name] if error.constraint_name else re.findall(r"\w+", str(error))
    return next((name for found in named if (name := SHARD_SUFFIX.sub("", found)) in CONSTRAINTS), None)


def _number(value: object) -> int:
    """Return an id among a statement's values: the first one of a list."""
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, int) else 0
