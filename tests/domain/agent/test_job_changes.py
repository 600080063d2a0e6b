"""Orders that change a job: what they set, and what they leave to be asked for."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from domain.agent.test_coverage import called
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import Plug


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """A hybrid, public, paid job with the id 1."""
    async with memory(Plug("memory:", Path())) as storage:
        office = await new_office(storage)
        arranged = {"employment_type": "Full-time", "remote_option": "Hybrid", "is_public": True}
        await office.organisation.job("Senior Baker", salary_min=65_000, salary_max=85_000, currency="USD", **arranged)
        yield office


async def _done(office: Office, message: str) -> dict[str, Any] | None:
    """Return the changes that a message makes to job 1 at once."""
    _, calls = await called(office, message)
    done = [call for call in calls if (call["name"], call["outcome"]) == ("update_job", "done")]
    return done[0]["arguments"]["changes"] if done else None


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("make job 1 no longer public", {"is_public": False}),
        ("make job 1 non-public", {"is_public": False}),
        ("mark job 1 as no longer public", {"is_public": False}),
        ("make job 1 no longer remote", {"remote_option": "On-site"}),
        ("make job 1 no home office", {"remote_option": "On-site"}),
        ("make job 1 non-remote", {"remote_option": "On-site"}),
    ],
)
async def test_a_denial_that_says_what_it_sets_is_done(office: Office, message: str, changes: dict[str, Any]) -> None:
    assert await _done(office, message) == changes


@pytest.mark.parametrize(
    "message",
    [
        "make job 1 no longer urgent",
        "make job 1 no longer full-time",
        "make job 1 no travel",
        "make job 1 no experience required",
        "set job 1 non-profit",
        "make job 1 no longer hybrid",
        "make job 1 not hybrid",
        "change job 1 to no weekends",
        "set the remote option of job 1 to no longer hybrid",
        "set the employment type of job 1 to not full-time",
        "rends le poste 1 plus hybride",
        "haz el puesto 1 no híbrido",
        "maak vacature 1 niet hybride",
    ],
)
async def test_a_denial_of_anything_else_changes_nothing(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert not [call for call in calls if call["name"] == "update_job"]
