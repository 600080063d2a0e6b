"""Phrases that are never skills: company forms, gender marks, degrees, labels, courtesies, function words."""

import re

from recruit.domain.engines.ranking.language_detection import SMALL_WORDS
from recruit.domain.engines.reading.job import field_labels
from recruit.domain.engines.reading.job.requirement_words import NO_SKILL
from recruit.domain.engines.reading.job.salary_words import LABEL
from recruit.domain.engines.reading.text import lines
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

_LABELS = field_labels.ALL - {"office"}
_FORM = Lazy(
    r"(?:GmbH|AG|KG|KGaA|OHG|UG|e\.? ?[VKG]\.?|mbH|Co\.?|Inc\.?|LLC|Ltd\.?|PLC|S\.?A\.?S?\.?|SARL|EURL|S\.?L\.?U?\.?|S\.?r\.?l\.?s?|S\.?p\.?A\.?|B\.?V\.?|N\.?V\.?|Lda\.?|Ltda\.?|& Co\.?)(?: (?:& )?(?:KG|Co\.?))*|"
    r"\(?[hfmwdx]\s?/\s?[hfmwdx](?:\s?/\s?[hfmwdx])?\)?|btw|vat|iva|mwst\.?|tva incluse|n\. ?v\.?|excl\.? btw|z\. ?hd\.?",
    re.IGNORECASE,
)
_DEGREE = Lazy(
    r"(?:(?:a |an |ein(?:e[nrs]?)? |abgeschlossene[srn]? |universitäre[srn]? |relevant |university |college |(?:under)?graduate |advanced |related |completed |título |titolo )*)"
    r"(?:degree|(?:bachelor|master|foundation)(?:['’]?s)?(?: degree)?|b\.?sc\.?|m\.?sc\.?|ph\.?d\.?|mba|associate(?:['’]s)? degree|gcses?|a-levels?|ged|high school (?:diploma|graduation|graduate)|(?:hnd|hnc)|"
    r"(?:hochschul|fachhochschul|universitäts|bachelor|master)?studium|(?:fach)?abitur|(?:haupt|real|hochschul|schul)abschluss|mittlere reife|matura|(?:berufs)?ausbildung|berufslehre|lehrabschluss|"
    r"bac(?: ?\+ ?\d(?:/\d)?)?|bts|dut|dcg|dscg|deug|licence|maîtrise|diplôme|"
    r"licenciatura|licenciad[oa]|grado(?: universitario)?|bachillerato|eso|graduado en eso|ingenier[íi]a|ciclo formativo.{0,20}|fp(?: grado superior| ii?)?|titulación(?: universitaria)?|estudios(?: superiores| universitarios| mínimos)?|"
    r"ensino (?:médio|superior|fundamental)(?: completo)?|12\.?º ano|graduação|mestrado|"
    r"laurea(?: triennale| magistrale)?|diploma(?: di scuola superiore| di maturità)?|hbo|mbo|wo|vmbo)"
    r"(?:[- ](?:\d|werk- en denkniveau|niveau|diploma|opleiding|level|degree|abschluss))*(?: (?:in|im|of|en|de|di|em|der|als|zum|zur|or|oder|ou|o|und|and)\b.*)?",
    re.IGNORECASE,
)
_PEOPLE = Lazy(
    r"(?:menschen|leute|kunden|gäste|kinder|patienten|bewohner|mitarbeiter\w*|kolleg\w+|freude|spaß|lust|herz|leidenschaft|interesse|mut|humor|"
    r"people|customers|clients|guests|children|patients|colleagues|personnes|gens|enfants|équipe|personas|clientes|niños|pessoas|crianças|persone|bambini|mensen|klanten|kinderen|collega['’]?s)",
    re.IGNORECASE,
)
_PAY = Lazy(r"[$€£] ?\d|\d ?[$€£]")
COURTESY = Lazy(
    r"\W*(?:thank(?:s| you)|thx|cheers|kind regards|merci|bisous|bonne journée|danke|(?:viele |liebe |beste )?gr(?:u|ü)(?:ß|ss)e?|lg\b|vg\b|gracias|(?:un )?saludos?|obrigad[oa]|abraços?|bjs|grazie|(?:un )?salut[io]|bedankt|groet\w*)\b[^.]{0,60}$",
    re.IGNORECASE,
)
"""The closing of a letter, followed by a name."""

_BYE = Lazy(
    r"(?:bjs|beijos|abraço|abraços|saludos|un saludo|besos|bisous|cordialement|kind regards|best|regards|cheers|ta|lg|vg|mfg|viele grüße|groeten|gr|saluti|un saluto|descripción|description|beschreibung|descrizione|descrição|omschrijving)",
    re.IGNORECASE,
)


def is_never_skill(phrase: str) -> bool:
    """Whether a phrase is never a skill."""
    if _PAY.search(phrase):
        return True
    bare = phrase.strip(" .:;,!?()")
    if not bare or (" " not in bare and LABEL.fullmatch(bare)):
        return True
    return (
        any(pattern.fullmatch(bare) for pattern in (_FORM, _DEGREE, _PEOPLE, _BYE, NO_SKILL))
        or ((phrase.rstrip().endswith(":") or len(bare.split()) == 1) and lines.name(bare) in _LABELS)
        or all(word.casefold() in SMALL_WORDS and not word.isupper() for word in bare.split())
    )
