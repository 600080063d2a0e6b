"""The vocabulary of lists in seven languages: one table a concept, with phrases folded as in `learned.words`.

A phrase is a regular expression over words; bars and line ends separate phrases. English, German, French, Spanish,
Portuguese, Italian and Dutch come in that order.
"""

from recruit.domain.engines.language.learned.pointing import TO_JOB
from recruit.domain.engines.language.lists.phrases import fits, phrases

JOBS = phrases(r"""
    jobs? | positions? | roles? | openings? | vacanc(?:y|ies) | postings? | requisitions?
    stellen? | stellenangebote? | stellenanzeigen? | ausschreibungen? | vakanz(?:en)? | positionen
    postes? | offres?(?: d' emploi)? | annonces? | emplois?
    puestos?(?: de trabajo)? | vacantes? | ofertas?(?: de (?:trabajo|empleo))? | empleos? | trabajos?
    vagas?(?: de emprego)? | cargos? | empregos? | trabalhos?
    posizion[ei] | annunc[io]{1,2} | offert[ae](?: di lavoro)? | lavor[oi] | post[oi](?: di lavoro)? | impieg(?:o|hi)
    vacatures? | functies? | banen | baan
""")
CANDIDATES = phrases(r"""
    candidates? | cands? | people | persons? | applicants? | folks | everyone | everybody | anyone | anybody | someone | somebody
    kandidat(?:en|innen|in)? | bewerber(?:innen|in|n)? | leute | personen | jemand(?:en)?
    candidate?s? | personnes? | gens | quelqu' un | candidat(?:o|os|a|as|i)
    personas? | gente | alguien | aspirantes? | pessoas? | alguem | person[ae] | qualcuno
    kandidaten | kandidaat | mensen | sollicitant(?:en)? | iemand
""")
APPLICATIONS = phrases(r"""
    applications? | bewerbung(?:en)? | candidatures? | candidaturas? | solicitud(?:es)? | postulacion(?:es)?
    inscripcion(?:es)? | inscric(?:ao|oes) | candidatur[ae] | sollicitaties? | domand[ae]
""")
APPLICANTS = phrases(r"""
    applications? | applicants? | apps | bewerbung(?:en)? | bewerber(?:innen|in|n)? | candidatures? | postulants? | candidaturas? | solicitud(?:es)?
    postulacion(?:es)? | postulantes? | aspirantes? | inscric(?:ao|oes) | inscripcion(?:es)? | candidatur[ae] | sollicitaties? | sollicitant(?:en)?
""")
"""Nouns for applications, and for the people who sent them."""
APPLIED = phrases(r"""
    (?:has |have )?applied | apply | applies | (?:hat |haben )?(?:sich )?beworben | bewarb(?:en)? | bewirbt | bewerben
    (?:a |ont )?postule | qui (?:a|ont) candidate | s' est portee? candidate? | se sont portes candidats
    (?:se )?(?:ha |han )?postul(?:o|ado|aron) | se (?:ha|han) inscrito | se candidat(?:ou|aram|a)
    si (?:e|sono) candidat[oaie] | (?:heeft |hebben )?gesolliciteerd | solliciteerden?
""")
APPLIED_OR = rf"(?:{APPLIED} (?:or|oder|ou|o|of)|(?:or|oder|ou|o|of) {APPLIED})"
"""Enumerations in which "applied" is one of several statuses: "sourced or applied applications"."""
APPLIED_STAGE = phrases(r"""
    (?:application|applied) (?:stage|phase) | bewerbungsphase | phase (?:der )?bewerbung | (?:etape|phase|stade) (?:de |d' )?candidature
    (?:fase|etapa) de (?:candidatura|solicitud|inscripcion|postulacion|inscricao) | fase di candidatura | sollicitatiefase
""")
"""The first stage, named by a noun that elsewhere means any application."""
PARTICIPLES = phrases(
    r"\w+ed | withdrawn | (?:ab|ein|zuruck|zu)?ge\w+ | vor\w+ | (?:af|aan|terug)?ge\w+ | aangenomen | teruggetrokken"
)

