"""Query plans: every statement uses its index, in a database where one organisation is large.

Custom plans are made for one organisation, generic plans for the average of all: both are checked.
"""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import product
from typing import Any, Literal

import asyncpg
import pytest
from sqlalchemy import Table

from postgres.plans import Planner
from recruit.adapters.postgres import (
    actions,
    api_keys,
    applications,
    audit,
    candidates,
    conversations,
    deliveries,
    directory,
    documents,
    erasure_statements,
    external_ids,
    features,
    idempotency,
    identifiers,
    identities,
    invitations,
    jobs,
    matching,
    notes,
    organisations,
    outgoing_mail,
    password_links,
    pipeline_templates,
    profiles,
    rejection_reasons,
    reports,
    saved_searches,
    second_factors,
    sign_ins,
    stages,
    tables,
    tags,
    tasks,
    team,
    text_index,
    unit_of_work,
    users,
    webhooks,
)
from recruit.adapters.postgres import imports as bulk_imports
from recruit.adapters.postgres.engine import pages, table_statements
from recruit.adapters.postgres.engine.statement import LARGEST_BIGINT, Lookup, Statement
from recruit.adapters.postgres.engine.totals import Way
from recruit.adapters.postgres.storage import CLAIM, PING
from recruit.domain.external_ids.model import RecordKind
from recruit.domain.privacy.model import Person
from recruit.domain.reports.model import OF_SOURCE, Figure
from recruit.domain.search.model import Sort

MODULES = (
    *(actions, api_keys, applications, audit, bulk_imports, candidates, conversations, deliveries, directory),
    documents,
    external_ids,
    *(erasure_statements, features, idempotency, identifiers, identities, invitations, jobs, matching, notes),
    *(organisations, pipeline_templates, profiles, rejection_reasons, reports, saved_searches, second_factors),
    *(sign_ins, stages, table_statements, outgoing_mail, password_links, tags, tasks, team, text_index),
    *(unit_of_work, users, webhooks),
)
SEARCHES = {"search_statement", "counts", "longest_waiting"}
"""Searches by any text, which read all rows of the organisation."""

WITH_FEATURES = (tables.jobs, tables.candidates)
SINGLE = (*WITH_FEATURES, tables.applications)
THE_ORGANISATION = [frozenset({"id"})]
KEY, WORDS = frozenset({"org_id", "id"}), frozenset({"words"})
VALUES = {"key_id": 1000, "ids": [5, 10, 15], "after_id": 0, "after_version": 2990, "limit": 50, "new_user_id": 1}
"""Default values of parameters."""


Reads = Literal["whatever it finds", "the page", "by key"]


@dataclass(frozen=True)
class Case:
    """A statement, and the sets of columns by which its scans may search an index."""

    name: str
    statement: Statement
    ways: Sequence[frozenset[str]] = (KEY,)
    values: Mapping[str, object] = field(default_factory=dict)
    sorts: bool = False
    """Whether the result's order is not an index's order."""

    reads: Reads = "whatever it finds"
    """Which rows are read from the table, rather than from an index alone."""

    whole: bool = False
    """Whether the statement reads all rows of the organisation, for which a sequential scan may be best."""


def by(*columns: str) -> frozenset[str]:
    return frozenset({"org_id", *columns})


def looked_up(name: str, lookup: Lookup) -> Iterator[Case]:
    yield Case(name, lookup.one)
    yield Case(f"{name} several", lookup.several, values={"ids": list(range(1, 65))})


def single_rows() -> Iterator[Case]:
    for table in SINGLE:
        yield from looked_up(f"lookup_by_id {table}", table_statements.lookup_by_id(table))
        for function in (table_statements.delete_row, table_statements.select_for_update):
            yield Case(f"{function.__name__} {table}", function(table))
        yield Case(
            f"update_row {table}", table_statements.update_row(table, ("status" if "status" in table.c else "notes",))
        )
        if "version" in table.c:
            yield Case(f"without_features {table}", features.without_features(table))
        yield Case(f"insert_row {table}", table_statements.insert_row(table, ()))
    yield from looked_up("lookup_by_id match_logs", table_statements.lookup_by_id(tables.match_logs))
    for name in ("ORGANISATION", "LOCK_ORGANISATION", "RENAME_ORGANISATION"):
        yield Case(name, getattr(organisations, name), THE_ORGANISATION)
    yield Case("CREDENTIALS", users.CREDENTIALS, [frozenset({"email"})], {"email": "1@example.com"})
    yield Case("ORGANISATION_IDS", organisations.ORGANISATION_IDS, [frozenset()])
    yield Case("INSERT_ORGANISATION", organisations.INSERT_ORGANISATION, [])
    yield Case("NEXT_ORGANISATION_ID", organisations.NEXT_ORGANISATION_ID, [])
    yield Case("next_ids", table_statements.next_ids(tables.match_logs), [])
    mentioned = {"new_id": [1], "new_note_id": [1], "new_user_id": [1]}
    for names in (("note_id", "user_id"), ("id", "note_id", "user_id")):
        inserted = table_statements.insert_many(tables.unread_mentions, names)
        yield Case(f"insert_many {names[0]}", inserted, THE_ORGANISATION, mentioned)
    yield Case("INSERT_EMBEDDINGS", matching.INSERT_EMBEDDINGS, THE_ORGANISATION)
    yield Case("WATERMARK", unit_of_work.WATERMARK, THE_ORGANISATION)
    yield Case("CLAIM", CLAIM, [])
    yield Case("PING", PING, [])


def feature_statements() -> Iterator[Case]:
    for table, read in ((tables.jobs, jobs.MATCHING_ROWS), (tables.candidates, candidates.MATCHING_ROWS)):
        profile = [by("candidate_id")] if table is tables.candidates else []
        yield Case(f"changed_rows {table}", features.changed_rows(table), [by("version")])
        yield Case(f"rows_by_ids {table}", features.rows_by_ids(table, read), [KEY, *profile])
        yield Case(f"all_ids {table}", features.all_ids(table), [by()])
        yield Case(f"select_all {table}", table_statements.select_all(table), [by()])
        yield Case(
            f"stale_rows {table}", features.stale_rows(table, read), [by("engine"), *profile], {"wanted_engine": 7}
        )
        yield Case(f"save_features {table}", features.save_features(table), values={"new_id": [5]})
        ways = [by(), by("model"), *profile]
        yield Case(
            f"unembedded_rows {table}", features.unembedded_rows(table, read), ways, {"model": "x/1"}, whole=True
        )
    yield Case("JOB_SUMMARIES", jobs.JOB_SUMMARIES, [by()])
    yield Case("CANDIDATE_SUMMARIES", candidates.CANDIDATE_SUMMARIES, [by()])
    yield Case(
        "CHANGED_EMBEDDINGS",
        matching.CHANGED_EMBEDDINGS,
        [by("model", "version")],
        {"model": "x/1", "after_text": b""},
    )


