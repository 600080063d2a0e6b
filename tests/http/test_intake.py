"""Jobs and candidates made from what people write and upload."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from http_api import Api, faults, registered

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
async def ours(http: httpx.AsyncClient) -> Api:
    return await registered(http)


def txt(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


def docx(lines: list[str]) -> bytes:
    """The smallest document that a word processor opens."""
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
    """One page of plain text."""
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
    file, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(f"{len(file):010} 00000 n \n")
        file += f"{number} 0 obj\n{content}\nendobj\n"
    table = f"xref\n0 7\n0000000000 65535 f \n{''.join(places)}trailer\n<< /Size 7 /Root 1 0 R {trailer}>>\n"
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
    """The job that is made of a prompt."""
    response = await api.post("/agent/jobs/from_prompt", {"prompt": prompt, "nonsense": 1})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    assert answer == {"raw_prompt": prompt, "job": answer["job"]}
    job: dict[str, Any] = answer["job"]
    return job


async def test_the_prompt_of_the_reference_makes_its_job(ours: Api) -> None:
    job = await prompted(ours, PROMPT)
    said = {field: REQUISITIONED[field] for field in ("title", "location", "currency", "required_skills")}
    made = {"org_id": ours.org_id, "created_by_user_id": ours.user_id, "status": "open", "is_public": False}
    assert job == job | said | made | {"nice_to_have_skills": []}
    assert job["description"]
    assert (await ours.get(f"/jobs/{job['id']}")).json() == job


@pytest.mark.parametrize(
    ("said", "field", "value"),
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
async def test_what_a_prompt_says_is_kept_in_canonical_words(ours: Api, said: str, field: str, value: object) -> None:
    job = await prompted(ours, f"We need a Backend Engineer with Python experience. {said}.")
    assert job[field] == value


@pytest.mark.parametrize(
    "prompt", ["?", "🦊", "  engineer \n", "x" * 50_000, "Salary: 9999999999999999 - 5 USD", "a\n" * 999]
)
async def test_whatever_a_prompt_says_the_job_keeps_its_bounds(ours: Api, prompt: str) -> None:
    job = await prompted(ours, prompt)
    assert 1 <= len(job["title"]) <= 200
    assert (await ours.patch(f"/jobs/{job['id']}", job)).json() == job


@pytest.mark.parametrize("prompt", ["", " ", "\n\t", None, 5, [PROMPT], "a\0b"])
async def test_a_prompt_that_is_blank_or_no_text_is_refused(ours: Api, prompt: object) -> None:
    response = await ours.post("/agent/jobs/from_prompt", {"prompt": prompt})
    assert [loc for _, loc in faults(response)] == [["body", "prompt"]]
    assert faults(await ours.post("/agent/jobs/from_prompt", {})) == [("missing", ["body", "prompt"])]


@pytest.mark.parametrize("kind", FORMATS)
async def test_a_requisition_makes_a_job_and_says_so_in_the_words_of_the_reference(ours: Api, kind: str) -> None:
    answer = await made(ours, "job_req", FORMATS[kind](REQUISITION), f"job_description.{kind}")
    job = answer["job"]
    expected = {"org_id": ours.org_id, "created_by_user_id": ours.user_id, "status": "open", "is_public": False}
    assert job == job | REQUISITIONED | expected
    assert (await ours.get(f"/jobs/{job['id']}")).json() == job
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
async def test_the_name_of_the_file_comes_back(ours: Api, name: str) -> None:
    answer = await made(ours, "job_req", txt(REQUISITION), name, notes="This is for our New York office.")
    assert answer["filename"] == name
    assert answer["summary"].startswith(f"I've created a new job from the uploaded file '{name}':\n\n- Job #")


@pytest.mark.parametrize("kind", FORMATS)
async def test_a_resume_makes_a_candidate_and_says_so_in_the_words_of_the_reference(ours: Api, kind: str) -> None:
    answer = await made(ours, "resume", FORMATS[kind](RESUME), f"jane_doe_resume.{kind}", notes=NOTE)
    candidate = answer["candidate"]
    assert candidate == candidate | {
        "org_id": ours.org_id,
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
    assert (await ours.get(f"/candidates/{candidate['id']}")).json() == candidate
    summary = (
        f"Created candidate #{candidate['id']}: Jane Doe. Current title: Staff Engineer. Current company: TechCorp. "
        "Location: San Francisco, CA. Headline: Senior Backend Engineer."
    )
    assert answer == {"candidate": candidate, "summary": summary}


async def test_without_notes_of_a_recruiter_none_are_added(ours: Api) -> None:
    candidate = (await made(ours, "resume", txt(RESUME)))["candidate"]
    assert "Additional recruiter notes" not in candidate["notes"]


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
async def test_a_file_that_is_empty_or_unreadable_is_a_400_and_makes_nothing(ours: Api, part: str, data: bytes) -> None:
    before = [(await ours.get(path)).json()["total"] for path in ("/jobs", "/candidates")]
    response = await upload(ours, part, data)
    assert response.status_code == 400, response.text
    assert response.json() == {"detail": str(response.json()["detail"])}
    assert [(await ours.get(path)).json()["total"] for path in ("/jobs", "/candidates")] == before


@BOTH
async def test_a_file_that_is_not_there_is_a_422(ours: Api, part: str) -> None:
    for request in ({}, {"data": {"notes": "x"}}, {"json": {part: "x"}}, {"files": {"file": ("file.txt", b"x")}}):
        assert faults(await ours.post(UPLOADS[part], **request)) == [("missing", ["body", part])]
    misnamed = await ours.post(UPLOADS[part], files={"file": ("file.txt", b"x")})
    assert misnamed.json()["detail"][0]["msg"] == f"Field required; did you mean '{part}' by 'file'?"
    text = await ours.post(UPLOADS[part], files={part: (None, "a text, no file"), "notes": (None, "x")})
    assert [loc for _, loc in faults(text)] == [["body", part]]


@pytest.mark.parametrize(
    ("sent", "hint"),
    [
        ({"content": b"text", "headers": {"Content-Type": "multipart/form-data"}}, "lacks the form's boundary"),
        ({"files": {"resume": (None, "text")}}, "with a filename"),
        ({"data": {"resume": "text"}}, "with a filename"),
    ],
)
async def test_a_file_that_is_sent_as_none_is_refused_with_what_to_do(
    ours: Api, sent: dict[str, Any], hint: str
) -> None:
    response = await ours.post(UPLOADS["resume"], **sent)
    (fault,) = response.json()["detail"]
    assert fault["loc"] == ["body", "resume"]
    assert hint in fault["msg"]


@BOTH
async def test_of_two_files_under_one_name_none_is_lost(ours: Api, part: str) -> None:
    files = [(part, (f"{number}.txt", b"text")) for number in range(2)]
    response = await ours.post(UPLOADS[part], files=files)
    (fault,) = response.json()["detail"]
    assert (response.status_code, fault["loc"]) == (422, ["body", part])
    assert "one file" in fault["msg"]
    attached = [(part, ("1.txt", b"Senior Welder in Berlin")), *(("other", file) for _, file in files)]
    assert (await ours.post(UPLOADS[part], files=attached)).status_code == 200


@BOTH
async def test_a_file_whose_name_has_no_end_is_refused_for_that(ours: Api, part: str) -> None:
    response = await ours.post(UPLOADS[part], files={part: ("a" * 5000, b"text")})
    assert response.status_code == 413
    assert "shorter name" in response.json()["detail"]
