"""Both ways to compute; the one in a process of its own with real processes."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from math import comb
from pathlib import Path

import pytest

from recruit.adapters.compute import direct, process
from recruit.adapters.compute.separate import THREADS, SeparateCompute
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.tenancy import NO_TENANT, on_behalf_of
from recruit.ports.compute import Compute
from recruit.ports.plugins import AdapterConfig

PLUG = AdapterConfig("process:", Path())
OURS, THEIRS = 1, 2

PARENT = """
import asyncio, os, sys
from pathlib import Path
from recruit.adapters.compute import process
from recruit.ports.plugins import AdapterConfig

async def main():
    async with process(AdapterConfig("process:", Path())) as compute:
        await compute.in_process(os.getpid)
        print("ready", flush=True)
        await {waiting}

asyncio.run(main())
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals, niceness or named pipes")


class Stubborn(Exception):
    """An error that can be pickled but not read back."""

    def __init__(self, *, number: int) -> None:
        super().__init__("as it is")
        self.number = number


def be_stubborn() -> None:
    raise Stubborn(number=1)


def die_unless(marker: Path) -> str:
    """Die, unless somebody did before and left the mark."""
    if not marker.exists():
        marker.touch()
        os._exit(1)
    return "alive"


def print_much() -> str:
    print("0" * 1_000)  # noqa: T201 - what it is for
    return "printed"


def relay(source: Path, target: Path) -> None:
    target.write_text(source.read_text())


@pytest.fixture
async def compute() -> AsyncIterator[SeparateCompute]:
    async with process(PLUG) as compute:
        assert isinstance(compute, SeparateCompute)
        yield compute


@pytest.fixture
async def impatient() -> AsyncIterator[SeparateCompute]:
    """One that replaces its child as soon as a caller gives up."""
    impatient = SeparateCompute(grace=0)
    yield impatient
    await impatient.close()


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """A file that takes as long to read, or to write, as nobody does the other."""
    os.mkfifo(tmp_path / "gate")
    return tmp_path / "gate"


@pytest.mark.parametrize("adapter", [process, direct])
async def test_a_result_comes_back(adapter: Callable[[AdapterConfig], AbstractAsyncContextManager[Compute]]) -> None:
    async with adapter(PLUG) as compute:
        assert await compute.in_process(comb, 10, 3) == 120
        assert await compute.in_thread(comb, 10, 3) == 120


@pytest.mark.parametrize("adapter", [process, direct])
async def test_an_error_comes_back_as_it_was_raised(
    adapter: Callable[[AdapterConfig], AbstractAsyncContextManager[Compute]],
) -> None:
    async with adapter(PLUG) as compute:
        with pytest.raises(json.JSONDecodeError) as caught:
            await compute.in_process(json.loads, "[1,")
        assert caught.value.pos == 3
        with pytest.raises(json.JSONDecodeError):
            await compute.in_thread(json.loads, "[1,")


async def test_one_process_computes_apart_and_this_one_beside(compute: SeparateCompute) -> None:
    assert await compute.in_process(os.getpid) == await compute.in_process(os.getpid) != os.getpid()
    assert await compute.in_thread(os.getpid) == os.getpid()
    assert await compute.in_thread(threading.get_ident) != threading.get_ident()


@posix
async def test_the_process_gives_way_to_this_one(compute: SeparateCompute) -> None:
    assert await compute.in_process(os.nice, 0) > os.nice(0)


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="processors can be chosen on Linux alone")
async def test_the_first_processor_is_left_to_others_where_there_are_more(compute: SeparateCompute) -> None:
    ours = sorted(os.sched_getaffinity(0))
    assert sorted(await compute.in_process(os.sched_getaffinity, 0)) == (ours[1:] or ours)


async def test_megabytes_travel_both_ways(compute: SeparateCompute) -> None:
    content = os.urandom(8_000_000)
    assert await compute.in_process(bytes.swapcase, content) == content.swapcase()


