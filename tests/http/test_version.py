"""The public endpoint for the version, and the same on the command line."""

from pathlib import Path

import httpx

import recruit
from processes import ran
from recruit.adapters.postgres.schema import REVISION
from recruit.domain.engines.ranking.scoring import ENGINE


async def test_the_version_needs_no_token(http: httpx.AsyncClient, storage_url: str) -> None:
    response = await http.get("/version")
    assert (response.status_code, response.json()) == (
        200,
        {
            "name": "recruit",
            "version": recruit.__version__,
            "database_revision": None if storage_url == "memory:" else REVISION,
            "matching_engine": ENGINE,
        },
    )


async def test_the_command_line_shows_the_version_whatever_the_settings_are(tmp_path: Path) -> None:
    shown = f"recruit {recruit.__version__} (database revision {REVISION}, matching engine {ENGINE})\n"
    assert await ran("--version", data_dir=tmp_path, RECRUIT_PORT="http") == (0, shown, "")
