"""Tasks through the chat: who has to do them, and by when; and what a due date doesn't hold."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office
from domain.agent.pipeline_world import new_pipeline_office
from recruit.adapters.memory import storage as memory
from recruit.domain.shared.pages import Window
from recruit.domain.tasks.model import TaskSearch
from recruit.ports.plugins import AdapterConfig

ALL = Window(limit=100)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with memory(AdapterConfig("memory:", Path())) as storage:
        yield await new_pipeline_office(storage)


async def newest(office: Office) -> Mapping[str, Any]:
    """Return the title, the assignee's name and the day of the newest task."""
    async with office.organisation.storage.transaction(office.organisation.actor.org_id) as work:
        task = max((await work.tasks.page(ALL, TaskSearch())).items, key=lambda one: one.id)
        users = {user.id: user.full_name for user in (await work.users.page(ALL)).items}
    due = task.due_at.date().isoformat() if task.due_at else None
    return {"title": task.title, "for": users[task.assignee_user_id or 0], "due": due}


@pytest.mark.parametrize(
    ("message", "title", "assignee", "due"),
    [
        ("remind me to send the contract, due 3 December, for Bob", "send the contract", "Bob Stone", "2026-12-03"),
        ("create a task: check references for Bob by Friday", "check references", "Bob Stone", "2026-01-02"),
        ("create a task for Bob by Friday: check references", "check references", "Bob Stone", "2026-01-02"),
        ("task: check references, assigned to Bob Stone", "check references", "Bob Stone", None),
        ("give Bob a task: check references", "check references", "Bob Stone", None),
        ("task for Friday: order badges", "order badges", "Founder", "2026-01-02"),
        ("remind me to order badges by end of next week", "order badges", "Founder", "2026-01-09"),
        ("remind me to order badges before Monday", "order badges", "Founder", "2026-01-04"),
        ("remind me to order badges on the 15th", "order badges", "Founder", "2026-01-15"),
        ("remind me to order badges in two weeks' time", "order badges", "Founder", "2026-01-15"),
        ("remind me to order badges in a fortnight", "order badges", "Founder", "2026-01-15"),
        ("remind me next Monday: order badges", "order badges", "Founder", "2026-01-05"),
        ("remind Bob Stone tomorrow to order badges", "order badges", "Bob Stone", "2026-01-02"),
        ("remind me to check references for Nina", "check references for Nina", "Founder", None),
        ('task: "call the agency at 9am for Bob"', "call the agency at 9am for Bob", "Founder", None),
        ("remind me to prepare Monday's meeting", "prepare Monday's meeting", "Founder", None),
        ("Erinnere mich am Freitag, Nina Park anzurufen", "Nina Park anzurufen", "Founder", "2026-01-02"),
        ("Erinnere mich bis 3.12. an die Verträge", "die Verträge", "Founder", "2026-12-03"),
    ],
)
async def test_a_task_has_the_assignee_and_the_day_of_its_order(
    office: Office, message: str, title: str, assignee: str, due: str | None
) -> None:
    await office.say(message)
    assert await newest(office) == {"title": title, "for": assignee, "due": due}


@pytest.mark.parametrize(
    ("message", "part", "task"),
    [
        ("remind me to call Nina on 30 November at 9am", "at 9am", "“call Nina”, due 2026-11-30, about candidate #8"),
        ("remind me tomorrow at 9 to call Nina", "at 9", "“call Nina”, due 2026-01-02, about candidate #8"),
        ("remind me to call Nina tomorrow morning", "morning", "“call Nina”, due 2026-01-02, about candidate #8"),
        ("remind me to call Nina at noon", "at noon", "“call Nina”, about candidate #8"),
        ("remind me to call Nina in two hours", "in two hours", "“call Nina”, about candidate #8"),
        ("remind me to call Nina on 31 February", "on 31 February", "“call Nina”, about candidate #8"),
        ("remind me on 3 January 2020 to call Nina", "on 3 January 2020", "“call Nina”, about candidate #8"),
        ("task: do it yesterday", "yesterday", "“do it”"),
        ("remind me to call Nina on Friday about her offer", "on Friday", "“call Nina on Friday about her offer”"),
        ("task: check references for Zoe", "for Zoe", "“check references for Zoe”"),
    ],
)
async def test_a_task_is_proposed_with_the_part_of_its_order_that_it_does_not_hold(
    office: Office, message: str, part: str, task: str
) -> None:
    before = await newest(office)
    reply = await office.say(message)
    assert f"I would create the task {task}" in reply
    assert f"I haven't used “{part}”" in reply
    assert await newest(office) == before


async def test_a_task_for_a_name_that_a_user_and_a_candidate_have_is_proposed(office: Office) -> None:
    await office.organisation.candidate("Bob Marley")
    assert "I haven't used “for Bob”" in await office.say("task: check references for Bob")


async def test_a_proposed_task_keeps_its_day_and_its_assignee(office: Office) -> None:
    agent, actor = office.agent, office.organisation.actor
    reply = await agent.chat(actor, "task for Bob: call the agency tomorrow at 9am")
    await agent.chat(actor, "yes", reply.conversation_id)
    assert await newest(office) == {"title": "call the agency", "for": "Bob Stone", "due": "2026-01-02"}


async def test_a_word_that_is_like_a_title_makes_no_task_about_the_job(office: Office) -> None:
    assert "job #" not in await office.say("remind me on Friday to call the bakery")
    assert "job #7" in await office.say("remind me on Friday to review the Baker job")
