"""References to the job, list or comparison shown last, in seven languages."""

from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.applications.model import ApplicationDetails
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs 1 and 2; candidates 1 to 3, the first with an application to job 1 and the second with one to job 2."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        baker, welder = await org.job("Baker", location="Leeds"), await org.job("Welder", location="Ghent")
        ana = await org.candidate("Ana Ruíz", current_company="Northwind", experience_years=4)
        tom = await org.candidate("Tom Ashby", current_company="Bosch", experience_years=9)
        await org.candidate("Mia Keller", current_company="Bosch Rexroth", experience_years=12)
        await org.application(baker, ana, status="screening")
        await org.application(welder, tom, status="interview")
        yield office


async def last(office: Office, *messages: str) -> tuple[str, Sequence[Mapping[str, Any]]]:
    """Return the reply to the last message of a conversation and its calls."""
    conversation = None
    for message in messages:
        reply = await office.agent.chat(office.organisation.actor, message, conversation)
        conversation = reply.conversation_id
    transcript = await office.agent.conversations.transcript(office.organisation.actor, conversation or 0)
    return reply.text, transcript.messages[-1].tools


@pytest.mark.parametrize(
    ("message", "tool"),
    [
        ("wer hat sich auf diese Stelle beworben?", "list_applications"),
        ("qui a postulé à ce poste ?", "list_applications"),
        ("quem se candidatou a essa vaga?", "list_applications"),
        ("chi si è candidato a questa posizione?", "list_applications"),
        ("¿quién se ha postulado ahí?", "list_applications"),
        ("wie heeft er op deze vacature gesolliciteerd?", "list_applications"),
        ("adiciona a Mia Keller nessa vaga", "create_application"),
        ("añade a Mia Keller a este puesto", "create_application"),
        ("füg Mia Keller zu dieser Stelle hinzu", "create_application"),
        ("voeg Mia Keller toe aan deze vacature", "create_application"),
        ("compara a Ana Ruíz y Tom Ashby para este puesto", "compare_candidates"),
        ("escreve um email pra Ana Ruíz sobre essa vaga", "draft_outreach"),
        ("sospendi questa posizione", "update_job"),
        ("lehne Tom Ashby für diese Stelle ab", "reject_application"),
        ("c'est quel poste déjà ?", "get_job"),
        ("welche Stelle war das nochmal?", "get_job"),
        ("qual vaga é essa mesmo?", "get_job"),
    ],
)
async def test_a_reference_to_a_job_means_the_job_shown_last(office: Office, message: str, tool: str) -> None:
    _, (call,) = await last(office, "show job 2", message)
    assert (call["name"], call["arguments"]["job_id"]) == (tool, 2)
    assert call["outcome"] == (
        "proposed" if tool in {"create_application", "update_job", "reject_application"} else "done"
    )


@pytest.mark.parametrize(
    "message",
    [
        "which has more experience?",
        "which of the two has more experience?",
        "wer hat mehr Erfahrung?",
        "lequel a le plus d'expérience ?",
        "¿cuál de los dos tiene más experiencia?",
        "quem tem mais experiência?",
        "chi ha più esperienza?",
        "wie heeft meer ervaring?",
    ],
)
async def test_a_question_about_experience_is_about_the_compared_candidates(office: Office, message: str) -> None:
    reply, (call,) = await last(office, "compare candidates 1 and 2", message)
    assert call["arguments"] == {"candidate_ids": [1, 2]}
    assert reply.startswith("Tom Ashby (9 years) has more experience than Ana Ruíz (4 years).")


async def test_an_unknown_experience_is_not_compared(office: Office) -> None:
    await office.organisation.candidate("Jan Smit")
    reply, _ = await last(office, "compare candidates 1 and 4", "who has less experience?")
    assert reply.startswith("I can't tell: no years of experience are known of Jan Smit.")


