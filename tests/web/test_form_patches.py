"""Forms of records change the fields that they have, and no others: a new field of a record may have no input yet."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import pytest

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.pipelines.model import ReasonType, RejectionReasonDetails
from recruit.domain.tags.model import TagDetails
from web.browsing import Browser
from web.people import engineer_job, send


async def job(browser: Browser) -> tuple[str, Any]:
    made = await engineer_job(browser, department="IT", salary_min=1, is_public=True, currency="EUR", status="on_hold")
    return f"/jobs/{made.id}/details", lambda: browser.services.jobs.get(browser.actor, made.id)


async def candidate(browser: Browser) -> tuple[str, Any]:
    details = CandidateDetails(full_name="Jane Doe", headline="Cook", experience_years=3, notes="Fast", location="York")
    made = await browser.services.candidates.create(browser.actor, details)
    return f"/candidates/{made.id}/profile", lambda: browser.services.candidates.get(browser.actor, made.id)


async def reason(browser: Browser) -> tuple[str, Any]:
    reasons = browser.services.rejection_reasons
    made = await reasons.create(browser.actor, RejectionReasonDetails(name="Pay", type=ReasonType.THEY_DECLINED))
    await reasons.change(browser.actor, made.id, {"archived": True})
    return f"/settings/reasons/{made.id}", lambda: reasons.get(browser.actor, made.id)


async def tag(browser: Browser) -> tuple[str, Any]:
    made = await browser.services.tags.create(browser.actor, TagDetails(name="Silver", colour="#c0c0c0"))
    return f"/settings/tags/{made.id}", lambda: browser.services.tags.get(browser.actor, made.id)


async def own_mail(browser: Browser) -> tuple[str, Any]:
    changes = {"mail_language": "de", "mail_notices": True}
    await browser.services.members.change_user(browser.actor, browser.actor.user_id, changes)
    return "/settings/me/mail", lambda: browser.services.members.user(browser.actor, browser.actor.user_id)


REQUIRED = {job: "title", candidate: "full_name", reason: "name type", tag: "name", own_mail: "mail_language"}


@pytest.mark.parametrize("record", REQUIRED, ids=lambda record: record.__name__)
async def test_a_form_without_a_field_leaves_it_as_it_is(admin: Browser, record: Callable[..., Any]) -> None:
    path, stored = await record(admin)
    before = asdict(await stored())
    required: Mapping[str, str] = {name: before[name] for name in REQUIRED[record].split()}
    saved = await send(admin, path, **required)
    assert saved.status == 303, saved.text
    assert asdict(await stored()) == before


async def test_a_box_of_a_form_that_is_cleared_is_saved(admin: Browser) -> None:
    path, stored = await job(admin)
    shown = (await admin.get(path)).form()
    await admin.post(path, shown | {"is_public": "", "department": ""})
    found = await stored()
    assert (found.is_public, found.department, found.salary_min, found.currency) == (False, None, 1, "EUR")
