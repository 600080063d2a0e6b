"""Conditions and times after an order, in seven languages: they are reported, and the order is proposed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from domain.agent.test_coverage import called
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig

REJECTED = {"job_id": 1, "candidate_id": 1}
REOPENED = {"job_id": 2, "changes": {"status": "open"}}


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Job 1 with the application of candidate 1, and job 2."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        await org.application(await org.job("Baker"), await org.candidate("Ana Ruíz"))
        await org.job("Welder")
        yield office


@pytest.mark.parametrize(
    ("message", "arguments", "reported"),
    [
        ("reject candidate 1 for job 1 unless she is cheap", REJECTED, "unless she is cheap"),
        ("reject candidate 1 for job 1 on Monday", REJECTED, "on Monday"),
        ("reject candidate 1 for job 1 next week", REJECTED, "next week"),
        ("lehne Kandidat 1 für Stelle 1 am Montag ab", REJECTED, "am Montag"),
        ("lehne Kandidat 1 für Stelle 1 ab, außer sie ist billig", REJECTED, "außer sie ist billig"),
        ("refuse le candidat 1 pour le poste 1 lundi", REJECTED, "lundi"),
        ("refuse le candidat 1 pour le poste 1 sauf s'il accepte", REJECTED, "sauf s'il accepte"),
        ("rechaza al candidato 1 para el puesto 1 el lunes", REJECTED, "el lunes"),
        ("rejeita o candidato 1 para a vaga 1 na segunda-feira", REJECTED, "na segunda-feira"),
        ("wijs kandidaat 1 af voor vacature 1 tenzij hij tekent", REJECTED, "tenzij hij tekent"),
        ("close job 2 once it's filled", {"job_id": 2}, "once it's filled"),
        ("close job 2 at midnight", {"job_id": 2}, "at midnight"),
        ("close job 2 in two weeks", {"job_id": 2}, "in two weeks"),
        ("schließe Stelle 2 um Mitternacht", {"job_id": 2}, "um Mitternacht"),
        ("ferme le poste 2 à minuit", {"job_id": 2}, "à minuit"),
        ("cierra el puesto 2 a medianoche", {"job_id": 2}, "a medianoche"),
        ("fecha a vaga 2 à meia-noite", {"job_id": 2}, "à meia-noite"),
        ("chiudi la posizione 2 a mezzanotte", {"job_id": 2}, "a mezzanotte"),
        ("sluit vacature 2 om middernacht", {"job_id": 2}, "om middernacht"),
        ("reopen job 2 subject to approval", REOPENED, "subject to approval"),
        ("reopen job 2 for two weeks", REOPENED, "for two weeks"),
        ("öffne Stelle 2 wieder für zwei Wochen", REOPENED, "für zwei Wochen"),
        ("rouvre le poste 2 sous réserve d'accord", REOPENED, "sous réserve d'accord"),
        ("reabre el puesto 2 sujeto a aprobación", REOPENED, "sujeto a aprobación"),
        ("reabre a vaga 2 por duas semanas", REOPENED, "por duas semanas"),
        ("riapri la posizione 2 per due settimane", REOPENED, "per due settimane"),
        ("heropen vacature 2 voor twee weken", REOPENED, "voor twee weken"),
    ],
)
async def test_a_condition_or_time_is_reported_and_not_stored_as_a_reason(
    office: Office, message: str, arguments: dict[str, object], reported: str
) -> None:
    reply, (call,) = await called(office, message)
    assert (call["arguments"], call["outcome"]) == (arguments, "proposed")
    assert f"“{reported}”" in reply


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("reject candidate 1 for job 1 because of the budget on Monday", "the budget on Monday"),
        ("reject candidate 1 for job 1 too expensive", "too expensive"),
        ("reject candidate 1 for job 1 because on Monday she was late", "on Monday she was late"),
        ("rechaza al candidato 1 para el puesto 1 porque no tiene visado", "no tiene visado"),
        ("refuse le candidat 1 pour le poste 1 car il n'a pas de visa", "il n'a pas de visa"),
        ("lehne Kandidat 1 für Stelle 1 ab weil er nicht kommt", "er nicht kommt"),
    ],
)
async def test_a_reason_that_names_a_day_or_is_negated_is_kept(office: Office, message: str, reason: str) -> None:
    _, (call,) = await called(office, message)
    assert call["arguments"] == {**REJECTED, "reason": reason}


async def test_a_rejection_with_a_time_creates_no_application(office: Office) -> None:
    _, calls = await called(office, "wijs kandidaat 1 af voor vacature 1 op maandag")
    assert {call["name"] for call in calls} <= {"reject_application"}
