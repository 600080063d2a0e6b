"""The profile of a candidate, and the form of their fields."""

from dataclasses import replace
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.candidates.model.profile import MOST, Skill
from recruit.domain.shared.errors import Invalid
from recruit.entrypoints.http.candidates import CandidateFields
from recruit.entrypoints.http.profiles import SkillEntry
from recruit.entrypoints.web.forms import UNPROCESSABLE, FormErrors, errors_of, read, read_changes
from recruit.entrypoints.web.page import redirect
from recruit.entrypoints.web.pages.candidate_frame import NO_ERRORS, candidate_page
from recruit.entrypoints.web.pages.candidate_new import NAMES, values_of
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.stale import opened, unless_changed
from recruit.entrypoints.web.text import t
from recruit.entrypoints.web.undo import Before, changed_fields, undoable

PERCENT = 100
SURE = 0.95
"""Confidence from which a field of a résumé has no hint."""


class ProfilePages(Controller):
    """`/candidates/{id}/profile`."""

    path = "/candidates/{candidate_id:int}/profile"

    @get("/")
    async def show_profile(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Show the profile, and the fields as a form for those who may change them."""
        candidate = await request.services.candidates.get(request.actor, candidate_id)
        return await _page(request, candidate, opened(_texts(candidate)))

    @post("/", status_code=200)
    async def change(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Change the fields, unless another user has changed them since the form was opened."""
        request.actor.require(Permission.WRITE_CANDIDATES)
        values = await request.fields()
        candidate = await request.services.candidates.get(request.actor, candidate_id)
        shown = values_of(CandidateDetails(full_name="")) | values
        try:
            changes = read_changes(CandidateFields, values)
            before = Before(unless_changed(values, _texts))
            after = await request.services.candidates.change(request.actor, candidate_id, changes, before)
        except (FormErrors, Invalid) as error:
            return await _page(request, candidate, shown, status=UNPROCESSABLE, errors=errors_of(error))
        saved = redirect(request, f"/candidates/{candidate_id}/profile", t("Saved"))
        writes = changed_fields("candidate", before.record, after)
        return await undoable(request, saved, "update_candidate", *writes)

    @post("/skills", status_code=200)
    async def add_skill(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Add a skill with the words that show it, or change the words of one."""
        request.actor.require(Permission.WRITE_CANDIDATES)
        try:
            entry = read(SkillEntry, await request.fields())
        except FormErrors:
            return redirect(
                request, f"/candidates/{candidate_id}/profile", t("Enter a skill of at most 100 characters")
            )
        await _replace_skill(request, candidate_id, entry.name, Skill(entry.name, entry.evidence))
        return redirect(request, f"/candidates/{candidate_id}/profile", t("Added {skill}", skill=entry.name))

    @post("/skills/delete", status_code=200)
    async def remove_skill(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Remove a skill from the profile."""
        name = (await request.fields()).get("name", "")
        await _replace_skill(request, candidate_id, name, None)
        return redirect(request, f"/candidates/{candidate_id}/profile", t("Removed {skill}", skill=name))


async def _replace_skill(request: PageRequest, candidate_id: int, name: str, skill: Skill | None) -> None:
    """Put a skill in the place of one of the same name, case ignored. None removes it. Raises Stale."""
    files, actor = request.services.candidate_files, request.actor
    before = await files.profile(actor, candidate_id)
    kept = [one for one in before.skills if one.name.casefold() != name.casefold()]
    skills = (*kept, *([] if skill is None else [skill]))[:MOST]
    profile = replace(before, skills=skills)
    await files.replace_profile(actor, candidate_id, profile, lambda present: present == before)


async def _page(
    request: PageRequest,
    candidate: Candidate,
    values: dict[str, Any],
    *,
    status: int = 200,
    errors: dict[str, str] = NO_ERRORS,
) -> Response[str]:
    profile = await request.services.candidate_files.profile(request.actor, candidate.id)
    hints: dict[str, str | None] = dict.fromkeys(NAMES)
    for one in profile.fields:
        if one.confidence < SURE:
            others = dict.fromkeys(text for text in one.suggestions if text != str(values.get(one.name, "")))
            read_as = t("Read with {percent} % certainty", percent=round(one.confidence * PERCENT))
            hints[one.name] = " · ".join([read_as, *others])
    context: dict[str, Any] = {"values": values, "errors": errors, "profile": profile, "hints": hints}
    return await candidate_page(request, candidate, "profile", status=status, **context)


def _texts(candidate: Candidate) -> dict[str, Any]:
    """Return the form's texts for a candidate."""
    return values_of(CandidateDetails(**{name: getattr(candidate, name) for name in NAMES}))
