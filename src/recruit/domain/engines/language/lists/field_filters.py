"""Filters on the presence of fields, in seven languages: "without an e-mail address", "with a salary".

lacking = ( "without" | "have no" ) , field , { "or" , field }
having  = "with" , field ;

"Skills" and "location" only work with "without": "with skills in Python" and "with a location in Leeds" are other
filters.
"""

import re

from recruit.domain.engines.language.lists.phrases import PhraseMatcher, phrases

FIELDS = {
    "email": phrases(r"""
        (?:e (?:- )?|e)?mail(?: address(?:es)?)? | email(?: address(?:es)?)? | (?:e (?:- )?)?mail (?:- )?adresse | mailadresse | emailadresse
        (?:adresse |adresses )?(?:e (?:- )?mail|mail|email|courriel|mel) | (?:direccion de )?(?:correo|email)(?: electronico)?
        (?:endereco de )?(?:e (?:- )?mail|email) | (?:indirizzo )?(?:e (?:- )?mail|mail|email) | (?:e (?:- )?mail|mail|email)(?:adres)?
    """),
    "phone": phrases(r"""
        (?:tele)?phones?(?: numbers?)? | (?:mobile|cell)(?: phone)?(?: numbers?)? | telefon(?:nummern?)? | handynummern? | rufnummern? | tel
        (?:numeros? de )?(?:telephone|portable|tel) | (?:numeros? de )?(?:telefono|movil|celular) | (?:numeros? de )?(?:telefone|telemovel|celular)
        (?:numer[oi] di )?(?:telefono|cellulare) | telefoon(?:nummers?)? | mobiel(?: nummer)?
    """),
    "location": phrases(r"""
        locations? | place | address | city | town | ort | wohnort | standort | adresse | stadt | ortsangabe | lieu | ville | localisation
        ubicacion | ciudad | lugar | localidad | direccion | localizacao | local | localidade | cidade | morada | endereco
        luogo | sede | citta | localita | indirizzo | locatie | plaats | woonplaats | standplaats | stad | adres
    """),
    "title": phrases(
        "(?:job |current )?titles? | titel | berufsbezeichnung | intitule | titulo(?: profissional| profesional)? | titolo | functietitel"
    ),
    "company": phrases("employer | arbeitgeber | employeur | empleador | empregador | datore di lavoro | werkgever"),
    "linkedin": phrases(
        r"linkedin(?: (?:- )?(?:profile?s?|url|link|account|profil|profiel|seite))? | (?:profil|perfil|profilo) (?:de |do |di )?linkedin"
    ),
    "skills": phrases(
        "(?:known )?skills? | fahigkeiten | kenntnisse | competences? | habilidades | competencias | aptitudes | competenze | vaardigheden"
    )
    + "(?! (?:in|of|en|em|di|with|mit|met) )",
    "salary": phrases(r"""
        salar(?:y|ies)(?: range| band)? | pay(?: range)? | wages? | gehalt(?:sangabe|sspanne|sband)? | lohn | vergutung | gehalter
        salaires? | remuneration | fourchette(?: de salaire| salariale)? | sueldo | salario | (?:rango|banda) salarial | remuneracion
        remuneracao | faixa salarial | stipendi[oi]? | retribuzione | salaris(?:sen|indicatie)? | loon
    """),
    "description": phrases(
        "(?:job )?descriptions? | (?:stellen)?beschreibung | descripcion | descricao | descrizione | (?:functie)?omschrijving | beschrijving"
    ),
    "department": phrases("departments? | abteilung | departement | departamento | reparto | dipartimento | afdeling"),
}
HELD = frozenset("email phone linkedin salary description department".split())
"""Fields that "with" may ask for."""

_FIELD = f"(?:{'|'.join(FIELDS.values())})"
_A = (
    "(?: (?:an?|any|no|kein(?:e|en|er)?|geen|sin|sem|senza|zonder|ohne|sans|the|their|known|listed|valid|eine[nrm]?|die|der|das|bekannte[nrs]?|angegebene[nrs]?|un|une|una|um|uma|un'|aucune?|ningun"
    "|ninguna|nenhuma?|alcuna?|alcun|nessuna?|nessun|een|de|d'|la|le|l'|el|lo|o|a|connue?))*"
)
_AND = "(?:or|and|nor|oder|und|noch|ou|et|ni|o|y|e|u|nem|ne|of|en|/)"
_WITHOUT = phrases(r"""
    with no | (?:and|or|but) no | without | with(?:out)? any | with missing | missing | lack(?:s|ing)?
    (?:that |who )?(?:have|has|had|having|got) no | (?:that |who )?(?:don't|doesn't|do not|does not|haven't|hasn't) (?:have|got|list|name|show|state|give|mention|include|specify)
    ohne | (?:haben |hat |mit )?kein(?:e|en|er|em|erlei)? | (?:bei )?(?:wem|denen|welchen|wo) fehl(?:t|en) | fehl(?:t|en)
    sans | (?:qui )?(?:n' |ne )?(?:ont|a) pas | (?:n' )?(?:ont|a)(?= aucune? ) | n' indique(?:nt)? pas
    sin | (?:que )?no (?:tiene|tienen|tengan|hay|indica|indican|consta) | (?:les|le) falta
    sem | (?:que )?nao (?:tem|ha|possui|possuem|indica|indicam)
    senza | (?:che )?non (?:ha|hanno|c' e|indica|indicano|riporta)
    zonder | (?:heeft |hebben |met )?geen
""")
_WITH = phrases(r"""
    with | (?:that |who )?(?:have|has|having) | mit | avec | (?:qui )?(?:ont|a)(?= une? ) | con | (?:que )?tienen?(?= un)
    com | (?:que )?tem(?= um) | met | (?:che )?(?:ha|hanno)(?= un)
""")
_AFTER = (
    "(?: (?:on file|on record|given|listed|set|specified|known|yet|angegeben|hinterlegt|bekannt|hat|haben|renseignee?s?|indiquee?s?|connue?s?"
    "|indicad[oa]s?|registrad[oa]s?|indicat[oaie]|registrat[oaie]|bekend|ingevuld|opgegeven|hebben|heeft|staat))*"
)
_MISSING = " (?:missing|unknown|not known|not given|fehl(?:t|en)|unbekannt|manque(?:nt)?|inconnue?s?|falta[nm]?|manca(?:no)?|ontbreekt)"


def fields(matcher: PhraseMatcher) -> dict[str, list[str]]:
    """Consume the fields that must be present, as `has`, and those that must be absent, as `lacks`."""
    found: dict[str, list[str]] = {}
    if (listed := matcher.take(rf"{_WITHOUT}{_A} (?P<fields>{_FIELD}(?: {_AND}{_A} {_FIELD})*){_AFTER}")) or (
        listed := matcher.take(rf"(?P<fields>{_FIELD})(?: (?:is|are|ist|sind|est|son|sao))?{_MISSING}")
    ):
        found["lacks"] = _named(listed["fields"])
    expression = rf"{_WITH}{_A} (?P<fields>{_FIELD}(?: {_AND}{_A} {_FIELD})*){_AFTER}"
    for held, start, end in matcher.find(expression):
        if set(named := _named(held["fields"])) <= HELD:
            matcher.consume(start, end)
            found["has"] = named
            break
    return found


def _named(text: str) -> list[str]:
    """Return the fields that the words name, in their order here."""
    words = re.split(rf" {_AND}{_A} ", text)
    return [name for name, expression in FIELDS.items() if any(re.fullmatch(expression, one) for one in words)]
