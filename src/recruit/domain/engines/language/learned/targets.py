"""The job, candidate and application that a message is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.kinds import ORDINALS, kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.person_names import Mention
from recruit.domain.engines.language.learned.words import Word, words
from recruit.domain.engines.language.requests import Kind, Nth, Pointed

_OTHER = frozenset("other namesake andere anderen autre otra otro outra outro altra altro".split())


@dataclass(frozen=True)
class Part:
    """A part of a message, from word `start` to before word `end`, with the conversation's focus."""

    linked: Linked
    start: int
    end: int
    directory: Directory
    focus: dict[str, int] = field(default_factory=dict)
    shown: dict[str, list[int]] = field(default_factory=dict)
    recent: str | None = None

    @property
    def words(self) -> Sequence[Word]:
        """The words of the part."""
        return self.linked.words[self.start : self.end]

    @property
    def keys(self) -> Sequence[str]:
        """The folded words of the part."""
        return [word.key for word in self.words]

    @property
    def text(self) -> str:
        """The text of the part."""
        return self.linked.text(self.start, self.end)

    def people(self) -> Sequence[Mention]:
        """Return the candidates that the part names."""
        return [one for one in self.linked.people if self.start <= one.start < self.end]

    def titles(self) -> Sequence[Mention]:
        """Return the job titles that the part names."""
        return [one for one in self.linked.jobs if self.start <= one.start < self.end]

    def ids(self, kind: Kind) -> list[int]:
        """Return the ids of a kind, and numbers that are ids of no other kind, in order."""
        there = {
            Kind.JOB: self.directory.job_ids,
            Kind.CANDIDATE: self.directory.person_ids,
            Kind.APPLICATION: self.directory.applications,
        }
        found = [one for one in self.linked.figures if self.start <= one.index < self.end and one.role == "id"]
        said = [one.value for one in found if one.kind is kind]
        return said or [one.value for one in found if one.kind is None and one.value in there[kind]]


def job(part: Part, *, first: bool = False) -> int | Nth | Pointed | tuple[int, ...]:
    """Return the job: its id, several possible ids, or a reference to the job in focus."""
    if ids := part.ids(Kind.JOB):
        return ids[0]
    mentions = part.titles()
    if mentions:
        weighed = [(_is_beside_noun(part, one), one.end - one.start, one) for one in mentions]
        best = max(weight[:2] for weight in weighed)
        chosen = [one for *weight, one in weighed if tuple(weight) == best]
        ids = list((chosen[0] if first else chosen[-1]).ids)
        if len(ids) > 1:
            ids = _by_place(part, ids)
        return ids[0] if len(ids) == 1 else tuple(ids)
    placed = _by_place(part, [one.id for one in part.directory.jobs]) if _names_a_job(part) else []
    if len(placed) == 1:
        return placed[0]
    nth = _nth(part, Kind.JOB) if part.recent == Kind.JOB or Kind.CANDIDATE not in part.shown else None
    return nth or Pointed(Kind.JOB)


def candidate(part: Part) -> int | Nth | Pointed | tuple[int, ...]:
    """Return the candidate, in the same form as `job`."""
    mentions = part.people()
    if mentions:
        named = [one for one in mentions if len(one.ids) == 1]
        return named[0].ids[0] if named else _narrowed(part, mentions[0].ids)
    if ids := part.ids(Kind.CANDIDATE):
        return ids[0]
    if part.recent != Kind.JOB and (nth := _nth(part, Kind.CANDIDATE)):
        return nth
    if _OTHER & set(part.keys) and (focus := part.focus.get(Kind.CANDIDATE)):
        others = _namesakes(part.directory, focus)
        if len(others) == 1:
            return others[0]
    if len(by_occupation := _by_occupation(part)) == 1:
        return by_occupation[0]
    return Pointed(Kind.CANDIDATE)


def candidates(part: Part) -> list[int]:
    """Return all named candidates. A name of several means all of them ("the two Janes")."""
    mentions, found = part.people(), list[int]()
    for mention in mentions:
        narrowed = mention.ids if len(mentions) == 1 else _narrowed(part, mention.ids)
        found += [narrowed] if isinstance(narrowed, int) else list(narrowed)
    return list(dict.fromkeys([*found, *part.ids(Kind.CANDIDATE)]))


def _narrowed(part: Part, ids: tuple[int, ...]) -> int | tuple[int, ...]:
    """Return the candidate who is meant among those with the same name, or all of them if that is ambiguous."""
    placed = [
        person.id
        for person in part.directory.people
        if person.id in ids and _mentions(part, person.location, person.current_company)
    ]
    if len(placed) == 1:
        return placed[0]
    focus = part.focus.get(Kind.CANDIDATE)
    if focus in ids:
        others = [one for one in ids if one != focus]
        return others[0] if _OTHER & set(part.keys) and len(others) == 1 else focus
    shown = [one for one in ids if one in part.shown.get(Kind.CANDIDATE, ())]
    return shown[0] if len(shown) == 1 else ids


def _namesakes(directory: Directory, one: int) -> list[int]:
    name = next((person.full_name for person in directory.people if person.id == one), "")
    ids = {other for word in words(name) for other in directory.names.get(word.key, ())}
    return sorted(ids - {one})


def _by_occupation(part: Part) -> list[int]:
    """Return the candidates in the named occupation: "put the chef forward"."""
    named = {concept for key in part.keys if (concept := occupation(key))}
    jobs = {
        concept
        for one in part.titles()
        for at in range(one.start, one.end)
        if (concept := occupation(part.linked.words[at].key))
    }
    named -= jobs
    return [
        person.id
        for person in part.directory.people
        if person.current_title and named & {occupation(word.key) for word in words(person.current_title)}
    ]


def _by_place(part: Part, ids: Iterable[int]) -> list[int]:
    wanted = set(ids)
    placed = [one.id for one in part.directory.jobs if one.id in wanted and _mentions(part, one.location)]
    return placed or sorted(wanted)


def _mentions(part: Part, *texts: str | None) -> bool:
    keys = set(part.keys)
    return any(text and all(word.key in keys for word in words(text.split(",")[0])) for text in texts)


def _names_a_job(part: Part) -> bool:
    return any(kind_of(key) is Kind.JOB for key in part.keys)


def _is_beside_noun(part: Part, mention: Mention) -> bool:
    around = [*range(mention.start - 2, mention.start), *range(mention.end, mention.end + 2)]
    return any(part.start <= at < part.end and kind_of(part.linked.words[at].key) is Kind.JOB for at in around) or any(
        part.linked.words[at].key.endswith(("stelle", "vacature", "job")) for at in range(mention.start, mention.end)
    )


def _nth(part: Part, kind: Kind) -> Nth | None:
    """Return the named place of a list: "the second one", "[0]", "top one"."""
    keys = part.keys
    for index, key in enumerate(keys):
        if key == "[" and index + 2 < len(keys) and keys[index + 2] == "]" and keys[index + 1].isdigit():
            return Nth(kind, int(keys[index + 1]) + 1, bare=True)
        after = keys[index + 1] if index + 1 < len(keys) else ""
        other = kind_of(after) not in {None, kind}  # "the last applications" name no candidate
        if key in ORDINALS and not other and not (key in {"last", "second", "seconde"} and after in _TIMES):
            return Nth(kind, ORDINALS[key], bare=True)
        if (
            key == "top"
            and index + 1 < len(part.keys)
            and part.keys[index + 1] in {"one", "person", "job", "candidate", "match"}
        ):
            return Nth(kind, 1, bare=True)
    return None


_TIMES = frozenset("week month change step thing edit action year time night version update weeks minute round".split())
