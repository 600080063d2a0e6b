"""Blank text, and text on one line."""

import re
import unicodedata
from collections.abc import Iterator
from unicodedata import category

import pytest

from recruit.adapters.memory.storage import MemoryStorage
from recruit.domain.agent.arguments import InvalidArguments, Text
from recruit.domain.agent.stage_moves import StageMoves
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.applications.service import ApplicationService
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.candidates.model.profile import Contacts, Education, Language, Position, Profile, Skill
from recruit.domain.candidates.service import CandidateService
from recruit.domain.documents.service import CandidateFiles
from recruit.domain.engines.reading.field_limits import field
from recruit.domain.jobs.model import JobDetails
from recruit.domain.jobs.service import JobService
from recruit.domain.shared.blank_text import BLANKS, is_blank
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.single_line import on_one_line
from worlds import Organisation, new_organisation

TAGS = "\U000e0041\U000e0042"


@pytest.mark.parametrize(
    "text",
    [
        *("", " \t\n", "\u00a0\u3000", "\u200b\u2060\ufeff", "\u00ad", "\u3164\uffa0", "\ufe0f", TAGS),
        *(
            "\U0001d159",
            "\u0301",
            "\u0301\u20dd\u0903",
            "\ufffc",
            "\U0001bca0",
            "\U0001d173",
            "\U00016fe4",
            "\u2065",
            "\U00013441",
        ),
        " " * 5_000,
    ],
)
def test_text_without_a_visible_character_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "\u200bx",
        "é",
        "e\u0301",
        "李",
        "🦊",
        "❤\ufe0f",
        "👩\u200d🔬",
        ".",
        " " * 5_000 + "x",
        "\U0001d158",
        "क\u093f",
    ],
)
def test_text_with_a_visible_character_is_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_every_character_of_the_api_blank_pattern_is_blank() -> None:
    assert is_blank("".join(re.findall(f"[{BLANKS}]", "".join(map(chr, range(0x10000))))))


def test_the_blank_pattern_holds_no_visible_characters() -> None:
    found = re.compile(f"[{BLANKS}]")
    visible = {letter for letter in map(chr, range(0xD800)) if found.match(letter) and category(letter)[0] in "LNPS"}
    assert visible == set("\u115f\u1160\u2800\u3164")  # fillers, and Braille's cell without a dot


@pytest.fixture
async def organisation() -> Organisation:
    return await new_organisation(MemoryStorage())


async def test_jobs_and_candidates_cannot_have_blank_names(organisation: Organisation) -> None:
    jobs, candidates, actor = (
        JobService(organisation.storage),
        CandidateService(organisation.storage),
        organisation.actor,
    )
    job, jane = await organisation.job(), await organisation.candidate()
    attempts = (
        jobs.create(actor, JobDetails(title=TAGS)),
        jobs.change(actor, job.id, {"title": TAGS}),
        candidates.create(actor, CandidateDetails(full_name=TAGS)),
        candidates.change(actor, jane.id, {"full_name": TAGS}),
    )
    for attempt in attempts:
        with pytest.raises(Invalid, match="no character that shows"):
            await attempt
    with pytest.raises(InvalidArguments, match="should not be blank"):
        Text().clean("title", "\u3164")


def _profiles(text: str) -> Iterator[Profile]:
    yield Profile(skills=(Skill(text, "a text's own\nwords"),))
    yield Profile(languages=(Language("English", text, ""),))
    yield Profile(education=(Education(school=text),))
    yield Profile(positions=(Position(text, None, None, None, goes_on=True),))
    yield Profile(contacts=Contacts(phones=(text,)))


@pytest.mark.parametrize("letter", list("\n\t\x00\x1b\x85\u2028\u202e\u2066\u2063\ufeff\ufffc\U00013441\U000e0001"))
async def test_single_line_fields_reject_control_bidirectional_and_invisible_characters(
    organisation: Organisation, letter: str
) -> None:
    jobs, candidates = JobService(organisation.storage), CandidateService(organisation.storage)
    applications = ApplicationService(organisation.storage)
    actor, text = organisation.actor, f"Jane{letter}Doe"
    job, jane = await organisation.job(), await organisation.candidate()
    attempts = (
        jobs.create(actor, JobDetails(title=text)),
        jobs.create(actor, JobDetails(title="Baker", department=text)),
        jobs.change(actor, job.id, {"title": text}),
        jobs.change(actor, job.id, {"location": text}),
        candidates.create(actor, CandidateDetails(full_name=text)),
        candidates.create(actor, CandidateDetails(full_name="Jane", current_title=text)),
        candidates.change(actor, jane.id, {"full_name": text}),
        candidates.change(actor, jane.id, {"headline": text}),
        jobs.create(actor, JobDetails(title="Baker", required_skills=("Bread", text))),
        jobs.change(actor, job.id, {"nice_to_have_skills": [text]}),
        jobs.change(actor, job.id, {"status": text}),
        jobs.change(actor, job.id, {"currency": text}),
        applications.create(actor, ApplicationDetails(job_id=job.id, candidate_id=jane.id, source=text)),
        applications.change(actor, 1, {"status": text}),
        *(CandidateFiles(organisation.storage).replace_profile(actor, jane.id, profile) for profile in _profiles(text)),
    )
    for attempt in attempts:
        with pytest.raises(Invalid, match=rf"should be on one line, .+: leave out U\+{ord(letter):04X}$"):
            await attempt
    assert (on_one_line(text), field(text)) in {("Jane Doe", "Jane Doe"), ("JaneDoe", "JaneDoe")}


@pytest.mark.parametrize(
    "name",
    [
        "می\u200cخواهم",  # Persian, with a non-joiner
        "श्री\u200dमान",
        "👩\u200d🔬 Jane",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "葛\U000e0100城",
        "❤\ufe0f",
        "ភាសា\u200bខ្មែរ",
        "\u200fדנה\u200e (Dana)",
        "Zoe\u0308 O’Neill-Nguyễn",
    ],
)
async def test_names_keep_the_joiners_and_marks_that_scripts_need(organisation: Organisation, name: str) -> None:
    created = await CandidateService(organisation.storage).create(organisation.actor, CandidateDetails(full_name=name))
    assert created.full_name == unicodedata.normalize("NFC", name)
    assert on_one_line(name) == field(name) == unicodedata.normalize("NFC", name)


async def test_notes_may_have_several_lines(organisation: Organisation) -> None:
    jane = CandidateDetails(full_name="Jane", notes="a\n\tb")
    assert (await CandidateService(organisation.storage).create(organisation.actor, jane)).notes == "a\n\tb"


async def test_the_agent_cannot_set_a_status_with_invisible_characters(organisation: Organisation) -> None:
    application = await organisation.application(await organisation.job(), await organisation.candidate())
    moves = StageMoves(organisation.storage)
    with pytest.raises(Invalid):
        await moves.move(organisation.actor, application.id, "inter\u202eview")
