"""Named arrays of a safetensors file, memory-mapped.

The library checks the file. Its numpy arrays are copies, one per process, and it has none for BF16, so the arrays are
taken from a mapping, which all processes share, at the offsets in the file's header.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from recruit.domain.shared.errors import ConfigurationError

Array: TypeAlias = npt.NDArray[Any]

LENGTH_BYTES = 8
"""Size of the header's length, which precedes the header."""

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
    """An array in the header. `data_offsets` are its first byte after the header and the one behind it."""

    dtype: str
    shape: list[int]
    data_offsets: tuple[int, int]


def arrays(path: Path, names: Iterable[str]) -> dict[str, Array]:
    """Return the arrays of the given `names` that the file holds. BF16 is converted to float32, which copies.

    Raises ConfigurationError for a file that can't be opened or is malformed.
    """
    from safetensors import SafetensorError, safe_open  # noqa: PLC0415 - optional

    try:
        with safe_open(path, "numpy"):  # checks that the arrays fit their shapes and the file
            data = np.asarray(np.memmap(path, np.uint8, "r"))
    except OSError as error:
        raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} can't be read: {error}") from None
    except SafetensorError as error:
        raise _unusable(path, str(error)) from None
    start = LENGTH_BYTES + int.from_bytes(data[:LENGTH_BYTES].tobytes(), "little")
    header = msgspec.json.decode(data[LENGTH_BYTES:start].tobytes(), type=dict[str, msgspec.Raw])
    entries = {name: msgspec.json.decode(header[name], type=Entry) for name in names if name in header}
    return {name: _array(path, name, entry, data[start:]) for name, entry in entries.items()}


def _array(path: Path, name: str, entry: Entry, data: npt.NDArray[np.uint8]) -> Array:
    if entry.dtype not in DTYPES:
        raise _unusable(path, f"{name!r} is of type {entry.dtype!r}; supported are {', '.join(DTYPES)}")
    array: Array = data[slice(*entry.data_offsets)].view(DTYPES[entry.dtype]).reshape(entry.shape)
    return (array.astype("<u4") << 16).view("<f4") if entry.dtype == "BF16" else array


def _unusable(path: Path, reason: str) -> ConfigurationError:
    return ConfigurationError(f"RECRUIT_EMBEDDER: {path} is no safetensors file that can be used: {reason}")
