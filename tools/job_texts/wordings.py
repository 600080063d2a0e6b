"""Adverts composed of the sentences in `wordings.txt`, which ask for skills in many ways or call them nice to have."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from tools.job_texts import generated, wish_lists
from tools.job_texts.corpus import Labelled

WORDINGS = Path(__file__).with_name("wordings.txt")
MOST_SKILLS = 3
LISTED, LOWER, INVENTED, CONTINUED, IN_LINE = 0.25, 0.15, 0.2, 0.2, 0.5
"""Shares: adverts with lists, adverts in lower case, skills with an invented name, sentences that another one
continues, and lists in one line."""

_AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "pt": "e", "it": "e", "nl": "en"}
_SYLLABLES = (
    "Al Bri Cor Del El Fy Gan Hex Ko Lum Mer No Op Pra Qui Ro Syn Ta Vel Zo".split(), "a e i o u".split(),
    "bit dex flow grid lix mo nova plan ra sys tor vio".split(),
)  # fmt: skip
"""Beginnings, middles and ends of invented names."""


class _Skills:
    """Draws the skills of one advert, each once."""

    def __init__(self, random: Random, language: str, names: Sequence[str]) -> None:
        self.random, self.language, self.names = random, language, names
        self.required: list[str] = []
        self.nice: list[str] = []

    def drawn(self, *, nice: bool, most: int = MOST_SKILLS) -> list[str]:
        """Return one to `most` new skills."""
        found = []
        for _ in range(self.random.randint(1, most)):
            name = self._invented() if self.random.random() < INVENTED else self.random.choice(self.names)
            if name not in (*self.required, *self.nice):
                (self.nice if nice else self.required).append(name)
                found.append(name)
        return found or self.drawn(nice=nice, most=most)

    def filled(self, sentence: str, *, nice: bool) -> str:
        """Return a sentence with skills in its slots."""
        for slot, is_nice in (("{R}", False), ("{N}", True), ("{X}", nice)):
            if slot in sentence:
                sentence = sentence.replace(slot, self._joined(self.drawn(nice=is_nice)))
        return sentence[0].upper() + sentence[1:]

    def _joined(self, names: Sequence[str]) -> str:
        return f" {_AND[self.language]} ".join(filter(None, (", ".join(names[:-1]), names[-1])))

    def _invented(self) -> str:
        return "".join(map(self.random.choice, _SYLLABLES))


def adverts(each: int, seed: int) -> Iterator[Labelled]:
    """Yield `each` adverts of every language."""
    random = Random(seed)  # noqa: S311
    names = {language: lists["+"] for language, lists in wish_lists.read().items()}
    for language, sentences in _read().items():
        for number in range(each):
            skills = _Skills(random, language, names[language])
            text = (_listed if random.random() < LISTED else _prose)(skills, sentences)
            gold = {"required_skills": skills.required, "nice_to_have_skills": skills.nice}
            text = text.lower() if random.random() < LOWER else text
            yield Labelled(f"{language}-wording-{number}", generated.SOURCE, language, text, gold)


def _prose(skills: _Skills, sentences: dict[str, list[str]]) -> str:
    random = skills.random
    found = []
    for kind in random.sample(["r", "r", "n", "n", "b", "x", "x"], random.randint(3, 6)):
        found.append(skills.filled(random.choice(sentences[kind]), nice=kind == "n"))
        if kind in "rn" and random.random() < CONTINUED:
            found.append(skills.filled(random.choice(sentences["+"]), nice=kind == "n"))
    return " ".join(found)


def _listed(skills: _Skills, sentences: dict[str, list[str]]) -> str:
    random = skills.random
    found = []
    for kind in random.sample("ho", 2):
        names = skills.drawn(nice=kind == "o", most=MOST_SKILLS + 1)
        heading = random.choice(sentences[kind])
        if random.random() < IN_LINE:
            found.append(f"{heading}: {', '.join(names)}")
        else:
            found.append("\n".join([f"{heading}:", *(f"- {name}" for name in names)]))
    place = random.randint(0, len(found))
    return "\n\n".join([*found[:place], random.choice(sentences["x"]), *found[place:]])


def _read() -> dict[str, dict[str, list[str]]]:
    """Return the sentences by language and mark."""
    found: dict[str, dict[str, list[str]]] = {}
    for language, line in wish_lists.language_lines(WORDINGS):
        found.setdefault(language, {}).setdefault(line[0], []).append(line[2:])
    return found
