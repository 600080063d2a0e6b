"""Messages that only the grammar reads: about stages, notes, tags, tasks, timelines and reports.

The intent model doesn't know the tools for them. So a message that the grammar reads completely is run by its reading,
and no other reading is compared with it.
"""

from recruit.domain.engines.language.conditions import postpones
from recruit.domain.engines.language.quotations import is_quoted
from recruit.domain.engines.language.requests import Reading, Request, Wish
from recruit.domain.engines.language.reservations import disregards, reserves
from recruit.domain.engines.language.rules.collaboration import TOOLS
from recruit.domain.engines.language.understanding import writes

_ARGUMENTS = frozenset(["visibility", "source"])
"""Arguments of other tools that only the grammar reads."""


def is_for_grammar(reading: Reading) -> bool:
    """Tell whether a reading is complete, and one of its requests is one that only the grammar reads."""
    if reading.corrected or reading.unread_spans or reading.unread_words:
        return False
    return all(isinstance(wish, Request) for wish in reading.wishes) and any(map(_is_known, reading.wishes))


def is_doubtful(message: str, reading: Reading) -> bool:
    """Tell whether a reading writes, and leaves a part out, or the message postpones, limits or quotes it."""
    left = any(isinstance(wish, Request) and wish.left for wish in reading.wishes)
    return any(map(writes, reading.wishes)) and (
        left or disregards(message) or any(test(message, reading.wishes) for test in (postpones, reserves, is_quoted))
    )


def _is_known(wish: Wish) -> bool:
    return isinstance(wish, Request) and (wish.tool in TOOLS or not _ARGUMENTS.isdisjoint(wish.arguments))
