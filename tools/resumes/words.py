"""The words of generated résumés, by language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words of résumés in one language. Lists are separated by "|"."""

    given: str
    family: str
    places: str
    streets: str
    nouns: str
    forms: str
    months: str
    short: str
    present: str
    to: str
    since: str
    at: str
    as_: str
    sentences: str
    headings: str
    title: str
    company: str
    period: str
    labels: str
    duties: str
    summary: str
    degrees: str
    schools: str
    unlisted_titles: str
    code: str


EN = Words(
    "Amelia|Rowan|Priya|Kwame|Siobhan|Tobias|Ngozi|Hector|Wei|Fatima|Callum|Imogen",
    "Hartwell|Okonjo|Patel|Lindgren|McAllister|Brightwater|Nakamura|Osei|Tremblay|Fairweather|Quigley|Sandoval",
    "Leeds, UK|Austin, TX|Bristol|Toronto, ON|Dublin, Ireland|Columbus, OH|Nairobi, Kenya|Pune, India|Perth WA|"
    "Cardiff|Millbrook Falls, OR|Easter Tarrow, Perthshire|Denver, Colorado|Lagos, Nigeria",
    "14 Mill Lane|Flat 3, 22 Harbour Road|881 Birch Street|5 Orchard Close",
    "Hospital|School|Logistics|Foods|Bank|Council|Engineering|Studio|Systems|Care Home|Bakery|Motors|Academy|Trust",
    "Ltd|Inc.|LLC|PLC|& Co.|Group|Pty Ltd|& Sons|Partners",
    "January|February|March|April|May|June|July|August|September|October|November|December",
    "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec",
    "present|Present|now|to date|current|today|till date",
    "-|–|to|until",
    "since|Since",
    "at|with|for",
    "as|as a|as an",
    "Since {a} I have worked as {t} at {c} in {p}, where I look after the daily work of the team.|"
    "I joined {c} in {a} and am now {t} there.|Currently working with {c} as {t} since {a}.|"
    "From {a} to {b} I was {t} at {c} in {p}.|Between {a} and {b} I worked for {c} as {t}.",
    "Experience|Work Experience|Employment History|PROFESSIONAL EXPERIENCE|Career History|Employment;Education|"
    "EDUCATION|Education and Training;Skills|Key Skills;Summary|Profile|About me;Volunteering|Volunteer work;"
    "References|Referees;Contact|Personal details;Languages",
    "Designation|Position|Job title|Role|Post held",
    "Company|Employer|Organisation|Name of employer|Company name",
    "Duration|Period|Dates|From - to",
    "Name|Address|Phone|E-mail|Date of birth|Nationality|Location",
    "Managed a team of six and the weekly plan|Reduced waiting times by 14%|Prepared reports for the board|"
    "Trained new colleagues on safety|Responsible for orders, stock and invoices|"
    "Worked with suppliers in three countries",
    "{t} with {n} years of experience in busy teams. Reliable and calm.|Experienced {t} who likes order.|"
    "Looking for a new challenge where I can use my skills.",
    "BSc Biology|Bachelor of Commerce|Diploma in Nursing|MBA|High School Diploma|Level 3 Certificate",
    "University of Marlow|Tarrow College|St Anne's School|Westbridge Institute of Technology",
    "Team Member|Front of House|Head Start Lead|SMTS|Customer Success|Back Office|"
    "Operations (Domestic & International)|Kitchen Team|Store Executive|R&D|VP, Banking Operations|"
    "Technical Architect (Grade C2)|People & Culture",
    "en",
)
DE = Words(
    "Anneke|Jonas|Leyla|Wolfgang|Svenja|Matthias|Elif|Bernd|Katharina|Uwe|Tomasz|Greta",
    "Brinkmann|Öztürk|Hohenfels|Schäfer|Lindemann|Kowalczyk|Weißgerber|Pohl|von Arnsberg|Steinmetz|Nguyen|Rauch",
    "Kassel|80331 München|Bremen|04103 Leipzig|Wien|Zürich|Raum Stuttgart|26135 Oldenburg|79199 Talbach am Forst|"
    "Linz, Österreich|St. Gallen|48999 Werdenfeld",
    "Gartenstraße 12|Am Mühlbach 4a|Lindenweg 33|Hauptstr. 7",
    "Klinikum|Maschinenbau|Spedition|Grundschule|Stadtwerke|Hotel|Bäckerei|Autohaus|Verlag|Kanzlei|Seniorenheim|"
    "Logistik",
    "GmbH|AG|GmbH & Co. KG|e.V.|KG|SE|mbH|UG",
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "Jan.|Feb.|Mrz|Apr.|Mai|Jun.|Jul.|Aug.|Sept.|Okt.|Nov.|Dez.",
    "heute|jetzt|laufend|aktuell|dato|Heute",
    "-|–|bis",
    "seit|Seit",
    "bei|bei der|im",
    "als",
    "Seit {a} arbeite ich als {t} bei {c} in {p} und betreue dort die neuen Kollegen.|"
    "Derzeit bin ich {t} bei {c}, seit {a}.|Von {a} bis {b} war ich als {t} bei {c} in {p} tätig.|"
    "Zwischen {a} und {b} habe ich für {c} als {t} gearbeitet.",
    "Berufserfahrung|Beruflicher Werdegang|BERUFSERFAHRUNG|Berufspraxis|Werdegang;Ausbildung|AUSBILDUNG|Bildungsweg|"
    "Studium;Kenntnisse|Fähigkeiten;Profil|Kurzprofil|Über mich;Ehrenamt;Referenzen;Kontakt|Persönliche Daten;Sprachen",
    "Funktion|Position|Tätigkeit|Stelle",
    "Firma|Arbeitgeber|Unternehmen",
    "Zeitraum|Dauer",
    "Name|Anschrift|Telefon|E-Mail|Geburtsdatum|Staatsangehörigkeit|Wohnort",
    "Leitung eines Teams von sechs Personen|Planung der Touren und der Lagerbestände|Einarbeitung neuer Kollegen|"
    "Verantwortlich für Rechnungen und Mahnwesen|Pflege der Kundendaten im System|Kosten um 12 % gesenkt",
    "{t} mit {n} Jahren Erfahrung. Zuverlässig und ruhig.|Erfahrene Fachkraft mit Freude am Kontakt.",
    "Abitur|Ausbildung zum Kaufmann|Bachelor of Engineering|Diplom|Meisterprüfung",
    "Universität Talbach|Berufsschule Werdenfeld|Gymnasium am Forst|Hochschule Rauental",
    "Stationsleitung Innere Medizin|Bauleitung|Projektleitung|Empfang|Küchenhilfe|Vertriebsinnendienst|"
    "Teamleitung Einkauf|Aushilfe|Pflegedienstleitung|Oberbauleitung",
    "de",
)
FR = Words(
    "Solène|Karim|Margaux|Thibault|Aïcha|Étienne|Maëlle|Baptiste|Yasmine|Gérard|Noémie|Loïc",
    "Kervella|Benali|Lefèvre-Roux|Garnier|Diallo|Vasseur|de Montfort|Pichon|Nguyen|Rousselle|Bouchard|Faure",
    "Nantes|31000 Toulouse|Lyon 3e|Bruxelles, Belgique|Genève|29900 Plouvennec|Rennes (35)|13001 Marseille|Québec, QC|"
    "69420 SAINT-ELBE|Lausanne, Suisse|Montréal",
    "12 rue des Lilas|4 bis, avenue Foch|27 impasse du Puits|8 place de l'Église",
    "Clinique|Lycée|Transports|Boulangerie|Cabinet|Hôtel|Maison|Groupe|Ateliers|Mairie|Résidence|Coopérative",
    "SARL|SAS|SA|& Fils|SCOP|EURL",
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc.",
    "aujourd'hui|présent|ce jour|actuellement|maintenant",
    "-|–|à|au|jusqu'à",
    "depuis|Depuis",
    "chez|à|au sein de",
    "comme|en tant que",
    "Depuis {a}, je travaille comme {t} chez {c} à {p}, avec une équipe de cinq personnes.|"
    "Je suis actuellement {t} chez {c} depuis {a}.|De {a} à {b}, j'ai été {t} chez {c} à {p}.|"
    "Entre {a} et {b}, j'ai travaillé pour {c} en tant que {t}.",
    "Expérience professionnelle|EXPÉRIENCES PROFESSIONNELLES|Parcours professionnel|Expériences|Parcours;Formation|"
    "FORMATION|Études et diplômes;Compétences|Savoir-faire;Profil|À propos;Bénévolat;Références;Contact|Coordonnées|"
    "État civil;Langues",
    "Poste|Fonction|Poste occupé",
    "Entreprise|Employeur|Société",
    "Période|Dates|Durée",
    "Nom|Adresse|Téléphone|Courriel|Date de naissance|Nationalité|Ville",
    "Encadrement de six personnes|Gestion des stocks et des commandes|Accueil et conseil de la clientèle|"
    "Rédaction des rapports mensuels|Formation des nouveaux arrivants|Baisse des coûts de 12 %",
    "{t} avec {n} ans d'expérience. Rigueur et calme.|Passionné par le travail bien fait.",
    "Baccalauréat professionnel|BTS Gestion|Licence de droit|Master Finance|CAP Cuisine",
    "Université de Plouvennec|Lycée Jean Moulin|IUT de Saint-Elbe|École des Métiers",
    "Second de cuisine|IDE|Direction artistique|Aide à domicile|Chargée de mission RH|Associée, pôle social|Intérim|"
    "Cadre de santé",
    "fr",
)
ES = Words(
    "Itziar|Álvaro|Ximena|Rodrigo|Noelia|Mateo|Guadalupe|Joaquín|Rocío|Facundo|Ainhoa|Emilio",
    "Etxeberria Ruiz|Fuentes|Castañeda López|Villalba|Ibáñez|Quispe Mamani|de la Torre|Navarrete|Zúñiga|Carrasco Peña|"
    "Rojas",
    "Zaragoza|28012 Madrid|Valencia, España|Bogotá, Colombia|Guadalajara, Jalisco|Buenos Aires|Lima|"
    "Villar del Soto (Cuenca)|Santiago de Chile|41001 Sevilla|San Telmo de Arriba, Tlaxcala|Bilbao",
    "Calle Mayor 14|Av. Los Olmos 220|C/ del Pozo, 3, 2.º B|Carrera 7 # 45-12",
    "Hospital|Colegio|Transportes|Panadería|Hotel|Clínica|Grupo|Talleres|Ayuntamiento|Distribuidora|Constructora|"
    "Centro",
    "S.L.|S.A.|S.A.S.|S.A. de C.V.|Ltda.|e Hijos",
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "ene|feb|mar|abr|may|jun|jul|ago|sept|oct|nov|dic",
    "actualidad|presente|la fecha|actualmente|hoy|Actualidad",
    "-|–|a|hasta",
    "desde|Desde",
    "en|para",
    "como",
    "Desde {a} trabajo como {t} en {c}, en {p}, con un equipo de cinco personas.|"
    "Actualmente soy {t} en {c} desde {a}.|De {a} a {b} fui {t} en {c}, en {p}.|"
    "Entre {a} y {b} trabajé para {c} como {t}.",
    "Experiencia laboral|EXPERIENCIA PROFESIONAL|Experiencia|Trayectoria profesional;Formación|FORMACIÓN ACADÉMICA|"
    "Estudios;Habilidades|Conocimientos;Perfil|Sobre mí;Voluntariado;Referencias;Contacto|Datos personales;Idiomas",
    "Cargo|Puesto|Función",
    "Empresa|Compañía|Empleador",
    "Periodo|Fechas|Duración",
    "Nombre|Dirección|Teléfono|Correo|Fecha de nacimiento|Nacionalidad|Ciudad",
    "Coordinación de un equipo de seis personas|Control de inventario y pedidos|Atención a clientes y proveedores|"
    "Elaboración de informes mensuales|Formación de nuevos compañeros|Reducción de costes del 12 %",
    "{t} con {n} años de experiencia. Responsable y puntual.|Persona dinámica con ganas de aprender.",
    "Licenciatura en Derecho|Grado en Enfermería|Bachillerato|Técnico superior en Administración|Máster en Finanzas",
    "Universidad de Villar|Instituto San Telmo|Colegio Santa Inés|Universidad Autónoma del Soto",
    "Vicedirectora|Jefatura de obra|Atención al cliente|Oficial de primera|Productor y administrador|"
    "Dirección de proyectos|Ayudantía",
    "es",
)
PT = Words(
    "Thiago|Beatriz|João Pedro|Larissa|Afonso|Inês|Raimundo|Camila|Duarte|Juliana|Severino|Marta",
    "Cavalcante|Ferreira da Costa|Moura|Pacheco|dos Anjos|Figueiredo|Teixeira Lopes|Barreto|Azevedo|Queirós|Sampaio",
    "São Paulo - SP|Belo Horizonte, MG|Porto|4700-123 Braga|Recife/PE|Lisboa, Portugal|Vila Serena, RS|Curitiba - PR|"
    "Coimbra|Santa Rita do Vale - MG|Faro, Portugal",
    "Rua das Acácias, 120|Av. Brasil, 455, apto 12|Travessa do Poço 8|Rua do Comércio 33",
    "Hospital|Escola|Transportes|Padaria|Hotel|Clínica|Grupo|Supermercado|Construtora|Laboratório|Distribuidora|Centro",
    "Ltda|S.A.|Lda.|EIRELI|& Filhos|ME",
    "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    "jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez",
    "atual|presente|o momento|atualmente|hoje|Atual|a presente data",
    "-|–|a|até",
    "desde|Desde",
    "na|no|para a",
    "como",
    "Desde {a} trabalho como {t} na {c}, em {p}, com uma equipe de cinco pessoas.|"
    "Atualmente sou {t} na {c} desde {a}.|De {a} a {b} fui {t} na {c}, em {p}.|"
    "Entre {a} e {b} trabalhei para a {c} como {t}.",
    "Experiência profissional|EXPERIÊNCIA PROFISSIONAL|Histórico profissional|Experiência;Formação|FORMAÇÃO ACADÊMICA|"
    "Escolaridade;Competências|Habilidades;Perfil|Resumo|Sobre mim;Voluntariado;Referências;Contato|Dados pessoais;"
    "Idiomas",
    "Cargo|Função|Último cargo",
    "Empresa|Empregador",
    "Período|Datas|Duração",
    "Nome|Endereço|Telefone|E-mail|Data de nascimento|Nacionalidade|Cidade",
    "Coordenação de uma equipe de seis pessoas|Controle de estoque e pedidos|Atendimento a clientes e fornecedores|"
    "Elaboração de relatórios mensais|Treinamento de novos colegas|Redução de custos de 12%",
    "{t} com {n} anos de experiência. Responsável e pontual.|Profissional dinâmico, em busca de novos desafios.",
    "Licenciatura em Letras|Bacharelado em Administração|Ensino médio completo|Técnico em Enfermagem|"
    "Mestrado em Finanças",
    "Universidade de Vila Serena|Escola Estadual Rui Barbosa|Instituto Politécnico do Vale|Faculdade Santa Rita",
    "Vendas internas|Encarregada de limpeza|Chefia de equipa|Apoio administrativo|Guia de montanha|Serviços gerais|"
    "Mecânico III",
    "pt",
)
IT = Words(
    "Ginevra|Alessio|Samira|Pierluigi|Chiara|Ettore|Ornella|Tommaso|Irina|Salvatore|Benedetta|Rocco",
    "Bellandi|Costa|De Santis|Ferrero|Marchetti|Lo Presti|Zanetti|Rinaldi Conti|Okafor|Brambilla|Serra|D'Amico",
    "Torino|20121 Milano|Bari|Napoli, Italia|37100 Verona (VR)|Castel Verdano (PG)|Lugano, Svizzera|Bologna (BO)|"
    "Palermo|10034 Borgo Alto (TO)|Trieste",
    "Via Garibaldi 12|Corso Italia 44|Piazza del Pozzo 3|Via dei Tigli, 9",
    "Ospedale|Istituto|Trasporti|Panificio|Hotel|Clinica|Gruppo|Officine|Comune di|Cooperativa|Studio|Residenza",
    "S.r.l.|S.p.A.|s.n.c.|Soc. Coop.|& Figli|S.a.s.",
    "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    "gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic",
    "oggi|presente|in corso|attuale|tuttora|ad oggi",
    "-|–|a|al",
    "dal|Dal",
    "presso|per|in",
    "come",
    "Dal {a} lavoro come {t} presso {c} a {p}, con una squadra di cinque persone.|"
    "Attualmente sono {t} presso {c} dal {a}.|Da {a} a {b} sono stato {t} presso {c} a {p}.|"
    "Tra {a} e {b} ho lavorato per {c} come {t}.",
    "Esperienza professionale|ESPERIENZE LAVORATIVE|Esperienza lavorativa|Esperienze;Istruzione e formazione|"
    "FORMAZIONE|Studi;Competenze|Capacità;Profilo|Chi sono;Volontariato;Referenze;Contatti|Dati personali;Lingue",
    "Mansione|Ruolo|Posizione|Tipo di impiego",
    "Azienda|Datore di lavoro|Società",
    "Periodo|Date (da – a)|Durata",
    "Nome|Indirizzo|Telefono|E-mail|Data di nascita|Nazionalità|Residenza",
    "Coordinamento di una squadra di sei persone|Gestione del magazzino e degli ordini|"
    "Assistenza a clienti e fornitori|Redazione di relazioni mensili|Formazione dei nuovi colleghi|"
    "Riduzione dei costi del 12%",
    "{t} con {n} anni di esperienza. Affidabile e puntuale.|Persona dinamica, in cerca di nuove sfide.",
    "Laurea in Economia|Diploma di maturità|Laurea magistrale in Lettere|Qualifica professionale",
    "Università del Verdano|Liceo Galilei|Istituto Tecnico Volta|Politecnico di Borgo",
    "OSS|Capo cantina|Violoncello di fila|Banco e cassa|Direzione lavori|Titolare|Socio|"
    "Istruttore amministrativo, cat. C5",
    "it",
)
NL = Words(
    "Femke|Bram|Noor|Ruben|Hatice|Jeroen|Lotte|Stijn|Marieke|Youssef|Annelies|Pieter",
    "van der Velde|Bakker|de Wit|Janssens|Hoekstra|El Amrani|Vermeulen|ter Braak|Postma|Claes|van Loon|Dijkstra",
    "Utrecht|3511 AB Utrecht|Gent, België|Eindhoven|Groningen|7721 XZ Oudwoude|Antwerpen|Breda|Leuven|"
    "1012 JS Amsterdam|Zwolle",
    "Kerkstraat 12|Dorpsweg 4|Lindelaan 33|Nieuwe Gracht 7",
    "Ziekenhuis|Basisschool|Transport|Bakkerij|Hotel|Zorggroep|Bouwbedrijf|Gemeente|Garage|Kwekerij|Stichting|"
    "Groothandel",
    "B.V.|BV|N.V.|VOF|& Zn.|Groep",
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "jan.|feb.|mrt.|apr.|mei|juni|juli|aug.|sept.|okt.|nov.|dec.",
    "heden|nu|Heden|vandaag",
    "-|–|tot|t/m|tot en met",
    "sinds|Sinds",
    "bij|voor",
    "als",
    "Sinds {a} werk ik als {t} bij {c} in {p}, met een team van vijf mensen.|Momenteel ben ik {t} bij {c}, sinds {a}.|"
    "Van {a} tot {b} was ik {t} bij {c} in {p}.|Tussen {a} en {b} werkte ik voor {c} als {t}.",
    "Werkervaring|WERKERVARING|Loopbaan|Ervaring;Opleiding|Opleidingen|OPLEIDING;Vaardigheden|Competenties;Profiel|"
    "Over mij;Vrijwilligerswerk;Referenties;Contact|Personalia|Persoonlijke gegevens;Talen",
    "Functie|Rol|Positie",
    "Werkgever|Bedrijf|Organisatie",
    "Periode|Data|Duur",
    "Naam|Adres|Telefoon|E-mail|Geboortedatum|Nationaliteit|Woonplaats",
    "Aansturen van een team van zes mensen|Beheer van voorraad en bestellingen|Contact met klanten en leveranciers|"
    "Opstellen van maandrapporten|Inwerken van nieuwe collega's|Kosten met 12% verlaagd",
    "{t} met {n} jaar ervaring. Betrouwbaar en rustig.|Enthousiaste aanpakker.",
    "MBO niveau 3 Logistiek|HAVO|Bachelor Verpleegkunde|HBO Bedrijfskunde|VWO",
    "Hogeschool Oudwoude|ROC De Brug|Universiteit Meren|Lyceum Oost",
    "Verzorgende IG|1e servicemonteur|Balie en administratie|Schoonmaak|Voorvrouw|Helpende plus|Teamleiding|"
    "Medewerker (m/v)",
    "nl",
)

LANGUAGES = (EN, DE, FR, ES, PT, IT, NL)
