"""Splitting of a clause into list items, each trimmed of its introductory words."""

import re
from collections.abc import Iterator

from recruit.domain.engines.reading.text.lazy_patterns import Lazy

_YEARS = r"(?:\d{1,2}|one|two|three|four|five|ein|zwei|drei|vier|fünf|deux|trois|cinq|dos|tres|cinco|dois|due|tre|twee|drie)(?:[-–]\d{1,2})?\+?\s?(?:years?|yrs?|jahren?|ans?|années?|años?|anos?|anni|anno|jaar|months?|monate?n?|mois|meses|mesi)(?:['’])?"
_LEAD = Lazy(
    r"^(?:[ABC][12]\+?(?:-level|-niveau)?|but|aber|mais|pero|ma|maar|savez|avez|avoir|lisez|lire|faites|utilisez|pratiquez|manipulez|pedimos|exigimos|precisa|precisamos|je|leest|last|soltura|wel|algum(?:a)?|algun(?:o|a)?|qualche|his|her|their|he|she|it|knows?|done|doing|play(?:s|ing)?|live|cope|write|pass|own(?:s|ing)?|way round|round|worked|used|wer|brauchen|brauchst|führt|macht|bedienen|zusatzqualifikation(?:en)?|weiterbildung|abschluss als|bissl|bisschen|etwas|außerdem|faire|fait|faut|connaitre|tirer|conduire|gestion des|touche|bonne|paie sur|habilité|conocer|hacer|llevar|hablar|manejar|usar|formación en|certificado de|chapurrea|valoran|además|excluyente|falar|mexer|tirar|fazer|usar|formação em|certificação|manusear|usare|conoscere|conosca|parlare|legge|leggere|programma|fare|saper|abilitazione all[ao]|attestato di|certificazione|moet(?:en)?|mag|bestelt|draait|kennen|ook|ze|via|zelf|weet|werkt|and|or|und|oder|et|ou|y|o|e|ed|en|of|plus|also|sowie|ainsi que|además|"
    rf"(?:at least |min(?:imum)?\.?(?: of)? |mindestens |au moins |al menos |mínimo (?:de )?|pelo menos |almeno |minimaal |über |more than |over |>\s?)?{_YEARS}(?: (?:of|d['’]|de|di|in|en))?|"
    r"strong|solid|good|excellent|very good|proven|proficient(?: user)?|advanced|basic|some|working|hands-on|practical|prior|previous|relevant|recent|demonstrated|extensive|significant|sound|thorough|"
    r"experienced?|knowledge|skills?|skilled|expertise|proficiency|competen(?:t|ce|cy)|familiarity|familiar|comfortable|confident|understanding|exposure|background|command|fluency|fluent(?:ly)?|native|bilingual|conversational|"
    r"spoken|written|valid|current|full|clean|up[- ]to[- ]date|existing|certified|certification|certificate|qualified|qualification|trained|training|licen[cs]ed|registered|membership|member|"
    r"able|ability|can|must|should|will|to|have|has|having|hold(?:er|s|ing)?|holds|know(?:s|ing|ledge)?|use[sd]?|using|speak(?:s|ing|er)?|be|is|are|in|with|of|for|on|at|the|an?|as|your|our|their|you|they|he|she|who|we|need|needs|want|"
    r"looking|software|tools?|logiciels?|programas?|program(?:me|ma)s?|ideally|preferably|preferred|required|requires?|essential|plus|bonus|points|if|it|would|experience:|skills:|level|"
    r"mehrjährige|mehrere|fundierte[rsn]?|gute[rsn]?|sehr gute[rsn]?|sehr|erste|ersten|sichere[rsn]?|solide[rsn]?|umfassende|einschlägige|nachweisbare|praktische|idealerweise|gültige[rsn]?|abgeschlossene[rsn]?|anerkannte[rsn]?|"
    r"erfahrung(?:en)?|berufserfahrung|kenntnisse?|fachkenntnisse|grundkenntnisse|umgang|beherrschung|verständnis|vertraut|geübt|besitz|nachweis|wissen|fähigkeit|mit|im|am|des|der|die|das|den|dem|von|vom|zum|zur|für|als|du|hast|kannst|kennst|sie|ihr|wir|er|"
    r"eine[rnms]?|ein|deine?|ihre?|fließend(?:e[sr]?)?|verhandlungssicher(?:e[sr]?)?|bitte|muss|sollte|auch|gern(?:e)?|"
    r"sache(?:nt|z)?|qu['’]ils|ait|expériences?|expérimenté(?:e)?|maîtrise[rzs]?|maîtrisez|connaissances?|connaître|connaissez|bonnes?|excellentes?|solides?|parfaite|notions?|pratique|usage|utilisation|titulaire|possession|posséder|avoir|être|savoir|parler|parlez|"
    r"un|une|le|la|les|l['’]|d['’]|de|du|des|en|avec|sur|dans|aux?|à|pour|vous|tu|il|elle|faut|si|niveau|membre|règle|inscription|"
    r"quien|sepan?|tenga|haya|traiga|maneje|experiencia|conocimientos?|dominio|manejo|uso|buen(?:os|as|a)?|sólidos?|amplios?|demostrable|nivel|alto|medio|mínima|poco|con|del|el|los|las|una|por|para|que|sepa|saber|tener|tienes|estar|título|titulación|"
    r"quem|saiba|souber(?:em)?|tenha|tiver|falar(?:em)?|experiência|conhecimentos?|domínio|vivência|noções|bons?|boa|sólidos|avançados?|com|em|da|do|dos|das|no|na|uma?|os|as|ter|saber|possuir|inscrição|"
    r"sappia(?:no)?|conosca|esperienza|conoscenza|conoscenze|ottima|buona|buon|padronanza|utilizzo|capacità|possesso|pregressa|comprovata|nell['’]|nella|nel|sull['’]|all['’]|alla|al|allo|dell['’]|della|dei|delle|degli|di|con|uso|il|lo|gli|un['’]|uno|per|che|ha|ha lavorato|conosce|gestisce|sa|usa|iscrizione|"
    r"ervaring|kennis|beheersing|goede|aantoonbare|ruime|bezit|vaardigheid|het|een|de|met|van|in het|jij|je|hebt|kunt|kent|spreekt|beheerst|minimaal|affiniteit|relevante|geldig(?:e)?)"
    r"(?:[\s:]+|(?<=['’]))",
    re.IGNORECASE,
)
_KEEP_LEAD = Lazy(
    r"^(?:full[- ]stack|business (?:analysis|intelligence|development|objects|central)|working at height|written communication|advanced (?:driving|life support)|basic life support|manejo de (?:residuos|carretillas)|"
    r"en[ -]iso|en \d|of counsel|de-escalation|en-|use case|member care|use of force|training needs|knowledge graph|knowledge management|d&d|la pavoni|active directory|ability one|lo-fi|general ledger|professional indemnity|"
    r"clean room|registered nurse|commercial (?:driving|vehicle|driver|awareness|property|law|gas|kitchen)|certified (?:public|nursing|scrum|information|welder)|level \d|full clean)",
    re.IGNORECASE,
)
_TRAIL = Lazy(
    r"[\s,:(–-]+(?:no arguments|compulsory|holders?|before|too|in your sleep|at least|first|obviously|comfortable|software|skills|would|licences?(?= holders)|müssen|muss|sollte|sitzen|sitzt|sein|sind|können|kennen|kann|bedienen|mögen|spricht|sprechen|fliessend|fließend|verhandlungssicher|spielt|lesen|obligé(?:e?s)?|nickel|aussi|impeccable|fonctionnel(?:le)?|bien sûr|parlé|pour vrai|demandé(?:e?s)?|también|lo pedimos|comprobable|conversacional|al máximo|hablado|sí o sí|excluyente|também|mas|mandatóri[oa]|ajuda|falado|em dia|parlat[oa](?: bene)?|base|bene|anche|aggiornat[oa]|preferenziale|kennen|kent|mogen|mag|moet(?:en)?|prikt|spreken|spreekt|lezen|eis|nodig|experience|knowledge|skills?|expertise|proficiency|proficient|required|needed|preferred|essential|mandatory|desirable|desired|certifi(?:ed|cations?|cates?)|qualifications?|endorsements?|tickets?|trained|status|pin|"
    r"registered|registration|speakers?|valid|current|is|are|an?|plus|bonus|must|helpful|etc|level|fluent(?:ly)?|fluency|native|proficiently|advanced|intermediate|basic|"
    r"is a must|are a must|in (?:good standing|place|hand)|of any kind|or (?:equivalent|similar|higher|better|above)|and (?:above|similar|more)|preferably|ideally|would be|great|good|"
    r"kenntnisse|kenntnissen|erfahrung(?:en)?|erforderlich|zwingend|pflicht|sicher|vorhanden|vorausgesetzt|voraussetzung|von vorteil|wünschenswert|erwünscht|in wort und schrift|fließend|verhandlungssicher|gut|sehr gut|ist|sind|wäre|oder (?:vergleichbar|ähnlich\w*|gleichwertig)|muss|"
    r"exigé(?:e?s)?|requis(?:e?s)?|obligatoires?|indispensables?|souhaité(?:e?s)?|apprécié(?:e?s)?|courant(?:e)?|valides?|à jour|en vigueur|en cours de validité|de base|avancé(?:e)?|lu,? écrit,? parlé|impératif|ou équivalent|est|sont|serait|un plus|un atout|maîtrisé(?:e?s)?|"
    r"imprescindibles?|obligatori[oa]s?|deseables?|valorables?|necesari[oa]s?|avanzad[oa]|intermedi[oa]|básic[oa]|fluid[oa]|alto|medio|al día|vigente|en regla|o similar(?:es)?|hablado y escrito|requerid[oa]s?|"
    r"obrigatóri[oa]s?|desejáve(?:l|is)|indispensáve(?:l|is)|necessári[oa]s?|avançad[oa]|intermediári[oa]|fluente|definitiv[oa]|ativ[oa]|em dia|ou similar|completo|é|bom|será|diferencial|"
    r"indispensabil[ei]|obbligatori[oa]?|gradit[oaie]|richiest[oaie]|necessari[oa]|buon[oa]|ottim[oa]|fluente|madrelingua|o equivalente|scritto e parlato|in corso di validità|valid[oa]|"
    r"vereist|verplicht|gewenst|wenselijk|noodzakelijk|een (?:pr[eé]|plus|must)|is|vlot|of vergelijkbaar|"
    r"(?:(?:auf|in|at|de|level|niveau|nivel|nível|livello)[ -])?[ABC][12](?:[/+-][ABC][12])?\+?(?:[ -](?:niveau|level))?|and|und|y|but|aber|niveau|nivel|nível|livello)\s*[.)!]*$",
    re.IGNORECASE,
)
_CUT = Lazy(
    r"\s(?:in order to|so that|because|which|who|that|as we|as branches|since|where|when|"
    r"damit|um zu|weil|für (?:die|den|das|unsere)|"
    r"afin de|pour (?:le|la|les|nos|l['’])|qui|"
    r"para (?:el|la|los|las|o|a|os|as|hablar)|que|per (?:clienti|i|le|la|il|gli)|che|"
    r"voor (?:de|het|onze)|zodat|on the \w+ register|up to|within|upon|to (?:counsel|liaise|work|support|cover|help|manage|be|the|deal|speak|talk|communicate)|for (?:the|our|all|at)|from (?:a|the|previous)|at (?:a|the|our|an?y)|"
    r"through|including|such as|e\.?g\.?|z\.?\s?b\.?|par exemple|por ejemplo|ad esempio|bijvoorbeeld)\b.*$",
    re.IGNORECASE,
)
_ASIDE = Lazy(r"\s?[(\[]([^()\[\]]*)[)\]]?")
_SPLIT = Lazy(
    r",(?!\d)\s*|[;•·|]\s*|\s[+/]\s|\s(?:plus|sowie|ainsi que|as well as|así como|assim como|nonché|alsook|alsmede|with|mit|avec|con|com|met)\s|\s–\s|\s-\s|:\s",
    re.IGNORECASE,
)
_OR = Lazy(r"\s(?:or|oder|ou|o|of|and/or|und/oder)\s(?:an? |the )?", re.IGNORECASE)
_AND = Lazy(r"\s(?:and|und|et|y|e|ed|en|&|\+)\s(?:an? |the )?", re.IGNORECASE)
_SOFTWARE = Lazy(r"^(?:the )?([A-Z]\S*(?: [A-Z]\S*)?) software$")
_EDGES = " .–—-•*:;,!?…\"'“”„«»>"
LONGEST_ITEM = 60
MOST_WORDS = 7


