"""Undo of any action of the agent of the last 15 minutes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.agent.actions import Actions
from recruit.domain.agent.model import Stage
from recruit.domain.agent.revisions import Revising
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.shared.errors import Forbidden, Invalid, NotFound, Unavailable
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork
from worlds import colleague


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Job 1 baker with candidate 1 Tom Ashby, applied."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        await org.application(await org.job("Baker"), await org.candidate("Tom Ashby"), status="applied")
        yield office


async def action_ids(office: Office, *stages: Stage) -> list[int]:
    """Return the ids of the agent's actions in these stages, in their order."""
    org = office.organisation
    async with org.storage.transaction(org.actor.org_id) as work:
        found = await work.actions.recent(stages, office.clock.now() - timedelta(days=1), 100)
    return sorted(action.id for action in found)


async def status(office: Office) -> str:
    return (await office.applications.get(office.organisation.actor, 1)).status


async def test_an_earlier_action_is_undone_while_later_ones_of_other_records_stay(office: Office) -> None:
    await office.say("move tom ashby to interview for job 1")
    await office.say("create a job for a cook")
    first, second = await action_ids(office, Stage.DONE)
    undone = await office.agent.actions.undo_action(office.organisation.actor, first)
    assert (undone.id, await status(office)) == (first, "applied")
    assert (await action_ids(office, Stage.DONE), await action_ids(office, Stage.UNDONE)) == ([second], [first])


async def test_an_action_whose_record_has_changed_since_is_refused_and_stays_done(office: Office) -> None:
    await office.say("move tom ashby to interview for job 1")
    await office.applications.change(office.organisation.actor, 1, {"status": "offer"})
    (action_id,) = await action_ids(office, Stage.DONE)
    with pytest.raises(Invalid, match="Application #1 has changed since: status"):
        await office.agent.actions.undo_action(office.organisation.actor, action_id)
    assert (await status(office), await action_ids(office, Stage.DONE)) == ("offer", [action_id])


async def test_of_several_changes_of_a_record_the_last_one_is_undone_first(office: Office) -> None:
    await office.say("move tom ashby to screening for job 1")
    await office.say("move tom ashby to interview for job 1")
    first, second = await action_ids(office, Stage.DONE)
    with pytest.raises(Invalid, match="has changed since"):
        await office.agent.actions.undo_action(office.organisation.actor, first)
    for action_id in (second, first):
        await office.agent.actions.undo_action(office.organisation.actor, action_id)
    assert await status(office) == "applied"


async def test_an_action_is_undone_once(office: Office) -> None:
    await office.say("create a job for a cook")
    (action_id,) = await action_ids(office, Stage.DONE)
    undoing = [office.agent.actions.undo_action(office.organisation.actor, action_id) for _ in range(3)]
    results = await asyncio.gather(*undoing, return_exceptions=True)
    refusals = [str(one) for one in results if isinstance(one, Invalid)]
    assert refusals == ["That has been undone already"] * 2
    assert await action_ids(office, Stage.UNDONE) == [action_id]


async def test_an_action_is_too_old_after_15_minutes(office: Office) -> None:
    await office.say("move tom ashby to interview for job 1")
    (action_id,) = await action_ids(office, Stage.DONE)
    office.clock.passes(timedelta(minutes=15, seconds=1))
    with pytest.raises(Invalid, match="more than 15 minutes ago"):
        await office.agent.actions.undo_action(office.organisation.actor, action_id)
    assert await status(office) == "interview"


async def test_proposals_and_actions_of_other_organisations_are_not_found(office: Office) -> None:
    await office.say("delete candidate 1")
    (proposal,) = await action_ids(office, Stage.PROPOSED)
    others = await new_office(office.organisation.storage)
    await others.say("create a job for a cook")
    (theirs,) = await action_ids(others, Stage.DONE)
    for action_id in (proposal, theirs, 2**80):
        with pytest.raises(NotFound):
            await office.agent.actions.undo_action(office.organisation.actor, action_id)


