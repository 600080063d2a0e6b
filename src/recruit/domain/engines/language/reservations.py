"""Detection of orders that their message takes back, corrects or limits, in seven languages.

The grammar reads "rename job 2 to Lead - actually leave it" as an order with a long title, and does the first clause of
"publish job 1 but hide the pay". A write in such a message is proposed and needs confirmation, so the word lists are
wide.
"""

import re
from collections.abc import Sequence

from recruit.domain.engines.language.ambiguous_values import is_ambiguous, is_ambiguous_note
from recruit.domain.engines.language.conditions import QUOTED, acts
from recruit.domain.engines.language.requests import Request, Wish

_TAKING_BACK = (
    r"never ?mind|nvm|scratch|strike|disregard|ignore|cancel|wait|hold on|hold it|actually|rather|instead|sorry|oops|whoops|nah"
    r"|make (?:that|it) (?=[A-Z])|i mean|i meant|on second thoughts?|leave it|forget (?:it|that)"
    r"|doch nicht|quatsch|vergiss|lieber|stattdessen|eigentlich|sondern|moment|halt|warte|ich meine|falsch"
    r"|en fait|plutôt|attends|attendez|oublie|annule|pardon|non pas|au lieu|je veux dire"
    r"|mejor dicho|espera|olvida|olvídalo|perdón|perdona|quiero decir|en realidad|en vez|más bien"
    r"|aliás|melhor não|deixa|esquece|desculpa|espere|quero dizer|na verdade|em vez"
    r"|anzi|aspetta|lascia(?: stare| perdere)?|scusa|scusi|voglio dire|in realtà|invece|piuttosto"
    r"|toch niet|wacht|laat maar|vergeet|eigenlijk|ik bedoel|in plaats|liever"
)
_LIMITING = (
    r"about|around|roughly|circa|ca\.|etwa|ungefähr|environ|aproximadamente|ongeveer|but|however|though|although|not|no|don['’]t|only|keep|same|like|what|whatever|where|or|without|current|unchanged"
    r"|aber|jedoch|nicht|kein\w*|nur|gleiche[nrsm]?|wie|oder|ohne|behalte"
    r"|mais|pas|seulement|même|comme|ou|sans|garde[zr]?"
    r"|pero|sino|no|solo|sólo|mism[oa]|como|sin|mantén|conserva"
    r"|mas|não|apenas|só|mesm[oa]|sem|mantém|mantenha"
    r"|ma|non|soltanto|stess[oa]|come|senza|mantieni|tieni"
    r"|maar|niet|geen|alleen|dezelfde|hetzelfde|zoals|zonder|behoud"
)
_RESERVING = re.compile(rf"\b(?:{_TAKING_BACK}|{_LIMITING})\b", re.IGNORECASE)
_CORRECTING = re.compile(
    rf"\b(?:{_TAKING_BACK})\b|[.,;!?–-]\s*(?:(?:or|but|oh|ah|oder|ou|o|ma)\s)*(?:nein|non|não|nee|no)\b(?=\s*(?:[,.!]|$|doch|fin|wait|in\b|make|en\b|a\b|à))"
    r"|\b(?:don['’]t|do not) (?:publish|open|post|create)\b",
    re.IGNORECASE,
)
_JOINED_ORDER = re.compile(
    r"(?:\b(?:and|then|und|dann|et|puis|y|luego|e|poi|en|daarna)|[,;])\s+(?:then\s+|also\s+|dann\s+)?(?:same (?:pay|salary)|remind|sag|closing date|deadline|put|add|notify|invite|tell|e?-?mail|message|send|move|"
    r"assign|hire|reject|close|publish it|post it|share it|delete|call|write to|schreib\w*|füge?|lade|ajoute\w*|invite\w*|préviens|mets|añad\w*|agrega|mueve|avisa|"
    r"adiciona|move|convida|aggiungi|sposta|invita|avvisa|voeg|nodig|stuur)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:or|oder|ou)\s+[A-ZÀ-Þ]|\bon (?:LinkedIn|Indeed|Facebook|Monster|XING|StepStone|our (?:site|website|page))\b"
)
"""A second place of a new job, or where to publish it."""

_DUTIES = re.compile(
    r"\b(?:who|that|which|can|will|must|to|der|die|das|kann|qui|sait|que|sabe|quem|che|sa|kan)\b", re.IGNORECASE
)
"""Words before the duties of a job, which may read like orders."""

