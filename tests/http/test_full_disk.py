"""An embedded database whose disk is full."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from asgi import asgi_transport
from http_api import PASSWORD, Api, registered
from recruit.adapters.postgres.embedded.disk_reserve import RESERVE_BYTES, Reserve
from recruit.adapters.postgres.embedded.postmaster import Postmaster, processes_of
from recruit.adapters.postgres.engine.errors import DISK_FULL
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings

REFUSED = (503, {"detail": DISK_FULL})


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk, which no database outlives."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    small = ["-t", "tmpfs", "-o", "size=384m", "recruit", str(disk)]
    if not mount or not unmount or subprocess.run([mount, *small], check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield disk
    finally:
        if (postmaster := Postmaster.read(disk / "data" / "postgres")) is not None:
            os.kill(postmaster.pid, signal.SIGQUIT)
        subprocess.run([unmount, "--lazy", disk], check=True)


def fill(file: Path) -> None:
    """Take all the room that there is, as any other program may."""
    with file.open("ab", buffering=0) as filler, pytest.raises(OSError, match="No space left"):
        while True:
            filler.write(bytes(2**16))


async def until_served(ours: Api, path: str) -> httpx.Response:
    """The answer as soon as the database, which may have to recover, gives one."""
    while (answer := await ours.get(path)).status_code == 503:
        pass
    return answer


async def test_a_full_disk_stops_what_needs_room_and_nothing_else(disk: Path) -> None:
    data = disk / "data"
    async with assemble(Settings.from_environment({"RECRUIT_DATA_DIR": str(data)})) as services:
        transport = asgi_transport(create_app(services))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=60) as http:
            ours = await registered(http)
            job, candidate = await ours.job("Nurse"), await ours.candidate("Jane Doe", current_title="Nurse")
            ranking = {"job_id": job["id"]}
            await ours.post("/matching/candidates_for_job", ranking)
            newest = await ours.candidate("John Roe", current_title="Nurse")  # whose features nobody has stored yet

            fill(disk / "filler")
            refused = await ours.post("/jobs", {"title": "Engineer"})
            assert (refused.status_code, refused.json()) == REFUSED
            assert (await ours.patch(f"/jobs/{job['id']}", {"title": "x"})).status_code == 503
            assert (await ours.get("/jobs")).json()["items"] == [job]
            assert (await http.get("/readyz")).status_code == 200
            ranked = await ours.post("/matching/candidates_for_job", ranking)
            assert ranked.status_code == 200, ranked.text
            assert {match["candidate_id"] for match in ranked.json()["matches"]} == {candidate["id"], newest["id"]}
            assert (await ours.post("/matching/candidates_for_job", ranking)).json() == ranked.json()
            login = await http.post("/api/v1/auth/login", data={"username": ours.email, "password": PASSWORD})
            assert login.status_code == 200
            ours.token = login.json()["access_token"]

            fill(disk / "filler")  # what was kept for the database is gone, too
            assert (await ours.get("/jobs")).json()["items"] == [job]
            (disk / "filler").unlink()
            assert (await ours.job("Engineer"))["title"] == "Engineer"

            fill(disk / "filler")
            postmaster = Postmaster.read(data / "postgres")
            assert postmaster is not None
            os.kill(postmaster.pid, signal.SIGQUIT)
            while processes_of(data / "postgres"):
                pass
            assert (await until_served(ours, "/jobs")).json()["total"] == 2
            erased = await ours.post(f"/candidates/{candidate['id']}/erase")
            assert erased.status_code == 200, erased.text
            assert (await ours.delete(f"/jobs/{job['id']}")).status_code == 204
            assert (await ours.post("/jobs", {"title": "Engineer"})).status_code == 503


def test_what_is_kept_is_given_up_when_the_disk_is_full_and_taken_again_when_there_is_room(disk: Path) -> None:
    reserve = Reserve(disk, disk / "postgres")
    assert reserve.update()
    assert (disk / "reserve").stat().st_blocks * 512 >= RESERVE_BYTES
    assert (disk / "reserve").stat().st_mode & 0o777 == 0o600
    fill(disk / "filler")
    assert not reserve.update()
    assert not (disk / "reserve").exists()
    assert os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize >= RESERVE_BYTES
    assert not reserve.update()
    (disk / "filler").unlink()
    assert reserve.update()
    assert [path.name for path in disk.iterdir()] == ["reserve"]
