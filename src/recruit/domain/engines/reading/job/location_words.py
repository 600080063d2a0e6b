"""Vocabulary around place names in job texts, in seven languages."""

import re

from recruit.domain.engines.reading.text.lazy_patterns import Lazy

BEFORE = Lazy(
    r"(?:^|[\s(,])(?P<strong>based in|based at|located in|located at|in the heart of|near|nr|outside|raum|region|großraum|standort|bei|sitz in|basés? à|situés? à|basata? a|con sede en|"
    r"con sede a|ubicad[oa]s? en|sediad[oa] em|localizad[oa] em|gevestigd in|omgeving|regio|région|zona|zona de|@|basiert in|sede di|sede em|sede de|agence d[e']|presso|"
    r"commune de|comune di|ayuntamiento de|gemeinde|anywhere in|innerhalb|stadt|ville de|mairie de|gemeente|city of|municipio de|prefeitura de|câmara municipal de)"
    r"[:\s]{1,2}(?:the |l[ae] |den |der |die |het )?$|"
    r"(?:^|[\s(,])(?P<plain>in|at|from|for our|for the|our|to our|across|around|à|a|en|em|nel|nella|nell'|di|d[ei] notre|de nuestr[ao]|no|na|te|"
    r"nach|aus|unsere[nrsm]?|für unser(?:e[nrms]?)?|notre|pour notre|nuestr[ao]|per la nostra|nosso|nossa|onze|sur|d'|de|do|da|for|für|pour|para|per|voor|the|st\.?)"
    r"\s(?:the |l[ae] |den |der |die |het )?$",
    re.IGNORECASE,
)
"""Words directly before a place; after those of the group `strong` little else follows."""

WEAK_PREPOSITIONS = frozenset(
    "di de do da d' a for für pour para per voor the our from a across around st st. na no nach sur".split()
)
"""Prepositions that often precede other things than places."""

WORKPLACE_AFTER = Lazy(
    r"[\s-]{1,2}(?:office|site|plant|branch|clinic|store|shop|yard|depot|warehouse|hub|studio|campus|location|area|team|hq|headquarters|factory|ward|hospital|port|docks?|"
    r"büro|werk|hafen|innenstadt|zentrum|umgebung|stadt|mitte|nord|süd|ost|west|centre(?: ville)?|centro|city|cbd|kantoor|vestiging|centrum|downtown|airport|flughafen|based)\b",
    re.IGNORECASE,
)
"""Words after the place of work."""

WORKPLACE_BEFORE = Lazy(
    r"(?:office|offices|site|plant|branch|clinic|store|shop|yard|depot|warehouse|hub|studio|campus|location|headquarters|hq|hospital|school|hotel|restaurant|lab|factory|nursery|ward|"
    r"büro|standort|werk|filiale|praxis|klinik|bäckerei|seniorenheim|baustelle|niederlassung|spital|agence|bureau|bureaux|site|usine|boutique|crèche|magasin|cabinet|siège|ehpad|"
    r"oficina|sede|tienda|clínica|taller|planta|nave|residencia|hospital|unidade|escritório|loja|clínica|fábrica|obra|ufficio|negozio|struttura|rsa|salone|stabilimento|studio|"
    r"kantoor|vestiging|winkel|locatie|praktijk|ziekenhuis|school|ufficio tecnico)\s(?:in|at|à|a|de|en|em|di|te|d'|no|na|im|von|van|is in|of|the|liegt in)?\s?(?:the |l[ae] )?$",
    re.IGNORECASE,
)
"""Words before the preposition and the place of work."""

INSTITUTION_BEFORE = Lazy(
    r"\b(?:stadtwerke|landeshauptstadt|hansestadt|stadt|gemeinde|landkreis|kreis|landratsamt|universität|hochschule|universitätsklinikum|klinikum|spital|spitex|sparkasse|caritas|diakonie|kantonsspital|"
    r"(?:university|college|city|town|county|diocese|port) of|chu d[e']|mairie d[e']|ville d[e']|commune d[e']|université d[e']|lycée d[e']|hôpital d[e']|ehpad d[e']|"
    r"ayuntamiento de|hospital de|universidad de|diputación de|câmara municipal d[eo]|prefeitura (?:municipal )?d[eo]|universidade d[eo]|hospital d[ea]|comune di|ospedale di|università di|provincia di|"
    r"gemeente|ziekenhuis|provincie|waterschap|universiteit|hogeschool)\s$",
    re.IGNORECASE,
)
"""Institutions whose name includes the town where they are, which is the place of work."""

