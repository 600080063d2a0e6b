"""Endings of applications in names of stages: "Aanbod geweigerd" contains the word for an offer, and isn't an offer.

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
_WITHDRAWN = re.compile(
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
_BY = re.compile(
    r"\b(?:by|durch|vom|von|par|por|pelo|pela|dal|dalla|dall|door)"
    r"(?: (?:the|den|die|der|dem|le|la|l|el|il|lo|de|het))? (?!e mail|e?mail|phone|tele|correo|courriel|sms|post)(\w+)"
)
_APPLICANT = re.compile(r"candida\w*|applicants?|kandida\w*|bewerber\w*|postulante|aspirante|sollicitant\w*")
_FILLERS = r"(?: (?:yet|noch|encore|todavia|aun|ainda|ancora|nog|d|de|da|l|le|la|een|an|a|any)\b)*"
_NEGATED_END = re.compile(
    rf"(?:^no|\b(?:not|nicht|kein\w*|pas|non|sin|nao|sem|senza|niet|geen|without|ohne|sans|zonder)){_FILLERS} $"
)
_NEGATION = re.compile(
    r"\b(?:not|cannot|never|(?:is|are|was|were|has|have|had|did|does|do|ca|could|wo)n t|nicht|nie|niemals|"
    r"pas|jamais|non|nao|nunca|niet|nooit|(?:no|nein|nee)$|"
    r"no(?= (?:se|han?|hubo|fue|fueron|estan?|asist\w+|acud\w+|super\w+|pas[aeo]\w*|\w+[aei]d[oa]s?|hech[oa]s?)\b))"
    rf"\b{_FILLERS}(?! (?:tech\w*|tecnic\w*|binding|presentiel)\b)"
)
"""Negations of a verb or participle. The Portuguese "no" is an "in the", and a "no" before a noun denies that noun."""

_NEUTRAL = re.compile(
    r"new|neu\w*|nouvelle|nouveau|nuev[oa]|nov[oa]|nuov[oa]|nieuwe?|"
    r"was|has|have|is|been|wurde|ist|hat|worden|a|ete|est|ha|sido|foi|e|stato|stata|fue|is|werd|heeft|"
    r"the|our|der|die|das|le|la|el|o|il|het|de"
)


def is_negated(before: str) -> bool:
    """Return whether the words before a stage negate it, as in "Not yet interviewed"."""
    return bool(_NEGATED_END.search(f"{before.strip()} "))


def after_negations(phrase: str) -> Sequence[str]:
    """Return the text after each negation in a phrase: "scheduled" in "Interview not yet scheduled"."""
    return [phrase[found.end() :].strip() for found in _NEGATION.finditer(phrase)]


def is_refused_by_applicant(phrase: str) -> bool:
    """Return whether the applicant refused: "by the candidate", or an offer without "by"."""
    refused = _first_match(_REFUSED, phrase)
    if not refused:
        return False
    if agent := _BY.search(phrase):
        return bool(_APPLICANT.fullmatch(agent[1]))
    return _contains(_OFFERED, phrase.replace(refused[0], " "))


def is_ended_by_employer(phrase: str) -> bool:
    """Return whether an agent other than the applicant ended an application, as in "Rejected by manager"."""
    agent = _BY.search(phrase)
    if agent is None or _APPLICANT.fullmatch(agent[1]):
        return False
    return bool(_contains(_REFUSED, phrase) or _contains(_WITHDRAWN, phrase))


def is_offer_withdrawn(phrase: str) -> bool:
    """Return whether a phrase is an offer and a withdrawal only. In "Offer withdrew" the applicant withdrew."""
    offer, _, end = " ".join(content_words(phrase)).partition(" ")
    return bool(_OFFERED.fullmatch(offer) and _WITHDRAWN.fullmatch(end)) and end != "withdrew"


def contains_ending(phrase: str) -> bool:
    """Return whether a phrase contains a word for a refusal, a withdrawal or a failure that isn't negated."""
    return any(_contains(pattern, phrase) for pattern in (_REFUSED, _WITHDRAWN, _ENDED))


def content_words(phrase: str) -> Sequence[str]:
    """Return the words of a phrase without articles, auxiliary verbs, "new" and words for the applicant."""
    return [word for word in phrase.split() if not _NEUTRAL.fullmatch(word) and not _APPLICANT.fullmatch(word)]


def _contains(pattern: re.Pattern[str], phrase: str) -> bool:
    return _first_match(pattern, phrase) is not None


def _first_match(pattern: re.Pattern[str], phrase: str) -> re.Match[str] | None:
    """Return the first match that isn't negated, or None."""
    return next((found for found in pattern.finditer(phrase) if not is_negated(phrase[: found.start()])), None)
