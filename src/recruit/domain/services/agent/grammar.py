"""The agent's language: from a message to one command.

    message   = clause , { separator , clause } ;                 the first clause that is a command is obeyed
    separator = ";" | "." | "!" | "?" | "…" | line-end            sentence: forgets all that was negated or asked
              | "but" | "just" | "instead"                        contrast: forgets what was negated
              | "," | "–" | "—" | [ "and" ] , "then"              pause: forgets nothing
              | ? before "without", "instead of", "rather than" ? ;
    clause    = { courtesy | leave | negation } , [ command ] ;   a negation drops its clause
    command   = create | query ;

    create    = ( "create" | "open" | "add" | "post" | "make" ) , { article | "new" } ,
                ( job , [ "for" | "titled" | "called" | "named" | ":" ] | modifier , { modifier } , job ) ,
                description ;
    description = ? the rest of the message, as it was written, whatever it says ? ;

    query     = { verb | filler } , [ status ] , thing , [ status ] , [ { link } , thing ] , tail
              | "who" , { link } , thing , tail ;
    verb      = ( "list" | … ) | ( "show" | "summarize" | … ) | ( "match" | "rank" | … ) ;
    status    = "open" | "closed" | "paused" | "on hold" ;
    thing     = noun , { noun } , [ collection ] , [ "#" | "no." | "number" | "id" ] , [ digits ] ;
    noun      = job | candidate | "application" | "pipeline" | "matches" | … ;
    link      = "for" | "of" | "to" | "with" | "fit" | "applied" | … ;

The words are in `vocabulary`. Marks that separate nothing are left out before the rules see them, and case doesn't
matter. Sentences that ask about doing a thing ("how do I …", "should I …", "if …") order nothing, whatever their
clauses say. Every rule reads forward and sets the cursor back at most to the start of its own few words, so that
parsing takes time proportional to the message.
"""

import re
from collections.abc import Iterator
from itertools import chain

from recruit.domain.services.agent.clauses import Clause, Opening, clauses
from recruit.domain.services.agent.commands import Command, CreateJob, Decline, Help
from recruit.domain.services.agent.creation import Creation, read_creation
from recruit.domain.services.agent.lead import read_lead
from recruit.domain.services.agent.queries import read_query
from recruit.domain.services.agent.vocabulary import OPENERS

_MARKS = re.compile(r"\A\s*(?:[:,;.!?–—-]+(?=\s|$)|:)?\s*")
"""The marks between a create command and its description; the dot of ".NET developer" is part of the latter."""


def parse(message: str) -> Command:
    """Return the one command that `message` gives; Decline and Help where it gives none."""
    reader = _Reader(message)
    for clause in reader.pending:
        command = reader.read(clause)
        if command is not None:
            return command
    return Decline() if reader.declined else Help()


class _Reader:
    """Reads clauses in order and remembers what earlier ones have to say about later ones."""

    def __init__(self, message: str) -> None:
        self.message = message
        self.pending = clauses(message)
        self.declined = False
        self.asking = False  # the sentence asks about doing things
        self.negated = False  # nouns may still belong to a negation: "don't list jobs, candidates"
        self.hanging = False  # a negation waits for its verb: "don't, whatever they say, list jobs"

    def read(self, clause: Clause) -> Command | None:
        """Return the clause's command, unless it has none or may not be obeyed."""
        self._forget(clause.opening)
        lead = read_lead(clause.tokens)
        if lead.negated:
            self.declined = self.negated = True
            self.hanging = self.hanging or lead.hanging
            return None
        if self.asking or self.hanging:
            return None
        creation = None if lead.asks_leave else read_creation(lead.body, self.message)
        if creation:
            return CreateJob(_description(creation, self.message, self.pending))
        query = read_query(lead.body)
        if query and not (query.bare and self.negated):
            return query.command
        self.asking = bool(lead.body) and lead.body[0].text in OPENERS
        return None

    def _forget(self, opening: Opening) -> None:
        if opening is Opening.SENTENCE:
            self.asking = False
        if opening is not Opening.PAUSE:
            self.negated = self.hanging = False


def _description(creation: Creation, message: str, following: Iterator[Clause]) -> str | None:
    """Return the text that describes the job; None when there is none, or when what follows is another request.

    Once a description has begun, nothing in it is a request: "… for an engineer; list jobs" is all description.
    """
    own = Clause(Opening.PAUSE, creation.words)
    for clause in chain([own], following):
        lead = read_lead(clause.tokens)
        if not any(token.text.isalpha() for token in lead.body) and not lead.negated:
            continue
        if clause is own:
            return _MARKS.sub("", message[creation.start :]).strip()
        if lead.negated or read_creation(lead.body, message) or read_query(lead.body):
            return None
        return message[clause.tokens[0].start :].strip()
    return None
