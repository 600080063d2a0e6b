"""Spoken languages: their names in seven languages, and filters such as "who speaks Italian" and "die Frans spreken".

Most names are those that the résumé parser uses. The rows below add names from the Unicode CLDR in French, Spanish,
Portuguese, Italian, Dutch and German.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from recruit.domain.engines.language.learned.words import folded
from recruit.domain.engines.language.lists.joining import Value, one_or_several
from recruit.domain.engines.language.lists.negations import negation
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, phrases
from recruit.domain.engines.language.lists.words import SPEAKING
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
_HOW = phrases("""
    fluent(?:ly)? | good | some | also | well | auch | fliessend(?:es)? | gut(?:es)? | couramment | bien | aussi | tambien | con fluidez
    bem | fluentemente | tambem | bene | anche | vloeiend | goed | ook | the | le | l' | el | o | il | lo | - | t
    she | he | they | sie | er | elle | ella | ela | ele | lei | ze | zij | hij
""")
"""Words between the verb and the language: adverbs of proficiency, articles, and pronouns of questions."""

_OR = "(?:or|oder|ou|o|u|of)"


@cache
def languages() -> Mapping[str, str]:
    """Return the English names of languages by their folded names."""
    return {folded(name): language for name, language in _written().items()}


@cache
def names_of_language(language: str) -> Sequence[str]:
    """Return all names of a language, with and without accents, given any of them; an unknown name alone."""
    english = languages().get(folded(language))
    names = [name for name, one in _written().items() if one == english] or [language]
    return sorted({*names, *map(folded, names)})


@cache
def _written() -> Mapping[str, str]:
    """Return the English names of languages by their names as written."""
    found = dict(LANGUAGES)
    for entry in _NAMES.replace("\n", ";").split(";"):
        language, _, names = entry.partition(":")
        found |= {name.strip(): language.strip() for name in names.split(",") if name.strip()}
    return found


@cache
def _any_language() -> str:
    """Return the expression for any name of a language."""
    return f"(?:{'|'.join(sorted(languages(), key=len, reverse=True))})"


def language_filters(matcher: PhraseMatcher) -> dict[str, Value]:
    """Consume the languages: alternatives to be spoken, or ones that must not be."""
    several = rf"(?P<names>{_any_language()}(?: {_OR} {_any_language()})*)"
    after = rf"{several}(?: {_HOW})* (?:- )?(?:{SPEAKING}|speakers?)"
    compound = rf"(?P<names>{_any_language()})(?:sprachig\w*|talige?\w*)"
    for expression in (compound, after, rf"{SPEAKING}(?P<no> (?:pas|geen|kein|nicht))?(?: {_HOW})* {several}"):
        for found, start, end in matcher.find(expression):
            matcher.consume(start, end)
            named = [english for name, english in languages().items() if f" {name} " in f" {found['names']} "]
            against = negation(matcher, start)
            if against is not None:
                matcher.consume(*against)
            is_wanted = against is None and not found.groupdict().get("no")
            return {"language" if is_wanted else "not_language": one_or_several(named)}
    return {}