def candidate_files() -> Iterator[Case]:
    candidate, one = [by("candidate_id")], {"candidate_id": 5}
    found = {"kinds": ["email"], "values": ["zz@example.com"], "hashes": [b"zz"], "lock_keys": [1], "except_id": 0}
    added = found | {"fields_text": " life "}
    yield Case("CANDIDATE_TIMES", candidates.CANDIDATE_TIMES)
    yield Case("candidate_added", candidates.candidate_added(("full_name",)), [], added)
    yield Case("LOCK_APPLICATIONS", applications.LOCK_APPLICATIONS, candidate, one)
    yield Case("LOCK_CANDIDATES", candidates.LOCK_CANDIDATES)
    yield Case("LOCK_IDENTIFIERS", identifiers.LOCK_IDENTIFIERS, [], found)
    yield Case("OLDEST_CANDIDATE", identifiers.OLDEST_CANDIDATE, [by("kind", "value"), by("sha256")], found)
    yield Case(
        "SHARED_IDENTIFIERS", identifiers.SHARED_IDENTIFIERS, [*candidate, by("kind", "value"), by("sha256")], one
    )
    yield Case("DELETE_IDENTIFIERS", identifiers.DELETE_IDENTIFIERS, candidate, one | found)
    yield Case("INSERT_IDENTIFIERS", identifiers.INSERT_IDENTIFIERS, THE_ORGANISATION, one | found)
    yield Case("PROFILE", profiles.PROFILE, [KEY, *candidate], one)
    yield Case("UPSERT_PROFILE", profiles.UPSERT_PROFILE, [], one)
    document = [KEY, by("candidate_id", "id")]
    yield Case("DOCUMENT_CONTENT", documents.DOCUMENT_CONTENT, document, one)
    yield Case("DOCUMENT_FIELDS", documents.DOCUMENT_FIELDS, document, one)
    yield Case("DOCUMENT_TEXT", documents.DOCUMENT_TEXT, document, one)
    yield Case("MOVE_DOCUMENTS", documents.MOVE_DOCUMENTS, candidate, one | {"new_candidate_id": 6})
    yield Case("DELETE_DOCUMENT", documents.DELETE_DOCUMENT, document, one)


def pipelines() -> Iterator[Case]:
    of_job = [by("job_id")]
    own: dict[str, object] = {"job_id": 5}
    stage = [by("job_id", "key"), by("job_id")]
    new = {"new_job_id": 5, "new_candidate_id": 5, "new_status": "applied"}
    columns = ("job_id", "candidate_id", "status")
    for inserted in (columns, ("id", *columns)):
        yield Case(f"application_added {inserted[0]}", applications.application_added(inserted), stage[:1], new | own)
    yield Case("status_changed", applications.status_changed(("status",)), [KEY, stage[0]], new | own)
    move = {
        "new_status": "applied",
        "new_reason_id": 5,
        "new_move_note": None,
        "new_since": None,
        "statuses": ["offer"],
    }
    yield Case("LOCK_APPLICATIONS_BY_ID", applications.LOCK_APPLICATIONS_BY_ID)
    yield Case("MOVE_APPLICATIONS", applications.MOVE_APPLICATIONS, values=move)
    # Deleting a stage is rare: other jobs' applications with the same status may be read for it in an index.
    yield Case("MOVE_STAGES", applications.MOVE_STAGES, [by("job_id", "status"), by("status"), *of_job], move | own)
    yield Case("JOB_STAGES", stages.JOB_STAGES, [KEY, *of_job, by()], sorts=True)
    in_stage = [by("job_id", "status"), by("status"), *of_job, KEY]
    tagged = [by("candidate_id", "tag_id"), by("candidate_id"), by("tag_id"), by()]  # an organisation has few tags
    wanted = own | {"name": "%zz%", "tag_id": 5, "source": "referral"}
    for names in (frozenset[str](), *(frozenset({name}) for name in ("name", "tag_id", "source", "ids"))):
        filtered = f"filtered by {' '.join(names)}"
        counts = applications.stage_counts(names)
        yield Case(f"stage_counts {filtered}", counts, [*in_stage, by("source"), *tagged[:3]], wanted, sorts=True)
        shown = wanted | {"stages": ["applied", "offer"], "after": 0}
        ways = [by("job_id", "status", "id"), *in_stage, *tagged]
        yield Case(f"cards {filtered}", applications.cards(names), ways, shown, sorts=True)
        yield Case(f"card_places {filtered}", applications.card_places(names), [*ways, by("source")], shown)
    yield Case("OVERVIEWS", applications.OVERVIEWS, [*in_stage, by("job_id", "key")], sorts=True)
    yield Case("SOURCES", applications.SOURCES, of_job, own, sorts=True)
    yield Case("ALL_SOURCES", applications.ALL_SOURCES, [by(), by("source")])
    yield Case("STATUS_COUNTS", jobs.STATUS_COUNTS, [by()], reads="the page", sorts=True)
    yield Case("QUEUE_PLACE", applications.QUEUE_PLACE, in_stage, own | {"status": "applied"})
    people = [by("job_id", "candidate_id"), by("candidate_id"), *of_job, by("job_id", "key")]
    yield Case("STAGES_OF_PEOPLE", applications.STAGES_OF_PEOPLE, people, own)
    for among in (False, True):
        latest = applications.latest_applications(among=among)
        yield Case(f"latest_applications {among=}", latest, [*people, KEY], {"job_ids": [5, 6]})
    yield Case("LOCK_JOB", stages.LOCK_JOB)
    yield Case("STAGES_OF_JOBS", stages.STAGES_OF_JOBS, of_job)
    yield Case("STAGE_NAMES", stages.STAGE_NAMES, [by()], sorts=True)
    yield Case("DEFAULT_STAGES", stages.DEFAULT_STAGES, [by()])
    lists: dict[str, object] = {f"new_{name}": [] for name in ("id", *pipeline_templates.STAGE_FIELDS, "position")}
    yield Case("UPSERT_STAGES", stages.UPSERT_STAGES, THE_ORGANISATION, lists | own)
    yield Case("INSERT_MISSING_STAGES", stages.INSERT_MISSING_STAGES, THE_ORGANISATION, lists | own)
    yield Case("DELETE_STAGES", stages.DELETE_STAGES, stage, {"removed": ["offer"]} | own)
    yield Case("CLEAR_DEFAULT_TEMPLATE", pipeline_templates.CLEAR_DEFAULT_TEMPLATE, [by()])
    yield Case("MARK_AS_USED", rejection_reasons.MARK_AS_USED)
    yield Case("DELETE_UNUSED_REASON", rejection_reasons.DELETE_UNUSED_REASON)
    having = [KEY, by("reason_id")]
    yield Case("DELETE_UNREFERENCED_REASON", rejection_reasons.DELETE_UNREFERENCED_REASON, having)
    for table in (tables.pipeline_templates, tables.rejection_reasons):
        yield from looked_up(f"lookup_by_id {table}", table_statements.lookup_by_id(table))
        for function in (table_statements.delete_row, table_statements.select_for_update):
            yield Case(f"{function.__name__} {table}", function(table))
        yield Case(f"update_row {table}", table_statements.update_row(table, ("name",)), values={"new_name": "Jo"})


