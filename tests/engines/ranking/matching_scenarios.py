"""Ten openings with eight invented people each, graded as a recruiter would: 3 invite, 2 maybe, 1 hardly, 0 no."""

from typing import Any

Person = tuple[int, dict[str, Any]]
Scenario = tuple[dict[str, Any], list[Person]]


def someone(grade: int, title: str | None = None, notes: str | None = None, headline: str | None = None) -> Person:
    """Return a graded person."""
    return grade, {"current_title": title, "notes": notes, "headline": headline}


def opening(title: str, description: str | None = None, *required: str, nice: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a job."""
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
            someone(3, "Software Engineer", "Six years of services in Python and Django, PostgreSQL tuning, Docker."),
            someone(
                3, "Softwareentwickler", "Entwickelt seit fünf Jahren Backends in Python mit PostgreSQL und FastAPI."
            ),
            someone(
                2, "Java Developer", "Spring services for a bank, Oracle and PostgreSQL, Kafka. Learns Python at home."
            ),
            someone(
                2, "Junior Developer", "First year in a web agency: small Python scripts, Flask, Git, code reviews."
            ),
            someone(1, "Frontend Developer", "React and TypeScript, design systems, accessibility."),
            someone(
                0,
                "Line Cook",
                "Grill and sauces in a busy kitchen, orders produce, keeps HACCP records, trains new cooks on "
                "the line and "
                "plans the weekend menu with the chef.",
                headline="Senior Backend Engineer",
            ),
            someone(
                0,
                "Technical Recruiter",
                "Hires Python and backend engineers for start-ups, screens CVs, closes offers.",
            ),
            someone(0, "Backend Call Centre Agent", "Answers customers' mails in the back office."),
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
            someone(3, "ICU Nurse", "Four years in a 20-bed intensive care unit: ventilators, arterial lines, CRRT."),
            someone(3, "Intensivkrankenschwester", "Seit sechs Jahren auf der Intensivstation, Beatmung und Dialyse."),
            someone(3, "Enfermero de cuidados intensivos", "UCI polivalente, ventilación mecánica, turnos de noche."),
            someone(
                2, "Staff Nurse", "Surgical ward, medication, wound care, observation of patients after operations."
            ),
            someone(1, "Auxiliar de enfermería", "Higiene y movilización de pacientes en una residencia de mayores."),
            someone(
                0, "Medical Device Sales Representative", "Sells ventilators and monitors to intensive care units."
            ),
            someone(0, "Nursery Worker", "Looks after children from one to three years of age."),
            someone(0, "Administrativo", "Facturas, archivo y atención telefónica en una clínica."),
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
            someone(3, "Heating Engineer", "Services and repairs combi boilers, Gas Safe registered, eight years."),
            someone(3, "Gas Service Technician", "Installs and repairs gas appliances in homes, Gas Safe card holder."),
            someone(2, "Plumber", "Bathrooms and heating, fits radiators and pipework, works beside gas engineers."),
            someone(2, "Heizungsbauer", "Montage und Wartung von Gasheizungen und Thermen in Wohnhäusern."),
            someone(
                0, "Call Handler, Boiler Breakdown Line", "Takes calls about broken boilers and books gas engineers."
            ),
            someone(0, "Boiler Sales Representative", "Sells boilers and heating plans door to door."),
            someone(1, "Electrician", "Wiring of houses, fuse boards, testing."),
            someone(0, "Petrol Station Attendant", "Serves customers at the till and fills shelves."),
        ],
    ),
    (
        opening(
            "Head of People",
            "Lead the people team of a software company with 250 employees: hiring, pay, performance, culture, "
            "employment law.",
        ),
        [
            someone(3, "HR Director", "Leads HR for 400 employees in three countries, pay reviews, works council."),
            someone(
                3,
                "Senior HR Business Partner",
                "Partner of the engineering leaders; performance, pay, reorganisations.",
            ),
            someone(
                3,
                "Responsable des ressources humaines",
                "Dirige l'équipe RH d'un éditeur de logiciels de 180 salariés.",
            ),
            someone(2, "Talent Acquisition Manager", "Leads four recruiters, employer brand, hiring plans."),
            someone(1, "HR Assistant", "Files contracts, answers questions of employees, books trainings."),
            someone(0, "Social Work Assistant", "Helps families with forms and visits them at home."),
            someone(0, "Head of Finance", "Budget, reporting, audit, team of five."),
            someone(0, "People Counter Technician", "Installs sensors that count visitors in shops."),
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
            someone(3, "Soldadora", "Soldadura TIG de acero inoxidable para la industria alimentaria, siete años."),
            someone(3, "TIG Welder", "Welds stainless pipes and tanks, reads drawings, passes X-ray tests."),
            someone(3, "WIG-Schweißer", "Schweißt Edelstahlrohre, geprüft nach ISO 9606."),
            someone(2, "Chaudronnier", "Tôles et tubes en inox, soudure TIG et MIG, lecture de plans."),
            someone(2, "Metallbauer", "Geländer und Treppen, schweißt meist mit MAG."),
            someone(1, "Industriemechaniker", "Wartung von Anlagen, dreht und fräst Ersatzteile."),
            someone(0, "Vertriebsmitarbeiter Schweißtechnik", "Verkauft Schweißgeräte und Gase an Werkstätten."),
            someone(0, "Ausbilder Büromanagement", "Bildet Kaufleute aus."),
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
            someone(
                3, "Product Manager", "Payments product, discovery with merchants, roadmap, backlog and user stories."
            ),
            someone(3, "Chef de produit digital", "Gère le backlog et les user stories d'une application de paiement."),
            someone(
                2,
                "Business Analyst",
                "Writes requirements and user stories for an insurer, workshops, acceptance tests.",
            ),
            someone(2, "Scrum Master", "Coaches two teams, runs refinement and retrospectives."),
            someone(1, "Project Manager", "Plans and budgets for office moves and IT roll-outs."),
            someone(0, "Shop Owner", "Owns a shop for garden products, buys stock, does the books."),
            someone(0, "Production Operator", "Runs a filling line for yoghurt."),
            someone(0, "Home Owner Services Clerk", "Answers owners of flats about repairs and fees."),
        ],
    ),
    (
        opening(
            "Sous Chef",
            "You run the kitchen with our head chef: menus, orders, the line, food safety, apprentices.",
            "Food Safety",
        ),
        [
            someone(3, "Chef de Partie", "Sauces and fish for six years, menus, HACCP, trains apprentices."),
            someone(
                3, "Segunda jefa de cocina", "Cocina de mercado, pedidos, menús y seguridad alimentaria en un hotel."
            ),
            someone(2, "Koch", "Warme Küche in einem Gasthof, drei Jahre."),
            someone(2, "Head Chef", "Leads a team of nine, budget, menus."),
            someone(1, "Kitchen Porter", "Washes up, peels vegetables, keeps the kitchen clean."),
            someone(0, "Partner Manager", "Partners and resellers of a software firm."),
            someone(0, "Chef de projet informatique", "Pilote des projets ERP, budget et planning."),
            someone(0, "Kitchen Sales Consultant", "Plans and sells fitted kitchens in a furniture store."),
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
            someone(
                3,
                "Applied Scientist",
                "Ranking models in PyTorch for a shop, offline evaluation and A/B tests, Python.",
            ),
            someone(3, "Cientista de Dados", "Modelos de recomendação em Python e PyTorch, implantação em produção."),
            someone(2, "Data Engineer", "Spark pipelines and feature stores, Python, Airflow."),
            someone(
                2,
                "Software Engineer",
                "Python services, served a few models with FastAPI, started a course in PyTorch.",
            ),
            someone(1, "Data Analyst", "SQL, dashboards in Tableau, A/B test reports for marketing."),
            someone(
                0,
                "AI Thought Leader",
                "Keynotes and posts about the future of work with AI.",
                headline="AI | ML | Python | LLM",
            ),
            someone(0, "Sewing Machine Operator", "Sews seat covers on industrial machines."),
            someone(0, "Machine Setter", "Sets up injection moulding machines and changes tools."),
        ],
    ),
    (
        opening(
            "Responsable de tienda",
            "Gestionas una tienda de moda con doce empleados: ventas, horarios, inventario y caja.",
        ),
        [
            someone(3, "Store Manager", "Runs a fashion store with nine people: targets, rota, stock, cash."),
            someone(
                3, "Filialleiterin", "Leitet eine Modefiliale mit zehn Mitarbeitern, Umsatz, Dienstplan, Inventur."
            ),
            someone(2, "Subencargada de tienda", "Apoyo a la encargada, apertura y cierre, inventario."),
            someone(2, "Shop Supervisor", "Leads the floor on weekends, trains sales assistants."),
            someone(1, "Dependienta", "Atención al cliente y caja en una zapatería."),
            someone(0, "Responsable de calidad", "Auditorías ISO 9001 en una fábrica de piezas."),
            someone(0, "Data Store Engineer", "Operates Cassandra and S3 storage."),
            someone(0, "Stage Manager", "Runs rehearsals and shows in a theatre."),
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
            someone(
                3, "Comptable", "Tient la comptabilité générale, TVA, clôtures mensuelles et bilan de deux sociétés."
            ),
            someone(3, "Bilanzbuchhalterin", "Monats- und Jahresabschlüsse, Umsatzsteuer, Hauptbuch."),
            someone(3, "Staff Accountant", "General ledger, reconciliations, VAT returns, month-end close."),
            someone(2, "Bookkeeper", "Invoices, bank reconciliations and VAT for small shops."),
            someone(1, "Payroll Clerk", "Pays 300 people a month, pensions and sick pay."),
            someone(1, "Financial Analyst", "Models, forecasts and board slides."),
            someone(0, "Account Manager", "Looks after key accounts of an agency, renewals and upsells."),
            someone(0, None, "General ledger, VAT, General ledger, VAT. " * 20, headline="Barista"),
        ],
    ),
]
