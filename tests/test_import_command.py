"""`recruit import`."""

import os
import re
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import asyncpg
import pytest

from processes import ran, started
from recruit.adapters.postgres.embedded.postmaster import sockets_parent
from recruit.domain.shared.errors import Invalid
from recruit.entrypoints import kernel
from recruit.entrypoints.cli import upload_batches
from recruit.ports.plugins import AdapterConfig
from stalling import stalling
from stand_ins.archives import zipped
from worlds import new_email, new_organisation

UNPRIVILEGED_UID = 65534
RESUME = "{name}\nSenior Welder\nBerlin, Germany\n\nExperience\nSenior Welder at Acme\n2019 - Present\n"


class Operator:
    """An operator with a shell on the server's machine."""

    def __init__(self, database: str, home: Path) -> None:
        self.email = new_email()
        self.home = home
        self.settings = {"RECRUIT_STORAGE": database, "RECRUIT_SECRET_KEY": "k" * 32}

    async def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run `recruit`, and return its exit code, standard output and standard error."""
        return await ran(*arguments, data_dir=self.home, settings=self.settings)

    async def imports(self, *arguments: str) -> tuple[int, str, str]:
        """Run `recruit import` for the user."""
        return await self.run("import", "--email", self.email, *arguments)


@pytest.fixture
async def operator(database: str, tmp_path: Path) -> Operator:
    found = Operator(database, tmp_path / "data")
    async with kernel.STORAGE.open(AdapterConfig(database, Path())) as storage:
        await new_organisation(storage, found.email)
    return found


async def test_an_archive_is_imported_with_a_summary(operator: Operator, tmp_path: Path) -> None:
    archive = tmp_path / "resumes.zip"
    archive.write_bytes(zipped({"jane.txt": RESUME.format(name="Jane Doe").encode(), "bad.pdf": b"%PDF-1.7"}))
    code, out, errors = await operator.imports(str(archive))
    assert (code, errors) == (1, ""), "something failed"
    assert "1 created, 0 there already, 1 failed.\n  bad.pdf: This PDF is damaged" in out
    archive.write_bytes(zipped({"jane.txt": RESUME.format(name="Jane Doe").encode()}))
    code, out, _ = await operator.imports(str(archive))
    assert code == 0
    assert "0 created, 1 there already, 0 failed." in out


async def test_a_directory_is_imported_recursively(operator: Operator, tmp_path: Path) -> None:
    directory = tmp_path / "résumés"
    (directory / "2026").mkdir(parents=True)
    (directory / "jane.txt").write_text(RESUME.format(name="Jane Doe"))
    (directory / "2026" / "john.txt").write_text(RESUME.format(name="John Roe"))
    (directory / ".hidden.txt").write_text(RESUME.format(name="Nobody"))
    (directory / "link.txt").symlink_to(directory / "jane.txt")
    code, out, errors = await operator.imports(str(directory), "--dry-run")
    assert (code, errors) == (0, "")
    assert "2 would be created, 0 there already, 0 failed." in out
    code, out, _ = await operator.imports(str(directory), "--notes", "From the fair")
    assert (code, "2 created" in out) == (0, True)


async def test_failed_rows_and_warnings_are_reported_by_row_number(operator: Operator, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("name,years,hue\nJane Doe,5,x\nJohn Roe,many,y\n,3,z\n")
    code, out, _ = await operator.imports(str(table))
    assert code == 1
    assert out.startswith("Columns that are no field of a candidate are kept in the notes: 'hue'.\n")
    assert out.endswith(
        "1 failed.\n"
        "  row 4: Row 4 has neither a name nor an e-mail address: fill in column 'name'.\n"
        "  row 3 (John Roe): Column 'years' should be a number of years, such as 5: it is kept in the notes.\n"
    )


async def test_a_table_is_previewed_with_mapped_columns(operator: Operator, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Wer;a=b;Opening;Stage\nJane Doe;Berlin;Welder;Onsite\n;;;\n;;Cook;\n")
    mapped = ("--map", "Wer=full_name", "--map", "a=b=location", "--create-jobs")
    code, out, errors = await operator.imports(str(table), "--preview", *mapped)
    assert (code, errors) == (0, "")
    assert out.splitlines() == [
        "Layout generic, encoding utf-8, delimiter semicolon, header in row 1.",
        "Columns:",
        "  Wer = full_name: Jane Doe",
        "  a=b = location: Berlin",
        "  Opening = job: Welder",
        "  Stage = stage: Onsite",
        "Rows:",
        "  row 2: full_name 'Jane Doe', location 'Berlin', application for 'Welder', interview",
        "  row 4: Row 4 has neither a name nor an e-mail address: fill in column 'Wer'.",
        "2 rows: 1 could be imported, 0 of them with warnings, and 1 applications made; 1 would fail.",
    ]
    code, out, _ = await operator.imports(str(table), *mapped)
    assert (code, "1 created, 0 there already, 1 failed." in out) == (1, True)


async def test_messages_name_the_options_of_the_command(operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,job\nJane Doe,create_jobs\n")
    for command in (("--preview",), ("--dry-run",)):
        _, out, _ = await operator.imports(str(tmp_path / "people.csv"), *command)
        assert ": 'create_jobs'. Create the jobs first, or import with --create-jobs.\n" in out
    (tmp_path / "people.zip").write_bytes(zipped({"jane.txt": b"Jane Doe"}))
    for option in (("--create-jobs",), ("--map", "a=notes"), ("--preview",)):
        code, _, errors = await operator.imports(str(tmp_path / "people.zip"), *option)
        assert (code, "create_jobs" in errors) == (1, False)
        assert errors.startswith("Error: An archive has no columns and names no jobs: ")


async def test_a_preview_shows_samples_of_unknown_columns(operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Wer;Wo\nJane Doe;Berlin\n")
    code, out, _ = await operator.imports(str(tmp_path / "people.csv"), "--preview")
    assert (code, out.splitlines()[3:8]) == (
        0,
        [
            "Columns:",
            "  Wer = notes: Jane Doe",
            "  Wo = notes: Berlin",
            "Rows:",
            "  row 2: No column is taken for a name or an e-mail address: map one to full_name or emails.",
        ],
    )


@pytest.mark.parametrize(
    ("mapping", "code", "message"),
    [
        ("Wer=name", 1, "Error: There is no field 'name': a column may be full_name"),
        ("Wo=city", 1, "Error: The table has no column 'Wo': it has 'name', 'Wer'."),
        ("Wer", 2, "Give it as 'Column=field'."),
    ],
)
async def test_an_invalid_mapping_is_refused(
    operator: Operator, tmp_path: Path, mapping: str, code: int, message: str
) -> None:
    (tmp_path / "people.csv").write_text("name,Wer\nJane,x\n")
    for command in ((), ("--preview",)):
        found = await operator.imports(str(tmp_path / "people.csv"), *command, "--map", mapping)
        assert (found[0], message in found[2]) == (code, True)


async def test_an_unusable_path_is_reported_in_one_line(operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("Jane Doe")
    for path, message in (("empty", "There are no files in "), ("text.txt", "This is a text, not a table")):
        code, _, errors = await operator.imports(str(tmp_path / path))
        assert (code, errors.count("\n")) == (1, 1)
        assert errors.startswith(f"Error: {message}")
    operator.email = "nobody@example.com"
    assert await operator.imports(str(tmp_path / "text.txt")) == (
        1,
        "",
        "Error: No user has the address nobody@example.com: create one with `recruit user create`\n",
    )


async def test_an_interrupted_import_shows_how_to_continue(operator: Operator, tmp_path: Path, database: str) -> None:
    table = tmp_path / "people.csv"
    table.write_text("name\n" + "".join(f"Person {number}\n" for number in range(20)))
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    async with stalling(connection, "Person 10"):
        process = await started(
            "import", "--email", operator.email, str(table), data_dir=operator.home, settings=operator.settings
        )
        assert process.stdout is not None
        assert (await process.stdout.readuntil(b"Import #")).endswith(b"Import #")
        process.send_signal(signal.SIGINT)
        out, _ = await process.communicate()
    await connection.close()
    assert process.returncode == 1
    found = re.search(
        r"Stopped: (\d+) of 20 are done, and stay.*recruit import --continue (\d+) ", out.decode(), re.DOTALL
    )
    assert found is not None, out.decode()
    assert int(found[1]) <= 10
    code, out_after, _ = await operator.imports("--continue", found[2])
    assert (code, "20 created" in out_after) == (0, True)


@pytest.mark.parametrize("arguments", [(), ("people.csv", "--continue", "1")])
async def test_either_a_path_or_an_import_is_required(
    operator: Operator, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "people.csv").write_text("name\nJane\n")
    given = [str(tmp_path / one) if one == "people.csv" else one for one in arguments]
    code, _, errors = await operator.imports(*given)
    assert (code, "Give either PATH or --continue." in errors) == (2, True)


def test_a_large_directory_is_uploaded_in_several_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_batches, "MOST_FILES", 2)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_bytes(b"x")
    found = []
    for name, file in upload_batches.uploads(tmp_path):
        with ZipFile(file) as archive:
            found.append((name, archive.namelist()))
    assert found == [
        (tmp_path.name, ["0.txt", "1.txt"]),
        (tmp_path.name, ["2.txt", "3.txt"]),
        (tmp_path.name, ["4.txt"]),
    ]


@pytest.fixture
def unprivileged_directory() -> Iterator[Path]:
    """A directory owned by an unprivileged user. The test runs as that user, because root ignores file modes."""
    with tempfile.TemporaryDirectory(dir=sockets_parent()) as directory:
        if root := os.geteuid() == 0:
            os.chown(directory, UNPRIVILEGED_UID, UNPRIVILEGED_UID)
            os.seteuid(UNPRIVILEGED_UID)
        try:
            yield Path(directory)
        finally:
            if root:
                os.seteuid(0)


def test_an_unreadable_folder_is_an_error(unprivileged_directory: Path) -> None:
    (unprivileged_directory / "john.txt").write_bytes(b"x")
    for name in (".hidden", "closed"):
        (unprivileged_directory / name).mkdir(mode=0)
    with pytest.raises(PermissionError, match="closed"):
        list(upload_batches.uploads(unprivileged_directory))
    (unprivileged_directory / "closed").chmod(0o700)
    assert [name for name, _ in upload_batches.uploads(unprivileged_directory)] == [unprivileged_directory.name]


def test_archives_are_limited_to_the_size_of_an_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_batches, "MOST_BYTES", upload_batches.OVERHEAD + 10)
    for number, size in enumerate((4, 6, 1)):
        (tmp_path / f"{number}.txt").write_bytes(b"x" * size)
    assert len(list(upload_batches.uploads(tmp_path))) == 2
    (tmp_path / "large.txt").write_bytes(b"x" * 11)
    with pytest.raises(Invalid, match="large"):
        list(upload_batches.uploads(tmp_path))
