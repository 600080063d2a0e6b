"""Date spans and claimed years of experience, in many notations."""

import pytest

from recruit.domain.engines.reading.resume import claimed_years
from recruit.domain.engines.reading.text import dates


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("03.19 - 05.21", "2019-03", "2021-05"),
        ("Desde la primavera de 2018", "2018-03", None),
        ("Depuis l'automne 2021, cheffe", "2021-09", None),
        ("Dall'estate 2019", "2019-06", None),
        ("Im Betrieb seit....: 15.08.2020", "2020-08", None),
        ("03/19 – heute", "2019-03", None),
        ("Mar'14 to Apr'16", "2014-03", "2016-04"),
        ("Mar 14 - Apr 16", "2014-03", "2016-04"),
        ("01.04.19 - 31.05.21", "2019-04", "2021-05"),
        ("september 2016 t/m juni 2019", "2016-09", "2019-06"),
        ("JAN/2019 ATÉ O MOMENTO", "2019-01", None),
        ("March, 2019 till date", "2019-03", None),
        ("mars 2016 à ce jour", "2016-03", None),
        ("Februar 2018 bis laufend", "2018-02", None),
        ("09.2024 - bis dato", "2024-09", None),
        ("agosto 2018 a la fecha", "2018-08", None),
        ("depuis le 1er mars 2019", "2019-03", None),
        ("desde el 03 de febrero de 2020 – actualmente", "2020-02", None),
        ("Dal 2018 a oggi", "2018", None),
        ("wrzesień 2018 – obecnie", "2018-09", None),
        ("sedan april 2021", "2021-04", None),
        ("2016–21", "2016", "2021"),
        ("2021–          Lecturer", "2021", None),
        ("2020/…      Conductrice", "2020", None),
        ("'19 - '21", "2019", "2021"),
        ("Between May 2019 and June 2020", "2019-05", "2020-06"),
        ("Zwischen 03/2020 und 12/2021", "2020-03", "2021-12"),
        ("Entre 2021 y 2024 trabajé", "2021", "2024"),
        ("seit 04.19", "2019-04", None),
        ("From 2015 onwards", "2015", None),
        ("03/19-04/20", "2019-03", "2020-04"),
        ("early 2019 to late 2020", "2019", "2020"),
        ("gennaio 2015 ‑ dicembre 2018", "2015-01", "2018-12"),
        ("03/2018    oggi       Saldatore", "2018-03", None),
        ("Q1 2019 - Q3 2021", "2019-01", "2021-07"),
        ("Fall 2022 - Winter 2022", "2022-09", "2022-12"),
        ("Printemps 2019 – automne 2020", "2019-03", "2020-09"),
        ("2019 → 2021", "2019", "2021"),
        ("Sep 2018 -\n Jun 2020", "2018-09", "2020-06"),
        ("Started: 15 January 2012        Ended: 30 April 2018", "2012-01", "2018-04"),
        ("Start date: 05/2019  End date: 03/2021", "2019-05", "2021-03"),
        ("Desde: 03/2019 Hasta: Actualidad", "2019-03", None),
    ],
)
def test_spans_are_read(line: str, start: str, end: str | None) -> None:
    (span,) = dates.spans(line)
    assert (span.start, span.end) == (start, end)


@pytest.mark.parametrize(
    "line", ["2016-12", "13. Juni 2014", "6 years 2 months", "12.50 - 14.75", "May 10 - June 12, 2020", "Room 4.17"]
)
def test_other_dates_are_not_spans(line: str) -> None:
    assert not [span for span in dates.spans(line) if span.last is None or span.first // 12 < 2019]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("seven years' experience in retail", 7),
        ("mit über achtzehn Jahren Praxis in Kanzleien", 18),
        ("quinze ans d'expérience en cuisine", 15),
        ("Profesional con experiencia de 10 años en logística", 10),
        ("com mais de doze anos de experiência", 12),
        ("oltre vent'anni no, ma quattordici anni di esperienza", 14),
        ("ruim 18 jaar ervaring op de weg", 18),
        ("Total experience: 8.5", 8),
    ],
)
def test_stated_years_are_read(text: str, years: int) -> None:
    assert claimed_years.stated_years(text) == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Has led teams for twenty years.", 20),
        ("a quarter century in uniform", 25),
        ("Seit 14 Jahren in der Pflege", 14),
        ("41 ans, marié", None),
        ("30 years old", None),
    ],
)
def test_years_claimed_in_an_introduction_are_read(text: str, years: int | None) -> None:
    assert claimed_years.claimed_years(text) == years
