"""Detection of conditional, postponed, limited and quoted orders, in seven languages.

The grammar reads "reject Jane for job 1 only if she can't start" as an order with a reason, and "rename job 2 to Lead -
actually leave it" as one with a long title. A write in such a message is proposed and needs confirmation. A false
positive costs one question, while a miss would write without an order, so the word lists are wide.
"""

import re
from collections.abc import Sequence

from recruit.domain.engines.language.politeness import asks
from recruit.domain.engines.language.requests import Again, Pointed, Request, Wish
from recruit.domain.engines.language.understanding import WRITES

LONGEST_DESCRIPTION = 160
"""Length of an order to create a job, in characters, beyond which "if" and "when" belong to the job's description."""

_ASK_ANYWAY = frozenset(["delete_job", "delete_candidate", "delete_application", "erase_candidate", "merge_candidates"])

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
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»")

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

_TAKING_BACK = (
    r"never ?mind|nvm|scratch|strike|disregard|ignore|cancel|wait|hold on|hold it|actually|rather|instead|sorry|oops|whoops|nah"
    r"|make (?:that|it) (?=[A-Z])|i mean|i meant|on second thoughts?|leave it|forget (?:it|that)"
    r"|doch nicht|quatsch|vergiss|lieber|stattdessen|eigentlich|sondern|moment|halt|warte|ich meine|falsch"
    r"|en fait|plutôt|attends|attendez|oublie|annule|pardon|non pas|au lieu|je veux dire"
    r"|mejor dicho|espera|olvida|olvídalo|perdón|perdona|quiero decir|en realidad|en vez|más bien"
    r"|aliás|melhor não|deixa|esquece|desculpa|espere|quero dizer|na verdade|em vez"
    r"|anzi|aspetta|lascia(?: stare| perdere)?|scusa|scusi|voglio dire|in realtà|invece|piuttosto"
    r"|toch niet|wacht|laat maar|vergeet|eigenlijk|ik bedoel|in plaats|liever"
)
_LIMITING = (
    r"about|around|roughly|circa|ca\.|etwa|ungefähr|environ|aproximadamente|ongeveer|but|however|though|although|not|no|don['’]t|only|keep|same|like|what|whatever|where|or|without|current|unchanged"
    r"|aber|jedoch|nicht|kein\w*|nur|gleiche[nrsm]?|wie|oder|ohne|behalte"
    r"|mais|pas|seulement|même|comme|ou|sans|garde[zr]?"
    r"|pero|sino|no|solo|sólo|mism[oa]|como|sin|mantén|conserva"
    r"|mas|não|apenas|só|mesm[oa]|sem|mantém|mantenha"
    r"|ma|non|soltanto|stess[oa]|come|senza|mantieni|tieni"
    r"|maar|niet|geen|alleen|dezelfde|hetzelfde|zoals|zonder|behoud"
)
_RESERVING = re.compile(rf"\b(?:{_TAKING_BACK}|{_LIMITING})\b", re.IGNORECASE)
_CORRECTING = re.compile(
    rf"\b(?:{_TAKING_BACK})\b|[.,;!?–-]\s*(?:(?:or|but|oh|ah|oder|ou|o|ma)\s)*(?:nein|non|não|nee|no)\b(?=\s*(?:[,.!]|$|doch|fin|wait|in\b|make|en\b|a\b|à))"
    r"|\b(?:don['’]t|do not) (?:publish|open|post|create)\b",
    re.IGNORECASE,
)
_JOINED_ORDER = re.compile(
    r"(?:\b(?:and|then|und|dann|et|puis|y|luego|e|poi|en|daarna)|[,;])\s+(?:then\s+|also\s+|dann\s+)?(?:same (?:pay|salary)|remind|sag|closing date|deadline|put|add|notify|invite|tell|e?-?mail|message|send|move|"
    r"assign|hire|reject|close|publish it|post it|share it|delete|call|write to|schreib\w*|füge?|lade|ajoute\w*|invite\w*|préviens|mets|añad\w*|agrega|mueve|avisa|"
    r"adiciona|move|convida|aggiungi|sposta|invita|avvisa|voeg|nodig|stuur)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:or|oder|ou)\s+[A-ZÀ-Þ]|\bon (?:LinkedIn|Indeed|Facebook|Monster|XING|StepStone|our (?:site|website|page))\b"
)
"""A second place of a new job, or where to publish it."""

_DUTIES = re.compile(
    r"\b(?:who|that|which|can|will|must|to|der|die|das|kann|qui|sait|que|sabe|quem|che|sa|kan)\b", re.IGNORECASE
)
"""Words before the duties of a job, which may read like orders."""

