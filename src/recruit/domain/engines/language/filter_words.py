"""The regular expressions of filtered lists; `filters` states the grammar."""

import re

from recruit.domain.engines.language.phrases import listed
from recruit.domain.engines.language.words import CLASSES, JOB_STATUSES, NUMBERS
from recruit.domain.engines.reading.text.lazy_patterns import Lazy


def either(phrases: str) -> str:
    """Return the expression for phrases separated by bars. The longest is tried first."""
    ordered = sorted(listed(phrases), key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(phrase) + ' ' for phrase in ordered)})"


NUMBER = rf"(?:\d+ |{either('|'.join(NUMBERS))})"
BETWEEN = "for|to|in|on|at|from|with|about|as|by|but|or|than|if|not|no|don't|and|him|her|them|it|me|us|all|everything|is|are|job|jobs|candidate|candidates|application|applications|pipeline|who|which|what|how|the|a|an"
QUERY = rf"(?:(?!(?:{BETWEEN}) )[^ \d][^ ]* ){{1,5}}?"
NAME = rf"(?:(?!(?:{BETWEEN}) )[^ \d][^ ]* ){{1,4}}?"
SHOW = "|".join(verb for verb in listed(CLASSES["SHOW"]) if verb not in JOB_STATUSES)
"""The verbs of showing but "open", which before jobs is their status: "open jobs in Berlin"."""
VERB = either(
    f"{SHOW}|{CLASSES['FIND']}|list out|enumerate|search|do we have|do you have|have we got|are there|is there"
    "|find us|we have|which|what|how many|have you got|any|can i see|look for|find all|looking for|hunt for|scout for|tell me"
)
DET = either(CLASSES["DET"] + "|any of our|us|me|us our|me our|me all|me the|of our|first|the first|top|the top")
STARTS = (
    "that's|who's|in|near|around|at|from|with|who|whose|that|which|named|called|having|working|based|located|living|knowing|skilled"
    "|experienced|mentioning|titled|requiring|needing|for|using|employed|and|are|is|currently|where|asking|do"
)
VALUE = rf"(?:(?!(?:{STARTS}) )[^ ]+ ){{1,5}}?"
NOT_NAMED = frozenset(
    "job jobs candidate candidates application applications pipeline role roles position positions mit met avec".split()
)
"""Words in no filter value: nouns of a clause about something else, and the "with" of other languages."""

ANY = r"(?:[^ ]+ ){1,10}?"

