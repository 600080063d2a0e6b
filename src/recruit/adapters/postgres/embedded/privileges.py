"""User accounts for PostgreSQL's programs. The programs refuse to run as root, so root runs them as another user."""

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
"""Accounts for a new cluster that root creates: the first that exists."""

Command: TypeAlias = Sequence[str | Path]

CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2

LAUNCHER = Path(__file__).with_name("launcher.py")

ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}
"""The programs' whole environment: without the caller's PGDATA or an invalid LANG, and with messages in English."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user, and the command line that runs a program as that user. It is empty when setting the user id suffices."""

    uid: int
    gid: int
    launcher: tuple[str, ...] = ()

    def popen(self, command: Command, **streams: Any) -> subprocess.Popen[bytes]:
        """Start a program as this user, in a session of its own, which the terminal's Ctrl-C doesn't reach."""
        user: dict[str, Any] = {}
        if os.geteuid() == 0 and not self.launcher:
            user = {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.Popen(  # noqa: S603 - known programs, without a shell
            [*self.launcher, *command], cwd="/", env=ENVIRONMENT, start_new_session=True, **user, **streams
        )

    def own(self, tree: Path) -> None:
        """Change the owner of root's files to this user. Do nothing when the caller isn't root.

        The top directory is changed last, so that an interrupted change is repeated.
        """
        if os.geteuid() == 0 and tree.stat().st_uid != self.uid:
            for path in (*tree.rglob("*"), tree):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def reaches(self, program: Path, *directories: Path) -> bool:
        """Return whether this user may run the program and traverse the directories, tested by a shell's `test`."""
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
    """Return the account that runs the server of a cluster, which may not exist yet: the caller's, unless that is root.

    When a path lies under a directory like /root that the account can't reach (the program, the cluster's parent or the
    sockets' parent), the account keeps a capability: to read and traverse every directory or, in a container without
    that capability, also to write. Raise ConfigurationError.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    uid, gid = _unprivileged_ids(cluster)
    for capability in (None, CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE):
        account = Account(uid, gid, _launcher(capability, uid, gid))
        if account.reaches(program, cluster.parent, sockets):
            return account
    raise ConfigurationError(
        f"PostgreSQL can't run as root, and user {uid} can't reach {cluster.parent}, {program} and {sockets}: "
        "run recruit as an ordinary user, or set RECRUIT_DATA_DIR to, and install it in, directories open to all users"
    )


def _unprivileged_ids(cluster: Path) -> tuple[int, int]:
    """Return the uid and gid of the cluster's owner, or of an account to give it to. Raise ConfigurationError."""
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
