"""Storage contract: single rows, and pages of rows."""

from collections.abc import Sequence
from dataclasses import fields

import pytest

from cases import every_case
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import UserDetails
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.errors import Duplicate, Invalid, NotFound, Refused
from recruit.domain.shared.pages import Window
from recruit.ports.storage import Storage
from worlds import Organisation, new_email, new_organisation

UNKNOWN_IDS = [0, -1, 2**31, 2**63 - 1, 2**63, 10**30]
UNICODE = 'Zoë O\'Neil – "naïve" 🚀 100% \\ _ \n\ttab'


async def test_an_organisation_is_returned_as_stored(storage: Storage) -> None:
    ours = await new_organisation(storage)
    async with storage.transaction(ours.actor.org_id) as work:
        found = await work.organisations.get()
        renamed = await work.organisations.rename("Söhne & Co")
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.organisations.get() == renamed
    assert (found.id, found.name, renamed.name) == (ours.actor.org_id, "My Recruiting Co", "Söhne & Co")


async def test_an_organisation_that_was_never_stored_is_not_found(storage: Storage) -> None:
    async with storage.transaction(await storage.new_organisation()) as work:
        with pytest.raises(NotFound):
            await work.organisations.get()
        with pytest.raises(NotFound):
            await work.organisations.rename("Söhne & Co")


async def test_a_user_is_returned_as_stored_and_found_by_address_in_any_case(storage: Storage) -> None:
    email = f"Founder.{new_email()}"
    ours = await new_organisation(storage, email)
    async with storage.transaction(ours.actor.org_id) as work:
        user = await work.users.get(ours.actor.user_id)
    assert (user.email, user.full_name, user.role, user.org_id) == (email, "Founder", "org_admin", ours.actor.org_id)
    assert user.role is Role.ORG_ADMIN
    found = await storage.credentials(email.upper())
    assert found is not None
    assert (found.user_id, found.org_id, found.password_hash) == (user.id, user.org_id, "$argon2id$…")


async def test_an_unknown_address_has_no_credentials(storage: Storage) -> None:
    assert await storage.credentials(new_email()) is None


async def test_an_address_is_unique_across_organisations_in_any_case(storage: Storage, ours: Organisation) -> None:
    email = new_email()
    await new_organisation(storage, email)
    with pytest.raises(Duplicate):
        async with storage.transaction(ours.actor.org_id) as work:
            await work.users.add(UserDetails(email=email.upper(), full_name="x", role=Role.ORG_ADMIN), "hash")


async def test_an_unknown_user_is_not_found(storage: Storage, ours: Organisation) -> None:
    async with storage.transaction(ours.actor.org_id) as work:
        with pytest.raises(NotFound):
            await work.users.get(2**40)


async def test_a_job_keeps_every_field(storage: Storage, ours: Organisation) -> None:
    details = JobDetails(
        title=UNICODE,
        department="Engineering",
        location="São Paulo",
        employment_type="Full-time",
        remote_option="Hybrid",
        salary_min=0,
        salary_max=2**31 - 1,
        currency="BRL",
        description="x" * 100_000,
        required_skills=("C#", UNICODE),
        nice_to_have_skills=("K8s",),
        status="on_hold",
        is_public=True,
    )
    async with storage.transaction(ours.actor.org_id) as work:
        kept = await work.jobs.add(details, created_by_user_id=ours.actor.user_id)
        assert await work.jobs.get(kept.id) == kept
    assert (kept.org_id, kept.created_by_user_id) == (ours.actor.org_id, ours.actor.user_id)
    assert all(getattr(kept, field.name) == getattr(details, field.name) for field in fields(JobDetails))


async def test_a_job_of_an_unknown_user_is_refused(storage: Storage, ours: Organisation) -> None:
    with pytest.raises(Refused):
        async with storage.transaction(ours.actor.org_id) as work:
            await work.jobs.add(JobDetails(title="x"), created_by_user_id=2**40)


async def test_a_candidate_keeps_every_field(storage: Storage, ours: Organisation) -> None:
    details = CandidateDetails(
        full_name=UNICODE,
        headline="Engineer",
        location="Kraków",
        experience_years=8,
        current_title="Staff Engineer",
        current_company="TechCorp",
        linkedin_url="https://linkedin.com/in/x",
        github_url="https://github.com/x",
        website_url="https://x.example",
        notes="n" * 100_000,
    )
    async with storage.transaction(ours.actor.org_id) as work:
        kept = await work.candidates.add(details)
        assert await work.candidates.get(kept.id) == kept
    assert kept.org_id == ours.actor.org_id
    assert all(getattr(kept, field.name) == getattr(details, field.name) for field in fields(CandidateDetails))


