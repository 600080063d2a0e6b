"""The purpose and language of a draft, read from the order for it."""

import re
from collections import Counter
from collections.abc import Iterator

from recruit.domain.engines.language.draft_texts import NAMES
from recruit.domain.engines.language.learned.words import folded
from recruit.domain.engines.language.plain.words import REFUSAL
from recruit.domain.engines.reading.text.language_detection import detect_language

_LANGUAGE_NAMES = {
    "en": "english|englisch|anglais|ingles|inglese|engels",
    "de": "german|deutsch|allemand|aleman|alemao|tedesco|duits",
    "fr": "french|franzosisch|francais|frances|francese|frans",
    "es": "spanish|spanisch|espagnol|espanol|espanhol|spagnolo|spaans",
    "pt": "portuguese|portugiesisch|portugais|portugues|portoghese|portugees",
    "it": "italian|italienisch|italien|italiano|italiaans",
    "nl": "dutch|niederlandisch|hollandisch|neerlandais|neerlandes|holandes|olandese|nederlands",
}
_IN = "(?:in|auf|en|em|into)(?: het)?"
_LANGUAGE_REQUESTS = {
    name: re.compile(
        rf"\b{_IN} (?:{names})\b"
        rf"|\b(?:{names}) (?:rejection|refusal|invitation|e-?mail|mail|message|letter|draft|version)\b"
    )
    for name, names in _LANGUAGE_NAMES.items()
}
INTO_LANGUAGE = f"{_IN} (?:{'|'.join(_LANGUAGE_NAMES.values())})"
LANGUAGE = (
    rf"(?:(?:and|now|same|und|et|y|e|ed|en|the same|das gleiche|pareil|lo mismo) )*{INTO_LANGUAGE}"
    r"(?: please| instead| pls| bitte| svp| stp| por favor| per favore| alsjeblieft| graag)?"
)
"""Messages that only ask for a language."""

_WORDS = {
    "en": """
        write draft compose prepare create an for send give make rejection refusal invite outreach approach reach the to about her him
    """,
    "de": """
        schreib schreibe schreiben verfasse verfass entwirf formuliere setz absage einladung anschreiben ansprache an
        nachricht ihm ihr zu fur vorstellungsgesprach
    """,
    "fr": "redige rediger redigez ecris ecrire ecrivez prepare refus lettre entretien lui a pour courriel",
    "es": """
        escribe escribir escriba redacta redactar redacte prepara rechazo carta correo mensaje invitacion entrevista a
        para
    """,
    "pt": "escreve escreva escrever redige redija prepara recusa rejeicao carta mensagem convite entrevista a para",
    "it": "scrivi scriva scrivere prepara redigi rifiuto lettera messaggio invito colloquio a per di",
    "nl": "schrijf schrijven stel maak opstellen afwijzing uitnodiging bericht brief aan voor hem haar gesprek",
}
_ORDER_WORDS = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_REFUSAL = re.compile(rf"(?<!\S){REFUSAL}(?!\S)")
_INVITING = re.compile(r"\b(?:invit\w*|einlad\w*|lade\b|convo[cq]\w*|convid\w*|convit\w*|uitnodig\w*|nodig\b)")
_INTERVIEW = re.compile(r"\b(?:interview\w*|\w*gesprach\w*|entretien\w*|entrevist\w*|colloqui\w*|\w*gesprek\w*)\b")


def draft_options(text: str) -> dict[str, str]:
    """Return the purpose and the language of the draft that a text asks for, if they aren't the defaults.

    Unless the text names a language, the draft is in the language of the text.
    """
    purpose, written = next(_purposes(text), None), named_language(text) or _guessed_language(text)
    return ({"purpose": purpose} if purpose else {}) | ({"language": written} if written != "en" else {})


def is_interview_invitation(text: str) -> bool:
    """Tell whether a text mentions an invitation to an interview."""
    plain = folded(text)
    return bool(_INVITING.search(plain) and _INTERVIEW.search(plain))


def named_language(text: str) -> str | None:
    """Return the language that a text names: "in German", "auf Deutsch"."""
    plain = folded(text)
    return next((name for name, request in _LANGUAGE_REQUESTS.items() if request.search(plain)), None)


def _purposes(text: str) -> Iterator[str]:
    if _REFUSAL.search(re.sub(r"[^\w'\s-]", " ", folded(text))):
        yield "rejection"
    if is_interview_invitation(text):
        yield "interview"


def _guessed_language(text: str) -> str:
    """Return the language of a text, guessed from the words of orders for drafts."""
    said = re.findall(r"[^\W\d_]+", folded(text))
    points = Counter({name: sum(word in known for word in said) for name, known in _ORDER_WORDS.items()})
    best = max(points.values())
    likely = [name for name in NAMES if points[name] == best]
    read = detect_language(text)
    return likely[0] if len(likely) == 1 or read not in likely else read