RESUME = r"(?:resume|cv|notes|profile|resumes|curriculum|file)"
_CANDIDATE_FILTERS = {
    "text": (
        rf"(?:with )?(?:{RESUME} text|{RESUME} (?:saying|containing|mentioning)) ",
        (
            rf"(?:whose|where the|where their|with|that have a|who have a) {RESUME} (?:mentions|mention|says|say|contains|contain|has"
            r"|includes|include|that mentions|that says|refers to|mentioning|containing|talks about|names|states) (?:the )?(?:word |words |phrase |text )?"
        ),
        r"(?:who|that) mentions? |mentioning |with the (?:text|phrase|words?|keyword|keywords) |matching the text ",
    ),
    "query": (r"(?:who are |who is |with the )?(?:named|called|by the name of|by name|name|with name) ",),
    "title": (
        r"(?:with|whose|having) (?:the |current |a |their )?(?:job )?titles? (?:is |of |like )?|titled ",
        r"(?:who |that )?(?:are |is )?(?:currently )?(?:working|works?|employed) as (?:a |an )?",
    ),
    "location": (
        r"(?:(?:who|that) )?(?:are |is |live |lives |living |based |located |currently |residing |sits )*(?:in|near|around) (?:or around |the )?",
    ),
    "company": (
        r"(?:(?:who|that) )?(?:are |is |currently |have |has )?(?:work |works |working |worked |employed )?(?:at|by|for) (?:the company )?",
    ),
    "origin": (r"(?:(?:who|that) )?(?:are |is |come |comes |coming )?from ",),
    "skill": (
        (
            r"(?:(?:who|that|and) )?(?:with|know|knows|knowing|can|can do|can write|can speak|speak|speaks|skilled in|skilled at"
            r"|have|has|having|using|use|uses|experienced in|experienced with|experience in|experience with|familiar with|good at"
            r"|proficient in|master|masters|do|does|code in|program in|understand|understands|specialized in|got)"
            r" (?:a |an |some |any |experience in |experience with |knowledge of |skills in |strong |good |solid |the skill |skills? )?"
        ),
    ),
}
_SKILL_ENDS = r"(?:skills? |experience |knowledge |background |expertise |well |development |certification )?"
CANDIDATE_FILTERS = [
    (name, Lazy(rf"(?:and |but |also )?(?:{start})(?P<value>{ANY if name == 'text' else VALUE}){_SKILL_ENDS}"))
    for name, starts in _CANDIDATE_FILTERS.items()
    for start in starts
]
_JOB_FILTERS = {
    "title_words": r"with (?:the words? )?(?P<value>(?:[^ ]+ ){1,5}?)in (?:the |their )?title ",
    "query": rf"(?:titled|called|named|with (?:the )?title|whose title (?:is|has|contains)) (?P<value>{VALUE})",
    "status": rf"(?:that |which |that's )?(?:are |is |currently |still )*(?P<value>{either('|'.join(JOB_STATUSES))})",
    "location": (
        rf"(?:that |which )?(?:are |is |based |located |currently )*(?:in|near|around|at|from) (?:the )?(?P<value>{VALUE})"
    ),
    "skill": (
        r"(?:that |which |who |where we )?(?:need|needs|require|requires|requiring|needing|with|ask for|asks for|asking for|use|uses|using"
        rf"|want|wants|call for|mention|mentions|list|involve|involves) (?:the skill |skills? )?(?P<value>{VALUE}){_SKILL_ENDS}"
    ),
    "titles": rf"for (?P<value>{VALUE})",
}
JOB_FILTERS = [(name, Lazy(expression)) for name, expression in _JOB_FILTERS.items()]
HEAD = either(
    "candidates | people | persons | applicants | talent | talents | folks | someone | somebody | anyone | anybody | profiles"
    " | everyone | everybody | candidate | resumes | cvs | all candidates"
)
CANDIDATES = Lazy(rf"(?:{VERB})?(?:{DET})*(?P<number>{NUMBER})?(?:of our |of the |our )?{HEAD}(?P<filters>(?:[^ ]+ )*)")
WHO = Lazy(
    r"(?:who|who all|who here|who else)(?P<filters> (?:knows?|has|have|works?|lives?|speaks?|can|is based|is located|is from|comes from"
    r"|masters?|mentions|uses|does|is skilled|is experienced|is familiar|is called|is named) (?:[^ ]+ )+)"
)
FINDING = either(
    "find|find me|search for|search|look for|look up|find us|looking for|source|get me|show me|show|list|hunt for|scout for"
)
TITLES = Lazy(
    rf"{FINDING}(?P<one>(?:me )?an? )?(?:{DET})*(?P<number>{NUMBER})?(?P<titles>(?:[^ ]+ ){{1,4}}?)(?P<filters>(?:(?:{STARTS}) (?:[^ ]+ )+)?)"
)
BY_NAME = Lazy(
    rf"{either('find|find me|search for|search|look for|look up|where is|search candidate|find candidate|do we have')}(?P<name>{NAME})"
)
JOBS = Lazy(
    rf"(?:{VERB})?(?:{DET})*(?P<number>{NUMBER})?(?:of our )?(?P<status>{either('|'.join(JOB_STATUSES))})?"
    rf"(?P<arrangement>remote |hybrid |on site |onsite )?(?P<query>{QUERY})?(?P<status2>{either('|'.join(JOB_STATUSES))})?"
    rf"{either('jobs | positions | roles | openings | vacancies | postings | requisitions | reqs | everything | anything | all')}"
    r"(?P<filters>(?:[^ ]+ )*)"
)
ALL_CANDIDATES = Lazy(
    r"(?:who|who all|whom|what) (?:do we|is|are|have we|do you|else is|all is) (?:have |got )?(?:in|on) (?:the|our|your) "
    r"(?:talent |candidate )?(?:pool|database|system|list|books|files?) "
    r"|(?:who's|who is|who are) in (?:the|our) (?:talent |candidate )?(?:pool|database|system) "
    r"|(?:who do we have|everyone we have|show everyone|list everyone|list everybody|show everybody|show me everyone|our talent pool|talent pool) "
)
ALL_JOBS = Lazy(
    r"what (?:are|do) we (?:hiring for|recruiting for|looking for|hire for)(?: right)?(?: now| currently| today| at the moment)? "
    r"|what (?:are we |are we currently )(?:hiring|recruiting)(?: for)?(?: right now| now| currently)? "
)
TAIL = Lazy(
    r"(?:(?:do we|do you) have|we have|there are|are there|there|right now|now|currently|today|please|pls|plz|thanks|thank you|thx|cheers|again|for me|at the moment|in total|so far|exist|available|in the system)(?: |$)"
)
