"""The log of a turn that a language model took."""

from dataclasses import dataclass, field
from typing import NamedTuple

from recruit.domain.agent.calls import Call, Outcome
from recruit.ports.language import ToolCall


class LoggedCall(NamedTuple):
    """A call, its outcome, the model's request for it, and the number of the model's step."""

    call: Call
    outcome: Outcome
    request: ToolCall
    step: int


@dataclass(slots=True)
class TurnLog:
    """The log of a turn. `in_focus` holds the things shown as the only one of their kind: ("job", 5)."""

    in_focus: set[tuple[str, int]]
    done: list[LoggedCall] = field(default_factory=list)
    reply: str = ""

    def add(self, done: LoggedCall) -> None:
        """Record a call. A thing that it shows alone is in focus from now on."""
        self.done.append(done)
        for kind in {reference.kind for reference in done.outcome.shown}:
            ids = {reference.id for reference in done.outcome.shown if reference.kind == kind}
            if len(ids) == 1:
                self.in_focus |= {(kind, number) for number in ids}

    def earlier(self, call: Call) -> Outcome | None:
        """Return the outcome of the same call earlier in the turn."""
        return next((one.outcome for one in self.done if one.call == call), None)
