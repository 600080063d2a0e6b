"""Orders for new jobs: the fields that they set, and the parts that are reported as unused."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from domain.agent.test_coverage import called
from recruit.adapters.memory import storage as memory
from recruit.domain.agent import replies
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """An organisation without jobs."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        yield await new_office(storage)


@pytest.mark.parametrize(
    ("message", "unused"),
    [
        ("create a job for a cook in Bilbao, 1400 euros a month", "a month"),
        ("create a job: Warehouse Picker in Leeds, 30-40 USD per hour", "per hour"),
        ("erstelle eine Stelle als Koch in Berlin, 2800 Euro im Monat", "im Monat"),
        ("crée un poste de plongeur à Lyon à 12,50 € de l'heure", "12,50 € de l'heure"),
        ("crea un puesto de cocinero en Bilbao, 1400 euros al mes", "al mes"),
        ("cria uma vaga de cozinheiro em Lisboa, 1200 euros por mês", "por mês"),
        ("crea una posizione di cuoco a Roma, 1800 euro al mese", "al mese"),
        ("maak een vacature voor kok in Utrecht, 14,50 € per uur", "14,50 € per uur"),
    ],
)
async def test_unusable_pay_is_reported_and_the_job_proposed(office: Office, message: str, unused: str) -> None:
    reply, (call,) = await called(office, message)
    assert (call["name"], call["outcome"]) == ("create_job", "proposed")
    assert f"“{unused}”" in reply.partition("I haven't used")[2]


@pytest.mark.parametrize(
    ("message", "unused"),
    [
        ("create a job for a cook in Berlin, 2 openings", "2 openings"),
        ("erstelle eine Stelle: Koch in Berlin, 2 Plätze", "2 Plätze"),
        ("crée un poste de cuisinier à Lyon, 2 postes", "2 postes"),
        ("crea un puesto de cocinero en Madrid, 2 plazas", "2 plazas"),
        ("cria uma vaga de cozinheiro em Lisboa, 2 vagas", "2 vagas"),
        ("crea una posizione di cuoco a Roma, 2 posti", "2 posti"),
        ("maak een vacature voor een kok in Utrecht, 2 plaatsen", "2 plaatsen"),
    ],
)
async def test_a_number_of_openings_is_reported_and_the_job_proposed(office: Office, message: str, unused: str) -> None:
    reply, (call,) = await called(office, message)
    assert (call["name"], call["outcome"]) == ("create_job", "proposed")
    assert f"“{unused}”" in reply.partition("I haven't used")[2]


async def test_fractional_pay_is_not_set(office: Office) -> None:
    actor = office.organisation.actor
    proposal = await office.agent.chat(actor, "crée un poste de plongeur à Lyon à 12,50 € de l'heure")
    await office.agent.chat(actor, "yes", proposal.conversation_id)
    job = await office.jobs.get(actor, 1)
    assert (job.salary_min, job.salary_max) == (None, None)


async def test_max_after_an_amount_sets_only_the_upper_bound(office: Office) -> None:
    await called(office, "create a job for a cook in Berlin, 24k max")
    job = await office.jobs.get(office.organisation.actor, 1)
    assert (job.salary_min, job.salary_max) == (None, 24_000)


@pytest.mark.parametrize(
    ("message", "place"),
    [
        ("create a job like the welder job but in Leeds", "Leeds"),
        ("create a job like job 1 but in Leeds", "Leeds"),
        ("create the same job as job 1 but in Leeds", "Leeds"),
        ("Erstelle eine Stelle wie die Welder Stelle, nur in Graz", "Graz"),
        ("erstelle eine Stelle wie Stelle 1, aber in Graz", "Graz"),
        ("crée un poste comme le Welder mais à Nice", "Nice"),
        ("crée un poste comme le poste 1 mais à Nice", "Nice"),
        ("crea un puesto igual que el Welder pero en Granada", "Granada"),
        ("crea un puesto como el puesto 1 pero en Granada", "Granada"),
        ("cria uma vaga igual à vaga 1 mas no Porto", "Porto"),
        ("criar vaga igual à de Welder mas no Porto", "Porto"),
        ("crea una posizione come quella di Welder ma a Verona", "Verona"),
        ("maak een vacature zoals Welder maar in Tilburg", "Tilburg"),
    ],
)
async def test_a_job_like_another_is_a_copy(office: Office, message: str, place: str) -> None:
    await office.organisation.job("Welder", location="Leeds")
    await office.organisation.job("Registered Nurse", location="Leeds")
    _, (call,) = await called(office, message)
    assert (call["name"], call["outcome"]) == ("clone_job", "proposed")
    assert call["arguments"] == {"job_id": 1, "changes": {"location": place}}


async def test_a_job_like_the_one_in_focus_is_a_copy_of_it(office: Office) -> None:
    actor = office.organisation.actor
    await office.organisation.job("Welder", location="Leeds")
    first = await office.agent.chat(actor, "show job 1")
    reply = await office.agent.chat(actor, "create a job like that one but in York", first.conversation_id)
    assert "create a job like job #1 (Welder), with location “York”" in reply.text


@pytest.mark.parametrize(
    "message",
    ["crea un puesto como cocinero en Madrid", "crée un poste comme cuisinier à Nice", "create a job for a cook"],
)
async def test_a_job_as_an_occupation_is_not_a_copy(office: Office, message: str) -> None:
    await office.organisation.job("Cook")
    _, (call,) = await called(office, message)
    assert call["name"] == "create_job"


async def test_the_place_of_a_copy_is_not_its_title(office: Office) -> None:
    await office.organisation.job("Nurse", location="York")
    _, (call,) = await called(office, "clone job 1 as Ward Lead in Leeds")
    assert call["arguments"]["changes"] == {"title": "Ward Lead", "location": "Leeds"}


@pytest.mark.parametrize(
    ("message", "title"),
    [
        ("crea una posizione di imbianchino a Siena, 28-32k", "Imbianchino"),
        ("cria uma vaga de cozinheiro em Lisboa, 18k no máximo", "Cozinheiro"),
        ("maak een vacature voor een timmerman in Utrecht, 30k max", "Timmerman"),
    ],
)
async def test_a_title_contains_no_words_of_the_order(office: Office, message: str, title: str) -> None:
    actor = office.organisation.actor
    proposal = await office.agent.chat(actor, message)
    await office.agent.chat(actor, "yes", proposal.conversation_id)
    assert (await office.jobs.get(actor, 1)).title == title


async def test_two_new_jobs_in_one_message_are_refused(office: Office) -> None:
    assert await called(office, "create job Driver and job Packer") == (replies.ONE_JOB_A_MESSAGE, [])
