"""Reader of the safetensors format: named arrays in one file.

The file begins with the length of a JSON header (8 bytes, little-endian). The header gives each array's type, shape and
offsets; the rest of the file is numbers. Source: the section "Format" of the format's README.
"""

from collections.abc import Iterable
from math import prod
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from recruit.domain.shared.errors import ConfigurationError

Array: TypeAlias = npt.NDArray[Any]
Size: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]

LENGTH_BYTES = 8

HEADER_BYTES = 100_000_000
"""Largest header; the format's own reader has the same limit."""

DIMENSIONS = 2
"""Largest number of dimensions of a requested array."""

DTYPES = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "BF16": "<u2",  # the upper half of an F32, which numpy has no type for
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "<i1",
    "U8": "<u1",
}


class Entry(msgspec.Struct):
    """What the header says of one array; `data_offsets` are its first byte after the header and the one behind it."""

    dtype: str
    shape: Annotated[list[Size], msgspec.Meta(max_length=DIMENSIONS)]
    data_offsets: tuple[Size, Size]


def arrays(path: Path, names: Iterable[str]) -> dict[str, Array]:
    """Return the arrays of the given `names` that the file holds, memory-mapped rather than read.

    All processes that map the file share its pages. BF16 is converted to float32, which copies.
    Raises ConfigurationError for a file that can't be opened or is malformed.
    """
    data = _map(path)
    start = LENGTH_BYTES + int.from_bytes(data[:LENGTH_BYTES].tobytes(), "little")
    if not LENGTH_BYTES < start <= min(len(data), LENGTH_BYTES + HEADER_BYTES):
        raise _malformed(path, "its header is longer than the file, or empty")
    try:
        header = msgspec.json.decode(data[LENGTH_BYTES:start].tobytes(), type=dict[str, msgspec.Raw])
        entries = {name: msgspec.json.decode(header[name], type=Entry) for name in names if name in header}
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise _malformed(path, "its header makes no sense") from None
    return {name: _array(path, name, entry, data[start:]) for name, entry in entries.items()}


def _map(path: Path) -> npt.NDArray[np.uint8]:
    try:
        return np.asarray(np.memmap(path, np.uint8, "r"))
    except OSError as error:
        raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} can't be read: {error.strerror}") from None
    except ValueError:  # an empty file can't be mapped
        raise _malformed(path, "it is empty") from None


def _array(path: Path, name: str, entry: Entry, data: npt.NDArray[np.uint8]) -> Array:
    if entry.dtype not in DTYPES:
        raise _malformed(path, f"{name!r} is of type {entry.dtype!r}; supported are {', '.join(DTYPES)}")
    dtype = np.dtype(DTYPES[entry.dtype])
    begin, end = entry.data_offsets
    if end > len(data) or end - begin != prod(entry.shape) * dtype.itemsize:
        raise _malformed(path, f"the place of {name!r} doesn't fit its shape and the file")
    array: Array = data[begin:end].view(dtype).reshape(entry.shape)
    return (array.astype("<u4") << 16).view("<f4") if entry.dtype == "BF16" else array


def _malformed(path: Path, reason: str) -> ConfigurationError:
    return ConfigurationError(f"RECRUIT_EMBEDDER: {path} is no safetensors file that can be used: {reason}")
