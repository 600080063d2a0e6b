"""Negation words: one set for each kind of text that they negate.

The sets differ on purpose, since a word negates one kind of text and not another: the German "ohne" denies a work
arrangement and forbids no action, and "no" denies in English and Spanish, but is "in the" in Portuguese. Names that begin
with BEFORE or TO hold alternatives of a regular expression, which is matched to the text as written, regardless of case.

The negations of German, French and Spanish commands are in `translation_tables`, answers to a proposal in `answers`.
"""

from recruit.domain.engines.language.phrases import PhraseSet

# Values, in seven languages

BEFORE_ARRANGEMENT = (
    r"no longer|no more|not|never|without|non|n['’]t|no(?!\.?\s*#?\d|\s+(?:escrit[óo]rio|local|regime|modelo)\b)|"
    r"nicht|kein(?:e[nrms]?)?|ohne|nie|pas|sans|plus(?=\s+(?:de\s+|d['’]|à\s+)?(?:hybride|télétravail|distan|temps|mi-temps))|aucune?|"
    r"sin|não|nao|sem|senza|nessun\w*|niet|geen|zonder|nooit"
)
"""Before a work arrangement: "no longer remote"."""

NO_REMOTE_OPTION = r"no|none|non|nein|keine?|aucune?|ninguno|não|nessuno|nee|geen"
"""The whole value of the remote option of a job."""

BEFORE_BOUND = r"no|not|nicht|pas|non|não|nao|niet"
"""Before the bound of an amount: "not more than 50,000"."""

BEFORE_AMOUNT = r"not|no|nicht|kein|pas|non|não|niet|geen"
"""Before an amount: "not 50,000"."""

# Orders

TO_LAST_CHANGE = r"no+|nope|nah|nein|nee|nö|non|nan|não|nao"
"""At the beginning of a message that takes back the last change, in seven languages."""

NEGATIONS = PhraseSet("""
    don't | dont | don't you | don't you dare | do not | not | never | avoid | ever | even | no longer
    without | instead of | rather than
    no need to | there is no need to | there's no need to
    i don't want | i don't want to | i don't want you to | i do not want | i do not want to | i do not want you to
    i don't need | i don't need to | i don't need you to | i didn't ask you to
    we don't want | we don't want to | we don't need to
    you don't need to | you don't have to | you needn't | you must not | you mustn't | you should not | you shouldn't
""")
"""English phrases that forbid the action after them."""

RETRACTIONS = PhraseSet("""
    no | nope | no thanks | no thank you | no wait | wait no | actually no
    nothing | do nothing | don't do anything | do not do anything
    never mind | nevermind | forget it | forget that | forget about it | scratch that | cancel that
    kidding | joking | jk | on second thought | on second thoughts
    don't bother | don't worry | don't do that | do not do that
""")
"""English phrases that take back the orders before them, and negate nothing after them."""

RETRACTING_CLAUSES = PhraseSet("""
    don't | not | no | nah | not really | better not | rather not | rather don't | i'd rather not
    wait | stop | stop it | cancel | cancel it | hold on | hold it | hold that | leave it | better leave it
    delete that | delete it | undo that | strike that | scrap that
    disregard | disregard that | ignore that | ignore it
    bad idea | an idea | my mistake | my bad | wrong one
    i changed my mind | i've changed my mind | changed my mind
    that was a joke | that's a joke | a joke
""")
"""Whole English clauses that take back the order before them. Elsewhere some of them are orders."""

RETRACTION_OPENERS = frozenset("but or and actually oh sorry oops hmm well just ok okay no rather wait".split())
"""Words that may precede one of RETRACTING_CLAUSES in its clause."""
