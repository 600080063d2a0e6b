"""Parser of titles: the work, the employer beside it, and whether it is present, past or desired work.

"Biologist, Robert Koch Institute"   the work is "Biologist", the rest an employer, not a "Koch" (cook)
"Doctor of Philosophy, Lecturer"     the work is "Lecturer", the rest a degree
"Assistant to the CEO"               the work is "Assistant", the rest the person assisted
"Former nurse", "Ex-nurse"           past work
"Aspiring data scientist", "Data science student", "Seeking a position as cook"      desired work
"""

import re
from dataclasses import dataclass

PRESENT, PAST, DESIRED = 1.0, 0.4, 0.3
"""Weight of a title for present, past and desired work."""

_ORGANISATION = (
    r"(?:Institut[eo]?|Instituut|Istituto|GmbH|AG|KG|Ltd|LLC|Inc|Corp|PLC|S\.A\.|N\.V\.|B\.V\.|S\.p\.A\.|Universit(?:ät|y|é|eit|à)"
    r"|Universi(?:dad|dade)|Klinikum|Krankenhaus|Stiftung|Foundation|Fondation|Fundación|Fundação|Fondazione|Stichting"
    r"|Holding)"
)
_NAME = r"[A-ZÄÖÜÉ][\w.&'’]*"
_AT = r"(?:\b(?:am|im|beim|an der|bei der|del|dell'|du|do|da|of the|of)\s+)?"
_EMPLOYER = re.compile(rf"{_AT}\b{_NAME}(?:[\s-]{_NAME}){{0,3}}[\s-]{_ORGANISATION}(?!\w)")
_DEGREE = re.compile(
    r"\b(?:doctor|master|bachelor|licentiate)(?:['’]s)?\s+of\s+(?!medic|dent|vet|pharm|nurs|surg|osteo|chiro|physical|ceremon)"
    r"[a-z]+(?:\s+(?:in|of|and)\s+[a-z]+){0,2}|\bph\.?\s?d\b\.?|\bmba\b|\b[bm]\.?\s?(?:sc|eng|ed)\b\.?",
    re.IGNORECASE,
)
_ASSISTED = re.compile(
    r"(?<=assistant)\s+to\s+(?:the\s+)?[^,|;•·(]+|(?<=\bsecretary)\s+to\s+(?:the\s+)?[^,|;•·(]+"
    r"|(?<=\b[pe]a)\s+to\s+(?:the\s+)?[^,|;•·(]+"
    r"|\b[\w-]+(?<!s)['’]s\s+(?=(?:clerk|secretary)\b)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"^\W*(?:former(?:ly)?|ex|previously|retired|ehemalige[rs]?|fr[üu]here[rs]?|ancien(?:ne)?|ex|antigu[oa]|antig[oa]|jubilad[oa]"
    r"|aposentad[oa]|retraitée?|pensionat[oa]|voormalige?|gepensioneerde?)(?:\s+|\s?-\s?)(?=\w)",
    re.IGNORECASE,
)
_DESIRED = re.compile(
    r"^\W*(?:(?:(?:actively|currently)\s+)?(?:seeking|looking\s+for|in\s+search\s+of)|aspiring|wannabe|would-be|future|"
    r"angehende[rns]?|auf\s+der\s+suche\s+nach|suche|zukünftige[rns]?|en\s+recherche\s+de|à\s+la\s+recherche\s+d[e']|"
    r"futur[eoa]?|aspirante?|étudiante?(?=\s+en\b)|estudiantes?(?=\s+de\b)|estudantes?(?=\s+d[eoa]\b)|"
    r"student(?:in|e|essa)?(?=\s+(?:of|in|der|des|di|nurse|teacher|midwife|paramedic|doctor|pilot)\b)|"
    r"buscando|en\s+busca\s+de|em\s+busca\s+de|à\s+procura\s+de|in\s+cerca\s+di|op\s+zoek\s+naar|toekomstige?)\s+"
    r"(?:(?:an?|my|the|eine[rn]?|une?|una?|uma?|een|first|new|next|job|position|role|work|stelle|emploi|poste|trabajo|"
    r"puesto|emprego|vaga|lavoro|baan|as|als|comme|como|come|de|d'|di|da|do|of|in|en|em)\s+)*(?=\w)"
    r"|(?<=\w)\s+(?:student(?:in|e|essa)?|étudiante?|estudiante|estudante)(?=\W*$)",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"(?<=\w)[\s,|–—-]+(?:(?:actively|currently)\s+)?(?:seeking|looking\s+for|open\s+to|in\s+search\s+of)\s.*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ParsedTitle:
    """The work that a title names, the employer or person it is done for, and its `weight`, at most 1."""

    work: str
    employer: str
    weight: float


def parse_title(title: str) -> ParsedTitle:
    """Parse a title."""
    named = _SOUGHT.sub("", title)
    others = [found[0] for found in (*_EMPLOYER.finditer(named), *_ASSISTED.finditer(named))]
    work = _DEGREE.sub(" ", title_without_employer(named))
    for pattern, weight in ((_PAST, PAST), (_DESIRED, DESIRED)):
        if pattern.search(work):
            return ParsedTitle(pattern.sub(" ", work).strip(), " ".join(others), weight)
    return ParsedTitle(work, " ".join(others), PRESENT)


def title_without_employer(title: str) -> str:
    """Return a title without the employer or person the work is done for, or all of it if no word would be left."""
    work = _ASSISTED.sub(" ", _EMPLOYER.sub(" ", title))
    return work if re.search(r"\w", work) else title
