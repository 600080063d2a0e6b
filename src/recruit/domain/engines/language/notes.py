"""Notes and new candidates: commands that end in free text.

    note      = ( "add" | "leave" | "write" | … ) , [ "a" ] , "note" , [ ( "to" | "for" | "on" | "about" ) , person ] ,
                ( ":" | "saying" | "that" | "-" ) , text
              | ( "add" | … ) , [ "a" ] , "note" , quoted text , ( "to" | "for" | "on" | "about" ) , person
              | "note" , ( "for" | "on" | "about" | "to" ) , person , ( ":" | "that" | "-" ) , text ;
    candidate = ( "add" | "create" | … ) , [ "a" ] , [ "new" ] , "candidate" , [ "named" | ":" ] , name , [ details ] ;
    details   = [ "," ] , [ title ] , [ ( "at" | "from" ) , company ] , [ ( "in" | "from" | "based in" ) , place ] ;
    text      = ? the rest of the message, as it was written, whatever it says ? ;

The text is stored, and never parsed for orders.
"""

import re
from typing import Any

from recruit.domain.engines.language.mentions import job, person
from recruit.domain.engines.language.patterns import Pattern
from recruit.domain.engines.language.requests import Kind, Pointed, Request
from recruit.domain.engines.language.tokens import tokens
from recruit.domain.engines.reading.text.places import is_area

_LONGEST_NAME = 80
"""Longest name of the person whom a note is about, in characters."""

