"""The time limit and the permissions of a language model's turn."""

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


class SlowModel:
    """A model that takes a fixed time for each step and always asks for another call."""

    def __init__(self, clock: StoppedClock, duration: timedelta) -> None:
        self._clock = clock
        self._duration = duration
        self.limits: list[float] = []
        self.offered: set[str] = set()

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> None:
        """Fill nothing."""

    async def chat(
        self,
        messages: Sequence[ChatMessage],  # noqa: ARG002 - the port names it
        tools: Sequence[ToolDefinition],
        seconds: float,
    ) -> ChatMessage:
        """Call `find_jobs` with a new limit."""
        self.limits.append(seconds)
        self.offered |= {tool.name for tool in tools}
        self._clock.passes(self._duration)
        return ChatMessage(MessageRole.ASSISTANT, "", [ToolCall("a", "find_jobs", {"limit": len(self.limits)})])


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with memory(AdapterConfig("memory:", Path())) as storage:
        yield await new_office(storage)


async def test_the_steps_of_a_turn_share_thirty_seconds(office: Office) -> None:
    model = SlowModel(office.clock, timedelta(seconds=9))
    dialogue = Dialogue(office.agent.registry, model, office.clock)
    turn = await dialogue.take(Caller(office.organisation.actor), Memory(), "Brush up my memory")
    assert model.limits == [30, 21, 12, 3]
    assert turn is not None
    assert [one.outcome.result for one in turn.done] == [Result.DONE] * 4


@pytest.mark.parametrize(
    ("role", "absent"),
    [(Role.VIEWER, {"undo", "add_note", "create_job", "delete_job"}), (Role.ORG_ADMIN, set())],
)
async def test_a_model_is_offered_the_tools_its_user_may_use(office: Office, role: Role, absent: set[str]) -> None:
    model = SlowModel(office.clock, timedelta(seconds=31))
    actor = office.organisation.actor
    caller = Caller(Actor(user_id=actor.user_id, org_id=actor.org_id, role=role))
    await Dialogue(office.agent.registry, model, office.clock).take(caller, Memory(), "Brush up my memory")
    assert {"undo", "add_note", "create_job", "delete_job", "find_jobs"} - model.offered == absent
