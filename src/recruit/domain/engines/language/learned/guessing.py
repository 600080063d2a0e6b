"""Names in a reading that the organisation doesn't have, and a plan's guesses in their place."""

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.planning import Plan
from recruit.domain.engines.language.learned.unknown_names import is_vocabulary
from recruit.domain.engines.language.requests import Again, Kind, Named, Pointed, Request, Wish


def has_guessed_name(wish: Wish, plan: Plan, directory: Directory) -> bool:
    """Tell whether a reading has an unknown name for which the plan guesses a thing in focus."""
    return isinstance(wish, Request) and any(
        isinstance(value, Named)
        and not _is_known(value, directory)
        and not is_vocabulary(value.name)
        and any(step.tool == wish.tool and _is_guessed(step.arguments.get(name), value, plan) for step in plan.steps)
        for name, value in wish.arguments.items()
    )


def has_unknown_name(wish: Wish, directory: Directory) -> bool:
    """Tell whether a reading has a name that the organisation doesn't have."""
    values = wish.arguments.values() if isinstance(wish, Request) else [wish.mention] if isinstance(wish, Again) else ()
    return any(isinstance(value, Named) and not _is_known(value, directory) for value in values)


def _is_guessed(planned: object, named: Named, plan: Plan) -> bool:
    """Tell whether a planned argument is a guess: a thing in focus, or the only job, and not named in other words."""
    linked = plan.linked
    only = named.kind is Kind.JOB and not (linked.jobs or linked.places or linked.figures)
    return isinstance(planned, Pointed) or (only and isinstance(planned, int))


def _is_known(named: Named, directory: Directory) -> bool:
    """Tell whether a thing has that name as written."""
    wanted = named.name.casefold()
    people, jobs = (one.full_name for one in directory.people), (one.title for one in directory.jobs)
    return any(wanted in name.casefold() for name in (people if named.kind is Kind.CANDIDATE else jobs))