_STATES = re.compile(
    r"\b(?:or|oder|ou|o|of) (?:more|less|higher|lower|above|below|over|under|mehr|weniger|plus|moins|más|menos|mais|più|meno|meer|minder)\b|"
    r"\b(?:no longer|not|non|no more)[\s-]+(?:public|remote|on-?site|home[\s-]?office|working from home)\b|\bno home office\b"
    r"|\b(?:nice|good) to have\b|\b(?:all|alle|tous|toutes|todos|todas|tutti|tutte)\b.{0,40}\bbut\b",
    re.IGNORECASE,
)
"""Denials, and bounds of pay, that state a value of a job."""

_COPY_FOR = re.compile(r"\bfor\b", re.IGNORECASE)
"""The word before a purpose or a person in an order to copy a job, and seldom before the place of the copy."""

_DISREGARD = re.compile(
    r"\A\W*(?:forget|ignore|disregard|vergiss|vergessen|ignorier\w*|oublie[rz]?|ignore[rz]?|olvida|olvide|ignora|ignore|esquece|esqueça|dimentica|dimentichi"
    r"|vergeet|negeer)(?:\s\w+)?\s*:"
    r"|(?:ignore|disregard|ignorier\w*|ignore[rz]?|ignóral[oa]|ignora(?:r|re|lo|te)?|negeer|negeren)(?: (?:it|this|that|das|ça|esto|isto|isso|questo|dit|dat))?[\s.!]*\Z",
    re.IGNORECASE,
)
"""An order to ignore the rest of a message."""

_TAKEN_BACK = re.compile(
    r"[,.;–—-]\s*(?:(?:bueno|oh|ach|ah|hm+|well|wait|actually|or|oder|ou|o|ma|anzi|no|na|nou|maar|nein|non|nee)[,\s]+)*"
    r"(?:no|nein|non|não|nee|nope|not (?:yet|now|today)|(?:better|maybe|rather) not|or not|no wait|(?:noch|jetzt|lieber|besser|doch|heute) nicht"
    r"|pas (?:encore|maintenant)|plutôt pas|non,? attends|(?:todavía|aún|ahora|mejor) no|(?:ainda|agora|melhor) não|non (?:ancora|ora|adesso)"
    r"|meglio di no|(?:nog|nu|liever|toch) niet)[\s.!]*\Z",
    re.IGNORECASE,
)
"""A last clause that takes an order back: "reject Ann, better not". After a colon the clause may belong to a note."""


def disregards(message: str) -> bool:
    """Tell whether the beginning or the end of a message says to ignore the message."""
    return _DISREGARD.search(message) is not None or (":" not in message and _TAKEN_BACK.search(message) is not None)


def reserves(message: str, wishes: Sequence[Wish]) -> bool:
    """Tell whether a message limits its orders or takes a part back, or a value may contain more."""
    if any(is_ambiguous_note(wish, message) for wish in wishes):
        return True
    writing = [wish for wish in wishes if isinstance(wish, Request) and acts(wish, message)]
    if not writing or any(is_ambiguous(wish) for wish in writing):
        return bool(writing)
    text = message[max(0, min((message.find(wish.text) for wish in writing), default=0)) :]
    for wish in writing:
        text = text.replace(str(wish.arguments.get("reason", "\0")), " ")
    if [wish.tool for wish in writing] == ["clone_job"]:
        if _COPY_FOR.search(text):
            return True
        text = text.replace(" but ", " ", 1)  # "but remote in Austin" is what differs
    if all(wish.tool == "create_job" for wish in writing):
        return _describes_more(text)
    return _RESERVING.search(_STATES.sub(" ", QUOTED.sub(" ", text))) is not None


def corrects(message: str) -> bool:
    """Tell whether a message takes a part of itself back: "reject Ann. No, not her"."""
    return _CORRECTING.search(QUOTED.sub(" ", message)) is not None


def _describes_more(text: str) -> bool:
    """Tell whether the description of a new job may contain an order or a correction. Its word lists are narrower."""
    joined = _JOINED_ORDER.search(text)
    orders = joined is not None and not _DUTIES.search(text[: joined.start()])
    return orders or _ELSEWHERE.search(text) is not None or _CORRECTING.search(QUOTED.sub(" ", text)) is not None
