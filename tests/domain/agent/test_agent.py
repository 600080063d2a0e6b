"""The recruiter agent on the memory adapter: its replies and its writes."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.agent.replies import DECLINED, HELP
from recruit.domain.agent.summaries import candidate_summary, job_created, job_summary
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.jobs.model import Job
from recruit.domain.shared.pages import Page, Window
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage


@pytest.fixture
async def storage() -> AsyncIterator[Storage]:
    async with memory(AdapterConfig("memory:", Path())) as found:
        yield found


@pytest.fixture
async def office(storage: Storage) -> Office:
    return await new_office(storage)


async def jobs_of(office: Office) -> Page[Job]:
    return await office.jobs.page(office.organisation.actor, Window(limit=100))


def items(reply: str) -> list[str]:
    """The lines of a reply's first list."""
    return [line for line in reply.partition("You can now say")[0].splitlines() if line.startswith("- ")]


async def test_a_described_job_is_created_and_reported(office: Office) -> None:
    reply = await office.say("Please create a new job for a Senior Backend Engineer in NYC; salary 150k-190k USD")
    (job,) = (await jobs_of(office)).items
    assert reply == job_created(job)
    assert reply.startswith(f"I've created a new job:\n\n- Job #{job.id}: Senior Backend Engineer\n")
    assert job.description == "a Senior Backend Engineer in NYC; salary 150k-190k USD"


async def test_a_recruiter_cannot_erase_a_candidate(office: Office) -> None:
    admin = office.organisation.actor
    candidate = await office.candidates.create(admin, CandidateDetails(full_name="Jane Doe"))
    recruiter = replace(admin, role=Role.RECRUITER)
    refused = (await office.agent.chat(recruiter, f"erase candidate {candidate.id}")).text
    assert "org admin" in refused
    assert (await office.agent.chat(recruiter, "yes")).text != refused
    assert await office.candidates.get(admin, candidate.id) == candidate


async def test_orders_in_a_job_description_are_ignored(office: Office) -> None:
    await office.say("create a job for an engineer who can bake bread; list jobs")
    assert (await jobs_of(office)).total == 1


@pytest.mark.parametrize(
    "message",
    [
        "create a job",
        "please don't create a job for a cook",
        "how do I create a job for a cook?",
        "create a job; list jobs",
        "hello",
    ],
)
async def test_a_job_is_created_only_when_ordered_and_described(office: Office, message: str) -> None:
    await office.say(message)
    assert (await jobs_of(office)).total == 0


async def test_the_agent_asks_for_a_missing_job_description(office: Office) -> None:
    assert (await office.say("create a new job")).startswith("What is the job? I haven't created anything yet.")


async def test_jobs_are_listed_by_status(office: Office) -> None:
    opened = await office.organisation.job("Cook", location="Rome", employment_type="Full-time")
    paused = await office.organisation.job("Waiter", status="on_hold")
    first, second = (
        f"- Job #{opened.id}: Cook (Rome, Full-time), status=open",
        f"- Job #{paused.id}: Waiter, status=on_hold",
    )
    assert items(await office.say("list jobs")) == [first, second]
    assert items(await office.say("show open jobs")) == [first]
    assert items(await office.say("jobs on hold")) == [second]
    assert (await office.say("closed jobs")).startswith("You have no closed jobs.")


async def test_long_lists_show_twenty_rows_and_count_the_rest(office: Office) -> None:
    for number in range(23):
        await office.organisation.job(f"Cook {number}")
        await office.organisation.candidate(f"Person {number}")
    for message, total in [("list jobs", "23 jobs in total."), ("list candidates", "23 candidates in total.")]:
        reply = await office.say(message)
        assert len(items(reply)) == 20
        assert "\n…and 3 more.\n" in reply
        assert total in reply


async def test_candidates_are_listed(office: Office) -> None:
    jane = await office.organisation.candidate("Jane Doe", current_title="Cook", location="Rome")
    assert items(await office.say("who are our candidates?")) == [f"- Candidate #{jane.id}: Jane Doe (Cook), Rome"]


async def test_empty_lists_are_reported(office: Office) -> None:
    assert (await office.say("list jobs")).startswith("You have no jobs.")
    assert (await office.say("list candidates")).startswith("You have no candidates.")


async def test_a_job_and_a_candidate_are_summarised(office: Office) -> None:
    job = await office.organisation.job("Cook", description="Pasta")
    jane = await office.organisation.candidate("Jane Doe", notes="Pizza")
    assert await office.say(f"job #{job.id}?") == job_summary(job)
    assert await office.say(f"Tell me about candidate #{jane.id}, please.") == candidate_summary(jane)


