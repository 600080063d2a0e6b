"""Many cases in one test, where preparing a test takes longer than a case. All that fail are reported."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest


@contextmanager
def every_case() -> Iterator[Callable[..., AbstractContextManager[None]]]:
    """Yield a function whose block runs one case: `with case(name, …)`.

    A failure doesn't stop the next case. Raises BaseExceptionGroup of all failures at the end, each with the values
    that name its case.
    """
    failures: list[BaseException] = []

    @contextmanager
    def case(*names: object) -> Iterator[None]:
        try:
            yield
        except (Exception, pytest.fail.Exception) as failure:  # noqa: BLE001 - of any kind
            failure.add_note(f"Case: {', '.join(map(str, names))}")
            failures.append(failure)

    yield case
    if failures:
        raise BaseExceptionGroup("cases failed", failures)
