"""The readings of a message, and the doubts about its reading by the grammar."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.agent.chaining import CREATIONS
from recruit.domain.engines.language.conditions import postpones
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.intents import SEVERAL
from recruit.domain.engines.language.learned.planning import Plan
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.orders import coverage
from recruit.domain.engines.language.orders.compounds import Compound
from recruit.domain.engines.language.orders.conditions import condition
from recruit.domain.engines.language.orders.following import unused_clauses
from recruit.domain.engines.language.orders.unused import unused
from recruit.domain.engines.language.quotations import is_quoted
from recruit.domain.engines.language.requests import Kind, Pointed, Reading, Request, Wish
from recruit.domain.engines.language.reservations import reserves
from recruit.domain.engines.language.understanding import WRITES, writes


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings of a message: by the grammar, by the model with the organisation's names, and as several orders.

    `dropped`: the message dropped the proposals before it.
    """

    grammar: Reading
    plan: Plan
    directory: Directory
    compound: Compound
    dropped: bool

    @property
    def may_order(self) -> bool:
        """Whether the message orders something, or may do so."""
        wishes = [*self.grammar.wishes, *self.plan.steps, *self.plan.offers[:1], *self.compound.steps]
        return any(map(writes, wishes)) or not WRITES.isdisjoint(self.grammar.asked) or bool(self.compound.orders)

    def unread_words(self, wishes: Sequence[Wish]) -> Sequence[str]:
        """Return the words of the message that may ask for more than the wishes do."""
        steps = [wish for wish in wishes if isinstance(wish, Request)]
        if len(steps) < len(wishes):
            return []
        tools = [one.tool for one in steps]
        ids = [] if any(tool in WRITES for tool in tools) else coverage.unused_ids(self.plan.linked, steps)
        left = [*ids, *self.compound.undone(tools)]
        if any(tool in WRITES and tool != "create_job" for tool in tools):
            return left  # the end of the turn names what orders leave unused
        return left or unused_clauses(self.plan.linked, steps, self.plan.probabilities.get(SEVERAL, 0))

    def _is_ambiguous(self, memory: Memory) -> bool:
        """Tell whether an order has a pronoun that the messages before it leave open."""
        orders = [wish for wish in self.grammar.wishes if isinstance(wish, Request) and writes(wish)]
        pronouns = [value for order in orders for value in order.arguments.values() if isinstance(value, Pointed)]
        return any(memory.not_understood or (memory.changed_person and one.kind is Kind.CANDIDATE) for one in pronouns)

    def is_doubtful(self, message: str, memory: Memory) -> bool:
        """Tell whether the grammar's reading is postponed, limited, guessed or ambiguous, or leaves a part out."""
        wishes = self.grammar.wishes
        left = any(isinstance(one, Request) and one.left for one in wishes)
        put_off = any(test(message, wishes) for test in (postpones, reserves, is_quoted))
        creates = any(isinstance(one, Request) and one.tool in CREATIONS for one in wishes)
        named = creates and self._names_candidate()
        guessed = left or bool(self.grammar.unread_spans) or named or put_off or self._is_guessed()
        return guessed or self._leaves_part_unused() or self._is_ambiguous(memory)

    def _names_candidate(self) -> bool:
        """Tell whether the message names a candidate: "create a job for Drew". The "May" of "May 3" is none."""
        words = self.plan.linked.words
        behind = [words[one.end].key if one.end < len(words) else "" for one in self.plan.linked.people]
        return any(not key[:1].isdigit() for key in behind)

    def _is_guessed(self) -> bool:
        """Tell whether a word was corrected to that of an order: "hier" is "here" in German, and no "hire"."""
        wishes = self.grammar.wishes
        several = len(wishes) > 1
        return self.grammar.corrected and any(writes(wish) and (several or not _adds(wish)) for wish in wishes)

    def _leaves_part_unused(self) -> bool:
        """Tell whether the grammar's reading of orders leaves a part of the message unused, or a condition."""
        wishes = [wish for wish in self.grammar.wishes if isinstance(wish, Request)]
        if len(wishes) < len(self.grammar.wishes) or not any(map(writes, wishes)):
            return False
        conditional = condition(self.plan.linked, [{"arguments": one.arguments} for one in wishes]) is not None
        return conditional or bool(unused(self.plan.linked, wishes))


def _adds(wish: Wish) -> bool:
    return isinstance(wish, Request) and wish.tool in {*CREATIONS, "add_note"}
