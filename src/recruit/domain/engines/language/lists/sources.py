"""Sources of applications, in seven languages: their names, and filters such as "from Indeed" and "über LinkedIn".

A source is a text such as "referral" or "LinkedIn".
"""

import re
from functools import cache

from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.joining import Value, one_or_several
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, phrases
from recruit.domain.engines.reading.text.gazetteer import folded

_SYNONYMS = """
referral: referrals, referred, recommendation, employee referral, empfehlung, empfehlungen, mitarbeiterempfehlung
referral: recommandation, cooptation, referido, referidos, recomendacion, indicacao, recomendacao, segnalazione, passaparola
referral: aanbeveling, doorverwijzing
careers page: career page, careers site, career site, website, karriereseite, site carriere, page carriere, pagina de empleo
careers page: portal de empleo, pagina de carreiras, site de carreiras, pagina carriere, sito carriere, carrierepagina
agency: agencies, headhunter, agentur, personalvermittlung, agence, cabinet, agencia, agenzia, bureau, uitzendbureau
manual: manually, manuell, manuel, manualmente, handmatig
linkedin: linked in
"""
_BOARDS = (
    "linkedin indeed stepstone xing monster glassdoor infojobs hellowork apec subito facebook instagram google".split()
)


@cache
def sources() -> dict[str, str]:
    """Return sources by their folded names."""
    found = {board: board for board in _BOARDS}
    for line in _SYNONYMS.strip().splitlines():
        source, _, names = line.partition(":")
        found |= {name.strip(): source for name in (source, *names.split(",")) if name.strip()}
    return found


_FROM = phrases(r"""
    from | via | through | by | uber | auf | von | aus | per | par | de | d' | du | depuis | por | desde | do | da | pelo | pela | dal | dalla
    dall' | tramite | attraverso | van | source(?: is)? | quelle | fuente | origen | fonte | bron | provenance
""")
_SOURCE = phrases("source(?: is)? | quelle(?: ist)? | fuente | origen | origem | fonte | bron")
_THE = "(?: (?:the|our|an?|die|der|unsere[nr]?|einer?|la|le|l'|notre|el|nuestr[oa]|o|nossa?|il|lo|nostr[oa]|het|een|onze))*"
_NAMES = f"(?:{'|'.join(sorted(sources(), key=len, reverse=True))})"
_OR = "(?:or|and|oder|und|ou|et|o|y|e|of|en)"
_BEFORE_NAME = frozenset("from via through uber par por pelo pela tramite source".split())


def source(matcher: PhraseMatcher) -> dict[str, Value]:
    """Consume a source with a known name, or several alternatives."""
    several = rf"{_NAMES}(?: {_OR}(?: {_FROM})?{_THE} {_NAMES})*"
    expression = rf"{_FROM}{_THE} (?P<source>{several})|(?P<before>{_NAMES})(?= {words.APPLICATIONS} )"
    for found, start, end in matcher.find(expression):
        named = re.findall(rf"(?<!\S)(?:{_NAMES})(?!\S)", found["source"] or found["before"])
        matcher.consume(start, end)
        return {"source": one_or_several([sources()[name] for name in named])}
    return {}


def other_source(matcher: PhraseMatcher, part: Part) -> dict[str, str]:
    """Consume the name of another source: a capitalised word after "via" that isn't consumed."""
    if not matcher.has(words.APPLICATIONS, words.APPLIED, _SOURCE):
        return {}
    for index in matcher.remaining():
        word, before = matcher.words[index], matcher.words[index - 1].key if index else ""
        if word.capital and before in _BEFORE_NAME:
            end = index + 1
            while end < len(matcher.words) and not matcher.consumed[end] and matcher.words[end].capital:
                end += 1
            matcher.consume(index - 1, end)
            return {"source": part.linked.text(index, end)}
    return {}


def is_source(written: str, wanted: str) -> bool:
    """Tell whether a source as written is the wanted one."""
    wanted, written = folded(wanted), folded(written)
    return sources().get(wanted, wanted) == sources().get(written, written) or wanted in written
