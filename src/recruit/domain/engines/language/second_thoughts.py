"""Messages that take back the change before them: "actually don't", "no, I said screening", in seven languages."""

import re
from dataclasses import dataclass

from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.negation_words import TO_LAST_CHANGE
from recruit.domain.engines.language.understanding import WRITES

LONGEST = 120
"""Longest message, in characters, that may only take a change back."""

_BEFORE = (
    r"oh|ah|ach|hm+|uh|um|ok|okay|but|actually|please|er|aber|eigentlich|bitte|mais|en fait|finalement|pero|mas|aliás"
    r"|na verdade|ma|anzi|maar|eigenlijk|doch"
)
_STOPPING = (
    r"don['’]?t|do not|not|wait|hold on|hold it|stop|never ?mind|nvm|scratch that|wrong|oops|whoops|ups|oeps|sorry"
    r"|nicht|halt|stopp|warte|moment|doch nicht|lieber nicht|falsch|quatsch"
    r"|pas|attends|attendez|mince|laisse|oublie"
    r"|espera|espere|mejor no|olvídalo|perdón|me equivoqué"
    r"|melhor não|esquece|desculpa|me enganei"
    r"|aspetta|aspetti|ferma|meglio di no|lascia (?:stare|perdere)|scusa|mi sono sbagliat[oa]"
    r"|niet|wacht|toch niet|liever niet|laat maar|verkeerd"
)
_MEANING = (
    r"i (?:meant?|said)|ich (?:meinte|meine|sagte)|je (?:voulais|veux) dire|j['’]ai dit|quer[ií]a decir|quise decir|dije"
    r"|queria dizer|quis dizer|eu disse|volevo dire|ho detto|ik (?:bedoel(?:de)?|zei)"
)
_LEAD = re.compile(
    rf"\W*(?:(?:{_BEFORE})\W+)*(?:(?P<no>(?:{TO_LAST_CHANGE})\b)|(?P<stop>(?:{_STOPPING})\b)|(?:{_MEANING})\b)",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    rf"\W*(?:(?:{_BEFORE}|{TO_LAST_CHANGE}|{_STOPPING}|{_MEANING}|it|that|that one|this one)\b\W*)*", re.IGNORECASE
)


_INSTEAD = re.compile(rf"(?:\b(?i:{_MEANING})\b|,)\s+(?=[A-ZÀ-Þ])")
"""The beginning of a name that corrects another one: "sorry, I meant Bob", "not her, Bob"."""


@dataclass(frozen=True, slots=True)
class SecondThought:
    """The rest of the message, whether it begins with a plain "no", and whether it only takes the change back."""

    rest: str
    denies: bool
    is_bare: bool


def second_thought(message: str, memory: Memory) -> SecondThought | None:
    """Return how a message takes back the conversation's last call, if that made a change; otherwise None."""
    last = (memory.last or {}).get("tool")
    found = _LEAD.match(message) if len(message) <= LONGEST and last in WRITES - {"undo"} else None
    if found is None:
        return None
    again = _AGAIN.match(message)
    meant = _INSTEAD.search(message) if found["stop"] else again
    rest = message[meant.end() :] if meant else ""
    return SecondThought(rest.strip(" .!?,;"), found["no"] is not None, _AGAIN.fullmatch(message) is not None)
