"""Where rules read: long texts in another process, short ones at once."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from engines.reading.extraction_fakes import Model, StillClock, now
from recruit.adapters.compute.inline import InlineCompute
from recruit.domain.extraction.service import MOST_ON_EVENT_LOOP, Extraction

T = TypeVar("T")
SHORT = "Jane Doe\nBaker\nLeeds"
LONG = SHORT + "\nBakes bread." * MOST_ON_EVENT_LOOP


class Elsewhere(InlineCompute):
    """Another process, and which texts it was given."""

    def __init__(self) -> None:
        self.given: list[object] = []

    async def in_process(self, function: Callable[..., T], *arguments: object) -> T:
        self.given.append(arguments[0])
        return await super().in_process(function, *arguments)


@pytest.mark.parametrize("question", ["job", "resume", "profile"])
def test_a_long_text_is_read_elsewhere_and_a_short_one_at_once(question: str) -> None:
    elsewhere = Elsewhere()
    extraction = Extraction(Model(), StillClock(), elsewhere)
    now(getattr(extraction, question)(SHORT))
    assert elsewhere.given == []
    now(getattr(extraction, question)(LONG))
    assert elsewhere.given == [LONG]
