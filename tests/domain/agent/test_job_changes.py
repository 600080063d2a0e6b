"""Orders that change a job: the changes made at once, proposed or refused."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from domain.agent.test_coverage import called
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """A hybrid, public, paid job with the id 1."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        arrangement = {"employment_type": "Full-time", "remote_option": "Hybrid", "is_public": True}
        await office.organisation.job(
            "Senior Baker", salary_min=65_000, salary_max=85_000, currency="USD", **arrangement
        )
        yield office


async def _changes_done(office: Office, message: str) -> dict[str, Any] | None:
    """Return the changes that a message makes to job 1 at once."""
    _, calls = await called(office, message)
    done = [call for call in calls if (call["name"], call["outcome"]) == ("update_job", "done")]
    return done[0]["arguments"]["changes"] if done else None


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("make job 1 no longer public", {"is_public": False}),
        ("make job 1 non-public", {"is_public": False}),
        ("mark job 1 as no longer public", {"is_public": False}),
        ("make job 1 no longer remote", {"remote_option": "On-site"}),
        ("make job 1 no home office", {"remote_option": "On-site"}),
        ("make job 1 non-remote", {"remote_option": "On-site"}),
    ],
)
async def test_a_negation_that_sets_a_value_is_done(office: Office, message: str, changes: dict[str, Any]) -> None:
    assert await _changes_done(office, message) == changes


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("make job 1 remote and public", {"remote_option": "Remote", "is_public": True}),
        (
            "make job 1 hybrid, part-time and private",
            {"remote_option": "Hybrid", "employment_type": "Part-time", "is_public": False},
        ),
        ("set required skills of job 1 to Go, Rust", {"required_skills": ["Go", "Rust"]}),
        ("set the nice to have skills of job 1 to Go and Rust", {"nice_to_have_skills": ["Go", "Rust"]}),
        ("replace Python with Go on job 1", {"drop": ["Python"], "add": ["Go"]}),
        ("add C++ as nice to have to job 1", {"add_nice_to_have": ["C++"]}),
        ("add C++ to job 1 as a nice-to-have", {"add_nice_to_have": ["C++"]}),
    ],
)
async def test_several_values_in_an_order_are_set_together(
    office: Office, message: str, changes: dict[str, Any]
) -> None:
    assert await _changes_done(office, message) == changes


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("remove all skills but Python from job 1", {"required_skills": ["Python"]}),
        ("entferne alle Anforderungen außer Python von Stelle 1", {"required_skills": ["Python"]}),
        ("ersetze Python durch Go bei Stelle 1", {"drop": ["Python"], "add": ["Go"]}),
        ("remplace Python par Go au poste 1", {"drop": ["Python"], "add": ["Go"]}),
        ("substitui Python por Go na vaga 1", {"drop": ["Python"], "add": ["Go"]}),
        ("add 10k to the salary of job 1", {"pay_by": 10_000}),
        ("change le titre du poste 1 en Chef de cuisine", {"title": "Chef de cuisine"}),
        ("cambia el título del puesto 1 a Encargado de obra", {"title": "Encargado de obra"}),
        ("cambia el nombre del puesto 1 a Jefe de Obra", {"title": "Jefe de Obra"}),
        ("renombra el puesto 1 a Jefe de Obra", {"title": "Jefe de Obra"}),
        ("cambia il titolo del posto 1 in Responsabile amministrativo", {"title": "Responsabile amministrativo"}),
        ("rinomina il posto 1 in Contabile Senior", {"title": "Contabile Senior"}),
        ("wijzig de titel van vacature 1 in Hoofd bouwplaats", {"title": "Hoofd bouwplaats"}),
        ("hernoem vacature 1 naar Hoofd bouwplaats", {"title": "Hoofd bouwplaats"}),
        ("benenne Stelle 1 in Leiter Zimmerei um", {"title": "Leiter Zimmerei"}),
        ("ändere den Titel von Stelle 1 zu Leiter Zimmerei", {"title": "Leiter Zimmerei"}),
        ("troca o nome da vaga 1 pra Cientista de Dados", {"title": "Cientista de Dados"}),
        ("renomeia a vaga 1 para Cientista de Dados", {"title": "Cientista de Dados"}),
        ("add docker and kubernetes to senior baker as nice to have", {"add_nice_to_have": ["docker", "kubernetes"]}),
        ("job 1: remove HACCP, add allergen training", {"drop": ["HACCP"], "add": ["allergen training"]}),
        ("hide the senior baker job again", {"is_public": False}),
        ("oculta el puesto 1", {"is_public": False}),
        ("increase the max of job 1 to 130k", {"salary_max": 130_000}),
        ("raise the minimum for senior baker to 80k", {"salary_min": 80_000}),
        ("baja 3000 el sueldo del puesto 1", {"pay_by": -3_000}),
        ("diminui 5000 no salário da vaga 1", {"pay_by": -5_000}),
        ("abbassa di 5000 lo stipendio del posto 1", {"pay_by": -5_000}),
        ("rends le poste 1 privé", {"is_public": False}),
        ("veröffentliche Stelle 1", {"is_public": True}),
        ("haz público el puesto 1", {"is_public": True}),
        ("torne a vaga 1 pública", {"is_public": True}),
        ("rendi pubblico l'annuncio 1", {"is_public": True}),
        ("maak vacature 1 openbaar", {"is_public": True}),
    ],
)
async def test_rephrased_changes_are_proposed(office: Office, message: str, changes: dict[str, Any]) -> None:
    _, calls = await called(office, message)
    assert [(call["name"], call["outcome"]) for call in calls] == [("update_job", "proposed")]
    assert calls[0]["arguments"]["changes"] == changes


