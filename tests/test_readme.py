"""README: its shell block works when it is pasted."""

import asyncio
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from http_api import client_of, registered
from processes import serving

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def curl_has_json() -> bool:
    """Return whether curl is installed in a version with `--json`."""
    curl = shutil.which("curl")
    return (
        curl is not None
        and b"--json" in subprocess.run([curl, "--help", "all"], capture_output=True, check=False).stdout
    )


@pytest.mark.skipif(not curl_has_json(), reason="needs curl 7.82 or later")
async def test_the_shell_block_works_on_a_server_with_existing_jobs(tmp_path: Path) -> None:
    block = next(text for text in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if "TOKEN=" in text)
    async with serving(tmp_path, RECRUIT_STORAGE="memory:") as server:
        async with client_of(server.url) as http:
            await (await registered(http)).job()
        pasted = re.sub(r"^API=.*$", f"API={server.url}/api/v1", block, count=1, flags=re.MULTILINE)
        shell = await asyncio.create_subprocess_exec("bash", "-c", pasted, stdout=asyncio.subprocess.PIPE)
        out, _ = await shell.communicate()
    assert b'"detail"' not in out
    assert b'"strategy"' in out
    assert b"Jane Doe" in out.rpartition(b'"reply"')[2]