def searched_texts() -> Iterator[Case]:
    of_candidate, one = [by("candidate_id"), by("candidate_id", "id")], {"candidate_id": 5, "text": " life "}
    new = {"new_candidate_id": [5], "new_job_id": [5]} | {f"new_{part}": [" a "] for part in ("skills", "fields")}
    yield Case("sources candidates", text_index.sources(tables.candidates), [KEY, *of_candidate])
    yield Case("sources jobs", text_index.sources(tables.jobs))
    for wait in (False, True):
        yield Case(f"lock_owners {wait}", text_index.lock_owners(tables.candidates, wait=wait))
    for table in WITH_FEATURES:
        yield Case(f"existing {table}", text_index.existing(table))
    yield Case("OUTDATED", text_index.OUTDATED, [by()])
    yield Case("DOCUMENTS", text_index.DOCUMENTS, [by("candidate_id")], sorts=True)
    yield Case("UPSERT_CANDIDATE_TEXTS", text_index.UPSERT_CANDIDATE_TEXTS, THE_ORGANISATION, new)
    yield Case(
        "UPSERT_DOCUMENT_TEXTS", text_index.UPSERT_DOCUMENT_TEXTS, THE_ORGANISATION, new | {"new_documents": [" a "]}
    )
    yield Case("UPSERT_JOB_TEXTS", text_index.UPSERT_JOB_TEXTS, THE_ORGANISATION, new)
    yield Case("SET_TEXT", documents.SET_TEXT, [KEY, by("candidate_id", "id")], one)
    yield Case("UNREAD_DOCUMENTS", documents.UNREAD_DOCUMENTS, [KEY, by()], {"after": 0})
    for table in WITH_FEATURES:
        times = {"new_id": [5], "new_activity_at": [datetime(2026, 1, 1, tzinfo=UTC)]}
        yield Case(f"raise_activity {table}", features.raise_activity(table), values=times)
    visible = {"user_id": 1, "kinds": ["jobs"], "after": 0, "skip": 0}
    yield Case(
        "VISIBLE_SEARCHES", saved_searches.VISIBLE_SEARCHES, [KEY, by(), by("user_id")], visible, sorts=True, whole=True
    )
    tagged = saved_searches.SEARCHES_WITH_TAG
    yield Case("SEARCHES_WITH_TAG", tagged, [KEY, by(), by("user_id")], {"tag_id": 1}, sorts=True, whole=True)
    private = users.DELETE_USER_PRIVATE_SEARCHES
    yield Case("DELETE_USER_PRIVATE_SEARCHES", private, [by("user_id")], {"user_id": 1})


def ordered_lists() -> Iterator[Case]:
    """Every order at the beginning and after a row, and text searches, which find their rows by the index of words."""
    keys = {Sort.NAME: ("person 5", ""), Sort.ACTIVITY: (datetime(2026, 1, 1, tzinfo=UTC), pages.LATEST)}
    for table, search in ((tables.candidates, candidates), (tables.jobs, jobs)):
        for sort in (Sort.NEWEST, Sort.NAME, Sort.ACTIVITY):
            for place, key in enumerate(keys.get(sort, (None, None))):
                window = {"after": 500, "skip": 0, "after_key": key}
                yield Case(
                    f"page {table} by {sort} {place}",
                    search.search_statement(frozenset(), sort),
                    [KEY, by()],
                    window,
                    reads="by key",
                )
        for sort in candidates.CANDIDATE_ORDERS:
            yield Case(
                f"page {table} with words by {sort}",
                search.search_statement(frozenset({"search"}), sort),
                [KEY, WORDS, by()],
                {"search": "'@1' & 'zz'", "after": 500, "skip": 0, "after_key": keys.get(sort, (None,))[0]},
                sorts=True,
            )


def filtered_lists() -> Iterator[Case]:
    """Lists of candidates by filters with an index of their own."""
    values = {"source": "referral", "years_min": 5, "years_max": 7, "after": LARGEST_BIGINT, "skip": 0}
    for names, way in (({"source"}, by("source")), ({"years_min", "years_max"}, by("experience_years"))):
        statement = candidates.search_statement(frozenset(names), Sort.NEWEST)
        name = f"page candidates filtered by {max(names)}"
        yield Case(name, statement, [KEY, way], values, reads="by key", sorts=True)
    of_job = candidates.matching_ids(frozenset({"job_id"}))
    yield Case("matching_ids", of_job, [by("job_id")], {"job_id": 5})


def imports() -> Iterator[Case]:
    items, one = [by("import_id")], {"number": 1, "status": "queued", "digest": b"zz", "skip": 0}
    yield Case("UNFINISHED_IMPORTS", bulk_imports.UNFINISHED_IMPORTS, [by()])
    yield Case("DELETE_OLD_DRY_RUNS", bulk_imports.DELETE_OLD_DRY_RUNS, [by()])
    yield Case("INSERT_ITEMS", bulk_imports.INSERT_ITEMS, THE_ORGANISATION)
    for of_status in (False, True):
        yield Case(f"items {of_status}", bulk_imports.items(of_status=of_status), items, one)
    yield Case("NEXT_ITEM", bulk_imports.NEXT_ITEM, [by("import_id", "status"), by("import_id")], one)
    yield Case("EARLIER_ITEM", bulk_imports.EARLIER_ITEM, [by("digest"), KEY], one, sorts=True)
    yield Case("SET_OUTCOME", bulk_imports.SET_OUTCOME, [by("import_id", "number"), by("import_id", "status")], one)
    yield Case("COUNT_ITEMS", bulk_imports.COUNT_ITEMS)


