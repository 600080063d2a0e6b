"""Short questions in seven languages: a job's applications, the state of one record, comparisons of experience."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.accounts.model.permissions import Permission
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs: 1 baker in Leeds, 2 welder on hold, 3 closed radiographer. May and Tom have applied for the first."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        jobs = [
            await org.job("Baker", location="Leeds"),
            await org.job("Welder", location="Ghent", status="on_hold"),
            await org.job("Radiographer", location="Leeds", status="closed"),
        ]
        people = [
            await org.candidate("May Laurent", current_title="Baker", location="Leeds", experience_years=7),
            await org.candidate("Tom Ashby", current_title="Baker", location="Lyon", experience_years=3),
            await org.candidate("Sara Pinto", current_title="Welder", location="Ghent", experience_years=2),
            await org.candidate("Drew Lawson", current_title="Welder", location="Ghent", experience_years=1),
        ]
        for job, person, status in ((0, 0, "interview"), (0, 1, "applied"), (1, 2, "offer")):
            await org.application(jobs[job], people[person], status=status)
        yield office


async def calls(office: Office, *messages: str) -> Sequence[tuple[str, Mapping[str, Any], str]]:
    """Return the calls of the last message of a conversation, with their outcomes."""
    conversation = None
    for message in messages:
        reply = await office.agent.chat(office.organisation.actor, message, conversation)
        conversation = reply.conversation_id
    transcript = await office.agent.conversations.transcript(office.organisation.actor, conversation or 0)
    return [(call["name"], call["arguments"], call["outcome"]) for call in transcript.messages[-1].tools]


@pytest.mark.parametrize(
    "message",
    [
        "wie viele bewerbungen gibts auf die bäcker stelle?",
        "wie viele bewerbungen gibt's für baker?",
        "combien de candidatures sur le poste baker ?",
        "quante candidature ha il posto di baker?",
        "qui a candidaté pour le poste baker ?",
        "show baker applicants",
        "may I see the baker applicants?",
        "show me who's in for baker",
        "which other candidates are in for baker",
        "wer ist im Rennen für die Bäckerstelle?",
        "wie is er in de running voor baker?",
    ],
)
async def test_the_applications_of_one_job_are_listed(office: Office, message: str) -> None:
    assert await calls(office, message) == [("list_applications", {"job_id": 1}, "done")]


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ("is anybody at interview for baker?", "interview"),
        ("combien de candidats en entretien pour le poste baker ?", "interview"),
        ("quem está na fase de candidatura na vaga 1?", "applied"),
        ("¿quién está en la fase de candidatura para el puesto 1?", "applied"),
        ("wer ist in der Bewerbungsphase für Stelle 1?", "applied"),
    ],
)
async def test_a_stage_narrows_the_applications_of_one_job(office: Office, message: str, status: str) -> None:
    assert await calls(office, message) == [("list_applications", {"job_id": 1, "status": status}, "done")]


@pytest.mark.parametrize(
    ("message", "filters"),
    [
        ("show me applicants from Lyon for baker", {"location": "Lyon"}),
        ("list applicants who know AWS for baker", {"skill": "AWS"}),
        ("how many people have applied for baker since yesterday?", {"since": "2025-12-31"}),
        ("Bewerbungen für Baker seit gestern", {"since": "2025-12-31"}),
    ],
)
async def test_filters_narrow_the_applications_of_a_job_named_by_its_title(
    office: Office, message: str, filters: Mapping[str, Any]
) -> None:
    assert await calls(office, message) == [("list_applications", {"job_id": 1, **filters}, "done")]


async def test_an_unsupported_filter_of_applications_is_reported(office: Office) -> None:
    assert "I haven't taken this into account" in await office.say("applicants for baker who play the piano")


async def test_the_noun_for_application_names_the_first_stage(office: Office) -> None:
    assert await calls(office, "quem está na fase de candidatura?") == [
        ("list_applications", {"status": "applied"}, "done")
    ]


@pytest.mark.parametrize(
    "message",
    [
        "has the radiographer job been closed?",
        "is job 3 on hold?",
        "have we closed job 3?",
        "why was the radiographer job closed",
        "ist die Stelle Radiographer schon geschlossen?",
        "l'annonce du poste radiographer est-elle fermée ?",
        "¿está cerrado el puesto de radiographer?",
        "a vaga de radiographer já foi fechada?",
        "la posizione radiographer è già chiusa?",
        "is de vacature radiographer al gesloten?",
    ],
)
async def test_a_question_about_the_state_of_a_job_shows_the_job(office: Office, message: str) -> None:
    assert await calls(office, message) == [("get_job", {"job_id": 3}, "done")]


@pytest.mark.parametrize(
    "message",
    [
        "has tom been interviewed?",
        "is tom hired?",
        "did I reject tom already?",
        "did we make Tom an offer?",
        "hat tom schon ein angebot?",
        "Hab ich Tom Ashby schon abgesagt?",
        "Tom a-t-il déjà reçu une offre ?",
        "tiene Tom una oferta?",
        "o Tom já recebeu proposta?",
        "Tom ha già un'offerta?",
        "heeft Tom al een aanbod?",
    ],
)
async def test_a_question_about_the_state_of_a_candidate_lists_their_applications(office: Office, message: str) -> None:
    assert await calls(office, message) == [("list_applications", {"candidate_id": 2}, "done")]


@pytest.mark.parametrize(
    "message",
    [
        "is it okay to close job 1?",
        "is job 1 on hold because of the strike?",
        "has the baker job been closed by mistake?",
    ],
)
async def test_a_question_about_a_change_proposes_none(office: Office, message: str) -> None:
    assert all(outcome != "proposed" for _, _, outcome in await calls(office, message))


@pytest.mark.parametrize(
    "message", ["what happens if I delete the baker job?", "Was passiert, wenn ich Stelle 1 lösche?"]
)
async def test_a_question_about_a_deletion_is_not_about_requirements(office: Office, message: str) -> None:
    assert "requirement" not in (await office.say(message)).partition("I'm your recruiting assistant")[0]


@pytest.mark.parametrize(
    "message",
    [
        "who has more experience, May or Tom?",
        "wer hat mehr Erfahrung, May Laurent oder Tom?",
        "qui a plus d'expérience, May Laurent ou Tom ?",
        "quien tiene mas experiencia, May Laurent o Tom?",
        "quem tem mais experiência, May Laurent ou Tom?",
        "chi ha più esperienza tra May Laurent e Tom?",
        "wie heeft meer ervaring, May Laurent of Tom?",
    ],
)
async def test_two_candidates_are_compared_by_their_experience(office: Office, message: str) -> None:
    assert await calls(office, message) == [("compare_candidates", {"candidate_ids": [1, 2]}, "done")]
    assert (await office.say(message)).startswith("May Laurent (7 years) has more experience than Tom Ashby (3 years).")


@pytest.mark.parametrize(
    ("message", "place"),
    [
        ("find me someone for the baker job who lives in leeds", "leeds"),
        ("trouve quelqu'un pour le poste baker qui habite à Lyon", "Lyon"),
    ],
)
async def test_candidates_for_a_job_are_narrowed_by_location(office: Office, message: str, place: str) -> None:
    assert await calls(office, message) == [("match_candidates", {"job_id": 1, "location": place}, "done")]


@pytest.mark.parametrize(
    "message", ["who is he again?", "wer ist er nochmal?", "quién era?", "chi è?", "wie is hij ook alweer?"]
)
async def test_the_candidate_in_focus_is_shown(office: Office, message: str) -> None:
    found = await calls(office, "add drew lawson to the baker job", message)
    assert found == [("get_candidate", {"candidate_id": 4}, "done")]


async def test_an_ignored_place_in_a_list_of_applications_is_reported(office: Office) -> None:
    await calls(office, "show me the leeds jobs")
    assert "I haven't taken this into account: “there”." in await office.say("who's in the pipeline there")


@pytest.mark.parametrize(
    ("message", "tool", "arguments"),
    [
        ("a che punto siamo col baker?", "pipeline", {"job_id": 1}),
        ("posizioni aperte a Lione", "find_jobs", {"location": "Lione", "status": "open"}),
    ],
)
async def test_a_known_word_is_not_read_as_a_misspelt_name(
    office: Office, message: str, tool: str, arguments: Mapping[str, Any]
) -> None:
    await office.organisation.candidate("Leone Rossi")
    assert await calls(office, message) == [(tool, arguments, "done")]


async def test_a_follow_up_skill_is_added_to_the_last_one(office: Office) -> None:
    found = await calls(office, "who knows terraform", "and AWS too")
    assert found == [("find_candidates", {"skill": "terraform", "and_skills": ["AWS"]}, "done")]


@pytest.mark.parametrize(
    "messages",
    [
        ["make it shorter"],
        ["show job 1", "make it shorter"],
        ["clone job 1 because we need two"],
        ["du bist echt dumm"],
    ],
)
async def test_pronouns_and_other_orders_suggest_no_new_record(office: Office, messages: list[str]) -> None:
    for message in messages:
        reply = (await office.say(message)).partition("I'm your recruiting assistant")[0]
        assert "'create a new job for" not in reply
        assert "'add candidate" not in reply


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("who is in interview besides May?", {"status": "interview", "not_candidate_ids": [1]}),
        ("quem está em entrevista além da May?", {"status": "interview", "not_candidate_ids": [1]}),
        ("baker applicants who are not in offer", {"job_id": 1, "not_status": "offer"}),
        ("everyone in the baker pipeline apart from May and Tom", {"job_id": 1, "not_candidate_ids": [1, 2]}),
        ("applications for jobs in Leeds", {"job_location": "Leeds"}),
        ("Bewerbungen für Stellen in Leeds", {"job_location": "Leeds"}),
        ("how many bakers are in interview?", {"title": "baker", "status": "interview"}),
        ("applications since last week", {"since": "2025-12-22"}),
    ],
)
async def test_applications_are_listed_with_every_filter_of_the_message(
    office: Office, message: str, expected: Mapping[str, Any]
) -> None:
    assert await calls(office, message) == [("list_applications", expected, "done")]


@pytest.mark.parametrize(
    ("messages", "tool", "expected"),
    [
        (("show Tom Ashby", "what's his stage?"), "list_applications", {"candidate_id": 2}),
        (("show Tom Ashby", "in welcher Phase ist er?"), "list_applications", {"candidate_id": 2}),
        (("show Sara Pinto", "a che fase è?"), "list_applications", {"candidate_id": 3}),
        (
            ("show the baker applicants", "only those with more than 5 years"),
            "list_applications",
            {"job_id": 1, "min_years": 6},
        ),
        (("show jobs in Leeds", "which are remote?"), "find_jobs", {"location": "Leeds", "remote_option": "remote"}),
        (("candidates in Leeds", "only the bakers"), "find_candidates", {"location": "Leeds", "title": "baker"}),
        (("candidates in Leeds", "what about those in Lyon?"), "find_candidates", {"location": "Lyon"}),
        (("show open jobs", "only the ones in Leeds"), "find_jobs", {"status": "open", "location": "Leeds"}),
        (("show open jobs", "nur die in Leeds"), "find_jobs", {"status": "open", "location": "Leeds"}),
        (("who could do the baker job?",), "match_candidates", {"job_id": 1}),
        (("Où en est May ?",), "list_applications", {"candidate_id": 1}),
        (("In welcher Phase ist Tom Ashby?",), "list_applications", {"candidate_id": 2}),
        (("which department is the baker job in?",), "get_job", {"job_id": 1}),
        (
            ("wer hat sich auf Baker beworben?", "und wer davon wohnt in Lyon?"),
            "list_applications",
            {"job_id": 1, "location": "Lyon"},
        ),
        (("how many are in each stage?",), "pipeline", {}),
        (("combien de candidats par étape ?",), "pipeline", {}),
        (("quanti candidati per fase?",), "pipeline", {}),
        (
            ("is May a better fit than Tom Ashby for the baker job?",),
            "compare_candidates",
            {"candidate_ids": [1, 2], "job_id": 1},
        ),
        (("Welche Stellen sind in Leeds offen?",), "find_jobs", {"location": "Leeds", "status": "open"}),
    ],
)
async def test_a_follow_up_keeps_its_subject(
    office: Office, messages: Sequence[str], tool: str, expected: Mapping[str, Any]
) -> None:
    assert await calls(office, *messages) == [(tool, expected, "done")]


@pytest.mark.parametrize(
    "message", ["grazie mille", "alles klar", "muchas gracias", "vielen dank!", "d'accord", "ok, thanks"]
)
async def test_a_courtesy_calls_no_tool(office: Office, message: str) -> None:
    assert await calls(office, message) == []


async def test_a_company_is_matched_at_the_beginning_of_a_word(office: Office) -> None:
    await office.organisation.candidate("Ida Holm", current_company="Booking")
    await office.organisation.candidate("Jo Berg", current_company="ING Bank")
    reply = await office.say("who works at ING?")
    assert ("Jo Berg" in reply, "Ida Holm" in reply) == (True, False)


@pytest.mark.parametrize(
    "message",
    [
        "increase the top end for baker to 29000",
        "email May that we're going ahead with an interview",
        "Rouvre le poste d'astronaute",
        "May did really well in her interview",
    ],
)
async def test_an_unknown_order_is_not_read_as_another(office: Office, message: str) -> None:
    """Changing a job runs no ranking; ordering an email or making a remark moves no candidate."""
    assert await calls(office, message) == []


async def test_a_move_to_the_current_stage_reports_the_remaining_orders(office: Office) -> None:
    reply = await office.say("move May Laurent to interview for baker and reject Tom Ashby for baker")
    assert "in interview already" in reply
    assert "reject Tom Ashby" in reply


async def test_a_key_that_may_not_read_applications_may_still_move_them(office: Office) -> None:
    key = replace(office.organisation.actor, scopes=frozenset(Permission) - {Permission.READ_APPLICATIONS})
    reply = await office.agent.chat(key, "move May Laurent to interview for baker", None)
    assert "Shall I do it?" in reply.text
