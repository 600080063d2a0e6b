"""Message parts that are only a number: in "summarize candidate 1 and then 2", 2 is a candidate."""

from collections.abc import Sequence

from recruit.domain.engines.language.learned.splitting import SEPARATORS
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists.phrases import fits
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.requests import Kind, Request

MYSELF = frozenset("me us mir uns moi nous mi mij ons".split())
_KINDS = {"job_id": Kind.JOB, "candidate_id": Kind.CANDIDATE, "application_id": Kind.APPLICATION}


def is_number(part: Part) -> bool:
    """Tell whether a part is one id and at most a courtesy: "and then #2 for me"."""
    said = [word for word in part.words if word.key not in SEPARATORS and not word.is_mark]
    others = [word for word in said if not word.key.isdigit() and not fits(words.FILLERS, word.key)]
    return _id(part) is not None and all(word.key in MYSELF for word in others)


def repeated(part: Part, steps: Sequence[Request]) -> Request | None:
    """Return the last request with the id of the part; None if that request has no argument of its kind."""
    last, found = steps[-1], _id(part)
    names = [name for name in _KINDS if name in last.arguments]
    if found is None or len(names) != 1 or found[1] not in {None, _KINDS[names[0]]}:
        return None
    return Request(last.tool, {**last.arguments, names[0]: found[0]}, part.text)


def _id(part: Part) -> tuple[int, Kind | None] | None:
    figures = [one for one in part.linked.figures if part.start <= one.index < part.end]
    return (figures[0].value, figures[0].kind) if len(figures) == 1 and figures[0].role == "id" else None
