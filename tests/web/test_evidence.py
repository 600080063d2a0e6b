"""Evidence on the page: the view of a PDF, the places of evidence, and the script that reads PDFs."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import PurePosixPath

import pytest

from recruit.domain.audit.model import AuditAction
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.documents.model import DocumentDetails
from recruit.domain.shared.pages import Window
from recruit.entrypoints.web.assets import address
from recruit.entrypoints.web.policy import WORKER_POLICY
from recruit.ports.audit import AuditSearch
from stand_ins.documents import docx, line, lines, paragraph, pdf
from web.browsing import Browser
from web.people import RESUME, engineer_job, jane, organisation

SKILLS = lines(["Jane Doe, jane.doe@example.com", "Ran Python and Postgre-", "SQL at the old mill for years"])
CV = pdf(SKILLS + line("Kubernetes", y=300, before="1 g"), line("Taught Docker in a school"))


async def jane_with(browser: Browser, data: bytes, filename: str = "cv.pdf") -> tuple[Candidate, str]:
    """Store a candidate with a file, and return the address of the file."""
    candidate = (await browser.services.intake.candidate_from_resume(browser.actor, data, filename, None)).candidate
    files = await browser.services.candidate_files.documents(browser.actor, candidate.id, Window())
    return candidate, f"/candidates/{candidate.id}/documents/{files.items[0].id}"


async def test_a_pdf_has_a_view_of_pages_beside_its_text(admin: Browser) -> None:
    (candidate, file), job = await jane_with(admin, CV), await engineer_job(admin)
    shown = await admin.get(f"/candidates/{candidate.id}?job={job.id}")
    (pages,) = shown.find(".document[data-view=page] .pages")
    assert (pages.get("data-file"), pages.get("data-evidence")) == (file, f"{file}/evidence/{job.id}")
    assert shown.texts(".views button") == ["Page", "Text"]
    assert shown.texts(".paper mark.met") == ["Python", "Docker"]
    (pages,) = (await admin.get(f"/candidates/{candidate.id}")).find(".pages")
    assert "data-evidence" not in pages.attrib


async def test_the_places_of_evidence_are_those_of_its_words(admin: Browser) -> None:
    (_, file), job = await jane_with(admin, CV), await engineer_job(admin)
    answer = (await admin.get(f"{file}/evidence/{job.id}")).response.json()
    assert [(one["number"], one["status"]) for one in answer] == [(1, "met"), (2, "unknown"), (3, "met")]
    (((page, left, top, right, bottom),),), kubernetes, (((docker_page, *_),),) = (one["places"] for one in answer)
    assert (page, docker_page, kubernetes) == (1, 2, [])
    assert 72 / 612 < left < right < 0.5
    assert top < 1 - 686 / 792 < bottom


async def test_places_need_the_right_to_open_files_and_are_recorded(admin: Browser, viewer: Browser) -> None:
    (candidate, file), job = await jane_with(admin, CV), await engineer_job(admin)
    refused = await viewer.get(f"{file}/evidence/{job.id}")
    assert refused.status == 403
    assert (await viewer.get(f"/candidates/{candidate.id}?job={job.id}")).find(".pages, .views, .paper") == []
    await admin.get(f"{file}/evidence/{job.id}")
    criteria = AuditSearch(entity="document", action=AuditAction.READ)
    found = await admin.services.auditing.entries(admin.actor, Window(), criteria)
    assert [entry.candidate_id for entry in found.items] == [candidate.id]


@pytest.mark.parametrize(
    ("data", "reason"), [(b"%PDF-1.7 and then nothing", "damaged"), (pdf(SKILLS, encrypt=True), "password")]
)
async def test_a_file_that_cannot_be_laid_out_says_why_and_its_text_is_shown(
    admin: Browser, data: bytes, reason: str
) -> None:
    candidate, job = await organisation(admin).candidate("Boris", notes="Python"), await engineer_job(admin)
    details = DocumentDetails(
        candidate_id=candidate.id, filename="cv.pdf", kind="pdf", pages=1, size=len(data),
        sha256=sha256(data).digest(), created_at=datetime.now(UTC),
    )  # fmt: skip
    async with admin.services.storage.transaction(admin.actor.org_id) as work:
        document = await work.documents.add(details, data, text="I know Python.")
    path = f"/candidates/{candidate.id}/documents/{document.id}/evidence/{job.id}"
    refused = (await admin.get(path, Accept="application/json")).response
    assert (refused.status_code, reason in refused.json()["message"]) == (400, True)
    shown = await admin.get(f"/candidates/{candidate.id}?job={job.id}")
    assert shown.texts(".paper mark.met") == ["Python"]


async def test_other_files_are_shown_as_text_with_marks(admin: Browser) -> None:
    body = "".join(map(paragraph, RESUME.splitlines()))
    (candidate, file), job = await jane_with(admin, docx(body), "cv.docx"), await engineer_job(admin)
    shown = await admin.get(f"/candidates/{candidate.id}?job={job.id}")
    assert set(shown.texts(".paper mark.met")) == {"Python", "Docker"}
    assert shown.find(".pages, .views, [data-view]") == []
    answer = (await admin.get(f"{file}/evidence/{job.id}")).response.json()
    assert [one["places"] for one in answer] == [[], [], []]


async def test_evidence_of_the_profile_alone_names_its_field(admin: Browser) -> None:
    (candidate, file), job = await jane_with(admin, CV), await engineer_job(admin, required_skills=("Rust",))
    await admin.services.candidates.change(admin.actor, candidate.id, {"headline": "Rust engineer"})
    shown = await admin.get(f"/candidates/{candidate.id}?job={job.id}")
    assert shown.texts(".requirements .quoted-from")[0] == "Quoted from: headline"
    assert (await admin.get(f"{file}/evidence/{job.id}")).response.json()[0]["places"] == []


async def test_the_mark_with_the_anchor_is_the_quoted_place(admin: Browser) -> None:
    text = RESUME.replace("Staff Engineer\nNew", "Python\nNew")
    candidate = await jane(admin, text)
    job = await engineer_job(admin, required_skills=("Python",), nice_to_have_skills=())
    notes = (await admin.services.candidates.get(admin.actor, candidate.id)).notes or ""
    shown = await admin.get(f"/candidates/{candidate.id}?job={job.id}")
    (anchor,) = shown.find(".paper span[id]")
    assert len(shown.find(".paper mark[data-own]")) == 1
    assert len(shown.find(".paper mark")) == text.count("Python")
    before = "".join(anchor.xpath("preceding-sibling::text()"))[-20:]
    assert before.split() == notes[: notes.index("Python")][-20:].split()


async def test_overlapping_evidence_has_one_mark(admin: Browser) -> None:
    candidate = await jane(admin, RESUME.replace("Kafka", "React Native"))
    job = await engineer_job(admin, required_skills=("React Native", "React"), nice_to_have_skills=())
    shown = await admin.get(f"/candidates/{candidate.id}?job={job.id}")
    assert [one.get("data-numbers") for one in shown.find(".paper mark[data-own]")] == ["1 2"]


async def test_the_script_that_reads_pdfs_has_a_policy_of_its_own(anonymous: Browser) -> None:
    for name in ("vendor/pdf.worker.min.mjs", "vendor/pdf.min.mjs", "js/pages.js"):
        response = (await anonymous.get(address(name))).response
        (policy,) = response.headers.get_list("content-security-policy")
        assert policy.startswith(WORKER_POLICY) == (PurePosixPath(name).name == "pdf.worker.min.mjs")
        assert response.headers["content-type"].startswith("text/javascript")
        assert "immutable" in response.headers["cache-control"]


async def test_a_file_is_sent_so_that_it_opens_nowhere(admin: Browser) -> None:
    _, file = await jane_with(admin, CV)
    headers = (await admin.get(file)).response.headers
    assert headers["content-disposition"].startswith("attachment;")
    assert headers["cross-origin-resource-policy"] == "same-origin"
    policies = headers.get_list("content-security-policy")
    assert policies == ["default-src 'none'; sandbox; frame-ancestors 'none'"]
