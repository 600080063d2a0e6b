"""Vocabulary around titles in job texts, in seven languages."""

import re

from recruit.domain.engines.reading.text.lazy_patterns import Lazy

CUES = Lazy(
    r"\b(?:(?:we(?:'|’)re|are|is|be) after|short of|(?:meet|find) (?:an?|our|the)|looking (?:for|4|to (?:add|hire|fill|recruit|appoint))|(?:are |now |re )?hir(?:e|ing)|needs?|seek(?:s|ing)?|recruit(?:s|ing)?|search(?:ing)? for|"
    r"(?:job|req|role|position|opening|posting|requisition|vacancy|ad|advert) for|role of|position of|want(?:s|ed)?|replace|wish(?:es)? to appoint|appoint|"
    r"as (?:an?|our|the)|join (?:us|our team) as|opening for|(?:our|the) (?:next|new)|"
    r"suche|suchen|sucht|gesucht|brauche|stellen ein|stellt ein|als|brauchen|freuen uns auf|benötigen|stelle (?:als|für)|verstärkung (?:als|durch)|nächste[rn]?|auf der suche nach|fehlt|fehlen|besetz(?:en|t)(?: die stelle)?|schalten|werden sie|werde|stelle|"
    r"cherch(?:e|ons|ent)|recherch(?:e|ons|ent)|recrut(?:e|ons|ent)|recrutement d(?:e|'un|’un)|embauch(?:e|ons)|besoin d(?:e|'un|’un)|annonce pour|en tant que|"
    r"poste d(?:e |['’])|met au concours (?:un poste d(?:e |['’]))?|offre de|(?:me |nous )?fau(?:t|drait)|engag(?:e|eons)|veut|futur(?:e)?|prochaine?|"
    r"urge(?: contratar)?|se necesita|necesit(?:amos|o|a)|busc(?:amos|o|a|a)|contrat(?:amos|a)|incorpor(?:amos|ar)|precis(?:amos|a)|selecciona(?:mos)?|vacante (?:de|para)|puesto de|oferta (?:de|para)|nuestr[oa] próxim[oa]|se busca|hace(?:n)? falta|quiere(?:n)?|solicit(?:a|amos)|convoca(?: una plaza de)?|plaza de|"
    r"procur(?:amos|a|o)|preciso de|precisamos de|contratamos|contrata-se|recruta(?:mos)?|vaga (?:de|para)|admite-se|próxim[oa]|estamos à procura de|precisava de|admit(?:e|imos)|abre concurso para|(?:seleção|concurso|edital) para|à procura de|processo(?: para)?|"
    r"cerc(?:hiamo|o|a|asi)|ricerc(?:hiamo|a|asi)|serve|servono|assum(?:iamo|e)|selezion(?:iamo|a)|ci serve|abbiamo bisogno di|offriamo posizione di|figura di|selezione per(?: l['’]assunzione di)?|manca|mancano|servir(?:à|ebbe)|cerca(?:si)?|prossim[oa]|"
    r"zoek(?:en|t)|werft|gezocht|vacature(?: voor)?|nodig|werven|op zoek naar|functie van|vraagt|wil|tekort|nieuwe)\b\s?:?",
    re.IGNORECASE,
)
"""Phrases before the occupation in a job text, such as "looking for"."""

LEAD = Lazy(
    r"^(?:(?:hi|hello|hey|hallo|salut|bonjour|hola|olá|oi|ciao|hoi|dringend|urgent[e]?|urgentemente|urgently|asap|please|bitte|post|draft|create|"
    r"an?|the|our|one|two|three|four|five|some|more|another|experienced|new|great|good|motivated|"
    r"ein|eine[nmrs]?|ne|nen|zwei|drei|vier|mehrere|die|der|den|das|unser[en]?|engagierte[nr]?|erfahrene[nr]?|zum nächstmöglichen zeitpunkt|ab sofort|per sofort|"
    r"une?|deux|trois|des|les|le|la|notre|nos|un\(e\)|d'un|d'une|plusieurs|"
    r"un[oa]?s?|un/a|una/o|dos|tres|el|los|las|nuestr[oa]s?|varios|varias|uma?|dois|duas|três|o|a|os|as|um\(a\)|nosso|nossa|"
    r"un'|uno|un/una|due|tre|il|lo|gli|i|nostro|nostra|"
    r"een|het|de|twee|drie|onze|ons|ervaren|enthousiaste|\d{1,3}\s?x?|x\s?\d{1,3})(?:[\s:]+|(?<=['’])))+",
    re.IGNORECASE,
)
"""Articles, counts and greetings before a title."""

