"""The child process: computes one call after the other until its standard input ends, be it in the midst of one.

Run as `python -m recruit.adapters.compute.child`.
"""

import os
import pickle
import signal
import sys
import traceback
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from recruit.adapters.compute.frames import LENGTH, Answer, frame, receive
from recruit.process_priority import give_way


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer every request, never to return."""
    waiting: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(requests, waiting), daemon=True).start()
    while True:
        answers.write(_answer(waiting.get()))
        answers.flush()


def _listen(requests: BinaryIO, waiting: SimpleQueue[bytes]) -> None:
    """Pass requests on; once the parent is gone, end the process whatever it is doing."""
    while (data := receive(requests)) is not None:
        waiting.put(data)
    os._exit(0)


def _answer(request: bytes) -> bytes:
    try:
        function, arguments = pickle.loads(request)  # noqa: S301 - the parent's
        return frame(Answer(function(*arguments)))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the caller's
        return _failure(error, traceback.format_exc())


def _failure(error: Exception, trace: str) -> bytes:
    """Return the answer that raises `error`, or a description where it can't travel there and back."""
    try:
        data = frame(Answer(error=error, trace=trace))
        pickle.loads(data[LENGTH.size :])  # noqa: S301 - made in the line above
    except Exception:  # noqa: BLE001 - exceptions may define any ways to be pickled
        return frame(Answer(error=RuntimeError(f"{type(error).__name__}: {error}"), trace=trace))
    return data


def private_stdout() -> BinaryIO:
    """Return standard output for frames alone, and point file descriptor 1 where functions can print no harm."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C at the terminal is the parent's
    give_way()
    serve(sys.stdin.buffer, private_stdout())
