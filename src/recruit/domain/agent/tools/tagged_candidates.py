"""Tool tagged_candidates: list candidates with tags."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import ListOf, Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import CANDIDATE, INTEGER, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import MOST_LISTED, candidate_ref, limit_argument, optional
from recruit.domain.agent.tools.support.tags import tag_named
from recruit.domain.agent.wording import bracketed, bullets, candidate_heading, count, one_line, paragraphs, role
from recruit.domain.search.model import CandidateSearch
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import TagFilter


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List the candidates who have all of some tags, one of others, and none of further ones."""
    named = {name: arguments[name] for name in _WORDS if name in arguments}
    if not named:
        raise Invalid("Name at least one tag")
    ids = {name: await _ids(services, caller, tags) for name, tags in named.items()}
    tagged = TagFilter(all_of=ids.get("tags", ()), any_of=ids.get("any_of", ()), none_of=ids.get("without", ()))
    window = Window(limit=arguments.get("limit", MOST_LISTED))
    found = await services.searching.candidates(caller.actor, window, CandidateSearch(tagged=tagged))
    has, lacks = (_named(named, names) for names in (("tags", "any_of"), ("without",)))
    filtered = " ".join(filter(None, [has and f"tagged {has}", lacks and f"not tagged {lacks}"]))
    return Outcome(
        text=paragraphs(
            f"Here are the candidates {filtered}:" if found.items else f"There are no candidates {filtered}.",
            bullets(f"{candidate_heading(one)}{bracketed(role(one))}" for one in found.items),
            f"…and {found.total - len(found.items)} more." if found.total > len(found.items) else None,
            f"{count(found.total, 'candidate')} in total." if found.items else None,
        ),
        data={"items": [asdict(one) for one in found.items], "total": found.total},
        shown=[candidate_ref(one.id) for one in found.items],
    )


_WORDS = {"tags": " and ", "any_of": " or ", "without": " or "}
"""Arguments, with the word between the names of their tags."""


def _named(given: Mapping[str, Sequence[str]], names: Sequence[str]) -> str:
    """Return the tags of some arguments in words."""
    listed = (_WORDS[name].join(f"“{one_line(tag)}”" for tag in given[name]) for name in names if name in given)
    return ", ".join(listed)


async def _ids(services: Services, caller: Caller, names: Sequence[str]) -> tuple[int, ...]:
    """Return the ids of tags. Raise Invalid for a name that no tag has."""
    found = {name: await tag_named(services, caller.actor, name) for name in names}
    unknown = [name for name, tag in found.items() if tag is None]
    if unknown:
        raise Invalid(f"There is no tag “{one_line(unknown[0])}”")
    return tuple(tag.id for tag in found.values() if tag is not None)


_TAGS = ListOf(Text(50), 1, 10)

TOOL = Tool(
    name="tagged_candidates",
    title="List candidates with tags",
    description="List the candidates who have all of some tags, one of others, and none of further ones.",
    arguments=[
        optional("tags", _TAGS, "Names of tags that they have, each of them."),
        optional("any_of", _TAGS, "Names of tags of which they have one."),
        optional("without", _TAGS, "Names of tags of which they have none."),
        limit_argument(),
    ],
    run=run,
    permission=Permission.READ_CANDIDATES,
    example="candidates tagged silver medalist",
    result={"items": list_of(CANDIDATE), "total": INTEGER},
)
