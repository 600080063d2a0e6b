"""A third-party adapter: installed with pip, and selected by name like the built-in ones."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent / "outside"
PROGRAM = """
import asyncio, os
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from worlds import new_organisation

async def main():
    async with assemble(Settings.from_environment(os.environ)) as services:
        ours = await new_organisation(services.storage)
        job = await ours.job("Backend Engineer", description="Python services")
        await ours.candidate(current_title="Backend Engineer")
        (match,) = await services.matching.candidates_for_job(ours.actor, job.id)
        print(match.score.strategy)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory into which pip has installed the adapter's package."""
    target = tmp_path_factory.mktemp("site")
    source = tmp_path_factory.mktemp("source") / "package"
    source.symlink_to(PACKAGE)
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-compile", "--target", str(target)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(source)], check=True)
    return target


async def run(folders: list[Path], embedder: str, data_dir: Path) -> tuple[str, str]:
    """Run the program with these directories on its path, and return its output and errors."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, [*folders, Path(__file__).parent])),
        "RECRUIT_STORAGE": "memory:",
        "RECRUIT_DATA_DIR": str(data_dir),
        "RECRUIT_EMBEDDER": embedder,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    out, errors = await process.communicate()
    return out.decode().strip(), errors.decode()


async def test_an_installed_adapter_is_selected_by_name(installed: Path, tmp_path: Path) -> None:
    out, errors = await run([installed], "hashing:128", tmp_path)
    assert out == "hashing", errors


async def test_configuration_errors_of_the_adapter_are_shown(installed: Path, tmp_path: Path) -> None:
    _, errors = await run([installed], "hashing:none", tmp_path)
    assert "give hashing: or hashing:DIMENSIONS" in errors


async def test_an_unknown_adapter_is_an_error_that_lists_the_installed_ones(tmp_path: Path) -> None:
    _, errors = await run([], "hashing:", tmp_path)
    assert "RECRUIT_EMBEDDER asks for 'hashing'; installed are: model2vec, none, openai" in errors