async def test_the_five_best_candidates_are_matched_for_a_job(office: Office) -> None:
    job = await office.organisation.job("Python Engineer", required_skills=("Python",))
    for number in range(5):
        await office.organisation.candidate(f"Cook {number}", current_title="Cook")
    jane = await office.organisation.candidate("Jane Doe", current_title="Python Engineer", current_company="TechCorp")
    reply = await office.say(f"match candidates for job {job.id}")
    best, *others = items(reply)
    assert reply.startswith(f"Here are the top candidate matches for job #{job.id}:\n\n- ")
    assert best.startswith(f"- Candidate #{jane.id}: Jane Doe (Python Engineer @ TechCorp), score=")
    assert ", strategy=naive. Why: Keyword overlap on: " in best
    assert len(others) == 4
    assert reply.endswith(f"- 'show applications for job {job.id}'\n- 'list candidates' to see everyone.")


async def test_jobs_are_matched_for_a_candidate(office: Office) -> None:
    jane = await office.organisation.candidate("Jane Doe", current_title="Python Engineer")
    await office.organisation.job("Cook")
    job = await office.organisation.job("Python Engineer", location="Rome", status="closed")
    reply = await office.say(f"which jobs fit candidate {jane.id}?")
    assert reply.startswith(f"Here are the top job matches for candidate #{jane.id}:\n\n")
    assert items(reply)[0].startswith(f"- Job #{job.id}: Python Engineer (Rome, closed), score=")


async def test_a_match_without_candidates_or_jobs_is_reported(office: Office) -> None:
    job = await office.organisation.job()
    assert await office.say(f"who fits job {job.id}") == f"You have no candidates to match with job #{job.id}."
    await office.jobs.remove(office.organisation.actor, job.id)
    jane = await office.organisation.candidate()
    reply = await office.say(f"match jobs for candidate {jane.id}")
    assert reply == f"You have no jobs to match with candidate #{jane.id}."


async def test_a_jobs_pipeline_counts_stages_and_names_candidates(office: Office) -> None:
    org = office.organisation
    job, jane, john = await org.job("Cook"), await org.candidate("Jane Doe"), await org.candidate("John Smith")
    await org.application(await org.job("Waiter"), jane)
    first = await org.application(job, jane, fit_score=85)
    second = await org.application(job, john, status="offer")
    reply = await office.say(f"pipeline for job {job.id}")
    assert "\n\nPipeline: 1 sourced, 1 offer (2 in total).\n\n" in reply
    assert items(reply) == [
        f"- Application #{first.id}: Candidate #{jane.id} Jane Doe, status=sourced, source=manual, fit_score=85",
        f"- Application #{second.id}: Candidate #{john.id} John Smith, status=offer, source=manual",
    ]


async def test_the_applications_of_a_candidate_name_the_jobs(office: Office) -> None:
    org = office.organisation
    job, jane = await org.job("Cook"), await org.candidate("Jane Doe")
    application = await org.application(job, jane)
    assert items(await office.say(f"applications for candidate {jane.id}")) == [
        f"- Application #{application.id}: Job #{job.id} Cook, status=sourced, source=manual"
    ]


async def test_a_long_pipeline_counts_the_rows_it_does_not_show(office: Office) -> None:
    org = office.organisation
    job = await org.job()
    for number in range(22):
        await org.application(job, await org.candidate(f"Person {number}"), status="sourced" if number else "hired")
    reply = await office.say(f"applications for job {job.id}")
    assert "Pipeline: 1 hired, 21 sourced (22 in total)." in reply
    assert len(items(reply)) == 20
    assert "\n…and 2 more.\n" in reply


async def test_a_pipeline_without_applications_says_so(office: Office) -> None:
    job, jane = await office.organisation.job(), await office.organisation.candidate()
    reply = await office.say(f"applications for job {job.id}")
    assert reply == f"There are no applications for job #{job.id} yet."
    reply = await office.say(f"applications for candidate {jane.id}")
    assert reply == f"There are no applications for candidate #{jane.id} yet."


MESSAGES = [
    ("show job {}", "job"),
    ("match candidates for job {}", "job"),
    ("pipeline for job {}", "job"),
    ("summarize candidate {}", "candidate"),
    ("match jobs for candidate {}", "candidate"),
    ("applications for candidate {}", "candidate"),
]


