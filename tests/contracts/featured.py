"""Access to the feature store through the storage port."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from recruit.domain.matching.model import ChangeBatch, Changed, Embedded, Features
from worlds import Organisation

MODEL = "small/4"
ENGINE = 7
FIRST = (0, 0)
"""A position (version, id) before every record."""


def text_of(key: int, word: str = "text") -> bytes:
    """Return the hash of a record's text."""
    return sha256(f"{word} {key}".encode()).digest()


def features_of(key: int, engine: int = ENGINE, word: str = "text") -> Features:
    """Return features that are different for each record."""
    return Features(engine, f"{word} of {key}".encode() + b"\x00\xff", text_of(key, word))


def embedded(key: int, *numbers: float) -> Embedded:
    """Return a vector of a record's text."""
    return Embedded(text_of(key), 0, np.array(numbers or (1.0, 0.5, -2.0, 0.0), np.float16))


@dataclass(frozen=True)
class Records:
    """One organisation's jobs or candidates. Each call opens a unit of work of its own."""

    ours: Organisation
    kind: str

    def of(self, work: Any) -> Any:
        """Return the repository of this kind of record in a unit of work."""
        return getattr(work, self.kind)

    async def ask(self, question: str, *arguments: object) -> Any:
        async with self.ours.storage.transaction(self.ours.actor.org_id) as work:
            return await getattr(self.of(work), question)(*arguments)

    async def add(self) -> int:
        record = await (self.ours.job() if self.kind == "jobs" else self.ours.candidate())
        return record.id

    async def change(self, key: int) -> None:
        await self.ask("change", key, {"location": "Elsewhere"})

    async def keep(self, *ids: int, engine: int = ENGINE, word: str = "text") -> None:
        """Store features of the records' current versions."""
        stored = await self.ask("get_many", ids)
        await self.ask(
            "save", [Changed(one.record.id, one.version, features_of(one.record.id, engine, word)) for one in stored]
        )

    async def one(self, key: int) -> Changed:
        """Return the item of `changes` for one record."""
        (found,) = [change for change in await self.changes(*FIRST, 1_000) if change.id == key]
        return found

    async def changes(self, version: int, id: int, limit: int) -> Sequence[Changed]:
        """Return the changes of a change batch, without its watermark."""
        newer: ChangeBatch = await self.ask("changes", version, id, limit)
        return newer.changes

    async def paged(self, version: int, size: int, last: int = 0) -> Sequence[Changed]:
        """Return all changes after the position (version, last), read in pages of `size`."""
        found: list[Changed] = []
        while page := await self.changes(version, last, size):
            assert len(page) <= size
            found.extend(page)
            version, last = page[-1].version, page[-1].id
        return found

    async def watermark(self) -> int:
        newer: ChangeBatch = await self.ask("changes", *FIRST, 1)
        return newer.watermark
