from datetime import date

import pytest

from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.job import requirements, salary
from recruit.domain.engines.reading.resume import claimed_years
from recruit.domain.engines.reading.text import dates, links, skills


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("$160k-200k", 160_000, 200_000, "USD"),
        ("160,000 – 200,000 USD", 160_000, 200_000, "USD"),
        ("Salary: £30.000 bis £36.000", 30_000, 36_000, "GBP"),
        ("27 500 € à 31 000 € brut annuel", 27_500, 31_000, "EUR"),
        ("CHF 80'000 to 95'000", 80_000, 95_000, "CHF"),
        ("Pay 17 to 21 dollars an hour", 17, 21, "USD"),
        ("$23.75/hr", 23.75, 23.75, "USD"),
        ("up to €62k", None, 62_000, "EUR"),
        ("from $31.00 per hour", 31, None, "USD"),
        ("starting at $19+ per hour", 19, None, "USD"),
        ("12-18 LPA", 1_200_000, 1_800_000, "INR"),
        ("NZD 71,000 to 84,000 per annum", 71_000, 84_000, "NZD"),
        ("R40k–R55k a month", 40_000, 55_000, "ZAR"),
        ("mechanical engineer, onsite, 95k", 95_000, 95_000, None),
        ("44k base plus tips", 44_000, 44_000, None),
        ("We raised $12M. The role pays $90k - $110k.", 90_000, 110_000, "USD"),
    ],
)
def test_salaries_are_read(text: str, low: float | None, high: float | None, currency: str | None) -> None:
    found = salary.find(text)
    assert found is not None
    assert (found.low, found.high, found.currency) == (low, high, currency)


@pytest.mark.parametrize(
    "text",
    [
        "We raised $12M in 2021",
        "a revenue of $2.2 billion",
        "a 401(k) with 4% match",
        "€4k signing bonus",
        "3-5 days per week",
        "call 555 010 0199",
        "10k+ customers",
        "R 4.2 and R2D2",
        "from 2019 to 2023",
    ],
)
def test_other_figures_are_not_salaries(text: str) -> None:
    assert salary.find(text) is None


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Jan 2020 - Mar 2021", 15),
        ("January 2020 to June 2020", 6),
        ("03.2019 – 02.2020", 12),
        ("2019/09 - 2020/08", 12),
        ("2018 - 2020", 30),
        ("2018 - 2018", 12),
        ("May 2024 – Present", 13),
        ("Mai 2024 bis heute", 13),
        ("since May 2024", 13),
        ("seit 05/2024", 13),
        ("Da maggio 2024 ad oggi", 13),
        ("mei 2024 – heden", 13),
        ("maio/2024 - atual", 13),
        ("mayo de 2024 - actualidad", 13),
        ("depuis mai 2024", 13),
        ("2024年5月 – 至今", 13),
        ("May 2024 –", 13),
        ("From: 10-May-2024 To: Present", 13),
        ("June – August 2019", 3),
        ("Aug '18 - Oct '18", 3),
        ("Jun-17 to Aug-17", 3),
        ("01/02/2019 – 05/04/2019", 3),
        ("June 1, 2019 - August 30, 2019", 3),
    ],
)
def test_the_length_of_a_span_is_counted_in_months(text: str, months: int) -> None:
    (span,) = dates.spans(text)
    today = date(2025, 6, 15)
    end = today.year * 12 + today.month if span.last is None else span.last
    assert end - span.first == pytest.approx(months, abs=1)


def test_words_that_begin_like_months_are_not_months() -> None:
    (span,) = dates.spans("Marketing 2018 - 2020, Decorator")
    assert "Marketing 2018 - 2020"[span.at :] == "2018 - 2020"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Jan 2020 - Mar 2021", "2020-01", "2021-03"),
        ("2018 - 2020", "2018", "2020"),
        ("2018 - 2018", "2018", "2018"),
        ("2018 - Dec 2019", "2018", "2019-12"),
        ("since 2018", "2018", None),
    ],
)
def test_a_span_keeps_the_precision_of_the_text(text: str, start: str, end: str | None) -> None:
    (span,) = dates.spans(text)
    assert (span.start, span.end) == (start, end)


