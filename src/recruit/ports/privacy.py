"""Storage of erasure receipts, and search and erasure of a person's data."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from recruit.domain.agent.model import Message
from recruit.domain.privacy.model import Erasure, ErasureDetails, Mentions, Person
from recruit.domain.shared.pages import Page, Window


class PersonalData(Protocol):
    """Personal data of one person across all tables of the organisation."""

    async def messages(self, person: Person, user_id: int, limit: int) -> Sequence[Message]:
        """Return the first `limit` messages of a user's own conversations that name the person, in ascending id."""

    async def mentions(self, person: Person) -> Mentions:
        """Return what `erase` finds by a person's names and ids, conversations aside, each kind in ascending id.

        Stored responses are in the order in which their requests began.
        """

    async def erase(self, person: Person, pseudonym: int) -> Mapping[str, int]:
        """Erase the person's data and return the number of affected rows by kind.

        The candidate is deleted with all dependent rows, and so are conversations and stored responses that name the
        person. Match logs stay, under the pseudonym and without reasons. Entries of the audit log stay, without values.
        """

    async def inactive_candidates(self, before: datetime, limit: int, after: int = 0) -> Sequence[int]:
        """Return the ids of at most `limit` candidates without activity since `before`, ascending.

        Only ids greater than `after` are returned. These candidates were added before that time, which is aware.
        Activity is a write of a candidate or of a dependent row, as recorded in the audit log.
        """

    async def count_old_logs(self, before: datetime) -> Mapping[str, int]:
        """Return the number of match logs created, and of conversations last updated, before an aware time, by kind."""

    async def remove_old_logs(self, before: datetime) -> Mapping[str, int]:
        """Remove the rows that `count_old_logs` counts, and return their numbers by kind."""

    async def remove_unused_vectors(self) -> int:
        """Remove the vectors of texts that no job and no candidate has any more, and return their number.

        None are removed while the features of a record are missing, since its text isn't known then.
        """


class Erasures(Protocol):
    """Receipts of erasures. They are append-only."""

    async def add(self, details: ErasureDetails) -> Erasure:
        """Store a receipt."""

    async def get(self, erasure_id: int) -> Erasure:
        """Return one receipt. Raise NotFound."""

    async def page(self, window: Window) -> Page[Erasure]:
        """Return a page of receipts in ascending id."""
