"""Names of spoken languages, in seven languages and in the language itself.

Most names are those that the résumé parser uses. The rows below add names from the Unicode CLDR in French, Spanish,
Portuguese, Italian, Dutch and German.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from recruit.domain.engines.language.learned.words import folded
from recruit.domain.engines.reading.text.language_names import LANGUAGES

_NAMES = """
Russian: russo, russisch; Polish: polonês, polonais, pools, polski; Czech: tchèque, checo, tcheco, ceco, tsjechisch
Ukrainian: ukrainien, ucraniano, ucraino, oekraïens; Chinese: chinees; Japanese: japonês, japans
Turkish: turks; Greek: griechisch, grego, greco, grieks; Hungarian: hongrois, húngaro, ungherese, hongaars
Swedish: sueco, svedese, zweeds; Norwegian: norvégien, noruego, norueguês, norvegese, noors
Danish: danois, danés, dinamarquês, danese, deens; Finnish: finnois, finés, finlandês, finlandese, fins
Korean: koreaans; Romanian: romeno, roemeens; Bulgarian: bulgarisch, bulgare, búlgaro, bulgaro, bulgaars
Croatian: croate, croata, croato; Serbian: serbe, serbio, sérvio, serbo, servisch
Slovak: slowakisch, slovaque, eslovaco, slovacco, slowaaks; Hebrew: hebreo, hebraico, ebraico, hebreeuws
Catalan: katalanisch, catalan, catalão, catalano, catalaans; Persian: persisch, persan, persa, persiano, perzisch
Vietnamese: vietnamesisch, vietnamien, vietnamita, vietnamees
"""


@cache
def languages() -> Mapping[str, str]:
    """Return the English names of languages by their folded names."""
    return {folded(name): language for name, language in _written().items()}


@cache
def names_of_language(language: str) -> Sequence[str]:
    """Return all names of a language, with and without accents, given any of them; an unknown name alone."""
    names = _by_language().get(languages().get(folded(language), ""), [language])
    return sorted({*names, *map(folded, names)})


@cache
def _written() -> Mapping[str, str]:
    found = dict(LANGUAGES)
    for entry in _NAMES.replace("\n", ";").split(";"):
        language, _, names = entry.partition(":")
        found |= {name.strip(): language.strip() for name in names.split(",") if name.strip()}
    return found


@cache
def _by_language() -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, language in _written().items():
        found[language].append(name)
    return found
