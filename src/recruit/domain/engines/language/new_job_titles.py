"""The description of a new job in an order, without the order's own words, and the title at its beginning."""

import re

from recruit.domain.engines.reading.job import job_title

LONGEST = 160
"""Longest order, in characters, whose description begins with the title. A longer one is a pasted advert."""

_COURTESY = (
    r"please|can you|could you|bitte|kannst du|svp|stp|peux-tu|pouvez-vous|por favor|puedes|puede|podrías|você pode|pode|podes|per favore|"
    r"puoi|può|potresti|alsjeblieft|kun je|kunt u|wil je"
)
_CREATE = (
    r"create|open|add|post|make|erstell\w*|lege?|eröffne|cré\w+|cree\w*|ouvre[zr]?|ajoute[zr]?|crea\w*|crei|abr[aei]\w*|añade|agrega|"
    r"cri[ae]\w*|adiciona|adicione|apri|apra|aprire|aggiungi|inserisci|maak|open|voeg|plaats"
)
_ARTICLE = r"an?|the|ein\w*|une?|un[oa]?|uma?|een|la|le|il|lo|l['’]|el|o|de|het"
_NEW = r"new|neue\w*|nouve\w*|nuev[oa]|nov[oa]|nuov[oa]|nieuwe?"
_NOUN = (
    r"job(?: ad| opening| posting)?|positions?|role|vacancy|opening|stelle|stellenanzeige|poste|offre(?: d['’]emploi)?|annonce|puesto(?: de trabajo)?|"
    r"vacante|oferta(?: de (?:empleo|trabajo|emprego))?|plaza|vaga(?: de emprego)?|posição|cargo|posizione|posto(?: di lavoro)?|"
    r"offerta(?: di lavoro)?|annuncio(?: di lavoro)?|ruolo|vacature|functie|baan"
)
_LINK = r"for|as|called|titled|an|aus|aan|als|für|pour|comme|de|d['’]|du|para|como|da|do|per|di|del|come|voor|van|met de titel"
_HEAD = re.compile(
    rf"\W*(?:(?:{_COURTESY})\W+)?(?:{_CREATE})\s+(?:(?:{_ARTICLE})\s*)?(?:(?:{_NEW})\s+)?(?:{_NOUN})(?!\w)"
    rf"(?:\s+(?:{_LINK})(?!\w))*\s*[:,–—-]?\s*(?:(?:{_ARTICLE})\s+)?",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    rf"(?:(?:{_ARTICLE})\s+)?(?P<title>[^\d,;:.(\n]+?)(?=\s+(?:paid|bezahlt|payée?|in|at|near|with|who|from|for|on|à|a|en|em|no|na|te|bij|bei|con|avec|mit|com|met|zu)\s|"
    r"\s*(?:[,;:.(\n\d]|$))",
    re.IGNORECASE,
)


def described(text: str) -> str:
    """Return the description in an order for a new job: "imbianchino a Siena" of "crea una posizione di imbianchino a Siena"."""
    head = _HEAD.match(text)
    return (text[head.end() :] if head else "").strip() or text.strip()


def order_title(prompt: str) -> dict[str, str]:
    """Return the title at the beginning of an order's description, if no title is recognised in it; else empty."""
    if len(prompt) > LONGEST or job_title.find(prompt) is not None:
        return {}
    found = _BEGINNING.match(described(prompt))
    title = found["title"].strip() if found else ""
    return {"title": title[0].upper() + title[1:]} if title else {}
