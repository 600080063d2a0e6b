"""The tutorial: its blocks run one after the other, and print what the page says."""

import asyncio
import os
import re
import sys
from pathlib import Path

from processes import serving

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
BLOCK = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
END = "# end of a block\n"


async def test_every_block_prints_what_the_page_says(tmp_path: Path) -> None:
    blocks = BLOCK.findall(PAGE)
    assert len(blocks) == PAGE.count("```python")
    async with serving(tmp_path, RECRUIT_STORAGE="memory:") as server:
        program = "".join(f"{code}print({END!r}, end='')\n" for code, _ in blocks)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-c", program.replace("http://127.0.0.1:8000", server.url)),
            env=os.environ | {"PYTHONPATH": str(ROOT / "clients" / "python" / "src")},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, problems = await process.communicate()
    assert problems.decode() == ""
    assert out.decode().split(END)[:-1] == [printed for _, printed in blocks]
