"""Extraction of employment type and remote option, as the API's values, in seven languages.

Label values are read more liberally than running text, where "contract" or "remote" may be about anything.
"""

import re

from recruit.domain.engines.reading.job import remote_policies
from recruit.domain.engines.reading.job.remote_policies import HYBRID, ON_SITE, REMOTE
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

FULL_TIME, PART_TIME, CONTRACT, TEMPORARY, INTERNSHIP = "Full-time", "Part-time", "Contract", "Temporary", "Internship"
EMPLOYMENT_TYPES = (FULL_TIME, PART_TIME, CONTRACT, TEMPORARY, INTERNSHIP)
REMOTE_OPTIONS = (REMOTE, HYBRID, ON_SITE)

_WEAKER_ORDER = (PART_TIME, CONTRACT, TEMPORARY, FULL_TIME)
BEGINNING = 300
READ = 10_000
"""Characters of a text that are read; later text is rarely about the work."""

_NOT = r"(?<!geen )(?<!pas de )(?<!sem )(?<!senza )(?<!sin )(?<!not a )(?<!not )(?<!no )(?<!non-)(?<!keine )(?<!kein )"
_NOT_AFTER = r"(?!,? (?:no|nein|nee|não|non)\b)(?! arrangements? (?:is|are) not\b)"
_EMPLOYMENT = {
    FULL_TIME: rf"{_NOT}\b(?:full[ -]?time|vollzeit\w*|(?:à )?temps (?:plein|complet)|tiempo completo|jornada completa|"
    rf"completa sí|(?:forty|forty-five|forty-eight|thirty-nine|thirty-seven) hours|horário completo|integral(?=[\s,.;)]*(?:$|[,;)|]))|(?:tempo|período|periodo|horário|jornada) (?:integral|inteiro|completo)|tempo pieno|voltijds?|voltijd\w*|"
    rf"(?:40|39|38|37)(?:[.,]5)? (?:hours|hrs|stunden) (?:per|a|pro) (?:week|woche)|(?-i:F/?T)(?=[\s,;.)/]|$)|fte[: ]{1, 2}1(?:[.,]0)?)\b{_NOT_AFTER}",
    PART_TIME: rf"{_NOT}\b(?:part[ -]?time|teilzeit\w*|minijob\w*|halbe stelle|halbtags\w*|mini-job|520[ -]euro|(?:à )?temps (?:partiel|non complet)|mi-temps|tiempo parcial|media jornada|"
    rf"jornada parcial|meio período|meio[ -]horário|(?:tempo|horário) par(?:cial|ziale)|deeltijd\w*|parttime|(?:vier|drie) vijfden?\b|quatre cinquièmes?|(?-i:P/?T)(?=[\s,;.)]|$))\b{_NOT_AFTER}",
    CONTRACT: rf"{_NOT}\b(?:contract (?:role|position|job|basis|work|engagement|to hire|opportunity|only)|"
    r"contract-to-hire|(?:as an? )?(?:independent )?contractor(?: role| position|\b(?=[,.;]|$))|on (?:a )?contract\b|freelance\w*|freiberuflich|freie mitarbeit|"
    r"(?:months?|mos?|year|wk|weeks?)[ -]contract|(?:inside|outside) ir35|corp[ -]to[ -]corp|c2c\b|autónomo|(?:en tant qu['’]|statut d['’]?)indépendant|prestaci[oó]n de servicios|prestation de services?|prestação de serviços|recibos verdes|mission (?:de|longue)|tjm|"
    r"partita iva|p\.iva|zzp\w*|inhuur|prestador|por (?:obra|proyecto)|como pj|regime pj|\bPJ\b)|\(contract\b|\bcontract\)|- contract$|\| contract \||(?<!vast )(?<!permanent )(?<!fixed )(?<!open-ended )(?<!indefinite )\bcontract,",
    TEMPORARY: rf"{_NOT}\b(?:temporary|^temp|temp(?=\s?(?:$|[.,;)/]))|temp(?:[ -]to[ -](?:hire|perm))|tempor(?:al|är\w*|ário|ária)|intérim\w*|"
    r"zeitarbeit|arbeitnehmerüberlassung|interinale|somministrazione|uitzend\w*|tijdelijk\w*|(?:contrato )?a termo (?:in)?certo|contrato a termo|interino|eventual)\b",
    INTERNSHIP: rf"{_NOT}\b(?:internship|(?:pflicht)?praktikum|praktikant\w*|werkstudent\w*|becari[oa]|prácticas|práctica profesional|beca|"
    r"est[áa]gio|estagiári[oa]|tirocinio|stagiaires?|stagista|stageplek|stage (?:de|en)|alternance|meewerkstage|afstudeerstage)\b",
}
_WEAKER_EMPLOYMENT = {
    CONTRACT: rf"{_NOT}\b(?:fixed[ -]term(?: contract)?|ftc|contract:? (?:length|duration|term)|(?:contract|initial) (?:of )?\d{{1,2}} months?|\d{{1,2}}[ -](?:months?|weeks?) (?:initial|rolling|ftc|fixed|assignment)|c2h|w2 (?:contract|only)|1099|day rate|projektvertrag|werkvertrag|honorarbasis)\b",
    TEMPORARY: rf"{_NOT}\b(?:seasonal|(?<!un)befristet\w*|ferienjob|contratto a termine|a termo\b|saison(?:al|arbeit|stelle|kraft|nier|nière)?\b|interinidad|saison \w+|temporada|stagionale|vendanges|vindimas?|vendemmia|"
    r"(?<!di )stagione|seizoens\w+|(?:zomer|winter)seizoen|maternity cover|elternzeitvertretung|cdd|contrato temporal|tempo determinato|sostituzione|"
    r"for (?:the )?(?:peak|season|summer|winter|christmas)|casual)\b",
    PART_TIME: r"\bhours:? ?(?:1\d|2\d|30) (?:per|a) week\b|\b(?:(?:saturdays?|sundays?|weekends?|evenings?(?: and weekends)?|mornings|school hours|term[ -]time) only|bijbaan\w*|geringfügig\w*|\d{3}[ -]?(?:euro|€)[ -](?:basis|job|kraft)|nur (?:am wochenende|samstags|abends)|week-ends? uniquement|solo (?:fines de semana|weekend|sabato)|fines de semana)\b|(?:^|[,(|–] ?)[4-9][05] ?%(?= ?(?:\)|$|,))|\b[1-9][05] ?[-–] ?[1-9][05] ?%(?= ?(?:$|[,)|]))|\b[1-9][05] ?%(?=-? ?(?:stelle|pensum|anstellung))|\b(?:[89]|1\d|2\d|3[0-4]) wochenstunden\b|(?:à|zu|al|pensum:?|poste à) (?:[1-9]0|[1-9]5) ?%|"
    r"\b0?[.,][1-9]\d? ?(?:fte|etp|vzä|wte)\b|\b(?:fte|etp|wte)[: ]{1,2}0[.,]\d|(?:\b[1-4](?:[-–][1-4])?|\b(?:one|two|three|four|two or three|zwei|drei|deux|trois|dos|tres|due|tre|twee|drie)) (?:days?|evenings?|nights?|mornings?|tage|abende|jours|soirs|días|tardes|giorni|sere|dagen|avonden) (?:a|per|pro|par|por|alla|in der|die|each|/|p/) ?(?:week|woche|semaine|semana|settimana)(?![^.\n;]{0,25}(?:office|home|site|remote|büro|bureau|oficina|ufficio|kantoor|telework))|\b(?:[89]|1\d|2\d|3[0-4])(?:[.,]\d{1,2})? ?(?:h(?:ours|rs)?|std\.?|stunden|heures|horas|ore|uur)"
    r"(?: (?:(?:per|a|each|par|a la|alla|pro|die|por|in der|p/?)\.? ?(?:week|wk|semaine|settimana|woche|semana)|settimanali|semanales|semanais|weekly)|/(?:week|wk|woche|sem\w*|w)\b)|"
    r"(?<![-–às] )\b(?:1[5-9]|2\d|3[0-4])(?:[.,]\d{1,2})? ?(?:hours|hrs|std\.?|stunden|heures|horas|ore|uur)(?=[,;.]|$)",
    FULL_TIME: r"\b(?:3[5-9]|4[0-4])(?:[.,]\d{1,2})? ?(?:hours|hrs|std\.?|(?:wochen)?stunden|heures|horas|ore|uur|h\b)|\bpensum:? ?(?:80[-–])?100 ?%|(?<![\d–-])\b100 ?%(?= ?(?:[),;]|$))|"
    r"\b1[.,]0 ?(?:fte|etp|vzä|wte)\b",
}
"""Words that decide only in the absence of a plain one."""

