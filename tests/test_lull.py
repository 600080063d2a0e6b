"""Background work that lets requests go first."""

import asyncio

import pytest

from recruit.entrypoints import background
from recruit.entrypoints.background import lull
from recruit.entrypoints.observability.families import IN_FLIGHT
from recruit.entrypoints.observability.numbers import Numbers

FOR_EVER = 3600


@pytest.fixture
def numbers(monkeypatch: pytest.MonkeyPatch) -> Numbers:
    monkeypatch.setattr(background, "LOOK_SECONDS", 0)
    return Numbers()


async def test_a_batch_waits_for_the_last_answer(numbers: Numbers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "LULL_SECONDS", FOR_EVER)
    numbers.add(IN_FLIGHT, amount=2)
    waits = asyncio.create_task(lull(numbers))
    for _ in range(2):
        for _ in range(10):
            await asyncio.sleep(0)
        assert not waits.done()
        numbers.add(IN_FLIGHT, amount=-1)
    await waits


async def test_where_requests_never_end_it_goes_on_in_the_end(numbers: Numbers) -> None:
    numbers.add(IN_FLIGHT)
    await lull(numbers)
    assert numbers.value(IN_FLIGHT) == 1
