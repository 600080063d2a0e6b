"""The command line."""

import asyncio
import os
import re
import socket
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from uvicorn.config import STARTUP_FAILURE

from http_api import PASSWORD
from processes import ran, ran_at_a_terminal, started
from recruit.adapters.postgres.embedded.postgres_process import Address
from recruit.adapters.postgres.schema import REVISION
from recruit.domain.accounts.model.second_factors import FactorKind, SecondFactorDetails
from recruit.domain.shared.errors import ConfigurationError
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel, signing_key, startup_checks
from recruit.entrypoints.settings import Settings
from recruit.ports.audit import AuditSearch
from recruit.ports.plugins import AdapterConfig
from worlds import new_email, new_organisation

ADDRESS = "postgresql+asyncpg://somebody:sesame@127.0.0.1:1/nothing"


async def test_help_lists_the_commands(tmp_path: Path) -> None:
    code, out, _ = await ran("--help", data_dir=tmp_path)
    assert code == 0
    for command in ("serve", "config", "db", "user", "demo"):
        assert command in out


async def test_config_shows_settings_and_masks_secrets(tmp_path: Path) -> None:
    settings = {
        "RECRUIT_STORAGE": ADDRESS,
        "RECRUIT_SECRET_KEY": "sesame" * 8,
        "RECRUIT_OLD_SECRET_KEYS": "sesame" * 16,
        "OPENAI_API_KEY": "sesame",
        "RECRUIT_SOMEBODYS_TOKEN": "sesame",
    }
    code, out, _ = await ran("config", data_dir=tmp_path, settings=settings)
    assert code == 0
    assert "sesame" not in out
    assert "RECRUIT_STORAGE=postgresql+asyncpg://somebody:********@127.0.0.1:1/nothing" in out
    assert "RECRUIT_EMBEDDER=openai:" in out
    assert "RECRUIT_PORT=8000" in out


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql+asyncpg://me:a@b@one:1,[::1]:2/x", "postgresql+asyncpg://me:********@one:1,[::1]:2/x"),
        ("postgresql+asyncpg://me@one/x?password=b&ssl=on", "postgresql+asyncpg://me@one/x?password=********&ssl=on"),
        ("postgresql+asyncpg://me@[::1]:2/x", "postgresql+asyncpg://me@[::1]:2/x"),
        ("postgresql://me:a/b?c@one/x", "postgresql://me:********@one/x"),
        ("postgresql://me@example.com:a@one/x", "postgresql://me@example.com:********@one/x"),
        ("postgresql://example/me:a@one/x", "postgresql://example/me:********@one/x"),
        ("embedded:", "embedded:"),
    ],
)
def test_passwords_in_database_urls_are_masked(url: str, shown: str) -> None:
    assert Settings.from_environment({"RECRUIT_STORAGE": url}).formatted({})["RECRUIT_STORAGE"] == shown


def _names(text: str) -> set[str]:
    return set(re.findall(r"\bRECRUIT_[A-Z_]+[A-Z]\b", text))


def test_every_setting_is_shown_by_config_and_documented_in_the_readme() -> None:
    root = Path(__file__).parents[1]
    known = set(Settings.from_environment({}).formatted(kernel.adapter_settings()))
    named = _names("".join(file.read_text() for file in (root / "src").rglob("*.py")))
    assert named == {name for name in known if name.startswith("RECRUIT_")}
    assert known <= set(re.findall(r"\b(?:RECRUIT|OPENAI)_[A-Z_]+\b", (root / "README.md").read_text()))


@pytest.mark.parametrize("redirection", ["2>&-", "<&- >&- 2>&-"])
def test_a_server_starts_with_closed_standard_streams(tmp_path: Path, redirection: str) -> None:
    command = ("sh", "-c", f'exec "$@" {redirection}', "sh", sys.executable, "-m", "recruit", "serve")
    settings = {"RECRUIT_DATA_DIR": str(tmp_path), "RECRUIT_METRICS": "off", "RECRUIT_PORT": "0"}
    environment = {"PATH": os.environ["PATH"], **settings, "RECRUIT_STORAGE": ADDRESS}
    done = subprocess.run(command, env=environment, check=False)
    assert done.returncode == STARTUP_FAILURE, "it got as far as the key that is missing"


async def test_config_shows_the_defaults_of_unset_settings(tmp_path: Path) -> None:
    code, out, errors = await ran("config", data_dir=tmp_path, RECRUIT_HSTS_DAYS="30", RECRUIT_CHAT_MODEL="a-model")
    assert (code, errors) == (0, "")
    lines = out.splitlines()
    assert f"RECRUIT_SECRET_KEY_FILE={tmp_path}/secret.key  # default" in lines
    assert {"RECRUIT_HSTS_DAYS=30", "RECRUIT_CHAT_MODEL=a-model"} <= set(lines)
    assert {"RECRUIT_CORS_ORIGINS=  # default", "RECRUIT_LOGIN_LIMIT=300/minute  # default"} <= set(lines)
    assert {"RECRUIT_RETENTION_DAYS=off  # default", "OPENAI_BASE_URL=https://api.openai.com/v1  # default"} <= set(
        lines
    )


