"""More words of generated résumés, by language: the fixed texts of forms, exports and prose."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """Fixed texts of forms, exports and prose. Lists are separated by "|", and by ";" if items have fixed meanings."""

    documents: str
    surname: str
    given: str
    name: str
    honorifics: str
    suffixes: str
    intro: str
    present_sentences: str
    past_sentences: str
    length: str
    europass: str
    personal: str
    now: str
    exports: str
    page: str
    traps: str
    breaks: str
    side_headings: str
    kinds: str
    units: str


EN = Phrases(
    "Curriculum Vitae|CV|Resume|CURRICULUM VITAE|RÉSUMÉ|Curriculum vitae of {n}|CV – {n}|Resume: {n}",
    "Surname|Last name|Family name",
    "First name(s)|Given names|Forenames|First name",
    "Name|Full name|Applicant|Candidate name|Name in full",
    "Dr.|Mr|Ms|Prof.|Mrs|Dr",
    "RN, BSN|MBA|PhD|PMP|CPA|MSc|BSc (Hons)|FCCA|LCSW",
    "My name is {n} and I am a {t} living in {p}.|{n} is a {t} based in {p}.|I am {n}, a {t} from {p}.|"
    "Dear Sir or Madam, my name is {n}. I live in {p} and work as a {t}.",
    "Since {a} I have been {t} at {c}.|I currently work for {c} as {t}; I started there in {a}.|"
    "In {a} {c} took me on as {t}, and I am still there.|At {c} I have been {t} since {a}.|"
    "Today, and since {a}, I am employed by {c} in {p} as {t}.",
    "Before that, from {a} to {b}, I was {t} at {c} in {p}.|From {a} until {b} {c} employed me as {t}.|"
    "I spent the years {a} to {b} with {c} as {t}.|Between {a} and {b} I worked as {t} for {c}.",
    "{y} years {m} months|{y} yrs {m} mos|{y} years",
    "Dates;Occupation or position held;Main activities and responsibilities;Name and address of employer",
    "Surname(s) / First name(s);Address(es);Telephone(s);E-mail;Nationality;Date of birth",
    "Current designation|Current position|Current role;Current company|Current employer;Total experience;Notice period",
    "Contact;Top Skills;Certifications;Summary;Experience;Education",
    "Page {i} of {k}|page {i}|{i} / {k}",
    "Place of birth: {p}|Preferred location: {p}|Born in {p}|Willing to relocate to {p}|Nationality: British",
    "Parental leave|Sabbatical|Seeking work|Career break, travelling",
    "Other activities|Board memberships|Side jobs|Projects|Selected projects",
    "full-time|part-time|permanent|contract",
    "Cardiac ICU|Purchasing|Night Shift|Commercial Kitchens|Northern Region",
)
DE = Phrases(
    "Lebenslauf|Tabellarischer Lebenslauf|LEBENSLAUF|Curriculum Vitae|Lebenslauf von {n}|Lebenslauf – {n}|"
    "Bewerbung {n}",
    "Nachname|Familienname|Zuname",
    "Vorname|Vornamen",
    "Name|Vor- und Nachname|Vor- und Zuname|Name, Vorname",
    "Dr.|Dipl.-Ing.|Herr|Frau|Prof. Dr.|Dr. med.|Mag.",
    "M.Sc.|B.A.|MBA|Dipl.-Kfm.|LL.M.",
    "Mein Name ist {n}, ich bin {t} und wohne in {p}.|Ich heiße {n} und lebe in {p}.|{n} ist {t} und wohnt in {p}.",
    "Seit {a} bin ich {t} bei {c}.|Ich arbeite seit {a} für {c} als {t}.|"
    "Im {a} hat mich {c} als {t} eingestellt, dort bin ich bis heute.|"
    "Aktuell bin ich als {t} bei {c} angestellt (seit {a}).",
    "Davor war ich von {a} bis {b} {t} bei {c} in {p}.|Von {a} bis {b} beschäftigte mich {c} als {t}.|"
    "Die Jahre {a} bis {b} verbrachte ich bei {c} als {t}.",
    "{y} Jahre, {m} Monate|{y} Jahre {m} Monate|{y} Jahre",
    "Daten;Beruf oder Funktion;Wichtigste Tätigkeiten und Zuständigkeiten;Name und Adresse des Arbeitgebers",
    "Nachname(n) / Vorname(n);Adresse(n);Telefon;E-Mail;Staatsangehörigkeit;Geburtsdatum",
    "Aktuelle Position|Derzeitige Tätigkeit;Aktueller Arbeitgeber|Derzeitiger Arbeitgeber;Berufserfahrung;"
    "Kündigungsfrist",
    "Kontakt;Top-Kenntnisse;Zertifikate;Zusammenfassung;Berufserfahrung;Ausbildung",
    "Seite {i} von {k}|Seite {i}|{i}/{k}",
    "Geburtsort: {p}|geboren in {p}|Geboren am 12.05.1986 in {p}|Staatsangehörigkeit: deutsch",
    "Elternzeit|Arbeitsuchend|Sabbatical|Bundeswehr",
    "Nebentätigkeiten|Projekte|Projekte (Auszug)|Ehrenämter",
    "Vollzeit|Teilzeit|Angestellt|m/w/d",
    "Einkauf|Innere Medizin|Region Süd|Werk 2|Nachtdienst",
)
FR = Phrases(
    "Curriculum Vitae|CV|CURRICULUM VITÆ|Curriculum vitae de {n}|CV – {n}|CV de {n}",
    "Nom|Nom de famille|NOM",
    "Prénom|Prénoms|PRÉNOM",
    "Nom et prénom|Nom|Nom, prénom|Candidat",
    "Mme|M.|Dr|Me|Mlle",
    "PhD|MBA|ing.|CPA",
    "Je m'appelle {n}, je suis {t} et j'habite à {p}.|Je suis {n}, {t}, et je vis à {p}.|{n} est {t} à {p}.",
    "Depuis {a}, je suis {t} chez {c}.|Je travaille actuellement pour {c} comme {t}, et cela depuis {a}.|"
    "En {a}, {c} m'a recruté comme {t} et j'y suis toujours.|J'occupe depuis {a} le poste de {t} chez {c} à {p}.",
    "Auparavant, de {a} à {b}, j'ai été {t} chez {c} à {p}.|De {a} à {b}, {c} m'a employé comme {t}.|"
    "J'ai passé les années {a} à {b} chez {c} comme {t}.",
    "{y} ans {m} mois|{y} ans et {m} mois|{y} ans",
    "Dates;Fonction ou poste occupé;Principales activités et responsabilités;Nom et adresse de l'employeur",
    "Nom(s) / Prénom(s);Adresse(s);Téléphone(s);Courriel;Nationalité;Date de naissance",
    "Poste actuel|Fonction actuelle;Employeur actuel|Entreprise actuelle;Expérience totale;Préavis",
    "Coordonnées;Principales compétences;Certifications;Résumé;Expérience;Formation",
    "Page {i} sur {k}|page {i}|{i}/{k}",
    "Né à {p}|Née le 12/05/1986 à {p}|Lieu de naissance : {p}|Mobilité : {p}|Nationalité française",
    "Congé parental|Recherche d'emploi|Année sabbatique",
    "Activités annexes|Projets personnels|Missions bénévoles|Missions",
    "CDI|CDD|temps plein|temps partiel",
    "pôle social|service urgences|région Ouest|équipe de nuit",
)
ES = Phrases(
    "Currículum Vitae|CV|HOJA DE VIDA|Hoja de vida|CURRÍCULUM VITAE|Currículum de {n}|CV de {n}|Hoja de vida – {n}",
    "Apellidos|Apellido",
    "Nombre|Nombres",
    "Nombre y apellidos|Nombre completo|Nombre|Nombres y apellidos|Apellidos y nombres",
    "D.|Dña.|Sra.|Dr.|Dra.|Ing.|Lic.",
    "MBA|PhD|CPA",
    "Me llamo {n}, soy {t} y vivo en {p}.|Mi nombre es {n} y resido en {p}.|{n} es {t} y vive en {p}.",
    "Desde {a} soy {t} en {c}.|Actualmente trabajo para {c} como {t}, desde {a}.|"
    "En {a} {c} me contrató como {t} y allí sigo.|Desde {a} ocupo el puesto de {t} en {c}, en {p}.",
    "Antes, de {a} a {b}, fui {t} en {c}, en {p}.|De {a} a {b} {c} me empleó como {t}.|"
    "Pasé los años {a} a {b} en {c} como {t}.",
    "{y} años {m} meses|{y} años y {m} meses|{y} años",
    "Fechas;Profesión o cargo desempeñado;Funciones y responsabilidades principales;Nombre y dirección de la empresa",
    "Apellido(s) / Nombre(s);Dirección;Teléfono;Correo electrónico;Nacionalidad;Fecha de nacimiento",
    "Puesto actual|Cargo actual;Empresa actual|Empleador actual;Experiencia total;Disponibilidad",
    "Contactar;Aptitudes principales;Certificaciones;Extracto;Experiencia;Educación",
    "Página {i} de {k}|pág. {i}|Page {i} of {k}",
    "Lugar de nacimiento: {p}|Nacida en {p}|Natural de {p}|Disponible para viajar a {p}|Nacionalidad: española",
    "Excedencia|Búsqueda de empleo|Año sabático",
    "Otras actividades|Proyectos|Docencia|Actividades complementarias",
    "jornada completa|tiempo parcial|indefinido|temporal",
    "turno de noche|área comercial|zona norte|planta 2",
)
PT = Phrases(
    "Curriculum Vitae|Currículo|CURRÍCULO|CURRICULUM VITAE|Currículo de {n}|CV – {n}|Curriculum Vitae de {n}",
    "Apelido|Sobrenome|Apelidos",
    "Nome próprio|Nomes próprios|Prenome",
    "Nome|Nome completo|Candidato",
    "Dr.|Dra.|Sr.|Eng.|Profa.",
    "MBA|MSc|PhD",
    "Meu nome é {n}, sou {t} e moro em {p}.|Chamo-me {n} e vivo em {p}.|{n} é {t} e reside em {p}.",
    "Desde {a} sou {t} na {c}.|Trabalho atualmente na {c} como {t}, desde {a}.|"
    "Em {a} a {c} contratou-me como {t}, onde continuo.|Ocupo desde {a} o cargo de {t} na {c}, em {p}.",
    "Antes, de {a} a {b}, fui {t} na {c}, em {p}.|De {a} a {b} trabalhei como {t} para a {c}.|"
    "Passei os anos de {a} a {b} na {c} como {t}.",
    "{y} anos {m} meses|{y} anos e {m} meses|{y} anos",
    "Datas;Função ou cargo ocupado;Principais atividades e responsabilidades;Nome e morada do empregador",
    "Apelido(s) / Nome(s) próprio(s);Morada(s);Telefone(s);Correio eletrónico;Nacionalidade;Data de nascimento",
    "Cargo atual|Função atual;Empresa atual|Empregador atual;Experiência total;Pretensão salarial",
    "Contato;Principais competências;Certificações;Resumo;Experiência;Formação acadêmica",
    "Página {i} de {k}|pág. {i}|Page {i} of {k}",
    "Natural de {p}|Naturalidade: {p}|Nascido em {p}|Disponibilidade para mudança: {p}|Nacionalidade: brasileira",
    "Licença parental|Em busca de emprego|Ano sabático",
    "Outras atividades|Projetos|Docência|Trabalho voluntário",
    "tempo integral|meio período|CLT|efetivo",
    "setor de compras|turno da noite|área comercial|região Sul",
)
IT = Phrases(
    "Curriculum Vitae|CURRICULUM VITAE|Curriculum|Curriculum Vitae di {n}|CV – {n}|Curriculum vitae et studiorum",
    "Cognome",
    "Nome",
    "Nome e cognome|Cognome e nome|Nominativo|Nome",
    "Dott.|Dott.ssa|Ing.|Avv.|Sig.|Arch.",
    "MBA|PhD",
    "Mi chiamo {n}, sono {t} e vivo a {p}.|Sono {n} e abito a {p}.|{n} è {t} e vive a {p}.",
    "Dal {a} sono {t} presso {c}.|Attualmente lavoro per {c} come {t}, dal {a}.|"
    "Nel {a} {c} mi ha assunto come {t} e ci lavoro tuttora.|Dal {a} ricopro il ruolo di {t} presso {c}, a {p}.",
    "In precedenza, dal {a} al {b}, sono stato {t} presso {c}, a {p}.|Dal {a} al {b} ho lavorato per {c} come {t}.|"
    "Ho trascorso gli anni dal {a} al {b} presso {c} come {t}.",
    "{y} anni {m} mesi|{y} anni e {m} mesi|{y} anni",
    "Date;Lavoro o posizione ricoperti;Principali attività e responsabilità;Nome e indirizzo del datore di lavoro",
    "Cognome(i/)/Nome(i);Indirizzo(i);Telefono(i);E-mail;Cittadinanza;Data di nascita",
    "Posizione attuale|Ruolo attuale;Azienda attuale|Datore di lavoro attuale;Esperienza totale;Preavviso",
    "Contatti;Competenze principali;Certificazioni;Riepilogo;Esperienza;Formazione",
    "Pagina {i} di {k}|pag. {i}|Pagina {i}",
    "Nato a {p}|Nata a {p} il 12/05/1986|Luogo di nascita: {p}|Disponibile a trasferirsi a {p}|Cittadinanza italiana",
    "Congedo parentale|Disoccupato|Anno sabbatico",
    "Altre attività|Progetti|Docenze|Attività di volontariato",
    "tempo pieno|part time|tempo indeterminato|apprendistato",
    "reparto acquisti|area nord|turno di notte|linea 2",
)
NL = Phrases(
    "Curriculum Vitae|CURRICULUM VITAE|CV|Curriculum vitae van {n}|CV {n}|CV – {n}",
    "Achternaam|Familienaam",
    "Voornaam|Voornamen|Roepnaam",
    "Naam|Volledige naam|Voor- en achternaam|Naam en voornaam",
    "Dhr.|Mevr.|Drs.|Ir.|Ing.|Mr.",
    "MSc|BSc|MBA|RA",
    "Mijn naam is {n}, ik ben {t} en woon in {p}.|Ik heet {n} en woon in {p}.|{n} is {t} en woont in {p}.",
    "Sinds {a} ben ik {t} bij {c}.|Ik werk sinds {a} voor {c} als {t}.|"
    "In {a} nam {c} mij aan als {t} en daar werk ik nog steeds.|Momenteel ben ik {t} bij {c} in {p} (sinds {a}).",
    "Daarvoor was ik van {a} tot {b} {t} bij {c} in {p}.|Van {a} tot {b} werkte ik als {t} voor {c}.|"
    "De jaren {a} tot {b} bracht ik door bij {c} als {t}.",
    "{y} jaar {m} maanden|{y} jaar en {m} maanden|{y} jaar",
    "Data;Functie of beroep;Voornaamste werkzaamheden en verantwoordelijkheden;Naam en adres van werkgever",
    "Achternaam / Voornaam;Adres;Telefoon;E-mail;Nationaliteit;Geboortedatum",
    "Huidige functie;Huidige werkgever;Totale ervaring;Opzegtermijn",
    "Contact;Topvaardigheden;Certificeringen;Samenvatting;Ervaring;Opleiding",
    "Pagina {i} van {k}|pagina {i}|{i}/{k}",
    "Geboorteplaats: {p}|geboren te {p}|Geboren op 12-05-1986 in {p}|Nationaliteit: Nederlandse",
    "Ouderschapsverlof|Werkzoekend|Sabbatical",
    "Nevenfuncties|Projecten|Opdrachten|Vrijwilligerswerk",
    "fulltime|parttime|vast contract|32 uur per week",
    "afdeling inkoop|nachtdienst|regio zuid|locatie West",
)

PHRASES: Mapping[str, Phrases] = {"en": EN, "de": DE, "fr": FR, "es": ES, "pt": PT, "it": IT, "nl": NL}