async def test_an_error_says_where_in_the_other_process_it_arose(compute: SeparateCompute) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        await compute.in_process(json.loads, "[1,")
    assert "raw_decode" in caught.value.__notes__[0]


async def test_an_error_that_can_not_travel_is_described(compute: SeparateCompute) -> None:
    with pytest.raises(RuntimeError, match="Stubborn: as it is"):
        await compute.in_process(be_stubborn)
    assert await compute.in_process(comb, 4, 2) == 6


async def test_what_can_not_travel_is_the_callers_error_and_costs_nothing(compute: SeparateCompute) -> None:
    pid = await compute.in_process(os.getpid)
    with pytest.raises(TypeError, match="pickle"):
        await compute.in_process(len, threading.Lock())
    with pytest.raises(TypeError, match="pickle"):
        await compute.in_process(threading.Lock)
    assert await compute.in_process(os.getpid) == pid


async def test_what_a_function_prints_does_no_harm(compute: SeparateCompute) -> None:
    assert await compute.in_process(print_much) == "printed"


@posix
async def test_a_process_that_was_killed_is_replaced(compute: SeparateCompute) -> None:
    pid = await compute.in_process(os.getpid)
    os.kill(pid, signal.SIGKILL)
    assert await compute.in_process(os.getpid) not in {pid, os.getpid()}


async def test_a_call_whose_process_dies_is_tried_once_more(compute: SeparateCompute, tmp_path: Path) -> None:
    assert await compute.in_process(die_unless, tmp_path / "died") == "alive"


async def test_a_call_that_costs_two_processes_is_unavailable_and_the_next_one_works(compute: SeparateCompute) -> None:
    with pytest.raises(Unavailable):
        await compute.in_process(os._exit, 1)
    assert await compute.in_process(comb, 4, 2) == 6