def conversations_of_the_agent() -> Iterator[Case]:
    of_user, of_conversation = {"user_id": 1, "keep_last": 10}, {"conversation_id": 5, "keep_last": 10}
    for name in ("CONVERSATION", "SET_STATE", "DELETE_CONVERSATION"):
        yield Case(name, getattr(conversations, name), [KEY, by("user_id", "id")], of_user)
    yield Case("TRIM_CONVERSATIONS", conversations.TRIM_CONVERSATIONS, [by("user_id")], of_user)
    yield Case("LAST_MESSAGES", conversations.LAST_MESSAGES, [by("conversation_id")], of_conversation)
    yield Case("TRIM_MESSAGES", conversations.TRIM_MESSAGES, [by("conversation_id")], of_conversation)
    acted = {"user_id": 1, "conversation_id": 5, "stages": ["done"], "token": "zz", "stage": "proposed"}
    for inside in (True, False):
        statement = actions.latest_action(inside=inside)
        yield Case(
            f"latest_action {inside}", statement, [by("user_id", "conversation_id") if inside else by("user_id")], acted
        )
    yield Case("PROPOSED_ACTION", actions.PROPOSED_ACTION, [by("token")], acted)
    since = acted | {"since": datetime(2026, 1, 1, tzinfo=UTC)}
    yield Case("RECENT_ACTIONS", actions.RECENT_ACTIONS, [by("at")], since, sorts=True)
    yield Case("ADVANCE_ACTION", actions.ADVANCE_ACTION, [KEY], {"before": "done", "after": "undone"})


def sessions_and_invitations() -> Iterator[Case]:
    of_user = {"user_id": 1, "except_id": 5, "before": datetime(2026, 1, 1, tzinfo=UTC), "new_latest": b"zz"}
    for table in (tables.sign_ins, tables.invitations):
        yield from looked_up(f"lookup_by_id {table}", table_statements.lookup_by_id(table))
        for function in (table_statements.delete_row, table_statements.select_for_update):
            yield Case(f"{function.__name__} {table}", function(table))
    yield Case("update_row sign_ins", table_statements.update_row(tables.sign_ins, ("latest",)), values=of_user)
    yield from looked_up("USER", users.USER)
    yield Case("MARK_USER_REMOVED", users.MARK_USER_REMOVED)
    yield Case("MARK_USER_INACTIVE", users.MARK_USER_INACTIVE)
    details = {"new_email": "x", "new_full_name": "x", "new_role": "viewer"}
    yield Case("REACTIVATE_USER", users.REACTIVATE_USER, [KEY, by("standing", "id")], details)
    yield Case("user_changed", users.user_changed(("full_name",)), values={"new_full_name": "Jo"})
    yield Case("USER_COUNT", users.USER_COUNT, [by("standing"), by()], {"role": "org_admin"})
    for name in (
        "PASSWORD_HASH",
        "SET_PASSWORD_HASH",
        "DELETE_CREDENTIALS",
        "DELETE_PASSWORD",
        "DELETE_USER_CONVERSATIONS",
        "DELETE_USER_SECOND_FACTORS",
        "DELETE_USER_SIGN_INS",
        "DELETE_USER_IDENTITIES",
        "DELETE_USER_PASSWORD_LINK",
        "DELETE_USER_ACCOUNT",
        "DELETE_USER_GROUPS",
        "SET_LOGIN_EMAIL",
    ):
        yield Case(name, getattr(users, name), [by("user_id")], of_user | {"new_password_hash": "x", "new_email": "x"})
    yield Case("INSERT_CREDENTIALS", users.INSERT_CREDENTIALS, [])
    yield Case("INSERT_PASSWORD", users.INSERT_PASSWORD, [])
    logins = [by(), frozenset({"email"})]  # the latter by the policy of a login
    yield Case("ORGANISATIONS_WITH_LOGINS", users.ORGANISATIONS_WITH_LOGINS, logins)
    added = {"new_expires_at": of_user["before"], "new_family": b"zz", "new_latest": b"zz", "new_granted": None}
    for own in ((), ("id",)):
        names = (*own, "user_id", "expires_at", "family", "latest", "granted")
        yield Case(f"sign_in_added {names[0]}", sign_ins.sign_in_added(names), values=added)
        names = (*own, "user_id", "issuer", "subject", "created_at")
        new = {"new_created_at": of_user["before"]}
        yield Case(f"identity_added {names[0]}", identities.identity_added(names), values=new)
    yield Case("SIGN_IN_USER", sign_ins.SIGN_IN_USER)
    yield Case("SIGN_IN_WITH_USER", sign_ins.SIGN_IN_WITH_USER)
    one = {"issuer": "https://login.example", "subject": "5"}
    yield Case("IDENTITY_USER", identities.IDENTITY_USER, [by("issuer", "subject"), KEY], one)
    yield Case("IDENTITIES_OF_USER", identities.IDENTITIES_OF_USER, [by("user_id")], of_user)
    some = {"user_ids": [1, 2]}
    yield Case("USERS_WITH_IDENTITIES", identities.USERS_WITH_IDENTITIES, [by("user_id"), by()], some)
    yield Case("delete_row identities", table_statements.delete_row(tables.identities))
    now = of_user | {"now": of_user["before"]}
    for name in ("GRANTS", "BROWSER_SESSIONS"):
        yield Case(name, getattr(sign_ins, name), [by("user_id"), by("user_id", "id")], now)
    yield Case("DELETE_SIGN_IN", sign_ins.DELETE_SIGN_IN)
    for name in ("DELETE_SIGN_INS", "DELETE_EXPIRED_SIGN_INS"):
        yield Case(name, getattr(sign_ins, name), [by("user_id"), by("user_id", "id")], of_user)
    yield Case("DELETE_INVITATIONS", invitations.DELETE_INVITATIONS, [by("email_key")], {"email_key": "zz@example.com"})


def second_factor_statements() -> Iterator[Case]:
    of_user, table = {"user_id": 1, "user_ids": [1, 2], "new_counter": 1}, tables.second_factors
    for name in ("FACTORS_OF_USER", "LOCK_FACTORS_OF_USER", "USERS_WITH_FACTORS"):
        yield Case(name, getattr(second_factors, name), [by("user_id"), by("user_id", "id")], of_user)
    yield Case(
        "DELETE_SIGN_INS_WITHOUT_FACTOR", sign_ins.DELETE_SIGN_INS_WITHOUT_FACTOR, [by(), by("user_id")], whole=True
    )
    yield Case("select_all second_factors", table_statements.select_all(table), [by()], whole=True)
    yield Case("update_row second_factors", table_statements.update_row(table, ("counter",)), values=of_user)
    yield Case("delete_row second_factors", table_statements.delete_row(table))
    required = {"new_requires_second_factor": True}
    yield Case("REQUIRE_SECOND_FACTOR", organisations.REQUIRE_SECOND_FACTOR, [frozenset({"id"})], required)


