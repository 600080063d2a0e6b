"""Labelled sequences for `career_training`: the tokens of a career with the cells that the answers leave possible.

Of a written example only the current title and company are known, and where the answers have them the dates of jobs.
The rest stays open. Of a generated one all jobs are known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.engines.reading.resume.choosing.candidates import normal
from recruit.domain.engines.reading.resume.choosing.career_chain import (
    AFTER,
    BEFORE,
    COMPANY,
    CURRENT,
    DATED,
    LABELS,
    OTHER,
    PHASES,
    TITLE,
    Floats,
    allowed,
)
from recruit.domain.engines.reading.resume.choosing.career_tokens import DATE, WORDS, Token
from recruit.domain.engines.reading.text.dates import Span
from tools.resumes.corpus import GENERATED, Example, intervals, is_right
from tools.resumes.periods import is_job

DOUBT = 1e-4
"""Weight of a cell that the answers exclude. Above 0, so that no sequence is impossible."""

LONGEST_RUN = 3
"""Maximum number of tokens that an answer is put together from."""

YEAR = 12
WRITTEN = 3.0


@dataclass(frozen=True, slots=True)
class Sequenced:
    """Tokens, the cells that are possible without and with the answers, and the weight of the example."""

    tokens: Sequence[Token]
    free: Floats
    labelled: Floats
    weight: float


def of(example: Example, tokens: Sequence[Token]) -> Sequenced:
    """Return the labelled sequence of an example."""
    free = allowed(tokens)
    labels = _Labels(tokens, free)
    jobs = list(intervals(example.gold))
    dated = [number for number, token in enumerate(tokens) if token.span and jobs and is_job(token.span, jobs)]
    if example.source == GENERATED:
        _label_generated(labels, example, dated)
    else:
        _label_written(labels, example, dated, known=bool(jobs))
    return Sequenced(tokens, free, labels.possible_cells(), 1.0 if example.source == GENERATED else WRITTEN)


class _Labels:
    """The possible cells of tokens, which only become fewer."""

    def __init__(self, tokens: Sequence[Token], free: Floats) -> None:
        self.tokens = tokens
        self._free, self._labelled = free, free.copy()

    def possible_cells(self) -> Floats:
        """Return the possible cells; a token whose cells were all excluded may be in any."""
        empty = self._labelled.sum(1) == 0
        self._labelled[empty] = self._free[empty]
        return self._labelled + (self._free - self._labelled) * DOUBT

    def only(self, number: int, labels: Sequence[int], phases: Sequence[int] = PHASES) -> None:
        """Exclude other labels and phases of a token; a token that is no part of a job may be in any phase."""
        cells = {len(LABELS) * phase + label for label in labels for phase in (PHASES if label == OTHER else phases)}
        for cell in range(self._labelled.shape[1]):
            if cell not in cells:
                self._labelled[number, cell] = 0.0


def _label_written(labels: _Labels, example: Example, dated: Sequence[int], *, known: bool) -> None:
    dates = [number for number, token in enumerate(labels.tokens) if token.kind == DATE]
    for number in dates if known else ():
        labels.only(number, (DATED,) if number in dated else (OTHER,))
    going_on = [number for number in dates if _is_going_on(labels.tokens[number].span)]
    around = [number for number in going_on if number in dated or not known]
    around = around or [number for number in dates if "target0" in labels.tokens[number].features]
    named, missing = set(), False
    for label, name in ((TITLE, "current_title"), (COMPANY, "current_company")):
        if accepted := example.gold.get(name):
            found = _nearest(_named(labels.tokens, accepted, name), around)
            missing |= found is None
            if found is not None:
                labels.only(found, (label,), (CURRENT,))
                named.add(found)
    for number, token in enumerate(labels.tokens):
        if named and not missing and token.kind == WORDS and number not in named:
            labels.only(number, (OTHER, TITLE, COMPANY), (BEFORE, AFTER))


def _label_generated(labels: _Labels, example: Example, dated: Sequence[int]) -> None:
    texts = [normal(token.text) if token.kind == WORDS else "" for token in labels.tokens]
    found: dict[int, tuple[int, bool]] = {}
    answers = {normal(text) for job in example.jobs for text in (job.title, job.company)}
    for job in example.jobs:
        around = [number for number in dated if _begins(labels.tokens[number].span, job.first)]
        for label, text in ((TITLE, normal(job.title)), (COMPANY, normal(job.company))):
            same = [number for number, other in enumerate(texts) if other == text and number not in found]
            if around and text and same:
                nearest = _nearest(same, around)
                found |= {nearest: (label, job is example.jobs[0])} if nearest is not None else {}
        if job is example.jobs[0] and around:
            found[around[0]] = DATED, True
    for number, token in enumerate(labels.tokens):
        if number in found:
            label, now = found[number]
            labels.only(number, (label,), (CURRENT,) if now else (BEFORE, AFTER))
        elif number in dated:
            labels.only(number, (OTHER, DATED), (BEFORE, AFTER))
        elif token.kind == DATE or not any(texts[number] in text or text in texts[number] for text in answers if text):
            labels.only(number, (OTHER,))


def _named(tokens: Sequence[Token], accepted: Sequence[str], name: str) -> list[int]:
    """Return the tokens with an answer, else those that begin one."""
    words = [number for number, token in enumerate(tokens) if token.kind == WORDS]
    if found := [number for number in words if is_right(tokens[number].text, accepted, name)]:
        return found
    return [
        number
        for number in words
        for size in range(2, LONGEST_RUN + 1)
        if _is_run(run := tokens[number : number + size], size)
        and is_right(" ".join(token.text for token in run), accepted, name)
    ]


def _is_run(run: Sequence[Token], size: int) -> bool:
    return len(run) == size and all(token.kind == WORDS and token.line == run[0].line for token in run)


def _nearest(numbers: Sequence[int], around: Sequence[int]) -> int | None:
    if not numbers or not around:
        return numbers[0] if numbers else None
    return min(numbers, key=lambda number: min(abs(number - date) for date in around))


def _is_going_on(span: Span | None) -> bool:
    return span is not None and span.last is None


def _begins(span: Span | None, month: int) -> bool:
    return span is not None and span.first // YEAR == month // YEAR
