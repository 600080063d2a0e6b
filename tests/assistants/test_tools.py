"""Assistants list and call tools, over HTTP and over stdio."""

from base64 import b64encode
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError

from assistants.clients import LEGACY, MODERN, answer_with, call_tool, over_http, over_stdio
from http_api import Api
from processes import ServerProcess

READ_ONLY_TOOLS = {
    "find_jobs",
    "get_job",
    "find_candidates",
    "get_candidate",
    "summarize_candidate",
    "compare_candidates",
    "list_applications",
    "pipeline",
    "match_candidates",
    "match_jobs",
    "explain_match",
    "what_if",
    "interview_questions",
    "draft_outreach",
    "find_duplicates",
    "get_import",
    "inbox",
    "list_notes",
    "list_stages",
    "list_tags",
    "list_tasks",
    "preview_import",
    "report",
    "stuck_applications",
    "tagged_candidates",
    "timeline",
}
TABLE = {"file": ("people.csv", b"name\nSecret Person")}
DESTRUCTIVE_TOOLS = {
    "delete_job",
    "delete_candidate",
    "erase_candidate",
    "delete_application",
    "delete_note",
    "delete_task",
    "merge_candidates",
}


def connected(
    transport: str, server: ServerProcess, data_dir: Path, api: Api, **options: Any
) -> AbstractAsyncContextManager[Client]:
    """Connect a client with all permissions of its user."""
    if transport == "http":
        return over_http(server.url, api.token, **options)
    return over_stdio(data_dir, api.email, "--profile", "admin", **options)


Connect = Callable[[], AbstractAsyncContextManager[Client]]
CallTool = Callable[..., Awaitable[dict[str, Any]]]
BOTH_TRANSPORTS = pytest.mark.parametrize("connect", [f"http {MODERN}", f"stdio {LEGACY}"], indirect=True)
"""For tests of what all connections share: the test of confirmations has every transport with every mode."""


@pytest.fixture(params=[f"{transport} {mode}" for transport in ("http", "stdio") for mode in (MODERN, LEGACY)])
def connect(request: pytest.FixtureRequest, server: ServerProcess, data_dir: Path, api: Api) -> Connect:
    """Each transport, with the newest protocol version and with one that has sessions."""
    transport, mode = request.param.split()
    return lambda: connected(transport, server, data_dir, api, mode=mode)


async def test_every_tool_is_listed_with_title_schemas_and_hints(server: ServerProcess, api: Api) -> None:
    async with over_http(server.url, api.token) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert len(tools) == 50
    for name, tool in tools.items():
        assert tool.title
        assert tool.description
        assert tool.output_schema is not None
        assert tool.annotations is not None
        assert tool.input_schema["type"] == tool.output_schema["type"] == "object"
        assert tool.annotations.read_only_hint is (name in READ_ONLY_TOOLS)
        assert tool.annotations.destructive_hint is (name in DESTRUCTIVE_TOOLS)
        assert ("confirm" in tool.input_schema["properties"]) is (
            name in DESTRUCTIVE_TOOLS | {"close_job", "update_job", "finish_task", "undo"}
        )
    repeatable = {name for name, tool in tools.items() if tool.annotations and tool.annotations.idempotent_hint}
    assert "get_job" in repeatable
    assert "add_note" not in repeatable
    assert tools["get_job"].input_schema["required"] == ["job_id"]


