"""Ages and sexes of people, in seven languages: no list or ranking has them as a filter, so that answers name them."""

from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, phrases

_SHORTER = (
    "days?|weeks?|months?|hours?|tagen?|wochen?|monaten?|jours?|semaines?|mois|dias?|semanas?|mes|meses|giorn[io]|"
    "settiman[ae]|mes[ei]|dag(?:en)?|weken|week|maand(?:en)?"
)
_OLD = phrases(r"""
    (?:young|old)er than \d+(?: years)?(?: old| of age)?
    (?:under|over|below|above) (?:\d+ years old|the age of \d+) | aged? (?:under |over |below |above |up to )?\d+
    (?:junger|alter) als \d+(?: jahre)? | (?:unter|uber) \d+ jahre(?: alt)
    plus (?:jeunes?|agee?s?|vieux) (?:que|de) \d+(?: ans)? | agee?s? de(?: moins de| plus de)? \d+ ans
    mas (?:joven|jovenes|viej[oa]s?) (?:que|de) \d+(?: anos)? | (?:menores|mayores) de \d+ anos
    (?:menos|mas|mais) de \d+ anos de (?:edad|idade) | mais (?:nov[oa]s?|jove[nm]s?|velh[oa]s?) (?:do que|que|de) \d+(?: anos)?
    piu (?:giovan[ei]|vecchi[oae]?|anzian[oaie]) (?:di|dei) \d+(?: anni)? | (?:meno|piu) di \d+ anni di eta
    (?:jonger|ouder) dan \d+(?: jaar)?
""")
_AGE = rf"{_OLD}(?! (?:{_SHORTER}) )"
"""Ages. "Older than 30 days" is one of a row."""

_SEX = phrases("""
    (?:fe)?males?(?: only)? | (?:wo)?men(?: only)? | woman | girls? | boys? | only (?:wo)?men
    (?:nur )?(?:weibliche|mannliche)[nrs]? | (?:nur )?frauen | (?:nur )?manner
    (?:seulement |que )?(?:des |les )?(?:femmes?|hommes?) | (?:solo )?(?:mujer(?:es)?|hombres?) | (?:so |apenas )?(?:mulher(?:es)?|home(?:m|ns))
    (?:solo )?(?:donn[ae]|uomini) | (?:alleen )?(?:vrouw(?:en)?|mannen)
""")


def age(matcher: PhraseMatcher, part: Part) -> dict[str, str]:
    """Consume an age, as the message words it."""
    for _, start, end in matcher.find(_AGE):
        matcher.consume(start, end)
        return {"age": part.linked.text(start, end)}
    return {}


def sex(matcher: PhraseMatcher, part: Part) -> dict[str, str]:
    """Consume a sex outside of titles, as the message words it: "femme de chambre" is a title."""
    for _, start, end in matcher.find(_SEX):
        if not any(part.linked.tags[part.start + at] or occupation(part.keys[at]) for at in range(start, end)):
            matcher.consume(start, end)
            return {"sex": part.linked.text(part.start + start, part.start + end)}
    return {}
