"""Negation in job texts: "no SAP needed" requires no SAP, "not in Paris" names no place of work. Seven languages.

    denied  = cue , { filler } , items            "without any knowledge of Java or Python"
            | items , [ noun ] , [ verb ] , unneeded    "Excel is not required"
    items   = item , { joint , item }
    joint   = "or" | "nor" | "and" | "," before an item that "or" or "nor" follows

"Without Excel you won't get far" denies nothing: a second negation in the sentence makes it a requirement. Neither
does "not required, but a plus", which makes a skill optional.
"""

import re
from collections.abc import Mapping
from itertools import chain

from recruit.domain.engines.reading.job.requirement_words import TAIL
from recruit.domain.engines.reading.text import skills
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

LONGEST_CUE = 16
LONGEST_SENTENCE = 200
"""Characters read around a denial."""

_BARE = r"no|not|without|nor|ohne|keine?[nrms]?|keinerlei|nicht|weder|sans|pas|aucune?|sin|ni|ninguna?|sem|nem|nenhuma?|não|senza|nessuna?|non|zonder|geen|niet"
_REQUIRED = r"need(?:ed)?|required?|necessary|mandatory|expected|wanted"
_VERBS = (
    r"(?:do|does)(?:n['’]t| not) (?:need|require|expect|ask for|have to)|need(?:n['’]t| not)|"
    r"no (?:se (?:necesita|requiere|exige|pide)n?|hace(?:n)? falta|es (?:necesari|imprescindible|obligatori|requerid)[oa]?|necesitas?|requiere)|"
    r"não (?:é (?:necessári[oa]|precis[oa]|exigid[oa]|obrigatóri[oa])|precisas?(?: de)?|se exige|exigimos)|"
    r"non (?:serv(?:e|ono)|occorr(?:e|ono)|è (?:necessari|richiest|obbligatori)[oa]|richiediamo)|"
    r"pas besoin|n['’](?:exigeons|est) pas(?: nécessaire)?"
)
_FILLER = (
    r"any|an?|the|prior|previous|need|for|to|know(?:ing)?|use|have|experience|knowledge|skills?|in|with|of|advanced|"
    r"deep|jegliche|vor(?:kenntnisse|wissen)|kenntnisse?n?|erfahrung(?:en)?|mit|von|der|die|das|"
    r"connaissances?|maîtrise|expérience|de|en|avec|des?|du|la|le|les|el|los|conocimientos?|experiencia|con|saber|usar|"
    r"conhecimentos?|experiência|em|com|saper|usare|conoscenz[ae]|esperienz[ae]|di|del|kennis|ervaring|van|met|op"
)
_OR, _AND = r"or|nor|oder|noch|ou|ni|nem|o|né|of", r"and|und|et|y|e|ed|en|&"
_WORD = r"(?<![\w+#./&-])[^\W_](?:[\w+#/&-]|\.(?=\w)){0,40}"
_ITEM = rf"{_WORD}(?: (?=[A-ZÀ-Ý]){_WORD})?"
_ITEMS = rf"{_ITEM}(?:(?:,? (?:{_OR})| (?:{_AND})|,(?=[^.;:!?\n,]{{1,40}}(?:,[^.;:!?\n,]{{1,40}}){{0,4}}?,? (?:{_OR}) )) {_ITEM}){{0,6}}"
_CUE_BEFORE_ITEMS = Lazy(
    rf"(?<![\w'’-])(?i:{_VERBS}|(?P<bare>{_BARE}))\s+(?:(?i:{_FILLER})\s+|(?i:[dl]['’])){{0,6}}(?P<items>{_ITEMS})"
)
_CUE_AFTER_ITEMS = Lazy(
    rf"(?P<items>{_ITEMS})(?i:[ -]?(?:experience|skills?|knowledge|kenntnisse|erfahrung))?"
    r"(?i:,| ?[:–—-])? (?i:(?:is|are|be|ist|sind|wird|werden|(?:n['’]|ne )?(?:est|sont)|es|son|é|são|è|sono|is|zijn|se) )?"
    rf"(?i:(?:is|are)n['’]t (?:{_REQUIRED})|not (?:{_REQUIRED})|unnecessary|"
    r"nicht (?:nötig|notwendig|erforderlich|vorausgesetzt|gefordert|benötigt|gebraucht|verlangt)|"
    r"pas (?:nécessaires?|requis\w*|exigée?s?|obligatoires?|demandée?s?)|"
    r"no (?:es |son |se )?(?:necesari[oa]s?|requerid[oa]s?|imprescindibles?|obligatori[oa]s?|requieren?|necesitan?)|"
    r"não (?:é |são )?(?:necessári[oa]s?|precis[oa]s?|exigid[oa]s?|obrigatóri[oa]s?)|"
    r"non (?:è |sono )?(?:necessari[oae]?|richiest[oaie]|obbligatori[oae]?|serv(?:e|ono)|occorr(?:e|ono))|"
    r"niet (?:nodig|vereist|verplicht|noodzakelijk))(?!\w)"
)
_WITHOUT = frozenset("without ohne sans sin sem senza zonder".split())
_NEGATIVE = Lazy(
    r"(?<!\w)(?:no|not|never|nothing|nowhere|nobody|cannot|\w+n['’]t|nicht\w*|kein\w*|nie|rien|pas|jamais|impossible|nada|nunca|"
    r"imposible|impossível|não|non|niente|impossibile|niet\w*|geen|nooit|useless|lost)(?!\w)",
    re.IGNORECASE,
)
_BUT = Lazy(r"(?<!\w)(?:but|though|aber|jedoch|mais|pero|aunque|mas|embora|ma|però|maar)(?!\w)", re.IGNORECASE)
_CLAUSE_START = Lazy(
    r"(?:^|[,;:.!?(\n–—-]|(?<!\w)(?:and|but|is|are|with|has|have|needs?|requires?|there|y|pero|e|ma))\s*$",
    re.IGNORECASE,
)
"""Text before "no", which means "in the" inside a Portuguese clause."""

