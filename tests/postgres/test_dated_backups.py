"""`recruit db backup --keep N`."""

import asyncio
import errno
import fcntl
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from processes import ran, started
from recruit.adapters.postgres.backup.checksum import has_valid_checksum
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints import kernel
from recruit.entrypoints.cli.dated_backups import next_file, remove_oldest
from recruit.ports.plugins import AdapterConfig
from small_disks import small_disk

NEW = "recruit-2[0-9]*Z.backup"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path, "16k") as disk:
        yield disk


async def test_the_newest_backups_are_kept_and_other_files_are_not_touched(
    superusers_database: str, tmp_path: Path
) -> None:
    for name in ("recruit-20200101T000000Z.backup", "recruit-20210101T000000Z.backup"):
        (tmp_path / name).touch()
    others = {"recruit-20200101T000000Z.backup.old", "recruit-2020.backup", "notes", ".recruit-2020.1"}
    for name in others:
        (tmp_path / name).touch()
    (tmp_path / "recruit-20190101T000000Z.backup").symlink_to(tmp_path / "notes")
    (tmp_path / "recruit-20180101T000000Z.backup").mkdir()
    killed, written = (tmp_path / f".recruit-20220101T000000Z.backup.{pid}" for pid in (1, 2))
    killed.touch()
    with written.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        arguments = ("db", "backup", "--keep", "2", str(tmp_path))
        code, out, errors = await ran(*arguments, data_dir=tmp_path, RECRUIT_STORAGE=superusers_database)
    assert (code, errors) == (0, "")
    kept = {path.name for path in tmp_path.iterdir()} - others
    [newest] = {Path(line[15:-1]) for line in out.splitlines() if line.startswith("Backed up into ")} or {Path()}
    assert kept == {
        newest.name,
        "recruit-20210101T000000Z.backup",
        "recruit-20190101T000000Z.backup",
        "recruit-20180101T000000Z.backup",
        written.name,
    }
    assert newest.stat().st_size > 1000
    assert out.count("Removed ") == 2


def test_backups_of_a_wrong_clock_go_first(tmp_path: Path) -> None:
    new = next_file(tmp_path, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert new.name == "recruit-20260102T030405Z.backup"
    earlier, *later = (tmp_path / f"recruit-{year}0101T000000Z.backup" for year in (2026, 2098, 2099))
    for file in (new, earlier, *later):
        file.touch()
    assert list(remove_oldest(new, 3)) == [later[0]]
    assert list(remove_oldest(new, 2)) == [later[1]]
    assert list(remove_oldest(new, 1)) == [earlier]
    assert list(tmp_path.iterdir()) == [new]


async def test_a_disk_without_links_gets_a_backup_and_none_replaces_another(
    superusers_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    async with kernel.SCHEMA.open(AdapterConfig(superusers_database, tmp_path)) as schema:
        await schema.back_up(tmp_path / "file")
        assert has_valid_checksum(tmp_path / "file")
        with pytest.raises(ConfigurationError, match="is there already"):
            await schema.back_up(tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


async def test_a_killed_backup_leaves_no_file_under_a_final_name(superusers_database: str, tmp_path: Path) -> None:
    arguments = ("db", "backup", "--keep", "1", str(tmp_path))
    connection = await asyncpg.connect(superusers_database.replace("+asyncpg", ""))
    async with connection.transaction():
        await connection.execute("LOCK TABLE jobs IN ACCESS EXCLUSIVE MODE")
        running = await started(*arguments, data_dir=tmp_path, RECRUIT_STORAGE=superusers_database)
        ending = asyncio.ensure_future(running.communicate())
        while not await connection.fetchval("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"):
            assert not ending.done()  # pg_dump will wait for the table
        assert list(remove_oldest(next_file(tmp_path, datetime.now(UTC)), 1)) == [], "the draft of a living process"
        running.kill()
        await ending
        [draft] = tmp_path.iterdir()
    await connection.close()
    assert draft.name.startswith(".recruit-")
    with draft.open("rb") as file:
        await asyncio.to_thread(fcntl.flock, file, fcntl.LOCK_EX)  # until pg_dump has ended, too
    code, out, _ = await ran(*arguments, data_dir=tmp_path, RECRUIT_STORAGE=superusers_database)
    assert (code, f"Removed {draft}." in out) == (0, True)
    assert list(tmp_path.iterdir()) == list(tmp_path.glob(NEW))


async def test_a_backup_onto_a_full_disk_says_so_and_keeps_the_earlier_one(
    superusers_database: str, disk: Path
) -> None:
    (earlier := disk / "recruit-20200101T000000Z.backup").write_bytes(b"x")
    arguments = ("db", "backup", "--keep", "1", str(disk))
    code, _, errors = await ran(*arguments, data_dir=disk, RECRUIT_STORAGE=superusers_database)
    assert (code, "No space left on device" in errors, errors.count("\n")) == (1, True, 1)
    assert list(disk.iterdir()) == [earlier]


async def test_a_directory_must_be_there_and_needs_a_number_of_backups(
    superusers_database: str, tmp_path: Path
) -> None:
    code, _, errors = await ran(
        *("db", "backup", "--keep", "1", str(tmp_path / "no")), data_dir=tmp_path, RECRUIT_STORAGE=superusers_database
    )
    assert (code, "is no directory: create it" in errors) == (1, True)
    code, _, errors = await ran("db", "backup", str(tmp_path), data_dir=tmp_path, RECRUIT_STORAGE=superusers_database)
    assert (code, "give --keep N" in errors) == (2, True)
    assert list(tmp_path.iterdir()) == []