_EMPLOYMENT_VALUE = _EMPLOYMENT | {
    CONTRACT: _EMPLOYMENT[CONTRACT] + rf"|{_NOT}\bcontract(?:or)?\b(?!s)",
    TEMPORARY: _EMPLOYMENT[TEMPORARY] + r"|\btemp\b",
    INTERNSHIP: _EMPLOYMENT[INTERNSHIP] + r"|\bintern\b|\bstage\b",
    FULL_TIME: _EMPLOYMENT[FULL_TIME] + r"|^completa\b|^full\b",
    PART_TIME: _EMPLOYMENT[PART_TIME] + r"|^parcial\b|^part\b",
}
_HOME = (
    r"home[ -]?office|home[ -]?working|wfh|telewerk\w*|mobil(?:e|es)? arbeiten|from home|at home|télétravail|distanciel|teletrabajo|teletrabalho|trabajo remoto|"
    r"remot[eo]|remoto|smart ?working|da casa|en casa|em casa|de casa|desde casa|thuis\w*|mobile[sn]? arbeiten|mobiles? arbeit|homeofficetage?|"
    r"zu hause|à la maison|lavoro agile|distance|(?-i:TT)|(?<=de )tt\b"
)
_OFFICE = (
    r"on[ -]?site|in (?:the |our )?office|in[ -]person|at the office|vor ort|im büro|au bureau|sur site|présentiel|en (?:la )?oficina|"
    r"presencial(?:es|mente)?|no escritório|in sede|in ufficio|in studio|in presenza|op kantoor|op locatie"
)
_DAYS = (
    r"(?:\b[1-4](?:[-–/x]| to | à | bis | a )?[1-4]?|\b(?:one|two|three|four|ein(?:en?|em)?|zwei|drei|vier|une?|deux|trois|quatre|un[oa]?|dos|tres|"
    r"cuatro|dois|duas|três|quatro|due|tre|quattro|twee|drie|vier|één|een))\s?(?:jours?|j\b|tage?n?|días?|dias?|giorn(?:[oi]|at[ae])|gg\b|dag(?:en)?|days?|x (?:per|a|por|pro|par)\b)|"
    r"\b[1-9]\d ?%"
)
_REMOTE = {
    HYBRID: rf"\b(?:hybrid\w{{0,2}}|h[ií]brid[oa]|ibrid[oa]){_NOT_AFTER}\b|(?:{_HOME})\b[^\n.;]{{0,40}}(?:{_DAYS})(?! ?(?:remot|urlaub))|"
    rf"(?:{_DAYS})[^\n.;]{{0,32}}?\b(?:{_HOME})\b|[1-9]\d ?% mobil\b|(?<!\d)(?:{_DAYS})[^\n.;]{{0,20}}?\b(?:{_OFFICE})\b|\b(?:{_OFFICE})\b[^\n.;]{{0,12}}(?:{_DAYS})|"
    rf"(?:helft|half|hälfte|mitad|metà|moitié|metade)\b[^\n.;]{{0,24}}\b(?:{_HOME})\b|\b(?:one|two|three|four|[1-4]) (?:remote|home|wfh|homeworking|teleworking) days?\b|"
    r"\b(?:mon|tue|wed|thu|fri)\w*(?:\s?[/,&–-]\s?| and | to | through )(?:mon|tue|wed|thu|fri)\w*[^\n.;]{0,12}\b(?:office|on-?site|wfo)\b|(?:the |der )?rest (?:remote|wfh|(?:from )?(?:wherever|anywhere)|from home|(?:im )?home ?office|thuis|en remoto|mobil)|"
    r"tageweise\w* (?:home|mobil)\w*|(?:mobiles arbeiten|home ?office|télétravail|teletrabajo|smart working|telelavoro|teletrabalho|thuiswerken)[^\n.;]{0,40}\b(?:möglich|négociable|partiel|a convenir|occasionnel)\b(?<!nicht möglich)|"
    r"(?:some|flexible|flexibles?|anteiliges?|gelegentlich(?:es)?|occasional) (?:remote|home ?office|homeworking|télétravail|teletrabajo|smart working|mobiles arbeiten)|mix (?:of|aus|de)\b[^.\n]{0,30}(?:home|remote|télétravail)|(?:monday|tuesday|wednesday|thursday|friday)s? (?:from|at) home|(?:home ?office|télétravail|teletrabajo|smart working|mobiles arbeiten|thuiswerken) (?:mogelijk|nach absprache|partiel|parziale|ocasional|bespreekbaar|möglich|possible|parziale|partiel|parcial|deels|anteilig|teilweise)|"
    r"(?:partly|partially|mostly|largely|teilweise|deels) (?:remote|thuis)",
    ON_SITE: r"\b(?:on[ -]?site|in[ -]office|office[ -]based|in[ -]person|wfo|work from office|presencia(?:l|is|les)|vor ort|présentiel|in sede|"
    r"in presenza|op locatie|op kantoor|sur site|not (?:a )?remote|no remote|non-remote|remote(?: work(?:ing)?| eligible| option| working)? ?[:?–-]? ?(?:no\b|none|not\b|is not|isn't|n/a)|(?:cannot|can't|can not) be (?:done )?(?:remote|from home)|(?:home ?office|mobiles arbeiten|arbeiten von zu hause|heimarbeit)(?: \w+){0,6} nicht (?:möglich|vorgesehen)|télétravail (?:impossible|exclu|non\b|pas possible)|teletrabajo (?:imposible|no\b)|(?:smart working|telelavoro) (?:non|no)\b|thuiswerken (?:is |kan )?niet|(?:in ufficio|en la oficina|au bureau|im büro|op kantoor|no escritório) (?:tutti i giorni|todos los días|tous les jours|jeden tag|elke dag|todos os dias)|no wfh|no home ?working|kein home ?office|home ?office (?:ist )?nicht|(?:pas de|sans|no hay) (?:télétravail|teletrabajo)|"
    r"(?:in|at) (?:the|our) office (?:five|5|all|every)|(?:five|5|all five) days (?:a week )?(?:(?:in|at) (?:the|our)|from|in) office|"
    r"sur place(?=[,.;]| (?:évidemment|uniquement|obligatoire|exclusivement)|$)|100 ?% (?:presencial|on[- ]site|vor ort|présentiel)|télétravail ?: ?non|home ?office ?: ?nein|teletrabajo ?: ?no|niet thuis)\b",
    REMOTE: r"\b(?:fully|100 ?%|completely|entirely|full|voll|komplett|todo|totalmente|totale) (?:remot[eo]|télétravail|home ?office|teletrabajo|thuis\w*)\b|"
    r"\b(?:smart ?working|télétravail|home ?office|teletrabajo|lavoro da remoto) (?:totale?|complet|komplett|integral)\b|no office attendance|\bfrom wherever you (?:are|live|like)\b|\banywhere in (?-i:[A-Z])\w+|"
    r"\bremote(?:[ -](?:first|only|role|position|job|"
    r"work(?:ing)?|friendly|within|in|from|or|anywhere|us|usa|uk|eu|europe|depuis|aus|desde)\b|\s?[(—|;,.–-]|$)|[(|] ?remot[eo]\b|"
    r"\bwork(?:ing)? (?:remotely|from (?:home|anywhere))\b|\bwfh\b|\bhome[ -]based\b|\btélétravail\b|\bteletrabajo\b|\bteletrabalho\b|"
    r"\bda remoto\b|\btelelavoro\b|\blavoro da casa\b|\btelecommut\w+|\bfrom (?:your|their) (?:own )?home\b|\bwork(?:ing)? from wherever\b|\bwork from where\b|\bdistributed team\b|\bfully distributed\b|\bhome[ -]?working\b|\banywhere in (?:europe|germany|india|latam|the (?:us|uk|eu|world|country))\b|\bremote (?:ok|okay|fine|possible|first)\b|\b(?:en|em|in) remoto\b|\bremoto\b|\bà distance\b|\b(?:trabajo|trabalho|lavoro) remoto\b|\bvolledig thuis\w*|\bhome ?office\b|"
    r"^remote\b(?! (?:\w+ing|support|control|access|diagnos\w+|maintenance|servers?|sites?|teams?|patients?|operations|desktops?)\b)",
}
_NO = (
    r"^(?:no|non|nein|nee|não|none|nessuno|aucun)(?=\s*(?:$|[.,;:!(|/]|[-–—]\s)|"
    r"\s(?:previst|possib|possív|posib|avail|offer|dispon|mogelijk|applic|at\b|for\b|currently\b))"
)
"""The answer of a label; "No nonsense" and "non-profit" are none."""

