"""Mapping of column names to fields, with the vocabulary of spreadsheets and applicant tracking systems.

Names of columns are compared without case, accents, spaces and punctuation. Words are in English, German, French,
Spanish, Portuguese, Italian and Dutch.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

FULL_NAME = "full_name"
FIRST_NAME, MIDDLE_NAME, LAST_NAME = "first_name", "middle_name", "last_name"
HEADLINE = "headline"
LOCATION, CITY, REGION, COUNTRY = "location", "city", "region", "country"
TITLE, COMPANY, YEARS = "current_title", "current_company", "experience_years"
LINKEDIN, GITHUB, WEBSITE, LINKS = "linkedin_url", "github_url", "website_url", "links"
EMAILS, PHONES, SKILLS, NOTES = "emails", "phones", "skills", "notes"
JOB, STAGE, REJECTION, SOURCE = "job", "stage", "rejection", "source"
TAGS, CREATED, ACTIVITY = "tags", "created_at", "last_activity_at"
APPLIED, MOVED, REJECTED, HIRED = "applied_at", "stage_changed_at", "rejected_at", "hired_at"
CANDIDATE_ID, APPLICATION_ID, JOB_ID = "candidate_id", "application_id", "job_id"
OWNER, RECRUITER, HIRING_MANAGER = "job_owner", "recruiter", "hiring_manager"
IGNORED = "ignored"

LONGEST_NAME = 200
NAMES_CACHED = 1_000

WORDS = {
    FULL_NAME: """
        full name | name | candidate | candidate name | applicant | applicant name | person | contact name |
        display name | vollständiger name | vor- und nachname | bewerber | bewerberin | kandidat | kandidatin |
        name des bewerbers | name der sich bewerbenden person | nom complet | nom et prénom | prénom et nom | candidat |
        nom du candidat | nombre completo | nombre y apellidos | candidato | candidata | nombre del candidato |
        nome completo | nome e cognome | cognome e nome | nome do candidato | naam | volledige naam | kandidaat |
        bewerbername | kandidatenname | name vorname | nachname vorname | vorname nachname | nom prénom | prénom nom |
        nombre apellidos | nombres y apellidos | apellidos y nombre | apellidos y nombres | postulante |
        nome e sobrenome | nome e apelido | candidato(a) | nome cognome | cognome nome | nominativo |
        voor- en achternaam | sollicitant""",
    FIRST_NAME: """
        first name | given name | forename | preferred first name | vorname | prénom | nombre | nombre de pila | nome |
        primeiro nome | voornaam | vornamen | rufname | primer nombre | nome próprio | voornamen | roepnaam""",
    MIDDLE_NAME: """
        middle name | middle names | zweiter vorname | deuxième prénom | segundo nombre | secondo nome | nome do meio |
        tussenvoegsel""",
    LAST_NAME: """
        last name | surname | family name | nachname | familienname | nom | nom de famille | apellido | apellidos |
        sobrenome | apelido | cognome | achternaam | primer apellido | último nome | familienaam""",
    HEADLINE: """
        headline | tagline | profile headline | professional headline | profil-überschrift | profiltitel | accroche |
        titre du profil | überschrift | titular | título profesional | título do perfil | titolo del profilo""",
    LOCATION: """
        location | address | addresses | current location | lives in | residence | wohnort | standort | adresse |
        adressen | anschrift | ort | lieu | localisation | lieu de résidence | ubicación | localización | dirección |
        residencia | localidad | localização | localidade | endereço | morada | indirizzo | località | residenza |
        adres | direcciones | indirizzi | woonplaats | locatie | home address | physical address | physical addresses |
        mailing address | postal address | postanschrift | wohnanschrift | adresse postale | dirección postal |
        place of residence | home location | based in | city state | city country | stadt land | ort land | ville pays |
        ciudad estado | ciudad país | città provincia | wohnsitz | wohnadresse | plz ort | plz und ort |
        postleitzahl und ort | domicile | code postal et ville | domicilio | lugar de residencia | ciudad y país |
        cidade/estado | cidade/uf | cidade e estado | luogo di residenza | cap e città | postcode en plaats""",
    CITY: """
        city | town | stadt | ville | commune | localité | ciudad | población | municipio | cidade | città | comune |
        stad | plaats | gemeente""",
    REGION: """
        state | region | province | county | bundesland | département | provincia | comunidad autónoma | distrito |
        regione | provincie | state/province | uf | estado (uf) | provincia/estado | kanton | canton""",
    COUNTRY: """
        country | country of residence | land | wohnland | pays | pays de résidence | país | país de residencia |
        paese | nazione""",
    TITLE: """
        current title | title | job title | current job title | position | current position | current role | role |
        occupation | berufsbezeichnung | aktuelle position | jobtitel | stelle | beruf | poste | poste actuel |
        intitulé | intitulé du poste | fonction | métier | título | puesto | puesto actual | cargo | cargo actual |
        cargo atual | função | profissão | ruolo | ruolo attuale | posizione | posizione attuale | professione |
        functie | huidige functie | functietitel | beroep | job position | current job | most recent title |
        most recent position | most recent job | last position | stellenbezeichnung | tätigkeit | rolle |
        aktueller job | derzeitiger job | letzte position | titre du poste | emploi actuel | puesto de trabajo |
        título del empleo | posición | ocupación | profesión | trabajo actual | posição | ocupação | emprego atual |
        trabalho atual | posto attuale | qualifica | mansione | lavoro attuale | rol | positie | huidige baan""",
    COMPANY: """
        current company | company | company name | employer | current employer | organization | organisation |
        unternehmen | firma | arbeitgeber | aktueller arbeitgeber | aktuelles unternehmen | entreprise | société |
        entreprise actuelle | employeur | employeur actuel | empresa | empresa actual | empleador | empresa atual |
        empregador | azienda | azienda attuale | datore di lavoro | bedrijf | huidig bedrijf | werkgever |
        huidige werkgever | organisatie | most recent company | most recent employer | firmenname | betrieb |
        arbeitgeberin | letzter arbeitgeber | nom de l'entreprise | nombre de la empresa | compañía | nome da empresa |
        companhia | società | ditta | nome dell'azienda | bedrijfsnaam""",
    YEARS: """
        experience years | years of experience | years experience | experience in years | total years of experience |
        years | experience | total experience | yoe | berufserfahrung | jahre berufserfahrung | berufsjahre |
        erfahrung | années d'expérience | años de experiencia | experiencia | esperienza | anni di esperienza |
        ervaring | werkervaring | jaren ervaring | work experience | work experience years | professional experience |
        years of work experience | berufserfahrung in jahren | berufserfahrung jahre | erfahrung in jahren |
        jahre erfahrung | jahre | arbeitserfahrung | années expérience | nombre d'années d'expérience |
        expérience professionnelle | expérience en années | experiencia laboral | experiencia profesional |
        experiencia en años | años experiencia | experiência profissional | experiência em anos |
        anos de experiência profissional | tempo de experiência | esperienza lavorativa | esperienza professionale |
        esperienza in anni | anni esperienza | jaren werkervaring | aantal jaren ervaring""",
    LINKEDIN: """
        linkedin url | linkedin | linkedin profile | linkedin profile url | linkedin link | profile url | profile link |
        public profile url | linkedin-profil | profil linkedin | perfil de linkedin | perfil linkedin |
        profilo linkedin | linkedin-profiel | url linkedin | lien linkedin | url de linkedin | url do linkedin |
        enlace de linkedin | link linkedin""",
    GITHUB: "github url | github | github profile | github username | github link | github-profil | profil github",
    WEBSITE: """
        website url | website | websites | personal website | portfolio | portfolio url | homepage | blog | webseite |
        site web | site internet | sitio web | página web | sito web | url""",
    LINKS: """
        link | links | social media | social links | social profiles | social networks | other links | profiles | urls |
        website addresses | social media addresses | enlaces | liens | collegamenti""",
    EMAILS: """
        email | emails | email address | email addresses | mail | e-mail-adresse | mailadresse | courriel |
        adresse e-mail | adresse électronique | correo | correo electrónico | endereço de e-mail | correio eletrónico |
        indirizzo e-mail | posta elettronica | e-mailadres | e-mail-adressen | mailadressen | adresses e-mail |
        adresse mail | adresse de courriel | mél | correos electrónicos | dirección de correo |
        dirección de correo electrónico | dirección de email | endereços de e-mail | indirizzi e-mail | indirizzo mail |
        indirizzo di posta elettronica | mailadres""",
    PHONES: """
        phone | phones | phone number | phone numbers | mobile | mobile phone | mobile number | cell | cell phone |
        contact number | contact no | telephone | telefon | telefonnummer | rufnummer | handy | handynummer | mobil |
        mobiltelefon | mobilnummer | numéro de téléphone | portable | teléfono | móvil | telefone | celular |
        telemóvel | cellulare | numero di telefono | telefoon | telefoonnummer | mobiel | tel | tel. no. | phone no |
        mobile no | telephone number | cell number | telefonnr | tel.-nr. | handynr | telefonnummern | rufnummern |
        handynummern | mobilnummern | mobilfunk | mobilfunknummer | festnetz | festnetznummer | numéros de téléphone |
        numéro de portable | numéro de mobile | fixe | número de teléfono | números de teléfono | número de móvil |
        número de celular | telemóveis | número de telefone | números de telefone | número de telemóvel |
        número do celular | numeri di telefono | numero di cellulare | recapito telefonico | telefoni | cellulari |
        telefoonnummers | mobiel nummer | gsm | gsm-nummer""",
    SKILLS: """
        skills | skill | key skills | top skills | skill set | technologies | expertise | kenntnisse | fähigkeiten |
        kompetenzen | compétences | habilidades | competencias | conocimientos | competenze | abilità | vaardigheden |
        competenties | hard skills | technical skills | technical expertise | tech stack | kompetenz | kernkompetenzen |
        fachkenntnisse | fertigkeiten | compétences clés | compétences techniques | aptitudes | competencias clave |
        habilidades técnicas | conocimientos técnicos | conhecimentos | competências técnicas | aptidões |
        competenze chiave | competenze tecniche | capacità | kernvaardigheden""",
    NOTES: """
        notes | note | comment | comments | summary | about | description | bio | notizen | notiz | bemerkung |
        bemerkungen | kommentar | kommentare | anmerkungen | remarques | commentaire | commentaires | résumé | notas |
        comentarios | observaciones | observações | commenti | osservazioni | opmerkingen | notities | recruiter notes |
        internal notes | anmerkung | interne notizen | remarque | notes internes | nota | comentario | observación |
        notas internas | observação | annotazioni | commento | opmerking | notitie""",
    JOB: """
        job | jobs | job name | job opening | job posting | posting | posting title | posting name | job applied for |
        job applied to | applied for | applied position | position applied | position applied for | role applied for |
        vacancy | vacancy title | opening | opening title | opening name | requisition | requisition title |
        requisition name | target job | stellenanzeige | stellenausschreibung | ausgeschriebene stelle | bewerbung auf |
        beworben auf | vakanz | stellenname | stellentitel | offre | offre d'emploi | annonce | poste visé | vacante |
        oferta | oferta de empleo | puesto solicitado | vaga | vaga de emprego | posizione aperta | annuncio |
        offerta di lavoro | vacature | vacaturetitel | applied job | applied role | applied to | beworbene stelle |
        beworbene position | offene stelle | zielposition | stellenangebot | bewerbung für | bewerbung als |
        beworben für | poste demandé | poste souhaité | poste à pourvoir | candidature pour | intitulé de l'offre |
        titre de l'offre | puesto vacante | puesto al que aplica | puesto al que postula | oferta laboral |
        título de la oferta | nome da vaga | título da vaga | vaga aplicada | vaga pretendida | cargo pretendido |
        posizione ricercata | candidatura per | titolo dell'annuncio | gesolliciteerde functie | gesolliciteerd op |
        sollicitatie voor""",
    STAGE: """
        stage | current stage | stage name | status | current status | pipeline stage | hiring stage | hiring status |
        interview stage | current interview stage | application stage | application status | recruiting stage |
        recruiting status | hiring state | workflow stage | current workflow stage | pipeline status | workflow step |
        current workflow step | workflow category | project stage | phase | bewerbungsstatus | bewerbungsphase |
        prozessschritt | étape | statut | statut de candidature | etapa | estado | fase | estado de la candidatura |
        status da candidatura | stato | stato candidatura | statuut | sollicitatiestatus | bewerbungsstand |
        status der bewerbung | pipeline-phase | état de la candidature | étape du processus | étape de recrutement |
        estado del candidato | estado de la postulación | estado del proceso | etapa del proceso | fase del proceso |
        situação | situação da candidatura | estado da candidatura | etapa do processo | stato della candidatura |
        stato del candidato | fase di selezione | sollicitatiefase | status sollicitatie | wervingsfase""",
    REJECTION: """
        rejection reason | reject reason | rejected reason | reason for rejection | archive reason | archived reason |
        disqualification reason | disqualify reason | disqualified reason | disqualified | rejected | archived |
        reason of rejection | application reason of rejection | absagegrund | ablehnungsgrund |
        motif de refus | motif de rejet | motivo de rechazo | motivo de descarte | motivo de rejeição |
        motivo del rifiuto | reden van afwijzing |
        afwijzingsreden | grund der absage | grund der ablehnung | grund für absage | raison du refus |
        raison du rejet | motif d'archivage | motivo del rechazo | razón de rechazo | razón del rechazo |
        motivo da rejeição | motivo da reprovação | motivo di rifiuto | motivo dello scarto | reden afwijzing |
        abgelehnt | abgesagt | disqualifiziert | disqualifikationsgrund | grund der disqualifikation | disqualifié |
        disqualifiée | refusé | refusée | motif de disqualification | raison de la disqualification | descalificado |
        descalificada | rechazado | rechazada | motivo de descalificación | motivo de la descalificación |
        desqualificado | desqualificada | reprovado | reprovada | motivo da desqualificação |
        motivo de desqualificação | squalificato | squalificata | scartato | scartata | motivo della squalifica |
        motivo di squalifica | gediskwalificeerd | afgewezen | reden van diskwalificatie | reden diskwalificatie""",
    SOURCE: """
        source | sources | source name | application source | quelle | bewerbungsquelle | recruiting-kanal | fuente |
        fonte | canal | bron | source de candidature | origem | lead source | channel | recruiting channel | kanal |
        bewerbungskanal | canal de recrutement | origen | origen de la candidatura | fuente de reclutamiento |
        origem da candidatura | fonte da candidatura | canale | fonte candidatura | kanaal | wervingskanaal""",
    TAGS: """
        tags | tag | tag names | labels | schlagwort | schlagwörter | schlagworte | étiquettes | etiquetas |
        etichette""",
    CREATED: """
        created at | created on | created | created date | date created | creation date | added at | added on |
        date added | erstellt am | angelegt am | erstellungsdatum | date de création | date d'ajout |
        fecha de creación | data de criação | data di creazione | aangemaakt op""",
    ACTIVITY: """
        last activity | last activity at | last activity on | last activity date | date of last activity |
        last interaction | last interaction at | letzte aktivität | dernière activité | última actividad |
        última atividade | ultima attività | laatste activiteit""",
    APPLIED: """
        applied at | applied on | applied date | date applied | application date | application created at |
        application creation date | date of application | bewerbungsdatum | beworben am | bewerbung vom |
        eingangsdatum | date de candidature | candidature du | fecha de candidatura | fecha de postulación |
        data da candidatura | data candidatura | data di candidatura | sollicitatiedatum | gesolliciteerd op datum""",
    MOVED: """
        stage changed at | stage changed on | last stage change | last stage change at | last advanced at |
        moved to stage at | stage date | in stage since | stage entered at | status date | status changed at |
        letzter phasenwechsel | in phase seit | status seit""",
    REJECTED: """
        rejected at | rejected on | rejected date | date rejected | disqualified at | disqualified on |
        disqualified date | rejection date | archived at | archived on | archive date | abgelehnt am | abgesagt am |
        absagedatum | date de refus | fecha de rechazo | data de rejeição | data del rifiuto | afgewezen op""",
    HIRED: """
        hired at | hired on | hired date | hire date | date hired | date of hire | eingestellt am |
        einstellungsdatum | date d'embauche | fecha de contratación | data de contratação | data di assunzione |
        aangenomen op""",
    OWNER: "owner | job owner | posting owner | opportunity owner | besitzer | verantwortlich | verantwortliche person",
    RECRUITER: """
        recruiter | recruiters | recruiter name | coordinator | coordinators | recruiting coordinator | koordinator |
        koordinatorin | recruteur | reclutador | recrutador | selezionatore""",
    HIRING_MANAGER: "hiring manager | hiring managers | posting hiring manager | fachvorgesetzte | fachvorgesetzter",
    CANDIDATE_ID: "candidate id | contact id | person id | prospect id | bewerber-id | kandidaten-id",
    APPLICATION_ID: "application id | opportunity id | bewerbungs-id",
    JOB_ID: "job id | posting id | job shortcode | stellen-id",
}
_YEARS_OR_TEXT = """
    experience | total experience | work experience | professional experience | erfahrung | berufserfahrung |
    arbeitserfahrung | expérience professionnelle | experiencia | experiencia laboral | experiencia profesional |
    experiência profissional | esperienza | esperienza lavorativa | esperienza professionale | ervaring |
    werkervaring"""