PROSE = Lazy(
    r"\b(?:we|we're|you|you'll|your|our|us|looking|join|joining|hiring|need|seeking|is|are|was|were|will|would|have|has|had|can|about|must|please|who|with|who's|they|their|offers?|"
    r"wir|ihr|ihre|sie|du|dein|deine|suchen|sucht|bist|sind|werden|wird|hast|haben|bieten|mit|"
    r"nous|vous|votre|notre|nos|vos|recherchons|cherche|sommes|est|sont|sera|serez|avez|avec|"
    r"somos|buscamos|tienes|tendrás|serás|eres|nuestro|nuestra|está|con|"
    r"você|nós|nosso|nossa|temos|procuramos|será|tem|com|"
    r"siamo|cerchiamo|ricerchiamo|abbiamo|sei|hai|nostro|nostra|"
    r"wij|jij|jouw|zoeken|zijn|bent|hebt|wordt|onze|met)\b|[.!?]\s|[.!?]$|:",
    re.IGNORECASE,
)
"""Signs that a line is a sentence rather than a heading."""

STOP = frozenset(
    "a an the our your my their this that these some any need needs needed we we're hiring hire me us for looking seek seeking want wants "
    "wanted add to as another new great talented good is are be become join in of at with and or by from please post create draft open "
    "opening role position job title looking find get recruit recruiting i am i'm currently working worked who will would on urgently asap "
    "suche brauche busco necesito ricerco quick "
    "full-time fulltime part-time parttime full part time contract remote hybrid temporary permanent freelance onsite on-site seasonal he she was were his her "
    "und oder für mit in im am an auf bei ab als zu zum zur von der die das den dem des ein eine einen einer wir sucht suchen gesucht vollzeit teilzeit "
    "befristet unbefristet sofort mind gern "
    "et ou pour avec dans sur en à au aux chez du des de la le les un une nous cherche recherche recherchons cdi cdd temps plein partiel urgent saison "
    "y o para con en el la los las un una de del al por que se busca buscamos necesitamos jornada completa remoto turno "
    "e ou para pra com em no na nos nas do da dos das um uma que precisa preciso vaga remoto presencial turno noturno "
    "e o per con in nel nella a al alla di da dei delle un una il lo la i gli che cerchiamo cercasi serve tempo pieno parziale "
    "en of voor met in op bij te van de het een wij zoeken zoekt gezocht per vanaf".split()
)
"""Words that are never part of a title."""

JOINING = {
    "en": frozenset(["of"]),
    "de": frozenset(),
    "nl": frozenset(),
    "fr": frozenset("de du des d' d’ en à aux et".split()),
    "es": frozenset("de del en y".split()),
    "pt": frozenset("de do da dos das em e".split()),
    "it": frozenset("di del della dei delle dell' alla alle ai al da e".split()),
}
"""Words that join a complement to the noun of a title, by language."""

ROMANCE_JOINING = frozenset().union(*(JOINING[language] for language in ("fr", "es", "pt", "it")))
ROMANCE_JOINING -= {"a", "à", "al", "da", "en"}

NO_TITLE = Lazy(
    r"\b(?:GmbH|AG|KG|Inc|LLC|Ltd|Limited|PLC|S\.?A\.?S?|S\.?[Ll]\.?|S\.?r\.?l|S\.?p\.?A|B\.?V\.?|N\.?V\.?|Corp|Corporation|Company|Group|Gruppe|"
    r"Groupe|Grupo|Gruppo|Groep|Holdings?|Bank|Capital|Partners|Solutions|Technologies|Industries|University|Université|Universität|Hospital|"
    r"Klinik\w*|School|College|Council|Trust|Stiftung|Verein|e\.V\.)(?![\w-])|"
    r"\b(?:certificat\w+|certified|licen[cs]e|degree|diploma|experience|erfahrung|expérience|experiencia|experiência|esperienza|ervaring|benefits|"
    r"salary|requisition|request|anforderung|headcount|stellenanzeige|stellenausschreibung|job description|description|responsibilities|aufgaben|"
    r"missions?|tareas|funciones|team|department|abteilung|register(?:ed with)?|member of|abschluss\w*|ausbildung als|studium|license[ds]?)\b",
    re.IGNORECASE,
)
"""Signs that a line with an occupation noun isn't a title."""

TITLE_MARKS = Lazy(
    r"\(?\b(?:[mwfdhx]\s?/\s?[mwfdhx]\s?(?:/\s?[mwfdhx*])?|all genders|gn)\b\)?|:in\b|\*in\b|\(a\)|/a\b|·[er]\b|/in\b|\(in\)",
    re.IGNORECASE,
)
"""Gender marks, which rarely occur outside job titles."""

