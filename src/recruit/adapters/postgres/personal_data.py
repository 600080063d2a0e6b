"""Personal data of one person, across all tables of PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import token_bytes
from typing import Any

from recruit.adapters.postgres import erasure_statements
from recruit.adapters.postgres.actions import action_of
from recruit.adapters.postgres.conversations import message_of, messages
from recruit.adapters.postgres.deliveries import delivery_of
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import clamped_id
from recruit.adapters.postgres.imports import earlier_of, import_of
from recruit.adapters.postgres.saved_searches import saved_search_of
from recruit.domain.agent.model import Message
from recruit.domain.privacy.model import KeyedResponse, Mentions, Person


class PostgresPersonalData:
    """Personal data of one person across all tables."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("message", messages, message_of, session)

    async def messages(self, person: Person, user_id: int, limit: int) -> Sequence[Message]:
        """Return messages of a user's conversations that name the person."""
        named = {"ties": person.record_pattern, "pattern": person.text_pattern}
        rows = await self._rows.fetch(erasure_statements.MESSAGES_NAMING, **named, user_id=user_id, limit=limit)
        return [message_of(**row) for row in rows]

    async def mentions(self, person: Person) -> Mentions:
        """Return what is found by the person's names and ids."""
        async with self._rows.atomic():
            found = {
                kind: await self._rows.fetch(statement, **_search(person))
                for kind, statement in erasure_statements.SELECT_BY_KIND.items()
            }
        return Mentions(
            actions=[action_of(**row) for row in found["actions"]],
            import_items=[earlier_of(**row) for row in found["import_items"]],
            imports=[import_of(**row) for row in found["imports"]],
            keyed_responses=[KeyedResponse(**row) for row in found["kept_answers"]],
            saved_searches=[saved_search_of(**row) for row in found["saved_searches"]],
            deliveries=[delivery_of(**row) for row in found["webhook_deliveries"]],
        )

    async def erase(self, person: Person, pseudonym: int) -> Mapping[str, int]:
        """Erase the person's data, kind by kind."""
        async with self._rows.atomic():
            values = {**_search(person), "pseudonym": pseudonym, "random_bytes": token_bytes()}
            return {
                kind: len(await self._rows.fetch(statement, **values))
                for kind, statement in erasure_statements.ERASE_BY_KIND.items()
            }

    async def inactive_candidates(self, before: datetime, limit: int, after: int = 0) -> Sequence[int]:
        """Return the ids of candidates without activity."""
        return [
            row["id"]
            for row in await self._rows.fetch(
                erasure_statements.INACTIVE_CANDIDATES, before=before, limit=limit, after=after
            )
        ]

    async def count_old_logs(self, before: datetime) -> Mapping[str, int]:
        """Return the numbers of old match logs and conversations."""
        async with self._rows.atomic():
            counted = {
                "match_logs": erasure_statements.OLD_MATCH_LOG_COUNT,
                "conversations": erasure_statements.OLD_CONVERSATION_COUNT,
            }
            return {kind: (await self._rows.fetch(one, before=before))[0][0] for kind, one in counted.items()}

    async def remove_old_logs(self, before: datetime) -> Mapping[str, int]:
        """Remove old match logs and conversations."""
        async with self._rows.atomic():
            removed = {
                "match_logs": erasure_statements.DELETE_OLD_MATCH_LOGS,
                "conversations": erasure_statements.DELETE_OLD_CONVERSATIONS,
            }
            return {kind: len(await self._rows.fetch(one, before=before)) for kind, one in removed.items()}

    async def remove_unused_vectors(self) -> int:
        """Remove the vectors of texts without a record."""
        return len(await self._rows.fetch(erasure_statements.DELETE_UNUSED_VECTORS))


def _search(person: Person) -> dict[str, Any]:
    """Return the parameters by which statements find a person."""
    return {
        "ids": [clamped_id(key) for key in person.ids],
        "ties": person.record_pattern,
        "pattern": person.text_pattern,
        "needles": person.needles,
    }
