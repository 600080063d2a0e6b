"""Database faults under an open storage: errors arrive in time, nothing is half done, and service resumes."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import asyncpg
import pytest

from recruit.adapters.postgres.embedded import restart
from recruit.adapters.postgres.embedded.postgres_process import Address, EmbeddedServer
from recruit.adapters.postgres.embedded.postmaster import Postmaster, processes_of
from recruit.adapters.postgres.embedded.restart import ServerRestart
from recruit.adapters.postgres.engine import hosts
from recruit.adapters.postgres.schema import REVISION
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import UserDetails
from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.errors import ConfigurationError, Duplicate, Unavailable
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import Organisation, new_email, new_organisation


def url_of(address: Address) -> str:
    return f"postgresql+asyncpg://{address.user}@/{address.database}?host={address.socket_dir}&port={address.port}"


@asynccontextmanager
async def opened(url: str, data: Path = Path()) -> AsyncIterator[Storage]:
    async with kernel.STORAGE.open(AdapterConfig(url, data)) as storage:
        yield storage


@contextmanager
def no_server_left(data: Path) -> Iterator[None]:
    """Kill the server that a test has left running."""
    try:
        yield
    finally:
        if (postmaster := Postmaster.read(data / "postgres")) is not None:
            os.kill(postmaster.pid, signal.SIGQUIT)


def crash(data: Path) -> None:
    """Kill a server's processes."""
    postmaster = Postmaster.read(data / "postgres")
    assert postmaster is not None
    os.kill(postmaster.pid, signal.SIGQUIT)
    while processes_of(data / "postgres"):
        pass


async def titles(ours: Organisation) -> list[str]:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return [job.title for job in await work.jobs.all()]


async def titles_once_served(ours: Organisation) -> list[str]:
    """Retry reading the titles while the database is starting."""
    async with asyncio.timeout(120):
        while True:
            with suppress(Unavailable):
                return await titles(ours)


async def test_one_transaction_of_a_deadlock_fails_and_the_other_commits(database: str) -> None:
    async with opened(database) as storage:
        ours = await new_organisation(storage)
        jobs = [await ours.job(title) for title in "ab"]
        both = asyncio.Barrier(2)

        async def change(title: str, first: int, second: int) -> None:
            async with storage.transaction(ours.actor.org_id) as work:
                await work.jobs.change(first, {"title": title})
                await both.wait()
                await work.jobs.change(second, {"title": title})

        outcomes = await asyncio.gather(
            change("one", jobs[0].id, jobs[1].id), change("two", jobs[1].id, jobs[0].id), return_exceptions=True
        )
        assert {type(outcome) for outcome in outcomes} == {type(None), Unavailable}
        assert await titles(ours) == [("one", "two")[outcomes.index(None)]] * 2


async def test_a_restarted_server_is_used_again(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path)
    with no_server_left(tmp_path):
        address = server.start()
        async with kernel.SCHEMA.open(AdapterConfig(url_of(address), tmp_path)) as schema:
            await schema.upgrade()
        async with opened(url_of(address)) as storage:
            ours = await new_organisation(storage)
            ends: tuple[Callable[[], object], ...] = (lambda: crash(tmp_path), server.stop)
            for end in ends:
                with pytest.raises(Unavailable):
                    async with storage.transaction(ours.actor.org_id) as work:
                        await work.jobs.add(JobDetails(title="Half"), created_by_user_id=ours.actor.user_id)
                        end()
                with pytest.raises(Unavailable):
                    await storage.ping()
                server.start()
                assert await titles(ours) == []
        server.stop()


async def test_a_failing_start_of_the_embedded_server_is_retried_by_one_request_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0
    start = EmbeddedServer.start

    def counted(server: EmbeddedServer) -> Address:
        nonlocal tries
        tries += 1
        return start(server)

    monkeypatch.setattr(EmbeddedServer, "start", counted)
    with no_server_left(tmp_path):
        async with opened("embedded:", tmp_path) as storage:
            ours = await new_organisation(storage)
            settings = tmp_path / "postgres" / "postgresql.conf"
            good = settings.read_text()
            settings.write_text(f"{good}\nno_such_setting = 1\n")
            crash(tmp_path)
            outcomes = await asyncio.gather(*(titles(ours) for _ in range(20)), return_exceptions=True)
            assert {type(outcome) for outcome in outcomes} == {Unavailable}
            assert tries < len(outcomes)
            settings.write_text(good)
            assert await titles_once_served(ours) == []


