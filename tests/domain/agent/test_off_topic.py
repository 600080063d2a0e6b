"""Messages about something else than recruiting, in seven languages: a short reply instead of a list."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """A cook in Paris who knows Python."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        await office.organisation.candidate("Ana Silva", current_title="Cook", location="Paris", notes="Python")
        yield office


async def asked(office: Office, *messages: str) -> tuple[str, list[str]]:
    """Return the reply to the last message of a conversation, and the tools that it called."""
    actor, conversation = office.organisation.actor, None
    for message in messages:
        reply = await office.agent.chat(actor, message, conversation_id=conversation)
        conversation = reply.conversation_id
    transcript = await office.agent.conversations.transcript(actor, reply.conversation_id)
    return reply.text, [tool["name"] for tool in transcript.messages[-1].tools]


@pytest.mark.parametrize(
    ("message", "unknown"),
    [
        ("what is the weather in Paris", "weather"),
        ("What's the weather like in Berlin?", "weather like"),
        ("what is the capital of France", "capital"),
        ("hotels in Paris", "hotels"),
        ("book me a flight to Berlin", "flight"),
        ("who is the mayor of Paris", "mayor"),
        ("wie ist das Wetter in Paris", "Wetter"),
        ("quel temps fait-il à Paris", "temps"),
        ("¿qué tiempo hace en Madrid?", "tiempo"),
        ("che tempo fa a Roma", "tempo"),
        ("hoe is het weer in Amsterdam", "weer"),
    ],
)
async def test_a_question_about_something_else_is_answered_with_what_the_agent_can_do(
    office: Office, message: str, unknown: str
) -> None:
    reply, tools = await asked(office, message)
    assert tools == []
    assert reply.startswith("I didn't understand ")
    assert unknown in reply
    assert "'match candidates for job 5'" in reply


async def test_so_is_one_within_a_conversation(office: Office) -> None:
    reply, tools = await asked(office, "find candidates in Paris", "what is the weather in Paris")
    assert (tools, reply[:30]) == ([], "I didn't understand “weather”.")


@pytest.mark.parametrize(
    "message",
    [
        "who in Paris knows Python",
        "who lives in Paris",
        "who's around in Paris",
        "any reqs in Paris",
        "talent in Paris",
        "LPNs in Paris",
        "cooks in Paris",
        "qui habite à Paris",
        "¿cuántas búsquedas hay en Paris?",
    ],
)
async def test_a_question_that_names_a_place_is_still_answered(office: Office, message: str) -> None:
    assert (await asked(office, message))[1] in (["find_candidates"], ["find_jobs"])


async def test_a_short_message_goes_on_with_what_was_asked_before(office: Office) -> None:
    assert (await asked(office, "find candidates in Lyon", "Paris, then."))[1] == ["find_candidates"]
