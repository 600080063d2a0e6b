"""Roles and permissions, in one table that services enforce and that docs/access.md is generated from."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a user is in the organisation, from least to most: each may do all that the one before may."""

    VIEWER = "viewer"
    HIRING_MANAGER = "hiring_manager"
    RECRUITER = "recruiter"
    ORG_ADMIN = "org_admin"


class Permission(StrEnum):
    """What a caller may do. None includes another. API keys have them as scopes."""

    READ_JOBS = "jobs:read"
    WRITE_JOBS = "jobs:write"
    DELETE_JOBS = "jobs:delete"
    READ_CANDIDATES = "candidates:read"
    NOTE_CANDIDATES = "candidates:note"
    WRITE_CANDIDATES = "candidates:write"
    READ_RESTRICTED_NOTES = "notes:restricted"
    MANAGE_NOTES = "notes:manage"
    DELETE_CANDIDATES = "candidates:delete"
    EXPORT_CANDIDATES = "candidates:export"
    ERASE_CANDIDATES = "candidates:erase"
    READ_DOCUMENTS = "documents:read"
    WRITE_DOCUMENTS = "documents:write"
    DELETE_DOCUMENTS = "documents:delete"
    READ_APPLICATIONS = "applications:read"
    CHANGE_APPLICATIONS = "applications:change"
    CREATE_APPLICATIONS = "applications:create"
    DELETE_APPLICATIONS = "applications:delete"
    MANAGE_PIPELINES = "pipelines:manage"
    READ_TASKS = "tasks:read"
    WRITE_TASKS = "tasks:write"
    MATCH = "matching:read"
    READ_IMPORTS = "imports:read"
    WRITE_IMPORTS = "imports:write"
    SAVE_SEARCHES = "searches:save"
    MANAGE_SEARCHES = "searches:manage"
    CHAT = "agent:chat"
    READ_USERS = "users:read"
    MANAGE_USERS = "users:manage"
    PROVISION_USERS = "users:provision"
    READ_AUDIT = "audit:read"
    MANAGE_KEYS = "keys:manage"
    MANAGE_WEBHOOKS = "webhooks:manage"


class Granted(NamedTuple):
    """The lowest role that has a permission, and the permission's description."""

    lowest_role: Role
    description: str


TABLE: Mapping[Permission, Granted] = {
    Permission.READ_JOBS: Granted(Role.VIEWER, "See jobs."),
    Permission.WRITE_JOBS: Granted(Role.RECRUITER, "Create and change jobs."),
    Permission.DELETE_JOBS: Granted(Role.RECRUITER, "Delete jobs with their applications."),
    Permission.READ_CANDIDATES: Granted(
        Role.VIEWER, "See candidates, their profiles, which files they have, and who may be the same person."
    ),
    Permission.NOTE_CANDIDATES: Granted(
        Role.HIRING_MANAGER, "Write notes on candidates and applications, and change nothing else of them."
    ),
    Permission.WRITE_CANDIDATES: Granted(
        Role.RECRUITER, "Create and change candidates, their profiles and their tags, and the organisation's tags."
    ),
    Permission.READ_RESTRICTED_NOTES: Granted(Role.RECRUITER, "Read and write notes that only recruiters see."),
    Permission.MANAGE_NOTES: Granted(Role.ORG_ADMIN, "Change and delete notes of other users."),
    Permission.DELETE_CANDIDATES: Granted(
        Role.RECRUITER, "Delete candidates with all that belongs to them, and merge two into one."
    ),
    Permission.EXPORT_CANDIDATES: Granted(Role.ORG_ADMIN, "Get all that is held on a person, as one archive."),
    Permission.ERASE_CANDIDATES: Granted(Role.ORG_ADMIN, "Erase a person everywhere, and see the receipts of it."),
    Permission.READ_DOCUMENTS: Granted(Role.HIRING_MANAGER, "Download the files of candidates."),
    Permission.WRITE_DOCUMENTS: Granted(Role.RECRUITER, "Upload files for candidates."),
    Permission.DELETE_DOCUMENTS: Granted(Role.RECRUITER, "Delete files of candidates."),
    Permission.READ_APPLICATIONS: Granted(Role.VIEWER, "See applications and pipelines."),
    Permission.CHANGE_APPLICATIONS: Granted(Role.HIRING_MANAGER, "Move, score and reject applications."),
    Permission.CREATE_APPLICATIONS: Granted(Role.RECRUITER, "Put candidates into the pipeline of a job."),
    Permission.DELETE_APPLICATIONS: Granted(Role.RECRUITER, "Take candidates out of the pipeline of a job."),
    Permission.MANAGE_PIPELINES: Granted(
        Role.RECRUITER, "Create, change and delete pipeline templates and rejection reasons."
    ),
    Permission.READ_TASKS: Granted(Role.VIEWER, "See tasks."),
    Permission.WRITE_TASKS: Granted(Role.HIRING_MANAGER, "Create, assign, finish and delete tasks."),
    Permission.MATCH: Granted(Role.VIEWER, "Rank candidates and jobs, with names and reasons, and read the log of it."),
    Permission.READ_IMPORTS: Granted(Role.VIEWER, "See bulk imports and what came of their items."),
    Permission.WRITE_IMPORTS: Granted(Role.RECRUITER, "Import many candidates at once, and call imports off."),
    Permission.SAVE_SEARCHES: Granted(
        Role.VIEWER, "Save searches for candidates and jobs, share them, and change and delete one's own."
    ),
    Permission.MANAGE_SEARCHES: Granted(Role.ORG_ADMIN, "Change and delete searches that others share."),
    Permission.CHAT: Granted(
        Role.VIEWER, "Talk to the agent, which does what one may do oneself, and see one's own conversations."
    ),
    Permission.READ_USERS: Granted(Role.VIEWER, "See who is in the organisation, as what."),
    Permission.MANAGE_USERS: Granted(
        Role.ORG_ADMIN, "Invite users, change their names and roles, remove them, and rename the organisation."
    ),
    Permission.PROVISION_USERS: Granted(
        Role.ORG_ADMIN, "Provision users and groups from a company's directory (SCIM), with an API key."
    ),
    Permission.READ_AUDIT: Granted(Role.ORG_ADMIN, "See who wrote and read what, and what was there before."),
    Permission.MANAGE_KEYS: Granted(Role.ORG_ADMIN, "Make keys for machines, see which there are, and revoke them."),
    Permission.MANAGE_WEBHOOKS: Granted(
        Role.ORG_ADMIN, "Manage webhooks for events that one may read, see their deliveries, and repeat them."
    ),
}

_ORDER = list(Role)
PERMISSIONS_OF: Mapping[Role, AbstractSet[Permission]] = {
    role: frozenset(one for one, (least, _) in TABLE.items() if _ORDER.index(least) <= _ORDER.index(role))
    for role in Role
}
"""Role → its permissions."""
