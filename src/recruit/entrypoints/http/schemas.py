"""Request and response schemas of the API reference."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeVar

from litestar.datastructures import UploadFile
from msgspec import UNSET, Meta, Struct, UnsetType, convert

from recruit.entrypoints.http.field_types import (
    Amount,
    Credential,
    Currency,
    Email,
    Label,
    Long,
    Message,
    Name,
    Password,
    Percent,
    Short,
    Skills,
    Url,
)

T = TypeVar("T")


class Registration(Struct):
    """A new organisation and its first user."""

    email: Email
    password: Password
    org_name: Name | None = None


class LoginForm(Struct):
    """OAuth2's password form (RFC 6749, 4.3.2). Client fields are taken and not used."""

    username: Credential
    password: Credential
    grant_type: Literal["password"] | None = None
    scope: str = ""
    client_id: str | None = None
    client_secret: str | None = None


class Token(Struct):
    """What a login returns."""

    access_token: str
    token_type: str = "bearer"  # noqa: S105 - the type's name


class UserOut(Struct):
    """A user."""

    id: int
    email: str
    full_name: str
    role: str
    org_id: int


class JobIn(Struct):
    """A new job."""

    title: Name
    department: Short | None = None
    location: Short | None = None
    employment_type: Short | None = None
    remote_option: Short | None = None
    salary_min: Amount | None = None
    salary_max: Amount | None = None
    currency: Currency = "USD"
    description: Long | None = None
    required_skills: Skills = ()
    nice_to_have_skills: Skills = ()
    status: Label = "open"
    is_public: bool = False


class JobPatch(Struct):
    """Changes to a job. A field that is absent stays; null clears what may be empty."""

    title: Name | UnsetType = UNSET
    department: Short | UnsetType | None = UNSET
    location: Short | UnsetType | None = UNSET
    employment_type: Short | UnsetType | None = UNSET
    remote_option: Short | UnsetType | None = UNSET
    salary_min: Amount | UnsetType | None = UNSET
    salary_max: Amount | UnsetType | None = UNSET
    currency: Currency | UnsetType = UNSET
    description: Long | UnsetType | None = UNSET
    required_skills: Skills | UnsetType = UNSET
    nice_to_have_skills: Skills | UnsetType = UNSET
    status: Label | UnsetType = UNSET
    is_public: bool | UnsetType = UNSET


class JobOut(Struct):
    """A job."""

    id: int
    org_id: int
    created_by_user_id: int
    title: str
    department: str | None
    location: str | None
    employment_type: str | None
    remote_option: str | None
    salary_min: int | None
    salary_max: int | None
    currency: str
    description: str | None
    required_skills: tuple[str, ...]
    nice_to_have_skills: tuple[str, ...]
    status: str
    is_public: bool


class JobPage(Struct):
    """One page of jobs, and how many there are in all."""

    items: Sequence[JobOut]
    total: int


class CandidateIn(Struct):
    """A new candidate."""

    full_name: Name
    headline: Short | None = None
    location: Short | None = None
    experience_years: Amount | None = None
    current_title: Short | None = None
    current_company: Short | None = None
    linkedin_url: Url | None = None
    github_url: Url | None = None
    website_url: Url | None = None
    notes: Long | None = None


class CandidatePatch(Struct):
    """Changes to a candidate. A field that is absent stays; null clears what may be empty."""

    full_name: Name | UnsetType = UNSET
    headline: Short | UnsetType | None = UNSET
    location: Short | UnsetType | None = UNSET
    experience_years: Amount | UnsetType | None = UNSET
    current_title: Short | UnsetType | None = UNSET
    current_company: Short | UnsetType | None = UNSET
    linkedin_url: Url | UnsetType | None = UNSET
    github_url: Url | UnsetType | None = UNSET
    website_url: Url | UnsetType | None = UNSET
    notes: Long | UnsetType | None = UNSET


class CandidateOut(Struct):
    """A candidate."""

    id: int
    org_id: int
    full_name: str
    headline: str | None
    location: str | None
    experience_years: int | None
    current_title: str | None
    current_company: str | None
    linkedin_url: str | None
    github_url: str | None
    website_url: str | None
    notes: str | None


class CandidatePage(Struct):
    """One page of candidates, and how many there are in all."""

    items: Sequence[CandidateOut]
    total: int


class ApplicationIn(Struct):
    """A new application."""

    job_id: int
    candidate_id: int
    status: Label = "sourced"
    source: Label = "manual"
    fit_score: Percent | None = None


class ApplicationPatch(Struct):
    """Changes to an application. A field that is absent stays; null clears the score."""

    status: Label | UnsetType = UNSET
    source: Label | UnsetType = UNSET
    fit_score: Percent | UnsetType | None = UNSET


class ApplicationOut(Struct):
    """An application."""

    id: int
    org_id: int
    job_id: int
    candidate_id: int
    status: str
    source: str
    fit_score: int | None


class ApplicationPage(Struct):
    """One page of applications, and how many there are in all."""

    items: Sequence[ApplicationOut]
    total: int


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


class Health(Struct):
    """The state of the server."""

    status: str = "ok"


class Problem(Struct):
    """What went wrong."""

    detail: str


class Fault(Struct):
    """One fault of a request, in FastAPI's shape and words."""

    type: str
    loc: list[str | int]
    msg: str


class Faults(Struct):
    """Every fault of a request."""

    detail: list[Fault]


def view(entity: object, schema: type[T]) -> T:
    """Return an entity as a response schema."""
    return convert(entity, schema, from_attributes=True)


def changes(patch: Struct) -> dict[str, Any]:
    """Return the fields that a patch sets, including those set to null."""
    return {name: value for name in patch.__struct_fields__ if (value := getattr(patch, name)) is not UNSET}
