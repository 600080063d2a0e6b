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
    afwijzing(?:smail|sbrief)? | can't offer | cannot offer | turn(?:ing)? down
""")
WRITING = phrases(r"""
    draft | write | compose | prepare | schreibe? | verfasse? | entwirf | formuliere? | redige[rz]? | ecri[st] | ecrire | prepare[rz]?
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
