"""Vocabulary of remote-work policies, in English, German, French, Spanish, Portuguese, Italian and Dutch."""

import re

from recruit.domain.engines.reading.text.lazy_patterns import Lazy

_HOME = (
    r"home[ -]?office(?:[ -]?tage?n?)?|home[ -]?working|wfh|work(?:s|ing)?[ -]from[ -](?:your |their )?(?:own )?home|remote(?:ly)? work(?:ing)?|work(?:ing)? remotely|"
    r"remote days?|tele(?:commut|work)\w*|telearbeit|remote? werken|mobile[smn]? arbeit(?:en)?|(?:von )?(?:zu hause|daheim)(?: aus)? (?:zu )?arbeiten|von (?:zu hause|daheim)(?: aus)?|"
    r"télétravail\w*|travail(?:ler)? à distance|distanciel|teletrabaj\w+|trabaj\w+ (?:desde|en) (?:tu |su )?casa|desde (?:tu |su )?casa|trabajo (?:en )?remoto|"
    r"teletrabalh\w+|trabalh\w+ (?:a partir de|em|de|remoto\b)(?: casa)?|a partir de casa|smart ?working|lavoro agile|telelavoro|lavor\w+ da (?:casa|remoto)|da casa|"
    r"thuis ?werk\w*|werk\w*(?: je| u)? (?:vanuit huis|thuis)|vanuit huis|telewerk\w*|werken op afstand"
)
"""Words that refer to the place of work only."""

_OFFICE = (
    r"office|hq|on[ -]?site|in[ -]person|büro|vor ort|au bureau|sur site|présentiel|(?:la|nuestra) oficina|presencial|(?:no|nosso) escritório|"
    r"in (?:sede|ufficio|presenza)|(?:op|naar) kantoor|op locatie"
)
_DAY = (
    r"(?:(?:[1-4]|one|two|three|four|a|an|ein(?:e[nm])?|zwei|drei|vier|une?|deux|trois|quatre|un[oa]?|dos|tres|cuatro|um|uma|dois|duas|três|quatro|due|tre|quattro|"
    r"één|een|twee|drie|vier)(?:\s?[-–/]\s?[1-4]| (?:to|or|bis|oder|à|ou|a|o|of|tot) (?:[1-4]|two|three|zwei|drei|deux|trois|dos|tres|dois|três|due|tre|twee|drie))?"
    r"\s?(?:days?|tage?n?|jours?|d[ií]as?|giorn[oi]|dag(?:en)?|x|times|mal|fois|veces|vezes|volte|keer))"
)
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri)days?|(?:montag|dienstag|mittwoch|donnerstag|freitag)s?|lundis?|mardis?|mercredis?|jeudis?|vendredis?|lunes|martes|miércoles|jueves|"
    r"viernes|segundas?|terças?|quartas?|quintas?|sextas?|lunedì|martedì|mercoledì|giovedì|venerdì|maandag|dinsdag|woensdag|donderdag|vrijdag)"
)
_SHARE = (
    rf"(?:{_DAY}|{_WEEKDAY}|\b[1-9]\d (?:%|prozent|percent|per cent|por ciento|por cento|procent)|\b[1-9]\d%|(?:once|twice) (?:a|per) (?:week|fortnight|month)|\b(?:some|occasional(?:ly)?|partial(?:ly)?|partly|possib\w+|by (?:agreement|arrangement)|sometimes|optional|"
    r"teilweise|anteilig\w*|gelegentlich\w*|tageweise\w*|möglich\w*|nach (?:absprache|vereinbarung)|zeitweise|auch|"
    r"partiel(?:le)?(?:ment)?|ponctuel(?:le)?(?:ment)?|occasionnel(?:le)?(?:ment)?|régulier|négociable|"
    r"parcial(?:mente)?|ocasional|puntual|posib\w+|a convenir|algun[oa]?s|alguns|possibilidade|possível|pontual|parzial\w*|occasional[ei]|alcuni|possibil\w+|"
    r"deels|gedeeltelijk|soms|in overleg|bespreekbaar|mogelijk|af en toe)\b)"
)
_WHOLE = (
    r"(?:100 ?%|fully|entirely|completely|all(?: (?:of )?(?:the|your))? work|full|vollständig|komplett|ausschließlich|voll|entièrement|totalement|complet|intégral|"
    r"totalmente|completamente|íntegramente|inteiramente|interamente|completo|volledig|geheel|total|totale)"
)
_NOT = r"(?:no|not|never|cannot|can't|isn't|without|kein(?:e[rnms]?)?|nicht|ohne|pas|sans|non|aucun|sin|não|sem|senza|niet|geen|nessun\w*|niente|nada de|zero)"
_GAP = r"(?:[\s,:–(-]+[\w’'%-]+){0,5}?[\s,:–(-]+"

