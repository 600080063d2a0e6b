"""Actions and proposals of the agent, and changes of users, stored so that each is confirmed and undone once."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.calls import Caller, Write
from recruit.domain.agent.model import Action, ActionDetails, Stage
from recruit.domain.agent.revisions import Revising, permissions_to_restore, restore
from recruit.domain.shared.errors import Forbidden, Invalid, NotFound
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

CONFIRMED_WITHIN = timedelta(minutes=10)
UNDONE_WITHIN = timedelta(minutes=15)

MOST_RECENT = 500
"""Recent actions of all users among which a user's last one is looked for."""

BY_HAND = "by hand"
"""Session of the changes that users have made themselves."""

ALREADY_UNDONE = "That has been undone already"
ERASED = "That changed records of a person who was erased since"
TOO_LATE = "That was done more than 15 minutes ago: it can't be undone any more"
NOTHING_OF_YOURS = "There is nothing to undo: you have changed nothing in the last 15 minutes"
NOTHING_TO_UNDO = "There is nothing to undo: I have changed nothing here in the last 15 minutes"


class Actions:
    """Store of the agent's actions, one organisation at a time. Everything is in storage and survives a restart."""

    def __init__(self, storage: Storage, revising: Revising, clock: Clock) -> None:
        self._storage = storage
        self._revising = revising
        self._clock = clock

    async def begin(self, caller: Caller, calls: Sequence[Mapping[str, Any]]) -> Action:
        """Record an action before it is run."""
        return await self._add(caller, Stage.BEGUN, calls)

    async def finish(self, caller: Caller, action_id: int, writes: Sequence[Write]) -> None:
        """Record the changes of an action. An action without changes can't be undone."""
        async with self._storage.transaction(caller.actor.org_id) as work:
            await work.actions.record(action_id, [asdict(write) for write in writes], self._clock.now())
            await work.actions.advance(action_id, Stage.BEGUN, Stage.DONE if writes else Stage.DROPPED)

    async def propose(self, caller: Caller, calls: Sequence[Mapping[str, Any]]) -> str:
        """Store a proposal and return the token that confirms it."""
        token = secrets.token_hex(4)
        await self._add(caller, Stage.PROPOSED, calls, token)
        return token

    async def confirm(
        self, caller: Caller, token: str | None, expected: Sequence[Mapping[str, Any]] | None = None
    ) -> Sequence[Action]:
        """Begin confirmed proposals: once, within ten minutes, in the same conversation or session, by the same user.

        Return them. Without a token, they are all proposals of the conversation's last turn, in order. With
        `expected`, a proposal of other calls is left waiting.
        """
        return await self._claim(caller, token, Stage.BEGUN, expected)

    async def drop(self, caller: Caller, token: str | None = None) -> Sequence[Action]:
        """Drop the proposals of this conversation, or the one with that token, and return those that were waiting."""
        return await self._claim(caller, token, Stage.DROPPED)

    async def _claim(
        self, caller: Caller, token: str | None, after: Stage, expected: Sequence[Mapping[str, Any]] | None = None
    ) -> Sequence[Action]:
        """Advance proposals to a stage, and return those that hadn't expired."""
        async with self._storage.transaction(caller.actor.org_id) as work:
            if token is None:
                return await self._claim_all(caller, work, after)
            found = await work.actions.proposed(caller.actor.user_id, token)
            if found is None or not _belongs_to(found, caller):
                return []
            if expected is not None and [_without_facts(call) for call in found.calls] != list(expected):
                return []
            return [found] if await self._advance(work, found, after) else []

    async def _claim_all(self, caller: Caller, work: UnitOfWork, after: Stage) -> Sequence[Action]:
        """Advance all proposals of a conversation to a stage, and return those that hadn't expired."""
        found: list[Action] = []
        while caller.conversation_id is not None:
            last = await work.actions.latest(caller.actor.user_id, caller.conversation_id, [Stage.PROPOSED])
            if last is None:
                break
            if await self._advance(work, last, after):
                found.insert(0, last)
        return found

    async def _advance(self, work: UnitOfWork, action: Action, after: Stage) -> bool:
        """Advance a proposal, or drop an expired one. Return whether it was claimed in time and for the first time."""
        in_time = self._clock.now() - action.at <= CONFIRMED_WITHIN
        first = await work.actions.advance(action.id, Stage.PROPOSED, after if in_time else Stage.DROPPED)
        return in_time and first

    async def last(self, caller: Caller) -> Action | None:
        """Return the action that `undo` would undo; None if there is none, or it is too late."""
        async with self._storage.transaction(caller.actor.org_id) as work:
            return await self._last(work, caller)

    async def _last(self, work: UnitOfWork, caller: Caller) -> Action | None:
        found = await work.actions.latest(caller.actor.user_id, caller.conversation_id, [Stage.DONE], caller.session)
        return found if found is not None and self._clock.now() - found.at <= UNDONE_WITHIN else None

    async def last_elsewhere(self, caller: Caller) -> Action | None:
        """Return the user's last action of the last 15 minutes, wherever it was ordered, without erased ones.

        Return None in a conversation that has changed something itself, and outside of conversations.
        """
        async with self._storage.transaction(caller.actor.org_id) as work:
            return await self._last_elsewhere(work, caller)

    async def _last_elsewhere(self, work: UnitOfWork, caller: Caller) -> Action | None:
        user_id, conversation_id = caller.actor.user_id, caller.conversation_id
        ended = [Stage.DONE, Stage.UNDONE]
        if conversation_id is None or await work.actions.latest(user_id, conversation_id, ended) is not None:
            return None
        found = await work.actions.recent([Stage.DONE], self._clock.now() - UNDONE_WITHIN, MOST_RECENT)
        return next((action for action in found if action.user_id == user_id and action.calls), None)

    async def undo(self, caller: Caller) -> Action:
        """Undo the user's last action in this conversation or session, or else `last_elsewhere`, once.

        Raise Invalid if there is nothing to undo, it is too late, or a row has changed since. Raise Forbidden
        if the user has lost the permission.
        """
        async with self._storage.transaction(caller.actor.org_id) as work:
            found = await self._last(work, caller) or await self._last_elsewhere(work, caller)
            if found is None:
                raise Invalid(NOTHING_TO_UNDO)
            try:
                await _undo(work, caller.actor, found, NOTHING_TO_UNDO)
            except (Invalid, Forbidden) as refused:
                raise type(refused)(f"I can't undo that. {refused}") from refused
        self._revising.changed(caller.actor.org_id)
        return found

    async def undo_action(self, actor: Actor, action_id: int) -> Action:
        """Undo an action of any user of the organisation, once, the last write first.

        Raise NotFound if there is no such action, or it is a proposal. Raise Invalid if it was undone before, it is too
        late, or a row has changed since. Raise Forbidden if the actor lacks a permission for one of the changes.
        """
        actor.require(Permission.NOTE_CANDIDATES)
        async with self._storage.transaction(actor.org_id) as work:
            found = await work.actions.get(action_id)
            if found.stage not in {Stage.DONE, Stage.UNDONE}:
                raise NotFound("action", action_id)
            for permission in permissions_to_restore(found.writes):
                actor.require(permission)
            if found.stage is Stage.UNDONE:
                raise Invalid(ALREADY_UNDONE)
            if not found.writes:
                raise Invalid(ERASED)
            if self._clock.now() - found.at > UNDONE_WITHIN:
                raise Invalid(TOO_LATE)
            await _undo(work, actor, found, ALREADY_UNDONE)
        self._revising.changed(actor.org_id)
        return found

    async def record(self, actor: Actor, name: str, writes: Sequence[Write]) -> Action:
        """Store what a user has changed themselves, without the agent, so that it can be undone."""
        details = ActionDetails(
            user_id=actor.user_id,
            conversation_id=None,
            stage=Stage.DONE,
            calls=[{"name": name, "arguments": {}}],
            at=self._clock.now(),
            session=BY_HAND,
            writes=[asdict(write) for write in writes],
        )
        async with self._storage.transaction(actor.org_id) as work:
            return await work.actions.add(details)

    async def undo_by_hand(self, actor: Actor) -> Action:
        """Undo what the user has changed themselves last. Raises Invalid if there is nothing, and as `undo_action`."""
        last = await self.last(Caller(actor, session=BY_HAND))
        if last is None:
            raise Invalid(NOTHING_OF_YOURS)
        return await self.undo_action(actor, last.id)

    async def _add(
        self, caller: Caller, stage: Stage, calls: Sequence[Mapping[str, Any]], token: str | None = None
    ) -> Action:
        details = ActionDetails(
            user_id=caller.actor.user_id,
            conversation_id=caller.conversation_id,
            stage=stage,
            calls=calls,
            at=self._clock.now(),
            token=token,
            session=caller.session,
        )
        async with self._storage.transaction(caller.actor.org_id) as work:
            return await work.actions.add(details)


async def _undo(work: UnitOfWork, actor: Actor, action: Action, otherwise: str) -> None:
    """Restore the rows of an action, the last write first, and advance it to undone: both or neither.

    Raise Invalid if it deleted something, with `otherwise` if it isn't done, and the errors of `restore`.
    """
    if any(write["after"] is None for write in action.writes):
        raise Invalid("What was deleted can't be brought back")
    if not await work.actions.advance(action.id, Stage.DONE, Stage.UNDONE):
        raise Invalid(otherwise)
    await restore(work, actor, list(reversed(action.writes)))


def described_action(action: Action) -> str:
    """Return the calls of an action with the changed things: "move application (application #3)"."""
    names = ", ".join(f"{write['kind']} #{write['id']}" for write in action.writes)
    calls = ", ".join(dict.fromkeys(call["name"].replace("_", " ") for call in action.calls))
    return f"{calls} ({names})"


def _without_facts(call: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a call without the facts that its confirmation question rested on."""
    return {name: value for name, value in call.items() if name != "facts"}


def _belongs_to(action: Action, caller: Caller) -> bool:
    """Tell whether an action belongs to the caller's conversation, or to its session outside of conversations."""
    return (action.conversation_id, action.session) == (caller.conversation_id, caller.session)
