"""Features of a phrase that may be a skill, for `requirement_model`."""

import re
from collections.abc import Iterator

from recruit.domain.engines.reading.job import salary, title_vocabulary, work_arrangements
from recruit.domain.engines.reading.text import gazetteer, skills
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

SOFT = Lazy(
    r"\b(?:team\w*|communicat\w*|attitude|motivat\w*|passion\w*|enthusias\w*|reliab\w*|punctual\w*|flexib\w*|friendly|organi[sz]ed|detail|self|problem[- ]solv\w*|people|willing\w*|eager|creativ\w*|independ\w*|initiative|mindset|personality|leadership|"
    r"belastbar\w*|zuverlässig\w*|teamfähig\w*|kommunikat\w*|selbstständig\w*|flexibilität|freundlich\w*|motivation|sorgfältig\w*|engagement|organisationstalent|freude|spaß|lust|"
    r"rigoureu\w*|autonom\w*|dynami\w*|esprit|sens du|souriant\w*|polyvalen\w*|ponctu\w*|relationnel|écoute|disponib\w*|"
    r"proactiv\w*|responsab\w*|compromiso|ganas|trabajo en equipo|comunica\w*|organizad\w*|vontade|trabalho em equipa?e?|dinâmic\w*|pontual\w*|"
    r"precision\w*|affidab\w*|lavoro di squadra|puntual\w*|disponibilità|flessib\w*|predisposizione|"
    r"flexibel\w*|enthousias\w*|zelfstandig\w*|nauwkeurig\w*|communicatie\w*|teamspeler|klantgericht\w*)\b",
    re.IGNORECASE,
)
GRADE = Lazy(
    r"\b(?:degree|bachelor\w*|master\w*|ph\.?d|diploma|bsc|msc|mba|ged|high school|college|university|graduate|studium|hochschul\w*|abitur|ausbildung|berufsausbildung|lehre|bac(?:\s?\+\s?\d)?|licence|bts|"
    r"grado|licenciatura|bachillerato|eso|fp|ensino \w+|matric|laurea|diploma di|hbo|mbo|wo|vmbo|opleiding|abschluss|school|licenciado|ingeniería|equivalent)\b",
    re.IGNORECASE,
)
TIME = Lazy(
    r"\b(?:shifts?|weekends?|nights?|days?|weeks?|months?|hours?|hrs?|years?|mornings?|evenings?|start\w*|asap|immediate\w*|overtime|rota|mon|tue|wed|thu|fri|sat|sun|monday|friday|saturday|sunday|holiday\w*|"
    r"schicht\w*|wochenend\w*|tage?n?|nacht\w*|sofort|stunden|std|monate?n?|urlaub\w*|früh|spät|montag|freitag|"
    r"jours?|semaines?|mois|week-ends?|nuits?|horaires?|lundi|vendredi|samedi|congés?|saison|"
    r"turnos?|fines? de semana|noches?|días?|meses|horas|lunes|viernes|vacaciones|inmediat\w*|noturno|escala|folgas?|"
    r"turni|giorni|mesi|ore|festivi|notturn\w*|ferie|subito|weekend|uur|dagen|avonden|nachtdienst\w*|vakantie\w*)\b",
    re.IGNORECASE,
)
PAY = Lazy(
    r"[$€£%₹]|\b(?:bonus|salary|pay|paid|equity|benefits|pension|gehalt|brutto|netto|brut|net|salaire|sueldo|salario|bruto|neto|líquido|stipendio|ral|lordi|netti|vr|vt|k)\b",
    re.IGNORECASE,
)
LICENCE = Lazy(
    r"\b(?:licen[cs]e[sd]?|certificat\w*|certified|registration|registered|permit|card|ticket|nvq|schein|führerschein|\w+schein|zertifikat|ausweis|prüfung|\w+prüfung|bewilligung|anerkennung|permis|caces|habilitation|brevet|attestation|"
    r"carné|carnet|permiso|certificad\w*|colegiad\w*|carta de condução|cnh|certificaç\w*|registro|registo|inscrição|patente|patentino|attestato|abilitazione|certificazion\w*|albo|rijbewijs|certificaat|vca|bevoegdheid|big|vog|dbs|diploma)\b",
    re.IGNORECASE,
)
VERB = Lazy(
    r"\b(?:is|are|was|be|have|has|had|will|would|can|could|should|do|does|need|want|looking|find|hire|hiring|post|draft|create|make|get|work|working|join|left|go|come|"
    r"ist|sind|war|hat|haben|wird|werden|kann|suchen|sucht|braucht|brauchen|bitte|est|sont|sera|cherche|cherchons|recherche|faire|es|son|está|busca|buscamos|necesitamos|hacer|é|são|preciso|precisamos|procura\w*|"
    r"è|sono|cerchiamo|cercasi|serve|fare|is|zijn|zoeken|zoekt|nodig|maken)\b",
    re.IGNORECASE,
)
_FLAGS = (("soft", SOFT), ("grade", GRADE), ("time", TIME), ("pay", PAY), ("licence", LICENCE), ("verb", VERB))
_TOKEN = Lazy(r"[^\W_]+(?:[.'’+#&/-][^\W_]+)*[+#]*")
SHORTEST_GRAM, LONGEST_GRAM = 3, 4