HOME = Lazy(rf"\b(?:{_HOME})\b", re.IGNORECASE)
SHARE_AFTER = Lazy(rf"[^\n]{{0,30}}?(?<!\w){_SHARE}(?!\w)", re.IGNORECASE)
SHARE_BEFORE = Lazy(rf"(?<!\w){_SHARE}(?!\w)[^\n]{{0,24}}$", re.IGNORECASE)
"""A share of the work, after and before words for home work."""

_AT_HOME = (
    r"(?:from|at) home|at your own (?:desk|(?:kitchen )?table)|daheim|zu hause|mobil(?:es arbeiten)?|à (?:domicile|la maison)|chez (?:vous|toi|soi|elle|lui)|depuis chez \w+|à distance|où bon \w+ semble|"
    r"(?:en|desde) (?:tu |su |la )?(?:propia )?casa|a distancia|(?:em|de) casa|à distância|a casa|da casa|lavoro agile|thuis|van thuis(?: uit)?|achter je eigen \w+"
)
"""Words that refer to home work beside a day."""

HOME_DAY = Lazy(
    rf"(?<![\w-])(?:{_DAY}|{_WEEKDAY}(?:-feiras?)?|[1-4] (?:tg|dgn?|jrs?|gg|d)\.?),?(?: (?:a|per|pro|par|por|alla|in der|die) (?:week|woche|semaine|semana|settimana))?(?:[ ,:]{{1,2}}[\w’']+){{0,3}}?[ :,–-]{{1,3}}(?:{_AT_HOME})(?!\w)(?! (?:d[eiu]\w*|beim?|van|of) )|"
    rf"\b(?:days? worked remotely|jours? travaillés? à distance|lavoro agile|telearbeit)\b[^\n;.]{{0,24}}?(?<!\w)(?:{_DAY}|{_WEEKDAY})(?!\w)",
    re.IGNORECASE,
)
"""Days at one's own home: "mit einem Tag daheim", "le mercredi à domicile", but not "lunedì a casa dei pazienti"."""

_ALWAYS = (
    r"(?<!not )(?<!nicht )(?<!niet )(?<!non )(?<!no )(?<!não )(?<!pas )\b(?:always|only|exclusively|entirely|all of it|every day|ausschließlich|nur|immer|stets|täglich|uniquement|toujours|exclusivement|chaque jour|tous les jours|"
    r"siempre|únicamente|exclusivamente|sólo|solo|todos los días|sempre|apenas|só|unicamente|esclusivamente|ogni giorno|tutti i giorni|altijd|uitsluitend|alleen|elke dag)"
)
_WORKPLACE = (
    r"(?:department|building|floor|premises|site|shop|workshop|factory|plant|kitchen|ward|bedside|yard|farm|"
    r"standort|baustelle|betrieb|werk|laden|werkstatt|haus|station|hof|chantier|atelier|magasin|boutique|cuisine|usine|ferme|place|"
    r"obra|taller|tienda|cocina|planta|loja|oficina|cozinha|fábrica|leito|quinta|"
    r"negozio|bottega|cantiere|officina|cucina|stabilimento|locale|reparto|winkel|werkplaats|werf|keuken|fabriek|zaak|werkvloer)"
)
_AT = r"(?:in|on|at|by|im|am|in der|auf|auf der|auf dem|sur|sur le|dans|dans le|dans la|en|en el|en la|no|na|à|nel|nella|in|op|in de|op de|op het|aan het)"
ALWAYS_THERE = Lazy(
    rf"{_ALWAYS}(?: [\w’'-]+)?? {_AT} (?:(?:the|our|own|propio|propria|unser\w*|dem|der|notre|nuestr[oa]|onze|het|de|beira do)\s)*{_WORKPLACE}\b|"
    r"\b(?:presencialmente|(?:100 ?% )?sul posto|uniquement sur place|in presenza)\b",
    re.IGNORECASE,
)
"""Work at one place at all times: "immer auf Baustelle", "sempre na obra"."""

