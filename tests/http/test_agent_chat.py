"""The recruiter agent without a language model."""

from typing import Any

import httpx
import pytest

from http_api import Api, faults, registered

HUGE = "9" * 30
JANE: dict[str, Any] = {
    "full_name": "Jane Doe",
    "headline": "Senior Backend Engineer",
    "current_title": "Staff Engineer",
    "current_company": "TechCorp",
    "notes": "Python and PostgreSQL in distributed backend services.",
}
JOBS = {"Backend Engineer": "open", "Harbour Pilot": "open", "Lighthouse Keeper": "closed", "Tea Taster": "on_hold"}


@pytest.fixture(scope="module")
async def shared_api(http: httpx.AsyncClient) -> Api:
    """A client of an organisation with four jobs and two candidates. Jane has applied for the first job."""
    api = await registered(http)
    made = [await api.job(title, status=status, required_skills=["Python"]) for title, status in JOBS.items()]
    jane = await api.made("/candidates", JANE)
    await api.candidate("John Smith", current_title="Gardener")
    await api.application(made[0], jane, status="interviewing")
    return api


@pytest.fixture(scope="module")
async def ids(shared_api: Api) -> dict[str, int]:
    """The ids of the first job, `J`, and of Jane, `C`."""
    jobs, people = (await shared_api.get("/jobs")).json(), (await shared_api.get("/candidates")).json()
    return {"J": jobs["items"][0]["id"], "C": people["items"][0]["id"]}


@pytest.fixture(scope="module")
async def foreign_ids(http: httpx.AsyncClient) -> dict[str, int]:
    """Ids of another organisation's job and candidate."""
    api = await registered(http)
    return {"job": (await api.job())["id"], "candidate": (await api.candidate())["id"]}


async def state(api: Api) -> list[Any]:
    """Return all jobs, candidates and applications of an organisation."""
    return [(await api.get(path)).json() for path in ("/jobs", "/candidates", "/applications")]


@pytest.mark.parametrize(
    "wording",
    [
        "match candidates for job {J}",
        "Match Candidates For Job {J}",
        "MATCH CANDIDATES FOR JOB #{J}!",
        "please match candidates for job {J}",
        "match candidates for job {J}, please.",
        "  match   candidates\tfor job  {J}  ",
        "Could you match candidates for job #{J}?",
    ],
)
async def test_matching_candidates_replies_in_the_wording_of_the_reference(api: Api, wording: str) -> None:
    job = await api.job("Backend Engineer", required_skills=["Python"])
    jane = await api.made("/candidates", JANE)
    (match,) = (await api.made("/matching/candidates_for_job", {"job_id": job["id"]}))["matches"]
    assert await api.says(wording.format(J=job["id"])) == (
        f"Here are the top candidate matches for job #{job['id']}:\n\n"
        f"- Candidate #{jane['id']}: Jane Doe (Staff Engineer @ TechCorp), score={match['score']}, "
        f"strategy={match['strategy']}. Why: {match['reason']}\n\n"
        f"You can now say things like:\n- 'show applications for job {job['id']}'\n- 'list candidates' to see everyone."
    )


@pytest.mark.parametrize(
    "wording", ["match jobs for candidate {C}", "Please match jobs for candidate #{C}!", "MATCH JOBS FOR CANDIDATE {C}"]
)
async def test_matching_jobs_replies_with_the_results_of_the_matching_api(
    shared_api: Api, ids: dict[str, int], wording: str
) -> None:
    matches = (await shared_api.made("/matching/jobs_for_candidate", {"candidate_id": ids["C"]}))["matches"]
    reply = await shared_api.says(wording.format(**ids))
    best = matches[0]
    for text in (f"#{best['job_id']}", best["title"], f"score={best['score']}", "strategy=naive", best["reason"]):
        assert text in reply


@pytest.mark.parametrize(
    "wording",
    [
        "list jobs",
        "List jobs.",
        "LIST JOBS!!!",
        "please list jobs",
        "list all jobs",
        "please don't create a new job; just list jobs",
        "Please do not create a new job, just list jobs",
    ],
)
async def test_jobs_are_listed_and_none_is_created(shared_api: Api, wording: str) -> None:
    before = await state(shared_api)
    reply = await shared_api.says(wording)
    for job in before[0]["items"][:2]:
        assert f"#{job['id']}" in reply
        assert job["title"] in reply
    assert await state(shared_api) == before


@pytest.mark.parametrize("wording", ["show open jobs", "Show open jobs, please", "SHOW OPEN JOBS!", "list open jobs"])
async def test_only_open_jobs_are_listed(shared_api: Api, wording: str) -> None:
    reply = await shared_api.says(wording)
    assert [title for title in JOBS if title in reply] == ["Backend Engineer", "Harbour Pilot"]


@pytest.mark.parametrize(
    "wording", ["list candidates", "List Candidates.", "please list candidates", "list all candidates"]
)
async def test_candidates_are_listed(shared_api: Api, ids: dict[str, int], wording: str) -> None:
    reply = await shared_api.says(wording)
    assert "Jane Doe" in reply
    assert "John Smith" in reply
    assert f"#{ids['C']}" in reply


@pytest.mark.parametrize(
    "wording",
    [
        "summarize candidate {C}",
        "Summarize candidate #{C}.",
        "summarise candidate {C}",
        "please summarize candidate {C}",
        "candidate #{C}?",
        "Candidate {C}",
        "SUMMARIZE CANDIDATE {C}!",
    ],
)
async def test_a_candidate_is_summarised(shared_api: Api, ids: dict[str, int], wording: str) -> None:
    reply = await shared_api.says(wording.format(**ids))
    for text in (f"#{ids['C']}", *JANE.values()):
        assert text in reply
    assert "John Smith" not in reply


