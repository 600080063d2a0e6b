"""Pipeline templates, and the stages of a job. Both are edited as one list, which is saved as a whole."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import Struct

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.jobs.model import Job
from recruit.domain.pipelines.model import (
    BUILT_IN,
    STAGE_USED,
    JobPipeline,
    PipelineTemplate,
    PipelineTemplateDetails,
    StageDetails,
    StageType,
)
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.field_types import Label
from recruit.entrypoints.http.pipeline_templates import PipelineTemplateIn, StageList
from recruit.entrypoints.http.stages import wanted_stage
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, errors_of, read, read_changes
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.stale import opened, unless_changed
from recruit.entrypoints.web.text import stage_name, t

TEMPLATES = "/settings/stages"
MOST_TEMPLATES = 100
ALL_STAGES = (Permission.WRITE_JOBS, Permission.CHANGE_APPLICATIONS)


class Row(TypedDict):
    """A row of the editor. `id` names its fields in the form; a stage that isn't stored yet has no key."""

    id: str
    key: str
    name: str
    type: str
    requires_reason: bool


class StagesForm(Struct):
    """All stages of a job. The applications of stages that are left out go to the stage `move_to`."""

    stages: StageList
    move_to: Label | None = None


class TemplatePages(Controller):
    """Pages under `/settings/stages`."""

    path = TEMPLATES

    @get("/")
    async def show(self, request: PageRequest) -> Response[str]:
        """Show the organisation's templates."""
        found = await request.services.pipeline_templates.page(request.actor, Window(limit=MOST_TEMPLATES))
        return page(request, "pages/settings/templates.html", templates=found.items, built_in=BUILT_IN)

    @get("/new")
    async def show_new(self, request: PageRequest) -> Response[str]:
        """Show the form of a new template, with the built-in stages to begin with."""
        request.actor.require(Permission.MANAGE_PIPELINES)
        return _template(request, None, {"name": "", "is_default": ""}, _rows(BUILT_IN))

    @post("/new", status_code=200)
    async def create(self, request: PageRequest) -> Response[str]:
        """Create a template, or edit the rows of the form."""
        request.actor.require(Permission.MANAGE_PIPELINES)
        values, (rows, is_edit) = await request.fields(), await _edited(request)
        if is_edit:
            return _template(request, None, values, rows)
        try:
            form = read(PipelineTemplateIn, values | {"stages": _sent(rows)})
            details = PipelineTemplateDetails(
                name=form.name,
                stages=tuple(wanted_stage(one).stage() for one in form.stages),
                is_default=form.is_default,
            )
            made = await request.services.pipeline_templates.create(request.actor, details)
        except REFUSED_FORM as error:
            return _template(request, None, values, rows, errors_of(error))
        return redirect(request, TEMPLATES, t("Created {name}", name=made.name))

    @get("/{template_id:int}")
    async def show_template(self, request: PageRequest, template_id: FromPath[int]) -> Response[str]:
        """Show a template, as a form for those who may change it."""
        found = await request.services.pipeline_templates.get(request.actor, template_id)
        return _template(request, template_id, opened(_texts(found)), _rows(found.stages))

    @post("/{template_id:int}", status_code=200)
    async def change(self, request: PageRequest, template_id: FromPath[int]) -> Response[str]:
        """Change a template, or edit the rows of the form."""
        request.actor.require(Permission.MANAGE_PIPELINES)
        values, (rows, is_edit) = await request.fields(), await _edited(request)
        if is_edit:
            return _template(request, template_id, values, rows)
        try:
            form = read(PipelineTemplateIn, values | {"stages": _sent(rows)})
            changes = {
                **read_changes(PipelineTemplateIn, values | {"stages": _sent(rows)}),
                "stages": tuple(wanted_stage(one).stage() for one in form.stages),
            }
            is_unchanged = unless_changed(values, _texts, {**changes, "stages": _described(rows)})
            await request.services.pipeline_templates.change(request.actor, template_id, changes, is_unchanged)
        except REFUSED_FORM as error:
            return _template(request, template_id, values, rows, errors_of(error))
        return redirect(request, TEMPLATES, t("Saved"))

    @get("/{template_id:int}/remove")
    async def show_removal(self, request: PageRequest, template_id: FromPath[int]) -> Response[str]:
        """Ask whether a template is to be removed, which can't be undone."""
        request.actor.require(Permission.MANAGE_PIPELINES)
        found = await request.services.pipeline_templates.get(request.actor, template_id)
        return page(
            request,
            "pages/settings/removal.html",
            heading=t("Delete {name}?", name=found.name),
            text=t("Jobs that have stages of their own keep them."),
            button=t("Delete template"),
            back=TEMPLATES,
        )

    @post("/{template_id:int}/remove", status_code=200)
    async def remove(self, request: PageRequest, template_id: FromPath[int]) -> Response[str]:
        """Remove a template."""
        await request.services.pipeline_templates.remove(request.actor, template_id)
        return redirect(request, TEMPLATES, t("The template is deleted"))


