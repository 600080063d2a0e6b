"""What people write before the fields of a job, in English and some of German, French and Spanish."""


def _names(labels: str) -> frozenset[str]:
    return frozenset(label.strip() for label in labels.split(","))


TITLE = _names(
    "job title, position title, title, role, role title, position, job, job name, vacancy, stellenausschreibung, "
    "stelle, offre d'emploi, poste, puesto"
)
LOCATION = _names(
    "location, locations, job location, primary location, work location, workplace, where, city, office, office "
    "location, based in, place of work, duty station, standort, arbeitsort, lieu, ubicación"
)
DEPARTMENT = _names("department, dept, team, division, business unit, function, abteilung, département, departamento")
EMPLOYMENT = _names(
    "employment type, type of employment, job type, job types, position type, contract type, type, employment, "
    "hours, contract, engagement, engagement type, schedule, time type, position, status, beschäftigungsart, "
    "contrat, jornada"
)
REMOTE = _names(
    "work arrangement, work mode, work model, work style, work setting, work location, workplace, workplace type, "
    "location type, remote, remote option, onsite/remote, homeoffice, home office, télétravail, modalidad"
)
