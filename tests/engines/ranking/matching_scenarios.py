"""Ten jobs with eight invented candidates each, graded as a recruiter would: 3 invite, 2 maybe, 1 unlikely, 0 no."""

from typing import Any

GradedCandidate = tuple[int, dict[str, Any]]
Scenario = tuple[dict[str, Any], list[GradedCandidate]]


def graded(
    grade: int, title: str | None = None, notes: str | None = None, headline: str | None = None
) -> GradedCandidate:
    """Return a grade and the fields of a candidate."""
    return grade, {"current_title": title, "notes": notes, "headline": headline}


def opening(title: str, description: str | None = None, *required: str, nice: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the fields of a job."""
    return {"title": title, "description": description, "required_skills": required, "nice_to_have_skills": nice}


SCENARIOS: list[Scenario] = [
    (
        opening(
            "Backend Engineer",
            "You build the services behind our booking platform in Python: APIs, queues, a PostgreSQL database. "
            "You review "
            "code, deploy daily and share the on-call duty.",
            "Python",
            "PostgreSQL",
            nice=("Kubernetes",),
        ),
        [
            graded(3, "Software Engineer", "Six years of services in Python and Django, PostgreSQL tuning, Docker."),
            graded(
                3, "Softwareentwickler", "Entwickelt seit fünf Jahren Backends in Python mit PostgreSQL und FastAPI."
            ),
            graded(
                2, "Java Developer", "Spring services for a bank, Oracle and PostgreSQL, Kafka. Learns Python at home."
            ),
            graded(
                2, "Junior Developer", "First year in a web agency: small Python scripts, Flask, Git, code reviews."
            ),
            graded(1, "Frontend Developer", "React and TypeScript, design systems, accessibility."),
            graded(
                0,
                "Line Cook",
                "Grill and sauces in a busy kitchen, orders produce, keeps HACCP records, trains new cooks on "
                "the line and "
                "plans the weekend menu with the chef.",
                headline="Senior Backend Engineer",
            ),
            graded(
                0,
                "Technical Recruiter",
                "Hires Python and backend engineers for start-ups, screens CVs, closes offers.",
            ),
            graded(0, "Backend Call Centre Agent", "Answers customers' mails in the back office."),
        ],
    ),
    (
        opening(
            "Enfermera de UCI",
            "Buscamos enfermera para la unidad de cuidados intensivos de un hospital universitario: ventilación "
            "mecánica, "
            "monitorización y medicación de pacientes críticos. Turnos rotatorios.",
            "Cuidados intensivos",
        ),
        [
            graded(3, "ICU Nurse", "Four years in a 20-bed intensive care unit: ventilators, arterial lines, CRRT."),
            graded(3, "Intensivkrankenschwester", "Seit sechs Jahren auf der Intensivstation, Beatmung und Dialyse."),
            graded(3, "Enfermero de cuidados intensivos", "UCI polivalente, ventilación mecánica, turnos de noche."),
            graded(
                2, "Staff Nurse", "Surgical ward, medication, wound care, observation of patients after operations."
            ),
            graded(1, "Auxiliar de enfermería", "Higiene y movilización de pacientes en una residencia de mayores."),
            graded(0, "Medical Device Sales Representative", "Sells ventilators and monitors to intensive care units."),
            graded(0, "Nursery Worker", "Looks after children from one to three years of age."),
            graded(0, "Administrativo", "Facturas, archivo y atención telefónica en una clínica."),
        ],
    ),
    (
        opening(
            "Gas Engineer",
            "Service, repair and install domestic gas boilers and central heating in the homes of our "
            "customers. Van and "
            "tools provided; one weekend in six on call.",
            "Gas Safe",
            nice=("Boiler servicing",),
        ),
        [
            graded(3, "Heating Engineer", "Services and repairs combi boilers, Gas Safe registered, eight years."),
            graded(3, "Gas Service Technician", "Installs and repairs gas appliances in homes, Gas Safe card holder."),
            graded(2, "Plumber", "Bathrooms and heating, fits radiators and pipework, works beside gas engineers."),
            graded(2, "Heizungsbauer", "Montage und Wartung von Gasheizungen und Thermen in Wohnhäusern."),
            graded(
                0, "Call Handler, Boiler Breakdown Line", "Takes calls about broken boilers and books gas engineers."
            ),
            graded(0, "Boiler Sales Representative", "Sells boilers and heating plans door to door."),
            graded(1, "Electrician", "Wiring of houses, fuse boards, testing."),
            graded(0, "Petrol Station Attendant", "Serves customers at the till and fills shelves."),
        ],
    ),
    (
        opening(
            "Head of People",
            "Lead the people team of a software company with 250 employees: hiring, pay, performance, culture, "
            "employment law.",
        ),
        [
            graded(3, "HR Director", "Leads HR for 400 employees in three countries, pay reviews, works council."),
            graded(
                3,
                "Senior HR Business Partner",
                "Partner of the engineering leaders; performance, pay, reorganisations.",
            ),
            graded(
                3,
                "Responsable des ressources humaines",
                "Dirige l'équipe RH d'un éditeur de logiciels de 180 salariés.",
            ),
            graded(2, "Talent Acquisition Manager", "Leads four recruiters, employer brand, hiring plans."),
            graded(1, "HR Assistant", "Files contracts, answers questions of employees, books trainings."),
            graded(0, "Social Work Assistant", "Helps families with forms and visits them at home."),
            graded(0, "Head of Finance", "Budget, reporting, audit, team of five."),
            graded(0, "People Counter Technician", "Installs sensors that count visitors in shops."),
        ],
    ),
    (
        opening(
            "Schweißer (m/w/d)",
            "Für unsere Fertigung von Edelstahlbehältern suchen wir einen Schweißer: WIG-Schweißen nach "
            "Zeichnung, Nähte "
            "schleifen und prüfen, Früh- und Spätschicht.",
            "WIG-Schweißen",
        ),
        [
            graded(3, "Soldadora", "Soldadura TIG de acero inoxidable para la industria alimentaria, siete años."),
            graded(3, "TIG Welder", "Welds stainless pipes and tanks, reads drawings, passes X-ray tests."),
            graded(3, "WIG-Schweißer", "Schweißt Edelstahlrohre, geprüft nach ISO 9606."),
            graded(2, "Chaudronnier", "Tôles et tubes en inox, soudure TIG et MIG, lecture de plans."),
            graded(2, "Metallbauer", "Geländer und Treppen, schweißt meist mit MAG."),
            graded(1, "Industriemechaniker", "Wartung von Anlagen, dreht und fräst Ersatzteile."),
            graded(0, "Vertriebsmitarbeiter Schweißtechnik", "Verkauft Schweißgeräte und Gase an Werkstätten."),
            graded(0, "Ausbilder Büromanagement", "Bildet Kaufleute aus."),
        ],
    ),
    (
        opening(
            "Product Owner",
            "You own the backlog of our checkout team, talk to merchants, write stories, set priorities with "
            "data and accept "
            "what the team ships.",
            "Backlog management",
            "User stories",
        ),
        [
            graded(
                3, "Product Manager", "Payments product, discovery with merchants, roadmap, backlog and user stories."
            ),
            graded(3, "Chef de produit digital", "Gère le backlog et les user stories d'une application de paiement."),
            graded(
                2,
                "Business Analyst",
                "Writes requirements and user stories for an insurer, workshops, acceptance tests.",
            ),
            graded(2, "Scrum Master", "Coaches two teams, runs refinement and retrospectives."),
            graded(1, "Project Manager", "Plans and budgets for office moves and IT roll-outs."),
            graded(0, "Shop Owner", "Owns a shop for garden products, buys stock, does the books."),
            graded(0, "Production Operator", "Runs a filling line for yoghurt."),
            graded(0, "Home Owner Services Clerk", "Answers owners of flats about repairs and fees."),
        ],
    ),
    (
        opening(
            "Sous Chef",
            "You run the kitchen with our head chef: menus, orders, the line, food safety, apprentices.",
            "Food Safety",
        ),
        [
            graded(3, "Chef de Partie", "Sauces and fish for six years, menus, HACCP, trains apprentices."),
            graded(
                3, "Segunda jefa de cocina", "Cocina de mercado, pedidos, menús y seguridad alimentaria en un hotel."
            ),
            graded(2, "Koch", "Warme Küche in einem Gasthof, drei Jahre."),
            graded(2, "Head Chef", "Leads a team of nine, budget, menus."),
            graded(1, "Kitchen Porter", "Washes up, peels vegetables, keeps the kitchen clean."),
            graded(0, "Partner Manager", "Partners and resellers of a software firm."),
            graded(0, "Chef de projet informatique", "Pilote des projets ERP, budget et planning."),
            graded(0, "Kitchen Sales Consultant", "Plans and sells fitted kitchens in a furniture store."),
        ],
    ),
    (
        opening(
            "Machine Learning Engineer",
            "Train and ship models that rank offers: feature pipelines, PyTorch, evaluation, serving. You care "
            "for data quality.",
            "Python",
            "PyTorch",
        ),
        [
            graded(
                3,
                "Applied Scientist",
                "Ranking models in PyTorch for a shop, offline evaluation and A/B tests, Python.",
            ),
            graded(3, "Cientista de Dados", "Modelos de recomendação em Python e PyTorch, implantação em produção."),
            graded(2, "Data Engineer", "Spark pipelines and feature stores, Python, Airflow."),
            graded(
                2,
                "Software Engineer",
                "Python services, served a few models with FastAPI, started a course in PyTorch.",
            ),
            graded(1, "Data Analyst", "SQL, dashboards in Tableau, A/B test reports for marketing."),
            graded(
                0,
                "AI Thought Leader",
                "Keynotes and posts about the future of work with AI.",
                headline="AI | ML | Python | LLM",
            ),
            graded(0, "Sewing Machine Operator", "Sews seat covers on industrial machines."),
            graded(0, "Machine Setter", "Sets up injection moulding machines and changes tools."),
        ],
    ),
    (
        opening(
            "Responsable de tienda",
            "Gestionas una tienda de moda con doce empleados: ventas, horarios, inventario y caja.",
        ),
        [
            graded(3, "Store Manager", "Runs a fashion store with nine people: targets, rota, stock, cash."),
            graded(3, "Filialleiterin", "Leitet eine Modefiliale mit zehn Mitarbeitern, Umsatz, Dienstplan, Inventur."),
            graded(2, "Subencargada de tienda", "Apoyo a la encargada, apertura y cierre, inventario."),
            graded(2, "Shop Supervisor", "Leads the floor on weekends, trains sales assistants."),
            graded(1, "Dependienta", "Atención al cliente y caja en una zapatería."),
            graded(0, "Responsable de calidad", "Auditorías ISO 9001 en una fábrica de piezas."),
            graded(0, "Data Store Engineer", "Operates Cassandra and S3 storage."),
            graded(0, "Stage Manager", "Runs rehearsals and shows in a theatre."),
        ],
    ),
    (
        opening(
            "Accountant",
            "Month-end close, general ledger, VAT returns and annual statements for three companies.",
            "General Ledger",
            "VAT",
        ),
        [
            graded(
                3, "Comptable", "Tient la comptabilité générale, TVA, clôtures mensuelles et bilan de deux sociétés."
            ),
            graded(3, "Bilanzbuchhalterin", "Monats- und Jahresabschlüsse, Umsatzsteuer, Hauptbuch."),
            graded(3, "Staff Accountant", "General ledger, reconciliations, VAT returns, month-end close."),
            graded(2, "Bookkeeper", "Invoices, bank reconciliations and VAT for small shops."),
            graded(1, "Payroll Clerk", "Pays 300 people a month, pensions and sick pay."),
            graded(1, "Financial Analyst", "Models, forecasts and board slides."),
            graded(0, "Account Manager", "Looks after key accounts of an agency, renewals and upsells."),
            graded(0, None, "General ledger, VAT, General ledger, VAT. " * 20, headline="Barista"),
        ],
    ),
]