class JobStagePages(Controller):
    """The stages of a job."""

    path = "/jobs/{job_id:int}/stages"

    @get("/")
    async def show(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Show the stages of a job, as a form for those who may change them."""
        job = await request.services.jobs.get(request.actor, job_id)
        pipeline = await request.services.stages.of_job(request.actor, job_id)
        return await _job(request, job, pipeline, _rows(pipeline.stages), opened(_stage_texts(pipeline)))

    @post("/", status_code=200)
    async def change(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Replace the stages of a job, unless they have changed since the form was opened, or edit the form's rows."""
        request.actor.require(Permission.WRITE_JOBS)
        job = await request.services.jobs.get(request.actor, job_id)
        pipeline = await request.services.stages.of_job(request.actor, job_id)
        values, (rows, is_edit) = await request.fields(), await _edited(request)
        if is_edit:
            return await _job(request, job, pipeline, rows, values)
        try:
            form = read(StagesForm, values | {"stages": _sent(rows)})
            await request.services.stages.replace(
                request.actor,
                job_id,
                [wanted_stage(one) for one in form.stages],
                form.move_to,
                unless_changed(values, _stage_texts, {"stages": _described(rows)}),
            )
        except REFUSED_FORM as error:
            errors = errors_of(error)
            if str(error) == STAGE_USED:  # the service's words are those of the API
                errors = {"move_to": t("A stage that you have removed has applications: choose where they go")}
            return await _job(request, job, pipeline, rows, values, errors)
        return redirect(request, f"/jobs/{job_id}/stages", t("Saved"))


def type_names() -> list[tuple[str, str]]:
    """Return the types of stages, by value, in the reader's language."""
    names = {
        StageType.LEAD: t("Sourced"),
        StageType.APPLIED: t("Applied"),
        StageType.SCREENING: t("Screening"),
        StageType.INTERVIEW: t("Interview"),
        StageType.OFFER: t("Offer"),
        StageType.HIRED: t("Hired"),
        StageType.ARCHIVED: t("Rejected or withdrawn"),
    }
    return [(one.value, names[one]) for one in StageType]


async def _edited(request: PageRequest) -> tuple[list[Row], bool]:
    """Return the rows of the form after the edit that its button stands for, and whether it was one, and no saving.

    Scripts edit rows in the browser. These are the buttons of readers without scripts: `do` is the edit and its row.
    """
    values, ids = await request.fields(), await request.values("row")
    rows = [
        Row(
            id=one,
            key=values.get(f"key-{one}", ""),
            name=values.get(f"name-{one}", ""),
            type=values.get(f"type-{one}", ""),
            requires_reason=f"reason-{one}" in values,
        )
        for one in dict.fromkeys(ids)
    ]
    edit, _, target = values.get("do", "").partition(" ")
    place = next((place for place, row in enumerate(rows) if row["id"] == target), None)
    if edit == "add":
        return [*rows, Row(id=f"n{len(ids)}", key="", name="", type="", requires_reason=False)], True
    if edit not in {"up", "down", "drop"} or place is None:
        return rows, False
    moved = rows.pop(place)
    if edit != "drop":
        rows.insert(max(0, place + (-1 if edit == "up" else 1)), moved)
    return rows, True


def _rows(stages: Sequence[StageDetails]) -> list[Row]:
    return [
        Row(id=str(place), key=one.key, name=one.name, type=one.type.value, requires_reason=one.requires_reason)
        for place, one in enumerate(stages)
    ]


def _sent(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the rows as the API's schema has them. A new row without a name is left out."""
    found: list[dict[str, Any]] = []
    for row in rows:
        optional = {name: value for name, value in (("key", row["key"]), ("type", row["type"])) if value}
        if row["name"] or row["key"]:
            found.append({"name": row["name"], "requires_reason": row["requires_reason"], **optional})
    return found


def _described(rows: Sequence[Row]) -> str:
    """Return rows as lines of text: the name of each stage, its type, and whether moves into it need a reason."""
    types = dict(type_names())
    return "\n".join(
        " · ".join(
            [row["name"], types.get(row["type"], t("By its name")), *([t("Needs a reason")] * row["requires_reason"])]
        )
        for row in rows
        if row["name"] or row["key"]
    )


def _stage_texts(pipeline: JobPipeline) -> dict[str, Any]:
    """Return what a form shows of a job's stages. Whether they are stored or inherited makes no difference."""
    return {"stages": _described(_rows(pipeline.stages))}


def _texts(template: PipelineTemplate) -> dict[str, Any]:
    return {"name": template.name, "is_default": template.is_default, "stages": _described(_rows(template.stages))}


def _template(
    request: PageRequest,
    template_id: int | None,
    values: Mapping[str, str],
    rows: Sequence[Row],
    errors: Mapping[str, str] | None = None,
) -> Response[str]:
    return page(
        request,
        "pages/settings/template.html",
        status=UNPROCESSABLE if errors else 200,
        template_id=template_id,
        values={"name": "", "is_default": ""} | dict(values),
        errors=errors or {},
        rows=rows,
        types=type_names(),
        editable=request.may(Permission.MANAGE_PIPELINES),
    )


async def _job(
    request: PageRequest,
    job: Job,
    pipeline: JobPipeline,
    rows: Sequence[Row],
    values: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
) -> Response[str]:
    counts: Mapping[str, int] = {}
    if request.may(Permission.READ_APPLICATIONS):
        counts = await request.services.stages.counts(request.actor, job.id)
    return page(
        request,
        "pages/job_stages.html",
        status=UNPROCESSABLE if errors else 200,
        job=job,
        tab="/stages",
        inherited=pipeline.inherited,
        values={"move_to": ""} | dict(values),
        errors=errors or {},
        rows=rows,
        types=type_names(),
        counts=dict(counts),
        targets=[(one.key, stage_name(one.name)) for one in pipeline.stages if not one.requires_reason],
        editable=all(map(request.may, ALL_STAGES)),
    )
