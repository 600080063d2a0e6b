"""Parser of questions for the applications for one job.

asked = { filler } , ( "applied" | "applications" | "applicants" | people , ( "in for" | stage ) ) , job , { filler } ;
"""

from collections.abc import Sequence
from itertools import pairwise

from recruit.domain.engines.language.learned.targets import Part, job
from recruit.domain.engines.language.lists import words as listing
from recruit.domain.engines.language.lists.phrases import PhraseMatcher
from recruit.domain.engines.language.lists.status_filters import status_filters
from recruit.domain.engines.language.plain import words
from recruit.domain.engines.language.plain.targets import take_job
from recruit.domain.engines.language.requests import Request, Wish

_OVER_ALL_JOBS = frozenset(["list_applications", "pipeline", "find_candidates"])


def applications_of_job(said: PhraseMatcher, part: Part, wishes: Sequence[Wish]) -> Request | None:
    """Return the request for a job's applications if the message asks for no more than a stage of them.

    `wishes` are the grammar's. If they name a job, they take precedence.
    """
    if part.people() or not all(map(_is_over_all_jobs, wishes)) or not take_job(said, part):
        return None
    first = said.take(listing.APPLIED_STAGE) is not None
    in_stage = ("in", "applied") in pairwise(part.keys)  # "who applied for the post?" names no status
    applied = None if in_stage else said.take(listing.APPLIED)
    stage = {"status": "applied"} if first else status_filters(said, part, "list_applications")
    asked = applied or said.take(listing.APPLICANTS) or said.take(words.RUNNING_FOR)
    people = said.take(listing.CANDIDATES) or said.take(listing.WHO)
    if not (asked or (stage and people)):
        return None
    said.take(listing.JOBS)
    said.take(words.PERMISSION)
    said.consume_words(listing.FILLERS)
    return None if said.remaining() else Request("list_applications", {"job_id": job(part), **stage}, part.text)


def _is_over_all_jobs(wish: Wish) -> bool:
    return isinstance(wish, Request) and wish.tool in _OVER_ALL_JOBS and "job_id" not in wish.arguments
