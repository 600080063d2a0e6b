"""The review of a candidate: a document beside the evidence for a job, and the candidate's files."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from litestar import Controller, Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.drafts import question
from recruit.domain.applications.model import Application, QueuePlace
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.documents.model import Document
from recruit.domain.engines.ranking.candidate_features import THIN, raw_texts
from recruit.domain.engines.ranking.requirements import Requirement, Status
from recruit.domain.engines.ranking.scoring import CURVE_MIDDLE, CURVE_STEEPNESS
from recruit.domain.extraction.intake import MOST_BYTES
from recruit.domain.jobs.model import Job
from recruit.domain.matching.history import Replay
from recruit.domain.matching.model import MatchLog, Score
from recruit.domain.pipelines.model import StageDetails, StageType
from recruit.domain.shared.errors import Forbidden, Invalid, NotFound, TooLarge
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.downloads import download
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE
from recruit.entrypoints.http.uploads import FORM_OVERHEAD
from recruit.entrypoints.web.evidence import Segment, excerpts, located, segments
from recruit.entrypoints.web.forms import UNPROCESSABLE, message_of
from recruit.entrypoints.web.page import redirect, redirect_upload
from recruit.entrypoints.web.pages.candidate_frame import candidate_page, jobs_of, number_of, open_jobs
from recruit.entrypoints.web.quotations import Excerpt, quoted
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t

MOST_APPLICATIONS = 100
MOST_DOCUMENTS = 100
RESUME = re.compile(r"(?:^|[^a-z])(?:cv|r[eé]sum[eé]|lebenslauf|curriculum)(?![a-z])", re.IGNORECASE)
"""Names of files that are shown before others, such as letters."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and its text in parts. No `parts` while it is still to be read, or if the reader may not read it."""

    document: Document
    parts: Sequence[Segment]
    excerpts: Mapping[int, Excerpt]
    """The sentences of the requirements whose quotes the text has, by the number of the requirement."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a candidate fits a job: the score, the requirements, and the latest receipt.

    Each requirement has a question for it, and the sentence of the profile from which it is quoted, if there is one.
    """

    job: Job
    score: Score
    requirements: Sequence[tuple[Requirement, str, Excerpt | None]]
    fields: Mapping[str, str]
    """The texts of the profile from which evidence is quoted, by name."""
    counts: dict[Status, int]
    log: MatchLog | None
    replay: Replay | None

    @property
    def verdict(self) -> str:
        """A sentence on the required skills."""
        required = [one.status for one, *_ in self.requirements if one.required]
        met, number = required.count(Status.MET), len(required)
        if not required:
            return t("The job requires no skill")
        if set(required) == {Status.UNKNOWN}:
            return t("The profile says nothing about the required skills")
        if met == number:
            return t("The profile shows the required skills")
        return t("The profile shows {met} of {n} required skills", met=met, n=number)

    @property
    def parts(self) -> Sequence[tuple[str, float, float, float]]:
        """The name, value, weight and points of each part of the score, in percent with a decimal place.

        The weights add up to 100, the points to the mean.
        """
        components, weights = self.score.components, self.score.weights
        points = _rounded([value * weights[name] for name, value in components.items()])
        values = [round(100 * value, 1) for value in components.values()]
        return list(zip(components, values, _rounded([weights[name] for name in components]), points, strict=True))

    @property
    def mean(self) -> float:
        """The mean of the parts by their weights, 0..1, of which the score is made."""
        return round(sum(value * self.score.weights[name] for name, value in self.score.components.items()), 4)

    @property
    def mean_percent(self) -> float:
        """The mean in percent with a decimal place, which is the sum of the points."""
        return round(sum(points for *_, points in self.parts), 1)


@dataclass(frozen=True, slots=True)
class Progress:
    """An application for the chosen job: its stage, the next one, and that for rejections, None where there is none.

    `place` is that in the queue of its stage.
    """

    application: Application
    stage: str
    next: StageDetails | None
    rejection: StageDetails | None
    place: QueuePlace


