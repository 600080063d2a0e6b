"""Word lists of many trades, from which the candidates and jobs of the benchmarks are generated."""

TRADES = """
Backend Engineer, Software Developer, Platform Engineer
 designing services, reviewing code, running migrations, cutting response times, being on call, splitting a monolith
 Python, Java, Go, PostgreSQL, Kafka, Docker, Kubernetes, AWS, REST, CI/CD
Frontend Developer, Web Developer, UI Engineer
 building accessible forms, maintaining a design system, testing in browsers, shrinking bundles, pairing with designers
 TypeScript, React, Vue, CSS, HTML, GraphQL, Webpack, Jest
Data Scientist, Machine Learning Engineer, Statistician
 forecasting demand, cleaning survey data, running experiments, explaining uncertainty, deploying models
 Python, R, SQL, Spark, scikit-learn, PyTorch, Tableau, A/B testing
Systems Administrator, Network Engineer, IT Support Specialist
 patching servers, answering tickets, laying out networks, planning backups, rolling out laptops
 Linux, Windows Server, Active Directory, VMware, Cisco, Ansible, Bash, firewalls
Registered Nurse, Charge Nurse, Intensive Care Nurse
 caring for surgical patients, giving medication, training new staff, triaging in the night, writing care plans
 patient care, BLS, ACLS, IV therapy, wound care, electronic health records, triage
Physiotherapist, Occupational Therapist, Rehabilitation Therapist
 treating sports injuries, planning exercises, visiting patients at home, leading group classes, measuring progress
 manual therapy, gait analysis, rehabilitation, anatomy, documentation, hydrotherapy
Pharmacist, Pharmacy Technician, Dispensing Chemist
 checking prescriptions, advising customers, compounding ointments, keeping controlled stock, vaccinating
 dispensing, pharmacology, inventory management, compounding, patient counselling, GMP
Primary School Teacher, Teaching Assistant, Special Needs Teacher
 teaching reading, meeting parents, planning lessons, supporting pupils with autism, organising trips
 classroom management, lesson planning, phonics, assessment, safeguarding, differentiation
Electrician, Industrial Electrician, Maintenance Technician
 wiring switchboards, finding faults, installing solar panels, reading schematics, commissioning motors
 PLC, wiring, electrical safety, conduit bending, motor control, multimeter, NEC
HVAC Technician, Refrigeration Mechanic, Plumber
 servicing boilers, charging refrigerant, brazing pipes, answering emergency calls, fitting bathrooms
 HVAC, refrigeration, brazing, pipe fitting, troubleshooting, blueprint reading
Welder, Fabricator, Machine Operator
 welding stainless vessels, setting up lathes, measuring parts, keeping a press running, reading drawings
 TIG welding, MIG welding, CNC, lathe, quality inspection, forklift, 5S
Truck Driver, Delivery Driver, Forklift Operator
 driving tankers, planning routes, securing loads, keeping tachograph records, unloading by hand
 CDL, route planning, load securing, defensive driving, hazmat, pallet jack
Warehouse Supervisor, Logistics Coordinator, Supply Chain Planner
 planning shifts, booking carriers, counting stock, clearing customs, cutting picking errors
 SAP, inventory control, Excel, demand planning, customs, WMS, lean
Chef, Sous Chef, Pastry Cook
 running a busy service, writing menus, ordering produce, baking bread, training apprentices
 menu planning, HACCP, food safety, pastry, butchery, cost control
Hotel Receptionist, Front Office Manager, Concierge
 welcoming guests, handling complaints, selling upgrades, balancing the till, coordinating housekeeping
 Opera PMS, customer service, reservations, French, upselling, cash handling
Accountant, Bookkeeper, Auditor
 closing the month, reconciling accounts, preparing tax returns, leading audits, paying suppliers
 general ledger, accounts payable, Excel, QuickBooks, IFRS, payroll, VAT, CPA
Account Executive, Sales Manager, Sales Representative
 winning new customers, keeping a pipeline, negotiating renewals, giving demonstrations, leading a region
 Salesforce, negotiation, cold calling, lead generation, forecasting, CRM
Marketing Manager, Content Strategist, SEO Specialist
 planning campaigns, writing newsletters, measuring conversion, briefing agencies, running events
 Google Analytics, SEO, copywriting, HubSpot, social media, paid search
Human Resources Manager, Recruiter, Talent Partner
 hiring for shops, mediating conflicts, introducing pay bands, running induction, writing policies
 interviewing, employment law, onboarding, Workday, payroll, sourcing
Lawyer, Paralegal, Compliance Officer
 drafting contracts, reviewing leases, answering regulators, preparing hearings, training staff on privacy
 contract law, GDPR, legal research, litigation, due diligence, negotiation
Civil Engineer, Site Manager, Quantity Surveyor
 supervising concrete works, pricing tenders, surveying roads, coordinating subcontractors, enforcing site safety
 AutoCAD, Revit, cost estimation, Primavera, surveying, health and safety, BIM
Mechanical Engineer, Design Engineer, Process Engineer
 designing gearboxes, testing prototypes, cutting scrap, writing specifications, qualifying suppliers
 SolidWorks, FEA, GD&T, CATIA, six sigma, MATLAB, PFMEA
Graphic Designer, Product Designer, Illustrator
 drawing packaging, interviewing users, preparing files for print, sketching flows, keeping a brand together
 Figma, Photoshop, Illustrator, InDesign, user research, prototyping, typography
Farm Manager, Gardener, Agronomist
 planning crop rotation, pruning orchards, keeping tractors going, testing soil, leading seasonal workers
 irrigation, pruning, pesticide licence, soil science, livestock, GPS guidance
"""
"""Three lines per trade: titles, activities and skills, as written in profiles."""

LEVELS = "Junior, , , Senior, Lead".split(", ")
FIRST = """
Ada Bilal Chen Dora Emeka Freya Goran Hana Idris Jana Kofi Lena Mateo Nadia Oskar Priya Quentin Rosa Samir Tove
""".split()
LAST = """
Abara Bergman Costa Dimitrov Eriksen Farouk Grant Horvat Iyer Jovanovic Kato Lindholm Mbeki Novak Okafor Petrov Quispe
Rossi Silva Tanaka
""".split()
FIRM = """
Alder Beacon Cobalt Drift Ember Fjord Granite Harbor Iris Juniper Keystone Larch Meridian North Orchard Pioneer Quarry
River Summit Tidal
""".split()
BRANCH = """
Logistics Systems Clinic Foods Hotels Builders Energy Partners Schools Works Farms Studio Pharmacy Transport Retail
""".split()
PLACES = """
Lisbon, Leeds, Toronto, Denver, Lyon, Hamburg, Nairobi, Manila, Porto Alegre, Gdańsk, Kyoto, Austin
""".strip().split(", ")

SENTENCES = """
Spent {years} years {doing} at {firm}.
Responsible for {doing} and {doing} in a team of {years}.
Uses {skill}, {skill} and {skill} every day.
Has a certificate in {skill} and learns {skill} in the evenings.
At {firm} the main work was {doing}, later also {doing}.
Prefers {doing} to {doing}, and says so.
References from {firm} mention patience with customers and care with {skill}.
Moved from {firm} to {firm} to do more {doing}.
Looking for a place in {place} or nearby, with regular hours and some {skill}.
Took over {doing} when the team was short, which halved the waiting time.
"""
