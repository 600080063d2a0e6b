"""Choice of a résumé's fields among their candidates.

The name is chosen first, because headline and place are near it, and the title before the company beside it. The rules'
value is one of the candidates; in exports with a known layout it is the choice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace

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
from recruit.domain.engines.reading.resume.choosing.candidates import Candidate, normal
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
"""Share of the likeliest value's probability above which the rules' value is preferred; a place also to no value.

For spans in the rules' roles, this share of `LIKELY` is the minimum.
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
    listed: Sequence[job_history.Role]


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest value of a field, None if no candidate is likely enough, and the next likeliest ones.

    `agreed` is whether the rules found the same value, `known` whether it comes unchecked from a known layout.
    """

    value: str | None
    share: float
    others: Sequence[str]
    agreed: bool = False
    known: bool = False


class Chooser:
    """Chooses the fields of one page."""

    def __init__(self, text: str, ruled: RuleValues, models: Mapping[str, LogLinearModel]) -> None:
        """Read the page; `models` may lack models that aren't needed yet."""
        self._page = page.read(text)
        self._ruled = ruled
        self.models = models
        self._names: list[Candidate] | None = None
        self._jobs: list[Candidate] | None = None
        self._tokens: Sequence[career_tokens.Token] | None = None
        self._exported = bool(_EXPORT.search(text))
        self.evidence: Evidence | None = None

    def using(self, models: Mapping[str, LogLinearModel], chain: career_chain.CareerChain | None = None) -> "Chooser":
        """Return a chooser for the same page with other models, which shares the candidates already found.

        Without `chain`, title and company are chosen by their candidates' features alone.
        """
        other = copy(self)
        other.models = models
        other.evidence = Evidence(self.tokens(), chain) if chain else None
        return other

    def tokens(self) -> Sequence[career_tokens.Token]:
        """Return the tokens of the career."""
        if self._tokens is None:
            known = career_tokens.Known(self._ruled.listed, self._ruled.full_name, self._ruled.location)
            self._tokens = career_tokens.find(self._page, known)
        return self._tokens

    def candidates(self, field: str, name: str | None) -> list[Candidate]:
        """Return the candidates for a field of the person called `name`."""
        if field == "full_name":
            self._names = self._names or names.find(self._page, self._ruled.full_name)
            return self._names
        if field == "headline":
            return headlines.find(self._page, names.line_of(self._page, name), self._ruled.headline, name or "")
        if field == "location":
            return home_places.find(self._page, names.line_of(self._page, name), self._ruled.location, name or "")
        return self._titles() if field == "current_title" else self._employers()

    def chosen_name(self) -> str | None:
        """Return the chosen name."""
        return self._choice("full_name", self.candidates("full_name", None), self._ruled.full_name).value

    def _titles(self) -> list[Candidate]:
        if self._jobs is None:
            found = jobs.find(self._page, self._ruled.listed)
            self._jobs = [replace(each, features=(*each.features, *self._persons(each.text))) for each in found]
        return self._jobs

    def _persons(self, text: str) -> Iterator[str]:
        """Yield features of text that overlaps the person's name or place of residence, as found by the rules."""
        words = normal(text)
        for sign, other in (("name", self._ruled.full_name), ("home", self._ruled.location)):
            if other and words and (words in normal(other) or normal(other) in words):
                yield f"person:{sign}"

    def _employers(self) -> list[Candidate]:
        """Return the candidates for the company, with features relative to the chosen title."""
        found = self._titles()
        shares = self._shares("current_title", found)
        best = max(range(len(shares)), key=shares.__getitem__)
        title = found[best] if best < len(found) else None
        return [Candidate(each.text, (*each.features, *jobs.beside(each, title)), each.lines) for each in found]

    def periods(self) -> list[periods.Period]:
        """Return the spans that may be times in a job."""
        return periods.find(self._page, self._ruled.listed)

    def choices(self) -> dict[str, Choice]:
        """Return the choice for each field."""
        now = job_history.current_role(self._ruled.listed)
        name = self.chosen_name()
        ruled: Mapping[str, str | None] = {
            "full_name": self._ruled.full_name,
            "headline": self._ruled.headline,
            "location": self._ruled.location,
            "current_title": now.title if now else None,
            "current_company": now.company if now else None,
        }
        found = {field: self._choice(field, self.candidates(field, name), ruled[field]) for field in FIELDS}
        title, firm = found["current_title"].value or "", found["current_company"]
        behind = (firm.value or "").removeprefix(title).lstrip(" ,;|–-")  # "Firm" in "Title, Firm"
        return found | {"current_company": replace(firm, value=field_limits.field(behind) or firm.value)}

    def spans(self) -> list[Span]:
        """Return the spans that are times in a job."""
        model = self.models[PERIODS]
        found = self.periods()
        shares = [(each.span, model.probabilities([each.features, (NONE,)])[0]) for each in found]
        least = [NEARLY * LIKELY if "ruled" in each.features else LIKELY for each in found]
        sure = [span for (span, share), bound in zip(shares, least, strict=True) if share >= bound]
        return sure or [span for span, share in shares if share >= POSSIBLE]

    def _shares(self, field: str, found: Sequence[Candidate]) -> Sequence[float]:
        """Return the probability of each candidate, and last that of "none of them"."""
        shares = self.models[field].probabilities(rows(found))
        if self.evidence is None or field not in PARTS:
            return shares
        return pooled(shares, [self.evidence.of(each.text, each.lines, PARTS[field]) for each in found])

    def _choice(self, field: str, found: Sequence[Candidate], ruled: str | None) -> Choice:
        ruled = tidy(field, ruled)
        if self._exported and ruled:
            return Choice(ruled, RULED, (), agreed=True, known=True)
        shares = self._shares(field, found)
        gathered: dict[str, tuple[float, str]] = {}
        for each, share in zip(found, shares, strict=False):
            if text := tidy(field, each.text):
                before = gathered.get(normal(text))
                gathered[normal(text)] = (share + (before[0] if before else 0.0), before[1] if before else text)
        ordered = sorted(gathered.values(), key=lambda pair: -pair[0])
        offered = [text for share, text in ordered if share >= LEAST_OFFERED]
        none = shares[-1]
        backed = gathered.get(normal(ruled or ""))
        kept = field == "location" and backed is not None and backed[0] >= NEARLY * none
        kept = kept or (field == "headline" and bool(ordered) and ordered[0][0] >= NEARLY * none)
        if not ordered or (none >= ordered[0][0] and not kept):
            return Choice(None, none, offered[:MOST_OFFERED], agreed=ruled is None)
        share, text = ordered[0]
        if backed and backed[0] >= NEARLY * share:
            share, text = backed
        if field == "headline" and ruled and normal(ruled).endswith(f" {normal(text)}"):
            text = ruled  # the start of it is on the line above
        agreed = bool(ruled) and normal(ruled or "") == normal(text)
        text = ruled if agreed and ruled else text
        others = [each for each in offered if each != text]
        return Choice(text, min(share, 1.0), others[:MOST_OFFERED], agreed=agreed)


def rows(found: Sequence[Candidate]) -> list[Sequence[str]]:
    """Return the features of each candidate, followed by those of "none of them"."""
    ruled = any("ruled" in each.features for each in found)
    shared = [sign for sign in (found[0].features if found else ()) if sign.startswith(jobs.SHARED)]
    return [
        *(each.features for each in found),
        (NONE, *(() if ruled else ("unruled",)), *(() if found else ("empty",)), *shared),
    ]


def tidy(field: str, text: str | None) -> str | None:
    """Return a value in its stored form."""
    if text and field in {"current_title", "current_company"}:
        told, value = labels.split_label(text)
        text = value if told in {"title", "firm"} else text
    if text and field == "current_title":
        text = line_parts.title(prose_jobs.without_lead(text))
    elif text and field == "current_company":
        text = companies.firm(_BEHIND_FORM.sub(r"\1", text))
    return field_limits.field(text)
