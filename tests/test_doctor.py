"""`recruit doctor`: each thing that is wrong has a line that says what to do."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib.metadata import Distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg
import pytest

from processes import ran
from recruit.adapters.postgres.embedded import disk_reserve
from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer
from recruit.adapters.postgres.schema import REVISION, ServerState
from recruit.entrypoints import doctor
from recruit.entrypoints.doctor import data_files, network, program
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.signing_key import KEY_MISSING
from recruit.ports.diagnosis import Verdict
from stand_ins.identity_provider import SETTINGS, identity_provider
from stand_ins.mail_server import mail_server
from stand_ins.openai_server import Fault, OpenAIServer

KEY = {"RECRUIT_SECRET_KEY": "sesame" * 8}
OTHER_USER = 65534  # the id of a user other than root, by convention without files
OTHER_PROGRAM = "wait if recruit is starting; otherwise stop the program that uses it, or set RECRUIT_PORT"
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
AS_ANOTHER_USER = """
import asyncio, os, sys
from pathlib import Path
from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.doctor import data_files
from recruit.entrypoints.settings import Settings
if os.geteuid() == 0:
    os.setuid(65534)
for data in sys.argv[1:]:
    for one in data_files.findings(Settings.from_environment({"RECRUIT_DATA_DIR": data})):
        print(one.verdict, one.subject, one.text)
    try:
        EmbeddedServer(Path(data)).running()
    except ConfigurationError as error:
        print(error)
