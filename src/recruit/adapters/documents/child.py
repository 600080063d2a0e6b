"""Child process that reads one document after another until its standard input ends.

Run as `python -I -m recruit.adapters.documents.child NAME=PATH …`; the arguments are the programs that it may start.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import BinaryIO

from recruit.adapters.documents import limits, sandbox
from recruit.adapters.documents.answers import Answer, Refusal, encode
from recruit.adapters.documents.external_programs import Tools
from recruit.child_processes.frames import private_stdout, receive, send
from recruit.domain.shared.errors import Invalid

DAMAGED = "This file is damaged or too complex to read: save it again as PDF, DOCX or TXT and upload the new file."


def serve(requests: BinaryIO, answers: BinaryIO, *functions: Callable[[bytes], Answer]) -> None:
    """Answer every request until the parent closes the stream.

    A request is the number of the function that answers it, in one byte, and the document.
    """
    limits.confine()
    send(answers)
    while (request := receive(requests)) is not None:
        limits.allow_cpu()
        send(answers, _answer(functions[request[0]], request[1:]))


def _answer(function: Callable[[bytes], Answer], data: bytes) -> bytes:
    try:
        return encode(function(data))
    except Invalid as error:
        return encode(Refusal(str(error)))
    except Exception:  # noqa: BLE001 - any exception of a parser is attributed to the document
        return encode(Refusal(DAMAGED))


def main(arguments: Sequence[str]) -> None:
    """Enter the sandbox and serve, with the programs that the arguments name."""
    installed: Tools = dict(argument.split("=", 1) for argument in arguments)
    sandbox.enter(path for path in installed.values() if path)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy's threads would take address space and have no work
    from recruit.adapters.documents import file_types  # noqa: PLC0415 - parsers may start threads: confined first

    serve(sys.stdin.buffer, private_stdout(), lambda data: file_types.read(data, installed), file_types.layout)


if __name__ == "__main__":
    main(sys.argv[1:])