@pytest.mark.parametrize(
    "wording",
    [
        "applications for job {J}",
        "pipeline for job {J}",
        "Pipeline for job #{J}?",
        "show applications for job {J}",
        "please show the pipeline for job {J}.",
        "APPLICATIONS FOR JOB #{J}",
    ],
)
async def test_the_pipeline_of_a_job_lists_candidates_with_their_stages(
    shared_api: Api, ids: dict[str, int], wording: str
) -> None:
    reply = await shared_api.says(wording.format(**ids))
    for text in (f"#{ids['J']}", "Jane Doe", "interviewing"):
        assert text in reply
    assert "John Smith" not in reply


@pytest.mark.parametrize(
    "wording",
    [
        "create a new job for a senior backend engineer in NYC...",
        "Create a new job for a Senior Backend Engineer in NYC",
        "please create a new job for a senior backend engineer in New York, NY.",
        "CREATE A NEW JOB FOR A SENIOR BACKEND ENGINEER IN NYC",
    ],
)
async def test_a_job_is_created_from_its_description(shared_api: Api, api: Api, wording: str) -> None:
    before = await state(shared_api)
    reply = await api.says(wording)
    (job,) = (await api.get("/jobs")).json()["items"]
    assert (job["title"], job["location"], job["status"]) == ("Senior Backend Engineer", "New York, NY", "open")
    assert (job["org_id"], job["created_by_user_id"]) == (api.org_id, api.user_id)
    for text in (f"#{job['id']}", job["title"]):
        assert text in reply
    assert await state(shared_api) == before


@pytest.mark.parametrize(
    "wording",
    [
        "how do I create a job?",
        "How can I create a new job for a backend engineer?",
        "how to create a new job",
        "Can you tell me how to create a job?",
        "What happens when I create a new job for an engineer?",
        "why should I create a job",
        "don't create a new job",
        "do not create a new job for a backend engineer in Berlin",
        "never create a job for an engineer",
        "How would I delete candidate {C}?",
        "delete job {J}",
        "Delete all candidates!",
    ],
)
async def test_questions_negations_and_deletions_change_nothing(
    shared_api: Api, ids: dict[str, int], wording: str
) -> None:
    before = await state(shared_api)
    assert (await shared_api.says(wording.format(**ids))).strip()
    assert await state(shared_api) == before


@pytest.mark.parametrize(
    "wording", ["help", "hello", "What can you do?", "qwertyuiop", "🦊", "42", "What's the weather?"]
)
async def test_other_messages_get_help_that_lists_the_commands(shared_api: Api, wording: str) -> None:
    before = await state(shared_api)
    reply = await shared_api.says(wording)
    for command in ("list jobs", "list candidates", "match candidates for job"):
        assert command in reply
    assert await state(shared_api) == before


@pytest.mark.parametrize("given", ["theirs", "0", str(2**31), str(2**63 - 1), str(2**63), HUGE])
@pytest.mark.parametrize(
    ("kind", "wording"),
    [
        ("job", "match candidates for job {}"),
        ("job", "applications for job #{}"),
        ("job", "Pipeline for job {}?"),
        ("candidate", "summarize candidate {}"),
        ("candidate", "candidate #{}?"),
        ("candidate", "match jobs for candidate {}, please"),
    ],
)
async def test_unknown_and_foreign_ids_are_not_found(
    shared_api: Api, foreign_ids: dict[str, int], given: str, kind: str, wording: str
) -> None:
    number = foreign_ids[kind] if given == "theirs" else given
    assert await shared_api.says(wording.format(number)) == f"I couldn't find {kind} #{number} in your organization."


@pytest.mark.parametrize(
    "more",
    [{}, {"conversation_id": None}, {"mode": "recruiter_assistant"}, {"nonsense": [1]}],
)
async def test_the_response_has_only_the_reply(shared_api: Api, more: dict[str, Any]) -> None:
    response = await shared_api.post("/agent/chat", {"message": "list jobs", **more})
    assert response.status_code == 200
    assert response.json() == {"reply": await shared_api.says("list jobs")}


@pytest.mark.parametrize("message", ["", " ", "\n\t \r\n", "\u00a0\u3000", "list\0jobs", None, 5, ["list jobs"], {}])
async def test_a_message_that_is_blank_or_not_text_is_refused(shared_api: Api, message: object) -> None:
    response = await shared_api.post("/agent/chat", {"message": message})
    assert [loc for _, loc in faults(response)] == [["body", "message"]]
    assert faults(await shared_api.post("/agent/chat", {"mode": "recruiter_assistant"})) == [
        ("missing", ["body", "message"])
    ]


async def test_all_applications_in_a_stage_are_moved_to_a_stage_that_the_job_has_of_its_own(api: Api) -> None:
    job = await api.job()
    waiting = [await api.application(job, await api.candidate(), status="applied") for _ in range(2)]
    other = await api.application(job, await api.candidate(), status="Trial day")
    await api.application(job, await api.candidate(), status="rejected")
    asked = await api.post("/agent/chat", {"message": f"move everyone in applied to trial day for job {job['id']}"})
    assert "I would do 2 things" in asked.json()["reply"]
    confirmed = {"message": "yes", "conversation_id": int(asked.headers["X-Conversation-Id"])}
    assert (await api.made("/agent/chat", confirmed))["reply"].count("from applied to Trial day") == 2
    found = (await api.get("/applications")).json()["items"]
    assert {one["id"] for one in found if one["status"] == "Trial day"} == {one["id"] for one in (*waiting, other)}
