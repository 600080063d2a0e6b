"""The parts of a message that its requests drop.

A word is used if an argument contains it: an id, a name, a stage, a value, or a text as it was written. Other words are
dropped if they belong to an order: data such as a day, a place or an address, and clauses that are orders of their own.
A clause that states a fact about a person is no order.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from recruit.domain.engines.language.conditions import LONGEST_DESCRIPTION
from recruit.domain.engines.language.learned.job_changes import NICE_TO_HAVE
from recruit.domain.engines.language.learned.kinds import UNITS, kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits
from recruit.domain.engines.language.orders import unused_words as tables
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.bulk import excepted
from recruit.domain.engines.language.orders.ellipsis import separates
from recruit.domain.engines.language.orders.following import may_ask
from recruit.domain.engines.language.orders.used import opening_positions, pay_period_positions, used_words
from recruit.domain.engines.language.quotation_spans import quotations
from recruit.domain.engines.language.requests import Request
from recruit.domain.engines.language.understanding import WRITES

_ADDRESS = re.compile(r"""[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s"“”»()\[\]<>]+""")
_SKILLED = frozenset(["create_candidate", "create_job"])
"""Tools for which a lower-case skill is data. "No sponsorship" and "budget" are reasons of other orders."""

_DRAFTS = frozenset(["draft_outreach", "interview_questions"])
_ORDERED = WRITES - {"undo"} | _DRAFTS
_NEW_JOBS = frozenset(["create_job", "clone_job"])
_OF_JOBS = frozenset(["create_job", "update_job", "clone_job"])


@dataclass(frozen=True, slots=True)
class Clause:
    """The span of a clause, and the mark or the word before it."""

    start: int
    end: int
    opening: str

    @property
    def indexes(self) -> range:
        """The indexes of its words."""
        return range(self.start, self.end)


def unused(linked: Linked, requests: Sequence[Request]) -> Sequence[str]:
    """Return the parts of a message that its requests to write or draft something drop, as they were written."""
    if not any(one.tool in _ORDERED for one in requests):
        return []
    return [linked.text(*span) for span in _merged(linked, list(_dropped(linked, requests)))]


def _dropped(linked: Linked, requests: Sequence[Request]) -> Iterator[tuple[int, int]]:
    """Yield the spans of dropped words. A request that reads may use any further clause."""
    used, data = _used_and_data(linked, requests)
    reads = sum(one.tool not in _ORDERED for one in requests)
    drafts = all(one.tool in _DRAFTS for one in requests)
    ordered = False
    for clause in clauses(linked):
        anchored = not used.isdisjoint(clause.indexes)
        adjunct = _adjunct(linked, clause, used) if anchored else range(0)
        left = [at for at in clause.indexes if at not in used and (at in data or at in adjunct)]
        orders = clause.opening in tables.CONJUNCTIONS and _may_order(linked, clause, alone=len(requests) == 1)
        if not anchored and not ordered and is_time(linked, clause.indexes):  # "on Monday, reject Ann"
            yield clause.start, clause.end
        elif _orders_nothing(linked, clause):
            if not anchored and gives_cause(linked, clause):
                yield clause.start - 1, clause.end
            elif not anchored and ordered and (drafts or clause.opening in _APART):
                yield clause.start, clause.end
        elif ordered and not anchored and (orders or _says_more_than_courtesy(linked, clause)):
            if reads:
                reads -= 1
            else:
                yield clause.start, clause.end
        elif anchored or ordered:
            yield from (_phrase(linked, clause, index, used) for index in left)
        begins = drafts or any(tables.is_verb(linked.words[index]) for index in clause.indexes)
        ordered = ordered or (anchored and begins)


def is_time(linked: Linked, indexes: range) -> bool:
    """Tell whether words are a time, with articles and prepositions: "on Monday", "la semaine prochaine"."""
    matcher = PhraseMatcher(linked.words[indexes.start : indexes.stop])
    if matcher.take(tables.TIMES) is None:
        return False
    return all(fits(tables.LEADS, matcher.words[at].key) for at in matcher.remaining())


