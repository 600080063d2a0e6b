"""A new order drops the pending proposal: the reply lists the calls that the order doesn't replace."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from domain.agent.agent_world import new_office
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig

BOTH = "Tom Ashby bitte auf Interview setzen und Job 1 wieder öffnen"
DROPPED = "I haven't done what I proposed before: "


@pytest.fixture
async def talk() -> AsyncIterator[Callable[..., Awaitable[str]]]:
    """Job 1 baker with candidates 1 Tom Ashby, applied, and 2 Mia Keller, in screening. Returns the last reply."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        baker = await org.job("Baker", status="on_hold")
        await org.application(baker, await org.candidate("Tom Ashby"), status="applied")
        await org.application(baker, await org.candidate("Mia Keller"), status="screening")

        async def say(*messages: str) -> str:
            conversation, reply = None, None
            for message in messages:
                reply = await office.agent.chat(org.actor, message, conversation)
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
async def test_calls_that_a_correction_drops_are_reported(talk: Callable[..., Awaitable[str]], correction: str) -> None:
    reply = await talk(BOTH, correction)
    assert f"{DROPPED}change job #1: status “open”." in reply
    assert "move candidate" not in reply.partition(DROPPED)[2]


async def test_a_new_order_reports_the_dropped_proposal(talk: Callable[..., Awaitable[str]]) -> None:
    reply = await talk(BOTH, "et passe mia keller en entretien")
    assert f"{DROPPED}move candidate #1 for job #1 to interview; change job #1: status “open”." in reply


@pytest.mark.parametrize("message", ["no", "undo that", "show job 1", BOTH, "yes"])
async def test_no_dropped_proposal_is_reported_after_an_answer_a_question_or_a_repetition(
    talk: Callable[..., Awaitable[str]], message: str
) -> None:
    assert DROPPED not in await talk(BOTH, message)