async def test_a_candidate_of_an_unknown_organisation_is_refused(storage: Storage) -> None:
    with pytest.raises(Refused):
        async with storage.transaction(await storage.new_organisation()) as work:
            await work.candidates.add(CandidateDetails(full_name="x"))


async def test_an_application_keeps_every_field(storage: Storage, ours: Organisation) -> None:
    job, candidate = await ours.job(), await ours.candidate()
    kept = await ours.application(job, candidate, status="interview", source="referral", fit_score=85)
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.applications.get(kept.id) == kept
    assert (kept.org_id, kept.job_id, kept.candidate_id) == (ours.actor.org_id, job.id, candidate.id)
    assert (kept.status, kept.source, kept.fit_score) == ("interview", "referral", 85)


async def test_a_second_application_for_the_same_pair_is_a_duplicate(ours: Organisation) -> None:
    job, candidate = await ours.job(), await ours.candidate()
    await ours.application(job, candidate)
    with pytest.raises(Duplicate):
        await ours.application(job, candidate, status="offer")


@pytest.mark.parametrize("missing", ["job", "candidate"])
async def test_an_application_needs_its_job_and_its_candidate(
    storage: Storage, ours: Organisation, missing: str
) -> None:
    known = {"job_id": (await ours.job()).id, "candidate_id": (await ours.candidate()).id}
    for unknown_id in UNKNOWN_IDS:
        ids = known | {f"{missing}_id": unknown_id}
        details = ApplicationDetails(job_id=ids["job_id"], candidate_id=ids["candidate_id"])
        with pytest.raises(NotFound) as error:
            async with storage.transaction(ours.actor.org_id) as work:
                await work.applications.add(details)
        assert (error.value.kind, error.value.id) == (missing, unknown_id)


async def test_an_unknown_record_is_not_found(storage: Storage, ours: Organisation) -> None:
    async with storage.transaction(ours.actor.org_id) as work:
        for unknown_id in UNKNOWN_IDS:
            for rows, change in (
                (work.jobs, {"status": "x"}),
                (work.candidates, {"notes": "x"}),
                (work.applications, {"status": "x"}),
            ):
                for attempt in (
                    rows.get(unknown_id),
                    rows.change(unknown_id, change),
                    rows.change(unknown_id, {}),
                    rows.remove(unknown_id),
                ):
                    with pytest.raises(NotFound):
                        await attempt


async def test_a_change_sets_the_named_fields_and_no_others(storage: Storage, ours: Organisation) -> None:
    job = await ours.job(department="Sales", required_skills=("A",), salary_min=5)
    async with storage.transaction(ours.actor.org_id) as work:
        changed = await work.jobs.change(job.id, {"title": "New", "salary_min": None, "required_skills": ("B", "C")})
        assert await work.jobs.get(job.id) == changed
    assert (changed.title, changed.salary_min, changed.required_skills) == ("New", None, ("B", "C"))
    assert (changed.department, changed.status, changed.id) == ("Sales", "open", job.id)


async def test_an_empty_change_returns_the_row(storage: Storage, ours: Organisation) -> None:
    job, candidate = await ours.job(), await ours.candidate()
    application = await ours.application(job, candidate)
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.jobs.change(job.id, {}) == job
        assert await work.candidates.change(candidate.id, {}) == candidate
        assert await work.applications.change(application.id, {}) == application


async def test_candidates_and_applications_are_changed(storage: Storage, ours: Organisation) -> None:
    job, candidate = await ours.job(), await ours.candidate(notes="before", headline="kept")
    application = await ours.application(job, candidate, fit_score=5)
    async with storage.transaction(ours.actor.org_id) as work:
        person = await work.candidates.change(candidate.id, {"notes": None, "experience_years": 3})
        moved = await work.applications.change(application.id, {"status": "offer", "fit_score": None})
    assert (person.notes, person.experience_years, person.headline) == (None, 3, "kept")
    assert (moved.status, moved.fit_score, moved.source) == ("offer", None, "manual")


async def test_a_salary_minimum_above_the_maximum_is_refused(storage: Storage, ours: Organisation) -> None:
    job = await ours.job(salary_min=5, salary_max=10)
    changes: Sequence[dict[str, int]] = [{"salary_min": 11}, {"salary_max": 4}, {"salary_min": 9, "salary_max": 8}]
    for one in changes:
        with pytest.raises(Invalid):
            async with storage.transaction(ours.actor.org_id) as work:
                await work.jobs.change(job.id, one)
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.jobs.get(job.id) == job


