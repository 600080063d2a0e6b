"""Vocabulary of the parts that an order may leave unused, in seven languages: reasons, subjects, times, known words."""

from collections.abc import Sequence
from functools import lru_cache

from recruit.domain.engines.language.common_words import COMMON, CORRECTED
from recruit.domain.engines.language.learned.concept_words import concept_of
from recruit.domain.engines.language.learned.kinds import HONORIFICS, NUMBERS, ORDINALS, STOP_WORDS, UNITS, kind_of
from recruit.domain.engines.language.learned.words import Word
from recruit.domain.engines.language.lists.phrases import fits, phrases
from recruit.domain.engines.language.lists.words import ARRANGEMENT, EMPLOYMENT
from recruit.domain.engines.language.orders import words

CONTRASTS = frozenset("but aber sondern mais pero sino mas ma maar".split())

CONJUNCTIONS = frozenset(
    "and n + & plus then und dann sowie et puis ensuite y e luego despues depois poi en daarna".split()
)

WITH = frozenset("with mit avec con com met without ohne sans sin sem senza zonder".split())

REASONS = phrases("""
    because | since | as | so | cause | cos | cuz | given | who | which | whom | whose | where | that | though | although | while | if | when | after | before | once
    weil | denn | deshalb | also | wo | dass | obwohl | wenn | nachdem | bevor
    parce | car | puisque | comme | qui | que | donc | si | quand | alors
    porque | pues | ya | como | quien | asi | cuando | aunque
    pois | entao | quem | quando | embora
    perche | siccome | poiche | che | quindi | cosi | mentre
    omdat | want | aangezien | dus | als | nadat | terwijl
""")
"""Words that begin a reason, a contrast, a condition, or a relative clause."""

CAUSES = phrases(
    "because | since | so | although | though | cause | cos | cuz | weil | denn | parce | car | porque | pois | perche | siccome | omdat | want | aangezien"
)
"""Words that begin a reason only."""

REASON_LABELS = phrases("reason | grund | motif | raison | motivo | razon | razao | ragione | reden")
"""Words before a colon and a reason."""

DOUBTFUL = frozenset("as als como da si ya".split())
"""Words that only begin a reason before a subject: "as of March", "como cocinero"."""

SUBJECTS = phrases("""
    he | she | they | we | i | it | you | he's | she's | they're | we're | i'm | it's | he'll | she'll | they'll | i'll | we'll | that's | there's | there | his | her | their | my | our | its | let's | lets | the | no | not | kein(?:e[nrms]?)? | nicht | pas | plus | sin | sem | senza | geen | niet | non | nao
    this | that | who | nobody | everybody | everyone | someone | somebody | both | client | clients | team | boss | manager
    er | sie | es | wir | ich | man | das | der | die | ihr | ihre | sein | seine | mein | unser | unsere | kunde | chef
    il | elle | on | nous | je | ils | elles | ca | c' | j' | son | sa | ses | mon | notre | le | la | l' | les
    el | ella | ellos | nosotros | yo | eso | su | sus | mi | nuestro | lo | los | las
    ele | ela | eles | nos | eu | isso | seu | sua | meu | nosso | o | a | os | as
    lui | lei | loro | noi | io | suo | sua | mio | il | lo | gli
    hij | ze | zij | het | we | wij | ik | dat | zijn | haar | mijn | onze | de
""")
"""First words of a statement."""

PRONOUNS = phrases("""
    he | she | they | we | i | it | he's | she's | they're | we're | i'm | it's | er | wir | ich | elle | on | nous | je | ils | elles | c' | j'
    ella | ellos | ele | ela | eles | lui | lei | loro | hij | zij | ik | wij
""")
"""Subjects that begin a statement also as the first words of a message."""

ADVERBS = phrases("""
    please | also | too | well | ok | okay | yes | no | sorry | thanks | actually | apparently | unfortunately | sadly | maybe | now | today | yesterday
    bitte | auch | leider | ja | nein | danke | jetzt | heute | gestern | merci | aussi | oui | non | malheureusement | hier
    si | gracias | tambien | ayer | hoy | sim | nao | tambem | obrigado | obrigada | ontem | hoje | grazie | anche | purtroppo | ieri | oggi
    yeah | nah | uh | um | hmm | oh | nope | ook | helaas | bedankt | gisteren | vandaag | and | und | et | y | e | en
""")

