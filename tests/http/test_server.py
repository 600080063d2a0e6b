"""The server process: start, shared data directory, stop and kill."""

import asyncio
import json
import logging
import os
import pty
import signal
from pathlib import Path

import httpx
import jwt
import pytest
from uvicorn.config import STARTUP_FAILURE

from http_api import API, PASSWORD, Api, client_of, registered
from processes import ServerProcess, postmaster_pid, ran, serving, started, starting
from recruit.adapters.postgres.embedded.postmaster import Postmaster, processes_of
from recruit.entrypoints.http.transport.startup_message import StartupMessage
from stand_ins.mute_database import mute_database
from worlds import new_email

BODY = json.dumps({"email": new_email(), "password": PASSWORD}).encode()


async def test_requests_in_flight_finish_when_the_server_stops(tmp_path: Path) -> None:
    async with serving(tmp_path, RECRUIT_STORAGE="memory:") as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(
            f"POST {API}/auth/register HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(BODY)}\r\nExpect: 100-continue\r\n\r\n".encode()
        )
        assert await reader.readline() == b"HTTP/1.1 100 Continue\r\n"
        server.process.send_signal(signal.SIGTERM)
        await server.logged("Waiting for connections to close")
        writer.write(BODY)
        answer = await reader.read()
        writer.close()
        assert b"HTTP/1.1 200 OK" in answer
        assert b'"role":"org_admin"' in answer


async def test_two_servers_share_one_data_directory(served_data: Path) -> None:
    async with (
        serving(served_data) as first,
        serving(served_data) as second,
        client_of(first.url) as first_http,
        client_of(second.url) as second_http,
    ):
        api = await registered(first_http)
        job = await api.job("Shared")
        api.http = second_http
        assert (await api.get(f"/jobs/{job['id']}")).json() == job


async def test_nothing_acknowledged_is_lost_when_server_and_database_are_killed(served_data: Path) -> None:
    created: list[dict[str, object]] = []

    async def create_until_killed(api: Api) -> None:
        while True:
            created.append(await api.job())

    async with serving(served_data) as server, client_of(server.url) as http:
        api = await registered(http)
        tasks = [asyncio.create_task(create_until_killed(api)) for _ in range(4)]
        while len(created) < 100:
            await asyncio.wait(tasks, timeout=0.01)
        os.kill(postmaster_pid(served_data), signal.SIGKILL)
        server.process.kill()
        await asyncio.gather(*tasks, return_exceptions=True)
    async with serving(served_data) as server, client_of(server.url) as http:
        api.http = http
        stored = (await api.get("/jobs", params={"limit": 1})).json()["total"]
    assert len(created) <= stored <= len(created) + len(tasks)


async def test_a_killed_database_is_restarted_by_the_running_server(served_data: Path) -> None:
    def is_replaced(killed: int) -> bool:
        found = Postmaster.read(served_data / "postgres")
        return found is not None and found.pid != killed

    async with serving(served_data) as server, httpx.AsyncClient(base_url=server.url, timeout=30) as http:
        api = await registered(http)
        job = await api.job()
        os.kill(killed := postmaster_pid(served_data), signal.SIGKILL)
        while (status := (await api.get(f"/jobs/{job['id']}")).status_code) != 200 or not is_replaced(killed):
            assert status in {200, 503}


async def test_an_invalid_setting_ends_the_start_without_a_traceback(tmp_path: Path) -> None:
    settings = {"RECRUIT_STORAGE": "sqlite:", "RECRUIT_PORT": "0", "RECRUIT_WORKER": "3"}
    code, _, errors = await ran("serve", data_dir=tmp_path, settings=settings)
    assert code != 0
    assert '"warning","event":"RECRUIT_WORKER is not a setting; did you mean RECRUIT_WORKERS?"' in errors
    assert "RECRUIT_STORAGE asks for 'sqlite'; installed are: embedded, memory, postgres, " in errors
    assert "Traceback" not in errors


