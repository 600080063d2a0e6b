"""Words that form and end job titles, in the languages of résumé headings and a few others.

A head is the noun for the occupation.
"""

HEADS = frozenset(
    "engineer developer programmer architect analyst scientist designer manager director administrator consultant "
    "specialist coordinator assistant associate representative rep agent officer executive accountant bookkeeper "
    "auditor controller nurse physician doctor surgeon dentist hygienist pharmacist therapist technician mechanic "
    "electrician plumber carpenter welder machinist operator driver teacher tutor instructor professor lecturer "
    "researcher writer editor copywriter journalist recruiter buyer planner strategist supervisor foreman clerk "
    "receptionist secretary cashier barista chef cook waiter waitress bartender housekeeper cleaner janitor guard "
    "intern trainee apprentice attorney lawyer paralegal counsel librarian translator interpreter photographer "
    "producer animator artist illustrator surveyor inspector scheduler estimator tester sysadmin conducteur "
    "conductrice advokat swe sre sdet dba dev lead merchandiser salesperson nanny caregiver carer paramedic "
    "firefighter worker packer picker handler laborer labourer installer fitter stylist hairdresser trainer coach "
    "advisor adviser banker broker trader underwriter actuary economist statistician biologist chemist physicist "
    "geologist mathematician veterinarian ceo cto cfo coo cmo vp svp president founder owner master steward "
    "attendant dispatcher courier porter host hostess concierge practitioner midwife radiographer optician head "
    "chief principal fellow sergeant lieutenant captain pilot advocate evangelist partner marketer linguist "
    "expert leader student freelancer entrepreneur psychologist counselor counsellor dietitian nutritionist "
    "phlebotomist sommelier baker butcher gardener landscaper roofer painter mason builder entwickler "
    "entwicklerin ingenieur ingenieurin leiter leiterin berater beraterin kaufmann kauffrau sachbearbeiter "
    "buchhalter buchhalterin mechaniker elektriker administratorin pfleger verkäufer développeur développeuse "
    "ingénieur ingénieure comptable infirmier infirmière technicien technicienne vendeur vendeuse responsable "
    "directeur desarrollador desarrolladora ingeniero ingeniera contable enfermero enfermera gerente vendedor "
    "vendedora técnico analista diseñador diseñadora inginer generalist postdoc scholar investigator reporter "
    "correspondent presenter announcer dancer singer musician composer actor actress barber beautician masseuse "
    "technologist sonographer radiologist cardiologist pediatrician paediatrician psychiatrist anesthetist "
    "anaesthetist orthodontist optometrist audiologist physiotherapist chiropractor osteopath orderly embalmer "
    "ranger warden bailiff magistrate judge solicitor barrister notary conveyancer registrar archivist curator "
    "conservator archaeologist historian anthropologist sociologist lobbyist diplomat proofreader publicist "
    "copyeditor videographer cinematographer cameraman gaffer colorist sculptor potter jeweler jeweller goldsmith "
    "tailor seamstress upholsterer cobbler cabinetmaker joiner glazier tiler plasterer bricklayer scaffolder "
    "rigger ironworker boilermaker pipefitter steamfitter millwright toolmaker assembler fabricator operative "
    "warehouseman stocker stockist chauffeur conductor sailor deckhand bosun skipper stevedore longshoreman "
    "fisherman farmer rancher agronomist horticulturist forester logger beekeeper brewer distiller winemaker "
    "vintner butler valet maid maître bellhop doorman usher croupier lifeguard referee umpire headteacher "
    "headmaster educator paraprofessional governess babysitter childminder proctor invigilator provost dean "
    "bursar superintendent commissioner assessor appraiser adjuster auctioneer realtor draftsman draughtsman "
    "drafter cartographer hydrologist meteorologist oceanographer astronomer ecologist botanist zoologist "
    "geneticist microbiologist toxicologist epidemiologist pathologist immunologist biochemist metallurgist "
    "telemarketer demonstrator promoter ambassador influencer moderator blogger vlogger streamer podcaster "
    "webmaster sysop teamlead sdr bdr commander volunteer journeyman foreperson chairperson chairman chairwoman "
    "treasurer cofounder contractor subcontractor proprietor modeler modeller quant tradesperson trimmer anwalt "
    "anwältin arzt ärztin oberarzt oberärztin assistenzarzt assistenzärztin chefarzt lehrer lehrerin erzieher "
    "erzieherin krankenschwester krankenpfleger pflegefachkraft pflegefachfrau pflegefachmann sekretär sekretärin "
    "architekt architektin techniker technikerin meister schreiner tischler maler maurer schlosser schweißer koch "
    "köchin kellner kellnerin bäcker fahrer fahrerin lagerist verkäuferin geschäftsführer geschäftsführerin "
    "vorstand redakteur redakteurin grafiker grafikerin referent referentin projektmanager projektmanagerin "
    "produktmanager werkstudent werkstudentin praktikant praktikantin auszubildender auszubildende azubi "
    "mitarbeiter mitarbeiterin fachkraft assistent assistentin elektrotechniker elektroniker mechatroniker "
    "informatiker informatikerin fachinformatiker betriebselektriker monteur bauleiter bauleiterin planer "
    "planerin designerin managerin dozent dozentin professorin chargé chargée cheffe assistante consultante "
    "conseiller conseillère directrice gérant gérante employé employée agente ouvrier ouvrière stagiaire "
    "alternant alternante apprenti apprentie enseignant enseignante professeur professeure formateur formatrice "
    "éducateur éducatrice médecin aide-soignant aide-soignante pharmacien pharmacienne avocat avocate juriste "
    "architecte rédacteur rédactrice journaliste graphiste intégrateur intégratrice concepteur conceptrice "
    "administrateur administratrice gestionnaire commerciale attaché attachée secrétaire réceptionniste serveur "
    "serveuse cuisinier cuisinière boulanger boulangère coiffeur coiffeuse livreur magasinier caissier caissière "
    "mécanicien mécanicienne électricien électricienne plombier maçon menuisier opérateur opératrice contrôleur "
    "contrôleuse analyste programmeur programmeuse chercheur chercheuse doctorant doctorante superviseur "
    "coordinateur coordinatrice coordonnateur animateur animatrice acheteur acheteuse auditeur auditrice abogado "
    "abogada arquitecto arquitecta profesor profesora maestra docente administrativo administrativa auxiliar "
    "ayudante asistente asesor asesora consultor consultora contador contadora coordinador coordinadora directora "
    "ejecutivo ejecutiva encargado encargada especialista jefe jefa operario operaria operador operadora "
    "programador programadora recepcionista secretaria supervisora camarero camarera cocinero cocinera conductora "
    "dependiente dependienta electricista fontanero mecánico soldador albañil carpintero farmacéutico "
    "farmacéutica psicólogo psicóloga periodista redactor redactora traductor traductora becario becaria "
    "practicante pasante investigador investigadora gestor gestora repartidor cajero cajera avvocato architetto "
    "architetta medico infermiere infermiera insegnante impiegato impiegata addetto addetta responsabile "
    "direttore direttrice ingegnere sviluppatore sviluppatrice programmatore programmatrice consulente "
    "commercialista contabile ragioniere segretaria segretario operaio operaia tecnico cameriere cameriera cuoco "
    "cuoca autista magazziniere elettricista idraulico meccanico commesso commessa venditore venditrice "
    "giornalista redattore redattrice traduttore traduttrice tirocinante stagista collaboratore collaboratrice "
    "assistente coordinatore ricercatore ricercatrice farmacista psicologo psicologa educatore educatrice "
    "advogado advogada arquiteto arquiteta enfermeiro enfermeira professora engenheiro engenheira desenvolvedor "
    "desenvolvedora diretor diretora coordenador coordenadora estagiário estagiária motorista contabilista "
    "pesquisador pesquisadora secretária jornalista redator tradutor farmacêutico nutricionista cozinheiro garçom "
    "eletricista mecânico pedreiro encarregado chefe balconista atendente ontwikkelaar verpleegkundige leraar "
    "lerares docent medewerker medewerkster adviseur beheerder projectleider teamleider werkvoorbereider "
    "uitvoerder timmerman schilder elektricien loodgieter kok verkoper verkoopster boekhouder secretaresse "
    "receptioniste stagiair ontwerper vormgever onderzoeker jurist advocaat huisarts apotheker coördinator "
    "inkoper consulent sygeplejerske sykepleier sjuksköterska utvecklare ingenjör lärare säljare konsult "
    "projektledare udvikler programista kierownik inżynier księgowy specjalista nauczyciel dyrektor asystent "
    "menedżer vývojář inženýr účetní manažer mühendis öğretmen müdür uzman müdürü mühendisi yazılımcı contabil "
    "asistent manageri asistentă consilier инженер менеджер программист разработчик snickare бухгалтер "
    "директор специалист администратор аналитик учитель médico".split()
)
POSTFIX = frozenset(
    "chargé chargée chef cheffe responsable gerente analista auxiliar asistente assistente jefe jefa técnico "
    "responsabile addetto addetta impiegato impiegata médico leiterin referentin gestor gestora ejecutivo "
    "ejecutiva encargado encargada consulente tecnico engenheiro engenheira enfermeiro enfermeira enfermero "
    "enfermera inginer abogado abogada directora contador contadora assistante conseiller conseillère directeur "
    "directrice attaché attachée inżynier kierownik specjalista développeur développeuse comptable technicien "
    "desarrollador desarrolladora contable ingeniero ingeniera".split()
)
"""Heads that precede their modifier."""

