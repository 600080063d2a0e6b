"""Notes and tasks behind another order: "tag Jane as VIP and add a note: great call"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from recruit.domain.engines.language.notes import read_note
from recruit.domain.engines.language.requests import Pointed, Request, Wish
from recruit.domain.engines.language.rules.collaboration import COLLABORATING
from recruit.domain.engines.language.tasks import read_task

PRONOUN = re.compile(r"\b(?:her|him|them|she|he)\b", re.IGNORECASE)


def read_text_after(left: Wish, message: str, start: int) -> Request | None:
    """Parse the note or the task that begins at `start`, behind an order; return None if it can't be about one person.

    A note without a name, and a task with a pronoun, are about the person of the order. One of the two is an order that
    only the grammar reads: it runs both.
    """
    request = read_task(message, start) or read_note(message, start)
    if not isinstance(left, Request) or request is None:
        return None
    if request.tool == "add_note" and "visibility" not in request.arguments and left.tool not in COLLABORATING.tools:
        return None
    is_note = isinstance(request.arguments.get("candidate_id"), Pointed)
    if not is_note and not PRONOUN.search(str(request.arguments.get("title", ""))):
        return request
    people = _people(left)
    if len(people) != 1 and "application_id" not in left.arguments:
        return None
    return replace(request, arguments={**request.arguments, "candidate_id": people[0]}) if people else request


def _people(request: Request) -> Sequence[Any]:
    """Return the candidates of a request."""
    given = request.arguments
    several = given.get("candidate_ids", [])
    return [given["candidate_id"]] if "candidate_id" in given else several if isinstance(several, list) else []
