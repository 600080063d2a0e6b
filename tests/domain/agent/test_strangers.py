"""Names that match no record, in seven languages: the record in focus isn't used instead."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Job 1 is a nurse's, candidate 1, Bob Stone, has applied for it, and candidate 2 is Ana Silva."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        await org.application(await org.job("Nurse"), await org.candidate("Bob Stone", current_title="Nurse"))
        await org.candidate("Ana Silva")
        yield office


async def called(office: Office, before: str, message: str) -> tuple[str, list[Mapping[str, Any]]]:
    """Return the reply to the second message of a conversation and its calls."""
    actor = office.organisation.actor
    first = await office.agent.chat(actor, before)
    reply = await office.agent.chat(actor, message, conversation_id=first.conversation_id)
    transcript = await office.agent.conversations.transcript(actor, reply.conversation_id)
    return reply.text, list(transcript.messages[-1].tools)


@pytest.mark.parametrize(
    "message",
    [
        "summarize Zed",
        "match jobs for Zed",
        "reject Zed for job 1",
        "add a note to Zed: likes tea",
        "move Bob to screening and reject Zed for job 1",
        "Lehne Zed für Stelle 1 ab",
        "Rejette Zed pour le poste 1",
        "Mueve a Zed a oferta",
        "Mova Zed para oferta",
        "Sposta Zed a offerta",
        "Wijs Zed af",
    ],
)
async def test_an_unknown_name_does_not_mean_the_candidate_in_focus(office: Office, message: str) -> None:
    reply, calls = await called(office, "summarize Bob Stone", message)
    assert calls == []
    assert "couldn't find a candidate named 'Zed'" in reply


@pytest.mark.parametrize(
    "message",
    ["match candidates for the plumber job", "close the plumber job", "add Ana Silva to the plumber job"],
)
async def test_an_unknown_title_does_not_mean_the_job_in_focus(office: Office, message: str) -> None:
    reply, calls = await called(office, "show job 1", message)
    assert calls == []
    assert "couldn't find a job named 'plumber'" in reply


@pytest.mark.parametrize(
    ("message", "unknown"),
    [
        ("add Ana Silva and Zed to job 1", "Zed"),
        ("Ajoute Ana Silva et Zed au poste 1", "Zed"),
        ("create a candidate named Vera Thorn and add her to job 1", "a candidate named Vera"),
    ],
)
async def test_an_order_with_one_unknown_name_is_refused(office: Office, message: str, unknown: str) -> None:
    reply, calls = await called(office, "summarize Bob Stone", message)
    assert calls == []
    assert f"“{unknown}”" in reply


@pytest.mark.parametrize("message", ["Lehne sie ab", "wijs hem af", "reject the current candidate"])
async def test_pronouns_are_not_read_as_names(office: Office, message: str) -> None:
    _, calls = await called(office, "summarize Bob Stone", message)
    assert [(call["name"], call["arguments"]["candidate_id"]) for call in calls] == [("reject_application", 1)]
