"""References to a row of the last list by its company: "the one from HubSpot", "die von Bosch", "celui de Renault"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.person_names import Mention
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.lists.phrases import match_length, phrases

ONE_FROM = phrases(r"""
    (?:the |that )?(?:one|guy|girl|woman|man|person|candidate|lady) (?:who (?:is|works) )?(?:from|at|of) | (?:der|die|den|dem|das|diejenige|derjenige|denjenigen)(?: kandidat(?:in|en)?)? (?:von|bei|aus)
    (?:celui|celle)(?: qui (?:vient|travaille))? (?:de|d'|chez|du) | (?:el|la|al|aquel|aquella)(?: que trabaja)? (?:de|en) | (?:o|a|ao|aquel[ea])(?: que trabalha)? (?:da|do|de|na|no)
    (?:quell[oa]|il|la)(?: che lavora)? (?:di|della|del|dell'|in|alla) | (?:die|degene|diegene)(?: die)? (?:van|bij|uit)
""")
"""Words before the company."""


def with_rows(linked: Linked, directory: Directory, shown: Sequence[int]) -> Linked:
    """Return a message in which the company names one of several `shown` candidates."""
    if len(shown) < 2 or linked.people:  # noqa: PLR2004 - a single candidate needs no company
        return linked
    found = list(_rows(linked, directory, set(shown)))
    tags, hints = list(linked.tags), list(linked.hints)
    for mention in found:
        tags[mention.start : mention.end] = hints[mention.start : mention.end] = ["PER"] * (mention.end - mention.start)
    return replace(linked, people=found, tags=tags, hints=hints) if found else linked


def _rows(linked: Linked, directory: Directory, shown: set[int]) -> Iterator[Mention]:
    people = [one for one in directory.people if one.id in shown]
    companies = {one.id: keys(one.current_company) for one in people if one.current_company}
    listed = [word.key for word in linked.words]
    for start in range(len(listed)):
        before = match_length(ONE_FROM, listed[start:])
        if not before:
            continue
        index = start + before
        lengths = {
            one: length
            for one, company in companies.items()
            for length in range(len(company), 0, -1)
            if tuple(listed[index : index + length]) == company[:length]
        }
        longest = max(lengths.values(), default=0)
        if longest:
            ids = sorted(one for one, length in lengths.items() if length == longest)
            yield Mention(start, index + longest, tuple(ids))
