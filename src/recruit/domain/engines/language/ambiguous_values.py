"""Detection of values that may contain a second order, a correction or another field.

Such a value is no error, since titles and notes may contain anything, but its order is proposed and not done at once.
"""

import re

from recruit.domain.engines.language.politeness import asks
from recruit.domain.engines.language.requests import Pointed, Request, Wish

_AMBIGUOUS_VALUE = re.compile(
    r"\b(?:and|und|et|y|e|en) \w+ (?:it|them|him|her|es|sie|le|la|lo|het)\b|\bwith \d|[.!?;:]\s+\w|[\"“”«»].*\S|\b(?:jobs?|candidates?|positions?|stelle|poste|puesto|vaga|posizione|vacature) #?\d|\bfrom\b.+\bto\b|"
    r"\bthe (?:title|location|name|one|department|salary|pay) of\b|\b(?:with|and) (?:an? )?(?:note|salary|pay)\b",
    re.IGNORECASE,
)
"""Marks of a short value with a second order in it: "plumber. Put him on job 3", "Lead and job 3 to Nurse"."""

_AMBIGUOUS_REASON = re.compile(
    r"\A\W*(?:but|aber|mais|pero|mas|ma|maar|then|dann|puis|luego|depois|poi|daarna|and|und|et)\b|\breason:|\b(?:and|und|et|y|e|en)\s+\w|,\s*\w+\w",
    re.IGNORECASE,
)
"""A reason that may contain an order: "too junior, and tell May"."""

_AMBIGUOUS_PLACE = re.compile(r",\s*[^\sA-ZÀ-Þ]|\b(?:and|und|et|y|e|en)\b|\d")
_VALUES = ("title", "location", "department", "full_name", "current_title", "current_company")
_AMBIGUOUS_NAME = re.compile(r"\b(?:with|who|that|again|knows?|from|for|to|at|as|is|was|called)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:them|they|both|these|those)\b", re.IGNORECASE)
"""Pronouns that may mean several candidates, or one."""

_CREATES = re.compile(
    r"\b(?:a|an|another|one|new|job:|ein\w*|neue\w*|une?|nouve\w*|un[oa]?|nuev\w*|uma?|nov\w*|nuov\w*|een|nieuwe?)(?=\W)|^\W*(?:please )?create\b",
    re.IGNORECASE,
)
"""The beginning of an order for a new job. "Make sales manager position public" is about an existing job."""

_LIKE_ANOTHER = re.compile(
    r"\b(?:jobs?|positions?|roles?|stelle|poste|puesto|vaga|posizione|vacature)\s(?:like|wie|comme|como|come|zoals|igual|"
    r"similar|parecid[oa]|identi\w+|semelhante|simil\w+|uguale|ähnlich|pareille?|semblable|vergelijkbaar)\b",
    re.IGNORECASE,
)
_HEAD = 40
"""Characters of an order in which the words for a new job stand."""

_NOTE_TAKEN_BACK = re.compile(
    r"(?:\b(?:never ?mind|nvm|scratch that|strike that|forget (?:it|that)|cancel(?: that)?|no,? wait|wait,? no|ignore (?:that|this))"
    r"|\b(?:actually|but|no),? (?:don['’]t|do not)\b.{0,20}|\bdon['’]t (?:save|add|note|store) (?:it|that|this)"
    r"|\b(?:sorry|no),? (?:that|it) (?:was|is)\b.*|[-–,.]\s*no,\s.*"
    r"|\b(?:doch nicht|vergiss (?:es|das)|oublie|oublie[zr]? (?:ça|cela)|non rien|olvídalo|olvida eso|mejor no|esquece|melhor não|lascia (?:stare|perdere)"
    r"|anzi no|laat maar|toch niet|vergeet (?:het|dat)))[\s.!]*$",
    re.IGNORECASE,
)
_TWO_NOTES = re.compile(r"[\"“”»].*\b(?:to|for|on|an|zu|für|à|pour|a|para|per|voor|bij)\b.*[\"“”«]", re.IGNORECASE)


def is_ambiguous(request: Request) -> bool:
    """Tell whether a short value of a request may contain more, or whether the request may create nothing new."""
    if _AMBIGUOUS_REASON.search(str(request.arguments.get("reason", ""))):
        return True
    if request.tool == "create_job":
        return _CREATES.search(request.text[:_HEAD]) is None or _LIKE_ANOTHER.search(request.text[:_HEAD]) is not None
    if isinstance(request.arguments.get("candidate_id"), Pointed) and _SEVERAL.search(request.text):
        return True
    given = {**request.arguments, **(request.arguments.get("changes") or {})}
    texts = {name: value for name in _VALUES if isinstance(value := given.get(name), str)}
    if _AMBIGUOUS_PLACE.search(texts.get("location", "")) or any(map(_AMBIGUOUS_VALUE.search, texts.values())):
        return True
    named = "(" in request.text or _AMBIGUOUS_NAME.search(texts.get("full_name", "")) is not None
    return request.tool == "create_candidate" and named


_ORDER = re.compile(
    r"(?:\b(?:and|then|also)\b|[,.;])\s+(?:(?:and|then|also|please)\s+)*(?:"
    r"(?:un)?(?:tag|label)\s+(?:her|him|them|\w+)\s+(?:as\s+)?\w|remind\s+\w+\s+to\b"
    r"|(?:move|advance|reject|hire|invite)\s+(?:her|him|them|[A-Z]\w+|(?i:candidate|application)\s+#?\d))",
    re.IGNORECASE,
)
"""An order at the end of a text, which may be meant as one: "great call and tag her as VIP"."""


def is_ambiguous_note(wish: Wish, message: str) -> bool:
    """Tell whether the end of a message may belong to a note or a task, or not: "note on Jane: open to remote?"."""
    if isinstance(wish, Request) and wish.tool == "create_task":
        return _ORDER.search(str(wish.arguments["title"])) is not None and not _ends_quoted(message)
    if not isinstance(wish, Request) or wish.tool != "add_note":
        return False
    text = str(wish.arguments.get("note", ""))
    if _TWO_NOTES.search(text):
        return True
    doubts = (_NOTE_TAKEN_BACK, _ORDER)
    return not _ends_quoted(message) and (asks(message) or any(one.search(text) for one in doubts))


def _ends_quoted(message: str) -> bool:
    return message.rstrip().endswith(('"', "”", "“", "»", "’", "'"))
