"""Orders for tasks, which end in free text.

    task = ( "remind" , who , [ day ] , ( "to" | "about" | "that" ) , text , [ day ] )
         | [ "create" | … ] , [ "a" ] , ( "task" | "to-do" | "reminder" ) , [ "for" , who ] , ( ":" | "to" ) , text , [ day ] ;
    who  = "me" | ? the name of a user, or of a candidate ? ;

The text is stored, and never parsed for orders.
"""

import re
from typing import Any

from recruit.domain.engines.language.days import names_day, split_day
from recruit.domain.engines.language.requests import Request

DUE_WORDS = "due_words"
"""The day on which a task is due, in words: no argument of the tool, but resolved before the call."""

_WHO = r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,2}?"
_REMIND = re.compile(
    rf"(?:"
    rf"remind\s+(?P<who>{_WHO})(?:\s+(?P<day>[^:]{{2,40}}?))?\s+(?:to|that|about)\s+"
    r"|erinner[en]?\s+(?P<me>mich)(?:\s+(?P<day2>[^:,]{2,40}?))?(?:\s+daran)?\s*,?\s+(?:dass\s+|an\s+)?"
    r"|rappelle[\s-](?P<me2>moi)\s+(?:de\s+|d['’]\s*)"
    r"|recuérda(?P<me3>me)\s+(?:que\s+)?|lembra-(?P<me4>me)\s+de\s+|ricorda(?P<me5>mi)\s+di\s+"
    r"|herinner\s+(?P<me6>me|mij)\s+eraan\s+(?:om\s+)?"
    r")(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TASK = re.compile(
    r"(?:(?:create|add|make|set|set\s+up|give|new|erstelle|crée|crea|cria|maak)\s+)?"
    r"(?:(?:a|an|another|the|eine|une|una|uma|een)\s+)?(?:new\s+|neue\s+)?"
    r"(?:task|to-?\s?do|reminder|aufgabe|tâche|tarea|tarefa|compito|taak)"
    rf"(?:\s+(?:for|für|pour|para|per|voor)\s+(?P<who>{_WHO}))?(?:\s*:\s*|\s+[-–—]\s+|\s+to\s+)(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = frozenset("of that what who why how when us".split())


def read_task(message: str, start: int) -> Request | None:
    """Parse a task that begins at `start`; return None for anything else."""
    reminder = _REMIND.fullmatch(message, start)
    found = reminder or _TASK.fullmatch(message, start)
    if found is None:
        return None
    given = found.groupdict()
    who, text = given.get("who"), found["text"].strip()
    if who is not None and who.lower() in _NOBODY:
        return None
    day = given.get("day") or given.get("day2")
    if who is not None and not reminder and names_day(who):
        who, day = None, who
    if day is not None and not names_day(day):
        return None
    if day is None:
        text, day = split_day(text)
    arguments: dict[str, Any] = {"title": " ".join(_unquoted(text.rstrip(" .!")).split())}
    if not arguments["title"] or len(arguments["title"]) > LONGEST_TITLE:
        return None
    if who is not None and not (reminder and who.lower() == "me"):
        arguments["assignee"] = who
    if day is not None:
        arguments[DUE_WORDS] = day
    return Request("create_task", arguments, message[start:])


LONGEST_TITLE = 200


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and (text[0], text[-1]) in {('"', '"'), ("“", "”"), ("'", "'")}
    return text[1:-1].strip() if quoted else text
