"""Bulk orders for a pipeline, in seven languages: excluded candidates are never changed."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.engines.language.understanding import WRITES
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs: 1 baker, 2 welder. Candidates: 1 Ana Ruíz, 2 Tom Ashby, 3 Mia Keller, 4 Jan de Wit.

    For job 1, Ana and Jan are in screening, Tom is in interview and Mia has been rejected.
    """
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        baker = await org.job("Baker", location="Leeds")
        await org.job("Welder", location="Ghent")
        ana, tom, mia, jan = [
            await org.candidate(name) for name in ("Ana Ruíz", "Tom Ashby", "Mia Keller", "Jan de Wit")
        ]
        for person, status in ((ana, "screening"), (tom, "interview"), (mia, "rejected"), (jan, "screening")):
            await org.application(baker, person, status=status)
        yield office


async def written(office: Office, message: str) -> tuple[str, Sequence[tuple[str, int, str | None]]]:
    """Return the reply to a message and its proposed writes: the tool, the candidate and the stage."""
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    calls = [call for call in transcript.messages[-1].tools if call["name"] in WRITES]
    assert {call["outcome"] for call in calls} <= {"proposed"}
    return reply.text, [
        (call["name"], call["arguments"].get("candidate_id"), call["arguments"].get("status")) for call in calls
    ]


@pytest.mark.parametrize(
    "message",
    [
        "reject everyone for the baker job except Tom Ashby",
        "everyone but Tom is out: reject them",
        "lehne alle außer Tom Ashby für Job 1 ab",
        "refuse tous les candidats du poste 1 sauf Tom Ashby",
        "rechaza a todos menos a Tom Ashby en el puesto 1",
        "rejeita todos exceto o Tom Ashby na vaga 1",
        "rifiuta tutti tranne Tom Ashby per la posizione 1",
        "wijs iedereen af behalve Tom Ashby voor vacature 1",
    ],
)
async def test_excluded_candidates_are_not_rejected(office: Office, message: str) -> None:
    reply, writes = await written(office, message)
    if message.startswith("everyone"):
        assert not writes
        assert "haven't done anything" in reply
    else:
        assert writes == [("reject_application", 1, None), ("reject_application", 4, None)]


@pytest.mark.parametrize(
    "message",
    [
        "everyone except Ana goes to offer for job 1",
        "alle außer Ana kommen ins Angebot für Job 1",
        "passe tout le monde sauf Ana en offre pour le poste 1",
        "pasa a todos menos a Ana a oferta en el puesto 1",
        "passa todos menos a Ana para proposta na vaga 1",
        "sposta tutti tranne Ana a offerta per la posizione 1",
        "zet iedereen behalve Ana op aanbod voor vacature 1",
    ],
)
async def test_all_candidates_but_the_excluded_one_are_moved(office: Office, message: str) -> None:
    _, writes = await written(office, message)
    assert writes == [("move_application", 2, "offer"), ("move_application", 4, "offer")]


@pytest.mark.parametrize(
    "message",
    [
        "reject all applicants for the baker job who are still in screening",
        "lehne alle Bewerber im Screening für Job 1 ab",
        "refuse tous ceux qui sont en présélection pour le poste 1",
        "rechaza a todos los que están en screening para el puesto 1",
        "rejeita todos os candidatos em triagem na vaga 1",
        "rifiuta tutti i candidati in screening per la posizione 1",
        "wijs alle kandidaten in screening voor vacature 1 af",
    ],
)
async def test_a_bulk_rejection_by_stage_affects_only_that_stage(office: Office, message: str) -> None:
    _, writes = await written(office, message)
    assert writes == [("reject_application", 1, None), ("reject_application", 4, None)]


async def test_a_bulk_move_by_stage_affects_only_that_stage(office: Office) -> None:
    # "de" is part of Jan's name, but doesn't refer to him here.
    _, writes = await written(office, "pasa a todos los de screening del puesto 1 a oferta")
    assert writes == [("move_application", 1, "offer"), ("move_application", 4, "offer")]


async def test_a_bulk_order_without_matching_applications_is_reported(office: Office) -> None:
    reply, writes = await written(office, "reject everyone in offer for job 1")
    assert not writes
    assert "no open applications of which" in reply


async def test_an_exception_outside_the_pipeline_stops_the_order(office: Office) -> None:
    reply, writes = await written(office, "reject everyone for job 2 except Ana")
    assert not writes
    assert "left out" in reply


@pytest.mark.parametrize(
    "message",
    [
        "move Ana, no, Tom to offer",
        "verschieb Ana, nein, Tom ins Angebot",
        "passe Ana, non, Tom en offre",
        "pasa Ana, no, Tom a oferta",
        "passa a Ana não, o Tom para proposta",
        "sposta Ana, no, Tom a offerta",
        "zet Ana, nee, Tom op aanbod",
    ],
)
async def test_a_candidate_whose_name_is_retracted_is_not_moved(office: Office, message: str) -> None:
    _, writes = await written(office, message)
    assert all(person != 1 for _, person, _ in writes)


async def test_but_after_an_order_about_one_candidate_is_not_an_exception(office: Office) -> None:
    _, writes = await written(office, "reject Ana Ruíz but move Tom Ashby to offer")
    assert writes == [("reject_application", 1, None), ("move_application", 2, "offer")]


@pytest.mark.parametrize(
    "message",
    [
        "close all jobs in Leeds",
        "put all open jobs on hold",
        "schließ alle Stellen in Leeds",
        "ferme tous les postes à Leeds",
        "cierra todos los puestos en Leeds",
        "fecha todas as vagas em Leeds",
        "chiudi tutte le posizioni a Leeds",
        "sluit alle vacatures in Leeds",
    ],
)
async def test_a_bulk_order_that_is_not_done_is_reported(office: Office, message: str) -> None:
    reply, writes = await written(office, message)
    assert not writes
    assert "I haven't" in reply or "Did you mean" in reply


async def test_a_request_to_show_all_rows_is_not_an_order(office: Office) -> None:
    reply, _ = await written(office, "show all jobs in Leeds")
    assert "I haven't" not in reply


@pytest.mark.parametrize(
    "message",
    [
        "everyone in screening for baker -> offer",
        "alle in screening für Baker → offer",
        "all in screening for job 1 => offer",
    ],
)
async def test_an_arrow_moves_all_candidates_of_a_stage(office: Office, message: str) -> None:
    reply, calls = await written(office, message)
    assert calls == [("move_application", 1, "offer"), ("move_application", 4, "offer")], reply
