"""Orders after a value, which aren't part of it: "set the location to Rome and don't close it"."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from domain.agent.test_coverage import called
from recruit.adapters.memory import storage as memory
from recruit.domain.engines.language.understanding import WRITES
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs 1 to 4 in Leeds, and a candidate."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        await office.organisation.candidate("Mark May")
        for title in ("Senior Baker", "Welder", "Nurse", "Painter"):
            await office.organisation.job(title, location="Leeds", description="A fine job.")
        yield office


@pytest.mark.parametrize(
    ("message", "part"),
    [
        (
            "change the department of job 1 to R&D, and add Go, Rust to the required skills",
            "and add Go, Rust to the required skills",
        ),
        ("set location of job 4 to Rome and don't close it", "and don't close it"),
        ("set location of job 4 to Rome starting May 3", "starting May 3"),
        ("set location of job 4 to Bath, effective immediately", "effective immediately"),
        ("create a job for a cook in Rome and assign it to Mark", "and assign it to Mark"),
        ("rename job 1 to Cook and don't publish it", "and don't publish it"),
        ("create a job for a cook and add Mark May to it", "and add Mark May to it"),
        ("create a job for a cook in Rome and publish it", "and publish it"),
        ("clone job 1 without the description", "without the description"),
        ("Erstelle eine Stelle für einen Koch in Rom und veröffentliche sie", "und veröffentliche sie"),
        ("crée un poste de cuisinier à Rome et publie-le", "et publie-le"),
        ("crea un puesto para un cocinero en Roma y publícalo", "y publícalo"),
        ("cria uma vaga para um cozinheiro em Roma e publica-a", "e publica-a"),
        ("crea una posizione per un cuoco a Roma e pubblicala", "e pubblicala"),
        ("maak een vacature voor een kok in Rome en publiceer hem", "en publiceer hem"),
        ("create a job for a cook in Rome and publish", "and publish"),
        ("Erstelle eine Stelle für einen Koch in Rom und publiziere sie", "und publiziere sie"),
        ("crée un poste de cuisinier à Rome et publie", "et publie"),
        ("cria uma vaga de cozinheiro em Roma e publica", "e publica"),
        ("cria uma vaga de cozinheiro em Roma e publica ela", "e publica ela"),
        ("cria uma vaga de cozinheiro em Roma e publicá-la", "e publicá-la"),
        ("maak een vacature voor een kok in Rome en publiceer", "en publiceer"),
        ("maak een vacature voor een kok in Rome en publiceer deze", "en publiceer deze"),
        ("maak een vacature voor een kok in Rome en zet hem online", "en zet hem online"),
    ],
)
async def test_an_order_after_a_value_is_reported_and_nothing_is_written(
    office: Office, message: str, part: str
) -> None:
    reply, calls = await called(office, message)
    assert f"I don't understand this: “{part}”" in reply
    assert not [call for call in calls if call["name"] in WRITES]


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("clone job 1 and rename it to Cook", {"title": "Cook"}),
        ("clone job 1 and set the location to Rome", {"location": "Rome"}),
    ],
)
async def test_changes_after_a_copy_are_made_to_the_copy(office: Office, message: str, changes: dict[str, str]) -> None:
    _, (call,) = await called(office, message)
    assert call["arguments"] == {"job_id": 1, "changes": changes}


@pytest.mark.parametrize(
    "message",
    [
        "set the department of job 1 to Sales and Marketing",
        "set the department of job 1 to Research & Development",
        "rename job 1 to Cook, Grill and Bar",
        "set the location of job 1 to Plaza de Mayo",
        "create a job for a cook who can plan menus and publish them",
        "create a job for a cook, no SAP needed",
        "create a job for an editor who can write and publish",
        "create a job for a nurse from May 3",
        "clone job 1 in Rome",
    ],
)
async def test_a_value_with_a_conjunction_is_kept(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert [call["outcome"] for call in calls] == ["done"]
