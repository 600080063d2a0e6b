"""The compute adapters, with real child processes."""

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

CONFIG = AdapterConfig("process:", Path())
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


def raise_stubborn() -> None:
    raise Stubborn(number=1)


def die_unless(marker: Path) -> str:
    """End the process, unless an earlier one did and left the marker."""
    if not marker.exists():
        marker.touch()
        os._exit(1)
    return "alive"


def print_a_lot() -> str:
    print("0" * 1_000)  # noqa: T201 - the output is under test
    return "printed"


def relay(source: Path, target: Path) -> None:
    target.write_text(source.read_text())


@pytest.fixture
async def compute() -> AsyncIterator[SeparateCompute]:
    async with process(CONFIG) as compute:
        assert isinstance(compute, SeparateCompute)
        yield compute


@pytest.fixture
async def no_grace() -> AsyncIterator[SeparateCompute]:
    """An adapter that replaces its child as soon as a call is cancelled."""
    no_grace = SeparateCompute(grace=0)
    yield no_grace
    await no_grace.close()


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """A named pipe: reading blocks until a writer opens it, and the reverse."""
    os.mkfifo(tmp_path / "gate")
    return tmp_path / "gate"


@pytest.mark.parametrize("adapter", [process, direct])
async def test_a_result_is_returned(adapter: Callable[[AdapterConfig], AbstractAsyncContextManager[Compute]]) -> None:
    async with adapter(CONFIG) as compute:
        assert await compute.in_process(comb, 10, 3) == 120
        assert await compute.in_thread(comb, 10, 3) == 120


@pytest.mark.parametrize("adapter", [process, direct])
async def test_an_error_is_raised_unchanged(
    adapter: Callable[[AdapterConfig], AbstractAsyncContextManager[Compute]],
) -> None:
    async with adapter(CONFIG) as compute:
        with pytest.raises(json.JSONDecodeError) as caught:
            await compute.in_process(json.loads, "[1,")
        assert caught.value.pos == 3
        with pytest.raises(json.JSONDecodeError):
            await compute.in_thread(json.loads, "[1,")


async def test_calls_run_in_one_child_process_or_in_a_thread_of_this_one(compute: SeparateCompute) -> None:
    assert await compute.in_process(os.getpid) == await compute.in_process(os.getpid) != os.getpid()
    assert await compute.in_thread(os.getpid) == os.getpid()
    assert await compute.in_thread(threading.get_ident) != threading.get_ident()


@posix
async def test_the_child_process_has_a_lower_priority(compute: SeparateCompute) -> None:
    assert await compute.in_process(os.nice, 0) >= min(os.nice(0) + 1, 19)


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="processors can be chosen on Linux alone")
async def test_the_child_process_leaves_the_first_processor_free(compute: SeparateCompute) -> None:
    processors = sorted(os.sched_getaffinity(0))
    assert sorted(await compute.in_process(os.sched_getaffinity, 0)) == (processors[1:] or processors)


async def test_megabytes_are_sent_both_ways(compute: SeparateCompute) -> None:
    content = os.urandom(8_000_000)
    assert await compute.in_process(bytes.swapcase, content) == content.swapcase()


async def test_an_error_has_the_traceback_of_the_child_process(compute: SeparateCompute) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        await compute.in_process(json.loads, "[1,")
    assert "raw_decode" in caught.value.__notes__[0]


async def test_an_error_that_cannot_be_unpickled_is_described(compute: SeparateCompute) -> None:
    with pytest.raises(RuntimeError, match="Stubborn: as it is"):
        await compute.in_process(raise_stubborn)
    assert await compute.in_process(comb, 4, 2) == 6


async def test_an_unpicklable_value_is_a_type_error_and_keeps_the_child(compute: SeparateCompute) -> None:
    pid = await compute.in_process(os.getpid)
    with pytest.raises(TypeError, match="pickle"):
        await compute.in_process(len, threading.Lock())
    with pytest.raises(TypeError, match="pickle"):
        await compute.in_process(threading.Lock)
    assert await compute.in_process(os.getpid) == pid


async def test_output_of_a_function_does_not_disturb_its_result(compute: SeparateCompute) -> None:
    assert await compute.in_process(print_a_lot) == "printed"