SUFFIXES = tuple(
    "utvecklare utvikler udvikler tekniker ingenjör ingeniør konsult ledare leder sköterska administrator "
    "entwickler entwicklerin ingenieur ingenieurin berater beraterin techniker technikerin leiter leiterin "
    "kaufmann kauffrau arzt ärztin pfleger pflegerin mechaniker elektriker elektroniker mitarbeiter mitarbeiterin "
    "assistent assistentin fachkraft lehrer lehrerin meister meisterin fahrer fahrerin manager managerin referent "
    "referentin führer führerin architekt architektin verkäufer verkäuferin medewerker leider ontwikkelaar "
    "adviseur verpleegkundige bearbeiter bearbeiterin bauer schlosser planer planerin forscher informatiker "
    "gestalter gestalterin student studentin".split()
)
"""Last parts of Germanic compounds that are heads."""

ABBREVIATED = dict.fromkeys(("sr", "sr."), "Senior") | dict.fromkeys(("jr", "jr."), "Junior")
ABBREVIATED |= dict.fromkeys(("dev", "devs"), "Developer")

STOP = frozenset(
    "a an the our your my their this that these some any need needs needed we we're hiring hire me us for looking "
    "seek seeking want wants wanted add to as another new great talented experienced qualified strong motivated "
    "passionate skilled good is are be become join of in at with and or by from please post create draft open "
    "opening role position job title find get recruit recruiting i am i'm currently working worked who "
    "will would on urgently asap full-time fulltime part-time parttime full part time contract remote hybrid "
    "temporary permanent freelance onsite on-site seasonal un una el la le les der die das ein eine eines "
    "necesitamos buscamos cherchons recherche suchen wir est sucht cherche busca immediately also two three four "
    "five several multiple his her its all other self dedicated additional ideal successful".split()
)
"""Words that are never part of a title."""

UPPER = frozenset(
    "ii iii iv qa hr it ux ui sql php sre ml ai vp bi crm erp icu seo api aws sap cad cnc hvac pr er np rn cto "
    "ceo cfo coo swe dba".split()
)
LOWER = frozenset("of to and in for the de".split())
CASED = {"ios": "iOS", "devops": "DevOps", "devsecops": "DevSecOps", "mlops": "MLOps", "javascript": "JavaScript"}

OF_HEADS = frozenset("head vp svp director chief manager president professor dean lead lecturer teacher".split())
"""Heads for which a following "of" belongs to the title."""

VERBS = frozenset(
    "chair judge conductor master volunteer contractor practicante stage lead head chief host fellow "
    "partner principal student".split()
)
"""Heads that are also other words: without a modifier or "of", they aren't titles."""

LEADING = VERBS | {"executive", "associate", "assistant"}
"""Heads that may also precede another head."""
