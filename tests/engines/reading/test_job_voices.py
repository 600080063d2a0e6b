"""Job texts as people write them: chats, call notes, notices and forms, in seven languages."""

import pytest

from recruit.domain.engines.reading.job import job_fields, requirement_candidates
from recruit.domain.engines.reading.text import lines

PROSE = "We make things that people like. " * 20


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Hi Tess, we're after a sparky for the Hull yard, 19 an hour, starting Monday", "sparky"),
        ("Hoi, met Els. Kun je een vacature zetten: magazijnhulp in Venlo, 24 uur", "magazijnhulp"),
        ("Cafe Lindenhof aus Jena sucht: Servicekraft (m/w/d), 20 Std.", "Servicekraft"),
        ("La mairie de Lodève recrute\nUNE ANIMATRICE PÉRISCOLAIRE (F/H)\nTemps partiel", "animatrice périscolaire"),
        ("a senior backend engineer in New York, NY.", "senior backend engineer"),
    ],
)
def test_titles_are_found_after_greetings_companies_and_cues(text: str, title: str) -> None:
    found = job_fields.read(text).title.casefold()
    assert title.casefold() in found
    assert " in " not in found


@pytest.mark.parametrize(
    ("text", "location"),
    [
        (
            "Bäckerei Amsel GmbH, seit 1920\n\nVerkäufer (m/w/d)\nArbeitsort: Kirchzarten\n\nLehrgang in Ulm",
            "Kirchzarten",
        ),
        ("Plumber wanted for our Nether Wallop workshop, 40k", "Nether Wallop"),
        ("Data engineer, remoto desde España, 45k", "España"),
    ],
)
def test_the_location_is_distinguished_from_other_names(text: str, location: str) -> None:
    assert job_fields.read(text).location == location


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("Plasterer, Truro. Forty-eight to fifty-five grand, van included", (48_000, 55_000, "GBP")),
        ("Juriste à Paris, 55/65k selon profil", (55_000, 65_000, "EUR")),
        ("Dispatcher in Akron, OH: $24.87 per hour at hire, rising to $31.40 later", (25, 31, "USD")),
        ("Analista em Recife, de R$ 9 mil a R$ 12 mil", (9_000, 12_000, "BRL")),
        ("Jurist in Arnhem, maximaal € 5.212 bruto per maand", (None, 5_212, "EUR")),
        ("Cuoco a Lucca, 27.500 € lordi annui in 14 mensilità", (27_500, 27_500, "EUR")),
        ("Ingeniero de plataforma en España, 45-55k según experiencia", (45_000, 55_000, "EUR")),
        ("Actuary in Sandton, R1.1m to R1.35m CTC pa", (1_100_000, 1_350_000, "ZAR")),
        ("Chauffeur à Namur, 15,4880 €/h brut", (15, 15, "EUR")),
        ("Welder in Hull. 45 hours over four days, £34k plus overtime", (34_000, 34_000, "GBP")),
    ],
)
def test_pay_is_read(text: str, pay: tuple[int | None, int | None, str]) -> None:
    job = job_fields.read(text)
    assert (job.salary_min, job.salary_max, job.currency) == pay


@pytest.mark.parametrize(
    ("text", "employment", "remote"),
    [
        ("Chef de rayon. CDI, temps plein. Télétravail impossible.", "Full-time", "On-site"),
        ("Sachbearbeiter. Homeoffice ist bei dieser Tätigkeit leider nicht möglich.", None, "On-site"),
        ("Analyst, FT/exempt, Tue/Thu in the office, the rest WFH", "Full-time", "Hybrid"),
        ("Jurist. Je werkt de helft van de tijd thuis. Geen zzp, 36 uur.", "Full-time", "Hybrid"),
        ("Writer. You can sit anywhere in Ireland, no office attendance.", None, "Remote"),
        ("Pedreiro. Contrato a termo incerto.", "Temporary", None),
        ("Bürohilfe, halbe Stelle, mobiles Arbeiten ist nach Absprache möglich", "Part-time", "Hybrid"),
        ("Kok. We koken met het seizoen.", None, None),
    ],
)
def test_work_arrangements_are_read(text: str, employment: str | None, remote: str | None) -> None:
    job = job_fields.read(f"{text}\n{PROSE}")
    assert (job.employment_type, job.remote_option) == (employment, remote)


