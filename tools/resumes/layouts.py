"""Layouts of jobs in generated résumés, and formats of dates."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from tools.resumes.words import Words

YEAR = 2026
SEPARATORS = (" | ", " – ", ", ", " - ", " • ", "    ", "\t")


@dataclass(frozen=True, slots=True)
class Job:
    """One job of a record. Months count from the year 0; `last` is None for a present job."""

    title: str
    company: str
    place: str
    first: int
    last: int | None


class Writer(Protocol):
    """The interface of a résumé's writer that layouts use."""

    random: Random
    words: Words
    present: str

    def pick(self, choices: str) -> str:
        """Return a random one of the choices, which are separated by "|"."""

    def span(self, job: Job) -> str:
        """Return the period of a job in the résumé's date format."""

    def month(self, month: int) -> str:
        """Return a month in the résumé's date format."""

    def heading(self, number: int) -> str:
        """Return the heading of a kind of section, by its number."""

    def duties(self) -> str:
        """Return random lines of duties."""


def capital(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def ascii_letters(name: str) -> str:
    """Return a name as spelt in e-mail addresses."""
    folded = unicodedata.normalize("NFKD", name.lower().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return ".".join(
        "".join(letter for letter in part if letter.isascii() and letter.isalpha()) for part in folded.split()[:2]
    )


def invented_name(random: Random) -> str:
    """Return a random name without meaning."""
    parts = "Nor Vel Tar Bri Sol Kan Mer Lux Ari Dex Pol Qua Zen Cor Hel Ost".split()
    ends = "vio tek dane ra lon mex nova tis berg wick lia dor sys gate ton aro".split()
    return random.choice(parts) + random.choice(ends)


def _long(writer: Writer, month: int) -> str:
    return f"{writer.words.months.split('|')[month % 12]} {month // 12}"


def _cut(writer: Writer, month: int) -> str:
    return f"{writer.words.short.split('|')[month % 12]} {month // 12}"


def _of(writer: Writer, month: int) -> str:
    joint = " de " if writer.words.code in {"es", "pt"} else " "
    return f"{writer.words.months.split('|')[month % 12]}{joint}{month // 12}"


def _quoted(writer: Writer, month: int) -> str:
    return f"{writer.words.short.split('|')[month % 12].rstrip('.')} '{month // 12 % 100:02}"


DATES: Sequence[Callable[[Writer, int], str]] = (
    _long,
    _long,
    _cut,
    _cut,
    _of,
    _quoted,
    lambda _, month: f"{month % 12 + 1:02}/{month // 12}",
    lambda _, month: f"{month % 12 + 1:02}/{month // 12}",
    lambda _, month: f"{month % 12 + 1:02}.{month // 12}",
    lambda _, month: f"01.{month % 12 + 1:02}.{month // 12}",
    lambda _, month: f"{month // 12}",
    lambda _, month: f"{month // 12}",
    lambda _, month: f"{month % 12 + 1:02}/{month // 12 % 100:02}",
    lambda _, month: f"{month // 12}-{month % 12 + 1:02}",
)


def _plain(form: str) -> Callable[[Writer, Sequence[Job]], Sequence[str]]:
    def layout(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
        joint = writer.random.choice(SEPARATORS)
        return [
            form.format(
                t=job.title, c=job.company, p=job.place, d=writer.span(job), j=joint, at=writer.pick(writer.words.at)
            )
            + writer.duties()
            for job in jobs
        ]

    return layout


def _labelled(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    words = writer.words
    names = [(writer.pick(words.title), "t"), (writer.pick(words.company), "c"), (writer.pick(words.period), "d")]
    writer.random.shuffle(names)
    gap = writer.random.choice((": ", " : ", ":    ", "      ", "\t"))
    found = []
    for job in jobs:
        value = {
            "t": job.title,
            "c": writer.random.choice((job.company, f"{job.company}, {job.place}")),
            "d": writer.span(job),
        }
        found.append("\n".join(f"{name}{gap}{value[key]}" for name, key in names) + writer.duties())
    return found


def _dated_labels(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    words = writer.words
    title, company = writer.pick(words.title), writer.pick(words.company)
    return [
        f"{writer.span(job)}\n{title}: {job.title}\n{company}: {job.company}, {job.place}{writer.duties()}"
        for job in jobs
    ]


def _table(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    words = writer.words
    order = writer.random.choice(("ctd", "tcd", "dct", "dtc", "ctd"))
    name = {"t": writer.pick(words.title), "c": writer.pick(words.company), "d": writer.pick(words.period)}
    gap = writer.random.choice((" | ", "\t", "     "))
    rows = [gap.join({"t": job.title, "c": job.company, "d": writer.span(job)}[key] for key in order) for job in jobs]
    return ["\n".join([gap.join(name[key] for key in order), *rows])]


def _prose(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    forms = writer.words.sentences.split("|")
    going, gone = [form for form in forms if "{b}" not in form], [form for form in forms if "{b}" in form]
    mark = writer.random.choice(("", "- ", "• "))
    sentences = [
        mark
        + writer.random.choice(going if job.last is None else gone).format(
            t=job.title if writer.words.code == "de" else job.title.lower(),
            c=job.company,
            p=job.place,
            a=writer.month(job.first),
            b=writer.month(job.last or 0),
        )
        for job in jobs
    ]
    return ["\n".join(sentences)] if mark else [" ".join(sentences)]


def _linkedin(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    found, before = [], ""
    for job in jobs:
        months = (job.last or YEAR * 12) - job.first
        length = f" ({months // 12} years {months % 12 + 1} months)" if writer.random.random() < 0.6 else ""
        head = "" if job.company == before else f"{job.company}\n"
        if head and writer.random.random() < 0.25:
            head += f"{months // 12 + 1} years {months % 12 + 1} months\n"
        found.append(f"{head}{job.title}\n{writer.span(job)}{length}\n{job.place}{writer.duties()}")
        before = job.company
    return found


_FORMS = """
{t}⏎{c}, {p}⏎{d}
{t}⏎{c} - {p} - {d}
{t}⏎{c} - {p} - {d}
{t}⏎{c}⏎{d}
{c}⏎{t}⏎{d}
{c}, {p}⏎{t}⏎{d}
{d}⏎{c}⏎{t}
{d}⏎{t}⏎{c}
{d}⏎{t}{j}{c}
{d}  {t}, {c}, {p}
{d}    {t}⏎                    {c}, {p}
{d}⇥{c}⏎⇥{t}
{d}: {t}, {c}
{d} | {c}, {p} | {t}
{d} | {t} | {c}
{t} | {c} | {d}
{t}, {c} ({d})
{t}{j}{c}{j}{d}
{c} | {t} | {d}
{c}{j}{t}⏎{d}
{t}{j}{c}⏎{d}
{t} {at} {c}, {d}
{t} {at} {c}⏎{d}
{d}⏎{t} {at} {c}, {p}
{t} ({d})⏎{c}
{c}          {d}⏎{t}
{t}          {d}⏎{c}
{t}          {d}⏎{c}, {p}
{c}, {p}      {d}⏎{t}
{t}⏎{c} - {p} - {d}
{t} - {c} - {d}
{c} ({p})⏎{t}, {d}
{t}, {c}, {p}, {d}
{c}, {t}, {d}.
{d}  {c}, {t}
{t}⏎{c} | {p}⏎{d}
{c}⏎{t} | {d}
{t}⏎{c}  ·  {d}
{d} – {t}, {c}
{d} {t} {at} {c}
{c} – {t} ({d})
"""
"""Templates of one job each, with ⏎ for a line break and ⇥ for a tab."""

LAYOUTS: Sequence[Callable[[Writer, Sequence[Job]], Sequence[str]]] = (
    *(_plain(form.replace("⏎", "\n").replace("⇥", "\t")) for form in _FORMS.strip().split("\n")),
    *(_labelled, _labelled, _labelled, _labelled, _dated_labels, _dated_labels),
    *(_table, _table, _prose, _prose, _prose, _prose, _linkedin, _linkedin, _linkedin),
)