def directory_statements() -> Iterator[Case]:
    several, paged = {"ids": list(range(1, 65))}, {"skip": 0}
    yield Case("USERS_PAGE", directory.USERS_PAGE, [KEY, by("user_id"), by()], paged, reads="the page")
    yield Case("USERS_TOTAL", directory.USERS_TOTAL, [by()], whole=True)
    yield Case("USERS_BY_IDS", directory.USERS_BY_IDS, [KEY, by("user_id")], several)
    named = {"user_name_key": "5", "external_id": "5", "email_key": "50@example.com", "emails": ["5@example.com"]}
    yield Case("USERS_BY_NAME", directory.USERS_BY_NAME, [by("user_name_key")], named)
    yield Case("USERS_BY_EXTERNAL_ID", directory.USERS_BY_EXTERNAL_ID, [by("external_id")], named)
    small = [frozenset({"email"}), by()]  # an organisation has one for each user at most
    yield Case("USERS_BY_LOGIN", directory.USERS_BY_LOGIN, small, named)
    yield Case("DEACTIVATED_ACCOUNT", directory.DEACTIVATED_ACCOUNT, [by("email_key")], named)
    yield Case("USERS_WITH_ACCOUNT", directory.USERS_WITH_ACCOUNT, [by("user_id"), by()], several)
    yield Case("MEMBERS", directory.MEMBERS, [by("group_id")], several)
    yield Case("GROUPS_OF_USERS", directory.GROUPS_OF_USERS, [by("user_id"), KEY], several)
    yield Case("ADD_MEMBERS", directory.ADD_MEMBERS, THE_ORGANISATION, {"group_id": 1, **several})
    yield Case(
        "DELETE_MEMBERS",
        directory.DELETE_MEMBERS,
        [by("group_id", "user_id"), by("user_id")],
        {"group_id": 1, **several},
    )


def mail() -> Iterator[Case]:
    lookup = table_statements.lookup_by_id(tables.password_links)
    ways = [KEY, by()]  # an organisation has one for each user at most
    yield Case("lookup_by_id password_links", lookup.one, ways)
    yield Case("lookup_by_id password_links several", lookup.several, ways, {"ids": list(range(1, 65))})
    yield Case("delete_row password_links", table_statements.delete_row(tables.password_links), ways)
    yield Case("UPSERT_PASSWORD_LINK", password_links.UPSERT_PASSWORD_LINK, [])
    yield from looked_up("lookup_by_id outgoing_mail", table_statements.lookup_by_id(tables.outgoing_mail))
    yield Case("update_row outgoing_mail", table_statements.update_row(tables.outgoing_mail, ("state",)))
    newest = pages.newest(tables.outgoing_mail, (), ())
    yield Case("page outgoing_mail", newest, [KEY, by()], {"after": 0, "skip": 0}, reads="by key")
    time = {"now": datetime(2025, 1, 2, tzinfo=UTC), "kind": "invitation"}
    yield Case("DUE_MAIL", outgoing_mail.DUE_MAIL, [by("due_at")], time)
    yield Case("MAIL_COUNT", outgoing_mail.MAIL_COUNT, [by(), by("created_at")], time | {"since": time["now"]})
    yield Case("DELETE_OLD_MAIL", outgoing_mail.DELETE_OLD_MAIL, [by("created_at")], {"until": time["now"]})


def api_key_statements() -> Iterator[Case]:
    yield from looked_up("lookup_by_id api_keys", table_statements.lookup_by_id(tables.api_keys))
    yield Case("delete_row api_keys", table_statements.delete_row(tables.api_keys))
    yield Case("API_KEY_WITH_ROLE", api_keys.API_KEY_WITH_ROLE, [KEY, by("standing", "id")])
    yield Case("RECORD_KEY_USE", api_keys.RECORD_KEY_USE, values={"new_last_used_at": datetime(2026, 1, 1, tzinfo=UTC)})
    yield Case("DELETE_USER_API_KEYS", users.DELETE_USER_API_KEYS, [by("created_by_user_id")], {"user_id": 1})


def collaboration() -> Iterator[Case]:
    for table in (tables.notes, tables.tags, tables.tasks):
        yield from looked_up(f"lookup_by_id {table}", table_statements.lookup_by_id(table))
        for function in (table_statements.delete_row, table_statements.select_for_update):
            yield Case(f"{function.__name__} {table}", function(table))
    moved = {"from_id": 5, "to_id": 10, "user_id": 1, "note_id": 5, "user_ids": [1]}
    yield Case("DELETE_UNREAD", notes.DELETE_UNREAD, [by("user_id", "note_id"), by("note_id")], moved)
    unread = moved | {"visibilities": ["everyone"]}
    yield Case("UNREAD_NOTES", notes.UNREAD_NOTES, [KEY, by("user_id")], unread, sorts=True)
    for module, name in ((notes, "NOTES"), (tasks, "TASKS")):
        yield Case(f"MOVE_{name}", getattr(module, f"MOVE_{name}"), [by("candidate_id")], moved)
        application = getattr(module, f"MOVE_APPLICATION_{name}")
        yield Case(f"MOVE_APPLICATION_{name}", application, [by("application_id")], moved)
    yield Case("OPEN_TASKS", tasks.OPEN_TASKS, [by("assignee_user_id")], moved)
    pairs = [by("candidate_id"), by("candidate_id", "tag_id"), by("tag_id"), by("tag_id", "candidate_id")]
    pair = moved | {"candidate_id": 5, "tag_id": 5}
    yield Case("TAGS_OF_CANDIDATE", tags.TAGS_OF_CANDIDATE, [KEY, by(), *pairs], pair | {"after": 0, "skip": 0})
    yield Case("TAGS_OF_CANDIDATES", tags.TAGS_OF_CANDIDATES, [KEY, by(), *pairs], sorts=True)
    yield Case("ATTACH_TAG", tags.ATTACH_TAG, [], pair)
    yield Case("DETACH_TAG", tags.DETACH_TAG, pairs, pair)
    yield Case("UNITE_TAGS", tags.UNITE_TAGS, pairs, pair)
    yield Case("REPLACE_TAG", tags.REPLACE_TAG, pairs, pair)
    for table in (tables.jobs, tables.candidates, tables.applications):
        yield Case(f"select_times {table}", table_statements.select_times(table))
    same = {"kind": "phone", "value": "125550100"}
    of_identifier = [by("kind", "value"), by("kind", "value", "candidate_id")]
    yield Case("CANDIDATES_OF_IDENTIFIER", identifiers.CANDIDATES_OF_IDENTIFIER, of_identifier, same)
    yield Case("CONTACTS_OF_CANDIDATES", profiles.CONTACTS_OF_CANDIDATES, [by("candidate_id")])
    external = [KEY, by("kind", "system", "value")]
    named = {"kind": "job", "system": "ats", "value": "5"}
    yield Case("FIND external_ids", external_ids.FIND, external, named)
    for kind in RecordKind:
        of_kind = {"kind": kind}
        yield Case(f"of_records {kind}", external_ids.of_records(kind), [by(f"{kind}_id")], of_kind, sorts=True)
    yield Case("CLEAR external_ids", external_ids.CLEAR)
    yield Case("DELETE external_ids", external_ids.DELETE)
    yield Case("MOVE_TO_CANDIDATE", external_ids.MOVE_TO_CANDIDATE, [by("candidate_id")], moved)
    yield Case("MOVE_TO_APPLICATION", external_ids.MOVE_TO_APPLICATION, [by("application_id")], moved)
    counted = {"tag_ids": [5, 6], "candidate_ids": [5, 10]}
    for among in (False, True):
        counts = tags.candidate_counts(among=among)
        yield Case(f"candidate_counts among={among}", counts, [*pairs, by()], counted, whole=True)
    of_job = [by("job_id"), by("job_id", "user_id"), by("user_id", "job_id")]
    yield Case("TEAM_OF_JOB", team.TEAM_OF_JOB, of_job, {"job_id": 5}, sorts=True)
    yield Case("UPSERT_MEMBER", team.UPSERT_MEMBER, [], moved)
    yield Case("DELETE_MEMBER", team.DELETE_MEMBER, of_job, {"job_id": 5, "user_id": 1})
    mine = [*of_job, by("user_id"), by("created_by_user_id"), by("job_id", "key")]
    waits = {"user_id": 1, "settled": ["hired"], "paused": ["closed"]}
    yield Case("WAITING_FOR_USER", team.WAITING_FOR_USER, [KEY, *mine], waits, sorts=True, whole=True)
    yield Case("JOBS_OF_USER", team.JOBS_OF_USER, mine, waits, sorts=True, whole=True)
    for name, column in (
        ("DELETE_USER_MEMBERSHIPS", "user_id"),
        ("DELETE_USER_MENTIONS", "user_id"),
        ("UNASSIGN_USER_TASKS", "assignee_user_id"),
        ("CLEAR_USER_NOTES", "author_user_id"),
    ):
        yield Case(name, getattr(users, name), [by(column)], {"user_id": 2})


