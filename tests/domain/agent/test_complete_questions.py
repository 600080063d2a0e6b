"""Questions that need nothing of those before them, and text in documents."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office
from domain.agent.pipeline_world import new_pipeline_office
from recruit.adapters.memory import storage as memory
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.documents.model import DocumentDetails
from recruit.ports.plugins import AdapterConfig
from worlds import colleague


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with memory(AdapterConfig("memory:", Path())) as storage:
        yield await new_pipeline_office(storage)


async def last_call(office: Office, *messages: str) -> Mapping[str, Any]:
    """Send the messages of a conversation and return the arguments of the last call."""
    actor, conversation = office.organisation.actor, None
    for message in messages:
        conversation = (await office.agent.chat(actor, message, conversation)).conversation_id
    assert conversation is not None
    transcript = await office.agent.conversations.transcript(actor, conversation)
    arguments: Mapping[str, Any] = transcript.messages[-1].tools[-1]["arguments"]
    return arguments


@pytest.mark.parametrize(
    ("first", "second", "arguments"),
    [
        ("candidates in Berlin", "Kandidaten, die React können", {"skill": "React"}),
        ("who applied for job 5?", "show all applications", {}),
        ("who applied for job 5?", "how many applications do we have?", {}),
        ("show me nurses", "which candidates have more than 5 years of experience?", {"min_years": 6}),
        ("candidates in Berlin", "only those with React", {"location": "Berlin", "skill": "React"}),
    ],
)
async def test_a_question_takes_filters_of_the_one_before_only_if_it_refers_to_its_list(
    office: Office, first: str, second: str, arguments: Mapping[str, Any]
) -> None:
    assert await last_call(office, first, second) == arguments


async def test_words_are_found_in_documents_by_those_who_may_read_them(office: Office) -> None:
    storage, actor, now = office.organisation.storage, office.organisation.actor, office.clock.now()
    details = DocumentDetails(
        candidate_id=8,
        filename="cv.txt",
        kind="txt",
        pages=None,
        size=4,
        sha256=b"h" * 32,
        created_at=now,
    )
    async with storage.transaction(actor.org_id) as work:
        await work.documents.add(details, b"life", text="Licensed parachutist")
    viewer = await colleague(storage, actor.org_id, Role.VIEWER)
    question = "find candidates who mention parachutist"
    assert "Nina Park" in await office.say(question)
    assert "no candidates" in (await office.agent.chat(viewer, question)).text
