"""Messages about stages that jobs have of their own, and moves with a note.

The readers of orders know the standard stages. The names of other stages are replaced by those of standard ones, the
message is read, and the names take their places in the requests.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from recruit.domain.engines.language.grammar import parse
from recruit.domain.engines.language.orders.bulk import BulkOrder
from recruit.domain.engines.language.quotation_spans import quotations
from recruit.domain.engines.language.requests import Reading, Request
from recruit.domain.engines.language.rules.writing import FROM_STATUS
from recruit.domain.pipelines.model import folded

STANDARD = ("interview", "screening", "offer")
_STANDARD_STAGES = frozenset("sourced applied screening interview offer hired rejected withdrawn".split())
_OF_STAGES = frozenset(["move_application", "create_application", "list_applications"])
_STAGES = ("status", FROM_STATUS)
_MOVES = frozenset(["move_application", "reject_application"])
_DISPLACED = _OF_STAGES | {
    *("reject_application", "pipeline", "find_candidates", "find_jobs", "get_candidate", "summarize_candidate"),
    *("get_job", "match_candidates"),
}
"""Tools of readings that take the name of a stage for something else, such as a place."""

_BEFORE = re.compile(
    r"\b(?:from|to|into|onto|in|at|as|the|on to|stage|phase|round|status|zu|zur|zum|ins|im|nach|auf|in die|der|à|au|en|l'étape|étape"
    r"|a|al|para|etapa|fase|em|no|na|alla|nella|naar|op|van|de)\s+(?:(?:the|die|den|la|el|o|il|de|het)\s+)?[\"“„«'‘]?\s?(?=\w)",
    re.IGNORECASE,
)
_ABOUT_STAGES = re.compile(
    r"\b(?:move[srd]?|moving|advanc\w+|progress|push|promot\w+|transfer|bring|send|shift|put|place|forward|bump|add|assign|submit|invite"
    r"|verschieb\w*|schieb\w*|setz\w*|bring\w*|füg\w*|lade|déplac\w*|pass\w*|mets|mett\w+|ajout\w+|mueve|mueva|mover|pon|ponga|coloc\w+"
    r"|pasa\w*|pase|añad\w+|agreg\w+|mova|põe|ponha|adicion\w+|spost\w+|aggiung\w+|verplaats\w*|zet\w*|plaats\w*|voeg"
    r"|who|who['’]s|wer|qui|quién\w*|quem|chi|candidat\w*|kandidat\w*|bewerb\w*|applica\w+|pipeline|everyone|everybody|alle|tous|todos|tutti|iedereen"
    r"|stages?|status|phase|round|étape|etapa|fase)\b",
    re.IGNORECASE,
)
"""Words of orders and questions about stages, in seven languages."""

_END = re.compile(r"(?<=\S)(?![\w-])")
_LONGEST_NAME = 80
_WITH_NOTE = re.compile(
    r"(?P<order>[^:\"“]+?),?\s+with\s+(?:the\s+|a\s+|this\s+)?note\s*(?:[:,–—-]|that|saying)?\s+[\"“']?(?P<note>\S.*?)[\"”'.\s]*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Renamed:
    """A message with standard stages in place of others, whose names are in `names` by the standard stage."""

    message: str
    names: Mapping[str, str]

    def with_names(self, requests: Sequence[Request]) -> Sequence[Request] | None:
        """Return moves with the names of their stages; None if one does something else, or a name isn't used."""
        if any(one.tool not in _MOVES | {"create_application"} for one in requests):
            return None
        if not self.names.keys() <= {one.arguments.get("status") for one in requests}:
            return None
        return [_with_name(one, self.names) for one in requests]

    def in_sweep(self, sweep: BulkOrder) -> BulkOrder | None:
        """Return an order about a pipeline with the names of its stages; None if a name isn't used."""
        if not self.names.keys() <= {sweep.status, sweep.stage}:
            return None
        status, stage = (one and self.names.get(one, one) for one in (sweep.status, sweep.stage))
        return replace(sweep, status=status, stage=stage)


