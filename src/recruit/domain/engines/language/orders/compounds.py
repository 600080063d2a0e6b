"""The orders of a message, and those that a reading leaves out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.kinds import MYSELF
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists.phrases import fits
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.ellipsis import with_omitted_nouns
from recruit.domain.engines.language.orders.notes import find_note, read_note_and_orders, read_preceding_note
from recruit.domain.engines.language.orders.reading import LONGEST, Reader
from recruit.domain.engines.language.orders.verbs import Verb, first_verb
from recruit.domain.engines.language.orders.words import Action
from recruit.domain.engines.language.politeness import asks
from recruit.domain.engines.language.requests import Kind, Request
from recruit.domain.engines.language.understanding import WRITES

_TOOLS = {
    Action.CLOSE: {"close_job"},
    Action.PAUSE: {"update_job"},
    Action.REOPEN: {"update_job"},
    Action.PUBLISH: {"update_job"},
    Action.DELETE: {"delete_job", "delete_candidate", "delete_application", "erase_candidate"},
    Action.REJECT: {"reject_application"},
    Action.HIRE: {"move_application"},
    Action.MOVE: {"move_application"},
    Action.PUT: {"create_application", "move_application", "update_job"},
    Action.ADD: {"create_application", "update_job", "move_application", "create_candidate", "add_note"},
    Action.DRAFT: {"draft_outreach", "add_note", "interview_questions", "create_job"},
    Action.SHOW: {
        *("get_candidate", "summarize_candidate", "get_job", "find_candidates", "find_jobs", "compare_candidates"),
        *("list_applications", "pipeline", "match_candidates", "match_jobs", "explain_match", "interview_questions"),
        *("draft_outreach", "add_note", "create_job"),
    },
}
_FIELDS = {Action.PUBLISH: "is_public", Action.PAUSE: "status", Action.REOPEN: "status"}
_CHOICES = frozenset("or oder ou o".split())
"""Words between two alternative orders."""

_CLEAR = frozenset(
    [Action.CLOSE, Action.PAUSE, Action.REOPEN, Action.PUBLISH, Action.DELETE, Action.REJECT, Action.HIRE, Action.MOVE]
)
"""Actions whose verbs seldom mean anything else."""

_MAY_SHOW = frozenset([Action.DRAFT, Action.PUT])
_SENDERS = MYSELF | {"ci"}
"""Recipients that make an order one to show something: "send me her summary" doesn't order a message."""

_QUOTES = frozenset('"“”„«»')


@dataclass(frozen=True, slots=True)
class Compound:
    """The requests of a message of which every word was understood, and all of its orders.

    `quoted`: its note is entirely in quotation marks. `doubtful`: its note may hold an order, or an order may
    belong to the note. `orders` are the actions and the words of all possible orders.
    `choice`: the words of an order that is an alternative: "or close it".
    """

    steps: Sequence[Request] = ()
    doubtful: bool = False
    quoted: bool = False
    orders: Sequence[tuple[Action, str]] = ()
    choice: str | None = None

    def missing(self, tools: Sequence[str]) -> Sequence[str]:
        """Return the texts of the orders that none of the tools carries out.

        The only order of a message is returned if it rejects or deletes and the tools add to a pipeline instead, or if
        it deletes and they reject.
        """
        if len(self.orders) <= 1:
            adds, rejects = set(tools) == {"create_application"}, set(tools) == {"reject_application"}
            return [
                text
                for action, text in self.orders
                if (adds and action in {Action.REJECT, Action.DELETE}) or (rejects and action is Action.DELETE)
            ]
        if not any(tool in WRITES or tool == "draft_outreach" for tool in tools):
            return []
        unused, left = Counter(tools), []
        for action, text in self.orders:
            tool = next((one for one in unused if one in _TOOLS[action] and unused[one]), None)
            if tool is None:
                left.append(text)
            else:
                unused[tool] -= 1
        return left

    def unset(self, requests: Sequence[Request]) -> Sequence[str]:
        """Return the texts of the orders to set a field of a job that none of the requests for changes of jobs sets."""
        changes = [one.arguments.get("changes") or {} for one in requests if one.tool == "update_job"]
        fields = {name for one in changes for name in one}
        statuses = {one["status"] for one in changes if "status" in one}
        return [
            text
            for action, text in self.orders
            if changes
            and (_FIELDS.get(action, "") not in {"", *fields} or words.STATUSES.get(action) not in {None, *statuses})
        ]

    def undone(self, tools: Sequence[str]) -> Sequence[str]:
        """Return the texts of the orders to write if the tools only read."""
        if any(tool in WRITES for tool in tools):
            return []
        return [text for action, text in self.orders if action in _CLEAR]