@pytest.mark.parametrize(
    "message",
    [
        "don't rename job 1 to Lead Baker",
        "benenne Stelle 1 nicht um in Chef Bäcker",
        "non rinominare il posto 1 in Contabile Senior",
        "should I change the title of job 1 to Lead Baker?",
    ],
)
async def test_a_title_that_is_not_ordered_is_not_proposed(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert not [call for call in calls if call["name"] == "update_job"]


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("make the SQL Baker job hybrid", {"remote_option": "Hybrid"}),
        ("make the SQL Baker job full-time", {"employment_type": "Full-time"}),
        ("add Kotlin to the SQL Baker requirements", {"add": ["Kotlin"]}),
        ("the SQL Baker job pays 38-45k now", {"salary_min": 38_000, "salary_max": 45_000}),
        ("the SQL Baker job is full-time now", {"employment_type": "Full-time"}),
        ("cut the SQL Baker's maximum to 75k", {"salary_max": 75_000}),
        ("raise the SQL Baker job's pay to 2-48k", {"salary_min": 2_000, "salary_max": 48_000}),
    ],
)
async def test_a_word_of_the_jobs_title_is_not_a_skill(
    office: Office, message: str, changes: Mapping[str, Any]
) -> None:
    await office.organisation.job("SQL Baker", location="Lyon", required_skills=("SQL",))
    _, calls = await called(office, message)
    assert [call["arguments"]["changes"] for call in calls] == [changes]


