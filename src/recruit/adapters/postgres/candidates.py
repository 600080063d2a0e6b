"""Candidates in PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from itertools import chain
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from recruit.adapters.postgres.applications import applications
from recruit.adapters.postgres.engine import searches
from recruit.adapters.postgres.engine.columns import (
    EFFECTIVE_TIME,
    activity_columns,
    created_at,
    feature_columns,
    folded_column,
    folded_name,
    foreign_key,
    metadata,
    organisation_key,
    parts_index,
    tenant_table,
)
from recruit.adapters.postgres.engine.pages import (
    BY_ID,
    NEWEST_FIRST,
    Order,
    in_all,
    ordered,
    rows_containing,
    time_conditions,
)
from recruit.adapters.postgres.engine.rows import new_values
from recruit.adapters.postgres.engine.session import MOST_CACHED, Session
from recruit.adapters.postgres.engine.statement import Statement, clamped_id, entity_columns
from recruit.adapters.postgres.engine.table_statements import (
    FENCE,
    ORG_ID,
    by_key,
    ids_parameter,
    in_organisation,
    select_summaries,
)
from recruit.adapters.postgres.features import FeatureRows, with_features
from recruit.adapters.postgres.identifiers import (
    IDENTIFIER_COLUMNS,
    INSERT_IDENTIFIERS,
    PAIRS,
    PostgresIdentifiers,
    identifiers,
    list_parameters,
)
from recruit.adapters.postgres.tag_filters import has_none, tag_parameters, with_tags
from recruit.adapters.postgres.texts import PARTS, candidate_texts, ids_by_text
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.candidates.model.identifiers import FIELDS, candidate_identifiers
from recruit.domain.matching.model import MATCHING_CANDIDATE_FIELDS
from recruit.domain.search.model import CandidateSearch, CandidateSummary, Sort
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values
from recruit.ports.changes import Changes

candidates = tenant_table(
    "candidates",
    sa.Column("full_name", sa.Text, nullable=False),
    sa.Column("headline", sa.Text),
    sa.Column("location", sa.Text),
    sa.Column("experience_years", sa.Integer),
    sa.Column("current_title", sa.Text),
    sa.Column("current_company", sa.Text),
    sa.Column("linkedin_url", sa.Text),
    sa.Column("github_url", sa.Text),
    sa.Column("website_url", sa.Text),
    sa.Column("notes", sa.Text),
    created_at(EFFECTIVE_TIME),
    *activity_columns(),
    *feature_columns(),
    folded_column("full_name"),
    *(folded_column(name, nullable=True) for name in ("headline", "location", "current_title", "current_company")),
    organisation_key("candidates"),
    parts_index("candidates_full_name_idx", "full_name", "location", "current_company"),
    parts_index("candidates_role_idx", "current_title", "headline"),
    sa.Index("candidates_name_idx", "org_id", folded_name("full_name"), "id"),
    sa.Index("candidates_activity_idx", "org_id", "activity_at", "id"),
    sa.Index("candidates_years_idx", "org_id", "experience_years", "id"),
    sa.Index("candidates_version_idx", "org_id", "version", "id"),
    sa.Index("candidates_engine_idx", "org_id", "engine"),
    info={"matched": MATCHING_CANDIDATE_FIELDS},
)

profiles = sa.Table(
    "profiles",
    metadata,
    sa.Column("org_id", sa.BigInteger, nullable=False),
    sa.Column("candidate_id", sa.BigInteger, nullable=False),
    sa.Column("skills", JSONB, nullable=False),
    sa.Column("languages", JSONB, nullable=False),
    sa.Column("education", JSONB, nullable=False),
    sa.Column("positions", JSONB, nullable=False),
    sa.Column("contacts", JSONB, nullable=False),
    sa.Column("fields", JSONB, nullable=False, server_default=sa.text("'[]'")),
    sa.PrimaryKeyConstraint("org_id", "candidate_id", name="profiles_pkey"),
    foreign_key("profiles", "candidate", "candidate_id", "candidates"),
)
"""At most one row per candidate; matching reads `skills`."""


def is_of_candidate(table: sa.Table) -> sa.ColumnElement[bool]:
    """Return the condition that a row of a table belongs to the candidate in the same query."""
    return sa.and_(in_organisation(table), table.c.candidate_id == candidates.c.id)


_PROFILE = sa.select(profiles.c.skills).where(is_of_candidate(profiles)).offset(FENCE).lateral("profile")
MATCHING_ROWS = (
    with_features(candidates).add_columns(_PROFILE.c.skills).select_from(candidates.outerjoin(_PROFILE, sa.true()))
)


@cache
def candidate_added(names: tuple[str, ...]) -> Statement:
    """Insert a candidate and the identifiers, whose parameters are lists, and return the candidate.

    For one machine, which may be one of a cluster. A coordinator takes two statements.
    """
    values: dict[str, sa.ColumnElement[Any]] = {name: sa.bindparam(f"new_{name}") for name in names}
    new = sa.insert(candidates).values(org_id=ORG_ID, **values).returning(*entity_columns(candidates)).cte("new")
    chosen = sa.select(ORG_ID, PAIRS.c.kind, PAIRS.c.value, new.c.id)
    known = sa.insert(identifiers).from_select(IDENTIFIER_COLUMNS, chosen).cte("known")
    return Statement(sa.select(new).add_cte(known))


CANDIDATE_SUMMARIES = select_summaries(
    candidates, *(candidates.c[name] for name in ("full_name", "current_company", "location", "current_title"))
)

_REQUESTED = ids_parameter("ids")

_LOCKED = by_key(sa.select(*entity_columns(candidates)), candidates, _REQUESTED.c.id).with_for_update().lateral("row")

LOCK_CANDIDATES = Statement(sa.select(_LOCKED).select_from(_REQUESTED.join(_LOCKED, sa.true())))
"""Locks in ascending id, as rows are looked up one after another, so that transactions can't deadlock."""

