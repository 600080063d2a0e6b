"""Language detection by common words, for seven languages; English is the default.

Every text gets a language, single lines included, so that words of job notes and spellings count too. The detector in
`ranking.language_detection` has no result for most short texts, since a wrong language would change scores.
"""

import re
from functools import lru_cache

_COMMON = {
    "en": "the and of to in a for with you we our is are will be your on at as or an this that from have need looking wanted per",
    "de": "der die das und für mit wir sie in im von zu ein eine einen einer ist sind auf bei ab du dein deine ihr ihre suchen sucht "
    "gern als oder nach zum zur auch nicht wer kenntnisse std stelle vollzeit teilzeit sofort vorteil von",
    "fr": "le la les des et pour avec vous nous un une est sont dans sur au aux du de en votre notre ou par poste cherche "
    "recherche recherchons à chez salaire brut mois atout plus être temps",
    "es": "el la los las y para con un una es son en de del al se por o que su tu nuestro buscamos busca necesitamos sueldo "
    "salario experiencia años euros jornada puesto imprescindible valorará mes brutos",
    "pt": "o a os as e para com um uma é são em de do da dos das no na ao por ou que seu sua vaga buscamos procuramos precisa "
    "precisamos salário experiência anos não mês requisitos diferencial inglês",
    "it": "il lo la i gli le e per con un una è sono in di del della dei al alla da o che si cerchiamo cercasi ricerchiamo serve "
    "esperienza stipendio anni euro non mese sede gradita indispensabile nostro",
    "nl": "de het een en voor met wij je jij u is zijn in op van te bij als of naar ons onze zoeken zoekt ervaring uur gezocht "
    "minimaal pre per maand niet vraag vragen bieden jouw",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_HIRING = frozenset(
    "suchen sucht cherche recherche recherchons buscamos busca necesitamos procuramos precisamos cerchiamo cercasi ricerchiamo "
    "zoeken zoekt gezocht".split()
)
"""Words of one-line job notes that occur in one language only."""

_TOKEN = re.compile(r"[^\W\d_]+")
SHORT = 2
READ = 4_000
"""Maximum number of characters that are examined."""

_HINTS = {
    "de": re.compile(r"[äöüß]|\(m/w|:in\b", re.IGNORECASE),
    "fr": re.compile(r"[èêàùçœ]|\b[ldnsjq]['’][a-zé]|h/f", re.IGNORECASE),
    "es": re.compile(r"[ñ¿¡]|ción\b", re.IGNORECASE),
    "pt": re.compile(r"[ãõ]|ção\b|ções\b|R\$", re.IGNORECASE),
    "it": re.compile(r"\b(?:dell|nell|all|un)['’]|zione\b|tà\b", re.IGNORECASE),
    "nl": re.compile(r"ij|aa[nrt]|uu|ee[nrl]|oo[rn]", re.IGNORECASE),
}


@lru_cache(maxsize=64)
def detect_language(text: str) -> str:
    """Return the ISO 639 code of the language of `text`."""
    # Capitalised words of two letters are skipped: "IL" and "DE" are states.
    words = [word.casefold() for word in _TOKEN.findall(text[:READ]) if len(word) > SHORT or not word.isupper()]
    scores: dict[str, float] = {
        language: sum(2.0 if word in _HIRING else 1.0 for word in words if word in common)
        for language, common in _WORDS.items()
    }
    for language, hint in _HINTS.items():
        scores[language] += min(3, len(hint.findall(text[:READ]))) * (0.5 if language == "nl" else 1.0)
    best = max(scores, key=lambda language: (scores[language], language == "en"))
    return best if scores[best] > scores["en"] else "en"
