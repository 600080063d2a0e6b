"""An organisation whose records concurrent writers change in every way, while readers follow its changes."""

import asyncio
from contextlib import suppress
from random import Random
from typing import Any

from chaos.api_client import PASSWORD, ApiClient, OutcomeUnknown, Refused
from chaos.client import PAUSE
from chaos.followers import PageFollower, StreamFollower, SyncFollower
from chaos.replica import LISTS

WRITERS = 4
STATUSES = ("applied", "screening", "interview", "offer", "hired", "rejected")
GONE = {400, 404}
"""Statuses of a request about records that another writer has deleted, merged, or put forward before."""

RECENT = 6
"""Writers choose among so many records of a kind, so that they meet in the same ones."""

CATCH_UP_SECONDS = 60.0
WRITTEN = ("created", "changed", "moved", "merged", "deleted")


class FollowedOrganisation(ApiClient):
    """One organisation with writers that create, change, move, merge and delete the same records, and three readers."""

    writers = WRITERS
    pause = 0.0
    """Seconds between two requests of a writer."""

    def __init__(self, name: str, url: str) -> None:
        super().__init__(url)
        self.stopping = False
        self._email = f"{name}@example.com"
        self._ids: dict[str, list[int]] = {kind: [] for kind in LISTS}
        self._random = Random(name)  # noqa: S311 - a run can be repeated
        self._number = 0
        self._readers = PageFollower(self), StreamFollower(self), SyncFollower(self)
        self._following: list[asyncio.Task[None]] = []

    @property
    def written(self) -> int:
        """Number of acknowledged writes."""
        return sum(self.counts[what] for what in WRITTEN)

    async def begin(self) -> None:
        """Register, log in, and start the readers. Called before the first fault."""
        await self.send("POST", "/auth/register", json={"email": self._email, "password": PASSWORD})
        await self.log_in(self._email)
        self._following = [asyncio.create_task(reader.follow()) for reader in self._readers]

    async def work(self) -> None:
        """Send random writes until `stopping` is set."""
        await asyncio.gather(*(self._write() for _ in range(self.writers)))

    async def verify(self) -> None:
        """Compare what the readers have with the stored records, and add differences to `broken`."""
        try:
            await self._catch_up()
        finally:
            for task in self._following:
                await self._ended(task)
        pages, stream, lists = self._readers
        stored = {kind: {row["id"]: row async for row in self.all_items(path)} for kind, path in LISTS.items()}
        entries = [entry["id"] for kind in LISTS async for entry in self.all_items("/audit", entity=kind)]
        for replica in (pages.replica, stream.replica):
            self.broken += replica.differences(stored, entries)
        self.broken += lists.replica.differences(stored)

    async def _catch_up(self) -> None:
        """Let every reader read to the end."""
        pages, stream, lists = self._readers
        for task, reader in zip(self._following, self._readers, strict=True):
            if reader is not stream:
                await self._ended(task)
        await pages.catch_up()
        await lists.catch_up()
        try:
            async with asyncio.timeout(CATCH_UP_SECONDS):
                await stream.reach(pages.replica.position)
        except TimeoutError:
            self.broken.append(f"the stream stays at {stream.replica.position}, not {pages.replica.position}")

    @staticmethod
    async def _ended(task: asyncio.Task[None]) -> None:
        """Cancel a reader, and raise the error that ended it before."""
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _write(self) -> None:
        while not self.stopping:
            step = self._random.choices(
                (self._create, self._apply, self._change, self._move, self._merge, self._delete),
                weights=(30, 20, 15, 20, 5, 10),
            )[0]
            try:
                await step()
                await asyncio.sleep(self.pause)
            except OutcomeUnknown:
                await asyncio.sleep(PAUSE)
            except Refused:
                self.counts["refused"] += 1

    async def _create(self) -> None:
        kind, name = self._random.choice((("job", "title"), ("candidate", "full_name")))
        made = await self.send("POST", LISTS[kind], json={name: self._mark()})
        self._done("created", kind, made)

    async def _apply(self) -> None:
        if self._ids["job"] and self._ids["candidate"]:
            pair = {f"{kind}_id": self._one(kind) for kind in ("job", "candidate")}
            self._done("created", "application", await self.send("POST", "/applications", json=pair, expected=GONE))

    async def _change(self) -> None:
        kind, name = self._random.choice((("job", "description"), ("candidate", "notes")))
        if self._ids[kind]:
            path = f"{LISTS[kind]}/{self._one(kind)}"
            await self.send("PATCH", path, json={name: self._mark()}, expected=GONE)
            self.counts["changed"] += 1

    async def _move(self) -> None:
        if self._ids["application"]:
            path = f"/applications/{self._one('application')}"
            await self.send("PATCH", path, json={"status": self._random.choice(STATUSES)}, expected=GONE)
            self.counts["moved"] += 1

    async def _merge(self) -> None:
        if len(self._ids["candidate"]) > 1:
            kept, merged = self._random.sample(self._ids["candidate"][-RECENT:], 2)
            self._ids["candidate"].remove(merged)
            await self.send("POST", f"/candidates/{kept}/merge", json={"from_id": merged}, expected=GONE)
            self.counts["merged"] += 1

    async def _delete(self) -> None:
        kind = self._random.choice(list(LISTS))
        if self._ids[kind]:
            id_ = self._one(kind)
            self._ids[kind].remove(id_)
            await self.send("DELETE", f"{LISTS[kind]}/{id_}", expected=GONE)
            self.counts["deleted"] += 1

    def _one(self, kind: str) -> int:
        return self._random.choice(self._ids[kind][-RECENT:])

    def _done(self, what: str, kind: str, made: dict[str, Any]) -> None:
        self._ids[kind].append(made["id"])
        self.counts[what] += 1

    def _mark(self) -> str:
        """Return a unique text."""
        self._number += 1
        return f"text {self._number}"