async def test_a_wait_for_a_starting_server_is_bounded_and_does_not_end_the_start() -> None:
    go, starts = asyncio.Event(), 0

    async def start() -> None:
        nonlocal starts
        starts += 1
        await go.wait()

    restart_server = ServerRestart(start, wait_seconds=0.01)
    for _ in range(2):
        with pytest.raises(TimeoutError):
            await restart_server()
    go.set()
    await restart_server.aclose()
    assert starts == 1


async def test_a_configuration_error_while_serving_is_unavailable(caplog: pytest.LogCaptureFixture) -> None:
    async def start() -> None:
        raise ConfigurationError("The embedded database doesn't start")

    with (
        caplog.at_level("ERROR", restart.__name__),
        pytest.raises(Unavailable, match=r"^The database is not available"),
    ):
        await ServerRestart(start, wait_seconds=60)()
    (record,) = caplog.records
    assert record.fields == {"why": "The embedded database doesn't start"}  # type: ignore[attr-defined]


async def test_an_unresponsive_host_is_skipped(database: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        url = database.replace("host=", "host=/nowhere,127.0.0.1,").replace("port=", f"port=1,{port},")
        async with opened(f"{url}&target_session_attrs=primary") as storage:
            await storage.ping()


async def test_a_connection_to_an_unresponsive_host_times_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "SINGLE_HOST_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        async with asyncio.timeout(30):
            with pytest.raises(Unavailable):
                async with opened(f"postgresql+asyncpg://u@127.0.0.1:{silent.getsockname()[1]}/x"):
                    pass


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://u:p@one.example/db", [{"host": "one.example"}]),
        ("postgresql://u:p@one:1,[::1]:2/db", [{"host": "one", "port": 1}, {"host": "::1", "port": 2}]),
        ("postgresql://u@/db?host=/a,/b&port=1", [{"host": "/a", "port": 1}, {"host": "/b", "port": 1}]),
        ("postgresql://u@/db?host=/a,/b&port=1,2", [{"host": "/a", "port": 1}, {"host": "/b", "port": 2}]),
        ("postgresql://u@%2Fa,/db", [{"host": "/a"}, {"host": ""}]),
    ],
)  # fmt: skip
def test_hosts_are_parsed_as_libpq_parses_them(url: str, expected: list[dict[str, object]]) -> None:
    assert hosts.hosts(url) == expected


async def test_one_list_may_have_addresses_and_socket_directories(postgres: Address, database: str) -> None:
    directory = quote(str(postgres.socket_dir), safe="")
    url = f"postgresql+asyncpg://recruit:unused@127.0.0.1:1,[::1]:1,{directory}:{postgres.port}/outside"
    assert database
    async with kernel.SCHEMA.open(AdapterConfig(url, Path())) as schema:
        assert await schema.current() == REVISION
    async with opened(url) as storage:
        await storage.ping()


async def test_a_connection_to_a_demoted_primary_is_not_reused(upgraded_database: str) -> None:
    operator = await asyncpg.connect(upgraded_database.replace("+asyncpg", ""))
    name = await operator.fetchval("SELECT current_database()")
    await operator.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    async with opened(upgraded_database) as storage:
        with pytest.raises(Unavailable):
            await new_organisation(storage)
        await operator.execute("SET default_transaction_read_only = off")
        await operator.execute(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')
        await new_organisation(storage)
    await operator.close()


async def test_a_unit_of_work_that_ignores_a_refusal_raises(database: str) -> None:
    async with opened(database) as storage:
        email = new_email()
        await new_organisation(storage, email)
        with pytest.raises(RuntimeError, match="after a refusal"):
            await ignore_a_refusal(storage, email)


async def ignore_a_refusal(storage: Storage, email: str) -> None:
    """Continue a unit of work after a Duplicate."""
    org_id = await storage.new_organisation()
    async with storage.transaction(org_id) as work:
        await work.organisations.add("Lost")
        with pytest.raises(Duplicate):
            await work.users.add(UserDetails(email=email, full_name="x", role=Role.ORG_ADMIN), "hash")
