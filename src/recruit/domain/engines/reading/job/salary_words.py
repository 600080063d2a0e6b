"""Words and signs around pay, in English, German, French, Spanish, Portuguese, Italian and Dutch."""

import re

from recruit.domain.engines.reading.text.lazy_patterns import Lazy

SIGNS = {
    "US$": "USD", "$ US": "USD", "CA$": "CAD", "$ CA": "CAD", "$CA": "CAD", "$ CAN": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "S$": "SGD", "HK$": "HKD",
    "R$": "BRL", "MX$": "MXN", "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY", "₪": "ILS", "₱": "PHP",
    "₩": "KRW", "₺": "TRY", "₦": "NGN", "R": "ZAR", "zł": "PLN", "Fr.": "CHF", "Sfr.": "CHF", "Rs.": "INR",
    "Rs": "INR", "dollars": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "pound": "GBP", "rupees": "INR", "reais": "BRL",
    "Franken": "CHF", "rand": "ZAR", "dirhams": "AED", "quid": "GBP",
    "bucks": "USD",
}  # fmt: skip
CODES = frozenset(
    "USD EUR GBP CAD AUD NZD SGD HKD CHF SEK NOK DKK PLN CZK HUF RON BGN TRY ILS AED SAR QAR EGP NGN KES GHS ZAR INR "
    "PKR BDT LKR PHP IDR MYR THB VND CNY JPY KRW TWD BRL MXN ARS CLP COP PEN UAH".split()
)
_ONE_SIGN = "|".join(
    # The sign of the rand is a letter, so it counts only before an amount of its usual size.
    r"R(?=\d{1,3}(?:k|[ ,.]?\d{3})|\d{2,3}[.,]\d{2}\b|\d(?:\.\d{1,2})?m\b)" if sign == "R" else re.escape(sign)
    for sign in [*sorted(SIGNS, key=len, reverse=True), *sorted(CODES)]
)
CURRENCY = rf"(?:{'|'.join(sorted(CODES))})\s?\$|{_ONE_SIGN}"

SCALES = {
    "k": 1_000, "t": 1_000, "grand": 1_000, "tsd": 1_000, "tausend": 1_000, "thousand": 1_000, "mille": 1_000, "mila": 1_000, "mil": 1_000,
    "duizend": 1_000, "m": 1_000_000, "lpa": 100_000, "lakh": 100_000, "lakhs": 100_000, "lac": 100_000,
    "lacs": 100_000, "millones": 1_000_000,
}  # fmt: skip
SCALE = (
    r"millones(?=\s(?:de )?(?:pesos|COP|CLP|ARS)\b)(?:\sde)?(?:\spesos)?|t(?=€|eur\b)|k(?=(?:eur|chf|usd|gbp|sek|nok|dkk)\b)|k(?=[\s€£$.,;:)/+–—-]|$|eur|brut|p\b|pa\b)|t(?=\s?(?:€|eur))|tsd\.?|tausend|thousand|grand|mille(?=\s)|mila|duizend|lpa|lakhs?|lacs?|"
    r"mil(?=/(?:mês|mes|ano|año|anual)|\s(?:(?:por|al?|ao|euros?|reais|pesos|brut\w+|l[ií]quid\w+|mens\w+|anua\w+|R\$|€)\b|€)|\s{0,2}(?:$|[\n.,;)]))|m(?=\s?(?:p\.?a|ctc|per)|\s?(?:to|-|–)\s?R?\d[\d.]{0,4}m\b)"
)
"""Scale words. "mil" is a thousand only beside a Spanish or Portuguese word; "$2 mil" is a million."""