def features(
    phrase: str, region: str, kind: str | None, clause: str, heading: str, language: str, *, is_known: bool
) -> Iterator[str]:
    """Yield the features of a phrase: `kind` is its kind if it is a known skill, `clause` the clause around it."""
    words = _TOKEN.findall(phrase)
    yield f"r={region}"
    yield f"k={kind or is_known}"
    yield f"r={region} k={kind or is_known}"
    yield f"l={language}"
    yield f"n={min(len(words), 6)}"
    yield f"r={region} n={min(len(words), 6)}"
    for name in flags(phrase):
        yield f"f={name}"
        yield f"f={name} r={region}"
    for word in _TOKEN.findall(heading.casefold())[:8]:
        yield f"h={word}"
        yield f"h={word[:5]}"
    before = _TOKEN.findall(clause[: max(0, clause.find(phrase))].casefold())[-2:]
    yield f"v={before[-1] if before else '^'}"
    yield from _shapes(phrase, words, clause, region)
    yield from _letters(phrase, words)


def flags(phrase: str) -> Iterator[str]:
    """Yield the word categories that occur in a phrase: soft, grade, time, pay, licence, verb."""
    return (name for name, pattern in _FLAGS if pattern.search(phrase))


def _shapes(phrase: str, words: list[str], clause: str, region: str) -> Iterator[str]:
    capital = phrase[:1].isupper()
    first = clause.lstrip(" -–•*").startswith(phrase)
    yield f"s={'first' if first else 'later'} {'capital' if capital else 'small'}"
    acronym = any(len(word) > 1 and sum(map(str.isupper, word)) >= 2 for word in words)  # noqa: PLR2004
    digits = any(map(str.isdigit, phrase))
    yield f"s=acronym {acronym} digits {digits}"
    yield f"s=acronym {acronym} r={region}"
    if not words or phrase[:1].isdigit():
        yield "s=number"
    if all(word[:1].isupper() for word in words):
        yield f"s=capitals {min(3, len(words))}"
    heads = sum(title_vocabulary.ends_title(word) or title_vocabulary.begins_title(word) for word in words[:6])
    yield f"t={min(2, heads)}"
    if words and all(title_vocabulary.in_titles(word) for word in words):
        yield "t=all"
    if capital and (town := gazetteer.town(phrase)) and not town.is_word:
        yield f"p=town {town.people >= 100_000}"  # noqa: PLR2004
    if work_arrangements.employment_type(phrase, free=True) or work_arrangements.remote_option(phrase, free=True):
        yield "a=arrangement"
    if any(map(str.isdigit, phrase)) and salary.currencies(phrase):
        yield "a=money"
    if any(skills.is_spoken_word(word) for word in words):
        yield f"k=language {len(words) <= 2}"  # noqa: PLR2004


def _letters(phrase: str, words: list[str]) -> Iterator[str]:
    low = [word.casefold() for word in words]
    for word in low:
        yield f"w={word}"
    for one, two in zip(["^", *low], [*low, "$"], strict=True):
        yield f"b={one} {two}"
    padded = f" {phrase.casefold()} "
    for size in range(SHORTEST_GRAM, LONGEST_GRAM + 1):
        for start in range(len(padded) - size + 1):
            yield f"c={padded[start : start + size]}"