def test_adjacent_years_are_not_a_span() -> None:
    assert list(dates.spans("Graduated 2014 2018, then 2020")) == []


def test_overlapping_months_count_once() -> None:
    found = dates.spans("2010-01 - 2014-12\n2012-01 - 2015-12")
    assert dates.years(found, date(2025, 6, 15)) == 6


def test_years_are_unknown_without_spans() -> None:
    assert dates.years([], date(2025, 6, 15)) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("over 17 years of varied kitchen experience", 17),
        ("5+ years of hands-on experience", 5),
        ("Years of experience: 9", 9),
        ("eight years of experience in retail", 8),
        ("3.6 years of experience", 3),
        ("a 20 years old house", None),
    ],
)
def test_stated_years_are_read(text: str, years: int | None) -> None:
    assert claimed_years.stated_years(text) == years


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("k8s, Postgres and JS", ["Kubernetes", "PostgreSQL", "JavaScript"]),
        ("C++, C# and .NET; Node.js", ["C++", "C#", ".NET", "Node.js"]),
        ("Go, R and C", ["Go", "R", "C"]),
        ("python + react, excel", ["Python", "React", "Excel"]),
        ("Django REST Framework", ["Django REST Framework"]),
        ("We react to change, excel at service and go above and beyond in R&D, Series C", []),
        ("fluent German; the German market; native English", ["German", "English"]),
        ("PHP 28,000 monthly", []),
    ],
)
def test_skills_are_found_under_any_spelling(text: str, names: list[str]) -> None:
    assert list(dict.fromkeys(found.name for found in skills.find(text))) == names


@pytest.mark.parametrize(
    ("text", "required", "nice"),
    [
        ("OSHA required, AutoCAD, Revit preferred", ["OSHA", "AutoCAD"], ["Revit"]),
        ("Xero & Zendesk a plus", [], ["Xero", "Zendesk"]),
        ("Kotlin, Gradle; experience with Maven is a bonus.", ["Kotlin", "Gradle"], ["Maven"]),
        ("You know Kotlin. WebGL would be a bonus.", ["Kotlin"], ["WebGL"]),
        ("## What you'll bring\n- Kotlin\n## Nice-to-haves\n- Terraform", ["Kotlin"], ["Terraform"]),
        ("Kotlin, CAD 20/hour", ["Kotlin"], []),
        ("kotlin + redis required, nice to have: grafana, kafka", ["Kotlin", "Redis"], ["Grafana", "Kafka"]),
        ("Must have: wound care, Cerner, ship joinery", ["Wound Care", "Cerner", "ship joinery"], []),
        ("Machine Learning matters; Bachelor's degree in Statistics", ["Machine Learning"], []),
    ],
)
def test_required_and_nice_to_have_skills_are_separated(text: str, required: list[str], nice: list[str]) -> None:
    found = requirements.find(text)
    assert list(field_limits.skills(found.required)) == required
    assert list(field_limits.skills(found.nice)) == nice


def test_profiles_and_websites_are_distinguished() -> None:
    text = "ada@lovelace.dev | www.linkedin.com/in/ada-l/ | github.com/adal | ada-lovelace.dev | asp.net"
    assert links.linkedin(text) == "https://www.linkedin.com/in/ada-l"
    assert links.github(text) == "https://github.com/adal"
    assert links.website(text, text, "Ada Lovelace") == "https://ada-lovelace.dev"


def test_a_handle_is_an_account_and_a_repository_is_not() -> None:
    assert links.github("See https://github.com/someone/project") is None
    assert links.github("GitHub: @adal") == "https://github.com/adal"
    assert links.linkedin("LinkedIn: /in/ada-l") == "https://linkedin.com/in/ada-l"


def test_addresses_with_other_schemes_are_not_links() -> None:
    assert list(links.find("javascript:alert(1) file:///etc/passwd")) == []
