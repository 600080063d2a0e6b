"""Filters of lists in seven languages: sources, scores, missing fields, languages, alternatives, statuses."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.pipelines.model import StageDetails, StageType
from recruit.ports.plugins import AdapterConfig

JOBS: Sequence[dict[str, Any]] = [
    {"title": "Backend Engineer", "location": "Berlin", "salary_max": 90_000, "required_skills": ("Python", "Rust")},
    {"title": "Registered Nurse", "location": "Leeds", "salary_max": 52_000},
    {"title": "Data Analyst", "location": "Austin, TX", "required_skills": ("SQL", "Python"), "status": "on_hold"},
    {"title": "Welder", "salary_max": 38_000},
    {"title": "Accountant", "location": "Munich", "status": "closed"},
]
PEOPLE: Sequence[tuple[str, str, str | None, int | None, str | None]] = [
    ("Ada Brook", "Registered Nurse", "Leeds, United Kingdom", 2, "ada@example.com, +44 7700 900123\nItaliano (B1)"),
    (
        "Bruno Costa",
        "Enfermeiro",
        "Lisboa, Portugal",
        9,
        "Patient care\nbc@example.com\nItalienisch, Deutsch",
    ),
    ("Carla Huber", "Backend Engineer", "Berlin", 6, "Python, PostgreSQL. Tel. +49 30 901820\nItalien B1"),
    ("Dirk Maes", "Lasser", "Gent, Belgium", 14, "TIG. Praktikum in Rom, Italien"),
    ("Elsa Lind", "Data Analyst", "Munich", None, "Rust, SQL, Excel. elsa@example.com"),
    ("Fabio Souza", "Backend Developer", "São Paulo, Brazil", 4, "Rust, Kafka. Français courant"),
    ("Greta Noor", "Accountant", None, 11, None),
]
APPLICATIONS: Sequence[tuple[int, int, str, str, int | None]] = [
    (1, 3, "interview", "Indeed", 90),
    (1, 6, "applied", "LinkedIn", 60),
    (1, 5, "sourced", "referral", 85),
    (2, 1, "hired", "Indeed", None),
    (2, 2, "rejected", "careers page", 70),
    (3, 5, "screening", "LinkedIn", 40),
]


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs, candidates and applications whose ids are their positions in the tables, from 1."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        jobs = [await org.job(**job) for job in JOBS]
        people = [
            await org.candidate(name, current_title=title, location=place, experience_years=years, notes=notes)
            for name, title, place, years, notes in PEOPLE
        ]
        for job, person, status, source, score in APPLICATIONS:
            await org.application(jobs[job - 1], people[person - 1], status=status, source=source, fit_score=score)
        yield office


def listed(reply: str) -> list[int]:
    """Return the ids of a reply's rows, in their order."""
    rows = [line for line in reply.splitlines() if line.startswith(("- Application #", "- Candidate #", "- Job #"))]
    return [int(row.partition("#")[2].partition(":")[0]) for row in rows]


async def listed_ids(office: Office, messages: Sequence[str]) -> list[int]:
    """Return the ids that the last message lists, and check that no part of it was ignored."""
    conversation = None
    for message in messages:
        reply = await office.agent.chat(office.organisation.actor, message, conversation)
        conversation = reply.conversation_id
    assert "I haven't taken this into account" not in reply.text
    return sorted(listed(reply.text))


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("applications for job 1 from Indeed", [1]),
        ("which applications came via LinkedIn?", [2, 6]),
        ("Bewerbungen für Stelle 1 über Indeed", [1]),
        ("candidatures pour le poste 1 venant d'Indeed", [1]),
        ("¿Qué candidaturas llegaron por LinkedIn?", [2, 6]),
        ("candidaturas para a vaga 1 vindas do Indeed", [1]),
        ("candidature per la posizione 1 da Indeed", [1]),
        ("sollicitaties voor vacature 1 via Indeed", [1]),
        ("candidates in the interview stage from Indeed", [1]),
        ("Bewerbungen über Empfehlung", [3]),
        ("agency applications", []),
        ("Bewerbungen für Stelle 1 von LinkedIn oder Indeed", [1, 2]),
        ("Bewerbungen, die auf Empfehlung kamen", [3]),
        ("applications via Zzyx", []),
    ],
)
async def test_applications_are_narrowed_by_their_source(office: Office, message: str, ids: list[int]) -> None:
    assert await listed_ids(office, [message]) == ids


