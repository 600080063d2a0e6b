"""The TypeScript client, compiled and run by Node.js: tries, pages, streams, and a real server."""

import asyncio
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from processes import serving
from test_python_client import BROKEN, BUSY, TAG, Heard, answer, created, server, streamed

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "clients" / "typescript"
PROGRAM = ROOT / "tests" / "typescript_client.mjs"

pytestmark = [
    pytest.mark.one_python,
    pytest.mark.skipif(not (shutil.which("node") and shutil.which("npm")), reason="Node.js isn't installed"),
]


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    """Install the locked compiler and compile the client."""
    for command in (["npm", "ci", "--ignore-scripts"], ["npm", "run", "build"]):
        ran = subprocess.run(command, cwd=PACKAGE, capture_output=True, text=True, check=False)
        if command[1] == "ci" and ran.returncode:
            pytest.skip(f"The TypeScript compiler can't be had here: {ran.stderr}")
        assert ran.returncode == 0, ran.stdout + ran.stderr


async def run(url: str, scenario: str) -> tuple[Any, list[float]]:
    """Run a scenario and return its result, and the pauses of the client in seconds, which it doesn't make."""
    node = await asyncio.create_subprocess_exec(
        "node", str(PROGRAM), url, scenario, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, problems = await node.communicate()
    assert node.returncode == 0, problems.decode()
    said = json.loads(out)
    return said["result"], said["pauses"]


async def stubbed(answers: Sequence[bytes], scenario: str) -> tuple[Any, list[float], Heard]:
    """Run a scenario on a server that gives one answer after the other."""
    with server(answers) as (url, heard):
        return *(await run(url, scenario)), heard


async def test_a_post_is_tried_again_with_the_same_key() -> None:
    result, _, heard = await stubbed([BUSY, BROKEN, answer("201 Created", TAG)], "post")
    assert result == 1
    assert len({headers["Idempotency-Key"] for _, _, headers in heard}) == 1
    assert [headers["Authorization"] for _, _, headers in heard] == ["Bearer rk_1"] * 3


@pytest.mark.parametrize("answered", [BUSY, BROKEN])
async def test_a_request_that_could_do_something_twice_is_tried_once(answered: bytes) -> None:
    result, _, heard = await stubbed([answered], "login")
    assert result
    assert len(heard) == 1


async def test_an_error_has_its_code_and_the_request_after_the_last_try() -> None:
    result, _, _ = await stubbed([BUSY] * 4, "delete")
    assert result == {
        "status": 503,
        "code": "unavailable",
        "requestId": "r1",
        "errors": [],
        "message": "503: Busy",
    }


async def test_the_server_says_how_long_to_wait_unless_it_sends_a_date() -> None:
    refusals = [answer("429 Slow", Retry_After=asked) for asked in ("7", "3600", "Fri, 31 Dec 2027 23:59:59 GMT")]
    result, pauses, _ = await stubbed(
        [*refusals, answer("204 No Content"), answer("429 Slow", Retry_After="-1"), answer("204 No Content")],
        "deleteTwice",
    )
    assert result == [None, None]
    assert pauses == [7, 60, 1, 1]


async def test_a_list_goes_on_at_the_next_page() -> None:
    page = f'{{"items": [{TAG}], "total": 2}}'
    first = answer("200 OK", page, Link='</api/v1/tags?cursor=x>; rel="next"')
    result, _, heard = await stubbed([first, answer("200 OK", page)], "list")
    assert [one["id"] for one in result] == [1, 1]
    assert [path for _, path, _ in heard] == ["/api/v1/tags?limit=100", "/api/v1/tags?cursor=x"]


async def test_changes_since_a_token_are_joined_from_all_pages() -> None:
    first = '{"items": [{"id": 1}], "deleted": [2]}'
    last = '{"items": [{"id": 3}], "deleted": [], "sync_token": "t"}'
    pages = [answer("200 OK", first, Link='</api/v1/jobs?cursor=x>; rel="next"'), answer("200 OK", last)]
    result, _, heard = await stubbed(pages, "sync")
    assert result == {"items": [{"id": 1}, {"id": 3}], "deleted": [2], "sync_token": "t"}
    assert heard[0][1] == "/api/v1/jobs?limit=100&sync_token=start"


async def test_a_stream_that_breaks_goes_on_after_its_last_event() -> None:
    answers = [streamed(created(5)), *[streamed()] * 4, BROKEN, BUSY, streamed(created(6)), answer("403 No")]
    result, pauses, heard = await stubbed(answers, "stream")
    assert [(one["id"], one["data"]) for one in result["found"]] == [(5, {"id": 5}), (6, {"id": 6})]
    assert result["end"]["status"] == 403
    assert [headers.get("Last-Event-ID") for _, _, headers in heard] == [None, *["5"] * 7, "6"]
    assert pauses == [2] * 5 + [4, 8, 2]


async def test_a_reply_arrives_as_events_whose_text_may_have_any_character() -> None:
    body = 'event: delta\ndata: {"text":"a\u2028b\x85c"}\n\nevent: reply\ndata: {"reply":"d"}\n\n'
    result, _, _ = await stubbed([answer("200 OK", body, Content_Type="text/event-stream")], "chat")
    assert [(one["event"], one["data"]) for one in result] == [
        ("delta", {"text": "a\u2028b\x85c"}),
        ("reply", {"reply": "d"}),
    ]


async def test_a_real_server_answers_it(tmp_path: Path) -> None:
    async with serving(tmp_path, RECRUIT_STORAGE="memory:") as recruit:
        result, _ = await run(recruit.url, "server")
    assert result["names"] == ["Ada Moss"]
    assert (result["status"], result["titles"], result["missing"]) == ("on_hold", ["Welder"], 404)
    assert result["refused"]["errors"][0]["loc"] == ["body", "title"]
