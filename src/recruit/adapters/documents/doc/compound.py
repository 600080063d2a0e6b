"""Reader of compound files ([MS-CFB]): streams in one file, each a chain of sectors linked by a table."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST_SECTOR = 12
"""Exponent of the largest sector size. The standard allows 512 and 4,096 bytes."""

SMALL_SHIFT = 6
LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on are marks: free sector, end of a chain, sector of a table."""

IN_HEADER = 109
"""Number of the table's sectors that are listed in the header."""

ENTRY = struct.Struct("<64s H B x I I I 36x I I 4x")
STREAM, ROOT = 2, 5
NO_ENTRY = 0xFFFFFFFF


class Unreadable(Exception):
    """The file doesn't conform to its format."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Directory entry. Under each storage, the directory is a tree of names."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """Streams of one file. Corrupt tables can't make it read more than the size of the file."""

    def __init__(self, data: bytes) -> None:
        """Read the tables. Raises Unreadable."""
        if not data.startswith(SIGNATURE) or len(data) < 1 << 9:
            raise Unreadable
        self._data = data
        (self._shift,) = struct.unpack_from("<H", data, 0x1E)
        if not 9 <= self._shift <= LARGEST_SECTOR:  # noqa: PLR2004 - 512 bytes
            raise Unreadable
        directory, self._smallest, small_table = struct.unpack_from("<I4xII", data, 0x30)
        self._table = self._numbers(self._sector(number) for number in self._tables())
        self._entries = list(self._directory(directory))
        root = self._entries[0]
        self._small_table = self._numbers(self._sector(number) for number in self._chain(small_table, self._table))
        self._small = b"".join(self._sector(number) for number in self._chain(root.start, self._table))
        self._streams = self._streams_of(root.child)

    def stream(self, name: str) -> bytes:
        """Return a top-level stream, empty if no stream has that name."""
        entry = self._streams.get(name)
        if entry is None:
            return b""
        if entry.size < self._smallest:
            step = 1 << SMALL_SHIFT
            chain = self._chain(entry.start, self._small_table)
            return b"".join(self._small[number * step : (number + 1) * step] for number in chain)[: entry.size]
        return b"".join(self._sector(number) for number in self._chain(entry.start, self._table))[: entry.size]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) << self._shift : (number + 2) << self._shift]

    def _tables(self) -> Iterator[int]:
        """Yield the sectors of the table: those listed in the header, then those listed in separate sectors."""
        yield from (number for number in struct.unpack_from(f"<{IN_HEADER}I", self._data, 0x4C) if number < LAST_SECTOR)
        (number,) = struct.unpack_from("<I", self._data, 0x44)
        for _ in range(len(self._data) >> self._shift):
            if number >= LAST_SECTOR:
                return
            *listed, number = self._numbers([self._sector(number)]) or (LAST_SECTOR,)
            yield from (each for each in listed if each < LAST_SECTOR)

    def _numbers(self, sectors: Iterator[bytes] | list[bytes]) -> tuple[int, ...]:
        joined = b"".join(sectors)[: len(self._data)]
        return struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4])

    def _chain(self, start: int, table: tuple[int, ...]) -> Iterator[int]:
        """Yield the sectors of a stream. A cyclic chain ends after as many sectors as the table has."""
        number = start
        for _ in range(len(table)):
            if number >= len(table):
                return
            yield number
            number = table[number]

    def _directory(self, start: int) -> Iterator[_Entry]:
        data = b"".join(self._sector(number) for number in self._chain(start, self._table))
        whole = data[: len(data) // ENTRY.size * ENTRY.size]
        for name, length, kind, *numbers in ENTRY.iter_unpack(whole):
            yield _Entry(name[: max(length - 2, 0)].decode("utf-16-le", "replace"), kind, *numbers)
        if not whole or whole[0x42] != ROOT:
            raise Unreadable

    def _streams_of(self, top: int) -> Mapping[str, _Entry]:
        """Return the streams of one storage by name. Embedded documents are in other storages."""
        found: dict[str, _Entry] = {}
        seen = {NO_ENTRY}
        pending = [top]
        while pending:
            number = pending.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            entry = self._entries[number]
            pending += (entry.left, entry.right)
            if entry.kind == STREAM:
                found.setdefault(entry.name, entry)
        return found
