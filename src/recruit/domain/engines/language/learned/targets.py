"""The job and the candidates that a message is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.figures import Figure
from recruit.domain.engines.language.learned.kinds import ORDINALS, kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.person_names import Mention
from recruit.domain.engines.language.learned.words import Word, words
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.requests import Kind, Nth, Pointed

_OTHER = frozenset("other namesake andere anderen autre otra otro outra outro altra altro".split())


@dataclass(frozen=True)
class Part:
    """A part of a message, from word `start` to before word `end`, with the state of the conversation."""

    linked: Linked
    start: int
    end: int
    directory: Directory
    focus: dict[str, int] = field(default_factory=dict)
    shown: dict[str, list[int]] = field(default_factory=dict)
    recent: str | None = None

    @classmethod
    def whole(cls, linked: Linked, directory: Directory, memory: Memory | None = None) -> Self:
        """Return a whole message as one part."""
        context = (memory.focus, memory.shown, memory.recent) if memory else ()
        return cls(linked, 0, len(linked.words), directory, *context)

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
        found = self.numbered()
        named = [one.value for one in found if one.kind is kind]
        return named or [one.value for one in found if one.kind is None and one.value in self.directory.ids[kind]]

    def numbered(self) -> list[Figure]:
        """Return the ids of the part."""
        return [one for one in self.linked.figures if self.start <= one.index < self.end and one.role == "id"]


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
    names_job = any(kind_of(key) is Kind.JOB for key in part.keys)
    placed = _by_place(part, [one.id for one in part.directory.jobs]) if names_job else []
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
    """Return the one of several candidates with the same name by place, company or context; all of them if ambiguous."""
    people = [one for one in part.directory.people if one.id in ids]
    placed = [one.id for one in people if _mentions(part, one.location, one.current_company)]
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
    named -= {occupation(part.linked.words[at].key) for one in part.titles() for at in range(one.start, one.end)}
    people = [one for one in part.directory.people if one.current_title]
    return [one.id for one in people if named & {occupation(word.key) for word in words(one.current_title or "")}]


def _by_place(part: Part, ids: Iterable[int]) -> list[int]:
    wanted = set(ids)
    placed = [one.id for one in part.directory.jobs if one.id in wanted and _mentions(part, one.location)]
    return placed or sorted(wanted)


def _mentions(part: Part, *texts: str | None) -> bool:
    keys = set(part.keys)
    return any(text and all(word.key in keys for word in words(text.split(",")[0])) for text in texts)


def _is_beside_noun(part: Part, mention: Mention) -> bool:
    words = part.linked.words
    around = [*range(mention.start - 2, mention.start), *range(mention.end, mention.end + 2)]
    beside = any(part.start <= at < part.end and kind_of(words[at].key) is Kind.JOB for at in around)
    return beside or any(words[at].key.endswith(("stelle", "vacature", "job")) for at in mention.indexes)


def _nth(part: Part, kind: Kind) -> Nth | None:
    """Return the named position in the last list: "the second one", "[0]", "top one"."""
    keys = part.keys
    for index, key in enumerate(keys):
        if key == "[" and index + 2 < len(keys) and keys[index + 2] == "]" and keys[index + 1].isdigit():
            return Nth(kind, int(keys[index + 1]) + 1, bare=True)
        after = keys[index + 1] if index + 1 < len(keys) else ""
        other = kind_of(after) not in {None, kind}  # "the last applications" name no candidate
        if key in ORDINALS and not other and not (key in {"last", "second", "seconde"} and after in _TIMES):
            return Nth(kind, ORDINALS[key], bare=True)
        if key == "top" and after in {"one", "person", "job", "candidate", "match"}:
            return Nth(kind, 1, bare=True)
    return None


_TIMES = frozenset("week month change step thing edit action year time night version update weeks minute round".split())
