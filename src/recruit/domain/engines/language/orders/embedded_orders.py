"""Orders in the values of other orders: in "set the location to Rome and don't close it", the place is Rome.

    embedded  = separator , verb , words                    "R&D, and add Go to the required skills"
              | separator , negation , words                "Rome and don't close it"
              | since , time                            "Rome starting May 3"
              | separator , noun , id , "to" , words        "Chief and job 4 to Boss"
              | "without" , field of a job              "clone job 1 without the description"

A title, a place or a department ends before it. A new job's description ends before an order about the job itself
("and publish it"), unless it belongs to a relative clause: "who can write and publish it". Supports seven languages.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.phrases import PhraseMatcher
from recruit.domain.engines.language.negation_words import BEFORE_SECOND_ORDER
from recruit.domain.engines.language.orders.unused_words import TIMES
from recruit.domain.engines.language.requests import Request
from recruit.domain.engines.language.words import JOB_FIELDS
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

LONGEST = 400
"""Maximum characters of a value that are searched. A longer prompt is a pasted advert."""

_VALUES = ("title", "location", "department")
_JOINT = (
    r"(?:(?<=[\s,;&])(?:and|then|but|also|und|dann|aber|et|puis|mais|y|luego|pero|e|ed|depois|mas|poi|ma|en|dan|daarna|maar)\s+"
    r"(?:(?:then|also|dann|auch|puis|aussi|luego|tambien|también|depois|também|poi|anche|dan|ook)\s+)?|(?<=[,;])\s+)"
)
_CHANGING = (
    r"add|remove|drop|require|delete|publish|unpublish|advertise|reopen|rename|retitle|raise|reject|assign|invite|notify|"
    r"füge|entferne|streiche|veröffentliche|schließe|schliesse|pausiere|benenne|erhöhe|lehne|lade|"
    r"ajoute[zr]?|retire[zr]?|enlève|supprime[zr]?|publie[zr]?|ferme[zr]?|renomme[zr]?|augmente[zr]?|"
    r"añad[ea]|agrega|quita|elimina|publica|ciérral[oa]|cierra|renombra|sube|rechaza|"
    r"adiciona|acrescenta|retira|publique|feche|fecha|renomeia|aumenta|"
    r"aggiungi|rimuovi|togli|pubblica\w*|chiudi\w*|rinomina\w*|rifiuta|"
    r"voeg|verwijder|publiceer|sluit|hernoem|verhoog|wijs"
)
_COMMON = r"close|open|pause|put|set|make|change|move|update|lower|cut|hire|match|show|list|tell|email|mail|write|copy|clone|post|send|call"
_OBJECT = r"it|its|them|her|him|this|that|the|my|our|a|an|to|job|jobs|candidate|#?\d+"
_NOUNS = "job|jobs|position|role|vacancy|stelle|poste|offre|puesto|vacante|vaga|posizione|annuncio|vacature|candidate|kandidat|candidat|candidato"
_EMBEDDED = Lazy(
    rf"{_JOINT}(?:(?:{_CHANGING})\s+\S|(?:{_COMMON})\s+(?:{_OBJECT})\b|(?:{BEFORE_SECOND_ORDER})\s*(?:{_CHANGING}|{_COMMON}|(?:l[aeo]\s|l['’])?(?:ferm|publi|cierr|fech|chiud|pubblic)\w+)|"
    r"(?:publique|ciérral|chiudil|pubblical|rinominal)\w+|"
    r"\w+\s(?:sie|es|ihn|het|hem|ze)\s(?:nicht|niet)\b|"
    rf"(?:(?:the\s)?(?:{_NOUNS})\s+)#?\d+\s+(?:to|in|into|as|zu|auf|en|à|a|para|per|naar)\s)"
)
_ITSELF = r"it|its|ela|ele|deze|die|haar|the job|this job|that job|sie|es|ihn|die stelle|le poste|l['’]offre|la|lo|a vaga|el puesto|la vacante|het|hem|de vacature"
_JOB_ORDER = Lazy(
    r"(?:^|\s|[,;]\s*)(?:and|then|und|dann|et|puis|y|luego|e|poi|en|dan)\s+"
    rf"(?:(?:publish|unpublish|advertise|post|close|pause|reopen|clone|veröffentliche|publiziere|schließe|pausiere|publiceer|sluit|"
    rf"pubblica|publica|publie[zr]?|ferme[zr]?)(?:\s+|-)(?:{_ITSELF})(?!\w)[^.;:\n]{{0,30}}[\s.!]*$|"
    r"(?:publish|advertise|veröffentliche|publiziere|publie[zr]?|publica|publique|pubblica|publiceer|zet\s(?:hem|haar|deze|het)\sonline)[\s.!]*$|"
    r"(?:publícal[oa]|publi(?:cá|que)-l?[oa]|publiquez?-l[ae]|publie-l[ae]|pubblicala|pubblicalo|publica-[oa]|ciérral[oa]|chiudila)[\s.!]*$|"
    r"(?:assign|give|send|forward|show)\s+(?:it|the job)\s+to\s+[^.;:\n]{1,40}$|(?:put|make|set|keep)\s+(?:it|its|the job)\s+[^.;:\n]{1,40}$|"
    r"(?:add|assign|invite|put|füge|ajoute[zr]?|añade|agrega|adiciona|aggiungi|voeg)\s+[^.;:\n]{1,60}\s(?:to|on|for|into|zu|hinzu|"
    r"à|al?|ao|alla|aan|toe)(?:\s+(?:it|the job|this job|job\s+#?\d+|dieser stelle|ce poste|ella|ele|essa vaga|toe|hinzu))?[\s.!]*$)",
    re.IGNORECASE,
)
_DUTIES = Lazy(
    r"(?<!\w)(?:who|that|which|can|will|must|to|you|der|die|das|kann|qui|sait|que|sabe|quem|che|sa|kan|wie)(?!\w)",
    re.IGNORECASE,
)
_SINCE = Lazy(
    r"\s(?:starting|beginning|effective|from|as of|as from|until|till|ab|bis|seit|à partir d[eu]|dès|jusqu['’](?:en|à|au)|"
    r"a partir de[l]?|desde|hasta|até|dal?|dall['’]|fino a[l]?|vanaf|tot|met ingang van)\s*(?:on\s|the\s|dem\s|el\s|le\s)?$",
    re.IGNORECASE,
)
_AT_ONCE = Lazy(
    r",?\s(?:effective|(?:effective\s)?immediately|right away|at once|ab sofort|mit sofortiger wirkung|dès maintenant|"
    r"immédiatement|de inmediato|inmediatamente|imediatamente|de imediato|con effetto immediato|subito|per direct)[\s.!]*$",
    re.IGNORECASE,
)
_WITHOUT = Lazy(
    r"(?<!\w)(?:without|minus|except(?: for)?|but not|ohne|sans|sin|sem|senza|zonder)\s+"
    r"(?:(?:the|its|any|all|die|das|den|ihre|la|le|les|l['’]|sa|el|su|a|o|lo|il|de|het)\s*)?"
    rf"(?:(?:required |job )?(?:{'|'.join(JOB_FIELDS)}|skills|requirements|candidates|applicants|applications)|beschreibung|"
    r"gehalt|standort|anforderungen|salaire|lieu|compétences|descripción|salario|ubicación|requisitos|descrição|salário|"
    r"local|descrizione|stipendio|sede|requisiti|beschrijving|salaris|locatie|eisen)(?!\w)",
    re.IGNORECASE,
)


def embedded_orders(linked: Linked, requests: Sequence[Request]) -> Sequence[str]:
    """Return the parts of values that are orders of their own, as they were written."""
    return [part.strip(" ,;") for one in requests for part in _embedded(linked, one)]


def _embedded(linked: Linked, request: Request) -> Iterator[str]:
    prompt, changes = request.arguments.get("prompt"), request.arguments.get("changes")
    if request.tool == "create_job" and isinstance(prompt, str):
        found = _JOB_ORDER.search(prompt) if len(prompt) <= LONGEST and "\n" not in prompt else None
        if found and not _DUTIES.search(prompt[: found.start()]):
            yield prompt[found.start() :]
    if request.tool == "clone_job" and (without := _WITHOUT.search(linked.message)):
        yield without[0]
    if isinstance(changes, Mapping):
        for value in _texts([changes.get(name) for name in _VALUES]):
            if found := _EMBEDDED.search(value) or _AT_ONCE.search(value):
                yield value[found.start() :]
            elif since := _since(linked, value):
                yield since


def _texts(values: Any) -> Iterator[str]:
    return (one[:LONGEST] for one in (values if isinstance(values, Sequence) else ()) if isinstance(one, str))


def _since(linked: Linked, value: str) -> str | None:
    """Return the end of a value that tells a time: "starting May 3"."""
    at = linked.message.find(value)
    for _, start, _ in PhraseMatcher(linked.words).find(TIMES):
        index = linked.words[start].start - at
        if at >= 0 and 0 < index < len(value) and (lead := _SINCE.search(value[:index])):
            return value[lead.start() :]
    return None
