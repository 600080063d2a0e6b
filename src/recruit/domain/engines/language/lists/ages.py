"""Ages of people, in seven languages: no list or ranking has them as a filter, so that answers name them."""

from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists.phrases import Phrases, phrases

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


def age(said: Phrases, part: Part) -> dict[str, str]:
    """Consume an age, as the message words it."""
    for _, start, end in said.find(_AGE):
        said.mark(start, end)
        return {"age": part.linked.text(start, end)}
    return {}