WHO = phrases("who(?: is| are|'s| all)? | whom | wer | wen | qui | quien(?:es)? | quem | chi | wie")

ONLY = phrases("""
    only | just | nur | bloss | seulement | uniquement | solo | solamente | so | somente | apenas | soltanto | alleen | enkel
""")
"""Beginnings of a message that narrows the rows shown: "only the accountants"."""

OF_THEM = phrases(
    "(?:of|from|among) (?:them|these|those) | davon | von (?:ihnen|denen) | d' entre eux | parmi (?:eux|elles) | de ell[oa]s | del[ea]s | di loro | daarvan | ervan | van hen"
)
"""References to the rows shown."""

TO_A_JOB = phrases(rf"""
    {TO_JOB} | (?:in|for|to|at|on) (?:it|this|that)(?: (?:one|job|role|position))? | dafur | dazu | darauf | (?:pour|a) (?:ce|cette) \w+
    (?:para|a) (?:es[ea]|est[ea]) \w+ | (?:para|a) (?:essa|esta|esse) \w+ | (?:per|a) quest[ao] \w+ | (?:voor|op) die \w+ | daarvoor | daarop
""")
"""References to the job in focus."""

SPEAKING = phrases(r"""
    speaks? | speaking | spoken | fluent in | know(?:s|ing)? | spricht | sprechen | spreche | sprechende[nrs]? | kann | konnen | beherrsch(?:t|en)
    parle(?:nt|r)? | parlant | maitrise(?:nt)? | habl(?:a|an|ar|e|en|ante) | domina[n]? | fala(?:m|r|ntes?)? | fale(?:m)? | domina(?:m)?
    parl(?:a|ano|are|ino|i|ante) | spreekt | spreken | sprekende? | beheers(?:t|en)
""")
SCORE = phrases(r"""
    (?:(?:fit|match(?:ing)?|matching) (?:- )?)?scores? | fitscores? | matchingscores? | punktzahl | bewertung | puntuacion(?:es)? | puntaje | pontuacao | punteggi[o]?
    points | punkten? | puntos | pontos | punti | punten
""")
"""Nouns for an application's fit score."""

_APPLYING = phrases(r"""
    applications? | applicants? | bewerbung(?:en)? | bewerber(?:innen|n)? | candidatures? | candidats?
    candidaturas? | solicitud(?:es)? | postulacion(?:es)? | inscripcion(?:es)? | inscric(?:ao|oes) | candidat(?:os?|i)
    candidatur[ae] | sollicitaties? | sollicitanten | kandidaten | candidates
""")
FOR = phrases("for | fur | pour | para | per | voor | pra | 4")
LIVING = phrases(r"""
    liv(?:e|es|ing) | based | located | resid(?:es?|ing) | wohn(?:t|en|haft) | leb(?:t|en) | habit(?:e|ent|ant) | viv(?:e|en|an|ent|ono)
    mor(?:a|am|em) | abit(?:a|ano|i|ino) | woon(?:t|achtig)? | wonen
""")
"""Verbs between people and the place where they live."""
THERE = "there|dort|alli|ahi|daar"
"""References to the place of the previous list, at the end of a question."""
RANKED = phrases(r"""
    top | best | rank(?:ed|ing)? | match(?:es|ing|ed)? | strongest | suitable | good | great | bester?[nrsm]? | passende[nrsm]? | gute[nrs]?
    geeignete[nrsm]? | meilleure?s? | bon(?:ne)?s? | mejor(?:es)? | buen[oa]s? | melhor(?:es)? | bo[an]s? | bons | miglior[ei]? | buon[ie]?
    geschikte | goede | beste | classe | puntua | classifica | rangschik
""")
"""Words before the nouns of a ranking: "the best nurses for job 5"."""

