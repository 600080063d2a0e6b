"""Features of a span that may be a title, for the model."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from recruit.domain.engines.reading.job import field_labels, title_phrases, title_vocabulary
from recruit.domain.engines.reading.job.choosing.choice import LABEL_BEFORE
from recruit.domain.engines.reading.resume.choosing.candidates import true_features
from recruit.domain.engines.reading.text import gazetteer, lines, places
from recruit.domain.engines.reading.text.lazy_patterns import Lazy
from recruit.domain.engines.skills import catalog

NOTE = 400
NEAR_CUE = 26
"""Maximum distance between a cue and the title, which articles, counts and adjectives fill, in characters."""

MOST_POINTS = 12
LARGE = 15_000
_WORD = Lazy(r"[^\W_][\w'’·*:/().&+#-]*")
_GREETING = Lazy(
    r"^(?:hi|hello|hey|hallo|hiya|howya|moin|servus|salut|bonjour|bonsoir|coucou|hola|buenas|buenos|olá|oi|bom dia|boa tarde|ciao|buongiorno|"
    r"salve|hoi|goedemiddag|goedemorgen|dear|liebe|estimad[oa]|good|morning|g'day|urgent|wanted|client|kunde|help)\b",
    re.IGNORECASE,
)
_FIELDS = (
    ("place", field_labels.LOCATION), ("type", field_labels.EMPLOYMENT - field_labels.TITLE), ("unit", field_labels.DEPARTMENT - field_labels.TITLE),
)  # fmt: skip
_CUT = Lazy(r"\w[\w'’-]*$")


@dataclass(frozen=True, slots=True)
class TitleContext:
    """A text, its language and the words of all its candidates in lower case."""

    text: str
    language: str
    others: Sequence[str]
    cues: Sequence[tuple[int, int]] = field(default=())

    def __post_init__(self) -> None:
        """Find the cues once."""
        object.__setattr__(self, "cues", [cue.span() for cue in title_phrases.CUES.finditer(self.text[:3_000])])


def of_rules(kind: str, points: float, rank: int) -> Iterator[str]:
    """Yield the features of a rule candidate."""
    yield f"ruled {kind}"
    yield f"ruled {kind} {min(MOST_POINTS, int(2 * points) / 2)}"
    yield f"rank {min(rank, 3)}"
    if rank == 0:
        yield f"rank 0 {kind}"


def of_words(context: TitleContext, words: str, start: int) -> Iterator[str]:
    """Yield the features of a candidate's words and context."""
    yield from _of_form(words, context)
    yield from _of_heads(words, context.language)
    yield from _of_place(context, words, start)


def _of_form(words: str, context: TitleContext) -> Iterator[str]:
    count = len(words.split())
    yield f"words {min(count, 8)}"
    mixed = not context.text.isupper()
    yield from true_features(
        ("marks", bool(title_phrases.TITLE_MARKS.search(words))),
        ("capital", words[0].isupper()),
        ("capitals", words.isupper() and mixed and len(words) > 4),
        ("every capital", count > 1 and all(word[0].isupper() or len(word) < 4 for word in words.split())),
        ("figure", any(map(str.isdigit, words))),
        ("number first", words[0].isdigit()),
        ("prose", bool(title_phrases.PROSE.search(title_phrases.TITLE_MARKS.sub("", words)))),
        ("no title", bool(title_phrases.NO_TITLE.search(words))),
        ("greeting", bool(_GREETING.match(words))),
        ("cue inside", bool(title_phrases.CUES.search(words))),
        ("comma", "," in words),
        ("parenthesis", "(" in words),
        ("unclosed", words.count("(") != words.count(")")),
        ("colon", ":" in words),
        ("skill", catalog.canonical_name(words) is not None),
        ("organisation", bool(title_phrases.ORGANISATION.match(words))),
        ("all small words", all(word.casefold() in title_phrases.STOP for word in words.split())),
        ("stop last", words.rsplit(maxsplit=1)[-1].casefold() in title_phrases.STOP),
        ("stop first", words.split(maxsplit=1)[0].casefold() in title_phrases.STOP),
    )
    low = words.casefold()
    yield f"longer {min(3, sum(low in other and low != other for other in context.others))}"
    yield f"shorter {min(3, sum(other in low and low != other for other in context.others))}"


