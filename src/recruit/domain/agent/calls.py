"""Calls of tools, and their origin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.outcome import Outcome, Result
from recruit.domain.engines.language.memory import Memory

Arguments: TypeAlias = Mapping[str, Any]
"""Validated arguments by name."""


class Call(NamedTuple):
    """The name of a tool and the arguments to call it with."""

    name: str
    arguments: Mapping[str, Any]


Watch: TypeAlias = Callable[[Call, Outcome | None], None]
"""Callback for tool calls: receives the call with None when it begins, and with its outcome when it has ended."""


def nobody_watches(_call: Call, _outcome: Outcome | None) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The origin of a call: user, conversation or session, and callback.

    `conversation_id` is None outside of conversations; `session` then names the assistant's session.
    """

    actor: Actor
    conversation_id: int | None = None
    watch: Watch = nobody_watches
    session: str = ""


def remember(memory: Memory, call: Call, outcome: Outcome) -> None:
    """Store a call in the conversation's memory if it succeeded."""
    if outcome.result is Result.DONE:
        memory.remember(call.name, call.arguments, outcome.shown)
