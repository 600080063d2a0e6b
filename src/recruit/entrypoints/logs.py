"""Logs: one JSON object a line on standard error, with the request's id and without personal data."""

import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType

import msgspec

from recruit.entrypoints.http.observation import request_id


class JsonLines(logging.Formatter):
    """Formats a record. Of an exception it tells the type and the places, never the message: that may quote data."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        if (id := request_id.get()) is not None:  # noqa: A001 - the field's own word
            line["request_id"] = id
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            line |= {"error": f"{kind.__module__}.{kind.__qualname__}", "at": _places(trace)}
        return msgspec.json.encode(line).decode()


def configure(level: str) -> None:
    """Send every logger's records to standard error, ours and the server's from `level` on, others' warnings."""
    # What no line says needn't be found out for each (the logging module's documentation, "Optimization").
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in ("recruit", "uvicorn"):
        logging.getLogger(name).setLevel(level.upper())


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
