"""How long a turn of a language model may take, and whose rights it has."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, StoppedClock, new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.calls import Caller, Result
from recruit.domain.agent.dialogue.dialogue import Dialogue
from recruit.domain.engines.language.memory import Memory
from recruit.ports.language import ChatMessage, MessageRole, ToolCall, ToolDefinition
from recruit.ports.plugins import AdapterConfig


class Slow:
    """A model that calls something new each time it's asked, and takes its time."""

    def __init__(self, clock: StoppedClock, takes: timedelta) -> None:
        self._clock = clock
        self._takes = takes
        self.allowed: list[float] = []
        self.offered: set[str] = set()

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> None:
        """Fill nothing."""

    async def chat(
        self,
        messages: Sequence[ChatMessage],  # noqa: ARG002 - the port names it
        tools: Sequence[ToolDefinition],
        seconds: float,
    ) -> ChatMessage:
        """Ask for one more list."""
        self.allowed.append(seconds)
        self.offered |= {tool.name for tool in tools}
        self._clock.passes(self._takes)
        return ChatMessage(MessageRole.ASSISTANT, "", [ToolCall("a", "find_jobs", {"limit": len(self.allowed)})])


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with memory(AdapterConfig("memory:", Path())) as storage:
        yield await new_office(storage)


async def test_all_steps_together_take_thirty_seconds_at_most(office: Office) -> None:
    model = Slow(office.clock, timedelta(seconds=9))
    messages = Dialogue(office.agent.registry, model, office.clock)
    taken = await messages.take(Caller(office.organisation.actor), Memory(), "Brush up my memory")
    assert model.allowed == [30, 21, 12, 3]
    assert taken is not None
    assert [one.outcome.result for one in taken.done] == [Result.DONE] * 4


@pytest.mark.parametrize(
    ("role", "absent"),
    [(Role.VIEWER, {"undo", "add_note", "create_job", "delete_job"}), (Role.ORG_ADMIN, set())],
)
async def test_a_model_is_offered_what_its_user_may_use(office: Office, role: Role, absent: set[str]) -> None:
    model = Slow(office.clock, timedelta(seconds=31))
    actor = office.organisation.actor
    caller = Caller(Actor(user_id=actor.user_id, org_id=actor.org_id, role=role))
    await Dialogue(office.agent.registry, model, office.clock).take(caller, Memory(), "Brush up my memory")
    assert {"undo", "add_note", "create_job", "delete_job", "find_jobs"} - model.offered == absent
