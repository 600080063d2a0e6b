"""Agent endpoints: chat, and jobs and candidates created from prompts and uploaded files."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Literal

from litestar import Controller, Response
from litestar.datastructures import ResponseHeader, UploadFile
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody, MultipartBody
from litestar.response import Stream
from msgspec import Meta, Struct

from recruit.domain.agent.actions import described_action
from recruit.domain.agent.summaries import candidate_created, job_created_from_file
from recruit.domain.shared.errors import NotFound
from recruit.entrypoints.http import streaming
from recruit.entrypoints.http.candidates import CandidateOut
from recruit.entrypoints.http.duplicates import DUPLICATE, duplicate_header
from recruit.entrypoints.http.encoded_routes import post
from recruit.entrypoints.http.field_types import Long, Message, Short
from recruit.entrypoints.http.jobs import JobOut
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE
from recruit.entrypoints.http.middleware.idempotency import STEPWISE, UNSTORED
from recruit.entrypoints.http.openapi.error_responses import CHANGE, CREATE, LIST_OF, problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view
from recruit.entrypoints.http.streaming import HEADERS, MEDIA_TYPE
from recruit.entrypoints.http.uploads import upload_route


class Chat(Struct):
    """A message to the recruiter agent, in the conversation of that id; null begins one. `mode` isn't used yet."""

    message: Message
    conversation_id: int | Short | None = None
    mode: Short | None = "recruiter_assistant"


class ChatReply(Struct):
    """What the recruiter agent answers."""

    reply: str


class ChatEvent(Struct):
    """A server-sent event of a turn. `data` is a JSON object."""

    event: Literal["tool_call", "tool_result", "delta", "reply", "error"]
    data: Annotated[str, Meta(extra_json_schema={"contentMediaType": "application/json"})]


class RecordReference(Struct):
    """A record that was changed: its kind, such as application, and its id."""

    kind: str
    id: int


class ActionUndone(Struct):
    """An action of the agent that was undone, the records that are as before it, and a sentence for people."""

    id: int
    records: Sequence[RecordReference]
    text: str


class Prompt(Struct):
    """A job in plain language."""

    prompt: Message


class JobFromPrompt(Struct):
    """The job that was made of a prompt."""

    raw_prompt: str
    job: JobOut


class JobRequest(Struct):
    """A job description as a file."""

    job_req: UploadFile
    notes: Long | None = None


class JobFromFile(Struct):
    """The job that was made of a file."""

    filename: str
    job: JobOut
    summary: str


class Resume(Struct):
    """A résumé as a file."""

    resume: UploadFile
    notes: Long | None = None


class CandidateFromResume(Struct):
    """The candidate who was made of a résumé."""

    candidate: CandidateOut
    summary: str


CONVERSATION = "X-Conversation-Id"
CONVERSATION_HEADER = ResponseHeader(
    name=CONVERSATION, documentation_only=True, description="The id of the conversation, to go on with."
)
EVENTS = ResponseSpec(ChatEvent, media_type=MEDIA_TYPE, generate_examples=False)


class AgentController(Controller):
    """The recruiter agent."""

    path = "/agent"
    tags = ("Agent",)

    @post(
        "/chat",
        status_code=200,
        opt={STEPWISE: True, EXPENSIVE: True},
        summary="Chat with Recruiter Agent",
        responses=problems(*CHANGE),
        response_headers=[CONVERSATION_HEADER],
    )
    async def chat(self, request: ApiRequest, data: JSONBody[Chat]) -> Response[ChatReply]:
        """Say what you want in plain language. Without a conversation_id a conversation begins."""
        conversation = conversation_of(data.conversation_id)
        reply = await request.services.agent.chat(request.user, data.message, conversation)
        return Response(ChatReply(reply.text), headers={CONVERSATION: str(reply.conversation_id)})

    @post(
        "/chat/stream",
        status_code=200,
        opt={UNSTORED: True},
        summary="Chat with Recruiter Agent as Events",
        responses={**problems(*CHANGE), 200: EVENTS},
    )
    async def chat_stream(self, request: ApiRequest, data: JSONBody[Chat]) -> Stream:
        """Say what you want, and follow what is done.

        Server-sent events: tool_call and tool_result for each tool (name, arguments, outcome), delta for each piece of
        the reply (text), then reply with all of it and the conversation's id. Where there is no reply the last event is
        error (status, detail). Who stops listening calls the turn off.
        """
        agent = request.services.agent
        actor, conversation_id = request.user, conversation_of(data.conversation_id)
        if conversation_id is not None:
            await agent.conversations.open(actor, conversation_id)  # a missing one is a 404, not an event
        turn = partial(agent.chat, actor, data.message, conversation_id)
        return Stream(streaming.events(lambda watch: turn(watch=watch)), media_type=MEDIA_TYPE, headers=HEADERS)

    @post(
        "/actions/{action_id:str}/undo",
        status_code=200,
        summary="Undo Action of Agent",
        responses=problems(*LIST_OF),
    )
    async def undo_action(self, request: ApiRequest, action_id: FromPath[int]) -> ActionUndone:
        """Undo what the agent did in one action within the last 15 minutes, for whichever user.

        Timelines have the ids of such actions. All of its records are restored, or none: a record that has changed
        since refuses it.
        """
        action = await request.services.agent.actions.undo_action(request.user, action_id)
        records = [RecordReference(write["kind"], write["id"]) for write in action.writes]
        return ActionUndone(action.id, records, f"Undone: {described_action(action)}.")

    @post(
        "/jobs/from_prompt",
        opt={EXPENSIVE: True},
        status_code=200,
        summary="Create Job from Prompt",
        responses=problems(*CREATE),
    )
    async def job_from_prompt(self, request: ApiRequest, data: JSONBody[Prompt]) -> JobFromPrompt:
        """Create a job from a natural language description."""
        job = await request.services.intake.job_from_prompt(request.user, data.prompt)
        return JobFromPrompt(data.prompt, view(job, JobOut))

    @upload_route("/jobs/from_req", status_code=200, summary="Create Job from Uploaded Job Req")
    async def job_from_req(self, request: ApiRequest, data: MultipartBody[JobRequest]) -> JobFromFile:
        """Create a job from a job description or job requisition as a file."""
        job = await request.services.intake.job_from_file(request.user, await data.job_req.read(), data.notes)
        name = data.job_req.filename
        return JobFromFile(name, view(job, JobOut), job_created_from_file(name, job))

    @upload_route(
        "/candidates/from_resume",
        status_code=200,
        summary="Create Candidate from Resume",
        response_headers=[DUPLICATE],
    )
    async def candidate_from_resume(
        self, request: ApiRequest, data: MultipartBody[Resume]
    ) -> Response[CandidateFromResume]:
        """Create a candidate from a résumé as a file, and keep the file."""
        file = data.resume
        received = await request.services.intake.candidate_from_resume(
            request.user, await file.read(), file.filename, data.notes
        )
        answer = CandidateFromResume(view(received.candidate, CandidateOut), candidate_created(received.candidate))
        return Response(answer, headers=duplicate_header(received.duplicate_of))


def conversation_of(given: int | str | None) -> int | None:
    """Return the conversation id of a request, given as a number or as digits. Raises NotFound for other texts."""
    if given is None or isinstance(given, int):
        return given
    digits = given.strip()
    if not (digits.isascii() and digits.isdigit()):
        raise NotFound("conversation", 0)
    return int(digits)
