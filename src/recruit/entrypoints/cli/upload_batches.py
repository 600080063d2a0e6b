"""Upload batches of `recruit import`: a file as it is, a directory of résumés as zip archives."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from recruit.domain.imports.archive import MOST_FILES, MOST_UNPACKED
from recruit.domain.imports.service import MOST_BYTES
from recruit.domain.shared.errors import Invalid

OVERHEAD = 1 << 20
"""Bytes reserved in an archive for its metadata."""


def uploads(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """Yield the name and the open file of each upload. A file is closed when the next one is requested.

    A directory is read recursively, without hidden files and links; a large one yields several archives. Raises Invalid
    for a directory without files and for a file too large for an archive, and OSError for an unreadable file.
    """
    if not path.is_dir():
        with path.open("rb") as file:
            yield path.name, file
        return
    found = sorted(_files(path))
    if not found:
        raise Invalid(f"There are no files in {path}")
    for files in _batches(found):
        with _archive(path, files) as archive:
            yield path.resolve().name, archive


def _files(directory: Path) -> Iterator[Path]:
    """Yield the files of a directory to upload. `Path.rglob` isn't used: it silently skips unreadable directories."""
    for folder, folders, names in os.walk(directory, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files = (Path(folder, name) for name in names if not name.startswith("."))
        yield from (file for file in files if file.is_file() and not file.is_symlink())


def _refuse(error: OSError) -> None:
    raise error


def _batches(files: list[Path]) -> Iterator[list[Path]]:
    """Yield batches of files that fit the limits of one import, even if compression gains nothing. Raises Invalid."""
    most = min(MOST_BYTES - OVERHEAD, MOST_UNPACKED)
    batch: list[Path] = []
    left = most
    for file in files:
        size = file.stat().st_size
        if size > most:
            raise Invalid(f"{file} is larger than {most >> 20} MiB: leave it out")
        if batch and (size > left or len(batch) == MOST_FILES):
            yield batch
            batch, left = [], most
        batch.append(file)
        left -= size
    yield batch


@contextmanager
def _archive(directory: Path, files: list[Path]) -> Iterator[BinaryIO]:
    with tempfile.TemporaryFile() as archive:
        with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=1, strict_timestamps=False) as packed:
            for file in files:
                name = os.fsencode(file.relative_to(directory).as_posix()).decode("utf-8", "replace")
                packed.write(file, name)
        yield archive
