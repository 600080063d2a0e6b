"""Requests with a key to servers that are killed: sent until they are answered, each is carried out once."""

import asyncio
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

import httpx

from http_api import API, Api, client_of, registered
from processes import ServerProcess, serving

CLIENTS, KILLS, ANSWERS = 8, 5, 20


class Client:
    """Sends requests that make jobs, each with a key of its own, and goes on where it was cut off."""

    def __init__(self, titles: Iterator[int]) -> None:
        self._titles = titles
        self._open: tuple[str, int] | None = None
        self.acknowledged: dict[int, int] = {}
        """Title to id."""

    async def send(self, url: str, token: str, most: int) -> None:
        """Send requests until so many are answered, or nobody answers."""
        async with httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=60) as http:
            for _ in range(most):
                key, title = self._open = self._open or (str(uuid4()), next(self._titles))
                try:
                    answer = await http.post(
                        f"{API}/jobs", json={"title": str(title)}, headers={"Idempotency-Key": key}
                    )
                except httpx.TransportError:
                    return
                if answer.status_code == 201:
                    self.acknowledged[title] = answer.json()["id"]
                    self._open = None
                else:
                    assert answer.status_code == 503, answer.text


async def killed_after(server: ServerProcess, clients: list[Client], more: int) -> None:
    """Kill a server once so many more requests are answered."""
    enough = sum(len(one.acknowledged) for one in clients) + more
    while sum(len(one.acknowledged) for one in clients) < enough:  # noqa: ASYNC110 - what clients do sets no event
        await asyncio.sleep(0.001)
    server.process.kill()


async def jobs_of(ours: Api) -> list[tuple[str, int]]:
    """Title and id of every job."""
    total = (await ours.get("/jobs")).json()["total"]
    pages = [await ours.get("/jobs", params={"skip": start, "limit": 100}) for start in range(0, total, 100)]
    return [(job["title"], job["id"]) for page in pages for job in page.json()["items"]]


async def test_requests_retried_across_server_kills_are_carried_out_once(served_data: Path) -> None:
    titles = count()
    clients = [Client(titles) for _ in range(CLIENTS)]
    async with serving(served_data) as server, client_of(server.url) as http:
        ours = await registered(http)
    for _ in range(KILLS):
        async with serving(served_data) as server, asyncio.TaskGroup() as group:
            group.create_task(killed_after(server, clients, ANSWERS))
            for one in clients:
                group.create_task(one.send(server.url, ours.token, most=10**6))
    async with serving(served_data) as server, client_of(server.url) as ours.http:
        await asyncio.gather(*(one.send(server.url, ours.token, most=1) for one in clients))
        kept = await jobs_of(ours)
    acknowledged = [(str(title), id_) for one in clients for title, id_ in one.acknowledged.items()]
    assert len(acknowledged) >= KILLS * ANSWERS
    assert sorted(kept) == sorted(acknowledged)
