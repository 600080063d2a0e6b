"""Polite requests in seven languages: orders despite the question mark."""

import re

_GREETINGS = (
    r"hi|hello|hey|hi there|ok|okay|so|and|also|now|then|hallo|moin|und|dann|also|bonjour|salut|et|alors|hola|buenas|y"
    r"|entonces|oi|olá|e|então|ciao|salve|allora|poi|hoi|en|dan"
)
_REQUESTS = (
    r"please|pls|plz|kindly|(?:can|could|will) you(?: please| kindly)?|would you (?:please|kindly|mind)"
    r"|bitte|(?:kannst|könntest|würdest) du|(?:können|könnten|würden) sie"
    r"|s['’]il (?:te|vous) pla[iî]t|stp|svp|(?:peux|pourrais|veux)[- ]tu|(?:pouvez|pourriez|voulez)[- ]vous"
    r"|tu (?:peux|pourrais)|vous (?:pouvez|pourriez)"
    r"|por favor|¿?\s*(?:me )?(?:puedes|podrías|puede|podría)(?: usted)?"
    r"|(?:você )?(?:pode|poderia|podes)|consegues?"
    r"|per favore|(?:puoi|potresti|può|potrebbe)"
    r"|(?:kunt?|kan|zou|wilt?) (?:je|jij|u)|alsjeblieft|alstublieft"
)
_POLITE = re.compile(rf"^[\W_]*(?:(?:{_GREETINGS})\b[\s,!.]*)*(?:{_REQUESTS})\b", re.IGNORECASE)
_QUOTES_AND_BLANKS = " \t\n\r\"'”’»)"


def is_polite(message: str) -> bool:
    """Tell whether a message begins with a polite request: "can you please …"."""
    return _POLITE.match(message) is not None


def asks(message: str) -> bool:
    """Tell whether a message ends in a question mark and isn't a polite request."""
    return message.rstrip(_QUOTES_AND_BLANKS).endswith("?") and not is_polite(message)
