"""Detection of conditional, postponed and quoted orders, in seven languages.

The grammar reads "reject Jane for job 1 only if she can't start" as an order with a reason. A write in such a message
is proposed and needs confirmation. A false positive costs one question, while a miss would write without an order, so
the word list is wide.
"""

import re
from collections.abc import Sequence

from recruit.domain.engines.language.requests import Again, Request, Wish
from recruit.domain.engines.language.understanding import WRITES

LONGEST_DESCRIPTION = 160
"""Length of an order to create a job, in characters, beyond which "if" and "when" belong to the job's description."""

_FREE_TEXT = frozenset(["add_note", "create_task"])
_ALWAYS_CONFIRMED = frozenset(
    "delete_job delete_candidate delete_application delete_note delete_task erase_candidate merge_candidates".split()
)
"""Tools whose calls are proposed in any case."""

COURTESIES = re.compile(
    r"\bif (?:you (?:would|could|please|can|don't mind|like|will)|you'd|possible|i may)\b"
    r"|\bwenn (?:es )?(?:möglich|geht|du (?:so nett|magst|kannst)|sie (?:so|möchten|können))\b"
    r"|\bsi (?:possible|tu (?:peux|veux)|vous (?:pouvez|voulez)|puedes|puede|es posible)\b"
    r"|\bs['’]il (?:te|vous) pla[iî]t\b"
    r"|\bse (?:puder|possível|poss[ií]bile|faz favor|puoi|può)\b|\bals (?:het kan|je kunt|u kunt|dat kan)\b"
    r"|\bg(?:uten|oede) ?morgen\b|\bgood morning\b|\bpor la mañana\b|\bbefore i forget\b",
    re.IGNORECASE,
)
_REASONS = re.compile(
    r"\b(?:because|since|as (?:he|she|they|it|the)\b|due to|weil|wegen|car\b|parce qu|puisque?|à cause|porque|ya que"
    r"|debido|perché|poiché|a causa|omdat|want\b|vanwege).*?(?=[.;!?\n]|,? (?:but|aber|mais|pero|mas|ma|maar)\b|$)",
    re.IGNORECASE | re.DOTALL,
)
QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»")

_WAITING = re.compile(
    r"\b(?:i|we)(?:['’]d| would) (?:love|rather|prefer)\b|\bj['’]aimerais\b|\bich würde gerne?\b|\bme gustaría\b|\bgostaria\b|\bvorrei\b|\bzou graag\b"
    r"|\bi (?:think|guess|suppose)\b"
    r"|\b(?:if|unless|once|until|till|when|whenever|as soon as|as long as|so long as|in case|provided|providing|assuming"
    r"|supposing|depending|contingent|subject to|pending|on condition|after|before|afterwards|maybe|perhaps|possibly"
    r"|tomorrow|later|tonight|not (?:today|now|yet|before)|next (?:week|month|quarter|year|time)|by the end of"
    r"|wait (?:for|until|till)|ask .{1,40} first|with (?:the )?approval"
    r"|given that|except|with(?:out)? .{1,30} approval|if not|by then"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|lunedì|martedì|mercoledì|giovedì|venerdì"
    r"|sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
    r"|said|says|wrote|according to|for example|e\.g\.?|gesagt|schrieb|meinte|laut|zum beispiel|a dit|selon|par exemple"
    r"|dijo|según|por ejemplo|disse|segundo|por exemplo|ha detto|secondo|per esempio|zei|volgens|bijvoorbeeld"
    r"|(?:do not|don't) do (?:it|that|so)|sollte|apenas"
    r"|wenn|falls|sobald|sofern|bevor|ehe|solange|nachdem|es sei denn|vorausgesetzt|vielleicht|morgen|später"
    r"|nicht (?:heute|jetzt|vor)|noch nicht|nächste[nrs]? (?:woche|monat|jahr)|erst|vorbehaltlich"
    r"|quand|lorsqu\w+|dès qu\w+|avant|après|sauf si|à moins|à condition|pourvu|au cas|demain|plus tard|peut-être"
    r"|pas (?:aujourd['’]hui|maintenant|encore)|(?:la semaine|le mois) prochaine?|sous réserve|s['’]il|s['’]elle"
    r"|cuando|en cuanto|antes|después|hasta que|a menos|siempre que|con tal|en caso|mañana|más tarde|quizás?|tal vez"
    r"|hoy no|todavía no|aún no|la semana que viene|el mes que viene|la próxima semana|salvo que"
    r"|quando|assim que|logo que|depois|até que|a menos|desde que|caso|amanhã|mais tarde|talvez|hoje não|ainda não"
    r"|(?:na |a )?(?:próxima semana|semana que vem)|a não ser"
    r"|appena|prima|dopo|finché|a meno|purché|qualora|nel caso|domani|più tardi|forse|oggi no|non oggi"
    r"|la (?:prossima settimana|settimana prossima)|salvo"
    r"|wanneer|zodra|voordat|nadat|totdat|tenzij|mits|indien|misschien|niet vandaag|nog niet|volgende (?:week|maand))\b"
    r"|(?-i:\b(?:si|se|als)\b)|\A\W*(?:si|se|als)\b"
    r"|\A\s*(?:>|&gt;|[\"“”„«»`‘‚'])",
    re.IGNORECASE,
)


def postpones(message: str, wishes: Sequence[Wish]) -> bool:
    """Tell whether a message would write and holds a condition or a later time. Quotes and reasons don't count."""
    if not any(acts(wish, message) for wish in wishes):
        return False
    text = message
    for left_out in (QUOTED, COURTESIES, _REASONS):
        text = left_out.sub(" ", text)
    return _WAITING.search(text) is not None


def acts(wish: Wish, message: str) -> bool:
    """Tell whether a wish writes. The text of a note or a task and a long description are free text and are ignored."""
    if isinstance(wish, Again):
        return wish.orders
    if not isinstance(wish, Request) or wish.tool in _FREE_TEXT:
        return False
    describes = wish.tool == "create_job" and len(message) > LONGEST_DESCRIPTION
    return wish.tool in WRITES - _ALWAYS_CONFIRMED and not describes
