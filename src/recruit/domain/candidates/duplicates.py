"""Detection of duplicate candidates, with a confidence and reasons."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.identifiers import Identifier, IdentifierKind, fold_accents
from recruit.domain.shared.pages import Page, Window
from recruit.ports.storage import Storage

MOST_EACH = 100
"""Maximum number of other candidates that are examined for each shared identifier."""

LAST_DIGITS = 4


class Confidence(StrEnum):
    """The confidence that two candidates are the same person."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


CONFIDENCE_ORDER = tuple(Confidence)


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A possible duplicate: the candidate, the confidence, and each reason as a sentence."""

    candidate: Candidate
    confidence: Confidence
    reasons: Sequence[str]


class Duplicates:
    """Finds duplicate candidates by identifiers that two people rarely share. An equal name alone isn't enough."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def find(self, actor: Actor, candidate_id: int, window: Window) -> Page[PossibleDuplicate]:
        """Return possible duplicates of a candidate, in descending confidence. Raises NotFound."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            candidate = await work.candidates.get(candidate_id)
        return await self.of_read_candidate(actor, candidate, window)

    async def of_read_candidate(self, actor: Actor, candidate: Candidate, window: Window) -> Page[PossibleDuplicate]:
        """Return what `find` does, for a candidate who has been read already."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.reading(actor.org_id) as work:
            shared: defaultdict[int, list[Identifier]] = defaultdict(list)
            for match in await work.identifiers.shared(candidate.id, MOST_EACH):
                shared[match.candidate_id].append(match.identifier)
            others = await work.candidates.by_ids(list(shared)) if shared else ()
        found = [one for other in others if (one := _possible_duplicate(candidate, other, shared[other.id]))]
        found.sort(key=lambda duplicate: (CONFIDENCE_ORDER.index(duplicate.confidence), duplicate.candidate.id))
        return Page(found[window.skip : window.skip + window.limit], len(found))


def _possible_duplicate(
    candidate: Candidate, other: Candidate, shared: Sequence[Identifier]
) -> PossibleDuplicate | None:
    reasons = [reason for identifier in sorted(shared) for reason in _reasons(identifier, candidate, other)]
    reasons.sort(key=lambda reason: CONFIDENCE_ORDER.index(reason[0]))
    if not reasons:
        return None
    return PossibleDuplicate(other, reasons[0][0], [sentence for _, sentence in reasons])


def _reasons(identifier: Identifier, candidate: Candidate, other: Candidate) -> Iterator[tuple[Confidence, str]]:
    match identifier.kind:
        case IdentifierKind.FILE:
            yield Confidence.CERTAIN, "The same file was uploaded for both."
        case IdentifierKind.EMAIL:
            yield Confidence.CERTAIN, f"Both have the e-mail address {identifier.value}."
        case IdentifierKind.LINKEDIN | IdentifierKind.GITHUB:
            yield Confidence.CERTAIN, f"Both have the profile {identifier.value}."
        case IdentifierKind.PHONE:
            yield Confidence.LIKELY, f"Both have the phone number that ends in {identifier.value[-LAST_DIGITS:]}."
        case IdentifierKind.NAME:
            yield from _same_name(candidate, other)


def _same_name(candidate: Candidate, other: Candidate) -> Iterator[tuple[Confidence, str]]:
    """Yield confidences and reasons for two candidates with the same name."""
    if _equal_words(candidate.current_company, other.current_company):
        yield Confidence.LIKELY, f"Both have the same name and work at {candidate.current_company}."
    if _equal_words(candidate.current_title, other.current_title):
        yield Confidence.POSSIBLE, f"Both have the same name and the title {candidate.current_title}."
    if _equal_words(candidate.location, other.location):
        yield Confidence.POSSIBLE, f"Both have the same name and live in {candidate.location}."


def _equal_words(one: str | None, other: str | None) -> bool:
    words = fold_accents(one or "").split()
    return bool(words) and words == fold_accents(other or "").split()