_UNITS = {
    "hour": r"hours?|hr|h|heure|stunde|std|st|hora|ora|uur|u",
    "day": r"days?|jour|j|tag|día|dia|giorno|dag|d",
    "week": r"weeks?|wk|semaine|woche|semana|settimana",
    "month": r"months?|mo|mth|mois|monat|mes|mês|mese|maand|m",
    "year": r"years?|yr|annum|an|année|jahr|a|año|ano|anno|jaar",
}
_ADVERBS = {
    "hour": r"hourly|stündlich|ph\b|p/?h\b|all'ora|orari[ae]?\b|l(?:'|’)heure|de l(?:'|’)heure",
    "day": r"daily|täglich|journali\w+|diári[ao]s?|giornalier\w+|al giorno|pd\b|day rate",
    "week": r"weekly|wöchentlich|semanal\w*|hebdo\w*|pw\b|p\.w\.?",
    "month": r"monthly|monatlich|mtl\.?|mensual(?:es)?|mensuels?|mensuelle|mensal|mensais|mensil[ei]|pcm\b|pm\b|p\.m\.?|maandelijks|"
    r"x ?1[234]\b|sur 1[234] mois|[×x·,]? ?1[234] (?:pagas|meses|mensilità|mois)|por 1[234]",
    "year": r"yearly|annual(?:ly)?|jährlich|annuels?|annui|annu[oe]|anual(?:es)?|anuais|jaarlijks|pa\b|p\.\s?a\.?|p/?a\b|ctc\b|lpa\b",
}
_PER = r"/\s?|(?:per|an?|each|pro|par|por|al|all'|à l'|l'|la|el|die|im|der|in der|ao|à|a|de)\s|p[./]?\s?|\s?(?<=')"
_BETWEEN = r"(?:\s?(?:brutto|bruto|brut(?:os|as|s|e)?|gross|net(?:to|ti|te|s)?|lord[oi]|líquid[oa]s?|liquid[oi]|limpi[oa]s?|nett[oi]|base|basic|umbrella|"
_BETWEEN += r"plus|euros?|€)\b|\s?[€])*"
PERIODS = {
    period: Lazy(
        rf"[+.,–-]{{0,3}}{_BETWEEN}\s?\(?(?:(?:{_PER})(?:{units})(?![\w$€£])|(?:{_ADVERBS[period]}))", re.IGNORECASE
    )
    for period, units in _UNITS.items()
}
"""Words after an amount that give the pay period."""

PERIOD = "|".join(pattern.pattern for pattern in PERIODS.values())

PERIOD_LABELS = {
    "hour": Lazy(r"\b(?:stundenlohn|hourly (?:rate|pay|wage)|taux horaire|salaire horaire|uurloon|paga oraria)\b", re.IGNORECASE),
    "day": Lazy(r"\b(?:tjm|tagessatz|day rate|dagtarief|tarifa diaria)\b", re.IGNORECASE),
    "month": Lazy(r"\b(?:monatsgehalt|monatslohn|salario mensual|salaire mensuel|salário mensal|maandsalaris|bolsa)\b", re.IGNORECASE),
    "year": Lazy(
        r"\b(?:jahresgehalt|jahresbrutto|annual salary|ral|salaire annuel|salario anual|jaarsalaris|ote)\b", re.IGNORECASE
    ),
}  # fmt: skip

LABEL = Lazy(
    r"\b(?:salar(?:y|ies)|pay(?:s|ing)?|paid|compensation|comp|wages?|rates?|base|basic|earn(?:ing)?|package|remuneration|"
    r"budget|range|band|ctc|gehalt\w*|\w*lohn|lohnband|\w*vergütung|entlohnung|verdienst|jahresgehalt|jahresbrutto|"
    r"monatsgehalt|mindestgehalt|entgelt|bezahlung|fixum|kollektivvertrag|rémunération|salaire\w*|taux horaire|tjm|échelle|"
    r"traitement|package|salarios?|sueldo|retribución|remuneración|banda(?: salarial)?|pago|ofrecemos|salários?|remuneração|"
    r"fixo|bolsa(?: auxílio)?|vencimento|ordenado|faixa(?: salarial)?|retribuzione|stipendio|ral|paga|compenso|salaris|"
    r"loon|uurloon|uurtarief|bruto|tarief|schaal\s\S{1,6}|verdien\w*|honorar|tagessatz)\b[^\n\d]{0,30}$",
    re.IGNORECASE,
)
"""A word for pay shortly before an amount, on the same line."""

PLAIN_LABEL = Lazy(
    r"\b(?:salary|pay|wages?|compensation|remuneration|\w*gehalt|\w*lohn|\w*vergütung|entlohnung|salaire|rémunération|sueldo|salario|retribución|remuneración|"
    r"salário|remuneração|vencimento|retribuzione|stipendio|ral|salaris|loon)(?: range| band| mensile| mensual| mensuel)?\s?:?\s{0,3}(?:of |von |de |di |van |from |ab )?$",
    re.IGNORECASE,
)
"""A word for pay directly before an amount, which then needs no currency."""

LABEL_AFTER = Lazy(
    r"\+?[^\S\n]?(?:[€k]\s?)?(?:base\b|basic\b|salary|fij[oa]s?\b|fixes?\b|limpi[oa]s?\b|all in\b|ote\b|brut|gross|net(?:to|ti|te|tos|tas|os|as|s)?\b|neto\b|nett|lord[oi]|l[ií]quid|plus (?:commission|tips)|"
    r"\+ ?(?:equity|bonus|commission|comiss|provision|variable|vt\b)|umbrella|doe\b|pro rata|ctc\b)",
    re.IGNORECASE,
)