async def test_without_a_process_to_be_had_it_is_unavailable(
    compute: SeparateCompute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recruit.adapters.compute.separate.COMMAND", ("no-such-program",))
    with pytest.raises(Unavailable):
        await compute.in_process(os.getpid)


@posix
async def test_calls_run_one_after_the_other(compute: SeparateCompute, gate: Path) -> None:
    target = gate.with_name("target")
    calls = asyncio.gather(compute.in_process(relay, gate, target), compute.in_process(Path.read_text, target))
    await asyncio.to_thread(gate.write_text, "by then")
    assert list(await calls) == [None, "by then"]


@posix
async def test_a_call_that_was_given_up_ends_and_leaves_the_next_one_its_own_answer(
    impatient: SeparateCompute, gate: Path
) -> None:
    compute = impatient
    busy = asyncio.create_task(compute.in_process(Path.read_text, gate))
    writer = await asyncio.to_thread(gate.open, "w")  # comes back once the call is reading
    busy.cancel()
    with pytest.raises(asyncio.CancelledError):
        await busy
    assert await compute.in_process(comb, 4, 2) == 6
    writer.write("nobody reads on")
    with pytest.raises(BrokenPipeError):
        writer.close()


@posix
async def test_a_child_whose_call_ends_soon_after_its_caller_gave_up_is_kept(
    compute: SeparateCompute, gate: Path
) -> None:
    pid = await compute.in_process(os.getpid)
    gone = asyncio.create_task(compute.in_process(Path.read_text, gate))
    writer = await asyncio.to_thread(gate.open, "w")
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    writer.close()
    assert await compute.in_process(os.getpid) == pid


@posix
async def test_an_organisation_that_asks_for_much_is_computed_in_turn_with_one_that_asks_for_little(
    compute: SeparateCompute, gate: Path
) -> None:
    done = []

    async def ask(name: str, function: Callable[..., object], *arguments: object) -> None:
        await compute.in_process(function, *arguments)
        done.append(name)

    with on_behalf_of(OURS):
        tasks = [asyncio.create_task(ask("ours", Path.read_text, gate))]
        writer = await asyncio.to_thread(gate.open, "w")
        tasks += [asyncio.create_task(ask("ours", comb, 4, 2)) for _ in range(7)]
    await asyncio.sleep(0)
    assert compute.turns.waiting(OURS) == 7
    with on_behalf_of(THEIRS):
        tasks.append(asyncio.create_task(ask("theirs", comb, 4, 2)))
    await asyncio.sleep(0)
    assert compute.turns.waiting(THEIRS) == 1
    writer.close()
    await asyncio.gather(*tasks)
    assert done.index("theirs") < 3


@posix
async def test_a_caller_who_gives_up_waiting_leaves_no_place_behind(compute: SeparateCompute, gate: Path) -> None:
    busy = asyncio.create_task(compute.in_process(Path.read_text, gate))
    writer = await asyncio.to_thread(gate.open, "w")
    gone = asyncio.create_task(compute.in_process(comb, 4, 2))
    await asyncio.sleep(0)
    assert compute.turns.waiting(NO_TENANT) == 1
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    assert compute.turns.waiting(NO_TENANT) == 0
    writer.close()
    await busy


@posix
async def test_a_call_that_takes_too_long_is_ended_and_unavailable(gate: Path) -> None:
    compute = SeparateCompute(seconds=0.1)
    with pytest.raises(Unavailable, match="longer"):
        await compute.in_process(Path.read_text, gate)
    await compute.close()


async def test_organisations_have_a_lock_in_turns(compute: Compute) -> None:
    lock, order, end = compute.lock(), [], asyncio.Event()

    async def hold(org_id: int) -> None:
        with on_behalf_of(org_id):
            async with lock:
                order.append(org_id)
                await end.wait()

    tasks = [asyncio.create_task(hold(org_id)) for org_id in (OURS, OURS, OURS, THEIRS)]
    await asyncio.sleep(0)
    end.set()
    await asyncio.gather(*tasks)
    assert order == [OURS, THEIRS, OURS, OURS]


async def test_a_thread_keeps_its_place_until_it_ends_and_the_last_one_is_for_others(compute: SeparateCompute) -> None:
    end = threading.Event()
    with on_behalf_of(OURS):
        busy = [asyncio.create_task(compute.in_thread(end.wait)) for _ in range(THREADS)]
    await asyncio.sleep(0)
    assert compute.threads.waiting(OURS) == 1
    for task in busy:
        task.cancel()
    await asyncio.gather(*busy, return_exceptions=True)
    assert (compute.threads.held(OURS), compute.threads.waiting(OURS)) == (THREADS - 1, 0)
    with on_behalf_of(THEIRS):
        assert await compute.in_thread(comb, 4, 2) == 6
    end.set()
    for _ in range(THREADS - 1):
        await compute.threads.acquire(OURS)


@posix
async def test_a_call_that_waits_when_the_adapter_closes_is_unavailable(gate: Path) -> None:
    async with process(PLUG) as compute:
        calls = [asyncio.create_task(compute.in_process(Path.read_text, gate)) for _ in range(2)]
        writer = await asyncio.to_thread(gate.open, "w")
    writer.close()
    for call in calls:
        with pytest.raises(Unavailable):
            await call


@posix
@pytest.mark.parametrize("waiting", ["asyncio.Event().wait()", "compute.in_process(Path.read_text, Path(sys.argv[1]))"])
def test_the_process_ends_with_its_parent_even_in_the_midst_of_a_call(gate: Path, waiting: str) -> None:
    command = [sys.executable, "-c", PARENT.format(waiting=waiting), str(gate)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        writer = gate.open("w") if "read_text" in waiting else None  # comes back once the child is reading
        parent.kill()
        parent.communicate(timeout=60)  # comes back when nobody is left who could write
    if writer:
        writer.close()
