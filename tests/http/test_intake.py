"""Jobs and candidates created from prompts, requisitions and résumés."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from http_api import Api, faults, registered
from recruit.domain.extraction.intake import NOT_A_RESUME

PROMPT = "We need a Senior Backend Engineer in NYC with Python, FastAPI, and PostgreSQL experience..."
REQUISITION = (
    "Senior Backend Engineer|Department: Engineering|Location: New York, NY|Employment type: Full-time|"
    "Remote option: Hybrid|Salary: $150,000 - $190,000 USD|Required skills: Python, FastAPI, PostgreSQL"
).split("|")
REQUISITIONED = {
    "title": "Senior Backend Engineer",
    "department": "Engineering",
    "location": "New York, NY",
    "employment_type": "Full-time",
    "remote_option": "Hybrid",
    "salary_min": 150000,
    "salary_max": 190000,
    "currency": "USD",
    "required_skills": ["Python", "FastAPI", "PostgreSQL"],
}
RESUME = (
    "Jane Doe|Senior Backend Engineer|San Francisco, CA|https://linkedin.com/in/janedoe https://github.com/janedoe||"
    "Experience|Staff Engineer at TechCorp|2019 - Present|Distributed systems in Python."
).split("|")
NOTE = "Strong Python + distributed systems background."
UPLOADS = {"job_req": "/agent/jobs/from_req", "resume": "/agent/candidates/from_resume"}
BOTH = pytest.mark.parametrize("part", UPLOADS)


@pytest.fixture(scope="module")
async def shared_api(http: httpx.AsyncClient) -> Api:
    """A client of an organisation that the tests of this module share."""
    return await registered(http)


def txt(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


def docx(lines: list[str]) -> bytes:
    """Return a minimal Word document."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="{relations}"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
        )
        body = f"<w:body>{paragraphs}</w:body>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}">{body}</w:document>')
    return file.getvalue()


def pdf(lines: list[str], trailer: str = "") -> bytes:
    """Return a PDF file with one page of text."""
    shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
    stream = f"BT /F1 11 Tf 50 740 Td {shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 6 0 R >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Font << /F1 5 0 R >> >>",
    ]
    file, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(f"{len(file):010} 00000 n \n")
        file += f"{number} 0 obj\n{content}\nendobj\n"
    table = f"xref\n0 7\n0000000000 65535 f \n{''.join(offsets)}trailer\n<< /Size 7 /Root 1 0 R {trailer}>>\n"
    return f"{file}{table}startxref\n{len(file)}\n%%EOF\n".encode()


ENCRYPTED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>] "
FORMATS = {"txt": txt, "docx": docx, "pdf": pdf}


async def upload(api: Api, part: str, data: bytes, name: str = "file.txt", **form: str) -> httpx.Response:
    return await api.post(UPLOADS[part], files={part: (name, data)}, data=form)


async def made(api: Api, part: str, data: bytes, name: str = "file.txt", **form: str) -> dict[str, Any]:
    response = await upload(api, part, data, name, **form)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def prompted(api: Api, prompt: str) -> dict[str, Any]:
    """Create a job from a prompt, and return the job."""
    response = await api.post("/agent/jobs/from_prompt", {"prompt": prompt, "nonsense": 1})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    assert answer == {"raw_prompt": prompt, "job": answer["job"]}
    job: dict[str, Any] = answer["job"]
    return job


async def test_the_prompt_of_the_reference_creates_its_job(shared_api: Api) -> None:
    job = await prompted(shared_api, PROMPT)
    read = {field: REQUISITIONED[field] for field in ("title", "location", "currency", "required_skills")}
    defaults = {
        "org_id": shared_api.org_id,
        "created_by_user_id": shared_api.user_id,
        "status": "open",
        "is_public": False,
    }
    assert job == job | read | defaults | {"nice_to_have_skills": []}
    assert job["description"]
    assert (await shared_api.get(f"/jobs/{job['id']}")).json() == job


