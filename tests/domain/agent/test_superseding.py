"""What was proposed is dropped by the next order: said of all that this doesn't replace."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from domain.agent.agent_world import new_office
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig

BOTH = "Tom Ashby bitte auf Interview setzen und Job 1 wieder öffnen"
GONE = "I haven't done what I proposed before: "


@pytest.fixture
async def talk() -> AsyncIterator[Callable[..., Awaitable[str]]]:
    """Job 1 baker with candidates 1 Tom Ashby, applied, and 2 Mia Keller, in screening. Returns the last reply."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        ours = office.organisation
        baker = await ours.job("Baker", status="on_hold")
        await ours.application(baker, await ours.candidate("Tom Ashby"), status="applied")
        await ours.application(baker, await ours.candidate("Mia Keller"), status="screening")

        async def say(*messages: str) -> str:
            conversation, reply = None, None
            for message in messages:
                reply = await office.agent.chat(ours.actor, message, conversation)
                conversation = reply.conversation_id
            return reply.text if reply else ""

        yield say


@pytest.mark.parametrize(
    "correction",
    [
        "Ach nee, doch nur ins Screening",
        "move tom ashby to screening and add a note to him: call back",
        "pasa a tom ashby a screening y ponle una nota: llamar",
    ],
)
async def test_what_a_correction_leaves_out_is_told(talk: Callable[..., Awaitable[str]], correction: str) -> None:
    reply = await talk(BOTH, correction)
    assert f"{GONE}change job #1: status “open”." in reply
    assert "move candidate" not in reply.partition(GONE)[2]


async def test_another_order_says_that_the_first_is_not_done(talk: Callable[..., Awaitable[str]]) -> None:
    reply = await talk(BOTH, "et passe mia keller en entretien")
    assert f"{GONE}move candidate #1 for job #1 to interview; change job #1: status “open”." in reply


@pytest.mark.parametrize("message", ["no", "undo that", "show job 1", BOTH, "yes"])
async def test_nothing_is_said_of_what_is_refused_asked_or_said_again(
    talk: Callable[..., Awaitable[str]], message: str
) -> None:
    assert GONE not in await talk(BOTH, message)
