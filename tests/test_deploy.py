"""The files in `deploy/` other than those of proxies: systemd's programs check the units; no container is started."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from processes import serving
from recruit.entrypoints.http_settings import HttpSettings
from recruit.entrypoints.setting_fields import declared_settings
from recruit.entrypoints.settings import Settings

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
SERVICES = ("recruit.service", "recruit-worker.service", "recruit-backup.service")
INSTRUCTIONS = frozenset(
    "FROM WORKDIR COPY RUN ENV ARG USER VOLUME EXPOSE HEALTHCHECK ENTRYPOINT CMD LABEL STOPSIGNAL".split()
)
MOST_EXPOSED = 2.0
"""Highest exposure that `systemd-analyze security` may find; 0 is none, 10 is a service without any restriction."""
CONFINEMENT = {
    *("User=recruit", "UMask=0077", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "RestrictSUIDSGID=yes"),
    *("ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes", "MemoryDenyWriteExecute=yes"),
    *("RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX", "SystemCallArchitectures=native"),
}
PYTHON = """#!/bin/sh
# Stands in for Python: makes an environment with programs that do nothing, but for uv, which installs a file.
for directory; do :; done
mkdir -p "$directory/bin"
for name in pip python recruit; do printf '#!/bin/sh\\n' >"$directory/bin/$name"; done
printf '#!/bin/sh\\nmkdir -p "$VIRTUAL_ENV/lib" && touch "$VIRTUAL_ENV/lib/package"\\n' >"$directory/bin/uv"
chmod +x "$directory"/bin/*
"""

pytestmark = pytest.mark.one_python


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Containerfile with their arguments, continued lines joined."""
    text = re.sub(r"^#.*\n", "", (DEPLOY / "Containerfile").read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    return [(name, rest) for name, _, rest in (line.strip().partition(" ") for line in text.splitlines()) if name]


def test_the_image_is_of_the_locked_packages_and_runs_as_an_ordinary_user() -> None:
    found = instructions()
    assert {name for name, _ in found} <= INSTRUCTIONS
    first, second = (place for place, (name, _) in enumerate(found) if name == "FROM")
    assert found[first][1].endswith(" AS build")
    assert ("RUN", "deploy/install /opt/recruit") in found[:second]
    assert not any("pip" in arguments for _, arguments in found)
    final = dict(found[second:])
    assert final["USER"].isdigit()
    assert final["USER"] != "0"
    assert final["VOLUME"] == "/data"
    for name in ("ENTRYPOINT", "CMD"):
        assert json.loads(final[name])
    for name, arguments in found:
        if name == "COPY" and "--from" not in arguments:
            assert all((ROOT / source).exists() for source in arguments.split()[:-1]), arguments


def test_every_package_is_installed_with_its_hash() -> None:
    script = (DEPLOY / "install").read_text()
    installations = re.findall(r'^(?:uv|.*"/?.*pip" install) (.*)$', script, re.MULTILINE)
    assert len(installations) == 3
    assert all("--require-hashes" in one or "--no-deps --build-constraint" in one for one in installations)


def test_another_user_can_run_what_root_installs_with_a_strict_umask(tmp_path: Path) -> None:
    (program := tmp_path / "python3").write_text(PYTHON)
    program.chmod(0o755)
    command = ["/bin/sh", "-c", f"umask 077; {DEPLOY}/install {tmp_path}/opt"]
    subprocess.run(command, env={"PATH": f"{tmp_path}:{os.defpath}"}, check=True)
    found = [tmp_path / "opt", *(tmp_path / "opt").rglob("*")]
    assert "package" in {path.name for path in found}
    assert [path for path in found if not path.stat().st_mode & (0o005 if path.is_dir() else 0o004)] == []


async def test_the_health_check_asks_the_server_without_a_proxy(tmp_path: Path) -> None:
    check = dict(instructions())["HEALTHCHECK"]
    command = [sys.executable, *json.loads(check[check.index("[") :])[1:]]
    async with serving(tmp_path, RECRUIT_STORAGE="memory:") as server:
        environment = {"RECRUIT_PORT": str(server.port), "http_proxy": "http://127.0.0.1:1"}
        assert await (await asyncio.create_subprocess_exec(*command, env=environment)).wait() == 0
    process = await asyncio.create_subprocess_exec(*command, env=environment, stderr=subprocess.DEVNULL)
    assert await process.wait() != 0


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return loaded


def test_the_composition_restarts_and_confines_its_services() -> None:
    found = compose()
    services = found["services"]
    for name in ("database", "recruit", "proxy"):
        assert services[name]["restart"] == "unless-stopped"
        assert "no-new-privileges:true" in services[name]["security_opt"]
        assert services[name].get("read_only") or name == "database"
    assert services["recruit"]["cap_drop"] == ["ALL"]
    assert services["recruit"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert services["database"]["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    for service in services.values():
        assert set(service.get("secrets", ())) <= set(found["secrets"])
        for volume in service.get("volumes", ()):
            assert volume.startswith("./") or volume.partition(":")[0] in found["volumes"]
    assert services["recruit"]["build"]["dockerfile"] == "deploy/Containerfile"


def test_the_proxy_gets_no_settings_but_the_address() -> None:
    services = compose()["services"]
    assert services["recruit"]["env_file"] == ["site.env", {"path": "recruit.env", "required": False}]
    assert services["proxy"]["env_file"] == "site.env"


def test_no_secret_is_in_the_composition_and_its_settings_exist() -> None:
    known = {*declared_settings(Settings()), *declared_settings(HttpSettings())} | {"RECRUIT_SECRET_KEY_FILE"}
    settings = compose()["services"]["recruit"]["environment"]
    assert set(settings) <= known
    assert "RECRUIT_SECRET_KEY" not in settings
    assert not re.search(r"://[^/@]*:[^/@]*@", settings["RECRUIT_STORAGE"])


@pytest.fixture
def installed_units(tmp_path: Path) -> Path:
    """The units with a program that is there, since `systemd-analyze verify` looks for it."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    shutil.copytree(UNITS, tmp_path / "units")
    for unit in (tmp_path / "units").rglob("recruit*.service*"):
        if unit.is_file():
            unit.write_text(unit.read_text().replace("/opt/recruit/bin/recruit", "/bin/true"))
    drop_in = tmp_path / "units" / "recruit.service.d" / "postgresql.conf"
    drop_in.write_text(drop_in.read_text().replace("/opt/recruit/bin/recruit", "/bin/true"))
    return tmp_path / "units"


@pytest.mark.parametrize("database", ["embedded", "external"])
def test_systemd_accepts_the_units(installed_units: Path, database: str) -> None:
    if database == "embedded":
        shutil.rmtree(installed_units / "recruit.service.d")
    names = ("recruit.service", "recruit-worker.service", "recruit-backup.service", "recruit-backup.timer")
    command = ["systemd-analyze", "verify", "--man=no", *(str(installed_units / name) for name in names)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (checked.returncode, [line for line in checked.stderr.splitlines() if "recruit" in line]) == (0, [])


@pytest.mark.parametrize("unit", SERVICES)
def test_the_services_are_little_exposed(unit: str) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    threshold = f"--threshold={MOST_EXPOSED * 10:.0f}"
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", threshold, str(UNITS / unit)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_services_can_neither_gain_rights_nor_write_elsewhere() -> None:
    """The exposure that systemd computes is a sum, which can hide a missing line."""
    for unit in SERVICES:
        assert set((UNITS / unit).read_text().splitlines()) >= CONFINEMENT, unit


def test_the_worker_is_confined_as_the_server_is() -> None:
    server, worker = ((UNITS / f"{name}.service").read_text() for name in ("recruit", "recruit-worker"))
    first, last = "NoNewPrivileges=yes", "[Install]"
    assert worker[worker.index(first) : worker.index(last)] == server[server.index(first) : server.index(last)]


def test_a_restarted_server_restarts_its_worker_and_keeps_the_embedded_database() -> None:
    lines = (UNITS / "recruit-worker.service").read_text().splitlines()
    assert "After=postgresql.service recruit.service" in lines  # so that it stops before the server
    assert {"PartOf=recruit.service", "WantedBy=multi-user.target recruit.service", "KillMode=process"} <= set(lines)


def test_the_document_readers_may_confine_themselves() -> None:
    """landlock(7) is in no group of system calls but @sandbox."""
    unit = (UNITS / "recruit.service").read_text()
    assert re.search(r"^SystemCallFilter=.*@sandbox", unit, re.MULTILINE)
    assert re.search(r"^RestrictNamespaces=user net$", unit, re.MULTILINE)


def test_commands_get_the_settings_of_the_service_as_systemd_reads_them(tmp_path: Path) -> None:
    (settings := tmp_path / "recruit.env").write_text(
        "# RECRUIT_X=1\n;RECRUIT_Y=2\n"
        "RECRUIT_A=it's $HOME `id`\"\n  RECRUIT_B=\"two words\" \t\nRECRUIT_C=\nRECRUIT_D='last'"
    )
    command = UNITS / "recruit-command"
    assert command.stat().st_mode & 0o111
    script = command.read_text()
    for there, here in {
        '[ "$(id -u)" != 0 ]': "false",
        "/etc/recruit/recruit.env": str(settings),
        "exec runuser --user recruit -- /opt/recruit/bin/recruit": "exec env",
    }.items():
        assert there in script
        script = script.replace(there, here)
    done = subprocess.run(
        ["/bin/sh", "-c", script], env={"PATH": os.defpath}, capture_output=True, text=True, check=True
    )
    assert {line for line in done.stdout.splitlines() if line.startswith("RECRUIT_")} == {
        "RECRUIT_DATA_DIR=/var/lib/recruit",
        "RECRUIT_A=it's $HOME `id`\"",
        "RECRUIT_B=two words",
        "RECRUIT_C=",
        "RECRUIT_D=last",
    }


def test_the_keys_can_be_rotated_where_the_service_keeps_them() -> None:
    """`recruit key rotate` replaces the file, so that the service's user needs to write in its directory."""
    assert "StateDirectory=recruit\n" in (UNITS / "recruit.service").read_text()
    guide = (ROOT / "docs" / "deployment.md").read_text()
    assert {*re.findall(r"\bRECRUIT_SECRET_KEY_FILE=(\S+)", guide)} == {"/var/lib/recruit/secret.key"}


def test_the_command_of_the_service_says_that_it_needs_root() -> None:
    script = UNITS / "recruit-command"
    command, user = ["/bin/sh", "-s", "user", "list"], None if os.geteuid() else 65534
    as_user = subprocess.run(
        command, input=script.read_text(), capture_output=True, text=True, check=False, user=user, cwd="/"
    )
    assert (as_user.returncode, as_user.stderr) == (1, "Error: run it as root: sudo recruit user list\n")


def test_the_guide_names_files_and_settings_that_exist() -> None:
    guide = (ROOT / "docs" / "deployment.md").read_text()
    files = set(re.findall(r"\bdeploy/[\w./-]*\w", guide)) - {
        "deploy/secrets",
        "deploy/backups",
        "deploy/recruit.env",
    }  # made by it
    assert len(files) > 5
    assert [name for name in files if not (ROOT / name).exists()] == []
    known = {*declared_settings(Settings()), *declared_settings(HttpSettings())}
    assert set(re.findall(r"RECRUIT_[A-Z_]+", guide)) <= known
