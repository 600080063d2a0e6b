"""The vocabulary of plain sentences: one table a concept, with phrases folded as in `learned.words`."""

from recruit.domain.engines.language.lists.phrases import phrases

FACTS = {
    "phone": phrases(r"""
        (?:(?:tele)?phone|mobile|cell|contact|tel)(?: numbers?| no)? | call | ring | telefon(?:nummer)? | handynummer | nummer | anrufen
        (?:numero de )?(?:telephone|tel|portable) | appeler | (?:numero de )?telefono | (?:numero de )?(?:movil|celular) | llamar
        (?:numero de )?(?:telefone|telemovel) | ligar | (?:numero di )?(?:telefono|cellulare) | chiamare | telefoonnummer | bellen | number
    """),
    "email": phrases(r"""
        (?:e (?:- )?mail|email|mail)(?: address(?:es)?)? | e (?:- )?mail (?:- )?adresse | mailadresse | emailadresse
        (?:adresse )?(?:e (?:- )?mail|mail|courriel) | (?:direccion de )?correo(?: electronico)? | (?:endereco de )?e (?:- )?mail
        (?:indirizzo )?(?:e (?:- )?mail|mail|email) | e (?:- )?mailadres | mailadres
    """),
    "contact": phrases(r"""
        reach | contact(?: details| data| info(?:rmation)?)? | get hold of | get in touch with | erreichen | erreiche | kontaktdaten
        (?:contacter|joindre|coordonnees) | (?:contactar|datos de contacto|localizar) | (?:contactar|contactos?|dados de contacto)
        (?:contattare|contatti|raggiungere) | (?:bereiken|bereik|contactgegevens)
    """),
    "company": phrases(r"""
        work(?:s|ing)?(?: at| for)? | employer | company | arbeitet | arbeitgeber | firma | travaille | employeur
        trabaja | empresa | trabalha | lavora | azienda | werkt | werkgever | bedrijf
    """),
    "location": phrases(r"""
        where(?:'s| is| does| do)? | live | based | located | wo | wohnt | lebt | wohnort | ou | habite | vit | donde | vive | ciudad
        onde | mora | dove | abita | waar | woont | location | city
    """),
    "experience_years": phrases(r"""
        (?:how many|how much) years | how much experience | years of experience | experience | experienced | (?:wie )?viele jahre | jahre
        (?:berufs)?erfahrung | annees d' experience | experience | combien d' annees | anos de experiencia | experiencia
        anni di esperienza | esperienza | (?:hoeveel )?jaar | (?:werk)?ervaring | years | long
    """),
    "current_title": phrases(r"""
        (?:current )?(?:job )?title | occupation | profession | what does | what is | do | beruf | von beruf | macht | metier | profession
        fait | profesion | se dedica | hace | profissao | faz | professione | fa di lavoro | fa | beroep | doet
    """),
}
"""Facts about a person to ask for, the most certain first: "how many years has she worked" asks for years."""

FINDING = phrases(r"""
    who is | who's | wer ist | qui est | quien es | quem e | chi e | wie is | such | suche | cherche | busca | procura | cerca | zoek
""")

DUPLICATES = phrases(r"""
    duplicates? | duplicated? | duplicate candidates? | duplicate (?:records?|profiles?|entries) | doubles? | dubletten | duplikate
    doppelte[nr]?(?: kandidaten| eintrage| profile| bewerber)? | doublons? | (?:candidats? |profils? )?en double | duplicad[oa]s?
    (?:candidat[oi] |profil[oi] )?duplicat[oi] | doppion[ie] | dubbele(?: kandidaten| profielen)? | duplicaten
""")