_ANYWHERE = (
    "(?: yet)?(?: anywhere| to any jobs?| for any jobs?| to anything| for anything| to any of our jobs| at all)?"
)
NO_APPLICATIONS = phrases(rf"""
    (?:with no|without(?: any)?|with zero|(?:have|has|had|having|got|gets?|received)(?: got)? (?:no|zero)) {_APPLYING}
    (?:don't|doesn't|haven't|hasn't|do not|does not|have not|has not)(?: have| got| received)?(?: yet)? any {_APPLYING}
    (?:no|zero) {_APPLYING}(?: yet| so far| at all)?
    (?:haven't|hasn't|have not|has not|have never|has never|never|didn't|did not|not)(?: yet)? (?:applied|apply){_ANYWHERE}
    (?:nobody|no one|noone)(?: has| have)?(?: yet)? applied(?: to| for)?
    ohne {_APPLYING} | (?:hat |haben |gab es |gibt es )?(?:noch )?(?:gar )?kein(?:e|en|er)? {_APPLYING}(?: hat| haben)?
    (?:hat |haben )?sich (?:noch )?(?:nirgends|nirgendwo|nie|nicht|niemand)(?: beworben)? | noch nicht beworben
    sans(?: aucune| aucun)? {_APPLYING}
    (?:n' )?(?:ont|a) (?:pas|aucun|aucune|recu aucune)(?: encore)?(?: de| d')? {_APPLYING}
    (?:n' )?(?:ont|a|est|sont) (?:pas|jamais)(?: encore)? (?:postule|candidate?s?)(?: nulle part)? | aucune? {_APPLYING}
    sin(?: ninguna?| ningun)? {_APPLYING}
    no (?:tiene|tienen|hay|ha recibido|han recibido)(?: ninguna?| ningun)? {_APPLYING}
    no se (?:ha|han) (?:postulado|inscrito|presentado)(?: a (?:nada|ninguna? \w+))? | ninguna? {_APPLYING}
    sem(?: nenhuma?| qualquer)? {_APPLYING} | nao (?:tem|ha|receberam|recebeu)(?: nenhuma?| qualquer)? {_APPLYING}
    (?:ainda )?nao se candidat(?:ou|aram)(?: a (?:nada|nenhuma \w+))?
    senza(?: alcuna| nessuna)? {_APPLYING}
    non (?:ha|hanno|ci sono)(?: ancora)?(?: nessuna| alcuna| ricevuto)? {_APPLYING}
    non si (?:e|sono)(?: ancora)?(?: mai)? candidat[oaie] | nessuna {_APPLYING}
    zonder(?: enige)? {_APPLYING} | (?:heeft |hebben )?(?:nog )?geen(?: enkele)? {_APPLYING}
    (?:heeft |hebben )?(?:nog )?(?:nergens|niet|nooit|niemand)(?: op)? gesolliciteerd
""")

EXPERIENCE = phrases(r"""
    experiences? | (?:berufs|arbeits)?erfahrung(?:en)? | experiencias? | esperienz[ae] | (?:werk)?ervaring
    work experience | exp | xp
""")
YEARS = phrases("years? | yrs? | yoe | jahren? | jahre | ans? | annees? | anos? | ann[io] | jaar | jaren")

