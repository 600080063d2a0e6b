"""An embedded database whose disk is full."""

import os
import signal
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
from small_disks import small_disk

REFUSED = (503, {"detail": DISK_FULL})


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk. A database on it is killed at the end."""
    with small_disk(tmp_path, "384m") as disk:
        try:
            yield disk
        finally:
            if (postmaster := Postmaster.read(disk / "data" / "postgres")) is not None:
                os.kill(postmaster.pid, signal.SIGQUIT)


def fill(file: Path) -> None:
    """Fill the disk, as another program might."""
    with file.open("ab", buffering=0) as filler, pytest.raises(OSError, match="No space left"):
        while True:
            filler.write(bytes(2**16))


async def until_served(api: Api, path: str) -> httpx.Response:
    """Retry a GET while the database recovers, and return the response."""
    while (answer := await api.get(path)).status_code == 503:
        pass
    return answer


async def test_a_full_disk_refuses_only_writes_that_need_space(disk: Path) -> None:
    data = disk / "data"
    async with assemble(Settings.from_environment({"RECRUIT_DATA_DIR": str(data)})) as services:
        transport = asgi_transport(create_app(services))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=60) as http:
            api = await registered(http)
            job, candidate = await api.job("Nurse"), await api.candidate("Jane Doe", current_title="Nurse")
            ranking = {"job_id": job["id"]}
            await api.post("/matching/candidates_for_job", ranking)
            newest = await api.candidate("John Roe", current_title="Nurse")  # whose features aren't stored yet

            fill(disk / "filler")
            refused = await api.post("/jobs", {"title": "Engineer"})
            assert (refused.status_code, refused.json()) == REFUSED
            assert (await api.patch(f"/jobs/{job['id']}", {"title": "x"})).status_code == 503
            assert (await api.get("/jobs")).json()["items"] == [job]
            assert (await http.get("/readyz")).status_code == 200
            for reading in (
                "/events",
                "/candidates?text=nurse",
                f"/jobs/{job['id']}/timeline",
                "/jobs?sync_token=start",
            ):
                assert (await api.get(reading)).status_code == 200, reading
            ranked = await api.post("/matching/candidates_for_job", ranking)
            assert ranked.status_code == 200, ranked.text
            assert {match["candidate_id"] for match in ranked.json()["matches"]} == {candidate["id"], newest["id"]}
            assert (await api.post("/matching/candidates_for_job", ranking)).json() == ranked.json()
            login = await http.post("/api/v1/auth/login", data={"username": api.email, "password": PASSWORD})
            assert login.status_code == 200
            api.token = login.json()["access_token"]

            fill(disk / "filler")  # fills the database's reserve, too
            assert (await api.get("/jobs")).json()["items"] == [job]
            (disk / "filler").unlink()
            assert (await api.job("Engineer"))["title"] == "Engineer"

            fill(disk / "filler")
            postmaster = Postmaster.read(data / "postgres")
            assert postmaster is not None
            os.kill(postmaster.pid, signal.SIGQUIT)
            while processes_of(data / "postgres"):
                pass
            assert (await until_served(api, "/jobs")).json()["total"] == 2
            erased = await api.post(f"/candidates/{candidate['id']}/erase")
            assert erased.status_code == 200, erased.text
            assert (await api.delete(f"/jobs/{job['id']}")).status_code == 204
            assert (await api.post("/jobs", {"title": "Engineer"})).status_code == 503


def test_the_reserve_is_released_on_a_full_disk_and_taken_again_when_there_is_space(disk: Path) -> None:
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
