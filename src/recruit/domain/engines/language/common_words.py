"""The vocabulary of the spelling correction: the words to correct to, and common words to leave alone."""

from recruit.domain.engines.language.words import CLASSES, JOB_STATUSES, NUMBERS, ORDINALS, STAGES

_KINDS = (
    "JOB JOBS CANDIDATE CANDIDATES APPLICATION APPLICATIONS PIPELINE SHOW ABOUT SUMMARY CLOSE PAUSE REOPEN DELETE CLONE"
    " MOVE ADVANCE REJECT QUESTIONS UNDO MATCHING"
)
_OTHERS = """
create list find match rank search compare hire offer draft write email message salary location title rename hold stage
requirement requirements experience skills interview questions longest waiting waited summarize summarise candidates
publish status update change because remote applied draft explain which where
"""
COMMON = frozenset(
    """
    about above after again also another back been before being best better both call came come could does done
    down each even every fine first from give goes gone good great have hear help here high home into just keep
    kind know last late later left less life like line live long look love made make many mean meet mind mine
    more most much must name near need never next nice nine note only open over paid part past play plus real
    rest right said same seen sent side some soon stay still such sure take talk tell than that thank thanks
    them then there these they thing think this those time told took tour turn upon used very want week well
    went were what when where which while whom will wish with word work would year your should their other
    people person place please quick quite really right since small start state thing those three today under
    until using water weather where while world wrong years cash case cast cost lost lots race rate rare hide
    here hare wide wise wine wire fire tire dove mode more mood role rule mole hope host post past list lift
    lead load read road ready reply right light night might fight tight sight coat boat goat chat that than thin
    joke cat dog fun food fish fill full free fresh nurse nurses teacher driver doctor chef cook engineer
    engineers manager managers designer developer developers analyst sales data lead senior junior software
    product project marketing support customer office team group company city client clients boss friend hello
    morning evening dear hiring hired fired moved closed opened rejected offered created deleted added changed
    updated once done yesterday tomorrow tonight monday tuesday
    """.split()
) | frozenset([*NUMBERS, *ORDINALS])
"""Words of ordinary sentences, never taken for misspellings."""

CORRECTED = (
    frozenset(
        word
        for kind in _KINDS.split()
        for phrase in CLASSES[kind].split("|")
        for word in phrase.split()
        if word.isalpha() and len(word) > 3  # noqa: PLR2004 - shorter words resemble too many others
    )
    | frozenset(_OTHERS.split())
    | frozenset(word for phrase in (*JOB_STATUSES, *STAGES) for word in phrase.split() if len(word) > 3)  # noqa: PLR2004
) - frozenset("once when where know good fill then back down hold".split())