_REMOTE_VALUE = _REMOTE | {
    REMOTE: _REMOTE[REMOTE] + r"|\bremote\b|^yes\b",
    ON_SITE: _REMOTE[ON_SITE] + r"|^(?:in )?(?:the )?office$|" + _NO,
}


_FULL_TIME_BASIS = Lazy(
    r"\b(?:bezogen auf|auf basis (?:von|einer)|auf|based on|on a|on an?|op basis van(?: een)?|o\.?b\.?v\.?|bij(?: een)?|base|sur la base d'un|para|em base|por|riferit[oa] a|su base)[ -]"
    r"(?:eine[rn]? )?(?:vollzeit(?:basis|stelle|beschäftigung)?|100 ?%|(?:40|39|38|36|35)[ -]?(?:std|stunden|uur|hours?)\S*(?:basis|woche)?|full[ -]?time(?: (?:basis|equivalent))?|fulltime(?: dienstverband)?|voltijds?|temps plein|jornada completa|tempo (?:inteiro|integral|pieno))\b"
    r"(?= ?(?:[),;]|gerechnet|bezogen|basis|,|$))|\bvollzeitbasis\b|\bfull[ -]time equivalent\b|\bvollzeitäquivalent\w*",
    re.IGNORECASE | re.MULTILINE,
)
"""The basis for calculating pay, which isn't the hours of the job: "bezogen auf Vollzeit"."""


