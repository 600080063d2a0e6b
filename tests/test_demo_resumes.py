"""The résumés of the demo data are those that `python -m tools.demo_resumes` writes."""

from recruit.domain.demo.data import RESUMES as SHIPPED
from tools.demo_resumes import FOLDER, RESUMES, document


def test_the_files_match_their_texts() -> None:
    assert {resume.filename: resume.content() for resume in SHIPPED} == {
        name: document(text) for name, text in RESUMES.items()
    }
    assert {path.name for path in FOLDER.glob("*.pdf")} == set(RESUMES)
