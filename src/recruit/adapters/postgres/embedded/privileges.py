"""Who runs PostgreSQL's programs. They refuse to run as root, so root hands them to another account."""

import os
import pwd
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from recruit.domain.shared.errors import ConfigurationError

ACCOUNTS = ("postgres", "nobody")
"""Whom root hands a new cluster to: the first that exists."""

Command: TypeAlias = Sequence[str | Path]

CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2

LAUNCHER = Path(__file__).with_name("launcher.py")

ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}
"""All that the programs see: neither a PGDATA nor a broken LANG of the caller's, and messages in one language."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user, and the command line by which a program becomes theirs: none when a plain change of user will do."""

    uid: int
    gid: int
    launcher: tuple[str, ...] = ()

    def popen(self, command: Command, **streams: Any) -> subprocess.Popen[bytes]:
        """Start a program as this user, in a session of its own, where the terminal's Ctrl-C doesn't arrive."""
        user: dict[str, Any] = {}
        if os.geteuid() == 0 and not self.launcher:
            user = {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.Popen(  # noqa: S603 - programs of our own choice, without a shell
            [*self.launcher, *command], cwd="/", env=ENVIRONMENT, start_new_session=True, **user, **streams
        )

    def own(self, tree: Path) -> None:
        """Make root's files theirs, the top last, so that an interrupted change is made again. For others a no-op."""
        if os.geteuid() == 0 and tree.stat().st_uid != self.uid:
            for path in (*tree.rglob("*"), tree):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def reaches(self, program: Path, *directories: Path) -> bool:
        """Whether this user may run the program and traverse the directories; the kernel says, by a shell's `test`."""
        tests = 'for path; do test -x "$path" || exit 1; done'
        try:
            probe = self.popen(
                ["/bin/sh", "-c", tests, "sh", program, *directories],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:  # this process isn't allowed to change its user
            return False
        return probe.wait() == 0


def account_for(cluster: Path, program: Path, sockets: Path) -> Account:
    """Return who runs the server of a cluster, which need not exist yet: whoever calls, unless that is root.

    Where an account can't reach the program, the cluster's parent or the sockets' parent, because one lies under a
    directory like /root, it keeps the right to read and traverse everything, or, in a container that hasn't got that
    right to give, to write too. Raises ConfigurationError.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    uid, gid = _unprivileged(cluster)
    for capability in (None, CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE):
        account = Account(uid, gid, _launcher(capability, uid, gid))
        if account.reaches(program, cluster.parent, sockets):
            return account
    raise ConfigurationError(
        f"PostgreSQL can't run as root, and user {uid} can't reach {cluster.parent}, {program} and {sockets}: "
        "run recruit as an ordinary user, or set RECRUIT_DATA_DIR to, and install it in, directories open to all users"
    )


def _unprivileged(cluster: Path) -> tuple[int, int]:
    """Return the uid and gid of the cluster's owner, or of an account to give it to. Raises ConfigurationError."""
    if cluster.exists() and (owner := cluster.stat()).st_uid != 0:
        return owner.st_uid, owner.st_gid
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for entry in (known[name] for name in ACCOUNTS if name in known):
        return entry.pw_uid, entry.pw_gid
    raise ConfigurationError("PostgreSQL can't run as root: run recruit as an ordinary user, or create a user postgres")


def _launcher(capability: int | None, uid: int, gid: int) -> tuple[str, ...]:
    if capability is None:
        return ()
    return (sys.executable, "-I", "-S", str(LAUNCHER), str(capability), str(uid), str(gid))
