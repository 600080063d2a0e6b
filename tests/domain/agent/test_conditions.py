"""Conditions after and before an order, in seven languages: nothing is done, and the reply names the condition."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs 1 and 2; candidate 1, in screening for job 1."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        baker = await org.job("Baker")
        await org.job("Welder")
        await org.application(baker, await org.candidate("Ana Ruíz"), status="screening")
        yield office


async def reply_and_outcomes(office: Office, message: str) -> tuple[str, set[str]]:
    """Return the reply to a message and the outcomes of its calls."""
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    return reply.text, {call["outcome"] for call in transcript.messages[-1].tools}


@pytest.mark.parametrize(
    ("message", "condition"),
    [
        ("close job 2 only if Ana signs", "only if Ana signs"),
        ("if Ana doesn't sign, close job 2", "if Ana doesn't sign"),
        ("move Ana Ruíz to offer provided she agrees", "provided she agrees"),
        ("lehne Ana Ruíz nur ab, wenn sie nicht kommt", "wenn sie nicht kommt"),
        ("schließ Stelle 2, aber nur falls Ana zusagt", "aber nur falls Ana zusagt"),
        ("wenn Ana nicht unterschreibt, schließ Stelle 2", "wenn Ana nicht unterschreibt"),
        ("ferme le poste 2 seulement si Ana signe", "seulement si Ana signe"),
        ("passe Ana Ruíz en offre à condition qu'elle accepte", "à condition qu'elle accepte"),
        ("cierra el puesto 2 solo si Ana firma", "solo si Ana firma"),
        ("mueve a Ana Ruíz a oferta siempre que acepte", "siempre que acepte"),
        ("fecha a vaga 2 só se a Ana assinar", "só se a Ana assinar"),
        ("passa a Ana Ruíz para proposta somente se ela aceitar", "somente se ela aceitar"),
        ("chiudi la posizione 2 solo se Ana firma", "solo se Ana firma"),
        ("sposta Ana Ruíz a offerta a patto che accetti", "a patto che accetti"),
        ("sluit vacature 2 alleen als Ana tekent", "alleen als Ana tekent"),
        ("Ana Ruíz auf Angebot, aber erst nächste Woche", "aber erst nächste Woche"),
        ("wijs Ana Ruíz af, maar alleen als ze niet komt", "maar alleen als ze niet komt"),
    ],
)
async def test_a_condition_is_reported_and_nothing_is_done(office: Office, message: str, condition: str) -> None:
    reply, outcomes = await reply_and_outcomes(office, message)
    assert f"I can't check a condition, or wait for one: “{condition}”." in reply
    assert outcomes <= {"proposed"}


@pytest.mark.parametrize(
    "message",
    [
        "move application 1 to interview if you can",
        "s'il te plaît ferme le poste 2",
        "sluit vacature 2 als je kunt",
        "add a note to Ana Ruíz: call her if she moves",
        "füge Ana Ruíz als Kandidatin zu Stelle 2 hinzu",
        "who fits job 1 if we drop Python?",
        "a Ana Ruíz sí, pásala a oferta",
    ],
)
async def test_courtesies_notes_and_questions_set_no_condition(office: Office, message: str) -> None:
    reply, _ = await reply_and_outcomes(office, message)
    assert "condition" not in reply