@pytest.mark.parametrize("message", ["move job 1 to Leeds", "job 1 is now in Leeds, not Boston"])
async def test_a_place_is_not_a_skill_and_a_negated_place_is_ignored(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert [call["arguments"]["changes"] for call in calls] == [{"location": "Leeds"}]


async def test_skills_are_added_to_the_list_in_the_order(office: Office) -> None:
    org = office.organisation
    for message in (
        "set required skills of job 1 to Python, SQL",
        "add C++ as nice to have to job 1",
        "replace SQL with Go on job 1",
    ):
        await called(office, message)
    job = await office.jobs.get(org.actor, 1)
    assert (job.required_skills, job.nice_to_have_skills) == (("Python", "Go"), ("C++",))


async def test_a_skill_is_either_required_or_nice_to_have(office: Office) -> None:
    org = office.organisation
    await called(office, "set required skills of job 1 to Python, SQL")
    await called(office, "add SQL as nice to have to job 1")
    job = await office.jobs.get(org.actor, 1)
    assert (job.required_skills, job.nice_to_have_skills) == (("Python",), ("SQL",))


@pytest.mark.parametrize(
    "message",
    ['clone the baker job as "Head Baker"', 'duplicate job 1 and call it "Head Baker"', "copy job 1 as 'Head Baker'"],
)
async def test_a_quoted_text_after_the_job_is_the_title_of_the_copy(office: Office, message: str) -> None:
    reply, calls = await called(office, message)
    assert [call["arguments"]["changes"] for call in calls] == [{"title": "Head Baker"}], reply


async def test_an_order_after_a_copy_is_about_the_copy(office: Office) -> None:
    _, calls = await called(office, "clone job 1 and close it")
    assert [(call["name"], call["arguments"]["job_id"]) for call in calls] == [("clone_job", 1), ("close_job", 2)]


@pytest.mark.parametrize("message", ["publish a job for a baker", "should I publish job 1?", "don't publish job 1"])
async def test_no_job_is_published_without_an_order(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert not [call for call in calls if call["name"] == "update_job"]


@pytest.mark.parametrize(
    "message",
    [
        "make job 1 no longer urgent",
        "make job 1 no longer full-time",
        "make job 1 no travel",
        "make job 1 no experience required",
        "set job 1 non-profit",
        "make job 1 no longer hybrid",
        "make job 1 not hybrid",
        "change job 1 to no weekends",
        "make job 1 no longer open",
        "set the remote option of job 1 to no longer hybrid",
        "set the employment type of job 1 to not full-time",
        "rends le poste 1 plus hybride",
        "haz el puesto 1 no híbrido",
        "maak vacature 1 niet hybride",
    ],
)
async def test_a_negation_that_sets_no_value_changes_nothing(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert not [call for call in calls if call["name"] == "update_job"]


@pytest.mark.parametrize(
    ("message", "least", "most", "currency"),
    [
        ("set salary of job 1 to $100,000.00", 100_000, 100_000, "USD"),
        ("set salary of job 1 to 170,000.50", 170_000, 170_000, None),
        ("set salary of job 1 to 100.000,00 €", 100_000, 100_000, "EUR"),
        ("set salary of job 1 to 45 000 euros", 45_000, 45_000, "EUR"),
        ("set salary of job 1 to 50 000-60 000 euros", 50_000, 60_000, "EUR"),
        ("set salary of job 1 to £50k", 50_000, 50_000, "GBP"),
        ("set the salary of job 1 to 1.5m", 1_500_000, 1_500_000, None),
        ("set the salary of job 1 to at most 210k", None, 210_000, None),
        ("set the salary of job 1 to 80k or more", 80_000, None, None),
        ("set the salary of job 1 to 90k+", 90_000, None, None),
        ("pay up to 50k for job 1", None, 50_000, None),
    ],
)
async def test_pay_is_set_to_the_ordered_amounts(
    office: Office, message: str, least: int | None, most: int | None, currency: str | None
) -> None:
    paid = {"salary_min": least, "salary_max": most} | ({"currency": currency} if currency else {})
    assert await _changes_done(office, message) == paid


@pytest.mark.parametrize(
    ("message", "period"),
    [
        ("set the salary of job 1 to 5000 a month", "a month"),
        ("set the salary of job 1 to $45/hour", "/hour"),
        ("Setze das Gehalt von Stelle 1 auf 3.000 Euro im Monat", "im Monat"),
        ("mets le salaire du poste 1 à 3000 euros par mois", "par mois"),
        ("pon el salario del puesto 1 en 3000 euros al mes", "al mes"),
        ("muda o salário da vaga 1 para 2000 euros por mês", "por mês"),
        ("imposta lo stipendio della posizione 1 a 2000 euro al mese", "al mese"),
        ("zet het salaris van vacature 1 op 3000 euro per maand", "per maand"),
    ],
)
async def test_a_pay_period_is_reported_and_the_order_proposed(office: Office, message: str, period: str) -> None:
    reply, (call,) = await called(office, message)
    assert (call["name"], call["outcome"]) == ("update_job", "proposed")
    assert f"“{period}”" in reply.partition("I haven't used")[2]


@pytest.mark.parametrize("pay", ["1,2,3", ".5k", "1e6", "minus 5", "-5", "9" * 40])
async def test_pay_that_is_not_an_amount_changes_nothing(office: Office, pay: str) -> None:
    _, calls = await called(office, f"set the salary of job 1 to {pay}")
    assert not [call for call in calls if call["name"] == "update_job"]


async def test_a_proposal_shows_the_open_end_of_a_pay_range(office: Office) -> None:
    reply, _ = await called(office, "zet het salaris van vacature 1 op maximaal 90.000 euro")
    assert "salary min “none”, salary max “90000”, currency “EUR”" in reply


@pytest.mark.parametrize(
    ("message", "tool", "unused"),
    [
        ("raise the salary of job 1 from 60k to 70k", "update_job", "from 60k"),
        ("clone job 1 with salary 5000 a month", "clone_job", "a month"),
    ],
)
async def test_unused_amounts_and_periods_are_reported(office: Office, message: str, tool: str, unused: str) -> None:
    reply, (call,) = await called(office, message)
    assert (call["name"], call["outcome"]) == (tool, "proposed")
    assert f"“{unused}”" in reply.partition("I haven't used")[2]


async def test_a_negated_skill_is_reported_and_not_added(office: Office) -> None:
    reply, (call,) = await called(office, "add Python, but not Java, to the senior baker skills")
    assert (call["outcome"], call["arguments"]["changes"]) == ("proposed", {"add": ["Python"]})
    assert "“not Java”" in reply.partition("I haven't used")[2]


@pytest.mark.parametrize(
    ("message", "tool"),
    [
        ("freeze hiring on the senior baker and welder roles", "update_job"),
        ("set the senior baker and welder jobs to remote", "update_job"),
        ("put Mark May on the senior baker and welder jobs", "create_application"),
        ("move Ann Lee to interview for the senior baker and welder jobs", "move_application"),
    ],
)
async def test_an_order_about_two_titles_is_proposed_for_both(office: Office, message: str, tool: str) -> None:
    org = office.organisation
    welder = await org.job("Welder")
    await org.candidate("Mark May")
    applicant = await org.candidate("Ann Lee")
    for job in (await office.jobs.get(org.actor, 1), welder):
        await org.application(job, applicant, status="screening")
    _, calls = await called(office, message)
    assert [(call["name"], call["outcome"]) for call in calls] == [(tool, "proposed")] * 2
    assert [call["arguments"].get("job_id", call["arguments"].get("application_id")) for call in calls] == [1, 2]


@pytest.mark.parametrize(
    "message",
    [
        "take Mark May off the senior baker list",
        "remove Mark May from job 1",
        "nimm Mark May von Stelle 1",
        "retire Mark May du poste 1",
        "quita a Mark May del puesto 1",
        "tira o Mark May da vaga 1",
        "togli Mark May dalla posizione 1",
        "haal Mark May van vacature 1",
    ],
)
async def test_taking_a_candidate_off_a_job_is_a_rejection(office: Office, message: str) -> None:
    org = office.organisation
    await org.application(await office.jobs.get(org.actor, 1), await org.candidate("Mark May"))
    _, calls = await called(office, message)
    assert [(call["name"], call["outcome"]) for call in calls] == [("reject_application", "proposed")]
