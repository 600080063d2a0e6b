"""The two compared programs, each with its own PostgreSQL of the same binaries and settings."""

import asyncio
import secrets
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import jwt
import msgspec

from bench.api import API, call
from bench.databases import Connection, Database
from bench.processes import SILENT, Server, free_port, process_tree
from bench.virtualenv import yardstick_python
from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.jobs.model import JobDetails
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig

BATCH = 2000
"""Rows per transaction while filling."""

KEY = secrets.token_urlsafe()
"""Signing key of the usual program's tokens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A tenant of one program, with its user and the user's token."""

    id: int
    user_id: int
    token: str


class Program(Protocol):
    """A server with its database."""

    server: Server
    database: Database

    def start(self) -> None:
        """Start the database and the server, and wait until the server responds."""

    def stop(self) -> None:
        """Stop the server and the database."""

    def organisation(self) -> Organisation:
        """Create an organisation with one user."""

    def fill(self, to: Organisation, candidates: Sequence[CandidateDetails], jobs: Sequence[JobDetails]) -> None:
        """Add rows in this order, bypassing HTTP for speed."""


def processes(program: Program) -> list[int]:
    """Return the process ids of the server and the database."""
    return process_tree(program.server.pid) + program.database.processes()


class Recruit:
    """recruit with its default settings."""

    server: Server

    def __init__(self, data: Path, python: str | Path = sys.executable) -> None:
        self._data = data
        self._python = str(python)
        self._embedded = EmbeddedServer(data)
        self.database = Database(data)

    def start(self) -> None:
        """Start the server, which starts its own database."""
        port = free_port()
        settings = {"RECRUIT_PORT": str(port), "RECRUIT_DATA_DIR": str(self._data), "RECRUIT_LOG_LEVEL": "error"}
        self.server = Server([self._python, "-m", "recruit", "serve"], port, settings)

    def stop(self) -> None:
        """Stop the server. If it had to be killed, stop its database as well, by joining and leaving it."""
        self.server.stop()
        if self.database.processes():
            self._embedded.start()
            self._embedded.stop()

    def stop_server(self) -> None:
        """Stop the server alone. Its database runs until `stop`."""
        self._embedded.start()
        self.server.stop()

    def organisation(self) -> Organisation:
        """Register an organisation and log in over HTTP."""
        email, password = f"{secrets.token_hex(6)}@example.com", secrets.token_urlsafe()
        user = call(f"{self.server.url}{API}/auth/register", {"email": email, "password": password})
        login = call(f"{self.server.url}{API}/auth/login", {"username": email, "password": password}, form=True)
        return Organisation(id=user["org_id"], user_id=user["id"], token=login["access_token"])

    def fill(self, to: Organisation, candidates: Sequence[CandidateDetails], jobs: Sequence[JobDetails]) -> None:
        """Add rows through the storage port, in this process."""
        asyncio.run(self._fill(to, candidates, jobs))

    async def _fill(self, to: Organisation, candidates: Sequence[CandidateDetails], jobs: Sequence[JobDetails]) -> None:
        async with kernel.STORAGE.open(AdapterConfig("embedded:", self._data)) as storage:
            for start in range(0, len(candidates), BATCH):
                async with storage.transaction(to.id) as work:
                    for candidate in candidates[start : start + BATCH]:
                        await work.candidates.add(candidate)
            for start in range(0, len(jobs), BATCH):
                async with storage.transaction(to.id) as work:
                    for job in jobs[start : start + BATCH]:
                        await work.jobs.add(job, created_by_user_id=to.user_id)


class Usual:
    """The usual program, `yardsticks/usual.py`."""

    server: Server

    def __init__(self, data: Path) -> None:
        self.database = Database(data)
        self._embedded = EmbeddedServer(data)

    def start(self) -> None:
        """Start an embedded database as recruit's, then the server."""
        self._embedded.start()
        try:
            port = free_port()
            command = [str(yardstick_python()), "-m", "uvicorn", "bench.yardsticks.usual:app", "--port", str(port)]
            settings = {"BENCH_DATABASE": self.database.dsn("postgresql+psycopg"), "BENCH_KEY": KEY}
            self.server = Server([*command, *SILENT], port, settings)
        except BaseException:
            self._embedded.stop()
            raise

    def stop(self) -> None:
        """Stop the server and the database."""
        try:
            self.server.stop()
        finally:
            self._embedded.stop()

    def organisation(self) -> Organisation:
        """Insert the rows of a registration, and sign a token."""

        async def add(connection: Connection) -> tuple[int, int]:
            org_id = await connection.fetchval("INSERT INTO organizations (name) VALUES ('Bench') RETURNING id")
            user = "INSERT INTO users (org_id, email, full_name, role) VALUES ($1, $2, 'Ada', 'org_admin') RETURNING id"
            return org_id, await connection.fetchval(user, org_id, f"{secrets.token_hex(6)}@example.com")

        org_id, user_id = self.database.run(add)
        return Organisation(id=org_id, user_id=user_id, token=jwt.encode({"sub": str(user_id)}, KEY, "HS256"))

    def fill(self, to: Organisation, candidates: Sequence[CandidateDetails], jobs: Sequence[JobDetails]) -> None:
        """Add rows with COPY."""
        extra = {"org_id": to.id, "created_by_user_id": to.user_id}
        self.database.run(lambda connection: _copy(connection, "candidates", [_row(row, extra) for row in candidates]))
        self.database.run(lambda connection: _copy(connection, "jobs", [_row(row, extra) for row in jobs]))


def _row(details: CandidateDetails | JobDetails, extra: dict[str, Any]) -> dict[str, Any]:
    row = asdict(details) | extra
    if isinstance(details, CandidateDetails):
        del row["created_by_user_id"]
    return row


async def _copy(connection: Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    rows = list(rows)
    if rows:
        await connection.set_type_codec(
            "json", schema="pg_catalog", format="binary", encoder=msgspec.json.encode, decoder=msgspec.json.decode
        )
        columns = list(rows[0])
        await connection.copy_records_to_table(table, columns=columns, records=[tuple(row.values()) for row in rows])
