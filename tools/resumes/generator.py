"""Invented résumés with answers: records rendered through many layouts in seven languages.

Every choice comes from one seeded generator, so that a number of documents is the same whenever it is made.
"""

import csv
import gzip
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tools.resumes.layouts import DATES, LAYOUTS, YEAR, Job, ascii_letters, capital, coined
from tools.resumes.words import LANGUAGES, Words


@dataclass(frozen=True, slots=True)
class Resume:
    """A rendered résumé and what is true of it."""

    text: str
    language: str
    name: str
    headline: str | None
    location: str | None
    jobs: Sequence[Job]


class Generator:
    """Makes résumés one after the other."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Take titles from ESCO's labels in `folder`."""
        self._random = Random(seed)
        self._titles = {words.code: list(_titles(folder, words.code)) for words in LANGUAGES}

    def make(self) -> Resume:
        """Return the next résumé."""
        words = self._random.choice(LANGUAGES)
        return _Record(self._random, words, self._titles[words.code]).resume()


def _titles(folder: Path, language: str) -> Sequence[str]:
    with gzip.open(folder / f"esco1.0.8_occupation_labels_{language}.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = {row["label"].split("/")[0].strip() for row in rows if row["kind"] == "pref"}
    return sorted(title for title in found if len(title) < 45 and "(" not in title)


class _Record:
    """One résumé while it is written."""

    def __init__(self, random: Random, words: Words, titles: Sequence[str]) -> None:
        self.random, self.words, self.titles = random, words, titles
        self.present = self.pick(words.present)
        self.to = self.pick(words.to)
        self._date = random.choice(DATES)
        self.spaced = random.random() < 0.8
        self.case: Callable[[str], str] = random.choice((str, str, str.upper, str.title, capital, capital))
        self.bullet = random.choice(("• ", "- ", "* ", "", "– ", "  - "))

    def pick(self, choices: str) -> str:
        return self.random.choice(choices.split("|"))

    def resume(self) -> Resume:
        name = f"{self.pick(self.words.given)} {self.pick(self.words.family)}"
        jobs = self.jobs()
        headline = capital(jobs[0].title if self.random.random() < 0.7 else self.random.choice(self.titles))
        headline = self.tagline(headline, jobs) if self.random.random() < 0.6 else None
        location = self.pick(self.words.places) if self.random.random() < 0.9 else None
        if self.random.random() < 0.07:
            name = ""
        head = self.head(name, headline, location)
        blocks = [self.experience(jobs), self.education(jobs)]
        if self.random.random() < 0.25:
            blocks.reverse()
        if self.random.random() < 0.5:
            blocks.insert(0, self.summary(jobs))
        for extra in (self.volunteering, self.references, self.skills, self.languages):
            if self.random.random() < 0.4:
                blocks.insert(self.random.randint(0 if extra is self.skills else 1, len(blocks)), extra(jobs))
        gap = self.random.choice(("\n\n", "\n\n", "\n"))
        return Resume(gap.join([head, *blocks]), self.words.code, name, headline, location, jobs)

    def tagline(self, title: str, jobs: Sequence[Job]) -> str:
        """Return a headline that begins with a title, now and then with what else people write there."""
        other = capital(self.random.choice(self.titles))
        more = (
            f" {self.pick(self.words.at)} {jobs[0].firm}",
            f" | {other}",
            f" / {other}",
            f" • {self.pick(self.words.duties)}",
        )
        if self.random.random() < 0.2:
            title = self.pick(self.words.odd)
        return title + (self.random.choice(more) if self.random.random() < 0.3 else "")

    def jobs(self) -> list[Job]:
        count = self.random.randint(1, 5)
        now = YEAR * 12 + self.random.randint(0, 8)
        last: int | None = None if self.random.random() < 0.8 else now - self.random.randint(1, 30)
        found = []
        end = last if last is not None else now
        for _ in range(count):
            first = end - self.random.randint(8, 70)
            firm = found[-1].firm if found and self.random.random() < 0.15 else self.firm()
            found.append(Job(self.title(), firm, self.town(), first, last))
            end = last = first - self.random.choice((0, 1, 1, 1, 4))
        return found

    def title(self) -> str:
        if self.random.random() < 0.25:
            return self.pick(self.words.odd)
        return self.case(self.random.choice(self.titles))

    def town(self) -> str:
        return re.sub(r"^(?:\d[\d-]* (?:[A-Z]{2} )?)", "", self.pick(self.words.places))

    def firm(self) -> str:
        stem = self.random.choice(
            (self.pick(self.words.family), coined(self.random), re.split(r"[,(/]| - ", self.town())[0].strip())
        )
        noun, form = self.pick(self.words.nouns), self.pick(self.words.forms)
        leading = self.words.code in {"fr", "es", "pt", "it"}
        named = f"{noun} {stem}" if leading else f"{stem} {noun}"
        firm = self.random.choice((f"{stem} {form}", named, f"{named} {form}", coined(self.random), named, stem))
        if self.random.random() < 0.08:
            firm = f'{noun} "{stem}"'
        return firm.upper() if self.random.random() < 0.1 else firm

    def month(self, month: int) -> str:
        return self._date(self, month)

    def span(self, job: Job) -> str:
        first = self.month(job.first)
        if job.last is None and self.random.random() < 0.15:
            return f"{self.pick(self.words.since)} {first}"
        last = self.present if job.last is None else self.month(job.last)
        joint = f" {self.to} " if self.spaced or self.to.isalpha() or "'" in self.to or " " in self.to else self.to
        return f"{first}{joint}{last}"

    def heading(self, number: int) -> str:
        return self.pick(self.words.headings.split(";")[number])

    def head(self, name: str, headline: str | None, location: str | None) -> str:
        mail = f"{ascii_letters(name) or 'contact'}@example.com"
        phone = f"+{self.random.randint(1, 60)} {self.random.randint(100, 999)} 555 {self.random.randint(1000, 9999)}"
        shown = self.random.choice((name, name, name.upper(), name.title()))
        labels = self.words.labels.split("|")
        street = self.pick(self.words.streets)
        if self.random.random() < 0.2:
            gap = self.random.choice((": ", " : ", "\t", "     "))
            born = "12/05/1986" if self.random.random() < 0.5 else f"12/05/1986, {self.town()}"
            rows = [(labels[0], name), (labels[2], phone), (labels[3], mail), (labels[4], born)]
            rows = rows if name else rows[1:]
            if location:
                rows.insert(self.random.randint(1, 3), (self.random.choice((labels[1], labels[6])), location))
            lines = [f"{label}{gap}{value}" for label, value in rows]
            return "\n".join(
                [
                    *(["Curriculum Vitae"] if self.random.random() < 0.5 else []),
                    *lines,
                    *([headline] if headline else []),
                ]
            )
        contact = [mail, phone]
        if location:
            contact.insert(
                self.random.randint(0, 2), location if self.random.random() < 0.7 else f"{street}, {location}"
            )
        joint = self.random.choice((" | ", " · ", "\n", "\n", "   ", " - "))
        first = f"{shown}, {headline}" if headline and self.random.random() < 0.1 else shown
        lines = [first] if first else []
        if headline and first == shown:
            lines.append(headline)
        if self.random.random() < 0.15:
            lines.insert(0, self.random.choice(("CURRICULUM VITAE", "Résumé", "Lebenslauf", "CV")))
        return "\n".join([*lines, joint.join(contact)])

    def summary(self, jobs: Sequence[Job]) -> str:
        years = max(1, (YEAR * 12 - jobs[-1].first) // 12)
        said = self.pick(self.words.summary).format(t=capital(jobs[0].title), n=years)
        return f"{self.heading(3)}\n{said}"

    def experience(self, jobs: Sequence[Job]) -> str:
        layout = self.random.choice(LAYOUTS)
        ordered = list(reversed(jobs)) if self.random.random() < 0.15 else list(jobs)
        gap = self.random.choice(("\n", "\n\n", "\n\n"))
        return f"{self.heading(0)}\n{self.random.choice(('', chr(10)))}{gap.join(layout(self, ordered))}"

    def duties(self) -> str:
        duties = self.random.sample(self.words.duties.split("|"), self.random.randint(0, 3))
        return "".join(f"\n{self.bullet}{duty}" for duty in duties)

    def education(self, jobs: Sequence[Job]) -> str:
        first = jobs[-1].first // 12
        form = self.random.choice(
            (
                "{a} – {b}  {d}, {s}",
                "{d}\n{s}\n{a} - {b}",
                "{s}, {d}, {b}",
                "{a}-{b} | {s} | {d}",
                "{s}\n{d} ({a} – {b})",
            )
        )
        rows = [
            form.format(
                a=first - 3 * step - 4,
                b=first - 3 * step - 1,
                d=self.pick(self.words.degrees),
                s=self.pick(self.words.schools),
            )
            for step in range(self.random.randint(1, 2))
        ]
        return "\n".join([self.heading(1), *rows])

    def volunteering(self, jobs: Sequence[Job]) -> str:
        job = Job(self.case(self.random.choice(self.titles)), self.firm(), self.town(), jobs[0].first, None)
        return "\n".join([self.heading(4), *self.random.choice(LAYOUTS)(self, [job])])

    def references(self, jobs: Sequence[Job]) -> str:
        other = f"{self.pick(self.words.given)} {self.pick(self.words.family)}"
        return f"{self.heading(5)}\n{other}, {self.case(self.random.choice(self.titles))}, {jobs[0].firm}"

    def skills(self, _jobs: Sequence[Job]) -> str:
        return f"{self.heading(2)}\n" + self.random.choice((", ", "\n", " • ")).join(
            ("Excel", "SAP", "Python", "Teamwork")
        )

    def languages(self, _jobs: Sequence[Job]) -> str:
        return f"{self.heading(7)}\nEnglish: C1, Deutsch: B2"
