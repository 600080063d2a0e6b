"""What a job asks for: skills that are required and skills that would be nice.

section = a heading such as "Nice to have" or "Requirements", until the next heading
label   = "Nice to have:" or "Must have:" before a list on the same line
tail    = "… is a plus", "… preferred", "… a bonus" behind the clause it is about

A clause ends with a sentence, a semicolon or a comma; behind "experience with" it is the whole sentence. Under a label
or in a short item of a section, words that no table knows are taken as written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from recruit.domain.services.extraction import lines, skills

_NICE = (
    r"nice[ -]to[ -]haves?|good to have|bonus(?: points| skills)?|preferred(?: qualifications| skills| experience)?|"
    r"pluses|desirable|desired(?: skills)?|ideally|optional|wünschenswert|von vorteil|souhaité|deseable|valorable|"
    r"would be (?:nice|great)|extra credit"
)
_NEED = (
    r"must[ -]haves?|requirements?|required(?: skills| qualifications)?|(?:minimum |basic |key )?qualifications?|"
    r"skills(?: required| needed)?|(?:key|core|technical) skills|(?:tech(?:nical)? |our )?stack|technologies|"
    r"you have|what you(?:'|’)ll need|what we(?:'|’)re looking for|who you are|about you|your profile|ihr profil|"
    r"dein profil|profil|requisitos"
)
_HEADING = re.compile(rf"(?:(?P<nice>{_NICE})|(?P<need>{_NEED}))\s?(?:\([^)]{{0,30}}\))?\s?:?", re.IGNORECASE)
_LABEL = re.compile(rf"(?:(?P<nice>{_NICE})|(?P<need>{_NEED}))\s?:\s{{0,3}}(?P<list>\S.*)", re.IGNORECASE)
_TAIL = re.compile(
    r"\b(?:(?:is|are|as|would be|serait|sería|wäre|ist) (?:an? |un |ein |a strong |a big |a huge )?(?:plus|bonus|"
    r"advantage|nice|great|desirable|preferred|asset|vorteil)|a plus|a bonus|a big plus|an advantage|an asset|"
    r"(?:strongly |highly )?preferred|nice to have|desirable|von vorteil|un plus)\b(?! (?:qualifications|skills|"
    r"location|pronouns))",
    re.IGNORECASE,
)
_NICE_AHEAD = re.compile(
    r"\b(?:nice to have|good to have|bonus(?: points)?(?: for)?|ideally|preferably)\b\s?:?", re.IGNORECASE
)
_WHOLE = re.compile(
    r"\W{0,3}(?:experience|knowledge|familiarity|exposure|background|proficiency|understanding|previous|prior)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|;\s?")
_CLAUSE = re.compile(r",\s|\s[-–—]\s")
_ITEM = re.compile(r",|;|\s[/•·]\s|\bor\b|\band\b|\boder\b|\bet\b", re.IGNORECASE)
_FILLER = re.compile(
    r"^(?:and|or|strong|solid|good|excellent|deep|proven|advanced|basic|some|working|hands-on|experience|knowledge|"
    r"skills?|expertise|proficiency|proficient|familiarity|familiar|understanding|certification|in|with|of|the|an?|"
    r"\d{1,2}\+? years?)\s|\s(?:experience|knowledge|skills?|expertise|proficiency|required|needed|preferred|"
    r"certification|is|a|plus|etc)$",
    re.IGNORECASE,
)
_NO_SKILL = re.compile(
    r"\b(?:degree|bachelor|master|phd|diploma|years?|team|ability|able|communicat\w*|attitude|self|work|working|"
    r"passion\w*|motivat\w*|detail|organi[sz]\w*|problem|willing\w*|you|we|our|us|your|environment|bonus|equity|"
    r"salary|benefits|weekend\w*|shift|travel|license|own|strong|experience|equivalent|required|mindset|field)\b|"
    r"[.!?:@$€£%()]|\d{3}",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"\b(?:degree|bachelor|master(?:'|’)?s|phd|ph\.d|diploma|ms in|bs in)\b", re.IGNORECASE)
MOST_ITEM_WORDS = 3
LONGEST_LIST = 400


@dataclass(slots=True)
class Wishes:
    """Skills in the order in which a text names them, repeats included."""

    required: list[str] = field(default_factory=list)
    nice: list[str] = field(default_factory=list)


def find(text: str, ignore: tuple[int, int] = (0, 0)) -> Wishes:
    """Return the skills of a text. Concepts inside `ignore`, where its title stands, don't count."""
    wishes = Wishes()
    section: str | None = None
    offset, read = 0, 0
    for line in text.split("\n"):
        if not line or line.isspace() or read == lines.MOST_LINES:
            offset += len(line) + 1
            continue
        read += 1
        stripped = lines.without_bullet(lines.unmarked(line.strip()))
        heading = _HEADING.fullmatch(stripped) if len(stripped) <= 2 * lines.LONGEST_LABEL else None
        if heading:
            section = "nice" if heading["nice"] else "need"
        else:
            if _ends_section(line, stripped):
                section = None
            _read_line(line, stripped, section, wishes, (ignore[0] - offset, ignore[1] - offset))
        offset += len(line) + 1
    return wishes


