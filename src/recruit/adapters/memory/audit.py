"""The audit log in memory. A unit of work adds entries for its changes when it commits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import islice
from secrets import token_bytes, token_hex
from typing import Any, Literal

from recruit.adapters.memory.rows import RowChange, Rows
from recruit.domain.audit.model import ORIGIN, START, AuditAction, AuditEntry, Head, Origin
from recruit.domain.external_ids.model import RecordKind, StoredExternalId
from recruit.domain.notes.model import Note
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values, given
from recruit.ports.audit import AuditSearch

SALT_BYTES = 16
Values = Mapping[str, Any]

WRITES = {AuditAction.INSERT, AuditAction.UPDATE, AuditAction.DELETE, AuditAction.MERGE}
READS = {AuditAction.READ, AuditAction.EXPORT}
SECRETS = {
    *("password_hash", "family", "latest", "salt", "renewed_at", "digest", "token", "state"),
    *("secret", "previous_secret", "counter", "credential_id", "mailed_digest"),
}
OMITTED = SECRETS | {
    *("id", "org_id", "created_at", "updated_at", "last_used_at", "is_used", "cursor"),
    *("mail_notices", "mail_language"),
}
HASHED = {"message": {"text", "tools"}, "saved_search": {"name", "query"}, "action": {"calls", "writes"}}
ALWAYS = {"note": {"visibility"}, "stage": {"key"}, "team_member": {"user_id"}, "candidate_tag": {"tag_id"}}
"""Fields that entries of updates hold even if they didn't change."""

UPDATES_UNAUDITED = {"sign_in", "api_key", "conversation"}
"""Kinds of rows whose updates, such as renewals and changes of state, aren't logged."""