def _compiled(words: dict[str, str]) -> dict[str, Lazy]:
    return {meaning: Lazy(pattern, re.IGNORECASE | re.MULTILINE) for meaning, pattern in words.items()}


_EMPLOYMENT_WORDS, _EMPLOYMENT_VALUES = _compiled(_EMPLOYMENT), _compiled(_EMPLOYMENT_VALUE)
_WEAKER_WORDS = _compiled(_WEAKER_EMPLOYMENT)
_REMOTE_WORDS, _REMOTE_VALUES = _compiled(_REMOTE), _compiled(_REMOTE_VALUE)


def employment_type(text: str, *, free: bool = False) -> str | None:
    """Return the employment type that is named first, or None; set `free` for values of labels and for notes.

    Hours, percentages and seasons decide only in the absence of a plain word.
    """
    text = _FULL_TIME_BASIS.sub(" ", text[:READ])
    named = _EMPLOYMENT_VALUES if free else _EMPLOYMENT_WORDS
    if not free and len(text) > BEGINNING:
        # Later in the text, interns are those that the employee will supervise.
        internship = _first({INTERNSHIP: named[INTERNSHIP]}, text[:BEGINNING])
        named = {option: pattern for option, pattern in named.items() if option != INTERNSHIP or internship}
    if option := _first(named, text):
        return option
    rest = _REMOTE_WORDS[HYBRID].sub(" ", text)  # days at home aren't days of part-time work
    return next((option for option in _WEAKER_ORDER if _WEAKER_WORDS[option].search(rest)), None)


