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

LIKELY, LIKELY_NICE, LIKELY_LABELLED = 0.46, 0.25, 0.2
"""Probabilities from which on a phrase counts: what is said to be nice to have, or stands behind a label such as "Must
have:", is seldom anything but a skill."""


IN_PASSING = frozenset({"named", "duties", "off", "field", "block"})
"""Regions of a text that ask for nothing."""


SURE, LIKELY_BESIDE = 0.65, 0.35
"""Beside a skill of the first probability in one list, phrases of the second count."""

LISTS = frozenset({"note", "label", "item", "section", "asked"})


@dataclass(slots=True)
class Wishes:
    """Skills in the order in which a text names them, each once."""

    required: list[str] = field(default_factory=list)
    nice: list[str] = field(default_factory=list)


def find(text: str, ignore: tuple[int, int] = (0, 0)) -> Wishes:
    """Return the skills of a text. Fields of work inside `ignore`, where its title stands, don't count."""
    speech = language(text)
    found: dict[str, tuple[str, Candidate]] = {}
    candidates = list(islice(wish_candidates.find(text, ignore), MOST_CANDIDATES))
    likely = [wish_model.probability(wish_model.buckets(candidate, speech)) for candidate in candidates]
    sure = {
        each.clause for each, share in zip(candidates, likely, strict=True) if share >= SURE and each.region in LISTS
    }
    for candidate, share in zip(candidates, likely, strict=True):
        for name, key in _kept(candidate, speech, share, beside_sure=candidate.clause in sure):
            first = found.get(key)
            # What the duties name in passing and a list calls nice to have is nice to have.
            if first is None or (candidate.is_nice and not first[1].is_nice and first[1].region in IN_PASSING):
                found[key] = (name, candidate)
    kept = list(found.values())
    return Wishes(
        required=[name for name, candidate in kept if not candidate.is_nice],
        nice=[name for name, candidate in kept if candidate.is_nice],
    )


def _kept(candidate: Candidate, speech: str, whole: float, *, beside_sure: bool) -> Iterator[tuple[str, str]]:
    """Yield the skills of a candidate: the name that is kept and the key by which skills are the same.

    `whole` is the probability that all of the candidate is a skill.
    """
    labelled = LIKELY_LABELLED if candidate.region == "label" else LIKELY
    enough = LIKELY_NICE if candidate.is_nice else labelled
    enough = min(enough, LIKELY_BESIDE) if beside_sure else enough
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