async def test_config_shows_no_key_file_for_storage_in_memory(tmp_path: Path) -> None:
    code, out, errors = await ran("config", data_dir=tmp_path / "data", RECRUIT_STORAGE="memory:")
    assert (code, errors) == (0, "")
    assert {"RECRUIT_SECRET_KEY=(drawn at each start)  # default", "RECRUIT_SECRET_KEY_FILE=  # default"} <= set(
        out.splitlines()
    )
    assert not list(tmp_path.iterdir())


async def test_an_unknown_setting_causes_a_warning_with_a_suggestion(tmp_path: Path) -> None:
    settings = {"RECRUIT_WORKER": "3", "RECRUIT_CHAT_MODELS": "x", "RECRUIT_XYZZY": "x", "OPENAI_XYZZY": "x"}
    code, out, errors = await ran("config", data_dir=tmp_path, settings=settings)
    assert code == 0
    assert sorted(errors.splitlines()) == [
        "Warning: RECRUIT_CHAT_MODELS is not a setting; did you mean RECRUIT_CHAT_MODEL?",
        "Warning: RECRUIT_WORKER is not a setting; did you mean RECRUIT_WORKERS?",
        "Warning: RECRUIT_XYZZY is not a setting",
    ]
    assert "RECRUIT_WORKER=3\n" in out


def test_the_command_line_imports_no_server_libraries() -> None:
    modules = _imported_by("import recruit.entrypoints.cli.commands")
    assert not {"litestar", "sqlalchemy", "asyncpg", "openai", "numpy", "recruit.ports.storage"} & modules


def test_the_user_commands_import_no_server() -> None:
    modules = _imported_by("import recruit.entrypoints.cli.users")
    assert not {"litestar", "recruit.entrypoints.services"} & modules


def test_the_server_imports_no_unused_libraries_and_the_console_for_its_first_page() -> None:
    build = "asyncio.run(server._application(console=True)); from recruit.entrypoints.http.app import routes; routes()"
    modules = _imported_by(f"import asyncio; from recruit.entrypoints.http.transport import server; {build}")
    assert {"recruit.entrypoints.http.app", "litestar"} <= modules
    assert not {"pydantic", "attrs", "openai"} & modules
    assert not {"recruit.entrypoints.web.app", "minijinja"} & modules


def _imported_by(statements: str) -> set[str]:
    """Return the names of the modules that a process has imported after these statements."""
    program = [sys.executable, "-c", f"import sys; {statements}; print(*sys.modules)"]
    return set(subprocess.run(program, capture_output=True, text=True, check=True).stdout.split())


async def test_config_shows_the_programs_that_read_documents(tmp_path: Path) -> None:
    (programs := tmp_path / "bin").mkdir()
    (catdoc := programs / "catdoc").touch(mode=0o755)
    code, out, _ = await ran("config", data_dir=tmp_path, PATH=str(programs))
    assert code == 0
    assert out.endswith(f"# antiword: not found\n# catdoc: {catdoc}\n# tesseract: not found\n")


async def test_an_unknown_document_reader_is_reported_in_one_line(tmp_path: Path) -> None:
    code, _, errors = await ran("config", data_dir=tmp_path, RECRUIT_DOCUMENTS="unknown:")
    assert code == 1
    assert errors == "Error: RECRUIT_DOCUMENTS asks for 'unknown'; installed are: local\n"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("RECRUIT_PORT", "65536"),
        ("RECRUIT_PORT", "http"),
        ("RECRUIT_WORKERS", "0"),
        ("RECRUIT_TOKEN_HOURS", "-1"),
        ("RECRUIT_TOKEN_HOURS", "nan"),
        ("RECRUIT_RETENTION_DAYS", "0"),
        ("RECRUIT_LOG_DAYS", "soon"),
        ("RECRUIT_STORAGE", "memory"),
        ("RECRUIT_LOG_LEVEL", "loud"),
    ],
)
async def test_an_invalid_setting_is_reported_in_one_line(tmp_path: Path, setting: str, value: str) -> None:
    code, _, errors = await ran("config", data_dir=tmp_path, settings={setting: value})
    assert code == 1
    assert errors.startswith(f"Error: {setting} is {value!r}: give ")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    "invalid",
    [
        {"RECRUIT_STORAGE": "unknown:"},
        {"RECRUIT_STORAGE": "embedded:elsewhere"},
        {"RECRUIT_STORAGE": "postgresql://a:b@127.0.0.1:99999/c", "RECRUIT_SECRET_KEY": "k" * 32},
        {"RECRUIT_STORAGE": "postgresql://a:b@127.0.0.1:1/c"},
        {"RECRUIT_STORAGE": "postgresql://me:pass[word@db.example.com/x", "RECRUIT_SECRET_KEY": "k" * 32},
        {"RECRUIT_SECRET_KEY": "short"},
        {"RECRUIT_SECRET_KEY": "k" * 32, "RECRUIT_SECRET_KEY_FILE": "/dev/null"},
        {"RECRUIT_SECRET_KEY_FILE": "/nowhere/key"},
        {"RECRUIT_SECRET_KEY": "k" * 32, "RECRUIT_OLD_SECRET_KEYS": "short"},
        {"RECRUIT_EMBEDDER": "openai:"},
        {"RECRUIT_EMBEDDER": "model2vec:/nowhere"},
        {"RECRUIT_LANGUAGE_MODEL": "openai:", "OPENAI_API_KEY": "x", "OPENAI_BASE_URL": "nowhere"},
        {"RECRUIT_EMBEDDER": "openai:", "OPENAI_API_KEY": "x", "RECRUIT_EMBEDDING_SPAN": "wide"},
        {"RECRUIT_COMPUTE": "unknown:"},
        {"RECRUIT_SHELF": "unknown:", "RECRUIT_STORAGE": "memory:"},  # a server creates a database before
        {"RECRUIT_CLOCK": "unknown:"},
    ],
    ids=lambda invalid: " ".join(f"{name}={value[:20]}" for name, value in invalid.items()),
)
async def test_config_and_the_server_report_the_same_configuration_errors(
    tmp_path: Path, invalid: dict[str, str]
) -> None:
    code, out, errors = await ran("config", data_dir=tmp_path / "data", settings=invalid)
    assert (code, errors.count("\n"), "RECRUIT_PORT=8000" in out) == (1, 1, True)
    assert not (tmp_path / "data").exists()
    server_code, _, log = await ran(
        "serve", data_dir=tmp_path / "data", RECRUIT_PORT="0", RECRUIT_LOG_FORMAT="text", settings=invalid
    )
    assert server_code != 0
    assert errors.removeprefix("Error: ").strip() in log


