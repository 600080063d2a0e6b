"""Jobs named by their title and place: the place selects the job, and isn't a filter, a reason or a new value."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs: 1 Baker in Leeds, 2 Senior Baker in Munich, 3 Welder in Lyon. Candidate 1, Ana, has applied for 1 and 2."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        baker = await org.job("Baker", location="Leeds", required_skills=("Sourdough",))
        senior = await org.job("Senior Baker", location="Munich, Germany", required_skills=("Sourdough",))
        await org.job("Welder", location="Lyon")
        ana = await org.candidate("Ana Ruíz", location="Leeds")
        await org.application(baker, ana, status="applied")
        await org.application(senior, ana, status="interview")
        yield office


async def called(office: Office, message: str) -> tuple[str, list[tuple[str, Mapping[str, Any]]]]:
    """Return the reply to a message and its calls."""
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    return reply.text, [(call["name"], call["arguments"]) for call in transcript.messages[-1].tools]


@pytest.mark.parametrize(
    ("message", "tool", "arguments"),
    [
        ("reject Ana for the baker job in Munich", "reject_application", {"candidate_id": 1, "job_id": 2}),
        (
            "rename the baker job in Munich to Pastry Lead",
            "update_job",
            {"job_id": 2, "changes": {"title": "Pastry Lead"}},
        ),
        ("copy the baker role in Munich", "clone_job", {"job_id": 2}),
        ("put the baker job in Munich on hold", "update_job", {"job_id": 2, "changes": {"status": "on_hold"}}),
        (
            "set the location of the welder job in Lyon to Nice",
            "update_job",
            {"job_id": 3, "changes": {"location": "Nice"}},
        ),
        ("close the baker position in Leeds", "close_job", {"job_id": 1}),
        ("who applied for the Munich baker?", "list_applications", {"job_id": 2}),
        ("who got rejected for baker in Munich?", "list_applications", {"job_id": 2, "status": "rejected"}),
        ("hire Ana for the Leeds baker job", "move_application", {"candidate_id": 1, "job_id": 1, "status": "hired"}),
        ("who applied for the baker job in Munich?", "list_applications", {"job_id": 2}),
        ("benenne die Stelle Welder in Lyon in Löter um", "update_job", {"job_id": 3, "changes": {"title": "Löter"}}),
        ("ferme le poste de welder à Lyon", "close_job", {"job_id": 3}),
        ("cierra el puesto de welder en Lyon", "close_job", {"job_id": 3}),
    ],
)
async def test_the_place_after_a_job_title_selects_the_job(
    office: Office, message: str, tool: str, arguments: Mapping[str, Any]
) -> None:
    assert (await called(office, message))[1] == [(tool, arguments)]


@pytest.mark.parametrize(
    "message",
    [
        "reject Ana for the baker job in Lyon",
        "close the welder job in Leeds",
        "show the pipeline of the welder job in Leeds",
        "rechaza a Ana para el puesto de baker en Lyon",
    ],
)
async def test_a_job_in_another_place_is_not_selected(office: Office, message: str) -> None:
    reply, calls = await called(office, message)
    assert (calls, "no such job is in L" in reply) == ([], True)


@pytest.mark.parametrize(
    ("message", "tool"),
    [
        ("create a baker job in Munich", "create_job"),
        ("note for Ana: wants the baker job in Munich", "add_note"),
        ("copy the welder job in Leeds", "clone_job"),
        ("best candidates for the welder job in Leeds", "match_candidates"),
    ],
)
async def test_a_place_may_belong_to_another_part_of_the_order(office: Office, message: str, tool: str) -> None:
    _, ((name, arguments),) = await called(office, message)
    assert name == tool
    assert "in Munich" in message or "Leeds" in str(arguments)
    assert arguments.get("note", "wants the baker job in Munich") == "wants the baker job in Munich"
