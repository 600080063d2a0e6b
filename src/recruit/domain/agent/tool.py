"""One tool: what it is called, what it is told, what it does to the organisation's data, and who may use it."""

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
"""Clean ones, by name."""


class Effect(StrEnum):
    """What a tool does to data."""

    READS = "reads"
    WRITES = "writes"
    DESTROYS = "destroys"
    """What it does can't be undone: it always asks first."""


class Call(NamedTuple):
    """A tool by name and what it is told."""

    name: str
    arguments: Mapping[str, Any]


def remember(memory: Memory, call: Call, outcome: Outcome) -> None:
    """Keep a call in a conversation's memory if it was done."""
    if outcome.result is Result.DONE:
        memory.remember(call.name, call.arguments, outcome.shown)


Watch: TypeAlias = Callable[[Call, Outcome | None], None]
"""Is told of a call when it begins, with None, and when it has ended, with what came of it."""


def nobody_watches(_call: Call, _outcome: Outcome | None) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, in which conversation (None outside of conversations) or assistant's session, and who watches."""

    actor: Actor
    conversation_id: int | None = None
    watch: Watch = nobody_watches
    session: str = ""


Run: TypeAlias = Callable[[Caller, Arguments], Awaitable[Outcome]]
Facts: TypeAlias = Mapping[str, Mapping[str, str]]
"""What is known of things, in words: {"candidate #5": {"name": "Ann Lee", "applications": "none"}}."""


class Question(NamedTuple):
    """What is asked before a call that needs a yes, and the facts it rests on. A yes holds as long as they do."""

    text: str
    facts: Facts


Asks: TypeAlias = Callable[[Caller, Arguments], Awaitable[Question | None]]
"""Says what a call would do when that needs a yes; None when it may go ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """An entry of the registry. `run` raises from the core's error tree.

    `permission` is what it takes to use it, `also` what else each call of it needs: a key may have one
    without the other.

    What takes files is not `in_chat`.
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
        """Return what an actor who may not use it lacks; None for one who may."""
        needed = [self.permission, *sorted(self.also)]
        return next((one for one in needed if not actor.may(one)), None)

    def recorded(self, arguments: Arguments) -> dict[str, Any]:
        """Return the arguments as actions keep them: without files, which are kept elsewhere or nowhere."""
        files = {one.name for one in self.arguments if one.is_file}
        return {name: f"({len(value)} characters)" if name in files else value for name, value in arguments.items()}
