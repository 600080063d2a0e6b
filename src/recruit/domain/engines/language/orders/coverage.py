"""Coverage check: whether requests use all ids and stages of a message. An order that leaves one out isn't run."""

import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from recruit.domain.engines.language.learned.figures import Figure
from recruit.domain.engines.language.learned.kinds import AND, kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.statuses import stages
from recruit.domain.engines.language.learned.unknown_names import beside_people, is_name
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits, phrases
from recruit.domain.engines.language.negation_words import BEHIND_VERB, OF_ORDER, WITHIN_ORDER
from recruit.domain.engines.language.orders import quantities, words
from recruit.domain.engines.language.orders.ellipsis import separates, with_omitted_nouns
from recruit.domain.engines.language.orders.several_jobs import CREATING, INDEFINITE, NEAR, SEPARATORS, first_sentence
from recruit.domain.engines.language.orders.unused import clauses, gives_cause
from recruit.domain.engines.language.orders.used import pay_positions, strings
from recruit.domain.engines.language.requests import Again, Bulk, Kind, Request, Wish
from recruit.domain.engines.language.understanding import WRITES

Id: TypeAlias = tuple[Kind | None, int]
"""An id and its kind."""

_KINDS = {
    "job_id": Kind.JOB,
    "candidate_id": Kind.CANDIDATE,
    "candidate_ids": Kind.CANDIDATE,
    "from_id": Kind.CANDIDATE,
    "application_id": Kind.APPLICATION,
}
_STAGE_OF = {"reject_application": "rejected"}
_STAGED = frozenset(["move_application", "create_application", "reject_application"])
_TOWARDS = frozenset(
    "to into as → > = : in ins im auf zu zur zum als en a al au aux para pra pro na naar onto at on per "
    "or oder ou o of among unter parmi entre tra fra onder".split()
)
_ARTICLES = frozenset(
    "the der dem den die das la le l' el lo il i gli les los os as de het stage phase status etape etapa fase".split()
)
_REASONS = phrases("""
    because | since | reason | weil | denn | wegen | grund | parce | car | raison | porque | motivo | perche
    omdat | want | reden | pois
""")
_DESCRIBING = frozenset(["create_job", "create_candidate"])
"""Tools whose text describes something new, so that a number in it is seldom an id."""

_PAST_EVENTS = frozenset(["withdrew", "applied"])
"""Words that after a name state what the person did, and not a stage to move to."""

_QUOTES = frozenset('"“„«')
_CANDIDATES = frozenset("candidates kandidaten candidats candidatos candidatas candidati applicants bewerber".split())
_WITH = frozenset("with mit avec con com met".split())


def left_out(linked: Linked, requests: Sequence[Request], implied: Collection[Id] = ()) -> Sequence[str]:
    """Return the ids, stages and names of a message that its write requests leave out, as they were written.

    `implied` are ids that the requests imply: the candidate and the job of an application.
    """
    writing = [one for one in requests if one.tool in WRITES and one.tool != "undo"]
    if not writing:
        return [linked.text(*one) for one in quantities.uncovered_targets(linked, requests)]
    texts = linked.positions(_texts(linked, writing))
    used = {*implied, *_ids(requests)}
    values = _numbers(requests)
    whole, amounts = with_omitted_nouns(linked), pay_positions(linked, writing)
    describing = all(one.tool in _DESCRIBING for one in writing)
    ids = [
        _written(whole, figure.index)
        for figure in whole.figures
        if figure.role == "id"
        and (figure.kind, figure.value) not in used
        and (_has_noun(whole, figure.index) or str(figure.value) not in values)
        and not (describing and _describes(whole, figure.index))
        and not (_is_glued(whole, figure.index) or figure.index in amounts)
        and (figure.index not in texts or _heads_note(whole, figure))
        and not _is_denied(linked, figure.index)
    ]
    others = [*ids, *_people(linked, writing), *quantities.uncovered_fields(linked, writing)]
    if all(one.tool in _STAGED for one in writing):
        others += beside_people(linked)
    many = (one for one in quantities.uncovered_targets(linked, writing) if one[1] - 1 not in texts)
    others += [linked.text(*one) for one in many]
    others += [linked.text(*one) for one in _additions(linked, writing) if one[0] not in texts]
    return [*others, *_stages(linked, requests, texts)]