def _of_heads(words: str, language: str) -> Iterator[str]:
    parts = _WORD.findall(words)
    if not parts:
        return
    ends = [title_vocabulary.ends_title(word) for word in parts]
    begins = [title_vocabulary.begins_title(word) for word in parts]
    heads = ends if language in title_vocabulary.HEAD_LAST else begins
    yield f"heads {min(2, sum(heads))}"
    known = [
        title_vocabulary.in_titles(word) or len(word) <= 3 or catalog.canonical_name(word) is not None for word in parts
    ]
    unknown = sum(
        not each and not ending and not beginning for each, ending, beginning in zip(known, ends, begins, strict=True)
    )
    yield f"unknown {min(3, unknown)} of {min(4, len(parts))}"
    towns = [gazetteer.town(word) for word in parts if word[0].isupper() and not title_vocabulary.in_titles(word)]
    large = any(town and not town.is_word and town.people >= LARGE for town in towns)
    yield from true_features(
        ("head ends", heads[-1] and language in title_vocabulary.HEAD_LAST),
        ("head begins", heads[0] and language not in title_vocabulary.HEAD_LAST),
        (
            "head first of many",
            heads[0] and language in title_vocabulary.HEAD_LAST and len(parts) > 1 and not any(heads[1:]),
        ),
        ("any head", any(ends) or any(begins)),
        ("foreign head", not any(heads) and (any(ends) or any(begins))),
        ("town", large),
        ("whole place", places.is_place(words)),
        ("head and town", large and any(heads)),
    )


def _of_place(context: TitleContext, words: str, start: int) -> Iterator[str]:
    text, end = context.text, start + len(words)
    is_note = len(text) <= NOTE and text.count("\n") <= 3
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    number = text.count("\n", 0, start)
    yield f"{'note' if is_note else 'posting'} at {_step(start)}"
    yield f"{'note' if is_note else 'posting'} line {min(number, 12) if number < 6 else 6 + number // 5}"
    before, after = text[line_start:start], text[end : end + 24]
    near = [
        start - last
        for _, last in context.cues
        if 0 <= start - last <= NEAR_CUE and not re.search(r"[.!?:]\s", text[last:start].strip(" :\n"))
    ]
    yield from true_features(
        ("note", is_note),
        ("after cue", bool(near)),
        ("after cue at once", bool(near) and min(near) <= 2),
        ("second cue", bool(near) and bool(context.cues) and context.cues[0][1] < start - min(near)),
        ("head after cue", bool(near) and any(map(title_vocabulary.ends_title, words.split()[-1:]))),
        ("whole line", not before.strip(" *#_•·-–") and not line[start - line_start + len(words) :].strip(" *_.!")),
        ("line begins", not before.strip(" *#_•·-–>")),
        ("bullet", lines.is_bullet(line) or line[:1] in "✓✅→*"),
        ("long line", len(line) > 120),
        ("blank before", text[max(0, line_start - 2) : line_start] == "\n\n"),
        ("blank after", line_end >= 0 and text[line_end : line_end + 2] == "\n\n"),
        ("again", text.casefold().count(words.casefold()) > 1 and len(words) > 4),
        ("inside word", bool(_CUT.search(before[-1:])) and words[0].isalnum()),
        ("cut behind", after[:1].isalnum()),
    )
    yield from _beside(before, after, words)


def _beside(before: str, after: str, words: str) -> Iterator[str]:
    tokens = _WORD.findall(before[-40:])
    last = tokens[-1] if tokens and before[-1:] in {" ", "-", "/"} else ""
    yield f"< {last.casefold()}"
    yield f"before {_kind(last, before.rstrip()[-1:])}"
    follows = after.lstrip(" ").replace("\n", "↵")
    token = _WORD.match(follows)
    yield f"> {token.group().casefold() if token else follows[:1]}"
    yield f"behind {_kind(token.group() if token else '', follows[:1])}"
    if " " not in words:
        yield f"alone {words.casefold()}"
    mark = before.rstrip(" ")[-1:]
    yield f"mark before {mark if not mark.isalnum() else 'w'}"
    if label := LABEL_BEFORE.search(before):
        name = lines.name(label[1])
        kind = next((kind for kind, names in _FIELDS if name in names), "other")
        kind = (
            "title" if name in field_labels.TITLE else "like title" if title_phrases.TITLE_LABEL.search(name) else kind
        )
        yield f"label {kind}"
        yield f"label {kind} head {any(map(title_vocabulary.ends_title, words.split())) or title_vocabulary.begins_title(words.split(maxsplit=1)[0])}"
        yield f"label: {name}"


def _kind(word: str, mark: str) -> str:
    """Return the category of a word beside a candidate: punctuation, a title word or never one, a place, or other."""
    if not word:
        return f"mark {mark}" if mark and not mark.isalnum() else "end"
    low = word.casefold().rstrip(".,:")
    if low in title_phrases.STOP:
        return "stop"
    if word[0].isdigit():
        return "figure"
    case = "capital" if word[0].isupper() else "small"
    if title_vocabulary.ends_title(word) or title_vocabulary.begins_title(word):
        return f"head {case}"
    if case == "capital" and gazetteer.town(word):
        return "town"
    return f"{'title' if title_vocabulary.in_titles(word) or catalog.canonical_name(word) else 'other'} {case}"


def _step(start: int) -> int:
    return next((number for number, limit in enumerate((1, 15, 40, 80, 160, 320, 640)) if start < limit), 7)