def may_name_stage(message: str, reading: Reading) -> bool:
    """Tell whether a message may name a stage, so that the names of stages are needed to read it.

    It doesn't if the grammar reads it completely, and as something that isn't about stages.
    """
    if _WITH_NOTE.fullmatch(message):
        return True
    settled = reading.wishes and _is_complete(reading) and all(_is_settled(wish) for wish in reading.wishes)
    return not settled and all(one.search(message) for one in (_ABOUT_STAGES, _BEFORE))


def read_stages(message: str, names: AbstractSet[str]) -> tuple[str, Reading] | None:
    """Return the reading of an order or a question with a stage of `names`, or of a move with a note.

    `names` are folded. The message that was parsed comes with the reading. Return None for any other message.
    """
    found = _WITH_NOTE.fullmatch(message)
    order = found["order"] if found else message
    for renamed in standardised(order, names):
        reading = _with_stage(parse(renamed.message), renamed.names)
        if reading is not None and (found is None or len(reading.wishes) == 1):
            return renamed.message, _with_note(reading, found["note"] if found else None)
    if found and _is_whole(plain := parse(order), _MOVES):
        return order, _with_note(plain, found["note"])
    return None


def standardised(message: str, names: AbstractSet[str]) -> Iterator[Renamed]:
    """Yield the message with standard stages in place of all others that it may name, and of each of these."""
    spans = list(_named_spans(message, names))
    for chosen in ([spans] if len(spans) > 1 else []) + [[span] for span in spans]:
        unused = (one for one in STANDARD if one not in message.casefold())
        found: dict[str, str] = {}
        for standard, (start, end) in zip(unused, chosen, strict=False):
            found[standard] = message[start:end]
        if len(found) == len(chosen):
            yield Renamed(_replaced(message, list(zip(chosen, found, strict=True))), found)


def _named_spans(message: str, names: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the longest names of stages after a word that may stand before one."""
    inside = {place for one in quotations(message) if one.start == 0 for place in range(one.start, one.end)}
    after = 0
    for found in _BEFORE.finditer(message):
        start = found.end()
        if start < after or start in inside:
            continue
        ends = [one.start() for one in _END.finditer(message, start + 1, start + _LONGEST_NAME)]
        for end in reversed(ends):
            name = folded(message[start:end])
            if name in names and name not in _STANDARD_STAGES:
                yield start, end
                after = end
                break


def _replaced(message: str, places: Sequence[tuple[tuple[int, int], str]]) -> str:
    """Return a message with other words in some spans, which are in order."""
    for (start, end), words in reversed(places):
        message = f"{message[:start]}{words}{message[end:]}"
    return message


def _with_stage(reading: Reading, names: Mapping[str, str]) -> Reading | None:
    """Return a reading with names in place of standard stages; None if it leaves something out or uses no name."""
    requests = [wish for wish in reading.wishes if isinstance(wish, Request)]
    used = {one.arguments.get(name) for one in requests if one.tool in _OF_STAGES for name in _STAGES}
    if not _is_complete(reading) or len(requests) < len(reading.wishes) or not names.keys() <= used:
        return None
    return replace(reading, wishes=[_with_name(one, names) for one in requests])


def _with_name(request: Request, names: Mapping[str, str]) -> Request:
    given = {name: request.arguments[name] for name in _STAGES if name in request.arguments}
    named = {name: names.get(str(stage), stage) for name, stage in given.items()}
    return replace(request, arguments={**request.arguments, **named})


def _with_note(reading: Reading, note: str | None) -> Reading:
    request = reading.wishes[0]
    if note is None or not isinstance(request, Request) or request.tool not in _MOVES:
        return reading
    return replace(reading, wishes=[replace(request, arguments={**request.arguments, "note": note})])


def _is_settled(wish: object) -> bool:
    return isinstance(wish, Request) and wish.tool not in _DISPLACED


def _is_complete(reading: Reading) -> bool:
    return not (reading.corrected or reading.unread_spans or reading.unread_words)


def _is_whole(reading: Reading, tools: frozenset[str]) -> bool:
    """Tell whether a reading consists of one request for one of the tools, and leaves nothing out."""
    wishes = reading.wishes
    return _is_complete(reading) and len(wishes) == 1 and isinstance(wishes[0], Request) and wishes[0].tool in tools
