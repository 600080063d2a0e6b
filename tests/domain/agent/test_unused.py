"""Orders with a part that no call uses: the part is reported, and the order is proposed instead of done."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from domain.agent.test_coverage import called
from recruit.adapters.memory import storage as memory
from recruit.domain.engines.language.understanding import WRITES
from recruit.ports.plugins import AdapterConfig

UNUSED = "I haven't used"


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
    ("message", "unused"),
    [
        ("make job 1 part-time and location Foo Valley", "location Foo Valley"),
        ("move Ana Ruíz to interview next week", "next week"),
        ("put job 1 on hold until June", "until June"),
        ("put job 1 on hold until further notice", "until further notice"),
        ("raise the salary of job 1 to 82000 from next April", "from next April"),
        ("move Ana Ruíz to interview and book a room", "book a room"),
        ("reject Tom Ashby and let him know", "let him know"),
        ("add candidate Paul Meier, welder, paul@example.org, +49 170 1234567", "paul@example.org, +49 170 1234567"),
        ("close job 1 as of 1 March", "as of 1 March"),
        ("add Tom Ashby to job 1 with priority high", "with priority high"),
        ("set the salary of job 1 to 70000 from 2027", "from 2027"),
        ("create candidate Ida Holm, email ida@example.org", "email ida@example.org"),
        ("Setze das Gehalt von Stelle 1 auf 60000 ab 1. Juli", "ab 1. Juli"),
        ("muda o local da vaga 1 para Braga a partir de maio", "a partir de maio"),
        ("Pausiere Stelle 1 bis Ende August", "bis Ende August"),
        ("Verschiebe Ana Ruíz ins Interview und buche einen Raum", "buche einen Raum"),
        ("Lege Kandidat Timo Brandt an, Schweißer, timo@example.org, wohnt in Ulm", "Schweißer, timo@example.org"),
        ("mets le poste 1 en pause jusqu'en juin", "jusqu'en juin"),
        ("passe Ana Ruíz en entretien et réserve une salle", "réserve une salle"),
        ("pausa el puesto 1 hasta septiembre", "hasta septiembre"),
        ("mueve a Ana Ruíz a entrevista y reserva una mesa", "reserva una mesa"),
        ("move a Ana Ruíz para entrevista e reserva a sala", "reserva a sala"),
        ("adiciona o candidato Rui Costa, soldador, rui@example.org, Faro", "rui@example.org"),
        ("metti in pausa la posizione 1 fino a giugno", "fino a giugno"),
        ("sposta Ana Ruíz a colloquio e prenota una sala", "prenota una sala"),
        ("zet het salaris van vacature 1 op 50000 vanaf mei", "vanaf mei"),
        ("verplaats Ana Ruíz naar interview en boek een zaal", "boek een zaal"),
    ],
)
async def test_the_unused_part_of_an_order_is_reported_and_the_order_proposed(
    office: Office, message: str, unused: str
) -> None:
    reply, calls = await called(office, message)
    assert [call["outcome"] for call in calls if call["name"] in WRITES] == ["proposed"]
    assert f"{UNUSED} “{unused}”. If it matters" in reply


@pytest.mark.parametrize(
    "message",
    [
        "reject Tom Ashby, he has no visa",
        "we met Ana Ruíz on Monday, move her to interview",
        "move Ana Ruíz to interview, thanks",
        "reject Tom Ashby because the budget was cut in March",
        "add a note to candidate 1: call back next week and book a room",
        "set the salary of job 1 to 70k-80k",
        "make job 1 part-time",
        "create a job for a nurse in Paris, full-time, from June",
        "Lehne Tom Ashby ab, er hat am Montag abgesagt",
        "refuse Tom Ashby, il n'a pas de visa",
        "rechaza a Tom Ashby porque no tiene visado",
        "reprova o Tom Ashby, ele mora longe",
        "rifiuta Tom Ashby, lui vive lontano",
        "wijs Tom Ashby af, hij heeft geen visum",
    ],
)
async def test_reasons_and_used_values_are_not_reported_as_unused(office: Office, message: str) -> None:
    reply, calls = await called(office, message)
    assert any(call["name"] in WRITES for call in calls)
    assert UNUSED not in reply


async def test_a_fully_used_order_is_done_at_once(office: Office) -> None:
    _, (call,) = await called(office, "set the location of job 1 to Dallas")
    assert (call["arguments"]["changes"], call["outcome"]) == ({"location": "Dallas"}, "done")


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("make job 1 part-time and location Dallas", {"employment_type": "Part-time", "location": "Dallas"}),
        ("rename job 1 to Pastry Chef and set the location to York", {"title": "Pastry Chef", "location": "York"}),
        ("Stelle 1: rename it to Pastry Chef and move it to York", {"title": "Pastry Chef", "location": "York"}),
        ("set the salary of job 1 to 70000 from 2027", {"salary_min": 70000, "salary_max": 70000}),
        (
            "set description of job 1 to: Bake bread. You start at 4. No nights.",
            {"description": "Bake bread. You start at 4. No nights."},
        ),
    ],
)
async def test_every_change_of_a_job_is_made(office: Office, message: str, changes: dict[str, object]) -> None:
    _, (call,) = await called(office, message)
    assert call["arguments"] == {"job_id": 1, "changes": changes}


async def test_a_negated_reason_does_not_negate_the_order(office: Office) -> None:
    _, (call,) = await called(office, "rechaza a Tom Ashby porque no tiene visado")
    assert (call["name"], call["arguments"]["reason"]) == ("reject_application", "no tiene visado")
