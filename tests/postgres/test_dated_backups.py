"""`recruit db backup --keep N`."""

import asyncio
import fcntl
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from processes import ran, started
from recruit.entrypoints.cli.dated_backups import next_file, remove_oldest

NEW = "recruit-2[0-9]*Z.backup"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    options = ["-t", "tmpfs", "-o", "size=16k", "recruit", str(disk)]
    if not mount or not unmount or subprocess.run([mount, *options], check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield disk
    subprocess.run([unmount, "--lazy", disk], check=True)


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


def test_a_new_backup_is_kept_although_others_are_dated_later(tmp_path: Path) -> None:
    new = next_file(tmp_path, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert new.name == "recruit-20260102T030405Z.backup"
    later = [tmp_path / "recruit-20990101T000000Z.backup", tmp_path / "recruit-20980101T000000Z.backup"]
    for file in (new, *later):
        file.touch()
    assert list(remove_oldest(new, 2)) == [later[1]]
    assert list(remove_oldest(new, 1)) == [later[0]]
    assert list(tmp_path.iterdir()) == [new]


async def test_a_killed_backup_leaves_no_file_under_a_final_name(superusers_database: str, tmp_path: Path) -> None:
    arguments = ("db", "backup", "--keep", "1", str(tmp_path))
    connection = await asyncpg.connect(superusers_database.replace("+asyncpg", ""))
    async with connection.transaction():
        await connection.execute("LOCK TABLE jobs IN ACCESS EXCLUSIVE MODE")
        running = await started(*arguments, data_dir=tmp_path, RECRUIT_STORAGE=superusers_database)
        while not await connection.fetchval("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"):
            pass  # until pg_dump waits for the table
        running.kill()
        await running.communicate()
        [draft] = tmp_path.iterdir()
    await connection.close()
    assert draft.name.startswith(".recruit-")
    with draft.open("rb") as file:
        await asyncio.to_thread(fcntl.flock, file, fcntl.LOCK_EX)  # until pg_dump has ended, too
    code, out, _ = await ran(*arguments, data_dir=tmp_path, RECRUIT_STORAGE=superusers_database)
    assert (code, f"Removed {draft}." in out) == (0, True)
    assert list(tmp_path.iterdir()) == list(tmp_path.glob(NEW))


async def test_a_backup_onto_a_full_disk_says_so_and_keeps_the_earlier_one(
    superusers_database: str, small_disk: Path
) -> None:
    (earlier := small_disk / "recruit-20200101T000000Z.backup").write_bytes(b"x")
    arguments = ("db", "backup", "--keep", "1", str(small_disk))
    code, _, errors = await ran(*arguments, data_dir=small_disk, RECRUIT_STORAGE=superusers_database)
    assert (code, "No space left on device" in errors, errors.count("\n")) == (1, True, 1)
    assert list(small_disk.iterdir()) == [earlier]


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
