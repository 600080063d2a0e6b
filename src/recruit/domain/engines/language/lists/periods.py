"""Periods of time in seven languages."""

import re
from datetime import date, timedelta
from typing import TypeAlias

from recruit.domain.engines.language.learned.kinds import NUMBERS
from recruit.domain.engines.language.learned.words import folded, words
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, phrases
from recruit.domain.engines.reading.text.months import MONTH_OF

Period: TypeAlias = tuple[date, date | None]
"""The first day, and the day after the last."""

WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "monday montag lundi lunes lunedi maandag",
            "tuesday dienstag mardi martes martedi dinsdag",
            "wednesday mittwoch mercredi miercoles mercoledi woensdag",
            "thursday donnerstag jeudi jueves giovedi donderdag",
            "friday freitag vendredi viernes venerdi vrijdag",
            "saturday samstag samedi sabado sabato zaterdag",
            "sunday sonntag dimanche domingo domenica zondag",
        )
    )
    for name in names.split()
}
"""Folded names of weekdays, mapped to the days from 0, which is Monday."""

MONTHS = {folded(name): month for name, month in MONTH_OF.items() if len(name) > 2 and " " not in name}  # noqa: PLR2004
MONTHS.pop("ete", None)  # "a été" is more often the verb than the summer
_LAST = "last|past|letzte[nrs]?|vorige[nrs]?|vergangene[nrs]?|afgelopen|vorige"
_THIS = "this|diese[nrsm]?|cette|ce|[dn]?est[ae]|quest[ao']|deze|dit|den|current|aktuellen?"
_WEEK, _MONTH, _YEAR = (
    "weeks?|woche|semaine|semana|settimana|week",
    "months?|monat|mois|mes|mese|maand",
    "year|jahr|annee|an|ano|anno|jaar",
)
_PAST = "derniere?|passee?|pasad[oa]|passad[oa]|scors[oa]"


def _this_and_last(noun: str) -> tuple[str, str]:
    """Return the expressions for the current and the last unit of time."""
    lead = "(?:(?:in|im|in der|in the|en|na|no|nella|nel|la|le|el|de|a|il|l'|during|di|van) )*"
    this = rf"{lead}(?:{_THIS}) (?:{noun})"
    last = rf"{lead}(?:(?:{_LAST}|scors[oa]|ultim[oa]|derniere?) (?:{noun})|(?:{noun}) (?:{_PAST}))"
    return this, last


_TODAY = phrases("today | heute | aujourd' hui | hoy | hoje | oggi | vandaag")
_YESTERDAY = phrases("yesterday | gestern | hier | ayer | ontem | ieri | gisteren")
_SINCE = phrases("since | seit(?: dem)? | depuis(?: le)? | desde(?: el| la| o| a)? | dal?(?: l')? | sinds")
_IN = phrases("in | im | en | em | a | ad | during | of")
_UNITS = {
    1: phrases("days? | tagen? | jours? | dias? | giorn[io] | dagen | dag"),
    7: phrases("weeks? | wochen? | semaines? | semanas? | settiman[ae] | weken"),
    30: phrases("months? | monaten? | mois | meses | mes | mesi | mese | maanden"),
}
_RECENT = phrases("""
    (?:in |within |over |during )?(?:the )?(?:last|past) | (?:in |innerhalb )?(?:den |der )?(?:letzten|vergangenen)
    (?:(?:ces|les|des|au cours des|dans les) )+ | (?:(?:en|durante|en los|nos|los|las|nas) )*ultim[oa]s
    (?:(?:negli|nelle|gli|le) )*ultim[ie] | (?:in )?(?:de )?(?:afgelopen|laatste)
""")


def period(matcher: PhraseMatcher, today: date) -> Period | None:
    """Consume the period of a message; return None if there is none."""
    named = next((days for expression, days in _named(today) if matcher.take(expression)), None)
    return named or _recent(matcher, today) or _since(matcher, today) or _month(matcher, today)


def whole_period(text: str, today: date) -> Period | None:
    """Return the period that a text names, if it says nothing else."""
    matcher = PhraseMatcher(words(text))
    found = period(matcher, today) or _calendar_year(matcher)
    return found if all(matcher.consumed) else None


def _named(today: date) -> list[tuple[str, Period]]:
    """Return the expressions for periods with a name, those with the longest phrases first, and the periods."""
    day, week = timedelta(days=1), timedelta(days=7)
    monday = today - timedelta(days=today.weekday())
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    month_before, year_before = (month - day).replace(day=1), year.replace(year=year.year - 1)
    this_week, last_week = _this_and_last(_WEEK)
    this_month, last_month = _this_and_last(_MONTH)
    this_year, last_year = _this_and_last(_YEAR)
    return [
        (_TODAY, (today, None)),
        (rf"(?:since |seit |depuis |desde |da |sinds ){_YESTERDAY}", (today - day, None)),
        (_YESTERDAY, (today - day, today)),
        (rf"{_SINCE} {last_week}", (monday - week, None)),
        (rf"{_SINCE} {last_month}", (month_before, None)),
        (rf"{_SINCE} {last_year}", (year_before, None)),
        (last_week, (monday - week, monday)),
        (this_week, (monday, None)),
        (last_month, (month_before, month)),
        (this_month, (month, None)),
        (last_year, (year_before, year)),
        (this_year, (year, None)),
    ]


def _recent(matcher: PhraseMatcher, today: date) -> Period | None:
    numbers = "|".join(NUMBERS)
    for length, unit in _UNITS.items():
        found = matcher.take(
            rf"{_RECENT} ?(?P<n>\d{{1,3}}|{numbers}) (?:derniere?s |letzten )?{unit}(?: (?:derniere?s|passes))?"
        )
        if found:
            number = int(found["n"]) if found["n"].isdigit() else NUMBERS[found["n"]]
            return today - timedelta(days=number * length), None
    return None


def _since(matcher: PhraseMatcher, today: date) -> Period | None:
    if found := matcher.take(rf"{_SINCE} (?:last )?(?P<day>{'|'.join(WEEKDAYS)})"):
        back = (today.weekday() - WEEKDAYS[found["day"]]) % 7
        return today - timedelta(days=back), None
    if found := matcher.take(rf"{_SINCE} (?P<month>{'|'.join(MONTHS)})"):
        return _begun(today, MONTHS[found["month"]]), None
    return None


def _calendar_year(matcher: PhraseMatcher) -> Period | None:
    """Consume "in 2026", which in a longer question may be the year of something else."""
    found = matcher.take(rf"(?P<lead>{_SINCE}|{_IN}) (?P<year>20\d\d)")
    if found is None:
        return None
    first = date(int(found["year"]), 1, 1)
    return first, None if re.fullmatch(_SINCE, found["lead"]) else date(first.year + 1, 1, 1)


def _month(matcher: PhraseMatcher, today: date) -> Period | None:
    found = matcher.take(rf"{_IN} (?P<month>{'|'.join(MONTHS)})(?: (?:de |of )?(?P<year>20\d\d))?")
    if found is None:
        return None
    first = _begun(today, MONTHS[found["month"]])
    if found["year"]:
        first = first.replace(year=int(found["year"]))
    return first, (first + timedelta(days=31)).replace(day=1)


def _begun(today: date, month: int) -> date:
    """Return the first day of the most recent month with that number, from 0, that has begun."""
    year = today.year if month + 1 <= today.month else today.year - 1
    return date(year, month + 1, 1)
