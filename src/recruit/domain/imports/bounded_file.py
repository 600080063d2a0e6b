"""A file that limits the size of each read."""

from typing import BinaryIO


class BoundedFile:
    """A file wrapper for `zipfile`, which reads a directory as a whole, of any size that the archive declares."""

    def __init__(self, file: BinaryIO, most: int, refusal: Exception) -> None:
        """Raise `refusal` if a read returns more than `most` bytes."""
        self._file = file
        self._most = most
        self._refusal = refusal
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes. Raises `refusal` if they are more than `most`."""
        data = self._file.read(self._most + 1 if size < 0 else min(size, self._most + 1))
        if len(data) > self._most:
            raise self._refusal
        return data
