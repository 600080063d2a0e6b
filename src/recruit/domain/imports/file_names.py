"""Names of files in an archive: how they are written, which are meant for a machine, and which mean harm."""

import re
from zipfile import ZipInfo

from recruit.domain.shared.errors import Invalid

UTF_8 = 0x800
"""The flag by which an entry says so (APPNOTE.TXT 4.4.4). Without it the code page is 437, or the zipper forgot."""

CODE_PAGE = "cp437"
FOLDERS_OF_MACHINES = {"__MACOSX"}
FILES_OF_MACHINES = {".ds_store", "thumbs.db", "desktop.ini"}
SHADOW = "._"
"""Begins the names of files in which macOS keeps what another system's disks can't."""

ROOTED = re.compile(r"/|[A-Za-z]:")


def name_of(info: ZipInfo) -> str:
    """Return an entry's whole name, folders parted by slashes."""
    name = info.orig_filename
    if not info.flag_bits & UTF_8 and not name.isascii():
        try:
            name = name.encode(CODE_PAGE).decode()
        except UnicodeError:
            name = info.orig_filename
    return name.replace("\\", "/")


def refuse_name(name: str) -> None:
    """Raise Invalid for a name that leads out of the archive, or that systems read in more ways than one."""
    if "\0" in name or ROOTED.match(name) or ".." in name.split("/"):
        raise Invalid(
            f"A file of this archive is called {name!r}, which leads elsewhere: "
            "zip the files again, and upload the new archive."
        )


def is_ignored(name: str) -> bool:
    """Whether an entry is a folder, or what an operating system put in beside the files."""
    *folders, last = name.split("/")
    return (
        not last
        or last.lower() in FILES_OF_MACHINES
        or last.startswith(SHADOW)
        or not FOLDERS_OF_MACHINES.isdisjoint(folders)
    )