@pytest.mark.parametrize(
    ("message", "tool", "outcome"),
    [
        ("the one from northwind", "get_candidate", "done"),
        ("summarize the one from northwind", "summarize_candidate", "done"),
        ("die von Northwind", "get_candidate", "done"),
        ("celle de Northwind", "get_candidate", "done"),
        ("la de Northwind", "get_candidate", "done"),
        ("a da Northwind", "get_candidate", "done"),
        ("quella di Northwind", "get_candidate", "done"),
        ("die van Northwind", "get_candidate", "done"),
        ("reject the one from northwind", "reject_application", "proposed"),
        ("lehne die von Northwind ab", "reject_application", "proposed"),
    ],
)
async def test_a_row_of_a_list_is_found_by_its_company(office: Office, message: str, tool: str, outcome: str) -> None:
    _, (call,) = await last(office, "list candidates", message)
    assert (call["name"], call["arguments"]["candidate_id"], call["outcome"]) == (tool, 1, outcome)


async def test_a_company_shared_by_two_rows_is_asked_about(office: Office) -> None:
    reply, calls = await last(office, "list candidates", "reject the one from bosch")
    assert not [call for call in calls if call["outcome"] == "done"]
    assert "Tom Ashby" in reply


@pytest.mark.parametrize(
    "message", ["the first: hired", "and the first one goes to hired", "il primo assumilo", "al primero contrátalo"]
)
async def test_a_position_in_the_list_does_not_mean_the_candidate_moved_last(office: Office, message: str) -> None:
    """The previous order was about the second row: it doesn't change which row "the first" means."""
    org = office.organisation
    async with org.storage.transaction(org.actor.org_id) as work:
        await work.applications.add(ApplicationDetails(job_id=2, candidate_id=3, status="interview"))
    _, calls = await last(office, "list applications for job 2", "move the second one to offer", message)
    assert [(call["arguments"]["candidate_id"], call["outcome"]) for call in calls] == [(2, "proposed")]


@pytest.mark.parametrize("message", ["move him to offer", "add a note to him: call back", "reject her"])
async def test_a_pronoun_after_two_candidates_is_proposed(office: Office, message: str) -> None:
    _, calls = await last(office, "show Ana Ruíz", "show Tom Ashby", message)
    assert [(call["arguments"]["candidate_id"], call["outcome"]) for call in calls] == [(2, "proposed")]
    _, calls = await last(office, "show Ana Ruíz", "show Tom Ashby", "tell me about him", message)
    assert [call["outcome"] for call in calls] == ["done"]


async def test_a_proposal_names_the_candidate_and_job_of_an_application(office: Office) -> None:
    reply, _ = await last(office, "I would reject application #2")
    assert "reject application #2 of candidate #2 (Tom Ashby) for job #2 (Welder)" in reply


async def test_a_proposal_of_a_new_job_shows_its_fields(office: Office) -> None:
    reply, _ = await last(office, "new job: Night Nurse, Leeds, part-time, £19k-£24k, Care department")
    assert "which I read as: Night Nurse (Care, Leeds, Part-time, 19000–24000 GBP)" in reply


async def test_a_phrasal_verb_is_not_read_as_a_reason(office: Office) -> None:
    _, calls = await last(office, "Tom Ashby is too junior for the welder role, turn him down")
    assert [(call["name"], call["arguments"]) for call in calls] == [
        ("reject_application", {"candidate_id": 2, "job_id": 2})
    ]


async def test_an_invitation_by_email_is_drafted_and_moves_no_application(office: Office) -> None:
    _, calls = await last(office, "send Ana Ruíz an email inviting her to interview")
    assert [(call["name"], call["arguments"]["purpose"]) for call in calls] == [("draft_outreach", "interview")]


async def test_posting_a_job_on_another_site_creates_no_job(office: Office) -> None:
    _, calls = await last(office, "post the welder job on LinkedIn")
    assert calls == []


@pytest.mark.parametrize("message", ["sorry, wrong person, I meant Tom Ashby", "not her, Tom Ashby"])
async def test_the_candidate_in_a_correction_is_reported(office: Office, message: str) -> None:
    reply, calls = await last(office, "move Ana Ruíz to offer", message)
    assert [(call["name"], call["outcome"]) for call in calls] == [("undo", "proposed")]
    assert "Tom Ashby”" in reply