async def test_pages_are_in_ascending_id_and_have_the_total(storage: Storage, ours: Organisation) -> None:
    jobs = [await ours.job(f"Job {number}") for number in range(5)]
    people = [await ours.candidate(f"Person {number}") for number in range(5)]
    async with storage.transaction(ours.actor.org_id) as work:
        assert (await work.jobs.page(Window())).items == jobs
        assert (await work.jobs.page(Window(1, 2))).items == jobs[1:3]
        assert (await work.candidates.page(Window(3, 100))).items == people[3:]
        assert await work.jobs.all() == jobs
        assert await work.candidates.all() == people
        for skip in (5, 10**6, 10**30):
            beyond = await work.jobs.page(Window(skip, 10))
            assert (list(beyond.items), beyond.total) == ([], 5)


async def test_a_page_says_whether_more_rows_follow(storage: Storage, ours: Organisation) -> None:
    ids = [(await ours.candidate(f"Person {number}")).id for number in range(5)]
    async with storage.transaction(ours.actor.org_id) as work:
        for window, more in [
            (Window(limit=4), True),
            (Window(limit=5), False),
            (Window(2, 2), True),
            (Window(3, 2), False),
            (Window(5, 2), False),
            (Window(limit=2, after=ids[1]), True),
            (Window(limit=3, after=ids[1]), False),
            (Window(limit=3, after=ids[4]), False),
        ]:
            for q in (None, "person"):
                assert (await work.candidates.page(window, q=q)).more is more, window


async def test_a_page_may_start_after_an_id(storage: Storage, ours: Organisation, theirs: Organisation) -> None:
    jobs = []
    for number in range(6):
        jobs.append(await ours.job(f"Job {number}", status="open" if number % 2 else "closed"))
        await theirs.job(f"Job {number}")
    async with storage.transaction(ours.actor.org_id) as work:
        page = work.jobs.page
        after = await page(Window(limit=3, after=jobs[1].id))
        assert (after.items, after.total) == (jobs[2:5], 6)
        assert (await page(Window(1, 2, after=jobs[1].id))).items == jobs[3:5]
        assert (await page(Window(after=jobs[1].id), status="open")).items == [jobs[3], jobs[5]]
        found = await page(Window(limit=1, after=jobs[1].id), q="job")
        assert (found.items, found.total) == ([jobs[2]], 6)
        assert (await page(Window(after=jobs[1].id + 1))).items == jobs[2:], "no row has that id"
        assert (await page(Window(after=-1))).items == jobs
        for beyond in (jobs[5].id, 2**63 - 1, 2**63, 10**30):
            empty = await page(Window(after=beyond))
            assert (list(empty.items), empty.total, empty.more) == ([], 6, False)


async def test_pages_after_ids_neither_repeat_nor_miss_a_row_during_changes(
    storage: Storage, ours: Organisation
) -> None:
    people = [await ours.candidate(f"Person {number}") for number in range(6)]
    seen, after, more = [], 0, True
    while more:
        async with storage.transaction(ours.actor.org_id) as work:
            page = await work.candidates.page(Window(limit=2, after=after))
            seen += [one.full_name for one in page.items]
            after, more = page.items[-1].id, page.more
            if len(seen) == 2:
                await work.candidates.remove(people[0].id)
                await work.candidates.remove(after)
                await work.candidates.add(CandidateDetails(full_name="Person 6"))
    assert seen == [f"Person {number}" for number in range(7)]


async def test_an_empty_table_has_an_empty_page(storage: Storage, ours: Organisation) -> None:
    async with storage.transaction(ours.actor.org_id) as work:
        for rows in (work.jobs, work.candidates, work.applications, work.match_logs):
            page = await rows.page(Window())
            assert (list(page.items), page.total) == ([], 0)


async def test_jobs_are_filtered_by_exact_status(storage: Storage, ours: Organisation) -> None:
    await ours.job(status="open")
    closed = await ours.job(status="closed")
    await ours.job(status="closed-ish")
    async with storage.transaction(ours.actor.org_id) as work:
        page = await work.jobs.page(Window(), status="closed")
    assert (page.items, page.total) == ([closed], 1)


QUERIES: Sequence[tuple[str, int]] = [
    ("engineer", 3),
    ("ENGINEER", 3),
    ("é", 1),
    ("É", 1),
    ("100%", 1),
    ("%", 1),
    ("_", 1),
    ("\\", 1),
    ("x", 0),
    ("", 4),
]
"""Queries, and how many records have them."""


async def test_q_is_a_substring_taken_literally_with_case_ignored(storage: Storage, ours: Organisation) -> None:
    for name in ("Backend Engineer", "engineer 100%", "Chargé d'affaires", "Lead_Engineer \\ Ops"):
        await ours.job(name)
        await ours.candidate(name)
    async with storage.transaction(ours.actor.org_id) as work:
        with every_case() as case:
            for q, found in QUERIES:
                with case(q):
                    assert (await work.jobs.page(Window(), q=q)).total == found
                    assert (await work.candidates.page(Window(), q=q)).total == found


