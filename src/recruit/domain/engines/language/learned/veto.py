"""Vetoes against acting, in seven languages: questions about actions, conditions, negations, reported speech.

A plan that writes or ranks isn't run if its message has a veto: it is offered instead. A courtesy ("if you please",
"why don't you") is no veto.
"""

import re

from recruit.domain.engines.language.negation_words import OF_ACTION

_COURTESIES = re.compile(
    r"if (?:you (?:would|could|please|can|don't mind|wouldn't mind|like|will|'d)|possible|i may|it'?s not too much|it is not too"
    r"|that'?s ok)|why don'?t you|don'?t forget|don'?t hesitate|no problem|no worries|not only"
    r"|wenn(?:'s| es)? (?:möglich|geht|du (?:so nett|magst|kannst)|sie (?:so|möchten|können))|vergiss nicht"
    r"|si (?:possible|tu (?:peux|veux)|vous (?:pouvez|voulez)|puedes|puede|es posible|te parece|eres tan|no es molestia)|s['’]il (?:te|vous) pla[iî]t"
    r"|se (?:puder|possível|poss[ií]bile|faz favor|não se importa|puoi|può|non ti dispiace|riesci)|als (?:het kan|je (?:kunt|wilt)|u (?:kunt|wilt)|dat kan|mogelijk)",
    re.IGNORECASE,
)
_CONDITIONS = re.compile(
    r"(?:^|[.;,:!?–—-]\s*|\b(?:but|and|only|nur|erst|und|aber|et|mais|y|pero|e|mas|ma|en|maar)\s+)(?:if|when|once|unless|until|till|as soon as|assuming|provided|supposing|in case|whenever|before|after"
    r"|falls|wenn|sobald|bevor|ehe|solange|nachdem|sofern|angenommen|quand|lorsque|dès que|avant|tant que|une fois|au cas|si|s['’]il|s['’]ils"
    r"|cuando|en cuanto|antes|hasta que|una vez|mientras|siempre que|se|quando|assim que|até que|caso|enquanto|logo que|depois que"
    r"|appena|non appena|prima|finché|qualora|una volta|wanneer|zodra|voordat|totdat|tot|als|nadat|mocht|indien|should [\w ]+ (?:come|pass|decline|say|accept|agree|revert|fail|want|withdraw))\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"^\W*(?:nothing|nichts|rien|nada|niente|niks)\b|\b(?:wait for my|until i say|until i|not yet|not now|hold off|hands off|leave (?:it|him|her|them|that|job|app|application|things|everything|as)\b|stays?\b|keep .{1,30} (?:open|where|as it)|warte|noch nicht|bleibt|lass(?:t|en)? .{0,30} (?:so|offen|stehen|liegen|wie)|finger weg|attends|pas encore|laisse|touche|on garde|reste"
    r"|espera|todavía no|aún no|déjal[oa]|deja .{0,20} como|se queda|ainda não|espere|deixa .{0,20} (?:como|quiet|assim)|fica como|não mex|aspetta|non ancora|lascia|resta com|wacht|nog niet|blijft|laat .{0,20} (?:staan|zo|met rust|zitten|open)"
    r"|tomorrow i|i'?ll .{0,30} myself|i (?:will|already|have already)|never mind|nevermind|forget it|scratch that|kidding|joking|was about to|nearly|almost|someday|one day|thinking (?:about|of)|considering|i'?d hate|i would hate|"
    r"überleg|vielleicht|peut-être|quizá|tal vez|talvez|forse|misschien|maybe|perhaps we)\b",
    re.IGNORECASE,
)
_NEGATIONS = re.compile(rf"\b(?:{OF_ACTION})\b", re.IGNORECASE)
_ASKING = re.compile(
    r"^\W*(?:(?:so|and|ok|okay|um|hey|hi|hello|sorry|also|und|et|y|e|en|well|right|wait|hmm|é|eh)[\s,]+)*(?:should (?:i|we)|shall (?:i|we)|ought (?:i|we)|do (?:i|we|you) (?:have|need|think|ever|keep)|does|did|is it|are you|am i|was it|how (?:do|does|can|would|should|many notes)|what (?:happens|would happen|if i|does|do i|is|'s) ?|who (?:rejected|moved|closed|changed|built|wrote)|why (?:did|does the system|do people)|can (?:i|we)\b|could (?:i|we) (?:close|reject|delete)|may i ask|is there (?:a|any) (?:way|keyboard|limit|chance)|have (?:i|we|you)|would it be|will|"
    r"soll(?:te)?n? (?:ich|wir)|muss ich|darf ich|kann ich|wie (?:kann|geht|funktioniert|mach)|was passiert|ist es|kannst du eigentlich|"
    r"dois-je|devrais-je|est-ce que je (?:dois|peux)|faut-il|puis-je|peut-on|comment|que se passe|"
    r"¿?\s?(?:debo|debería|deberíamos|puedo|cómo|qué pasa|hay que|se puede)|devo|deveria|posso|como (?:é|faço|funciona|eu)|o que acontece|"
    r"dovrei|dobbiamo|come (?:si|funziona|faccio)|cosa succede|si può|moet ik|zal ik|mag ik|kan ik|hoe (?:kan|werkt|moet)|wat gebeurt)",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:said|says|told|wrote|shouted|writes|thinks|meint|sagt|sagte|schrieb|dit que|a dit|dijo|dice|disse|diz|ha detto|zei|zegt|schreef)\b[^.!?]{0,40}[\"“„«']",
    re.IGNORECASE,
)


def vetoes(message: str) -> int:
    """Return the strength of the veto: 0 for none, 1 for a negation, which may be part of a reason, 2 for any other."""
    text = _COURTESIES.sub(" ", message)
    strong = any(one.search(text) for one in (_CONDITIONS, _LATER, _REPORTED)) or bool(_ASKING.search(text))
    return 2 if strong else 1 if _NEGATIONS.search(text) else 0
