"""Profiles of candidates in PostgreSQL."""

from dataclasses import asdict

import msgspec
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as insert_or_not

from recruit.adapters.postgres.candidates import candidates, is_of_candidate, profiles
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement
from recruit.adapters.postgres.engine.table_statements import ORG_ID, in_organisation
from recruit.adapters.postgres.features import without_features
from recruit.adapters.postgres.identifiers import PostgresIdentifiers
from recruit.adapters.postgres.texts import SET_CANDIDATE_PROFILE
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.identifiers import CONTACTS, contact_identifiers
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.search.texts import profile_text

_COLUMNS = [column for column in profiles.columns if column.name not in {"org_id", "candidate_id"}]

PROFILE = Statement(
    select(candidates.c.id, *_COLUMNS)
    .select_from(candidates.outerjoin(profiles, is_of_candidate(profiles)))
    .where(in_organisation(candidates), candidates.c.id == bindparam("candidate_id"))
)

_NEW_PROFILE = {column.name: bindparam(column.name, type_=column.type) for column in _COLUMNS}

UPSERT_PROFILE = Statement(
    insert_or_not(profiles)
    .values(org_id=ORG_ID, candidate_id=bindparam("candidate_id"), **_NEW_PROFILE)
    .on_conflict_do_update(constraint="profiles_pkey", set_=_NEW_PROFILE)
)


class PostgresProfiles:
    """Repository of profiles."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("candidate", candidates, Candidate, session)
        self._identifiers = PostgresIdentifiers(session)

    async def get(self, candidate_id: int) -> Profile:
        """Return a candidate's profile."""
        row = await self._rows.fetch_row(candidate_id, PROFILE, candidate_id=candidate_id)
        stored = {name: value for name, value in row.items() if name != "id" and value is not None}
        return msgspec.convert(stored, Profile)

    async def put(self, candidate_id: int, profile: Profile) -> None:
        """Store a profile. The candidate gets a new version and loses its features, which are out of date."""
        async with self._rows.atomic():
            await self._rows.fetch_one(candidate_id, without_features(candidates))
            await self._rows.fetch(UPSERT_PROFILE, candidate_id=candidate_id, **asdict(profile))
            await self._rows.fetch(SET_CANDIDATE_PROFILE, owner_id=candidate_id, text=profile_text(profile))
            await self._identifiers.replace(candidate_id, CONTACTS, contact_identifiers(profile.contacts))
