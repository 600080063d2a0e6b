"""Fixtures for all tests. Tests share databases and are isolated by tenant: each creates its own organisation."""

import gc
import os
import signal
import subprocess
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, settings

from http_api import SECRET_KEY
from processes import postmaster_pid, stopping_with_this_process
from recruit.adapters.postgres.embedded.postgres_process import Address, EmbeddedServer
from recruit.entrypoints import kernel
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from recruit.ports.plugins import AdapterConfig

CROWD = Path(__file__).parent / "postgres" / "crowd.sql"

LONG = (
    "test_schemathesis.py",
    "test_chaos.py",
    "test_backup.py",
    "test_backup_versions.py",
    "test_restore_drill.py",
    "test_dated_backups.py",
    "test_deploy_proxies.py",
    "test_embedded.py",
    "test_server.py",
    "test_server_faults.py",
    "test_workers.py",
    "test_event_stream.py",
    "test_cli.py",
    "test_admission.py",
    "test_ends.py",
    "test_tools.py",
    "test_compute.py",
)
"""Files whose tests start processes and wait for them. They run first: at the end, the other cores would be idle."""

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# A suite that a shell runs in the background ignores SIGINT, and so would the processes that it interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)


gc.disable()  # until all tests are collected


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the storage of HTTP and attack tests (contract tests prove that storages agree), and a limit of cases."""
    parser.addoption("--storage", choices=["postgresql", "memory"], default="postgresql")
    parser.addoption("--cases", type=int, metavar="N", help="run at most about N cases of each parametrised test")


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests over the storage that --storage names, those with the marker `one_storage` over memory.

    With --cases, most of the cases beyond it aren't created: each of the test processes would collect all of them.
    """
    if most := metafunc.config.getoption("--cases"):
        metafunc.parametrize = partial(_parametrize_few, metafunc.parametrize, most)  # type: ignore[method-assign]
    if "storage_url" in metafunc.fixturenames:
        alone = metafunc.definition.get_closest_marker("one_storage") is not None
        over = "memory" if alone else metafunc.config.getoption("--storage")
        metafunc.parametrize("storage_url", [over], indirect=True, scope="session")


def _parametrize_few(
    parametrize: Callable[..., None],
    most: int,
    argnames: Any,
    argvalues: Iterable[Any],
    *,
    ids: Any = None,
    **options: Any,
) -> None:
    """Parametrise a test with at most `most` of its cases, evenly spaced."""
    few = _evenly_spaced([*argvalues], most)
    parametrize(argnames, few, ids=ids if ids is None or callable(ids) else _evenly_spaced([*ids], most), **options)


def pytest_collection_finish() -> None:
    """Exempt modules and collected tests from garbage collection, which would look through them again and again."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Move the long files to the front, and leave out cases beyond the option --cases."""
    if most := config.getoption("--cases"):
        chosen = _sample(items, most)
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = [item for item in items if item in chosen]
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


def _sample(items: list[pytest.Item], most: int) -> set[pytest.Item]:
    """Return about `most` cases of each test, evenly spaced."""
    cases: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        cases[item.nodeid.partition("[")[0]].append(item)
    return {item for group in cases.values() for item in _evenly_spaced(group, most)}


