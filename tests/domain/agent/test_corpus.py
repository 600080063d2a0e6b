"""Each conversation of the corpus, run on the memory adapter: its calls and its writes."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office
from domain.agent.corpus_world import Line, conversations, new_corpus_office
from recruit.adapters.memory import storage as memory
from recruit.domain.agent.tool import Effect
from recruit.domain.search.model import ApplicationSearch
from recruit.ports.plugins import AdapterConfig

CONVERSATIONS = {
    f"{part} {place}: {talk[0].sentence}": talk
    for part in ("tuned", "held", "later")
    for place, talk in enumerate(conversations(part))
}


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with memory(AdapterConfig("memory:", Path())) as storage:
        yield await new_corpus_office(storage)


async def rows(office: Office) -> list[Any]:
    """Return all jobs, all candidates and the application counts."""
    async with office.organisation.storage.transaction(office.organisation.actor.org_id) as work:
        applications = await work.applications.counts(ApplicationSearch())
        return [await work.jobs.all(), await work.candidates.all(), applications]


def test_the_corpus_has_at_least_300_conversations() -> None:
    assert sum(map(len, CONVERSATIONS.values())) >= 300


@pytest.mark.parametrize("talk", CONVERSATIONS.values(), ids=CONVERSATIONS)
async def test_a_conversation_makes_its_expected_calls_and_no_other_writes(
    office: Office, talk: Sequence[Line]
) -> None:
    conversation = None
    for line in talk:
        before = await rows(office)
        reply = await office.agent.chat(office.organisation.actor, line.sentence, conversation)
        conversation = reply.conversation_id
        transcript = await office.agent.conversations.transcript(office.organisation.actor, conversation)
        called = [
            (call["name"], call["arguments"], call["outcome"] == "proposed") for call in transcript.messages[-1].tools
        ]
        assert called == [(call.name, call.arguments, call.proposed) for call in line.calls], line.sentence
        tools = office.agent.registry.tools
        if not any(tools[call.name].effect is not Effect.READS and not call.proposed for call in line.calls):
            assert await rows(office) == before, line.sentence
