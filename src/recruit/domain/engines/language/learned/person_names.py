"""Recognition of candidates by any of their names, ignoring accents and case, with one typo in words of five or more.

A name that is also a word of the grammar or of an occupation ("baker", "mark") counts in lower case only if the message
has no capitals or another word of the name is next to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recruit.domain.engines.language.common_words import COMMON, CORRECTED
from recruit.domain.engines.language.learned.concept_words import concept_of
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.kinds import HONORIFICS, STOP_WORDS, kind_of
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.words import Word
from recruit.domain.engines.language.typos import distance
from recruit.domain.engines.reading.text import gazetteer

SHORTEST_MISSPELT = 5

LARGE_TOWN = 100_000
"""Fewest inhabitants of a town that one word names without a preposition, and that is no misspelt name."""

LOWER_CASE_SURNAMES = frozenset(
    "baker smith miller cook doe hunter mason porter bob young king bell price frank grant summer wood taylor "
    "carpenter gardener fisher potter cooper".split()
)
"""Ordinary words that are names in a message without capitals."""

_ORDINARY_WORDS = frozenset(
    """
    point points party parts grant grand large allow brown harte card cards
    punkt punkte heute gerne gegen geben haben hatte hilfe karte karten kosten lange lager alles stelle anders
    aller alors gente genre tiers terre porte porter marche monde carte cartes rouge verte plane salle janvier mardi
    punto puntos marca marzo mundo mando manda carta costo costos coste corte parte partes pronto primo plaza claro lunes
    luego lugar grande bueno buena tarde senza serio seria tomar andar mercado
    ponto pontos mundo custo certo perto preto conta contas
    punti mondo piano piani piazza chiaro bello bella buono buona rosso rossa lungo lunga turno turni santo porto presto
    banda mercato prezzo costi costa
    punten kaart prijs groot markt graag
    """.split()
)
"""Ordinary words of the seven languages that are one letter from a name: "a che punto siamo" means no Pinto."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The span of a name or title, and the candidates or jobs that it may mean."""

    start: int
    end: int
    ids: tuple[int, ...]

    @property
    def indexes(self) -> range:
        """The indexes of its words."""
        return range(self.start, self.end)


def people(found: Sequence[Word], directory: Directory) -> Iterable[Mention]:
    """Yield the candidates that words name, in order."""
    lower = not any(word.capital for word in found[1:])
    index = 0
    while index < len(found):
        mention = _mention(found, index, directory)
        if mention and _is_name(found, mention, lower=lower):
            yield mention
            index = mention.end
        else:
            index += 1


def mixes_two_candidates(one: Mention, other: Mention, message: str, found: Sequence[Word]) -> bool:
    """Tell whether two adjacent mentions are one full name, made of the names of two different candidates."""
    between = message[found[one.end - 1].end : found[other.start].start]
    capitals = found[one.start].capital and found[other.start].capital
    return between == " " and capitals and not set(one.ids) & set(other.ids)


def _mention(found: Sequence[Word], index: int, directory: Directory) -> Mention | None:
    """Return the candidates named at a position, with as many of the following words as possible."""
    candidates = _candidates_named(found, index, directory)
    if not candidates:
        return None
    end = index + 1
    while end < len(found):
        comma = end == index + 1 and found[end].key == "," and len(candidates) > 1  # "Miller, Jane"
        following = end + 1 if comma else end
        more = _candidates_named(found, following, directory) & candidates
        if not more:
            break
        end, candidates = following + 1, more
    return Mention(index, end, tuple(sorted(candidates)))


def _is_name(found: Sequence[Word], mention: Mention, *, lower: bool) -> bool:
    """Tell a name from a word that is also a name."""
    word, *others = found[mention.start : mention.end]
    if _is_verb(found, mention.start) or _has_honorific(found, mention.start):
        return not _is_verb(found, mention.start)
    if others:  # "for job" is no name, even if a candidate is called "Job"
        return any(one.capital or not _is_of_grammar(one.key) for one in [word, *others])
    is_stop_word = word.key in STOP_WORDS and not word.capital  # "los de screening" names no "de"
    if is_stop_word or kind_of(word.key) is not None:
        return False
    of_grammar = _is_of_grammar(word.key)
    if word.capital:
        return not (of_grammar and mention.start == 0)
    if of_grammar or word.key in LOWER_CASE_SURNAMES or occupation(word.key):
        return lower and word.key in LOWER_CASE_SURNAMES
    return True


def _is_of_grammar(key: str) -> bool:
    """Tell whether a word belongs to the vocabulary of orders: "job", "hold", "interview"."""
    is_known = key in COMMON or key in CORRECTED or key in STOP_WORDS
    return is_known or kind_of(key) is not None or concept_of(key) is not None


def _is_verb(found: Sequence[Word], index: int) -> bool:
    """Tell the verb of "may I see …" and "will you …" from a name."""
    after = found[index + 1].key if index + 1 < len(found) else ""
    return found[index].key in {"may", "will"} and after in {"i", "we", "you", "he", "she", "they", "it"}


def _has_honorific(found: Sequence[Word], index: int) -> bool:
    before = [word.key for word in found[max(0, index - 2) : index] if word.key != "."]
    return bool(before) and before[-1] in HONORIFICS


def _candidates_named(found: Sequence[Word], index: int, directory: Directory) -> frozenset[int]:
    """Return the candidates that one word names."""
    if index >= len(found):
        return frozenset()
    key = found[index].key.removesuffix("'s")
    ids = directory.names.get(key)
    if ids is None and key.endswith("s") and (found[index].capital or len(key) > SHORTEST_MISSPELT):
        ids = directory.names.get(key[:-1])  # "the two Janes"
    if ids is not None or _is_no_misspelling(key):
        return ids or frozenset()
    near = [name for name in directory.names if is_misspelt(key, name)]
    return directory.names[near[0]] if len(near) == 1 else frozenset()


def _is_no_misspelling(key: str) -> bool:
    """Tell whether a word is too short, or has a meaning of its own: a large town isn't a name with a wrong letter."""
    if len(key) < SHORTEST_MISSPELT or not key.isalpha() or key in COMMON or key in _ORDINARY_WORDS or occupation(key):
        return True
    town = gazetteer.city(key)
    return town is not None and town.people >= LARGE_TOWN


def is_misspelt(key: str, name: str) -> bool:
    """Tell whether a word is a name with one wrong letter."""
    is_near = name[0] == key[0] and len(name) >= SHORTEST_MISSPELT and abs(len(name) - len(key)) <= 1
    return is_near and distance(key, name, 1) <= 1
