"""Storage of stages, pipeline templates and rejection reasons."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from recruit.domain.pipelines.model import (
    JobPipeline,
    PipelineTemplate,
    PipelineTemplateDetails,
    RejectionReason,
    RejectionReasonDetails,
    StageDetails,
)
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes


class Stages(Protocol):
    """The stages of the organisation's jobs.

    A job without stored stages shows those of the organisation's default template, or the built-in ones without one.
    `Applications` stores them with the job's first application, and a stage for each status that has none.
    """

    async def of_job(self, job_id: int) -> JobPipeline:
        """Return the stages of a job. Raise NotFound for the job."""

    async def of_jobs(self, job_ids: Sequence[int]) -> Mapping[int, JobPipeline]:
        """Return the stored stages of jobs, by the job's id. Jobs without stored stages are left out."""

    async def names(self) -> Sequence[tuple[str, str]]:
        """Return the distinct pairs of key and name of all stored stages and of the default ones, in order."""

    async def lock(self, job_id: int) -> JobPipeline:
        """Lock the stages of a job until this unit of work ends and return them. Raise NotFound for the job.

        Other units of work can't lock them meanwhile. Applications can still add stages.
        """

    async def put(self, job_id: int, stages: Sequence[StageDetails]) -> None:
        """Store stages of a job in this order: those with a stored key are changed, the others are added.

        Call it after `lock`, and with all stages that aren't removed next.
        """

    async def remove(self, job_id: int, keys: Sequence[str]) -> None:
        """Remove stages of a job. Call it after `lock`. Raise Invalid when a stage has applications."""


class PipelineTemplates(Protocol):
    """The organisation's pipeline templates."""

    async def add(self, details: PipelineTemplateDetails) -> PipelineTemplate:
        """Store a template. Raise Duplicate when another one has the name. A default one replaces the default."""

    async def get(self, template_id: int) -> PipelineTemplate:
        """Return one template. Raise NotFound."""

    async def page(self, window: Window) -> Page[PipelineTemplate]:
        """Return a page of templates in ascending id."""

    async def lock(self, template_id: int) -> PipelineTemplate:
        """Lock a template until this unit of work ends and return it. Raise NotFound."""

    async def change(self, template_id: int, changes: Changes) -> PipelineTemplate:
        """Set the named fields and return the template.

        Raise NotFound, and Duplicate when another one has the name. A default one replaces the default.
        """

    async def remove(self, template_id: int) -> None:
        """Remove a template. Stages of jobs stay. Raise NotFound."""


class RejectionReasons(Protocol):
    """The organisation's rejection reasons."""

    async def add(self, details: RejectionReasonDetails) -> RejectionReason:
        """Store a reason. Raise Duplicate when another one has the name."""

    async def get(self, reason_id: int) -> RejectionReason:
        """Return one reason. Raise NotFound."""

    async def by_ids(self, ids: Sequence[int]) -> Sequence[RejectionReason]:
        """Return the reasons with these ids, as far as they exist, in ascending id."""

    async def page(self, window: Window, *, archived: bool | None = None) -> Page[RejectionReason]:
        """Return a page of reasons in ascending id, archived ones or others. None doesn't filter."""

    async def lock(self, reason_id: int) -> RejectionReason:
        """Lock a reason until this unit of work ends and return it. Raise NotFound."""

    async def change(self, reason_id: int, changes: Changes) -> RejectionReason:
        """Set the named fields and return the reason. Raise NotFound, and Duplicate when another one has the name."""

    async def remove(self, reason_id: int) -> None:
        """Remove a reason, or archive it when an application has or had it. Raise NotFound."""

    async def remove_unreferenced(self, reason_id: int) -> bool:
        """Remove a locked reason unless an application has it, and return whether it was removed.

        Histories of applications that had it don't name it any more.
        """