@BOTH_TRANSPORTS
async def test_every_tool_can_be_called_and_answers_according_to_its_schema(connect: Connect) -> None:
    async with connect() as client:
        called_tools: set[str] = set()

        async def call(name: str, **arguments: Any) -> dict[str, Any]:
            called_tools.add(name)
            found = await call_tool(client, name, **arguments)
            if found["outcome"] == "proposed":
                found = await call_tool(client, name, **arguments, confirm=found["confirmation_token"])
            assert found["outcome"] == "done", found
            return found

        listed = {tool.name for tool in (await client.list_tools()).tools}
        job = (await call("create_job", prompt="Nurse in Berlin. Required: triage, ICU"))["id"]
        jane = (await call("create_candidate", full_name="Jane Doe", current_title="Nurse", notes="Triage"))["id"]
        john = (await call("create_candidate", full_name="John Roe", current_title="Cook"))["id"]
        assert (await call("find_jobs", query="nurse"))["total"] == 1
        assert (await call("get_job", job_id=job))["title"] == "Nurse"
        await call("update_job", job_id=job, changes={"add": ["triage"], "salary_min": 40000})
        await call("clone_job", job_id=job, changes={"location": "Hamburg"})
        await call("undo")
        assert (await call("find_candidates", title="nurse"))["items"][0]["id"] == jane
        for tool in ("get_candidate", "summarize_candidate", "match_jobs"):
            await call(tool, candidate_id=jane)
        await call("compare_candidates", candidate_ids=[jane, john], job_id=job)
        await call("compare_candidates", candidate_ids=[jane, john])
        await _call_tools_of_teams(call, jane, john)
        application = (await call("create_application", job_id=job, candidate_id=jane))["id"]
        await call("move_application", application_id=application, status="interview")
        await call("list_applications", job_id=job)
        await _call_tools_of_pipelines(call, job, application)
        assert (await call("pipeline"))["by_status"] == {"interview": 1}
        assert (await call("match_candidates", job_id=job))["matches"][0]["candidate_id"] == jane
        await call("explain_match", job_id=job, candidate_id=jane)
        await call("what_if", job_id=job)
        await call("what_if", job_id=job, changes={"drop": ["triage"]})
        await call("interview_questions", job_id=job)
        await call("interview_questions", job_id=job, candidate_id=jane)
        await call("draft_outreach", candidate_id=jane, job_id=job)
        resume = "John Roe\nCook\njohn@example.com\n"
        uploaded = await call("upload_resume", text=resume, filename="john.txt")
        again = await call("add_document", candidate_id=john, base64=b64encode(resume.encode()).decode())
        assert again["duplicate_of"] == uploaded["id"]
        assert (await call("find_duplicates", candidate_id=uploaded["id"]))["total"] == 1
        await call("merge_candidates", candidate_id=john, from_id=uploaded["id"])
        await call("preview_import", text="full_name,email\n,\nKim Poe,kim@example.com\n")
        started = await call("start_import", text="full_name,email\n,\nKim Poe,kim@example.com\n", dry_run=True)
        assert (await call("get_import", import_id=started["id"]))["total"] == started["total"]
        await call("close_job", job_id=job)
        await call("reject_application", job_id=job, candidate_id=jane, reason="Salary")
        await call("delete_application", application_id=application)
        await call("delete_candidate", candidate_id=john)
        await call("erase_candidate", candidate_id=john)
        await call("delete_job", job_id=job)
        assert called_tools == listed


async def _call_tools_of_teams(call: CallTool, jane: int, john: int) -> None:
    await call("add_note", candidate_id=jane, note="Speaks French", visibility="recruiters")
    assert [one["text"] for one in (await call("list_notes", candidate_id=jane))["items"]] == ["Speaks French"]
    await call("tag_candidates", candidate_ids=[jane, john], tag="Night shift")
    await call("untag_candidates", candidate_ids=[john], tag="night shift")
    assert [one["name"] for one in (await call("list_tags", candidate_id=jane))["items"]] == ["Night shift"]
    assert [one["id"] for one in (await call("tagged_candidates", tags=["night shift"]))["items"]] == [jane]
    task = (await call("create_task", title="Call Jane", due="2026-01-31", candidate_id=jane))["id"]
    assert [one["id"] for one in (await call("inbox"))["tasks"]] == [task]
    assert [one["id"] for one in (await call("list_tasks", assignee="me"))["items"]] == [task]
    assert (await call("finish_task", task_id=task))["done"]
    await call("delete_task", title="call jane")
    await call("delete_note", candidate_id=jane, mine=True)


async def _call_tools_of_pipelines(call: CallTool, job: int, application: int) -> None:
    stages = (await call("list_stages", job_id=job))["items"]
    assert [one["key"] for one in stages if one["applications"]] == ["interview"]
    assert [one["id"] for one in (await call("stuck_applications"))["items"]] == [application]
    assert "application.stage_changed" in {one["type"] for one in (await call("timeline", job_id=job))["items"]}
    for kind in ("funnel", "time_in_stage", "time_to_hire", "sources"):
        await call("report", kind=kind, job_id=job)


