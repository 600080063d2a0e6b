"""Identifiers, profiles and documents of candidates in PostgreSQL."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from hashlib import blake2b

import msgspec

from recruit.adapters.postgres import candidate_file_statements, statements, tables
from recruit.adapters.postgres.engine.rows import Rows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.statements import NOBODYS
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.identifiers import CONTACTS, Identifier, IdentifierKind, Likeness, of_contacts
from recruit.domain.candidates.model.profile import Profile, ReadField
from recruit.domain.documents.model import Document, DocumentDetails
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window


class PostgresIdentifiers:
    """Repository of identifiers."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("identifier", tables.identifiers, Identifier, session)
        self._org_id = session.org_id

    async def oldest(self, identifiers: AbstractSet[Identifier], besides: int | None = None) -> int | None:
        """Acquire advisory locks, then search: a statement sees the rows that were committed before it began."""
        async with self._rows.atomic():
            turns = sorted(map(self._turn, identifiers))
            await self._rows.fetch(candidate_file_statements.TURNS, turns=turns)
            files = [bytes.fromhex(one.value) for one in identifiers if one.kind is IdentifierKind.FILE]
            kept = columns(one for one in identifiers if one.kind is not IdentifierKind.FILE)
            rows = await self._rows.fetch(
                candidate_file_statements.OLDEST, hashes=files, besides=NOBODYS if besides is None else besides, **kept
            )
            found: int | None = rows[0]["id"]
            return found

    async def shared(self, candidate_id: int, limit: int) -> Sequence[Likeness]:
        """Return other candidates with the same identifiers."""
        rows = await self._rows.fetch(candidate_file_statements.SHARED, candidate_id=candidate_id, limit=limit)
        return [Likeness(key, Identifier(IdentifierKind(kind), value)) for key, kind, value in rows]

    def _turn(self, identifier: Identifier) -> int:
        """Return the key of an identifier's advisory lock.

        Two with the same key wait for each other, which does no harm.
        """
        named = f"{self._org_id} {identifier.kind} {identifier.value}".encode()
        return int.from_bytes(blake2b(named, digest_size=8).digest(), signed=True)

    async def replace(self, candidate_id: int, kinds: AbstractSet[IdentifierKind], found: Iterable[Identifier]) -> None:
        """Replace a candidate's identifiers of these kinds with those of `found`.

        Other kinds in `found` are skipped.
        """
        async with self._rows.atomic():
            await self._rows.fetch(
                candidate_file_statements.IDENTIFIERS_REMOVED, candidate_id=candidate_id, kinds=sorted(kinds)
            )
            kept = columns(one for one in found if one.kind in kinds)
            await self._rows.fetch(candidate_file_statements.IDENTIFIERS_ADDED, candidate_id=candidate_id, **kept)


class PostgresProfiles:
    """Repository of profiles."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("candidate", tables.candidates, Candidate, session)
        self._identifiers = PostgresIdentifiers(session)

    async def get(self, candidate_id: int) -> Profile:
        """Return a candidate's profile."""
        rows = await self._rows.fetch(candidate_file_statements.PROFILE, candidate_id=candidate_id)
        if not rows:
            raise NotFound("candidate", candidate_id)
        kept = {name: value for name, value in rows[0].items() if name != "id" and value is not None}
        return msgspec.convert(kept, Profile)

    async def put(self, candidate_id: int, profile: Profile) -> None:
        """Store a profile. The candidate gets a new version and loses its features, which are out of date."""
        async with self._rows.atomic():
            await self._rows.one(candidate_id, statements.unkept(tables.candidates))
            await self._rows.fetch(candidate_file_statements.PROFILE_PUT, candidate_id=candidate_id, **asdict(profile))
            await self._identifiers.replace(candidate_id, CONTACTS, of_contacts(profile.contacts))


class PostgresDocuments:
    """Repository of documents."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("document", tables.documents, Document, session)

    async def add(self, details: DocumentDetails, content: bytes, fields: Sequence[ReadField] = ()) -> Document:
        """Store a file."""
        return await self._rows.add({**asdict(details), "content": content, "fields": list(map(asdict, fields))})

    async def page(self, window: Window, candidate_id: int) -> Page[Document]:
        """Return a page of a candidate's documents."""
        return await self._rows.page(window, {"candidate_id": candidate_id})

    async def content(self, candidate_id: int, document_id: int) -> tuple[Document, bytes]:
        """Return one document with its bytes."""
        statement = candidate_file_statements.DOCUMENT_CONTENT
        rows = await self._rows.fetch(statement, key_id=document_id, candidate_id=candidate_id)
        if not rows:
            raise NotFound("document", document_id)
        columns = dict(rows[0])
        content: bytes = columns.pop("content")
        return Document(**columns), content

    async def fields(self, candidate_id: int, document_id: int) -> Sequence[ReadField]:
        """Return the fields read from one document."""
        statement = candidate_file_statements.DOCUMENT_FIELDS
        rows = await self._rows.fetch(statement, key_id=document_id, candidate_id=candidate_id)
        if not rows:
            raise NotFound("document", document_id)
        return msgspec.convert(rows[0]["fields"], list[ReadField])

    async def move(self, from_id: int, to_id: int) -> None:
        """Move documents to another candidate."""
        await self._rows.fetch(candidate_file_statements.DOCUMENTS_MOVED, candidate_id=from_id, new_candidate_id=to_id)

    async def remove(self, candidate_id: int, document_id: int) -> None:
        """Remove a document."""
        if not await self._rows.fetch(
            candidate_file_statements.DOCUMENT_REMOVED, key_id=document_id, candidate_id=candidate_id
        ):
            raise NotFound("document", document_id)


def columns(found: Iterable[Identifier]) -> dict[str, list[str]]:
    """Return identifiers as statement parameters: sorted, without duplicates."""
    kept = sorted(set(found))
    return {"kinds": [one.kind for one in kept], "values": [one.value for one in kept]}
