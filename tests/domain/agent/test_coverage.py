"""Messages that name several ids, stages or new jobs, in seven languages: all are used, or nothing is written."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.agent import replies
from recruit.domain.engines.language.understanding import WRITES
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs 1 to 3; candidates 1 to 3, each with an application, 1 to 3, to the job of the same id."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        for title, name in (("Baker", "Ana Ruíz"), ("Welder", "Tom Ashby"), ("Roofer", "Mia Keller")):
            await org.application(await org.job(title), await org.candidate(name))
        yield office


async def called(office: Office, message: str) -> tuple[str, list[Mapping[str, Any]]]:
    """Return the reply to a message and its calls."""
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    return reply.text, list(transcript.messages[-1].tools)


@pytest.mark.parametrize(
    "message",
    [
        "move application 1 to screening and application 2 to interview",
        "move application #1 to screening and #2 to interview",
        "move application #1 to screening, #2 to interview",
        "move application 1 to screening, 2 to interview",
        "verschiebe Bewerbung 1 in die Vorauswahl und Bewerbung 2 ins Interview",
        "verschiebe Bewerbung 1 in die Vorauswahl und 2 ins Interview",
        "passe la candidature 1 en présélection et la candidature 2 en entretien",
        "mueve la solicitud 1 a preselección y la solicitud 2 a entrevista",
        "mova a candidatura 1 para triagem e a candidatura 2 para entrevista",
        "sposta la candidatura 1 a preselezione e la candidatura 2 a colloquio",
        "verplaats sollicitatie 1 naar screening en sollicitatie 2 naar interview",
    ],
)
async def test_each_application_is_moved_to_its_own_stage(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert [(call["name"], call["arguments"], call["outcome"]) for call in calls] == [
        ("move_application", {"application_id": 1, "status": "screening"}, "proposed"),
        ("move_application", {"application_id": 2, "status": "interview"}, "proposed"),
    ]


async def test_each_candidate_is_moved_to_its_own_stage(office: Office) -> None:
    _, calls = await called(office, "move candidate 1 to screening, candidate 2 to interview")
    moved = [(call["arguments"]["candidate_id"], call["arguments"]["status"]) for call in calls]
    assert moved == [(1, "screening"), (2, "interview")]


@pytest.mark.parametrize(
    "message",
    [
        "add a note to candidate 1 and candidate 2: call back",
        "add a note to candidates 1 and 2: call back",
        "add a note to Ana Ruíz and Tom Ashby: call back",
        "füge eine Notiz zu Kandidat 1 und Kandidat 2 hinzu: call back",
        "ajoute une note au candidat 1 et au candidat 2 : call back",
        "añade una nota al candidato 1 y al candidato 2: call back",
        "adicione uma nota ao candidato 1 e ao candidato 2: call back",
        "aggiungi una nota al candidato 1 e al candidato 2: call back",
        "voeg een notitie toe aan kandidaat 1 en kandidaat 2: call back",
    ],
)
async def test_a_note_is_proposed_for_each_named_candidate(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert [(call["name"], call["arguments"], call["outcome"]) for call in calls] == [
        ("add_note", {"candidate_id": 1, "note": "call back"}, "proposed"),
        ("add_note", {"candidate_id": 2, "note": "call back"}, "proposed"),
    ]


@pytest.mark.parametrize(
    "message",
    [
        "create a job for a plumber in Leeds and a job for a baker in York",
        "create a job nurse in Paris and a job cook in Lyon",
        "create two jobs: a nurse in Paris and a cook in Lyon",
        "create a job for a nurse in Paris. Create a job for a cook in Lyon.",
        "create a plumber job in Leeds and another for a baker in York",
        "erstelle eine Stelle für einen Koch in Bonn und eine Stelle für einen Bäcker in Köln",
        "erstelle zwei Stellen: einen Koch in Bonn und einen Bäcker in Köln",
        "crée un poste de cuisinier à Lyon et un poste de boulanger à Paris",
        "crea un puesto de cocinero en Madrid y un puesto de panadero en Toledo",
        "crie uma vaga de cozinheiro em Lisboa e uma vaga de padeiro no Porto",
        "crea una posizione per un cuoco a Roma e una posizione per un fornaio a Milano",
        "maak een vacature voor een kok in Gent en een vacature voor een bakker in Breda",
        "add jobs: nurse in Paris, cook in Lyon",
        "please post these jobs: a plumber, a baker",
        "neue Stellen: Koch in Bonn, Bäcker in Köln",
        "ajoute des postes : cuisinier à Lyon, boulanger à Paris",
        "añade puestos: cocinero en Madrid, panadero en Toledo",
        "adicione vagas: cozinheiro em Lisboa, padeiro no Porto",
        "aggiungi posizioni: cuoco a Roma, fornaio a Milano",
        "voeg vacatures toe: kok in Gent, bakker in Breda",
    ],
)
async def test_several_new_jobs_in_one_message_are_refused(office: Office, message: str) -> None:
    reply, calls = await called(office, message)
    assert (reply, calls) == (replies.ONE_JOB_A_MESSAGE, [])


@pytest.mark.parametrize(
    "message",
    [
        "create a job for a nurse in Paris. She works with a cook and a doctor.",
        "create a job for a plumber in Leeds, salary 30k-40k, boilers and pipes",
        "okay so let's post something for a, a van driver, multi drop, Croydon, six days",
        "get a job up for a night nurse, no, a night care assistant, care home in Hove, twelve pounds eighty",
        "My boss wants 3 programmers of Java in Cluj, do the vacancy",
        "warehouse op x15, tilburg, temp, start 3 june, make the job",
        "Abre uma vaga de auxiliar de cozinha em Recife, CLT, 6x1",
        "crée un poste de cuisinier à Lyon",
    ],
)
async def test_one_new_job_is_created(office: Office, message: str) -> None:
    _, (call,) = await called(office, message)
    assert call["name"] == "create_job"


@pytest.mark.parametrize(
    ("message", "unused"),
    [
        ("reject candidate 1 for job 1 and candidate 3 for job 3", "candidate 3"),
        ("reject everyone for job 1 and job 2", "job 2"),
        ("add candidate Anna Berg and candidate Paul Klein", "candidate Paul"),
        ("add a note to candidate 1: call back, and to candidate 2: wait", "candidate 2"),
        ("ajoute une note au candidat 1 : rappeler, et au candidat 2 : attendre", "candidat 2"),
        ("Bewerbung 1 ins Interview und Bewerbung 2 ins Angebot verschieben", "Bewerbung 2"),
        ("set the salary of job 1 to 50k-60k and of job 2 to 40k-45k", "job 2"),
        ("move application 1 to screening or interview", "interview"),
    ],
)
async def test_an_unused_object_of_an_order_is_reported_and_nothing_is_written(
    office: Office, message: str, unused: str
) -> None:
    reply, calls = await called(office, message)
    assert not [call for call in calls if call["name"] in WRITES]
    assert unused in reply


async def test_two_moves_that_share_a_final_verb_are_both_proposed(office: Office) -> None:
    _, calls = await called(office, "sollicitatie 1 naar interview en sollicitatie 2 naar aanbod verplaatsen")
    moved = [(call["arguments"]["application_id"], call["arguments"]["status"]) for call in calls]
    assert moved == [(1, "interview"), (2, "offer")]
    assert {call["outcome"] for call in calls} == {"proposed"}


@pytest.mark.parametrize(
    "message",
    [
        "move application 1 of candidate 1 for job 1 to interview",
        "don't reject application 2, move application 1 to interview",
        "move application 1 from sourced to interview",
        "move application 1 to interview, signed off at 2 a.m.",
        "I jumped the gun on application 1, put it to interview.",
    ],
)
async def test_additional_ids_and_stages_do_not_block_a_move(office: Office, message: str) -> None:
    _, (call,) = await called(office, message)
    assert call["name"] == "move_application"
    assert call["arguments"]["status"] == "interview"


@pytest.mark.parametrize(
    ("message", "tools"),
    [
        ("Hire Ana Ruíz and close the welder vacancy.", ["move_application", "close_job"]),
        ("Pause the welder job, reopen the baker one.", ["update_job", "update_job"]),
        ("Move Ana Ruíz in interview and send me her summary", ["summarize_candidate", "move_application"]),
        ("Ponla en pausa, la de soldador, por el recorte", ["update_job"]),
        ("Ana Ruíz withdrew from job 1 last night, so her application should be turned down.", ["reject_application"]),
        ("Ana Ruíz no vino a la entrevista, descártala", ["reject_application"]),
        ("Ruíz: sourced -> screening", ["move_application"]),
        ("Please enter Thaddeus Cole. Phlebotomist. Georgetown. Prefers 2 to 3.", ["create_candidate"]),
        ("Leg 1 auf Eis bis Q2", ["update_job"]),
    ],
)
async def test_words_that_order_nothing_do_not_block_the_orders(office: Office, message: str, tools: list[str]) -> None:
    _, calls = await called(office, message)
    assert [call["name"] for call in calls] == tools
