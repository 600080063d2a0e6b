"""Vocabulary of places of residence in résumés, and of the text beside them."""

import re

from recruit.domain.engines.reading.text.lazy_patterns import Lazy, alternatives
from recruit.domain.engines.reading.text.months import MONTH_OF

MARK = Lazy(
    r"\s{0,3}[|•·✉☎\t§;⋄◦]\s{0,3}|\s[–—/-]\s|\s{2,}|\s(?=\+\d)|\s(?=\(?\d{3}\)?[ .-]\d{3})|\s(?=[\w.+-]{1,64}@)|"
    r"(?<=\w{3})\.\s(?=[A-Z])"
)
LABEL = Lazy(r"([^\W\d_][^:\n|–]{1,34}?)(?:\s?:\s{0,40}|\t+|\s{2,}|\s\|\s|\s?[._…]{3,}\s?)(?=[^\s|•·–—-])")
OWN_LABEL = Lazy(r"([^\W\d_][^:\n|–]{1,34}?)\s?:\s{0,20}(?=\S)")
HOME = Lazy(
    r"(?:current |present |home |residential |permanent |postal |mailing )?(?:location|address|residence|city|town|"
    r"based|lives|stay(?:s|ing)? at|home)\b.{0,20}|(?:wohn(?:ort|haft|sitz)|anschrift|adresse|standort|ort|"
    r"plz.{0,8}ort|adresse\(s\)|lieu de résidence|ville|domicile|dirección|domicilio|ciudad|residencia|localidad|"
    r"indirizzo|residenza|città|endereço|cidade|morada|residência|localidade|adres|woonplaats|plaats|"
    r"postcode.{0,3}plaats|ort|bostadsort|miejscowość|comune|municipality|town|adres zamieszkania|miejsce zamieszkania|"
    r"addressline)\b.{0,20}",
    re.IGNORECASE,
)
_TRAPS = (
    "born, birth, geboren, geburt, naissance, nacimiento, nacido, nacida, nascimento, nascido, nascida, nascita, "
    "geboorte, födel, urodz, nationalit, nacionalidad, naturalidad, passport, licence, license, permis, führerschein, "
    "carnet, patente, rijbewijs, willing, relocat, prefer, availab, disponib, verfügbar, expedida, state of origin, "
    "hometown, visa, citizen, staatsangehör, staatsbürger, language, sprachen, notice"
)
TRAP = Lazy(rf"{alternatives(_TRAPS.split(', '))}|\bnée?\b|nat[oa]\b", re.IGNORECASE)
"""Words beside a place of another kind, such as that of birth, or one where a person is willing to work."""

IN = Lazy(
    r"\b(?i:living in|live in|lives in|resides in|reside in|based in|located in|currently in|residing (?:at|in)|"
    r"wohnhaft in|wohne in|wohnt in|lebt in|ansässig in|lebe in|habite à|vis à|vit à|demeurant à|moro em|mora em|"
    r"abit[oa] a|woont in|wonende te|résid\w{1,4} à|viv[oe] (?:e lavoro )?(?:a|en|em)|resid[oe] (?:a|en|em)|"
    r"residente (?:a|in|en|em)|woon(?:achtig)? in|woonplaats|raum|engineer from|"
    r"from)\s(?P<place>[A-ZÀ-Þ][^,.;|\n]{1,40}(?:,\s[A-ZÀ-Þ][^,.;|\n]{1,30})?)",
)
CAPITALS = Lazy(
    r"[^\s(]+(?:\s(?:(?:de|del|la|am|an|der|im|sur|les|do|da|di|in|op|aan|den)\s){0,3}[A-ZÀ-Þ][\w'’-]+|\s\([^()]+\))*"
)
"""The place in a sentence after "I live in": its capitalised words."""

STATED = Lazy(r"(?<=\w)\s?/\s?[A-Z]{2}$")
"""A state after a city in Brazilian notation: "Recife/PE"."""

NUMBERED = Lazy(r"\s\d{1,2}(?:er|e|ème|º|ª)\b|(?<=\w\s)\(\d{2}\)")
"""Numbers that belong to a place: a district of a city, a French department."""

_CODE = r"(?:\d{4,5}(?:-\d{3})?|\d{2}-\d{3}|\d{3} \d{2}|\d{4} ?[A-Z]{2})"
BEHIND_POSTCODE = Lazy(rf"(?<=\s){_CODE}\s([A-ZÀ-Þ].{{2,40}})$")
POSTCODE = Lazy(
    rf"^(?:[A-Z]{{1,2}}[ -])?{_CODE}\s+(?=[^\W\d_])|"
    r"[,\s]+(?:\d{4,6}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|"
    r"[A-Z]{1,2}\d{1,2}|C\.?P\.? ?\d{5})\.?$"
)
STREET = Lazy(
    r"\b(?:street|(?<=\w\s)st|road|rd|avenue|ave|lane|drive|dr|close|court|way|row|flat|apt|floor|house|blk|lot|box|p\.o|suite|"
    r"straße|strasse|str|weg|platz|gasse|allee|rue|avenue|impasse|place|chemin|appt|bis|calle|c/|av|avda|carrera|cra|"
    r"barrio|"
    r"col|via|viale|corso|piazza|strada|rua|travessa|largo|bairro|straat|laan|gracht|plein|vägen|gatan|ul|room|"
    r"building)\b|"
    r"(?:straße|strasse|str\.|weg|gasse|straat|laan|vägen|gatan)\s?\d",
    re.IGNORECASE,
)
SITE = Lazy(r"\w\.(?:[a-z]{2,12})(?![\w.])")
AROUND = frozenset("area metro region umgebung omgeving zona surroundings environs".split())
"""Lower-case words that may end a place."""

WORDS = Lazy(r"[^\W\d_]+(?:-[^\W\d_]+)*")
NOWHERE = frozenset(
    "mobile mob phone tel cell fax email e-mail mail whatsapp telefon telefono teléfono telefone telefoon téléphone "
    "portable celular handy address adresse anschrift dirección indirizzo endereço adres linkedin github website "
    "updated page seite página pagina".split()
) | {month for month in MONTH_OF if len(month) > len("mars")}
"""Words that no place contains: of contact details, and months except short ones that are also names."""

CONTACT = Lazy(r"@|\+?\d[\d\s().-]{7,}\d")
