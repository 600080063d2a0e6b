"""The ranking of candidates for a job: matches, what-if rankings and the test with swapped details."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import Struct, structs

from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.jobs.model import Job
from recruit.domain.matching.what_if import WhatIfChanges
from recruit.domain.shared.errors import Duplicate
from recruit.entrypoints.http.field_types import Skills
from recruit.entrypoints.web.forms import FormErrors, errors_of, read
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t
from recruit.entrypoints.web.undo import Before, changed_fields, undoable

SHOWN = 50
WEIGHTS = ("lexical", "concepts", "occupation", "skills", "details", "similarity")
UNPROCESSABLE = 422


class WantedSkills(Struct):
    """Skills to try in place of the job's own."""

    required_skills: Skills = ()
    nice_to_have_skills: Skills = ()


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
        """Rank the candidates, which logs the matches."""
        return page(request, "fragments/ranking.html", job_id=job_id, **await _ranking(request, job_id))

    @get("/what_if")
    async def what_if(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Rank with other skills or weights. Nothing is logged or changed."""
        sent = dict(request.query_params)
        found, error = None, None
        try:
            skills = read(WantedSkills, sent, lists=WantedSkills.__struct_fields__)
        except FormErrors as refused:
            error = " ".join(errors_of(refused).values())
        else:
            weights = {name: weight for name in WEIGHTS if (weight := _weight(sent.get(name, ""))) is not None}
            changes = WhatIfChanges(**structs.asdict(skills), weights=weights)
            found = await request.services.matching.what_if(request.actor, job_id, changes, SHOWN)
        context: dict[str, Any] = {"status": UNPROCESSABLE if error else 200, "found": found, "error": error}
        if request.is_partial:
            return page(request, "fragments/what_if.html", job_id=job_id, **context)
        return await _matches_page(request, job_id, wanted=sent, **context)

    @get("/fairness")
    async def test_fairness(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Swap details that must not count, such as names, and score again."""
        swaps = await request.services.matching.audit(request.actor, job_id)
        if request.is_partial:
            return page(request, "fragments/fairness.html", swaps=swaps)
        return await _matches_page(request, job_id, swaps=swaps)

    @post("/skills", status_code=200)
    async def apply(self, request: PageRequest, job_id: FromPath[int]) -> Response[Any]:
        """Give the job the skills of a what-if ranking. Weights only explore."""
        skills = read(WantedSkills, await request.fields(), lists=WantedSkills.__struct_fields__)
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
    """Return the matches, and the stages of those who are in the pipeline."""
    matches = await request.services.matching.candidates_for_job(request.actor, job_id, SHOWN)
    ids = [match.candidate.id for match in matches]
    return {"matches": matches, "stages": await request.services.boards.stages_of_people(request.actor, job_id, ids)}


async def _matches_page(request: PageRequest, job_id: int, *, status: int = 200, **context: Any) -> Response[str]:
    """Return the page of a job's matches, with what is known of `matches`, `found`, `error`, `wanted` and `swaps`."""
    job = await request.services.jobs.get(request.actor, job_id)
    own = {name: "\n".join(getattr(job, name)) for name in WantedSkills.__struct_fields__}
    shown = {"matches": None, "found": None, "error": None, "wanted": {}, "swaps": None} | context
    shown["wanted"] = own | shown["wanted"]
    return page(
        request, "pages/matches.html", status=status, job=job, job_id=job_id, tab="/matches", weights=WEIGHTS, **shown
    )


def _weight(text: str) -> float | None:
    """Return a weight, at most 100, None for a text that is none."""
    return min(float(text), 100) if text.isdecimal() else None