TIMES = phrases(r"""
    jan(?:uary)? | feb(?:ruary)? | march | april | may \d+ | (?:by|in|from|until|till|of|since|\d+) may | june | july | aug(?:ust)? | sept(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)?
    (?:mon|tues|wednes|thurs|fri|satur|sun)days? | tomorrow | q [1-4]
    easter | christmas | new year | ostern | weihnachten | neujahr | paques | noel | semana santa | pascua | navidad | pascoa | natal | pasqua | natale | pasen | kerst
    further notice | auf weiteres | nouvel ordre | nuevo aviso | (?:segunda ordem|novo aviso) | nuovo avviso | nader order
    midnight | noon | midday | tonight | this (?:morning|afternoon|evening) | (?:for|in|within) (?:an?|one|two|three|four|six|\d+) (?:hours?|days?|weeks?|months?) | end of (?:the )?(?:day|week|month|quarter|year)
    (?:next|new|coming|following) (?:fiscal )?(?:week|month|quarter|year|spring|summer|autumn|fall|winter)
    januar | janner | februar | marz | (?:\d+|\.|bis|ab|im|ende|anfang|mitte) mai | juni | juli | oktober | dezember | (?:mon|diens|donners|frei|sams|sonn)tag | mittwoch | morgen | ubermorgen
    mitternacht | heute (?:mittag|nachmittag|abend|nacht) | (?:fur|in) (?:eine[nrm]?|zwei|drei|vier|sechs|\d+) (?:stunden?|tage?n?|wochen?|monate?n?)
    (?:nachste[nrs]?|kommende[nrs]?|neue[nrs]?) (?:woche|monat|quartal|jahr|jahres)
    janvier | fevrier | (?:\d+|en|de|des|jusqu' en|fin|debut) mars | avril | (?:\d+|en|de|des|fin|debut) mai | juin | juillet | aout | septembre | octobre | novembre | decembre | lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche | demain | minuit | midi | ce soir | cet apres - midi | (?:pour|pendant|dans) (?:une?|deux|trois|quatre|six|\d+) (?:heures?|jours?|semaines?|mois) | (?:semaine|mois|trimestre|annee) prochaine? | prochaine? (?:semaine|mois|trimestre|annee)
    enero | febrero | marzo | abril | mayo | junio | julio | agosto | septiembre | octubre | noviembre | diciembre | lunes | martes | miercoles | jueves | viernes | sabado | domingo | manana | medianoche | mediodia | esta (?:noche|tarde) | (?:por|durante|en|dentro de) (?:una?|dos|tres|cuatro|seis|\d+) (?:horas?|dias?|semanas?|mes|meses) | (?:semana|mes|ano) que viene | (?:la|el) proxim[oa] (?:semana|mes|ano)
    janeiro | fevereiro | marco | maio | junho | julho | setembro | outubro | novembro | dezembro | (?:segunda|terca|quarta|quinta|sexta) - feira | amanha | meia - noite | meio - dia | (?:hoje a|esta) (?:noite|tarde) | (?:por|durante|em|dentro de) (?:uma?|duas|dois|tres|quatro|seis|\d+) (?:horas?|dias?|semanas?|mes|meses) | (?:semana|mes|ano) que vem | proxim[oa] (?:semana|mes|ano)
    gennaio | febbraio | aprile | maggio | giugno | luglio | settembre | ottobre | novembre | dicembre | lunedi | martedi | mercoledi | giovedi | venerdi | sabato | domenica | domani | mezzanotte | mezzogiorno | stasera | stanotte | (?:per|tra|fra) (?:una?|due|tre|quattro|sei|\d+) (?:or[ae]|giorn[oi]|settiman[ae]|mes[ei]) | (?:settimana|mese|anno) prossim[oa] | prossim[oa] (?:settimana|mese|anno)
    januari | februari | maart | (?:\d+|vanaf|tot|in|eind|begin) mei | augustus | (?:maan|dins|woens|donder|vrij|zater|zon)dag | overmorgen | middernacht | vanavond | vannacht | (?:voor|over) (?:een|twee|drie|vier|zes|\d+) (?:uur|uren|dag|dagen|week|weken|maand|maanden) | (?:volgende?|komende) (?:week|maand|kwartaal|jaar)
""")

STATES_OF_JOBS = phrases("""
    (?:a |as )?draft | closed | on hold | public(?! (?:relations|health|sector|services?|transport|affairs|policy|schools?|works|safety|law) ) | publicly | private | internal(?:ly)? | unpublished
    publish it | (?:don't|do not) (?:publish|open)(?: it)?(?: yet)?
    (?:als )?entwurf | geschlossen | offentlich | intern | (?:en )?brouillon | ferme | publique? | (?:en )?borrador | cerrad[oa] | public[oa]
    (?:em )?rascunho | fechad[oa] | (?:in )?bozza | chius[oa] | pubblic[oa] | (?:als )?concept | gesloten | openbaar
""")
"""Statuses and visibilities. The chat creates open jobs that aren't public."""