ELSEWHERE_BEFORE = Lazy(
    r"\b(?:head ?offices?|headquart\w+|hauptsitz|zentrale|firmensitz|mutterhaus|hoofdkantoor|siège(?: social)?|casa madre|sede (?:central|principal|legale|está|fica|social)|zweigstelle|visit|besuch\w+|"
    r"call our|(?:write|apply|send[^.\n]{0,16}) to|enviar [^.\n]{0,12} a|formerly|previous|bureau uit|agence d'intérim d[e']|agenzia (?:per il lavoro )?di|consultora de|meet(?:ing)?s? (?:up )?in|treffen [^.\n]{0,12}in|séminaires?|"
    r"nés à|nat[ia] a|founded|born|clients?|customers?|export\w*|serve[sd]?|serving|distribut\w*|travel(?:ling)? to|flights?|language|university|degree|campaign|market|from|between|"
    r"gegründet|kunden|exportieren|clients|fondée?|exportons|clientes|exportamos|fundad[ao]|clienti|esportiamo|fondat[ao]|klanten|opgericht|reisen nach|déplacements?|viajes?|viagens|"
    r"met|regulated|registered)\b[^.;\n]{0,30}$",
    re.IGNORECASE,
)
"""Words before a place that mark it as another place than the place of work."""

COMPANY_AFTER = Lazy(
    r",?[\s-](?:(?:[A-Z&][\w&]+\s){0,2})(?:GmbH|AG|KG|Inc|LLC|Ltd|Limited|PLC|S\.?A\.?S?|S\.?L\.?|S\.?r\.?l|S\.?p\.?A|B\.?V\.?|Group|Groupe|Grupo|Gruppo|Holdings?|Bank|Capital|"
    r"Partners|Solutions|Software|Systems|Labs?|Technologies|Industries|University|Insurance|Mutual|Logistics|Foods?|Consulting|Pharmac\w+|Construction|Builders|Brothers|& )",
)
"""Words after a place that mark it as part of a company's name."""

REGION_AFTER = Lazy(
    r"(?P<part>,?\s?\(?(?:[A-Z]{2}|\d{2,3})\)|\s?/\s?[A-Z]{2}\b|\s[–-]\s[A-Z]{2}\b(?!\w)|,\s[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+){0,2}|\s\([A-ZÀ-Ý][\w'’ -]{2,30}\)|\s[A-Z]{2,3}\b|\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)"
)
"""A possible region after a town."""

REGION_CODES = frozenset(
    "AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO "  # Brazil
    "AG AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH CL CN CO CR CS CT CZ EN FC FE FG FI FM FR GE GO GR IM IS KR LC LE LI "
    "LO LT LU MB MC ME MI MN MO MS MT NA NO NU OR PA PC PD PE PG PI PN PO PR PT PU PV PZ RA RC RE RG RI RM RN RO SA SI SO SP SR SS SU SV TA "
    "TE TN TO TP TR TS TV UD VA VB VC VE VI VR VT VV "  # Italy
    "AG AI AR BE BL BS FR GE GL GR JU LU NE NW OW SG SH SO SZ TG TI UR VD VS ZG ZH "  # Switzerland
    "UK GB".split()
)

COMMON_WORDS = frozenset(
    "the and for our you new all may van man per via mit bei den der die das und ein une les des sur dans pour con por para una uno los las del "
    "che non ore anni casa sede euro buon bar moto para pro rio monte santa san sao saint start power normal rate lead mission most best time march union "
    "center central university college bank support west east north south media senior junior early late mobile march salary price mar sol villa "
    "english french spanish date post base hours shift team sales service services care home data lab labs live works page card open order union full part "
    "van het een met voor bij uur dag week maand jaar mai april august juli juni monday tuesday friday sunday lunes viernes".split()
)
"""Town names that are also common words."""