async def test_all_invalid_settings_are_reported(tmp_path: Path) -> None:
    settings = {
        "RECRUIT_WORKERS": "many",
        "RECRUIT_PORT": "http",
        "RECRUIT_HSTS_DAYS": "x",
        "RECRUIT_LOG_LEVEL": "info",
    }
    code, _, errors = await ran("config", data_dir=tmp_path, settings=settings)
    assert (code, errors.count("\n")) == (1, 1)
    reported = [part.split()[0] for part in errors.removeprefix("Error: ").split("; ")]
    assert reported == ["RECRUIT_HSTS_DAYS", "RECRUIT_PORT", "RECRUIT_WORKERS"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [("config",), ("--help",), ("key", "rotate")], ids=" ".join)
async def test_an_output_error_is_reported_in_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    streams = (asyncio.subprocess.DEVNULL, full, asyncio.subprocess.PIPE)
    process = await started(*arguments, data_dir=tmp_path, streams=streams)
    os.close(full)
    _, errors = await process.communicate()
    assert process.returncode == 1
    assert errors.decode() == "Error: The output can't be written: No space left on device\n"


@pytest.mark.parametrize("command", [("db", "upgrade"), ("key", "rotate")], ids=" ".join)
async def test_an_error_of_the_data_directory_is_reported_once(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    code, _, errors = await ran(*command, data_dir=tmp_path / "loop" / "data")
    assert (code, errors.count("Too many levels of symbolic links")) == (1, 1)


async def test_an_unreachable_database_is_reported_in_one_line(tmp_path: Path) -> None:
    for command in ("current", "upgrade"):
        code, _, errors = await ran("db", command, data_dir=tmp_path, RECRUIT_STORAGE=ADDRESS)
        assert code == 1
        assert errors.startswith("Error: The database at ")
        assert errors.count("\n") == 1
        assert "sesame" not in errors


async def test_an_invalid_database_port_is_reported(tmp_path: Path) -> None:
    url = "postgresql://somebody:sesame@127.0.0.1:99999/nothing"
    code, _, errors = await ran("db", "current", data_dir=tmp_path, RECRUIT_STORAGE=url)
    assert (code, errors) == (1, "Error: RECRUIT_STORAGE names port 99999: give one from 1 to 65535\n")


async def test_a_data_directory_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (file := tmp_path / "file").touch()
    for command, start in ((("db", "current"), "RECRUIT_DATA_DIR="), (("key", "rotate"), "RECRUIT_DATA_DIR can't be")):
        code, _, errors = await ran(*command, data_dir=file)
        assert code == 1
        assert errors.startswith(f"Error: {start}")
        assert errors.endswith(f"{file} is a file: give a directory\n")
    for command, words in (
        (("db", "upgrade"), "lies below a file: give a dir"),
        (("key", "rotate"), "a file, give another"),
    ):
        code, _, errors = await ran(*command, data_dir=file / "data")
        assert (code, f"{file}/data" in errors, words in errors) == (1, True, True)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="has no file system that takes no directories")
async def test_a_data_directory_that_cannot_be_created_is_reported() -> None:
    code, _, errors = await ran("serve", data_dir=Path("/proc/recruit"))
    assert code != 0
    assert "RECRUIT_DATA_DIR can't be used: /proc/recruit can't be created" in errors


async def test_key_rotation_requires_an_existing_data_directory(tmp_path: Path) -> None:
    code, out, errors = await ran("key", "rotate", data_dir=tmp_path / "typo")
    assert (code, out) == (1, "")
    assert errors.endswith("typo/secret.key: give RECRUIT_DATA_DIR as the server has it\n")
    assert not (tmp_path / "typo").exists()


@pytest.mark.parametrize(
    ("user", "name"),
    [("nobody", "outside"), ("recruit", "nothing"), ("recruit", "outside?port=x"), ("recruit", "outside?bogus=1")],
)
async def test_an_unusable_database_url_is_reported_in_one_line(
    postgres: Address, database: str, tmp_path: Path, user: str, name: str
) -> None:
    assert database
    url = f"postgresql+asyncpg://{user}@/{name}{'&' if '?' in name else '?'}host={postgres.socket_dir}"
    code, _, errors = await ran("db", "current", data_dir=tmp_path, RECRUIT_STORAGE=url)
    assert code == 1
    assert errors.startswith("Error: RECRUIT_STORAGE can't be used as it is")
    assert errors.count("\n") == 1


