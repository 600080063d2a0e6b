"""The agent's actions in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from recruit.adapters.postgres.engine.columns import organisation_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import LIMIT, in_organisation, row_by_id
from recruit.domain.agent.model import Action, ActionDetails, Stage

actions = tenant_table(
    "actions",
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("conversation_id", sa.BigInteger),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("calls", JSONB, nullable=False),
    sa.Column("token", sa.Text),
    sa.Column("writes", JSONB, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("session", sa.Text, nullable=False, server_default=sa.text("''")),
    organisation_key("actions"),
    sa.Index("actions_conversation_idx", "org_id", "user_id", "conversation_id", "id"),
    sa.Index(
        "actions_outside_idx", "org_id", "user_id", "session", "id", postgresql_where=sa.text("conversation_id IS NULL")
    ),
    sa.Index("actions_token_idx", "org_id", "token"),
    sa.Index("actions_time_idx", "org_id", "at"),
)
"""Changes that the agent made or proposes. No foreign key to the conversation: the action outlives it."""

_STAGES = sa.bindparam("stages", type_=ARRAY(actions.c.stage.type))

RECENT_ACTIONS = Statement(
    sa.select(*entity_columns(actions))
    .where(
        in_organisation(actions),
        actions.c.at >= sa.bindparam("since", type_=actions.c.at.type),
        actions.c.stage == _STAGES.any_(),
    )
    .order_by(actions.c.at.desc(), actions.c.id.desc())
    .limit(LIMIT)
)

PROPOSED_ACTION = Statement(
    sa.select(*entity_columns(actions)).where(
        in_organisation(actions),
        actions.c.user_id == sa.bindparam("user_id"),
        actions.c.token == sa.bindparam("token"),
        actions.c.stage == sa.bindparam("stage"),
    )
)

ADVANCE_ACTION = Statement(
    sa.update(actions)
    .where(row_by_id(actions), actions.c.stage == sa.bindparam("before"))
    .values(stage=sa.bindparam("after"))
    .returning(actions.c.id)
)


@cache
def latest_action(*, inside: bool) -> Statement:
    """Select a user's last action in one of some stages, inside a conversation or outside of any.

    There are two statements because no index supports a condition that is either equality or IS NULL.
    """
    return Statement(
        sa.select(*entity_columns(actions))
        .where(
            in_organisation(actions),
            actions.c.user_id == sa.bindparam("user_id"),
            actions.c.conversation_id == sa.bindparam("conversation_id", type_=sa.BigInteger)
            if inside
            else actions.c.conversation_id.is_(None),
            actions.c.session == sa.bindparam("session"),
            actions.c.stage == _STAGES.any_(),
        )
        .order_by(actions.c.id.desc())
        .limit(sa.literal_column("1"))
    )


class PostgresActions:
    """Repository of actions."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("action", actions, action_of, session)

    async def add(self, details: ActionDetails) -> Action:
        """Store an action."""
        return await self._rows.insert(asdict(details))

    async def latest(
        self, user_id: int, conversation_id: int | None, stages: Sequence[Stage], session: str = ""
    ) -> Action | None:
        """Return the last action in one of the stages."""
        rows = await self._rows.fetch(
            latest_action(inside=conversation_id is not None),
            user_id=user_id,
            conversation_id=conversation_id,
            stages=list(stages),
            session=session,
        )
        return action_of(**rows[0]) if rows else None

    async def get(self, action_id: int) -> Action:
        """Return one action."""
        return await self._rows.get(action_id)

    async def recent(self, stages: Sequence[Stage], since: datetime, limit: int) -> Sequence[Action]:
        """Return the last actions in one of the stages."""
        rows = await self._rows.fetch(RECENT_ACTIONS, stages=list(stages), since=since, limit=limit)
        return [action_of(**row) for row in rows]

    async def proposed(self, user_id: int, token: str) -> Action | None:
        """Return the proposed action with a confirmation token."""
        rows = await self._rows.fetch(PROPOSED_ACTION, user_id=user_id, token=token, stage=Stage.PROPOSED)
        return action_of(**rows[0]) if rows else None

    async def advance(self, action_id: int, before: Stage, after: Stage) -> bool:
        """Move an action from one stage to another. The second of two concurrent calls finds it in another stage."""
        return bool(await self._rows.fetch(ADVANCE_ACTION, key_id=action_id, before=before, after=after))

    async def record(self, action_id: int, writes: Sequence[Mapping[str, Any]], now: datetime) -> None:
        """Set the changes that an action made."""
        await self._rows.change(action_id, {"writes": list(writes), "at": now})


def action_of(stage: str, **row: Any) -> Action:
    """Return the action of a row."""
    return Action(stage=Stage(stage), **row)
