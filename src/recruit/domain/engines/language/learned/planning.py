"""Planning: the requests of a message that the grammar doesn't understand, and possible ones to offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from recruit.domain.engines.language.learned.arguments import fill, with_previous_filters
from recruit.domain.engines.language.learned.concept_words import concept_of
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.figures import Figure
from recruit.domain.engines.language.learned.intents import NOTHING, SEVERAL, shipped
from recruit.domain.engines.language.learned.kinds import MYSELF, kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.rows import with_rows
from recruit.domain.engines.language.learned.splitting import SEPARATORS, Piece, Splitter
from recruit.domain.engines.language.learned.tagging import tagged
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.learned.veto import vetoes
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.lists.phrases import fits
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.orders.words import FILLERS
from recruit.domain.engines.language.requests import Kind, Pointed, Request
from recruit.domain.engines.language.understanding import WRITES

READS_AT, WRITES_AT = 0.12, 0.15
"""Least probabilities to act on a request: one that reads, and one that writes or ranks."""

MOST_DOUBT = (0.3, 0.06, -1.0)
"""Highest probability of "no request" at which to write or rank. The index is the result of `vetoes`."""

DOUBTED = 0.45
"""Highest ratio of the probability of "no request" to that of the request."""

SEVERAL_AT, SURELY_SEVERAL = 0.3, 0.6
"""Probabilities of several requests from which a message may be split, and from which it isn't taken for one."""

CLEAR, VAGUE = 0.5, 0.08
"""Least margin of each part over "no request" if several requests are likely; its least probability if they are sure."""

MOST_TALK = 0.8
SURE = 0.55
"""Probability below which an answer also names other possible requests."""

OFFERED_AT = 0.02
MOST_OFFERED = 3
RANKING_TOOLS = frozenset(["match_candidates", "match_jobs"])
CREATES = {"create_candidate": Kind.CANDIDATE, "create_job": Kind.JOB, "clone_job": Kind.JOB}
"""Tools that create a thing, to which the following requests refer."""

NOTES = frozenset(
    "note notes notiz notizens remark remarks remarque remarques nota notas anota anote apunta annota notitie notities "
    "noteer".split()
)
_LISTABLE = frozenset(["close_job", "get_job", "pipeline", "match_candidates"])
_OF_PEOPLE = frozenset(["move_application", "reject_application", "create_application"])
SPLIT_AT = 0.25
"""Least probability of each part at which an order with two targets is split into two."""

NOTES_AT = 0.5
"""Probability of notes from which a message with several people is taken for several notes."""

_KINDS = {"job_id": Kind.JOB, "candidate_id": Kind.CANDIDATE}
_ID_KINDS = {**_KINDS, "application_id": Kind.APPLICATION}


@dataclass(frozen=True, slots=True)
class Plan:
    """Requests to run, and others to offer. If both are empty, the message has no request."""

    steps: Sequence[Request] = ()
    offers: Sequence[Request] = ()
    probabilities: Mapping[str, float] = field(default_factory=dict)
    vetoed: int = 0
    linked: Linked = field(default_factory=lambda: Linked("", []))

    @property
    def is_sure(self) -> bool:
        """Whether the most probable tool is probable enough to run without offering others."""
        return (
            max((probability for tool, probability in self.probabilities.items() if tool != NOTHING), default=0) >= SURE
        )


def plan(message: str, directory: Directory, memory: Memory) -> Plan:
    """Return the plan for a message."""
    linked = with_rows(tagged(message, directory), directory, memory.shown.get(Kind.CANDIDATE, ()))
    last = memory.last["tool"] if memory.last else None
    splitter = Splitter(shipped(), linked, last)
    whole = splitter.piece(0, len(linked.words))
    vetoed = vetoes(message)
    several = _listed_jobs(whole, linked)
    if several and _is_sure(replace(whole, probabilities=several[0]), whole, vetoed):
        requests = [Request(whole.tool, {"job_id": one}, message) for one in several[1]]
        return Plan(requests, (), whole.probabilities, vetoed, linked)
    everything = Part(linked, 0, len(linked.words), directory, dict(memory.focus), memory.shown, memory.recent)
    steps = _steps(_pieces(splitter, whole), whole, everything, memory, vetoed)
    sure = bool(steps) and (len(steps) > 1 or whole.probability >= SURE)
    offers = [] if sure else _offers(whole, everything, memory, steps)
    return Plan(steps, offers, whole.probabilities, vetoed, linked)


