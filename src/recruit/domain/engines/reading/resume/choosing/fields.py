"""Choice of a résumé's fields among their candidates.

The name is chosen first, because headline and place are near it, and the title before the company beside it. The rules'
value is one of the candidates; in exports with a known layout it is the choice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.log_linear import NONE, LogLinearModel
from recruit.domain.engines.reading.resume import companies, job_history, line_parts
from recruit.domain.engines.reading.resume.choosing import (
    career_chain,
    career_tokens,
    headlines,
    home_places,
    jobs,
    labels,
    names,
    page,
    periods,
    prose_jobs,
)
from recruit.domain.engines.reading.resume.choosing.blocks import Blocks
from recruit.domain.engines.reading.resume.choosing.candidates import Candidate, normal, true_features
from recruit.domain.engines.reading.resume.choosing.career_evidence import COMPANY, TITLE, Evidence, pooled
from recruit.domain.engines.reading.resume.company_words import LEGAL_FORMS
from recruit.domain.engines.reading.text.dates import Span

FIELDS = ("full_name", "headline", "location", "current_title", "current_company")
PERIODS = "periods"
PARTS = {"current_title": TITLE, "current_company": COMPANY}
MOST_OFFERED = 3
LEAST_OFFERED = 0.04
LIKELY, POSSIBLE = 0.5, 0.2
"""Minimum probabilities of a span to be time in a job; the lower bound applies if no span reaches the higher one."""

NEARLY = 0.65
"""Fraction of the likeliest value's probability above which the rules' value is preferred; a place also to no value.

For spans in the rules' roles, this fraction of `LIKELY` is the minimum.
"""

RULED = 0.95
"""Confidence in the rules' value from an export with a known layout."""

_EXPORT = re.compile(r"\bindeed\.com/r/|\bon indeed\b", re.IGNORECASE)
_BEHIND_FORM = re.compile(rf"((?:^|[\s,]){LEGAL_FORMS})\s\(.*$", re.IGNORECASE)
"""A parenthesis after a company's legal form, with a place after it."""


