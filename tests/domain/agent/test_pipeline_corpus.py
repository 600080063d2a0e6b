"""Each sentence about stages, notes, tags, tasks and reports: its calls, and that others write nothing."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office
from domain.agent.corpus_world import Line, conversations
from domain.agent.pipeline_world import new_pipeline_office
from recruit.adapters.memory import storage as memory
from recruit.domain.agent.tool import Effect
from recruit.domain.notes.model import Visibility
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.shared.pages import Window
from recruit.domain.tasks.model import TaskSearch
from recruit.ports.plugins import AdapterConfig

ALL = Window(limit=100)
CONVERSATIONS = {
    f"{part} {place}: {talk[0].sentence}": talk
    for part in ("pipeline_tuned", "pipeline_held")
    for place, talk in enumerate(conversations(part))
}


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with memory(AdapterConfig("memory:", Path())) as storage:
        yield await new_pipeline_office(storage)


async def rows(office: Office) -> list[Any]:
    """Return the records that the tools change."""
    async with office.organisation.storage.transaction(office.organisation.actor.org_id) as work:
        return [
            (await work.notes.page(ALL, list(Visibility))).items,
            (await work.tags.page(ALL)).items,
            [(await work.tags.of_candidate(ALL, one.id)).items for one in await work.candidates.all()],
            (await work.tasks.page(ALL, TaskSearch())).items,
            (await work.applications.search(ALL, ApplicationSearch())).items,
        ]


@pytest.mark.parametrize("talk", CONVERSATIONS.values(), ids=CONVERSATIONS)
async def test_a_sentence_makes_its_expected_calls_and_no_other_writes(office: Office, talk: Sequence[Line]) -> None:
    tools = office.agent.registry.tools
    for line in talk:
        before = await rows(office)
        reply = await office.agent.chat(office.organisation.actor, line.sentence)
        transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
        calls = transcript.messages[-1].tools
        done = [call for call in calls if tools[call["name"]].effect is not Effect.READS and call["outcome"] == "done"]
        if not line.may_read:
            called = [(call["name"], call["arguments"], call["outcome"] == "proposed") for call in calls]
            assert called == [(call.name, call.arguments, call.proposed) for call in line.calls], reply.text
            assert all(call["outcome"] in {"done", "proposed"} for call in calls), reply.text
        assert bool(done) == (await rows(office) != before), reply.text
        expected = [call for call in line.calls if tools[call.name].effect is not Effect.READS and not call.proposed]
        assert len(done) == len(expected), reply.text
