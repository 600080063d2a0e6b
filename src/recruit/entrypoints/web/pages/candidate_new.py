"""New candidates: from résumés, one request for each file or all in one form, or from a form by hand."""

import re
from dataclasses import asdict, dataclass, fields
from typing import Any

from litestar import Controller, Response, get, post
from litestar.datastructures import UploadFile

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Write
from recruit.domain.agent.reversals import creation_write
from recruit.domain.candidates.duplicates import PossibleDuplicate
from recruit.domain.candidates.model.candidate import UNKNOWN_NAME, Candidate, CandidateDetails
from recruit.domain.candidates.model.profile import Contacts, Profile
from recruit.domain.documents.model import Document
from recruit.domain.engines.reading.resume import residence
from recruit.domain.engines.reading.text.number_words import VALUE_OF
from recruit.domain.extraction.intake import MOST_BYTES, FileKnown
from recruit.domain.matching.model import Match
from recruit.domain.shared.errors import Invalid, RecruitError, TooLarge
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.candidates import CandidateFields
from recruit.entrypoints.http.field_types import Email, Phone
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE
from recruit.entrypoints.http.uploads import FORM_OVERHEAD
from recruit.entrypoints.web.forms import UNPROCESSABLE, FormErrors, errors_of, message_of, read
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.candidate_entries import contacts_of
from recruit.entrypoints.web.pages.candidate_frame import NO_ERRORS, OPEN, number_of
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t
from recruit.entrypoints.web.undo import record, undoable

MOST_FILES = 10
"""Files of a form without scripts, which sends them all at once."""

MOST_JOBS_SHOWN, MOST_RANKED = 3, 20
LONGEST_LINE = 160
NAMES = tuple(field.name for field in fields(CandidateDetails))
YEARS = r"(?:years?|yrs?|jahren?|ans|anni|años|anos|jaar)\b"


class NewCandidate(CandidateFields):
    """The form by hand: a candidate's fields, and how they can be reached."""

    email: Email | None = None
    phone: Phone | None = None


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A field of a new candidate, and the line of the résumé from which it was read, if it is found there."""

    label: str
    value: str
    line: str | None


@dataclass(frozen=True, slots=True)
class Added:
    """A new candidate: what was read, who may be the same person, and the open jobs that fit best."""

    candidate: Candidate
    values: list[ReadValue]
    profile: Profile
    documents: list[Document]
    duplicates: list[PossibleDuplicate]
    matches: list[Match]

    @property
    def is_named(self) -> bool:
        """Whether a name was found."""
        return self.candidate.full_name != UNKNOWN_NAME

    @property
    def is_bare(self) -> bool:
        """Whether nothing was found but a name, if that."""
        profile = self.profile
        return not (self.values or profile.skills or profile.positions or profile.education or profile.languages)


class NewCandidatePages(Controller):
    """`/candidates/new`, `/candidates/upload` and `/candidates/added`."""

    path = "/candidates"

    @get("/new")
    async def show_new(self, request: PageRequest) -> Response[str]:
        """Show the forms of a new candidate."""
        request.actor.require(Permission.WRITE_CANDIDATES)
        return _page(request, {})

    @post("/new", status_code=200)
    async def create(self, request: PageRequest) -> Response[str]:
        """Create a candidate from the form by hand."""
        request.actor.require(Permission.WRITE_CANDIDATES)
        values = await request.fields()
        try:
            new = read(NewCandidate, values)
            details = CandidateDetails(**{name: getattr(new, name) for name in NAMES})
            candidate = await request.services.candidates.create(request.actor, details, contacts_of([new]))
        except (FormErrors, Invalid) as error:
            return _page(request, values, status=UNPROCESSABLE, errors=errors_of(error))
        created = redirect(request, f"/candidates/{candidate.id}", t("Created {name}", name=candidate.full_name))
        return await undoable(request, created, "create_candidate", await _creation(request, candidate))

    @post(
        "/upload",
        status_code=200,
        opt={EXPENSIVE: True},
        request_max_body_size=MOST_FILES * MOST_BYTES + FORM_OVERHEAD,
    )
    async def upload(self, request: PageRequest) -> Response[Any]:
        """Create a candidate from each file, but of one that a candidate has already only if the form says `again`.

        A script sends one file and reads the query of the page that shows the result.
        """
        request.actor.require(Permission.WRITE_CANDIDATES)
        form = await request.form()
        files = [one for one in form.getall("resume", []) if isinstance(one, UploadFile)]
        notes, again = form.get("notes"), "again" in form
        created, known, refused = list[Write](), list[int](), []
        for file in files:
            try:
                data = await file.read()
                found = await request.services.intake.candidate_from_resume(
                    request.actor,
                    data,
                    file.filename,
                    notes if isinstance(notes, str) and notes else None,
                    strict=not again,
                )
                created.append(await _creation(request, found.candidate, found.document.id))
            except FileKnown as error:
                known.append(error.candidate_id)
            except (Invalid, TooLarge) as error:
                if request.wants_json:
                    raise
                refused.append((file.filename, message_of(error)))
        result = "&".join([*(f"id={one.id}" for one in created), *(f"known={one}" for one in known)])
        if request.wants_json and result:
            await record(request, "upload_resume", *created)
            return Response({"result": result})
        if not result:
            refused = refused or [("", t("Choose at least one file"))]
            return _page(request, {}, status=UNPROCESSABLE, refused=refused)
        notices = [t("Added {n} candidates", n=len(created))] if created else []
        notices += [f"{name}: {message}" for name, message in refused]
        added = redirect(request, f"/candidates/added?{result}", ". ".join(notices) or None)
        return await undoable(request, added, "upload_resume", *created)

    @get("/added", opt={EXPENSIVE: True})
    async def show_added(self, request: PageRequest) -> Response[str]:
        """Show new candidates: what was read of them, possible duplicates, and the jobs that fit best.

        Those who had an uploaded file already (`known`) are named.
        """
        ids, known_ids = (
            [one for text in request.query_params.getall(name, []) if (one := number_of(text)) is not None][:MOST_FILES]
            for name in ("id", "known")
        )
        added = [await _added(request, one) for one in ids]
        known = [await request.services.candidates.get(request.actor, one) for one in known_ids]
        template = "fragments/candidates_added.html" if request.is_partial else "pages/candidates_added.html"
        return page(request, template, added=added, known=known)


async def _creation(request: PageRequest, candidate: Candidate, *documents: int) -> Write:
    """Return the record of a new candidate. A profile that was changed since isn't removed with it."""
    profile = await request.services.candidate_files.profile(request.actor, candidate.id)
    return creation_write("candidate", candidate, documents, profile)


