"""Questions for the candidates with tags, or without: they end in the names of tags.

question = people , [ "not" ] , "tagged" , [ "as" ] , tags | people , ( "with" | "without" ) , "the tag" , tags ;
tags     = tag , { ( "and" | "," | "or" ) , tag } , { ( "but" | "and" ) , "not" , tag } ;
tag      = up to four words | ? words in quotation marks ? ;
"""

import re

from recruit.domain.engines.language.requests import Request

LONGEST_TAG = 4
"""Most words of a tag without quotation marks."""

NO_TAG = frozenset(
    """
    if when once unless until after before because since so as and or but then tomorrow later today not only please for
    to at in on whenever with from job who that it her him them
    """.split()
)
"""Words that a tag without quotation marks doesn't have: a longer order, a condition or a time may follow it."""

_PEOPLE = (
    r"(?:(?:show|list|find|get|give|display|see)(?:\s+me|\s+us)?\s+|which\s+|how\s+many\s+)?"
    r"(?:all\s+)?(?:(?:the|our|of\s+the|of\s+our)\s+)*"
    r"(?:candidates|people|applicants|everyone|everybody|all|who)"
)
_LINK = r"(?:\s+(?:do\s+we\s+have|are\s+there|have\s+we\s+got))?(?:\s+(?:who|that|which))?"
_BE = r"(?:\s+(?:is|are|was|were|has\s+been|have\s+been))?"
_NAMED = r"(?:(?:as|with)\s+)?(?:(?:the|a|any)\s+)?(?:(?:tags?|labels?)\s+)?"
_QUESTION = re.compile(
    rf"{_PEOPLE}{_LINK}(?:"
    rf"{_BE}(?P<not>\s+not|n['’]t)?\s+(?:tagged|label+ed)\s+{_NAMED}"
    r"|\s+(?:with|having|has|have)\s+(?:(?:the|a)\s+)?(?:tags?|labels?)\s+"
    r"|\s+(?P<without>without|lacking|(?:do|does)(?:n['’]t|\s+not)\s+have)\s+(?:(?:the|a)\s+)?(?:tags?|labels?)\s+"
    r")(?P<tags>\S.{0,199}?)[\s?.!]*",
    re.IGNORECASE,
)
_QUOTATION = r"\"[^\"]+\"|“[^”]+”|„[^“”]+[“”]|'[^']+'"
_TAG = re.compile(
    rf"(?P<not>not\s+)?(?P<tag>{_QUOTATION}|[^\s,]+(?:\s+[^\s,]+)*?)(?P<mark>\s*(?:,\s*)?\b(?:and|or|but)\s+|\s*,\s+|\Z)",
    re.IGNORECASE,
)


def read_tagged(message: str, start: int) -> Request | None:
    """Parse a question that begins at `start` and takes the rest of the message; return None for anything else."""
    found = _QUESTION.fullmatch(message, start)
    parts = list(_TAG.finditer(found["tags"])) if found else []
    if found is None or "".join(part[0] for part in parts) != found["tags"]:
        return None
    excluded = [part["not"] is not None for part in parts]
    names = [_name(part["tag"]) for part in parts]
    marks = {
        part["mark"].strip(" ,").lower() for part, following in zip(parts, excluded[1:], strict=False) if not following
    }
    either = "or" in marks
    if not all(names) or (either and "and" in marks) or (found["not"] and any(excluded)):
        return None
    wanted = [name for name, out in zip(names, excluded, strict=True) if not out]
    unwanted = [name for name, out in zip(names, excluded, strict=True) if out]
    if found["not"] or found["without"]:
        wanted, unwanted = [], wanted
        if len(unwanted) > 1 and not either:
            return None
    given = {"any_of" if either else "tags": wanted, "without": unwanted}
    return Request("tagged_candidates", {name: one for name, one in given.items() if one}, message[start:])


def _name(words: str) -> str | None:
    """Return the name of a tag; None if the words may say more."""
    if words[0] in "\"“„'":
        return words[1:-1].strip()
    single = words.lower().split()
    long = len(single) > LONGEST_TAG or re.search(r"[.;:!?]\s", words) is not None
    return None if long or not NO_TAG.isdisjoint(single) else words
