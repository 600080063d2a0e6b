"""Evidence on the page: the places in a candidate's file of the words that show a job's requirements."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypeAlias

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.documents.service import CandidateFiles
from recruit.domain.engines.ranking.candidate_features import raw_texts
from recruit.domain.engines.ranking.quotes import QuotedText, Span
from recruit.domain.engines.ranking.requirements import Requirement
from recruit.domain.matching.service import MatchService
from recruit.ports.compute import Compute
from recruit.ports.documents import DocumentReader, Rectangle, Word

PDF = "pdf"
ONE_LINE = 0.5
"""Fraction of the lower word's height that two words of one line have in common."""

Place: TypeAlias = Sequence[Rectangle]
"""One rectangle for each line that a quotation stands on."""


@dataclass(frozen=True, slots=True)
class LocatedRequirement:
    """A requirement and the places of its quotation: the quoted one first, none if the quotation is on no page."""

    requirement: Requirement
    places: Sequence[Place]


class EvidenceService:
    """Places of evidence in files."""

    def __init__(
        self, matching: MatchService, files: CandidateFiles, documents: DocumentReader, compute: Compute
    ) -> None:
        self._matching = matching
        self._files = files
        self._documents = documents
        self._compute = compute

    async def located(
        self, actor: Actor, job_id: int, candidate_id: int, document_id: int
    ) -> Sequence[LocatedRequirement]:
        """Return the requirements of a job with their places in a candidate's document, in the order of `explain`.

        Files other than PDFs have no pages, and no places. The read is recorded in the audit log. Raises NotFound, and
        Invalid or Unavailable if the file can't be read.
        """
        actor.require(Permission.READ_DOCUMENTS)
        found = await self._matching.explain(actor, job_id, candidate_id)
        document, content = await self._files.document(actor, candidate_id, document_id)
        words = await self._documents.layout(content) if document.kind == PDF else ()
        texts = raw_texts(found.match.candidate)
        return await self._compute.in_thread(locate, found.requirements, texts, words)


def locate(
    requirements: Sequence[Requirement], fields: Mapping[str, str], words: Sequence[Word]
) -> list[LocatedRequirement]:
    """Return requirements with the places of their quotations. `fields` are the profile's texts by name."""
    text = QuotedText("".join(word.text for word in words))
    spans = list(pairwise(accumulate((len(word.text) for word in words), initial=0)))
    return [
        LocatedRequirement(
            one,
            [_rectangles(words, spans, place) for place in text.places(one.evidence, fields)] if one.evidence else (),
        )
        for one in requirements
    ]


def _rectangles(words: Sequence[Word], spans: Sequence[Span], place: Span) -> Place:
    """Return the rectangles around the words from a place's start to its end."""
    found: list[Rectangle] = []
    first = bisect_right(spans, place[0], key=lambda span: span[1])
    for word, (start, _) in zip(words[first:], spans[first:], strict=True):
        if start >= place[1]:
            break
        if found and _is_beside(found[-1], word.place):
            found[-1] = _around(found[-1], word.place)
        else:
            found.append(word.place)
    return found


def _is_beside(one: Rectangle, other: Rectangle) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    lower = min(one.bottom - one.top, other.bottom - other.top)
    return one.page == other.page and shared >= ONE_LINE * lower


def _around(one: Rectangle, other: Rectangle) -> Rectangle:
    return Rectangle(
        one.page,
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
