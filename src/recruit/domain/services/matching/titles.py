"""Job titles as terms: abbreviations written out, levels and gender marks left out, headlines cut to what they say.

"Sr. Software Engineer II (m/f/d) at Acme | Python" → senior, softwar, engin; then python, which counts for less.
"""

import re
import unicodedata
from collections.abc import Iterator

from recruit.domain.services.matching.terms import STOP_WORDS, TOKEN, stem

LATER_PART = 0.25
"""How much a word counts that stands after the first bar, bullet or semicolon of a headline."""

LONGEST = 400
"""Characters of a title that are read."""

GENDER_MARK = re.compile(r"\(?\b[mfwdxh](?: ?[/|] ?[mfwdxh]){1,3}\b\)?")
EMPLOYER = re.compile(r"(?:\s@\s?|\s(?:at|bei|chez)\s)[^|•·;]*")
PART = re.compile(r"[|•·;\n]")
LEVEL = re.compile(r"\d+|i{2,3}|iv|vi{1,3}|[a-z]|l\d")
JOINED = {
    r"\br ?& ?d\b": "research development",
    r"\bfront[ -]end\b": "frontend",
    r"\bback[ -]end\b": "backend",
    r"\bfull[ -]stack\b": "fullstack",
    r"\be-(?=commerce|learning|business)": "e",
    r"\bpre-?sales\b": "presales",
    r"\bcyber[ -]security\b": "cybersecurity",
    r"\bhealth[ -]care\b": "healthcare",
    r"\bco-(?=ordinator|pilot|worker|founder)": "co",
}
"""What is written apart or with signs that separate words."""

SENIORITY = frozenset(
    stem(word)
    for word in "senior junior lead principal intern internship trainee apprentice graduate head "
    "chief staff vice president deputy entry level mid experienced certified qualified registered".split()
)
"""Words that say how far somebody has come, rather than what they do. They count for little."""

_WRITTEN_OUT = """
sr senior | jr junior | snr senior | jnr junior | asst assistant | assoc associate | mgr manager | mngr manager
dir director | eng engineer | engr engineer | dev developer | tech technician | admin administrator
rep representative | exec executive | coord coordinator | spec specialist | supv supervisor | acct accountant
svp vice president | vp vice president | avp vice president | evp vice president | md managing director
gm general manager | ceo chief executive officer | cfo chief financial officer | coo chief operating officer
cto chief technology officer | cio chief information officer | cmo chief marketing officer
chro chief human resources officer | ciso chief information security officer | cpo chief product officer
cro chief revenue officer | it ict | hr human resources | hrbp human resources business partner
ta talent acquisition | pr public relations | qa quality assurance | qc quality control | hse health safety
ehs health safety | pm project manager | pmo project management office | ba business analyst | swe software engineer
sde software engineer | sdet software tester | sre site reliability engineer | dba database administrator
ux user experience | ui user interface | bi business intelligence | ml machine learning | ai artificial intelligence
sysadmin system administrator | netadmin network administrator | cad computer aided design
seo search engine optimisation | sem search engine marketing | ppc online marketing
crm customer relationship management | bdr business development representative | sdr sales development representative
bdm business development manager | bde business development executive | ae account executive | kam key account manager
csr customer service representative | csm customer success manager | csa customer service agent
ea executive assistant | pa personal assistant | ap accounts payable | ar accounts receivable | gl general ledger
cpa public accountant | fpa financial planning analyst | rn registered nurse | lpn licensed practical nurse
lvn licensed practical nurse | cna nursing assistant | np nurse practitioner | crna nurse anesthetist
icu intensive care | er emergency room | ot occupational therapist | pt physical therapist
slp speech language pathologist | emt emergency medical technician | cma medical assistant | rmt massage therapist
ob obstetrics | gp general practitioner | dvm veterinarian | bcba behavior analyst
hvac heating ventilation air conditioning | hgv heavy goods vehicle | lgv heavy goods vehicle | cdl truck
cnc computer numerical control | plc programmable logic controller | esl english language | sen special needs
sped special education | adviser advisor | programme program | centre center | labour labor | jewellery jewelry
python python software | java java software | javascript javascript web software | typescript web software
php php web software | c# software | c++ software | golang software | ruby ruby software | scala software
rust software | kotlin mobile software | swift mobile software | android android mobile software
ios ios mobile software | react web software | angular web software | node.js web software
frontend frontend web software | backend backend software | fullstack fullstack web software
salesforce salesforce crm | organisation organization | organiser organizer | aeroplane airplane
"""
WRITTEN_OUT = {
    short: tuple(words) for short, *words in (entry.split() for entry in re.split(r"[|\n]", _WRITTEN_OUT.strip()))
}
"""Word → the words that titles of any trade use it for: abbreviations, spellings, and tools that name a trade."""


def title_terms(title: str | None) -> dict[str, float]:
    """Return the stems of a title in order, each with the weight 1, or `LATER_PART`."""
    text = unicodedata.normalize("NFKC", title or "")[:LONGEST].lower()
    text = EMPLOYER.sub(" ", GENDER_MARK.sub(" ", text))
    for apart, joined in JOINED.items():
        text = re.sub(apart, joined, text)
    found: dict[str, float] = {}
    for part in PART.split(text):
        weight = LATER_PART if found else 1.0
        for word in _words(part):
            found.setdefault(stem(word), weight)
    return found


def _words(part: str) -> Iterator[str]:
    for match in TOKEN.finditer(part):
        word = match.group()
        if LEVEL.fullmatch(word):
            continue
        for written in WRITTEN_OUT.get(word, (word,)):
            if written not in STOP_WORDS:
                yield written
