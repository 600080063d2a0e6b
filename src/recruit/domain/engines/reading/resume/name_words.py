"""Words in and around personal names, and words that never occur in them."""

from collections.abc import Sequence

PARTICLES = frozenset(
    "van von vom zu zur der den de del della di da do dos das du la le lo los las bin ibn binti bint al el ul ur "
    "y e i ten ter te op 't af av ap ní ó mac nic bat ben abu umm".split()
)
"""Particles of names, which may be lower-case."""

HONORIFIC = (
    r"(?:(?:(?:mr|mrs|ms|miss|mx|sir|dame|dr|prof|professor|doctor|eng|engr|drs|dipl|mag|rev|capt|col|lt|sgt|shri|smt|"
    r"herr|frau|mme|mlle|sr|sra|srta|dott|dott\.ssa|avv)\b\.?|(?:ing|ir|arch|hon)\.)(?:[ -]?(?:ing|agr|univ|kfm|inf|"
    r"med|rer|nat|phil|jur|pol|h|c|oec|dent|vet|soc)\.){0,4},?\s{1,3}){1,4}"
)

CREDENTIALS = (
    r"(?:ph\.?\s?d|d\.?phil|m\.?d|mbbs|j\.?d|ll\.?[bm]|mba|emba|m\.?sc|msc|b\.?sc|bsc|m\.?a|b\.?a|m\.?eng|b\.?eng|"
    r"b\.?tech|m\.?tech|mca|bca|b\.?com|bsn|msn|rn|lpn|np|cna|pa-c|aca|acca|fca|ca|cpa|cfa|cma|cissp|pmp|csm|shrm-cp|"
    r"shrm-scp|phr|sphr|p\.?e|p\.?eng|aia|leed ap|ccna|ceng|mieee|dds|dvm|od|pharm\.?d|ed\.?d|esq|crha|mrics|cscs|dpt|"
    r"lcsw|lmft|m\.?ed|mph|mpa)\.?"
)

SURNAMES = frozenset(
    "baker cook carpenter porter mason butler fisher potter tailor judge dean page brewer cooper barber steward "
    "marshall conductor driver gardener miller farmer forester archer hunter chandler sailor ranger warden bishop "
    "abbott pastor painter builder glazier singer dancer player pilot officer major baxter webster master fellow "
    "chef maler koch maurer schreiner schlosser bäcker fahrer meister lehrer planer mahler ingeniero maestro".split()
)
"""Occupation nouns that are also surnames."""

COMPANY_SURNAMES = frozenset("banks bank mills church farm price force house club press marsh co sc as ag ug".split())
"""Nouns of company names that are also surnames."""

TRADE_MODIFIERS = frozenset(
    "senior junior sr jr lead head chief assistant associate line pastry prep sous private executive delivery "
    "truck bus school team master night hotel taxi bread cake commercial residential house sign fitness personal "
    "training".split()
)
"""Modifiers that make a following occupation noun a title rather than a surname."""

NO_NAME = frozenset(
    "resume résumé curriculum vitae cv profile summary skills experience education contact page confidential "
    "phone email address university college school institute department company inc ltd llc gmbh of the and for "
    "to in with at on senior junior software web full stack front end backend frontend data science machine "
    "learning project business technologies technology systems solutions services limited private applied "
    "position personal statement objective development management administration marketing sales support design "
    "street road avenue hr top native bilingual professional working english german french spanish italian "
    "portuguese dutch arabic chinese russian hindi languages certified certification aws azure google cloud "
    "microsoft oracle cisco java javascript python agile scrum computer programming engineering digital social "
    "media product customer service public human resources time available download upload hiring application "
    "cover letter portfolio template sample biodata example references request persönliche daten angaben "
    "lebenslauf bewerbung telefon adresse anschrift datos dirección teléfono currículum straße strasse rue via "
    "calle rua platz st ave rd lane drive blvd suite apt floor box mobile tel cell fax nationality married single "
    "male female date birth mr mrs driving license licence permis b hoja vida dados pessoais dati personali deep "
    "analysis analytics research financial quality control team leadership communication problem "
    "solving dossier candidature candidat candidate candidato candidata scheda lavoratore ficha solicitud "
    "bewerberprofil kandidatenprofil kandidatin sollicitatie kandidaat hi hello hallo hola bonjour ciao olá".split()
)
"""Words that never occur in names: words of headings, addresses, companies, skills."""

NO_HAN_NAME = frozenset(
    "简历 履历 履历书 履歴書 個人簡歷 个人简历 职位 电话 邮箱 地址 姓名 性别 年龄 技能 教育 北京 上海 广州 深圳".split()
)
HAN_TITLES = "师员理监总生长事家手工"
"""Last characters of Chinese job titles."""

BEHIND_JOB = frozenset(
    "title description reference search history seeker offer posting details type code id location level duties "
    "responsibilities requirements hunter fair board ad advert number no nr nummer".split()
)
"""Words after "job" that make it no first name, as it is in Dutch: "Job de Vries" is a person, "Job title" none."""


def is_about_job(parts: Sequence[str]) -> bool:
    """Whether words begin with the noun "job": "Job Description"."""
    return parts[0].casefold() == "job" and parts[-1].casefold() in BEHIND_JOB
