"""Replies about a turn's calls: by a model without tools, or in the tools' own texts."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from recruit.domain.agent.calls import Result
from recruit.domain.agent.dialogue.instructions import TELLING
from recruit.domain.agent.dialogue.turn_log import Taken
from recruit.domain.agent.dialogue.untrusted_content import quoted
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.agent.wording import one_line, paragraphs
from recruit.ports.language import ChatMessage, MessageRole

MOST_TOLD = 4_000
"""Longest reply of a model, in characters."""


def is_tellable(taken: Taken) -> bool:
    """Tell whether a model may rephrase all results of the turn."""
    return all(TOOLS[one.call.name].is_tellable and one.outcome.result is Result.DONE for one in taken.done)


def dialogue(said: str, taken: Taken) -> list[ChatMessage]:
    """Return the dialogue for the model that writes the reply: all results, as quoted data."""
    mark = secrets.token_hex(16)
    talk = [ChatMessage(MessageRole.SYSTEM, TELLING.format(mark=mark)), ChatMessage(MessageRole.USER, said)]
    for _, step in groupby(taken.done, key=lambda one: one.step):
        done = list(step)
        talk.append(ChatMessage(MessageRole.ASSISTANT, "", [one.asked for one in done]))
        talk += [ChatMessage(MessageRole.TOOL, quoted(one.outcome, mark), call_id=one.asked.id) for one in done]
    return talk


def given(taken: Taken) -> Sequence[str]:
    """Return the results to check against: texts, and figures other than ids with their field names."""
    shown = (f"{kind} #{number}" for one in taken.done for kind, number in one.outcome.shown)
    texts = (one.outcome.text for one in taken.done)
    return [*texts, *shown, *(line for one in taken.done for line in _lines(one.outcome.data))]


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


def own_words(taken: Taken) -> str:
    """Return the tools' own texts: of every change, proposal and refusal, and of the last step."""
    last = taken.done[-1].step
    texts = [
        one.outcome.text
        for one in taken.done
        if one.step == last or one.outcome.writes or one.outcome.result in {Result.PROPOSED, Result.REFUSED}
    ]
    return paragraphs(*dict.fromkeys(texts))


def cleaned(text: str) -> str:
    """Return a model's text, one clean line at a time, so that it displays as plain text only."""
    lines = [one_line(line) for line in text[:MOST_TOLD].strip().splitlines()]
    return "\n".join(lines)
