"""Short messages in seven languages: facts about a candidate, references to a list, duplicates, rejections, pay."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs: 1 baker, 2 welder, without pay. Candidates: 1 Ana Ruíz, with a phone, 2 Tom Ashby, 3 Ana's duplicate."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        baker = await org.job("Baker", location="Leeds", salary_min=30_000, salary_max=40_000)
        await org.job("Welder", location="Ghent")
        ana = await org.candidate(
            "Ana Ruíz",
            current_title="Baker",
            current_company="Masa",
            location="Madrid",
            experience_years=7,
            notes="Phone: +34 600 123 456\nana.ruiz@example.com\nItaliano B2",
            linkedin_url="https://www.linkedin.com/in/ana-ruiz-0",
        )
        await org.candidate("Tom Ashby", current_title="Chef", location="Leeds")
        await org.candidate("A. Ruiz", linkedin_url="https://www.linkedin.com/in/ana-ruiz-0")
        await org.application(baker, ana, status="screening")
        yield office


async def last_turn(office: Office, *messages: str) -> tuple[str, list[Mapping[str, Any]]]:
    """Return the last reply of a conversation and its calls."""
    conversation = None
    for message in messages:
        reply = await office.agent.chat(office.organisation.actor, message, conversation)
        conversation = reply.conversation_id
    transcript = await office.agent.conversations.transcript(office.organisation.actor, conversation or 0)
    return transcript.messages[-1].text, list(transcript.messages[-1].tools)


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        ("what's Ana Ruíz's phone number?", "Ana Ruíz: +34 600 123 456."),
        ("how can I reach Ana Ruíz?", "Ana Ruíz: +34 600 123 456, ana.ruiz@example.com."),
        ("Wie ist die Telefonnummer von Ana Ruíz?", "Ana Ruíz: +34 600 123 456."),
        ("Où habite Ana Ruíz ?", "Ana Ruíz: Madrid."),
        ("¿Cuántos años de experiencia tiene Ana Ruíz?", "Ana Ruíz: 7 years of experience."),
        ("Qual é o e-mail da Ana Ruíz?", "Ana Ruíz: ana.ruiz@example.com."),
        ("where does Ana Ruíz work?", "Ana Ruíz: Baker at Masa."),
        ("Wat is het telefoonnummer van Tom Ashby?", "Tom Ashby's profile names no phone number."),
    ],
)
async def test_a_requested_fact_about_a_candidate_is_the_first_line(office: Office, message: str, answer: str) -> None:
    reply, calls = await last_turn(office, message)
    assert reply.splitlines()[0] == answer
    assert [call["name"] for call in calls] == ["get_candidate"]


@pytest.mark.parametrize(
    ("messages", "tool", "arguments"),
    [
        (["Liste les postes ouverts", "montre le premier"], "get_job", {"job_id": 1}),
        (["list candidates", "zeig mir den zweiten"], "get_candidate", {"candidate_id": 2}),
        (["candidates in Leeds", "montre-les"], "find_candidates", {"location": "Leeds"}),
        (["busca a Tom Ashby"], "get_candidate", {"candidate_id": 2}),
        (["lista os candidatos", "a segunda"], "get_candidate", {"candidate_id": 2}),
        (["muéstrame los candidatos", "la segunda"], "get_candidate", {"candidate_id": 2}),
        (["liste les candidats", "la deuxième"], "get_candidate", {"candidate_id": 2}),
        (["toon de kandidaten", "de tweede"], "get_candidate", {"candidate_id": 2}),
        (["list candidates", "open the second one for me"], "get_candidate", {"candidate_id": 2}),
        (["toon kandidaat 2"], "get_candidate", {"candidate_id": 2}),
        (["mostra a vaga 2"], "get_job", {"job_id": 2}),
        (["Gibt es Dubletten?"], "find_duplicates", {}),
    ],
)
async def test_references_to_the_last_list_are_resolved(
    office: Office, messages: list[str], tool: str, arguments: Mapping[str, Any]
) -> None:
    _, (call,) = await last_turn(office, *messages)
    assert (call["name"], call["arguments"]) == (tool, arguments)


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        ("does she know SQL?", "Ana Ruíz's profile does not name SQL."),
        ("does she speak Italian?", "Ana Ruíz's profile names Italian."),
        ("Spricht sie Italienisch?", "Ana Ruíz's profile names Italian."),
        ("parle-t-elle italien ?", "Ana Ruíz's profile names Italian."),
        ("¿habla italiano?", "Ana Ruíz's profile names Italian."),
        ("ela fala italiano?", "Ana Ruíz's profile names Italian."),
        ("parla italiano?", "Ana Ruíz's profile names Italian."),
        ("spreekt ze Italiaans?", "Ana Ruíz's profile names Italian."),
    ],
)
async def test_a_question_about_a_candidates_skills_is_answered(office: Office, message: str, answer: str) -> None:
    reply, _ = await last_turn(office, "show candidate 1", message)
    assert reply.splitlines()[0] == answer


@pytest.mark.parametrize(
    "message", ["stell sie ein", "embauche-la", "contrátala", "contrata-a", "assumila", "neem haar aan"]
)
async def test_an_order_to_hire_the_candidate_in_focus_is_proposed(office: Office, message: str) -> None:
    _, (call,) = await last_turn(office, "show candidate 1", message)
    moved = {"job_id": 1, "candidate_id": 1, "status": "hired"}
    assert call == {"name": "move_application", "arguments": moved, "outcome": "proposed"}


async def test_a_negated_order_to_hire_proposes_nothing(office: Office) -> None:
    _, calls = await last_turn(office, "show candidate 1", "stell sie nicht ein")
    assert calls == []


async def test_duplicates_are_found_without_a_name(office: Office) -> None:
    reply, _ = await last_turn(office, "find duplicates")
    assert "1 pair of candidates may be one person" in reply
    assert "Both have the profile" in reply


@pytest.mark.parametrize(
    "message", ["draft a rejection for Ana Ruíz", "Schreib eine Absage an Ana Ruíz", "redacta un rechazo para Ana Ruíz"]
)
async def test_a_drafted_rejection_rejects_no_application(office: Office, message: str) -> None:
    reply, (call,) = await last_turn(office, message)
    assert (call["name"], call["arguments"]["purpose"]) == ("draft_outreach", "rejection")
    assert "I haven't sent it." in reply
    assert "short call" not in reply


async def test_a_pronoun_attached_to_a_verb_means_the_candidate_in_focus(office: Office) -> None:
    reply, (call,) = await last_turn(office, "muestra a Tom Ashby", "añádelo a la vacante de panadero")
    assert call == {
        "name": "create_application",
        "arguments": {"job_id": 1, "candidate_id": 2},
        "outcome": "proposed",
    }
    reply, calls = await last_turn(office, "muestra a Tom Ashby", "añádelo a la vacante")
    assert "Which job do you mean?" in reply
    assert calls == []


@pytest.mark.parametrize(
    "message", ["si acepta, añádelo a la vacante de panadero", "no lo añadas a la vacante de panadero"]
)
async def test_a_conditional_or_negated_order_creates_no_application(office: Office, message: str) -> None:
    _, calls = await last_turn(office, "muestra a Tom Ashby", message)
    assert "create_application" not in [call["name"] for call in calls]


@pytest.mark.parametrize(
    ("message", "least", "most"),
    [
        ("increase the salary of the baker job by 10 %", 33_000, 44_000),
        ("Erhöhe das Gehalt der Bäcker-Stelle um 5 Prozent", 31_500, 42_000),
        ("augmente le salaire du poste de boulanger de 10 %", 33_000, 44_000),
        ("lower the salary of the baker job by 2000", 28_000, 38_000),
    ],
)
async def test_pay_is_raised_by_a_percentage(office: Office, message: str, least: int, most: int) -> None:
    await last_turn(office, message, "yes")
    job = await office.jobs.get(office.organisation.actor, 1)
    assert (job.salary_min, job.salary_max) == (least, most)


async def test_unknown_pay_is_not_raised_by_a_percentage(office: Office) -> None:
    reply, _ = await last_turn(office, "increase the salary of the welder job by 10 %", "yes")
    assert "no salary" in reply


@pytest.mark.parametrize(
    ("message", "fields"),
    [
        (
            "Neuer Kandidat: Jonas Ritter, Koch in Ulm, 6 Jahre Erfahrung",
            {"full_name": "Jonas Ritter", "current_title": "Koch", "location": "Ulm", "experience_years": 6},
        ),
        (
            "new candidate Maria Keller, nurse at City Clinic in Leeds, 5 years of experience",
            {
                "full_name": "Maria Keller",
                "current_title": "nurse",
                "current_company": "City Clinic",
                "location": "Leeds",
                "experience_years": 5,
            },
        ),
        (
            "nouvelle candidate : Claire Morel, infirmière à Lyon, 4 ans d'expérience",
            {"full_name": "Claire Morel", "current_title": "infirmière", "location": "Lyon", "experience_years": 4},
        ),
    ],
)
async def test_a_new_candidate_gets_every_field_of_the_sentence(
    office: Office, message: str, fields: Mapping[str, Any]
) -> None:
    _, (call,) = await last_turn(office, message)
    assert (call["name"], call["arguments"]) == ("create_candidate", fields)


@pytest.mark.parametrize(
    ("message", "orders"),
    [
        (
            "move Ana Ruíz to interview and add a note that Tom Ashby recommends her",
            {"move_application": 1, "add_note": 1},
        ),
        ("reject Ana Ruíz and add a note that she asked for more money", {"reject_application": 1, "add_note": 1}),
        (
            "add Tom Ashby to the welder job and add a note that Ana Ruíz knows him",
            {"create_application": 2, "add_note": 2},
        ),
    ],
)
async def test_a_note_after_an_order_is_about_the_candidate_of_the_order(
    office: Office, message: str, orders: Mapping[str, int]
) -> None:
    _, calls = await last_turn(office, message)
    assert {call["name"]: call["arguments"]["candidate_id"] for call in calls} == orders
    assert {call["outcome"] for call in calls} == {"proposed"}


@pytest.mark.parametrize(
    "message",
    [
        "reject candidate 1?",
        "MOVE CANDIDATE 1 TO OFFER?",
        "Kandidat 1 ablehnen?",
        "STELLE 2 SCHLIESSEN?",
        "on rejette le candidat 1 ?",
        "FERMER LE POSTE 2 ?",
        "¿cerramos el puesto 2?",
        "¿RECHAZAMOS AL CANDIDATO 1?",
        "rejeitar o candidato 1?",
        "FECHAMOS A VAGA 2?",
        "rifiutare il candidato 1?",
        "CHIUDIAMO LA POSIZIONE 2?",
        "kandidaat 1 afwijzen?",
        "VACATURE 2 SLUITEN?",
    ],
)
async def test_a_question_writes_nothing_in_any_language_or_case(office: Office, message: str) -> None:
    await last_turn(office, message)
    actor = office.organisation.actor
    application = await office.applications.get(actor, 1)
    job = await office.jobs.get(actor, 2)
    assert (application.status, job.status) == ("screening", "open")
