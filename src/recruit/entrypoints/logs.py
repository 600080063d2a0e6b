"""Log formats: JSON or text on standard error, one line per record, with the request id.

Of personal data, logs contain at most addresses.
"""

import logging
import sys
import traceback
from datetime import UTC, datetime

import msgspec

from recruit.entrypoints.http.middleware.request_log import request_id


class JsonLines(logging.Formatter):
    """Formats records as JSON. An exception is logged as type and stack, without its message, which may quote data."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        return _json(_line(record))


class PlainLines(logging.Formatter):
    """Formats records as text: time, level, event, and the other fields as name=value."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of text."""
        line = _line(record)
        time, level, event = (str(line.pop(name)) for name in ("time", "level", "event"))
        rest = " ".join(f"{name}={_readable(value)}" for name, value in line.items() if value is not None)
        return f"{time} {level:<7} {event.translate(ONE_LINE)}  {rest}".rstrip()


FORMATS = {"json": JsonLines, "text": PlainLines}
ONE_LINE = {ord("\n"): "\\n", ord("\r"): "\\r"}


def configure(level: str, style: str | None = None) -> None:
    """Send log records to standard error: of recruit and uvicorn from `level` on, of other loggers from warning on.

    The default `style` is text on a terminal and JSON elsewhere.
    """
    # Don't collect values that no format uses (documentation of the logging module, "Optimization").
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler = logging.StreamHandler()
    handler.setFormatter(FORMATS[style or ("text" if sys.stderr.isatty() else "json")]())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in ("recruit", "uvicorn"):
        logging.getLogger(name).setLevel(level.upper())
    logging.getLogger("uvicorn.error").addFilter(_says_why)


def _says_why(record: logging.LogRecord) -> bool:
    """Leave out uvicorn's line after the one that says why a start failed, and what to do."""
    return record.msg != "Application startup failed. Exiting."


def _line(record: logging.LogRecord) -> dict[str, object]:
    """Return the fields of a record."""
    line: dict[str, object] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": record.getMessage(),
    }
    if (id := request_id.get()) is not None:
        line["request_id"] = id
    line |= getattr(record, "fields", {})
    if record.exc_info and record.exc_info[0] is not None:
        kind, _, trace = record.exc_info
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        line |= {"error": f"{kind.__module__}.{kind.__qualname__}", "at": frames}
    return line


def _readable(value: object) -> str:
    """Return a value as text, or as JSON if it has spaces, quotes or line breaks or isn't a string or number."""
    text = str(value)
    return text if isinstance(value, str | int | float) and not set(text) & set(' "\n\r') else _json(value)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