@pytest.mark.parametrize(
    ("text", "required", "nice"),
    [
        ("Roofer in Bath. Scaffolding ticket a must. It would help if you had IPAF.", None, "IPAF"),
        ("Developer in Cork. Must: Python. Plus: Kubernetes.", "Python", "Kubernetes"),
        (
            "Bestellung\nFunktion:      Lagerist\nMuss ......... Staplerschein\nWunsch ....... Kranschein",
            "Staplerschein",
            "Kranschein",
        ),
        ("Monteur in Gera. SPS muss sein, KNX wäre super.", "SPS", "KNX"),
        ("Serveur à Nice. Anglais obligé. Espagnol = bonus.", "Anglais", "Espagnol"),
        ("Contable en Soria. Imprescindible SAP. Se agradecerá francés.", "SAP", "francés"),
        ("Enfermeiro em Viseu. COREN obrigatório; quem tiver inglês sai na frente.", "COREN", "inglês"),
        ("Muratore a Bari. Patente B obbligatoria, il patentino gru sarebbe oro.", "Patente B", "patentino gru"),
        ("Kok in Breda. HACCP vereist. Ken je ook Horeko? Top.", "HACCP", "Horeko"),
        ("Fitter in Ely. HVAC. NATE would be amazing, so would ServiceTitan.", "HVAC", "ServiceTitan"),
        ("Fitter in Ely. HVAC. NATE would be amazing, so would ServiceTitan.", "HVAC", "NATE"),
        ("Libraire à Pau. Il faut l'anglais. Parler arabe ou créole, ce serait le bouquet.", "anglais", "créole"),
        ("Técnico en Salta. Imprescindible Excel. Si además usaste FieldView, golazo.", "Excel", "FieldView"),
        ("Driver in Ely. Code 10. SAP knowledge will be nice.", None, "SAP"),
    ],
)
def test_nice_to_have_skills_are_distinguished_from_required_ones(text: str, required: str | None, nice: str) -> None:
    job = job_fields.read(text)
    assert required is None or required in job.required_skills
    assert nice in job.nice_to_have_skills
    assert nice not in job.required_skills


@pytest.mark.parametrize(
    ("text", "required", "nice"),
    [
        (
            "[Stelle]      Lagerist\n[Pflicht]     Staplerschein\n[Kür]         Kranschein",
            "Staplerschein",
            "Kranschein",
        ),
        ("1  Working title: Clerk\n2  Special qualifications: SQL\n3  Desired attributes: Tableau", "SQL", "Tableau"),
        ("Buscamos contable\nLo que se exige — SAP\nLo que se premia — francés", "SAP", "francés"),
        ("Buscamos tester\nLo indispensable → Selenium\nLo que suma → Cypress", "Selenium", "Cypress"),
        (
            "Functie: Systeembeheerder\n\nA. Wat je zeker moet kennen\nHyper-V\n\nB. Wat mooi zou zijn\nPython",
            "Hyper-V",
            "Python",
        ),
        ("Técnico\n1. Dos requisitos: CNH B.\n2. Dos títulos (não eliminatórios): BLS.", "CNH B", "BLS"),
    ],
)
def test_form_labels_with_numbers_brackets_and_arrows_are_read(text: str, required: str, nice: str) -> None:
    job = job_fields.read(text)
    assert required in job.required_skills
    assert nice in job.nice_to_have_skills


@pytest.mark.parametrize(
    "line",
    ["[Ort]      Gera", "3  Ort: Gera", "Ort ........ Gera", "Ort → Gera", "Ort — Gera", "- Ort: Gera", "Ort\tGera"],
)
def test_a_form_label_gives_its_value(line: str) -> None:
    assert list(lines.labelled([line], frozenset({"ort"}))) == ["Gera"]


@pytest.mark.parametrize(
    "footer", ["Similar jobs: QA Analyst (remote, Kochi)", "Similar jobs\nQA Analyst\nKochi, remote"]
)
def test_similar_jobs_at_the_end_of_a_page_are_ignored(footer: str) -> None:
    job = job_fields.read(f"Customer Success Associate\nPune · Full-time\n{PROSE}\n\n{footer}")
    assert (job.location, job.remote_option) == ("Pune", None)
    assert footer in (job.description or "")


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    text = "Cariste à Pau\nHabilitations exigées : CACES R489 cat. 1B et 3 à jour"
    assert "CACES R489 cat. 1B et 3" in {candidate.text for candidate in requirement_candidates.find(text)}
    assert job_fields.read(text).required_skills == ("CACES R489",)


def test_a_skill_in_the_duties_and_in_the_nice_to_have_list_is_nice_to_have() -> None:
    job = job_fields.read(
        "Java Developer\n\nDuties\nRetire the last of our COBOL.\n\nRequirements\n- Java\n\nNice to have\n- COBOL"
    )
    assert job.required_skills == ("Java",)
    assert job.nice_to_have_skills == ("COBOL",)


def test_days_at_home_are_not_part_time_work() -> None:
    job = job_fields.read("Chef de projet\nCDI cadre\nTélétravail : 2 jours par semaine")
    assert (job.employment_type, job.remote_option) == (None, "Hybrid")


def test_parts_of_an_amount_are_not_skills() -> None:
    job = job_fields.read("Auxiliar de logística em Curitiba, salário de R$ 6.500 a R$ 8.000, precisa de Excel")
    assert list(job.required_skills) == ["Excel"]


@pytest.mark.parametrize(
    "text",
    [
        "Wir suchen einen Betriebselektriker (m/w/d) für unser Werk in Hagen, Schichtarbeit",
        "Buscamos un/a Experto/a en Prevención de\nRiesgos en obra, Zaragoza",
    ],
)
def test_titles_do_not_end_with_a_preposition(text: str) -> None:
    assert job_fields.read(text).title.rpartition(" ")[2].casefold() not in {"für", "unser", "de", "in"}
