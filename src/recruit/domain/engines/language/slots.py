"""The values that the slots of patterns accept.

    job       = [ det ] , job-noun , [ id-mark ] , number | title , job-noun | job-noun , [ "called" ] , title
              | "it" | "that one" | ordinal , [ "one" | job-noun ] ;
    person    = [ det ] , candidate-noun , [ id-mark ] , number | [ candidate-noun ] , name
              | "him" | "her" | "them" | ordinal , [ "one" | candidate-noun ] ;
    name      = up to four ordinary words ;
    title     = up to six ordinary words, among which "of" and "and" may be ;
    tag       = up to eight words ;
    period    = "today" | "since" , up to five words | … ;
    skills    = up to eight words ;  place = up to four ;  value = the rest, up to thirty ;
    number    = digits, or a word up to "twelve" ;

Ordinary words are all words except numbers and function words: prepositions, conjunctions, pronouns, auxiliary verbs
and the grammar's own nouns. In the text that patterns match, each word is followed by a mark of its class.
"""

import re
from collections.abc import Iterable

from recruit.domain.engines.language.phrases import listed
from recruit.domain.engines.language.tokens import MOST_DIGITS, Token
from recruit.domain.engines.language.words import (
    CANDIDATE,
    ID_MARKS,
    JOB,
    JOB_FIELDS,
    JOB_STATUSES,
    NUMBERS,
    ORDINALS,
    STAGES,
)

_FUNCTION_MARK, _NUMBER_MARK = "\1", "\2"
_MARKS_OF_FIGURES = str.maketrans("", "", "-.,")
_FUNCTION_WORDS = frozenset(
    """
    for to in on at from with about as by into because since due but or vs versus than if when while whether
    against and of him her them he she they it its his their me us i we you your our my who whom whose which
    what where why how is are was were be been has have had does do did would should could can will shall must
    may might not no never don't dont doesn't didn't won't can't cannot without nobody nothing none neither
    anyone anybody everyone everybody everything someone something somebody all any every each this that these
    those a an the job jobs position positions role roles opening openings vacancy vacancies posting postings
    requisition req reqs candidate candidates applicant applicants application applications people person
    pipeline profile profiles resume cv note notes email message question questions requirement requirements
    skill skills stage status salary match matches one ones first second third last then also too now please
    instead yes help named called titled there here just more less through forward pool database things stuff ,
    """.split()
)


def marked(word: str) -> str:
    """Return a word with its class mark and a space, as patterns match it."""
    if (word in NUMBERS and word != "one") or (word.removeprefix("-").isdigit() and len(word) <= MOST_DIGITS):
        return f"{word}{_NUMBER_MARK} "
    is_figure = word[-1:].isdigit() and word.translate(_MARKS_OF_FIGURES).isdigit()  # "5.5" is neither number nor name
    return f"{word}{_FUNCTION_MARK} " if is_figure or word in _FUNCTION_WORDS else f"{word} "


def line(tokens: Iterable[Token]) -> str:
    """Return tokens as the text that patterns match."""
    return "".join(marked(token.text) for token in tokens)


def phrase(words: str) -> str:
    """Return the expression for a phrase."""
    return "".join(re.escape(marked(word)) for word in words.split())


def either(phrases: str) -> str:
    """Return the expression for phrases separated by bars. The longest is tried first."""
    return f"(?:{'|'.join(map(phrase, sorted(listed(phrases), key=len, reverse=True)))})"


