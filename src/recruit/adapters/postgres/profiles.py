"""Profiles of candidates in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import msgspec
from sqlalchemy import BigInteger, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as insert_or_not

from recruit.adapters.postgres.candidates import candidates, is_of_candidate, profiles
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, clamped_id
from recruit.adapters.postgres.engine.table_statements import ORG_ID, in_organisation
from recruit.adapters.postgres.features import without_features
from recruit.adapters.postgres.identifiers import PostgresIdentifiers
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.identifiers import CONTACTS, contact_identifiers
from recruit.domain.candidates.model.profile import Contacts, Profile

_COLUMNS = [column for column in profiles.columns if column.name not in {"org_id", "candidate_id"}]

_NAMES = [str(column.name) for column in _COLUMNS]  # msgspec refuses SQLAlchemy's subclass of `str` as a key

PROFILE = Statement(
    select(candidates.c.id, *_COLUMNS)
    .select_from(candidates.outerjoin(profiles, is_of_candidate(profiles)))
    .where(in_organisation(candidates), candidates.c.id == bindparam("candidate_id"))
)

CONTACTS_OF_CANDIDATES = Statement(
    select(profiles.c.candidate_id, profiles.c.contacts).where(
        in_organisation(profiles), profiles.c.candidate_id == any_(bindparam("ids", type_=ARRAY(BigInteger)))
    )
)

_NEW_PROFILE = {column.name: bindparam(column.name, type_=column.type) for column in _COLUMNS}

UPSERT_PROFILE = Statement(
    insert_or_not(profiles)
    .values(org_id=ORG_ID, candidate_id=bindparam("candidate_id"), **_NEW_PROFILE)
    .on_conflict_do_update(constraint="profiles_pkey", set_=_NEW_PROFILE)
)


def profile_of(row: Mapping[str, Any]) -> Profile:
    """Return the profile in the columns of a row, an empty one if they are null."""
    return msgspec.convert({name: row[name] for name in _NAMES if row[name] is not None}, Profile)


class PostgresProfiles:
    """Repository of profiles."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("candidate", candidates, Candidate, session)
        self._identifiers = PostgresIdentifiers(session)

    async def get(self, candidate_id: int) -> Profile:
        """Return a candidate's profile."""
        return profile_of(dict(await self._rows.fetch_row(candidate_id, PROFILE, candidate_id=candidate_id)))

    async def contacts(self, ids: Sequence[int]) -> Mapping[int, Contacts]:
        """Return the contacts of candidates."""
        rows = await self._rows.fetch(CONTACTS_OF_CANDIDATES, ids=[clamped_id(key) for key in ids])
        return {row["candidate_id"]: msgspec.convert(row["contacts"], Contacts) for row in rows}

    async def put(self, candidate_id: int, profile: Profile) -> None:
        """Store a profile. The candidate gets a new version and loses its features, which are out of date."""
        async with self._rows.atomic():
            await self._rows.fetch_one(candidate_id, without_features(candidates))
            await self._rows.fetch(UPSERT_PROFILE, candidate_id=candidate_id, **asdict(profile))
            await self._identifiers.replace(candidate_id, CONTACTS, contact_identifiers(profile.contacts))