def _evenly_spaced(values: list[Any], most: int) -> list[Any]:
    """Return at most `most` of the values."""
    return values[:: max(1, -(-len(values) // most))]


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that the whole session shares."""
    return tmp_path_factory.mktemp("recruit")


@pytest.fixture(scope="session")
async def empty_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with a database of this version that is empty and doesn't run, to be copied.

    It doesn't wait for the disk: what a killed process has written is kept without that.
    """
    made = tmp_path_factory.mktemp("empty")
    async with kernel.SCHEMA.open(AdapterConfig("embedded:", made)) as schema:
        await schema.upgrade()
    with (made / "postgres" / "postgresql.auto.conf").open("a") as settings_file:
        settings_file.write("fsync = off\n")
    return made


@pytest.fixture
def served_data(empty_data: Path, tmp_path: Path) -> Path:
    """A data directory as a server left it before it served anybody: making its database takes longer than copying."""
    subprocess.run(["cp", "-a", empty_data / "postgres", tmp_path], check=True)  # noqa: S607 - shutil would change owners
    return tmp_path


@pytest.fixture(scope="session")
async def postgres(data_dir: Path) -> AsyncIterator[Address]:
    """A running PostgreSQL that doesn't wait for the disk, which takes most of the time of a commit."""
    server = EmbeddedServer(data_dir)
    address = server.start()
    watcher = stopping_with_this_process(postmaster_pid(data_dir))
    for setting in ("fsync", "full_page_writes"):
        await _as_superuser(address, "postgres", f"ALTER SYSTEM SET {setting} = off")
    await _as_superuser(address, "postgres", "SELECT pg_reload_conf()")
    yield address
    server.stop()
    watcher.communicate()


@pytest.fixture(scope="session")
async def template(postgres: Address) -> str:
    """The name of a database with the tables of this version, to be copied: migrations take ten times as long."""
    url = await _new_database(postgres, "template", owner="recruit")
    async with kernel.SCHEMA.open(AdapterConfig(url, Path())) as schema:
        await schema.upgrade()
    return "template"


@pytest.fixture(scope="session")
async def database(postgres: Address, template: str) -> str:
    """The URL of an external database whose role owns it and is subject to row-level security.

    It is that of RECRUIT_TEST_CLUSTER, a distributed database, if that is set.
    """
    return os.environ.get("RECRUIT_TEST_CLUSTER") or await _copied_database(postgres, "outside", template)


@pytest.fixture(scope="session")
def storage_url(request: pytest.FixtureRequest) -> str:
    """The URL of the storage of HTTP, console and attack tests. Without PostgreSQL, none is started."""
    url: str = request.getfixturevalue("database") if request.param == "postgresql" else "memory:"
    return url


@pytest.fixture(scope="session")
async def services(storage_url: str, data_dir: Path) -> AsyncIterator[Services]:
    """The services, assembled as the server assembles them, without background jobs, which tests run themselves."""
    environment = {
        "RECRUIT_STORAGE": storage_url,
        "RECRUIT_DATA_DIR": str(data_dir),
        "RECRUIT_SECRET_KEY": SECRET_KEY,
    }
    async with assemble(Settings.from_environment(environment)) as found:
        yield found


@pytest.fixture(scope="session")
async def superusers_database(postgres: Address) -> str:
    """The URL of a database whose role is a superuser."""
    url = await _new_database(postgres, "superusers", owner="postgres")
    async with kernel.SCHEMA.open(AdapterConfig(url, Path())) as schema:
        await schema.upgrade()
    return url


@pytest.fixture(scope="session")
async def crowded_database(postgres: Address, template: str) -> str:
    """The URL of a database in which one organisation is as large as a thousand others and owns one in five rows.

    Query plans for the average organisation suit none of them.
    """
    url = await _copied_database(postgres, "crowded", template)
    await _as_superuser(postgres, "crowded", CROWD.read_text())
    await _as_superuser(postgres, "crowded", "VACUUM ANALYZE")
    return url


@pytest.fixture(scope="session")
async def lone_database(postgres: Address, template: str) -> str:
    """The URL of a database for tests that count or cut connections."""
    return await _copied_database(postgres, "lone", template)


@pytest.fixture
async def upgraded_database(postgres: Address, template: str, request: pytest.FixtureRequest) -> str:
    """The URL of a database with the tables of this version and no rows, a new one for each test."""
    return await _copied_database(postgres, request.node.name, template)


@pytest.fixture
async def empty_database(postgres: Address, request: pytest.FixtureRequest) -> str:
    """The URL of a database without tables, a new one for each test."""
    return await _new_database(postgres, request.node.name, owner="recruit")


@pytest.fixture
async def bare_database(postgres: Address, request: pytest.FixtureRequest) -> str:
    """The URL of a database without tables and without the extension `vector`, a new one for each test."""
    return await _new_database(postgres, request.node.name, owner="recruit", extension=False)


@pytest.fixture
async def latin_database(postgres: Address, request: pytest.FixtureRequest) -> str:
    """The URL of a database without tables whose encoding isn't UTF8, a new one for each test."""
    encoding = "ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0"
    return await _new_database(postgres, request.node.name, owner="recruit", options=encoding)


async def _new_database(postgres: Address, name: str, owner: str, *, extension: bool = True, options: str = "") -> str:
    """Create a database and return its URL. A superuser creates the extension; the owner needn't be one."""
    await _as_superuser(postgres, "postgres", f'CREATE DATABASE "{name}" OWNER {owner} {options}')
    if extension:
        await _as_superuser(postgres, name, "CREATE EXTENSION vector")
    return _url(postgres, name, owner)


async def _copied_database(postgres: Address, name: str, template: str) -> str:
    """Copy a database that nothing is connected to, and return the copy's URL."""
    await _as_superuser(postgres, "postgres", f'CREATE DATABASE "{name}" OWNER recruit TEMPLATE {template}')
    return _url(postgres, name, "recruit")


def _url(postgres: Address, name: str, owner: str) -> str:
    return f"postgresql+asyncpg://{owner}@/{name}?host={postgres.socket_dir}&port={postgres.port}"


async def _as_superuser(postgres: Address, database: str, statement: str) -> None:
    connection = await asyncpg.connect(
        host=str(postgres.socket_dir), port=postgres.port, user="postgres", database=database
    )
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
