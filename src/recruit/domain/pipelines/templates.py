"""Pipeline template service: create, read, change and remove templates."""

from dataclasses import replace
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.pipelines.editing import checked
from recruit.domain.pipelines.model import PipelineTemplate, PipelineTemplateDetails
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition, lock_and_check, unit_of_work
from recruit.domain.shared.single_line import check_name, to_nfc_lines
from recruit.ports.changes import Changes
from recruit.ports.storage import Storage


class TemplateService:
    """Pipeline templates of the actor's organisation.

    Raises NotFound, Invalid, Duplicate for a name that another template has, and Stale for a condition that isn't met.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def create(self, actor: Actor, details: PipelineTemplateDetails) -> PipelineTemplate:
        """Create a template."""
        actor.require(Permission.MANAGE_PIPELINES)
        fields = _checked({"name": details.name, "stages": details.stages})
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.pipeline_templates.add(replace(details, **fields))

    async def get(self, actor: Actor, template_id: int) -> PipelineTemplate:
        """Return one template."""
        actor.require(Permission.READ_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.pipeline_templates.get(template_id)

    async def page(self, actor: Actor, window: Window) -> Page[PipelineTemplate]:
        """Return templates."""
        actor.require(Permission.READ_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.pipeline_templates.page(window)

    async def change(
        self, actor: Actor, template_id: int, changes: Changes, condition: Condition[PipelineTemplate] | None = None
    ) -> PipelineTemplate:
        """Set the given fields. Jobs that have stages keep them."""
        actor.require(Permission.MANAGE_PIPELINES)
        changes = _checked(changes)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            templates = work.pipeline_templates
            await lock_and_check("pipeline template", templates, template_id, condition)
            return await templates.change(template_id, changes)

    async def remove(
        self, actor: Actor, template_id: int, condition: Condition[PipelineTemplate] | None = None
    ) -> None:
        """Remove a template. Without a default one, jobs without stages show the built-in ones."""
        actor.require(Permission.MANAGE_PIPELINES)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            templates = work.pipeline_templates
            await lock_and_check("pipeline template", templates, template_id, condition)
            await templates.remove(template_id)


def _checked(fields: Changes) -> dict[str, Any]:
    values: dict[str, Any] = to_nfc_lines(fields, "name")
    check_name(name=values.get("name"))
    if "stages" in values:
        values["stages"] = tuple(checked(values["stages"]))
    return values
