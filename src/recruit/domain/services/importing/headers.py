"""Which field a column of a table is, by the words of spreadsheets and of applicant tracking systems.

Names of columns are compared without case, accents, blanks and punctuation. Words are in English, German, French,
Spanish, Portuguese, Italian and Dutch.
"""

import re
import unicodedata

FULL_NAME = "full_name"
FIRST_NAME, MIDDLE_NAME, LAST_NAME = "first_name", "middle_name", "last_name"
HEADLINE = "headline"
LOCATION, CITY, REGION, COUNTRY = "location", "city", "region", "country"
TITLE, COMPANY, YEARS = "current_title", "current_company", "experience_years"
LINKEDIN, GITHUB, WEBSITE, LINKS = "linkedin_url", "github_url", "website_url", "links"
EMAILS, PHONES, SKILLS, NOTES = "emails", "phones", "skills", "notes"
JOB, STAGE, REJECTION, SOURCE = "job", "stage", "rejection", "source"
IGNORED = "ignored"

WORDS = {
    FULL_NAME: """
        full name | name | candidate | candidate name | applicant | applicant name | person | contact name |
        display name |
        vollständiger name | vor- und nachname | bewerber | bewerberin | kandidat | kandidatin | name des bewerbers |
        name der sich bewerbenden person |
        nom complet | nom et prénom | prénom et nom | candidat | candidate | nom du candidat |
        nombre completo | nombre y apellidos | candidato | candidata | nombre del candidato |
        nome completo | nome e cognome | cognome e nome | nome do candidato | naam | volledige naam | kandidaat""",
    FIRST_NAME: """
        first name | given name | forename | preferred first name | vorname | prénom | nombre | nombre de pila |
        nome | primeiro nome | voornaam""",
    MIDDLE_NAME: """
        middle name | middle names | zweiter vorname | deuxième prénom | segundo nombre | secondo nome |
        nome do meio | tussenvoegsel""",
    LAST_NAME: """
        last name | surname | family name | nachname | familienname | nom | nom de famille | apellido | apellidos |
        sobrenome | apelido | cognome | achternaam""",
    HEADLINE: "headline | tagline | profile headline | profil-überschrift | accroche | titular",
    LOCATION: """
        location | address | current location | lives in | residence | wohnort | standort |
        adresse | anschrift | ort | lieu | localisation | lieu de résidence | ubicación | localización | dirección |
        residencia | localidad | localização | localidade | endereço | morada | indirizzo | località | residenza |
        adres | woonplaats | locatie""",
    CITY: "city | town | stadt | ville | ciudad | población | cidade | città | comune | stad | plaats",
    REGION: """
        state | region | province | county | bundesland | département | région | provincia | comunidad autónoma |
        distrito | regione | provincie""",
    COUNTRY: "country | land | pays | país | paese | nazione",
    TITLE: """
        current title | title | job title | current job title | position | current position | current role | role |
        occupation | berufsbezeichnung | aktuelle position | jobtitel | stelle | beruf | poste | poste actuel |
        intitulé du poste | fonction | métier | puesto | puesto actual | cargo | cargo actual | cargo atual | função |
        profissão | ruolo | ruolo attuale | posizione | posizione attuale | professione | functie | huidige functie |
        functietitel | beroep""",
    COMPANY: """
        current company | company | company name | employer | current employer | organization | organisation |
        unternehmen | firma | arbeitgeber | aktueller arbeitgeber | aktuelles unternehmen | entreprise | société |
        entreprise actuelle | employeur | employeur actuel | empresa | empresa actual | empleador | empresa atual |
        empregador | azienda | azienda attuale | datore di lavoro | bedrijf | huidig bedrijf | werkgever |
        huidige werkgever | organisatie""",
    YEARS: """
        experience years | years of experience | years experience | experience in years | total years of experience |
        years | experience |
        total experience | yoe | berufserfahrung | jahre berufserfahrung | berufsjahre | erfahrung |
        années d'expérience | expérience | años de experiencia | experiencia | anos de experiência | esperienza |
        anni di esperienza | ervaring | werkervaring | jaren ervaring""",
    LINKEDIN: """
        linkedin url | linkedin | linkedin profile | linkedin profile url | linkedin link | profile url | profile link |
        public profile url | linkedin-profil | profil linkedin | perfil de linkedin | perfil linkedin |
        profilo linkedin | linkedin-profiel""",
    GITHUB: "github url | github | github profile | github username | github link | github-profil | profil github",
    WEBSITE: """
        website url | website | websites | web site | personal website | portfolio | portfolio url | homepage | blog |
        webseite | site web | site internet | sitio web | página web | sito web | url""",
    LINKS: """
        link | links | social media | social links | social profiles | social networks | other links | profiles |
        urls | website addresses | social media addresses | enlaces | liens | collegamenti""",
    EMAILS: """
        email | emails | e-mail | email address | email addresses | e-mail address | mail | e-mail-adresse |
        mailadresse | courriel | adresse e-mail | adresse électronique | correo | correo electrónico |
        endereço de e-mail | correio eletrónico | indirizzo e-mail | posta elettronica | e-mailadres""",
    PHONES: """
        phone | phones | phone number | phone numbers | mobile | mobile phone | mobile number | cell | cell phone |
        contact number | contact no | telephone | telefon | telefonnummer | rufnummer | handy | handynummer | mobil |
        mobiltelefon | mobilnummer | téléphone | numéro de téléphone | portable | teléfono | móvil |
        telefone | celular | telemóvel | cellulare | numero di telefono | telefoon | telefoonnummer | mobiel""",
    SKILLS: """
        skills | skill | key skills | top skills | skill set | technologies | expertise | kenntnisse | fähigkeiten |
        kompetenzen |
        compétences | habilidades | competencias | conocimientos | competenze | abilità | vaardigheden |
        competenties""",
    NOTES: """
        notes | note | comment | comments | summary | about | description | bio | notizen | notiz | bemerkung |
        bemerkungen | kommentar | kommentare | anmerkungen | remarques | commentaire | commentaires | résumé |
        notas | comentarios | observaciones | comentários | observações | commenti | osservazioni | opmerkingen |
        notities""",
    JOB: """
        job | jobs | job name | job opening | job posting | posting | posting title | posting name | job applied for |
        job applied to | applied for | applied position | position applied | position applied for | role applied for |
        vacancy | vacancy title | opening | opening title | opening name | requisition | requisition title |
        requisition name | target job |
        stellenanzeige | stellenausschreibung | ausgeschriebene stelle | bewerbung auf | beworben auf | vakanz |
        jobname | stellenname | stellentitel |
        offre | offre d'emploi | annonce | poste visé | vacante | oferta | oferta de empleo | puesto solicitado |
        vaga | vaga de emprego | posizione aperta | annuncio | offerta di lavoro | vacature | vacaturetitel""",
    STAGE: """
        stage | current stage | stage name | status | current status | pipeline stage | hiring stage | hiring status |
        interview stage | current interview stage | application stage | application status | recruiting stage |
        recruiting status | hiring state | workflow stage | current workflow stage | pipeline status |
        phase | bewerbungsstatus | bewerbungsphase | prozessschritt | étape | statut | statut de candidature |
        etapa | estado | fase | estado de la candidatura | status da candidatura | stato | stato candidatura |
        statuut | sollicitatiestatus""",
    REJECTION: """
        rejection reason | reject reason | rejected reason | reason for rejection | archive reason | archived reason |
        disqualification reason | disqualify reason | disqualified reason | disqualified | rejected | archived |
        rejected at | rejected on | disqualified at | rejection date | application reason of rejection |
        absagegrund | ablehnungsgrund | motif de refus | motif de rejet | motivo de rechazo | motivo de descarte |
        motivo de rejeição | motivo del rifiuto | reden van afwijzing | afwijzingsreden""",
    SOURCE: """
        source | sources | source name |
        application source | quelle | bewerbungsquelle | recruiting-kanal | fuente | fonte | canal | bron |
        source de candidature | origem""",
}
_VAGUE = """
    experience | total experience | erfahrung | berufserfahrung | expérience | experiencia | esperienza | ervaring |
    werkervaring"""
