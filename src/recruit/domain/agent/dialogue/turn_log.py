"""What was done in a turn that a language model took."""

from dataclasses import dataclass, field
from typing import NamedTuple

from recruit.domain.agent.outcome import Outcome
from recruit.domain.agent.tool import Call
from recruit.ports.language import ToolCall


class Done(NamedTuple):
    """A call, what came of it, how the model asked for it, and in which of its steps."""

    call: Call
    outcome: Outcome
    asked: ToolCall
    step: int


@dataclass(slots=True)
class Taken:
    """`spoken_of` holds the things that are the only ones of their kind which were shown: ("job", 5)."""

    spoken_of: set[tuple[str, int]]
    done: list[Done] = field(default_factory=list)
    reply: str = ""

    def add(self, done: Done) -> None:
        """Record a call; what it alone shows is spoken of from now on."""
        self.done.append(done)
        for kind in {reference.kind for reference in done.outcome.shown}:
            ids = {reference.id for reference in done.outcome.shown if reference.kind == kind}
            if len(ids) == 1:
                self.spoken_of |= {(kind, number) for number in ids}

    def earlier(self, call: Call) -> Outcome | None:
        """Return what came of the same call earlier in the turn."""
        return next((one.outcome for one in self.done if one.call == call), None)
