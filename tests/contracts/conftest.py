"""Fixtures: every storage adapter, opened in the same way as by the server."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from recruit.adapters.postgres.engine.opening import open_storage
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation

URLS = ["memory:", "embedded:", "postgresql+asyncpg: as owner", "postgresql+asyncpg: as superuser"]
ONE_PYTHON = pytest.mark.one_python
PUBLIC = "asyncpg's public interface alone"
"""The fallback where asyncpg's internals aren't as expected."""


@pytest.fixture(scope="session")
def urls(database: str, superusers_database: str) -> dict[str, str]:
    return dict(zip(URLS, ["memory:", "embedded:", database, superusers_database], strict=True))


@pytest.fixture(
    scope="session",
    params=[
        URLS[0],
        pytest.param(URLS[1], marks=ONE_PYTHON),
        URLS[2],
        pytest.param(URLS[3], marks=ONE_PYTHON),
        pytest.param(PUBLIC, marks=ONE_PYTHON),
    ],
)
async def storage(request: pytest.FixtureRequest, urls: dict[str, str], data_dir: Path) -> AsyncIterator[Storage]:
    if request.param == PUBLIC:
        async with open_storage(urls[URLS[2]].replace("+asyncpg", ""), pipelined=False) as found:
            yield found
        return
    async with kernel.STORAGE.open(AdapterConfig(urls[request.param], data_dir)) as found:
        yield found


@pytest.fixture
async def ours(storage: Storage) -> Organisation:
    return await new_organisation(storage)


@pytest.fixture
async def theirs(storage: Storage) -> Organisation:
    return await new_organisation(storage)