def values_of(candidate: CandidateDetails) -> dict[str, Any]:
    """Return the form's texts for a candidate."""
    return {name: "" if value is None else value for name, value in asdict(candidate).items()}


def _page(
    request: PageRequest,
    values: dict[str, Any],
    *,
    status: int = 200,
    errors: dict[str, str] = NO_ERRORS,
    refused: list[tuple[str, str]] | None = None,
) -> Response[str]:
    values = values_of(CandidateDetails(full_name="")) | {"email": "", "phone": ""} | values
    context: dict[str, Any] = {"values": values, "errors": errors, "refused": refused or [], "most_files": MOST_FILES}
    context["again"] = "again" in request.query_params
    return page(request, "pages/candidate_new.html", status=status, **context)


async def _added(request: PageRequest, candidate_id: int) -> Added:
    services, actor = request.services, request.actor
    candidate = await services.candidates.get(actor, candidate_id)
    profile = await services.candidate_files.profile(actor, candidate_id)
    documents = (await services.candidate_files.documents(actor, candidate_id, Window(limit=MOST_FILES))).items
    text = None
    if documents and request.may(Permission.READ_DOCUMENTS):
        _, text = await services.candidate_files.document_text(actor, candidate_id, documents[-1].id)
    try:
        matches = await services.matching.jobs_for_candidate(actor, candidate_id, MOST_RANKED)
    except RecruitError:  # a busy ranking must not hide the new candidate
        matches = []
    return Added(
        candidate,
        _read_values(candidate, profile.contacts, text or ""),
        profile,
        list(documents),
        list((await services.duplicates.find(actor, candidate_id, Window(limit=MOST_FILES))).items),
        [match for match in matches if match.job.status == OPEN][:MOST_JOBS_SHOWN],
    )


def _read_values(candidate: Candidate, contacts: Contacts, text: str) -> list[ReadValue]:
    """Return the fields that have a value."""
    place = candidate.location
    fields = [
        (t("Title"), candidate.current_title, text),
        (t("Company"), candidate.current_company, text),
        (t("Location"), place, place and residence.line_of(text, place)),
    ]
    values = [ReadValue(label, value, line_with(words or text, value)) for label, value, words in fields if value]
    if candidate.experience_years is not None:
        years = candidate.experience_years
        values.append(ReadValue(t("Years of experience"), str(years), line_with_years(text, years)))
    values += [ReadValue(t("E-mail"), one, None) for one in contacts.emails]
    values += [ReadValue(t("Phone"), one, None) for one in contacts.phones]
    return values


def line_with(text: str, value: str) -> str | None:
    """Return the first line of a text that has a value as whole words, at most `LONGEST_LINE` characters of it.

    None if there is no such line, or if it says nothing more than the value.
    """
    line = _line(text, r"(?<!\w)" + r"\s+".join(map(re.escape, value.split())) + r"(?!\w)")
    return None if line is not None and line.casefold() == value.casefold() else line


def line_with_years(text: str, years: int) -> str | None:
    """Return the first line of a text that states a number of years, in digits or in words."""
    words = [str(years), *(word for word, value in VALUE_OF.items() if value == years)]
    return _line(text, rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})\+?\s+(?:\w+\s+)?{YEARS}")


def _line(text: str, pattern: str) -> str | None:
    found = re.search(pattern, text, re.IGNORECASE)
    if found is None:
        return None
    start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
    start = max(start, found.start() - LONGEST_LINE // 2)
    return text[start : end if end >= 0 else None].strip()[:LONGEST_LINE]
