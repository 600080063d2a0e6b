"""`recruit retention`, run as a process."""

from pathlib import Path

from processes import ran
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from worlds import new_organisation

DAYS = "0.000001"


async def test_due_records_are_listed_and_erased_only_on_request(upgraded_database: str, tmp_path: Path) -> None:
    async with kernel.STORAGE.open(AdapterConfig(upgraded_database, Path())) as storage:
        organisation = await new_organisation(storage)
        candidate = await organisation.candidate("Jane Doe")
    settings = {"RECRUIT_STORAGE": upgraded_database, "RECRUIT_SECRET_KEY": "a key of thirty-two bytes or more"}

    code, _, err = await ran("retention", data_dir=tmp_path, settings=settings)
    assert (code, "set RECRUIT_RETENTION_DAYS" in err) == (1, True)

    settings |= {"RECRUIT_RETENTION_DAYS": DAYS, "RECRUIT_LOG_DAYS": DAYS}
    due = f"organisation #{organisation.actor.org_id}: candidates #{candidate.id}\n"
    code, out, _ = await ran("retention", data_dir=tmp_path, settings=settings)
    assert (code, out) == (0, f"{due}Nothing was erased: --erase does it.\n")
    code, out, err = await ran("retention", "--erase", data_dir=tmp_path, settings=settings)
    assert (code, out, "give --yes" in err) == (2, due, True)
    code, out, _ = await ran("retention", "--erase", "--yes", data_dir=tmp_path, settings=settings)
    assert (code, out) == (0, f"{due}Erased, candidates: 1. Their receipts remain.\n")
    code, out, _ = await ran("retention", data_dir=tmp_path, settings=settings)
    assert (code, out) == (0, "Nothing is too old.\n")
