"""Short answers: yes or no to a proposal, or the choice among several things.

yes    = "yes" | "confirm" | "go ahead" | "do it" | … , [ "please" | … ] | token ;
no     = "no" | "cancel" | … ;
answer = [ "the" ] , ordinal , [ "one" ] | [ noun ] , number | name ;
"""

import re
from dataclasses import dataclass

from recruit.domain.engines.language import mentions
from recruit.domain.engines.language.patterns import MOST_TOKENS, Pattern
from recruit.domain.engines.language.phrases import listed
from recruit.domain.engines.language.requests import Kind, Named, Nth
from recruit.domain.engines.language.tokens import tokens

_YES = frozenset(
    listed("""
    absolutely | adelante | affirmative | akkoord | allez y | bestätigen | certo | claro | confermo | confirm |
    confirmar | confirmed | confirmo | correct | d'accord | d'accordo | dale | de acuerdo | definitely | do it | do
    that | doe maar | einverstanden | fallo | go ahead | go for it | hazlo | i am sure | i confirm | i'm sure | ik
    bevestig | isso | isso mesmo | ja | ja bitte | ja doe maar | ja gerne | ja graag | ja mach | ja mach das | ja
    mach es | jawohl | je confirme | mach das | mach es | ok | ok do it | ok go ahead | okay | okay do it | oui |
    oui allez y | oui confirme | oui d'accord | oui merci | oui s'il te plaît | oui s'il vous plaît | oui vas y |
    please do | please go ahead | pode | pode sim | procedi | proceed | si | si adelante | sim | sim claro | sim
    pode | sim por favor | sounds good | sure | sure go ahead | sì | sì certo | sì grazie | sì per favore | sì va
    bene | sí | sí adelante | sí claro | sí dale | sí hazlo | sí por favor | va bene | vale | vas y | y | yeah |
    yeah do it | yeah go ahead | yep | yep do it | yep go ahead | yes | yes all of them | yes close it | yes confirm
    | yes delete it | yes do it | yes do that | yes go ahead | yes go for it | yes i am sure | yes i confirm | yes
    i'm sure | yes please | yes please do | yes please go ahead | yes proceed | yes reject them | yes reject them
    all | yes sure | yes thank you | yes thanks | yup | yup go ahead
""")
)
_NO = frozenset(
    listed("""
    abbrechen | abort | annuleer | annuler | annulla | besser nicht | better not | cancel | cancel that | cancela |
    cancelar | deixa | deixa pra lá | deja | do not | don't | déjalo | forget it | laat maar | laisse | laisse
    tomber | lascia | lascia perdere | lass | lass es | leave it | lieber nicht | meglio di no | mejor no | n | nah
    | ne lass | nee | nee bedankt | nein | nein danke | nein lass | nein lass das | never mind | nevermind | niet
    doen | no | no cancel | no don't | no déjalo | no gracias | no grazie | no leave it | no stop | no thank you |
    no thanks | non | non laisse | non merci | nope | not now | não | não obrigada | não obrigado | nö | please
    don't | stop | surtout pas
""")
)
_TOKEN = re.compile(r"\W*(?:(?:yes|confirm|token|confirmation)\W+)*([0-9a-f]{8})\W*", re.IGNORECASE)
_UNSURE = re.compile(r"[?\"“”„«»`>]|\A\W*['‘’‚]|\N{THUMBS DOWN SIGN}")
"""Marks of a question or a quotation. A message with one is not a yes."""

_CHOICES = [
    Pattern(line)
    for line in (
        "[i mean|i meant|no|it is|it's|its] [the] {ordinal} [one|candidate|job|option] [please]",
        "[i mean|i meant|option|number|no] {number} [please]",
        "[i mean|i meant|it is|it's] {job} [please]",
        "[i mean|i meant|it is|it's] {person} [please]",
        "[i mean|i meant|it is|it's] [the] {title} [please]",
    )
]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A yes, with the token if the message names one."""

    token: str | None


def read_confirmation(message: str) -> Confirmation | None:
    """Return the confirmation if the message is one and nothing else; otherwise None."""
    if (found := _TOKEN.fullmatch(message)) is not None and len(message) < 100:  # noqa: PLR2004
        return Confirmation(found[1].lower())
    return Confirmation(None) if _bare(message) in _YES and not _UNSURE.search(message) else None


def is_refusal(message: str) -> bool:
    """Tell whether a message is a no."""
    return _bare(message) in _NO


def read_answer(message: str) -> int | Nth | Named | None:
    """Return the choice that a message states; None for a longer message."""
    said = [token for token in tokens(message[:200]) if not token.is_mark]
    if len(message) > 200 or not 0 < len(said) <= MOST_TOKENS:  # noqa: PLR2004
        return None
    for pattern in _CHOICES:
        found = pattern.match(said)
        if found is None:
            continue
        if "ordinal" in found:
            return Nth(None, mentions.ordinal(found["ordinal"]))
        if "number" in found:
            return mentions.number(found["number"])
        if "title" in found:
            return Named(Kind.JOB, mentions.text_of(found["title"], message))
        read = mentions.job(found["job"], message) if "job" in found else mentions.person(found["person"], message)
        return read if isinstance(read, int | Nth | Named) else None
    return None


def _bare(message: str) -> str:
    return " ".join(token.text for token in tokens(message[:100]) if not token.is_mark) if len(message) <= 100 else ""  # noqa: PLR2004