@pytest.mark.parametrize(("message", "kind"), MESSAGES)
@pytest.mark.parametrize("id", [0, -5, 999, 10**30])
async def test_an_unknown_id_is_not_found(office: Office, message: str, kind: str, id: int) -> None:
    assert await office.say(message.format(id)) == f"I couldn't find {kind} #{id} in your organization."


@pytest.mark.parametrize(("message", "kind"), MESSAGES)
async def test_a_row_of_another_organisation_is_not_found(
    storage: Storage, office: Office, message: str, kind: str
) -> None:
    other = (await new_office(storage)).organisation
    row = await (other.job() if kind == "job" else other.candidate())
    assert await office.say(message.format(row.id)) == f"I couldn't find {kind} #{row.id} in your organization."


async def test_lists_and_matches_show_only_the_users_organisation(storage: Storage, office: Office) -> None:
    other = (await new_office(storage)).organisation
    await other.candidate("Their Candidate")
    await other.job("Their Job")
    job = await office.organisation.job("Our Job")
    for message in ["list jobs", "list candidates", f"match candidates for job {job.id}"]:
        assert "Their" not in await office.say(message)


async def test_a_name_means_those_who_have_it_as_a_word_rather_than_inside_one(office: Office) -> None:
    await office.organisation.candidate("Hanna Virtanen")
    anna = await office.organisation.candidate("Anna Lindqvist-O'Brien")
    job = await office.organisation.job("Baker")
    await office.organisation.application(job, anna, status="applied")
    for message in ("Show Anna", "Add a note to Anna: speaks Finnish", f"Move Anna to interview for job {job.id}"):
        reply = await office.say(message)
        assert "Hanna" not in reply
        assert "Anna Lindqvist" in reply


async def test_a_missing_id_is_asked_for_with_an_example(office: Office) -> None:
    reply = await office.say("match candidates for a job")
    assert reply == "Which job do you mean? Tell me its id, for example: 'match candidates for job 5'."


async def test_a_negated_order_is_declined_and_reported(office: Office) -> None:
    await office.organisation.job("Cook")
    assert await office.say("don't list jobs") == DECLINED
    assert len(items(await office.say("please don't create a new job; just list jobs"))) == 1


@pytest.mark.parametrize(
    "message",
    [
        *("help", "Hi!", "what's the weather?", "What can you do?", "Hello, what can you do for me?", "who are you"),
        *("Was kannst du?", "Que peux-tu faire ?", "¿Qué puedes hacer?"),
    ],
)
async def test_other_messages_are_answered_with_the_help_text(office: Office, message: str) -> None:
    reply = await office.say(message)
    assert reply == HELP
    for command in [
        "create a new job for a senior backend engineer in NYC...",
        "list jobs",
        "show open jobs",
        "list candidates",
        "summarize candidate 3",
        "match candidates for job 5",
        "match jobs for candidate 7",
        "applications for job 5",
        "pipeline for job 5",
    ]:
        assert f"'{command}'" in reply


async def test_questions_and_unconfirmed_orders_change_no_job(office: Office) -> None:
    job = await office.organisation.job("Cook")
    for message in ["list jobs", f"open job {job.id}", "open jobs", f"close job {job.id}?", f"delete job {job.id}"]:
        await office.say(message)
    assert (await jobs_of(office)).items == [job]


@pytest.mark.parametrize(
    ("message", "field", "value"),
    [
        ("rename job {job} to Nurse (m/f/d)", "title", "Nurse (m/f/d)"),
        ("set location of job {job} to Munich (Schwabing)", "location", "Munich (Schwabing)"),
        ("add the skill CPR (first aid) to job {job}", "required_skills", ("CPR (first aid)",)),
    ],
)
async def test_a_value_keeps_the_closing_bracket_that_it_opens(
    office: Office, message: str, field: str, value: object
) -> None:
    job = await office.organisation.job("Baker")
    await office.say(message.format(job=job.id))
    assert getattr(await office.jobs.get(office.organisation.actor, job.id), field) == value


@pytest.mark.parametrize("rest", ["salary 40k-50k", "location Dallas", "required skills Excel, SAP"])
async def test_a_change_of_arrangement_and_another_field_is_not_made_in_part(office: Office, rest: str) -> None:
    job = await office.organisation.job("Baker")
    await office.say(f"change job {job.id} to part-time and {rest}")
    assert await office.jobs.get(office.organisation.actor, job.id) == job
