"""The text that explains a score.

It starts with the similarity or keyword overlap, in the words of the API reference. The shared occupation, the met and
the missing skills, and the years of experience follow.
"""

from collections.abc import Mapping, Sequence

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import THIN, Profile
from recruit.domain.engines.ranking.job_features import job_words
from recruit.domain.engines.ranking.noise import is_informative
from recruit.domain.engines.ranking.pair import Overlap
from recruit.domain.engines.ranking.scoring import HALF_KNOWN
from recruit.domain.engines.ranking.tie_breakers import UNKNOWN, required_years
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import Direction

HIGH, MODERATE = 0.6, 0.3
TERMS_SHOWN, SKILLS_SHOWN = 8, 5


def reason(
    job: Job, candidate: Candidate, profile: Profile, shared: Overlap, components: Mapping[str, float], side: Direction
) -> str:
    """Return the explanation of the score of a job and a candidate."""
    words = job_words(job)
    seen = dict.fromkeys(words[term] for term in shared.terms if term in words and is_informative(words[term]))
    sentences: list[str | None] = [
        _overlap(", ".join(list(seen)[:TERMS_SHOWN]), components.get("similarity"), side),
        f"Shared occupation: {shared.occupation}." if shared.occupation else _unknown(candidate, profile, shared),
        f"Skills: {_some(shared.skills)}." if shared.skills else None,
        _absent(shared.absent, thin=profile.length < THIN),
        _years(candidate.experience_years, required_years(job.description)),
    ]
    return " ".join(filter(None, sentences))


def _unknown(candidate: Candidate, profile: Profile, shared: Overlap) -> str | None:
    """Return a sentence for a title that no table has, or for a profile that says nothing.

    Without it, the text would suggest another occupation.
    """
    title = candidate.current_title or candidate.headline
    if title:
        return None if any(profile.confidence) else f"No occupation known for {title!r}."
    silent = profile.length < HALF_KNOWN and not (candidate.skills or shared.terms or shared.skills)
    return "Nothing is known about the candidate's work." if silent else None


def _overlap(terms: str, similarity: float | None, side: Direction) -> str:
    if similarity is None:
        return f"Keyword overlap on: {terms}." if terms else "No keyword overlap."
    degree = "High" if similarity >= HIGH else "Moderate" if similarity >= MODERATE else "Low"
    sides = "job and profile" if side is Direction.CANDIDATES_FOR_JOB else "candidate and job"
    overlap = f" Overlapping terms include: {terms}." if terms else ""
    return f"{degree} semantic similarity between {sides}.{overlap}"


def _absent(skills: Sequence[str], *, thin: bool) -> str | None:
    if not skills:
        return None
    return f"Unknown, since the profile is short: {_some(skills)}." if thin else f"Missing: {_some(skills)}."


def _years(years: int | None, asked: int) -> str | None:
    had = "Unknown years" if years is None else f"{years} year{'' if years == 1 else 's'}"
    if asked == UNKNOWN:
        return None if years is None else f"{had} of experience."
    return f"{had} of experience, {asked} asked for."


def _some(names: Sequence[str]) -> str:
    more = len(names) - SKILLS_SHOWN
    return ", ".join(names[:SKILLS_SHOWN]) + (f" and {more} more" if more > 0 else "")
