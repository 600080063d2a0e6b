"""Word lists for titles, in seven languages: words that don't name the work itself, and abbreviations."""

import re

SMALL_WORDS = frozenset(
    "a an and as at by for from in into of on or the to with via per plus various all any etc "
    "der die das den dem des ein eine einer eines und oder im in am an auf bei beim fuer fur mit von vom zu zum zur "
    "als "
    "le la les l d de du des un une et ou en a au aux dans chez pour par sur avec "
    "el los las un una y e o u del al con en para por sobre "
    "um uma os as e ou do da dos das no na nos nas ao aos com em para por pelo pela "
    "il lo gli i un uno una e o di del dello della dei degli delle al allo alla ai agli alle con da dal dalla per nel "
    "nella nei "
    "de het een en of van voor met bij aan op in te ten ter "
    "nec other except see also similar based related".split()
)
"""Function words, folded: without accents, in lower case."""

LEVELS = frozenset(
    "senior sr snr junior jr jnr lead principal staff intern internship trainee apprentice graduate entry level mid "
    "experienced certified qualified registered chartered expert deputy head chief vice president "
    "meister geselle fachkraft fachmann fachfrau meester gezel vakman mester svend laerling "
    "leitender leitende leiter leiterin angehender auszubildender auszubildende azubi werkstudent werkstudentin "
    "praktikant praktikantin berufsanfaenger erfahrener erfahrene gelernter gelernte staatlich gepruefter gepruefte "
    "stellvertretender stellvertretende "
    "confirme confirmee debutant debutante experimente experimentee stagiaire apprenti apprentie alternant alternante "
    "chef cheffe responsable "
    "becario becaria aprendiz practicas titulado titulada experto experta jefe jefa "
    "estagiario estagiaria pleno aprendiz especialista chefe "
    "stagista tirocinante apprendista esperto esperta capo responsabile "
    "stagiair leerling ervaren gediplomeerd hoofd".split()
)
"""Words of seniority rather than work. They count for little if the title has other words."""

IGNORED_WORDS = frozenset(
    "senior sr snr junior jr jnr intern internship trainee apprentice entry level mid experienced certified qualified "
    "azubi auszubildender auszubildende werkstudent werkstudentin praktikant praktikantin berufsanfaenger angehender "
    "angehende erfahrener erfahrene gelernter gelernte confirme confirmee debutant debutante experimente experimentee "
    "stagiaire apprenti apprentie alternant alternante becario becaria practicas estagiario estagiaria pleno stagista "
    "tirocinante apprendista stagiair leerling ervaren fulltime parttime freelance vollzeit teilzeit remote hybrid "
    "temporary permanent contract interim urgent hiring vacancy position job role "
    "looking new opportunities opportunity seeking passionate motivated unemployed".split()
)
"""Words without any information on the work: some of LEVELS, and others. They are removed from titles."""

NON_TRADE = frozenset(
    "sales salesperson seller salesman saleswoman selling merchant dealer broker trader telesales "
    "verkaeufer verkaeuferin vertrieb vertriebsmitarbeiter vertriebsmitarbeiterin haendler haendlerin "
    "vendeur vendeuse commercial commerciale vendedor vendedora comercial venditore venditrice commerciale verkoper "
    "verkoopster "
    "teacher instructor trainer lecturer professor tutor educator coach assessor lehrer lehrerin dozent dozentin "
    "ausbilder ausbilderin trainerin enseignant enseignante formateur formatrice professeur professeure profesor "
    "profesora instructor instructora docente insegnante formatore formatrice istruttore istruttrice leraar lerares "
    "docent opleider professora instrutor instrutora formador formadora "
    "recruiter recruiting recruitment recruteur recruteuse reclutador reclutadora recrutador recrutadora selezionatore "
    "personalvermittler personalvermittlerin personalberater personalberaterin headhunter sourcer "
    "dispatcher scheduler receptionist handler callcenter helpline hotline "
    "evangelist enthusiast influencer speaker visionary futurist thought leader aspiring".split()
)
"""Words for selling, teaching, hiring for, answering calls for or talking about a trade, which isn't work in the trade."""