_READ_TIMES = sa.select(candidates.c.created_at, candidates.c.activity_at)
_TIMES = by_key(_READ_TIMES, candidates, _REQUESTED.c.id).lateral("row")

CANDIDATE_TIMES = Statement(sa.select(_REQUESTED.c.id, _TIMES).select_from(_REQUESTED.join(_TIMES, sa.true())))

CANDIDATE_PARTS = (
    {"query": ["full_name"], "location": ["location"], "company": ["current_company"]},
    {"title": ["current_title", "headline"]},
)
"""Criteria that are parts of columns, in a group for each index that has these."""

APPLICATION_CRITERIA = {
    "stage": applications.c.status,
    "job_id": applications.c.job_id,
    "source": applications.c.source,
}
"""Criteria that one application meets, with their columns."""

YEARS_CRITERIA = {
    "years_min": candidates.c.experience_years >= sa.bindparam("years_min"),
    "years_max": candidates.c.experience_years <= sa.bindparam("years_max"),
}

CANDIDATE_ORDERS = {
    Sort.ID: BY_ID,
    Sort.NEWEST: NEWEST_FIRST,
    Sort.NAME: Order(candidates.c.full_name_folded),
    Sort.ACTIVITY: Order(candidates.c.activity_at, is_descending=True),
}


@lru_cache(MOST_CACHED)
def search_statement(names: frozenset[str], sort: Sort) -> Statement:
    """Select the total and a page of candidates."""
    conditions, among = _criteria(names)
    is_text = "search" in names
    return ordered(candidates, conditions, CANDIDATE_ORDERS[sort], among=among, searches_text=is_text)


@lru_cache(MOST_CACHED)
def matching_ids(names: frozenset[str]) -> Statement:
    """Select the ids of all candidates of a search."""
    conditions, among = _criteria(names)
    found = sa.select(candidates.c.id).where(*conditions, *(candidates.c.id.in_(one) for one in among))
    return Statement(in_all(among) if among and len(conditions) == 1 else found, searches_text="search" in names)


def _criteria(names: frozenset[str]) -> tuple[list[sa.ColumnElement[bool]], list[sa.Select[Any]]]:
    """Return the conditions of a search, and queries that all select the ids of the candidates."""
    conditions = [
        in_organisation(candidates),
        *time_conditions(candidates.c.created_at, names),
        *time_conditions(candidates.c.changed_at, names, "changed_"),
        *(_has_skill(name) for name in searches.skill_parameters(names)),
    ]
    if "notes" in names:
        conditions.append(searches.matches_pattern(candidates.c.notes, "notes"))
    if "none_of" in names:
        conditions.append(has_none(candidates.c.id))
    if "ids" in names:
        conditions.append(candidates.c.id == sa.bindparam("ids", type_=ARRAY(sa.BigInteger)).any_())
    parts = PARTS[:2] if "fields_only" in names else PARTS
    among = [ids_by_text(candidate_texts, parts, names)] if "search" in names else []
    among += [*rows_containing(candidates, CANDIDATE_PARTS, names), *with_tags(names)]
    if wanted := names & YEARS_CRITERIA.keys():
        among.append(_experienced(wanted))
    if wanted := names & APPLICATION_CRITERIA.keys():
        among.append(_applicants(wanted))
    return conditions, among


