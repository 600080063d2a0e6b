"""Child process that computes one call after another until its standard input ends, even in the middle of a call.

Run as `python -m recruit.adapters.compute.child`.
"""

import os
import pickle
import sys
import traceback
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from recruit.adapters.compute.calls import Answer, pickled
from recruit.child_processes.frames import private_stdout, receive, send
from recruit.process_priority import lower_priority


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer every request. Never returns."""
    waiting: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(requests, waiting), daemon=True).start()
    send(answers)
    while True:
        send(answers, _answer(waiting.get()))


def _listen(requests: BinaryIO, waiting: SimpleQueue[bytes]) -> None:
    """Queue incoming requests. When the parent is gone, end the process, even in the middle of a call."""
    while (data := receive(requests)) is not None:
        waiting.put(data)
    os._exit(0)


def _answer(request: bytes) -> bytes:
    try:
        function, arguments = pickle.loads(request)  # noqa: S301 - sent by the parent
        return pickled(Answer(function(*arguments)))
    except Exception as error:  # noqa: BLE001 - every exception is passed to the caller
        return _failure(error, traceback.format_exc())


def _failure(error: Exception, trace: str) -> bytes:
    """Return an answer with `error`, or with a RuntimeError that describes it if it can't be pickled and unpickled."""
    try:
        data = pickled(Answer(error=error, trace=trace))
        pickle.loads(data)  # noqa: S301 - pickled in the line above
    except Exception:  # noqa: BLE001 - an exception may define its own pickling, which can fail in any way
        return pickled(Answer(error=RuntimeError(f"{type(error).__name__}: {error}"), trace=trace))
    return data


if __name__ == "__main__":
    lower_priority()
    serve(sys.stdin.buffer, private_stdout())