_SAYS = r"(?:\s*[,;]?\s*(?:saying|says|that says|to say|stating|which says|mentioning)(?:\s+that)?\s*:?\s+|\s*:\s*|\s+[-–—]+\s+|\s*,?\s+that\s+|\s*\n\s*|\s+(?=[\"“]))"
_PRIVATE = r"(?P<private>private|confidential|restricted|recruiters?[- ]only|vertrauliche|private|confidentielle|confidencial|riservata)"
_NOTE = re.compile(
    r"(?:(?:füge|schreibe|schreib|hinterlasse|ajoute|ajouter|laisse|añade|agrega|deja|add|leave|write|make|put|attach|take|save|record|post|jot down|log)\s+(?:down\s+)?(?:a\s+|the\s+|another\s+|this\s+|eine\s+|une\s+|una\s+)?"
    rf"(?:quick\s+|short\s+|new\s+)?)?(?:(?:a\s+)?{_PRIVATE}\s+)?(?:notes?|notiz|nota|remarque)"
    r"(?P<only>\s+(?:only\s+)?for\s+(?:the\s+)?recruiters(?:\s+only)?)?"
    rf"(?:\s+(?:to|for|on|about|under|against|in|zu|zum|für|über|pour|sur|au|à|para|al|a|sobre)\s+(?P<person>[^:\n\"“]{{1,{_LONGEST_NAME}}}?))?(?:\s+profile)?{_SAYS}(?P<text>.+)",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED_NOTE = re.compile(
    r"(?:[^\W\d_]+\s+){0,4}?(?:notes?|notiz|nota|remarque|notitie)\s*:?\s*[\"“„«](?P<text>[^\"“”„«»]+)[\"”“»]\s+"
    r"(?:to|for|on|about|under|zu|zum|zur|für|bei|über|pour|sur|au|à|para|al|a|sobre|ao|no|na|per|su|voor|bij|over|aan)\s+"
    rf"(?P<person>[^:\n\"“„«]{{1,{_LONGEST_NAME}}}?)(?:\s+profile)?[\s.!]*",
    re.IGNORECASE | re.DOTALL,
)
_WRITE_DOWN = re.compile(
    r"(?:note(?:\s+down)?|write\s+down|remember|record|jot\s+down|add)\s+(?:for|on|about|to)\s+"
    rf"(?P<person>[^:\n\"“]{{1,{_LONGEST_NAME}}}?){_SAYS}(?P<text>.+)",
    re.IGNORECASE | re.DOTALL,
)
_CANDIDATE = re.compile(
    r"(?:add|create|register|enter|make|save|new)\s+(?:a\s+|an\s+|the\s+|another\s+)?(?:new\s+)?(?:candidate|applicant|person)"
    r"(?:\s+profile|\s+record)?(?:\s+(?:for|named|called|with\s+(?:the\s+)?name))?\s*:?\s+"
    r"(?P<name>[^\W\d_][\w.'’-]*(?:\s+(?!at\b|in\b|from\b|who\b|as\b|with\b|based\b|to\b|for\b|is\b|and\b|working\b|[-–—])"
    r"[^\W\d_][\w.'’-]*){0,4})(?P<details>\s*(?:[,(\n–—-]|\b(?:at|in|from|as|based|working|who|with)\b).*)?[\s.!]*",
    re.IGNORECASE | re.DOTALL,
)
_DETAILS = re.compile(
    r"[\s,(–—-]*(?:(?:who\s+is\s+|is\s+)?(?:working\s+)?(?:as\s+)?(?:an?\s+)?(?P<title>(?!at\b|in\b|from\b|based\b)[^,()\n]+?))?"
    r"(?:\s*,?\s*\b(?:at|@)\s+(?P<company>[^,()\n]+?))?(?:\s*,?\s*\b(?:in|from|based\s+in|living\s+in)\s+(?P<place>[^()\n]+?))?"
    r"[\s).!]*",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\s*[,;(]?\s*(?:\b(?:with|having|has|who\s+has|mit|avec|con|com|met|and|und|et|y|e|en)\s+)?(?P<years>\d{1,2})\s?\+?\s*"
    r"(?:years?|yrs?|yoe|jahren?|jahre|ans|années|años|anos|anni|jaar|jaren)\b(?! old| of age| alt)'?"
    r"(?:\s*(?:of|an|de|di|d['’])?\s*(?:work(?:ing)?\s+)?(?:experience|exp\b\.?|(?:berufs)?erfahrung|expérience|experiencia|experiência"
    r"|esperienza|(?:werk)?ervaring))?\)?",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(
    r"(?:set|change|update|edit)\s+(?:the\s+)?description\s+(?:of|for)\s+(?P<job>[^:\n]{1,80}?)(?:\s+(?:to|as))?\s*:\s*(?P<text>.+)",
    re.IGNORECASE | re.DOTALL,
)
_NO_NAMES = frozenset("a an the to for candidate candidates job note list from in at please and me us someone".split())
_NOUNS = dict.fromkeys(
    ["kandidat", "kandidatin", "kandidaten", "candidat", "candidate", "candidato", "candidata"], "candidate"
)
_NOUNS |= dict.fromkeys(["le", "la", "el", "den", "der", "dem"], "the")
_PERSON, _JOB = Pattern("{person}"), Pattern("{job}")


def read_note(message: str, start: int) -> Request | None:
    """Parse a note that begins at `start`; return None for anything else."""
    notes = (_QUOTED_NOTE, _NOTE, _WRITE_DOWN)
    found = next((found for one in notes if (found := one.fullmatch(message, start))), None)
    text = found["text"].strip() if found else ""
    text = _unquoted(text.removesuffix("?") if start and text.count("?") == 1 else text)  # "could you note …?"
    if found is None or not text:
        return None
    target: Any = Pointed(Kind.CANDIDATE)
    if found["person"]:
        named = [
            token._replace(text=_NOUNS.get(token.text, token.text))
            for token in tokens(found["person"])
            if not token.is_mark
        ]
        if not _PERSON.match(named):
            return None
        target = person(named, found["person"])
    given = found.groupdict()
    restricted = {"visibility": "recruiters"} if given.get("private") or given.get("only") else {}
    return Request("add_note", {"candidate_id": target, "note": text, **restricted}, message[start:])


def read_description(message: str, start: int) -> Request | None:
    """Parse a job's new description that begins at `start` and takes the rest of the message."""
    found = _DESCRIPTION.fullmatch(message, start)
    text = _unquoted(found["text"].strip()) if found else ""
    named = [token for token in tokens(found["job"]) if not token.is_mark] if found else []
    if found is None or not text or not _JOB.match(named):
        return None
    return Request(
        "update_job", {"job_id": job(named, found["job"]), "changes": {"description": text}}, message[start:]
    )


def _unquoted(text: str) -> str:
    """Return a text without its quotation marks, if it has them at both ends."""
    quoted = len(text) > 1 and (text[0], text[-1]) in {('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’")}
    return text[1:-1].strip() if quoted else text


def read_candidate(message: str, start: int) -> Request | None:
    """Parse a candidate to add, whose description begins at `start`; return None for anything else."""
    found = _CANDIDATE.fullmatch(message, start)
    if found is None or found["name"].split()[0].lower() in _NO_NAMES or message.rstrip().endswith("?"):
        return None
    years, rest = years_of(found["details"] or "")
    details = _DETAILS.fullmatch(rest)
    if details is None or "@" in rest:  # an address is no title
        return None
    fields = {
        "full_name": found["name"],
        "current_title": details["title"],
        "current_company": details["company"],
        "location": _town(details["place"] or ""),
    }
    texts = {name: value.strip() for name, value in fields.items() if value}
    return Request("create_candidate", {**texts, **years}, message[start:])


def _town(place: str) -> str:
    """Return a place without what follows its comma and is no area: "Antwerp, forklift"."""
    town, _, area = place.partition(",")
    return place if is_area(area.strip()) else town


def years_of(details: str) -> tuple[dict[str, int], str]:
    """Return the years of experience in a text about a person, and the text without them."""
    found = _YEARS.search(details)
    if found is None:
        return {}, details
    return {"experience_years": int(found["years"])}, details[: found.start()] + details[found.end() :]