_STREET_ADDRESSES = """
    address | addresses | home address | physical address | physical addresses | mailing address | postal address |
    adresse | adressen | adresses | anschrift | postanschrift | wohnanschrift | wohnadresse | adresse postale |
    dirección postal | dirección | direcciones | endereço | endereços | morada | moradas | indirizzo | indirizzi |
    adres"""
_PERSON_WORDS = """
    all candidate | candidate | candidates | applicant | current | bewerber | kandidaten | kandidat | aktuelle |
    aktueller | aktuelles | aktuell | derzeitige | derzeitiger | derzeitiges | jetzige | jetziger | huidige | huidig |
    des bewerbers | der bewerberin | des kandidaten | du candidat | candidat | actuel | actuelle | del candidato |
    candidato | actual | do candidato | atual | attuale | van de kandidaat | kandidaat | sollicitant"""
_KIND_WORDS = """
    contact | de contact | de contacto | de contato | di contatto | primary | personal | private | work | business |
    home | other | secondary | alternative | all | mobile | privat | geschäftlich | geschäftliche | dienstlich |
    dienstliche | mobil | festnetz | weitere | zweite | personnel | personnelle | privé | professionnel |
    professionnelle | portable | fixe | móvil | celular | fijo | particular | trabajo | profesional | principal |
    secundario | alternativo | pessoal | profissional | fixo | residencial | personale | privato | lavoro | aziendale |
    cellulare | fisso | principale | secondario | corporativo | alternatif | zakelijk | zakelijke | werk"""
