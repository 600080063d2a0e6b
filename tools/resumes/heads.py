"""Layouts of the head of generated résumés: name, headline, place and contact, on top, at the end or in the margin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tools.resumes.layouts import Writer, ascii_letters
from tools.resumes.phrases import PHRASES, Phrases


@dataclass(frozen=True, slots=True)
class Person:
    """The person of a résumé. Fields that the résumé doesn't state are None."""

    given: str
    family: str
    headline: str | None
    location: str | None
    birthplace: str
    street: str
    phone: str
    mail: str

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above the sections, the lines below them, and a line that is repeated on each page."""

    above: Sequence[str]
    below: Sequence[str] = ()
    margin: str = ""


Layout = Callable[[Writer, Person], Head]

BARS = (" | ", " · ", " • ", "   ", " – ", " - ", "\t", "          ")
GAPS = (": ", " : ", "\t", "      ", ":   ", " ........ ", " | ")


def invent(random: Random, given: str, family: str, headline: str | None, places: Sequence[str | None]) -> Person:
    """Return a person of this name. `places`: location or None, birthplace, street."""
    dotted = ascii_letters(f"{given.split(maxsplit=1)[0]} {family.rsplit(maxsplit=1)[-1]}")
    mail = random.choice((dotted, dotted, dotted, dotted.partition(".")[2], f"{dotted[:1]}{dotted.partition('.')[2]}"))
    phone = f"+{random.randint(1, 60)} {random.randint(100, 999)} 555 {random.randint(1000, 9999)}"
    return Person(
        given, family, headline, places[0], str(places[1]), str(places[2]), phone, f"{mail or 'contact'}@example.com"
    )


def displayed_name(writer: Writer, person: Person) -> str:
    """Return a name in a random form: in capitals, family name first, letter-spaced, or with a title or suffix."""
    random, phrases = writer.random, PHRASES[writer.words.code]
    name = random.choice(
        (
            person.name,
            person.name,
            person.name.upper(),
            f"{person.given} {person.family.upper()}",
            f"{person.family.upper()} {person.given}",
            f"{person.family}, {person.given}",
            f"{person.family.upper()}, {person.given}",
            "   ".join(" ".join(part) for part in person.name.upper().split()),
        )
    )
    if name == person.name:
        if random.random() < 0.2:
            name = f"{writer.pick(phrases.honorifics)} {name}"
        if random.random() < 0.15:
            name = f"{name}, {writer.pick(phrases.suffixes)}"
    return name


def contact(writer: Writer, person: Person) -> list[str]:
    """Return e-mail, phone and place, the place at random with its street, and at random a misleading line."""
    parts = [person.mail, person.phone]
    if person.location:
        street = f"{person.street}, {person.location}"
        parts.insert(writer.random.randint(0, 2), person.location if writer.random.random() < 0.7 else street)
    if writer.random.random() < 0.2:
        trap = writer.pick(PHRASES[writer.words.code].traps).format(p=person.birthplace)
        parts.insert(writer.random.randint(0, len(parts)), trap)
    return parts


def joined(writer: Writer, parts: Sequence[str]) -> str:
    """Return the parts on one line, or on one line each."""
    return writer.random.choice((*BARS, "\n", "\n", "\n")).join(parts)


def _title(writer: Writer, person: Person | None = None) -> str:
    """Return a title of the document, at random with the person's name."""
    titles = PHRASES[writer.words.code].documents.split("|")
    return writer.random.choice([title for title in titles if person or "{n}" not in title]).format(
        n=person and person.name
    )


def contact_first(writer: Writer, person: Person) -> Head:
    """Return contact, name and headline, in this order."""
    lines = [joined(writer, contact(writer, person)), "", displayed_name(writer, person), *headline_lines(person)]
    return Head(lines if writer.random.random() < 0.7 else [line for line in lines if line])


def behind_title(writer: Writer, person: Person) -> Head:
    """Return the document's title first, at random with the name, and repeated in each page's margin."""
    title = _title(writer, person)
    within = person.name in title
    margin = f"{title}    {_page(writer)}" if within and writer.random.random() < 0.5 else ""
    lines = [title, *([] if within else [displayed_name(writer, person)]), *headline_lines(person)]
    return Head([*lines, joined(writer, contact(writer, person))], margin=margin)


def on_one_line(writer: Writer, person: Person) -> Head:
    """Return name, headline and place on one line."""
    joint = writer.random.choice((*BARS, ", "))
    named = [displayed_name(writer, person), *headline_lines(person)]
    if person.location and writer.random.random() < 0.5:
        return Head([joint.join([*named, person.location]), joined(writer, [person.mail, person.phone])])
    return Head([joint.join(named), joined(writer, contact(writer, person))])


def headline_first(writer: Writer, person: Person) -> Head:
    """Return the headline above the name."""
    return Head([*headline_lines(person), displayed_name(writer, person), joined(writer, contact(writer, person))])


