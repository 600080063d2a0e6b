"""The grammar's vocabulary. To extend the agent's English, add words here rather than rules."""

from enum import Enum

from recruit.domain.engines.language.phrases import PhraseSet


class Noun(Enum):
    """The meaning of a noun."""

    JOB = "job"
    CANDIDATE = "candidate"
    APPLICATIONS = "applications"
    MATCHES = "matches"


class Verb(Enum):
    """The action of a verb."""

    VIEW = "view"
    LIST = "list"
    SUMMARIZE = "summarize"
    MATCH = "match"


# Before a command

COURTESIES = PhraseSet("""
    please | pls | plz | kindly | thanks | thank you
    hi | hi there | hello | hello there | hey | hey there | good morning | good afternoon | good evening
    ok | okay | yes | sure | so | well | now | right now | just | also | then | and | first | next | actually | wait
    can you | could you | would you | will you | would you mind
    i want | i want to | i want you to | i would like | i would like to | i would like you to
    i'd like | i'd like to | i'd like you to | i need to | i need you to | i wanna | i wish to | i'm looking to
    we want to | we need to | we would like to | we'd like to | want to
    let's | lets | let us | let me | go ahead and | help me | help me to | for me | for us
    don't forget to | do not forget to | don't hesitate to
""")

ASKING_PERMISSION = PhraseSet("""
    can i | can we | could i | could we | may i | may we | might i
    why don't you | why don't we | why not
""")
"""Polite before a question, but no order: "can I create a job?" asks for permission."""

OPENERS = frozenset(
    """
    how should shall why when where what what's which who whose whether if unless suppose imagine is are was were
    do does did would could can may might must am will has have
    """.split()
)
"""First words of sentences that ask about an action or set a condition for it, and so order nothing."""

CONDITIONS = PhraseSet("""
    if | once | when | whenever | unless | until | after | before | as soon as | as long as | in case
    provided | provided that | assuming | suppose | supposing | only if | even if | whether | should | imagine
    tomorrow | later | next week | otherwise | or else
""")
"""First words of clauses that set a condition, or a time, for the rest of their sentence."""

PREPOSITIONS = frozenset(
    "for to of on in with at by from about under over into as like who that which whose and or".split()
)

# Between clauses

SENTENCE_ENDS = frozenset(";!?\n…")
CLAUSE_ENDS = frozenset([",", "–", "—", "then"])
CONTRASTS = frozenset(["but", "just", "instead"])
SEPARATORS = SENTENCE_ENDS | CLAUSE_ENDS | CONTRASTS | {".", "and", "without", "rather"}
"""Tokens that may separate clauses; some of them only next to others."""
LEANS_ON = {
    "but": frozenset("all everything everyone anything nothing none".split()),
    "just": frozenset("i you we not don't dont never please ever even can could would should to do let's us".split()),
}
"""Words after which a contrast separates nothing: "don't just list jobs", "all but closed jobs"."""

# Commands

CREATING = frozenset("create open add post make".split())
ARTICLES = frozenset("a an the another one our my this that some any".split())
NEWNESS = frozenset("new brand open".split())
ADVERTS = frozenset("ad advert advertisement".split())
NO_JOBS = frozenset(
    "application applications offer offers interview alert board fair description update updates news".split()
)
"""Words that turn "job" into another thing: a job offer is no job."""
BEFORE_DESCRIPTION = PhraseSet("for me | for us | please | now")
"""Phrases that may stand between "create a job" and the job's description."""

CONNECTORS = frozenset("for titled called named".split())

NOUNS = {
    word: (noun, plural)
    for noun, plural, words in [
        (Noun.JOB, False, "job position role opening vacancy posting requisition req"),
        (Noun.JOB, True, "jobs positions roles openings vacancies postings requisitions reqs"),
        (Noun.CANDIDATE, False, "candidate person"),
        (Noun.CANDIDATE, True, "candidates people persons talent talents"),
        (Noun.APPLICATIONS, True, "application applications pipeline pipelines applicant applicants"),
        (Noun.MATCHES, True, "match matches"),
    ]
    for word in words.split()
}
COLLECTIONS = frozenset("list pool profiles database".split())
"""Words that make a preceding singular noun plural: "candidate list"."""
STATUSES = PhraseSet("open | closed | paused | on hold")
STATUS_WORDS = {"open": "open", "closed": "closed", "paused": "on_hold", "on": "on_hold"}
"""The status of a phrase of STATUSES, by its first word."""
STATUS_LINKS = frozenset("that which who are is with status of currently".split())

LISTING = PhraseSet("list | list out | enumerate")
SUMMARIZING = PhraseSet("""
    summarize | summarise | summary | overview | tell me about | tell us about | tell me more about
    know about | know more about | hear about | learn about
""")
VIEWING = PhraseSet("""
    show | display | see | view | get | give | fetch | find | describe | explain | present | print | read | check
    details | detail | info | information | profile | status of
    what | what is | what's | what are | what's in | what is in | what about | which | how many
    look at | look up | look for | search for | pull up | bring up
    do we have | do you have | is there | are there
""")
MATCHING = PhraseSet("match | rank | score | recommend | suggest | shortlist | source")

BEST = frozenset("best top matching suitable strongest ideal right qualified relevant good".split())
EVERY = frozenset("all every each any".split())
FILLERS = (
    BEST
    | EVERY
    | ARTICLES
    | frozenset("me us your of current currently existing available most more full quick short brief and".split())
    | frozenset("about on for up everything please just".split())
)
LINKS = ARTICLES | frozenset(
    """
    for to of on in with against at fit fits fitting match matches matching suit suits suitable suited
    who which would could can might be are is best well good great right perfect ideal most
    """.split()
)
APPLYING = frozenset("applied applying apply applies".split())
TAILS = ARTICLES | frozenset(
    """
    do does we i you us me have has got there are is in on at of for please plz pls now right currently today moment
    thanks thank so far again already here exist exists all best most well system database db file
    org organization organisation company pool team account together also too both now
    """.split()
)
"""Words that may follow a command and add nothing to it. Others change it: "list jobs in Berlin" isn't understood."""
