"""Long texts are read in another process, short ones in this one."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from engines.reading.extraction_fakes import FakeModel, FixedClock, run
from recruit.adapters.compute.inline import InlineCompute
from recruit.domain.extraction.service import MOST_ON_EVENT_LOOP, Extraction

T = TypeVar("T")
SHORT = "Jane Doe\nBaker\nLeeds"
LONG = SHORT + "\nBakes bread." * MOST_ON_EVENT_LOOP


class RecordingCompute(InlineCompute):
    """Computes in this process, and records the texts meant for another one."""

    def __init__(self) -> None:
        self.texts: list[object] = []

    async def in_process(self, function: Callable[..., T], *arguments: object) -> T:
        self.texts.append(arguments[0])
        return await super().in_process(function, *arguments)


@pytest.mark.parametrize("method", ["job", "resume", "profile"])
def test_long_texts_are_read_in_another_process_and_short_ones_in_this_one(method: str) -> None:
    compute = RecordingCompute()
    extraction = Extraction(FakeModel(), FixedClock(), compute)
    run(getattr(extraction, method)(SHORT))
    assert compute.texts == []
    run(getattr(extraction, method)(LONG))
    assert compute.texts == [LONG]
