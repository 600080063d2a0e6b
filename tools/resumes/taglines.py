"""More heads of generated résumés: headline below the contact, as an objective, in lower case or at the end."""

from collections.abc import Sequence

from tools.resumes.heads import Head, Layout, Person, contact, displayed_name, headline_lines, joined
from tools.resumes.layouts import Writer
from tools.resumes.own_words import OBJECTIVES


def below_contact(writer: Writer, person: Person) -> Head:
    """Return name, address and contact on one line each, and the headline below, at random after an empty line."""
    gap = [""] if writer.random.random() < 0.6 else []
    headline = [line.upper() if writer.random.random() < 0.3 else line for line in headline_lines(person)]
    return Head([displayed_name(writer, person), *contact(writer, person), *gap, *headline])


def objective(writer: Writer, person: Person) -> Head:
    """Return the headline as an objective, below a heading or after a label."""
    name = writer.pick(OBJECTIVES[writer.words.code])
    name = name.upper() if writer.random.random() < 0.4 else name
    objective_text = f"{name}: {person.headline}" if writer.random.random() < 0.4 else f"{name}\n{person.headline}"
    lines = [displayed_name(writer, person), joined(writer, contact(writer, person)), ""]
    return Head([*lines, *([objective_text] if person.headline else [])])


def small(writer: Writer, person: Person) -> Head:
    """Return a head in lower case."""
    headline = [line.lower() for line in headline_lines(person)]
    return Head([person.name.lower(), *headline, joined(writer, contact(writer, person)).lower()])


def dashed(writer: Writer, person: Person) -> Head:
    """Return name and headline separated by a dash, then the rest with labels."""
    labels = writer.words.labels.split("|")
    first = " — ".join([displayed_name(writer, person), *headline_lines(person)])
    place = [f"{labels[6]}: {person.location}"] if person.location else []
    return Head([first, *place, f"{labels[2]}: {person.phone} / {person.mail}"])


def centred(writer: Writer, person: Person) -> Head:
    """Return a centred block."""
    width = writer.random.choice((60, 80, 100))
    rows = [displayed_name(writer, person), *headline_lines(person), *contact(writer, person)]
    return Head([row.center(width).rstrip() for row in rows])


def signature(writer: Writer, person: Person) -> Head:
    """Return a signature at the end: name, headline, place and contact."""
    mark = writer.random.choice(("--", "-" * 20, "", "Kind regards,"))
    rows = [mark, person.name, *headline_lines(person), *([person.location] if person.location else [])]
    return Head([], below=[*rows, joined(writer, [person.phone, person.mail])])


HEADS: Sequence[Layout] = (
    below_contact,
    below_contact,
    objective,
    objective,
    small,
    dashed,
    centred,
    centred,
    signature,
)
