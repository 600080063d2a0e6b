"""Candidates and jobs of many trades, made of word lists: the same ones at every run."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench import trades
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.jobs.model import JobDetails

SEED = 20_260_101
WORDS = range(40, 121)
"""How long notes and descriptions are."""


@dataclass(frozen=True, slots=True)
class Trade:
    """What one may be called, does and knows in a trade."""

    titles: list[str]
    doing: list[str]
    skills: list[str]


def _trades() -> list[Trade]:
    lines = [line.strip().split(", ") for line in trades.TRADES.strip().splitlines()]
    return [Trade(*lines[start : start + 3]) for start in range(0, len(lines), 3)]


TRADES = _trades()
SENTENCES = trades.SENTENCES.strip().splitlines()


class Writer:
    """Puts people and positions together from chance."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - no secret

    def candidate(self) -> CandidateDetails:
        """Make somebody up."""
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
        """Make a position up."""
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
        """Return sentences until there are enough words. One in four is of another trade, as in real lives."""
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
    """Return people without end."""
    writer = Writer(seed)
    while True:
        yield writer.candidate()


def jobs(seed: int = SEED) -> Iterator[JobDetails]:
    """Return positions without end."""
    writer = Writer(seed)
    while True:
        yield writer.job()
