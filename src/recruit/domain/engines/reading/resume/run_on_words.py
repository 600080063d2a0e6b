"""Words for splitting run-on text: labels, abbreviations, and headings that may also begin a title or a company."""

import re

AMBIGUOUS = frozenset(
    "training service services research work position positions sales systems software tools community project "
    "projects schule projekte servizi servizio kurse cursus stage patent patente screen".split()
)
"""One-word headings that may also begin a title or a company: "Training Manager"."""

FUNCTION_WORDS = tuple(f" {word}" for word in "zu zur zum de en of and in y et und e di van von as".split())
"""Endings that no heading has."""

ABBREVIATED = re.compile(
    r"\b(?:inc|ltd|ltda|corp|bros|prof|dipl|ing|geb|tel|str|mgr|dept|univ|nat|resp|adm|dra|sra|mme|dña|lic|abg)\.$",
    re.IGNORECASE,
)

_LABELS = (
    "name|full name|nombre(?: y apellidos| completo)?|nom(?: et prénom)?|nome(?: completo| e cognome)?|naam|"
    "vorname|nachname|prénom|apellidos|cognome|apelido|sobrenome|voornaam|achternaam|"
    "address|adresse|anschrift|wohnort|dirección|domicilio|residencia|localidad|población|ciudad|ville|lieu|indirizzo|"
    "residenza|città|endereço|morada|cidade|adres|woonplaats|location|"
    "phone|mobile|mobil|tel|telefon|teléfono|telefone|telefono|telefoon|téléphone|tél|portable|cell|cellulare|"
    "e-?mail|correo(?: electrónico)?|courriel|posta|"
    "geburtsdatum|geboren(?: am)?|date of birth|fecha de nacimiento|date de naissance|data de nascimento|"
    "data di nascita|geboortedatum|nationality|nationalité|nacionalidad|nacionalidade|nazionalità|nationaliteit|"
    "staatsangehörigkeit|linkedin|github|website|web|"
    "position|puesto|cargo|poste|fonction|stelle|funktion|ruolo|mansione|função|functie|designation|job title|"
    "company|employer|empresa|entreprise|employeur|firma|arbeitgeber|unternehmen|azienda|datore di lavoro|"
    "empregador|bedrijf|werkgever"
)
LABEL = re.compile(rf"(?<=\s)(?<![,(]\s)(?:{_LABELS})\s?:(?=\s)", re.IGNORECASE)
"""A form label before a value."""
