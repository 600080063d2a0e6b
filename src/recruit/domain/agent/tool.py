"""A tool: its name, arguments, effect on the organisation's data and required permissions."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.arguments import Argument, schema
from recruit.domain.agent.outcome import Outcome, Result
from recruit.domain.engines.language.memory import Memory

Arguments: TypeAlias = Mapping[str, Any]
"""Validated arguments by name."""


class Effect(StrEnum):
    """The effect of a tool on data."""

    READS = "reads"
    WRITES = "writes"
    DESTROYS = "destroys"
    """The effect can't be undone, so the tool always asks first."""


class Call(NamedTuple):
    """The name of a tool and the arguments to call it with."""

    name: str
    arguments: Mapping[str, Any]


def remember(memory: Memory, call: Call, outcome: Outcome) -> None:
    """Store a call in the conversation's memory if it succeeded."""
    if outcome.result is Result.DONE:
        memory.remember(call.name, call.arguments, outcome.shown)


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


Run: TypeAlias = Callable[[Caller, Arguments], Awaitable[Outcome]]
Facts: TypeAlias = Mapping[str, Mapping[str, str]]
"""Known facts by thing, in words: {"candidate #5": {"name": "Ann Lee", "applications": "none"}}."""


class Question(NamedTuple):
    """A confirmation question, and the facts that it rests on. A yes is valid as long as they hold."""

    text: str
    facts: Facts


Asks: TypeAlias = Callable[[Caller, Arguments], Awaitable[Question | None]]
"""Returns the confirmation question of a call; None if the call needs no confirmation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """An entry of the registry. `run` raises from the core's error tree.

    `permission` is required to use the tool, and so is each of `also`: an API key may have one without the other.

    A tool that takes files is not `in_chat`.
    """

    name: str
    title: str
    description: str
    arguments: Sequence[Argument]
    run: Run
    permission: Permission
    effect: Effect = Effect.READS
    idempotent: bool = True
    asks: Asks | None = None
    in_chat: bool = True
    also: AbstractSet[Permission] = frozenset()

    @property
    def schema(self) -> dict[str, Any]:
        """Return the arguments as JSON Schema."""
        return schema(self.arguments)

    def lacking(self, actor: Actor) -> Permission | None:
        """Return the first required permission that the actor lacks; None if the actor may use the tool."""
        needed = [self.permission, *sorted(self.also)]
        return next((one for one in needed if not actor.may(one)), None)

    def recorded(self, arguments: Arguments) -> dict[str, Any]:
        """Return the arguments as actions store them: without files, which are stored elsewhere or not at all."""
        files = {one.name for one in self.arguments if one.is_file}
        return {name: f"({len(value)} characters)" if name in files else value for name, value in arguments.items()}