def _used_and_data(linked: Linked, requests: Sequence[Request]) -> tuple[set[int], set[int]]:
    """Return the indexes of the words that the requests use, and of data."""
    tools = {one.tool for one in requests}
    unkept = pay_period_positions(linked, requests) | opening_positions(linked, requests)
    used = used_words(linked, requests) - unkept
    for address in _addresses(linked):
        if not used.issuperset(address):
            used.difference_update(address)
    used |= {at for mention in excepted(linked) for at in mention.indexes}
    matcher = PhraseMatcher(linked.words)
    unmade = matcher.positions(tables.OFFER_LETTERS) if "draft_outreach" in tools else set[int]()
    if tools & _NEW_JOBS and len(linked.message) <= LONGEST_DESCRIPTION:  # prompts contain the states of new jobs
        unmade |= matcher.positions(tables.STATES_OF_JOBS)
    labels = {at for at, word in enumerate(linked.words) if fits(tables.REASON_LABELS, word.key)}
    labels = {at for clause in clauses(linked) if labels.issuperset(clause.indexes) for at in clause.indexes}
    return used - unmade | labels, _data(linked, tools) | unkept | unmade


def gives_cause(linked: Linked, clause: Clause) -> bool:
    """Tell whether a clause begins with "because". The Dutch word for it is an English verb."""
    return fits(tables.CAUSES, clause.opening) and (clause.opening != "want" or tables.is_dutch(linked.words))


def _orders_nothing(linked: Linked, clause: Clause) -> bool:
    """Tell whether a clause gives a reason, or states something."""
    is_contrast = clause.opening in tables.CONTRASTS
    return fits(tables.REASONS, clause.opening) or (not is_contrast and _is_statement(linked, clause))


def _says_more_than_courtesy(linked: Linked, clause: Clause) -> bool:
    """Tell whether a separate clause is more than a courtesy."""
    clause_words = linked.words[clause.start : clause.end]
    return clause.opening in _APART and not all(word.is_mark or words.is_courtesy(word.key) for word in clause_words)


PAUSES = frozenset(",–—-:;(")
"""Marks between an order and a comment on it."""

_APART = frozenset([*".;:!?–—-,", *tables.CONTRASTS])
"""Marks and words before a clause of its own."""


def _adjunct(linked: Linked, clause: Clause, used: AbstractSet[int]) -> range:
    """Return the indexes after "with" up to the end of a clause, if none is used and not all words are known."""
    for index in range(clause.start + 1, clause.end - 1):
        after = range(index + 1, clause.end)
        if linked.words[index].key in tables.WITH and used.isdisjoint(after):
            return after if any(not tables.is_known(linked.words[at]) for at in after) else range(0)
    return range(0)


def _may_order(linked: Linked, clause: Clause, *, alone: bool) -> bool:
    """Tell whether a clause after a conjunction has content of its own, or begins like an order beside a single one."""
    content = any(not tables.is_known(word) for word in linked.words[clause.start : clause.end])
    return content or (alone and may_ask(linked, clause.start, clause.end))


def _data(linked: Linked, tools: set[str]) -> set[int]:
    """Return the indexes of days, numbers, addresses, people, places, arrangements and skills."""
    expressions = [tables.TIMES, *((*tables.ARRANGEMENTS, NICE_TO_HAVE) if tools & _OF_JOBS else ())]
    expressions += [tables.PRIVATE_NOTES] if "add_note" in tools else []
    expressions += [f"{words.PUBLIC}|{words.PRIVATE}"] if "update_job" in tools else []
    expressions += [] if tools & _SKILLED else [tables.MANNERS]
    expressions += [tables.APPLICANTS] if "clone_job" in tools else []
    found = set[int]().union(*map(PhraseMatcher(linked.words).positions, expressions))
    for start, end in linked.places:
        named = start > 0 and linked.words[start].capital
        listed = start > 0 and linked.words[start - 1].is_mark and tools & _SKILLED
        of_job = _describes_job(linked, end) or (not tools & _OF_JOBS and _describes_job(linked, max(start - 3, 0)))
        if (named or listed) and not of_job:
            found.update(range(start, end))
    for index, word in enumerate(linked.words):
        skill = linked.hints[index] == "SKL" and (tools & _SKILLED or (tools & _OF_JOBS and word.capital))
        number = word.key[0].isdigit()
        if (skill or number) and not word.is_mark and word.key not in UNITS:
            found.add(index)
    for mention in linked.people:
        if mention.start > 0 or mention.end > 1:  # the "mark" of "mark it as filled" is a verb
            found.update(range(mention.start, mention.end))
        after = linked.words[mention.end : mention.end + 1]
        if after and after[0].capital and not linked.tags[mention.end] and not tables.is_known(after[0]):
            found.add(mention.end)  # another surname
    if tools & _OF_JOBS:
        quoted = linked.positions((one.start, one.end) for one in quotations(linked.message))
        found.update(at for at in quoted if not linked.words[at].is_mark)
    return found.union(*_addresses(linked))


