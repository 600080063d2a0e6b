"""Vocabulary of pay in orders, in seven languages: bounds on an amount, bounds of a job's pay, and raises."""

import re

from recruit.domain.engines.language.negation_words import BEFORE_AMOUNT, BEFORE_BOUND
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

MOST_BEFORE = (
    r"at most|up to|max(?:imum)?\.?(?: of)?|capped at|(?:not )?to exceed|not exceeding|höchstens|maximal|bis(?: zu)?|au plus|au maximum|"
    r"jusqu['’](?:à|a)|como m[áa]ximo|(?:un |no )?m[áa]ximo(?: de)?|hasta|até|al massimo|massimo|fino a|maximaal|hoogstens|(?<!van )tot"
)
LEAST_BEFORE = (
    r"at least|min(?:imum)?\.?(?: of)?|starting (?:at|from)|mindestens|wenigstens|au moins|à partir de|dès|al menos|"
    r"(?:por lo|pelo) menos|como m[íi]nimo|(?:un |no )?m[íi]nimo(?: de)?|a partir de|almeno|a partire da|minstens|ten ?minste|minimaal|vanaf|ab"
)
OVER_BEFORE = (
    r"more than|over|above|exceeding|upwards of|mehr als|über|plus de|au[ -]dessus de|más de|mas de|por encima de|mais (?:do )?que|"
    r"mais de|acima de|più di|piu di|oltre|sopra|meer dan|boven"
)
UNDER_BEFORE = (
    r"less than|fewer than|under|below|weniger als|unter|moins de|en dessous de|menos (?:do )?que|menos de|por debajo de|abaixo de|"
    r"meno di|sotto|minder dan|onder"
)
LEAST_AFTER = (
    r"\+|or (?:more|higher|above|over)|and (?:up|more|above)|plus(?=\W*$)|upwards|minimum|oder mehr|und mehr|aufwärts|mindestens|ou plus|et plus|"
    r"o más|o mas|en adelante|como m[íi]nimo|ou mais|no m[íi]nimo|o più|o piu|in su|minimo|of (?:meer|hoger)|minimaal"
)
MOST_AFTER = (
    r"or (?:less|lower|below|under)|at most|max(?:imum)?\b|tops|oder weniger|höchstens|maximal|ou moins|au (?:plus|maximum)|o menos|"
    r"(?:como |no )?m[áa]ximo|ou menos|o meno|(?:al )?massimo|of minder|maximaal"
)
_PAY = r"(?:salary|pay|compensation|wage|salaire|rémunération|salario|salário|sueldo|stipendio|salaris|loon)"
_THE = r"(?:\b(?:the|its|das|die|le|la|el|o|il|het|de)|['’]s|_)\s"
_MOST = r"max(?:imum)?|cap|ceiling|obergrenze|plafond|m[áa]ximo|tope|teto|massimo|tetto|bovengrens"
_LEAST = r"min(?:imum)?|floor|untergrenze|plancher|m[íi]nimo|piso|minimo|ondergrens"
END = Lazy(rf"{_THE}(?:{_MOST}|{_LEAST})\b", re.IGNORECASE)
"""One bound of pay, as in "aumenta il massimo di 4000"."""

_NO_AMOUNT = r"\b(?!\.?\s(?:(?:of|de|di|von|van)\s)?\W{0,2}\d)"
"""The end of the name of a bound. With an amount behind it, as in "to the max of 90k", it bounds that amount."""

MOST_FIELD = Lazy(
    rf"\bmax(?:imum|imal|imaal)?\.?\s?{_PAY}|\b{_PAY}\s(?:max(?:imum|imal)?|cap|ceiling|m[áa]ximo|massimo)\b|\bupper (?:end|bound|limit)|"
    r"\btop (?:end )?of (?:the|its) (?:salary|pay|range|band)|\b(?:höchst|maximal)gehalt|\bmaxim(?:aal|um)\s?salaris|"
    rf"{_THE}(?:{_MOST}){_NO_AMOUNT}",
    re.IGNORECASE,
)
"""The upper bound of a job's pay, as a field of its own."""

LEAST_FIELD = Lazy(
    rf"\bmin(?:imum|imal|imaal)?\.?\s?{_PAY}|\b{_PAY}\s(?:min(?:imum|imal)?|floor|m[íi]nimo)\b|\blower (?:end|bound|limit)|"
    r"\bbottom (?:end )?of (?:the|its) (?:salary|pay|range|band)|\bmindestgehalt|\bminim(?:aal|um)\s?salaris|"
    rf"{_THE}(?:{_LEAST}){_NO_AMOUNT}",
    re.IGNORECASE,
)
"""The lower bound of a job's pay, as a field of its own."""

_GAP = r"\s*(?:(?:the|los|las|les|i|gli|de)\s+)?$"
MOST, LEAST, OVER, UNDER = (
    Lazy(rf"(?:^|(?<=\W))(?P<denied>(?:{BEFORE_BOUND})\s+)?(?:{words}){_GAP}", re.IGNORECASE)
    for words in (MOST_BEFORE, LEAST_BEFORE, OVER_BEFORE, UNDER_BEFORE)
)
"""Bounds directly before an amount; a denied "more than" is an upper bound."""