_NOTE_TAKEN_BACK = re.compile(
    r"(?:\b(?:never ?mind|nvm|scratch that|strike that|forget (?:it|that)|cancel(?: that)?|no,? wait|wait,? no|ignore (?:that|this))"
    r"|\b(?:actually|but|no),? (?:don['’]t|do not)\b.{0,20}|\bdon['’]t (?:save|add|note|store) (?:it|that|this)"
    r"|\b(?:sorry|no),? (?:that|it) (?:was|is)\b.*|[-–,.]\s*no,\s.*"
    r"|\b(?:doch nicht|vergiss (?:es|das)|oublie|oublie[zr]? (?:ça|cela)|non rien|olvídalo|olvida eso|mejor no|esquece|melhor não|lascia (?:stare|perdere)"
    r"|anzi no|laat maar|toch niet|vergeet (?:het|dat)))[\s.!]*$",
    re.IGNORECASE,
)
_TWO_NOTES = re.compile(r"[\"“”»].*\b(?:to|for|on|an|zu|für|à|pour|a|para|per|voor|bij)\b.*[\"“”«]", re.IGNORECASE)
_STATES = re.compile(
    r"\b(?:or|oder|ou|o|of) (?:more|less|higher|lower|above|below|over|under|mehr|weniger|plus|moins|más|menos|mais|più|meno|meer|minder)\b|"
    r"\b(?:no longer|not|non|no more)[\s-]+(?:public|remote|on-?site|home[\s-]?office|working from home)\b|\bno home office\b"
    r"|\b(?:nice|good) to have\b|\b(?:all|alle|tous|toutes|todos|todas|tutti|tutte)\b.{0,40}\bbut\b",
    re.IGNORECASE,
)
"""Denials, and bounds of pay, that state a value of a job."""

_ODD_VALUE = re.compile(
    r"\b(?:and|und|et|y|e|en) \w+ (?:it|them|him|her|es|sie|le|la|lo|het)\b|\bwith \d|[.!?;:]\s+\w|[\"“”«»].*\S|\b(?:jobs?|candidates?|positions?|stelle|poste|puesto|vaga|posizione|vacature) #?\d|\bfrom\b.+\bto\b|"
    r"\bthe (?:title|location|name|one|department|salary|pay) of\b|\b(?:with|and) (?:an? )?(?:note|salary|pay)\b",
    re.IGNORECASE,
)
"""Marks of a short value that holds more than itself: "plumber. Put him on job 3", "Lead and job 3 to Nurse"."""

_ODD_REASON = re.compile(
    r"\A\W*(?:but|aber|mais|pero|mas|ma|maar|then|dann|puis|luego|depois|poi|daarna|and|und|et)\b|\breason:|\b(?:and|und|et|y|e|en)\s+\w|,\s*\w+\w",
    re.IGNORECASE,
)
"""A reason that may hold an order: "too junior, and tell May"."""

_ODD_PLACE = re.compile(r",\s*[^\sA-ZÀ-Þ]|\b(?:and|und|et|y|e|en)\b|\d")
_VALUES = ("title", "location", "department", "full_name", "current_title", "current_company")
_CREATES = re.compile(
    r"\b(?:a|an|another|one|new|job:|ein\w*|neue\w*|une?|nouve\w*|un[oa]?|nuev\w*|uma?|nov\w*|nuov\w*|een|nieuwe?)(?=\W)|^\W*(?:please )?create\b",
    re.IGNORECASE,
)
"""The beginning of an order for a new job. "Make sales manager position public" is about one that there is."""

_DISREGARD = re.compile(
    r"\A\W*(?:forget|ignore|disregard|vergiss|vergessen|ignorier\w*|oublie[rz]?|ignore[rz]?|olvida|olvide|ignora|ignore|esquece|esqueça|dimentica|dimentichi"
    r"|vergeet|negeer)(?:\s\w+)?\s*:"
    r"|(?:ignore|disregard|ignorier\w*|ignore[rz]?|ignóral[oa]|ignora(?:r|re|lo|te)?|negeer|negeren)(?: (?:it|this|that|das|ça|esto|isto|isso|questo|dit|dat))?[\s.!]*\Z",
    re.IGNORECASE,
)
"""An order to ignore the rest of a message."""

_SEVERAL = re.compile(r"\b(?:them|they|both|these|those)\b", re.IGNORECASE)
"""Pronouns that may mean several candidates, or one."""

