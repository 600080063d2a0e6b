"""One turn of a conversation: its message, and the reply with its tool calls as they are added."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from recruit.domain.agent import replies
from recruit.domain.agent.calls import SUCCESSES, Call, Caller, Outcome, Result
from recruit.domain.agent.list_questions import IGNORED
from recruit.domain.agent.references import Unresolved
from recruit.domain.agent.wording import paragraphs, quoted_list
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.ignored import ignored
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.orders.conditions import condition
from recruit.domain.engines.language.orders.unused import unused
from recruit.domain.engines.language.requests import Request
from recruit.domain.engines.language.understanding import WRITES
from recruit.domain.shared.errors import NotFound

ERASING = "erase_candidate"


@dataclass(slots=True)
class Turn:
    """A message with its sender and the conversation's memory, and the reply and the tool calls so far."""

    caller: Caller
    memory: Memory
    message: str
    texts: list[str] = field(default_factory=list)
    tools: list[Mapping[str, Any]] = field(default_factory=list)
    """The name, the arguments and the outcome of each call."""
    linked: Linked | None = None
    """The message with its entities, if it was planned for."""
    unread: Sequence[str] = ()
    """The clauses after a proposed order that no reader has read."""
    may_order: bool = False
    """Whether the message orders something, or may do so."""

    @property
    def text(self) -> str:
        """The reply."""
        return paragraphs(*self.texts)

    @property
    def has_erased(self) -> bool:
        """Whether a person was erased."""
        return any(one["name"] == ERASING and one["outcome"] == Result.DONE for one in self.tools)

    @property
    def has_written(self) -> bool:
        """Whether a change was made or proposed."""
        return any(one["name"] in WRITES for one in self.tools)

    def add(self, call: Call, outcome: Outcome) -> None:
        """Record a call and add its outcome to the reply."""
        self.texts.append(outcome.text)
        self.log(call, outcome)

    def add_once(self, call: Call, outcome: Outcome) -> None:
        """Record a call, and add its outcome unless it repeats the last text, as for calls proposed together."""
        if not self.texts or self.texts[-1] != outcome.text:
            self.texts.append(outcome.text)
        self.log(call, outcome)

    def log(self, call: Call, outcome: Outcome) -> None:
        """Record a call."""
        arguments = dict(call.arguments)
        self.tools.append({"name": call.name, "arguments": arguments, "outcome": outcome.result.value})

    async def report_errors(self, work: Awaitable[None], *, plain: bool = False) -> None:
        """Await work, and add its error to the reply: an ambiguous reference (Unresolved), or NotFound.

        `plain` means that the message holds plain orders, which are run at once. Otherwise an order that an answer
        completes is proposed, with what the message leaves unused.
        """
        try:
            await work
        except Unresolved as error:
            self.texts.append(str(error))
            self.memory.question = {**error.question, "plain": plain} if error.question else None
        except NotFound as error:
            self.texts.append(replies.not_found(error))

    def finish(self) -> None:
        """Add notices of a condition that isn't checked, and of the parts of the message that no call uses."""
        notice = self._add_condition() or ""
        if self.memory.question and not self.tools:
            self._keep_unused(self.memory.question, notice)
        excluded = ignored(self.linked, self.tools) if self.linked else None
        if excluded and not any(text.startswith(IGNORED) for text in self.texts):
            self.texts.append(f"{IGNORED}{quoted_list([excluded])}.")
        if any(one["outcome"] not in SUCCESSES for one in self.tools):
            return
        requests = [Request(one["name"], one["arguments"]) for one in self.tools]
        reasons = [str(one.arguments["reason"]).strip(" .") for one in requests if "reason" in one.arguments]
        left = [one for one in self.unread if one not in notice and not _within(one, reasons)]
        others = unused(self.linked, requests) if self.linked else ()
        left += [one for one in others if one not in notice and not _within(one, [*self.unread, *reasons])]
        self.texts += [replies.unused(left)] if left else []

    def _keep_unused(self, question: dict[str, Any], notice: str) -> None:
        """Store the unused parts of the message with its question, for the turn that answers it."""
        asked = [Request(question["tool"], question["arguments"])] if self.linked else []
        left = [*self.unread, *(unused(self.linked, asked) if self.linked else ())]
        question["left"] = [*dict.fromkeys([*left, *([notice] if notice else [])])]
        question["plain"] = question["plain"] and not question["left"]

    def _add_condition(self) -> str | None:
        """Add a notice of the unchecked condition of an order that is proposed, or not run. Return the condition."""
        relevant = self.may_order and (self.has_written or not self.tools)
        found = condition(self.linked, self.tools) if self.linked and relevant else None
        if found and self.has_written:
            self.texts.append(replies.condition_unchecked(found, proposed=True))
        elif found:
            self.texts.insert(0, replies.condition_unchecked(found, proposed=False))
        return found


def _within(text: str, others: Sequence[str]) -> bool:
    return any(text in one or one in text for one in others)
