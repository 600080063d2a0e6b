"""Tools called with API keys: a missing scope is reported before the call runs."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.agent.calls import Call, Caller
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage


@pytest.fixture
async def storage() -> AsyncIterator[Storage]:
    async with memory(AdapterConfig("memory:", Path())) as found:
        yield found


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("create_application", ("job_id", "candidate_id")),
        ("move_application", ("application_id", "status")),
        ("reject_application", ("application_id",)),
        ("delete_application", ("application_id",)),
        ("delete_candidate", ("candidate_id",)),
        ("merge_candidates", ("candidate_id", "from_id")),
        ("close_job", ("job_id",)),
        ("delete_job", ("job_id",)),
        ("clone_job", ("job_id",)),
        ("what_if", ("job_id",)),
        ("add_document", ("candidate_id", "text")),
        ("interview_questions", ("job_id",)),
        ("draft_outreach", ("candidate_id",)),
    ],
)
async def test_a_tool_runs_only_for_keys_with_all_of_its_scopes(
    storage: Storage, tool: str, given: tuple[str, ...]
) -> None:
    office = await new_office(storage)
    org = office.organisation
    job, person, other = await org.job(), await org.candidate("Jane Doe"), await org.candidate("Ann Lee")
    application = await org.application(job, other)
    values: dict[str, Any] = {"job_id": job.id, "candidate_id": person.id, "from_id": other.id, "status": "offer"}
    values |= {"application_id": application.id, "text": "Jane Doe, nurse"}
    call = Call(tool, {name: values[name] for name in given})
    registry = office.agent.registry
    entry = registry.tools[tool]
    needed = {entry.permission, *entry.also}
    for lacking in needed:
        key = replace(org.actor, scopes=needed - {lacking}, api_key_id=1)
        assert entry.lacking(key) is lacking
        assert f"it needs the scope {lacking}" in (await registry.run(Caller(key), call)).text
    outcome = await registry.run(Caller(replace(org.actor, scopes=needed, api_key_id=1)), call)
    assert outcome.result in {"done", "proposed"}, outcome.text
