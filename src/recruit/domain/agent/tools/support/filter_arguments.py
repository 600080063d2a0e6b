"""Filter and order arguments that several lists share."""

from collections.abc import Collection

from recruit.domain.agent.arguments import Argument, Boolean, Choice, Date, Integer, ListOf, OneOrMore, Text
from recruit.domain.agent.tools.support import known_fields
from recruit.domain.agent.tools.support.common import LABEL, optional
from recruit.domain.agent.tools.support.filter_tests import OLDEST_FIRST
from recruit.domain.shared.limits import LARGEST_INTEGER, MOST_YEARS

CANDIDATE_ORDERS = ("most_experience", "least_experience", *OLDEST_FIRST)
JOB_ORDERS = ("best_paid", "worst_paid", "most_applications", "fewest_applications", *OLDEST_FIRST)
APPLICATION_ORDERS = ("highest_score", *OLDEST_FIRST)

EXCLUDED_STATUS = optional("not_status", OneOrMore(LABEL), "A status that they aren't in.")
_EXCLUDED = [
    optional("not_skill", OneOrMore(Text(100)), "A skill that isn't named."),
    optional("not_location", OneOrMore(Text()), "A place, state or country that they aren't in."),
]
WITHOUT_APPLICATIONS = optional("without_applications", Boolean(), "Only those without any application.")


def period(description: str = "The first day on which they came.") -> list[Argument]:
    """Return the arguments for the period in which rows were created."""
    return [optional("since", Date(), description), optional("until", Date(), "The day before which they came.")]


def of_candidates() -> list[Argument]:
    """Return the arguments that select candidates other than by name."""
    trade = "A part of the current title or headline, or an occupation in any language."
    return [
        optional("title", OneOrMore(Text()), trade),
        *skills("A skill that the profile names."),
        optional("language", OneOrMore(Text(50)), "A language that they speak."),
        optional("not_language", OneOrMore(Text(50)), "A language of which nothing says that they speak it."),
        optional("location", OneOrMore(Text()), "A part of the place, or a town, state or country in any language."),
        optional("not_title", OneOrMore(Text()), "A title or an occupation that they don't have."),
        optional("company", Text(), "A part of the current company."),
        optional("not_company", OneOrMore(Text()), "A company that they aren't at."),
        *amounts("years", "Years of experience", MOST_YEARS),
        *_EXCLUDED,
        *known_fields.presence_arguments(known_fields.CANDIDATE_GETTERS),
    ]


def of_jobs() -> list[Argument]:
    """Return the arguments that select jobs."""
    place = 'A part of the place, a town, state or country in any language, or "remote".'
    return [
        optional("query", OneOrMore(Text()), "A part of the title, or an occupation in any language."),
        optional("status", OneOrMore(LABEL), 'Such as "open", "on_hold" or "closed".'),
        EXCLUDED_STATUS,
        excluded_ids("job"),
        optional("location", OneOrMore(Text()), place),
        *skills("A skill that the job asks for."),
        optional("department", OneOrMore(Text()), "A part of the department's name."),
        optional("not_department", OneOrMore(Text()), "A department that they aren't in."),
        optional("employment_type", Text(), 'Such as "part-time".'),
        optional("remote_option", Text(), 'Such as "hybrid".'),
        *amounts("pay", "What the job pays, as it is written, whatever the currency,"),
        *_EXCLUDED,
        *known_fields.presence_arguments(known_fields.JOB_GETTERS),
        WITHOUT_APPLICATIONS,
    ]


def excluded_ids(noun: str) -> Argument:
    """Return the argument for candidates or jobs to leave out."""
    return optional(f"not_{noun}_ids", ListOf(Integer(), 1, 10), f"The ids of {noun}s to leave out.")


def skills(description: str) -> list[Argument]:
    """Return the arguments for skills. A list of skills means any of them."""
    return [
        optional("skill", OneOrMore(Text(100)), description),
        optional("and_skills", ListOf(Text(100), 1, 10), "Further skills, each of which is named too."),
    ]


def order(orders: Collection[str]) -> Argument:
    """Return the argument for the order of rows."""
    return optional("order", Choice(list(orders)), "Which come first.")


def amounts(of: str, description: str, most: int = LARGEST_INTEGER) -> list[Argument]:
    """Return the arguments that bound an amount."""
    return [
        optional(f"min_{of}", Integer(0, most), f"{description} at least."),
        optional(f"max_{of}", Integer(0, most), f"{description} at most."),
    ]