ORDINALS = {
    1: "first|erste[nrs]?|premier|premiere|primer|primer[oa]|primeir[oa]|prim[oa]|eerste",
    2: "second|zweite[nrs]?|deuxieme|second[eoa]?|segund[oa]|tweede",
    3: "third|dritte[nrs]?|troisieme|tercer[oa]?|terceir[oa]|terz[oa]|derde",
    4: "fourth|vierte[nrs]?|quatrieme|cuart[oa]|quart[oa]|vierde",
    5: "fifth|funfte[nrs]?|cinquieme|quint[oa]|vijfde",
    -1: "last|letzte[nrs]?|dernier|derniere|ultim[oa]|laatste",
}
_SHOW = (
    "show|see|open|zeige?|offne|montre|affiche|ouvre|voir|muestra|muestrame|ensename|abre|ver|mostra|mostre|mostrami|apri|"
    "toon|laat|zien|vedi|me|mir|moi|nous|uns|mij|please|bitte|-"
)
NTH = rf"(?:(?:{_SHOW}) )*(?:(?:the|die|der|das|den|le|la|l'|el|lo|o|a|os|as|il|i|de|het) )?(?P<nth>{{nth}})(?: one| zien)?(?: for me| please| bitte| an| svp| por favor| per favore| alsjeblieft)*"
THEM = rf"""(?:(?:{_SHOW}) )*(?:(?:show|list|zeige?|montre|affiche|toon|laat|mostra|mostre) (?:- )?(?:them|sie|les|os|as|ze)|
(?:muestra|ensena)l[oa]s|mostrali|mostrale|mostrali)(?: (?:again|all|mir|zien|moi|tous|toutes|todos|tutti|allemaal|alle))*""".replace(
    "\n", ""
)

REFUSAL = phrases(r"""
    rejection(?: (?:e (?:- )?mail|email|letter|note|message|mail))? | rejecting | refusal | regret (?:letter|email) | decline (?:letter|email)
    absage(?:mail|schreiben|brief)? | ablehnung(?:sschreiben)? | (?:lettre de |mail de |message de )?refus | (?:carta |correo |mensaje )?de rechazo
    rechazo | (?:carta |mensagem |email )?de (?:recusa|rejeicao) | recusa | (?:lettera |messaggio |mail )?di rifiuto | rifiuto
    afwijzing(?:smail|sbrief)? | can't offer | cannot offer | turn(?:ing)? down | say no | absagt | dire non | decir(?:le)? que no | dizer(?:-lhe)? que nao | dire di no | nee zeg(?:gen|t)
""")
WRITING = phrases(r"""
    send | schicke? | sende? | envoie[rz]? | envi[ae] | enviar | mand[ae] | mandar | invia | inviare | stuur | draft | write | compose | prepare | schreibe? | verfasse? | entwirf | formuliere? | redige[rz]? | ecri[st] | ecrire | prepare[rz]?
    redact[ae]r? | escrib[ea] | escribir | redij[ae] | escrev[ea] | escrever | prepara(?:r)? | scrivi | scrivere | schrijf | stel
""")

ADDING = phrases(r"""
    add (?:him|her|them) | (?:anade|agrega|apunta|inscribe|mete|pon)l[oa]s? | (?:adiciona|coloca|inscreve|acrescenta) (?:- )?[oa]
    (?:aggiungi|inserisci|metti)l[oa] | ajoute (?:- )?l[ea] | inscris (?:- )?l[ea] | mets (?:- )?l[ea]
    fuge? (?:ihn|sie)(?= .* hinzu) | setze? (?:ihn|sie) | voeg (?:hem|haar)(?= .* toe) | zet (?:hem|haar)
""")
"""Orders to put the candidate in focus forward for a job. Spanish and others write verb and pronoun as one word."""

SHOWING = phrases(r"""
    show | see | open | zeige? | offne | montre[rz]? | affiche[rz]? | voir | ouvre | muestra(?:me)? | ensename | abre | ver | mostra(?:-me|mi)?
    mostre | vedi | apri | toon | laat | bekijk
""")

HIRING = phrases(r"""
    stelle? (?:ihn|sie) (?:bitte )?ein | (?:embauche|engage|recrute) (?:- )?l[ea] | contratal[oa] | contrata (?:- )?[oa] | contrate (?:- )?[oa]
    assumil[oa] | neem (?:hem|haar) (?:maar )?aan | hire (?:him|her|them)
""")
"""Orders to hire the candidate in focus."""

