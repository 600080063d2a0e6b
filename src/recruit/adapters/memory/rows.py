"""One kind of row of one organisation, changed on a copy until the unit of work commits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count, islice
from typing import Any, Generic, TypeAlias, TypeVar

from recruit.domain.applications.model import Application
from recruit.domain.audit.model import ORIGIN, Origin
from recruit.domain.matching.model import NO_LIMIT, ChangeBatch, Changed, Features, Stored
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window, page_of
from recruit.ports.changes import Changes

Entity = TypeVar("Entity", bound=Any)
Record = TypeVar("Record")
NewId: TypeAlias = Callable[[], int]
"""Returns the next id of a sequence."""


VERSION = "version"
"""The sequence of row versions."""


@dataclass(frozen=True, slots=True)
class Sequences:
    """The sequences of ids of an organisation's rows, one for each kind, and the numbers of its changes in order."""

    org_id: int
    next_id: Callable[[str], int]
    changes: Iterator[int] = field(default_factory=count)


@dataclass(frozen=True, slots=True)
class RowChange:
    """The change of a row by a unit of work. `before` and `after` are None for a row that didn't, or doesn't exist.

    `number` orders the changes of all rows, by the last write to each. `origin` is that of the last write.
    """

    before: Any
    after: Any
    number: int
    origin: Origin


class Rows(Generic[Entity]):
    """Rows by id, in ascending id."""

    def __init__(
        self,
        kind: str,
        sequences: Sequences,
        committed: dict[int, Entity],
        created_at: dict[int, datetime] | None = None,
    ) -> None:
        """`created_at` receives the creation time of each row.

        Entries of rolled back ids may stay: ids are never reused.
        """
        self.org_id = sequences.org_id
        self._kind = kind
        self._sequences = sequences
        self._committed = committed
        self.created_at = {} if created_at is None else created_at
        self._draft: dict[int, Entity] | None = None
        self._dependants: list[tuple[Rows[Any], str]] = []
        self._writes: dict[int, tuple[int, Origin]] = {}

    def cascade_to(self, rows: "Rows[Any]", field: str) -> None:
        """Remove the rows whose `field` has the id of a row of this kind with that row."""
        self._dependants.append((rows, field))

    @property
    def current(self) -> dict[int, Entity]:
        """The rows as seen by this unit of work."""
        return self._committed if self._draft is None else self._draft

    def new_id(self) -> int:
        """Return the next id."""
        return self._sequences.next_id(self._kind)

    def new(self, record: Callable[..., Record], fields: Mapping[str, Any]) -> Record:
        """Return a record of the organisation with these fields and the next id. It isn't stored."""
        return record(id=self.new_id(), org_id=self.org_id, **fields)

    def put(self, entity: Entity) -> Entity:
        """Insert or replace a row under its id."""
        self.created_at.setdefault(entity.id, _effective_time())
        self._writable(entity.id)[entity.id] = entity
        return entity

    def get(self, id: int) -> Entity:
        """Return a row. Raise NotFound."""
        if id not in self.current:
            raise NotFound(self._kind, id)
        return self.current[id]

    def change(self, id: int, changes: Changes) -> Entity:
        """Set fields of a row. Raise NotFound, and errors of the row's own validation."""
        return self.put(replace(self.get(id), **changes)) if changes else self.get(id)

    def remove(self, id: int) -> None:
        """Remove a row. Raise NotFound."""
        self.get(id)
        self._remove({id})

    def withdraw(self, id: int) -> Entity:
        """Remove a row but none of those that depend on it, and return it. Raise NotFound."""
        found = self.get(id)
        del self._writable(id)[id]
        return found

    def remove_where(self, matches: Callable[[Entity], bool]) -> None:
        """Remove the rows for which `matches` returns True."""
        self._remove({id for id, entity in self.current.items() if matches(entity)})

    def all(self) -> Sequence[Entity]:
        """Return every row."""
        return list(self.current.values())

    def by_ids(self, ids: Sequence[int]) -> Sequence[Entity]:
        """Return the existing rows with these ids, in ascending id."""
        return [self.current[id] for id in sorted(set(ids)) if id in self.current]

    def page(self, window: Window, matches: Callable[[Entity], bool]) -> Page[Entity]:
        """Return the window of the rows for which `matches` returns True."""
        return page_of(window, [entity for entity in self.current.values() if matches(entity)])

    def newest_page(self, window: Window, matches: Callable[[Entity], bool]) -> Page[Entity]:
        """Return the window, in descending id, of the rows for which `matches` returns True."""
        rows = [entity for entity in self.current.values() if matches(entity)]
        found = [row for row in sorted(rows, key=lambda row: -row.id) if not window.after or row.id < window.after]
        end = window.skip + window.limit
        return Page(found[window.skip : end], len(rows), len(found) > end)

    def sorted_page(
        self, window: Window, matches: Callable[[Entity], bool], key: Callable[[Entity], Any], *, descending: bool
    ) -> Page[Entity]:
        """Return the window of the rows for which `matches` returns True, ordered by `key` and id."""
        found = sorted(filter(matches, self.current.values()), key=lambda row: (key(row), row.id), reverse=descending)
        if window.after:
            end = (window.after_key, window.after)
            found = [row for row in found if ((key(row), row.id) < end if descending else (key(row), row.id) > end)]
        total = sum(map(matches, self.current.values()))
        items = found[window.skip : window.skip + window.limit]
        more = len(found) > window.skip + window.limit
        return Page(items, total, more, key(items[-1]) if items else None)

    def row_changes(self) -> Iterator[RowChange]:
        """Yield the change of each row that differs from the committed one."""
        for id, write in self._writes.items():
            before, after = self._committed.get(id), self.current.get(id)
            if before is not after:
                yield RowChange(before, after, *write)

    def _remove(self, ids: set[int]) -> None:
        """Remove rows, and then the rows that depend on them."""
        for id in ids:
            del self._writable(id)[id]
        if ids:
            for rows, field in self._dependants:
                rows._remove({row.id for row in rows.current.values() if getattr(row, field) in ids})  # noqa: SLF001

    def _writable(self, id: int) -> dict[int, Entity]:
        """Return the rows for a write to one of them."""
        self._writes[id] = next(self._sequences.changes), ORIGIN.get()
        if self._draft is None:
            self._draft = dict(self._committed)
        return self._draft


