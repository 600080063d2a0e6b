"""Parser of several orders in one message: each order is understood completely, or none is.

message = order , { separator , order } , [ separator , note ] ;
order   = [ "please" ] , verb , { person | job | stage | filler } | { person | job | stage } , infinitive ;
note    = [ verb ] , "note" , [ person ] , ( ":" | "that" | "-" | quote ) , text , { separator , order } ;

An order without a verb has that of the previous one ("move Ann to offer and Bob to interview"). Every word must be in a
table, or be a name, a title, a number or a stage. Negations and conditions are in no table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.statuses import stages
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.orders.ellipsis import MOVED, separates
from recruit.domain.engines.language.orders.order import read_order
from recruit.domain.engines.language.orders.verbs import Verb, first_verb, is_courteous, last_verb, verb_inside
from recruit.domain.engines.language.orders.words import CONTRASTS, Action
from recruit.domain.engines.language.quotation_spans import quotation_at
from recruit.domain.engines.language.requests import Kind, Pointed, Request

LONGEST = 600
"""Longest message that is parsed, in characters."""

MOST_ORDERS = 8
_MARKS = frozenset(",.;!&+#-–—'’()/¿")
"""Marks allowed in an order. Text in quotation marks, or after a colon, may be quoted from another person."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The span of one order, and its verb."""

    start: int
    end: int
    verb: Verb


@dataclass(frozen=True, slots=True)
class Orders:
    """Requests in order, and the texts that begin like an order and aren't understood."""

    steps: Sequence[Request] = ()
    left: Sequence[str] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything was understood."""
        return bool(self.steps) and not self.left


@dataclass(slots=True)
class Reader:
    """Reads the orders of one message, and keeps the person in focus."""

    linked: Linked
    directory: Directory
    memory: Memory
    in_focus: int | Pointed | None = None
    whole: Part = field(init=False)

    def __post_init__(self) -> None:
        """Begin with the candidate in the conversation's focus."""
        self.whole = Part.whole(self.linked, self.directory, self.memory)
        if self.in_focus is None and Kind.CANDIDATE in self.memory.focus:
            self.in_focus = Pointed(Kind.CANDIDATE)

    def part(self, start: int, end: int) -> Part:
        """Return the part of the message between two positions."""
        return replace(self.whole, start=start, end=end)

    def read(self, start: int, end: int) -> Orders:
        """Parse the orders between two positions."""
        segments, unassigned = self.segments(start, end)
        steps: list[Request] = []
        left = [self.linked.text(*one) for one in unassigned]
        previous: Segment | None = None
        for segment in segments:
            part = self.part(segment.start, segment.end)
            carries = previous and previous.verb.is_negated and not self._contrasts(previous, segment)
            if carries and not segment.verb.is_negated:
                left.append(part.text)
            previous = segment
            found = self._order(segment, self.in_focus)
            if found is None:
                left.append(part.text)
                continue
            steps += [] if segment.verb.is_negated else found
            people = {one.arguments["candidate_id"] for one in found if "candidate_id" in one.arguments}
            if people:
                self.in_focus = people.pop() if len(people) == 1 else None
        return Orders(steps, left) if len(steps) <= MOST_ORDERS else Orders((), [self.linked.text(start, end)])

    def segments(self, start: int, end: int) -> tuple[list[Segment], list[tuple[int, int]]]:
        """Split words into orders. The second value holds the spans that belong to none."""
        found: list[Segment] = []
        left: list[tuple[int, int]] = []
        waiting: int | None = None  # words that may belong to a later infinitive
        for begin, stop in self.chunks(start, end):
            part = self.part(begin, stop)
            verb, last = first_verb(part), last_verb(part)
            if verb is None and last is not None:
                found.append(Segment(begin if waiting is None else waiting, stop, last))
                waiting = None
            elif verb is None and found and found[-1].verb.is_last and self._moves(part):
                found.append(Segment(begin, stop, Verb(Action.MOVE, begin, begin)))
            elif verb is not None:
                left += [] if waiting is None else [(waiting, begin)]
                waiting = None
                found += self._split_without_separator(Segment(begin, stop, verb))
            elif found and not found[-1].verb.is_last and waiting is None:
                found[-1:] = self._continued(found[-1], begin, stop)
            elif not is_courteous(part):
                waiting = begin if waiting is None else waiting
        return found, left if waiting is None else [*left, (waiting, end)]

    def _split_without_separator(self, segment: Segment) -> list[Segment]:
        """Return an order, or two without a separator that are both understood: "reject Ann close job 3"."""
        in_focus = self.in_focus or Pointed(Kind.CANDIDATE)
        if self._order(segment, in_focus) is not None:
            return [segment]
        for index in range(segment.verb.end + 1, segment.end - 1):
            verb = verb_inside(self.part(segment.start, segment.end), index)
            if verb is None:
                continue
            first, second = Segment(segment.start, index, segment.verb), Segment(index, segment.end, verb)
            if self._order(first, in_focus) is not None and self._order(second, in_focus) is not None:
                return [first, second]
        return [segment]

    def _order(self, segment: Segment, in_focus: int | Pointed | None) -> Sequence[Request] | None:
        part = self.part(segment.start, segment.end)
        has_other_marks = any(word.is_mark and word.key not in _MARKS for word in part.words)
        return None if has_other_marks else read_order(part, segment.verb, in_focus)

    def _continued(self, segment: Segment, begin: int, stop: int) -> list[Segment]:
        """Return the segment extended by the words, or followed by an order with the verb omitted."""
        part = self.part(begin, stop)
        previous = self.part(segment.start, segment.end)
        if self._moves(part) and read_order(previous, segment.verb, self.in_focus) is not None:
            action = segment.verb.action if segment.verb.action in {Action.MOVE, Action.PUT} else Action.MOVE
            return [segment, Segment(begin, stop, Verb(action, begin, begin))]
        return [Segment(segment.start, stop, segment.verb)]

    @staticmethod
    def _moves(part: Part) -> bool:
        """Tell whether words without a verb name a person or an application, and a stage."""
        named = part.people() or any(one.kind in MOVED for one in part.numbered())
        return bool(named) and bool(stages(part.words))

    def _contrasts(self, previous: Segment, segment: Segment) -> bool:
        """Tell whether "but", or a new sentence, separates an order from the previous one."""
        between = self.linked.words[previous.end : segment.verb.start]
        return any(word.key in CONTRASTS for word in between) or self.begins_line(segment.start)

    def chunks(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the spans between separators and line ends."""
        begin = start
        for index in range(start, end):
            if self.is_separator(index):
                if index > begin:
                    yield begin, index
                begin = index + 1
            elif index > begin and self.begins_line(index):
                yield begin, index
                begin = index
        if end > begin:
            yield begin, end

    def is_separator(self, index: int) -> bool:
        """Tell whether a word may stand between two orders, and isn't part of a name or a number."""
        word = self.linked.words[index]
        if not separates(self.linked, index):
            return False
        if any(one.start <= index < one.end for one in self.linked.people):
            return False
        return word.key != "." or word.end >= len(self.linked.message) or self.linked.message[word.end].isspace()

    def begins_line(self, index: int) -> bool:
        """Tell whether a word is the first of a line, outside of quotations."""
        between = self.linked.message[self.linked.words[index - 1].end : self.linked.words[index].start]
        return "\n" in between and quotation_at(self.linked.message, self.linked.words[index].start) is None