async def test_the_embedded_database_takes_no_path_in_its_url(tmp_path: Path) -> None:
    code, _, errors = await ran("db", "current", data_dir=tmp_path, RECRUIT_STORAGE=f"embedded:{tmp_path}/other")
    assert code == 1
    assert errors.endswith(": give embedded: and set RECRUIT_DATA_DIR\n")
    assert not list(tmp_path.iterdir())


async def test_the_error_for_an_unescaped_password_shows_the_url_format(tmp_path: Path) -> None:
    url = "postgresql://me:pass[word@db.example.com/x"
    code, _, errors = await ran("db", "current", data_dir=tmp_path, RECRUIT_STORAGE=url)
    assert code == 1
    assert "give postgresql://USER:PASSWORD@HOST/DATABASE" in errors
    assert "pass[word" not in errors


async def test_an_external_database_requires_a_secret_key(tmp_path: Path) -> None:
    code, _, errors = await ran("demo", data_dir=tmp_path, RECRUIT_STORAGE=ADDRESS)
    assert code == 1
    assert errors.startswith("Error: RECRUIT_SECRET_KEY is missing")
    code, _, errors = await ran("demo", data_dir=tmp_path, RECRUIT_STORAGE=ADDRESS, RECRUIT_SECRET_KEY="short")
    assert (code, errors) == (1, "Error: RECRUIT_SECRET_KEY must have at least 32 bytes\n")


