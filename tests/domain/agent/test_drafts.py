"""Drafts: their purpose, and their language: the message's own or one that it names. No draft is sent."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.agent.drafts import interview_invitation, outreach, rejection
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.language.draft_orders import draft_options
from recruit.domain.engines.language.draft_texts import LETTERS, NAMES
from recruit.domain.jobs.model import Job
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Job: 1 welder. Candidates: 1 Ana Ruíz, who has applied, 2 Tom Ashby."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        welder = await org.job("Welder", location="Ghent")
        ana = await org.candidate("Ana Ruíz", current_title="Welder", location="Madrid")
        await org.candidate("Tom Ashby", current_title="Chef", location="Leeds")
        await org.application(welder, ana, status="screening")
        yield office


async def drafted(office: Office, *messages: str) -> tuple[str, Mapping[str, Any]]:
    """Return the last reply of a conversation and the arguments of its only call, a draft."""
    conversation = None
    for message in messages:
        reply = await office.agent.chat(office.organisation.actor, message, conversation)
        conversation = reply.conversation_id
    transcript = await office.agent.conversations.transcript(office.organisation.actor, conversation or 0)
    (call,) = transcript.messages[-1].tools
    assert call["name"] == "draft_outreach"
    return transcript.messages[-1].text, call["arguments"]


@pytest.mark.parametrize(
    ("message", "purpose", "language"),
    [
        ("write a rejection for Ana Ruíz for job 1", "rejection", "en"),
        ("schreib eine Absage an Ana Ruíz für Stelle 1", "rejection", "de"),
        ("rédige un refus pour Ana Ruíz pour le poste 1", "rejection", "fr"),
        ("redacta un rechazo para Ana Ruíz para el puesto 1", "rejection", "es"),
        ("escreva uma recusa para Ana Ruíz para a vaga 1", "rejection", "pt"),
        ("scrivi un rifiuto per Ana Ruíz per la posizione 1", "rejection", "it"),
        ("schrijf een afwijzing voor Ana Ruíz voor vacature 1", "rejection", "nl"),
        ("write an invitation to an interview for Ana Ruíz", "interview", "en"),
        ("schreib Ana Ruíz eine Einladung zum Vorstellungsgespräch", "interview", "de"),
        ("rédige une invitation à un entretien pour Ana Ruíz", "interview", "fr"),
        ("escribe una invitación a entrevista para Ana Ruíz", "interview", "es"),
        ("redige um convite para entrevista para a Ana Ruíz", "interview", "pt"),
        ("scrivi un invito al colloquio per Ana Ruíz", "interview", "it"),
        ("schrijf een uitnodiging voor een gesprek aan Ana Ruíz", "interview", "nl"),
        ("write the rejection in German for Ana Ruíz", "rejection", "de"),
        ("write Ana Ruíz a Spanish rejection", "rejection", "es"),
        ("schreib die Absage an Ana Ruíz auf Englisch", "rejection", "en"),
        ("rédige le refus pour Ana Ruíz en néerlandais", "rejection", "nl"),
    ],
)
async def test_a_draft_has_the_purpose_and_language_of_the_order(
    office: Office, message: str, purpose: str, language: str
) -> None:
    reply, arguments = await drafted(office, message)
    assert (arguments["candidate_id"], arguments["purpose"], arguments.get("language", "en")) == (1, purpose, language)
    assert reply.startswith(f"Here is a draft in {NAMES[language]} to candidate #1 (Ana Ruíz). I haven't sent it.")
    assert LETTERS[language].closing in reply


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("draft an email to Tom Ashby about job 1", "en"),
        ("entwirf eine E-Mail an Tom Ashby", "de"),
        ("écris un message à Tom Ashby", "fr"),
        ("escribe un correo a Tom Ashby", "es"),
    ],
)
async def test_a_first_message_is_in_the_language_of_the_order(office: Office, message: str, language: str) -> None:
    _, arguments = await drafted(office, message)
    assert arguments.get("language", "en") == language


async def test_the_last_draft_is_written_again_in_another_language(office: Office) -> None:
    reply, arguments = await drafted(office, "write a rejection for Ana Ruíz for job 1", "and in Italian please")
    assert arguments == {"candidate_id": 1, "job_id": 1, "purpose": "rejection", "language": "it"}
    assert LETTERS["it"].decision in reply


def test_a_name_is_not_read_as_a_language() -> None:
    assert draft_options("write to María de la Cruz") == {}


@pytest.mark.parametrize("language", NAMES)
def test_letters_contain_only_known_values(language: str) -> None:
    job = Job(id=1, org_id=1, created_by_user_id=1, title="Welder", location="Ghent")
    person = Candidate(id=2, org_id=1, full_name="Ana Ruíz")
    for about in (job, None):
        drafts = [
            outreach(person, about, [], language),
            interview_invitation(person, about, language),
            rejection(person, about, language),
        ]
        for draft in drafts:
            assert draft.body.startswith(LETTERS[language].greeting.format(name="Ana", full_name="Ana Ruíz"))
            assert not {"{", "}", "None", "  "} & set(draft.subject + draft.body)
            assert ("Welder" in draft.subject + draft.body) == (about is not None)
