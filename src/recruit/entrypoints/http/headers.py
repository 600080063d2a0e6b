"""Request headers, read from the scope. A dictionary of all headers would cost more than most requests need."""

from litestar.types import Scope


def header(scope: Scope, name: bytes) -> bytes | None:
    """Return the value of a header, None if it is absent. The values of a repeated header are joined with commas."""
    found = None
    for given, value in scope["headers"]:
        if given == name:
            found = value.strip() if found is None else b"%b, %b" % (found, value.strip())
    return found
