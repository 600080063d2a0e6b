"""Which field of a candidate a column of a table is, by the words of spreadsheets and of applicant tracking systems.

Names of columns are compared without case, accents, blanks and punctuation.
"""

import re
import unicodedata

FULL_NAME = "full_name"
FIRST_NAME, MIDDLE_NAME, LAST_NAME = "first_name", "middle_name", "last_name"
HEADLINE = "headline"
LOCATION, CITY, REGION, COUNTRY = "location", "city", "region", "country"
TITLE, COMPANY, YEARS = "current_title", "current_company", "experience_years"
LINKEDIN, GITHUB, WEBSITE = "linkedin_url", "github_url", "website_url"
EMAILS, PHONES, SKILLS, NOTES = "emails", "phones", "skills", "notes"

WORDS = {
    FULL_NAME: """
        full name | name | candidate | candidate name | candidate full name | applicant | applicant name | person |
        vollständiger name | vor- und nachname | bewerber | bewerberin | kandidat | kandidatin | name des bewerbers |
        nom complet | nom et prénom | prénom et nom | candidat | candidate | nom du candidat |
        nombre completo | nombre y apellidos | candidato | candidata | nombre del candidato""",
    FIRST_NAME: """
        first name | given name | forename | candidate first name | vorname | prénom | nombre | nombre de pila""",
    MIDDLE_NAME: "middle name | middle names | zweiter vorname | deuxième prénom | segundo nombre",
    LAST_NAME: """
        last name | surname | family name | candidate last name | nachname | familienname | nom | nom de famille |
        apellido | apellidos""",
    HEADLINE: "headline | tagline | profile headline | profil-überschrift | accroche | titular",
    LOCATION: """
        location | address | current location | candidate location | lives in | residence | wohnort | standort |
        adresse | anschrift | ort | lieu | localisation | lieu de résidence | ubicación | localización | dirección |
        residencia""",
    CITY: "city | town | stadt | ville | ciudad | población",
    REGION: "state | region | province | county | bundesland | département | région | provincia | comunidad autónoma",
    COUNTRY: "country | land | pays | país",
    TITLE: """
        current title | title | job title | current job title | position | current position | current role | role |
        occupation | berufsbezeichnung | aktuelle position | jobtitel | stelle | beruf | poste | poste actuel |
        intitulé du poste | fonction | métier | puesto | puesto actual | cargo | cargo actual""",
    COMPANY: """
        current company | company | company name | employer | current employer | organization | organisation |
        unternehmen | firma | arbeitgeber | aktueller arbeitgeber | aktuelles unternehmen | entreprise | société |
        employeur | employeur actuel | empresa | empresa actual | empleador""",
    YEARS: """
        experience years | years of experience | years experience | total years of experience | years | experience |
        total experience | yoe | berufserfahrung | jahre berufserfahrung | berufsjahre | erfahrung |
        années d'expérience | expérience | años de experiencia | experiencia""",
    LINKEDIN: """
        linkedin url | linkedin | linkedin profile | linkedin profile url | linkedin link | profile url |
        public profile url | linkedin-profil | profil linkedin | perfil de linkedin""",
    GITHUB: "github url | github | github profile | github username | github link | github-profil | profil github",
    WEBSITE: """
        website url | website | websites | web site | personal website | portfolio | portfolio url | homepage | blog |
        webseite | site web | site internet | sitio web | página web | social media | link | links | url""",
    EMAILS: """
        email | emails | e-mail | email address | email addresses | e-mail address | primary email | work email |
        personal email | email 1 | email 2 | candidate email | mail | e-mail-adresse | mailadresse | courriel |
        adresse e-mail | adresse électronique | correo | correo electrónico""",
    PHONES: """
        phone | phones | phone number | phone numbers | primary phone | mobile | mobile phone | cell | cell phone |
        work phone | home phone | phone 1 | phone 2 | candidate phone | telephone | telefon | telefonnummer | handy |
        mobiltelefon | téléphone | numéro de téléphone | portable | teléfono | móvil""",
    SKILLS: """
        skills | skill | key skills | top skills | technologies | expertise | kenntnisse | fähigkeiten | kompetenzen |
        compétences | habilidades | competencias | conocimientos""",
    NOTES: """
        notes | note | comment | comments | summary | about | description | bio | notizen | notiz | bemerkung |
        bemerkungen | kommentar | kommentare | anmerkungen | remarques | commentaire | commentaires | résumé |
        notas | comentarios | observaciones""",
}
_VAGUE = "experience | total experience | erfahrung | berufserfahrung | expérience | experiencia"
_NO_LETTERS = re.compile(r"[\W_]+")
"""Accents too, once they stand apart from their letters."""


def key(column: str) -> str:
    """Return the form in which names of columns are compared."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKD", column.casefold()))


FIELDS = {key(word): field for field, words in WORDS.items() for word in words.split("|")}
"""Field by the key of a column's name."""

VAGUE = {key(word) for word in _VAGUE.split("|")}
"""Names of columns with a number of years in some tables and a text in others."""


def field_of(column: str) -> str | None:
    """Return the field that a column is, or None."""
    return FIELDS.get(key(column))