EXPERIENCED = {
    "most_experience": phrases(r"""
        (?:has |have |got |with )?(?:the )?(?:more|most)(?: years)?(?: of)?(?: work)? experience | (?:is |are )?(?:the )?(?:more|most) experienced
        (?:is |are )?(?:the )?more senior | (?:hat |haben )?(?:die )?(?:mehr|meiste|langere|langste|grossere) (?:berufs)?erfahrung | (?:ist )?(?:der |die )?erfahrener[en]? | erfahrenste
        (?:a |ont )?(?:le )?plus d' experience | (?:est )?(?:le |la )?plus experimentee?
        (?:tiene |tienen )?(?:mas|mayor) (?:anos de )?experiencia | (?:es )?(?:el |la )?mas experimentad[oa]
        (?:tem |possui )?(?:mais|maior) (?:tempo de )?experiencia | (?:e )?(?:o |a )?mais experiente
        (?:ha |hanno )?(?:piu|maggiore|maggior) esperienza | (?:e )?(?:il |la )?piu espert[oa]
        (?:heeft |hebben )?(?:de )?(?:meer|meeste|langere) (?:werk)?ervaring | (?:is )?(?:de |het )?(?:meer|meest|meeste) ervaren
    """),
    "least_experience": phrases(r"""
        (?:has |have |got |with )?(?:the )?(?:less|least)(?: years)?(?: of)?(?: work)? experience | (?:hat )?(?:die )?(?:weniger|wenigste) (?:berufs)?erfahrung
        (?:a )?(?:le )?moins d' experience | (?:tiene )?menos (?:anos de )?experiencia | (?:tem )?menos experiencia | (?:ha )?meno esperienza
        (?:heeft )?(?:de )?(?:minder|minste) (?:werk)?ervaring
    """),
}
"""Questions about the candidates who were compared."""

OF_THEM = phrases(r"""
    of (?:them|these|those|the two|the three|both) | von (?:ihnen|den (?:beiden|zweien|dreien)|beiden|denen) | (?:d' entre eux|d' eux|des (?:deux|trois)|parmi eux|entre les deux)
    (?:de (?:ellos|ellas|los dos|las dos|los tres|ambos)|entre ellos) | (?:deles|delas|dos (?:dois|tres)|das duas|entre eles)
    (?:di loro|dei (?:due|tre)|delle due|tra loro|fra loro|tra i due) | van (?:hen|hun|de (?:twee|drie)|beiden|beide)
""")
WHICH = phrases(r"""
    which(?: one)? | who | wer | welche[rs]? | qui | lequel | laquelle | quien | cual | quem | qual | chi | quale | wie | welke
""")

BETWEEN = phrases("between | among | zwischen | unter | entre | parmi | tra | fra | tussen | onder")
"""Words before the names of candidates to compare."""

WHO_IS = phrases(r"""
    who(?: is|'s| was) (?:he|she|that|this|they)(?: again)? | wer (?:ist|war) (?:er|sie|das)(?: (?:nochmal|noch|mal|gleich|doch))*
    (?:c' est )?qui (?:est |etait )?(?:- )?(?:ce|il|elle|c' est)?(?: deja)? | quien (?:es|era)(?: (?:el|ella|este|esta|ese|esa|ya))*
    quem (?:e|era)(?: (?:ele|ela|esse|essa|este|esta|mesmo))* | chi (?:e|era)(?: (?:lui|lei|quest[oa]|quell[oa]|gia))*
    wie (?:is|was) (?:hij|zij|ze|dat|die)(?: (?:ook|alweer|weer|nou|nog))*
""")
"""Questions about the candidate in focus."""

