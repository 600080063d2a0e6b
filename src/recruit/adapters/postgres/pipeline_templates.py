"""Pipeline templates in PostgreSQL."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from recruit.adapters.postgres.engine.columns import created_at, organisation_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement
from recruit.adapters.postgres.engine.table_statements import in_organisation
from recruit.domain.pipelines.model import (
    BUILT_IN,
    PipelineTemplate,
    PipelineTemplateDetails,
    StageDetails,
    StageType,
)
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values
from recruit.ports.changes import Changes

pipeline_templates = tenant_table(
    "pipeline_templates",
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("is_default", sa.Boolean, nullable=False),
    sa.Column("stages", JSONB, nullable=False),
    created_at(),
    sa.UniqueConstraint("org_id", "name", name="pipeline_templates_name_key"),
    organisation_key("pipeline_templates"),
    sa.Index("pipeline_templates_default_idx", "org_id", unique=True, postgresql_where=sa.text("is_default")),
)

STAGE_FIELDS = ("key", "name", "type", "requires_reason")
"""The fields of a stage in `stages`."""

CLEAR_DEFAULT_TEMPLATE = Statement(
    sa.update(pipeline_templates)
    .where(in_organisation(pipeline_templates), pipeline_templates.c.is_default)
    .values(is_default=sa.false())
)


def default_stages() -> sa.ColumnElement[Any]:
    """Return the stages of the default template, or the built-in ones, as JSON."""
    stored = (
        sa.select(pipeline_templates.c.stages)
        .where(in_organisation(pipeline_templates), pipeline_templates.c.is_default)
        .scalar_subquery()
    )
    built_in = sa.literal_column(f"'{json.dumps(stages_as_json(BUILT_IN))}'::jsonb", JSONB)
    return sa.func.coalesce(stored, built_in, type_=JSONB)


def stages_as_json(stages: Sequence[StageDetails]) -> list[dict[str, Any]]:
    """Return stages as JSON values."""
    return [{name: getattr(stage, name) for name in STAGE_FIELDS} for stage in stages]


def stages_of_json(stages: Sequence[Mapping[str, Any]]) -> tuple[StageDetails, ...]:
    """Return the stages of JSON values."""
    return tuple(stage_details(**stage) for stage in stages)


def stage_details(key: str, name: str, type: str, *, requires_reason: bool) -> StageDetails:
    """Return the stage of a row."""
    return StageDetails(key=key, name=name, type=StageType(type), requires_reason=requires_reason)


class PostgresPipelineTemplates(TableRows[PipelineTemplate]):
    """Repository of pipeline templates."""

    def __init__(self, session: Session) -> None:
        super().__init__("pipeline template", pipeline_templates, _template, session)

    async def add(self, details: PipelineTemplateDetails) -> PipelineTemplate:
        """Store a template."""
        async with self.atomic():
            if details.is_default:
                await self.fetch(CLEAR_DEFAULT_TEMPLATE)
            return await self.insert({**field_values(details), "stages": stages_as_json(details.stages)})

    async def page(self, window: Window) -> Page[PipelineTemplate]:
        """Return a page of templates."""
        return await self.select_page(window, {})

    async def change(self, template_id: int, changes: Changes) -> PipelineTemplate:
        """Set columns."""
        values: dict[str, Any] = dict(changes)
        if "stages" in values:
            values["stages"] = stages_as_json(values["stages"])
        async with self.atomic():
            if values.get("is_default"):
                await self.fetch(CLEAR_DEFAULT_TEMPLATE)
            return await super().change(template_id, values)


def _template(stages: Sequence[Mapping[str, Any]], **columns: Any) -> PipelineTemplate:
    return PipelineTemplate(stages=stages_of_json(stages), **columns)