SORT_ORDERS = {
    "most_experience": rf"""
        most(?: years(?: of)?)?(?: work)? {EXPERIENCE} | most experienced | (?:longest|greatest) {EXPERIENCE}
        most seasoned
        (?:sorted |ordered )?by (?:years of )?{EXPERIENCE}
        (?:am )?meisten?(?: jahren?| jahre)?(?: an)? {EXPERIENCE} | (?:am )?erfahrenste[nrsm]?
        (?:langste|grosste)[nr]? {EXPERIENCE}
        (?:le )?plus(?: d' annees)? d' {EXPERIENCE} | (?:la |le |les )?plus experimente(?:e|s|es)?
        plus (?:grande|longue) {EXPERIENCE}
        mas(?: anos de)? {EXPERIENCE} | mas experimentad[oa]s? | mayor {EXPERIENCE}
        mais(?: anos de)? {EXPERIENCE} | mais experientes? | maior {EXPERIENCE}
        piu(?: anni di)? {EXPERIENCE} | piu espert[oaie] | maggiore? {EXPERIENCE}
        meeste(?: jaren| jaar)? {EXPERIENCE} | meest ervaren | langste {EXPERIENCE}
    """,
    "least_experience": rf"""
        least(?: years(?: of)?)? {EXPERIENCE} | least experienced | fewest years(?: of {EXPERIENCE})?
        shortest {EXPERIENCE}
        (?:am )?wenigsten?(?: jahren?| jahre)? {EXPERIENCE} | (?:geringste|kurzeste)[nr]? {EXPERIENCE}
        unerfahrenste[nrsm]?
        (?:le )?moins d' {EXPERIENCE} | moins experimente(?:e|s|es)? | menos(?: anos de)? {EXPERIENCE}
        menos experimentad[oa]s?
        menos experientes? | menor {EXPERIENCE} | meno(?: anni di)? {EXPERIENCE} | meno espert[oaie]
        minste(?: jaren| jaar)? {EXPERIENCE} | minst ervaren
    """,
    "highest_score": r"""
        (?:sorted |ordered |ranked )?by (?:fit )?score | (?:highest|best|top) (?:fit )?scor(?:e|es|ed|ing) | (?:nach|hochste[nrs]?|beste[nrs]?) (?:fit )?score
        (?:hochste|beste)[nrs]? (?:punktzahl|bewertung) | (?:meilleure?s?|plus haut) scores? | par score | (?:mejor|mayor) (?:puntuacion|puntaje)
        (?:melhor|maior) pontuacao | por (?:puntuacion|pontuacao) | punteggio (?:migliore|piu alto) | miglior punteggio | per punteggio
        (?:hoogste|beste) score | op score
    """,
    "best_paid": r"""
        (?:from )?(?:the )?(?:highest|best) to (?:the )?(?:lowest|worst)(?: (?:paid|paying|pay|salary))? | (?:best|highest|top) (?:paid|paying) | (?:highest|best|biggest|top) (?:salary|pay|salaries|wages?)
        pay(?:s|ing)?(?: us| you)?(?: the)? (?:most|best|highest)(?: money)? | most money
        (?:am )?(?:best|hochst)(?:en)? (?:bezahlt|dotiert|vergutet)\w*
        (?:am besten|am meisten) (?:bezahlt|zahlt|verdient)\w*
        bestbezahlte[nrs]? | hochste[nrsm]? (?:gehalt|lohn|bezahlung|verdienst)
        (?:le |la |les )?mieux (?:paye|remunere)(?:e|s|es)? | paie(?:nt)? le (?:plus|mieux)
        (?:le )?salaire le plus (?:eleve|haut)
        plus (?:haut|gros) salaire | mejor (?:pagad|remunerad)[oa]s? | (?:sueldo|salario) mas alto | pagan? mas
        mais bem (?:pag|remunerad)[oa]s? | melhor (?:pag|remunerad)[oa]s? | salario mais (?:alto|elevado)
        maior salario | pagam? (?:mais|melhor) | meglio (?:pagat|retribuit)[oaie] | (?:pagat|retribuit)[oaie] meglio
        stipendio piu alto | pagano? (?:di piu|meglio) | best betaalde? | betaalt(?: het)? (?:best|beste|meest|meeste)
        hoogste (?:salaris|loon)
    """,
    "worst_paid": r"""
        (?:from )?(?:the )?(?:lowest|worst) to (?:the )?(?:highest|best)(?: (?:paid|paying|pay|salary))? | (?:worst|lowest|least) (?:paid|paying) | lowest (?:salary|pay|salaries|wages?)
        pay(?:s|ing)?(?: the)? (?:least|worst)
        (?:am )?(?:schlechtesten|wenigsten) (?:bezahlt|zahlt)\w* | niedrigste[nrsm]? (?:gehalt|lohn|bezahlung)
        (?:le |la |les )?moins bien (?:paye|remunere)(?:e|s|es)? | (?:le )?salaire le plus bas | plus bas salaire
        (?:peor|menos) (?:pagad|remunerad)[oa]s? | (?:sueldo|salario) mas bajo | pagan? menos
        (?:pior|menos bem|menos) (?:pag|remunerad)[oa]s? | salario mais baixo | menor salario | pagam? menos
        (?:meno|peggio) (?:pagat|retribuit)[oaie] | stipendio piu basso | pagano? (?:di meno|meno)
        (?:slechtst|minst) betaalde? | betaalt(?: het)? (?:minst|slechtst)e? | laagste (?:salaris|loon)
    """,
    "newest": r"""
        newest | latest | most recent(?:ly)?(?: added| opened| created| posted)? | recently added | last added
        last(?= \w+ (?:that )?(?:we |you |was |were )?(?:have )?(?:added|opened|created|posted|registered|came))
        neue?ste[nrsm]? | zuletzt (?:hinzugefugt|angelegt|eroffnet|erstellt|eingegangen)\w*
        (?:la |le |les )?plus recent(?:e|s|es)? | dernier(?:e|s|es)?(?= (?:ajout|cre))
        (?:mas|mais) (?:reciente|nuev[oa]|nov[oa]|recente)s?
        piu recent[ei] | piu nuov[oaie] | nieuwste | meest recente? | laatst toegevoegde?
    """,
    "oldest": r"""
        oldest | longest (?:open|standing|running) | (?:been )?open (?:the )?longest | first ever
        (?:am )?alteste[nrsm]? | am langsten offene?[nrs]?
        (?:la |le |les )?plus (?:ancien|vieux|vieil)(?:ne|nes|s|le|les)?
        mas (?:antigu|viej)[oa]s? | mais (?:antig|velh)[oa]s? | piu (?:vecchi|antic)(?:o|a|e|hi|he)?
        meno recent[ei] | oudste
    """,
    "most_applications": rf"""
        most {_APPLYING} | (?:am )?meisten?(?: viele)? {_APPLYING} | (?:le )?plus de {_APPLYING} | mas {_APPLYING}
        mais {_APPLYING} | piu {_APPLYING} | meeste {_APPLYING}
    """,
    "fewest_applications": rf"""
        (?:fewest|least) {_APPLYING} | (?:am )?wenigsten {_APPLYING} | (?:le )?moins de {_APPLYING} | menos {_APPLYING}
        meno {_APPLYING} | minste {_APPLYING}
    """,
}
SORT_ORDERS = {name: phrases(table) for name, table in SORT_ORDERS.items()}
OF_JOBS = frozenset(["best_paid", "worst_paid", "most_applications", "fewest_applications"])
OF_PEOPLE = frozenset(["most_experience", "least_experience"])