def keyed_request_statements() -> Iterator[Case]:
    key, one = [by("user_id", "key")], {"user_id": 1, "key": "5"}
    yield Case("INSERT_KEYED_REQUEST", idempotency.INSERT_KEYED_REQUEST, [], one)
    for name in ("KEYED_REQUEST", "SET_RESPONSE", "DELETE_KEYED_REQUEST"):
        yield Case(name, getattr(idempotency, name), key, one)
    until = {"until": datetime(2025, 1, 2, tzinfo=UTC)}
    yield Case("DELETE_OLD_KEYED_REQUESTS", idempotency.DELETE_OLD_KEYED_REQUESTS, [by("begun_at")], until)


def audit_statements() -> Iterator[Case]:
    noted = {f"new_{name}": "x" for name in ("kind", "action", "entity")}
    yield Case("INSERT_ENTRY", audit.INSERT_ENTRY, [], noted)
    yield Case("LOCK_CHAIN", audit.LOCK_CHAIN, [by()])
    yield Case("LOCK_UNCHAINED_ENTRIES", audit.LOCK_UNCHAINED_ENTRIES, [by()])
    yield Case("LINK_ENTRIES", audit.LINK_ENTRIES)
    yield Case("HEAD", audit.HEAD, [by("place"), by()])
    since = {"since": datetime(2025, 6, 1, tzinfo=UTC), "until": datetime(2025, 6, 2, tzinfo=UTC)}
    feed = {"after": 1000, "entity0": "job", "entity1": "candidate", "entity_id": 5, **since}
    in_feed = [by("entity", "place"), by("entity", "entity_id"), by()]
    for in_period in (False, True):
        in_order = audit.chained_entries(0, one_record=False, in_period=in_period)
        yield Case(f"chained_entries {in_period}", in_order, [by("place"), by()], feed, sorts=in_period)
        for kinds in (1, 2):
            of_kinds = audit.chained_entries(kinds, one_record=False, in_period=in_period)
            yield Case(f"chained_entries {kinds} {in_period}", of_kinds, in_feed, feed, sorts=in_period)
    for kinds in (1, 2):
        of_one = audit.chained_entries(kinds, one_record=True)
        yield Case(f"chained_entries of a record {kinds}", of_one, in_feed, feed, sorts=True)
    about = {f"about{number}": number + 5 for number in range(3)}
    about_one = {**about, "before_id": 90_000, "entities": ["job", "candidate", "application"]}
    for records in (1, 3):
        of_candidates, of_jobs = (audit.latest_entries(kind, records) for kind in ("candidate", "job"))
        yield Case(
            f"latest_entries of candidates {records}", of_candidates, [by("candidate_id")], about_one, sorts=True
        )
        ways = [by("entity", "entity_id"), by("job_id")]
        yield Case(f"latest_entries of jobs {records}", of_jobs, ways, about_one, sorts=True)
    yield Case("OF_APPLICATIONS", audit.OF_APPLICATIONS, [by("entity", "entity_id")], {"ids": [5, 6, 7]}, sorts=True)
    for column in ("candidate_id", "job_id", "entity_id"):
        ways = [by("entity", "entity_id") if column == "entity_id" else by(column)]
        yield Case(
            f"changed_by_others {column}",
            audit.changed_by_others(column),
            ways,
            {"ids": [5, 6, 7], "cause_id": 5},
            sorts=True,
        )
    yield Case("HASH_AT_PLACE", audit.HASH_AT_PLACE, [by("place")], {"at_place": 5})
    yield Case("UNCHAINED_COUNT", audit.UNCHAINED_COUNT, [by()])
    of = {"entity": "job", "entity_id": 5, "candidate_id": 5, "user_id": 1, "action": "update"}
    for equal in ((), ("entity", "entity_id"), ("candidate_id",), ("entity",), ("user_id",), ("action",)):
        for times in ((), ("since", "until")):
            yield Case(
                f"page audit {' '.join(equal + times)}",
                pages.page(tables.audit, equal, times=times, like=(), skipping=True),
                [KEY, by(), by(*equal), by(*equal, "id")],
                {**of, **since, "after": 0, "skip": 0},
                sorts=bool(times) or equal == ("entity",),
                reads="whatever it finds" if {"entity_id", "candidate_id"} & set(equal) else "by key",
            )