def _ends_section(line: str, stripped: str) -> bool:
    """Whether a line is another heading: short, ending with a colon, or capitals all through."""
    return (
        not lines.is_bullet(line)
        and 0 < len(stripped) <= lines.LONGEST_LABEL
        and (
            stripped.endswith(":")
            or (stripped.isupper() and " " in stripped)
            or (stripped.istitle() and " " in stripped and not next(skills.find(stripped), None))
        )
    )


def _read_line(line: str, stripped: str, section: str | None, wishes: Wishes, ignore: tuple[int, int]) -> None:
    label = _LABEL.match(stripped) if len(stripped) <= LONGEST_LIST else None
    if label:
        nice = bool(label["nice"])
        (wishes.nice if nice else wishes.required).extend(_items(_first_sentence(label["list"])))
        if nice:
            return
    elif section and len(stripped) <= LONGEST_LIST // 4 and lines.is_bullet(line):
        nice = section == "nice" or bool(_TAIL.search(stripped))
        (wishes.nice if nice else wishes.required).extend(_items(stripped))
    for start, end, nice in _clauses(line, nice=section == "nice"):
        studied = _DEGREE.search(line, start, end)
        (wishes.nice if nice else wishes.required).extend(
            found.name
            for found in skills.find(line[start:end])
            if not (skills.is_concept(found.name) and (studied or ignore[0] <= start + found.start < ignore[1]))
        )


def _first_sentence(text: str) -> str:
    return _SENTENCE.split(text, maxsplit=1)[0]


def _items(text: str) -> Iterator[str]:
    """Yield the items of a list: skills by their canonical names, others as written where they are short."""
    for item in _ITEM.split(text):
        known = [found.name for found in skills.find(item)]
        if known:
            yield from known
            continue
        words = _bare(item)
        if words and len(words.split()) <= MOST_ITEM_WORDS and not _NO_SKILL.search(words):
            yield words


def _bare(item: str) -> str:
    words, before = " ".join(item.split()).strip(" .-–•*"), ""
    while words != before:
        before, words = words, _FILLER.sub("", words).strip(" .")
    return words


def _clauses(line: str, *, nice: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, nice) of the stretches of a line."""
    start = 0
    for end in [*(found.start() + 1 for found in _SENTENCE.finditer(line)), len(line)]:
        yield from _sentence(line, start, end, nice=nice)
        start = end


def _sentence(line: str, start: int, end: int, *, nice: bool) -> Iterator[tuple[int, int, bool]]:
    ahead = _NICE_AHEAD.search(line, start, end)
    tail = None if nice else _TAIL.search(line, start, end)
    if ahead and tail and tail.start() < ahead.start() < tail.end():
        ahead = None  # "would be a bonus"
    if (
        nice
        or (tail is None and ahead is None)
        or (tail and _WHOLE.match(line, start, end) and "required" not in line[start:end])
    ):
        yield start, end, nice or tail is not None
        return
    if ahead and not (tail and tail.start() == ahead.start() and tail.end() >= end - 2):
        yield start, ahead.start(), False
        yield ahead.start(), end, True
        return
    for part_start, part_end in _parts(line, start, end):
        yield part_start, part_end, bool(_TAIL.search(line, part_start, part_end))


def _parts(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _CLAUSE.finditer(line, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end