@pytest.mark.parametrize(
    "message",
    [
        "applications with a score above 80",
        "applications for job 1 with a fit score of at least 85",
        "applications above a score of 80",
        "top 2 applications by score",
        "Bewerbungen für Job 1 mit mindestens 80 Punkten",
        "candidaturas con más de 80 puntos",
        "Bewerbungen mit einem Score über 80",
        "candidatures avec un score supérieur à 80",
        "candidaturas con una puntuación superior a 80",
        "candidaturas com pontuação acima de 80",
        "candidature con punteggio superiore a 80",
        "sollicitaties met een score boven de 80",
    ],
)
async def test_applications_are_narrowed_by_their_score(office: Office, message: str) -> None:
    assert await listed_ids(office, [message]) == [1, 3]


@pytest.mark.parametrize(
    ("messages", "ids"),
    [
        (
            [
                "candidates without an email",
                "Kandidaten ohne E-Mail",
                "candidats sans e-mail",
                "candidatos sin correo",
                "candidatos sem e-mail",
                "candidati senza email",
                "kandidaten zonder e-mail",
            ],
            [3, 4, 6, 7],
        ),
        (
            [
                "candidates with no phone number",
                "Kandidaten ohne Telefonnummer",
                "candidats sans numéro de téléphone",
                "candidatos sin teléfono",
                "candidatos sem telefone",
                "candidati senza numero di telefono",
                "kandidaten zonder telefoonnummer",
            ],
            [2, 4, 5, 6, 7],
        ),
        (
            [
                "who has no location on file?",
                "Bei wem fehlt der Wohnort?",
                "qui n'a pas de ville renseignée ?",
                "¿quién no tiene ubicación?",
                "quem não tem localização?",
                "chi non ha una città?",
                "wie heeft geen woonplaats?",
                "candidates without skills",
            ],
            [7],
        ),
        (
            [
                "jobs without a salary",
                "jobs that don't mention a salary",
                "Stellen ohne Gehalt",
                "postes sans salaire",
                "puestos sin salario",
                "vagas sem salário",
                "posizioni senza stipendio",
                "vacatures zonder salaris",
            ],
            [3, 5],
        ),
        (
            [
                "jobs with no location",
                "Stellen ohne Ort",
                "postes sans lieu",
                "puestos sin ubicación",
                "vagas sem local",
                "posizioni senza sede",
                "vacatures zonder locatie",
            ],
            [4],
        ),
        (["candidates without email or phone"], [4, 6, 7]),
        (["people in Germany with a phone number"], [3]),
        (["candidates whose phone number is missing"], [2, 4, 5, 6, 7]),
        (
            [
                "Wer hat keine Telefonnummer und keine E-Mail?",
                "candidats sans téléphone ni e-mail",
                "candidatos sin teléfono ni correo",
                "candidatos sem telefone nem e-mail",
                "candidati senza telefono né email",
                "kandidaten zonder telefoon en e-mail",
            ],
            [4, 6, 7],
        ),
        (["Teilzeitstellen ohne Gehalt"], []),
    ],
)
async def test_lists_are_narrowed_by_missing_fields(office: Office, messages: list[str], ids: list[int]) -> None:
    for message in messages:
        assert await listed_ids(office, [message]) == ids, message


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("candidates in Berlin or Munich", [3, 5]),
        ("Kandidaten in Berlin oder München", [3, 5]),
        ("candidats à Berlin ou Munich", [3, 5]),
        ("candidatos en Berlín o Múnich", [3, 5]),
        ("candidatos em Berlim ou Munique", [3, 5]),
        ("candidati a Berlino o Monaco di Baviera", [3, 5]),
        ("kandidaten in Berlijn of München", [3, 5]),
        ("candidates not in Berlin or Munich", [1, 2, 4, 6, 7]),
        ("jobs in Leeds or Austin", [2, 3]),
        ("who knows Python or Rust?", [3, 5, 6]),
        ("Wer kann Python oder Rust?", [3, 5, 6]),
        ("qui connaît Python ou Rust ?", [3, 5, 6]),
        ("wie kent Python of Rust?", [3, 5, 6]),
        ("people who know Rust and SQL", [5]),
        ("candidatos que sepan Rust y SQL", [5]),
        ("nurses or accountants", [1, 2, 7]),
        ("applications in screening or interview", [1, 6]),
        ("candidatures en présélection ou en entretien", [1, 6]),
        ("open or on hold jobs", [1, 2, 3, 4]),
        ("sourced or applied applications for job 1", [2, 3]),
    ],
)
async def test_values_joined_by_or_are_alternatives(office: Office, message: str, ids: list[int]) -> None:
    assert await listed_ids(office, [message]) == ids


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("who speaks Italian?", [1, 2, 3]),
        ("Wer spricht Italienisch?", [1, 2, 3]),
        ("qui parle italien ?", [1, 2, 3]),
        ("¿quién habla italiano?", [1, 2, 3]),
        ("quem fala italiano?", [1, 2, 3]),
        ("chi parla italiano?", [1, 2, 3]),
        ("wie spreekt Italiaans?", [1, 2, 3]),
        ("nurses who speak Italian", [1, 2]),
        ("kandidaten die Frans spreken", [6]),
        ("who doesn't speak Italian?", [4, 5, 6, 7]),
        ("candidats qui ne parlent pas italien", [4, 5, 6, 7]),
        ("Kandidaten, die kein Italienisch sprechen", [4, 5, 6, 7]),
        ("qui sait parler allemand ?", [2]),
        ("Kandidaten, die Deutsch oder Französisch sprechen", [2, 6]),
    ],
)
async def test_a_language_is_found_by_its_name_in_any_language(office: Office, message: str, ids: list[int]) -> None:
    assert await listed_ids(office, [message]) == ids


