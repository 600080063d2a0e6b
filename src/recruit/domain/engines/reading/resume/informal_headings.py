"""Informal résumé headings: "Where I have worked", "Ce que j'ai appris", "Was bisher geschah".

asked  = a question word or a possessive and up to five words, one stem of which determines the section; "where I …"
         means jobs
joined = a noun for a career with one other word ("Culinary experience"), or a noun for a career or for studies with
         others after a preposition, in capitals ("EXPERIENCIA EN COCINA") or with a name ("Ausbildung von Jane Doe")
"""

import re

from recruit.domain.engines.reading.text import titles

MOST_WORDS = 6
BARE_QUESTION = 3
"""Maximum words of a question without a pronoun that is a heading: "Was bisher geschah"."""

_WHERE = r"(?:where|wo|(?:là )?où|(?:allí )?d[oó]nde|(?:lá )?onde|(?:là )?dove|(?:daar )?waar)"
_HOW = r"(?:how|wie|comment|cómo|como|come|hoe)"
_WHAT = (
    r"(?:what|who|was|wer|womit|ce que|ce qui|qui|(?:de |en |a )?qué|lo que|quién|o que|quem|(?:che )?cosa|"
    r"quello che|chi|wat|things)"
)
_WHICH = r"(?:which|what|welche|quels|quelles|qué|que|quais|che|quali|welke)\s[^\W\d_]{3,16}"
_OWN = (
    r"(?:my|meine?|mon|ma|mes|mis?|meus?|minhas?|mijn|(?:il )?mio|(?:la )?mia|(?:i )?miei|(?:le )?mie|"
    r"(?:os? )?meus?|(?:as? )?minhas?)"
)
_PRONOUN = r"(?:i(?:['’]ve)?|ich|je|j['’]|yo|he|me|eu|io|ho|mi|ik)"
_STEMS = {
    "education": r"learn|studie|study|train|school|gelernt|ausbild|schul|appri|étud|diplôm|école|aprend|estud|formad|"
    r"imparat|studi|scuol|geleerd|scholen|opgeleid",
    "experience": r"work|job|career|path|journey|\bdone|\bdid\b|\bdo\b|taught|gearbeitet|beruf|stationen|werdegang|"
    r"\bweg\b|gemacht|bisher|unterrichtet|travaill|métier|parcours|chemin|étape|poste|itinéraire|fait\b|enseigné|trabaj|"
    r"recorrid|camino|trayect|etapa|puesto|hecho|ocupo|trabalh|percurso|trajet|caminho|feito|fiz\b|lavor|percors|"
    r"cammino|tappe|fatto|mestier|gewerkt|werk|loopbaan|haltes|gedaan|\bdoe\b|lesgegeven",
    "contact": r"reach|find me|contact|erreich|kontakt|joindre|trouver|encontr|localiz|contatt|trovar|raggiung|bereik",
    "summary": r"\bam$|about|\bbin$|suis$|soy$|sou$|sono$|\bben$|histoire|geschichte|historia|story|storia|história",
    "other": r"know|good at|bring|speak|like|tool|\buse\b|\bkann$|weiß|mitbring|spreche|sais|parle|aime|outil|langue|"
    r"\bsé\b|hablo|gusta|manejo|idioma|\bsei\b|falo|gosto|língua|\bso\b|parlo|piace|lingue|\bkan$|spreek|talen|plug",
}
_SECTION_STEMS = {section: re.compile(stems) for section, stems in _STEMS.items()}
_QUESTION = re.compile(rf"(?:{_WHERE}|{_WHAT})\s")
_POSSESSIVE = re.compile(rf"{_OWN}\s")
_PLACED = re.compile(rf"{_WHERE}\s{_PRONOUN}(?:\s|(?<=['’]))")
_SAID = re.compile(rf"(?:{_WHAT}|{_HOW})\s{_PRONOUN}(?:\s|(?<=['’])|$)")
_WHICH_NOUN = re.compile(
    rf"{_WHICH}\s{_PRONOUN}(?:\s|(?<=['’]))|(?:che|quali|qué|que|quais)\s[^\W\d_]{{3,16}}\sh[eo]\s"
)
_WITHOUT_PRONOUN = re.compile(r"(?:d[oó]nde|lo que|o que|onde|dove|(?:che )?cosa|quello che)\s")
_ORDERED = re.compile(
    r",\s(?:(?:most )?recent first|latest first|das letzte zuerst|du plus|del (?:primero|último)|do (?:primeiro|"
    r"último)|dal(?:l['’]|\s)(?:primo|ultimo)|van (?:nu|nieuw|oud))\b.*$",
    re.IGNORECASE,
)
"""Remarks in a heading about the order of its jobs."""

