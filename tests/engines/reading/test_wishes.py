"""Requirements in job texts: skills in prose, phrases that are never a skill, bilingual headings."""

import pytest

from recruit.domain.engines.reading.job import job_fields, requirement_exclusions

ABOUT = "Clerk, Leeds, full time.\n\nWe sell hats to people who like hats and have done so for years.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Excel is a must. Preference may be given to candidates with SAP.",
        "Excel needed, although SAP experience would strengthen your application.",
        "Excel needed. SAP would make you stand out.",
        "Excel ist Pflicht. Über SAP freuen wir uns.",
        "Sie kennen Excel und im besten Fall auch SAP.",
        "Excel erforderlich. Erfahrungen mit SAP runden Ihr Profil ab.",
        "Excel obligatoire. La connaissance de SAP constitue un avantage.",
        "Imprescindible Excel. No es obligatorio, pero nos gustaría que tuviera experiencia en SAP.",
        "Excel obrigatório. Contará pontos ter SAP.",
        "Excel indispensabile. Completa il profilo la conoscenza di SAP.",
        "Excel is een must, SAP strekt tot aanbeveling.",
    ],
)
def test_prose_separates_required_and_nice_to_have_skills(sentence: str) -> None:
    job = job_fields.read(f"{ABOUT}{sentence}\n\nApply by Friday; our office is closed on Mondays.")
    assert any("Excel" in name for name in job.required_skills)
    assert any("SAP" in name for name in job.nice_to_have_skills)


@pytest.mark.parametrize(
    ("sentence", "skill"),
    [
        ("Candidates will hold Brynmor Level 3 and a good head for figures.", "Brynmor Level 3"),
        ("You will lodge deeds in Harrowgate Portal and keep the peace.", "Harrowgate Portal"),
        ("Je werkt vlot met Zandkist en bent op tijd.", "Zandkist"),
    ],
)
def test_skills_missing_from_the_table_are_found_in_prose(sentence: str, skill: str) -> None:
    job = job_fields.read(f"{ABOUT}{sentence}\n\nApply by Friday; our office is closed on Mondays.")
    assert skill in job.required_skills


def test_a_duty_of_helping_is_not_nice_to_have() -> None:
    text = "Verzorgende\n\nDit ga je doen\nJe helpt cliënten bij hen thuis met wassen.\n\nMooi meegenomen\n- Excel"
    assert "wassen" not in job_fields.read(text).nice_to_have_skills


@pytest.mark.parametrize(
    "phrase",
    [
        "KG",
        "H/F",
        "(m/w/d)",
        "Bachelor's degree in finance",
        "abgeschlossenes Studium",
        "Menschen",
        "Gehalt",
        "Standort",
        "BTS",
        "DCG",
        "und",
    ],
)
def test_phrases_that_are_never_a_skill_are_excluded(phrase: str) -> None:
    assert requirement_exclusions.is_never_skill(phrase)


@pytest.mark.parametrize("phrase", ["Excel", "SGB XI", "CACES 3", "carné B", "ICA diploma", "Deutsch", "IT"])
def test_phrases_that_may_be_a_skill_are_kept(phrase: str) -> None:
    assert not requirement_exclusions.is_never_skill(phrase)


def test_a_signature_is_not_a_skill() -> None:
    job = job_fields.read("On cherche un plombier à Dole, Excel exigé. Merci d'avance, Solène")
    assert "Solène" not in job.required_skills


def test_a_street_address_is_not_a_programming_language() -> None:
    job = job_fields.read("Administrativo en Lleida\n\nRequisitos\n- SAP\n\nNuestras oficinas están en C/ Olmo 14.")
    assert "C" not in job.required_skills


def test_language_levels_are_separated_from_languages() -> None:
    job = job_fields.read("Clerk, Bern\n\nRequirements\n- B2 German, C1 English\n- Französischkenntnisse auf B1-Niveau")
    assert {"German", "English", "Französisch"} <= set(job.required_skills)


def test_bilingual_headings_are_read() -> None:
    text = "Labortechniker, Jena\n\nAnforderungen / Requirements\n- HPLC\n\nVon Vorteil / Nice to have\n- Python"
    assert job_fields.read(text).nice_to_have_skills == ("Python",)


def test_table_rows_are_read_as_labels() -> None:
    rows = ("Role | Math Teacher", "--- | ---", "City | Chattanooga, TN", "Contract | Full time", "Would like | Desmos")
    text = "\n".join(f"| {row} |" for row in rows)
    job = job_fields.read(text)
    assert (job.title, job.location, job.employment_type) == ("Math Teacher", "Chattanooga, TN", "Full-time")
    assert job.nice_to_have_skills == ("Desmos",)


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Landeshauptstadt Potsdam\nDie Landeshauptstadt Potsdam sucht eine Sachbearbeiterin (m/w/d)", "Potsdam"),
        ("Stadtwerke Kiel AG\nNetzmeister Strom (m/w/d)\nSie planen Arbeiten am Netz.", "Kiel"),
        ("We need a warehouse supervisor at our Cardiff branch. Head office is in Slough.", "Cardiff"),
        ("Buscamos desarrollador, teletrabajo 100% desde España. Nuestra sede está en Málaga.", "España"),
        ("Agenzia per il lavoro di Milano seleziona per azienda di Torino un magazziniere", "Torino"),
        ("Spitex Basel sucht dipl. Pflegefachperson HF 60-80 %", "Basel"),
    ],
)
def test_the_location_is_distinguished_from_other_places(text: str, location: str) -> None:
    assert job_fields.read(text).location == location