async def test_an_unexpected_startup_error_is_logged_with_its_location(tmp_path: Path) -> None:
    info = tmp_path / "site" / "broken-1.dist-info"
    info.mkdir(parents=True)
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n")
    info.joinpath("entry_points.txt").write_text("[recruit.clock]\nbroken = broken:clock\n")
    info.with_name("broken.py").write_text("def clock(plug):\n    raise ArithmeticError\n")
    settings = {"PYTHONPATH": str(info.parent), "RECRUIT_CLOCK": "broken:", "RECRUIT_STORAGE": "memory:"}
    async with starting(tmp_path, settings=settings) as server:
        await server.ended()
        assert server.said("Application startup failed") == 0  # the reason is the last line
        assert server.process.returncode == STARTUP_FAILURE
        assert server.said(r'"error":"builtins.ArithmeticError","at":\[.*broken.py:2 clock')


async def test_health_needs_no_database_and_readiness_does(served_data: Path) -> None:
    async with serving(served_data) as server, httpx.AsyncClient(base_url=server.url, timeout=30) as http:
        assert (await http.get("/readyz")).json() == {"status": "ok"}
        assert (await http.get("/healthz")).json() == {"status": "ok"}


KEYS_RELOADED = "SIGHUP: keys that sign tokens are read again"


