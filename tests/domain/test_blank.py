"""Text that shows nothing."""

import re
from unicodedata import category

import pytest

from recruit.adapters.memory import MemoryStorage
from recruit.domain.model.blank import BLANKS, is_blank
from recruit.domain.model.candidate import CandidateDetails
from recruit.domain.model.errors import Invalid
from recruit.domain.model.job import JobDetails
from recruit.domain.services.agent.arguments import Faulty, Text
from recruit.domain.services.hiring import Hiring
from worlds import Organisation, new_organisation

TAGS = "\U000e0041\U000e0042"


@pytest.mark.parametrize(
    "text",
    [
        *("", " \t\n", "\u00a0\u3000", "\u200b\u2060\ufeff", "\u00ad", "\u3164\uffa0", "\ufe0f", TAGS),
        *("\U0001d159", "\u0301", "\u0301\u20dd\u0903", "\ufffc", "\U0001bca0", "\U0001d173", "\U00016fe4", "\u2065"),
        " " * 5_000,
    ],
)
def test_what_shows_nothing_is_blank(text: str) -> None:
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
def test_what_shows_something_is_not(text: str) -> None:
    assert not is_blank(text)


def test_what_the_api_refuses_as_blank_is_blank() -> None:
    assert is_blank("".join(re.findall(f"[{BLANKS}]", "".join(map(chr, range(0x10000))))))


def test_nothing_that_shows_is_among_the_blanks() -> None:
    found = re.compile(f"[{BLANKS}]")
    shown = {letter for letter in map(chr, range(0xD800)) if found.match(letter) and category(letter)[0] in "LNPS"}
    assert shown == set("\u115f\u1160\u2800\u3164")  # fillers, and Braille's cell without a dot


@pytest.fixture
async def ours() -> Organisation:
    return await new_organisation(MemoryStorage())


async def test_neither_jobs_nor_candidates_have_blank_names_whoever_gives_them(ours: Organisation) -> None:
    hiring, actor = Hiring(ours.storage), ours.actor
    job, jane = await ours.job(), await ours.candidate()
    ways = (
        hiring.create_job(actor, JobDetails(title=TAGS)),
        hiring.change_job(actor, job.id, {"title": TAGS}),
        hiring.create_candidate(actor, CandidateDetails(full_name=TAGS)),
        hiring.change_candidate(actor, jane.id, {"full_name": TAGS}),
    )
    for way in ways:
        with pytest.raises(Invalid, match="no character that shows"):
            await way
    with pytest.raises(Faulty, match="should not be blank"):
        Text().clean("title", "\u3164")
