"""Negation words: one set for each kind of text that they negate.

The sets differ on purpose, since a word negates one kind of text and not another: the German "ohne" denies a work
arrangement and forbids no action, and "no" denies in English and Spanish, but is "in the" in Portuguese. Strings
with "|" hold alternatives of a regular expression, which is matched to the text as written, regardless of case.
Sets under "folded words" are matched to the keys of `learned.words`.

The negations of German, French and Spanish commands are in `translation_tables`, answers to a proposal in `answers`.
"""

from recruit.domain.engines.language.lists.phrases import phrases
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

BEFORE_VALUE = r"not|but no|nicht|kein\w*|pas|non|não|niet|geen|pero no|mas não|ma non"
"""Before a skill or a place that an order leaves out: "Leeds, not Boston"."""

# Filters of lists, in seven languages and folded words

OF_FILTER = frozenset(
    "not n't isn't aren't don't doesn't outside except without nicht kein keine keinen ausserhalb ausser ohne pas ne n' hors "
    "sauf sans no fuera excepto salvo sin nao fora exceto sem non fuori tranne senza niet geen buiten behalve zonder excluding "
    "exclude excepting ausgenommen hormis eccetto escluso esclusa esclusi escluse escludendo excluyendo excluindo uitgezonderd".split()
)
"""Up to a few words before the value of a filter: "who don't live in Berlin"."""

IN_QUESTION = frozenset("not n't don't doesn't no nicht kein keine keinen pas ne n' nao non niet geen".split())
"""In a question, for politeness: "haben wir keine Krankenschwestern?" asks for some."""

WITHOUT = frozenset("without ohne kein keine keinen sans sin sem senza zonder geen".split())
"""Prepositions whose object a filter excludes: "without experience in Berlin"."""

OTHER_THAN = phrases(r"""
    other than | apart from | aside from | besides | neben | alem d[aeo]s? | oltre(?: a| ad| al| alla| ai)? | naast | bis auf | abgesehen von | a part | en dehors d(?:e|es|u|') | a l' exception d(?:e|es|u|')
    a excepcion de | aparte de | com excecao d[aeo]s? | a parte | ad eccezione d\w+ | afgezien van | met uitzondering van
""")
"""Phrases before a value that a list leaves out."""

EXCEPT = phrases(r"""
    except(?:ing)?(?: for)? | exclud(?:e|es|ed|ing) | without | w / o | not (?:including|counting)
    minus | leav(?:e|ing) out | skip(?:ping)?
    (?<=all )but | (?<=everyone )but | (?<=everybody )but | (?<=anyone )but | (?<=candidates )but | (?<=jobs )but
    (?<=applications )but
    ausser | ohne | ausgenommen | ausschliesslich | ausschliessen
    sauf | hormis | hors(?: d(?:e|es|u|'))? | except(?:e|es)? | sans | exclu(?:re|ant|s)?
    excepto | salvo | menos | sin | excluyendo | excluir | quitando
    exceto | sem(?: ser)? | fora | tirando | excluindo
    tranne | eccetto | senza | meno | esclus[oaie] | escludendo | fuorche
    behalve | uitgezonderd | zonder | exclusief
""")
"""Before people, jobs and statuses that a list leaves out."""

OF_STATUS = phrases(r"""
    not | aren't | isn't | ain't | haven't been | hasn't been | weren't | wasn't | never | are n't | is n't
    nicht | keine? | pas | non | nao | niet | geen
    (?:ne |n' )(?:sont|soient|ont|est|soit|a|ete) pas
    no (?:este|esten|esta|estan|son|sean?|han sido|hayan sido|fueron) | no(?= \w+d[oa]s?)
""")
"""Before a status or a person, and no job, that a list leaves out. The Portuguese "no" is an "in the"."""

