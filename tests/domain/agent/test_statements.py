"""Statements, which order nothing, and orders that no tool carries out, in seven languages."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from domain.agent.test_coverage import called
from recruit.adapters.memory import storage as memory
from recruit.domain.agent import replies
from recruit.domain.engines.language.understanding import WRITES
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs 1 and 2; candidates 1 and 2, each with an application, 1 and 2, to the job of the same id."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        for title, name in (("Senior Baker", "Ana Ruíz"), ("Welder", "Tom Ashby")):
            await org.application(await org.job(title, location="Leeds"), await org.candidate(name))
        yield office


@pytest.mark.parametrize(
    "message",
    [
        "job 1 won't be closed",
        "job 1 cannot be put on hold",
        "the salary of job 1 isn't 90000",
        "the location of job 1 is not Dallas",
        "job 2 will not be reopened",
        "Ana Ruíz hasn't been moved to offer",
        "Stelle 1 darf nicht geschlossen werden",
        "Das Gehalt von Stelle 2 ist nicht 50000",
        "le poste 1 n'est pas en pause",
        "el puesto 1 no se cierra",
        "Ana Ruíz não foi rejeitada",
        "la posizione 1 non verrà chiusa",
        "vacature 1 wordt niet gesloten",
    ],
)
async def test_a_negated_statement_orders_nothing(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert not [call for call in calls if call["name"] in WRITES]


@pytest.mark.parametrize(
    "message",
    [
        "don't set location of job 1 to Rome",
        "don't change the location of job 1 to Rome",
        "do not change the salary of job 1 to 50k",
        "don't create a job for a cook in Rome",
        "don't move Ana Ruíz to offer for job 1",
        "Erstelle keine Stelle für einen Koch in Rom",
        "Ändere den Standort von Stelle 1 nicht auf Rom",
        "ne crée pas de poste de cuisinier à Rome",
        "ne change pas le salaire du poste 1 à 50k",
        "no crees un puesto de cocinero en Roma",
        "no cambies la ubicación del puesto 1 a Roma",
        "não crie uma vaga de cozinheiro em Roma",
        "não mude o local da vaga 1 para Roma",
        "non creare una posizione per un cuoco a Roma",
        "non cambiare la sede della posizione 1 a Roma",
        "maak geen vacature voor een kok in Rome",
        "voeg geen kandidaat Paul Meier toe, lasser",
        "verander de locatie van vacature 1 niet in Rome",
        "reject Ana, not yet",
        "hire Ana. Actually no.",
        "lehne Ana ab, ach nein",
        "refuse Ana, pas encore",
        "rechaza a Ana, bueno no",
        "rejeita a Ana, ainda não",
        "rifiuta Ana. Anzi no.",
        "wijs Ana af, toch niet",
    ],
)
async def test_a_forbidden_change_is_not_proposed(office: Office, message: str) -> None:
    reply, calls = await called(office, message)
    assert (calls, reply == replies.DECLINED or "as a statement" in reply) == ([], True)


@pytest.mark.parametrize(
    "message",
    [
        "create a job for a cook, no weekends",
        "set the description of job 1 to we never close",
        "reject Tom Ashby, don't wait",
        "don't forget to close job 2",
        "Erstelle eine Stelle für einen Koch, keine Wochenendarbeit",
        "crea una posizione per un cuoco non fumatore a Roma",
        "maak een vacature voor een kok, geen weekenden",
    ],
)
async def test_a_negation_in_a_text_or_after_an_order_forbids_nothing(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert [call["name"] for call in calls if call["name"] in WRITES]


@pytest.mark.parametrize(
    ("message", "tool"),
    [
        ("reject Tom Ashby for not showing up", "reject_application"),
        ("Tom Ashby hasn't answered, move him to screening", "move_application"),
    ],
)
async def test_a_negation_in_a_reason_does_not_negate_the_order(office: Office, message: str, tool: str) -> None:
    _, calls = await called(office, message)
    assert [call["name"] for call in calls] == [tool]


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        ("change the phone number of Ana Ruíz to +1 555 0100", replies.NO_FIELDS),
        ("withdraw the offer to Ana Ruíz", replies.NO_REVOKING),
        ("cancel Tom Ashby's interview", replies.NO_REVOKING),
        ("zieh das Angebot an Ana Ruíz zurück", replies.NO_REVOKING),
        ("retire l'offre à Ana Ruíz", replies.NO_REVOKING),
        ("retira la oferta a Ana Ruíz", replies.NO_REVOKING),
        ("adia a entrevista da Ana Ruíz", replies.NO_REVOKING),
        ("ritira l'offerta a Ana Ruíz", replies.NO_REVOKING),
        ("trek het aanbod aan Ana Ruíz in", replies.NO_REVOKING),
        ("move Ana Ruíz out of the interview stage", replies.NO_REVOKING),
        ("un-reject Tom Ashby", replies.NO_REVOKING),
        ("turn down Ana Ruíz's request to change the date", replies.NO_REVOKING),
        ("rechaza la petición de Ana Ruíz", replies.NO_REVOKING),
        ("change Tom Ashby's email to tom@example.org", replies.NO_FIELDS),
        ("Ändere die Telefonnummer von Ana Ruíz auf 0664 1234567", replies.NO_FIELDS),
        ("change le téléphone de Tom Ashby en 06 11 22 33 44", replies.NO_FIELDS),
        ("cambia el correo de Ana Ruíz a ana@example.com", replies.NO_FIELDS),
        ("muda o telefone do Tom Ashby para 912 345 678", replies.NO_FIELDS),
        ("cambia il telefono di Ana Ruíz in 333 1234567", replies.NO_FIELDS),
        ("wijzig het telefoonnummer van Tom Ashby naar 0612345678", replies.NO_FIELDS),
        ("remove the note from Ana Ruíz", replies.NO_NOTES),
        ("Lösche die Notiz von Tom Ashby", replies.NO_NOTES),
        ("supprime la remarque sur Ana Ruíz", replies.NO_NOTES),
        ("borra la nota de Ana Ruíz", replies.NO_NOTES),
        ("apaga a nota da Ana Ruíz", replies.NO_NOTES),
        ("cancella la nota di Ana Ruíz", replies.NO_NOTES),
        ("verwijder de notitie van Ana Ruíz", replies.NO_NOTES),
        ("rename candidate 1 to Max", replies.NO_FIELDS),
        ("rename Tom Ashby to Tom Hill", replies.NO_FIELDS),
        ("undo the last two", replies.ONE_UNDONE),
        ("annule les deux dernières modifications", replies.ONE_UNDONE),
        ("mach die letzten zwei Änderungen rückgängig", replies.ONE_UNDONE),
    ],
)
async def test_unsupported_orders_are_reported(office: Office, message: str, reply: str) -> None:
    assert await called(office, message) == (reply, [])


@pytest.mark.parametrize(
    ("message", "stage"),
    [
        ("Ana Ruíz has withdrawn", "withdrawn"),
        ("Ana Ruíz withdrew from job 1", "withdrawn"),
        ("Ana Ruíz accepted our offer", "hired"),
        ("Ana Ruíz hat unser Angebot angenommen", "hired"),
    ],
)
async def test_a_candidates_decision_is_proposed_as_its_stage(office: Office, message: str, stage: str) -> None:
    _, calls = await called(office, message)
    moved = [(call["name"], call["arguments"]["status"], call["outcome"]) for call in calls]
    assert moved == [("move_application", stage, "proposed")]