SUPPORT = frozenset(
    "clerk secretary helper aide attendant runner "
    "helfer gehilfe sekretaer sekretariat fachangestellter fachangestellte assistenz "
    "secretaire auxiliaire aide "
    "secretario secretaria auxiliar ayudante "
    "secretaria ajudante auxiliar "
    "segretario segretaria aiuto ausiliario ausiliaria "
    "secretaris secretaresse hulp helper".split()
)
"""Words for assistants and clerks of a trade, whose work isn't in the trade either."""

RANKS = "meister geselle gesellin fachkraft fachmann fachfrau meester gezel vakman mester svend laerling".split()
AIDES = "helfer gehilfe gehilfin hulp helper medhjaelper fachangestellter fachangestellte".split()
"""Endings of compounds: RANKS for a rank in the trade before them, AIDES for an assistant in it."""

_EXPANSIONS = """
asst assistant | assoc associate | mgr manager | mngr manager | dir director | eng engineer | engr engineer
dev developer | devs developer | tech technician | admin administrator | rep representative | exec executive
coord coordinator | spec specialist | supv supervisor | acct accountant | svp vice president | vp vice president
avp vice president | evp vice president | md managing director | gm general manager | ceo chief executive officer
cfo chief financial officer | coo chief operating officer | cto chief technology officer | cio chief information officer
cmo chief marketing officer | chro chief human resources officer | ciso chief information security officer
cpo chief product officer | cro chief revenue officer | it ict | hr human resources
hrbp human resources business partner | ta talent acquisition | pr public relations | qa quality assurance
qc quality control | hse health safety | ehs health safety | pm project manager | pmo project management office
ba business analyst | swe software engineer | sde software engineer | sdet software tester
sre site reliability engineer | dba database administrator | ux user experience | ui user interface
bi business intelligence | ml machine learning | ai artificial intelligence | ki artificial intelligence
ia artificial intelligence | sysadmin system administrator | netadmin network administrator | cad computer aided design
seo search engine optimisation | sem search engine marketing | ppc online marketing
crm customer relationship management | bdr business development representative
sdr sales development representative | bdm business development manager | bde business development executive
ae account executive | kam key account manager | csr customer service representative | csm customer success manager
csa customer service agent | ea executive assistant | pa personal assistant | ap accounts payable
ar accounts receivable | gl general ledger | cpa public accountant | fpa financial planning analyst
rn registered nurse | lpn licensed practical nurse | lvn licensed practical nurse | cna nursing assistant
np nurse practitioner | crna nurse anesthetist | icu intensive care | er emergency room | ot occupational therapist
pt physical therapist | slp speech language pathologist | emt emergency medical technician | cma medical assistant
rmt massage therapist | gp general practitioner | dvm veterinarian | bcba behavior analyst
hvac heating ventilation air conditioning | hgv heavy goods vehicle | lgv heavy goods vehicle | cdl truck
cnc computer numerical control | plc programmable logic controller | esl english language | sen special needs
sped special education | adviser advisor | programme program | centre center | labour labor | jewellery jewelry
python python software | java java software | javascript javascript web software | typescript web software
php php web software | golang software | ruby ruby software | scala software | rust software
kotlin mobile software | swift mobile software | android android mobile software | ios ios mobile software
react web software | angular web software | node.js web software | frontend frontend web | backend backend software
fullstack fullstack web | organisation organization | organiser organizer | aeroplane airplane | kfz kraftfahrzeug
lkw lastkraftwagen | pkw personenkraftwagen | mfa medizinische fachangestellte | pflegefachkraft krankenpfleger
rh human resources | rrhh human resources | ti ict | pdv vendas | cdi | cdd | edv ict | vertriebler verkaeufer
"""
EXPANSIONS = {
    short: tuple(words) for short, *words in (entry.split() for entry in re.split(r"[|\n]", _EXPANSIONS.strip()))
}
"""Word → the words that replace it: for abbreviations, spellings, and tools that name a trade."""
