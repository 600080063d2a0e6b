"""Generated candidates and jobs of many trades, from word lists. Every run generates the same ones."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench import trades
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.jobs.model import JobDetails

SEED = 20_260_101
WORDS = range(40, 121)
"""Range of the length of notes and descriptions, in words."""


@dataclass(frozen=True, slots=True)
class Trade:
    """The titles, activities and skills of a trade."""

    titles: list[str]
    doing: list[str]
    skills: list[str]


def _trades() -> list[Trade]:
    lines = [line.strip().split(", ") for line in trades.TRADES.strip().splitlines()]
    return [Trade(*lines[start : start + 3]) for start in range(0, len(lines), 3)]


TRADES = _trades()
SENTENCES = trades.SENTENCES.strip().splitlines()


class Writer:
    """A seeded generator of candidates and jobs."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - no secret

    def candidate(self) -> CandidateDetails:
        """Return a random candidate."""
        trade, years = self._chance.choice(TRADES), self._chance.randint(0, 35)
        title = self._title(trade)
        return CandidateDetails(
            full_name=f"{self._chance.choice(trades.FIRST)} {self._chance.choice(trades.LAST)}",
            headline=f"{title} with {years} years of {self._chance.choice(trade.skills)}",
            location=self._chance.choice(trades.PLACES),
            experience_years=years,
            current_title=title,
            current_company=self._firm(),
            notes=self._text(trade),
        )

    def job(self) -> JobDetails:
        """Return a random job."""
        trade = self._chance.choice(TRADES)
        skills = self._chance.sample(trade.skills, k=5)
        pay = self._chance.randint(25, 160) * 1000
        return JobDetails(
            title=self._title(trade),
            department=self._chance.choice(trades.BRANCH),
            location=self._chance.choice(trades.PLACES),
            employment_type="Full-time",
            remote_option="On-site",
            salary_min=pay,
            salary_max=pay + 15_000,
            description=self._text(trade),
            required_skills=tuple(skills[:3]),
            nice_to_have_skills=tuple(skills[3:]),
        )

    def _title(self, trade: Trade) -> str:
        return f"{self._chance.choice(trades.LEVELS)} {self._chance.choice(trade.titles)}".strip()

    def _firm(self) -> str:
        return f"{self._chance.choice(trades.FIRM)} {self._chance.choice(trades.BRANCH)}"

    def _text(self, trade: Trade) -> str:
        """Return sentences up to a random number of words. One in four is of another trade, as in real careers."""
        wanted, text = self._chance.choice(WORDS), ""
        while len(text.split()) < wanted:
            text += self._sentence(trade if self._chance.random() < 0.75 else self._chance.choice(TRADES))  # noqa: PLR2004
        return text.strip()

    def _sentence(self, trade: Trade) -> str:
        pieces = self._chance.choice(SENTENCES).split("{")
        makers: dict[str, Callable[[], str]] = {
            "years": lambda: str(self._chance.randint(2, 20)),
            "doing": lambda: self._chance.choice(trade.doing),
            "skill": lambda: self._chance.choice(trade.skills),
            "firm": self._firm,
            "place": lambda: self._chance.choice(trades.PLACES),
        }
        parts = [piece.partition("}") for piece in pieces[1:]]
        return pieces[0] + "".join(makers[name]() + rest for name, _, rest in parts) + " "


def candidates(seed: int = SEED) -> Iterator[CandidateDetails]:
    """Yield candidates without end."""
    writer = Writer(seed)
    while True:
        yield writer.candidate()


def jobs(seed: int = SEED) -> Iterator[JobDetails]:
    """Yield jobs without end."""
    writer = Writer(seed)
    while True:
        yield writer.job()
