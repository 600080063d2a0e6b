"""Storage behind a real pgbouncer in transaction mode, where each transaction may get another server process."""

import asyncio
import os
import pwd
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from bench.processes import free_port
from recruit.adapters.postgres.embedded.postgres_process import Address
from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import Organisation, new_email, new_organisation

PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SETTINGS = """\
[databases]
outside = host={sockets} port={port} dbname=outside user=recruit

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
"""

pytestmark = pytest.mark.skipif(PGBOUNCER is None, reason="pgbouncer isn't installed")


@pytest.fixture(scope="module")
async def pooled_database(
    postgres: Address, database: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[str]:
    """The URL of a database behind a pooler with two connections."""
    assert database
    settings, listen = tmp_path_factory.mktemp("pgbouncer") / "pgbouncer.ini", free_port()
    settings.write_text(SETTINGS.format(sockets=postgres.socket_dir, port=postgres.port, listen=listen))
    # pgbouncer refuses to run as root, and the sockets belong to the server's user.
    user = ["-u", pwd.getpwuid(postgres.socket_dir.stat().st_uid).pw_name] if os.geteuid() == 0 else []
    for directory in settings.parents[:3]:
        directory.chmod(0o755)
    process = await asyncio.create_subprocess_exec(str(PGBOUNCER), "-q", *user, str(settings))
    url = f"postgresql+asyncpg://recruit@127.0.0.1:{listen}/outside"
    await _reached(url.replace("+asyncpg", ""), process)
    yield url
    process.terminate()
    await process.wait()


@pytest.fixture
async def storage(pooled_database: str) -> AsyncIterator[Storage]:
    async with kernel.STORAGE.open(AdapterConfig(pooled_database, Path())) as found:
        yield found


async def test_units_of_work_of_many_organisations_do_not_mix(storage: Storage) -> None:
    organisations = [await new_organisation(storage) for _ in range(8)]

    async def work_with(ours: Organisation) -> None:
        for number in range(20):
            async with storage.autocommit(ours.actor.org_id) as work:
                await work.jobs.add(JobDetails(title=f"Job {number}"), created_by_user_id=ours.actor.user_id)
            async with storage.transaction(ours.actor.org_id) as work:
                page = await work.jobs.page(Window())
                assert {job.org_id for job in page.items} == {ours.actor.org_id}
                await work.jobs.change(page.items[-1].id, {"status": "closed"})
            async with storage.autocommit(ours.actor.org_id) as work:
                assert (await work.jobs.page(Window(), status="closed")).total == number + 1

    await asyncio.gather(*(work_with(ours) for ours in organisations for _ in range(1)))
    ours, theirs = organisations[:2]
    job = await theirs.job()
    async with storage.autocommit(ours.actor.org_id) as work:
        with pytest.raises(NotFound):
            await work.jobs.get(job.id)


async def test_logins_claims_and_queries_without_a_tenant_work(storage: Storage) -> None:
    email = new_email()
    ours = await new_organisation(storage, email)
    found = await storage.credentials(email)
    assert found is not None
    assert found.org_id == ours.actor.org_id
    assert ours.actor.org_id in await storage.organisations()
    async with storage.claim(ours.actor.org_id) as first, storage.claim(ours.actor.org_id) as second:
        assert (first, second) == (True, False)
    await storage.ping()


async def _reached(dsn: str, process: asyncio.subprocess.Process) -> None:
    """Return once the address accepts connections."""
    while process.returncode is None:
        try:
            await (await asyncpg.connect(dsn, statement_cache_size=0)).close()
        except OSError:
            continue
        return
    raise AssertionError(f"pgbouncer ended with {process.returncode}")
