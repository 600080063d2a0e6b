"""Names of files in an archive: decoding, rejection of dangerous names, and detection of system files."""

import re
from zipfile import ZipInfo

from recruit.domain.shared.errors import Invalid

UTF_8 = 0x800
"""The flag of a UTF-8 name (APPNOTE.TXT 4.4.4). Without it the code page is 437, or the program omitted the flag."""

CODE_PAGE = "cp437"
SYSTEM_FOLDERS = {"__MACOSX"}
SYSTEM_FILES = {".ds_store", "thumbs.db", "desktop.ini"}
METADATA_PREFIX = "._"
"""Prefix of AppleDouble files, in which macOS stores metadata that other file systems don't support."""

ABSOLUTE = re.compile(r"/|[A-Za-z]:")


def decode_name(info: ZipInfo) -> str:
    """Return an entry's full name, with slashes between folders."""
    name = info.orig_filename
    if not info.flag_bits & UTF_8 and not name.isascii():
        try:
            name = name.encode(CODE_PAGE).decode()
        except UnicodeError:
            name = info.orig_filename
    return name.replace("\\", "/")


def check_path(name: str) -> None:
    """Raise Invalid for a name that leads out of the archive, or that systems interpret differently."""
    if "\0" in name or ABSOLUTE.match(name) or ".." in name.split("/"):
        raise Invalid(
            f"A file of this archive is called {name!r}, which leads elsewhere: "
            "zip the files again, and upload the new archive."
        )


def is_ignored(name: str) -> bool:
    """Return whether an entry is a folder, or a file added by an operating system."""
    *folders, last = name.split("/")
    return (
        not last
        or last.lower() in SYSTEM_FILES
        or last.startswith(METADATA_PREFIX)
        or not SYSTEM_FOLDERS.isdisjoint(folders)
    )
