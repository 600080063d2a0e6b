"""Conditions of orders, in seven languages. The agent neither checks nor awaits a condition, and says so."""

from collections.abc import Mapping, Sequence
from typing import Any

from recruit.domain.engines.language.conditions import COURTESIES
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.phrases import match_length, phrases
from recruit.domain.engines.language.orders.used import strings

_ONLY = (
    "(?:(?:but|aber|mais|pero|mas|ma|maar) )?(?:only|just|nur|erst|seulement|uniquement|que|solo|solamente|unicamente|so|somente"
    "|apenas|soltanto|alleen|slechts|enkel|pas)(?: dann| dan| in case| in dem fall)?(?: ,)? "
)
_SURE = phrases(r"""
    if | unless | provided(?: that)? | providing | assuming(?: that)? | as soon as | as long as | in case | on condition that | when | whenever
    except (?:if|when) | subject to | contingent (?:on|upon) | (?:depending|dependent) on | once \w+ed | once \w+'s
    pending (?:\w+ )?(?:approval|review|confirmation)
    wenn | falls | sobald | sofern | solange | es sei denn | vorausgesetzt | bevor | nachdem | unter der bedingung
    vorbehaltlich | unter vorbehalt | ausser (?:wenn|falls|er|sie|es|man|wir|ich)
    s' ils? | a condition (?:que|qu'|de) | pourvu (?:que|qu') | sauf (?:si|s'|quand) | sous reserve | a moins (?:que|qu') | des (?:que|qu') | quand | lorsque | lorsqu' | une fois (?:que|qu') | au cas ou | tant (?:que|qu')
    siempre que | siempre y cuando | a menos que | a no ser que | en cuanto | cuando | una vez que | hasta que | en caso de que | con tal de que | salvo (?:que|si) | excepto si | sujet[oa] a | a reserva de | previa aprobacion
    caso | desde que | a nao ser que | assim que | quando | logo que | ate que | contanto que
    sujeit[oa] a | (?:salvo|exceto) se | mediante aprovacao
    a meno che | purche | a patto che | (?:non )?appena | qualora | nel caso | finche | a condizione che
    soggett[oa] a | (?:salvo|tranne) (?:che|se) | salvo approvazione | previa approvazione
    indien | mits | tenzij | zodra | wanneer | voordat | nadat | totdat | op voorwaarde dat
    onder voorbehoud | afhankelijk van | behalve als
""")
_TIMES = phrases(r"""
    tomorrow | next (?:week|month|year) | after | before | in (?:a|two|three|\d+) (?:days?|weeks?|months?) | (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day
    morgen | ubermorgen | nachste (?:woche|monat|jahr) | nachsten monat | nach | in \w+ (?:tagen|wochen|monaten) | (?:am )?(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)
    demain | (?:la semaine|le mois) prochaine? | apres | lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche
    manana | la semana que viene | la proxima semana | despues | (?:el )?(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)
    amanha | (?:na )?semana que vem | na proxima semana | depois | (?:na )?(?:segunda|terca|quarta|quinta|sexta)(?: - feira)?
    domani | la (?:prossima settimana|settimana prossima) | dopo | lunedi | martedi | mercoledi | giovedi | venerdi
    volgende (?:week|maand) | na | (?:op )?(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)
""")
"""Times after "only" that an order is to wait for."""

_DOUBTFUL = {
    "si": frozenset("che chi non ci dove come cui mi lo la".split()),
    "se": frozenset("que no nao ya ja para pra a de como donde onde ela ele el ella quem quien".split()),
}
"""Conjunctions that may be pronouns, with the words after which they are."""

_SUBJECTS = frozenset(
    "he she they it we you i hij ze zij het je jij we wij u ik er dat de die deze hun the his her their".split()
)
_BEFORE_SUBJECTS = frozenset(["als", "once", "until", "till", "after", "before"])
"""Conjunctions that only count before a subject: "als Koch" and "once more" set no condition."""

_SENTENCE_ENDS = frozenset(". ; ! ?".split())


def condition(linked: Linked, calls: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the condition that a message sets for its order; None if it is part of a call's text."""
    for start in range(len(linked.words)):
        if not begins(linked, start):
            continue
        text = linked.text(start, _end(linked, start))
        return None if any(text in one for call in calls for one in strings(call["arguments"])) else text
    return None


def begins(linked: Linked, start: int) -> bool:
    """Tell whether a condition begins at a word."""
    keys = [word.key for word in linked.words]
    only = match_length(_ONLY.rstrip(), keys[start:])
    index = start + only
    if index >= len(keys) or COURTESIES.match(linked.message, linked.words[index].start):
        return False
    if match_length(_SURE, keys[index:]) or (only and match_length(_TIMES, keys[index:])):
        return True
    key, before = keys[index], keys[index - 1] if index else ""
    if key in _DOUBTFUL:
        is_yes = linked.text(index, index + 1).casefold() == "sí"
        return not is_yes and (only > 0 or before not in _DOUBTFUL[key])
    after = index + 1
    subject = after < len(keys) and (keys[after] in _SUBJECTS or linked.tags[after] == "PER")
    return key in _BEFORE_SUBJECTS and (subject or (only > 0 and key == "als"))


def _end(linked: Linked, start: int) -> int:
    """Return the end of a condition: the end of its sentence, or of its clause if the condition comes first."""
    first = start == 0 or linked.words[start - 1].key in _SENTENCE_ENDS
    for index in range(start + 1, len(linked.words)):
        key = linked.words[index].key
        if key in _SENTENCE_ENDS or (first and key == ","):
            return index
    return len(linked.words)