@pytest.mark.parametrize("arguments", [("current",), ("backup", "x.backup"), ("upgrade",)])
async def test_database_commands_refuse_storage_in_memory(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, _, errors = await ran("db", *arguments, data_dir=tmp_path, RECRUIT_STORAGE="memory:")
    assert code == 1
    assert errors.startswith("Error: RECRUIT_STORAGE is memory:, which ends with this command")


async def test_tables_are_upgraded_and_downgraded(empty_database: str, tmp_path: Path) -> None:
    async def db(*arguments: str) -> str:
        code, out, errors = await ran("db", *arguments, data_dir=tmp_path, RECRUIT_STORAGE=empty_database)
        assert code == 0, errors
        return out

    assert await db("current") == "base\n"
    assert await db("upgrade") == f"The tables are at {REVISION}.\n"
    assert await db("current") == f"{REVISION}\n"
    assert await db("downgrade", "base", "--yes") == "The tables are at base.\n"
    assert await db("downgrade", "base") == "The tables are at base.\n", "there is nothing to lose"


async def test_a_downgrade_lists_the_affected_data_and_requires_confirmation(
    upgraded_database: str, tmp_path: Path
) -> None:
    settings = {"RECRUIT_STORAGE": upgraded_database}
    async with kernel.SCHEMA.open(AdapterConfig(upgraded_database, Path())) as schema:
        async with kernel.STORAGE.open(AdapterConfig(upgraded_database, Path())) as storage:
            await (await new_organisation(storage)).candidate()
        code, out, errors = await ran("db", "downgrade", "base", data_dir=tmp_path, settings=settings)
        assert (code, out) == (2, "")
        assert "drops all tables" in errors
        assert "candidates: " in errors
        assert "Nothing was done: give --yes" in errors
        code, shown = await ran_at_a_terminal(
            "db", "downgrade", "0005", answers=[("Go back?", "n")], data_dir=tmp_path, settings=settings
        )
        assert code == 1
        assert f"Going back from {REVISION} to 0005 drops the tables and columns that are newer" in shown
        assert await schema.current() == REVISION
        _, _, errors = await ran("db", "downgrade", "--", "-1", data_dir=tmp_path, settings=settings)
        assert f"Going back from {REVISION} to {int(REVISION) - 1:04} drops the tables and columns" in errors
        code, shown = await ran_at_a_terminal(
            "db", "downgrade", "0005", answers=[("Go back?", "y")], data_dir=tmp_path, settings=settings
        )
        assert (code, await schema.current()) == (0, "0005")


async def test_row_counts_bypass_row_level_security(superusers_database: str) -> None:
    async with kernel.STORAGE.open(AdapterConfig(superusers_database, Path())) as storage:
        organisation = await new_organisation(storage)
        for _ in range(3):
            await organisation.candidate()
    async with kernel.SCHEMA.open(AdapterConfig(superusers_database, Path())) as schema:
        counts = await schema.counts()
    assert counts["candidates"] >= 3
    assert counts["organisations"] >= 1


async def test_an_upgrade_to_an_older_revision_fails(database: str, tmp_path: Path) -> None:
    code, out, errors = await ran("db", "upgrade", "0005", data_dir=tmp_path, RECRUIT_STORAGE=database)
    assert (code, out) == (1, "")
    assert f"The database is at {REVISION} already, which is newer than 0005: `recruit db downgrade 0005`" in errors


async def test_the_error_for_a_role_without_privileges_asks_for_the_owner(
    superusers_database: str, tmp_path: Path
) -> None:
    url = superusers_database.replace("postgres@", "recruit@")
    for command in ("current", "upgrade"):
        code, _, errors = await ran("db", command, data_dir=tmp_path, RECRUIT_STORAGE=url)
        assert code == 1
        assert errors.startswith("Error: The role that RECRUIT_STORAGE names may not do this: name the owner")
        assert errors.count("\n") == 1


async def test_db_current_shows_the_revision_and_the_server_version(database: str, tmp_path: Path) -> None:
    code, out, errors = await ran("db", "current", data_dir=tmp_path, RECRUIT_STORAGE=database)
    assert (code, out) == (0, f"{REVISION}\n")
    assert re.fullmatch(r"PostgreSQL 18\.\d+.*\n", errors)


async def test_users_are_created_in_new_and_in_existing_organisations(database: str, tmp_path: Path) -> None:
    async def create(*arguments: str) -> tuple[int, str, str]:
        settings = {"RECRUIT_STORAGE": database, "RECRUIT_SECRET_KEY": "k" * 32}
        return await ran(
            "user", "create", "--password", "correct horse", *arguments, data_dir=tmp_path, settings=settings
        )

    code, out, errors = await create("--email", "cli.first@example.com", "--org-name", "Made by hand")
    assert code == 0, errors
    org_id = out.rstrip(".\n").rpartition("#")[2]
    assert out.endswith(f"(cli.first@example.com) as org_admin of the new organisation #{org_id}.\n")
    code, out, _ = await create("--email", "cli.second@example.com", "--org-id", org_id, "--role", "recruiter")
    assert code == 0
    assert out.endswith(f"(cli.second@example.com) as recruiter of organisation #{org_id}.\n")
    assert await create("--email", "CLI.second@example.com", "--org-id", org_id, "--role", "viewer") == (
        1,
        "",
        "Error: Email already registered\n",
    )
    assert (await create("--email", "cli.third@example.com", "--org-id", "999999999", "--role", "viewer"))[2] == (
        "Error: Organisation not found\n"
    )
    code, _, errors = await create("--email", "nobody", "--org-id", org_id, "--role", "viewer")
    assert code == 2
    assert "email" in errors


async def test_of_a_switched_off_password_the_operator_hears_what_to_do(database: str, tmp_path: Path) -> None:
    async with kernel.STORAGE.open(AdapterConfig(database, Path())) as storage:
        email, other_email = new_email(), new_email()
        org_id = (await new_organisation(storage, email)).actor.org_id
        await new_organisation(storage, other_email)
    file = tmp_path / "providers.toml"
    file.write_text(
        f'[providers.acme]\nissuer = "https://a.example"\nclient_id = "r"\norganisation = {org_id}\npasswords = "off"\n'
    )
    settings = {"RECRUIT_STORAGE": database, "RECRUIT_SECRET_KEY": "k" * 32, "RECRUIT_OIDC_FILE": str(file)}
    said = f"{email} has to sign in at the organisation's identity provider"

    async def user(*arguments: str, given: str | None = None) -> tuple[int, str, str]:
        return await ran("user", *arguments, data_dir=tmp_path, given=given, settings=settings)

    code, out, errors = await user("reset", email)
    assert (code, out, said in errors, "break_glass" in errors) == (1, "", True, True)
    assert (await user("reset", other_email))[0] == 0
    code, out, errors = await user("set-password", "--email", email, given="correct horse\n")
    assert (code, "has a new password" in out, said in errors) == (0, True, True)


async def test_a_user_is_created_listed_and_given_a_new_password(database: str, tmp_path: Path) -> None:
    settings = {"RECRUIT_STORAGE": database, "RECRUIT_SECRET_KEY": "k" * 32}
    async with kernel.STORAGE.open(AdapterConfig(database, Path())) as storage:
        organisation, other_organisation = await new_organisation(storage), await new_organisation(storage)
        org_id, email = organisation.actor.org_id, new_email()

        async def user(*arguments: str, given: str | None = None) -> tuple[int, str, str]:
            return await ran("user", *arguments, data_dir=tmp_path, given=given, settings=settings)

        create = ("create", "--email", email, "--org-id", str(org_id), "--role", "viewer")
        code, out, errors = await user(*create, given="correct horse\n")
        assert (code, errors) == (0, "")
        assert out.endswith(f"({email}) as viewer of organisation #{org_id}.\n")
        user_id = int(out.split("#")[1].split()[0])
        before = await storage.credentials(email)
        links = [await user("reset", email.upper()) for _ in range(2)]
        assert [(code, errors) for code, _, errors in links] == [(0, "")] * 2
        assert re.fullmatch(rf"http://127\.0\.0\.1:8000/password/rp_{org_id}_\d+_[\w-]{{43}}\n", links[1][1])
        assert links[0][1] != links[1][1]
        code, out, errors = await user("reset", new_email())
        assert (code, out, "create one with `recruit user create`" in errors) == (1, "", True)
        code, out, _ = await user("list", "--org-id", str(org_id))
        assert code == 0
        assert [line.split() for line in out.splitlines()[2:]] == [[str(user_id), str(org_id), "viewer", email]]
        code, out, _ = await user("list")
        assert code == 0
        assert {str(org_id), str(other_organisation.actor.org_id)} <= {line.split()[1] for line in out.splitlines()}
        code, shown = await ran_at_a_terminal(
            "user",
            "set-password",
            "--email",
            email,
            answers=[("Password:", "a new one"), ("Repeat", "a new one")],
            data_dir=tmp_path,
            settings=settings,
        )
        assert code == 0, shown
        assert f"User #{user_id} ({email}) has a new password and is logged out everywhere." in shown
        assert "a new one" not in shown
        assert (await storage.credentials(email)) != before
        async with storage.transaction(org_id) as work:
            entries = (await work.audit.page(Window(), AuditSearch(entity="login", entity_id=user_id))).items
        assert [(entry.kind, entry.action) for entry in entries] == [("system", "insert"), ("system", "update")]
        async with storage.transaction(org_id) as work:
            await work.second_factors.add(
                SecondFactorDetails(user_id=user_id, kind=FactorKind.TOTP, secret=b"x", created_at=datetime.now(UTC))
            )
        code, out, _ = await ran("key", "reseal", data_dir=tmp_path, settings=settings)
        assert (code, out) == (0, "Secrets encrypted with the newest key: 0.\n")  # this one can't be decrypted
        code, out, _ = await user("second-factor", "remove", email)
        assert code == 0
        assert f"User #{user_id} ({email}) has no second factor any more and is logged out everywhere." in out
        async with storage.transaction(org_id) as work:
            assert not await work.second_factors.of_user(user_id)
        code, _, errors = await user("second-factor", "remove", "nobody@example.com")
        assert (code, "No user has the address" in errors) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "given", "message"),
    [
        (("create", "--role", "viewer"), "correct horse\n", "is its org_admin: give --org-id as well"),
        (
            ("create", "--org-id", "1"),
            "correct horse\n",
            "give the user's --role: viewer, hiring_manager, recruiter, org_ad",
        ),
        (("create", "--org-id", "1", "--org-name", "x", "--role", "viewer"), "correct horse\n", "give one of them"),
        (("create",), "", "give the password as a line of standard input"),
        (("set-password",), "", "give the password as a line of standard input"),
        (("set-password",), "short\n", "the password: String should have at least 8 characters"),
        (("set-password",), "nul\0in here\n", "the password: "),
    ],
)
async def test_invalid_arguments_of_user_commands_are_a_usage_error(
    tmp_path: Path, arguments: tuple[str, ...], given: str, message: str
) -> None:
    code, out, errors = await ran("user", *arguments, "--email", "x@example.com", data_dir=tmp_path, given=given)
    assert (code, out) == (2, "")
    assert message in errors
    assert not list(tmp_path.iterdir()), "no database was started for it"


