"""Labels of the fields of a job in English, German, French, Spanish, Portuguese, Italian and Dutch."""


def _names(labels: str) -> frozenset[str]:
    return frozenset(label.strip() for label in labels.split(","))


TITLE = _names(
    "job title, position title, title, role, role title, position, job, job name, job role, vacancy, post, post title, opening, "
    "open position, open role, vacant position, opportunity, we are hiring, now hiring, hiring, we're hiring, wanted, requisition title, "
    "stellenausschreibung, stelle, stellenbezeichnung, stellentitel, position (m/w/d), funktion, jobtitel, berufsbezeichnung, "
    "wir suchen, gesucht, wir stellen ein, zu besetzen, offene stelle, vakanz, beruf, tätigkeit, "
    "offre d'emploi, poste, intitulé du poste, intitulé, titre du poste, titre, poste à pourvoir, fonction, métier, emploi, "
    "recherche, nous recherchons, on recrute, nous recrutons, recrutement, puesto, puesto de trabajo, título del puesto, nombre del puesto, título, cargo, vacante, oferta, "
    "oferta de empleo, se busca, buscamos, perfil buscado, denominación del puesto, puesto vacante, "
    "vaga, título da vaga, nome da vaga, função, posição, cargo/função, oferta de emprego, título do cargo, contratamos, "
    "posizione, posizione aperta, mansione, ruolo, figura, figura ricercata, profilo ricercato, titolo, qualifica, "
    "cerchiamo, ricerchiamo, offerta di lavoro, annuncio, functie, functietitel, functienaam, vacature, rol, gezocht, wij zoeken, titel, baan"
)
LOCATION = _names(
    "location, locations, job location, primary location, work location, workplace, where, city, office, office "
    "location, based in, based, base, place of work, place of employment, duty station, site, town, campus, branch, store, plant, region, area, area of work, "
    "standort, standorte, arbeitsort, einsatzort, dienstort, ort, dienstsitz, filiale, werk, arbeitsplatz, stadt, niederlassung, beschäftigungsort, einsatzgebiet, "
    "lieu, lieu de travail, lieu du poste, localisation, localité, ville, site, établissement, agence, affectation, lieu d'affectation, port d'attache, "
    "résidence administrative, secteur géographique, secteur, implantation, ubicación, lugar, lugar de trabajo, localidad, ciudad, centro de trabajo, sede, centro, "
    "localización, provincia, población, zona, plaza, local, local de trabalho, localização, localidade, cidade, unidade, lotação, município, "
    "luogo, luogo di lavoro, sede di lavoro, sede lavorativa, città, località, dove, punto vendita, "
    "locatie, standplaats, plaats, werklocatie, werkplek, vestiging, regio, stad, waar"
)
DEPARTMENT = _names(
    "department, dept, team, division, business unit, function, unit, directorate, abteilung, bereich, fachbereich, amt, referat, "
    "département, service, direction, pôle, departamento, área, dirección, equipo, setor, equipe, direção, área/departamento, "
    "reparto, ufficio, dipartimento, area aziendale, afdeling, team/afdeling, sector"
)
EMPLOYMENT = _names(
    "employment type, type of employment, job type, job types, position type, contract type, type, employment, terms, tenure, "
    "hours, contract, engagement, engagement type, schedule, time type, position, status, working hours, working pattern, pattern, basis, working time, shift, "
    "beschäftigungsart, beschäftigung, anstellungsart, anstellung, arbeitszeit, umfang, pensum, vertragsart, arbeitszeitmodell, vertrag, stellenumfang, "
    "beschäftigungsumfang, wochenstunden, arbeitsverhältnis, anstellungsverhältnis, contrat, type de contrat, nature du contrat, temps de travail, durée du travail, statut, rythme, horaires, durée, type d'emploi, taux d'occupation, taux d'activité, "
    "jornada, tipo de contrato, contrato, tipo de jornada, jornada laboral, horario, modalidad de contrato, dedicación, tipo de empleo, "
    "contratação, regime, regime de contratação, tipo de vaga, carga horária, horário, regime de trabalho, jornada de trabalho, vínculo, "
    "contratto, tipo di contratto, tipologia contrattuale, orario, orario di lavoro, inquadramento, impegno, "
    "dienstverband, contractvorm, uren, arbeidsduur, werktijden, aantal uren, uren per week, contractduur"
)
REMOTE = _names(
    "work arrangement, work mode, work model, work style, work setting, work location, workplace, workplace type, "
    "location type, onsite/remote, remote/onsite, arrangement, working model, working arrangement, work arrangements, location, pattern, attendance, "
    "arbeitsmodell, arbeitsweise, arbeitsform, modalidad, modalidad de trabajo, modalidade, modelo de trabalho, modelo, regime, formato, "
    "modalità, modalità di lavoro, modalità lavorativa, mode de travail, organisation du travail, modalités, werkvorm, werkwijze, werkmodel"
)
HOME = _names(
    "remote, remote option, remote work, telewerk, telewerken, homeoffice, home office, home-office, home working, wfh, mobiles arbeiten, mobile arbeit, télétravail, teletrabajo, teletrabalho, "
    "trabajo remoto, trabalho remoto, smart working, smartworking, lavoro da remoto, lavoro agile, thuiswerken, thuiswerk"
)
"""Labels of work from home, such as "home office", whose value may be "yes" or "2 days"."""

AREA = _names(
    "region, area, area of work, base, based, town, site, campus, branch, store, plant, office, team location, werk, filiale, niederlassung, "
    "einsatzgebiet, secteur, secteur géographique, établissement, agence, zona, centro, unidade, sede, punto vendita, vestiging, regio"
)
"""Labels that give the place of work only in the absence of a plainer label."""

ALL = TITLE | LOCATION | DEPARTMENT | EMPLOYMENT | REMOTE | HOME
