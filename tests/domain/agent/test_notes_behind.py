"""Notes whose text precedes the order, in seven languages: the text is stored without the order."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Candidate 1 Tom Ashby, who has applied for job 1, baker; 2 Mia Keller."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        await org.application(await org.job("Baker"), await org.candidate("Tom Ashby"), status="applied")
        await org.candidate("Mia Keller")
        yield office


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("tom called, he can start in may", ". put that in his notes"),
        ("I talked to Tom and he wants 27k", ", please add this to his file."),
        ("Tom kann im Mai anfangen", ", schreib das in seine Notizen"),
        ("Tom est dispo en février", ", mets ça dans ses notes"),
        ("Tom prefiere noches", ", apúntalo en sus notas"),
        ("o Tom quer teletrabalho", ", põe isso nas notas dele"),
        ("Tom aspetta una controfferta", ", mettilo nelle sue note"),
        ("Tom belt maandag terug", ", zet dat in zijn notities"),
    ],
)
async def test_the_text_before_the_order_is_the_note(office: Office, text: str, order: str) -> None:
    assert f"add this note to candidate #1 (Tom Ashby): “{text}”" in await office.say(text + order)


async def test_an_order_after_the_note_is_separate(office: Office) -> None:
    reply = await office.say("tom can start in may and wants 27k put that in his notes and move him to screening")
    assert "1. add this note to candidate #1 (Tom Ashby): “tom can start in may and wants 27k”" in reply
    assert "2. move candidate #1 (Tom Ashby) for job #1 (Baker) to screening" in reply


@pytest.mark.parametrize(
    "message",
    [
        "put that in Tom's notes, in his notes, put that in his notes",
        "Tom and Mia can start in may, put that in his notes",
        "Tom can start in may, put that in his notes and dance",
        "reject Tom Ashby and put that in his notes",
    ],
)
async def test_an_order_is_not_proposed_as_a_note(office: Office, message: str) -> None:
    assert "add this note" not in await office.say(message)
