"""A file that gives itself away in small parts only."""

from typing import BinaryIO


class BoundedFile:
    """A file for `zipfile`, which reads a directory as a whole, as large as the archive says that it is."""

    def __init__(self, file: BinaryIO, most: int, refusal: Exception) -> None:
        """Raise `refusal` when somebody wants more than `most` bytes at once."""
        self._file = file
        self._most = most
        self._refusal = refusal
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """Return as many bytes as there are, up to `size`."""
        data = self._file.read(self._most + 1 if size < 0 else min(size, self._most + 1))
        if len(data) > self._most:
            raise self._refusal
        return data