NEGATED = Lazy(
    rf"\b{_NOT}{_GAP}(?:an? |the |le |de |lo |el )?(?:{_HOME}|remote(?:ly)?)\b|\b(?:{_HOME}|remote(?:ly)?){_GAP}(?:not|nicht|ausgeschlossen|pas|niet|non|não|impossible|exclu|imposible|impossível|uitgesloten|escluso|n/a)\b|"
    r"\b(?:home ?office|télétravail|teletrabajo|teletrabalho|smart ?working|thuiswerken|remote)\s?[:?]\s?(?:no(?:ne|n|t)?|nein|nee|não)\b",
    re.IGNORECASE,
)
WHOLLY = Lazy(
    rf"\b{_WHOLE}(?:[ -](?:im|in|en|em|à|from|da|de|desde|von|au|vanuit|is|done|en|forma))*[ -](?:{_HOME}|home|remot[eoa]|à distance|zu hause)\b|"
    rf"\b(?:{_HOME}|trabajo|trabalho|lavoro|poste|arbeiten)(?: (?:ist|est|es|is))? {_WHOLE}(?: (?:remot[eoa]|(?:en|em|da|de forma) remot[oa]|à distance))?(?=\W|$)(?! (?:presencial|in|im|vor|op|au|on|sur))|"
    r"ortsunabhängig\w*|\b(?:100 ?%|totalmente) à distância|\bwe (?:have|keep) no office|(?:bundes|deutschland|österreich)weit (?:im homeoffice|remote)|\bde forma (?:100 ?% )?remota|\b(?:vaga|modalidad|modalidade|modalità|posición|posição|posizione|trabajo|formato):? (?:100 ?% )?remot[ao]\b|"
    r"\b(?:trabajarás|trabajas|trabalhas|trabalha|lavori|lavorerai|werk je|je werkt|tu travailles|vous travaillez|du arbeitest|sie arbeiten) (?:von zu hause|von daheim|desde (?:tu )?casa|a partir de casa|de casa|da casa(?: tua)?|vanuit huis|de chez (?:toi|vous))(?=[\s.,;!]*$)|"
    r"\bwerken op afstand(?=[\s.,;!]*$)",
    re.IGNORECASE,
)
HOME_AND_OFFICE = Lazy(
    rf"\b(?:{_HOME}|home|thuis|casa|chez (?:vous|toi)|remote)\b(?: days?)?(?: (?:and|or|und|oder|et|ou|y|o|e|en|of|with|mit)|,| ?/) (?:(?:in|at|our|im|the|au|en|la|nuestra|no|nosso|op|dem|unser\w*|deels|teils|partly)\s)*(?:[A-ZÀ-Ý][\w-]+ )?(?:{_OFFICE}|studio|site|lab|werk|kantoor|bureau|oficina|escritório|ufficio)\b|"
    rf"\b(?:{_OFFICE}|studio|kantoor|\w+huis|bureau|oficina|escritório|ufficio)\b(?: (?:and|or|und|oder|et|ou|y|o|e|en|of)|,| ?/)(?: (?:in|at|im|from|the|au|en|op|partly|teils|deels|part of the time|da|em))* (?:{_HOME}|home|thuis|casa|zu hause|chez (?:vous|toi)|à la maison)\b|"
    rf"\b(?:{_OFFICE})-first\b[^\n.;]{{0,40}}\b(?:home|remote)|\bremote\b[^\n.;]{{0,50}}\b(?:once|twice) (?:a|per) (?:week|fortnight|month)|"
    r"\balternierende[rn]? telearbeit|\b(?:office|kantoor|bureau|oficina|ufficio|büro)(?: [A-ZÀ-Ý][\w-]+)? (?:und|and|et|y|e|en) mobil\w*|\besquema mixto|\bsemi-?presencial\w*|\bmodalidad mixta|\bregime misto",
    re.IGNORECASE,
)
OFFICE_SHARE = Lazy(
    rf"(?<![\w-]){_DAY}(?: (?:a|per|each|every|pro|par|por|a la|alla|in der|die) (?:week|woche|semaine|semana|settimana))?,? (?:in|at|to|im|in unserem|naar|op|en|à|au|no|em|in|nell)['’ ]?(?:(?:the|our|your|notre|nuestra|nosso|nostro|unserem|onze) )?(?:[\wÀ-ÿ-]+ ){{0,2}}?(?:office|hq|headquarters|büro|bureau|oficina|escritório|ufficio|kantoor)\b|"
    rf"\b(?:ein|zwei|drei|vier|[1-4]) präsenztage?n?\b|\b(?:in|at) the office (?:about |around |roughly )?half\b|\bat home the rest|"
    rf"\b(?:in|into|at|im|to) (?:the|our) (?:[A-Z][\w-]+ )?(?:office|hq)\b[^\n.;]{{0,16}}(?:{_DAY}|{_WEEKDAY})|\b(?:[1-9]\d) ?% (?:in[ -])?(?:office|on-?site)\b|\bkomm\w* (?:an )?{_DAY}[^\n.;]{{0,20}}\bins büro\b|"
    r"\b(?:[1-4]|one|two|three|ein|zwei|drei)(?:\s?[-–]\s?[1-4])? (?:home[ -]?office|remote|wfh|home)[ -](?:days?|tage?)\b",
    re.IGNORECASE,
)
"""Days at an office, which imply other days at home."""

PRESENCE = Lazy(
    r"\b(?:präsenzpflicht|présence obligatoire|office[ -]based|in[ -]person only|presenza obbligatoria|aanwezigheid vereist|presença obrigatória|must be (?:present )?on (?:the )?(?:site|premises|shop floor)|präsenzstelle|(?:in|at) the (?:building|office) every day)\b",
    re.IGNORECASE,
)