def report_statements() -> Iterator[Case]:
    """Reports read all stage changes of the organisation or of a job."""
    since = {"since": datetime(2025, 6, 1, tzinfo=UTC), "until": datetime(2025, 6, 2, tzinfo=UTC)}
    values = {**since, "job_id": 5, "keys": ["phone"], "types": ["screening"]}
    for function in (reports.funnel, reports.time_in_stage, reports.time_to_hire, reports.sources, reports.all_reports):
        for of_job in ((), ("job_id",)):
            for period in ((), ("since", "until")):
                name = f"{function.__name__} {' '.join(of_job + period)}"
                ways = [KEY, by("job_id") if of_job else by(), by("job_id", "key")]
                yield Case(name, function(of_job + period), ways, values, whole=not of_job)
    page = {**values, "rank": 4, "source": "referral", "skip": 0}
    for figure in Figure:
        for of_job in ((), ("job_id",)):
            statement = reports.counted(of_job, figure, of_source=figure in OF_SOURCE)
            ways = [KEY, by("job_id") if of_job else by(), by("job_id", "key")]
            yield Case(f"counted {figure} {' '.join(of_job)}", statement, ways, page, sorts=True, whole=not of_job)
    yield Case("unknown_stages", reports.unknown_stages(()), [by(), by("job_id", "key")], values, whole=True)
    ways = [by("job_id"), by("job_id", "key")]
    yield Case("unknown_stages job_id", reports.unknown_stages(("job_id",)), ways, values)


def webhook_statements() -> Iterator[Case]:
    yield from looked_up("lookup_by_id webhooks", table_statements.lookup_by_id(tables.webhooks))
    for function in (table_statements.delete_row, table_statements.select_for_update):
        yield Case(f"{function.__name__} webhooks", function(tables.webhooks))
    yield Case(
        "update_row webhooks", table_statements.update_row(tables.webhooks, ("cursor",)), values={"new_cursor": 5}
    )
    page = pages.page(tables.webhooks, (), (), (), skipping=False)
    yield Case("page webhooks", page, [KEY, by()], {"after": 0}, sorts=True)  # an organisation has 50 at most
    yield Case("ACTIVE_WEBHOOKS", webhooks.ACTIVE_WEBHOOKS, [by()])
    yield Case("ORGANISATIONS_WITH_WEBHOOKS", webhooks.ORGANISATIONS_WITH_WEBHOOKS, [frozenset()], whole=True)


def delivery_statements() -> Iterator[Case]:
    time = datetime(2025, 1, 2, tzinfo=UTC)
    one = {"webhook_id": 5, "now": time, "event_id": 5, "until": time, "new_state": "delivered"}
    of_webhook, in_time = [by("webhook_id")], [by("webhook_id", "due_at")]
    yield Case("DELIVERY", deliveries.DELIVERY, [KEY, by("webhook_id", "id")], one)
    yield Case("DUE_DELIVERIES", deliveries.DUE_DELIVERIES, [*in_time, *of_webhook], one)
    yield Case("WEBHOOKS_DUE", deliveries.WEBHOOKS_DUE, [by(), by("due_at")], one)
    yield Case("PENDING_EVENTS", deliveries.PENDING_EVENTS, of_webhook, one)
    yield Case("PENDING_COUNT", deliveries.PENDING_COUNT, of_webhook, one)
    yield Case("RECORD_ATTEMPT", deliveries.RECORD_ATTEMPT, [KEY], one)
    yield Case("BEGIN_ATTEMPT", deliveries.BEGIN_ATTEMPT, [KEY], one)
    yield Case("SKIP_PENDING", deliveries.SKIP_PENDING, of_webhook, one)
    yield Case("DELETE_OLD_DELIVERIES", deliveries.DELETE_OLD_DELIVERIES, [by("due_at")], one)
    for of_event in (False, True):
        yield Case(f"make_due {of_event}", deliveries.make_due(of_event=of_event), of_webhook, one)
    found = {**one, "type": "job.created", "state": "failed", "since": time, "after": 0, "skip": 0}
    for equal in ((), ("event_id",), ("type",), ("state",), ("type", "state")):
        for times in ((), ("since", "until")):
            yield Case(
                f"page deliveries {' '.join(equal + times)}",
                pages.page(tables.webhook_deliveries, (*equal, "webhook_id"), (), times, skipping=True),
                [KEY, *of_webhook],
                found,
                sorts=bool(times),
                reads="by key",
            )


def privacy_statements() -> Iterator[Case]:
    named = Person.of([5, 10], ["Jane Doe"], [])
    words = {"ties": named.record_pattern, "pattern": named.text_pattern, "needles": named.needles}
    person = {**words, "pseudonym": -5, "ids": [5, 10], "user_id": 1}
    ways = [KEY, by(), by("candidate_id"), by("import_id"), by("conversation_id"), by("model")]
    for name, statement in vars(erasure_statements).items():
        if isinstance(statement, Statement) and "OLD" not in name and name != "INACTIVE_CANDIDATES":
            # Text that names a person may be in any row of the organisation.
            yield Case(name, statement, ways, person, sorts=True, whole=True)
    before = {"before": datetime(2025, 1, 2, tzinfo=UTC), "after": 500}
    yield Case(
        "INACTIVE_CANDIDATES",
        erasure_statements.INACTIVE_CANDIDATES,
        [KEY, by(), by("candidate_id")],
        before,
        whole=True,
    )
    for name in ("OLD_MATCH_LOG_COUNT", "DELETE_OLD_MATCH_LOGS"):
        yield Case(name, getattr(erasure_statements, name), [by("created_at")], before)
    for name in ("OLD_CONVERSATION_COUNT", "DELETE_OLD_CONVERSATIONS"):
        yield Case(name, getattr(erasure_statements, name), [by()], before, whole=True)


def lists() -> Iterator[Case]:
    """Every combination of the port's filters, at the beginning, after an id and deep in the list."""
    of: dict[str, object] = {"job_id": 5, "candidate_id": 5}
    since = {"since": datetime(2025, 6, 1, tzinfo=UTC), "until": datetime(2025, 6, 2, tzinfo=UTC)}
    yield from listed(tables.jobs, ["status"], ["title"], [], {"status": "closed", "title": "%zz%"})
    yield from listed(tables.candidates, [], ["full_name"], [], {"full_name": "%zz%"})
    yield from listed(tables.applications, ["job_id", "candidate_id", "status"], [], [], of | {"status": "hired"})
    yield from listed(tables.pipeline_templates, [], [], [], {})
    yield from listed(tables.rejection_reasons, ["archived"], [], [], {"archived": False})
    noted: dict[str, object] = {"candidate_id": 5, "application_id": 5, "visibility": "everyone"}
    for equal in ((), ("candidate_id",), ("candidate_id", "visibility"), ("application_id", "visibility")):
        yield Case(
            f"page notes {' '.join(equal)}",
            pages.page(tables.notes, equal, (), (), skipping=False),
            [KEY, by(*(name for name in equal if name != "visibility"))],
            {**noted, "after": 0, "skip": 0},
            reads="by key" if "visibility" in equal else "the page",
        )
    yield from listed(tables.tags, [], [], [], {})
    for table in (tables.imports, tables.audit):
        yield Case(f"newest {table}", pages.newest(table, (), ()), [KEY, by()], {"after": 0, "skip": 0}, sorts=True)
    yield Case("LATEST_MATCH_LOG", matching.LATEST_MATCH_LOG, [by("candidate_id")], of)
    yield from listed(tables.match_logs, ["job_id", "candidate_id"], [], ["since", "until"], of | since)


