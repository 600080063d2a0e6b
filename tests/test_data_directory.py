"""Default data directory, and startup warnings about it."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import recruit
from recruit.entrypoints import signing_key
from recruit.entrypoints.data_directory import default_directory
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.startup_checks import warnings

PACKAGE = Path(recruit.__file__).parent
PROGRAM = """
import os, sys
from recruit.entrypoints import signing_key
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


def test_the_default_in_a_checkout_is_independent_of_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    checkout = Path(__file__).parent.parent
    assert default_directory({}) == checkout / ".data"
    assert Settings.from_environment({}).data_dir == checkout / ".data"


@pytest.mark.skipif(sys.platform != "linux", reason="other platforms have other directories")
def test_the_default_of_an_installed_package_is_a_platform_directory(installed: Path) -> None:
    home = {"HOME": "/home/jane"}
    assert directory(installed, "user", **home) == "/home/jane/.local/share/recruit"
    assert directory(installed, "user", **home, XDG_DATA_HOME="/big") == "/big/recruit"
    assert directory(installed, "user", **home, XDG_DATA_HOME="relative") == "/home/jane/.local/share/recruit"
    if os.geteuid() == 0:
        assert directory(installed, "root", **home, XDG_DATA_HOME="/big") == "/var/lib/recruit"


def test_an_unused_database_in_the_working_directory_causes_a_warning(tmp_path: Path) -> None:
    (tmp_path / ".data" / "postgres").mkdir(parents=True)
    for setting, count in (({}, 1), ({"RECRUIT_DATA_DIR": str(tmp_path / "other")}, 0)):
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("RECRUIT_")}
        result = subprocess.run(
            [sys.executable, "-m", "recruit", "config"],
            env=inherited | setting,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert result.stderr.count(f"Warning: {tmp_path}/.data holds a database, but the one in") == count
        assert result.stderr.count(f"set RECRUIT_DATA_DIR={tmp_path}/.data") == count


def test_keys_without_a_database_cause_a_warning(tmp_path: Path) -> None:
    settings = Settings.from_environment({"RECRUIT_DATA_DIR": str(tmp_path)})
    assert not list(warnings(settings))
    (tmp_path / "secret.key").touch(mode=0o600)
    assert any(f"put {tmp_path}/postgres back" in warning for warning in warnings(settings))
    (tmp_path / "postgres").mkdir()
    assert not list(warnings(settings))


def test_a_database_without_keys_causes_a_warning(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    warning = (
        f"{tmp_path} has a database but no keys that sign tokens: a new key is made, users have to log in "
        "again, and authenticator apps no longer work. If there were keys, stop, put "
        f"{tmp_path}/secret.key back and start again"
    )
    for given, expected in (
        ({}, [warning]),
        ({"RECRUIT_SECRET_KEY": "k" * 32}, []),
        ({"RECRUIT_STORAGE": "memory:"}, []),
    ):
        assert list(warnings(Settings.from_environment({"RECRUIT_DATA_DIR": str(tmp_path), **given}))) == expected


def test_a_directory_as_the_key_file_causes_no_warning_about_its_mode(tmp_path: Path) -> None:
    settings = Settings.from_environment({"RECRUIT_STORAGE": "memory:", "RECRUIT_SECRET_KEY_FILE": str(tmp_path)})
    assert not any("chmod 600" in warning for warning in warnings(settings))


def test_the_error_for_an_inaccessible_directory_names_the_setting_and_the_remedy(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    command = [sys.executable, "-c", AS_ANOTHER_USER, str(closed / "data")]
    warned, refused = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert warned == "[]"
    assert refused.startswith("RECRUIT_DATA_DIR can't be used: this user may not use ")
    assert "run recruit as the user who owns it, or set RECRUIT_DATA_DIR" in refused


def test_a_new_data_directory_is_safe_for_users_who_share_files_with_their_group(tmp_path: Path) -> None:
    settings = Settings.from_environment({"RECRUIT_DATA_DIR": str(tmp_path / "data")})
    before = os.umask(0o002)  # an ordinary user's on Debian
    try:
        signing_key.key_options(settings)
        signing_key.create_key(settings)
    finally:
        os.umask(before)
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o711


def test_insecure_file_modes_cause_a_warning_with_the_command_that_fixes_them(tmp_path: Path) -> None:
    data, key = tmp_path / "data", tmp_path / "data" / "secret.key"
    (data / "postgres").mkdir(parents=True)
    key.touch()
    settings = Settings.from_environment({"RECRUIT_DATA_DIR": str(data)})
    for modes, expected in (
        ((0o777, 0o644), [f"{data} has mode 0777,", f"chmod go-w {data}", f"{key} has mode 0644,", f"chmod 600 {key}"]),
        ((0o711, 0o600), []),
    ):
        data.chmod(modes[0])
        key.chmod(modes[1])
        found = " ".join(warnings(settings))
        assert all(words in found for words in expected)
        assert bool(found) == bool(expected)
