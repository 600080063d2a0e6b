"""The words that make and end titles of jobs, in English and some of German, French and Spanish."""

HEADS = frozenset(
    "engineer developer programmer architect analyst scientist designer manager director administrator consultant "
    "specialist coordinator assistant associate representative rep agent officer executive accountant bookkeeper "
    "auditor controller nurse physician doctor surgeon dentist hygienist pharmacist therapist technician mechanic "
    "electrician plumber carpenter welder machinist operator driver teacher tutor instructor professor lecturer "
    "researcher writer editor copywriter journalist recruiter buyer planner strategist supervisor foreman clerk "
    "receptionist secretary cashier barista chef cook waiter waitress bartender housekeeper cleaner janitor guard "
    "intern trainee apprentice attorney lawyer paralegal counsel librarian translator interpreter photographer "
    "producer animator artist illustrator surveyor inspector scheduler estimator tester sysadmin swe sre sdet dba "
    "dev lead merchandiser salesperson nanny caregiver carer paramedic firefighter worker packer picker handler "
    "laborer labourer installer fitter stylist hairdresser trainer coach advisor adviser banker broker trader "
    "underwriter actuary economist statistician biologist chemist physicist geologist mathematician veterinarian ceo "
    "cto cfo coo cmo vp svp president founder owner master steward attendant dispatcher courier porter host hostess "
    "concierge practitioner midwife radiographer optician head chief principal fellow sergeant lieutenant captain "
    "pilot advocate evangelist partner marketer buyer linguist expert leader student freelancer entrepreneur "
    "psychologist counselor counsellor dietitian nutritionist phlebotomist sommelier baker butcher gardener "
    "landscaper roofer painter mason builder entwickler entwicklerin ingenieur ingenieurin leiter leiterin berater "
    "beraterin kaufmann kauffrau sachbearbeiter buchhalter buchhalterin mechaniker elektriker administratorin "
    "pfleger verkäufer développeur développeuse ingénieur ingénieure comptable infirmier infirmière technicien "
    "technicienne vendeur vendeuse responsable directeur chef desarrollador desarrolladora ingeniero ingeniera "
    "contable enfermero enfermera gerente vendedor vendedora técnico analista diseñador diseñadora inginer".split()
)
POSTFIX = frozenset(
    "développeur développeuse comptable technicien desarrollador desarrolladora contable ingeniero ingeniera "
    "técnico".split()
)
"""Heads that have their modifier behind them."""

SUFFIXES = ("administrator", "entwickler", "entwicklerin", "ingenieur", "berater", "techniker", "leiter", "kaufmann")
"""How German compounds end."""

ABBREVIATED = {
    "sr": "Senior",
    "sr.": "Senior",
    "jr": "Junior",
    "jr.": "Junior",
    "dev": "Developer",
    "devs": "Developer",
}

STOP = frozenset(
    "a an the our your my their this that these some any need needs needed we we're hiring hire me us for looking "
    "seek seeking want wants wanted add to as another new great talented experienced qualified strong motivated "
    "passionate skilled good is are be become join of in at with and or by from please post create draft open "
    "opening role position job title looking find get recruit recruiting i am i'm currently working worked who will "
    "would on urgently asap full-time fulltime part-time parttime full part time contract remote hybrid temporary "
    "permanent freelance onsite on-site seasonal un una el la le les der die das ein eine eines necesitamos buscamos "
    "cherchons recherche suchen wir est sucht cherche busca immediately also two three four five several multiple "
    "his her its all other self dedicated additional ideal successful".split()
)
"""Words that no title goes beyond."""

UPPER = frozenset(
    "ii iii iv qa hr it ux ui sql php sre ml ai vp bi crm erp icu seo api aws sap cad cnc hvac pr er np rn cto ceo "
    "cfo coo swe dba".split()
)
LOWER = frozenset("of to and in for the de".split())
CASED = {"ios": "iOS", "devops": "DevOps", "devsecops": "DevSecOps", "mlops": "MLOps", "javascript": "JavaScript"}

OF_HEADS = frozenset("head vp svp director chief manager president professor dean lead lecturer teacher".split())
"""Heads with which "of" belongs to the title."""

VERBS = frozenset("lead head chief host master fellow partner principal student".split())
"""Heads that are other words as well: alone, without a modifier or "of", they are no title."""

LEADING = VERBS | {"executive", "associate", "assistant"}
"""Heads that also stand before another head."""
