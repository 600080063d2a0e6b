"""Tokens of a résumé's career for `career_chain`: dates, headings, and the words between separators, with features."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from recruit.domain.engines.reading.resume import companies, job_history, line_parts
from recruit.domain.engines.reading.resume.choosing import labels, pieces, word_features
from recruit.domain.engines.reading.resume.choosing.blocks import Blocks
from recruit.domain.engines.reading.resume.choosing.candidates import normal, true_features
from recruit.domain.engines.reading.resume.choosing.page import Line
from recruit.domain.engines.reading.text import lines, places
from recruit.domain.engines.reading.text.dates import Span

MARGIN, MOST = 6, 160
"""Lines read beyond the first and the last date of a job, and the maximum number of tokens."""

LONGEST_LINE, LONGEST_BULLET = 330, 90
"""Maximum characters of a line, and of a bullet point without dates, that are cut into words."""

MOST_PARTS, FEWEST_LETTERS = 4, 2
WORDS, DATE, HEADING, PROSE = "words", "date", "heading", "prose"
BOUNDS = COMMA, MARK, AT, LINE, GAP, BELOW_HEADING = "comma", "mark", "at", "line", "gap", "below heading"
"""What separates a token from the one before it."""

_NEIGHBOURS = ("points", "firm", "place", "known", "legal")
"""Prefixes of the features that a token shares with its neighbours."""


@dataclass(frozen=True, slots=True)
class Token:
    """Words or a date of a line, with features. `bound` is what separates it from the token before it."""

    text: str
    line: int
    kind: str
    bound: str
    features: list[str] = field(default_factory=list)
    span: Span | None = None


def find(blocks: Blocks, roles: Sequence[job_history.Role], *, name: str | None, home: str | None) -> list[Token]:
    """Return the tokens of the lines around the jobs' dates; `roles`, `name` and place of residence are the rules'."""
    numbers = [anchor.line.number for anchor in blocks.anchors]
    if not numbers:
        return []
    targets = {anchor.line.number: order for order, anchor in enumerate(blocks.targets())}
    found: list[Token] = []
    below_heading = False
    for line in blocks.page[max(0, min(numbers) - MARGIN) : max(numbers) + MARGIN + 1]:
        bound = BELOW_HEADING if below_heading or line.heading else GAP if line.gap else LINE
        found += _tokens_of_line(line, bound, numbers, targets.get(line.number))
        below_heading = line.heading
        if len(found) >= MOST:
            break
    words = [token for token in found if token.kind == WORDS]
    person = [(kind, normal(text)) for kind, text in (("name", name), ("home", home)) if text]
    jobs = _rule_values(roles)
    for token in words:
        token.features.extend(_rule_features(normal(token.text), person, jobs))
    _add_neighbours(found)
    return found[:MOST]


def _tokens_of_line(line: Line, bound: str, dated: Sequence[int], target: int | None) -> Iterator[Token]:
    line_features = [
        "bias",
        f"in:{line.section.value}",
        *true_features(("bullet", line.bullet), ("dated", line.number in dated)),
    ]
    if line.heading:
        yield Token(line.text, line.number, HEADING, bound, [*line_features, "heading"])
        return
    if len(line.text) > LONGEST_LINE or (line.bullet and not line.spans and len(line.text) > LONGEST_BULLET):
        yield Token(line.text, line.number, PROSE, bound, [*line_features, "prose"])
        return
    parts = list(_parts_of_line(line))
    for index, (within, text, label, span) in enumerate(parts):
        bound_before = bound if index == 0 else within
        features = [*line_features, f"of{min(len(parts), 4)}", f"index{min(index, 3)}"]
        if span is not None:
            alone = "alone" if len(parts) == 1 else "shared"
            features += _date_features(span, alone, dated, line.number, target)
            yield Token(text, line.number, DATE, bound_before, features, span)
        else:
            features += _word_features(text, line.section.value, label)
            yield Token(text, line.number, WORDS, bound_before, [*features, f"bound:{bound_before}"])


def _parts_of_line(line: Line) -> Iterator[tuple[str, str, str, Span | None]]:
    """Yield the parts of a line: separator before it, text, kind of label, and span for a date."""
    spans = line.spans[:2]
    text = line.text if spans else lines.without_bullet(line.text)
    start = 0
    for span in (*spans, None):
        stretch = text[start : span.at] if span else text[start:]
        label = ""
        for whole in pieces.marked(stretch):
            if label_kind := labels.kind(whole):
                label = label_kind
                continue
            own, value = labels.split_label(whole)
            yield from ((bound, words, own or label, None) for bound, words in _parts_of_value(value))
        if span:
            yield MARK, text[span.at : span.to], "", span
            start = span.to


def _parts_of_value(value: str) -> Iterator[tuple[str, str]]:
    bound = MARK
    for part in pieces.parts(value)[:MOST_PARTS]:
        sides = pieces.around_preposition(part)
        for between, words in zip((bound, AT), sides, strict=False):
            if sum(map(str.isalpha, words)) >= FEWEST_LETTERS:
                yield between, words
        bound = COMMA


def _date_features(span: Span, alone: str, dated: Sequence[int], number: int, target: int | None) -> Iterator[str]:
    order = f"{min(dated.index(number), 2)}" if number in dated else "no"
    yield from ("going" if span.last is None else "ended", f"exact{span.exact}", alone, f"anchor{order}")
    yield from (f"target{target}", f"target{target}:{alone}")
    if number == dated[-1]:
        yield "lastanchor"


def _word_features(text: str, section: str, label: str) -> Iterator[str]:
    features = word_features.of(text)
    yield from features
    yield from (f"{feature}|{section}" for feature in features if feature.startswith("points") or feature == "firm")
    if label:
        yield f"label:{label}"
    flags = (companies.may_be_company(text), companies.is_company(text), places.is_place(text))
    yield f"{line_parts.title_points(text)}{''.join(f'{flag:d}' for flag in flags)}"


def _rule_values(roles: Sequence[job_history.Role]) -> Sequence[tuple[str, Collection[str], str]]:
    """Return the rules' titles and companies: the kind, all values, and the current one, in their normal forms."""
    role = job_history.current_role(roles)
    return (
        ("title", {normal(each.title) for each in roles if each.title}, normal((role and role.title) or "")),
        ("firm", {normal(each.company) for each in roles if each.company}, normal((role and role.company) or "")),
    )


def _rule_features(
    text: str, person: Sequence[tuple[str, str]], jobs: Sequence[tuple[str, Collection[str], str]]
) -> Iterator[str]:
    """Yield features of the agreement of words with the rules' values."""
    if not text:
        return
    yield from (f"person:{kind}" for kind, value in person if _overlaps(text, {value}))
    for kind, values, current in jobs:
        if text in values:
            yield f"rules:{kind}"
        elif _overlaps(text, values):
            yield f"rules:{kind}:part"
        if text == current:
            yield f"rules:{kind}:now"


def _overlaps(text: str, values: Collection[str]) -> bool:
    return any(text in value or value in text for value in values if value)


def _add_neighbours(found: Sequence[Token]) -> None:
    own = [
        [feature for feature in token.features if feature.startswith(_NEIGHBOURS) and "|" not in feature]
        if token.kind == WORDS
        else [token.kind]
        for token in found
    ]
    edge = ["edge"]
    for before, token, behind in zip([edge, *own[:-1]], found, [*own[1:], edge], strict=True):
        if token.kind == WORDS:
            token.features.extend(f"before:{feature}" for feature in before)
            token.features.extend(f"behind:{feature}" for feature in behind)