def remote_option(text: str, *, free: bool = False) -> str | None:
    """Return the remote option, or None. Any mention of hybrid work is Hybrid; else the first mention decides."""
    text = text[:READ]
    words = _REMOTE_VALUES if free else _REMOTE_WORDS
    policies = remote_policies.find(text)
    rest = text
    for start, end, _ in policies:
        rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
    if words[HYBRID].search(rest) or any(option == HYBRID for *_, option in policies):
        return HYBRID
    stated = [(start, option) for start, _, option in policies]
    return min([*stated, *_first_positions(words, rest)], default=(0, None))[1]


def states(option: str, text: str) -> bool:
    """Whether a text has words for an employment type or a remote option, read liberally."""
    pattern = (_EMPLOYMENT_VALUES | _REMOTE_VALUES).get(option)
    weaker = _WEAKER_WORDS.get(option)
    return bool((pattern and pattern.search(text)) or (weaker and weaker.search(text)))


def _first(words: dict[str, Lazy], text: str) -> str | None:
    return min(_first_positions(words, text), default=(0, None))[1]


def _first_positions(words: dict[str, Lazy], text: str) -> list[tuple[int, str]]:
    """Return the first position of each option."""
    return [(found.start(), option) for option, pattern in words.items() if (found := pattern.search(text))]
