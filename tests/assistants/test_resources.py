"""Resources of jobs and candidates."""

import json

import pytest
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS

from assistants.clients import LEGACY, MODERN, over_http, text_of
from cases import every_case
from http_api import Api
from processes import ServerProcess


@pytest.mark.parametrize("mode", [MODERN, LEGACY])
async def test_job_and_candidate_resources_equal_the_api_responses(server: ServerProcess, api: Api, mode: str) -> None:
    job, person = await api.job("Nurse", location="Berlin"), await api.candidate("Jane  Doe")
    async with over_http(server.url, api.token, mode=mode) as client:
        templates = (await client.list_resource_templates()).resource_templates
        jobs = await client.list_resources()
        candidates = await client.list_resources(cursor=jobs.next_cursor)
        read = [
            json.loads(text_of((await client.read_resource(one.uri)).contents[0]))
            for one in [*jobs.resources, *candidates.resources]
        ]
    assert [one.uri_template for one in templates] == ["recruit://jobs/{job_id}", "recruit://candidates/{candidate_id}"]
    assert [(one.uri, one.title) for one in jobs.resources] == [(f"recruit://jobs/{job['id']}", "Nurse")]
    assert [(one.uri, one.title) for one in candidates.resources] == [
        (f"recruit://candidates/{person['id']}", "Jane Doe")
    ]
    assert candidates.next_cursor is None
    assert read == [job, person]


async def test_long_lists_are_paged(server: ServerProcess, api: Api) -> None:
    uris = [f"recruit://jobs/{(await api.job())['id']}" for _ in range(101)]
    uris.append(f"recruit://candidates/{(await api.candidate())['id']}")
    pages, cursor = [], None
    async with over_http(server.url, api.token) as client:
        while True:
            page = await client.list_resources(cursor=cursor)
            pages.append([one.uri for one in page.resources])
            cursor = page.next_cursor
            if cursor is None:
                break
    assert [len(page) for page in pages] == [100, 1, 1]
    assert [one for page in pages for one in page] == uris


UNKNOWN = ("recruit://jobs/0", f"recruit://jobs/{'9' * 30}", "recruit://users/1", "file:///etc/passwd", "x")


async def test_unknown_resources_and_cursors_are_refused(server: ServerProcess, api: Api) -> None:
    with every_case() as case:
        async with over_http(server.url, api.token) as client:
            for uri in UNKNOWN:
                with case("resource", uri), pytest.raises(MCPError, match="There is no such resource"):
                    await client.read_resource(uri)
                with case("list_resources", uri), pytest.raises(MCPError, match="There is no such page"):
                    await client.list_resources(cursor=uri)
            for listed in (client.list_tools, client.list_prompts, client.list_resource_templates):
                with case(listed.__name__), pytest.raises(MCPError, match="There is no such page"):
                    await listed(cursor="x")


@pytest.mark.parametrize("mode", [MODERN, LEGACY])
async def test_an_api_key_without_the_scope_is_refused(server: ServerProcess, api: Api, mode: str) -> None:
    job = await api.job("Nurse")
    key = (await api.post("/api_keys", {"name": "Assistant", "scopes": ["candidates:read"]})).json()["key"]
    async with over_http(server.url, key, mode=mode) as client:
        for asked in (client.read_resource(f"recruit://jobs/{job['id']}"), client.list_resources()):
            with pytest.raises(MCPError, match="This key lacks the scope jobs:read") as refused:
                await asked
            assert refused.value.error.code == INVALID_PARAMS
