"""Candidates for the title and the company of a résumé's current job, else of its latest, with features.

Candidates are the pieces of the lines around the job's dates, values of labels, parts of sentences, text under the
name, and the rules' values. The other jobs of a document show the usual positions of titles and companies: their votes
are features.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from recruit.domain.engines.reading.resume import companies, job_history, line_parts
from recruit.domain.engines.reading.resume.choosing import labels, pieces, prose_jobs, word_features
from recruit.domain.engines.reading.resume.choosing.blocks import Blocks, NearbyPiece
from recruit.domain.engines.reading.resume.choosing.candidates import Candidate, Collector
from recruit.domain.engines.reading.resume.choosing.page import Line
from recruit.domain.engines.reading.resume.sections import Section

HEAD_LINES = 8
MOST_LABELLED = 6
MOST_ROLES = 24
BUCKETS = 4
SHARED = "anchors"
"""Prefix of the feature shared by all candidates of a page."""


def find(blocks: Blocks, roles: Sequence[job_history.Role]) -> list[Candidate]:
    """Return the candidates, each text once with the features of all its occurrences."""
    votes = _votes(blocks)
    found = Collector(word_features.of)
    for number, target in enumerate(blocks.targets()):
        for place in blocks.around(target):
            second = (f"second:{place.where[0]}",) if number else ()
            layout = (blocks.edges, f"{blocks.edges}|{place.where}")
            found.add(place.piece.text, (*_nearby_features(place, votes), *layout, *second), place.line)
    for text, features in (*_under_name(blocks.page), *_labelled(blocks.page), *prose_jobs.find(blocks.page)):
        found.add(text, features)
    _add_rule_values(roles, found)
    shared = f"{SHARED}{min(len(blocks.anchors), 3)}"
    return [replace(each, features=(shared, *each.features)) for each in found.candidates()]


def beside(candidate: Candidate, title: Candidate | None) -> Iterator[str]:
    """Yield the features of a company relative to the chosen title."""
    if title is None:
        yield "notitle"
        return
    if candidate.text == title.text:
        yield "sametext"
    elif candidate.text in title.text:
        yield "intitle"
    elif title.text in candidate.text:
        yield "hastitle"
    if candidate.lines and title.lines:
        steps = [line - other for line in candidate.lines for other in title.lines]
        nearest = min(steps, key=abs)
        yield f"step{max(-3, min(3, nearest))}"
    else:
        yield "step?"


def _nearby_features(place: NearbyPiece, votes: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    piece, where = place.piece, place.where
    spot = f"{where}{min(piece.index, 2)}"
    yield f"at:{spot}"
    yield f"form:{piece.form}"
    yield f"at:{where}|{piece.form}"
    yield f"pieces{min(piece.count, 4)}"
    if piece.label:
        yield f"label:{piece.label}"
    if place.column:
        yield f"column:{place.column}"
    yield from (f"{each}:{where[0]}" for each in place.context)
    title, firm = votes.get(spot, (0, 0))
    points = line_parts.title_points(piece.text)
    yield from (f"votes:t{title}f{firm}", f"at:{where[0]}|points{points}", f"votes:t{title}|points{points}")
    if not points and not line_parts.is_aside(piece.text) and companies.may_be_company(piece.text):
        yield from (f"at:{where}|maybe", f"votes:t{title}f{firm}|maybe")
    if companies.is_company(piece.text):
        yield from (f"at:{where[0]}|firm", f"votes:f{firm}|firm")


def _votes(blocks: Blocks) -> Mapping[str, tuple[int, int]]:
    """Return, by position, the shares of jobs with a title and with a possible company there, in quarters."""
    titles: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for anchor in blocks.anchors:
        seen: set[tuple[str, bool]] = set()
        for place in blocks.around(anchor):
            words = place.piece.text
            spot = f"{place.where}{min(place.piece.index, 2)}"
            titled = bool(line_parts.title_points(words))
            if place.piece.form != "whole" or (spot, titled) in seen:
                continue
            seen.add((spot, titled))
            if titled:
                titles[spot] += 1
            elif companies.may_be_company(words) and not line_parts.is_aside(words):
                others[spot] += 1
    count = max(1, len(blocks.anchors))
    return {
        spot: (round(titles[spot] * BUCKETS / count), round(others[spot] * BUCKETS / count))
        for spot in titles.keys() | others.keys()
    }


def _under_name(page: Sequence[Line]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the pieces of the first lines: "Leading Hand at Ironbark Electrical"."""
    head = [line for line in page if line.section in {Section.HEAD, Section.CONTACT} and not line.heading]
    for line in head[:HEAD_LINES]:
        for piece in pieces.split(replace(line, spans=())):
            if line_parts.title_points(piece.text) or ">at" in piece.form:
                yield piece.text, ["head", f"head:{piece.form}"]


def _labelled(page: Sequence[Line]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the first values of title and company labels on any line."""
    count: Counter[str] = Counter()
    for line in page:
        if ":" not in line.text and len(pieces.marked(line.text)) < len(("label", "value")):
            continue  # splitting it takes longer
        for piece in pieces.split(line):
            if piece.label in {"title", "firm"} and count[piece.label] < MOST_LABELLED:
                yield piece.text, [f"value:{piece.label}{min(count[piece.label], 2)}", f"form:{piece.form}"]
                if piece.form == "whole":
                    count[piece.label] += 1


def _add_rule_values(roles: Sequence[job_history.Role], candidates: Collector) -> None:
    current = job_history.current_role(roles)
    whole = sum(bool(role.title and role.company) for role in roles)
    size = f"{min(len(roles), 3)}:{round(BUCKETS * whole / len(roles)) if roles else 0}"
    for number, role in enumerate(roles[:MOST_ROLES]):
        for kind, text in (("title", role.title), ("firm", role.company)):
            if text and not labels.kind(text):
                name = f"rules:{kind}"
                now = (f"{name}:now", f"{name}:now:{size}") if role is current else ()
                points = f"{name}|{line_parts.title_points(text)}{companies.is_company(text)}"
                candidates.add(text, [points, name, *now, f"{name}{min(number, 1)}"])