def _has_skill(name: str) -> sa.ColumnElement[bool]:
    texts = (candidates.c.current_title, candidates.c.headline, candidates.c.notes)
    skill = sa.func.jsonb_array_elements(profiles.c.skills).table_valued(sa.column("value", JSONB), name="skill")
    in_profile = sa.exists(
        sa.select(1)
        .select_from(profiles, skill)
        .where(
            is_of_candidate(profiles),
            searches.matches_skill(skill.c.value.op("->>", return_type=sa.Text)(sa.literal_column("'name'")), name),
        )
    )
    return sa.or_(*(searches.matches_skill(text, name) for text in texts), in_profile)


def _experienced(names: frozenset[str]) -> sa.Select[Any]:
    """Select the ids of candidates whose years of experience are within bounds, from their index alone."""
    bounds = (YEARS_CRITERIA[name] for name in sorted(names))
    return sa.select(candidates.c.id).where(in_organisation(candidates), *bounds).offset(FENCE)


def _applicants(names: frozenset[str]) -> sa.Select[Any]:
    """Select the ids of candidates with an application that meets all of these criteria."""
    wanted = (APPLICATION_CRITERIA[name] == sa.bindparam(name) for name in sorted(names))
    return sa.select(applications.c.candidate_id.label("id")).distinct().where(in_organisation(applications), *wanted)


class PostgresCandidates(FeatureRows[Candidate]):
    """Repository of candidates."""

    def __init__(self, session: Session) -> None:
        super().__init__("candidate", candidates, MATCHING_ROWS, Candidate, session)
        self._identifiers = PostgresIdentifiers(session)

    async def add(self, details: CandidateDetails) -> Candidate:
        """Store a candidate and their identifiers."""
        fields = field_values(details)
        known = list_parameters(candidate_identifiers(details))
        if self._session.is_distributed:
            rows = await self.insert_on_machine(candidate_added(("id", *fields)), **new_values(fields), **known)
        else:
            rows = await self.fetch(candidate_added(tuple(fields)), **new_values(fields), **known)
        if rows:
            return Candidate(**rows[0])
        async with self.atomic():
            candidate = await self.insert(fields)
            await self.fetch(INSERT_IDENTIFIERS, candidate_id=candidate.id, **known)
            return candidate

    async def page(self, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return a page of candidates."""
        return await self.select_page(window, {}, like={"full_name": q} if q else {})

    async def search(self, window: Window, criteria: CandidateSearch, sort: Sort = Sort.ID) -> Page[Candidate]:
        """Return a page of the candidates that meet the criteria."""
        values = self._values(criteria)
        return await self.fetch_page(window, search_statement(frozenset(values), sort), values, CANDIDATE_ORDERS[sort])

    async def matching_ids(self, criteria: CandidateSearch) -> Sequence[int]:
        """Return the ids of all candidates that meet the criteria."""
        values = self._values(criteria)
        return [row["id"] for row in await self.fetch(matching_ids(frozenset(values)), **values)]

    def _values(self, criteria: CandidateSearch) -> dict[str, Any]:
        values = searches.search_parameters(criteria, {"notes", *chain(*CANDIDATE_PARTS)}, self._session.org_id)
        return values | tag_parameters(criteria.tagged)

    async def times(self, ids: Sequence[int]) -> Mapping[int, tuple[datetime, datetime]]:
        """Return the times of the creation and of the last activity."""
        rows = await self.fetch(CANDIDATE_TIMES, ids=[clamped_id(key) for key in ids])
        return {row["id"]: (row["created_at"], row["activity_at"]) for row in rows}

    async def summaries(self, limit: int) -> Sequence[CandidateSummary]:
        """Return summaries of the first candidates."""
        return [CandidateSummary(*row) for row in await self.fetch(CANDIDATE_SUMMARIES, limit=limit)]

    async def change(self, candidate_id: int, changes: Changes) -> Candidate:
        """Set columns."""
        kinds = {kind for field, kind in FIELDS.items() if field in changes}
        if not kinds:
            return await super().change(candidate_id, changes)
        async with self.atomic():
            candidate = await super().change(candidate_id, changes)
            await self._identifiers.replace(candidate_id, kinds, candidate_identifiers(candidate))
            return candidate

    async def lock_all(self, ids: Sequence[int]) -> Sequence[Candidate]:
        """Lock rows in ascending id and return them."""
        rows = await self.fetch(LOCK_CANDIDATES, ids=[clamped_id(key) for key in ids])
        return [Candidate(**row) for row in rows]