NUMBER = Lazy(
    r"\s?[,–-]?\s?(?:#\s?\d{1,12}|job id.{0,40}|(?:req(?:uisition)?|ref|réf|rif)\b\.? ?[#:]?.{0,40}|\(\d{1,2} (?:posts?|positions?|openings?|vacancies)\))$",
    re.IGNORECASE,
)
ASIDE = Lazy(
    r"\s?[(\[][^)\]]{0,40}\b(?:remot[eo]|hybrid|contract|full[ -]?time|part[ -]?time|on-?site|months?|vollzeit|teilzeit|cdi|cdd|f/t|p/t)\b[^)\]]{0,40}[)\]]|"
    r"\s?\(?(?:\bà |\bzu )?\d{1,3} ?(?:[-–] ?\d{1,3} ?)?%\)?",
    re.IGNORECASE,
)
ANNOUNCED = Lazy(
    r"(?:we(?:'| a)re (?:now )?hiring|now hiring|wir (?:stellen ein|suchen)|vacancy|vacature|stellenausschreibung|stellenangebot|vaga|oferta de empleo|offre d'emploi|"
    r"(?:ri)?cerchiamo|cercasi|buscamos|se busca|contratamos|nous recrutons|recrute|gezocht|gesucht)\s?:\s{0,3}(\S.*)",
    re.IGNORECASE,
)
BARE = frozenset(
    "somebody someone anybody anyone jemand quelqu alguien alguém qualcuno iemand hand hands contractor contractors right person people partner partners customers clients lead head chief host judge chair master student stage guide cook run model level days personnes personen personas persone dr before visit".split()
)
"""Nouns that aren't titles by themselves."""

MORE_HEADS = frozenset(
    "dev devs vet vets oss geselle gesellin aushilfe aushilfen sachbearbeitung leitung geschäftsleitung teamleitung bauleitung projektleitung "
    "estágio estagiário stage tirocinio internship apprenticeship praktikum werkstudium staff alternance "
    "fachangestellte fachangestellter crew oficial peón mozo moza camarista tech techs "
    "dj mua hgv cna lpn lvn rgn rmn hca tcae stagiair bijbaan leerling magazijnmedewerker zzp'er sre ae bdr sdr".split()
)
"""Occupation nouns that classifications of occupations lack."""

SUFFIXES = (
    "fachkraft", "fachfrau", "fachmann", "fachleute", "fachperson", "fachkräfte", "kraft", "hilfe", "gehilfe", "gehilfin", "angestellte", "angestellter", "geselle", "gesellin", "leitung",
    "sachbearbeitung", "helfer", "helferin", "laborant", "laborantin", "medewerker", "medewerkster", "assistent", "assistente", "monteur",
    "verpleegkundige", "begeleider", "kundige", "specialist", "schlosser", "techniker", "mechaniker", "therapeut", "therapeutin", "manager",
    "manager", "arbeiter", "arbeiterin", "verkäufer", "verkäuferin", "pfleger", "pflegerin", "meister", "leiter", "leiterin", "chauffeur",
)  # fmt: skip
"""Last parts of German and Dutch compounds that are occupation nouns."""

TITLE_LABEL = Lazy(
    r"\b(?:title|titel|titre|título|titolo|role|rolle|stelle|stellenbezeichnung|position|posten|funktion|poste|puesto|cargo|vaga|posizione|ruolo|"
    r"functie|vacature|vacancy|job|hiring|gesucht|suchen|recherch\w+|busca\w*|cerca\w*|zoek\w*)\b",
    re.IGNORECASE,
)
"""Words in labels of titles, which may have other words too."""

FIRST_CLAUSE_END = Lazy(
    r"[,;:.!?(|/]|\sp/\s|\s[-–—@+]\s?|\s(?=\d|[£$€])|\s(?:for|in|at|with|to|from|who|near|on|pour|à|chez|avec|dans|sur|en|au|aux|para|pra|con|com|em|no|na|a|per|presso|nel|nella|für|mit|bei|im|ab|"
    r"voor|met|bij|te|op|wanted|needed|required|required|gesucht|gezocht|sucht|wird|is|are|we|asap|urgent\w*|full|part|ft|pt)\b",
    re.IGNORECASE,
)

ORGANISATION = Lazy(
    r"(?:hotel|hôtel|hostel|restaurant\w*|restaurante|ristorante|trattoria|klinik\w*|praxis|kita|schule|\w+(?:geschäft|betrieb|verwaltung|gesellschaft)|stadt(?:werke)?|gemeinde|landkreis|landratsamt|firma|"
    r"société|entreprise|mairie|ville|commune|collectivité|école|étude|cabinet|agence|groupe|collaborateurs|spécialiste du|empresa|academia|ayuntamiento|hospital|clínica|consultora|secretaria (?:municipal|estadual|de)|"
    r"câmara|prefeitura|universidade|farmácia|azienda|comune|officina|agenzia|studio|porto di|gemeente|ziekenhuis|bureau|brouwerij|bedrijf|university|college|council|city of|county|club|academy)\b",
    re.IGNORECASE,
)
"""First words of names of employers, which aren't titles."""
