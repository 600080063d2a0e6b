"""The machine: what it is, and whether somebody else uses it."""

import os
import platform
import re
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

PACKAGES = ("litestar", "uvicorn", "uvloop", "msgspec", "sqlalchemy", "asyncpg", "numpy")
ENOUGH = 0.95
"""The share of its processors' time that a quiet machine has left."""

LOOK_SECONDS = 0.5
LOOKS = 300
"""How often to look again: a machine has its own moments of business, and a database vacuums when it likes, 100,000 new
rows for a minute.
"""


class Busy(Exception):
    """Something else uses the machine."""


class Machine:
    """Watches for others while results are made. With `tolerant`, it takes note of them instead of raising Busy."""

    def __init__(self, *, tolerant: bool) -> None:
        self._tolerant = tolerant
        self.least_idle = 1.0
        self.most_lost = 0.0

    @property
    def quiet(self) -> bool:
        """Whether nothing else was seen at any look."""
        return self.least_idle >= ENOUGH

    def check(self) -> None:
        """Look at the idle time of all processors while nothing of ours works, a few times if need be. Raises Busy."""
        idle = idle_share(LOOK_SECONDS)
        for _ in range(0 if self._tolerant else LOOKS):
            if idle >= ENOUGH:
                break
            idle = idle_share(LOOK_SECONDS)
        self.least_idle = min(self.least_idle, idle)
        if idle < ENOUGH and not self._tolerant:
            raise Busy(
                f"something else uses {1 - idle:.0%} of this machine, which would spoil the measurement: "
                "end it, or say --busy to get a result that is marked as unreliable"
            )


class Ticks(NamedTuple):
    """Time of all processors, in the order of /proc/stat (proc_stat(5)). What is stolen, the host gave to others."""

    user: int
    nice: int
    system: int
    idle: int
    iowait: int
    irq: int
    softirq: int
    stolen: int


def ticks() -> Ticks:
    """Return what has been spent since the machine was started."""
    first = Path("/proc/stat").read_text().partition("\n")[0]
    return Ticks(*(int(number) for number in first.split()[1:9]))


def since(then: Ticks) -> Ticks:
    """Return what has been spent since then."""
    return Ticks(*(now - before for now, before in zip(ticks(), then, strict=True)))


def idle_share(seconds: float) -> float:
    """Return the share of the processors' time, 0..1, that nobody used or stole."""
    then = ticks()
    time.sleep(seconds)
    spent = since(then)
    return (spent.idle + spent.iowait) / max(1, sum(spent))


def lost_share(then: Ticks) -> float:
    """Return the share, 0..1, that was stolen of what has been asked of the processors since then."""
    spent = since(then)
    return spent.stolen / max(1, sum(spent) - spent.idle - spent.iowait)


def card(postgres: str, yardstick: Sequence[str]) -> list[tuple[str, str]]:
    """Return what results depend on, by name. `postgres` is the server's own word, `yardstick` its packages."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        ("Processor", f"{_field('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores"),
        ("Memory", f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.0f} GiB"),
        ("Kernel", f"{platform.system()} {platform.release()}"),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("PostgreSQL", postgres),
        ("recruit", f"{version('recruit')} with {packages}"),
        ("Usual program", ", ".join(line.replace("==", " ") for line in yardstick)),
    ]


def _field(file: str, name: str) -> str:
    found = re.search(rf"^{name}\s*:\s*(.+)$", Path(file).read_text(), re.MULTILINE)
    return found.group(1) if found else "unknown"