EMPLOYMENT = {
    "part-time": phrases(r"""
        part (?:- )?time | parttime | teilzeit\w* | (?:a |à )?temps partiel | (?:a )?tiempo parcial | media jornada
        (?:a )?tempo parcial | meio periodo | part (?:- )?time | deeltijd\w*
    """),
    "full-time": phrases(r"""
        full (?:- )?time | fulltime | vollzeit\w* | (?:a )?temps plein | (?:a )?tiempo completo | jornada completa
        (?:a )?tempo (?:integral|inteiro|pieno) | voltijd\w*
    """),
    "contract": phrases(r"contract | freelance\w* | befristete?[nrs]? | a contrato | a contratto"),
    "intern": phrases("internships? | praktik(?:um|a) | stages? | practicas | estagios? | tirocin(?:io|i)"),
}
ARRANGEMENT = {
    "remote": phrases(r"""
        (?:fully )?remote(?:ly)? | wfh | work(?:ing)? from home | home (?:- )?office | (?:im )?homeoffice | von zu hause(?: aus)? | telearbeit
        (?:en )?teletravail | a distance | (?:(?:en|em|da|in) )?remot[oaie]s? | teletrabajo | desde casa | a distancia | teletrabalho
        smart working | telelavoro | telewerk\w* | thuiswerk\w* | vanuit huis | op afstand
    """),
    "hybrid": phrases("hybrid | hybride[nrs]? | hibrid[oa]s? | ibrid[oaie]"),
    "on-site": phrases(
        "on (?:- )?site | onsite | vor ort | sur site | presencial(?:es)? | in sede | in presenza | op locatie"
    ),
}

