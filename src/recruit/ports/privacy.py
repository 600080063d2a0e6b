"""Storage of erasures, and what is stored about a person."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from recruit.domain.agent.model import Message
from recruit.domain.privacy.model import Erasure, ErasureDetails, Person
from recruit.domain.shared.pages import Page, Window


class Traces(Protocol):
    """All that tells of a person, wherever it is."""

    async def messages(self, person: Person, user_id: int, limit: int) -> Sequence[Message]:
        """Return the first messages of a user's own conversations that name them, in ascending id."""
        ...

    async def erase(self, person: Person, pseudonym: int) -> Mapping[str, int]:
        """Erase them, and return how many things of which kind that took.

        The candidate goes with all that belongs to them, and so do conversations and kept answers that name them. Match
        logs stay, under the pseudonym and without reasons. Entries of the audit log stay, without values.
        """
        ...

    async def idle(self, before: datetime, limit: int, after: int = 0) -> Sequence[int]:
        """Return candidates who came before then and with whom nothing has happened since, in ascending id `after` one.

        What happens is a write of them or of what belongs to them, as the audit log has it.
        """
        ...

    async def old_logs(self, before: datetime) -> Mapping[str, int]:
        """Return how many match logs, and conversations by their last message, are from before then."""
        ...

    async def forget_logs(self, before: datetime) -> Mapping[str, int]:
        """Remove them, and return how many."""
        ...


class Erasures(Protocol):
    """Receipts of erasures. They are only ever added to."""

    async def add(self, details: ErasureDetails) -> Erasure:
        """Keep a receipt."""
        ...

    async def get(self, erasure_id: int) -> Erasure:
        """Return one receipt. Raises NotFound."""
        ...

    async def page(self, window: Window) -> Page[Erasure]:
        """Return receipts in ascending id."""
        ...