MOST_BEHIND = Lazy(rf"\s*(?:{MOST_AFTER})", re.IGNORECASE)
LEAST_BEHIND = Lazy(rf"\s*(?:{LEAST_AFTER})", re.IGNORECASE)
PERIOD_FIELD = Lazy(
    rf"\b(?:hourly|daily|weekly|monthly)(?=\s(?:rate|{_PAY}))|\bday(?=\srate)|\b(?:stunden|tages|wochen|monats)(?:lohn|satz|gehalt)|"
    rf"\b{_PAY}\s(?:horaire|mensuel|mensual|mensal|mensile|orari[oa])|\btaux horaire|\bpaga oraria|\b(?:uur|dag|week|maand)(?:loon|salaris|tarief)",
    re.IGNORECASE,
)
"""Pay by the hour, day, week or month, as the name of the field."""

DENIED = Lazy(
    rf"(?:(?:^|[\s(])[-−–]|(?<!au )(?<!al )(?<!lo )\b(?:minus|moins|menos|meno)|\b(?:{BEFORE_AMOUNT}))\s?$",
    re.IGNORECASE,
)
"""A sign or a denial directly before an amount."""

_ALTERING = (
    r"\b(?:bring|bump|move|push|pull|take|put|go|get|rais|increas|lower|reduc|cut|decreas|chang|switch|adjust|modif|erhöh|anheb|"
    r"heb|senk|kürz|änder|augment|baiss|sub[eai]|aument|baj[ae]|cambi|reduz|muda|alter|alz|abbass|verho|verlaag|wijzig|"
    r"verander)\w*\b.*"
)
LIFTED = Lazy(
    rf"{_ALTERING}(?<!\bto )(?<!\bof )(?<!\bat )(?<!\ba )(?<!\bà )(?<!\bop )(?<!\bauf )(?<!\bpara )"
    r"\b(?:up to|bis zu|jusqu['’](?:à|a)|hasta|até|fino a|tot)\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""The phrase "up to" as a part of the verb: "bump the pay up to 90k"."""

MOVED = Lazy(
    rf"{_ALTERING}\b(?:from|von|de|du|del|da|dal|dai|van)\s+$",
    re.IGNORECASE | re.DOTALL,
)
"""A change from one amount to another, before the first of them."""

TOWARDS = Lazy(r"\s*(?:to|auf|para|naar|op|à|a)\s+", re.IGNORECASE)
SHARE = Lazy(r"%|\b(?:percent|per cent|prozent|pour ?cent|por ?ciento|por ?cento|per ?cento|procent)\b", re.IGNORECASE)
LOWERING = Lazy(
    r"\b(?:lower|reduce|cut|decrease|drop|senk|reduzier|kürz|verringer|baiss|diminu|rédui|baja|reduc|reduzca|disminu|reduz|abaix|"
    r"abbass|riduc|diminuis|rebaj|baix|verlaag|verminder)",
    re.IGNORECASE,
)
BY = Lazy(r"\b(?:by|um|de|del|do|di|met|en|em|con|per)\s+(?:another\s+)?(\d{1,3})(?:[.,]0+)?\s?$", re.IGNORECASE)
_RISING = (
    r"rais\w*|increas\w*|reduc\w*|lower\w*|cut|augment\w*|relèv\w*|baiss\w*|diminu\w*|rédui\w*|sub[aei]\w*|aument\w*|(?:re)?baj\w*|"
    r"disminu\w*|reduz\w*|reduc\w*|abaix\w*|baix\w*|alz\w*|abbass\w*|riduc\w*"
)
BY_AMOUNT = Lazy(
    r"\b(?:by|um|met)\s+(?=\W{0,2}\d)|"
    rf"\b(?:add|adds|ajout\w*|añad\w*|adicion\w*|acrescent\w*|aggiung\w*|{_RISING})\s+(?:another\s+)?(?=\W{{0,2}}\d)|"
    rf"\b(?:{_RISING})\s(?:[^\d,;]*\s)?(?:de|di|em|en)\s+(?=\W{{0,2}}\d)",
    re.IGNORECASE,
)
"""The words before an amount by which pay is raised or cut: "um 3000", "baja 3000 el sueldo", "abbassa di 3000"."""

NO_PAY = Lazy(
    r"(?:\b(?:jobs?|positions?|roles?|candidates?|applications?|stelle|kandidat\w*|bewerbung|poste|candidat\w*|puesto|vaga|posizione|vacature"
    r"|kandidaat|sollicitatie)\s?#?|#)\s?$",
    re.IGNORECASE,
)
"""The words before an id, as in "the same as job 5"."""

DATED = Lazy(r"\b(?:of|from|in|since|by|until|ab|seit|von|en|depuis|desde|dal|del|vanaf|sinds)\s$", re.IGNORECASE)
"""The words before a year."""

FROM = Lazy(r"\bfrom\s(?!.*\bto\b)$", re.IGNORECASE)
"""The word before a lower bound: "set the pay from 100k"."""

MILLIONS = Lazy(r"(?<!\d)(\d+(?:[.,]\d{1,2})?)\s?m(?:illion|io)?\b(?![.\w/])", re.IGNORECASE)
THOUSANDS = Lazy(r"(?<=\d)\s?(?:mil|tsd\.?)(?=\W|$)", re.IGNORECASE)
