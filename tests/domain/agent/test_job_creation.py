"""Orders for new jobs: what they set, and what they leave to be asked for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from domain.agent.test_coverage import called
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import Plug


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """An organisation without jobs."""
    async with memory(Plug("memory:", Path())) as storage:
        yield await new_office(storage)


@pytest.mark.parametrize(
    ("message", "left"),
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
async def test_pay_that_a_job_cannot_have_is_named_and_the_job_proposed(
    office: Office, message: str, left: str
) -> None:
    reply, (call,) = await called(office, message)
    assert (call["name"], call["outcome"]) == ("create_job", "proposed")
    assert f"“{left}”" in reply.partition("I haven't used")[2]


async def test_pay_in_fractions_is_left_out(office: Office) -> None:
    actor = office.organisation.actor
    asked = await office.agent.chat(actor, "crée un poste de plongeur à Lyon à 12,50 € de l'heure")
    await office.agent.chat(actor, "yes", asked.conversation_id)
    job = await office.jobs.get(actor, 1)
    assert (job.salary_min, job.salary_max) == (None, None)


async def test_a_bound_behind_an_amount_is_one_bound(office: Office) -> None:
    await called(office, "create a job for a cook in Berlin, 24k max")
    job = await office.jobs.get(office.organisation.actor, 1)
    assert (job.salary_min, job.salary_max) == (None, 24_000)