STAGE_VERBS = frozenset("reject hire screen withdraw decline".split())
"""Beginnings of stage names that are also orders."""

MONEY = phrases(
    "k | mil | mille | thousand | tausend | duizend | € | \\$ | £ | eur | euros? | usd | dollars? | gbp | chf | pounds?"
)
PAYING = phrases(r"""
    pay(?:s|ing)? | paid | salary | salaries | earn(?:s|ing)?
    gehalt | zahlen | zahlt | bezahlt | verdien\w* | lohn | vergutung
    salaires? | paie(?:nt)? | payes? | paye(?:e|es)? | remuner\w*
    sueldos? | salarios? | pagan? | pagad[oa]s? | ganan?
    pagam? | pag[oa]s?
    stipend(?:io|i) | pagano? | pagat[oaie]
    salaris(?:sen)? | betal(?:en|end) | betaalt | loon | offer(?:s|ing)?
""")

FILLERS = phrases(r"""
    show | list | find | get | give | tell | search | look | looking | need | want | see | display | bring | pull
    fetch | please | do | does | did | is | are | was | were | be | been | has | have | had | got | can | could | would
    will | there | there's | me | us | we | our | i | you | my | ours | any | all | some | every | each | the | a | an
    of | for | in | on | at | with | from | by | to | up | out | and | or | but | also | only | just | right | now
    currently | so | far | yet | around | who | which | what | added | created | opened | posted | registered | received | came
    put | still | how | many | that | whose | where | they | them | their | it | its | this | these | those | who's
    what's | database | system | pool | as | working | work | works | live | lives | living | based | located | know
    knows | knowing | hi | hello | hey | ok | como | thanks? | one | ones | other | else | having | level | total
    number | count | apart | than | more
    zeig(?:e|en)? | gib | liste | finde | such(?:e|en)? | nenn(?:e|en)? | brauche | mochte | will | bitte | mir | uns
    haben | hat | hast | habt | habe | gibt | gab | es | sind | ist | war | wir | unsere?[nrsm]? | ich | alle[nrs]?
    die | der | das | den | dem | des | eine?[nrsm]? | von | fur | im | am | bei | mit | aus | zu | zur | zum | und
    oder | aber | auch | nur | derzeit | aktuell | momentan | gerade | noch | welche[nrsm]? | was | wie | viele
    wieviele | wo | wohnen | wohnt | lebt | leben | arbeitet | arbeiten | kann | konnen | kennen | kennt | sich | an
    als | datenbank | unser | er | sie | ihr | bekommen | hatten
    montre[rz]? | affiche[rz]? | donne[rz]? | trouve[rz]? | cherche[rz]? | liste[rz]? | veux | voudrais | besoin | moi
    nous | avons | avez | a | ai | as | ont | y | il | elle | ils | elles | est | sont | notre | nos | je | tous
    toutes | tout | le | la | les | l' | un | une | des | du | de | d' | pour | dans | en | au | aux | chez | avec | par
    et | ou | mais | aussi | seulement | actuellement | quels? | quelles? | que | qu' | combien | habit(?:e|ent)
    viv(?:ent|re) | vit | travaill(?:e|ent) | dont | connaiss(?:ent|ant) | connait | qui | ce | c' | se | s' | base
    svp | stp | s'il | plait | te | vous | tu | peux | est-ce | t
    muestr[ae](?:me|nos)? | muestre(?:me)? | ensen[ae](?:me)? | dame | busca(?:r|me)? | lista(?:r)? | quiero | necesito
    por | favor | tenemos | tienen? | tengo | hay | son | esta | estan | somos | nuestr[oa]s? | todos? | todas? | el
    los | las | lo | unos | unas | del | al | para | con | y | o | pero | tambien | solo | ahora | actualmente | que
    cual | cuales | cuant[oa]s? | donde | viv(?:e|en|an|a) | trabaj(?:a|an) | sab(?:e|en) | sepan? | conoc(?:e|en)
    algun | alguna?s? | algunos | se | su | sus | es | era | yo | nos | me
    mostr[ae](?:-me|r)? | mostra | mostre | procura(?:r)? | encontr[ae] | preciso | quero | temos | tem | tenho | ha
    existem? | sao | esta | estao | nosso | nossa | nossos | nossas | os | as | um | uma | uns | umas | do | da | dos
    das | no | na | nos | nas | com | em | ou | mas | tambem | so | agora | atualmente | qual | quais | quant[oa]s?
    onde | mora(?:m)? | vive(?:m)? | trabalha(?:m)? | sabe(?:m)? | conhece(?:m)? | algum | alguma?s? | alguns | seu
    sua | eu | pelo | pela
    mostra(?:mi|ci|re)? | fammi | vedere | trova(?:re|mi)? | cerca(?:re)? | cerchiamo | elenca | dammi | voglio | vorrei
    abbiamo | hanno | ho | ci | sono | c' | nostr[oaie] | tutt[ie] | tutti | gli | i | lo | uno | di | del | dei | delle
    della | degli | per | con | e | o | ma | anche | adesso | attualmente | quali | quale | qual | quant[oaie] | dove
    viv(?:ono|e) | abita(?:no)? | lavora(?:no)? | si | al | allo | conosc(?:e|ono) | sa | sanno | qualche | nel | nella
    in | che | chi | un' | mi | vi | po' | essere
    laat | toon | geef | zoek | vind | wil | graag | alsjeblieft | aub | zien | hebben | heeft | hebt | heb | zijn | is
    er | we | wij | ons | onze | ik | mij | alle | de | het | een | van | voor | in | op | bij | met | uit | en | of
    maar | ook | alleen | nu | momenteel | welke | wat | hoe | hoeveel | waar | woont | wonen | werkt | werken | kan
    kent | kennen | die | dat | zich | te | naar | aan | dan
    asks? | asking | requir(?:e|es|ing) | needs | wants? | brauch(?:t|en) | verlang(?:t|en) | erforder(?:t|n)
    demande(?:nt)? | exige[nm]?t? | requier(?:t|ent|e|en) | pide[n]? | pede[m]? | richied(?:e|ono) | chied(?:e|ono)
    vraagt | vragen | vereis(?:t|en) | hemos | sait | savent | auf | wurden? | worden | davon | ihnen | wem | wen
    kamen | kommen | kommt | eingegangen\w* | deren | dessen | gente | ete | lequel | laquelle | lesquels | lesquelles
    d' entre | eux | parmi | viennent | venant | venues? | venus | arrivees? | provenant | n' | fue | fueron | ha | han
    sido | ellos | ellas | vienen | llegaron | venidas | procedentes | provenientes | hayan? | una | foi | foram | deles
    delas | vindas | vindos | vieram | chegaram | a | ao | stat[oaie] | loro | arrivat[oaie] | provenienti | dal | dalla
    dai | nell' | all' | werden? | werd | hen | kwamen | komen | zit | stage | status | phase | fase | etape | etapa
    came | come | coming | been | zitten | staan | wie | hoeveel | toegevoegd | aangemaakt | hinzugefugt\w*
    angelegt\w* | ajoute(?:e|s|es)? | anadid[oa]s? | adicionad[oa]s? | aggiunt[oaie] | gibts | gibt's | sur | sul
    sulla | sean? | sejam? | siano? | soient | hola | hallo | bonjour | salut | ciao | ola | oi | moin | buenas
    saibam? | sappian?o? | too | pls | plz | thx | ty | thank | danke | merci | gracias | obrigad[oa] | grazie | bedankt
    dank | favore | w
""")
"""Words that add nothing to a question."""


def is_row_noun(key: str) -> bool:
    """Tell whether a word is a noun for the rows of a list."""
    return fits(CANDIDATES, key) or fits(JOBS, key) or fits(APPLICATIONS, key)