_TITLE_OR_JOB = """
    title | job title | job position | position | role | stelle | jobtitel | stellenbezeichnung | poste | intitulé |
    intitulé du poste | titre du poste | título | puesto | puesto de trabajo | título del empleo | cargo | posição |
    ruolo | posizione | functie | functietitel"""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ALTERNATIVES = re.compile(r"[/|&]")
_NO_LETTERS = re.compile(r"[\W_]+")
"""Matches accents too, after decomposition (NFKD)."""


def key(column: str) -> str:
    """Return the comparison key of a column's name."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKD", column.casefold()))


def _keys(words: str) -> frozenset[str]:
    return frozenset(map(key, words.split("|")))


FIELDS = {word: field for field, words in WORDS.items() for word in _keys(words)}
"""Key of a column's name → field."""

YEARS_OR_TEXT = _keys(_YEARS_OR_TEXT)
"""Names of columns that contain a number of years in some tables and a text in others."""

STREET_ADDRESSES = _keys(_STREET_ADDRESSES)
"""Names of columns that contain a street and a postcode besides the city in some tables."""

PERSON_WORDS, KIND_WORDS = (sorted(_keys(words), key=len, reverse=True) for words in (_PERSON_WORDS, _KIND_WORDS))
"""Words before or after the name of any column, and of columns with addresses or numbers. The longest come first."""

