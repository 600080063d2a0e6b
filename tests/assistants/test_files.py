"""Assistants upload files, and import and merge candidates."""

import asyncio
import json
from base64 import b64encode
from typing import Any

import asyncpg
import pytest
from mcp import Client

from assistants.clients import call_tool, over_http, text_of
from http_api import Api
from processes import ServerProcess
from recruit.adapters.postgres.embedded.postgres_process import Address

RESUME = "Jane Doe\njane@example.com\n\nEXPERIENCE\n\nHead Baker, Mill Bakery\n2018 - 2024\nBread and cakes\n"


async def error_of(client: Client, tool: str, **arguments: Any) -> str:
    """Return the error of a refused call."""
    return str((await call_tool(client, tool, **arguments))["error"])


@pytest.mark.parametrize("encoding", ["text", "base64"])
async def test_a_resume_creates_a_candidate_with_the_file_and_can_be_undone(
    server: ServerProcess, api: Api, encoding: str
) -> None:
    sent = RESUME if encoding == "text" else b64encode(RESUME.encode()).decode()
    async with over_http(server.url, api.token) as client:
        created = await call_tool(
            client, "upload_resume", **{encoding: sent}, filename="jane.txt", notes="Met on Monday"
        )
        assert (created["full_name"], created["duplicate_of"]) == ("Jane Doe", None)
        (document,) = (await api.get(f"/candidates/{created['id']}/documents")).json()["items"]
        assert (document["id"], document["filename"]) == (created["document_id"], "jane.txt")
        again = await call_tool(client, "upload_resume", text=RESUME)
        assert again["duplicate_of"] == created["id"]
        await call_tool(client, "undo")
        await call_tool(client, "undo")
    assert (await api.get("/candidates")).json()["total"] == 0


async def test_the_record_of_a_call_omits_file_contents(server: ServerProcess, postgres: Address, api: Api) -> None:
    async with over_http(server.url, api.token) as client:
        await call_tool(client, "upload_resume", text=RESUME)
    connection = await asyncpg.connect(
        host=str(postgres.socket_dir), port=postgres.port, user="postgres", database="recruit"
    )
    try:
        (action,) = await connection.fetch("SELECT calls FROM actions WHERE org_id = $1", api.org_id)
    finally:
        await connection.close()
    (call,) = json.loads(action["calls"])
    assert call == {"name": "upload_resume", "arguments": {"text": f"({len(RESUME)} characters)"}}


async def test_an_import_reports_its_failed_items(server: ServerProcess, api: Api) -> None:
    table = "full_name,email,linkedin_url\nKim Poe,kim@example.com,\nAl Loe,al@example.com,nonsense\n,,\n"
    async with over_http(server.url, api.token) as client:
        started = await call_tool(client, "start_import", text=table, filename="people.csv")
        while (found := await call_tool(client, "get_import", import_id=started["id"]))["status"] != "done":  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        created = await call_tool(client, "get_import", import_id=started["id"], status="created")
        result = await client.call_tool("get_import", {"import_id": started["id"]})
    assert found["done"] == found["total"] == started["total"]
    assert found["created"] + found["failed"] == found["total"]
    people = {one["full_name"] for one in (await api.get("/candidates")).json()["items"]}
    assert "Kim Poe" in people
    assert len(created["items"]) == len(people)
    for one in found["items"]:
        assert one["error"]
        assert f"Item {one['number']}: failed" in text_of(result.content[0])


