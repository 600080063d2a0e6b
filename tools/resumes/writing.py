"""The writer of generated résumés: random records and their texts in one language."""

import re
from collections.abc import Callable, Sequence
from random import Random

from tools.resumes.layouts import DATES, YEAR, Job, capital, invented_name
from tools.resumes.own_words import HEADINGS
from tools.resumes.phrases import PHRASES
from tools.resumes.words import Words

UNITS = 0.08
"""Fraction of titles followed by an organisational unit."""


OWN_WORDS, OWN_KINDS = 0.2, 4
"""Fraction of headings in personal words, and number of the kinds of sections with such headings."""


class Scribe:
    """The writer of one résumé. Formats of dates and bullets are chosen once, everything else at each call."""

    def __init__(self, random: Random, words: Words, titles: Sequence[str]) -> None:
        self.random, self.words, self.titles = random, words, titles
        self.present = self.pick(words.present)
        self.to = self.pick(words.to)
        self._date = random.choice(DATES)
        self.spaced = random.random() < 0.8
        self.case: Callable[[str], str] = random.choice((str, str, str.upper, str.title, capital, capital))
        self.bullet = random.choice(("• ", "- ", "* ", "", "– ", "  - "))

    def pick(self, choices: str) -> str:
        """Return a random one of the choices, which are separated by "|"."""
        return self.random.choice(choices.split("|"))

    def given(self) -> str:
        """Return a first name, at random with a second one or its initial."""
        first, second = self.pick(self.words.given), self.pick(self.words.given)
        return self.random.choice((first, first, first, first, f"{first} {second}", f"{first} {second[0]}."))

    def tagline(self, title: str, jobs: Sequence[Job]) -> str:
        """Return a headline that begins with a title, at random with an addition."""
        other = capital(self.random.choice(self.titles))
        more = (
            f" {self.pick(self.words.at)} {jobs[0].company}",
            f" | {other}",
            f" / {other}",
            f" • {self.pick(self.words.duties)}",
        )
        if self.random.random() < 0.2:
            title = self.pick(self.words.unlisted_titles)
        return title + (self.random.choice(more) if self.random.random() < 0.3 else "")

    def jobs(self) -> list[Job]:
        """Return the jobs of a career, the latest first."""
        count = self.random.randint(1, 5)
        now = YEAR * 12 + self.random.randint(0, 8)
        last: int | None = None if self.random.random() < 0.8 else now - self.random.randint(1, 30)
        found: list[Job] = []
        end = last if last is not None else now
        for _ in range(count):
            first = end - self.random.randint(8, 70)
            company = found[-1].company if found and self.random.random() < 0.25 else self.company()
            found.append(Job(self.title(), company, self.town(), first, last))
            end = last = first - self.random.choice((0, 1, 1, 1, 4))
        return found

    def title(self) -> str:
        """Return a title, at random with its organisational unit after a comma."""
        unit = f", {self.pick(PHRASES[self.words.code].units)}" if self.random.random() < UNITS else ""
        return self.bare_title() + unit

    def bare_title(self) -> str:
        """Return a title of ESCO, or one that isn't in any classification."""
        if self.random.random() < 0.25:
            return self.pick(self.words.unlisted_titles)
        return self.case(self.random.choice(self.titles))

    def town(self) -> str:
        """Return a town without its postcode."""
        return re.sub(r"^(?:\d[\d-]* (?:[A-Z]{2} )?)", "", self.pick(self.words.places))

    def company(self) -> str:
        """Return the name of a company: a stem with a noun, a legal form or both."""
        stem = self.random.choice(
            (self.pick(self.words.family), invented_name(self.random), re.split(r"[,(/]| - ", self.town())[0].strip())
        )
        noun, form = self.pick(self.words.nouns), self.pick(self.words.forms)
        leading = self.words.code in {"fr", "es", "pt", "it"}
        named = f"{noun} {stem}" if leading else f"{stem} {noun}"
        company = self.random.choice(
            (f"{stem} {form}", named, f"{named} {form}", invented_name(self.random), named, stem)
        )
        if self.random.random() < 0.08:
            company = f'{noun} "{stem}"'
        return company.upper() if self.random.random() < 0.1 else company

    def month(self, month: int) -> str:
        """Return a month in the résumé's date format."""
        return self._date(self, month)

    def span(self, job: Job) -> str:
        """Return the period of a job in the résumé's date format."""
        first = self.month(job.first)
        if job.last is None and self.random.random() < 0.15:
            return f"{self.pick(self.words.since)} {first}"
        last = self.present if job.last is None else self.month(job.last)
        joint = f" {self.to} " if self.spaced or self.to.isalpha() or "'" in self.to or " " in self.to else self.to
        return f"{first}{joint}{last}"

    def heading(self, number: int) -> str:
        """Return the heading of a kind of section, by its number, at random in personal words."""
        if number < OWN_KINDS and self.random.random() < OWN_WORDS:
            own = self.pick(HEADINGS[self.words.code].split(";")[number])
            return self.random.choice((own, own, own.upper(), own.lower()))
        return self.pick(self.words.headings.split(";")[number])

    def duties(self) -> str:
        """Return random lines of duties."""
        duties = self.random.sample(self.words.duties.split("|"), self.random.randint(0, 3))
        return "".join(f"\n{self.bullet}{duty}" for duty in duties)