OF_LIST = phrases("""
    not | isnt | arent | dont | doesnt | hasnt | havent | wont | cant | aren't | isn't | don't | doesn't | hasn't | haven't | won't | can't | without | except | but | besides | other than | apart from | neither | never | worst | (?<!at )least
    nicht | kein(?:e[nrms]?)? | ohne | ausser | weder | nie | schlechteste[nrs]? | pas | sans | sauf | hormis | jamais | pires?
    sin | excepto | salvo | menos | nunca | peor(?:es)? | nao | sem | exceto | pior(?:es)? | non | senza | tranne | eccetto | mai | peggior[ei]
    (?:more|fewer|less) than | (?:mehr|weniger) als | (?:plus|moins) de | (?:mas|menos) de | mais de | (?:piu|meno) di | (?:meer|minder) dan
    niet | geen | zonder | behalve | nooit | slechtste
""")
"""Words of a question for a list that exclude, or ask for the other end of the list."""

# Orders

TO_LAST_CHANGE = r"no+|nope|nah|nein|nee|nö|non|nan|não|nao"
"""At the beginning of a message that takes back the last change, in seven languages."""

BEFORE_SECOND_ORDER = r"don['’]?t|do not|never|nicht|ne|n['’]|no|não|nunca|non|niet"
"""Before a second order inside a value: "Rome and don't close it"."""

OF_ACTION = (
    r"do not|don'?t|dont|dnt|never|no need|not to|nobody|under no circumstances|shouldn'?t|must not|mustn'?t|please not|do nothing|nothing|no longer needed"
    r"|nicht|keinesfalls|auf keinen fall|niemals|nichts|ne (?:\w+ ){1,3}pas|n['’]\w+ pas|pas (?:la peine|besoin|touche)|surtout pas|ne|jamais"
    r"|não|nao|nunca|jamás|nada|no (?:me |lo |la |los |las |le |se |te )?(?:\w+es|\w+as|\w+en|\w+an|hagas|toques|cierres|muevas|rechaces|borres|envíes|hace falta)|non|mai|niente|niet|nooit|niks|geen enkele"
)
"""Of any action in a message, a reason for another one included."""

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

# Orders and statements, in seven languages and folded words

OF_ORDER = phrases("don't | dont | do not | never | not | nicht | ne | n' | pas | no | nao | non | niet")
"""Before the verb of an order, which is then understood and not run."""

BEHIND_VERB = phrases("not | nicht | niet | pas | nao | never")
"""Negations after the verb. In Portuguese "no" means "in the"."""

WITHIN_ORDER = phrases("don't | dont | do not | never | nicht | n' | nao | non | niet | not")
"""Anywhere before a word of an order that is negated."""

OF_STATEMENT = phrases("""
    won't | wont | will not | cannot | can't | can not | isn't | is not | aren't | are not | wasn't | was not | weren't | hasn't | has not | haven't
    have not | shouldn't | should not | mustn't | must not | needn't | need not | doesn't | does not | didn't | did not | may not | never
    nicht | nie | niemals | keinesfalls
    n' | pas | jamais
    no (?:se|es|esta|sera|fue|puede|debe|deberia|debera|va|ha|hay que) | nunca
    nao | jamais
    non (?:e|viene|verra|sara|va|deve|puo|ha|si|era|fu) | mai
    niet | nooit
""")
"""Before the verb or the value of a statement: "job 5 won't be closed"."""

OF_ORDER_OR_OBJECT = phrases(r"""
    don't | dont | do not | not to | no need to | under no circumstances
    kein(?:e[nrms]?)?
    ne | aucune?
    ningun[oa]? | tampoco
    nenhuma? | non | nessun[oa]?
    geen
""")
"""Before the verb or the object of an order, beside OF_STATEMENT: "don't change …", "erstelle keine Stelle"."""

BETWEEN_NAMES = phrases("no | nope | sorry | rather | nein | ne | nee | non | nao | scusa | pardon | perdon")
"""Between two names, of which the second corrects the first: "move Ann, no, Bob"."""

BEFORE_JOB = (
    "not|except|but|nicht|ausser|pas|sauf|hormis|no|salvo|excepto|menos|nao|exceto|non|tranne|eccetto|niet|behalve"
)
"""Before a job that a bulk order leaves out, in folded words."""
