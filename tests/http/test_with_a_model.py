"""The server with OPENAI_API_KEY set, against a local server that speaks the OpenAI protocol."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from asgi import asgi_transport
from http_api import Api, registered
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from stand_ins.openai_server import Fault, OpenAIServer

PROMPT = "We need a Senior Backend Engineer in NYC for our payments team, paying 160000 to 200000 USD. Python, FastAPI."
ANSWER = {
    "title": "Senior Backend Engineer",
    "department": "Payments",
    "location": "New York, NY",
    "employment_type": None,
    "remote_option": None,
    "salary_min": 160000,
    "salary_max": 200000,
    "currency": "USD",
    "required_skills": ["Python", "FastAPI", "Clairvoyance"],
    "nice_to_have_skills": [],
}


@pytest.fixture
async def api(model: OpenAIServer, tmp_path: Path) -> AsyncIterator[Api]:
    environment = {
        "RECRUIT_STORAGE": "memory:",
        "RECRUIT_DATA_DIR": str(tmp_path),
        "OPENAI_API_KEY": "key",
        "OPENAI_BASE_URL": model.url,
    }
    async with assemble(Settings.from_environment(environment)) as services:
        transport = asgi_transport(create_app(services), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            yield await registered(http)


async def test_fields_from_a_model_are_kept_only_if_the_prompt_supports_them(api: Api, model: OpenAIServer) -> None:
    model.filling = ANSWER
    job = (await api.made("/agent/jobs/from_prompt", {"prompt": PROMPT}))["job"]
    assert (job["title"], job["department"], job["salary_max"]) == ("Senior Backend Engineer", "Payments", 200000)
    assert job["required_skills"] == ["Python", "FastAPI"]
    assert [request.path for request in model.requests] == ["/v1/chat/completions"]


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.HTML, Fault.REFUSAL])
async def test_a_prompt_is_parsed_by_rules_when_the_model_fails(api: Api, model: OpenAIServer, fault: Fault) -> None:
    model.fail(fault, times=10)
    job = (await api.made("/agent/jobs/from_prompt", {"prompt": PROMPT}))["job"]
    assert (job["title"], job["location"]) == ("Senior Backend Engineer", "New York, NY")
    assert job["required_skills"] == ["Python", "FastAPI"]


async def test_the_strategy_of_matches_says_whether_the_embedder_was_used(api: Api, model: OpenAIServer) -> None:
    job = await api.job(required_skills=["Python"])
    await api.candidate(current_title="Backend Engineer", notes="Python")
    (match,) = (await api.made("/matching/candidates_for_job", {"job_id": job["id"]}))["matches"]
    assert match["strategy"] == "openai"
    assert "semantic similarity between job and profile. Overlapping terms include: " in match["reason"]
    await api.candidate(current_title="Another Backend Engineer")
    model.fail(Fault.ERROR, times=10)
    matches = (await api.made("/matching/candidates_for_job", {"job_id": job["id"]}))["matches"]
    assert [each["strategy"] for each in matches] == ["naive", "naive"]


async def test_a_replay_needs_no_model(api: Api, model: OpenAIServer) -> None:
    job = await api.job()
    await api.candidate(current_title="Backend Engineer", notes="Python services")
    (match,) = (await api.made("/matching/candidates_for_job", {"job_id": job["id"]}))["matches"]
    (log,) = (await api.get("/matching/logs")).json()["items"]
    requests_before = len(model.requests)
    replayed = (await api.post(f"/matching/logs/{log['id']}/replay")).json()
    assert (replayed["score"], replayed["changed"]) == (match["score"], [])
    assert len(model.requests) == requests_before
