"""What a job asks for: skills that are required and skills that would be nice.

The sections and clauses of a text give phrases, each required or nice by its heading ("Nice to have"), its label
("Kann:") or its own words ("… is a plus", "… gradita"). Which of them are skills a small model decides. Of a list's
member with "and" either the whole or its parts are kept, whatever is likelier.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from recruit.domain.services.extraction import skills, wish_candidates, wish_model
from recruit.domain.services.extraction.languages import language
from recruit.domain.services.extraction.wish_candidates import Candidate

MOST_CANDIDATES = 400
SURER = 0.1
"""How much likelier the parts of a member must be than the whole."""

LIKELY, LIKELY_NICE, LIKELY_LABELLED = 0.45, 0.3, 0.2
"""Probabilities from which on a phrase counts: what is said to be nice to have, or stands behind a label such as "Must
have:", is seldom anything but a skill."""


@dataclass(slots=True)
class Wishes:
    """Skills in the order in which a text names them, each once."""

    required: list[str] = field(default_factory=list)
    nice: list[str] = field(default_factory=list)


def find(text: str, ignore: tuple[int, int] = (0, 0)) -> Wishes:
    """Return the skills of a text. Fields of work inside `ignore`, where its title stands, don't count."""
    wishes = Wishes()
    speech = language(text)
    seen: set[str] = set()
    for candidate in islice(wish_candidates.find(text, ignore), MOST_CANDIDATES):
        for name, key in _kept(candidate, speech):
            if key not in seen:
                seen.add(key)
                (wishes.nice if candidate.is_nice else wishes.required).append(name)
    return wishes


def _kept(candidate: Candidate, speech: str) -> Iterator[tuple[str, str]]:
    """Yield the skills of a candidate: the name that is kept and the key by which skills are the same."""
    labelled = LIKELY_LABELLED if candidate.region == "label" else LIKELY
    enough = LIKELY_NICE if candidate.is_nice else labelled
    whole = wish_model.probability(wish_model.buckets(candidate, speech))
    parts = [(part, wish_model.probability(wish_model.buckets(candidate, speech, part))) for part in candidate.parts]
    if parts and sum(likely for _, likely in parts) / len(parts) > whole + SURER:
        for part, likely in parts:
            if likely >= enough:
                yield part, skills.canonical(part).casefold()
    elif whole >= enough:
        yield _written(candidate), candidate.name.casefold()


def _written(candidate: Candidate) -> str:
    """Return a skill as the text writes it, but a short form in small letters by its known name: k8s is Kubernetes.

    A language keeps its name in the text's own: Englisch.
    """
    if not candidate.is_known or skills.is_spoken(candidate.name):
        return candidate.text
    same = candidate.text.casefold() == candidate.name.casefold()
    short = candidate.text.islower() and " " not in candidate.text
    return candidate.name if same or short else candidate.text
