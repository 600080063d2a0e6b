"""Sentences of a résumé that deny skills or wish for them: "never used Python", "looking to learn Kubernetes".

    denial  = as in `recruit.domain.engines.ranking.negation`, or a verb behind: "nie Python verwendet"
    wish    = a wish to learn, then its objects, to the end of the clause
    objects = words , { "," , name }

Supports seven languages. "Learning Kubernetes" is no wish, since the person knows a part of it.
"""

import re
from functools import lru_cache

from recruit.domain.engines.ranking.negation import without_negated
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

LONGEST = 120
"""Maximum characters wished for, before the names behind commas."""

TEXTS_KEPT = 16

_WISH = (
    r"(?:looking|hoping|hope|want(?:ing)?|eager|keen|excited|planning|plan|aiming|aim|seeking|wish(?:ing)?|willing|ready|"
    r"intend(?:ing)?|(?:would|i['’]d)\s(?:like|love))\sto\s(?:\w+\s)?(?:learn|study|pick\sup|get\sinto|be\strained\sin)|"
    r"(?:interested\sin|open\sto|looking\sforward\sto)\s(?:learning|studying)|"
    r"(?:souhait\w*|voudrais|aimerais|envie|désir\w*|cherche|hâte|prête?|motivée?)\s(?:de\s|d['’]|à\s)?(?:apprendre|découvrir|"
    r"étudier|me\sformer\s(?:à|en|sur))|"
    r"(?:quiero|quisiera|gustaría|deseo|busco|espero|ganas\sde|dispuest[oa]\sa|interesad[oa]\sen)\s(?:aprender|estudiar|"
    r"formarme\sen)|"
    r"(?:quero|gostaria\sde|desejo|pretendo|procuro|vontade\sde|dispost[oa]\sa|interessad[oa]\sem)\s(?:aprender|estudar)|"
    r"(?:vorrei|voglio|desidero|piacerebbe|spero\sdi|intendo|dispost[oa]\sa[d]?|interessat[oa]\sa[d]?|desideros[oa]\sdi|"
    r"voglia\sdi)\s(?:imparare|studiare|apprendere)"
)
_LEARN = r"(?:er|kennen)?lernen|erlernen|einarbeiten|leren(?:\skennen)?"
_WISHING = r"möchten?|will|wollen|würden?|hoffe|plane|bereit|wil|zou|hoop|graag"
_USED = (
    r"benutzt|genutzt|verwendet|eingesetzt|gearbeitet|gelernt|programmiert|gebruikt|gewerkt|geleerd|geprogrammeerd|"
    r"toegepast"
)
_NEW = r"(?:and|und|et|y|e|en)\s(?:i|ich|je|j['’]|sé|so|sei|io|ik|have|am|can|know|already|kann|kenne|ken|conozco|conosco)\b"
_TEXT = rf"(?:(?!\b{_NEW}|\b(?:but|aber|mais|pero|mas|ma|maar)\b)[^,.;:!?()\n|•]|\.(?=\w)){{0,{LONGEST}}}"
_INNER = r"(?:[^.;:!?()\n|•]|\.(?=\w))"
_NAME = r"[A-ZÀ-Ý][\w+#./-]{0,40}"
_MISSING = Lazy(
    rf"(?<!\w)(?:(?i:{_WISH})(?!\w)(?i:{_TEXT})"
    rf"(?:,\s(?:(?i:and|or|et|ou|y|o|e)\s)?{_NAME}(?:\s{_NAME}){{0,2}}(?:\s(?i:and|or|et|ou|y|o|e)\s{_NAME})?(?=\s*(?:[,.;:!?\n]|$)))*|"
    rf"(?i:(?:{_WISHING})\b{_INNER}{{0,{LONGEST}}}?\b(?:{_LEARN})\b)|"
    rf"(?i:(?:nie|niemals|nooit)\s{_INNER}{{1,{LONGEST}}}?\b(?:{_USED})\b)|"
    rf"(?i:(?:do|does)(?:n['’]t|\snot)\shave\s(?:any\s|much\s)?(?:experience|knowledge|skills?)\s(?:in|with|of)\b{_TEXT}))"
)


@lru_cache(maxsize=TEXTS_KEPT)
def without_missing_skills(text: str) -> str:
    """Return a text with denied and wished-for skills replaced by blanks of the same length."""
    return _MISSING.sub(_blank, without_negated(text))


def _blank(found: re.Match[str]) -> str:
    return "".join("\n" if letter == "\n" else " " for letter in found[0])


def names_missing_skill(value: str, text: str) -> bool:
    """Whether a text names a value only in a denial or a wish."""
    return value in text and value not in without_missing_skills(text)
