"""Write authorisation: whether the user's own words ask for a write, with its verb, targets and texts.

    order  = verb of the tool , all targets , all texts ;   and no negation, no question, no condition
    target = an id that the user said | the only one of its kind that was shown in this conversation ;
    text   = words and figures that the user said ;

A write that isn't asked for explicitly is proposed instead: the confirmation is the user's word, too. Words are equal
if their first five letters are: "interviewing" is "interview".
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from recruit.domain.agent.calls import Call
from recruit.domain.agent.dialogue.figures import figures, known
from recruit.domain.agent.tools.table import TOOLS

STEM = 5
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TARGETS = {"job_id": "job", "candidate_id": "candidate", "application_id": "application", "candidate_ids": "candidate"}
_ENDINGS = ("", "s", "es", "ed", "d", "ing")

_AGAINST = frozenset(
    """
    not don't dont doesn't didn't won't can't cannot never no without if when unless should would
    nicht kein keine nie ohne wenn pas jamais ne sans si nunca sin tampoco
    """.split()
)


def is_authorised(call: Call, message: str, in_focus: AbstractSet[tuple[str, int]]) -> bool:
    """Tell whether `message` asks for a write to the targets of the call, named or in focus."""
    words = {word.lower().replace("’", "'") for word in _WORD.findall(message)}
    forms = {f"{verb}{ending}" for verb in TOOLS[call.name].verbs.split() for ending in _ENDINGS}
    if "?" in message or words & _AGAINST or not words & forms:
        return False
    ground = _Evidence(known(message), {word[:STEM] for word in words}, in_focus)
    return all(ground.supports(name, value) for name, value in call.arguments.items())


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The content of the user's message: numbers, word stems, and the things in focus."""

    numbers: AbstractSet[str]
    stems: AbstractSet[str]
    in_focus: AbstractSet[tuple[str, int]]

    def supports(self, name: str, value: Any) -> bool:
        """Tell whether the user's message contains an argument."""
        match value:
            case bool() | None:
                return True
            case int():
                return str(value) in self.numbers or (_TARGETS.get(name, ""), value) in self.in_focus
            case str():
                return self._contains(value)
            case Mapping():
                return all(self.supports(key, one) for key, one in value.items())
            case _:
                return all(self.supports(name, one) for one in value)

    def _contains(self, text: str) -> bool:
        words = _WORD.findall(text.replace("_", " "))
        return all(word[:STEM].lower() in self.stems for word in words) and all(
            readings & self.numbers for readings in figures(text)
        )
