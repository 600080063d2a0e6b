"""Messages that only the grammar reads: about stages, notes, tags, tasks, timelines and reports.

The intent model doesn't know the tools for them. So a message that the grammar reads completely is run by its reading,
and no other reading is compared with it.
"""

import re
from dataclasses import replace

from recruit.domain.engines.language.conditions import postpones
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.linking import link
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.quotations import is_quoted
from recruit.domain.engines.language.requests import Kind, Pointed, Reading, Request, Wish
from recruit.domain.engines.language.reservations import disregards, reserves
from recruit.domain.engines.language.rules.collaboration import TOOLS
from recruit.domain.engines.language.understanding import writes

_PERSON = re.compile(r"\b(?:her|him|them|she|he)\b", re.IGNORECASE)


def is_for_grammar(reading: Reading) -> bool:
    """Tell whether a reading is complete, and one of its requests is one that only the grammar reads."""
    if reading.corrected or reading.unread_spans or reading.unread_words:
        return False
    return all(isinstance(wish, Request) for wish in reading.wishes) and any(map(_is_known, reading.wishes))


def is_doubtful(message: str, reading: Reading) -> bool:
    """Tell whether a reading writes, and the message postpones, limits or quotes it."""
    return any(map(writes, reading.wishes)) and (
        disregards(message) or any(test(message, reading.wishes) for test in (postpones, reserves, is_quoted))
    )


def with_subjects(message: str, reading: Reading, directory: Directory, memory: Memory) -> Reading:
    """Return a reading whose tasks are about the one candidate and the one job that their titles name."""
    wishes = [_with_subject(message, wish, directory, memory) for wish in reading.wishes]
    return replace(reading, wishes=wishes)


def _with_subject(message: str, wish: Wish, directory: Directory, memory: Memory) -> Wish:
    if not isinstance(wish, Request) or wish.tool != "create_task":
        return wish
    linked, title = link(message, directory), str(wish.arguments["title"]).casefold()
    given = dict(wish.arguments)
    for name, mentions in (("candidate_id", linked.people), ("job_id", linked.jobs)):
        inside = {one.ids for one in mentions if linked.text(one.start, one.end).casefold() in title}
        if len(inside) == 1 and len(ids := inside.pop()) == 1:
            given[name] = ids[0]
    if "candidate_id" not in given and _PERSON.search(title) and memory.one(Kind.CANDIDATE) is not None:
        given["candidate_id"] = Pointed(Kind.CANDIDATE)
    return replace(wish, arguments=given)


def _is_known(wish: Wish) -> bool:
    return isinstance(wish, Request) and (wish.tool in TOOLS or "visibility" in wish.arguments)
