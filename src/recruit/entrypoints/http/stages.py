"""Stage endpoints: read and edit the stages of a job."""

from collections.abc import Mapping, Sequence
from typing import Annotated
from urllib.parse import unquote

from litestar import Controller
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import UNSET, Meta, Struct, UnsetType

from recruit.domain.pipelines.editing import WantedStage, place_of
from recruit.domain.pipelines.model import MOST_STAGES, JobPipeline, StageDetails, StageType
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.preconditions import Condition
from recruit.entrypoints.http.encoded_routes import delete, get_one, patch, post_one, put
from recruit.entrypoints.http.etags import encode, etag, if_match_condition
from recruit.entrypoints.http.field_types import WITHOUT_NUL, Label, Name
from recruit.entrypoints.http.openapi.error_responses import CHANGE, READ, problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes

Position = Annotated[int, Meta(ge=1, le=MOST_STAGES)]


class StageIn(Struct):
    """A stage. Without a key or a type it gets those that its name suggests, and it requires no reason.

    Where a stage replaces one with the same key, a type or requires_reason that is absent stays.
    """

    name: Name
    key: Label | None = None
    type: StageType | None = None
    requires_reason: bool | UnsetType = UNSET


class NewStage(StageIn):
    """A new stage of a job, at a position counted from 1, or at the end."""

    position: Position | None = None


class StagePatch(Struct):
    """Changes to a stage. A field that is absent stays; the key never changes."""

    name: Name | UnsetType = UNSET
    type: StageType | UnsetType = UNSET
    requires_reason: bool | UnsetType = UNSET
    position: Position | UnsetType = UNSET


class StagesIn(Struct):
    """All stages of a job, or the template to take them from.

    Stages are matched by key. The applications of stages that are left out go to the stage `move_to`.
    """

    stages: Annotated[tuple[StageIn, ...], Meta(min_length=1, max_length=MOST_STAGES)] | None = None
    template_id: int | None = None
    move_to: Label | None = None


class StageOrder(Struct):
    """The keys of all stages of a job, in their new order."""

    keys: Annotated[tuple[Label, ...], Meta(min_length=1, max_length=1_000)]


class StageOut(Struct):
    """A stage. `key` is the status of its applications. `applications` is their number, where it was asked for."""

    key: str
    name: str
    type: str
    position: int
    requires_reason: bool
    applications: int | None = None


class JobStages(Struct):
    """The stages of a job in order.

    `inherited` ones are those of the default template: the job gets its own with its first application or edit.
    """

    job_id: int
    inherited: bool
    items: Sequence[StageOut]


Counts = Annotated[bool, QueryParameter(description="Whether to count the applications in each stage.")]
MoveTo = Annotated[
    str | None,
    QueryParameter(max_length=50, pattern=WITHOUT_NUL, description="The key of the stage that gets its applications."),
]


def wanted_stage(data: StageIn) -> WantedStage:
    """Return the stage that a request describes."""
    requires_reason = None if data.requires_reason is UNSET else data.requires_reason
    return WantedStage(data.name, data.key, data.type, requires_reason)


class StagesController(Controller):
    """Stages of a job."""

    path = "/jobs/{job_id:str}/stages"
    tags = ("Pipelines",)

    @get_one("/", summary="List Stages", responses=problems(*READ))
    async def list_stages(self, request: ApiRequest, job_id: FromPath[int], counts: Counts = False) -> JobStages:
        """Return the stages of a job in order, the organization's default ones if it has none of its own yet."""
        pipeline = await request.services.stages.of_job(request.user, job_id)
        return _stages(pipeline, await request.services.stages.counts(request.user, job_id) if counts else None)

    @put("/", summary="Replace Stages", responses=problems(*CHANGE, 412))
    async def replace_stages(self, request: ApiRequest, job_id: FromPath[int], data: JSONBody[StagesIn]) -> JobStages:
        """Replace all stages of a job, or take those of a template.

        Stages with the same key keep their applications. A stage with applications is only left out with `move_to`.
        """
        if (data.stages is None) == (data.template_id is None):
            raise Invalid("Send stages or template_id, and not both")
        stages, condition = request.services.stages, _if_match(request)
        if data.template_id is not None:
            found = await stages.use_template(request.user, job_id, data.template_id, data.move_to, condition)
        else:
            new = [wanted_stage(one) for one in data.stages or ()]
            found = await stages.replace(request.user, job_id, new, data.move_to, condition)
        return _stages(found)

    @patch("/", summary="Reorder Stages", responses=problems(*CHANGE, 412))
    async def reorder_stages(self, request: ApiRequest, job_id: FromPath[int], data: JSONBody[StageOrder]) -> JobStages:
        """Put the stages of a job into another order."""
        return _stages(await request.services.stages.reorder(request.user, job_id, data.keys, _if_match(request)))

    @post_one("/", summary="Create Stage", responses=problems(*CHANGE))
    async def create_stage(self, request: ApiRequest, job_id: FromPath[int], data: JSONBody[NewStage]) -> StageOut:
        """Add a stage to a job."""
        stage = wanted_stage(data).stage()
        return _stage(await request.services.stages.add(request.user, job_id, stage, data.position), stage.key)

    @get_one("/{stage_key:str}", summary="Get Stage by Key", responses=problems(*READ))
    async def get_stage(self, request: ApiRequest, job_id: FromPath[int], stage_key: FromPath[str]) -> StageOut:
        """Return one stage of a job."""
        return _stage(await request.services.stages.of_job(request.user, job_id), unquote(stage_key))

    @patch("/{stage_key:str}", summary="Update Stage", responses=problems(*CHANGE, 412))
    async def update_stage(
        self, request: ApiRequest, job_id: FromPath[int], stage_key: FromPath[str], data: JSONBody[StagePatch]
    ) -> StageOut:
        """Change any subset of name, type, requires_reason and position."""
        key = unquote(stage_key)
        condition = _if_match(request, key)
        return _stage(await request.services.stages.change(request.user, job_id, key, changes(data), condition), key)

    @delete("/{stage_key:str}", summary="Delete Stage", responses=problems(*READ, 400, 412))
    async def delete_stage(
        self, request: ApiRequest, job_id: FromPath[int], stage_key: FromPath[str], move_to: MoveTo = None
    ) -> None:
        """Delete a stage of a job. One that has applications is only deleted with `move_to`."""
        key = unquote(stage_key)
        await request.services.stages.remove(request.user, job_id, key, move_to, _if_match(request, key))


def _stages(pipeline: JobPipeline, counts: Mapping[str, int] | None = None) -> JobStages:
    items = [_stage_out(stage, place, counts) for place, stage in enumerate(pipeline.stages, 1)]
    return JobStages(pipeline.job_id, pipeline.inherited, items)


def _stage(pipeline: JobPipeline, key: str) -> StageOut:
    """Return one stage. Raises NotFound."""
    place = place_of(pipeline.stages, key)
    return _stage_out(pipeline.stages[place], place + 1)


def _stage_out(stage: StageDetails, position: int, counts: Mapping[str, int] | None = None) -> StageOut:
    applications = None if counts is None else counts.get(stage.key, 0)
    return StageOut(stage.key, stage.name, stage.type.value, position, stage.requires_reason, applications)


def _if_match(request: ApiRequest, key: str | None = None) -> Condition[JobPipeline] | None:
    """Return the If-Match condition on the stages of a job, or on the stage with a key. Raises Invalid."""

    def tag(pipeline: JobPipeline) -> bytes:
        return etag(encode(_stages(pipeline) if key is None else _stage(pipeline, key)))

    return if_match_condition(request.scope, tag)