async def test_sighup_reloads_the_signing_keys_of_a_single_process(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    file = tmp_path / "keys"
    file.touch(0o600)
    file.write_text(f"{'k' * 43}\n")
    settings = {"RECRUIT_STORAGE": "memory:", "RECRUIT_SECRET_KEY_FILE": str(file)}
    async with (
        serving(tmp_path, settings=settings) as server,
        client_of(server.url) as http,
    ):
        assert server.said(f"{tmp_path} has mode 0777, .*: chmod go-w {tmp_path}") == 1
        before = await registered(http)
        assert (await ran("key", "rotate", data_dir=tmp_path, settings=settings))[0] == 0
        await _reload_keys(server, 1)
        after = await registered(http)
        assert _key_id(before) != _key_id(after)
        assert (await before.get("/jobs")).status_code == 200
        assert (await ran("key", "retire", "--yes", data_dir=tmp_path, settings=settings))[0] == 0
        await _reload_keys(server, 2)
        assert [(await one.get("/jobs")).status_code for one in (before, after)] == [403, 200]
        file.write_text("short")
        server.process.send_signal(signal.SIGHUP)
        await server.logged("the keys that sign tokens stay as they were: Each line of .*, must have at least 32 bytes")
        assert (await after.get("/jobs")).status_code == 200


async def test_storage_in_memory_writes_nothing_into_the_data_directory(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with (
        serving(data, RECRUIT_STORAGE="memory:", RECRUIT_INDEX_MEMORY="0") as server,
        httpx.AsyncClient(base_url=server.url, timeout=60) as http,
    ):
        api = await registered(http)
        job, _ = await api.job(), await api.candidate()
        server.process.send_signal(signal.SIGHUP)
        await server.logged(KEYS_RELOADED)
        matches = await api.post("/matching/candidates_for_job", {"job_id": job["id"]})
        assert (matches.status_code, len(matches.json()["matches"])) == (200, 1)
        assert "data_directory" not in await server.logged("recruit serves on")
    assert not data.exists()


async def _reload_keys(server: ServerProcess, turn: int) -> None:
    server.process.send_signal(signal.SIGHUP)
    await server.logged(KEYS_RELOADED, times=turn)


def _key_id(api: Api) -> str:
    return str(jwt.get_unverified_header(api.token)["kid"])


async def test_a_starting_server_logs_progress_survives_sighup_and_leaves_no_database_behind(tmp_path: Path) -> None:
    async with starting(tmp_path, RECRUIT_LOG_FORMAT="text") as server:
        await server.logged(f"creating the database in {tmp_path}")
        server.process.send_signal(signal.SIGHUP)
        await server.serves()
        assert server.said("Application startup complete") == 1, "the address is not the last line"
        line = await server.logged("recruit serves on")
        assert f"{server.url}  documentation={server.url}/schema data_directory={tmp_path}" in line
        assert server.said("Uvicorn running") == 0
        assert f"setup={server.url}/setup setup_code=" in line
        async with client_of(server.url) as http:
            assert (await http.get("/readyz")).status_code == 200
    assert not processes_of(tmp_path / "postgres")


def test_the_setup_page_is_named_as_users_reach_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("RECRUIT_PUBLIC_URL", "https://hr.example.com")
    caplog.set_level(logging.INFO)
    StartupMessage("127.0.0.1", 8000).log("code")
    (record,) = caplog.records
    assert vars(record)["fields"]["setup"] == "https://hr.example.com/setup"


async def test_a_start_after_a_killed_first_start_logs_no_warning(tmp_path: Path) -> None:
    async with starting(tmp_path, RECRUIT_LOG_FORMAT="text") as server:
        await server.logged(f"starting the database in {tmp_path}")
        server.process.kill()
    if (tmp_path / "secret.key").exists():
        pytest.skip("this process was slower than the rest of the start")
    async with serving(tmp_path, RECRUIT_LOG_FORMAT="text") as server:
        assert server.said("WARN") == 0
    assert (tmp_path / "secret.key").exists()
    assert not (tmp_path / "first-start").exists()


async def test_a_server_whose_terminal_closes_stops(tmp_path: Path) -> None:
    controller, terminal = pty.openpty()
    async with serving(tmp_path, RECRUIT_STORAGE="memory:", stdin=terminal) as server:
        server.process.send_signal(signal.SIGHUP)
        await server.logged(KEYS_RELOADED)
        os.close(terminal)
        os.close(controller)
        server.process.send_signal(signal.SIGHUP)
        await server.ended()
        assert server.said("Finished server process") == 1


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [("serve", 0, "Application shutdown complete"), ("worker", 0, ""), ("db current", 1, "Aborted!")],
)
async def test_a_command_waiting_for_a_silent_database_stops_on_sigterm(
    tmp_path: Path, command: str, code: int, message: str
) -> None:
    """Also if SIGINT is ignored, as for a background process of a script."""
    async with mute_database() as database:
        settings = {"RECRUIT_STORAGE": database.url, "RECRUIT_SECRET_KEY": "k" * 32, "RECRUIT_PORT": "0"}
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        process = await started(*command.split(), data_dir=tmp_path, settings=settings)
        signal.signal(signal.SIGINT, before)
        await database.asked.wait()
        process.terminate()
        _, errors = await process.communicate()
    assert process.returncode == code
    assert message in errors.decode()
    assert "Traceback" not in errors.decode()
    assert "never retrieved" not in errors.decode()


async def test_a_start_that_waits_for_a_stopped_database_ends_on_sigterm(served_data: Path) -> None:
    async with serving(served_data) as server:
        server.process.kill()
        await server.process.wait()
    stopped = postmaster_pid(served_data)
    os.kill(stopped, signal.SIGSTOP)
    try:
        async with starting(served_data) as server:
            await server.logged("Waiting for application startup")
            server.process.terminate()
            await server.ended()
            assert server.process.returncode == 0
            assert server.said("doesn't stop; see its postgres.log") <= 1
            assert server.said("Traceback|never retrieved") == 0
    finally:
        os.kill(stopped, signal.SIGCONT)
        os.kill(stopped, signal.SIGQUIT)


async def test_sighup_during_imports_does_not_end_the_server(tmp_path: Path) -> None:
    async with starting(tmp_path, RECRUIT_STORAGE="memory:", PYTHONPROFILEIMPORTTIME="1") as server:
        await server.logged(r"\| +click$")
        server.process.send_signal(signal.SIGHUP)
        await server.serves()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
async def test_a_command_ended_by_a_signal_leaves_no_database_behind(tmp_path: Path, number: signal.Signals) -> None:
    process = await started("db", "upgrade", data_dir=tmp_path)
    while not processes_of(tmp_path / "postgres") and process.returncode is None:  # noqa: ASYNC110 - other processes set no event
        await asyncio.sleep(0.01)
    process.send_signal(number)
    await process.communicate()
    assert Postmaster.read(tmp_path / "postgres") is None
    assert not processes_of(tmp_path / "postgres")