def unused_ids(linked: Linked, requests: Sequence[Request]) -> Sequence[str]:
    """Return the ids after a separator that read requests don't use: "show candidates 1 and 2"."""
    values = set(re.findall(r"\d+", str([list(one.arguments.values()) for one in requests])))
    about = any(name in one.arguments for one in requests for name in _KINDS)
    ids = [figure for figure in linked.figures if about and figure.role == "id" and str(figure.value) not in values]
    return [_written(linked, one.index) for one in ids if _is_joined(linked, one.index)]


def _is_joined(linked: Linked, index: int) -> bool:
    """Tell whether an id follows a separator, with or without its noun."""
    start = _noun_start(linked, index)
    return start > 0 and separates(linked, start - 1)


def write_requests(wishes: Sequence[Wish]) -> Sequence[Request]:
    """Return the write requests of the wishes, with those of a bulk; none if the last request is repeated."""
    found: list[Request] = []
    for wish in wishes:
        match wish:
            case Again():
                return []
            case Bulk():
                found += wish.each or [Request("reject_application", wish.arguments, wish.text)]
            case Request() if wish.tool in WRITES:
                found.append(wish)
    return found


def _stages(linked: Linked, requests: Sequence[Request], texts: AbstractSet[int]) -> Iterator[str]:
    """Yield the target stages that no request uses. A stage in a reason doesn't count."""
    if not any(one.tool in _STAGED for one in requests):
        return
    used = {one.arguments.get("status") or _STAGE_OF.get(one.tool) for one in requests}
    keys = [word.key for word in linked.words]
    end = next((index for index, key in enumerate(keys) if index > 1 and fits(_REASONS, key)), len(keys))
    for index, name in stages(linked.words[:end]):
        spared = linked.tags[index] or kind_of(keys[index]) is Kind.JOB or not _is_target(linked, index)
        if name not in used and not spared and index not in texts and not _is_denied(linked, index):
            used.add(name)
            yield linked.text(index, index + 1)


def _is_target(linked: Linked, index: int) -> bool:
    """Tell whether a stage is a target, and not a mere mention: "she passed the screening"."""
    before = index - 1
    while before > 0 and linked.words[before].key in _ARTICLES:
        before -= 1
    is_past = linked.words[index].key in _PAST_EVENTS and linked.tags[index - 1] == "PER"
    if before < 0 or is_past or _is_left(linked, index):
        return False
    return linked.words[before].key in _TOWARDS or linked.tags[before] in {"NUM", "PER"}


def _is_left(linked: Linked, index: int) -> bool:
    """Tell whether a stage is left, by the arrow after it: "sourced -> screening"."""
    after = linked.words[index + 1 : index + 3]
    return bool(after) and (after[0].key in {"→", ">"} or [word.key for word in after] in (["-", ">"], ["=", ">"]))


def _is_denied(linked: Linked, index: int) -> bool:
    """Tell whether words belong to a negated order: "don't reject Ann, move her to interview"."""
    start, end = index, index
    while start > 0 and not _ends_order(linked, start - 1):
        start -= 1
    while end < len(linked.words) and not _ends_order(linked, end):
        end += 1
    while start < index and linked.tags[start] == "PER":  # "Jane no vino a la entrevista"
        start += 1
    order = PhraseMatcher(linked.words[start:end])
    before = PhraseMatcher(linked.words[start:index])
    negated = before.has(WITHIN_ORDER) or order.has(BEHIND_VERB)
    return negated or any(first == 0 for _, first, _ in order.find(OF_ORDER))


def _ends_order(linked: Linked, index: int) -> bool:
    return separates(linked, index) or linked.words[index].key in words.CONTRASTS


def _texts(linked: Linked, requests: Sequence[Request]) -> Iterator[tuple[int, int]]:
    """Yield the spans of free text: notes, reasons and descriptions, without the first line of a new job's."""
    for request in requests:
        for value in strings(request.arguments):
            start = linked.message.find(value) if _is_text(value) else -1
            if start < 0 or value.split()[0].casefold() in SEPARATORS:  # "and candidate 4" is no reason
                continue
            end = start + len(value)
            if request.tool == "create_job":
                first = re.search(r"[.:;\n]", linked.message[start:])
                start = start + first.start() if first else end
            yield start, end


def _ids(requests: Sequence[Request]) -> Iterator[Id]:
    """Yield the ids in the requests."""
    for request in requests:
        for name, kind in _KINDS.items():
            value = request.arguments.get(name, ())
            yield from ((kind, one) for one in (value if isinstance(value, list | tuple) else [value]))