@pytest.mark.parametrize(
    "command",
    [
        ("db", "backup", "{}/a.backup"),
        ("db", "current"),
        ("db", "downgrade", "base", "--yes"),
        ("audit", "verify"),
        ("retention",),
        ("import", "/dev/null", "--email", "a@example.com"),
        ("user", "list"),
        ("user", "set-password", "--email", "a@example.com"),
        ("user", "second-factor", "remove", "a@example.com"),
        ("key", "reseal"),
        ("user", "reset", "a@example.com"),
        ("user", "create", "--email", "a@example.com", "--org-id", "1", "--role", "viewer"),
        ("mcp", "--email", "a@example.com"),
    ],
    ids=" ".join,
)
async def test_commands_for_an_existing_database_do_not_create_one(tmp_path: Path, command: tuple[str, ...]) -> None:
    arguments = [part.format(tmp_path) for part in command]
    code, out, errors = await ran(
        *arguments, data_dir=tmp_path / "mistyped", given=f"{PASSWORD}\n", RECRUIT_RETENTION_DAYS="1"
    )
    assert (code, out) == (1, "")
    assert errors.startswith(f"Error: There is no database in {tmp_path / 'mistyped'}: set RECRUIT_DATA_DIR")
    assert not list(tmp_path.iterdir()), "neither a database, nor a key, nor a backup of nothing"


