"""Questions about tags, tasks, hires, sources and reports: each is answered with all of its filters, or not at all."""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office
from domain.agent.pipeline_world import new_pipeline_office
from recruit.adapters.memory import storage as memory
from recruit.domain.agent.calls import Call, Caller
from recruit.domain.applications.model import Move
from recruit.domain.audit.model import happened
from recruit.domain.tags.model import TagDetails
from recruit.ports.plugins import AdapterConfig

NINA, OMAR, JANE = 8, 9, 1
NINAS = 6
"""Nina's application."""


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Return the office of the corpus with the tags "VIP", which Nina and Omar have, and "nights", which Omar has."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_pipeline_office(storage)
        async with storage.transaction(office.organisation.actor.org_id) as work:
            for name, people in (("VIP", (NINA, OMAR)), ("nights", (OMAR,))):
                tag = await work.tags.add(TagDetails(name=name))
                for person in people:
                    await work.tags.attach(person, tag.id)
        yield office


async def calls(office: Office, message: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Send a message and return the calls that answer it."""
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    return [(call["name"], call["arguments"]) for call in transcript.messages[-1].tools]


@pytest.mark.parametrize(
    ("message", "arguments", "people"),
    [
        ("how many candidates are tagged VIP?", {"tags": ["VIP"]}, [NINA, OMAR]),
        ("candidates tagged VIP and nights", {"tags": ["VIP", "nights"]}, [OMAR]),
        ("who is tagged nights or silver medalist?", {"any_of": ["nights", "silver medalist"]}, [NINA, OMAR]),
        ("candidates tagged VIP but not nights", {"tags": ["VIP"], "without": ["nights"]}, [NINA]),
        ("candidates with the tag “VIP”", {"tags": ["VIP"]}, [NINA, OMAR]),
        ("Kandidaten mit dem Tag VIP", {"tags": ["VIP"]}, [NINA, OMAR]),
    ],
)
async def test_a_question_for_tags_finds_those_who_have_them(
    office: Office, message: str, arguments: Mapping[str, Any], people: list[int]
) -> None:
    assert await calls(office, message) == [("tagged_candidates", arguments)]
    outcome = await office.agent.registry.run(
        Caller(office.organisation.actor, session="s"), Call("tagged_candidates", arguments)
    )
    assert [one["id"] for one in outcome.data["items"]] == people
    assert outcome.data["total"] == len(people)


@pytest.mark.parametrize("people", ["candidates not tagged", "who doesn't have the tag", "candidates without the tag"])
async def test_a_question_for_those_without_a_tag_leaves_out_those_who_have_it(office: Office, people: str) -> None:
    reply = await office.say(f"{people} VIP")
    assert "not tagged “VIP”" in reply
    assert "Jane Doe" in reply
    assert "Nina" not in reply


SINCE = {"since": "2026-01-01"}
YEAR = {**SINCE, "until": "2027-01-01"}
BAKER = {"job_id": 7}


@pytest.mark.parametrize(
    ("message", "tool", "arguments"),
    [
        ("funnel for last month", "report", {"kind": "funnel", "since": "2025-12-01", "until": "2026-01-01"}),
        ("funnel this month", "report", {"kind": "funnel", **SINCE}),
        ("show the funnel this month for job 7", "report", {"kind": "funnel", **SINCE, **BAKER}),
        ("time in stage this month for the baker job", "report", {"kind": "time_in_stage", **SINCE, **BAKER}),
        ("sources for job 7", "report", {"kind": "sources", **BAKER}),
        ("where do candidates for job 7 come from?", "report", {"kind": "sources", **BAKER}),
        ("how many did we hire in 2026?", "report", {"kind": "time_to_hire", **YEAR}),
        ("how many hires did we make for job 7 this year?", "report", {"kind": "time_to_hire", **SINCE, **BAKER}),
        ("how many referrals do we have?", "list_applications", {"source": "referral"}),
        ("referrals for job 7", "list_applications", {"source": "referral", **BAKER}),
        ("how many tasks do I have?", "list_tasks", {"assignee": "me"}),
        ("any overdue tasks?", "list_tasks", {"overdue": True}),
        ("show Bob's overdue tasks", "list_tasks", {"overdue": True, "assignee": "Bob"}),
        ("do I have unread mentions?", "inbox", {}),
        ("do I have any overdue tasks?", "list_tasks", {"overdue": True, "assignee": "me"}),
        ("what tasks are due this week?", "list_tasks", {"due_before": "2026-01-05"}),
        ("tasks due by Friday", "list_tasks", {"due_before": "2026-01-03"}),
        ("who needs attention?", "stuck_applications", {}),
        ("stuck more than a week", "stuck_applications", {"days": 7}),
        ("which applications have been stuck for over two weeks?", "stuck_applications", {"days": 14}),
        ("which source brings most hires", "report", {"kind": "sources"}),
        ("what's on my plate", "inbox", {}),
        ("who is overdue", "list_tasks", {"overdue": True}),
        ("muéstrame todos los candidatos", "find_candidates", {}),
        ("everything about Nina Park", "summarize_candidate", {"candidate_id": NINA}),
    ],
)
async def test_a_question_is_answered_with_all_of_its_filters(
    office: Office, message: str, tool: str, arguments: Mapping[str, Any]
) -> None:
    assert await calls(office, message) == [(tool, arguments)]


@pytest.mark.parametrize(
    "message",
    [
        "search notes for visa",
        "show all my notes",
        "nurses tagged nights",
        "candidates in Berlin tagged nights",
        "candidates tagged nights in Berlin",
        "which conversions went wrong?",
        "funnel by source",
        "find referrals in Berlin",
        "who is on the hiring team of job 7?",
        "show tasks due tomorrow for Bob",
    ],
)
async def test_a_question_with_a_part_that_no_tool_knows_is_not_answered_by_another_list(
    office: Office, message: str
) -> None:
    reply = await office.say(message)
    assert "I don't understand what you ask about" in reply or "I didn't understand that" in reply
    assert await calls(office, message) == []


async def test_overdue_tasks_are_those_past_their_due_time(office: Office) -> None:
    await office.say("remind me today to order badges")
    assert "no overdue tasks" in await office.say("any overdue tasks?")
    office.clock.passes(timedelta(days=1))
    assert "1 overdue task:" in await office.say("any overdue tasks?")


async def test_applications_stuck_for_a_time_are_those_that_long_in_their_stage(office: Office) -> None:
    storage, actor = office.organisation.storage, office.organisation.actor
    with happened(office.clock.now() - timedelta(days=8)):
        async with storage.transaction(actor.org_id) as work:
            await work.applications.move([NINAS], Move(stage="phone_screen"))
    reply = await office.say("stuck more than a week")
    assert (
        "in their stage for 7 days or more:\n\n- Candidate #8 Nina Park, Phone screen for 8 days (application #6"
        in reply
    )
    assert "No open application has been in its stage for 14 days" in await office.say("stuck more than two weeks")


async def test_speakers_of_a_language_include_those_tagged_with_it(office: Office) -> None:
    org = office.organisation
    await org.candidate("Uwe Kurz", notes="Speaks German")
    async with org.storage.transaction(org.actor.org_id) as work:
        tag = await work.tags.add(TagDetails(name="German speaker"))
        await work.tags.attach(NINA, tag.id)
    reply = await office.say("who speaks German?")
    assert "2 candidates in total" in reply
    assert "Nina Park" in reply
    assert "Uwe Kurz" in reply


async def test_thanks_are_answered_without_the_help(office: Office) -> None:
    assert (await office.say("Thank you!")).startswith("You're welcome.")
