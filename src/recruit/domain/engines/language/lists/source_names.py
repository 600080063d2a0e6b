"""Names of applications' sources, in seven languages. A source is a text such as "referral" or "LinkedIn"."""

from functools import cache

from recruit.domain.engines.reading.text.gazetteer import folded

_NAMES = """
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
    for line in _NAMES.strip().splitlines():
        source, _, names = line.partition(":")
        found |= {name.strip(): source for name in (source, *names.split(",")) if name.strip()}
    return found


def is_source(written: str, wanted: str) -> bool:
    """Tell whether a source as written is the wanted one."""
    said, own = folded(wanted), folded(written)
    return sources().get(said, said) == sources().get(own, own) or said in own