_ANY = "[^ ]+ "
_ORDINARY = f"[^ {_FUNCTION_MARK}{_NUMBER_MARK}]+ "
_INITIAL = f"[a-z]{_FUNCTION_MARK}? "
_NAME = f"{_ORDINARY}(?:{_ORDINARY}|{_INITIAL}){{0,3}}?"
_TITLE = f"{_ORDINARY}(?:{_ORDINARY}|{phrase('of')}|(?:{either('and|for')})(?={_ORDINARY})){{0,5}}?"
_NUMBER = f"(?:[^ ]+{_NUMBER_MARK} |{phrase('one')})"
_ORDINAL = either("|".join(ORDINALS))
_DET = either("the|a|an|our|my|this|that|these|those|your|their|his|her|its|for the")
_ID = either(ID_MARKS)
_S = f"(?:{phrase('s')})?"
_JOB, _CANDIDATE = either(JOB), either(CANDIDATE)
_POINT = either("this|that|the same|the|the above|said")
_PERIOD = either("today|yesterday|since|this|last|past|in|over|during|within|the")
_WHEN = either(
    "heute|gestern|seit|diese|dieser|diesen|dieses|in diesem|in dieser|im|letzte|letzten|letzter|in den"
    "|aujourd'hui|hier|depuis|cette|ce mois|ces|la semaine|le mois|l' annee|au cours|les|en"
    "|hoy|ayer|desde|esta|este|el mes|el ano|los ultimos|las ultimas|ultimos|ultimas|de este|de esta"
    "|oggi|ieri|da ieri|da lunedi|da martedi|da mercoledi|da giovedi|da venerdi|da sabato|da domenica|dal|dall'|questa"
    "|questo|quest'|di quest'|di questa|di questo|la settimana|il mese|negli|nelle|lo scorso"
    "|hoje|ontem|neste|nesta|deste|desta|nos ultimos|nas ultimas|o mes|a semana|em"
    "|vandaag|gisteren|sinds|deze|dit|van dit|van deze|vorige|afgelopen|de afgelopen|in"
)
"""Beginnings of periods in other languages, folded."""

_JOB_SLOT = (
    f"(?:{_DET})?{_JOB}(?:{_ID})?{_NUMBER}{_S}"
    f"|(?:{phrase('the')})?{_ORDINAL}(?:{phrase('one')}|{_JOB})?"
    f"|{_POINT}(?:{_JOB}|{phrase('one')})|{either('it|this|that|its|this one|that one')}"
    f"|(?:{_DET})?{_TITLE}{_JOB}"
    f"|(?:{_DET})?{_JOB}(?:{either('called|titled|named|of|for')})?{_TITLE}"
)
_PERSON_SLOT = (
    f"(?:{_DET})?{_CANDIDATE}(?:{_ID})?{_NUMBER}{_S}"
    f"|(?:{phrase('the')})?{_ORDINAL}(?:{phrase('one')}|{_CANDIDATE})?"
    f"|{_POINT}(?:{_CANDIDATE}|{either('one|guy|woman|man')})|{either('him|her|them|he|she|they|it|this one|that one')}"
    f"|(?:{_DET})?(?:{_CANDIDATE})?(?:{either('called|named')})?{_NAME}"
)

SLOTS = {
    "job": _JOB_SLOT,
    "title": _TITLE,
    "person": _PERSON_SLOT,
    "name": _NAME,
    "ordinal": _ORDINAL,
    "stage": f"(?:{phrase('the')})?{either('|'.join(STAGES))}",
    "jobstatus": either("|".join(JOB_STATUSES)),
    **dict.fromkeys(("number", "job_id", "candidate_id", "task_id"), _NUMBER),
    "field": either("|".join(JOB_FIELDS)),
    "skillfield": either(
        "skill|skills|required skill|required skills|requirement|requirements|must haves"
        "|nice to have|nice to haves|nice to have skills|good to have skills"
    ),
    "skills": f"(?:{_ANY}){{1,8}}?",
    "place": f"(?:{_ORDINARY}){{1,4}}?",
    "tag": f"(?:{_ANY}){{1,8}}?",
    "period": f"{_PERIOD}(?:{_ANY}){{0,5}}?",
    "when": f"{_WHEN}(?:{_ANY}){{0,5}}?",
    "value": f"(?:{_ANY}){{1,30}}?",
}
