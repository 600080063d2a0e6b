"""Orders about several rows of a list, or several fields of a job, are never done or proposed in part."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Job 1 is a nurse's, for which candidates 1 to 3 have applied, and job 2 a welder's."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        job = await org.job("Nurse", location="Berlin")
        await org.job("Welder")
        for name in ("Bob Stone", "Carl Weiss", "Dora Klein"):
            await org.application(job, await org.candidate(name, current_title="Nurse"))
        yield office


async def called(office: Office, before: str, message: str) -> tuple[str, list[Mapping[str, Any]]]:
    """Return the reply to the second message of a conversation and its calls."""
    actor = office.organisation.actor
    first = await office.agent.chat(actor, before)
    reply = await office.agent.chat(actor, message, conversation_id=first.conversation_id)
    transcript = await office.agent.conversations.transcript(actor, reply.conversation_id)
    return reply.text, list(transcript.messages[-1].tools)


@pytest.mark.parametrize(
    ("message", "left_out"),
    [
        ("move the first two to interview", "first two"),
        ("move the first 2 to interview", "first 2"),
        ("add the top 2 to job 2", "top 2"),
        ("add the first and the third to job 2", "first and the third"),
        ("move the first one and the second one to interview", "first one and the second"),
        ("move everyone except the first to interview", "except the first"),
        ("move all but the last to interview", "but the last"),
        ("verschiebe die ersten beiden ins Interview", "ersten beiden"),
        ("verschiebe alle außer dem ersten ins Interview", "außer dem ersten"),
        ("passe tous sauf le premier en entretien", "sauf le premier"),
        ("verplaats iedereen behalve de eerste naar interview", "behalve de eerste"),
        ("move applications 1 to 3 to interview", "applications 1 to 3"),
        ("summarize the first two", "first two"),
        ("draft an email to Bob and Carl for job 1", "Bob and Carl"),
    ],
)
async def test_an_order_about_several_candidates_is_not_reduced_to_the_first(
    office: Office, message: str, left_out: str
) -> None:
    reply, calls = await called(office, "pipeline for job 1", message)
    assert calls == []
    assert left_out in reply


@pytest.mark.parametrize(
    ("message", "left_out"),
    [
        ("close the first two jobs", "first two"),
        ("close every job but the nurse one", "who is left out"),
        ("set the location of all jobs to Berlin", "all jobs"),
    ],
)
async def test_an_order_about_several_jobs_is_not_reduced_to_the_first(
    office: Office, message: str, left_out: str
) -> None:
    reply, calls = await called(office, "list jobs", message)
    assert calls == []
    assert left_out in reply


@pytest.mark.parametrize("note", ["he is in the top 2 for job 1", "all jobs except the first are wrong"])
async def test_the_text_of_a_note_is_not_an_order(office: Office, note: str) -> None:
    _, calls = await called(office, "list candidates", f"add a note to Bob: {note}")
    assert [(call["name"], call["arguments"]["note"]) for call in calls] == [("add_note", note)]


@pytest.mark.parametrize(
    ("message", "candidate_id"), [("move the second to interview", 2), ("move the last one to interview", 3)]
)
async def test_a_candidate_is_moved_by_position_in_a_list(office: Office, message: str, candidate_id: int) -> None:
    _, calls = await called(office, "pipeline for job 1", message)
    assert [(call["name"], call["arguments"]["candidate_id"]) for call in calls] == [("move_application", candidate_id)]


_PAID = {"salary_min": 50000, "salary_max": 50000}


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("set salary to 50000 and location to Munich", {**_PAID, "location": "Munich"}),
        ("set location to Munich and salary to 50000", {**_PAID, "location": "Munich"}),
        ("change the title to Head Nurse and the location to Munich", {"title": "Head Nurse", "location": "Munich"}),
        ("setze das Gehalt auf 50000 und den Ort auf München", {**_PAID, "location": "München"}),
        ("mets le salaire à 50000 et le lieu à Munich", {**_PAID, "location": "Munich"}),
        ("remove Python and add SQL", {"drop": ["Python"], "add": ["SQL"]}),
        ("drop ICU from the requirements and raise the salary by 10%", {"drop": ["ICU"], "pay_percent": 10}),
    ],
)
async def test_every_field_of_an_order_is_proposed(office: Office, message: str, changes: Mapping[str, Any]) -> None:
    _, (call,) = await called(office, "show job 1", message)
    assert (call["arguments"], call["outcome"]) == ({"job_id": 1, "changes": changes}, "proposed")


@pytest.mark.parametrize(
    ("message", "left_out"),
    [
        ("update job 1: salary 50000, location Munich", "location Munich"),
        ("change location of job 1 to Munich, salary to 50000 and status to on hold", "salary to 50000"),
    ],
)
async def test_an_order_about_several_fields_is_not_reduced_to_the_first(
    office: Office, message: str, left_out: str
) -> None:
    reply, calls = await called(office, "show job 1", message)
    assert calls == []
    assert left_out in reply


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("set the location of job 1 to Leeds and Munich", {"location": "Leeds and Munich"}),
        ("rename job 1 to Nurse and City Midwife", {"title": "Nurse and City Midwife"}),
        ("rename job 1 to Top 10 Analyst", {"title": "Top 10 Analyst"}),
        ("set the salary of job 1 to 40000-50000 EUR", {"salary_min": 40000, "salary_max": 50000, "currency": "EUR"}),
    ],
)
async def test_conjunctions_and_numbers_in_a_value_do_not_split_it(
    office: Office, message: str, changes: Mapping[str, Any]
) -> None:
    _, calls = await called(office, "show job 1", message)
    assert [(call["name"], call["arguments"]["changes"]) for call in calls] == [("update_job", changes)]


@pytest.mark.parametrize(
    ("message", "left_out"),
    [
        ("set Bob's location to Munich", "Bob's"),
        ("change Bob's title to Head Nurse", "Bob's"),
        ("verschiebe Bob ins Interview mit einer Notiz, dass er gut ist", "mit einer Notiz"),
    ],
)
async def test_an_unsupported_part_of_an_order_is_reported_and_nothing_is_called(
    office: Office, message: str, left_out: str
) -> None:
    reply, calls = await called(office, "show job 1", message)
    assert calls == []
    assert left_out in reply