_ADDRESSES = """
    address | adresse | anschrift | dirección | endereço | morada | indirizzo | adres"""
_PERSONS = "all candidate | candidate | candidates | applicant | current"
_KINDS = "contact | primary | personal | private | work | business | home | other | secondary | alternative | all"
_APPLIED = """
    title | job title | position | role | stelle | jobtitel | poste | intitulé du poste | puesto | cargo | ruolo |
    posizione | functie | functietitel"""
_NO_LETTERS = re.compile(r"[\W_]+")
"""Accents too, once they stand apart from their letters."""


def key(column: str) -> str:
    """Return the form in which names of columns are compared."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKD", column.casefold()))


def _keys(words: str) -> frozenset[str]:
    return frozenset(map(key, words.split("|")))


FIELDS = {word: field for field, words in WORDS.items() for word in _keys(words)}
"""Field by the key of a column's name."""

VAGUE = _keys(_VAGUE)
"""Names of columns with a number of years in some tables and a text in others."""

ADDRESSES = _keys(_ADDRESSES)
"""Names of columns with a street and a postcode beside the city in some tables."""

PERSONS, KINDS = tuple(_keys(_PERSONS)), tuple(_keys(_KINDS))
"""Words that may stand before the name of any column, and before that of one with addresses or numbers."""

APPLIED = _keys(_APPLIED)
"""Names of columns with the current position in some tables and the job that was applied for in others."""

TARGETS = (*WORDS, IGNORED)
"""What a column may be mapped to."""


def field_of(column: str) -> str | None:
    """Return the field that a column is by its name, with or without a number or a prefix; None for none."""
    word = key(column)
    found = FIELDS.get(word) or FIELDS.get(bare(column))
    if found:
        return found
    kinds = (FIELDS.get(bare(column).removeprefix(kind)) for kind in KINDS if word.startswith(kind))
    return next((field for field in kinds if field in {EMAILS, PHONES}), None)


def bare(column: str) -> str:
    """Return the key of a column's name without a number behind it, and without whose it is before it."""
    word = key(column).rstrip("0123456789")
    return next((word.removeprefix(person) for person in PERSONS if word.startswith(person) and word != person), word)