async def test_a_data_directory_without_its_database_is_reported(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text(f"{'k' * 43}\n")
    for command in (("user", "list"), ("db", "backup", f"{tmp_path}/a.backup")):
        code, out, errors = await ran(*command, data_dir=tmp_path)
        assert (code, out) == (1, "")
        assert errors.startswith(f"Error: There is no database in {tmp_path}/postgres: put it back, or set ")
        assert not (tmp_path / "postgres").exists()
        assert not (tmp_path / "a.backup").exists()


async def test_demo_fills_an_organisation_and_prints_its_login(data_dir: Path) -> None:
    code, out, errors = await ran("demo", data_dir=data_dir)
    assert code == 0, errors
    assert "Email:    demo-" in out
    assert "Password: " in out


@pytest.mark.parametrize(
    "invalid",
    [{"RECRUIT_LANGUAGE_MODEL": "unknown:"}, {"RECRUIT_STORAGE": "embedded:elsewhere"}],
    ids=["before the database", "the database"],
)
async def test_a_failed_first_start_leaves_nothing_that_causes_a_later_warning(
    tmp_path: Path, invalid: dict[str, str]
) -> None:
    code, _, errors = await ran("serve", data_dir=tmp_path / "data", RECRUIT_PORT="0", settings=invalid)
    assert (code, next(iter(invalid)) in errors) == (STARTUP_FAILURE, True)
    assert not list(startup_checks.warnings(Settings.from_environment({"RECRUIT_DATA_DIR": str(tmp_path / "data")})))


def test_a_mail_server_without_a_public_url_and_https_without_a_proxy_are_reported(tmp_path: Path) -> None:
    server = {"RECRUIT_MAIL": "smtp://localhost", "RECRUIT_MAIL_FROM": "a@b.c", "RECRUIT_DATA_DIR": str(tmp_path / "x")}
    (warning,) = startup_checks.warnings(Settings.from_environment(server))
    assert warning.startswith("RECRUIT_MAIL is set but RECRUIT_PUBLIC_URL isn't: no mail is sent")
    public = server | {"RECRUIT_PUBLIC_URL": "https://hr.example.com"}
    (warning,) = startup_checks.warnings(Settings.from_environment(public))
    assert warning.startswith("RECRUIT_PUBLIC_URL begins with https: but RECRUIT_TRUSTED_PROXIES names no proxy")
    trusting = public | {"RECRUIT_TRUSTED_PROXIES": "127.0.0.1"}
    assert not list(startup_checks.warnings(Settings.from_environment(trusting)))


async def test_config_refuses_a_mail_server_that_cannot_work_and_masks_its_password(tmp_path: Path) -> None:
    settings = {"RECRUIT_MAIL": "smtp://me@b.c:sesame@host?tls=off", "RECRUIT_MAIL_FROM": "a@b.c"}
    code, out, errors = await ran("config", data_dir=tmp_path, settings=settings)
    assert (code, "RECRUIT_MAIL=smtp://me@b.c:********@host?tls=off" in out) == (1, True)
    assert "RECRUIT_MAIL would send a password without encryption" in errors
    assert "sesame" not in out + errors


async def test_the_generated_key_file_is_readable_only_by_its_owner(tmp_path: Path) -> None:
    settings = Settings.from_environment({"RECRUIT_DATA_DIR": str(tmp_path)})
    for _ in range(2):
        signing_key.create_key(settings)
    key = tmp_path / "secret.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text()) >= 32
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


@pytest.mark.parametrize(
    "command",
    [
        ("demo",),
        ("user", "create", "--email", "a@example.com", "--password", PASSWORD),
        ("import", "/dev/null", "--email", "a@example.com"),
        ("retention",),
        ("audit", "verify"),
        ("worker",),
        ("mcp", "--email", "a@example.com"),
    ],
)
async def test_commands_that_need_a_database_refuse_storage_in_memory(tmp_path: Path, command: tuple[str, ...]) -> None:
    code, out, errors = await ran(*command, data_dir=tmp_path, RECRUIT_STORAGE="memory:")
    assert (code, out) == (1, "")
    assert errors.startswith("Error: RECRUIT_STORAGE is memory:, ")
    assert "choose a database" in errors
    assert not list(tmp_path.iterdir())


async def test_several_workers_refuse_storage_in_memory(tmp_path: Path) -> None:
    settings = {"RECRUIT_STORAGE": "memory:", "RECRUIT_WORKERS": "2", "RECRUIT_PORT": "0"}
    code, _, errors = await ran("serve", data_dir=tmp_path, settings=settings)
    assert code == 1
    assert errors.startswith("Error: RECRUIT_STORAGE is memory: and RECRUIT_WORKERS is above 1")


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_a_port_that_stays_in_use_is_reported_before_a_database_is_created(tmp_path: Path, workers: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, _, errors = await ran("serve", data_dir=tmp_path, RECRUIT_WORKERS=workers, RECRUIT_PORT=port)
    place = f"RECRUIT_HOST=127.0.0.1, RECRUIT_PORT={port}"
    remedy = "stop the program that uses it, or set RECRUIT_PORT"
    waiting, error = errors.splitlines()
    assert f"{place}: in use: waiting 5 s for it" in waiting
    assert (code, error) == (1, f"Error: {place}: can't be listened on: Address already in use: {remedy}")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "value"), [("RECRUIT_HOST", "db..example.com"), ("RECRUIT_METRICS", "db..example.com:1")]
)
async def test_an_invalid_host_name_is_reported(tmp_path: Path, name: str, value: str) -> None:
    settings = {"RECRUIT_PORT": "0", "RECRUIT_STORAGE": "memory:", name: value}
    code, _, errors = await ran("serve", data_dir=tmp_path, settings=settings)
    assert code == 1
    assert errors.startswith(f"Error: {name}")
    assert "can't be listened on" in errors
    assert errors.count("\n") == 1


async def test_unreadable_keys_are_reported_once(tmp_path: Path) -> None:
    settings = {"RECRUIT_SECRET_KEY_FILE": f"{tmp_path}/nowhere", "RECRUIT_STORAGE": "memory:", "RECRUIT_PORT": "0"}
    code, _, errors = await ran("serve", data_dir=tmp_path, settings=settings)
    assert (code, errors.count("No such file or directory")) == (3, 1)


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_a_server_fails_when_its_workers_cannot_start(tmp_path: Path, workers: str) -> None:
    settings = {"RECRUIT_SECRET_KEY": "short", "RECRUIT_PORT": "0"}
    code, _, errors = await ran("serve", data_dir=tmp_path, RECRUIT_WORKERS=workers, settings=settings)
    assert code == 3
    assert "RECRUIT_SECRET_KEY" in errors


