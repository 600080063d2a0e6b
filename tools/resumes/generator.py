"""Generated résumés with answers: random records rendered by many layouts, in seven languages.

All choices come from one seeded random generator, so that the output is reproducible.
"""

import csv
import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tools.resumes import careers, heads, pages, run_on, taglines
from tools.resumes.careers import CAREERS
from tools.resumes.layouts import LAYOUTS, YEAR, Job, ascii_letters, capital
from tools.resumes.phrases import PHRASES
from tools.resumes.words import LANGUAGES
from tools.resumes.writing import Scribe

RUN_ON = 0.08
"""Fraction of résumés without line breaks."""

VARIED = 0.52
"""Fraction of résumés in the layouts of forms, exports, letters and columns."""


@dataclass(frozen=True, slots=True)
class Resume:
    """A rendered résumé and its correct answers."""

    text: str
    language: str
    name: str
    headline: str | None
    location: str | None
    jobs: Sequence[Job]
    layout: str = "plain"


class Generator:
    """A seeded generator of résumés."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Read titles from ESCO's labels in `folder`."""
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


class _Record(Scribe):
    """The writer of one résumé."""

    def resume(self) -> Resume:
        kind = self.random.random()
        if kind < RUN_ON:
            return self.run_on()
        return self.varied() if kind < RUN_ON + VARIED else self.usual()

    def person(self, jobs: Sequence[Job]) -> heads.Person:
        """Return a random person for these jobs. Headline and location are each missing at random."""
        headline = self.tagline(capital(jobs[0].title), jobs) if self.random.random() < 0.6 else None
        location = self.pick(self.words.places) if self.random.random() < 0.9 else None
        born = self.random.choice([place for place in self.words.places.split("|") if place != location])
        places = (location, born, self.pick(self.words.streets))
        return heads.invent(self.random, self.given(), self.pick(self.words.family), headline, places)

    def run_on(self) -> Resume:
        """Return a résumé without line breaks."""
        jobs = self.jobs()
        person = self.person(jobs)
        career = f"{self.heading(0)}\n{run_on.career(self, jobs)}"
        blocks = [*([self.summary(jobs)] if self.random.random() < 0.4 else []), career, self.education(jobs)]
        text = run_on.page(self.random, run_on.head(self, person), [*blocks, *self.side(jobs)])
        return Resume(text, self.words.code, person.name, person.headline, person.location, jobs, "run_on")

    def varied(self) -> Resume:
        """Return a résumé in one of the layouts that break the usual order of name, headline and contact."""
        jobs = self.jobs()
        person = self.person(jobs)
        prose = self.random.random() < 0.12
        layout = heads.introduced if prose else self.random.choice((*heads.HEADS, *taglines.HEADS))
        page = self.random.choice(
            (*(pages.plain,) * 5, pages.side_first, pages.two_columns, pages.two_columns, pages.middle)
        )
        text = page(self.random, layout(self, person), self.side(jobs), self.main(jobs, prose=prose))
        name, headline, location = person.name, person.headline, person.location
        if layout is heads.in_address:
            name = (
                person.mail.partition("@")[0].replace(".", " ").title() if "." in person.mail.partition("@")[0] else ""
            )
        if prose:
            headline, location = None, location or person.birthplace
        kind = f"{layout.__name__}/{page.__name__}"
        return Resume(text, self.words.code, name, headline, location, jobs, kind)

    def side(self, jobs: Sequence[Job]) -> list[str]:
        """Return a random selection of the blocks beside the career, at least one."""
        extras = (self.skills, self.languages, self.references)
        found = [extra(jobs) for extra in extras if self.random.random() < 0.5]
        return found or [self.skills(jobs)]

    def main(self, jobs: Sequence[Job], *, prose: bool) -> list[str]:
        """Return the blocks of introduction, career and education, and at random one of side activities."""
        blocks = ["\n".join(careers.prose(self, jobs)) if prose else self.experience(jobs), self.education(jobs)]
        if self.random.random() < 0.2:
            blocks.reverse()
        if self.random.random() < 0.4 and not prose:
            blocks.insert(0, self.summary(jobs))
        if self.random.random() < 0.3:
            blocks.append(self.side_activity(jobs))
        return blocks

    def side_activity(self, jobs: Sequence[Job]) -> str:
        """Return a block of a present side activity, which isn't the current job."""
        begun = jobs[0].first + self.random.randint(1, 7)
        job = Job(self.case(self.random.choice(self.titles)), self.company(), self.town(), begun, None)
        rows = self.random.choice((*LAYOUTS, *CAREERS))(self, [job])
        return "\n".join([self.pick(PHRASES[self.words.code].side_headings), *rows])

    def usual(self) -> Resume:
        """Return a résumé with name, headline and contact on top, and the other blocks below."""
        name = f"{self.pick(self.words.given)} {self.pick(self.words.family)}"
        jobs = self.jobs()
        title = capital(jobs[0].title if self.random.random() < 0.7 else self.random.choice(self.titles))
        headline = self.tagline(title, jobs) if self.random.random() < 0.6 else None
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
        text = self.pick(self.words.summary).format(t=capital(jobs[0].title), n=years)
        return f"{self.heading(3)}\n{text}"

    def experience(self, jobs: Sequence[Job]) -> str:
        layout = self.random.choice((self.random.choice(LAYOUTS), self.random.choice(CAREERS)))
        ordered = list(reversed(jobs)) if self.random.random() < 0.2 else list(jobs)
        gap = self.random.choice(("\n", "\n\n", "\n\n"))
        rows = list(layout(self, ordered))
        if self.random.random() < 0.1:
            pause = Job("", "", "", jobs[-1].first - 14, jobs[-1].first - 6)
            rows.append(f"{self.span(pause)}  {self.pick(PHRASES[self.words.code].breaks)}")
        return f"{self.heading(0)}\n{self.random.choice(('', chr(10)))}{gap.join(rows)}"

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
        job = Job(self.case(self.random.choice(self.titles)), self.company(), self.town(), jobs[0].first, None)
        return "\n".join([self.heading(4), *self.random.choice(LAYOUTS)(self, [job])])

    def references(self, jobs: Sequence[Job]) -> str:
        other = f"{self.pick(self.words.given)} {self.pick(self.words.family)}"
        text = f"{self.heading(5)}\n{other}, {self.case(self.random.choice(self.titles))}, {jobs[0].company}"
        return f"{text}\n{ascii_letters(other)}@example.org, 0555 {self.random.randint(100_000, 999_999)}"

    def skills(self, _jobs: Sequence[Job]) -> str:
        return f"{self.heading(2)}\n" + self.random.choice((", ", "\n", " • ")).join(
            ("Excel", "SAP", "Python", "Teamwork")
        )

    def languages(self, _jobs: Sequence[Job]) -> str:
        return f"{self.heading(7)}\nEnglish: C1, Deutsch: B2"