class ReviewPages(Controller):
    """`/candidates/{id}` and the candidate's documents."""

    path = "/candidates/{candidate_id:int}"

    @get("/", opt={EXPENSIVE: True})
    async def show_review(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Show a document and the evidence in it."""
        candidate = await request.services.candidates.get(request.actor, candidate_id)
        return await review_page(request, candidate)

    @post("/documents", status_code=200, request_max_body_size=MOST_BYTES + FORM_OVERHEAD)
    async def add_document(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[Any]:
        """Add a file to a candidate."""
        request.actor.require(Permission.WRITE_DOCUMENTS)
        candidate = await request.services.candidates.get(request.actor, candidate_id)
        file = (await request.form()).get("file")
        if not isinstance(file, UploadFile):
            return await review_page(request, candidate, error=t("Choose a file"))
        try:
            found = await request.services.intake.add_document(
                request.actor, candidate_id, await file.read(), file.filename
            )
        except (Invalid, TooLarge) as error:
            if request.wants_json:
                raise
            return await review_page(request, candidate, error=message_of(error))
        return redirect_upload(request, f"/candidates/{candidate_id}?document={found.document.id}", t("Added the file"))

    @get("/documents/{document_id:int}")
    async def download_document(
        self, request: PageRequest, candidate_id: FromPath[int], document_id: FromPath[int]
    ) -> Response[bytes]:
        """Send a file to be saved."""
        response = download(*await request.services.candidate_files.document(request.actor, candidate_id, document_id))
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    @get("/documents/{document_id:int}/evidence/{job_id:int}", opt={EXPENSIVE: True})
    async def locate_evidence(
        self, request: PageRequest, candidate_id: FromPath[int], document_id: FromPath[int], job_id: FromPath[int]
    ) -> Response[list[dict[str, Any]]]:
        """Return the places in a file of the words that show a job's requirements, for the script that draws them."""
        found = await request.services.evidence.located(request.actor, job_id, candidate_id, document_id)
        return Response(located(found))

    @post("/documents/{document_id:int}/delete", status_code=200)
    async def delete_document(
        self, request: PageRequest, candidate_id: FromPath[int], document_id: FromPath[int]
    ) -> Response[str]:
        """Delete a file."""
        await request.services.candidate_files.remove_document(request.actor, candidate_id, document_id)
        return redirect(request, f"/candidates/{candidate_id}", t("Deleted the file"))


async def review_page(
    request: PageRequest, candidate: Candidate, *, error: str | None = None, refused_tag: str | None = None
) -> Response[str]:
    """Return the review. `error` is about a file that was refused, `refused_tag` a tag that is too long."""
    services, actor = request.services, request.actor
    applications = (
        await services.applications.page(actor, Window(limit=MOST_APPLICATIONS), candidate_id=candidate.id)
    ).items
    opened = await open_jobs(request)
    applied_for = await jobs_of(request, applications, opened)
    chosen = _asked_number(request, "job", "job")
    if chosen is None and applications:
        chosen = applications[-1].job_id
    own = [applied_for[one.job_id] for one in reversed(applications) if one.job_id in applied_for]
    others = [job for job in opened if job.id not in applied_for]
    fit, refusal = None, None
    try:
        fit = None if chosen is None else await _fit(request, candidate.id, chosen)
    except Forbidden as refused:
        refusal = message_of(refused)
    context: dict[str, Any] = {
        "fit": fit,
        "curve": (CURVE_MIDDLE, CURVE_STEEPNESS),
        "thin": THIN,
        "refusal": refusal,
        "jobs": own,
        "other_jobs": others,
        "progress": await _progress(request, [one for one in applications if one.job_id == chosen]),
        "error": error,
        **await _documents(request, candidate.id, fit),
    }
    status = 200 if error is None and refused_tag is None else UNPROCESSABLE
    return await candidate_page(request, candidate, "review", status=status, refused_tag=refused_tag, **context)


async def _fit(request: PageRequest, candidate_id: int, job_id: int) -> Fit:
    services, actor = request.services, request.actor
    found = await services.matching.explain(actor, job_id, candidate_id)
    fields = raw_texts(found.match.candidate)
    log = await services.history.latest(actor, job_id, candidate_id)
    wanted = log is not None and "replay" in request.query_params
    return Fit(
        job=found.match.job,
        score=found.match.score,
        requirements=[(one, question(one), quoted(one, fields)) for one in found.requirements],
        fields=fields,
        counts=dict(Counter(one.status for one in found.requirements)),
        log=log,
        replay=await services.history.replay(actor, log.id) if log is not None and wanted else None,
    )


def _rounded(fractions: Sequence[float]) -> list[float]:
    """Return fractions as percentages with a decimal place, rounded such that they add up to their rounded sum."""
    exact = [1000 * one for one in fractions]
    tenths = [int(one) for one in exact]
    missing = round(sum(exact)) - sum(tenths)
    for place in sorted(range(len(exact)), key=lambda one: tenths[one] - exact[one])[:missing]:
        tenths[place] += 1
    return [one / 10 for one in tenths]


async def _progress(request: PageRequest, applications: Sequence[Application]) -> Progress | None:
    if not applications:
        return None
    (application,) = applications
    pipeline = await request.services.stages.of_job(request.actor, application.job_id)
    stages = pipeline.stages
    names = {stage.key: stage.name for stage in stages}
    after = next((later for stage, later in pairwise(stages) if stage.key == application.status), None)
    if after is not None and (after.type is StageType.ARCHIVED or after.requires_reason):
        after = None
    rejection = pipeline.rejection_stage() if any(stage.type is StageType.ARCHIVED for stage in stages) else None
    return Progress(
        application,
        names.get(application.status, application.status),
        after,
        rejection,
        await request.services.boards.queue_place(request.actor, application),
    )


async def _documents(request: PageRequest, candidate_id: int, fit: Fit | None) -> dict[str, Any]:
    """Return the candidate's documents, and the chosen one: the latest résumé, unless the address names another."""
    files, actor = request.services.candidate_files, request.actor
    documents = (await files.documents(actor, candidate_id, Window(limit=MOST_DOCUMENTS))).items
    asked = _asked_number(request, "document", "document")
    if not documents and asked is None:
        return {"documents": (), "reading": None}
    resumes = [one for one in documents if RESUME.search(one.filename)]
    chosen = asked if asked is not None else (resumes or documents)[-1].id
    document = next((one for one in documents if one.id == chosen), None)
    if document is None:
        raise NotFound("document", chosen)
    parts: Sequence[Segment] = ()
    if actor.has_permission(Permission.READ_DOCUMENTS):
        _, text = await files.document_text(actor, candidate_id, chosen)
        wanted, fields = ([one for one, *_ in fit.requirements], fit.fields) if fit else ([], {})
        parts = segments(text, wanted, fields) if text else ()
    return {"documents": documents, "reading": Reading(document, parts, excerpts(parts))}


def _asked_number(request: PageRequest, parameter: str, kind: str) -> int | None:
    """Return the id in a parameter of the address. Raises NotFound for one that is no number."""
    text = request.query_params.get(parameter, "")
    if not text:
        return None
    found = number_of(text)
    if found is None:
        raise NotFound(kind, 0)
    return found
