"""The wheel and the sdist: reproducible, complete, and installed outside a checkout a program that serves."""

import asyncio
import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from asyncio.subprocess import DEVNULL, PIPE
from importlib.metadata import version
from pathlib import Path

import pytest

import recruit
from http_api import client_of, registered
from processes import ServerProcess
from recruit.adapters.postgres.embedded.privileges import Account, account_for
from recruit.adapters.postgres.schema import REVISION
from recruit.domain.engines.ranking.scoring import ENGINE
from tools.sbom import bill_of_materials

ROOT = Path(__file__).parents[1]
DATED = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
BUILD_WHEEL = "import sys; from flit_core import buildapi; buildapi.build_wheel(sys.argv[1])"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be root and another user")


def released(directory: Path, path: str = "") -> list[Path]:
    """Build the files of a release with the programs of some directory alone, and return their paths."""
    command = [sys.executable, "-m", "tools.dist", str(directory)]
    printed = subprocess.run(
        command, cwd=ROOT, env={**DATED, "PATH": path}, stdout=subprocess.PIPE, text=True, check=True
    )
    return list(map(Path, printed.stdout.splitlines()))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist and the wheel, as `make dist` builds them."""
    sdist, wheel, *_ = released(tmp_path_factory.mktemp("dist"))
    return sdist, wheel


@pytest.fixture(scope="module")
def environment(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel, whose packages are this one's, except for the editable installation."""
    new = tmp_path_factory.mktemp("installed") / "venv"
    uv = [str(Path(sys.executable).with_name("uv")), "--offline", "--no-cache", "--quiet"]
    subprocess.run([*uv, "venv", "--no-config", "--python", sys.executable, new], check=True)
    install = ["pip", "install", "--no-config", "--no-deps", "--compile-bytecode", "--python", str(new), str(built[1])]
    subprocess.run([*uv, *install], check=True)
    installed = sysconfig.get_path("purelib", vars={"base": str(new)})
    Path(installed, "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return new


def test_the_same_files_give_the_same_bytes(built: tuple[Path, Path], tmp_path: Path) -> None:
    for command in (
        (sys.executable, "-m", "tools.dist", tmp_path / "again"),
        (sys.executable, "-c", BUILD_WHEEL, tmp_path),
    ):
        subprocess.run(command, cwd=ROOT, env=DATED, check=True)
    sdist, wheel = built
    assert (tmp_path / "again" / sdist.name).read_bytes() == sdist.read_bytes()
    assert (tmp_path / "again" / wheel.name).read_bytes() == wheel.read_bytes()
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes(), "the checkout's is the sdist's"


def test_the_wheel_has_every_file_of_the_package(built: tuple[Path, Path]) -> None:
    package = Path(recruit.__file__).parent
    files = (path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    expected = {path.relative_to(package.parent).as_posix() for path in files}
    with zipfile.ZipFile(built[1]) as wheel:
        assert {name for name in wheel.namelist() if ".dist-info/" not in name} == expected


def test_a_release_has_checksums_of_its_files(tmp_path: Path) -> None:
    *files, sums = released(tmp_path)
    assert [file.suffix for file in files] == [".gz", ".whl", ".lock", ".json"]
    assert (tmp_path / "requirements.lock").read_bytes() == (ROOT / "requirements.lock").read_bytes()
    assert sums.read_text("utf-8").splitlines() == [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in files
    ]


def test_a_release_has_an_image_where_a_program_builds_it(tmp_path: Path) -> None:
    program = tmp_path / "podman"
    program.write_text('#!/bin/sh\n[ "$1" = build ] || echo "$*" >"$3"\n')
    program.chmod(0o755)
    *_, image, sums = released(tmp_path / "dist", path=f"{tmp_path}:/bin:/usr/bin")
    assert image.read_text() == f"save --output {image} recruit:{recruit.__version__}\n"
    assert image.name in sums.read_text("utf-8")


def test_the_bill_of_materials_lists_the_packages_that_recruit_needs_and_no_tools_of_its_development() -> None:
    document = json.loads(bill_of_materials(1_700_000_000))
    components = {one["bom-ref"]: one for one in document["components"]}
    names = {one["name"] for one in components.values()}
    assert {"litestar", "asyncpg", "greenlet", "mcp"} <= names
    assert names.isdisjoint({"recruit", "pytest", "mypy", "hypothesis"})
    assert components[f"pkg:pypi/asyncpg@{version('asyncpg')}"]["licenses"] == [{"expression": "Apache-2.0"}]
    needed = {one["ref"]: one["dependsOn"] for one in document["dependencies"]}
    assert needed.keys() == components.keys() | {document["metadata"]["component"]["bom-ref"]}
    assert {one for some in needed.values() for one in some} == components.keys()


async def started_as(
    account: Account, program: Path, command: str, directory: Path, variables: dict[str, str]
) -> asyncio.subprocess.Process:
    """Start the program as a user in a directory, with these environment variables alone."""
    changes_user = os.geteuid() == 0 and not account.launcher
    return await asyncio.create_subprocess_exec(
        *account.launcher,
        *(program, command),
        cwd=directory,
        env=variables,
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        user=account.uid if changes_user else None,
        group=account.gid if changes_user else None,
        extra_groups=[] if changes_user else None,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other platforms have other directories")
@pytest.mark.parametrize("user", ["ordinary", pytest.param("root", marks=as_root)])
async def test_an_installed_program_serves_from_an_empty_directory(
    environment: Path, tmp_path: Path, user: str
) -> None:
    program = environment / "bin" / "recruit"
    (home := tmp_path / "home").mkdir()
    account = account_for(tmp_path / "none", program, tmp_path) if user == "ordinary" else Account(0, 0)
    os.chown(home, account.uid, account.gid)
    variables = {"HOME": str(home), "PATH": os.defpath, "RECRUIT_PORT": "0", "RECRUIT_METRICS": "off"}
    data = home / ".local" / "share" / "recruit"
    if user == "root":
        data = home / "data"  # the default would be of the whole machine
        variables["RECRUIT_DATA_DIR"] = str(data)
    process = await started_as(account, program, "serve", home, variables)
    server = ServerProcess(process)
    try:
        await server.serves()
        assert (data / "secret.key").stat().st_uid == account.uid
        async with client_of(server.url) as http:
            api = await registered(http)
            job = await api.job(description="Python and PostgreSQL")
            await api.candidate(current_title="Backend Engineer", notes="Python and PostgreSQL")
            ranking = await api.made("/matching/candidates_for_job", {"job_id": job["id"]})
            assert [one["full_name"] for one in ranking["matches"]] == ["Jane Doe"]
            page = await http.get("/login", headers={"Accept-Language": "de"})
            assert (page.status_code, '<html lang="de"' in page.text) == (200, True)
        told = {**variables, "RECRUIT_PORT": str(server.port)}
        doctor = await started_as(account, program, "doctor", home, told)
        found = (await doctor.communicate())[0].decode()
        assert (doctor.returncode, "failed" in found) == (0, False), found
        assert "files: as they were installed" in found
        assert "database: PostgreSQL" in found
        assert f"port: recruit {recruit.__version__} serves on 127.0.0.1:{server.port}" in found
    finally:
        if process.returncode is None:
            process.terminate()
        await server.ended()
    assert process.returncode == 0
    assert {path.name for path in home.iterdir()} == {"data" if user == "root" else ".local"}


def test_the_changelog_names_this_version_after_what_is_unreleased() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    unreleased, released = re.findall(r"^## (.*)$", text, re.MULTILINE)[:2]
    assert unreleased == "[Unreleased]"
    assert re.fullmatch(rf"\[{re.escape(recruit.__version__)}\] - \d{{4}}-\d\d-\d\d", released)
    versions = re.search(r"[Dd]atabase revision (\d{4}), matching engine (\d+)", text)
    assert versions is not None
    assert versions.groups() == (REVISION, str(ENGINE)), "the newest, which comes first"
