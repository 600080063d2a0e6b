"""Prompts and the completion of their arguments."""

import re

import pytest
from mcp.shared.exceptions import MCPError
from mcp_types import PromptReference, ResourceTemplateReference

from assistants.clients import LEGACY, MODERN, over_http, text_of
from cases import every_case
from http_api import Api
from processes import ServerProcess
from recruit.entrypoints.mcp.prompts import PROMPTS

ARGUMENTS = {"job": "Nurse", "candidate": "jane", "how_many": "3", "tone": "friendly"}


@pytest.mark.parametrize("mode", [MODERN, LEGACY])
async def test_every_prompt_names_records_by_id_and_only_known_tools(
    server: ServerProcess, api: Api, mode: str
) -> None:
    job, person = await api.job("Nurse"), await api.candidate("Jane Doe")
    async with over_http(server.url, api.token, mode=mode) as client:
        tools = {tool.name for tool in (await client.list_tools()).tools}
        prompts = (await client.list_prompts()).prompts
        assert [prompt.name for prompt in prompts] == list(PROMPTS)
        for prompt in prompts:
            assert prompt.title
            assert prompt.description
            arguments = prompt.arguments or []
            for given in (ARGUMENTS, {one.name: ARGUMENTS[one.name] for one in arguments if one.required}):
                wanted = {one.name: given[one.name] for one in arguments if one.name in given}
                (message,) = (await client.get_prompt(prompt.name, wanted)).messages
                text = text_of(message.content)
                assert set(re.findall(r"\w+_\w+", text)) <= tools
                assert (f"job #{job['id']}" in text) is ("job" in wanted)
                assert (f"candidate #{person['id']}" in text) is ("candidate" in wanted)
                assert "$" not in text
                assert "Jane" not in text


REFUSED: list[tuple[str, dict[str, str], str]] = [
    ("nothing", {}, "There is no prompt 'nothing': there are shortlist, screen,"),
    ("shortlist", {}, "job is missing. The job: its id, or its title."),
    ("shortlist", {"job": " "}, "job is missing"),
    ("shortlist", {"job": "1", "salary": "2"}, "salary is not known; known are job, how_many."),
    ("shortlist", {"job": "Nurse", "how_many": "many"}, "how_many should be a whole number from 1 to 50."),
    ("shortlist", {"job": str(2**40)}, "Job not found."),
    ("shortlist", {"job": "Baker"}, "No job goes by that name."),
    ("shortlist", {"job": "e"}, "Several go by that name; give an id: "),
]


async def test_invalid_prompt_arguments_are_refused_with_the_valid_ones(server: ServerProcess, api: Api) -> None:
    await api.job("Nurse")
    await api.job("Welder")
    with every_case() as case:
        async with over_http(server.url, api.token) as client:
            for name, arguments, error in REFUSED:
                with case(name, arguments), pytest.raises(MCPError, match=re.escape(error)):
                    await client.get_prompt(name, arguments)


async def test_arguments_are_completed_with_records_of_the_own_organisation(
    server: ServerProcess, api: Api, others: Api
) -> None:
    job, person = await api.job("Nurse  in Berlin"), await api.candidate("Jane Doe")
    await others.job("Nurse")
    async with over_http(server.url, api.token) as client:

        async def complete(name: str, typed: str) -> list[str]:
            ref = PromptReference(name="screen")
            return list((await client.complete(ref, {"name": name, "value": typed})).completion.values)

        nurse = f"{job['id']}: Nurse in Berlin"
        for typed in ("", "nur", nurse, str(job["id"])):
            assert await complete("job", typed) == [nurse]
        assert await complete("candidate", "DOE") == [f"{person['id']}: Jane Doe"]
        assert await complete("candidate", "nobody") == []
        assert await complete("tone", "") == []
        template = ResourceTemplateReference(uri="recruit://jobs/{job_id}")
        found = await client.complete(template, {"name": "job_id", "value": "nurse"})
        assert list(found.completion.values) == [str(job["id"])]
        (message,) = (await client.get_prompt("shortlist", {"job": nurse})).messages
        assert f"job #{job['id']}" in text_of(message.content)
    key = (await api.made("/api_keys", {"name": "k", "scopes": ["jobs:read"]}))["key"]
    async with over_http(server.url, key) as client:
        found = await client.complete(PromptReference(name="screen"), {"name": "candidate", "value": "J"})
        assert list(found.completion.values) == []
        with pytest.raises(MCPError, match="lacks the scope candidates:read"):
            await client.get_prompt("outreach", {"candidate": str(person["id"])})