def _numbers(requests: Sequence[Request]) -> set[str]:
    """Return the numbers in all arguments other than free text. A number without a noun may be any of them."""
    values = [value for one in requests for value in one.arguments.values()]
    return set(re.findall(r"\d+", str([one for one in values if not (isinstance(one, str) and _is_text(one))])))


def _has_noun(linked: Linked, index: int) -> bool:
    return kind_of(linked.words[index - 1].key) is not None if index else False


def _describes(linked: Linked, index: int) -> bool:
    """Tell whether a number has no noun that makes it an id, or the noun is a new thing: "make a job 2 cooks"."""
    new = index > 1 and linked.words[index - 2].key in INDEFINITE
    return new or not _has_noun(linked, index)


def _is_glued(linked: Linked, index: int) -> bool:
    """Tell whether a number is part of a word and so no id: "Q2", "x15", "6x1"."""
    word, message = linked.words[index], linked.message
    return message[max(0, word.start - 1) : word.start].isalpha() or message[word.end : word.end + 1].isalpha()


def _heads_note(linked: Linked, figure: Figure) -> bool:
    """Tell whether an id begins another note and isn't in a note's text: "candidate 3: call, candidate 4: wait"."""
    after = linked.words[figure.index + 1 : figure.index + 2]
    quoted = any(word.key in _QUOTES for word in linked.words[: figure.index])
    return figure.kind is Kind.CANDIDATE and not quoted and bool(after) and after[0].key == ":"


def _people(linked: Linked, requests: Sequence[Request]) -> Iterator[str]:
    """Yield a further new candidate: "add candidate Ann Lee and candidate Bo Kim" names two."""
    created = [one.tool for one in requests].count("create_candidate")
    keys = [word.key for word in linked.words]
    if created == 0 and any(one.tool in _STAGED for one in requests):
        yield from _created_first(linked, keys)
    if created != 1:
        return
    for index in range(1, min(NEAR, len(keys))):
        if keys[index] in _CANDIDATES and any(key in AND for key in keys[index:]):
            yield linked.text(index, len(keys))
            return
    for index in range(2, first_sentence(keys)):
        first = index - 1 - (keys[index - 1] in INDEFINITE)
        noun = len(keys[index]) > 1 and kind_of(keys[index]) is Kind.CANDIDATE
        named = linked.words[index + 1 : index + 2]
        if noun and named and named[0].capital and keys[first] in SEPARATORS:
            yield linked.text(index, index + 2)


def _additions(linked: Linked, requests: Sequence[Request]) -> Iterator[tuple[int, int]]:
    """Yield a candidate's field that is set together with a job's, and a note that accompanies a move."""
    tools = {one.tool for one in requests}
    if tools == {"update_job"}:
        causes = [clause for clause in clauses(linked) if gives_cause(linked, clause)]
        people = [one for one in linked.people if not any(one.start in clause.indexes for clause in causes)]
        yield from ((one.start, one.end) for one in people)
    if not tools & {"add_note", "update_job", "create_job", "create_candidate"}:
        keys = [word.key for word in linked.words]
        for index in range(1, len(keys)):
            article = keys[index - 1] in INDEFINITE and index > 1
            if fits(words.NOTE_NOUNS, keys[index]) and keys[index - 1 - article] in _WITH:
                yield index - 1 - article, len(keys)
                return


def _created_first(linked: Linked, keys: Sequence[str]) -> Iterator[str]:
    """Yield the new candidate at the start of an order: "create a candidate named Ann Lee and add her to job 5"."""
    if not keys or not (CREATING.match(keys[0]) or fits(words.INITIAL_VERBS[words.Action.ADD], keys[0])):
        return
    for index in range(1, min(NEAR, len(keys))):
        if kind_of(keys[index]) is Kind.CANDIDATE:
            after = range(index + 1, min(index + 3, len(keys)))
            yield from [linked.text(1, named + 1) for named in after if is_name(linked, named)][:1]
            return


def _is_text(value: str) -> bool:
    return " " in value.strip()


def _written(linked: Linked, index: int) -> str:
    """Return an id with its noun."""
    return linked.text(_noun_start(linked, index), index + 1)


def _noun_start(linked: Linked, index: int) -> int:
    """Return the index of the noun of an id; that of the id without a noun."""
    while index > 0 and (linked.words[index - 1].key == "#" or kind_of(linked.words[index - 1].key)):
        index -= 1
    return index