_LIKE_ANOTHER = re.compile(
    r"\b(?:jobs?|positions?|roles?|stelle|poste|puesto|vaga|posizione|vacature)\s(?:like|wie|comme|como|come|zoals)\b",
    re.IGNORECASE,
)
_COPY_FOR = re.compile(r"\bfor\b", re.IGNORECASE)
"""A copy "for" somebody or something: seldom its place."""

_ODD_NAME = re.compile(r"\b(?:with|who|that|again|knows?|from|for|to|at|as|is|was|called)\b", re.IGNORECASE)
_HEAD = 40
"""Characters of an order in which the words for a new job stand."""


def postpones(message: str, wishes: Sequence[Wish]) -> bool:
    """Tell whether a message would write and holds a condition, a later time or a limit, or takes a part back.

    So does a note that may be a question, or that ends in a retraction. Quotes and reasons don't count.
    """
    if any(_is_doubtful_note(wish, message) for wish in wishes):
        return True
    if not any(_acts(wish, message) for wish in wishes):
        return False
    text = message
    for left_out in (_QUOTED, COURTESIES, _REASONS):
        text = left_out.sub(" ", text)
    return _WAITING.search(text) is not None or reserves(message, wishes)


def disregards(message: str) -> bool:
    """Tell whether a message says that it is to be ignored, at its beginning or its end."""
    return _DISREGARD.search(message) is not None


def reserves(message: str, wishes: Sequence[Wish]) -> bool:
    """Tell whether a message limits its orders or takes a part back, or a value holds more than itself."""
    writing = [wish for wish in wishes if isinstance(wish, Request) and wish.tool in WRITES]
    if not writing or any(_is_odd(wish) for wish in writing):
        return bool(writing)
    text = message[max(0, min((message.find(wish.heard) for wish in writing), default=0)) :]
    for wish in writing:
        text = text.replace(str(wish.arguments.get("reason", "\0")), " ")
    if any(_ODD_REASON.search(str(wish.arguments.get("reason", ""))) for wish in writing):
        return True
    if [wish.tool for wish in writing] == ["clone_job"]:
        if _COPY_FOR.search(text):
            return True
        text = text.replace(" but ", " ", 1)  # "but remote in Austin" is what differs
    describing = all(wish.tool == "create_job" for wish in writing)
    if describing and _ELSEWHERE.search(text):
        return True
    if describing and (joined := _JOINED_ORDER.search(text)) and not _DUTIES.search(text[: joined.start()]):
        return True
    reserving = _CORRECTING if describing else _RESERVING  # a new job's description has limits of its own
    return reserving.search(_STATES.sub(" ", _QUOTED.sub(" ", text))) is not None


def _is_odd(request: Request) -> bool:
    """Tell whether a short value of a request holds more than itself, or whether it may create nothing new."""
    if request.tool == "create_job":
        return _CREATES.search(request.heard[:_HEAD]) is None or _LIKE_ANOTHER.search(request.heard[:_HEAD]) is not None
    if isinstance(request.arguments.get("candidate_id"), Pointed) and _SEVERAL.search(request.heard):
        return True
    given = {**request.arguments, **(request.arguments.get("changes") or {})}
    if request.tool == "create_candidate" and ("(" in request.heard or _ODD_NAME.search(str(given.get("full_name")))):
        return True
    place = given.get("location")
    if isinstance(place, str) and _ODD_PLACE.search(place):
        return True
    return any(isinstance(given.get(name), str) and _ODD_VALUE.search(given[name]) for name in _VALUES)


def _is_doubtful_note(wish: Wish, message: str) -> bool:
    """Tell whether the end of a message may belong to a note or not: "add a note to Jane: open to remote?"."""
    if not isinstance(wish, Request) or wish.tool != "add_note":
        return False
    text = str(wish.arguments.get("note", ""))
    if _TWO_NOTES.search(text):
        return True
    return not _ends_quoted(message) and (asks(message) or _NOTE_TAKEN_BACK.search(text) is not None)


def _ends_quoted(message: str) -> bool:
    return message.rstrip().endswith(('"', "”", "“", "»", "’", "'"))


def _acts(wish: Wish, message: str) -> bool:
    """Tell whether a wish writes. A note's text and a long description are free text and are ignored."""
    if isinstance(wish, Again):
        return wish.orders
    if not isinstance(wish, Request) or wish.tool == "add_note":
        return False
    return wish.tool in WRITES - _ASK_ANYWAY and (wish.tool != "create_job" or len(message) <= LONGEST_DESCRIPTION)