def read(linked: Linked, directory: Directory, memory: Memory) -> Compound:
    """Return the orders of a message, and the requests if every word is understood."""
    end = _end(linked)
    if len(linked.message) > LONGEST or end == 0:
        return Compound()
    reader = Reader(with_omitted_nouns(linked), directory, memory)
    preceding_note = () if asks(linked.message) else read_preceding_note(reader, end)
    return Compound(preceding_note) if preceding_note else replace(_read(reader, end), choice=_alternative(reader, end))


def _alternative(reader: Reader, end: int) -> str | None:
    """Return the words of an alternative to an order: "or close it"."""
    listed = reader.linked.words
    for one, other in pairwise(reader.linked.people):
        between = [index for index in range(one.end, other.start) if not listed[index].is_mark]
        if between and _is_choice(reader.linked, between[0]):
            return reader.linked.text(one.end, other.end)
    for index in range(1, end - 1):
        if _is_choice(reader.linked, index) and first_verb(reader.part(index + 1, end)) is not None:
            return reader.linked.text(index, end)
    return None


def _is_choice(linked: Linked, index: int) -> bool:
    """Tell whether a word stands between alternatives. The "O" of "O'Neil" doesn't."""
    word = linked.words[index]
    return word.key in _CHOICES and linked.message[word.end : word.end + 1] not in {"'", "’"}


def _read(reader: Reader, end: int) -> Compound:
    """Return the orders of the words before a position, with the note after them if there is one."""
    linked = reader.linked
    noted = find_note(reader, 0, end)
    start = noted[0] if noted else end
    orders = tuple(_orders(reader, 0, start))
    before = reader.read(0, start) if start else None
    steps = list(before.steps) if before else []
    if asks(linked.message) or (before and before.left):
        return Compound(orders=orders)
    if noted is None:
        return Compound(steps, orders=orders)
    # A note without a name is about the person of the orders before it.
    again = find_note(reader, start, end)
    if again is None:
        return Compound(orders=orders)
    after, doubtful = read_note_and_orders(reader, again[1], end)
    if after.left:
        return Compound(orders=orders)
    return Compound([*steps, *after.steps], doubtful, again[1].quoted, orders)


def _end(linked: Linked) -> int:
    """Return the index after the last word that isn't a question mark."""
    end = len(linked.words)
    while end and linked.words[end - 1].key == "?":
        end -= 1
    return end


def _orders(reader: Reader, start: int, end: int) -> Sequence[tuple[Action, str]]:
    """Return the possible orders: a verb with a person or a thing, outside of quotation marks and questions."""
    found = []
    for segment in reader.segments(start, end)[0]:
        part = reader.part(segment.start, segment.end)
        following = reader.linked.words[segment.end].key if segment.end < len(reader.linked.words) else ""
        quoted = sum(word.key in _QUOTES for word in reader.linked.words[: segment.start]) % 2 == 1
        asked = "?" in {*part.keys, following}
        doubtful = quoted or asked or segment.verb.is_negated or any(key in _QUOTES for key in part.keys)
        is_complete = segment.verb.particle in {None, *part.keys}  # "sage" in "sage-femme" rejects no one
        if not doubtful and is_complete and _has_target(part, segment.verb):
            shows = not _SENDERS.isdisjoint(part.keys) and segment.verb.action in _MAY_SHOW
            found.append((Action.SHOW if shows else segment.verb.action, part.text))
    return found


def _has_target(part: Part, verb: Verb) -> bool:
    """Tell whether an order has a person or a thing. For a rejection or a hire, the person may be unknown."""
    named = part.people() or part.titles() or any(part.ids(kind) for kind in Kind)
    after = [key for key in part.keys[verb.end - part.start :] if key[0].isalnum()]
    unknown = verb.action in {Action.REJECT, Action.HIRE} and not all(fits(words.FILLERS, key) for key in after)
    pronouns = [*after[:1], *part.keys[-2:]]  # "passe-la"
    return bool(named) or unknown or verb.has_pronoun or any(fits(words.PRONOUNS, key) for key in pronouns)
