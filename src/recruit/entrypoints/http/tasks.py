"""Task endpoints: list, create, read, update and delete."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import UNSET, Struct, UnsetType, structs

from recruit.domain.tasks.model import TaskDetails, TaskSearch
from recruit.entrypoints.http.encoded_routes import delete, get, get_one, patch, post_one
from recruit.entrypoints.http.field_types import Moment, Name
from recruit.entrypoints.http.list_parameters import Cursor, Limit, OfCandidate, OfJob, Skip
from recruit.entrypoints.http.openapi.error_responses import CHANGE, LIST, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.query_strings import check_query
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes, view


class TaskIn(Struct):
    """A new task, about a candidate, a job or an application, or about none.

    A task about an application is about its candidate and its job, too.
    """

    title: Name
    due_at: Moment | None = None
    assignee_user_id: int | None = None
    candidate_id: int | None = None
    job_id: int | None = None
    application_id: int | None = None


class TaskPatch(Struct):
    """Changes to a task. A field that is absent stays; null clears what may be empty."""

    title: Name | UnsetType = UNSET
    due_at: Moment | UnsetType | None = UNSET
    assignee_user_id: int | UnsetType | None = UNSET
    done: bool | UnsetType = UNSET


class TaskOut(Struct):
    """A task."""

    id: int
    org_id: int
    title: str
    due_at: datetime | None
    assignee_user_id: int | None
    candidate_id: int | None
    job_id: int | None
    application_id: int | None
    created_by_user_id: int
    created_at: datetime
    done: bool
    done_at: datetime | None
    done_by_user_id: int | None


class TaskPage(Struct):
    """One page of tasks, and how many there are in all."""

    items: Sequence[TaskOut]
    total: int


OfAssignee = Annotated[int | None, QueryParameter(description="Only those of this user.")]
Done = Annotated[bool | None, QueryParameter(description="Only those that are done, or only those that are open.")]
DueBefore = Annotated[
    datetime | None, QueryParameter(description="Only those due before this time, such as 2026-01-31T09:00:00Z.")
]


class TasksController(Controller):
    """Tasks."""

    path = "/tasks"
    tags = ("Tasks",)

    @get("/", summary="List Tasks", responses=problems(*LIST))
    async def list_tasks(
        self,
        request: ApiRequest,
        skip: Skip = 0,
        limit: Limit = 50,
        cursor: Cursor = None,
        assignee_user_id: OfAssignee = None,
        candidate_id: OfCandidate = None,
        job_id: OfJob = None,
        done: Done = None,
        due_before: DueBefore = None,
    ) -> TaskPage:
        """Return tasks in ascending id."""
        numbers = {"assignee_user_id": int, "candidate_id": int, "job_id": int}
        check_query(request, {**numbers, "done": bool, "due_before": Moment})
        criteria = TaskSearch(
            assignee_user_id=assignee_user_id,
            candidate_id=candidate_id,
            job_id=job_id,
            done=done,
            due_before=due_before,
        )
        found = await request.services.tasks.page(request.user, window(request, skip, limit, cursor), criteria)
        return list_response(request, found, TaskOut, TaskPage)

    @post_one("/", summary="Create Task", responses=problems(*CHANGE))
    async def create_task(self, request: ApiRequest, data: JSONBody[TaskIn]) -> TaskOut:
        """Create a task. Only the title is required."""
        details = TaskDetails(**structs.asdict(data))
        return view(await request.services.tasks.create(request.user, details), TaskOut)

    @get_one("/{task_id:str}", summary="Get Task by ID", responses=problems(*READ))
    async def get_task(self, request: ApiRequest, task_id: FromPath[int]) -> TaskOut:
        """Return one task."""
        return view(await request.services.tasks.get(request.user, task_id), TaskOut)

    @patch("/{task_id:str}", summary="Update Task", responses=problems(*CHANGE, 412))
    async def update_task(self, request: ApiRequest, task_id: FromPath[int], data: JSONBody[TaskPatch]) -> TaskOut:
        """Change any subset of title, due time and assignee; finish a task by `done`, or open it again."""
        changed = await request.services.tasks.change(request.user, task_id, changes(data), request.if_match(TaskOut))
        return view(changed, TaskOut)

    @delete("/{task_id:str}", summary="Delete Task", responses=problems(*READ, 400, 412))
    async def delete_task(self, request: ApiRequest, task_id: FromPath[int]) -> None:
        """Delete a task."""
        await request.services.tasks.remove(request.user, task_id, request.if_match(TaskOut))