_PLAIN = re.compile(r"[^\W\d_][^\d.,;:|@/()!•·]*[^\W\d_]")

_CAREER = (
    r"(?:experiences?|expériences?|experiencias?|esperienz[ae]|experiências?|berufserfahrung|erfahrung(?:en)?|"
    r"tätigkeit(?:en)?|werkervaring|laufbahn|loopbaan|werdegang|parcours|carrera|trayectoria|recorrido|carriera|"
    r"carreira|trajetória|percurso)"
)
_STUDIES = (
    r"(?:education|ausbildung|bildungsweg|formation|formación|formazione|formação|opleiding(?:en)?|estudios|studi)"
)
_PAIR = re.compile(rf"[^\W\d_]{{3,20}}\s{_CAREER}|{_CAREER}\s[^\W\d_]{{5,20}}")
_NO_CAREER = re.compile(
    r"\b(?:customers?|users?|guests?|clients?|brand|digital|employees?|patients?|cliente|kunden|nutzer|klant\w*|years?|"
    r"ohne|sans|sin|senza|sem|geen|no|with|this|first)\b"
)
_IN_CAPITALS = re.compile(
    rf"(?:(?P<jobs>{_CAREER})|{_STUDIES})\s(?:en|in|im|dans|nel|nella|na|no|em|bij|as|como|als|come|di|de|of)\s"
)
_WITH_NAME = re.compile(rf"(?:(?P<jobs>{_CAREER})|{_STUDIES})\s(?:von|of|de|di|van)\s", re.IGNORECASE)


def find(line: str) -> str | None:
    """Return the section of an informally worded heading, or None if the line isn't one."""
    bare = line.strip().rstrip(" :?…")
    bare = _ORDERED.sub("", bare)
    words = bare.split()
    if not 1 < len(words) <= MOST_WORDS or not _PLAIN.fullmatch(bare):
        return None
    low = bare.casefold()
    return _question_section(low, len(words)) or _career_section(bare, low)


def _question_section(low: str, word_count: int) -> str | None:
    asks_where, asks_what = _PLACED.match(low), _SAID.match(low)
    is_question = asks_where or asks_what or word_count <= BARE_QUESTION or _WITHOUT_PRONOUN.match(low)
    is_heading = _WHICH_NOUN.match(low) or asks_what or _POSSESSIVE.match(low) or (is_question and _QUESTION.match(low))
    if not is_heading:
        return None
    if section := next((section for section, stems in _SECTION_STEMS.items() if stems.search(low)), None):
        return section
    if _WHICH_NOUN.match(low):
        return None
    return "experience" if asks_where else "other" if asks_what else None


def _career_section(bare: str, low: str) -> str | None:
    found = (bare.isupper() and _IN_CAPITALS.match(low)) or _WITH_NAME.match(bare)
    name = bare[found.end() :].split() if found else []
    if found and (bare.isupper() or (len(name) > 1 and all(word[0].isupper() for word in name))):
        return "experience" if found["jobs"] else "education"
    paired = _PAIR.fullmatch(low) and not _NO_CAREER.search(low) and not titles.has_head(low)
    return "experience" if paired else None
