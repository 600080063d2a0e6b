"""Rankings with filters, and exclusions from rankings and lists, in seven languages."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig

PEOPLE = [
    ("Ada Brook", "Backend Engineer", "Leeds", 2, "Django", "Northwind"),
    ("Greta Lang", "Data Analyst", "Berlin", 9, "SQL, Excel", "Contoso"),
    ("Carla Huber", "Registered Nurse", "Berlin", 6, "Patient care", "Contoso"),
    ("Dirk Maes", "Registered Nurse", "Leeds", 1, "Patient care", None),
]
JOBS = [
    ("Backend Engineer", "Berlin", "open", ("Kubernetes",)),
    ("Data Analyst", "Leeds", "on_hold", ()),
    ("Welder", "Berlin", "closed", ()),
]
APPLICATIONS = [(1, 1, "rejected"), (1, 2, "screening"), (2, 2, "rejected"), (1, 3, "hired")]


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs, candidates and applications whose ids are their positions in the tables, from 1."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        jobs = [
            await org.job(title, location=place, status=status, required_skills=skills)
            for title, place, status, skills in JOBS
        ]
        people = [
            await org.candidate(
                name,
                current_title=title,
                location=place,
                experience_years=years,
                notes=notes,
                current_company=company,
            )
            for name, title, place, years, notes, company in PEOPLE
        ]
        for job, person, status in APPLICATIONS:
            await org.application(jobs[job - 1], people[person - 1], status=status)
        yield office


async def shown(office: Office, message: str) -> tuple[str, list[int]]:
    """Return the tool that a message calls and the ids of its rows, and check that no part of it was ignored."""
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    (call,) = transcript.messages[-1].tools
    assert "I haven't taken this into account" not in reply.text
    rows = [
        line for line in reply.text.splitlines() if line.startswith(("- Application #", "- Candidate #", "- Job #"))
    ]
    return str(call["name"]), sorted(int(row.partition("#")[2].partition(":")[0]) for row in rows)


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("match candidates for job 1 in Berlin", [2, 3]),
        ("beste Kandidaten für Stelle 1 in Berlin", [2, 3]),
        ("les meilleurs candidats pour le poste 1 à Berlin", [2, 3]),
        ("mejores candidatos para el puesto 1 en Berlín", [2, 3]),
        ("melhores candidatos para a vaga 1 em Berlim", [2, 3]),
        ("migliori candidati per la posizione 1 a Berlino", [2, 3]),
        ("beste kandidaten voor vacature 1 in Berlijn", [2, 3]),
        ("match candidates for the welder job in Leeds", [1, 4]),
        ("top 5 candidates for welder who live in Leeds", [1, 4]),
        ("best candidates for welder in Leeds", [1, 4]),
        ("top nurses for job 1", [3, 4]),
        ("match candidates who are nurses for job 1", [3, 4]),
        ("match candidates for job 1 with more than 5 years", [2, 3]),
        ("Kandidaten für Stelle 1 mit mehr als 5 Jahren Erfahrung", [2, 3]),
        ("match candidates for job 1 who know SQL", [2]),
        ("match candidates for job 1 who aren't at Contoso", [1, 4]),
        ("match candidates for job 1 who live outside Berlin", [1, 4]),
        ("match candidates for job 1 excluding rejected ones", [2, 3, 4]),
        ("beste Kandidaten für Stelle 1 ohne abgelehnte", [2, 3, 4]),
        ("les meilleurs candidats pour le poste 1 sauf ceux refusés", [2, 3, 4]),
        ("best candidates for job 1 except Greta", [1, 3, 4]),
        ("best match for the welder job who isn't Greta", [1, 3, 4]),
        ("os melhores para a vaga 1 que saibam SQL", [2]),
        ("match candidates for the welder job other than Greta and Ada Brook", [3, 4]),
        ("match candidates for job 1 without applications", [4]),
        ("match candidates for job 1 who have not applied yet", [4]),
        ("beste Kandidaten für Stelle 1, die sich noch nicht beworben haben", [4]),
        ("les meilleurs candidats pour le poste 1 sans candidature", [4]),
        ("mejores candidatos para el puesto 1 sin solicitudes", [4]),
        ("melhores candidatos para a vaga 1 sem candidaturas", [4]),
        ("migliori candidati per la posizione 1 senza candidature", [4]),
        ("beste kandidaten voor vacature 1 zonder sollicitaties", [4]),
        ("match candidates for job 1 excluding 1 and 2", [3, 4]),
        ("match candidates for job 1 excluding 1, 2 and 3", [4]),
        ("match candidates for job 1 except #1, #2", [3, 4]),
        ("beste Kandidaten für Stelle 1 außer 1 und 2", [3, 4]),
        ("les meilleurs candidats pour le poste 1 sauf 1 et 2", [3, 4]),
        ("mejores candidatos para el puesto 1 excepto 1 y 2", [3, 4]),
        ("melhores candidatos para a vaga 1 exceto 1 e 2", [3, 4]),
        ("migliori candidati per la posizione 1 tranne 1 e 2", [3, 4]),
        ("beste kandidaten voor vacature 1 behalve 1 en 2", [3, 4]),
        ("match candidates for job 1 except Ada Brook and Greta Lang", [3, 4]),
        ("match candidates for job 1 who aren't rejected and live in Berlin", [2, 3]),
        ("beste Kandidaten für Stelle 1, die nicht abgelehnt sind und in Berlin wohnen", [2, 3]),
    ],
)
async def test_a_ranking_of_candidates_takes_the_filters_of_a_list(
    office: Office, message: str, ids: list[int]
) -> None:
    assert await shown(office, message) == ("match_candidates", ids)


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("jobs for Greta in Berlin", [1, 3]),
        ("Stellen für Greta in Berlin", [1, 3]),
        ("postes pour Greta à Berlin", [1, 3]),
        ("puestos para Greta en Berlín", [1, 3]),
        ("match jobs for candidate 2 in Leeds", [2]),
        ("open jobs for Greta", [1]),
        ("annunci aperti per Greta", [1]),
        ("offene Stellen für Greta", [1]),
        ("jobs for Greta that aren't on hold", [1, 3]),
        ("vagas para a Greta exceto as pausadas", [1, 3]),
        ("jobs for Greta except job 2", [1, 3]),
        ("jobs for Greta except 2 and 3", [1]),
        ("jobs for Greta without applications", [3]),
        ("she's open to a lot, which jobs would suit Greta?", [1, 2, 3]),
    ],
)
async def test_a_ranking_of_jobs_takes_the_filters_of_a_list(office: Office, message: str, ids: list[int]) -> None:
    assert await shown(office, message) == ("match_jobs", ids)


@pytest.mark.parametrize(
    ("message", "tool", "ids"),
    [
        ("list candidates except Greta", "find_candidates", [1, 3, 4]),
        ("Kandidaten außer Greta", "find_candidates", [1, 3, 4]),
        ("candidats sauf Greta", "find_candidates", [1, 3, 4]),
        ("candidatos excepto Greta", "find_candidates", [1, 3, 4]),
        ("candidatos exceto a Greta", "find_candidates", [1, 3, 4]),
        ("candidatos sem ser a Greta", "find_candidates", [1, 3, 4]),
        ("candidati tranne Greta", "find_candidates", [1, 3, 4]),
        ("kandidaten behalve Greta", "find_candidates", [1, 3, 4]),
        ("list all candidates but Greta", "find_candidates", [1, 3, 4]),
        ("candidates except nurses", "find_candidates", [1, 2]),
        ("candidates not at Contoso", "find_candidates", [1, 4]),
        ("candidates other than those in Berlin", "find_candidates", [1, 4]),
        ("applications except rejected", "list_applications", [2, 4]),
        ("Bewerbungen außer abgelehnte", "list_applications", [2, 4]),
        ("candidatures sauf les refusées", "list_applications", [2, 4]),
        ("candidaturas excepto las rechazadas", "list_applications", [2, 4]),
        ("candidaturas exceto as rejeitadas", "list_applications", [2, 4]),
        ("candidature tranne quelle respinte", "list_applications", [2, 4]),
        ("sollicitaties behalve de afgewezen", "list_applications", [2, 4]),
        ("applications except rejected and hired", "list_applications", [2]),
        ("applications for job 1 that haven't been rejected", "list_applications", [2, 4]),
        ("candidatos para el puesto 1 que no estén rechazados", "list_applications", [2, 4]),
        ("sollicitanten voor vacature 1 die niet zijn afgewezen", "list_applications", [2, 4]),
        ("all applications except Greta's", "list_applications", [1, 4]),
        ("solicitudes del puesto 1 que no sean de Greta", "list_applications", [1, 4]),
        ("candidatos no screening", "list_applications", [2]),
        ("show jobs except closed ones", "find_jobs", [1, 2]),
        ("Stellen, die nicht geschlossen sind", "find_jobs", [1, 2]),
        ("postes qui ne sont pas fermés", "find_jobs", [1, 2]),
        ("vagas que não estão fechadas", "find_jobs", [1, 2]),
        ("all jobs except job 2", "find_jobs", [1, 3]),
        ("¿Greta a qué ha aplicado?", "list_applications", [2, 3]),
        ("jobs except the welder and analyst jobs", "find_jobs", [1]),
        ("candidates in Berlin but without SQL", "find_candidates", [3]),
        ("candidates without SQL in Berlin", "find_candidates", [3]),
        ("candidates who don't know SQL in Berlin", "find_candidates", [3]),
        ("candidates without SQL not in Berlin", "find_candidates", [1, 4]),
        ("Kandidaten ohne SQL in Berlin", "find_candidates", [3]),
        ("candidats qui ne connaissent pas SQL à Berlin", "find_candidates", [3]),
        ("candidatos que no saben SQL en Berlín", "find_candidates", [3]),
        ("candidatos sem SQL em Berlim", "find_candidates", [3]),
        ("candidati senza SQL a Berlino", "find_candidates", [3]),
        ("kandidaten die geen SQL kennen in Berlijn", "find_candidates", [3]),
        ("candidates except nurses in Berlin", "find_candidates", [2]),
        ("candidates who are not nurses in Leeds", "find_candidates", [1]),
        ("jobs without Kubernetes in Leeds", "find_jobs", [2]),
    ],
)
async def test_a_list_omits_excluded_rows(office: Office, message: str, tool: str, ids: list[int]) -> None:
    assert await shown(office, message) == (tool, ids)


@pytest.mark.parametrize(
    ("message", "place", "ignored"),
    [
        ("Kandidaten ohne Führerschein in Berlin", "Berlin", "ohne Führerschein"),
        ("candidats sans permis à Berlin", "Berlin", "sans permis"),
        ("candidatos sin permiso en Berlín", "Berlín", "sin permiso"),
        ("candidati senza patente a Berlino", "Berlino", "senza patente"),
        ("kandidaten zonder rijbewijs in Berlijn", "Berlijn", "zonder rijbewijs"),
    ],
)
async def test_an_unknown_exclusion_does_not_exclude_the_place_after_it(
    office: Office, message: str, place: str, ignored: str
) -> None:
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    assert [call["arguments"] for call in transcript.messages[-1].tools] == [{"location": place}]
    assert f"I haven't taken this into account: “{ignored}”." in reply.text


@pytest.mark.parametrize(
    ("message", "ignored"),
    [
        ("match candidates for job 1 younger than 30", "younger than 30"),
        ("beste Kandidaten für Stelle 1, die jünger als 30 sind", "jünger als 30"),
        ("les meilleurs candidats pour le poste 1 plus jeunes que 30 ans", "plus jeunes que 30 ans"),
        ("mejores candidatos para el puesto 1 menores de 30 años", "menores de 30 años"),
        ("melhores candidatos para a vaga 1 mais novos que 30 anos", "mais novos que 30 anos"),
        ("migliori candidati per la posizione 1 più giovani di 30 anni", "più giovani di 30 anni"),
        ("beste kandidaten voor vacature 1 jonger dan 30", "jonger dan 30"),
        ("match candidates for job 1 female only", "female only"),
        ("top male candidates for job 1", "male"),
    ],
)
async def test_a_ranking_reports_that_it_ignores_age_and_sex(office: Office, message: str, ignored: str) -> None:
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    assert [(call["name"], call["arguments"]) for call in transcript.messages[-1].tools] == [
        ("match_candidates", {"job_id": 1})
    ]
    assert reply.text.endswith(f"I haven't taken this into account: “{ignored}”.")


@pytest.mark.parametrize(
    ("message", "calls", "ignored"),
    [
        ("match candidates for job 1 and list candidates in Berlin", ["match_candidates", "find_candidates"], ""),
        (
            "match candidates for job 1 except Ada Brook and summarize Greta",
            ["match_candidates", "summarize_candidate"],
            "“not candidate 1”",
        ),
        ("match candidates for job 1 and job 2", ["match_candidates", "match_candidates"], ""),
    ],
)
async def test_an_order_next_to_a_ranking_is_a_separate_call(
    office: Office, message: str, calls: list[str], ignored: str
) -> None:
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    assert [call["name"] for call in transcript.messages[-1].tools] == calls
    assert ignored in reply.text


@pytest.mark.parametrize(
    "message",
    ["rank job 1 again without Kubernetes", "beste Kandidaten für Stelle 1 ohne Kubernetes"],
)
async def test_a_ranking_without_a_required_skill_drops_the_requirement(office: Office, message: str) -> None:
    assert (await shown(office, message))[0] == "what_if"


@pytest.mark.parametrize(
    "message",
    [
        "don't reject Greta",
        "no rechaces a Greta",
        "reject nobody except Greta",
        "Greta nicht ablehnen",
        "ne refuse pas Greta",
    ],
)
async def test_a_negated_order_does_nothing(office: Office, message: str) -> None:
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    assert not [call for call in transcript.messages[-1].tools if call["outcome"] == "done"]