@pytest.mark.parametrize(
    ("phrase", "field", "value"),
    [
        ("full time", "employment_type", "Full-time"),
        ("part-time", "employment_type", "Part-time"),
        ("contract position", "employment_type", "Contract"),
        ("temporary position", "employment_type", "Temporary"),
        ("internship", "employment_type", "Internship"),
        ("fully remote", "remote_option", "Remote"),
        ("hybrid", "remote_option", "Hybrid"),
        ("onsite", "remote_option", "On-site"),
        ("salary $160,000 - $200,000", "currency", "USD"),
        ("salary €60,000 - €80,000", "currency", "EUR"),
        ("salary £60k-£80k", "currency", "GBP"),
        ("salary $160,000 - $200,000", "salary_min", 160000),
        ("salary $160k–$200k", "salary_max", 200000),
        ("Kubernetes and AWS are a plus", "nice_to_have_skills", ["Kubernetes", "AWS"]),
    ],
)
async def test_values_from_a_prompt_are_stored_in_canonical_form(
    shared_api: Api, phrase: str, field: str, value: object
) -> None:
    job = await prompted(shared_api, f"We need a Backend Engineer with Python experience. {phrase}.")
    assert job[field] == value


@pytest.mark.parametrize(
    "prompt", ["?", "🦊", "  engineer \n", "x" * 50_000, "Salary: 9999999999999999 - 5 USD", "a\n" * 999]
)
async def test_a_job_from_any_prompt_is_valid(shared_api: Api, prompt: str) -> None:
    job = await prompted(shared_api, prompt)
    assert 1 <= len(job["title"]) <= 200
    assert (await shared_api.patch(f"/jobs/{job['id']}", job)).json() == job


@pytest.mark.parametrize("prompt", ["", " ", "\n\t", None, 5, [PROMPT], "a\0b"])
async def test_a_prompt_that_is_blank_or_not_text_is_refused(shared_api: Api, prompt: object) -> None:
    response = await shared_api.post("/agent/jobs/from_prompt", {"prompt": prompt})
    assert [loc for _, loc in faults(response)] == [["body", "prompt"]]
    assert faults(await shared_api.post("/agent/jobs/from_prompt", {})) == [("missing", ["body", "prompt"])]


@pytest.mark.parametrize("kind", FORMATS)
async def test_a_requisition_creates_a_job_with_a_summary_in_the_wording_of_the_reference(
    shared_api: Api, kind: str
) -> None:
    answer = await made(shared_api, "job_req", FORMATS[kind](REQUISITION), f"job_description.{kind}")
    job = answer["job"]
    expected = {
        "org_id": shared_api.org_id,
        "created_by_user_id": shared_api.user_id,
        "status": "open",
        "is_public": False,
    }
    assert job == job | REQUISITIONED | expected
    assert (await shared_api.get(f"/jobs/{job['id']}")).json() == job
    summary = (
        f"I've created a new job from the uploaded file 'job_description.{kind}':\n\n"
        f"- Job #{job['id']}: Senior Backend Engineer\n- Location: New York, NY\n- Employment type: Full-time\n"
        "- Remote option: Hybrid\n- Salary range: 150000–190000 USD\n- Required skills: Python, FastAPI, PostgreSQL\n\n"
        f"You can now say things like:\n- 'match candidates for job {job['id']}'\n"
        "- 'list jobs' to see it among your openings."
    )
    assert answer == {"filename": f"job_description.{kind}", "job": job, "summary": summary}


@pytest.mark.parametrize(
    "name", ["job description (final).txt", "Stelle für Köchin.txt", "求人.pdf", "none", "it's.txt"]
)
async def test_the_response_has_the_filename(shared_api: Api, name: str) -> None:
    answer = await made(shared_api, "job_req", txt(REQUISITION), name, notes="This is for our New York office.")
    assert answer["filename"] == name
    assert answer["summary"].startswith(f"I've created a new job from the uploaded file '{name}':\n\n- Job #")


@pytest.mark.parametrize("kind", FORMATS)
async def test_a_resume_creates_a_candidate_with_a_summary_in_the_wording_of_the_reference(
    shared_api: Api, kind: str
) -> None:
    answer = await made(shared_api, "resume", FORMATS[kind](RESUME), f"jane_doe_resume.{kind}", notes=NOTE)
    candidate = answer["candidate"]
    assert candidate == candidate | {
        "org_id": shared_api.org_id,
        "full_name": "Jane Doe",
        "headline": "Senior Backend Engineer",
        "location": "San Francisco, CA",
        "current_title": "Staff Engineer",
        "current_company": "TechCorp",
        "linkedin_url": "https://linkedin.com/in/janedoe",
        "github_url": "https://github.com/janedoe",
        "website_url": None,
    }
    assert candidate["notes"].endswith(f"\n\nAdditional recruiter notes: {NOTE}")
    assert "Python" in candidate["notes"].removesuffix(NOTE)
    assert (await shared_api.get(f"/candidates/{candidate['id']}")).json() == candidate
    summary = (
        f"Created candidate #{candidate['id']}: Jane Doe. Current title: Staff Engineer. Current company: TechCorp. "
        "Location: San Francisco, CA. Headline: Senior Backend Engineer."
    )
    assert answer == {"candidate": candidate, "summary": summary}