def _steps(pieces: Sequence[Piece], whole: Piece, everything: Part, memory: Memory, vetoed: int) -> Sequence[Request]:
    """Return the requests of all pieces; none if one isn't sure. Update the focus of the whole message for each."""
    steps: list[Request] = []
    for piece in pieces:
        if not _is_sure(piece, whole, vetoed):
            return []
        part = replace(everything, start=piece.start, end=piece.end, focus=dict(everything.focus))
        request = _repeated(part, steps) if steps and _is_number(part) else _filled(piece.tool, part, everything)
        if request is None:
            return []
        request = with_previous_filters(request, memory.last, part)
        steps.append(request)
        if piece.tool in CREATES:
            everything.focus.pop(CREATES[piece.tool], None)
        ids = {name: value for name, value in request.arguments.items() if isinstance(value, int)}
        everything.focus.update({kind: ids[name] for name, kind in _KINDS.items() if name in ids})
    return steps


def _is_number(part: Part) -> bool:
    """Tell whether a part is one id and at most a courtesy: "and then #2 for me"."""
    content = [word for word in part.words if word.key not in SEPARATORS and not word.is_mark]
    others = [word for word in content if not word.key.isdigit() and not fits(FILLERS, word.key)]
    return _id(part) is not None and all(word.key in MYSELF for word in others)


def _repeated(part: Part, steps: Sequence[Request]) -> Request | None:
    """Return the last request with the id of the part; None if that request has no argument of its kind.

    In "summarize candidate 1 and then 2", 2 is a candidate.
    """
    last, figure = steps[-1], _id(part)
    names = [name for name in _ID_KINDS if name in last.arguments]
    if figure is None or len(names) != 1 or figure.kind not in {None, _ID_KINDS[names[0]]}:
        return None
    return Request(last.tool, {**last.arguments, names[0]: figure.value}, part.text)


def _id(part: Part) -> Figure | None:
    """Return the only number of a part, if it is an id."""
    figures = [one for one in part.linked.figures if part.start <= one.index < part.end]
    return figures[0] if len(figures) == 1 and figures[0].role == "id" else None


def _pieces(splitter: Splitter, whole: Piece) -> Sequence[Piece]:
    """Return the message as one order, or as several if they are probable and each part is clear."""
    if notes := _notes(splitter.linked, whole):
        return notes
    if _names_several(splitter.linked, whole.tool):
        parts = splitter.split(whole.start, whole.end)
        return parts if len(parts) > 1 and min(piece.probability for piece in parts) >= SPLIT_AT else []
    if before := _before_note(splitter, whole):
        return before
    several = whole.probabilities[SEVERAL]
    if several < max(SEVERAL_AT, whole.probability, whole.probabilities[NOTHING]):
        return [whole]
    parts = splitter.split(whole.start, whole.end)
    clear = min(piece.probability for piece in parts)
    talk = max(piece.probabilities[NOTHING] for piece in parts)
    if len(parts) > 1 and (clear >= VAGUE if several >= SURELY_SEVERAL else clear - talk >= CLEAR):
        return parts
    return [whole] if several < SURELY_SEVERAL else []


def _before_note(splitter: Splitter, whole: Piece) -> Sequence[Piece]:
    """Return an order and the note after it: "reject Jane and add a note that …" is both."""
    if whole.tool not in {"add_note", "create_candidate"} and whole.probabilities[SEVERAL] < VAGUE:
        return []
    keys = [word.key for word in splitter.linked.words]
    for index in splitter.split_points(whole.start, whole.end):
        if keys[index - 1] not in SEPARATORS or not NOTES & set(keys[index : index + NOTED_WITHIN]):
            continue
        left, right = splitter.piece(whole.start, index), splitter.piece(index, whole.end)
        precedes_note = left.tool != "add_note" and right.tool == "add_note"
        if precedes_note and min(left.probability, right.probability) >= NOTES_AT:
            return [left, right]
    return []


NOTED_WITHIN = 4
"""Most words from the beginning of an order for a note to its noun: "leave a short note"."""


def _listed_jobs(whole: Piece, linked: Linked) -> tuple[Mapping[str, float], Sequence[int]] | None:
    """Return the jobs of a list of ids ("close jobs 3 and 5"), and probabilities without that of several requests."""
    found = [figure for figure in linked.figures if figure.role == "id"]
    gaps = [linked.words[one.index + 1 : other.index] for one, other in pairwise(found)]
    between = [word.key for gap in gaps for word in gap]
    listed = all(key in SEPARATORS or key == "#" or kind_of(key) is Kind.JOB for key in between)
    if whole.tool not in _LISTABLE or len(found) <= 1 or not listed:
        return None
    if (
        any(one.kind not in {Kind.JOB, None} for one in found)
        or whole.probability + whole.probabilities[SEVERAL] < NOTES_AT
    ):
        return None
    one = {**whole.probabilities, whole.tool: whole.probability + whole.probabilities[SEVERAL], SEVERAL: 0.0}
    return one, list(dict.fromkeys(figure.value for figure in found))