@BOTH_TRANSPORTS
async def test_a_failed_call_is_an_error_with_its_reason(connect: Connect) -> None:
    async with connect() as client:
        absent = await call_tool(client, "get_job", job_id=2**40)
        assert absent == {"outcome": "not_found", "error": f"I couldn't find job #{2**40} in your organization."}
        faulty = await call_tool(client, "get_job", job="5")
        assert (faulty["outcome"], faulty["error"]) == (
            "failed",
            "job is not known; known are job_id. job_id is missing.",
        )
        faulty = await call_tool(client, "match_candidates", job_id=5, limit=0)
        assert (faulty["outcome"], faulty["error"]) == ("failed", "limit should be from 1 to 1000.")
        with pytest.raises(MCPError, match="There is no tool 'drop_table' in the profile admin"):
            await client.call_tool("drop_table", {})


async def test_a_confirmation_is_valid_once_and_only_for_the_proposed_call(connect: Connect) -> None:
    async with connect() as client:
        kept, job = [(await call_tool(client, "create_job", prompt="Nurse"))["id"] for _ in range(2)]
        proposal = await call_tool(client, "delete_job", job_id=job)
        assert proposal["proposal"].startswith(f"I would delete job #{job} (Nurse) with 0 applications")
        token = proposal["confirmation_token"]
        assert (await call_tool(client, "delete_job", job_id=kept, confirm=token))["outcome"] == "refused"
        assert (await call_tool(client, "delete_job", job_id=job, confirm="0" * 8))["outcome"] == "refused"
        assert (await call_tool(client, "delete_job", job_id=job, confirm=7))["outcome"] == "refused"
        assert (await call_tool(client, "delete_job", job_id=job, confirm=token))["outcome"] == "done"
        assert (await call_tool(client, "delete_job", job_id=job, confirm=token))["outcome"] == "refused"
        assert [one["id"] for one in (await call_tool(client, "find_jobs"))["items"]] == [kept]


@pytest.mark.parametrize("mode", [MODERN, LEGACY])
async def test_a_confirmation_is_requested_again_after_the_record_changed(
    server: ServerProcess, api: Api, mode: str
) -> None:
    job, person = await api.job("Nurse"), await api.candidate("Jane Doe")
    given = {"candidate_id": person["id"]}
    async with over_http(server.url, api.token, mode=mode) as client:
        first = await call_tool(client, "delete_candidate", **given)
        await api.application(job, person)
        again = await call_tool(client, "delete_candidate", **given, confirm=first["confirmation_token"])
        assert again["outcome"] == "proposed"
        assert "since I asked: applications 1 in sourced (before: none)" in again["proposal"]
        assert (await api.get(f"/candidates/{person['id']}")).json() == person
        done = await call_tool(client, "delete_candidate", **given, confirm=again["confirmation_token"])
        assert done["outcome"] == "done"


@pytest.mark.parametrize("mode", [MODERN, LEGACY])
async def test_a_user_is_asked_again_if_the_record_changed_before_the_answer(
    server: ServerProcess, api: Api, mode: str
) -> None:
    job, person = await api.job("Nurse"), await api.candidate("Jane Doe")
    questions: list[str] = []

    async def answer(_context: Any, params: types.ElicitRequestParams) -> types.ElicitResult:
        questions.append(params.message)
        if len(questions) == 1:
            await api.application(job, person)
        return types.ElicitResult(action="accept", content={})

    async with over_http(server.url, api.token, mode=mode, elicitation_callback=answer) as client:
        found = await call_tool(client, "delete_candidate", candidate_id=person["id"])
    assert found["outcome"] == "done"
    assert ["since I asked" in question for question in questions] == [False, True]


async def test_a_confirmation_is_valid_only_in_its_session(server: ServerProcess, api: Api) -> None:
    job = (await api.job("Nurse"))["id"]
    async with over_http(server.url, api.token, mode=LEGACY) as own, over_http(server.url, api.token) as other:
        token = (await call_tool(own, "delete_job", job_id=job))["confirmation_token"]
        assert (await call_tool(other, "delete_job", job_id=job, confirm=token))["outcome"] == "refused"
        assert (await call_tool(own, "delete_job", job_id=job, confirm=token))["outcome"] == "done"