FOLDED: Sequence[tuple[str, str, bool]] = [
    ("İlker Öz", "ilker", True),  # each letter maps to one lower-case letter: the dot is dropped
    ("İlker Öz", "İ", True),
    ("ilker", "İLKER", True),
    ("ılgaz", "ILGAZ", False),  # the dotless i is another letter
    ("Weiß", "WEIẞ", True),
    ("Weiß", "WEISS", False),
    ("ΟΔΥΣΣΕΑΣ", "σσεασ", True),  # no final sigma
    ("Οδυσσέας", "ΣΑΣ", False),
    ("Οδυσσέας", "ς", True),
    ("Jose\u0301", "É", False),  # a combining mark is a character of its own
    ("Jose\u0301", "E\u0301", True),
    ("Jose\u0301", "jose", True),
    ("ǅemal", "ǆ", True),
    ("Ⅷ", "ⅷ", True),
    ("𐐀da", "𐐨DA", True),
    ("ﬁnn", "FINN", False),
    ("Ꞵ", "ꞵ", True),
]
"""Names, queries, and whether the name has the query."""


async def test_case_is_ignored_letter_by_letter_in_every_script(storage: Storage, ours: Organisation) -> None:
    candidate = await ours.candidate("before")
    with every_case() as case:
        for name, q, found in FOLDED:
            async with storage.transaction(ours.actor.org_id) as work:
                job = await work.jobs.add(JobDetails(title=name), created_by_user_id=ours.actor.user_id)
                await work.candidates.change(candidate.id, {"full_name": name})
                with case(name, q):
                    assert (await work.jobs.page(Window(), q=q)).total == found
                    assert (await work.candidates.page(Window(), q=q)).total == found
                await work.jobs.remove(job.id)


async def test_every_page_of_a_search_has_its_total(storage: Storage, ours: Organisation) -> None:
    welders = [await ours.job(f"Welder {number}", status="open") for number in range(3)]
    await ours.job("Baker", status="open")
    await ours.job("Welder 3", status="closed")
    async with storage.transaction(ours.actor.org_id) as work:
        for window in [Window(limit=2), Window(1, 2), Window(2, 2), Window(3, 2), Window(0, 3)]:
            page = await work.jobs.page(window, q="WELD", status="open")
            assert (list(page.items), page.total) == (welders[window.skip : window.skip + window.limit], 3), window


async def test_applications_are_filtered_by_job_candidate_and_status(storage: Storage, ours: Organisation) -> None:
    jobs = [await ours.job() for _ in range(2)]
    people = [await ours.candidate() for _ in range(2)]
    statuses = {people[0].id: "hired", people[1].id: "applied"}
    kept = {
        (job.id, one.id): await ours.application(job, one, status=statuses[one.id]) for job in jobs for one in people
    }
    job, person = jobs[0].id, people[1].id
    async with storage.transaction(ours.actor.org_id) as work:
        page = work.applications.page
        assert (await page(Window())).total == 4
        assert (await page(Window(), job_id=job)).items == [kept[job, one.id] for one in people]
        assert (await page(Window(), candidate_id=person)).items == [kept[each.id, person] for each in jobs]
        assert (await page(Window(), job_id=job, candidate_id=person)).items == [kept[job, person]]
        assert (await page(Window(), status="applied")).items == [kept[each.id, person] for each in jobs]
        assert (await page(Window(), job_id=job, status="applied")).items == [kept[job, person]]
        assert (await page(Window(), status="appl")).total == 0
        assert (await page(Window(), job_id=10**30)).total == 0


async def test_a_shaped_page_has_the_same_values(storage: Storage, ours: Organisation) -> None:
    async with storage.transaction(ours.actor.org_id) as work:
        empty = (await work.jobs.page(Window())).shaped(tuple, ("id", "title"))
    assert (list(empty.items), empty.total, empty.more) == ([], 0, False)
    jobs = [await ours.job(f"Job {number}", required_skills=("Python", "SQL")) for number in range(3)]
    async with storage.transaction(ours.actor.org_id) as work:
        page = await work.jobs.page(Window(limit=2))
    shaped = page.shaped(lambda *values: values, ("required_skills", "id", "title"))
    assert list(shaped.items) == [(job.required_skills, job.id, job.title) for job in jobs[:2]]
    assert (shaped.total, shaped.more) == (page.total, page.more) == (3, True)
    assert list(page.items) == jobs[:2]
