"""Orders whose verb is an action that no tool has: they change nothing, and the reply says what can be done instead."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.agent.replies import MISSING_ACTIONS
from recruit.domain.engines.language.orders.missing_actions import MissingAction
from recruit.ports.plugins import AdapterConfig

SEND, SCHEDULE, EXPORT, INVITE = MissingAction


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Job 1 is a nurse's; candidate 1, Ingrid Larsen, and candidate 2, Bob Stone, have applied for it."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        job = await org.job("Registered Nurse")
        for name in ("Ingrid Larsen", "Bob Stone"):
            await org.application(job, await org.candidate(name, current_title="Nurse"))
        yield office


async def asked(office: Office, message: str) -> tuple[str, list[str]]:
    """Send a message and return the reply and the tools that it called."""
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    return reply.text, [tool["name"] for tool in transcript.messages[-1].tools]


@pytest.mark.parametrize(
    ("message", "action"),
    [
        ("send the offer to Ingrid", SEND),
        ("send Ingrid the offer", SEND),
        ("please send her an offer letter", SEND),
        ("could you email the contract to candidate 1?", SEND),
        ("sign the offer for Bob Stone", SEND),
        ("move Bob to screening and send the offer to Ingrid", SEND),
        ("schick Ingrid das Angebot", SEND),
        ("Ingrid das Angebot schicken", SEND),
        ("envoie l'offre à Ingrid", SEND),
        ("envía la oferta a Ingrid", SEND),
        ("envie a oferta para Ingrid", SEND),
        ("invia l'offerta a Ingrid", SEND),
        ("stuur het aanbod naar Ingrid", SEND),
        ("schedule an interview with Bob Stone", SCHEDULE),
        ("schedule Bob for an interview", SCHEDULE),
        ("book a 30 minute call with Ingrid", SCHEDULE),
        ("Vereinbare ein Gespräch mit Bob Stone", SCHEDULE),
        ("planifie un entretien avec Bob Stone", SCHEDULE),
        ("programa una entrevista con Bob Stone", SCHEDULE),
        ("agende uma entrevista com Bob Stone", SCHEDULE),
        ("fissa un colloquio con Bob Stone", SCHEDULE),
        ("plan een gesprek met Bob Stone", SCHEDULE),
        ("export Ingrid's data", EXPORT),
        ("Exportiere die Daten von Ingrid", EXPORT),
        ("exporte les données d'Ingrid", EXPORT),
        ("exporta los datos de Ingrid", EXPORT),
        ("invite a colleague", INVITE),
        ("invite Bob Stone to an interview", INVITE),
        ("Lade Bob Stone zum Interview ein", INVITE),
        ("nodig Bob Stone uit voor een gesprek", INVITE),
    ],
)
async def test_an_order_for_an_action_that_no_tool_has_changes_nothing(
    office: Office, message: str, action: MissingAction
) -> None:
    assert await asked(office, message) == (MISSING_ACTIONS[action], [])


@pytest.mark.parametrize(
    ("message", "tools"),
    [
        ("send Ingrid to interview", ["move_application"]),
        ("send Bob Stone on to the offer stage", ["move_application"]),
        ("envía a Ingrid a oferta", ["move_application"]),
        ("send Ingrid an email", ["draft_outreach"]),
        ("send Bob a rejection", ["draft_outreach"]),
        ("note for Ingrid: send the contract", ["add_note"]),
        ("leave a note on Bob: strong, send him the offer and schedule a call", ["add_note"]),
        ("task for me: schedule an interview with Ingrid", ["create_task"]),
        ("programme managers in interview", ["list_applications"]),
        ("export managers in Berlin", ["find_candidates"]),
        ("send me Bob's summary", ["summarize_candidate"]),
    ],
)
async def test_a_verb_of_such_an_action_may_begin_another_order(office: Office, message: str, tools: list[str]) -> None:
    assert (await asked(office, message))[1] == tools