@pytest.mark.parametrize(
    ("transport", "mode", "action", "remaining"),
    [
        ("http", MODERN, "accept", 0),
        ("http", LEGACY, "decline", 1),
        ("stdio", MODERN, "decline", 1),
        ("stdio", LEGACY, "accept", 0),
    ],
)
async def test_the_user_decides_if_the_client_supports_elicitation(
    server: ServerProcess, data_dir: Path, api: Api, transport: str, mode: str, action: str, remaining: int
) -> None:
    questions: list[str] = []
    job = await api.job("Nurse")
    options = {"mode": mode, "elicitation_callback": answer_with(action, questions)}
    async with connected(transport, server, data_dir, api, **options) as client:
        found = await call_tool(client, "delete_job", job_id=job["id"])
    assert found["outcome"] == ("refused" if remaining else "done")
    assert [question[: len("I would delete job")] for question in questions] == ["I would delete job"]
    assert (await api.get("/jobs")).json()["total"] == remaining


async def test_no_tool_or_resource_reaches_another_organisation(server: ServerProcess, api: Api, others: Api) -> None:
    job, person = await api.job("Secret"), await api.candidate("Secret Person")
    arguments = {
        "job_id": job["id"],
        "candidate_id": person["id"],
        "application_id": (await api.application(job, person))["id"],
        "candidate_ids": [person["id"], person["id"] + 1],
        "from_id": person["id"],
        "import_id": (await api.post("/candidates/import", files=TABLE)).json()["id"],
        "text": "Taken",
        "changes": {"title": "Taken"},
        "note": "Taken",
        "status": "hired",
        "confirm": "00000000",
    }
    async with over_http(server.url, others.token) as client:
        for tool in (await client.list_tools()).tools:
            given = {name: arguments[name] for name in tool.input_schema["properties"] if name in arguments}
            if given.keys() & {"job_id", "candidate_id", "application_id", "candidate_ids", "import_id"}:
                result = await client.call_tool(tool.name, given)
                assert "Secret" not in str(result)
                assert "hired" not in str(result)
        assert (await client.list_resources()).resources == []
        for uri in (f"recruit://jobs/{job['id']}", f"recruit://candidates/{person['id']}"):
            with pytest.raises(MCPError, match="There is no such resource"):
                await client.read_resource(uri)
    assert (await api.get(f"/jobs/{job['id']}")).json() == job
    assert (await api.get(f"/candidates/{person['id']}")).json() == person


async def test_undo_reverts_only_actions_of_the_same_session(server: ServerProcess, data_dir: Path, api: Api) -> None:
    key = (
        await api.post("/api_keys", {"name": "Assistant", "scopes": ["jobs:read", "jobs:write", "candidates:note"]})
    ).json()["key"]
    async with (
        over_http(server.url, api.token, mode=LEGACY) as own,
        over_http(server.url, api.token, mode=LEGACY) as same_token,
        over_http(server.url, key, mode=MODERN) as same_user,
        over_stdio(data_dir, api.email) as same_machine,
    ):
        job = (await call_tool(own, "create_job", prompt="Nurse in Bristol"))["id"]
        for other in (same_token, same_user, same_machine):
            assert (await call_tool(other, "undo"))["outcome"] == "refused"
        assert (await call_tool(own, "undo"))["undone"] == [{"kind": "job", "id": job}]


@pytest.mark.parametrize("mode", [MODERN, LEGACY])
async def test_each_call_is_in_the_audit_log_with_its_request_id(server: ServerProcess, api: Api, mode: str) -> None:
    async with over_http(server.url, api.token, mode=mode) as client:
        for title in ("Baker", "Nurse"):
            await call_tool(client, "create_job", prompt=f"{title} in Bristol")
    first, second = (await api.get("/audit", params={"entity": "job"})).json()["items"]
    assert [(one["kind"], one["user_id"], one["address"]) for one in (first, second)] == [
        ("agent", api.user_id, "127.0.0.1")
    ] * 2
    assert None not in {first["request_id"], second["request_id"]}
    assert first["request_id"] != second["request_id"]