def _names_several(linked: Linked, tool: str) -> bool:
    """Tell whether an order for one target names two: it is split or refused, never merged."""
    if tool in _OF_PEOPLE:
        return len({mention.ids for mention in linked.people}) > 1
    numbered = {figure.value for figure in linked.figures if figure.role == "id" and figure.kind is Kind.JOB}
    titled = {mention.ids for mention in linked.jobs} if not numbered else set()
    return tool == "close_job" and len(numbered) + len(titled) > 1


def _notes(linked: Linked, whole: Piece) -> Sequence[Piece]:
    """Return a note for each of the people that a message has notes about. Notes are never merged."""
    nouns = [word.key for word in linked.words if word.key in NOTES]
    starts = [mention.start for mention in linked.people]
    several = len(nouns) > 1 or any(key.endswith("s") for key in nouns)
    people = {mention.ids for mention in linked.people}
    if not several or len(people) < len(starts) or len(people) <= 1:
        return []
    if whole.probabilities.get("add_note", 0) + whole.probabilities[SEVERAL] < NOTES_AT:
        return []
    ends = [*starts[1:], len(linked.words)]
    sure = {"add_note": 1.0, NOTHING: whole.probabilities[NOTHING], SEVERAL: 0.0}
    return [Piece(start, end, sure) for start, end in zip(starts, ends, strict=True)]


def _is_sure(piece: Piece, whole: Piece, vetoed: int) -> bool:
    several = whole.probabilities[SEVERAL] >= SURELY_SEVERAL  # a part without a verb looks like small talk by itself
    doubt = whole.probabilities[NOTHING] if several else max(piece.probabilities[NOTHING], whole.probabilities[NOTHING])
    one = 1 - piece.probabilities[SEVERAL]
    if piece.tool in WRITES or piece.tool in RANKING_TOOLS:
        most = min(MOST_DOUBT[vetoed], DOUBTED * piece.probability / one)
        return piece.probability >= WRITES_AT * one and doubt <= most
    return piece.probability >= READS_AT * one and doubt <= MOST_TALK * piece.probability / one


def _filled(tool: str, part: Part, everything: Part) -> Request | None:
    """Return the request of a part, with references to nothing in focus filled from the whole message."""
    request = fill(tool, part)
    if request is None or (part.start, part.end) == (everything.start, everything.end):
        return request
    arguments = request.arguments.items()
    lacking = [name for name, value in arguments if isinstance(value, Pointed) and value.kind not in part.focus]
    if not lacking:
        return request
    wider = fill(tool, replace(everything, focus=part.focus))
    others: dict[str, Any] = {name: wider.arguments[name] for name in lacking if wider and name in wider.arguments}
    return replace(request, arguments={**request.arguments, **others})


def _offers(whole: Piece, everything: Part, memory: Memory, steps: Sequence[Request]) -> Sequence[Request]:
    """Return the most probable requests of a message, without the tools of its steps."""
    excluded = {NOTHING, SEVERAL, *(step.tool for step in steps)}
    found = []
    for tool, probability in sorted(whole.probabilities.items(), key=lambda one: -one[1]):
        if tool in excluded or probability < OFFERED_AT:
            continue
        request = fill(tool, everything)
        if request is not None and _is_plausible(request):
            found.append(with_previous_filters(request, memory.last, everything))
        if len(found) == MOST_OFFERED:
            break
    return found


_OTHER_ORDERS = frozenset(
    "close pause reopen clone change reject move undo note draft compare summary thanks why".split()
)
_PRONOUNS = frozenset(
    """
    it him her them you me this that he she they your my es ihn ihm ihr ihnen du dich dir ich mich mir er sie
    je tu te me moi toi vous nous il elle lui ca cela yo tu te me eso esto ella ellos usted eu voce ele ela isso isto
    io ti mi tu lui lei questo quello ik je jij u mij hij zij ze hem haar dit dat
    """.split()
)


def _is_plausible(request: Request) -> bool:
    """Tell whether a request is plausible: what it creates is named without a pronoun or another order."""
    made = request.arguments.get({"create_job": "prompt", "create_candidate": "full_name"}.get(request.tool, ""))
    return made is None or not any(key in _PRONOUNS or concept_of(key) in _OTHER_ORDERS for key in keys(made))