class MemoryAuditLog:
    """The audit log."""

    def __init__(self, rows: Rows[AuditEntry], records: Mapping[RecordKind, Rows[Any]]) -> None:
        self._rows = rows
        self._records = records
        self._erased: Callable[[AuditEntry], bool] | None = None

    async def note(
        self, action: AuditAction, entity: str, entity_id: int | None = None, candidate_id: int | None = None
    ) -> int:
        """Add an entry."""
        return self._add(action, entity, entity_id, {"candidate_id": candidate_id}, None, None, ORIGIN.get()).id

    async def page(self, window: Window, criteria: AuditSearch, *, newest_first: bool = False) -> Page[AuditEntry]:
        """Return a page of entries."""
        values = given(field_values(criteria))
        since, until = values.pop("since", None), values.pop("until", None)

        def matches(entry: AuditEntry) -> bool:
            return (
                all(getattr(entry, name) == value for name, value in values.items())
                and (since is None or entry.at >= since)
                and (until is None or entry.at < until)
            )

        if newest_first:
            return self._rows.newest_page(window, matches)
        return self._rows.page(window, matches)

    async def of_applications(self, ids: Sequence[int]) -> Sequence[AuditEntry]:
        """Return all entries of applications."""
        return [entry for entry in self._rows.all() if entry.entity == "application" and entry.entity_id in ids]

    async def changed_by_others(self, kind: RecordKind, ids: Sequence[int], cause_id: int) -> set[int]:
        """Return the ids of candidates or jobs with a later write of another cause."""
        entries = self._rows.all()
        later = (one for one in entries if one.id > cause_id != one.cause_id and one.action not in READS)
        return {*ids} & {one.candidate_id if kind is RecordKind.CANDIDATE else _job_of(one) for one in later}

    async def unchained(self, limit: int) -> Sequence[AuditEntry]:
        """Return entries outside the chain. They need no lock: units of work run one after the other."""
        return list(islice((entry for entry in self._rows.all() if entry.hash is None), limit))

    async def link(self, entries: Sequence[AuditEntry]) -> None:
        """Set places, salts, digests and hashes."""
        for entry in entries:
            self._rows.put(entry)

    async def head(self) -> Head:
        """Return the head of the chain."""
        heads = (Head(entry.place or 0, entry.hash or START, entry.id) for entry in self._linked())
        return max(heads, key=lambda head: head.place, default=Head())

    async def chained(
        self,
        place: int,
        limit: int,
        entities: Sequence[str] = (),
        entity_id: int | None = None,
        period: tuple[datetime, datetime] | None = None,
    ) -> Sequence[AuditEntry]:
        """Return entries of the chain, ordered by place."""
        later = (
            entry
            for entry in self._linked()
            if (entry.place or 0) > place
            and (not entities or entry.entity in entities)
            and entity_id in {None, entry.entity_id}
            and (period is None or period[0] <= entry.at < period[1])
        )
        return sorted(later, key=lambda entry: entry.place or 0)[:limit]

    async def latest(
        self, kind: Literal["candidate", "job"], ids: Sequence[int], before: int, limit: int, entities: Sequence[str]
    ) -> Sequence[AuditEntry]:
        """Return the last writes about candidates or jobs."""
        found = (
            entry
            for entry in self._linked()
            if entry.id < before
            and entry.entity in entities
            and entry.action not in READS
            and (entry.candidate_id if kind == "candidate" else _job_of(entry)) in ids
        )
        return sorted(found, key=lambda entry: entry.id, reverse=True)[:limit]

    async def hash_at(self, place: int) -> str | None:
        """Return the hash at a place."""
        return next((entry.hash for entry in self._linked() if entry.place == place), None)

    def written_since(self, before: datetime) -> set[int | None]:
        """Return the ids of candidates with a write since a time, inclusive."""
        return {
            entry.candidate_id for entry in self._rows.current.values() if entry.at >= before and entry.action in WRITES
        }

    def erase_values(self, about: Callable[[AuditEntry], bool]) -> int:
        """Erase the values of matching entries, and return the number of entries.

        An entry outside the chain gets a random digest, so that its values can't be guessed from it.
        """
        self._erased = about
        found = [entry for entry in self._rows.all() if entry.has_values and about(entry)]
        for entry in found:
            digest = entry.digest or sha256(token_bytes(32)).hexdigest()
            self._rows.put(replace(entry, before=None, after=None, salt=None, digest=digest))
        return len(found)

    async def waiting(self) -> int:
        """Return the number of entries without a hash."""
        return sum(entry.hash is None for entry in self._rows.current.values())

    def close(self) -> None:
        """Erase the values of entries that were added after the call of `erase_values`."""
        if self._erased:
            self.erase_values(self._erased)

    def add_change(self, entity: str, change: RowChange) -> None:
        """Add the entry for a change of one kind of row, if it is logged."""
        if entity == "external_id":
            self._add_external_id(change)
            return
        before, after = change.before, change.after
        row = before or after
        old, new = before and values(entity, before), after and values(entity, after)
        action = AuditAction.INSERT if old is None else AuditAction.DELETE if new is None else AuditAction.UPDATE
        if action is AuditAction.UPDATE:
            if entity in UPDATES_UNAUDITED:
                return
            changed = {name for name in old if old[name] != new[name] or name in ALWAYS.get(entity, ())}
            if (entity == "import" and "status" not in changed) or (entity == "document" and not changed):
                return
            if (
                entity in {"rejection_reason", "webhook", "second_factor"} and not changed
            ):  # only unaudited fields differ
                return
            if entity in {"user", "invitation"} and not changed and before != after:
                return
            if entity == "application" and "status" in changed:
                changed |= {"reason_id", "move_note"}
            old, new = ({name: side[name] for name in changed} for side in (old, new))
        entity_id = row.user_id if entity == "login" else row.id
        record = getattr(row, "document", row)
        about = {
            "candidate_id": entity_id if entity in {"candidate", "profile"} else getattr(record, "candidate_id", None),
            "job_id": self._job_of_note(after or before) if entity == "note" else getattr(record, "job_id", None),
            "stage": (new or {}).get("status") if entity == "application" else None,
        }
        self._add(action, entity, entity_id, about, old, new, change.origin)

    def _add_external_id(self, change: RowChange) -> None:
        """Add the entry for an external id, a field of its record. Those that go with their record aren't logged."""
        before, after = change.before, change.after
        row: StoredExternalId = after or before
        if before and after and before.record_id == after.record_id:
            return
        if row.record_id not in self._records[row.kind].current:
            return
        is_application = row.kind is RecordKind.APPLICATION
        about = {"candidate_id": row.candidate_id, "job_id": row.job_id if is_application else None, "stage": None}
        old, new = ({"external_ids": _plain(value)} for value in (None if after else _shown(before), _shown(after)))
        self._add(AuditAction.UPDATE, row.kind, row.record_id, about, old, new, change.origin)

    def _job_of_note(self, note: Note) -> int | None:
        application = self._records[RecordKind.APPLICATION].current.get(note.application_id or 0)
        return application.job_id if application else None

    def _add(
        self,
        action: AuditAction,
        entity: str,
        entity_id: int | None,
        about: Mapping[str, Any],
        before: Values | None,
        after: Values | None,
        origin: Origin,
    ) -> AuditEntry:
        fields = {
            **origin._asdict(),
            "at": datetime.now(UTC),
            "action": action,
            "entity": entity,
            "entity_id": entity_id,
            **about,
            "before": before,
            "after": after,
            "salt": token_hex(SALT_BYTES),
        }
        return self._rows.put(self._rows.new(AuditEntry, fields))

    def _linked(self) -> Iterator[AuditEntry]:
        return (entry for entry in self._rows.current.values() if entry.place is not None)


def values(entity: str, row: Any) -> dict[str, Any]:
    """Return the fields of a row as JSON values, without secrets and large fields."""
    record = getattr(row, "document", None) or getattr(row, "profile", row)
    hashed = HASHED.get(entity, set())
    return {
        name: _hashed(value) if name in hashed else _plain(value)
        for name, value in asdict(record).items()
        if name not in OMITTED
    }


def _shown(row: StoredExternalId | None) -> Values | None:
    return None if row is None else asdict(row.external_id)


def _job_of(entry: AuditEntry) -> int | None:
    return entry.entity_id if entry.entity == "job" else entry.job_id


def _hashed(value: Any) -> dict[str, Any]:
    data = str(_plain(value)).encode()
    return {"sha256": sha256(data).hexdigest(), "bytes": len(data)}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date) else value