async def test_a_rotated_key_comes_first_until_older_keys_are_retired(tmp_path: Path) -> None:
    code, out, errors = await ran("key", "rotate", data_dir=tmp_path, RECRUIT_TOKEN_HOURS="12")
    assert code == 0, errors
    file = tmp_path / "secret.key"
    assert out == (
        f"A new key stands first in {file}: send servers SIGHUP, and they sign with it.\n"
        "When tokens from before have expired, in 12 hours: recruit key retire\n"
    )
    before = file.read_text().splitlines()
    file.chmod(0o640)
    assert (await ran("key", "rotate", data_dir=tmp_path))[0] == 0
    newest, *others = file.read_text().splitlines()
    assert (others, len({newest, *others})) == (before, 3)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    code, out, errors = await ran("key", "retire", data_dir=tmp_path, RECRUIT_TOKEN_HOURS="12")
    assert (code, out) == (2, "")
    assert "Keys to retire: 2." in errors
    assert "until 12 hours after the last server took up the newest" in errors
    code, _ = await ran_at_a_terminal("key", "retire", answers=[("Retire them now?", "n")], data_dir=tmp_path)
    assert code == 1
    assert file.read_text().splitlines() == [newest, *others]
    code, out, _ = await ran("key", "retire", "--yes", data_dir=tmp_path)
    assert (code, out) == (0, "Keys retired: 2. Send servers SIGHUP, and they refuse what those signed.\n")
    assert file.read_text() == f"{newest}\n"
    code, out, _ = await ran("key", "retire", data_dir=tmp_path)
    assert (code, out) == (0, "Keys to retire: 0. There is only the newest.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


@pytest.mark.parametrize(
    ("command", "settings"),
    [(("key", "retire"), {}), (("serve",), {"RECRUIT_PORT": "0"})],
)
async def test_an_empty_key_file_is_reported(
    tmp_path: Path, command: tuple[str, ...], settings: dict[str, str]
) -> None:
    (tmp_path / "secret.key").touch(mode=0o600)
    code, out, errors = await ran(*command, data_dir=tmp_path, settings=settings)
    assert code != 0
    assert not out
    assert f"{tmp_path}/secret.key is empty: put its keys back, or make a new one with `recruit key rotate`" in errors


def test_concurrent_rotations_lose_no_key(tmp_path: Path) -> None:
    settings = Settings.from_environment({"RECRUIT_DATA_DIR": str(tmp_path)})
    file = signing_key.rotate(settings)
    before = file.read_text().splitlines()
    with ThreadPoolExecutor(8) as pool:
        done = [pool.submit(signing_key.rotate, settings) for _ in range(40)]
        assert {one.result() for one in done} == {file}
    keys = file.read_text().splitlines()
    assert (len(keys), len(set(keys)), keys[-len(before) :]) == (42, 42, before)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("command", ["rotate", "retire"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("short\n", "must have at least 32 bytes"),
        (f"{'k' * 32}\n\n", "must have at least 32 bytes"),
        (f"\ufeff{'k' * 32}\n", "must have no byte order mark (BOM): save it as UTF-8 without one"),
    ],
)
def test_a_key_file_with_an_invalid_line_is_not_changed(tmp_path: Path, command: str, text: str, message: str) -> None:
    file = tmp_path / "secret.key"
    file.write_text(text)
    settings = Settings.from_environment({"RECRUIT_DATA_DIR": str(tmp_path)})
    with pytest.raises(ConfigurationError, match=re.escape(f"Each line of {file}, a key, {message}")):
        getattr(signing_key, command)(settings)
    assert file.read_text() == text


async def test_retiring_keys_requires_a_key_file(tmp_path: Path) -> None:
    code, out, errors = await ran("key", "retire", "--yes", data_dir=tmp_path)
    assert (code, out) == (1, "")
    assert errors == f"Error: There are no keys in {tmp_path}/secret.key: give RECRUIT_DATA_DIR as the server has it\n"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"RECRUIT_STORAGE": ADDRESS}, "RECRUIT_SECRET_KEY is missing"),
        ({"RECRUIT_SECRET_KEY": "k" * 32}, "RECRUIT_SECRET_KEY is set, so that there is no file of keys: put another"),
        (
            {"RECRUIT_SECRET_KEY": "k" * 32, "RECRUIT_SECRET_KEY_FILE": "x"},
            "RECRUIT_SECRET_KEY and RECRUIT_SECRET",
        ),
        ({"RECRUIT_STORAGE": "memory:"}, "RECRUIT_STORAGE is memory:, whose key ends with the server"),
        ({"RECRUIT_SECRET_KEY_FILE": "/dev/null/x"}, "RECRUIT_SECRET_KEY_FILE can't be used: Not a directory: /dev/"),
    ],
)
@pytest.mark.parametrize("command", ["rotate", "retire"])
async def test_key_commands_refuse_configurations_without_a_key_file(
    tmp_path: Path, command: str, settings: dict[str, str], message: str
) -> None:
    code, _, errors = await ran("key", command, data_dir=tmp_path, settings=settings)
    assert code == 1
    assert errors.startswith(f"Error: {message}")
    assert errors.count("\n") == 1
    assert not list(tmp_path.iterdir())
