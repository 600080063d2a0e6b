"""Stages that name an ending: "Aanbod geweigerd" holds the word for an offer, and isn't an offer.

Words are compared case-folded and without accents. Stems cover the forms of a word in the languages of `headers.py`.
"""

import re
from collections.abc import Sequence

_REFUSED = re.compile(
    r"\b(?:declin\w*|refus\w*|rejec\w*|denied|turned(?= down)|"
    r"abgelehnt\w*|ablehn\w*|lehnte?(?=\b.* ab\b)|absage|abgesagt|ausgeschlagen|verweiger\w*|"
    r"rejet\w*|rechaz\w*|rehus\w*|denegad\w*|recus\w*|rejeit\w*|negad[oa]s?|rifiut\w*|respint\w*|"
    r"geweiger\w*|weiger\w*|afgewezen|afwijz\w*|afgeslagen|nicht angenommen|not accepted|non accept\w*|"
    r"no acept\w*|nao aceit\w*|niet (?:geaccepteerd|aangenomen))\b"
)
_TAKEN_BACK = re.compile(
    r"\b(?:withdrawn|withdrew|rescind\w*|revo[kcqg]\w*|retract\w*|cancel\w*|annul\w*|anul\w*|voided|"
    r"expired?|expirad\w*|lapsed|zuruck(?:gezogen|genommen)|widerruf\w*|storniert|verfallen|abgelaufen|"
    r"retir(?:e|ee|es|ees|ad[oa]s?)|caduc\w*|vencid[oa]s?|ritirat[oaie]|scadut[oaie]|"
    r"ingetrokken|geannuleerd|herroepen|verlopen|vervallen)\b"
)
_ENDED = re.compile(
    r"\b(?:closed|(?:position|job|role|vacancy) filled|terminated|fell through|unsuccessful\w*|gescheitert|geplatzt|"
    r"echoue\w*|fallid[oa]s?|fracassad[oa]s?|"
    r"fallit[oaie]|mislukt|afgeketst)\b"
)
_OFFERED = re.compile(
    r"\b(?:offers?|contracts?|\w*angebot\w*|\w*vertrag\w*|zusage|offres?|propositions?|contrats?|ofertas?|"
    r"propuestas?|propostas?|proposte|contratos?|offert[ae]|contratt[oi]|aanbod|voorstel|\w*contract)\b"
)
_AGENT = re.compile(
    r"\b(?:by|durch|vom|von|par|por|pelo|pela|dal|dalla|dall|door)"
    r"(?: (?:the|den|die|der|dem|le|la|l|el|il|lo|de|het))? (?!e mail|e?mail|phone|tele|correo|courriel|sms|post)(\w+)"
)
_APPLICANT = re.compile(r"candida\w*|applicants?|kandida\w*|bewerber\w*|postulante|aspirante|sollicitant\w*")
_FILLED = r"(?: (?:yet|noch|encore|todavia|aun|ainda|ancora|nog|d|de|da|l|le|la|een|an|a|any)\b)*"
_NOT = re.compile(
    rf"(?:^no|\b(?:not|nicht|kein\w*|pas|non|sin|nao|sem|senza|niet|geen|without|ohne|sans|zonder)){_FILLED} $"
)
_DENIED = re.compile(
    r"\b(?:not|cannot|never|(?:is|are|was|were|has|have|had|did|does|do|ca|could|wo)n t|nicht|nie|niemals|"
    r"pas|jamais|non|nao|nunca|niet|nooit|(?:no|nein|nee)$|"
    r"no(?= (?:se|han?|hubo|fue|fueron|estan?|asist\w+|acud\w+|super\w+|pas[aeo]\w*|\w+[aei]d[oa]s?|hech[oa]s?)\b))"
    rf"\b{_FILLED}(?! (?:tech\w*|tecnic\w*|binding|presentiel)\b)"
)
"""Negations of a verb or participle. The Portuguese "no" is an "in the", and a "no" before a noun denies that noun."""

_NEUTRAL = re.compile(
    r"new|neu\w*|nouvelle|nouveau|nuev[oa]|nov[oa]|nuov[oa]|nieuwe?|"
    r"was|has|have|is|been|wurde|ist|hat|worden|a|ete|est|ha|sido|foi|e|stato|stata|fue|is|werd|heeft|"
    r"the|our|der|die|das|le|la|el|o|il|het|de"
)


def is_negated(before: str) -> bool:
    """Return whether the words before a stage negate it, as in "Not yet interviewed"."""
    return bool(_NOT.search(f"{before.strip()} "))


def denied(phrase: str) -> Sequence[str]:
    """Return what follows each negation of a phrase: "scheduled" in "Interview not yet scheduled"."""
    return [phrase[found.end() :].strip() for found in _DENIED.finditer(phrase)]


def is_refused_by_applicant(phrase: str) -> bool:
    """Return whether a phrase says that the applicant refused, by a named agent or since an offer was refused."""
    refused = _first(_REFUSED, phrase)
    if not refused:
        return False
    agent = _AGENT.search(phrase)
    if agent:
        return bool(_APPLICANT.fullmatch(agent[1]))
    return _has(_OFFERED, phrase.replace(refused[0], " "))


def is_ended_by_employer(phrase: str) -> bool:
    """Return whether a phrase says who refused, and that it wasn't the applicant."""
    agent = _AGENT.search(phrase)
    return bool(agent and not _APPLICANT.fullmatch(agent[1]) and (_has(_REFUSED, phrase) or _has(_TAKEN_BACK, phrase)))


def is_offer_taken_back(phrase: str) -> bool:
    """Return whether a phrase says only that an offer was taken back. "Withdrew at offer" is the applicant's act."""
    offer, _, end = " ".join(plain(phrase)).partition(" ")
    return _is(_OFFERED, offer) and _is(_TAKEN_BACK, end) and end != "withdrew"


def names_an_ending(phrase: str) -> bool:
    """Return whether a phrase holds a word for a refusal, a withdrawal or a failure."""
    return any(_has(stem, phrase) for stem in (_REFUSED, _TAKEN_BACK, _ENDED))


def plain(phrase: str) -> Sequence[str]:
    """Return the words of a phrase without articles, auxiliary verbs, "new" and words for the applicant."""
    return [word for word in phrase.split() if not _is(_NEUTRAL, word) and not _is(_APPLICANT, word)]


def _has(pattern: "re.Pattern[str]", phrase: str) -> bool:
    return _first(pattern, phrase) is not None


def _first(pattern: "re.Pattern[str]", phrase: str) -> "re.Match[str] | None":
    """Return the first match that isn't negated, or None."""
    return next((found for found in pattern.finditer(phrase) if not is_negated(phrase[: found.start()])), None)


def _is(pattern: "re.Pattern[str]", word: str) -> bool:
    return bool(pattern.fullmatch(word))
