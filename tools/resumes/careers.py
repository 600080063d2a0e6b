"""More layouts of jobs in generated résumés: exports, forms, groups by company, columns and prose."""

from collections.abc import Callable, Sequence
from itertools import groupby

from tools.resumes.layouts import YEAR, Job, Writer
from tools.resumes.phrases import PHRASES

INDENTS = (16, 20, 24, 30)
WIDTHS = (60, 72, 84)
_COLUMN_FORMS = (
    *("{t}\n{c}, {p}", "{c}, {p}\n{t}", "{t}, {c}, {p}", "{c}: {t}"),
    *("{c} ({p})\n{t}", "{t}\n{c}\n{p}", "{t} {at} {c}"),
)


def _length(writer: Writer, job: Job) -> str:
    months = max(1, (job.last or YEAR * 12) - job.first)
    return writer.pick(PHRASES[writer.words.code].length).format(y=months // 12 + 1, m=months % 12 + 1)


def _justified(one: str, other: str, width: int) -> str:
    return f"{one}{' ' * max(3, width - len(one) - len(other))}{other}"


def _indented(writer: Writer, width: int) -> str:
    return writer.duties().replace("\n", "\n" + " " * width)


def _form(form: str) -> Callable[[Writer, Sequence[Job]], Sequence[str]]:
    def layout(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
        kind = writer.pick(PHRASES[writer.words.code].kinds)
        at = writer.pick(writer.words.at)
        return [
            form.format(
                t=job.title, c=job.company, p=job.place, d=writer.span(job), l=_length(writer, job), k=kind, at=at
            )
            + writer.duties()
            for job in jobs
        ]

    return layout


def grouped(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    """Return several positions below the name of one company, each with its dates."""
    style, width = writer.random.randint(0, 3), writer.random.choice(WIDTHS)
    found = []
    for company, group in groupby(jobs, key=lambda job: job.company):
        held = list(group)
        whole = Job("", company, held[0].place, min(job.first for job in held), held[0].last)
        head = (
            company,
            f"{company}, {whole.place}",
            _justified(company, writer.span(whole), width),
            f"{company} ({writer.span(whole)})",
        )
        lines = [head[style] if len(held) > 1 or style < 2 else company]
        for job in held:
            rows = (
                f"{job.title}\n{writer.span(job)}",
                f"  {job.title}, {writer.span(job)}",
                _justified(f"     {job.title}", writer.span(job), width),
                f"- {job.title} ({writer.span(job)})",
            )
            lines.append(rows[style] + writer.duties())
        found.append("\n".join(lines))
    return found


def under_company(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    """Return each company with its place or years, then its titles with dates after a comma, mostly earliest first."""
    random, found = writer.random, []
    years = random.random() < 0.5
    for company, group in groupby(jobs, key=lambda job: job.company):
        held = sorted(group, key=lambda job: job.first)
        last = held[-1].last
        span = f"{held[0].first // 12} – {writer.present if last is None else last // 12}"
        lines = [f"{company} ({span})" if years else f"{company}, {held[0].place}"]
        lines += [f"{job.title}, {writer.span(job)}" for job in (held if random.random() < 0.7 else reversed(held))]
        found.append("\n".join(lines) + writer.duties())
    return found


def columns(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    """Return dates on the left, and title, company and place indented on the right, in any order."""
    width = writer.random.choice(INDENTS)
    form = writer.random.choice(_COLUMN_FORMS)
    at = writer.pick(writer.words.at)
    found = []
    for job in jobs:
        first, *others = form.format(t=job.title, c=job.company, p=job.place, at=at).split("\n")
        lines = [f"{writer.span(job):<{width}}  {first}", *(" " * (width + 2) + line for line in others)]
        found.append("\n".join(lines) + _indented(writer, width + 2))
    return found


def dates_right(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    """Return dates at the right margin of the first or second line, with the place on the other one or inline."""
    width, style = writer.random.choice(WIDTHS), writer.random.randint(0, 4)
    found = []
    for job in jobs:
        span = writer.span(job)
        rows = (
            f"{_justified(job.company, job.place, width)}\n{_justified(job.title, span, width)}",
            f"{_justified(job.title, span, width)}\n{_justified(job.company, job.place, width)}",
            f"{_justified(f'{job.title}, {job.company}', span, width)}",
            f"{_justified(f'{job.company} – {job.title}', span, width)}",
            f"{job.title}\n{_justified(f'{job.company}, {job.place}', span, width)}",
        )
        found.append(rows[style] + writer.duties())
    return found


def table(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    """Return a table with a header row, separated by bars or tabs, with dates or durations, and optionally places."""
    words, random = writer.words, writer.random
    keys = random.choice(("dct", "dtc", "ctd", "tcd", "dctp", "dtcp", "ctpd", "ctl", "ctlk"))
    gap = random.choice((" | ", "\t", " | "))
    labels = words.labels.split("|")
    name = {"t": writer.pick(words.title), "c": writer.pick(words.company), "d": writer.pick(words.period)}
    name |= {"p": labels[6], "l": writer.pick(words.period), "k": "Type"}
    kinds = PHRASES[words.code].kinds
    rows = [[name[key] for key in keys]]
    if gap == " | " and random.random() < 0.5:
        rows.append(["---"] * len(keys))
    joint = random.random() < 0.3
    for job in jobs:
        company = f"{job.company}, {job.place}" if joint and "p" not in keys else job.company
        cells = {"t": job.title, "c": company, "d": writer.span(job), "p": job.place}
        cells |= {"l": _length(writer, job), "k": writer.pick(kinds)}
        rows.append([cells[key] for key in keys])
    edge = "| {} |" if len(rows[1]) and rows[1][0] == "---" else "{}"
    return ["\n".join(edge.format(gap.join(row)) for row in rows)]


def europass(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    """Return the rows of the Europass form."""
    dates, title, duties, company = PHRASES[writer.words.code].europass.split(";")
    width = writer.random.choice((0, 30, 44))
    gap = writer.random.choice(("   ", ": ", "\t"))
    found = []
    for job in jobs:
        duty = writer.pick(writer.words.duties)
        rows = ((dates, writer.span(job)), (title, job.title), (duties, duty), (company, f"{job.company}, {job.place}"))
        kept = [row for row in rows if row[0] != duties or writer.random.random() < 0.6]
        found.append("\n".join(f"{label:<{width}}{gap}{value}" for label, value in kept))
    return found


def labelled(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    """Return labels and values, on one line each or all on one, numbered or with a marker for the present job."""
    words, random = writer.words, writer.random
    names = [(writer.pick(words.company), "c"), (writer.pick(words.title), "t"), (writer.pick(words.period), "d")]
    random.shuffle(names)
    joint = random.choice(("\n", "\n", "\n   ", " | ", "   ", ", ", " – "))
    width = random.choice((0, 0, 14, 20))
    found = []
    for number, job in enumerate(jobs):
        cells = {"t": job.title, "c": job.company if random.random() < 0.5 else f"{job.company}, {job.place}"}
        cells["d"] = writer.span(job)
        mark = random.choice(("", "", f"{number + 1}) ", f"{number + 1}. "))
        rows = joint.join(f"{name:<{width if joint[0] == chr(10) else 0}}: {cells[key]}" for name, key in names)
        found.append(mark + rows + _indented(writer, 3))
    return found


def prose(writer: Writer, jobs: Sequence[Job]) -> Sequence[str]:
    """Return a paragraph of sentences, with the present job first or last."""
    phrases = PHRASES[writer.words.code]
    sentences = []
    for job in jobs:
        forms = (phrases.present_sentences if job.last is None else phrases.past_sentences).split("|")
        title = job.title if writer.words.code == "de" else job.title.lower()
        first, last = writer.month(job.first), writer.month(job.last or 0)
        sentence = writer.random.choice(forms).format(t=title, c=job.company, p=job.place, a=first, b=last)
        duty = writer.pick(writer.words.duties)
        sentences.append(f"{sentence} {duty}." if writer.random.random() < 0.4 else sentence)
    if writer.random.random() < 0.3:
        sentences.reverse()
    return [" ".join(sentences)] if writer.random.random() < 0.7 else sentences


_FORMS = """
{t} ({k})⏎{c} · {k}⏎{d} · {l}⏎{p}
{c}⏎{t}⏎{d}, {l}⏎{k} · {p}
[ {d} ]⏎{t} – {c} – {p}
{d} – {p}⏎{t} – {c}
### {t}⏎{c} | {d}
**{c}** – {p}⏎*{t}* ({d})
{c} | {p} | {d}⏎{t}
{c} | {t} | {p} | {d}
{p}⏎{c}⏎{t}⏎{d}
{t}, {l}, {c}
{c} – {t} – {l}
{t} {at} {c} ({l})
{t}⏎{c}⏎{p}⏎{d}
{d} · {l}⏎{t}⏎{c}
{d}⏎{p}⏎{c}⏎{t}
{c}, {p}, {d}: {t}
{d}: {c}, {p}, {t}
{t} | {d}⏎{c} | {p}
{d}, {t}, {c} ({p})
{t}, {d}⏎{c}, {p}
{t} / {c} / {p} / {d}
{c} ({d})⏎{t}
{c} — {t} — {d}
{c}: {t}, {d}
{d}: {t} {at} {c}
{l}, {d}⏎{t}⏎{c}
{d}   {c}, {p}⏎{t}
{c} - {p}⏎{t}⏎{d}
{t}      {c}      {p}      {d}
{d}   {t}, {c}, {p}
{d}   {t}, {c}, {p}
{c} - {t} - {d}
{t}, {c} ({d})
"""

CAREERS: Sequence[Callable[[Writer, Sequence[Job]], Sequence[str]]] = (
    *(_form(form.replace("⏎", "\n")) for form in _FORMS.strip().split("\n")),
    *(grouped, grouped, grouped, under_company, under_company, columns, columns, columns, columns),
    *(dates_right, dates_right, dates_right),
    *(table, table, table, europass, europass, labelled, labelled, labelled, prose, prose, prose, prose),
)
