"""The ranking of candidates for a job: matches, what-if rankings and the test with swapped details."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import Struct, structs

from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.engines.ranking.candidate_features import THIN
from recruit.domain.engines.ranking.requirements import Requirement, Status
from recruit.domain.engines.ranking.scoring import CONCEPTS, DETAILS, LEXICAL, OCCUPATION, SIMILARITY, SKILLS
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import Match
from recruit.domain.matching.what_if import FITTING, WhatIfChanges
from recruit.domain.shared.errors import Duplicate
from recruit.entrypoints.http.field_types import Skills
from recruit.entrypoints.web.forms import UNPROCESSABLE, FormErrors, errors_of, read
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.candidate_frame import number_of
from recruit.entrypoints.web.quotations import Excerpt, with_excerpts
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t
from recruit.entrypoints.web.undo import Before, changed_fields, undoable

SHOWN = 50
MOST_RANKS = 1000
"""Ranks that can be shown, SHOWN at a time."""

MOST_TESTED = 2000
"""Candidates that a fairness test swaps, which takes about a millisecond each. The API tests all."""

CHIPS_SHOWN = 4
"""Requirements that a row shows. The rest is counted, and in its explanation."""

WEIGHTS = {
    "lexical": LEXICAL,
    "concepts": CONCEPTS,
    "occupation": OCCUPATION,
    "skills": SKILLS,
    "details": DETAILS,
    "similarity": SIMILARITY,
}
"""The parts of a score that have a weight to try, and the weights that full profiles have."""

REQUIRED, NICE_TO_HAVE = "required", "nice"
"""Needs of a what-if form. Requirements with another one are off."""


class WantedSkills(Struct):
    """Skills to try in place of the job's own."""

    required_skills: Skills = ()
    nice_to_have_skills: Skills = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A match, its receipt, and each requirement with the sentence that shows it."""

    match: Match
    receipt: int
    requirements: Sequence[tuple[Requirement, Excerpt | None]]

    @property
    def is_vague(self) -> bool:
        """Whether the candidate fits although a short profile says nothing about any requirement."""
        unknown = bool(self.requirements) and all(one.status == Status.UNKNOWN for one, _ in self.requirements)
        return unknown and self.match.score.value >= FITTING


class MatchPages(Controller):
    """Pages under `/jobs/{job_id}/matches`. The page comes at once, and the ranking as a part of it."""

    path = "/jobs/{job_id:int}/matches"

    @get("/")
    async def show(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Show the frame of the ranking, which a script fills, or the ranking itself to readers without scripts."""
        ranked = await _ranking(request, job_id) if "ranking" in request.query_params else {}
        return await _matches_page(request, job_id, **ranked)

    @get("/ranking")
    async def rank(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Rank the candidates, which logs the matches. With `after` in the address, return the rows after that rank."""
        ranked = await _ranking(request, job_id)
        part = "fragments/ranks.html" if ranked["after"] else "fragments/ranking.html"
        return page(request, part, job_id=job_id, **ranked)

    @get("/what_if")
    async def what_if(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Rank with other skills or weights. Nothing is logged or changed."""
        sent = [(name, str(value)) for name, value in request.query_params.multi_items()]
        wanted, texts, found, error = _wanted(sent), dict(sent), None, None
        try:
            skills = _skills(wanted)
        except FormErrors as refused:
            error = " ".join(errors_of(refused).values())
        else:
            weights = {name: weight for name in WEIGHTS if (weight := _weight(texts.get(name, ""))) is not None}
            changes = WhatIfChanges(**structs.asdict(skills), weights=weights)
            found = await request.services.matching.what_if(request.actor, job_id, changes, SHOWN)
        context: dict[str, Any] = {"status": UNPROCESSABLE if error else 200, "found": found, "error": error}
        if request.is_partial:
            return page(request, "fragments/what_if.html", job_id=job_id, **context)
        return await _matches_page(
            request, job_id, wanted=wanted, tried=texts, job=found.job if found else None, **context
        )

    @get("/fairness")
    async def test_fairness(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Swap details that must not count, such as names, and score again."""
        audit = await request.services.matching.audit(request.actor, job_id, MOST_TESTED)
        if request.is_partial:
            return page(request, "fragments/fairness.html", audit=audit)
        return await _matches_page(request, job_id, audit=audit)

    @post("/skills", status_code=200)
    async def apply(self, request: PageRequest, job_id: FromPath[int]) -> Response[Any]:
        """Give the job the skills of a what-if ranking. Weights only explore."""
        skills = _skills(_wanted(await request.pairs()))
        before = Before[Job]()
        after = await request.services.jobs.change(request.actor, job_id, structs.asdict(skills), before)
        saved = redirect(request, f"/jobs/{job_id}/matches", t("Saved"))
        return await undoable(request, saved, "update_job", *changed_fields("job", before.record, after))

    @post("/{candidate_id:int}", status_code=200)
    async def add(self, request: PageRequest, job_id: FromPath[int], candidate_id: FromPath[int]) -> Response[Any]:
        """Put a candidate into the pipeline of the job, with the score that the ranking shows."""
        score = (await request.services.matching.explain(request.actor, job_id, candidate_id)).match.score.value
        details = ApplicationDetails(job_id=job_id, candidate_id=candidate_id, source="matching", fit_score=score)
        try:
            await request.services.applications.create(request.actor, details)
        except Duplicate:
            if not request.is_partial:
                raise
        if request.is_partial:
            return page(request, "fragments/added.html", job_id=job_id)
        return redirect(request, f"/jobs/{job_id}", t("Added to the pipeline"))


async def _ranking(request: PageRequest, job_id: int) -> dict[str, Any]:
    """Return the matches after a rank, and the stages of those who are in the pipeline."""
    after = min(number_of(request.query_params.get("after")) or 0, MOST_RANKS - SHOWN)
    shortlist = await request.services.matching.shortlist(request.actor, job_id, SHOWN, after)
    rows = [
        Row(one.match, receipt, list(with_excerpts(one).values()))
        for one, receipt in zip(shortlist.explanations, shortlist.receipts, strict=True)
    ]
    ids = [row.match.candidate.id for row in rows]
    return {
        "job": shortlist.job,
        "rows": rows,
        "after": after,
        "most": MOST_RANKS,
        "total": shortlist.total,
        "fitting": shortlist.fitting,
        "least": FITTING,
        "thin": THIN,
        "chips_shown": CHIPS_SHOWN,
        "stages": await request.services.boards.stages_of_people(request.actor, job_id, ids),
    }


async def _matches_page(
    request: PageRequest, job_id: int, *, job: Job | None = None, status: int = 200, **context: Any
) -> Response[str]:
    """Return the page of a job's matches, with what is known of `rows`, `found`, `error`, `tried` and `audit`.

    `job` is read unless the caller has read it. `wanted` are the requirements to try, the job's own by default.
    """
    job = job or await request.services.jobs.get(request.actor, job_id)
    own = [(name, REQUIRED) for name in job.required_skills] + [
        (name, NICE_TO_HAVE) for name in job.nice_to_have_skills
    ]
    shown = {"rows": None, "found": None, "error": None, "tried": {}, "audit": None, "wanted": own} | context
    weights = {name: round(100 * weight) for name, weight in WEIGHTS.items()}
    if request.services.matching.strategy is None:
        del weights["similarity"]
    return page(
        request, "pages/matches.html", status=status, job=job, job_id=job_id, tab="/matches", weights=weights, **shown
    )


def _wanted(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the requirements of a what-if form with the need for each; several that are added are between commas."""
    values = {name: [value for key, value in pairs if key == name] for name in ("requirement", "need", "add")}
    added = [(name.strip(), REQUIRED) for text in values["add"] for name in text.split(",") if name.strip()]
    return [*zip(values["requirement"], values["need"], strict=False), *added]


def _skills(wanted: Sequence[tuple[str, str]]) -> WantedSkills:
    """Return the wanted skills. Raises FormErrors."""
    needs = {"required_skills": REQUIRED, "nice_to_have_skills": NICE_TO_HAVE}
    return read(WantedSkills, {field: [name for name, one in wanted if one == need] for field, need in needs.items()})


def _weight(text: str) -> float | None:
    """Return a weight, at most 100, None for a text that is none."""
    return min(float(text), 100) if text.isascii() and text.isdecimal() else None