PERMISSION = "(?:may|might|could|can) (?:i|we)"
RUNNING_FOR = phrases(r"""
    in(?: the running| the pipeline| the mix)? for | in the (?:running|pipeline|mix) | up for | im rennen(?: fur)? | en lice(?: pour)?
    en (?:carrera|liza)(?: por| para)? | na corrida(?: para| por)? | in (?:corsa|lizza)(?: per)? | in de running(?: voor)?
""")
"""Words between people and the job that they have applied for: "who's in for office manager"."""

_SUBJECTS = "i|we|you|they|he|she|any"
AUXILIARIES = phrases(rf"""
    is | are | was | were | has | had | did | does | (?:have|do) (?:{_SUBJECTS}) | isn't | aren't | wasn't | weren't | hasn't | hadn't | didn't
    doesn't | haven't | don't (?:{_SUBJECTS}) | why (?:is|are|was|were|has|had|did|does)
    (?:warum |wieso |weshalb )?(?:ist|sind|war|waren|wurden?|hat|haben|hab|habe|hast|hatten?)
    (?:pourquoi )?(?:est ce qu[e']?|est|etait|ont|avons|avez|avait) | pourquoi
    (?:por que |porque )?(?:tiene|tienen|esta|estan|estaba|ha|han|hemos|fue|recibio) | por que | porque
    (?:tem|teve|esta|estao|estava|foi|foram|recebeu)
    (?:perche )?(?:ha|hanno|abbiamo|era|aveva) | perche | (?:waarom )?(?:heeft|heb|hebben|werd|werden|zijn|waren|kreeg)
""")
"""Verbs at the beginning of a question about a state or a past action. An order begins with none of them."""

INVERTED = rf"(?:{AUXILIARIES}|e|es|a)"
"""Verbs of such a question after its subject: "la posizione è già chiusa?"."""

BETTER = phrases(r"""
    (?:better|stronger)(?: (?:fit|match|candidate|choice|suited|qualified))? than | besser(?: \S+)? als | meilleure?(?: \S+)? que | mejor(?: \S+)? que
    melhor(?: \S+)?(?: do)? que | miglior[e]?(?: \S+)? di | (?:beter(?: \S+)?|geschikter) dan
""")
"""Comparisons of two candidates."""

STAGE_OF = phrases(r"""
    (?:what|which) (?:stage|status|step|phase) (?:is|'s) (?:he|she|they) (?:in|at|on) | (?:what is|what's|whats) (?:his|her|their) (?:stage|status|step)
    where is (?:he|she) in the (?:process|pipeline) | in welche[rm] (?:phase|stufe|status) (?:ist|steht|befindet sich) (?:er|sie) | wo steht (?:er|sie)
    was ist (?:sein|ihr) status | (?:a|dans|en) quel(?:le)? (?:stade|etape|phase|statut) (?:est|en est) (?:- )?(?:t - )?(?:il|elle)
    quel(?:le)? est (?:son|sa) (?:statut|stade|etape|phase) | ou en est (?:- )?(?:il|elle)
    en que (?:fase|etapa|estado) esta(?: (?:el|ella))? | cual es su (?:estado|fase|etapa) | (?:em|a) que (?:fase|etapa) (?:(?:ele|ela) )?esta(?: (?:ele|ela))?
    qual e (?:o seu |o |a )?(?:status|fase|etapa|estado)(?: d(?:ele|ela))? | (?:a|in) che (?:fase|punto|stadio) (?:e|si trova)(?: (?:lui|lei))? | qual e il suo stato
    in welke fase (?:zit|is|staat) (?:hij|ze|zij) | wat is (?:zijn|haar) (?:status|fase)
""")
"""Questions about the stage of the candidate in focus."""

JOB_FACTS = phrases(r"""
    (?:which|what) department | (?:who is|who's) the hiring manager | hiring manager | welche abteilung | welcher abteilung | quel (?:service|departement)
    que departamento | quale (?:reparto|dipartimento) | welke afdeling
""")
"""Questions for a fact of a job that its card shows or lacks."""

