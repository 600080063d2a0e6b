"""Findings about an installation, for its operator."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The result of a check. With a FAILED one recruit doesn't work, or not safely."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    SKIPPED = "-"
    """Nothing to check yet, such as a database that the first start creates."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check, on one line and without secrets. The text of a warning or a failure says what to do."""

    verdict: Verdict
    subject: str
    text: str
