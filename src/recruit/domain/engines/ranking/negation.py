"""Negation in the texts of profiles: "never worked with Spring" doesn't name Spring.

    denial  = negating words, then the negated text, to the end of the clause
    clause  = ends with . ; : ! ? a line end, a dash, a word such as "but", or a comma that isn't within a list
    list    = short items separated by commas, the last one after "or" or "nor"

Supports seven languages. Denials are replaced with blanks of the same length, so that the positions of the remaining
text don't change.
"""

import re
from functools import lru_cache

LONGEST = 160
"""Maximum characters negated by one denial, after its list."""

TEXTS_CACHED = 16

_KNOWING = {
    "en": r"(?:experience|knowledge|background|exposure|skills?|familiarity|expertise|training|proficiency)",
    "de": r"(?:\w*erfahrung(?:en)?|\w*kenntnisse?n?|wissen|praxis|vorwissen)",
    "fr": r"(?:expériences?|connaissances?|notions?|compétences?|pratique|maîtrise)",
    "es": r"(?:experiencia|conocimientos?|nociones|formación)",
    "pt": r"(?:experiência|conhecimentos?|noções|vivência|formação)",
    "it": r"(?:esperienz[ae]|conoscenz[ae]|competenz[ae])",
    "nl": r"(?:\w*ervaring|\w*kennis)",
}
_BETWEEN = r"(?:\s+[\w/-]+){0,3}?\s+"
_DENIALS = "|".join(
    (
        (
            rf"(?:no|without(?:\s+any)?|not?\s+any|lack(?:s|ing)?(?:\s+of)?|zero|little\s+or\s+no){_BETWEEN}{_KNOWING['en']}"
            r"(?:\s+(?:in|with|of|on|using|at))"
        ),
        (
            r"(?:never|not|(?:have|has|had|did|do|does|was|is|am|are)n['’]?t)(?:\s+(?:yet|really|actually|ever|have|has|been))*"
            r"\s+(?:work(?:ed|ing)?|us(?:ed?|ing)|know|learn(?:ed|t)?|stud(?:y|ied)|program(?:med)?|touch(?:ed)?|speak|spoken"
            r"|tried|done|deal(?:t)?|operated?|written|familiar|experienced|proficient|trained|qualified|certified)"
            r"(?:\s+(?:with|in|on|as|any))?"
        ),
        r"(?:unfamiliar|inexperienced)\s+(?:with|in)",
        (
            rf"(?:kein(?:e|en|er|erlei)?|ohne|wenig\s+bis\s+keine?){_BETWEEN.replace('{0,3}', '{0,2}')}{_KNOWING['de']}"
            r"(?:\s+(?:in|im|mit|von|auf|bei))"
        ),
        r"(?:noch\s+)?(?:nie|niemals|nicht)\s+(?:mit|in|an)",
        r"(?:nicht\s+)(?:vertraut|erfahren|geschult)\s+(?:mit|in|im)",
        (
            rf"(?:aucune?\s+|pas\s+d(?:['’]|e\s+)|sans\s+)(?:[\w-]+\s+){{0,2}}?{_KNOWING['fr']}"
            r"(?:\s+(?:en|avec|de|du|des|dans|sur|sous)|\s+d['’])"
        ),
        r"jamais\s+(?:travaillé|utilisé|pratiqué|programmé)(?:\s+(?:avec|en|sur|sous|de))?",
        r"ne\s+(?:conna[iî][st]|maîtrise|sai[st])\s+pas",
        rf"(?:sin|ninguna?|no\s+(?:tengo|tiene)){_BETWEEN}{_KNOWING['es']}(?:\s+(?:en|con|de|del))",
        (
            r"(?:nunca\s+(?:he\s+|ha\s+)?(?:trabajad[oa]|trabajé|usad[oa]|utilizad[oa])|no\s+(?:conozco|conoce|manejo|domino))"
            r"(?:\s+(?:con|en))?"
        ),
        rf"(?:sem|nenhuma?|não\s+(?:tenho|tem|possuo|possui)){_BETWEEN}{_KNOWING['pt']}(?:\s+(?:em|com|de|do|da|no|na))",
        (
            r"(?:nunca\s+(?:trabalh(?:ei|ou)|us(?:ei|ou)|utiliz(?:ei|ou))|não\s+(?:conheço|conhece|domino|domina))"
            r"(?:\s+(?:com|em))?"
        ),
        rf"(?:senza|nessuna?|non\s+ho|non\s+ha){_BETWEEN}{_KNOWING['it']}(?:\s+(?:in|con|di|del|della|nel))",
        r"(?:mai\s+(?:lavorato|usato|utilizzato)|non\s+(?:conosco|conosce))(?:\s+(?:con|in|su))?",
        rf"(?:geen|zonder){_BETWEEN.replace('{0,3}', '{0,2}')}{_KNOWING['nl']}(?:\s+(?:met|van|in|op))",
        r"(?:nog\s+)?(?:nooit|niet)\s+(?:met|in)",
        r"niet\s+(?:vertraut|bekend|vertrouwd)\s+met",
    )
)
_BUT = (
    r"but|however|though|although|yet|aber|sondern|jedoch|mais|cependant|pero|sino|mas|porém|però|tuttavia|maar|echter"
)
_OR = r"or|nor|oder|noch|ou|ni|nem|o|né|of"
_ITEM = rf"(?:(?!\b(?:{_BUT})\b)[^\s,.;:!?()|•·–—]|(?!\b(?:{_BUT})\b)[.](?=\w)|[^\S\n](?!(?:{_BUT}|-|–|—)\b))"
_CUES = frozenset(
    "no not never without lack lacks lacking zero little unfamiliar inexperienced haven't hasn't hadn't didn't don't "
    "doesn't wasn't isn't aren't kein keine keinen keiner keinerlei ohne wenig nie niemals nicht noch aucun aucune pas "
    "sans jamais ne sin ningun ninguna ningún nunca sem nenhum nenhuma não senza nessun nessuna mai non geen zonder "
    "nooit niet nog".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
_SPAN = re.compile(
    rf"(?:{_DENIALS})(?!\w)"
    rf"(?P<list>(?:{_ITEM}{{1,60}},(?=[^.;!?\n]{{1,120}}?[\s,](?:{_OR})\s))*){_ITEM}{{0,{LONGEST}}}",
    re.IGNORECASE,
)


@lru_cache(maxsize=TEXTS_CACHED)
def without_negated(text: str) -> str:
    """Return a text with denials replaced by blanks of the same length."""
    kept, end = [], 0
    for cue in _WORD.finditer(text):
        if cue[0].lower().replace("’", "'") not in _CUES or cue.start() < end:
            continue
        if denied := _SPAN.match(text, cue.start()):
            kept += [text[end : denied.start()], " " * len(denied[0])]
            end = denied.end()
    return "".join([*kept, text[end:]])
