"""Idempotency keys across server kills: a request retried until it is answered is carried out once."""

import asyncio
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

import httpx

from http_api import API, Api, client_of, registered
from processes import ServerProcess, serving

CLIENTS, KILLS, ANSWERS = 8, 5, 20


class RetryingClient:
    """Creates jobs, each with its own key, and retries the request that was cut off."""

    def __init__(self, job_numbers: Iterator[int]) -> None:
        self._job_numbers = job_numbers
        self._pending: tuple[str, int] | None = None
        self.acknowledged: dict[int, int] = {}
        """Id of each job by its number, which is its title."""

    async def send(self, url: str, token: str, most: int) -> None:
        """Send requests until `most` are answered, or the connection fails."""
        async with httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=60) as http:
            for _ in range(most):
                key, title = self._pending = self._pending or (str(uuid4()), next(self._job_numbers))
                try:
                    response = await http.post(
                        f"{API}/jobs", json={"title": str(title)}, headers={"Idempotency-Key": key}
                    )
                except httpx.TransportError:
                    return
                if response.status_code == 201:
                    self.acknowledged[title] = response.json()["id"]
                    self._pending = None
                else:
                    assert response.status_code == 503, response.text


async def kill_after(server: ServerProcess, clients: list[RetryingClient], more: int) -> None:
    """Kill a server once `more` further requests are answered."""
    goal = sum(len(one.acknowledged) for one in clients) + more
    while sum(len(one.acknowledged) for one in clients) < goal:  # noqa: ASYNC110 - the clients set no event
        await asyncio.sleep(0.001)
    server.process.kill()


async def jobs_of(api: Api) -> list[tuple[str, int]]:
    """Return title and id of every job."""
    total = (await api.get("/jobs")).json()["total"]
    pages = [await api.get("/jobs", params={"skip": start, "limit": 100}) for start in range(0, total, 100)]
    return [(job["title"], job["id"]) for page in pages for job in page.json()["items"]]


async def test_requests_retried_across_server_kills_are_carried_out_once(served_data: Path) -> None:
    job_numbers = count()
    clients = [RetryingClient(job_numbers) for _ in range(CLIENTS)]
    async with serving(served_data) as server, client_of(server.url) as http:
        api = await registered(http)
    for _ in range(KILLS):
        async with serving(served_data) as server, asyncio.TaskGroup() as group:
            group.create_task(kill_after(server, clients, ANSWERS))
            for one in clients:
                group.create_task(one.send(server.url, api.token, most=10**6))
    async with serving(served_data) as server, client_of(server.url) as api.http:
        await asyncio.gather(*(one.send(server.url, api.token, most=1) for one in clients))
        stored = await jobs_of(api)
    acknowledged = [(str(title), id_) for one in clients for title, id_ in one.acknowledged.items()]
    assert len(acknowledged) >= KILLS * ANSWERS
    assert sorted(stored) == sorted(acknowledged)
