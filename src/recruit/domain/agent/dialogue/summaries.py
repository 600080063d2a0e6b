"""What is said of a turn's calls: by a model that has no tools, or in the tools' own words."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from recruit.domain.agent.dialogue.instructions import TELLING
from recruit.domain.agent.dialogue.turn_log import Taken
from recruit.domain.agent.dialogue.untrusted_content import quoted
from recruit.domain.agent.outcome import Result
from recruit.domain.agent.wording import one_line, paragraphs
from recruit.ports.language import Utterance, Voice

MOST_TOLD = 4_000
"""Characters of a model's reply."""

TELLABLE = frozenset(
    "find_jobs get_job find_candidates get_candidate summarize_candidate list_applications pipeline".split()
)
"""Tools whose results a model may put in its own words. Scores, reasons, drafts and changes are told in theirs."""


def is_tellable(taken: Taken) -> bool:
    """Tell whether a model may put all that was done in its own words."""
    return all(one.call.name in TELLABLE and one.outcome.result is Result.DONE for one in taken.done)


def dialogue(said: str, taken: Taken) -> list[Utterance]:
    """Return what a model is told that is to tell it: everything, as quoted data."""
    mark = secrets.token_hex(16)
    talk = [Utterance(Voice.SYSTEM, TELLING.format(mark=mark)), Utterance(Voice.USER, said)]
    for _, step in groupby(taken.done, key=lambda one: one.step):
        done = list(step)
        talk.append(Utterance(Voice.ASSISTANT, "", [one.asked for one in done]))
        talk += [Utterance(Voice.TOOL, quoted(one.outcome, mark), call_id=one.asked.id) for one in done]
    return talk


def given(taken: Taken) -> Sequence[str]:
    """Return what the tools gave, to check against: texts, and figures that are no ids with their fields' names."""
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
    """Return the tools' own words: of all that was changed, proposed or refused, and of the last step."""
    last = taken.done[-1].step
    texts = [
        one.outcome.text
        for one in taken.done
        if one.step == last or one.outcome.writes or one.outcome.result in {Result.PROPOSED, Result.REFUSED}
    ]
    return paragraphs(*dict.fromkeys(texts))


def cleaned(text: str) -> str:
    """Return a model's words without anything that shows as more than words."""
    lines = [one_line(line) for line in text[:MOST_TOLD].strip().splitlines()]
    return "\n".join(lines)
