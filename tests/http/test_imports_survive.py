"""Imports while servers are killed, and imports that several processes run."""

import asyncio
from pathlib import Path
from typing import Any

import asyncpg

from http_api import SECRET_KEY, Api, client_of, registered
from processes import ServerProcess, ran, serving, started
from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer
from stalling import stalling
from stand_ins.archives import zipped

RESUME = "John Roe\nSenior Welder\n\nExperience\nSenior Welder at Acme\n2019 - Present\nLine {number} of the yard\n"
ROWS, FILES, SHARED = 600, 20, 200
NAMES = [f"Jane {chr(65 + number // 26)}{chr(97 + number % 26)}" for number in range(ROWS)]


async def uploaded(api: Api, data: bytes, **form: str) -> int:
    response = await api.post("/candidates/import", files={"file": ("people", data)}, data=form)
    assert response.status_code == 202, response.text
    accepted: int = response.json()["id"]
    return accepted


async def until(api: Api, job: int, least: int) -> dict[str, Any]:
    """Poll an import until at least `least` of its items are done, and return it."""
    while True:
        found: dict[str, Any] = (await api.get(f"/imports/{job}?limit=1")).json()
        if found["done"] >= least:
            return found
        await asyncio.sleep(0.01)


async def names(api: Api) -> list[str]:
    found: list[str] = []
    while page := (await api.get("/candidates", params={"skip": len(found), "limit": 100})).json()["items"]:
        found.extend(one["full_name"] for one in page)
    return found


async def test_imports_resume_after_the_server_is_killed_and_create_no_duplicates(served_data: Path) -> None:
    table = "name,job,stage\n" + "".join(f"{name},Welder,Onsite\n" for name in NAMES)
    files = {f"{number}.txt": RESUME.format(number=number).encode() for number in range(FILES)}
    async with serving(served_data) as server, client_of(server.url) as http:
        api = await registered(http)
        database = EmbeddedServer(served_data)
        connection = await asyncpg.connect(database.start().dsn("postgres"))
        async with stalling(connection, NAMES[ROWS // 3]):
            rows = await uploaded(api, table.encode(), create_jobs="true")
            archive = await uploaded(api, zipped(files))
            before = await until(api, rows, 1)
            server.process.kill()
            await server.process.wait()
    async with serving(served_data) as server, client_of(server.url) as http:
        api.http = http
        async with stalling(connection, NAMES[2 * ROWS // 3]):
            between = await until(api, rows, before["done"])
            server.process.kill()
            await server.process.wait()
    await connection.close()
    database.stop()
    async with serving(served_data) as server, client_of(server.url) as http:
        api.http = http
        after = await until(api, rows, ROWS)
        resumes = await until(api, archive, FILES)
        people = await names(api)
        (job,) = (await api.get("/jobs")).json()["items"]
        applications = (await api.get("/applications")).json()["total"]
    assert (job["title"], applications) == ("Welder", ROWS)
    assert before["done"] <= between["done"] < ROWS, "both were killed in the middle"
    assert (after["status"], after["created"], after["failed"], after["duplicates"]) == ("done", ROWS, 0, 0)
    assert (resumes["status"], resumes["created"]) == ("done", FILES)
    assert sorted(people) == sorted([*NAMES, *["John Roe"] * FILES])


async def test_a_worker_runs_the_imports_of_servers_without_background_jobs(database: str, tmp_path: Path) -> None:
    settings = {"RECRUIT_STORAGE": database, "RECRUIT_SECRET_KEY": SECRET_KEY}
    async with (
        serving(tmp_path, RECRUIT_BACKGROUND="off", settings=settings) as server,
        client_of(server.url) as http,
    ):
        api = await registered(http)
        job = await uploaded(api, b"name\nJane Doe\n")
        worker = ServerProcess(await started("worker", data_dir=tmp_path, settings=settings))
        assert (await until(api, job, 1))["created"] == 1
        worker.process.terminate()
        await worker.ended()


async def test_a_server_and_a_command_share_an_import_and_create_no_duplicates(served_data: Path) -> None:
    (served_data / "people.csv").write_text("name\n" + "\n".join(NAMES[:SHARED]))
    async with serving(served_data) as server, client_of(server.url) as http:
        api = await registered(http)
        command = ("import", str(served_data / "people.csv"), "--email", api.email)
        code, out, errors = await ran(*command, data_dir=served_data)
        assert (code, errors) == (0, "")
        assert f"{SHARED} created, 0 there already, 0 failed." in out
        assert sorted(await names(api)) == sorted(NAMES[:SHARED])
