"""Labels of values on the same line or, in a column of labels, across a gap."""

import re
from functools import lru_cache

from recruit.domain.engines.reading.resume import residence
from recruit.domain.engines.reading.text import lines

_TITLE = re.compile(
    r"(?:job |current |last )?(?:title|designation|position|role|post|job|occupation)(?: held)?|cargo|puesto|poste|"
    r"fonction|stelle|stellung|tätigkeit|funktion|mansione|ruolo|função|functie|rol|rolle|stanowisko|befattning|als|"
    r"qualifica|tipo di impiego|(?:fonction ou )?poste occupé|(?:profession|occupation) (?:or|ou) (?:position|"
    r"cargo) (?:held|exercido)|función o puesto ocupado|puesto desempeñado|cargo ocupado|lavoro o posizione ricoperti|"
    r"position held|beruf oder funktion|functie of beroep|último cargo|cargo atual|puesto actual|current designation|"
    r"profissão ou cargo|função ou cargo ocupado|posizione ricoperta"
)
_COMPANY = re.compile(
    r"(?:name of (?:the )?)?(?:current |last |present )?(?:company|employer|organi[sz]ation|firm|institution|"
    r"client)(?: name)?|org|bij|empresa|compañía|entreprise|société|employeur|arbeitgeber|firma|unternehmen|azienda|"
    r"datore di lavoro|empregador|bedrijf|werkgever|organisatie|ente|entidad|entidade|empleador|pracodawca|"
    r"arbetsgivare|nome e indirizzo del datore di lavoro|nom et adresse de l['’]employeur|name and address of employer|"
    r"nombre y dirección (?:del empleador|de la empresa)|nome e endereço do empregador|naam en adres van werkgever|"
    r"name und adresse des arbeitgebers|branche ?/ ?kunde|kunde|scuola|instelling|ditta|empresa atual|empresa actual|"
    r"institución|instituição|établissement|ecole|école|lieu de travail"
)
_OTHER = re.compile(
    r"(?:dates?|duration|period|from|to|since|time|tenure|location|place|sector|industry|type|reporting to|duties|"
    r"responsibilities|reason for leaving|contact|zeitraum|dauer|aufgaben|ort|branche|inhalt|technik|périodes?|"
    r"missions|secteur|type|principales|lieu|durée|periodo|período|fechas?|funciones|jefe inmediato|giro|"
    r"tiempo laborado|motivo|logros|principali|settore|mansioni|tipo|ramo|porte|atividades|periode|werkzaamheden|taken|"
    r"datum|data|activities|skills|tools|technologies|environment|projects|ore|achievements?)(?:\s(?:of|and|or|et|ou|e|"
    r"o|y|en|of|und|d['’]|de|di|da|du|activités|mansioni|actividades|attività)\b.{0,40})?"
)
_CURRENT = re.compile(
    r"(?:(?:derzeitige|aktuelle|jetzige|gegenwärtige)[rs]?|huidige?|current|present|attuale|actuelle?)\s|"
    r"\s(?:attuale|actuelle?|actual|atual)$"
)
"""Words of a label that mean the current job: "derzeitige Stellung", "mansione attuale"."""

_LABEL = re.compile(r"([^\W\d_][^:\n–|]{1,44}?)\s?:\s{0,20}(?=\S)")
MOST_WORDS = 6


@lru_cache(lines.CACHED)
def kind(text: str) -> str:
    """Return "title", "firm", "place" or "other" for a label, "" for other text."""
    name = _CURRENT.sub("", lines.name(lines.without_bullet(text).partition("(")[0]))
    if not name:
        return ""
    if _TITLE.fullmatch(name):
        return "title"
    if _COMPANY.fullmatch(name):
        return "firm"
    if name in residence.LABELS:
        return "place"
    return "other" if _OTHER.fullmatch(name) else ""


def split_label(text: str) -> tuple[str, str]:
    """Return the kind of the label at the start of a piece, and the text after it; "" and the piece without a label."""
    if found := _LABEL.match(text):
        label_kind = kind(found[1])
        if label_kind or len(found[1].split()) <= MOST_WORDS // 2:
            return label_kind or "unknown", text[found.end() :]
    return "", text
