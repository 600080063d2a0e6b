"""Storage contract: conversations, and the agent's actions and proposals."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import UserDetails
from recruit.domain.agent.model import Action, ActionDetails, MessageDetails, Speaker, Stage
from recruit.domain.shared.errors import NotFound, Refused
from recruit.domain.shared.pages import Window
from recruit.ports.storage import Storage
from worlds import Organisation, new_email

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
STATE = {"shown": {"job": [1, 2]}, "last": None, "text": "Zoë 🚀"}


def message_details(text: str, **details: Any) -> MessageDetails:
    return MessageDetails(role=Speaker.USER, text=text, created_at=NOON, **details)


async def new_conversation(storage: Storage, ours: Organisation) -> int:
    async with storage.transaction(ours.actor.org_id) as work:
        return (await work.conversations.add(ours.actor.user_id, NOON)).id


async def colleague(storage: Storage, ours: Organisation) -> int:
    """Store another user of the same organisation, and return their id."""
    details = UserDetails(email=new_email(), full_name="Colleague", role=Role.VIEWER)
    async with storage.transaction(ours.actor.org_id) as work:
        return (await work.users.add(details, "$argon2id$…")).id


async def stored_action(storage: Storage, ours: Organisation, **details: Any) -> Action:
    usual = ActionDetails(user_id=ours.actor.user_id, conversation_id=None, stage=Stage.PROPOSED, calls=[], at=NOON)
    async with storage.transaction(ours.actor.org_id) as work:
        return await work.actions.add(replace(usual, **details))


async def test_a_conversation_keeps_its_state_and_times(storage: Storage, ours: Organisation) -> None:
    conversation_id = await new_conversation(storage, ours)
    later = NOON + timedelta(minutes=1)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.conversations.set_state(ours.actor.user_id, conversation_id, STATE, later)
    async with storage.transaction(ours.actor.org_id) as work:
        found = await work.conversations.get(ours.actor.user_id, conversation_id)
    assert (found.state, found.created_at, found.updated_at) == (STATE, NOON, later)


async def test_messages_are_returned_in_order_and_the_oldest_are_trimmed(storage: Storage, ours: Organisation) -> None:
    conversation_id = await new_conversation(storage, ours)
    calls = [{"name": "get_job", "arguments": {"job_id": 2**70}, "outcome": "done"}]
    async with storage.transaction(ours.actor.org_id) as work:
        for number in range(5):
            await work.conversations.add_message(conversation_id, message_details(f"message {number}", tools=calls))
    async with storage.transaction(ours.actor.org_id) as work:
        texts = [message.text for message in await work.conversations.messages(conversation_id, 3)]
        await work.conversations.trim_messages(conversation_id, 2)
        left = await work.conversations.messages(conversation_id, 100)
        await work.conversations.trim_messages(conversation_id, 2)
        assert await work.conversations.messages(conversation_id, 100) == left
    assert texts == ["message 2", "message 3", "message 4"]
    assert [message.text for message in left] == ["message 3", "message 4"]
    assert list(left[0].tools) == calls
    assert left[0].role is Speaker.USER


async def test_another_users_conversation_is_not_found(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    conversation_id = await new_conversation(storage, ours)
    for organisation, user_id in [(ours, await colleague(storage, ours)), (theirs, theirs.actor.user_id)]:
        async with storage.transaction(organisation.actor.org_id) as work:
            assert (await work.conversations.page(user_id, Window())).total == 0
            with pytest.raises(NotFound):
                await work.conversations.get(user_id, conversation_id)
            with pytest.raises(NotFound):
                await work.conversations.set_state(user_id, conversation_id, {}, NOON)
            with pytest.raises(NotFound):
                await work.conversations.remove(user_id, conversation_id)
    async with storage.transaction(theirs.actor.org_id) as work:
        assert await work.conversations.messages(conversation_id, 10) == []
    with pytest.raises(NotFound):
        async with storage.transaction(theirs.actor.org_id) as work:
            await work.conversations.add_message(conversation_id, message_details("hello"))


async def test_removing_a_conversation_removes_its_messages(storage: Storage, ours: Organisation) -> None:
    conversation_id = await new_conversation(storage, ours)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.conversations.add_message(conversation_id, message_details("hello"))
        await work.conversations.remove(ours.actor.user_id, conversation_id)
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.conversations.messages(conversation_id, 10) == []
        with pytest.raises(NotFound):
            await work.conversations.get(ours.actor.user_id, conversation_id)


async def test_the_oldest_conversations_of_a_user_are_pruned(storage: Storage, ours: Organisation) -> None:
    first, second, third = [await new_conversation(storage, ours) for _ in range(3)]
    async with storage.transaction(ours.actor.org_id) as work:
        others = await work.conversations.add(await work_user(work), NOON)
        await work.conversations.remove_old(ours.actor.user_id, 2)
        page = await work.conversations.page(ours.actor.user_id, Window())
        assert [one.id for one in page.items] == [second, third]
        assert await work.conversations.get(others.user_id, others.id) == others
    assert first < second


async def work_user(work: Any) -> int:
    details = UserDetails(email=new_email(), full_name="Colleague", role=Role.RECRUITER)
    return int((await work.users.add(details, "$argon2id$…")).id)


async def test_a_conversation_of_an_unknown_user_is_refused(storage: Storage, ours: Organisation) -> None:
    with pytest.raises(Refused):
        async with storage.transaction(ours.actor.org_id) as work:
            await work.conversations.add(2**40, NOON)


async def test_the_latest_action_is_that_of_the_user_in_the_conversation_and_stage(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    conversation_id = await new_conversation(storage, ours)
    alone = await stored_action(storage, ours, stage=Stage.DONE, calls=[{"name": "undo", "arguments": {}}])
    elsewhere = await stored_action(storage, ours, stage=Stage.DONE, session="another")
    inside = await stored_action(storage, ours, conversation_id=conversation_id, token="abc")
    await stored_action(storage, theirs, conversation_id=conversation_id)
    async with storage.transaction(ours.actor.org_id) as work:
        user_id = ours.actor.user_id
        assert await work.actions.latest(user_id, None, [Stage.DONE]) == alone
        assert await work.actions.latest(user_id, None, [Stage.DONE], "another") == elsewhere
        assert await work.actions.latest(user_id, None, [Stage.PROPOSED]) is None
        assert await work.actions.latest(user_id, conversation_id, [Stage.DONE, Stage.PROPOSED]) == inside
        assert await work.actions.latest(user_id + 1, conversation_id, [Stage.PROPOSED]) is None
        assert await work.actions.proposed(user_id, "abc") == inside
        assert await work.actions.proposed(user_id, "abd") is None
        assert await work.actions.advance(inside.id, Stage.PROPOSED, Stage.BEGUN)
        assert await work.actions.proposed(user_id, "abc") is None
        later = NOON + timedelta(minutes=1)
        await work.actions.record(inside.id, [{"kind": "job", "before": None}], later)
        found = await work.actions.latest(user_id, conversation_id, [Stage.BEGUN])
    assert found is not None
    assert (list(found.writes), found.at) == ([{"kind": "job", "before": None}], later)


async def test_an_action_is_found_by_its_id_within_its_organisation(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    stored, other = await stored_action(storage, ours), await stored_action(storage, theirs)
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.actions.get(stored.id) == stored
    for unknown in (other.id, 2**80):
        with pytest.raises(NotFound):
            async with storage.transaction(ours.actor.org_id) as work:
                await work.actions.get(unknown)


async def test_recent_actions_of_all_users_are_ordered_by_the_time_of_the_change(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    user_id, minute = await colleague(storage, ours), timedelta(minutes=1)
    last = await stored_action(storage, ours, stage=Stage.DONE, at=NOON + minute, session="another")
    first = await stored_action(storage, ours, stage=Stage.UNDONE, user_id=user_id)
    await stored_action(storage, ours, stage=Stage.DONE, at=NOON - minute)
    await stored_action(storage, ours)
    await stored_action(storage, theirs, stage=Stage.DONE)
    async with storage.transaction(ours.actor.org_id) as work:
        assert list(await work.actions.recent([Stage.DONE, Stage.UNDONE], NOON, 10)) == [last, first]
        assert list(await work.actions.recent([Stage.UNDONE], NOON, 10)) == [first]
        assert list(await work.actions.recent([Stage.DONE, Stage.UNDONE], NOON, 1)) == [last]


async def test_one_of_concurrent_advances_of_an_action_succeeds(storage: Storage, ours: Organisation) -> None:
    action = await stored_action(storage, ours)

    async def advance() -> bool:
        async with storage.transaction(ours.actor.org_id) as work:
            return await work.actions.advance(action.id, Stage.PROPOSED, Stage.BEGUN)

    assert sorted(await asyncio.gather(*(advance() for _ in range(8)))) == [False] * 7 + [True]


async def test_an_action_of_another_organisation_is_not_advanced(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    action = await stored_action(storage, ours, token="abc")
    async with storage.transaction(theirs.actor.org_id) as work:
        assert not await work.actions.advance(action.id, Stage.PROPOSED, Stage.BEGUN)
        assert await work.actions.proposed(ours.actor.user_id, "abc") is None


async def test_changes_of_a_locked_record_are_serialised(storage: Storage, ours: Organisation) -> None:
    candidate = await ours.candidate(notes="")

    async def add(mark: str) -> None:
        async with storage.transaction(ours.actor.org_id) as work:
            locked = await work.candidates.lock(candidate.id)
            await work.candidates.change(candidate.id, {"notes": f"{locked.notes}{mark}"})

    await asyncio.gather(*(add(mark) for mark in "abcdefgh"))
    async with storage.transaction(ours.actor.org_id) as work:
        assert sorted((await work.candidates.get(candidate.id)).notes or "") == list("abcdefgh")


async def test_records_of_another_organisation_are_not_locked(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    job, candidate = await theirs.job(), await theirs.candidate()
    application = await theirs.application(job, candidate)
    async with storage.transaction(ours.actor.org_id) as work:
        for lock, id_ in [
            (work.jobs.lock, job.id),
            (work.candidates.lock, candidate.id),
            (work.applications.lock, application.id),
        ]:
            with pytest.raises(NotFound):
                await lock(id_)