def totals_since_a_base() -> Iterator[Case]:
    base = {"base_place": 90_000, "base_total": 5, "base_hash": "", "after": 0, "skip": 0}
    for table in (tables.jobs, tables.candidates, tables.applications):
        yield Case(
            f"page {table} since a base",
            pages.page(table, (), (), (), skipping=False, way=Way.SINCE_BASE),
            [KEY, by(), by("place"), by("entity", "place")],
            base,
            reads="whatever it finds",
        )


def listed(
    table: Table, equal: list[str], like: list[str], times: list[str], values: Mapping[str, object]
) -> Iterator[Case]:
    for names in subsets(equal + like + times):
        equals, likes, since = (tuple(name for name in kind if name in names) for kind in (equal, like, times))
        ways = [KEY, *ways_of(equals, likes, since)]
        for after, skip in ((0, 0), (500, 0), (0, 3000)):
            yield Case(
                f"page {table} {' '.join(names)} after {after} skip {skip}",
                pages.page(table, equals, likes, since, skipping=skip > 0),
                ways,
                {**values, "after": after, "skip": skip},
                sorts=bool(since),
                reads=reads(table, equals, likes, since, skip),
            )


def reads(table: Table, equal: Sequence[str], like: Sequence[str], times: Sequence[str], skip: int) -> Reads:
    """Applications by job or candidate and by status read table rows, since no index has all of these columns."""
    if table is tables.applications and "status" in equal and len(equal) > 1:
        return "whatever it finds"
    return "by key" if skip or like or times or len(equal) > 1 else "the page"


def ways_of(equal: Sequence[str], like: Sequence[str], times: Sequence[str]) -> list[frozenset[str]]:
    if like or not (equal or times):
        return [by()]
    if equal:
        return [by(*equal), *(by(name) for name in equal if len(equal) > 1)]
    return [by("created_at")]


def subsets(names: Sequence[str]) -> Iterator[list[str]]:
    for chosen in product((False, True), repeat=len(names)):
        yield [name for name, taken in zip(names, chosen, strict=True) if taken]


CASES = [
    *single_rows(),
    *feature_statements(),
    *candidate_files(),
    *pipelines(),
    *searched_texts(),
    *ordered_lists(),
    *filtered_lists(),
    *totals_since_a_base(),
    *imports(),
    *conversations_of_the_agent(),
    *sessions_and_invitations(),
    *mail(),
    *api_key_statements(),
    *second_factor_statements(),
    *directory_statements(),
    *collaboration(),
    *keyed_request_statements(),
    *audit_statements(),
    *report_statements(),
    *webhook_statements(),
    *delivery_statements(),
    *privacy_statements(),
    *lists(),
]


@pytest.fixture(scope="module")
async def planner(crowded_database: str) -> AsyncIterator[Planner]:
    connection = await asyncpg.connect(crowded_database.replace("+asyncpg", ""))
    yield Planner(connection)
    await connection.close()


def test_every_statement_has_a_case() -> None:
    kinds = Statement | Lookup | type(table_statements.lookup_by_id)
    made = {name for module in MODULES for name, value in vars(module).items() if isinstance(value, kinds)}
    assert {case.name.split()[0] for case in CASES} == made - SEARCHES | {"page", "CLAIM", "PING"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_statement_reads_no_more_rows_than_needed(planner: Planner, case: Case) -> None:
    own, common = await planner.plans(case.statement, {**VALUES, **case.values})
    for node in (*own, *common):
        if node.scans and not (case.whole and node in own):
            assert await planner.is_led_by(node, case.ways), f"{node} searches more than it must"
        allowed = case.reads == "whatever it finds" or (case.reads == "the page" and node.limited) or node.by_key
        assert allowed or not node.reads_rows, f"{node} reads rows that it needn't"
        few = node in own and node.facts["Plan Rows"] <= VALUES["limit"]
        assert node.kind != "Sort" or not node.limited or few or case.sorts, "all rows are sorted for a few"


async def test_a_change_of_status_looks_up_one_stage_before_there_are_statistics(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    _, generic = await Planner(connection).plans(applications.status_changed(("status",)), {"new_status": "offer"})
    await connection.close()
    found = [node.searched for node in generic if node.facts.get("Relation Name") == "stages"]
    assert found == [{"org_id", "job_id", "key"}]


async def test_reports_read_deletions_once_before_there_are_statistics(dsn: str) -> None:
    statement = reports.all_reports(("job_id",))
    arguments = statement.arguments({"org_id": 5, "job_id": 5, "keys": [], "types": []})
    connection = await asyncpg.connect(dsn)
    plan = "\n".join(row[0] for row in await connection.fetch(f"EXPLAIN {statement.sql}", *arguments))
    await connection.close()
    assert "audit_deletion_idx" in plan.partition("CTE change")[0]
    assert "audit_deletion_idx" not in plan.partition("CTE change")[2]


@pytest.mark.parametrize("case", [case for case in CASES if "with words" in case.name], ids=lambda case: case.name)
async def test_a_text_search_reads_the_index_of_words_in_spite_of_row_level_security(
    planner: Planner, case: Case
) -> None:
    for plan in await planner.plans(case.statement, {**VALUES, **case.values}):
        assert any("words" in node.searched for node in plan)
        assert "Seq Scan" not in {node.kind for node in plan}


async def test_every_foreign_key_has_an_index_for_cascading_deletes(planner: Planner) -> None:
    rows: list[Any] = await planner.connection.fetch(r"""
        SELECT conname, EXISTS (
            SELECT FROM pg_index WHERE indrelid = conrelid
            AND (indpred IS NULL OR pg_get_expr(indpred, indrelid) ~ '^[(]\w+ IS NOT NULL[)]$') -- as a key's value is
            AND (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey
        ) AS indexed FROM pg_constraint WHERE contype = 'f'
    """)
    assert {row["conname"] for row in rows if not row["indexed"]} == set()
    assert "applications_job_fkey" in {row["conname"] for row in rows}