async def test_a_country_is_not_read_as_a_language(office: Office) -> None:
    assert 4 not in await listed_ids(office, ["qui parle italien ?"])


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("candidates in Berlin hired last year", []),
        ("candidates in Leeds hired this year", [4]),
        ("nurses hired this year", [4]),
        ("Wen haben wir letztes Jahr in Berlin eingestellt?", []),
        ("candidatos do Brasil", [6]),
        ("Wer wurde abgelehnt?", [5]),
        ("hired candidates", [4]),
        ("Abgelehnte Bewerbungen seit Januar", [5]),
        ("afgewezen sollicitaties sinds januari", [5]),
        ("chi abbiamo assunto quest'anno?", [4]),
        ("Qui a été refusé ?", [5]),
        ("¿Quién fue rechazado?", [5]),
        ("Quem foi rejeitado?", [5]),
        ("Chi è stato rifiutato?", [5]),
        ("WHO IS IN INTERVIEW?", [1]),
        ("WER IST IM INTERVIEW?", [1]),
        ("CHI È AL COLLOQUIO?", [1]),
        ("WIE ZIT IN DE INTERVIEWFASE?", [1]),
        ("who is at interview stage for job 1", [1]),
    ],
)
async def test_statuses_and_places_are_read_in_any_language_and_case(
    office: Office, message: str, ids: list[int]
) -> None:
    assert await listed_ids(office, [message]) == ids


@pytest.mark.parametrize(
    ("messages", "ids"),
    [
        (["candidates in Germany", "which of them has the most experience?"], [3]),
        (["Kandidaten in Deutschland", "Wer davon hat die meiste Erfahrung?"], [3]),
        (["candidats en Allemagne", "lequel a le plus d'expérience ?"], [3]),
        (["candidatos na Alemanha", "quem tem mais experiência?"], [3]),
        (["show job 1", "who is at interview in that one"], [1]),
    ],
)
async def test_a_question_about_the_last_list_narrows_it(office: Office, messages: list[str], ids: list[int]) -> None:
    assert await listed_ids(office, messages) == ids


@pytest.mark.parametrize("message", ["show rejected applications", "who is Rejected?", "wer wurde abgelehnt?"])
async def test_a_status_is_found_in_any_case(office: Office, message: str) -> None:
    org = office.organisation
    job = await org.job("Roofer")
    async with org.storage.transaction(org.actor.org_id) as work:
        await work.stages.put(job.id, [StageDetails(key="Rejected", name="No", type=StageType.ARCHIVED)])
    await org.application(job, await org.candidate("Jan Smit"), status="Rejected")
    reply = await office.say(message)
    assert listed(reply) == [5, 7]
    assert "1 rejected, 1 No " in reply