async def test_a_colleague_needs_the_permissions_for_each_restored_record(office: Office) -> None:
    await office.say("create a job for a cook")
    await office.say("move tom ashby to interview for job 1")
    created, moved = await action_ids(office, Stage.DONE)
    org = office.organisation
    manager = await colleague(org.storage, org.actor.org_id, Role.HIRING_MANAGER)
    with pytest.raises(Forbidden, match="jobs:delete"):
        await office.agent.actions.undo_action(manager, created)
    assert (await office.agent.actions.undo_action(manager, moved)).id == moved
    assert await status(office) == "applied"
    with pytest.raises(Forbidden, match="candidates:note"):
        await office.agent.actions.undo_action(replace(manager, role=Role.VIEWER), created)


async def test_what_was_deleted_is_not_brought_back(office: Office) -> None:
    actor = office.organisation.actor
    asked = await office.agent.chat(actor, "delete candidate 1")
    await office.agent.chat(actor, "yes", asked.conversation_id)
    (action_id,) = await action_ids(office, Stage.DONE)
    with pytest.raises(Invalid, match="can't be brought back"):
        await office.agent.actions.undo_action(actor, action_id)


async def test_an_action_whose_records_were_erased_is_refused(office: Office) -> None:
    await office.say("add a note to tom ashby: met on Monday")
    (action_id,) = await action_ids(office, Stage.DONE)
    org = office.organisation
    await Erasing(org.storage, office.clock, lambda _: None).erase(org.actor, 1)
    with pytest.raises(Invalid, match="erased since"):
        await office.agent.actions.undo_action(org.actor, action_id)


async def test_the_chat_still_undoes_the_last_change_of_the_conversation(office: Office) -> None:
    actor = office.organisation.actor
    first = await office.agent.chat(actor, "move tom ashby to screening for job 1")
    await office.agent.chat(actor, "create a job for a cook")
    reply = await office.agent.chat(actor, "undo that", first.conversation_id)
    assert reply.text.startswith("Undone: move application (application #")
    assert await status(office) == "applied"


async def test_undo_in_a_new_conversation_asks_about_the_last_change_of_another(office: Office) -> None:
    actor = office.organisation.actor
    await office.say("move tom ashby to interview for job 1")
    asked = await office.agent.chat(actor, "undo")
    assert "I would undo your last change: move application (application #1)" in asked.text
    assert await status(office) == "interview"
    done = await office.agent.chat(actor, "yes", asked.conversation_id)
    assert (done.text, await status(office)) == ("Undone: move application (application #1).", "applied")


async def test_undo_in_a_new_conversation_finds_no_older_change_and_none_of_a_colleague(office: Office) -> None:
    org = office.organisation
    await office.say("move tom ashby to interview for job 1")
    other = await colleague(org.storage, org.actor.org_id, Role.RECRUITER)
    assert "nothing to undo" in (await office.agent.chat(other, "undo")).text
    office.clock.passes(timedelta(minutes=16))
    assert "nothing to undo" in (await office.agent.chat(org.actor, "undo")).text


async def test_a_conversation_with_changes_undoes_only_its_own(office: Office) -> None:
    actor = office.organisation.actor
    await office.say("move tom ashby to interview for job 1")
    second = await office.agent.chat(actor, "create a job for a cook")
    await office.agent.chat(actor, "undo", second.conversation_id)
    assert "nothing to undo" in (await office.agent.chat(actor, "undo", second.conversation_id)).text
    assert await status(office) == "interview"


class InterruptedStorage:
    """A storage whose transaction number `last` fails at its end, as all later ones do."""

    def __init__(self, storage: Storage, last: int) -> None:
        self._storage = storage
        self._left = last

    @asynccontextmanager
    async def transaction(self, org_id: int) -> AsyncIterator[UnitOfWork]:
        self._left -= 1
        async with self._storage.transaction(org_id) as work:
            yield work
            if self._left <= 0:
                raise Unavailable("The connection was lost")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._storage, name)


@pytest.mark.parametrize("transaction", [1, 2])
async def test_an_interrupted_undo_restores_its_records_or_stays_possible(office: Office, transaction: int) -> None:
    await office.say("move tom ashby to interview for job 1")
    (action_id,) = await action_ids(office, Stage.DONE)
    org = office.organisation
    interrupted = InterruptedStorage(org.storage, transaction)
    with suppress(Unavailable):
        actions = Actions(interrupted, Revising(interrupted, lambda _: None), office.clock)
        await actions.undo_action(org.actor, action_id)
    undone = await action_ids(office, Stage.UNDONE)
    assert (await status(office), undone) in [("interview", []), ("applied", [action_id])]
