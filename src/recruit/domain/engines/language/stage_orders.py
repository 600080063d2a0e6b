"""Messages about stages that jobs have of their own, and moves with a note.

The patterns of the grammar know the standard stages. The name of another stage is replaced by that of a standard one,
the message is parsed, and the name takes its place in the arguments.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from recruit.domain.engines.language.grammar import parse
from recruit.domain.engines.language.quotation_spans import quotations
from recruit.domain.engines.language.requests import Reading, Request

STANDARD = ("interview", "screening", "offer")
_STANDARD_STAGES = frozenset("sourced applied screening interview offer hired rejected withdrawn".split())
_OF_STAGES = frozenset(["move_application", "create_application", "list_applications"])
_MOVES = frozenset(["move_application", "reject_application"])
_BEFORE = r"(?:to|into|onto|in|at|as|the|on to|stage|phase|round|status|zu|zur|zum|in die|à|au|a|para|naar)\s+(?:the\s+)?[\"“'‘]?"
_WITH_NOTE = re.compile(
    r"(?P<order>[^:\"“]+?),?\s+with\s+(?:the\s+|a\s+|this\s+)?note\s*(?:[:,–—-]|that|saying)?\s+[\"“']?(?P<note>\S.*?)[\"”'.\s]*",
    re.IGNORECASE | re.DOTALL,
)


def read_stages(message: str, names: Sequence[str]) -> tuple[str, Reading] | None:
    """Return the reading of an order or a question with a stage of `names`, or of a move with a note.

    The message that was parsed comes with it. Return None for any other message.
    """
    found = _WITH_NOTE.fullmatch(message)
    order = found["order"] if found else message
    for name, replaced, standard in _replacements(order, names):
        reading = _with_stage(parse(replaced), standard, name)
        if reading is not None:
            return replaced, _with_note(reading, found["note"] if found else None)
    if found and _is_whole(plain := parse(order), _MOVES):
        return order, _with_note(plain, found["note"])
    return None


def _replacements(message: str, names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the stages that a message may name, each with the message and the standard stage in its place."""
    inside = {place for one in quotations(message) if one.start == 0 for place in range(one.start, one.end)}
    for name in sorted({*names, *(name.replace("_", " ") for name in names)}, key=len, reverse=True):
        if name.casefold() in _STANDARD_STAGES or not name.strip():
            continue
        words = r"[\s_-]+".join(map(re.escape, re.split(r"[\s_-]+", name.strip())))
        for found in re.finditer(rf"(?:\b{_BEFORE})(?P<name>{words})(?![\w-])", message, re.IGNORECASE):
            if found.start("name") in inside:
                continue
            standard = next((one for one in STANDARD if one not in message.casefold()), None)
            if standard is None:
                return
            start, end = found.span("name")
            yield found["name"], f"{message[:start]}{standard}{message[end:]}", standard


def _with_stage(reading: Reading, standard: str, name: str) -> Reading | None:
    """Return a reading with the name in place of the standard stage; None unless it is of one request about stages."""
    if not _is_whole(reading, _OF_STAGES):
        return None
    (request,) = (wish for wish in reading.wishes if isinstance(wish, Request))
    if request.arguments.get("status") != standard:
        return None
    return replace(reading, wishes=[replace(request, arguments={**request.arguments, "status": name})])


def _with_note(reading: Reading, note: str | None) -> Reading:
    if note is None:
        return reading
    (request,) = (wish for wish in reading.wishes if isinstance(wish, Request))
    if request.tool not in _MOVES:
        return reading
    return replace(reading, wishes=[replace(request, arguments={**request.arguments, "note": note})])


def _is_whole(reading: Reading, tools: frozenset[str]) -> bool:
    """Tell whether a reading consists of one request for one of the tools, and leaves nothing out."""
    wishes = reading.wishes
    whole = not (reading.corrected or reading.unread_spans or reading.unread_words)
    return whole and len(wishes) == 1 and isinstance(wishes[0], Request) and wishes[0].tool in tools