TITLE_OR_JOB = _keys(_TITLE_OR_JOB)
"""Names of columns that contain the current position in some tables and the job applied for in others."""

VACANCIES = _keys("stelle")
"""Those of TITLE_OR_JOB that contain the job applied for if another one of them is the current position."""

JOB_LOCATIONS = _keys("standort | lieu | locatie")
"""Names of columns that contain the job's location if there is also a candidate's location or a department column."""

DEPARTMENTS = _keys("abteilung | fachbereich | département | afdeling")

REGION_OR_STAGE = _keys("state | estado | stato")
"""Names of columns that contain a region in some tables and a stage in others."""

IDS = frozenset({CANDIDATE_ID, APPLICATION_ID, JOB_ID})
"""Fields with the id of a record in the system that the table is from."""

DATES = frozenset({CREATED, ACTIVITY, APPLIED, MOVED, REJECTED, HIRED})
"""Fields with a date."""

TARGETS = (*WORDS, IGNORED)
"""Fields that a column can be mapped to."""


@lru_cache(NAMES_CACHED)
def field_of(column: str) -> str | None:
    """Return the field of a column by its name, or None, also for a name of more than `LONGEST_NAME` characters.

    Ignored are a trailing number, a plural "s", words for the person, such as "candidate", and text in brackets. Names
    separated by slashes, bars or ampersands must be the same field.
    """
    if len(column) > LONGEST_NAME:
        return None
    if found := _field(column):
        return found
    parts = {_field(part) for part in _ALTERNATIVES.split(_BRACKETS.sub(" ", column))}
    return parts.pop() if len(parts) == 1 else None


def bare(column: str) -> str:
    """Return the key of a column's name without a trailing number and without words for the person."""
    word = key(column).rstrip("0123456789")
    return next(_without(word, PERSON_WORDS), word)


def _field(name: str) -> str | None:
    whole = key(name)
    word = bare(name)
    words = (whole, word, word.removesuffix("s"))
    if found := next((FIELDS[known] for known in words if known in FIELDS), None):
        return found
    kinds = (FIELDS.get(rest) or FIELDS.get(rest.removesuffix("s")) for rest in _without(word, KIND_WORDS))
    return next((field for field in kinds if field in {EMAILS, PHONES}), None)


def _without(word: str, affixes: Sequence[str]) -> Iterator[str]:
    """Yield the rest of a key after removing each of these words as a prefix or a suffix."""
    for affix in affixes:
        if word != affix and word.startswith(affix):
            yield word.removeprefix(affix)
        elif word != affix and word.endswith(affix):
            yield word.removesuffix(affix)
