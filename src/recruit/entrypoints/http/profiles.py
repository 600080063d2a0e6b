"""Profile endpoints: read and replace a candidate's profile."""

from collections.abc import Sequence
from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct, convert, field

from recruit.domain.candidates.model.profile import MOST, Profile, ReadField
from recruit.entrypoints.http.encoded_routes import get_one, put
from recruit.entrypoints.http.field_types import Email, Name, Phone, Short, Skill, YearOrMonth
from recruit.entrypoints.http.openapi.error_responses import ASK, READ, problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view


class SkillEntry(Struct):
    """A skill, and the words that show it."""

    name: Skill
    evidence: Short = ""


class LanguageEntry(Struct):
    """A language that the candidate speaks, its level, and the quote that shows it."""

    name: Name
    level: Short | None = None
    evidence: Short = ""


class EducationEntry(Struct):
    """What was studied where. Dates are YYYY or YYYY-MM; a single one is the end."""

    degree: Short | None = None
    school: Short | None = None
    start: YearOrMonth | None = None
    end: YearOrMonth | None = None


class PositionEntry(Struct):
    """A job. Dates are YYYY or YYYY-MM."""

    title: Short | None = None
    company: Short | None = None
    start: YearOrMonth | None = None
    end: YearOrMonth | None = None
    goes_on: bool = False


class ContactsEntry(Struct):
    """Contact details of the candidate."""

    emails: Annotated[tuple[Email, ...], Meta(max_length=MOST)] = ()
    phones: Annotated[tuple[Phone, ...], Meta(max_length=MOST)] = ()


class CandidateProfile(Struct):
    """What is known of a candidate beside their fields. What is left out is empty."""

    skills: Annotated[tuple[SkillEntry, ...], Meta(max_length=MOST)] = ()
    languages: Annotated[tuple[LanguageEntry, ...], Meta(max_length=MOST)] = ()
    education: Annotated[tuple[EducationEntry, ...], Meta(max_length=MOST)] = ()
    positions: Annotated[tuple[PositionEntry, ...], Meta(max_length=MOST)] = ()
    contacts: ContactsEntry = field(default_factory=ContactsEntry)


class ReadFieldOut(Struct):
    """A field as a résumé was read.

    `confidence` is how often such a value is right, from 0 to 1. Where it is too low, `value` is null, and what was
    read is the first of `suggestions`; the others are what else it may be.
    """

    name: str
    value: str | None
    confidence: float
    suggestions: tuple[str, ...]


class ReadFields(Struct):
    """A candidate's fields as a résumé was read, whatever they are now. Empty where none was read."""

    items: tuple[ReadFieldOut, ...]


def fields_view(fields: Sequence[ReadField]) -> ReadFields:
    """Return read fields as a response schema."""
    return ReadFields(tuple(ReadFieldOut(one.name, one.value, one.confidence, one.suggestions) for one in fields))


class ProfilesController(Controller):
    """The profile of a candidate."""

    path = "/candidates/{candidate_id:str}/profile"
    tags = ("Candidates",)

    @get_one("/", summary="Get Profile", responses=problems(*READ))
    async def get_profile(self, request: ApiRequest, candidate_id: FromPath[int]) -> CandidateProfile:
        """Return skills, languages, education, positions and contacts; what isn't known is empty."""
        return view(await request.services.candidate_files.profile(request.user, candidate_id), CandidateProfile)

    @get_one("/fields", summary="Get Read Fields", responses=problems(*READ))
    async def get_read_fields(self, request: ApiRequest, candidate_id: FromPath[int]) -> ReadFields:
        """Return how sure each field of a candidate's résumé was read, with what else it may be."""
        return fields_view((await request.services.candidate_files.profile(request.user, candidate_id)).fields)

    @put("/", summary="Replace Profile", responses=problems(*ASK, 400, 412))
    async def replace_profile(
        self, request: ApiRequest, candidate_id: FromPath[int], data: JSONBody[CandidateProfile]
    ) -> CandidateProfile:
        """Replace the whole profile: what is left out becomes empty."""
        kept = await request.services.candidate_files.replace_profile(
            request.user,
            candidate_id,
            convert(data, Profile, from_attributes=True),
            request.if_match(CandidateProfile),
        )
        return view(kept, CandidateProfile)