@dataclass(frozen=True, slots=True)
class RuleValues:
    """The values found by the rules."""

    full_name: str | None
    headline: str | None
    location: str | None
    roles: Sequence[job_history.Role]


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest value of a field, None if no candidate is likely enough, and the next likeliest ones.

    `agreed` is whether the rules found the same value, `known` whether it comes unchecked from a known layout.
    """

    value: str | None
    probability: float
    others: Sequence[str]
    agreed: bool = False
    known: bool = False


class Chooser:
    """Chooses the fields of one page."""

    def __init__(self, text: str, rule_values: RuleValues, models: Mapping[str, LogLinearModel]) -> None:
        """Read the page; `models` may lack models that aren't needed yet."""
        self._page = page.read(text)
        self._blocks = Blocks(self._page)
        self._rule_values = rule_values
        self.models = models
        self._exported = bool(_EXPORT.search(text))
        self.evidence: Evidence | None = None

    def using(self, models: Mapping[str, LogLinearModel], chain: career_chain.CareerChain | None = None) -> "Chooser":
        """Return a chooser for the same page with other models, which shares the candidates already found.

        Without `chain`, title and company are chosen by their candidates' features alone.
        """
        other = copy(self)
        other.models = models
        other.evidence = Evidence(self.tokens, chain) if chain else None
        return other

    @cached_property
    def tokens(self) -> Sequence[career_tokens.Token]:
        """The tokens of the career."""
        rules = self._rule_values
        return career_tokens.find(self._blocks, rules.roles, name=rules.full_name, home=rules.location)

    def candidates(self, field: str, name: str | None) -> list[Candidate]:
        """Return the candidates for a field of the person called `name`."""
        if field == "full_name":
            return self._names
        if field == "headline":
            return headlines.find(self._page, names.line_of(self._page, name), self._rule_values.headline, name or "")
        if field == "location":
            return home_places.find(self._page, names.line_of(self._page, name), self._rule_values.location, name or "")
        if field == "current_title":
            return self._titles
        return [each for each in self._employers() if not name or normal(each.text) != normal(name)]

    def chosen_name(self) -> str | None:
        """Return the chosen name."""
        return self._choice("full_name", self._names, self._rule_values.full_name).value

    @cached_property
    def _names(self) -> list[Candidate]:
        return names.find(self._page, self._rule_values.full_name)

    @cached_property
    def _titles(self) -> list[Candidate]:
        found = jobs.find(self._blocks, self._rule_values.roles)
        return [replace(each, features=(*each.features, *self._person_features(each.text))) for each in found]

    def _person_features(self, text: str) -> Iterator[str]:
        """Yield features of text that overlaps the person's name or place of residence, as found by the rules."""
        words = normal(text)
        for kind, value in (("name", self._rule_values.full_name), ("home", self._rule_values.location)):
            if value and words and (words in normal(value) or normal(value) in words):
                yield f"person:{kind}"

    def _employers(self) -> list[Candidate]:
        """Return the candidates for the company, with features relative to the chosen title."""
        found = self._titles
        probabilities = self._probabilities("current_title", found)
        best = max(range(len(probabilities)), key=probabilities.__getitem__)
        title = found[best] if best < len(found) else None
        return [Candidate(each.text, (*each.features, *jobs.beside(each, title)), each.lines) for each in found]

    def periods(self) -> list[periods.Period]:
        """Return the spans that may be times in a job."""
        return periods.find(self._page, self._rule_values.roles)

    def choices(self) -> dict[str, Choice]:
        """Return the choice for each field."""
        rules, role, name = self._rule_values, job_history.current_role(self._rule_values.roles), self.chosen_name()
        job = (role.title, role.company) if role else (None, None)
        rule_values = zip(FIELDS, (rules.full_name, rules.headline, rules.location, *job), strict=True)
        found = {field: self._choice(field, self.candidates(field, name), value) for field, value in rule_values}
        title, company = found["current_title"].value or "", found["current_company"]
        behind = (company.value or "").removeprefix(title).lstrip(" ,;|–-")  # "Company" in "Title, Company"
        return found | {"current_company": replace(company, value=field_limits.field(behind) or company.value)}

    def spans(self) -> list[Span]:
        """Return the spans that are times in a job."""
        model = self.models[PERIODS]
        found = [(each, model.probabilities([each.features, (NONE,)])[0]) for each in self.periods()]
        likely = [
            each.span
            for each, probability in found
            if probability >= (NEARLY * LIKELY if "ruled" in each.features else LIKELY)
        ]
        return likely or [each.span for each, probability in found if probability >= POSSIBLE]

    def _probabilities(self, field: str, found: Sequence[Candidate]) -> Sequence[float]:
        """Return the probability of each candidate, and last that of "none of them"."""
        probabilities = self.models[field].probabilities(rows(found))
        if self.evidence is None or field not in PARTS:
            return probabilities
        return pooled(probabilities, [self.evidence.of(each.text, each.lines, PARTS[field]) for each in found])

    def _choice(self, field: str, found: Sequence[Candidate], rule_value: str | None) -> Choice:
        rule_value = tidy(field, rule_value)
        if self._exported and rule_value:
            return Choice(rule_value, RULED, (), agreed=True, known=True)
        probabilities = self._probabilities(field, found)
        totals = _totals(field, found, probabilities)
        ordered = sorted(totals.values(), key=lambda total: -total[0])
        offered = [text for probability, text in ordered if probability >= LEAST_OFFERED]
        none = probabilities[-1]
        of_rules = totals.get(normal(rule_value or ""))
        kept = field == "location" and of_rules is not None and of_rules[0] >= NEARLY * none
        kept = kept or (field == "headline" and bool(ordered) and ordered[0][0] >= NEARLY * none)
        if not ordered or (none >= ordered[0][0] and not kept):
            return Choice(None, none, offered[:MOST_OFFERED], agreed=rule_value is None)
        probability, text = ordered[0]
        if of_rules and of_rules[0] >= NEARLY * probability:
            probability, text = of_rules
        if field == "headline" and rule_value and normal(rule_value).endswith(f" {normal(text)}"):
            text = rule_value  # the start of it is on the line above
        agreed = rule_value is not None and normal(rule_value) == normal(text)
        text = rule_value if agreed and rule_value else text
        others = [each for each in offered if each != text]
        return Choice(text, min(probability, 1.0), others[:MOST_OFFERED], agreed=agreed)


def _totals(field: str, found: Sequence[Candidate], probabilities: Sequence[float]) -> Mapping[str, tuple[float, str]]:
    """Return the sum of the probabilities of candidates with the same value, and the value, by its normal form."""
    totals: dict[str, tuple[float, str]] = {}
    for each, probability in zip(found, probabilities, strict=False):
        if text := tidy(field, each.text):
            before, first = totals.get(normal(text), (0.0, text))
            totals[normal(text)] = (probability + before, first)
    return totals


def rows(found: Sequence[Candidate]) -> list[Sequence[str]]:
    """Return the features of each candidate, followed by those of "none of them"."""
    by_rules = any("ruled" in each.features for each in found)
    shared = [feature for feature in (found[0].features if found else ()) if feature.startswith(jobs.SHARED)]
    none = (NONE, *true_features(("unruled", not by_rules), ("empty", not found)), *shared)
    return [*(each.features for each in found), none]


def tidy(field: str, text: str | None) -> str | None:
    """Return a value in its stored form."""
    if text and field in PARTS:
        kind, value = labels.split_label(text)
        text = value if kind in {"title", "firm"} else text
    if text and field == "current_title":
        text = line_parts.title(prose_jobs.without_lead(text))
    elif text and field == "current_company":
        text = companies.company_name(_BEHIND_FORM.sub(r"\1", text))
    return field_limits.field(text)