_QUESTION = Lazy(r"(?<!\w)(?:why|warum|pourquoi|por qué|perché|waarom)\s$", re.IGNORECASE)
_PLACE = Lazy(
    r"(?<![\w'’-])(?i:not|nicht|pas|no|não|non|niet|neither|nor)\s"
    r"(?i:(?:based |located )?(?:in|at|near|bei|à|en|em|a|te))\s"
    r"[A-ZÀ-Ý][\w'’.-]*(?:[ -][A-ZÀ-Ý][\w'’.-]*){0,3}"
)
_LISTED_ITEM = Lazy(rf"(?:^|,? (?i:{_OR}|{_AND}) |, )(?P<item>{_ITEM})")
_SENTENCE_ENDS = ".;!?\n"


def denied_items(text: str) -> Mapping[int, int]:
    """Return the offset of each denied item, with the offset at which its denial begins."""
    before = filter(_denies_following, _CUE_BEFORE_ITEMS.finditer(text))
    after = filter(_denies_preceding, _CUE_AFTER_ITEMS.finditer(text))
    return {
        denial.start("items") + item.start("item"): denial.start()
        for denial in chain(before, after)
        for item in _LISTED_ITEM.finditer(denial["items"])
    }


def without_denied_places(text: str) -> str:
    """Return a text with phrases such as "not in Paris" replaced by blanks of the same length."""
    return _PLACE.sub(lambda found: " " * len(found[0]), text)


def title_before_denial(title: str) -> str:
    """Return a job's title before a denied skill: "Cuisinier sans Excel" is a cuisinier."""
    denials = denied_items(title).items()
    starts = (start for item, start in denials if any(not found.start for found in skills.find(title[item:])))
    return title[: min(starts, default=len(title))].rstrip(" ,(–—-") or title


def _denies_following(denial: re.Match[str]) -> bool:
    text, cue = denial.string, denial[0].split()[0].casefold()
    before = text[max(0, denial.start() - LONGEST_CUE) : denial.start()]
    if _QUESTION.search(before):
        return False
    if cue == "no" and denial["bare"]:
        return bool(_CLAUSE_START.search(before))
    if cue not in _WITHOUT:
        return True
    floor = max(0, denial.start() - LONGEST_SENTENCE)
    start = max(floor, *(text.rfind(mark, floor, denial.start()) + 1 for mark in _SENTENCE_ENDS))
    before, after = text[start : denial.start()], _rest_of_sentence(text, denial.end())
    if before.strip():  # only the clause itself: "a cook without Excel, no SAP"
        before, after = before.rpartition(",")[2], after.partition(",")[0]
    return not (_NEGATIVE.search(before) or _NEGATIVE.search(after))


def _denies_preceding(denial: re.Match[str]) -> bool:
    rest = _rest_of_sentence(denial.string, denial.end())
    return not (_BUT.search(rest) or TAIL.search(rest))


def _rest_of_sentence(text: str, start: int) -> str:
    rest = text[start : start + LONGEST_SENTENCE]
    return rest[: min((end for mark in _SENTENCE_ENDS if (end := rest.find(mark)) >= 0), default=None)]