async def test_a_table_is_previewed_and_its_columns_are_remapped(server: ServerProcess, api: Api) -> None:
    table = "Wer,Was\nKim Poe,Cook\n,Nurse\n"
    mapping = {"Wer": "full_name", "was": "current_title"}
    async with over_http(server.url, api.token) as client:
        first = await call_tool(client, "preview_import", text=table)
        assert [(one["name"], one["field"]) for one in first["columns"]] == [("Wer", "notes"), ("Was", "notes")]
        corrected = await call_tool(client, "preview_import", text=table, mapping=mapping, limit=1)
        assert (corrected["total"], corrected["valid"], corrected["failed"]) == (2, 1, 1)
        (row,) = corrected["rows"]
        assert (row["candidate"]["full_name"], row["candidate"]["current_title"]) == ("Kim Poe", "Cook")
        assert (await api.get("/imports")).json()["total"] == 0
        started = await call_tool(client, "start_import", text=table, mapping=mapping)
        while (found := await call_tool(client, "get_import", import_id=started["id"]))["status"] != "done":  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        assert (found["created"], found["failed"]) == (1, 1)
        refused = await error_of(client, "start_import", text=table, mapping={"Wer": "shoe_size"})
        assert refused.startswith("mapping.Wer should be one of full_name, ")
        assert await error_of(client, "preview_import", text=table, mapping={"Who": "full_name"}) == (
            "The table has no column 'Who': it has 'Wer', 'Was'."
        )
        assert await error_of(client, "preview_import", text=table, mapping=["Wer"]) == "mapping should be an object."
    (person,) = (await api.get("/candidates")).json()["items"]
    assert (person["full_name"], person["current_title"]) == ("Kim Poe", "Cook")


async def test_unusable_files_are_refused_with_instructions(server: ServerProcess, api: Api) -> None:
    async with over_http(server.url, api.token) as client:
        one_file = "Send the file once: as text, or as base64."
        assert await error_of(client, "upload_resume") == one_file
        assert await error_of(client, "upload_resume", text="a", base64="YQ==") == one_file
        assert "base64 can't be read" in await error_of(client, "upload_resume", base64="data:,a")
        assert "larger than 10 MiB" in await error_of(
            client, "upload_resume", base64=b64encode(b"a" * (10 * 1024 * 1024 + 1)).decode()
        )
        assert await error_of(client, "upload_resume", base64=b64encode(b"\0\1\2").decode())
        assert "neither a zip archive nor a table" in await error_of(
            client, "start_import", base64=b64encode(b"\0\1\2").decode()
        )
        absent = await error_of(client, "add_document", candidate_id=2**40, text="a")
        assert absent == f"I couldn't find candidate #{2**40} in your organization."
        assert await error_of(client, "get_import", import_id=1, status="broken") == (
            "status should be one of queued, created, valid, duplicate, failed."
        )
        assert await error_of(client, "merge_candidates", candidate_id=2**40, from_id=1) == absent
    assert (await api.get("/candidates")).json()["total"] == 0


async def test_two_candidates_are_merged_after_confirmation(server: ServerProcess, api: Api) -> None:
    kept, other = await api.candidate("Jane Doe"), await api.candidate("Jane Roe")
    async with over_http(server.url, api.token) as client:
        call = {"candidate_id": kept["id"], "from_id": other["id"]}
        proposal = await call_tool(client, "merge_candidates", **call)
        assert proposal["proposal"].startswith(f"I would merge candidate #{other['id']} (Jane Roe) into candidate #")
        assert (await api.get("/candidates")).json()["total"] == 2
        await call_tool(client, "merge_candidates", **call, confirm=proposal["confirmation_token"])
    (remaining,) = (await api.get("/candidates")).json()["items"]
    assert remaining["id"] == kept["id"]


async def test_tool_results_have_no_hints_for_chat_users(server: ServerProcess, api: Api) -> None:
    job, person = await api.job("Nurse"), await api.candidate("Jane Doe")
    await api.application(job, person)
    ids = {"job_id": job["id"], "candidate_id": person["id"], "prompt": "Cook", "full_name": "Al Loe", "text": RESUME}
    async with over_http(server.url, api.token, "?profile=recruiter") as client:
        for tool in (await client.list_tools()).tools:
            given = {name: ids[name] for name in tool.input_schema["properties"] if name in ids}
            result = await client.call_tool(tool.name, given)
            assert "You can now say" not in text_of(result.content[0])
            assert "Say '" not in text_of(result.content[0])
    assert "You can now say" in await api.says("list jobs")
