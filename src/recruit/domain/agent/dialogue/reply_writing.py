"""Replies about a turn's calls: by a model without tools, or in the tools' own texts."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from recruit.domain.agent.calls import Result
from recruit.domain.agent.dialogue.instructions import REPLY_PROMPT
from recruit.domain.agent.dialogue.turn_log import TurnLog
from recruit.domain.agent.dialogue.untrusted_content import quoted
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.agent.wording import one_line, paragraphs
from recruit.ports.language import ChatMessage, MessageRole

LONGEST_REPLY = 4_000
"""Longest reply of a model, in characters."""


def is_rephrasable(log: TurnLog) -> bool:
    """Tell whether a model may rephrase all results of the turn."""
    return all(TOOLS[one.call.name].is_rephrasable and one.outcome.result is Result.DONE for one in log.done)


def reply_messages(message: str, log: TurnLog) -> list[ChatMessage]:
    """Return the messages for the model that writes the reply: all results, as quoted data."""
    mark = secrets.token_hex(16)
    messages = [ChatMessage(MessageRole.SYSTEM, REPLY_PROMPT.format(mark=mark)), ChatMessage(MessageRole.USER, message)]
    for _, step in groupby(log.done, key=lambda one: one.step):
        done = list(step)
        messages.append(ChatMessage(MessageRole.ASSISTANT, "", [one.request for one in done]))
        messages += [ChatMessage(MessageRole.TOOL, quoted(one.outcome, mark), call_id=one.request.id) for one in done]
    return messages


def grounds(log: TurnLog) -> Sequence[str]:
    """Return the results to check against: texts, and figures other than ids with their field names."""
    shown = (f"{kind} #{number}" for one in log.done for kind, number in one.outcome.shown)
    texts = (one.outcome.text for one in log.done)
    return [*texts, *shown, *(line for one in log.done for line in _lines(one.outcome.data))]


def _lines(value: Any) -> Iterator[str]:
    match value:
        case Mapping():
            for name, one in value.items():
                if not name.endswith(("id", "ids")):
                    yield from (f"{name} {line}" for line in _lines(one))
        case str():
            yield value
        case Sequence():
            for one in value:
                yield from _lines(one)
        case _:
            yield str(value)


def tool_texts(log: TurnLog) -> str:
    """Return the tools' own texts: of every change, proposal and refusal, and of the last step."""
    last = log.done[-1].step
    texts = [
        one.outcome.text
        for one in log.done
        if one.step == last or one.outcome.writes or one.outcome.result in {Result.PROPOSED, Result.REFUSED}
    ]
    return paragraphs(*dict.fromkeys(texts))


def clean_text(text: str) -> str:
    """Return a model's text, one clean line at a time, so that it displays as plain text only."""
    lines = [one_line(line) for line in text[:LONGEST_REPLY].strip().splitlines()]
    return "\n".join(lines)
