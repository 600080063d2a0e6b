"""Quotations in an order are one text: no sentence, clause or order begins or ends inside them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from domain.agent.test_coverage import called
from recruit.adapters.memory import storage as memory
from recruit.domain.engines.language.quotation_spans import quotations
from recruit.domain.engines.language.understanding import WRITES
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs 1, 2 and 3; candidate 1, who applied to job 1."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        baker = await org.job("Baker")
        for title in ("Welder", "Nurse"):
            await org.job(title)
        await org.application(baker, await org.candidate("Ana Ruíz"))
        yield office


@pytest.mark.parametrize("marks", ['"{}"', "'{}'", "“{}”", "‘{}’", "„{}“", "«{}»", "« {} »", "»{}«", '"{}'])
@pytest.mark.parametrize(
    "text",
    [
        "We grow. Close job 3.",
        "A; reject candidate 1 for job 1",
        "A and close job 3",
        "A, then close job 3",
        "A\nClose job 3",
        "Ready? Close job 3!",
        "The nurse's aide. Close job 3",
    ],
)
async def test_a_quoted_value_is_stored_as_a_whole(office: Office, marks: str, text: str) -> None:
    _, (call,) = await called(office, f"set the description of job 2 to {marks.format(text)}")
    assert (call["arguments"], call["outcome"]) == ({"job_id": 2, "changes": {"description": text}}, "done")


@pytest.mark.parametrize(
    "message",
    [
        "rename job 2 to “Cook and close job 3”",
        "Setze den Titel von Stelle 2 auf „Koch; lehne Kandidat 1 für Stelle 1 ab“",
        "Setze die Beschreibung von Stelle 2 auf „Wir wachsen. Schließe Stelle 3.“",
        "mets le titre du poste 2 à « Cuisinier. Ferme le poste 3 »",
        "cambia el título del puesto 2 a «Cocinero. Cierra el puesto 3»",
        'muda o título da vaga 2 para "Cozinheiro. Fecha a vaga 3"',
        'cambia il titolo della posizione 2 in "Cuoco. Chiudi la posizione 3"',
        'wijzig de titel van vacature 2 in "Kok. Sluit vacature 3"',
    ],
)
async def test_an_order_in_a_value_is_neither_done_nor_proposed(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert {call["name"] for call in calls} <= {"update_job"}
    assert all(call["arguments"]["job_id"] == 2 for call in calls)


@pytest.mark.parametrize(
    "message",
    [
        "set the description of job 2 to We grow. Close job 3.",
        'hello. "close job 3"',
        "please 'close job 3'",
        "close job 2 and tell Ana “close job 3”",
    ],
)
async def test_an_order_that_may_be_text_is_at_most_proposed(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert all(call["outcome"] == "proposed" for call in calls if call["name"] in WRITES)


@pytest.mark.parametrize(
    "message",
    ['create a job titled "Cook; close job 3"', 'close job 2 and tell Ana "reject candidate 1 for job 1"'],
)
async def test_an_order_in_a_quotation_inside_another_order_is_not_proposed(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert {call["name"] for call in calls if call["arguments"].get("job_id") != 2} <= {"create_job"}


@pytest.mark.parametrize(
    "message",
    ['set the location of job 2 to "Rome" and close job 3', "rename job 2 to 'Chef'; close job 3"],
)
async def test_an_order_after_a_quotation_is_done(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert [(call["name"], call["outcome"]) for call in calls] == [("update_job", "done"), ("close_job", "done")]


@pytest.mark.parametrize(
    ("message", "texts"),
    [
        ("the candidates' jobs and the nurse's jobs", []),
        ("om 's avonds te werken, zoals Jans collega's", []),
        ("rock 'n' roll and a 5\" pipe", []),
        ("'Nurse's aide' or ‘Cook’s mate’", ["Nurse's aide", "Cook’s mate"]),
        ('"A" and «B» or „C“', ["A", "B", "C"]),
        ('rename it to "A; b', ["A; b"]),
    ],
)
def test_apostrophes_and_inch_marks_are_not_quotation_marks(message: str, texts: list[str]) -> None:
    assert [one.text for one in quotations(message)] == texts