async def test_no_recruiter_notes_are_added_if_none_are_sent(shared_api: Api) -> None:
    candidate = (await made(shared_api, "resume", txt(RESUME)))["candidate"]
    assert "Additional recruiter notes" not in candidate["notes"]


@pytest.mark.parametrize("text", ["hello", "Lorem ipsum dolor\nBerlin", "# Tool\n\nInstall Python and Docker.\n"])
async def test_a_file_about_no_person_is_refused_by_its_name(shared_api: Api, text: str) -> None:
    before = (await shared_api.get("/candidates")).json()["total"]
    response = await upload(shared_api, "resume", text.encode(), name="notes.xyz")
    assert (response.status_code, response.json()) == (400, {"detail": NOT_A_RESUME.format(name="notes.xyz")})
    assert (await shared_api.get("/candidates")).json()["total"] == before


@BOTH
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02\xff\xfe\x80" * 99,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(99),
        b"%PDF-1.7\n",
        pdf(RESUME)[:300],
        pdf(RESUME, ENCRYPTED),
        pdf([]),
        docx(RESUME)[:-99],
        b"PK\x03\x04" + bytes(99),
    ],
    ids="empty,noise,picture,no pdf,half a pdf,encrypted,blank page,half a docx,no zip".split(","),
)
async def test_an_empty_or_unreadable_file_is_a_400_and_creates_nothing(
    shared_api: Api, part: str, data: bytes
) -> None:
    before = [(await shared_api.get(path)).json()["total"] for path in ("/jobs", "/candidates")]
    response = await upload(shared_api, part, data)
    assert response.status_code == 400, response.text
    assert response.json() == {"detail": str(response.json()["detail"])}
    assert [(await shared_api.get(path)).json()["total"] for path in ("/jobs", "/candidates")] == before


@BOTH
async def test_a_missing_file_is_a_422(shared_api: Api, part: str) -> None:
    for request in ({}, {"data": {"notes": "x"}}, {"json": {part: "x"}}, {"files": {"file": ("file.txt", b"x")}}):
        assert faults(await shared_api.post(UPLOADS[part], **request)) == [("missing", ["body", part])]
    misnamed = await shared_api.post(UPLOADS[part], files={"file": ("file.txt", b"x")})
    assert misnamed.json()["detail"][0]["msg"] == f"Field required; did you mean '{part}' by 'file'?"
    text = await shared_api.post(UPLOADS[part], files={part: (None, "a text, no file"), "notes": (None, "x")})
    assert [loc for _, loc in faults(text)] == [["body", part]]


@pytest.mark.parametrize(
    ("sent", "hint"),
    [
        ({"content": b"text", "headers": {"Content-Type": "multipart/form-data"}}, "lacks the form's boundary"),
        ({"files": {"resume": (None, "text")}}, "with a filename"),
        ({"data": {"resume": "text"}}, "with a filename"),
    ],
)
async def test_an_upload_without_a_file_part_is_refused_with_a_hint(
    shared_api: Api, sent: dict[str, Any], hint: str
) -> None:
    response = await shared_api.post(UPLOADS["resume"], **sent)
    (fault,) = response.json()["detail"]
    assert fault["loc"] == ["body", "resume"]
    assert hint in fault["msg"]


@BOTH
async def test_two_files_under_one_name_are_refused(shared_api: Api, part: str) -> None:
    files = [(part, (f"{number}.txt", b"text")) for number in range(2)]
    response = await shared_api.post(UPLOADS[part], files=files)
    (fault,) = response.json()["detail"]
    assert (response.status_code, fault["loc"]) == (422, ["body", part])
    assert "one file" in fault["msg"]
    attached = [(part, ("1.txt", b"Senior Welder in Berlin")), *(("other", file) for _, file in files)]
    assert (await shared_api.post(UPLOADS[part], files=attached)).status_code == 200


@BOTH
async def test_a_file_with_an_overlong_name_is_refused(shared_api: Api, part: str) -> None:
    response = await shared_api.post(UPLOADS[part], files={part: ("a" * 5000, b"text")})
    assert response.status_code == 413
    assert "shorter name" in response.json()["detail"]
