"""The grammar of the agent's command language: from a message to the requests in it.

    message   = clause , { separator , clause } ;
    separator = ";" | "." | "!" | "?" | "…" | line-end            sentence: forgets all that was negated or asked
              | "but" | "just" | "instead"                        contrast: forgets what was negated
              | "," | "–" | "—" | [ "and" ] , "then"              pause: forgets nothing
              | ? before "without", "instead of", "rather than" ? ;
    clause    = { courtesy | permission | negation } , [ wish , { "and" , wish } ] ;   a negation drops its clause
    wish      = create | note | candidate | write | read | query ;

    create    = ( "create" | "open" | "add" | "post" | "make" ) , { article | "new" } ,
                ( job , [ "for" | "titled" | "called" | "named" | ":" ] | modifier , { modifier } , job ) ,
                description ;                                     `job_creation`
    note, candidate                                               `notes`
    write     = ? one of the patterns that begin with a verb ? ;  `rules.writing`, `bulk`
    read      = ? one of the patterns that ask ? ;                `rules.matching`, `rules.reading`, `filters`

    query     = { verb | filler } , [ status ] , thing , [ status ] , [ { link } , thing ] , tail
              | "who" , { link } , thing , tail ;                 `queries`
    thing     = noun , { noun } , [ collection ] , [ "#" | "no." | "number" | "id" ] , [ digits ] ;

The words are in `vocabulary` and `words`. Marks that separate nothing are removed before the rules are applied, and
case doesn't matter. A message is first parsed as English. If that fails, it is parsed again in other languages
(`translation`), and then with misspelt words corrected (`typos`).

Only an order writes. A sentence that asks about an action ("how do I …", "should I …", "close job 1?") or sets a
condition ("if …", "once …") orders nothing, whatever its clauses contain. Neither does a clause that a later one takes
back. Rules look at a bounded number of clauses of bounded length, so parsing takes time proportional to the message.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from recruit.domain.engines.language import translation, typos
from recruit.domain.engines.language.clauses import Clause, Opening, clauses
from recruit.domain.engines.language.courtesies import Lead, read_lead, takes_back
from recruit.domain.engines.language.ellipsis import again, repeated
from recruit.domain.engines.language.job_creation import description
from recruit.domain.engines.language.joined_texts import read_text_after
from recruit.domain.engines.language.notes import read_candidate, read_description, read_note
from recruit.domain.engines.language.other_languages import read_other_language
from recruit.domain.engines.language.patterns import MOST_TOKENS
from recruit.domain.engines.language.quotation_spans import quotation_at
from recruit.domain.engines.language.requests import ParsedWish, Reading, Request, Target, Undescribed, Wish
from recruit.domain.engines.language.tag_questions import read_tagged
from recruit.domain.engines.language.tasks import read_task
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.understanding import (
    CLONING,
    PROSE,
    asked_about,
    asks_opinion,
    is_condition,
    is_question,
    is_retraction,
    targets_of,
    understand,
    with_commas,
    with_targets,
    writes,
)
from recruit.domain.engines.language.vocabulary import OPENERS

MOST_CLAUSES = 60
_MOST_WISHES = 8
_MOST_JOINED = 4
"""Most clauses of a sentence that may form one wish: "compare Jane, John and Ann for job 5"."""
_LONGEST_REREAD = 400
"""Longest message, in characters, that is parsed again in other languages and with typos corrected."""


def parse(message: str) -> Reading:
    """Return the wishes of `message`."""
    reader = _Reader(message, list(islice(clauses(message), MOST_CLAUSES)))
    first = reader.read()
    if first.wishes or first.declined or reader.described or len(message) > _LONGEST_REREAD:
        return first
    if (request := read_other_language(message)) is not None:
        return Reading([request])
    for reread in (translation.translations, typos.corrections):
        for changed in reread(message):
            reading = _Reader(message, changed).read()
            if reader.questioned and any(map(writes, reading.wishes)):
                continue  # a question orders nothing in any reading
            if reading.wishes or reading.declined or (reading.asked and not first.asked):
                return replace(reading, corrected=reread is typos.corrections)
    return first


class _Reader:
    """Reads clauses in order, and keeps the state of earlier clauses that affects later ones."""

    def __init__(self, message: str, found: Sequence[Clause]) -> None:
        self.message = message
        self.clauses = found
        self.wishes: list[Wish] = []
        self.declined = False
        self.retracted = False
        self.asked: list[str] = []
        self.targets: dict[str, int | Target] = {}  # of negated clauses: "don't reject Jane, move her on"
        self.prose = 0  # number of words outside any wish
        self.described = False  # the message is a question whose end is free text, in this language
        self.unread_spans: list[tuple[int, int]] = []  # clauses after an order that belong to no wish
        self.asking = False  # the sentence asks about an action, or sets a condition
        self.questioned = False  # an earlier sentence did so
        self.negated = False  # nouns may still belong to a negation: "don't list jobs, candidates"
        self.hanging = False  # a negation waits for its verb: "don't, whatever they say, list jobs"

    def read(self) -> Reading:
        """Parse all clauses."""
        place = 0
        while place < len(self.clauses) and len(self.wishes) < _MOST_WISHES:
            place += self._read_at(place)
        if self.prose > PROSE:
            self.wishes = [wish for wish in self.wishes if not writes(wish)]
        spans = self.unread_spans if any(map(writes, self.wishes)) else []
        declined = self.declined and not self.wishes
        return Reading(self.wishes, declined, declined and self.retracted, self.asked, self.prose, spans)

    def _read_at(self, place: int) -> int:
        """Parse the clause at an index and the following ones that belong to it. Return their number."""
        clause = self.clauses[place]
        self._forget(clause.opening)
        lead = read_lead(clause.tokens)
        ordered = any(map(writes, self.wishes))
        if is_retraction(clause.tokens) or (ordered and takes_back(clause.tokens)):
            self.wishes = [wish for wish in self.wishes if not writes(wish)]
            self.declined = True
            self.retracted = self.retracted or ordered
            return 1
        if lead.negated:
            self.targets |= targets_of(lead.body, self.message)
            self.declined = self.negated = True
            self.hanging = self.hanging or lead.hanging
            return self._pass_over(clause)
        if self.asking or self.hanging:
            return self._pass_over(clause)
        if is_condition(lead.body):
            self.asking = self.questioned = True
            return self._pass_over(clause)
        if lead.body and (last := self._text(lead, place)):
            if isinstance(last, Request) and last.tool != "add_note" and is_question(self.clauses, place, self.message):
                self.asked.append(last.tool)
                self.described = True
            else:
                self.wishes.append(last)
            return len(self.clauses)
        return self._wishes(place, lead)

    def _pass_over(self, clause: Clause) -> int:
        """Leave a clause unread, and remember it if it follows an order. Return its number, 1."""
        if any(map(writes, self.wishes)):
            self.unread_spans.append((clause.tokens[0].start, max(token.end for token in clause.tokens)))
        return 1

    def _text(self, lead: Lead, place: int) -> Wish | None:
        """Parse a wish that ends in free text, which takes the rest of the message."""
        if lead.asks_permission:
            return None
        start = lead.body[0].start
        for read in (read_task, read_note, read_description, read_candidate):
            if (request := read(self.message, start)) is not None:
                return request
        prompt = description(lead.body, self.message, iter(self.clauses[place + 1 :]), self._is_wish)
        if prompt and lead.polite:
            prompt = prompt.removesuffix("?").rstrip()  # "can you create a job for a cook?"
        if prompt is None:
            return None
        return Request("create_job", {"prompt": prompt}, self.message[start:]) if prompt else Undescribed()

    def _with_text(self, lead: Lead) -> Sequence[Wish]:
        """Parse "wish and text": the text takes the rest of the message."""
        for joint in self._joints(lead.body):
            second = read_lead(lead.body[joint + 1 :])
            if second.negated or second.asks_permission or not second.body:
                continue
            left = self._understand(lead.body[:joint], lead, alone=True)
            text = left and read_text_after(left.wish, self.message, second.body[0].start)
            if left and text:
                return [left.wish, text]
        return []

    def _tagged(self, lead: Lead) -> Sequence[Wish]:
        """Parse a question for candidates with tags, which takes the rest of the message."""
        found = read_tagged(self.message, lead.body[0].start)
        return [] if found is None else [found]

    def _joints(self, body: Sequence[Token]) -> Sequence[int]:
        """Return the places of the first "and"s outside of quotations in a clause that isn't too long."""
        joints = [
            place
            for place, token in enumerate(body if len(body) <= MOST_TOKENS else ())
            if token.text == "and" and quotation_at(self.message, token.start) is None
        ]
        return joints[:_MOST_JOINED]

    def _wishes(self, place: int, lead: Lead) -> int:
        """Parse the clauses that form one wish, or the wishes of the first. Return the number of clauses."""
        if both := self._with_text(lead) or (lead.body and self._tagged(lead)):
            self.wishes += both
            return len(self.clauses)
        following = self._following(place)
        for taken in range(len(following), -1, -1):
            joined = following[:taken]
            body = [*lead.body, *(token for clause in joined for token in clause.tokens)]
            if any(clause.opening is Opening.CONTRAST for clause in joined) and body[0].text not in CLONING:
                continue  # "clone job 5 but remote" is one wish, "list jobs but …" two
            if self._keep(self._read_whole(self.clauses[place], body, lead, taken), place + taken):
                return 1 + taken
        if lead.body:
            self.asked += asked_about(lead.body)
            self.prose += len(lead.body)
            self._pass_over(self.clauses[place])
            self.asking = lead.body[0].text in OPENERS or lead.asks_permission
            self.questioned = self.questioned or self.asking
        return 1

    def _read_whole(self, clause: Clause, body: Sequence[Token], lead: Lead, taken: int) -> Sequence[Wish]:
        repetition = None if taken else again(clause.tokens, self.message) or self._next(clause)
        if repetition:
            return [repetition]
        listed = self._understand(with_commas(body, self.message), lead, alone=False)
        if taken and listed is not None:
            return [listed.wish]
        found = self._understand(body, lead, alone=False)
        if found is None and not taken:
            several = list(self._joined(body, lead))
            if several:
                return several
            found = self._understand(body, lead, alone=True)
        if found is None:
            return []
        return [] if found.bare and self.negated else [found.wish]

    def _understand(self, body: Sequence[Token], lead: Lead, *, alone: bool) -> ParsedWish | None:
        return understand(body, self.message, may_write=not lead.asks_permission, alone=alone)

    def _next(self, clause: Clause) -> Wish | None:
        """Parse a bare id after a wish that reads: "show candidate 1, then 2"."""
        if clause.opening is not Opening.PAUSE or not self.wishes or writes(self.wishes[-1]):
            return None
        return repeated(self.wishes[-1], clause.tokens, self.message) if len(clause.tokens) == 1 else None

    def _joined(self, body: Sequence[Token], lead: Lead) -> Iterator[Wish]:
        """Parse "wish and wish". Both must be understood, or neither is returned."""
        for place in self._joints(body):
            left = self._understand(body[:place], lead, alone=True)
            if left is None:
                continue
            if place + 1 < len(body) and read_lead(body[place + 1 :]).negated:
                yield left.wish
                self.unread_spans += [(body[place + 1].start, body[-1].end)] if writes(left.wish) else []
                return
            right = self._right(left.wish, body[place + 1 :], lead)
            if right:
                yield left.wish
                yield from right
                return

    def _right(self, left: Wish, body: Sequence[Token], lead: Lead) -> Sequence[Wish]:
        second = read_lead(body)
        if not second.body:
            return []
        found = self._understand(second.body, lead, alone=True)
        if found is not None and not found.bare:
            return [found.wish]
        repetition = repeated(left, second.body, self.message)
        if repetition:
            return [repetition]
        if found is not None:  # "and all its candidates" behind an order asks for no list
            return [] if isinstance(left, Request) and writes(left) else [found.wish]
        return list(self._joined(second.body, lead))

    def _keep(self, wishes: Sequence[Wish], last: int) -> bool:
        """Keep wishes, unless they would write and the following clauses ask or set a condition."""
        if not wishes:
            return False
        if any(writes(wish) for wish in wishes) and (
            self._is_conditional(last)
            or is_question(self.clauses, last, self.message)
            or any(asks_opinion(self.clauses[last], wish) for wish in wishes)
        ):
            self.asked += [wish.tool for wish in wishes if isinstance(wish, Request)]
            return True
        self.wishes += [with_targets(wish, self.targets) for wish in wishes]
        return True

    def _is_conditional(self, last: int) -> bool:
        following = self._following(last)
        return bool(following) and is_condition(read_lead(following[0].tokens).body)

    def _following(self, place: int) -> Sequence[Clause]:
        """Return the next clauses of the same sentence that aren't negated."""
        found = []
        for clause in self.clauses[place + 1 : place + _MOST_JOINED]:
            if clause.opening is Opening.SENTENCE or read_lead(clause.tokens).negated:
                break
            found.append(clause)
        return found

    def _is_wish(self, body: Sequence[Token]) -> bool:
        return understand(body, self.message, may_write=True, alone=True) is not None

    def _forget(self, opening: Opening) -> None:
        if opening is Opening.SENTENCE:
            self.asking = False
        if opening is not Opening.PAUSE:
            self.negated = self.hanging = False
