"""Orders for tasks, which end in free text.

    task   = ( "remind" , who , when , ( "to" | "about" | "that" ) , text , ending )
           | [ "create" | … ] , [ "a" ] , ( "task" | "to-do" | "reminder" ) , { when | "for" , who } , ( ":" | "to" ) , text , ending
           | ( "give" | "assign" ) , who , "a task" , ( ":" | "to" ) , text , ending ;
    ending = { when | [ "," ] , "for" , who | "assigned to" , who } ;
    when   = ? a day, or a time that a due date doesn't hold ? ;
    who    = "me" | ? the name of a user, or of a candidate ? ;

The text is stored, and never parsed for orders. The times that a due date doesn't hold are `left` of the request.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from recruit.domain.engines.language.days import names_day, split_day
from recruit.domain.engines.language.requests import Request
from recruit.domain.engines.language.unheld_times import split_time, time_inside

DUE_WORDS = "due_words"
"""The day on which a task is due, in words: no argument of the tool, but resolved before the call."""

FOR_WHOM = "for_whom"
"""A name after "for" at the end of the title, which may be the assignee's: no argument of the tool."""

LONGEST_TITLE = 200
_WORD = r"[^\W\d_][\w.'’-]*"
_WHO = re.compile(rf"[\w.+-]+@[\w.-]+\w|{_WORD}(?:\s+{_WORD}){{0,2}}")
_REMIND = re.compile(
    r"(?:remind\s+(?P<head>[^:]{1,60}?)(?:\s+(?:to|that|about)\s+|\s*:\s*)"
    r"|erinner[en]?\s+mich(?:\s+daran)?\s*,\s*(?:dass\s+)?"
    r"|erinner[en]?\s+mich\s+(?P<when>[^:,]{2,40}?)(?:\s+daran)?(?:\s*,\s*(?:dass\s+)?|\s+an\s+)"
    r"|erinner[en]?\s+mich\s+(?:an\s+)?"
    r"|rappelle[\s-]moi\s+(?:de\s+|d['’]\s*)"
    r"|recuérdame\s+(?:que\s+)?|lembra-me\s+de\s+|ricordami\s+di\s+"
    r"|herinner\s+(?:me|mij)\s+eraan\s+(?:om\s+)?"
    r")(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TASK = re.compile(
    rf"(?:(?:give|assign)\s+(?P<whom>{_WHO.pattern})\s+(?:a|the)\s+|"
    r"(?:(?:create|add|make|set|set\s+up|give|assign|new|erstelle|crée|crea|cria|maak)\s+)?"
    r"(?:(?:a|an|another|the|eine|une|una|uma|een)\s+)?(?:new\s+|neue\s+)?)"
    r"(?:task|to-?\s?do|reminder|aufgabe|tâche|tarea|tarefa|compito|taak)"
    r"(?P<head>(?:\s+[^\s:]+){0,8}?)(?:\s*:\s*|\s+[-–—]\s+|\s+to\s+)(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_ASSIGNED = re.compile(
    rf"(?:(?P<sure>,\s*(?:for|für)|,?\s+assign(?:ed)?(?:\s+it)?\s+to)|(?:\A|\s+)(?:for|für|pour|para|per|voor))\s+(?P<who>{_WHO.pattern})\Z",
    re.IGNORECASE,
)
_ME = frozenset(["me", "myself", "mich"])
_NOBODY = frozenset("of that what who why how when us".split())


@dataclass(slots=True)
class _Details:
    """A text, and what was at its end: a day, a name after "for", and times. `sure`: the name is the assignee's."""

    text: str
    day: str | None = None
    who: str | None = None
    sure: bool = False
    left: list[str] = field(default_factory=list)


def read_task(message: str, start: int) -> Request | None:
    """Parse a task that begins at `start`; return None for anything else."""
    reminder = _REMIND.fullmatch(message, start)
    found = reminder or _TASK.fullmatch(message, start)
    if found is None:
        return None
    given = found.groupdict()
    head = _details(given.get("head") or given.get("when") or "")
    who, unread = (head.text, "") if reminder and given.get("head") else (given.get("whom") or head.who, head.text)
    if unread.lower() not in {"", "for", "für"} or (
        who is not None and (who.lower() in _NOBODY or not _WHO.fullmatch(who))
    ):
        return None
    text = found["text"].strip().rstrip(" .!?" if start else " .!")  # "can you remind Bob to call Jane?"
    title = _unquoted(text)
    end = _Details(title) if title != text else _details(text, dated=head.day is not None)
    arguments: dict[str, Any] = {"title": end.text}
    if reminder and who in _ME:
        who = None
    if who or end.sure:
        arguments["assignee"] = who or end.who
    if end.who and (who or not end.sure):
        arguments["title"] += f" for {end.who}"
        arguments |= {} if who else {FOR_WHOM: end.who}
    if not end.text or len(arguments["title"]) > LONGEST_TITLE:
        return None
    if (day := head.day or end.day) is not None:
        arguments[DUE_WORDS] = day
    return Request("create_task", arguments, message[start:], (*head.left, *end.left))


def _details(text: str, *, dated: bool = False) -> _Details:
    """Return a text without the days, the times and the assignee at its end. It is `dated` if it needs no day."""
    found = _Details(" ".join(text.split()))
    while True:
        before = found.text
        if found.day is None and not dated:
            found.text, found.day = ("", before) if names_day(before) else split_day(before)
        if found.text == before:
            found.text, time = split_time(before)
            found.left[:0] = [time] if time else []
        if found.text == before and found.who is None and (named := _ASSIGNED.search(before)):
            found.text, found.who = before[: named.start()].rstrip(" ,"), named["who"]
            found.sure = named["sure"] is not None or found.who.lower() in _ME
        if found.text == before:
            break
    if found.day is None and not dated and (time := time_inside(found.text)):
        found.left.insert(0, time)
    return found


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and (text[0], text[-1]) in {('"', '"'), ("“", "”"), ("'", "'")}
    return text[1:-1].strip() if quoted else text
