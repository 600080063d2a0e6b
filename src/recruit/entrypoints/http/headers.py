"""Headers of a request, read where they came: a dictionary of them all costs more than most requests need."""

from litestar.types import Scope


def header(scope: Scope, name: bytes) -> bytes | None:
    """Return what a header says, several of one name as a list of it, None where it isn't there."""
    found = [value.strip() for given, value in scope["headers"] if given == name]
    return b", ".join(found) if found else None
