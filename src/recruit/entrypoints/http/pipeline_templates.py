"""Pipeline template endpoints: list, create, read, update and delete."""

from collections.abc import Sequence
from typing import Annotated, Any

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType

from recruit.domain.pipelines.model import MOST_STAGES, PipelineTemplateDetails
from recruit.entrypoints.http.encoded_routes import delete, get, get_one, patch, post_one
from recruit.entrypoints.http.field_types import Name
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.openapi.error_responses import CHANGE, CREATE, LIST, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes, view
from recruit.entrypoints.http.stages import StageIn, wanted_stage

StageList = Annotated[tuple[StageIn, ...], Meta(min_length=1, max_length=MOST_STAGES)]


class PipelineTemplateIn(Struct):
    """A new template. The default one gives its stages to jobs that have none of their own yet."""

    name: Name
    stages: StageList
    is_default: bool = False


class PipelineTemplatePatch(Struct):
    """Changes to a template. A field that is absent stays. Jobs that have stages keep them."""

    name: Name | UnsetType = UNSET
    stages: StageList | UnsetType = UNSET
    is_default: bool | UnsetType = UNSET


class TemplateStage(Struct):
    """A stage of a template."""

    key: str
    name: str
    type: str
    requires_reason: bool


class PipelineTemplateOut(Struct):
    """A template: stages in order."""

    id: int
    org_id: int
    name: str
    is_default: bool
    stages: Sequence[TemplateStage]


class PipelineTemplatePage(Struct):
    """One page of templates, and how many there are in all."""

    items: Sequence[PipelineTemplateOut]
    total: int


class PipelineTemplatesController(Controller):
    """Pipeline templates."""

    path = "/pipeline_templates"
    tags = ("Pipelines",)

    @get("/", summary="List Pipeline Templates", responses=problems(*LIST))
    async def list_pipeline_templates(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> PipelineTemplatePage:
        """Return templates in ascending id."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.pipeline_templates.page(request.user, wanted)
        return list_response(request, found, PipelineTemplateOut, PipelineTemplatePage)

    @post_one("/", summary="Create Pipeline Template", responses=problems(*CREATE))
    async def create_pipeline_template(
        self, request: ApiRequest, data: JSONBody[PipelineTemplateIn]
    ) -> PipelineTemplateOut:
        """Create a template. A default one takes the place of the default so far."""
        stages = tuple(wanted_stage(stage).stage() for stage in data.stages)
        details = PipelineTemplateDetails(name=data.name, stages=stages, is_default=data.is_default)
        return view(await request.services.pipeline_templates.create(request.user, details), PipelineTemplateOut)

    @get_one("/{pipeline_template_id:str}", summary="Get Pipeline Template by ID", responses=problems(*READ))
    async def get_pipeline_template(
        self, request: ApiRequest, pipeline_template_id: FromPath[int]
    ) -> PipelineTemplateOut:
        """Return one template."""
        found = await request.services.pipeline_templates.get(request.user, pipeline_template_id)
        return view(found, PipelineTemplateOut)

    @patch("/{pipeline_template_id:str}", summary="Update Pipeline Template", responses=problems(*CHANGE, 412))
    async def update_pipeline_template(
        self, request: ApiRequest, pipeline_template_id: FromPath[int], data: JSONBody[PipelineTemplatePatch]
    ) -> PipelineTemplateOut:
        """Change any subset of name, stages and is_default."""
        fields: dict[str, Any] = changes(data)
        if "stages" in fields:
            fields["stages"] = tuple(wanted_stage(stage).stage() for stage in fields["stages"])
        condition = request.if_match(PipelineTemplateOut)
        changed = await request.services.pipeline_templates.change(
            request.user, pipeline_template_id, fields, condition
        )
        return view(changed, PipelineTemplateOut)

    @delete("/{pipeline_template_id:str}", summary="Delete Pipeline Template", responses=problems(*READ, 400, 412))
    async def delete_pipeline_template(self, request: ApiRequest, pipeline_template_id: FromPath[int]) -> None:
        """Delete a template. Stages of jobs stay."""
        condition = request.if_match(PipelineTemplateOut)
        await request.services.pipeline_templates.remove(request.user, pipeline_template_id, condition)