STAGE_OF_NAMED = phrases(r"""
    (?:what|which) (?:stage|status|step|phase) is | (?:what|which) (?:stage|status|step) (?:are|has) | in welche[rm] (?:phase|stufe|status) (?:ist|steht) | wo steht
    (?:a|dans|en) quel(?:le)? (?:stade|etape|phase) (?:est|en est) | ou en est | en que (?:fase|etapa|estado) esta | em que (?:fase|etapa) esta
    (?:a|in) che (?:fase|punto|stadio) (?:e|si trova) | in welke fase (?:zit|is|staat)
""")
"""Beginnings of questions about the stage of a candidate, before the name."""

APPLICATIONS_OF_IT = phrases(r"""
    how many (?:open )?(?:applications|applicants|candidates) (?:does|did) (?:it|this job|that job) have | wie viele (?:offene )?(?:bewerbungen|bewerber) hat (?:sie|es|die stelle)
    combien de (?:candidatures|candidats) a (?:- )?(?:t )?(?:- )?il | hoeveel (?:open )?(?:sollicitaties|kandidaten) heeft (?:ze|hij|het|die)
""")
"""Questions about the applications of the job in focus."""

PER_STAGE = phrases(r"""
    (?:per|by|(?:in |at )?each|(?:in |at )?every) stages? | pro (?:phase|stufe|status) | (?:in |je )jeder? (?:phase|stufe) | (?:par|(?:a |dans )?chaque) (?:etape|phase|stade)
    (?:por|(?:en )?cada|(?:em )?cada) (?:etapa|fase) | per (?:fase|stato) | in ogni (?:fase|stato) | (?:in )?elke fase
""")
"""Phrases that ask for the numbers of a pipeline by stage."""

EXISTING = phrases(r"""
    there | do (?:we|you) have | have (?:we|you) got | gibt(?: es)? | haben wir | y a t il | y (?:- )?a (?:- )?t (?:- )?il | avons (?:- )?nous | il y a
    hay | tenemos | temos | abbiamo | ci sono | c' e | is er | zijn er | hebben we
""")
"""Verbs of questions whether any rows exist."""

INTRODUCTIONS = phrases(
    "and | so | ok | okay | but | hey | hi | hello | und | et | y | e | en | hallo | hola | bonjour | ciao | oi | ola | also | well"
)

ADVERBS = phrases(r"""
    already | yet | still | ever | now | really | even | again | get | make | gotten | received? | made | sent | given | him | her | them | he | she | it | not
    schon | bereits | noch | mittlerweile | inzwischen | jetzt | eigentlich | bekommen | erhalten | gekriegt | gemacht | nicht | wegen
    deja | encore | toujours | maintenant | recu | recue | eu | ete | t | pas | ya | todavia | aun | ahora | recibido | sido | hecho
    ja | ainda | agora | recebido | feito | nao | gia | ancora | adesso | ricevuto | avuto | stat[oa] | fatto | non
    al | nog | reeds | inmiddels | nu | gekregen | ontvangen | geworden | gedaan | niet | warum | wieso | pourquoi | perche | waarom | why
""")
"""Words of a question about a state that change nothing about its answer."""

CHANGED = phrases(r"""
    close | reopen(?:ed)? | pause | publish(?:ed)? | public | delete(?:d)? | reject | hire | interview | screen | withdraw | offer(?:ed)?
    geloscht | veroffentlicht | zugesagt | supprime[es]* | publie[es]* | borrad[oa] | publicad[oa] | eliminad[oa] | apagad[oa] | excluid[oa]
    rejete[es]* | ecarte[es]* | embauche[es]* | eliminat[oa] | pubblicat[oa] | verwijderd | gepubliceerd | rechac[eo] | contrat[eo] | cerr[eo]
""")
"""Changes to a job or an application."""

PERSON_PRONOUNS = "he|she|him|her|they|them|er|ihn|ihm|il|elle|lui|el|ella|ele|ela|lei|hij|ze|zij|hem|haar"
THING_PRONOUNS = "it|that|this|that one|es|das|ce poste|ca|eso|isso|quello|dat|het"
