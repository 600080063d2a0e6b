"""Default data directory, and startup warnings about it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import recruit
from recruit.entrypoints.data_directory import default_directory
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.startup_checks import warnings

PACKAGE = Path(recruit.__file__).parent
PROGRAM = """
import os, sys
from recruit.entrypoints.data_directory import default_directory
if os.geteuid() == 0 and sys.argv[1] == "user":
    os.setuid(65534)
print(default_directory())
"""


AS_ANOTHER_USER = """
import os, sys
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints import signing_key, startup_checks
from recruit.entrypoints.settings import Settings
settings = Settings.from_environment({"RECRUIT_DATA_DIR": sys.argv[1]})
if os.geteuid() == 0:
    os.setuid(65534)
print(list(startup_checks.warnings(settings)))
try:
    signing_key.key_options(settings)
except ConfigurationError as error:
    print(error)
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A directory of installed packages that isn't a checkout."""
    package = tmp_path / "site" / "recruit"
    package.mkdir(parents=True)
    for path in PACKAGE.iterdir():
        if path.name != "__pycache__":
            (package / path.name).symlink_to(path)
    (package / "__init__.py").unlink()
    (package / "__init__.py").write_bytes((PACKAGE / "__init__.py").read_bytes())
    return package.parent


def directory(installed: Path, user: str, **environment: str) -> str:
    """Return the default directory of an installed program that runs in another working directory."""
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, user],
        env={"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip()


def test_in_a_checkout_it_is_the_checkouts_wherever_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    checkout = Path(__file__).parent.parent
    assert default_directory({}) == checkout / ".data"
    assert Settings.from_environment({}).data_dir == checkout / ".data"


@pytest.mark.skipif(sys.platform != "linux", reason="other platforms have other directories")
def test_elsewhere_it_is_the_platforms(installed: Path) -> None:
    home = {"HOME": "/home/jane"}
    assert directory(installed, "user", **home) == "/home/jane/.local/share/recruit"
    assert directory(installed, "user", **home, XDG_DATA_HOME="/big") == "/big/recruit"
    assert directory(installed, "user", **home, XDG_DATA_HOME="relative") == "/home/jane/.local/share/recruit"
    if os.geteuid() == 0:
        assert directory(installed, "root", **home, XDG_DATA_HOME="/big") == "/var/lib/recruit"


def test_a_database_in_the_working_directory_is_told_of_unless_one_was_chosen(tmp_path: Path) -> None:
    (tmp_path / ".data" / "postgres").mkdir(parents=True)
    for setting, told in (({}, 1), ({"RECRUIT_DATA_DIR": str(tmp_path / "other")}, 0)):
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("RECRUIT_")}
        result = subprocess.run(
            [sys.executable, "-m", "recruit", "config"],
            env=inherited | setting,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert result.stderr.count(f"Warning: {tmp_path}/.data holds a database, but the one in") == told
        assert result.stderr.count(f"set RECRUIT_DATA_DIR={tmp_path}/.data") == told


def test_keys_without_their_database_are_told_of_before_an_empty_one_is_made(tmp_path: Path) -> None:
    settings = Settings.from_environment({"RECRUIT_DATA_DIR": str(tmp_path)})
    assert not list(warnings(settings))
    (tmp_path / "secret.key").touch(mode=0o600)
    assert any(f"put {tmp_path}/postgres back" in warning for warning in warnings(settings))
    (tmp_path / "postgres").mkdir()
    assert not list(warnings(settings))


def test_a_database_without_its_keys_is_told_of_before_a_new_key_is_made(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    told = (
        f"{tmp_path} has a database but no keys that sign tokens: a new key is made, and users have to log in again. "
        f"If there were keys, stop, put {tmp_path}/secret.key back and start again"
    )
    for given, expected in (({}, [told]), ({"RECRUIT_SECRET_KEY": "k" * 32}, []), ({"RECRUIT_STORAGE": "memory:"}, [])):
        assert list(warnings(Settings.from_environment({"RECRUIT_DATA_DIR": str(tmp_path), **given}))) == expected


def test_a_directory_in_the_place_of_the_key_file_is_not_to_be_closed(tmp_path: Path) -> None:
    settings = Settings.from_environment({"RECRUIT_STORAGE": "memory:", "RECRUIT_SECRET_KEY_FILE": str(tmp_path)})
    assert not any("chmod 600" in told for told in warnings(settings))


def test_a_directory_that_the_user_may_not_enter_is_named_with_its_setting_and_what_to_do(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    command = [sys.executable, "-c", AS_ANOTHER_USER, str(closed / "data")]
    warned, refused = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert warned == "[]"
    assert refused.startswith("RECRUIT_DATA_DIR can't be used: this user may not use ")
    assert "run recruit as the user who owns it, or set RECRUIT_DATA_DIR" in refused


def test_what_other_users_could_read_or_replace_is_told_with_the_command_that_mends_it(tmp_path: Path) -> None:
    data, key = tmp_path / "data", tmp_path / "data" / "secret.key"
    (data / "postgres").mkdir(parents=True)
    key.touch()
    settings = Settings.from_environment({"RECRUIT_DATA_DIR": str(data)})
    for modes, told in (
        ((0o777, 0o644), [f"{data} has mode 0777,", f"chmod go-w {data}", f"{key} has mode 0644,", f"chmod 600 {key}"]),
        ((0o711, 0o600), []),
    ):
        data.chmod(modes[0])
        key.chmod(modes[1])
        found = " ".join(warnings(settings))
        assert all(words in found for words in told)
        assert bool(found) == bool(told)