def _addresses(linked: Linked) -> list[set[int]]:
    """Return the indexes of the words of each e-mail address and URL."""
    return [linked.positions([match.span()]) for match in _ADDRESS.finditer(linked.message)]


def _describes_job(linked: Linked, index: int) -> bool:
    """Tell whether a job's title or noun is at a position: "the Austin nurse posting", "the nurse job in Austin"."""
    return any(
        linked.tags[at] == "TTL" or kind_of(linked.words[at].key) is not None
        for at in range(index, min(index + 2, len(linked.words)))
    )


def _phrase(linked: Linked, clause: Clause, index: int, used: AbstractSet[int]) -> tuple[int, int]:
    """Return the phrase around a word: "until June", "and location Dallas"."""
    start, end = index, index + 1
    while start > clause.start and start - 1 not in used:
        word = linked.words[start - 1]
        if not (word.is_mark or word.key[0].isdigit() or fits(tables.LEADS, word.key)):
            break
        start -= 1
    while linked.words[start].is_mark and start < index and linked.words[start].key != "+":
        start += 1
    while end < clause.end and end not in used:
        end += 1
    while end > index + 1 and _belongs_to_next(linked, end - 1):
        end -= 1
    return start, end


def _belongs_to_next(linked: Linked, index: int) -> bool:
    """Tell whether a word belongs to what follows a phrase: the "to job" of "as nice to have to job 5"."""
    word = linked.words[index]
    return word.is_mark or word.key in _TOWARDS or kind_of(word.key) is not None


_TOWARDS = frozenset(
    "to for in of on zu zur bei fur von a au du de do da al alla di naar voor aan van the der die ab af".split()
)


def _merged(linked: Linked, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Merge the spans that overlap, or have only marks and conjunctions between them."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        between = linked.words[merged[-1][1] : start] if merged else []
        if merged and all(word.is_mark or word.key in tables.CONJUNCTIONS for word in between):
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    yield from merged


def _is_statement(linked: Linked, clause: Clause) -> bool:
    """Tell whether a clause has a subject or a negation at its beginning, and so orders nothing."""
    for index in range(clause.start, min(clause.end, clause.start + 3)):
        word = linked.words[index]
        if word.key == "on" and any(one.key in _AFTER_ON for one in linked.words[index + 1 : index + 2]):
            return False
        if fits(tables.SUBJECTS, word.key) and not linked.tags[index]:
            return clause.start > 0 or fits(tables.PRONOUNS, word.key)
        if not (word.is_mark or fits(tables.ADVERBS, word.key)):
            return False
    return False


_AFTER_ON = frozenset("hold the a my our monday tuesday wednesday thursday friday saturday sunday".split())
"""Words after the English "on", which in French is a subject."""


def clauses(linked: Linked) -> Iterator[Clause]:
    """Yield the clauses of a message, split at marks, conjunctions and the beginnings of reasons."""
    begin, opening = 0, ""
    names = {at for one in linked.people for at in range(one.start + 1, one.end)}
    for index in range(len(linked.words) + 1):
        if index < len(linked.words) and (index in names or not _splits(linked, index)):
            continue
        if index > begin:
            yield Clause(begin, index, opening)
            opening = ""
        if index < len(linked.words):
            opening = opening if linked.words[index].is_mark and opening else linked.words[index].key
            begin = index + 1


def _splits(linked: Linked, index: int) -> bool:
    word = linked.words[index]
    apart = linked.message[word.end : word.end + 1].isspace()
    if word.key in {",", "."}:
        dated = word.key == "." and index + 1 < len(linked.words) and fits(tables.TIMES, linked.words[index + 1].key)
        return apart and not dated  # "1. Juli"
    if word.key == ":":
        return apart and _begins_reason(linked, index)
    if word.is_mark:
        return word.key in ";!?–—()" or (word.key == "-" and apart and linked.message[word.start - 1].isspace())
    is_copula = linked.message[word.start : word.end] in {"è", "é", "È", "É"}
    if is_copula or (word.key == "en" and not tables.is_dutch(linked.words)):
        return False
    if word.key in tables.DOUBTFUL:
        return index + 1 < len(linked.words) and fits(tables.PRONOUNS, linked.words[index + 1].key)
    return separates(linked, index) or fits(tables.REASONS, word.key)


def _begins_reason(linked: Linked, index: int) -> bool:
    """Tell whether a colon follows a person or a word for a reason: "reject Ann: no visa"."""
    labelled = index > 0 and fits(tables.REASON_LABELS, linked.words[index - 1].key)
    return labelled or any(one.end == index for one in linked.people)