def opposite(writer: Writer, person: Person) -> Head:
    """Return name and headline on the left, and contact on the right."""
    left = [displayed_name(writer, person), *headline_lines(person)]
    right = contact(writer, person)
    width = max(map(len, left)) + writer.random.randint(4, 24)
    rows = max(len(left), len(right))
    cells = zip([*left, *[""] * (rows - len(left))], [*right, *[""] * (rows - len(right))], strict=True)
    if writer.random.random() < 0.3:
        return Head([f"{other:<60}{one}".rstrip() for one, other in cells])
    return Head([f"{one:<{width}}{other}".rstrip() for one, other in cells])


def form(writer: Writer, person: Person) -> Head:
    """Return rows of labels and values, at random with first and last name in separate rows."""
    phrases, labels = PHRASES[writer.words.code], writer.words.labels.split("|")
    gap = writer.random.choice(GAPS)
    rows = [(writer.pick(phrases.name), writer.random.choice((person.name, f"{person.family}, {person.given}")))]
    if writer.random.random() < 0.4:
        rows = [(writer.pick(phrases.surname), person.family), (writer.pick(phrases.given), person.given)]
        writer.random.shuffle(rows)
    others = [(labels[2], person.phone), (labels[3], person.mail), (labels[4], f"12/05/1986, {person.birthplace}")]
    if person.location:
        row = writer.random.choice(((labels[1], f"{person.street}, {person.location}"), (labels[6], person.location)))
        others.insert(writer.random.randint(0, 3), row)
    table = [f"{label}{gap}{value}" for label, value in [*rows, *others]]
    if gap == " | " and writer.random.random() < 0.5:
        table = [f"| {row} |" for row in table]
    if writer.random.random() < 0.25:
        return Head([_title(writer), *headline_lines(person)], below=[writer.heading(6), *table])
    top = [_title(writer)] if writer.random.random() < 0.6 else []
    if writer.random.random() < 0.4:
        top.append(writer.heading(6))
    return Head([*top, *table, *([""] if person.headline else []), *headline_lines(person)])


def in_margin(writer: Writer, person: Person) -> Head:
    """Return a head with the name only in the margin of each page."""
    margin = _between(writer, person.name, writer.random.choice((_page(writer), person.mail, f"CV · {_page(writer)}")))
    above = [*headline_lines(person), joined(writer, contact(writer, person))]
    return Head([margin, "", *above] if writer.random.random() < 0.4 else above, margin=margin)


def signed(writer: Writer, person: Person) -> Head:
    """Return the name as a signature below place and date at the end, at random nowhere else."""
    where = (person.location or "").split(",")[0] or person.birthplace
    below = [f"{where}, 12/05/2026", person.name]
    if writer.random.random() < 0.6:
        return Head(
            [displayed_name(writer, person), *headline_lines(person), joined(writer, contact(writer, person))],
            below=below,
        )
    return Head([_title(writer), *headline_lines(person), joined(writer, contact(writer, person))], below=below)


def introduced(writer: Writer, person: Person) -> Head:
    """Return a sentence with name, trade and place, as in letters and biographies."""
    phrases: Phrases = PHRASES[writer.words.code]
    trade = (person.headline or writer.heading(3)).split(" | ")[0].split(" / ")[0]
    sentence = writer.pick(phrases.intro).format(
        n=person.name, t=trade if writer.words.code == "de" else trade.lower(), p=person.location or person.birthplace
    )
    return Head([sentence], below=[joined(writer, [person.mail, person.phone])])


def in_address(writer: Writer, person: Person) -> Head:
    """Return a head with the name only in the e-mail address."""
    top = [_title(writer)] if writer.random.random() < 0.5 else []
    return Head([*top, *headline_lines(person), joined(writer, contact(writer, person))])


def letter(writer: Writer, person: Person) -> Head:
    """Return a cover letter, addressed to another person, before the résumé."""
    other = f"{writer.pick(writer.words.given)} {writer.pick(writer.words.family)}"
    town = writer.pick(writer.words.places)
    before = [
        f"{writer.pick(PHRASES[writer.words.code].honorifics)} {other}",
        writer.pick(writer.words.streets),
        town,
        "",
    ]
    sentence = writer.pick(writer.words.summary).format(t=person.headline or other, n=3)
    return Head([*before, sentence, person.name, "", "-" * 30, "", *behind_title(writer, person).above])


def headline_lines(person: Person) -> list[str]:
    """Return the line of the headline, if there is one."""
    return [person.headline] if person.headline else []


def _page(writer: Writer, number: int = 1) -> str:
    return writer.pick(PHRASES[writer.words.code].page).format(i=number, k=2)


def _between(writer: Writer, one: str, other: str) -> str:
    return writer.random.choice((" | ", " · ", " – ", "      ", "                    ", ", ")).join((one, other))


HEADS: Sequence[Layout] = (
    *(contact_first, behind_title, behind_title, on_one_line, headline_first, opposite, form, form, form),
    *(in_margin, signed, in_address, letter),
)