@dataclass(frozen=True, slots=True)
class RowFeatures:
    """The version of a row, its features, and the times of its last change and last activity."""

    version: int
    features: Features | None = None
    changed_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    activity_at: datetime = field(default_factory=lambda: datetime.now(UTC))


class FeatureRows(Rows[Entity]):
    """Rows with features for matching.

    Units of work run one after the other, so that later ones have higher versions.
    """

    def __init__(
        self,
        kind: str,
        sequences: Sequences,
        committed: dict[int, Entity],
        row_features: dict[int, RowFeatures],
        fields: AbstractSet[str],
        created_at: dict[int, datetime],
        read: Callable[[Entity], Entity] = lambda entity: entity,
    ) -> None:
        """`fields` are those that matching reads; `read` converts a row to the form that matching reads."""
        super().__init__(kind, sequences, committed, created_at)
        self._fields = fields
        self._read = read
        self._committed_features = row_features
        self._draft_features: dict[int, RowFeatures] | None = None

    @property
    def row_features(self) -> dict[int, RowFeatures]:
        """Versions and features by id, as seen by this unit of work."""
        return self._committed_features if self._draft_features is None else self._draft_features

    def put(self, entity: Entity) -> Entity:
        """Insert or replace a row under its id, without features."""
        super().put(entity)
        self._writable_features()[entity.id] = RowFeatures(self._sequences.next_id(VERSION))
        return entity

    def change(self, id: int, changes: Changes) -> Entity:
        """Set fields of a row, which keeps its features unless matching reads one of the fields. Raise NotFound."""
        before = self.row_features.get(id)
        changed = super().change(id, changes)
        if before is not None and changes and self._fields.isdisjoint(changes):
            self._writable_features()[id] = replace(self.row_features[id], features=before.features)
        return changed

    def remove(self, id: int) -> None:
        """Remove a row. Raise NotFound."""
        super().remove(id)
        del self._writable_features()[id]

    async def changes(self, version: int, id: int, limit: int, until: int = NO_LIMIT) -> ChangeBatch:
        """Return later changes."""
        later = sorted(
            (row.version, key)
            for key, row in self.row_features.items()
            if (version, id) < (row.version, key) < (until,)
        )
        found = [Changed(key, version, self.row_features[key].features) for version, key in later[:limit]]
        return ChangeBatch(self._sequences.next_id(VERSION), found)

    async def get_many(self, ids: Sequence[int]) -> Sequence[Stored[Entity]]:
        """Return rows by id."""
        return [self._stored(key) for key in ids if key in self.current]

    async def ids(self) -> Sequence[int]:
        """Return all ids."""
        return list(self.current)

    async def stale(self, engine: int, limit: int) -> Sequence[Stored[Entity]]:
        """Return rows without features of that engine or a later one."""
        found = (key for key, row in self.row_features.items() if row.features is None or row.features.engine < engine)
        return [self._stored(key) for key in islice(found, limit)]

    async def save(self, features: Sequence[Changed]) -> None:
        """Store features of rows whose version is unchanged."""
        for change in features:
            if change.id in self.row_features and self.row_features[change.id].version == change.version:
                stored = replace(self.row_features[change.id], features=change.features)
                self._writable_features()[change.id] = stored

    def times(self, id: int) -> tuple[datetime, datetime]:
        """Return the times of a row's creation and last change."""
        return self.created_at[id], self.row_features[id].changed_at

    def raise_activity(self, times: Mapping[int, datetime]) -> None:
        """Set later times of the last activity of existing rows."""
        for id, time in times.items():
            row = self.row_features.get(id)
            if row is not None and row.activity_at < time:
                self._writable_features()[id] = replace(row, activity_at=time)

    def _stored(self, id: int) -> Stored[Entity]:
        return Stored(self._read(self.current[id]), self.row_features[id].version, self.row_features[id].features)

    def _writable_features(self) -> dict[int, RowFeatures]:
        if self._draft_features is None:
            self._draft_features = dict(self._committed_features)
        return self._draft_features


class ApplicationRows(Rows[Application]):
    """Applications, with the times since when each has its status, and of its last change."""

    def __init__(
        self,
        sequences: Sequences,
        committed: dict[int, Application],
        status_since: dict[int, datetime],
        changed_at: dict[int, datetime],
        created_at: dict[int, datetime],
    ) -> None:
        super().__init__("application", sequences, committed, created_at)
        self.status_since = status_since
        self.changed_at = changed_at

    def put(self, entity: Application) -> Application:
        """Insert or replace a row under its id, and set the time when its status changes."""
        before = self.current.get(entity.id)
        if before is None or before.status != entity.status:
            self.status_since = {**self.status_since, entity.id: _effective_time()}
        super().put(entity)
        self.changed_at = {**self.changed_at, entity.id: datetime.now(UTC)}
        return entity

    def times(self, id: int) -> tuple[datetime, datetime]:
        """Return the times of an application's creation and last change."""
        return self.created_at[id], self.changed_at[id]


def _effective_time() -> datetime:
    """Return the time at which a change happened that is being recorded."""
    return ORIGIN.get().effective_at or datetime.now(UTC)