PRIVATE_NOTES = phrases("""
    private | privately | confidential | vertrauliche? | privee? | confidentielle | privad[oa] | confidencial | riservat[oa] | privat[ae] | vertrouwelijke?
""")
MANNERS = phrases(r"""
    as (?:a )?(?:referral|backup|template|favou?r) | via \S+ | later | (?:at )?(?:the )?end of (?:the )?month | spater | am monatsende | plus tard | fin de mois | mas tarde | a fin de mes | mais tarde
    no fim do mes | piu tardi | a fine mese | eind van de maand
    (?:phone|telephone|video|online|virtual) (?=(?:interview|screen|call)) | telefoninterview | telefonisch\w* | telephonique | telefonic[oa] | por telefone | al telefono
    by (?:e - ?)?(?:mail|email|phone|text|letter) | for now | for the moment | for the time being | temporarily | as (?:a )?(?:contractor|freelancer|temp)
    per (?:e - ?)?(?:mail|telefon|brief) | vorerst | vorlaufig | erst mal | par (?:e - ?)?(?:mail|courriel|telephone) | pour l' instant | pour le moment
    por (?:correo|email|telefono|e - ?mail|telefone) | por (?:ahora|el momento|enquanto|agora) | per (?:ora|il momento|telefono) | via (?:e - ?)?mail | voorlopig
""")
"""Ways to do an order that its tools don't have."""

OFFER_LETTERS = phrases("""
    (?:offer|reference) letters? | (?:job|employment) (?:offer|contract)s? | contracts? | references | angebots?schreiben | arbeitsvertrag | vertrag | arbeitszeugnis
    lettre d' embauche | promesse d' embauche | contrat(?: de travail)? | carta (?:de )?oferta | contrato | carta proposta | lettera di assunzione | contratto | arbeidscontract | contract
""")
"""Letters that aren't drafted."""

APPLICANTS = phrases("""
    applicants? | applications? | candidates | pipeline | bewerber(?:n|innen)? | bewerbungen | kandidaten | candidats | candidatures | candidatos | candidaturas | candidati | candidature | kandidaten | sollicitaties
""")
"""Parts of a job that a copy doesn't have."""

ARRANGEMENTS = (*EMPLOYMENT.values(), *ARRANGEMENT.values())

LEADS = phrases("""
    until | till | by | from | as | of | on | in | at | to | for | with | effective | starting | start | before | after | next | the | this | end | mid | early | late | location | salary | title | department | description | status | phone | email | priority | city | place | a | an | is | skill | skills
    bis | ab | seit | am | um | im | in | zum | zu | vom | von | vor | nach | mit | fur | nachste[nrs]? | nachster | kommende[nrs]? | ende | anfang | mitte | den | dem | der | die | das | gultig | standort | ort | gehalt | titel | telefonnummer | telefon
    jusqu' | jusque | a | au | aux | en | des | de | du | d' | le | la | les | l' | partir | pour | avec | des | prochaine? | fin | debut | localisation | lieu | ville | salaire | titre | telephone
    hasta | desde | el | los | las | al | del | con | para | por | partir | proxim[oa] | finales | principios | ubicacion | ciudad | salario | sueldo | titulo | telefono | correo
    ate | do | da | no | na | com | o | os | as | ao | fim | inicio | local | cidade | telefone
    fino | dal | dalla | dal | dell' | il | lo | gli | i | con | per | prossim[oa] | fine | inizio | sede | luogo | citta | stipendio | titolo
    tot | vanaf | op | om | per | met | van | naar | om | het | een | volgende? | eind | begin | locatie | plaats | salaris | telefoonnummer
""")
"""Words before a day or a value that belong to its phrase."""


def is_known(word: Word) -> bool:
    """Tell whether a word belongs to the vocabulary of orders, and so is no content of its own."""
    return word.is_mark or _is_known(word.key)


@lru_cache(maxsize=20_000)
def _is_known(key: str) -> bool:
    if key in STOP_WORDS or key in COMMON or key in CORRECTED or key in HONORIFICS:
        return True
    if key in NUMBERS or key in ORDINALS or key in UNITS or kind_of(key) is not None or concept_of(key) is not None:
        return True
    return any(fits(table, key) for table in _TABLES)


def is_dutch(found: Sequence[Word]) -> bool:
    """Tell whether words are Dutch, so that "en" is a conjunction."""
    return any(word.key in _DUTCH for word in found)


_DUTCH = frozenset(
    "het een van naar voor bij met uit aan toe kandidaat vacature sollicitatie notitie zet sluit stuur".split()
)


def is_verb(word: Word) -> bool:
    """Tell whether a word may be the verb, or the noun, of an order."""
    is_verb = concept_of(word.key) not in _NO_VERBS or word.key in _BECOMING
    return is_verb or any(fits(table, word.key) for table in words.INITIAL_VERBS.values())


_BECOMING = frozenset("becomes become wird werden devient pasa passa torna diventa diventi wordt".split())
_NO_VERBS = frozenset([None, "job", "person", "who", "place", "salary"])


_TABLES = (
    words.FILLERS,
    words.POLITE_WORDS,
    words.AFTER_SEPARATORS,
    words.PRONOUNS,
    words.NOTE_HEAD,
    words.STAGE_NOUNS,
    ADVERBS,
)