"""


async def found(data_dir: Path, verdict: Verdict = Verdict.FAILED, /, **settings: str) -> list[tuple[str, str]]:
    """Return the subjects and texts of the findings with that verdict."""
    given = {"RECRUIT_DATA_DIR": str(data_dir), "RECRUIT_PORT": "0", **settings}
    lines = [one async for one in doctor.findings(Settings.from_environment(given))]
    assert not any("sesame" in one.text or "\n" in one.text for one in lines)
    return [(one.subject, one.text) for one in lines if one.verdict == verdict]


async def only(data_dir: Path, verdict: Verdict = Verdict.FAILED, /, **settings: str) -> tuple[str, str]:
    """Return the only finding with that verdict."""
    (finding,) = await found(data_dir, verdict, **settings)
    return finding


async def test_the_exit_code_is_1_only_if_a_check_fails(tmp_path: Path) -> None:
    settings = {"RECRUIT_STORAGE": "memory:", "RECRUIT_PORT": "0", "RECRUIT_XYZZY": "x", "PATH": str(tmp_path)}
    code, out, errors = await ran("doctor", data_dir=tmp_path / "data", settings=settings)
    assert (code, errors) == (0, "")
    assert "warning  settings: RECRUIT_XYZZY is not a setting\n" in out
    assert "warning  documents: scans are refused: install tesseract (Debian: apt-get install tesseract-ocr)\n" in out
    code, out, errors = await ran("doctor", data_dir=tmp_path / "data", settings={**settings, "RECRUIT_CLOCK": "sun:"})
    assert (code, errors) == (1, "")
    assert "failed   settings: RECRUIT_CLOCK asks for 'sun'; installed are: system\n" in out
    assert not list(tmp_path.iterdir())


async def test_a_new_installation_has_no_failure_and_nothing_is_created(tmp_path: Path) -> None:
    assert not await found(tmp_path / "data")
    skipped = dict(await found(tmp_path / "data", Verdict.SKIPPED))
    assert skipped["data"] == f"{tmp_path}/data isn't there yet: `recruit serve` creates it"
    assert skipped["database"].endswith(f"starts it, and brings its tables to revision {REVISION}")
    assert not list(tmp_path.iterdir())


def test_a_python_that_recruit_is_not_tested_with() -> None:
    assert program.python().verdict == Verdict.OK
    for version, verdict in (((3, 10), Verdict.FAILED), ((3, 99), Verdict.WARNING)):
        finding = program.python(version)
        assert finding.verdict == verdict
        assert finding.text.endswith("recruit is tested with 3.11 to 3.14: install it with one of these")


@pytest.mark.parametrize("content", ["changed", None])
def test_a_changed_or_missing_file_of_the_package(tmp_path: Path, content: str | None) -> None:
    (info := tmp_path / "recruit-1.dist-info").mkdir()
    (file := tmp_path / "recruit" / "page.html").parent.mkdir()
    file.write_text("")
    digest = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
    (info / "RECORD").write_text(f"recruit/page.html,sha256={digest},0\nrecruit/x.pyc,,\nrecruit/cut o")
    assert program.files(Distribution.at(info)).verdict == Verdict.OK
    if content is None:
        file.unlink()
    else:
        file.write_text(content)
    finding = program.files(Distribution.at(info))
    text = "missing or changed: 1, such as recruit/page.html: install the same version of recruit again"
    assert (finding.verdict, finding.text) == (Verdict.FAILED, text)


def test_scripts_of_the_console_that_differ(tmp_path: Path) -> None:
    assert not program.vendored_differences()
    assert program.vendored_differences(tmp_path) == ["LOCK.json"]
    (tmp_path / "unknown.js").touch()
    (tmp_path / "LOCK.json").write_text(json.dumps({"a": {"sha256": {"missing.js": "0"}}}))
    assert program.vendored_differences(tmp_path) == ["missing.js", "unknown.js"]


async def test_modes_of_secret_files(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("k" * 32)
    (tmp_path / "postgres").mkdir()
    for path, mode in ((tmp_path, 0o777), (tmp_path / "secret.key", 0o644), (tmp_path / "postgres", 0o755)):
        path.chmod(mode)
    texts = [text for _, text in await found(tmp_path)]
    commands = (f"chmod go-w {tmp_path}", f"chmod 600 {tmp_path}/secret.key", f"chmod 700 {tmp_path}/postgres")
    assert [text.rpartition(": ")[2] for text in texts] == [*commands]


def as_another_user(*directories: Path | str) -> str:
    """Return the findings of a user other than root."""
    command = [sys.executable, "-c", AS_ANOTHER_USER, *map(str, directories)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="needs the right to change owners")
def test_a_file_of_keys_that_this_user_can_not_read() -> None:
    with TemporaryDirectory() as own, TemporaryDirectory() as other:
        for data, owner in ((own, OTHER_USER), (other, 0)):
            os.chown(data, OTHER_USER, OTHER_USER)
            (Path(data) / "secret.key").touch(mode=0)
            os.chown(Path(data) / "secret.key", owner, owner)
        out = as_another_user(own, other)
        for data, command in ((own, "`chmod u+rw {}`"), (other, "as root, `chown 65534 {}`")):
            key = f"{data}/secret.key"
            assert f"this user may not use {key}: {command.format(key)}, or set" in out


@pytest.mark.skipif(os.geteuid() != 0, reason="needs the right to change owners")
def test_a_database_of_another_user_in_the_data_directory() -> None:
    with TemporaryDirectory() as data:
        (Path(data) / "postgres").mkdir(mode=0o700)
        (Path(data) / "secret.key").write_text("k" * 32)
        (Path(data) / "secret.key").chmod(0o600)
        for path in (Path(data), Path(data) / "secret.key"):
            os.chown(path, OTHER_USER, OTHER_USER)
        words = f"can't hold the database: as root, `chown -R {OTHER_USER} {data}`"
        assert words in as_another_user(data)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs the right to change users")
def test_a_start_in_a_data_directory_that_this_user_can_not_create() -> None:
    script = AS_ANOTHER_USER.replace(".running()", ".start()")
    done = subprocess.run([sys.executable, "-c", script, "/nowhere"], capture_output=True, text=True, check=True)
    assert f"can't hold the database: as root, `install -d -m 700 -o {OTHER_USER} /nowhere`" in done.stdout


def test_a_data_directory_that_this_user_can_not_use(tmp_path: Path) -> None:
    (closed := tmp_path / "closed").mkdir(mode=0)
    out = as_another_user("/", "/nowhere/data", closed / "data")
    for words in (
        "/ belongs to root, and this is",
        "/nowhere/data isn't there, and",
        "run recruit as another user, or set RECRUIT_DATA_DIR",
    ):
        assert any(line.startswith("failed data ") and words in line for line in out.splitlines()), out


async def test_a_data_directory_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path, words in ((tmp_path / "file", "is a file"), (tmp_path / "file" / "data", "lies below a file")):
        texts = [text for _, text in await found(path)]
        assert f"{path} {words}: set RECRUIT_DATA_DIR to a directory" in texts


async def test_a_data_directory_that_is_a_loop_of_links(tmp_path: Path) -> None:
    (loop := tmp_path / "loop").symlink_to(loop)
    assert {subject for subject, _ in await found(loop)} == {"data", "database"}


async def test_a_disk_with_little_space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data_files.LEAST_BYTES == disk_reserve.RECREATE_BYTES
    monkeypatch.setattr(data_files, "FEW_BYTES", 2**60)
    assert dict(await found(tmp_path, Verdict.WARNING))["disk"].endswith(": free some soon")
    monkeypatch.setattr(data_files, "LEAST_BYTES", 2**60)
    subject, text = await only(tmp_path)
    assert (subject, text.endswith(" MiB can stop writes: free some")) == ("disk", True)


async def test_keys_that_are_missing_or_invalid(tmp_path: Path) -> None:
    unreachable = "postgresql://me:sesame@127.0.0.1:1/x"
    assert ("key", KEY_MISSING) in await found(tmp_path, RECRUIT_STORAGE=unreachable)
    (tmp_path / "secret.key").touch(mode=0o600)
    (tmp_path / "postgres").mkdir(mode=0o700)
    subject, text = await only(tmp_path)
    assert (subject, text.startswith(f"{tmp_path}/secret.key is empty: put its keys back")) == ("key", True)
    assert [subject for subject, _ in await found(tmp_path, RECRUIT_SECRET_KEY="short")] == ["settings"]


async def test_a_database_that_can_not_be_reached(tmp_path: Path) -> None:
    subject, text = await only(tmp_path, RECRUIT_STORAGE="postgresql://me:sesame@127.0.0.1:1/x", **KEY)
    assert subject == "database"
    assert text.endswith(": start PostgreSQL there, or correct host and port in RECRUIT_STORAGE")


async def test_a_cluster_of_another_version(tmp_path: Path) -> None:
    (cluster := tmp_path / "postgres").mkdir(mode=0o700)
    (cluster / "PG_VERSION").write_text("16\n")
    texts = dict(await found(tmp_path, **KEY))
    assert texts["database"].startswith(f"The database in {cluster} is of PostgreSQL 16, and this is PostgreSQL ")


@pytest.mark.one_python
async def test_a_database_without_tables_or_extension(tmp_path: Path, bare_database: str) -> None:
    texts = dict(await found(tmp_path, RECRUIT_STORAGE=bare_database, **KEY))
    assert texts == {
        "vector": "The database lacks pgvector: install it where the server runs (Debian: postgresql-17-pgvector), as "
        "a superuser run `CREATE EXTENSION vector` in this database, then `recruit db upgrade` again",
        "tables": f"The database has no tables, this version needs {REVISION}: run `recruit db upgrade`",
    }


@pytest.mark.one_python
async def test_a_database_of_another_revision(tmp_path: Path, empty_database: str) -> None:
    connection = await asyncpg.connect(empty_database.replace("+asyncpg", ""))
    await connection.execute("CREATE TABLE alembic_version (version_num text)")
    for revision, words in (("0001", "run `recruit db upgrade`"), ("9999", "install the version that made it")):
        await connection.execute(f"DELETE FROM alembic_version; INSERT INTO alembic_version VALUES ('{revision}')")
        subject, text = await only(tmp_path, RECRUIT_STORAGE=empty_database, **KEY)
        assert (subject, words in text) == ("tables", True)
    await connection.close()


@pytest.mark.one_python
async def test_a_database_that_suits(tmp_path: Path, database: str) -> None:
    assert not await found(tmp_path, RECRUIT_STORAGE=database, **KEY)
    fine = await found(tmp_path, Verdict.OK, RECRUIT_STORAGE=database, **KEY)
    assert ("tables", f"revision {REVISION}") in fine
    assert {"database", "vector", "clock"} <= {subject for subject, _ in fine}


@pytest.mark.parametrize(
    ("changed", "subject", "words"),
    [
        ({"version": "16.9", "major": 16}, "database", "it is PostgreSQL 16.9: use 17 or later"),
        ({"pgvector": "0.7.4"}, "vector", "install 0.8 or later, and run `ALTER EXTENSION vector UPDATE`"),
        ({"now": NOW - timedelta(minutes=1)}, "clock", "differs by 60 s: synchronise both machines' (NTP)"),
    ],
)
def test_a_server_that_does_not_suit(changed: dict[str, Any], subject: str, words: str) -> None:
    state = ServerState("17.6", 17, "0.8.1", NOW)
    assert {one.verdict for one in state.findings(NOW)} == {Verdict.OK}
    (fault,) = [one for one in state._replace(**changed).findings(NOW) if one.verdict == Verdict.FAILED]
    assert (fault.subject, fault.text.endswith(words)) == (subject, True)


def test_the_clock_of_this_machine_is_compared_with_the_newest_changes_alone() -> None:
    state = ServerState("17.6", 17, "0.8.1", NOW - timedelta(seconds=9))
    for newest, verdict, words in (
        (None, Verdict.OK, "of this machine, the database's too: not compared with another"),
        (NOW - timedelta(hours=1), Verdict.OK, "not compared with another; no recorded change lies in the future"),
        (NOW + timedelta(hours=1), Verdict.WARNING, "recorded at 2026-05-01 13:00:00: the clock was set back, or"),
    ):
        clock = state._replace(newest=newest).findings(NOW, is_here=True)[-1]
        assert (clock.subject, clock.verdict, words in clock.text) == ("clock", verdict, True)


@pytest.mark.one_python
async def test_changes_of_the_future_in_an_embedded_database(served_data: Path) -> None:
    server = EmbeddedServer(served_data)
    connection = await asyncpg.connect(server.start().dsn("postgres"))
    insert = (
        "INSERT INTO audit (org_id, at, kind, action, entity) VALUES (7, $1::timestamptz, 'system', 'create', 'job')"
    )
    try:
        await connection.execute("INSERT INTO organisations (id, name) OVERRIDING SYSTEM VALUE VALUES (7, 'Early')")
        await connection.execute(insert, datetime.now(UTC))
        before = await found(served_data, Verdict.OK, **KEY)
        await connection.execute(insert, datetime.now(UTC) + timedelta(hours=1))
        await connection.execute(insert, datetime.now(UTC))
        after = await found(served_data, Verdict.WARNING, **KEY)
    finally:
        await connection.close()
        server.stop()
    assert "not compared with another; no recorded change lies in the future" in dict(before)["clock"]
    assert "the clock was set back, or was fast then" in dict(after)["clock"]


@pytest.mark.parametrize(
    ("body", "verdict", "words"),
    [
        (b"", Verdict.FAILED, OTHER_PROGRAM),
        (b'{"name":"other"}', Verdict.FAILED, OTHER_PROGRAM),
        (b'{"name":"recruit","version":"\\u001b[2J"}', Verdict.FAILED, OTHER_PROGRAM),
        (b"[" * 9000, Verdict.FAILED, OTHER_PROGRAM),
        (b" " * 20_000 + b'{"name":"recruit","version":"0.1.0"}', Verdict.FAILED, OTHER_PROGRAM),
        (b'{"name":"recruit","version":"0.1.0"}', Verdict.WARNING, "restart it"),
    ],
)
async def test_a_port_in_use(tmp_path: Path, body: bytes, verdict: Verdict, words: str) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body) if body else b"")
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        texts = dict(await found(tmp_path, verdict, RECRUIT_PORT=str(port), RECRUIT_STORAGE="memory:"))
    assert texts["port"].endswith(words)


async def test_a_program_that_does_not_answer_on_the_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()  # until the client has left
        writer.close()

    monkeypatch.setattr(network, "SERVER_SECONDS", 0.01)
    async with await asyncio.start_server(listen, "127.0.0.1", 0) as server, asyncio.timeout(60):
        port = server.sockets[0].getsockname()[1]
        subject, text = await only(tmp_path, RECRUIT_PORT=str(port), RECRUIT_STORAGE="memory:")
    assert (subject, "stop the program that uses it" in text) == ("port", True)


@pytest.mark.parametrize("host", ["192.0.2.1", "[::1]", ".."])  # not this machine's, and no names of hosts
async def test_a_host_that_can_not_be_listened_on(tmp_path: Path, host: str) -> None:
    subject, text = await only(tmp_path, RECRUIT_HOST=host, RECRUIT_STORAGE="memory:")
    assert (subject, text.endswith(": set RECRUIT_HOST and RECRUIT_PORT"), "stop" in text) == ("port", True, False)


def test_the_address_of_a_server_on_its_own_machine() -> None:
    for host, expected in (("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("fe80::1%lo", "[fe80::1%lo]"), ("a.b", "a.b")):  # noqa: S104
        assert Settings.from_environment({"RECRUIT_HOST": host}).local_url == f"http://{expected}:8000"


async def test_programs_for_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (catdoc := tmp_path / "catdoc").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    settings = {"RECRUIT_STORAGE": "memory:"}
    assert ("documents", f"DOC files from before Word 97 are read with {catdoc}") in await found(
        tmp_path, Verdict.OK, **settings
    )
    assert (await only(tmp_path, Verdict.WARNING, **settings))[1].startswith("scans are refused: install tesseract")


async def test_a_mail_server_that_is_set(tmp_path: Path) -> None:
    settings = {
        "RECRUIT_STORAGE": "memory:",
        "RECRUIT_MAIL_FROM": "a@b.c",
        "RECRUIT_PUBLIC_URL": "https://hr.example.com",
    }
    assert ("mail", "no server is set: messages stay on this machine") in await found(
        tmp_path, Verdict.SKIPPED, **settings
    )
    async with mail_server() as server:
        url = f"smtp://127.0.0.1:{server.port}"
        assert ("mail", "the server answers") in await found(
            tmp_path, Verdict.OK, **settings, RECRUIT_MAIL=f"{url}?tls=off"
        )
        subject, text = await only(tmp_path, **settings, RECRUIT_MAIL=url)
        assert not server.messages
    assert (subject, "add ?tls=off: check RECRUIT_MAIL" in text) == ("mail", True)


async def test_identity_providers_that_are_set(tmp_path: Path) -> None:
    async with identity_provider() as provider:
        file = tmp_path / "providers.toml"
        file.write_text(SETTINGS.format(issuer=provider.issuer, more=""))
        settings = {"RECRUIT_STORAGE": "memory:", "RECRUIT_OIDC_FILE": str(file)}
        assert ("sign-in", "acme answers") in await found(tmp_path, Verdict.OK, **settings)
        provider.metadata["issuer"] = "https://other.example"
        code, out, errors = await ran("doctor", data_dir=tmp_path / "data", settings={**settings, "RECRUIT_PORT": "0"})
    assert (code, errors) == (1, "")
    assert "is of the issuer 'https://other.example', and the file has " in out
    assert "failed   sign-in: acme: " in out


async def test_models_that_are_set(tmp_path: Path) -> None:
    with OpenAIServer() as model:
        settings = {"RECRUIT_STORAGE": "memory:", "OPENAI_API_KEY": "sesame", "OPENAI_BASE_URL": model.url}
        assert not await found(tmp_path, **settings)
        model.fail(Fault.UNAUTHORIZED, times=2)
        refused = await found(tmp_path, **settings)
    assert [(subject, text.partition(":")[0]) for subject, text in refused] == [
        (subject, "The OpenAI service answered with status 401") for subject in ("embedder", "language model")
    ]
    assert all("check RECRUIT_" in text for _, text in refused)
