"""The sentences from which evidence is quoted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from recruit.domain.engines.ranking.candidate_features import raw_texts
from recruit.domain.engines.ranking.requirements import Evidence, Requirement
from recruit.domain.matching.service import Explanation

CONTEXT = 90
"""Characters shown on either side of the quoted words, at most."""

_BREAK = re.compile(r"\n|(?<=[.!?;])\s+")
_BULLETS = "-–•*· \t"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words, and the text of their sentence before and after them."""

    before: str
    words: str
    after: str


def with_quotations(explanation: Explanation) -> dict[str, tuple[Requirement, Quotation | None]]:
    """Return the requirements of an explanation by name, each with the sentence that shows it."""
    fields = raw_texts(explanation.match.candidate)
    return {
        one.name: (one, quotation(one.evidence, fields) if one.evidence else None) for one in explanation.requirements
    }


def quotation(evidence: Evidence, fields: Mapping[str, str]) -> Quotation:
    """Return the sentence, or the part of it, that has the quoted words. `fields` are the profile's texts by name."""
    text = fields[evidence.field]
    begin, end = max(0, evidence.start - CONTEXT), min(len(text), evidence.end + CONTEXT)
    before, after = text[begin : evidence.start], text[evidence.end : end]
    if breaks := list(_BREAK.finditer(before)):
        before = before[breaks[-1].end() :].lstrip(_BULLETS)
    elif begin:
        before = f"… {before.partition(' ')[2]}"
    if found := _BREAK.search(after):
        after = after[: found.start()]
    elif end < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return Quotation(before, evidence.quote, after)