_SIDE = (
    r"bonus(?: of)?|bono(?: de)?|stipend|gpa|reward|portfolio|worth|allowance|(?:learning|training|education|travel|equipment|wellness|development|home office) budget(?: of)?|relocation|gutscheine?|\w*cheques?|chèques?|relocation|reimburse\w*|tuition|fees?|contribution|"
    r"cpd|voucher|sign[- ]on|referral|deductible|\w*(?:zuschuss|zulagen?|prämie|bonus|urlaubsgeld|weihnachtsgeld|pauschale|guthaben|budget für)|weiterbildung\w*|dienstwohnung|essensgeld|"
    r"jobticket|prime|paniers?|indemnité|tickets?(?: restaurant\w*)?|mutuelle|participation|ayuda|cheque|tícket|seguro|"
    r"vale[- ]\w+|auxílio[- ]\w+|plr|vr|va|buoni pasto|premio\b.{0,25}|welfare|reiskosten|vergoeding|bonus|mances?|13\. monatslohn"
)
_HOUSING = r"accommodation|rent|unterkunft|wohnung|zimmer|miete|logement|loyer|alojamiento|alquiler|alojamento|alloggio|affitto|kamer|huisvesting"
VETO_BEFORE = Lazy(
    rf"\b(?:{_HOUSING})\b[^\n\d;.]{{0,40}}$|\b(?:rais(?:ed?|ing)|fund(?:ed|ing)|revenues?|turnover|umsatz|valuation|valued at|series [a-e]|arr|profits?|savings?|"
    rf"serv(?:e|ing|es)|ote|desde el año|chiffre d'affaires|facturación|fatturato|faturamento|omzet|"
    rf"aum|job id|ref\.?|réf\.?|rif\.?|{_SIDE})\b[^\n\d;.]{{0,18}}$|\b(?:over|since|seit|depuis)\s{{0,2}}[$€£]?$",
    re.IGNORECASE,
)
VETO_AFTER = Lazy(
    r"\+?[^\S\n]?(?:%|[mb]\b(?!/)|mm\b|mn\b|bn\b|mil\b|bil|tril|mio\b|milli|mrd|\(k\)|arr\b|round|valuation|in funding|rais|revenue|sign|"
    r"(?:[a-z]+ )?bonus|stipend|allowance|(?:relocation|tuition|training|learning|housing)|under management|of |customers|clients|users|employees|people|"
    r"requests|engineers|skus|kund|mitarbeit|client|emplead|personas|colaborador|dipendenti|collabor|medewerkers|inwoners|"
    r"(?:hours?|hrs?|h|std|stunden|heures|horas|ore|uur|uren)\b|(?:days?|weeks?|months?|years?|yrs?|tage?n?|wochen|monaten?|jahren?|"
    r"jours?|semaines|mois|ans|días|semanas|meses|años|anos|dias|giorni|settimane|mesi|anni|dagen|weken|maanden|jaar)\b|"
    r"(?:st|nd|rd|th)\b|(?:eco|maaltijd)?cheques?\b|chèques|gutschein|weiterbildung|zuschuss|prämie|pour la|para formación|cents?\b|(?:a|per) mile|miles?\b|km\b)",
    re.IGNORECASE,
)

MOST = Lazy(
    r"\b(?:up ?to|max(?:imum)?\.?(?: of)?|under|bis(?: zu)?|maxim(?:al|aal)|(?:un )?máximo(?: de)?|massimo|jusqu(?:'|’)à|hasta(?: los)?|no more than|até|fino a|tot|"
    r"can (?:go|stretch) to|goes? (?:up )?to|capped at|ceiling)\s{0,2}$",
    re.IGNORECASE,
)
LEAST = Lazy(
    r"\bmindest(?:entgelt|gehalt|lohn|bezug)\b[^\n\d]{0,30}$|\b(?:from|starting (?:at|from)|starts at|at least|min(?:imum)?\.?(?: of)?|ab|mindestens|à partir de|dès|desde|"
    r"mínimo|a partir de|da|a partire da|minimo|vanaf|minimaal)\s{0,2}$",
    re.IGNORECASE,
)
LEAST_AFTER = Lazy(r"\+(?!\s?(?:\w|\())|\s(?:and up|upwards|aufwärts|minimum|min\b)", re.IGNORECASE)
