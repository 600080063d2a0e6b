"""The applications of a candidate with their histories, and the jobs that fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.reversals import creation_write
from recruit.domain.applications.history import StageVisit
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.jobs.model import Job
from recruit.domain.shared.errors import Duplicate
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE
from recruit.entrypoints.web.page import redirect
from recruit.entrypoints.web.pages.candidate_frame import (
    OPEN,
    back,
    candidate_page,
    jobs_of,
    number_of,
    open_jobs,
    user_names,
)
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t
from recruit.entrypoints.web.undo import undoable

MOST_APPLICATIONS = 20
"""Applications that are shown with their histories."""

MOST_MATCHES, MOST_RANKED = 10, 30


@dataclass(frozen=True, slots=True)
class Candidacy:
    """An application with its job, the name of its stage, and the stages that it has been in, the latest first.

    `score` is the unrounded one of the candidate for the job, None for a user who may not rank.
    """

    application: Application
    job: Job | None
    score: float | None
    stage: str
    visits: Sequence[StageVisit]


class ApplicationPages(Controller):
    """`/candidates/{id}/applications`, and an application's end."""

    @get("/candidates/{candidate_id:int}/applications", opt={EXPENSIVE: True})
    async def show_applications(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Show the applications, and with `?fit` the jobs that fit best. Each such ranking is logged."""
        services, actor = request.services, request.actor
        candidate = await services.candidates.get(actor, candidate_id)
        found = await services.applications.page(actor, Window(limit=MOST_APPLICATIONS), candidate_id=candidate_id)
        opened = await open_jobs(request)
        jobs = await jobs_of(request, found.items, opened)
        visits = await services.application_histories.of_applications(actor, found.items)
        scores = await services.matching.scores_for_candidate(actor, candidate_id, [one.job_id for one in found.items])
        candidacies = [
            Candidacy(
                one,
                jobs.get(one.job_id),
                scores.get(one.job_id),
                visits[one.id][-1].stage.name,
                visits[one.id][::-1],
            )
            for one in reversed(found.items)
        ]
        applied = {application.job_id for application in found.items}
        ranked = "fit" in request.query_params
        matches = await services.matching.jobs_for_candidate(actor, candidate_id, MOST_RANKED) if ranked else ()
        return await candidate_page(
            request,
            candidate,
            "applications",
            candidacies=candidacies,
            total=found.total,
            users=await user_names(request),
            jobs=[job for job in opened if job.id not in applied],
            ranked=ranked,
            matches=[one for one in matches if one.job.status == OPEN and one.job.id not in applied][:MOST_MATCHES],
        )

    @post("/candidates/{candidate_id:int}/applications", status_code=200)
    async def add_to_job(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Put the candidate into the pipeline of a job."""
        request.actor.require(Permission.CREATE_APPLICATIONS)
        values = await request.fields()
        default = f"/candidates/{candidate_id}/applications"
        job_id = number_of(values.get("job_id"))
        if job_id is None:
            return back(request, values, default, t("Choose a job"))
        job = await request.services.jobs.get(request.actor, job_id)
        try:
            details = ApplicationDetails(job_id=job_id, candidate_id=candidate_id)
            application = await request.services.applications.create(request.actor, details)
        except Duplicate:
            return back(request, values, default, t("Is in the pipeline of {title} already", title=job.title))
        added = back(request, values, default, t("Added to {title}", title=job.title))
        return await undoable(request, added, "create_application", creation_write("application", application))

    @post("/applications/{application_id:int}/delete", status_code=200)
    async def delete(self, request: PageRequest, application_id: FromPath[int]) -> Response[str]:
        """Take the candidate out of the pipeline of a job."""
        application = await request.services.applications.get(request.actor, application_id)
        await request.services.applications.remove(request.actor, application_id)
        notice = t("Removed from the pipeline")
        return redirect(request, f"/candidates/{application.candidate_id}/applications", notice)