def members(clause: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the items of a clause, each as a whole and with its parts if "and" joins several."""
    for stretch in _SPLIT.split(_ASIDE.sub(" ", clause)):
        for one in _OR.split(stretch):
            whole = trimmed(one)
            parts = tuple(filter(None, map(trimmed, _AND.split(one))))
            if whole:
                yield whole, parts if len(parts) > 1 else ()
            else:
                yield from ((part, ()) for part in parts)


def asides(clause: str) -> Iterator[str]:
    """Yield the contents of parentheses in a clause."""
    for found in _ASIDE.finditer(clause):
        for stretch in _SPLIT.split(found[1]):
            yield from filter(None, map(trimmed, _OR.split(stretch)))


def introduces(word: str) -> bool:
    """Whether a word only introduces a skill: "experience", "solid"."""
    return bool(_LEAD.match(f"{word} "))


def follows(word: str) -> bool:
    """Whether a word only follows a skill: "required", "fluently"."""
    return bool(_TRAIL.search(f"x {word}"))


def trimmed(item: str) -> str:
    """Return an item without words that introduce it, give a level of proficiency or say that it is required."""
    words, before = _SOFTWARE.sub(r"\1", " ".join(item.split()).strip(_EDGES)), None
    words = _CUT.sub("", words)
    while words != before:
        before = words
        if not _KEEP_LEAD.match(words):
            words = _LEAD.sub("", words, count=1).strip(_EDGES)
        words = _TRAIL.sub("", words).strip(_EDGES)
    filler = not _LEAD.sub("", f"{words} ", count=1).strip(_EDGES)
    return words if not filler and len(words) <= LONGEST_ITEM and len(words.split()) <= MOST_WORDS else ""