@posix
async def test_a_killed_child_is_replaced(compute: SeparateCompute) -> None:
    pid = await compute.in_process(os.getpid)
    os.kill(pid, signal.SIGKILL)
    assert await compute.in_process(os.getpid) not in {pid, os.getpid()}


async def test_a_call_whose_child_dies_is_retried_once(compute: SeparateCompute, tmp_path: Path) -> None:
    assert await compute.in_process(die_unless, tmp_path / "died") == "alive"


async def test_a_call_that_kills_two_children_is_unavailable_and_the_next_one_works(compute: SeparateCompute) -> None:
    with pytest.raises(Unavailable):
        await compute.in_process(os._exit, 1)
    assert await compute.in_process(comb, 4, 2) == 6


async def test_a_child_that_cannot_start_is_unavailable(
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
async def test_a_cancelled_call_ends_and_the_next_one_gets_its_own_result(
    no_grace: SeparateCompute, gate: Path
) -> None:
    compute = no_grace
    busy = asyncio.create_task(compute.in_process(Path.read_text, gate))
    writer = await asyncio.to_thread(gate.open, "w")  # returns once the call is reading
    busy.cancel()
    with pytest.raises(asyncio.CancelledError):
        await busy
    assert await compute.in_process(comb, 4, 2) == 6
    writer.write("nobody reads on")
    with pytest.raises(BrokenPipeError):
        writer.close()


@posix
async def test_a_child_whose_cancelled_call_ends_soon_is_kept(compute: SeparateCompute, gate: Path) -> None:
    pid = await compute.in_process(os.getpid)
    cancelled = asyncio.create_task(compute.in_process(Path.read_text, gate))
    writer = await asyncio.to_thread(gate.open, "w")
    cancelled.cancel()
    await asyncio.gather(cancelled, return_exceptions=True)
    writer.close()
    assert await compute.in_process(os.getpid) == pid


@posix
async def test_calls_of_two_organisations_take_turns(compute: SeparateCompute, gate: Path) -> None:
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
async def test_a_cancelled_call_leaves_the_queue(compute: SeparateCompute, gate: Path) -> None:
    busy = asyncio.create_task(compute.in_process(Path.read_text, gate))
    writer = await asyncio.to_thread(gate.open, "w")
    cancelled = asyncio.create_task(compute.in_process(comb, 4, 2))
    await asyncio.sleep(0)
    assert compute.turns.waiting(NO_TENANT) == 1
    cancelled.cancel()
    await asyncio.gather(cancelled, return_exceptions=True)
    assert compute.turns.waiting(NO_TENANT) == 0
    writer.close()
    await busy


@posix
async def test_a_call_that_times_out_is_unavailable(gate: Path) -> None:
    compute = SeparateCompute(seconds=0.1)
    with pytest.raises(Unavailable, match="longer"):
        await compute.in_process(Path.read_text, gate)
    await compute.close()


async def test_organisations_take_turns_with_a_lock(compute: Compute) -> None:
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


async def test_a_cancelled_thread_keeps_its_place_and_the_last_one_is_for_another_organisation(
    compute: SeparateCompute,
) -> None:
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
async def test_a_queued_call_is_unavailable_when_the_adapter_closes(gate: Path) -> None:
    async with process(CONFIG) as compute:
        calls = [asyncio.create_task(compute.in_process(Path.read_text, gate)) for _ in range(2)]
        writer = await asyncio.to_thread(gate.open, "w")
    writer.close()
    for call in calls:
        with pytest.raises(Unavailable):
            await call


@posix
@pytest.mark.parametrize("waiting", ["asyncio.Event().wait()", "compute.in_process(Path.read_text, Path(sys.argv[1]))"])
def test_the_child_ends_with_its_parent_even_during_a_call(gate: Path, waiting: str) -> None:
    command = [sys.executable, "-c", PARENT.format(waiting=waiting), str(gate)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        writer = gate.open("w") if "read_text" in waiting else None  # returns once the child is reading
        parent.kill()
        parent.communicate(timeout=60)  # returns once no process holds the pipes open
    if writer:
        writer.close()
