"""Hashes of passwords at the lowest cost: with the server's parameters, one takes longer than most requests.

Folders whose tests assemble services or start servers import both fixtures into their conftest.
"""

from collections.abc import Iterator

import pytest

from recruit.adapters import argon2
from recruit.entrypoints.services import Services


@pytest.fixture(scope="module", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Lower the costs of the hashers that the tests of a module make."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(argon2, "MEMORY_KIB", 8)
        patched.setattr(argon2, "PASSES", 1)
        yield


@pytest.fixture(scope="session")
def services(request: pytest.FixtureRequest, storage_url: str) -> Services:  # noqa: ARG001 - pytest parametrises it
    """The services of the session, which are made before the fixtures of a module."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(argon2, "MEMORY_KIB", 8)
        patched.setattr(argon2, "PASSES", 1)
        found: Services = request.getfixturevalue("services")
    return found
