"""A mixture of usual requests that doesn't change the size of an organisation."""

import asyncio
import json
import random
from collections.abc import Iterator
from time import perf_counter
from typing import Any

import httpx

from bench.api import API
from bench.processes import HOST

EMAIL, PASSWORD = "soak@example.com", "correct horse battery"
JOBS, CANDIDATES = 20, 300
TITLES = ("Backend Engineer", "Nurse", "Accountant", "Data Analyst", "Sales Manager")


class Connection:
    """A keep-alive connection for sequential requests, opened with the first one."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._head = f"Host: {HOST}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        """Send a request, and return the status and the body of the response."""
        if self._streams is None:
            self._streams = await asyncio.open_connection(HOST, self._port)
        reader, writer = self._streams
        data = b"" if body is None else json.dumps(body).encode()
        writer.write(
            f"{method} {API}{path} HTTP/1.1\r\n{self._head}Content-Length: {len(data)}\r\n\r\n".encode() + data
        )
        answer = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(answer.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        return int(answer[9:12]), await reader.readexactly(length)

    def close(self) -> None:
        """Close the connection."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


class Traffic:
    """A seeded mixture of requests to one organisation. `failed`: statuses of failed requests."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._token = token
        self._random = random.Random(port)  # noqa: S311 - what is sent needn't be a secret
        self._jobs: list[int] = []
        self._candidates: list[int] = []
        self.failed: list[str] = []

    def connections(self, count: int) -> list[Connection]:
        """Return `count` connections, which open with their first request."""
        return [Connection(self._port, self._token) for _ in range(count)]

    async def fill(self) -> None:
        """Create the jobs and candidates of the organisation."""
        (connection,) = self.connections(1)
        for kind, body, ids, count in (
            ("jobs", self._job, self._jobs, JOBS),
            ("candidates", self._candidate, self._candidates, CANDIDATES),
        ):
            for _ in range(count):
                _, made = await connection.send("POST", f"/{kind}", body())
                ids.append(json.loads(made)["id"])
        connection.close()

    async def send_one(self, connection: Connection) -> float:
        """Send one request, or a creation and its removal, and return the seconds that the first request took."""
        began = perf_counter()
        dice = self._random.random()
        if dice < 0.1:  # noqa: PLR2004 - shares of the mixture, here and below
            status, made = await connection.send("POST", "/candidates", self._candidate())
            seconds = perf_counter() - began
            await connection.send("DELETE", f"/candidates/{json.loads(made)['id']}")
        else:
            status, _ = await connection.send(*self._request(dice))
            seconds = perf_counter() - began
        if status >= 300:  # noqa: PLR2004 - HTTP's statuses
            self.failed.append(str(status))
        return seconds

    def _request(self, dice: float) -> tuple[str, str, Any]:
        job, candidate = self._random.choice(self._jobs), self._random.choice(self._candidates)
        for share, request in self._shares(job, candidate):
            if dice < share:
                return request
        return "POST", "/matching/candidates_for_job", {"job_id": job, "limit": 10}

    def _shares(self, job: int, candidate: int) -> Iterator[tuple[float, tuple[str, str, Any]]]:
        """Yield cumulative probabilities, each with its request."""
        yield 0.35, ("GET", f"/candidates/{candidate}", None)
        yield 0.55, ("GET", "/candidates?limit=20", None)
        yield 0.75, ("PATCH", f"/candidates/{candidate}", {"notes": self._notes()})
        yield 0.9, ("GET", f"/jobs/{job}", None)

    def _job(self) -> dict[str, Any]:
        return {
            "title": self._random.choice(TITLES),
            "required_skills": ["python", "sql"],
            "description": self._notes(),
        }

    def _candidate(self) -> dict[str, Any]:
        return {"full_name": "Jane Doe", "current_title": self._random.choice(TITLES), "notes": self._notes()}

    def _notes(self) -> str:
        return " ".join(self._random.choices(("python", "sql", "care", "ledger", "sales", "cloud", "team"), k=40))


async def organisation(url: str, port: int) -> Traffic:
    """Register an organisation, log in, and fill it."""
    async with httpx.AsyncClient(base_url=url + API, timeout=60) as http:
        (await http.post("/auth/register", json={"email": EMAIL, "password": PASSWORD})).raise_for_status()
        login = await http.post("/auth/login", data={"username": EMAIL, "password": PASSWORD})
        token = login.json()["access_token"]
    traffic = Traffic(port, token)
    await traffic.fill()
    return traffic
